"""Signal cleaning written with numpy and scipy from nilearn's documentation of signal.clean, to compare with.

clean.py SIGNALS CONFOUNDS|- MASK|- OPTIONS   OPTIONS: JSON {detrend, low_pass, high_pass, t_r, filter, standardize}; prints rows of numbers.
"""
import json
import sys

import numpy as np
from scipy import interpolate, linalg, signal

x = np.loadtxt(sys.argv[1], delimiter=",", ndmin=2)
c = None if sys.argv[2] == "-" else np.loadtxt(sys.argv[2], delimiter=",", ndmin=2)
kept = None if sys.argv[3] == "-" else np.loadtxt(sys.argv[3], dtype=float).astype(int)
o = json.loads(sys.argv[4])
cosine = o.get("filter") == "cosine"
butter = not cosine and (o.get("low_pass") or o.get("high_pass"))
n = len(x)


def zscored(v):
    v = v - v.mean(0)
    sd = v.std(0)
    return v / np.where(sd < np.finfo(float).eps, 1, sd)


def interpolated(v):
    v = v.copy()
    gone = np.setdiff1d(np.arange(n), kept)
    v[gone] = interpolate.CubicSpline(kept, v[kept])(gone)
    return v


def filtered(v):
    bounds, kind = ([o["high_pass"], o["low_pass"]], "bandpass") if o.get("low_pass") and o.get("high_pass") else (o.get("low_pass") or o.get("high_pass"), "lowpass" if o.get("low_pass") else "highpass")
    return signal.sosfiltfilt(signal.butter(5, bounds, kind, fs=1 / o["t_r"], output="sos"), v, axis=0)


if cosine:
    order = int(np.floor(2 * n * o["high_pass"] * o["t_r"]))
    t = np.arange(n)
    drifts = np.column_stack([np.sqrt(2 / n) * np.cos(np.pi / n * (t + 0.5) * k) for k in range(1, order + 1)])
    c = drifts if c is None else np.column_stack([c, drifts])
if kept is not None:
    x, c = [None if v is None else interpolated(v) if butter else v[kept] for v in (x, c)]
before = x.mean(0)
if o.get("detrend"):
    x, c = [None if v is None else signal.detrend(v, axis=0) for v in (x, c)]
if c is not None:
    c = zscored(c)
if butter:
    x, c = [None if v is None else filtered(v) for v in (x, c)]
    if kept is not None:
        x, c = [None if v is None else v[kept] for v in (x, c)]
    c = None if c is None else zscored(c)
if c is not None:
    c = zscored(c)
    q, r, _ = linalg.qr(c, mode="economic", pivoting=True)
    q = q[:, np.abs(np.diag(r)) > 100 * np.finfo(float).eps]
    x = x - q @ (q.T @ x)
standardize = o.get("standardize")
if standardize == "zscore_sample":
    x = x - x.mean(0)
    x = x / x.std(0, ddof=1)
elif standardize == "zscore":
    x = zscored(x)
elif standardize == "psc":
    if np.abs(x.mean(0)).mean() < 0.1 * np.abs(before).mean():
        x = x + before
    x = 100 * (x - x.mean(0)) / np.abs(x.mean(0))
np.savetxt(sys.stdout, x, delimiter=",", fmt="%.17g")
