"""Gradients written with numpy from the papers (Coifman and Lafon 2006; Belkin and Niyogi 2003; Vos de Wael 2020), to compare with.

gradients.py MATRIX KERNEL METHOD COMPONENTS   prints eigenvalues, then regions x components, signs arbitrary.
The random walk is decomposed as the general matrix that it is, by another route than the similar symmetric one.
"""
import sys

import numpy as np
from scipy import linalg, stats

w = np.loadtxt(sys.argv[1], delimiter=",")
kernel, method, count = sys.argv[2], sys.argv[3], int(sys.argv[4])
n = len(w)
kept = int(n * (1 - 0.9))
sparse = np.zeros_like(w)
for i in range(n):
    best = np.argsort(-w[i], kind="stable")[:kept]
    sparse[i, best] = w[i, best]
if kernel == "spearman":
    sparse = np.array([stats.rankdata(r) for r in sparse])
if kernel in ("pearson", "spearman"):
    affinity = np.corrcoef(sparse)
elif kernel == "none":
    affinity = sparse
else:
    unit = sparse / np.linalg.norm(sparse, axis=1, keepdims=True)
    affinity = np.clip(unit @ unit.T, -1, 1)
    np.fill_diagonal(affinity, 1)
    if kernel == "normalized_angle":
        affinity = 1 - np.arccos(affinity) / np.pi
affinity = np.maximum(affinity, 0)
if method != "pca":
    affinity = (affinity + affinity.T) / 2
if method == "dm":
    d = affinity.sum(1)
    k = affinity / np.sqrt(np.outer(d, d))
    p = k / k.sum(1, keepdims=True)
    values, vectors = linalg.eig(p)
    order = np.argsort(-values.real)[: count + 1]
    values, vectors = values.real[order], vectors.real[:, order]
    vectors = vectors / np.linalg.norm(vectors, axis=0)
    values = values[1:]
    maps = vectors[:, 1:] / vectors[:, :1]
    values = values / (1 - values)
    maps = maps * values
elif method == "le":
    np.fill_diagonal(affinity, 0)
    d = np.diag(affinity.sum(1))
    values, vectors = linalg.eigh(d - affinity, d)
    values, maps = values[1 : count + 1], vectors[:, 1 : count + 1]
else:
    centred = affinity - affinity.mean(0)
    u, s, _ = np.linalg.svd(centred, full_matrices=False)
    values, maps = (s**2 / (n - 1))[:count], (u * s)[:, :count]
np.savetxt(sys.stdout, np.vstack([values, maps]), delimiter=",", fmt="%.17g")
