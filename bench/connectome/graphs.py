#!/usr/bin/env python3
"""Graph metrics of a 400-node network at 15 % density by networkx and by `etiogrid connectome graph`, in one run on one machine.

    /usr/bin/python3 bench/connectome/graphs.py [etiogrid] [nodes]

Only metrics that both define alike are timed and compared: clustering (networkx divides weights by the largest), path length and betweenness on lengths 1/weight,
closeness of paths, transitivity, core numbers, assortativity by degree, global efficiency by edges. networkx is pure Python: not the fastest peer, but one that can
be installed here (bctpy cannot).
"""
import json, os, subprocess, sys, tempfile, time
import networkx as nx
import numpy as np

program = sys.argv[1] if len(sys.argv) > 1 else "artifacts/bin/Etiogrid.Cli/release/etiogrid"
n = int(sys.argv[2]) if len(sys.argv) > 2 else 400
rng = np.random.default_rng(1)
w = np.corrcoef(rng.standard_normal((n, 8)) @ rng.standard_normal((8, 1200)) + 2 * rng.standard_normal((n, 1200)))
np.fill_diagonal(w, 0)
cut = np.sort(w[np.triu_indices(n, 1)])[::-1][int(0.15 * n * (n - 1) / 2)]
w = np.where(w > cut, w, 0)
names = "clustering,transitivity_bin,path_length,betweenness,kcore,assortativity_bin,efficiency_global_bin"
with tempfile.TemporaryDirectory() as folder:
    np.savetxt(os.path.join(folder, "w.csv"), w, delimiter=",")
    start = time.perf_counter()
    subprocess.run([program, "connectome", "graph", "--matrix", os.path.join(folder, "w.csv"), "--metrics", names, "--out", os.path.join(folder, "g.json"), "--quiet"], check=True)
    ours = time.perf_counter() - start
    found = json.load(open(os.path.join(folder, "g.json")))
start, processor = time.perf_counter(), time.process_time()
g = nx.from_numpy_array(w)
lengths = {(i, j): 1 / d["weight"] for i, j, d in g.edges(data=True)}
nx.set_edge_attributes(g, lengths, "length")
theirs = {
    "clustering": np.array(list(nx.clustering(g, weight="weight").values())) * w.max(),
    "transitivity_bin": nx.transitivity(g),
    "path_length": np.mean([v for i, d in nx.all_pairs_dijkstra_path_length(g, weight="length") for j, v in d.items() if i != j]),
    "betweenness": 2 * np.array(list(nx.betweenness_centrality(g, weight="length", normalized=False).values())),
    "kcore": np.array(list(nx.core_number(g).values())),
    "assortativity_bin": nx.degree_assortativity_coefficient(g),
    "efficiency_global_bin": nx.global_efficiency(g),
}
peer = time.perf_counter() - start
for name, value in theirs.items():
    mine = np.array(found["node"].get(name, found["global"].get(name)))
    print(f"{name}: largest relative difference {np.max(np.abs(mine - value) / np.maximum(1e-12, np.abs(value).max())):.1e}")
print(f"{len(g.edges)} edges: etiogrid {ours:.2f} s (whole process), networkx {nx.__version__} {peer:.1f} s ({time.process_time() - processor:.1f} s processor): {peer / ours:.0f} times")
