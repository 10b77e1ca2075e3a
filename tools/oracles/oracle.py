"""Shared by the oracle generators: exact doubles in, 50 correct digits out, and the distance to the nearest double in ulps."""
import math
import os
import random
from mpmath import mp, mpf, nstr

mp.dps = 120
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tests", "data", "oracles")
os.makedirs(ROOT, exist_ok=True)


def number(x):
    return {math.inf: "inf", -math.inf: "-inf"}.get(x, repr(x))


def row(name, arguments, value):
    """function, up to three arguments, value, (value - nearest double) / ulp(nearest double)."""
    arguments = [number(float(a)) for a in arguments] + [""] * (3 - len(arguments))
    nearest = float(value)
    if math.isinf(nearest):
        return [name, *arguments, number(nearest), "0"]
    residual = (mpf(value) - mpf(nearest)) / mpf(math.ulp(nearest))
    return [name, *arguments, nstr(mpf(value), 50), "%.6f" % float(residual)]


def write(file, rows):
    with open(os.path.join(ROOT, file), "w", newline="\n") as f:
        f.write("function,x,y,z,value,residual_ulp\n")
        for r in rows:
            f.write(",".join(r) + "\n")
    print(file, len(rows), "rows")


class Draw:
    def __init__(self, seed):
        self.r = random.Random(seed)

    def uniform(self, a, b, n):
        return [self.r.uniform(a, b) for _ in range(n)]

    def signed(self, values):
        return [v * self.r.choice([-1, 1]) for v in values]

    def decades(self, a, b, n):
        """Log-uniform between 10^a and 10^b."""
        return [float("%.17g" % float(mpf(10) ** self.r.uniform(a, b))) for _ in range(n)]
