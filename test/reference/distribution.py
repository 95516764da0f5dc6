#!/usr/bin/python3
"""Reference values of test/unit/test_distribution.c, with mpmath (40 digits).

    python3 test/reference/distribution.py > sql/data/distribution.csv

Each row is a call of the C function ms_<function>(x, a, b, tail), with a and b
empty where it has fewer arguments.  The arguments are doubles, written so that
reading them gives the same doubles; the value belongs to exactly them.

The method shares nothing with the C code.  Every tail is an integral of the
density, in 40 digits; check_method() holds it against closed forms, series and
sums.  The variable is log u (u: F, t^2, chi-square / df, odds over a / b) as
all densities are smooth in it and have one peak.  A quantile starts from the
double x: its p is computed and rounded to a double, and Newton steps move x to
where its tail is that double.
"""
import sys

import mpmath
from mpmath import inf, mp, mpf

mp.dps = 40
LOWER, UPPER = "lower", "upper"


def integrate(log_f, start, direction, scale, breaks=()):
    """Integral of exp(log_f) from start to infinity in a direction.

    The pieces grow with the distance from start, and end at the breaks too.
    """
    top = log_f(start)

    def f(s):
        return mpmath.exp(log_f(start + direction * s) - top)

    breaks = sorted((b - start) * direction for b in breaks)
    total, error, left, width = mpf(0), mpf(0), mpf(0), mpf(scale)
    while log_f(start + direction * left) - top > -75:
        right = min([left + width] + [b for b in breaks if b > left])
        piece, piece_error = mpmath.quad(f, [left, right], error=True)
        total, error = total + piece, error + piece_error
        left, width = right, width * 1.4
    assert error < total * mpf(10) ** -25
    return mpmath.exp(top) * total


class LogOdds:
    """Density of log u for a beta distribution; b may be infinite."""

    def __init__(self, a, b):
        self.a, self.b = mpf(a), mpf(b)
        if b == inf:
            self.constant = (self.a * mpmath.log(self.a)
                             - mpmath.loggamma(self.a))
        else:
            self.constant = (mpmath.loggamma(self.a + self.b)
                             - mpmath.loggamma(self.a)
                             - mpmath.loggamma(self.b))

    def log_density(self, w):
        u = mpmath.exp(w)
        if self.b == inf:
            return self.a * (w - u) + self.constant
        y = self.b / (self.b + u * self.a)
        x = u * self.a / (self.b + u * self.a)
        return (self.a * mpmath.log(x) + self.b * mpmath.log(y)
                + self.constant)

    def slope(self, w):
        u = mpmath.exp(w)
        if self.b == inf:
            return self.a * (1 - u)
        return self.a * self.b * (1 - u) / (self.b + u * self.a)

    def scale(self, w):
        """A length over which the density changes by a factor."""
        peak = self.a if self.b == inf else self.a * self.b / (self.a + self.b)
        return 1 / (1 + mpmath.sqrt(peak) + abs(self.slope(w)))

    def tail(self, w, tail):
        direction = -1 if tail == LOWER else 1
        if self.slope(w) * direction > 0:       # the peak is on the way
            rest = self.tail(w, UPPER if tail == LOWER else LOWER)
            if rest < mpf("0.999"):
                return 1 - rest
        return integrate(self.log_density, w, direction, self.scale(w))

    def quantile(self, w, p, tail):
        """The point whose tail is p, from w close to it."""
        sign = 1 if tail == LOWER else -1
        return newton(lambda w: sign * (self.tail(w, tail) - p)
                      / mpmath.exp(self.log_density(w)), w)


def newton(step, x):
    """x - step(x), again and again until it stays."""
    for _ in range(10):
        change = step(x)
        x -= change
        if abs(change) < mpf(10) ** -18:
            return x        # the next would be about its square
    raise ArithmeticError("Newton's method does not converge")


def normal_tail(x, tail):
    x = mpf(x) if tail == UPPER else -mpf(x)
    return mpmath.erfc(x / mpmath.sqrt(2)) / 2


class NoncentralT:
    """T = (Z + ncp) / S; integral over w = log S^2."""

    def __init__(self, t, df, ncp):
        self.t, self.ncp, self.s2 = mpf(t), mpf(ncp), LogOdds(mpf(df) / 2, inf)

    def integral(self, log_factor):
        def log_f(w):
            z = self.t * mpmath.exp(w / 2) - self.ncp
            return self.s2.log_density(w) + log_factor(z)

        low, high = mpf(-300), mpf(300)
        while high - low > mpf("1e-9"):         # ternary search for the peak
            first, second = low + (high - low) / 3, high - (high - low) / 3
            if log_f(first) < log_f(second):
                low = first
            else:
                high = second
        scale = 1 / (1 + mpmath.sqrt(self.s2.a) + abs(self.t) + abs(self.ncp))
        breaks = []
        if self.t * self.ncp > 0:       # z passes 0 there, as a step
            step = 2 * mpmath.log(self.ncp / self.t)
            breaks = [step + k / abs(self.ncp)
                      for k in (-60, -30, -15, -8, -4, 0, 4, 8, 15, 30, 60)]
        return (integrate(log_f, low, 1, scale, breaks)
                + integrate(log_f, low, -1, scale, breaks))

    def tail(self, tail):
        side = 1 if tail == UPPER else -1

        def log_normal(z):
            z = side * z
            if z > 40:      # erfc of mpmath is slow there
                return (-z * z / 2 - mpmath.log(mpmath.sqrt(2 * mpmath.pi) * z)
                        + mpmath.log(mpmath.hyp2f0(1, mpf(1) / 2, -2 / z**2)))
            return mpmath.log(mpmath.erfc(z / mpmath.sqrt(2)) / 2)
        return self.integral(log_normal)

    def density_in_ncp(self):
        return self.integral(
            lambda z: -z * z / 2 - mpmath.log(2 * mpmath.pi) / 2)


def log_u(function, x, numbers):
    """The distribution and the point in log u of x."""
    x = mpf(x)
    n = [mpf(v) for v in numbers]
    if function == "t":
        return LogOdds(mpf(1) / 2, n[0] / 2), mpmath.log(x * x)
    if function == "chisq":
        return LogOdds(n[0] / 2, inf), mpmath.log(x / n[0])
    if function == "f":
        return LogOdds(n[0] / 2, n[1] / 2), mpmath.log(x)
    return LogOdds(*n), mpmath.log(x / (1 - x) * n[1] / n[0])


def from_log_u(function, w, numbers):
    n = [mpf(v) for v in numbers]
    if function == "t":
        return mpmath.exp(w / 2)
    if function == "chisq":
        return n[0] * mpmath.exp(w)
    if function == "f":
        return mpmath.exp(w)
    odds = mpmath.exp(w) * n[0] / n[1]
    return odds / (1 + odds)


def cdf(function, x, numbers, tail):
    if function == "normal":
        return normal_tail(x, tail)
    if function == "binomial":
        n, prob = numbers
        return cdf("beta", prob, (x + 1, n - x),
                   UPPER if tail == LOWER else LOWER)
    if function == "t":
        law, w = log_u(function, abs(x), numbers)
        near = law.tail(w, UPPER) / 2
        return near if (x < 0) == (tail == LOWER) else 1 - near
    if function == "t_two_sided":
        law, w = log_u("t", abs(x), numbers)
        return law.tail(w, UPPER)
    law, w = log_u(function, x, numbers)
    return law.tail(w, tail)


def quantile(function, x, numbers, tail):
    """A double p near the tail of x, and the exact quantile of that p."""
    p = float(cdf(function, x, numbers, tail))
    if p in (0.0, 1.0) or p < 1e-300:
        return None
    if function == "normal":
        sign = 1 if tail == LOWER else -1
        return p, newton(lambda x: sign * (normal_tail(x, tail) - p)
                         / mpmath.npdf(x), mpf(x))
    if function == "t":
        law, w = log_u("t", abs(x), numbers)
        share = mpf(p) if (x < 0) == (tail == LOWER) else 1 - mpf(p)
        x = from_log_u("t", law.quantile(w, 2 * share, UPPER), numbers)
        return p, x if (tail == LOWER) == (p > 0.5) else -x
    law, w = log_u(function, x, numbers)
    return p, from_log_u(function, law.quantile(w, mpf(p), tail), numbers)


def ncp_of(t, df, ncp, tail):
    """A double p near the tail of t, and the exact ncp of that p."""
    p = float(NoncentralT(t, df, ncp).tail(tail))
    if p in (0.0, 1.0) or p < 1e-300:
        return None
    sign = 1 if tail == UPPER else -1

    def step(ncp):
        law = NoncentralT(t, df, ncp)
        return sign * (law.tail(tail) - p) / law.density_in_ncp()
    return p, newton(step, mpf(ncp))


def check_method():
    """The integrals against closed forms and series of mpmath."""
    for a, b, x in ((2.5, 0.5, 0.01), (0.25, 40, 0.3), (60, 45, 0.55)):
        want = mpmath.betainc(a, b, 0, x, regularized=True)
        assert abs(cdf("beta", x, (a, b), LOWER) / want - 1) < 1e-25
    for df, x in ((0.5, 3), (7, 100), (31, 20)):
        want = mpmath.gammainc(mpf(df) / 2, mpf(x) / 2, regularized=True)
        assert abs(cdf("chisq", x, (df,), UPPER) / want - 1) < 1e-25
    for k, n, prob in ((3, 20, 0.3), (90, 100, 0.5)):
        p = mpf(prob)
        want = sum(mpmath.binomial(n, j) * p**j * (1 - p)**(n - j)
                   for j in range(k + 1))
        assert abs(cdf("binomial", k, (n, prob), LOWER) / want - 1) < 1e-25
    for t, df, ncp in ((1.5, 4.5, 2), (3, 20, 0.5), (-1, 10, 1)):
        got = NoncentralT(t, df, ncp).tail(LOWER)
        assert abs(got - noncentral_series(t, df, ncp)) < 1e-25


def noncentral_series(t, df, ncp):
    """Lower tail by the series of Lenth, AS 243."""
    if t < 0:
        return 1 - noncentral_series(-t, df, -ncp)
    t, df, ncp = mpf(t), mpf(df), mpf(ncp)
    x, half = t * t / (t * t + df), ncp * ncp / 2
    total = mpmath.ncdf(-ncp)
    for j in range(150):
        weight = mpmath.exp(-half + j * mpmath.log(half)) / 2
        even = mpmath.betainc(j + mpf(1) / 2, df / 2, 0, x, regularized=True)
        odd = mpmath.betainc(j + 1, df / 2, 0, x, regularized=True)
        total += weight * (even / mpmath.gamma(j + 1)
                           + ncp / mpmath.sqrt(2) * odd
                           / mpmath.gamma(j + mpf(3) / 2))
    return total


# The grids.  Central ones: x is the quantile of a few p, to 6 digits, so that
# every tail of every shape is reached; then points named for a known trap.

TAILS = (1e-300, 1e-150, 1e-40, 1e-9, 0.01, 0.2, 0.45)
DF = (0.5, 1, 1.5, 4.5, 30, 31, 1000, 1e6, 1e10)
PAIRS = ((0.5, 0.5), (1, 31), (1.5, 1e6), (30, 4.5), (1000, 1000), (1e6, 30),
         (1e7, 5e6), (1e10, 1e10), (2, 1e10))

TRAPS = (
    # deep tails of t that other programs print as 0, or lose digits in
    ("t_two_sided", 40, (1000,)), ("t_two_sided", 35, (1e12,)),
    ("t_two_sided", 17.6, (31,)), ("t_two_sided", 0.1, (1e10,)),
    ("t_two_sided", 1e-9, (4.5,)), ("t_two_sided", 1e200, (1,)),
    ("t_two_sided", 2, (100.9,)), ("t_two_sided", 1.7, (0.5,)),
    # below the least normal double
    ("t_two_sided", 60, (1000,)), ("t_two_sided", 38, (1e6,)),
    ("chisq", 1480, (3,)), ("f", 1e60, (3, 10.3)),
    # the normal near the end of its range
    ("normal", -38, ()), ("normal", 37.6, ()), ("normal", 37.4, ()),
    ("normal", 20, ()), ("normal", -8, ()), ("normal", -1e-9, ()),
    ("normal", 1.3, ()), ("normal", -3.1, ()), ("normal", -33.3, ()),
    # x at the mean and a little beside it, large shapes
    ("chisq", 1e12, (1e12,)), ("chisq", 1e10 + 1, (1e10,)),
    ("f", 1, (1e10, 1e10)), ("f", 1.00002, (1e10, 1e10)),
    ("beta", 0.5, (1e8, 1e8)), ("beta", 0.3, (3e8, 7e8)),
    # p, of a quantile, where 1 - p has few digits
    ("chisq", 60, (3,)), ("f", 40, (5, 30)), ("beta", 0.97, (5, 30)),
    # x where 1 - x has few digits, and the other way round
    ("beta", 1e-200, (0.25, 3)), ("beta", 1 - 2**-50, (3, 0.25)),
    ("beta", 0.999, (50, 0.5)),
)

BINOMIALS = ((0, 10, 0.3), (5, 10, 0.5), (9, 10, 1e-6), (37, 1000, 0.01),
             (900, 1000, 0.5), (3, 1e6, 1e-5), (510000, 1e6, 0.5),
             (4.9e8, 1e9, 0.5), (1e9 - 1, 1e9, 1 - 2**-40))

NONCENTRAL = tuple(
    (t, df, ncp)
    for df in (1.5, 10, 38.4, 1000, 1e7)
    for t, ncp in ((0, 1), (0.3, -0.5), (2, 2.5), (2.5, 9), (-3, 2),
                   (12, 20), (30, 31), (-150, -150.5), (400, 396))
) + ((458.98, 1.5, 1902.9), (1061.8, 1, 716.2), (5, 0.5, 0.1), (1e-3, 3, 35))


def start(law, p, tail):
    """log u where the tail is p, roughly: from the density, by bisection."""
    near, far = mpf(0), mpf(-3000 if tail == LOWER else 3000)
    while abs(far - near) > law.scale(near) / 1000:
        middle = (near + far) / 2
        if mpmath.exp(law.log_density(middle)) * law.scale(middle) > p:
            near = middle
        else:
            far = middle
    return near


def central_points():
    for function, shapes in (("t", [(df,) for df in DF]),
                             ("chisq", [(df,) for df in DF]),
                             ("f", PAIRS),
                             ("beta", [(a / 2, b / 2) for a, b in PAIRS])):
        for number, numbers in enumerate(shapes):
            law = log_u(function, 0.5, numbers)[0]
            for tail in (LOWER, UPPER):
                # every second one, in turns, keeps the table short
                for p in TAILS[(number + (tail == UPPER)) % 2::2]:
                    side = UPPER if function == "t" else tail
                    w = start(law, p, side)
                    x = float(mpmath.nstr(from_log_u(function, w, numbers), 6))
                    if function == "t" and tail == LOWER:
                        x = -x
                    if 0 < abs(x) < inf and not (function == "beta" and x == 1):
                        yield function, x, numbers, tail


def write(function, arguments, tail, value):
    fields = [repr(float(v)) for v in arguments] + [""] * (3 - len(arguments))
    print(",".join([function] + fields + [tail, mpmath.nstr(value, 20)]))


def main():
    check_method()
    print("function,x,a,b,tail,value")
    for function, x, numbers, tail in central_points():
        write(function + "_cdf", (x,) + numbers, tail,
              cdf(function, x, numbers, tail))
        pair = quantile(function, x, numbers, tail)
        if pair:
            write(function + "_quantile", (pair[0],) + numbers, tail, pair[1])
    for function, x, numbers in TRAPS:
        if function == "t_two_sided":
            write(function, (x,) + numbers, UPPER,
                  cdf(function, x, numbers, UPPER))
            continue
        for tail in (LOWER, UPPER):
            write(function + "_cdf", (x,) + numbers, tail,
                  cdf(function, x, numbers, tail))
            pair = quantile(function, x, numbers, tail)
            if pair:
                write(function + "_quantile", (pair[0],) + numbers, tail,
                      pair[1])
    for k, n, prob in BINOMIALS:
        for tail in (LOWER, UPPER):
            write("binomial_cdf", (k, n, prob), tail,
                  cdf("binomial", k, (n, prob), tail))
    for number, (t, df, ncp) in enumerate(NONCENTRAL):
        tail = (LOWER, UPPER)[number % 2]
        for side in (LOWER, UPPER):
            write("noncentral_t_cdf", (t, df, ncp), side,
                  NoncentralT(t, df, ncp).tail(side))
        pair = ncp_of(t, df, ncp, tail)
        if pair:
            write("noncentral_t_ncp", (t, df, pair[0]), tail, pair[1])


if __name__ == "__main__":
    sys.exit(main())
