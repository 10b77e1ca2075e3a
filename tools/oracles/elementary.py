"""Oracle of Etiogrid.Numerics.Functions.Elementary. Run: /usr/bin/python3 tools/oracles/elementary.py"""
import math
import mpmath as m
from mpmath import mpf
from oracle import Draw, row, write

d = Draw(1)
TINY = [5e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-160, 1e-20, 2.220446049250313e-16, 1e-9, 1e-8]
up = lambda x: math.nextafter(x, math.inf)
down = lambda x: math.nextafter(x, -math.inf)
rows = []


def emit(name, f, xs):
    for x in xs:
        rows.append(row(name, [x], f(mpf(x))))


both = lambda v: v + [-x for x in v]
emit("Exp", m.exp, both(TINY) + d.uniform(-745, 709.7, 90) + d.uniform(-1, 1, 60) + d.uniform(-745.1, -708, 40)
     + [709.782712893384, -745.1332191019411, -708.3964185322641, up(-708.3964185322641), down(-708.3964185322641), 0.0027, -0.0027, 1.0, -1.0, 0.5])
emit("Expm1", m.expm1, both(TINY) + d.uniform(-0.36, 0.36, 100) + d.uniform(-40, 40, 60) + d.uniform(0, 709, 20) + [0.35, -0.35, down(0.35), up(0.35), 0.6931471805599453, -0.6931471805599453])
emit("Log", m.log, TINY + d.decades(-320, 308, 80) + d.uniform(0.5, 2, 80) + d.uniform(0.98, 1.02, 60)
     + [up(1.0), down(1.0), 1.7976931348623157e308, 0.703125, down(0.703125), 1.40625, down(1.40625), 2.0, 3.0, 0.99609375, 1.0078125, down(1.0078125), down(0.99609375)])
emit("Log1p", m.log1p, both(TINY) + d.uniform(-0.999, 1, 80) + d.uniform(-0.01, 0.01, 80) + d.decades(-3, 300, 40)
     + [down(-0.5), -0.9999999999999999, 0.00390625, down(0.00390625), -0.00390625, -0.29289, 0.41421, 1e16, 9007199254740993.0])
emit("Log2", lambda x: m.log(x) / m.log(2), TINY + d.decades(-320, 308, 60) + d.uniform(0.9, 1.1, 40) + [2.0 ** k for k in (-1074, -1022, -1, 0, 1, 10, 1023)] + [up(1.0), down(1.0)])
emit("Log10", m.log10, TINY + d.decades(-320, 308, 60) + d.uniform(0.9, 1.1, 40) + [10.0 ** k for k in (0, 1, 2, 5, 15, 22)] + [up(1.0), down(1.0)])
emit("Cbrt", lambda x: m.sign(x) * m.cbrt(abs(x)), both(TINY) + d.signed(d.decades(-320, 308, 150)) + [8.0, 27.0, -64.0, 1.7976931348623157e308])
angles = both(TINY[2:]) + d.uniform(-8, 8, 120) + d.uniform(-1e6, 1e6, 80) + [k * math.pi / 2 for k in range(-12, 13) if k] + [math.pi / 4, up(math.pi / 4), 355.0, 710.0, 1000000.0, -1000000.0, 103993.0, 208341.0]
emit("Sin", m.sin, angles)
emit("Cos", m.cos, angles)
emit("Tan", m.tan, angles)
emit("Atan", m.atan, both(TINY) + d.signed(d.decades(-6, 20, 120)) + d.uniform(-2, 2, 80) + [1.0, -1.0, up(1.0), down(1.0), 0.0078125, 0.0234375, 1 / 64, 1e308])
unit = both(TINY) + d.uniform(-1, 1, 120) + [s * (1 - t) for s in (1, -1) for t in d.decades(-15, -1, 30)] + [0.5, -0.5, 0.7071067811865475, 0.7071067811865476, down(1.0), -down(1.0), 1.0, -1.0]
emit("Acos", m.acos, unit)
emit("Asin", m.asin, unit)
emit("Tanh", m.tanh, both(TINY) + d.uniform(-1, 1, 80) + d.signed(d.decades(-7, 1.35, 80)) + [0.35, down(0.35), 21.9, 22.0, 30.0, -19.06])
emit("Sinh", m.sinh, both(TINY) + d.uniform(-1, 1, 60) + d.uniform(-710.4, 710.4, 60) + [0.35, down(0.35), 710.4, 709.9, 689.9999, 690.0, -710.4758])
emit("Cosh", m.cosh, both(TINY) + d.uniform(-1, 1, 40) + d.uniform(-710.4, 710.4, 60) + [0.35, 710.4, 709.9, 690.0, -710.4758])
emit("Asinh", m.asinh, both(TINY) + d.signed(d.decades(-9, 12, 120)) + d.uniform(-1, 1, 40) + [1e9, up(1e9), 1e155, 1e308, 0.0039, 0.00390625])
emit("Acosh", m.acosh, [up(1.0), 1.0, 1 + 1e-12] + [1 + t for t in d.decades(-15, 0, 80)] + d.decades(0.01, 12, 60) + [1e9, up(1e9), 1e308])
emit("Atanh", m.atanh, both(TINY) + d.uniform(-1, 1, 100) + [s * (1 - t) for s in (1, -1) for t in d.decades(-16, -1, 20)] + [0.5, down(1.0), 0.00195, 0.001949317738791423])
for x, y in ([(x, d.r.uniform(-700, 700) / max(1e-9, abs(math.log(x)))) for x in d.decades(-300, 300, 120) + d.uniform(0.5, 2, 80)]
             + [(x, d.r.uniform(-3, 3)) for x in d.uniform(0, 5, 60)]
             + [(2.0, 0.5), (10.0, -300.0), (10.0, -320.0), (1.0000000000000002, 3e18), (0.9999999999999999, 6e18), (5e-324, 0.5), (5e-324, -0.9), (1.7976931348623157e308, -1.04), (2.0, -1074.0), (3.0, 3.0), (1e-5, 61.5)]):
    rows.append(row("Pow", [x, y], mpf(x) ** mpf(y)))
for y, x in (list(zip(d.uniform(-3, 3, 80), d.uniform(-3, 3, 80))) + list(zip(d.signed(d.decades(-300, 300, 60)), d.signed(d.decades(-300, 300, 60))))
             + list(zip(d.signed(d.decades(-12, 12, 60)), d.signed(d.decades(-3, 3, 60)))) + [(1e308, 1e308), (5e-324, 5e-324), (5e-324, -5e-324), (1e-310, 1e-309), (1.0, -1e-300), (-1e-300, -1.0), (3e-309, 1.0)]):
    rows.append(row("Atan2", [y, x], m.atan2(mpf(y), mpf(x))))
write("elementary.csv", rows)
