"""Correlations shrunk to their mean with Schafer and Strimmer's (2005) weight; sampling covariances of all correlations from the influence functions.

shrinkage.py PEOPLE   prints the weight, then the shrunk correlations.
"""
import sys

import numpy as np

y = np.loadtxt(sys.argv[1], delimiter=",")
n, p = y.shape
r = np.corrcoef(y.T)
z = (y - y.mean(0)) / y.std(0)
i, j = np.triu_indices(p, 1)
u = z[:, i] * z[:, j] - r[i, j] * (z[:, i] ** 2 + z[:, j] ** 2) / 2
sampling = u.T @ u / n**2  # covariance of every pair of correlations
mean = max(0.0, r[i, j].mean())
excess = np.trace(sampling) - sampling.mean(0).sum()
weight = min(1.0, max(0.0, excess / ((r[i, j] - mean) ** 2).sum()))
shrunk = weight * mean + (1 - weight) * r
np.fill_diagonal(shrunk, 1)
np.savetxt(sys.stdout, np.vstack([np.full(p, weight), shrunk]), delimiter=",", fmt="%.17g")
