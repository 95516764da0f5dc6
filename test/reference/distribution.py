#!/usr/bin/python3
"""Reference values of test/unit/test_distribution.c, with mpmath (50 digits).

    python3 test/reference/distribution.py > sql/data/distribution.csv

Each row is: function, its numbers in the order of the C call (with a missing
third one left empty), tail, value.  The numbers are doubles, written so that
reading them gives the same double, and the value belongs to exactly them.

The method shares nothing with the C code: every tail is an integral of the
density.  The density is that of log u (u: F, t^2, chi-square / df, odds over
a / b), where all of them are smooth and have one peak, and the pieces of the
integral grow with the distance from the point or the peak.  A quantile is a
double x chosen first; its p is computed and rounded to a double, and x is then
moved by Newton steps until its tail is that double.
"""
import sys

import mpmath
from mpmath import inf, mp, mpf

mp.dps = 50
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
            self.constant = self.a * mpmath.log(self.a) - mpmath.loggamma(self.a)
        else:
            self.constant = (mpmath.loggamma(self.a + self.b)
                             - mpmath.loggamma(self.a) - mpmath.loggamma(self.b))

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
        """The point near w whose tail is p."""
        sign = 1 if tail == LOWER else -1
        for _ in range(3):
            density = mpmath.exp(self.log_density(w))
            w -= sign * (self.tail(w, tail) - p) / density
        assert abs(self.tail(w, tail) / p - 1) < mpf(10) ** -25
        return w


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
        x = mpf(x)
        sign = 1 if tail == LOWER else -1
        for _ in range(3):
            x -= sign * (normal_tail(x, tail) - p) / mpmath.npdf(x)
        return p, x
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
    ncp = mpf(ncp)
    sign = 1 if tail == UPPER else -1
    for _ in range(2):
        law = NoncentralT(t, df, ncp)
        ncp -= sign * (law.tail(tail) - p) / law.density_in_ncp()
    return p, ncp


def check_method():
    """The integrals against closed forms and series of mpmath."""
    for a, b, x in ((2.5, 0.5, 0.01), (0.25, 40, 0.3), (60, 45, 0.55)):
        want = mpmath.betainc(a, b, 0, x, regularized=True)
        assert abs(cdf("beta", x, (a, b), LOWER) / want - 1) < 1e-25
    for df, x in ((0.5, 3), (7, 100), (31, 20)):
        want = mpmath.gammainc(mpf(df) / 2, mpf(x) / 2, regularized=True)
        assert abs(cdf("chisq", x, (df,), UPPER) / want - 1) < 1e-25
    for t, df, ncp in ((1.5, 4.5, 2), (3, 20, 0.5), (-1, 10, 1)):
        total = normal_tail(-ncp, UPPER) if t > 0 else mpf(0)
        got = NoncentralT(t, df, ncp).tail(LOWER)
        assert abs(got - noncentral_series(t, df, ncp)) < 1e-25, total


def noncentral_series(t, df, ncp):
    """Lower tail by the series of Lenth, AS 243."""
    if t < 0:
        return 1 - noncentral_series(-t, df, -ncp)
    t, df, ncp = mpf(t), mpf(df), mpf(ncp)
    x, half = t * t / (t * t + df), ncp * ncp / 2
    total = mpmath.ncdf(-ncp)
    for j in range(150):
        weight = mpmath.exp(-half + j * mpmath.log(half)) / 2
        total += weight * mpmath.betainc(
            j + mpf(1) / 2, df / 2, 0, x, regularized=True) / mpmath.gamma(j + 1)
        total += weight * ncp / mpmath.sqrt(2) * mpmath.betainc(
            j + 1, df / 2, 0, x, regularized=True) / mpmath.gamma(j + mpf(3) / 2)
    return total
