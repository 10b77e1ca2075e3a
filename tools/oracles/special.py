"""Oracle of SpecialFunctions, Logit and the distributions. Run: /usr/bin/python3 tools/oracles/special.py"""
import math
import mpmath as m
from mpmath import mp, mpf
from oracle import Draw, row, write

mp.dps = 60
d = Draw(2)
rows = []
up = lambda x: math.nextafter(x, math.inf)
down = lambda x: math.nextafter(x, -math.inf)
both = lambda v: v + [-x for x in v]
TINY = [5e-324, 1e-300, 1e-20, 1e-9]


def emit(name, f, arguments):
    for a in arguments:
        a = a if isinstance(a, tuple) else (a,)
        rows.append(row(name, a, f(*[mpf(v) for v in a])))


# erf family
emit("Erf", m.erf, both(TINY) + d.uniform(-3, 3, 80) + [1.0, up(1.0), down(1.0), 5.9, 6.5])
emit("Erfc", m.erfc, d.uniform(-3, 3, 60) + d.uniform(0, 26.5, 80) + [0.5, down(0.5), 1.0, 26.5, 26.543, 27.0, 1e-20])
emit("ScaledErfc", lambda x: m.exp(x * x) * m.erfc(x) if x < 100 else m.hyperu(0.5, 0.5, x * x) / m.sqrt(m.pi), d.uniform(-5, 5, 40) + d.decades(-3, 9, 40) + [3.75, 0.0])
emit("NormalUpperTail", lambda x: m.erfc(x / m.sqrt(2)) / 2, d.uniform(-8, 8, 60) + d.uniform(0, 37.5, 80) + [0.7, down(0.7), 0.0, 38.0, 1e-300])
emit("NormalDensity", lambda x: m.exp(-x * x / 2) / m.sqrt(2 * m.pi), d.uniform(-38, 38, 60) + [0.0])


def normal_quantile(p):
    if p > mpf("0.02") and p < mpf("0.98"):
        return m.sqrt(2) * m.erfinv(2 * p - 1)
    upper = p > 0.5
    t = 1 - p if upper else p
    L = m.log(t)
    x = m.sqrt(-2 * L - m.log(-2 * L * 2 * m.pi))
    for _ in range(80):
        c = m.erfc(x / m.sqrt(2)) / 2
        step = (m.log(c) - L) * c / (m.exp(-x * x / 2) / m.sqrt(2 * m.pi))
        x += step
        if abs(step) < mpf(10) ** -52 * x:
            break
    return x if upper else -x


emit("NormalQuantile", normal_quantile, d.uniform(0, 1, 120) + d.decades(-323, -1.2, 120) + [1 - t for t in d.decades(-15.5, -1.2, 40)]
     + [0.5 + t for t in both(d.decades(-15, -2, 20))] + [0.075, up(0.075), down(0.075), 0.925, up(0.925), 1.2340980408667956e-04, 5e-324, down(1.0), 4.5e-19, 4.4e-19])

# gamma family
emit("LogGamma", m.loggamma, [5e-324, 1e-300, 1e-10] + d.decades(-5, 0, 40) + d.uniform(0.5, 15, 100) + d.decades(1, 15, 40)
     + [1 + t for t in both(d.decades(-14, -1, 20))] + [2 + t for t in both(d.decades(-14, -1, 20))] + [0.5, 1.5, 2.5, 13.0, down(13.0), 3.0, 171.0, 1e300])
emit("Digamma", m.digamma, d.decades(-10, 8, 60) + d.uniform(0.1, 1.3, 30) + d.uniform(1.6, 20, 30))
emit("LogBeta", lambda a, b: m.loggamma(a) + m.loggamma(b) - m.loggamma(a + b), list(zip(d.decades(-3, 2, 60), d.decades(-3, 6, 60))) + list(zip(d.decades(1, 4, 30), d.decades(1, 9, 30))))


def gamma_q(a, x):
    """mpmath's own is slow for large arguments; there the continued fraction or the series are summed directly."""
    if a < 60:
        return m.gammainc(a, x, m.inf, regularized=True)
    return 1 - gamma_p(a, x) if x < a else tail_fraction(a, x)


def gamma_p(a, x):
    if a < 60:
        return m.gammainc(a, 0, x, regularized=True)
    if x >= a:
        return 1 - tail_fraction(a, x)
    term = s = mpf(1)
    n = 1
    while term > s * mpf(10) ** -58:
        term *= x / (a + n)
        s += term
        n += 1
    return s * m.exp(a * m.log(x) - x - m.loggamma(a + 1))


def tail_fraction(a, x):
    """Q for x >= a by 1 - P with extra digits: the series is always positive."""
    with m.workdps(60 + int(max(0, (x - a) ** 2 / (2 * x))) // 2 + 20):
        term = s = mpf(1)
        n = 1
        while term > s * mpf(10) ** -(mp.dps):
            term *= x / (a + n)
            s += term
            n += 1
        return 1 - s * m.exp(a * m.log(x) - x - m.loggamma(a + 1))


shapes = d.decades(-1, 1.7, 60) + [0.5, 0.75, 1.0, 2.5, 50.0]
pairs = [(a, a * f) for a in shapes for f in (d.r.uniform(0.01, 1), d.r.uniform(1, 3))] + [(a, v) for a in shapes for v in (1e-8, d.r.uniform(1, 100))]
pairs += [(a, a + z * math.sqrt(a)) for a in d.decades(2, 5, 15) for z in (d.r.uniform(-8, 8), 0.0, 3.0, -3.0)]
pairs += [(0.01, 0.5), (0.001, 1e-5), (0.5, 0.1), (0.5, 700.0), (10.0, 600.0), (100.0, 20.0)]
emit("GammaP", gamma_p, pairs)
emit("GammaQ", gamma_q, pairs)
emit("ChiSquaredUpperTail", lambda x, k: gamma_q(k / 2, x / 2), [(d.r.uniform(0, 60), float(k)) for k in range(1, 41)] + [(500.0, 3.0), (1e-5, 1.0), (1400.0, 1.0)])


def beta_i(a, b, x):
    if x > a / (a + b):
        return 1 - series_beta(b, a, 1 - x)
    return series_beta(a, b, x)


def series_beta(a, b, x):
    """x^a (1-x)^b / (a B(a, b)) sum (a+b)_n / (a+1)_n x^n: all terms positive."""
    with m.workdps(90):
        term = s = mpf(1)
        n = 0
        while term > s * mpf(10) ** -88:
            term *= (a + b + n) / (a + 1 + n) * x
            s += term
            n += 1
        return s * m.exp(a * m.log(x) + b * m.log1p(-x) - m.log(a) - m.loggamma(a) - m.loggamma(b) + m.loggamma(a + b))


def tail_beta(a, b, x):
    """I_x(a, b) with relative accuracy on both sides."""
    return beta_i(a, b, x)


triples = [(a, b, d.r.uniform(0.001, 0.999)) for a, b in zip(d.decades(-0.5, 2, 120), d.decades(-0.5, 2, 120))]
triples += [(a, 0.5, d.r.uniform(0.01, 0.99)) for a in d.decades(-0.3, 2.5, 40)]
triples += [(a, b, min(0.999, max(0.001, a / (a + b) * d.r.uniform(0.7, 1.3)))) for a, b in zip(d.decades(2, 4, 20), d.decades(2, 4, 20))]
triples += [(2.0, 3.0, 1e-10), (0.5, 0.5, 1e-12), (30.0, 0.5, 1e-5)]
emit("BetaI", tail_beta, triples)


def t_two_sided(t, v):
    return series_or_complement(v / 2, mpf(1) / 2, v / (v + t * t), t * t / (v + t * t))


def series_or_complement(a, b, x, y):
    with m.workdps(120):
        return series_beta(a, b, x) if x < mpf("0.95") else 1 - series_beta(b, a, y)


tv = [(d.r.uniform(0, 12), v) for v in d.decades(-0.3, 3, 80)] + [(1e-5, 3.0), (1e8, 1.0), (1e160, 1.0), (1e170, 1.5), (50.0, 30.0), (5.0, 0.3), (40.0, 100.0)]
emit("StudentTTwoSided", t_two_sided, tv)
emit("StudentTDensity", lambda t, v: m.exp(-(v + 1) / 2 * m.log1p(t * t / v) - m.loggamma(v / 2) - m.loggamma(mpf(1) / 2) + m.loggamma((v + 1) / 2)) / m.sqrt(v), tv[:60])
emit("FisherFUpperTail", lambda f, a, b: series_or_complement(b / 2, a / 2, b / (b + a * f), a * f / (b + a * f)),
     [(d.r.uniform(0.01, 8), float(a), float(b)) for a in (1, 2, 5, 17) for b in (1, 3, 10, 60, 400)])


# Quantiles: the oracle is the exact inverse image, (F(x) as the argument p is a double, so x is solved for p).
def solve(f, x0):
    """Secant in log x on log f."""
    a, b = mpf(x0), mpf(x0) * mpf("1.001")
    fa, fb = f(a), f(b)
    for _ in range(200):
        if fb == fa:
            break
        c = b - fb * (b - a) / (fb - fa)
        if c <= 0:
            c = b / 2
        a, fa = b, fb
        b = c
        fb = f(b)
        if abs(b - a) < abs(b) * mpf(10) ** -40:
            break
    return b


mp.dps = 50
for v in (0.7, 1.0, 2.0, 3.5, 10.0, 78.0, 1000.0):
    for x0 in (1e-4, 0.1, 0.7, 1.9, 4.2, 9.0, 40.0):
        tail = t_two_sided(mpf(x0), mpf(v)) / 2
        p = float(tail)
        if p < 1e-300:
            continue
        x = solve(lambda t: m.log(t_two_sided(t, mpf(v)) / 2) - m.log(mpf(p)), x0)
        rows.append(row("StudentTQuantile", [p, v], -x))
for a in (0.05, 0.5, 1.0, 3.3, 20.0, 150.0):
    for z in (-3.0, -1.0, 0.1, 1.0, 4.0):
        x0 = a * max(0.02, 1 + z / math.sqrt(9 * a)) ** 3 if a > 1 else 10 ** (z - 0.5)
        p = float(gamma_p(mpf(a), mpf(x0)))
        if not 1e-300 < p < 1:
            continue
        g = (lambda x: m.log(gamma_p(mpf(a), x)) - m.log(mpf(p))) if p < 0.5 else (lambda x: m.log(gamma_q(mpf(a), x)) - m.log(1 - mpf(p)))
        rows.append(row("GammaQuantile", [p, a], solve(g, x0)))
for a, b in ((0.5, 0.5), (1.0, 3.0), (2.5, 7.0), (30.0, 4.0), (0.3, 20.0), (200.0, 300.0)):
    for x0 in (0.001, 0.05, 0.3, 0.62, 0.9):
        p = float(beta_i(mpf(a), mpf(b), mpf(x0)))
        if not 1e-300 < p < 0.999:
            continue
        rows.append(row("BetaQuantile", [p, a, b], solve(lambda x: m.log(beta_i(mpf(a), mpf(b), x)) - m.log(mpf(p)), x0)))
for a, b in ((1.0, 10.0), (4.0, 60.0), (12.0, 3.0)):
    for p in (1e-6, 0.05, 0.5, 0.95, 0.999):
        f = lambda q: m.log(beta_i(mpf(a) / 2, mpf(b) / 2, a * q / (a * q + b))) - m.log(mpf(p))
        rows.append(row("FisherFQuantile", [p, a, b], solve(f, 1.0 if p > 0.01 else 0.01 ** (2 / a) if a > 1 else 1e-12)))
mp.dps = 60
emit("LogitFromProbability", lambda p: m.log(p) - m.log1p(-p), d.uniform(0, 1, 40) + d.decades(-300, 0, 20) + [0.5 + t for t in both(d.decades(-15, -1, 20))] + [down(1.0), 0.25, 0.75])
emit("LogitToProbability", lambda x: 1 / (1 + m.exp(-x)), d.uniform(-40, 40, 60) + [-700.0, -745.0, 1e-20, 30.0])
emit("LogAddExp", lambda a, b: m.log(m.exp(a) + m.exp(b)), list(zip(d.uniform(-50, 50, 40), d.uniform(-50, 50, 40))) + [(700.0, 699.0), (1000.0, 999.5), (-800.0, -801.0)])
write("special.csv", rows)
