#!/usr/bin/env python3
"""Times `etiogrid connectome graph` (whole process, JSON written) on a 400-node network at 15 % density.

    python3 bench/connectome/compare.py [etiogrid]

Needs numpy. Prints wall and processor seconds: on a busy machine only the latter mean anything.
"""
import os, subprocess, sys, tempfile, time
import numpy as np

program = sys.argv[1] if len(sys.argv) > 1 else "artifacts/bin/Etiogrid.Cli/release/etiogrid"
rng = np.random.default_rng(1)
signals = rng.standard_normal((400, 8)) @ rng.standard_normal((8, 1200)) + 2 * rng.standard_normal((400, 1200))
with tempfile.TemporaryDirectory() as folder:
    matrix = os.path.join(folder, "W.csv")
    np.savetxt(matrix, np.corrcoef(signals), delimiter=",")
    for extra in ([], ["--nulls", "100"]):
        before = os.times()
        subprocess.run([program, "connectome", "graph", "--matrix", matrix, "--threshold", "density:0.15", "--out", os.path.join(folder, "g.json"), *extra], check=True)
        after = os.times()
        processor = after.children_user + after.children_system - before.children_user - before.children_system
        print("full set", " ".join(extra), f"wall {after.elapsed - before.elapsed:.2f} s, processor {processor:.2f} s")
start = time.process_time(); wall = time.perf_counter()
for _ in range(50):
    np.corrcoef(signals)
print(f"numpy corrcoef 50 x 400 x 1200: wall {time.perf_counter() - wall:.2f} s, processor {time.process_time() - start:.2f} s")
