"""Runs a command and prints its name, wall seconds, CPU seconds (user + system) and peak memory in MB.  Usage: measure.py NAME COMMAND…"""
import os
import resource
import subprocess
import sys
import time

start = time.monotonic()
result = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
if result.returncode != 0:
    sys.exit(result.stderr.decode()[:2000])
print(f"{sys.argv[1]}\twall {time.monotonic() - start:.2f}\tcpu {usage.ru_utime + usage.ru_stime:.2f}\tpeak {usage.ru_maxrss / 1024:.0f} MB", flush=True)
