#!/usr/bin/env python3
"""Fifty correlation matrices of 400 regions x 1,200 volumes, the same job by numpy and by `etiogrid connectome build`, in one run on one machine.

    /usr/bin/python3 bench/connectome/matrices.py [etiogrid] [people]

Both read .npy recordings and write one table of numbers a person; whole processes, start included. numpy is also timed with binary output
and without any files (corrcoef alone, matrices in memory).
"""
import os, subprocess, sys, tempfile, time
import numpy as np

program = sys.argv[1] if len(sys.argv) > 1 else "artifacts/bin/Etiogrid.Cli/release/etiogrid"
people = int(sys.argv[2]) if len(sys.argv) > 2 else 50
rng = np.random.default_rng(1)


def timed(name, command):
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = os.times()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    print(f"{name}: wall {after.elapsed - before.elapsed:.2f} s, processor {processor:.2f} s", flush=True)


with tempfile.TemporaryDirectory() as folder:
    paths = [os.path.join(folder, f"r{k:02d}.npy") for k in range(people)]
    for path in paths:
        np.save(path, rng.standard_normal((1200, 8)) @ rng.standard_normal((8, 400)) + 2 * rng.standard_normal((1200, 400)))
    numpy = "import sys, numpy as np\nfor p in sys.argv[1:]:\n    c = np.corrcoef(np.load(p).T)\n    "
    timed("etiogrid, text", [program, "connectome", "build", "--timeseries", *paths, "--kind", "correlation", "--bare", "--out", os.path.join(folder, "out"), "--quiet"])
    timed("etiogrid, binary", [program, "connectome", "build", "--timeseries", *paths, "--kind", "correlation", "--format", "npy", "--out", os.path.join(folder, "out"), "--quiet"])
    worst = max(np.abs(np.load(os.path.join(folder, "out", os.path.basename(p)[:-4] + "_correlation.npy")) - np.corrcoef(np.load(p).T)).max() for p in paths[:3])
    print(f"largest difference from numpy: {worst:.1e}")
    timed("numpy, text of 17 digits", [sys.executable, "-c", numpy + "np.savetxt(p + '.tsv', c, fmt='%.17g', delimiter='\\t')", *paths])
    timed("numpy, binary", [sys.executable, "-c", numpy + "np.save(p + '.out.npy', c)", *paths])
    signals = [np.load(p).T for p in paths]
start, wall = time.process_time(), time.perf_counter()
for s in signals:
    np.corrcoef(s)
print(f"numpy corrcoef alone: wall {time.perf_counter() - wall:.2f} s, processor {time.process_time() - start:.2f} s")
