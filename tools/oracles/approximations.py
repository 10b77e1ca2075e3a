"""Near-minimax approximations by interpolation at Chebyshev nodes, in mpmath arithmetic."""
from mpmath import mp, mpf, cos, pi, matrix, lu_solve

mp.dps = 80


def chebyshev_nodes(a, b, n):
    return [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * i + 1) / (2 * n)) for i in range(n)]


def polynomial(f, a, b, degree):
    """Coefficients c[0..degree], lowest first, of the interpolant of f on [a, b]."""
    x = chebyshev_nodes(mpf(a), mpf(b), degree + 1)
    v = matrix(degree + 1, degree + 1)
    y = matrix(degree + 1, 1)
    for i, t in enumerate(x):
        y[i] = f(t)
        for j in range(degree + 1):
            v[i, j] = t ** j
    return list(lu_solve(v, y))


def rational(f, a, b, m, n):
    """Numerator c[0..m] and denominator d[0..n] (d[0] = 1) of the rational interpolant of f on [a, b]."""
    x = chebyshev_nodes(mpf(a), mpf(b), m + n + 1)
    v = matrix(m + n + 1, m + n + 1)
    y = matrix(m + n + 1, 1)
    for i, t in enumerate(x):
        value = f(t)
        for j in range(m + 1):
            v[i, j] = t ** j
        for j in range(1, n + 1):
            v[i, m + j] = -value * t ** j
        y[i] = value
    c = list(lu_solve(v, y))
    return c[: m + 1], [mpf(1)] + c[m + 1:]


def horner(c, x):
    s = mpf(0)
    for a in reversed(c):
        s = s * x + a
    return s


def chebyshev_series(f, n):
    """Coefficients of sum' c_j T_j(t) on [-1, 1] (c[0] already halved)."""
    N = 2 * n
    t = [cos(pi * (2 * i + 1) / (2 * N)) for i in range(N)]
    y = [f(s) for s in t]
    c = [2 * sum(y[i] * cos(j * pi * (2 * i + 1) / (2 * N)) for i in range(N)) / N for j in range(n)]
    c[0] /= 2
    return c
