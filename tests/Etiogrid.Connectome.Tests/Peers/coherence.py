"""Mean coherence over frequencies above 0 with scipy, to compare with.   coherence.py SIGNALS SEGMENT LOW HIGH   (Hz, sampling rate 1)"""
import sys

import numpy as np
from scipy import signal

x = np.loadtxt(sys.argv[1], delimiter=",")
n = x.shape[1]
out = np.eye(n)
for i in range(n):
    for j in range(i):
        f, c = signal.coherence(x[:, i], x[:, j], nperseg=int(sys.argv[2]), window="hann", detrend="constant")
        inside = (f > 0) & (f >= float(sys.argv[3])) & (f <= float(sys.argv[4]))
        out[i, j] = out[j, i] = c[inside].mean()
np.savetxt(sys.stdout, out, delimiter=",", fmt="%.17g")
