"""Matrix products of numpy over OpenBLAS, one thread, against the program's in the same run.

    apt-get install libopenblas0-pthread python3-numpy
    dotnet build bench/Etiogrid.Benchmarks -c Release
    OPENBLAS_NUM_THREADS=1 /usr/bin/python3 bench/imaging/gemm.py artifacts/bin/Etiogrid.Benchmarks/release/Etiogrid.Benchmarks
"""
import ctypes
import subprocess
import sys
import time

import numpy

SHAPES = ["64 64 64", "100 399 20", "256 400 20", "256 400 100", "200 200 200", "400 400 400", "512 512 512",
          "1000 1000 1000", "2000 2000 2000", "10000 400 20", "400 1200 400"]


def peer(shape):
    """Best seconds of one product in at least 0.3 s."""
    m, k, n = (int(s) for s in shape.split())
    a, b, c = numpy.random.rand(m, k) - 0.5, numpy.random.rand(k, n) - 0.5, numpy.empty((m, n))
    best, start, runs = float("inf"), time.perf_counter(), 0
    while runs < 5 or time.perf_counter() - start < 0.3:
        before = time.perf_counter()
        numpy.dot(a, b, out=c)
        best = min(best, time.perf_counter() - before)
        runs += 1
    return best


library = ctypes.CDLL("libopenblas.so.0")
library.openblas_get_config.restype = ctypes.c_char_p
print(library.openblas_get_config().decode(), "threads", library.openblas_get_num_threads())
lines = subprocess.run([sys.argv[1], "--quick", "GemmShape"], capture_output=True, text=True, check=True).stdout.splitlines()
ours = {line.split("\t")[2]: float(line.split("\t")[3].split()[0]) / 1e9 for line in lines}
print("shape\tours_gflops\topenblas_gflops\tratio")
for shape in SHAPES:
    m, k, n = (int(s) for s in shape.split())
    work, theirs = 2e-9 * m * k * n, peer(shape)
    print(f"{shape}\t{work / ours[shape]:.1f}\t{work / theirs:.1f}\t{theirs / ours[shape]:.2f}")
