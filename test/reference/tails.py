#!/usr/bin/env python3
"""Tails of the t and F distributions, deep, in 40 digits.

Writes sql/data/reference_tails.csv in the form that common.R describes.  A t
of x with df degrees of freedom is the one-sample test of the summary
moments_of(df + 1, x, sqrt(df + 1)); an F is the ratio of two such variances.
Needs mpmath.  Run from the root of the project: python3 test/reference/tails.py
"""

import csv
import pathlib

from mpmath import betainc, mp, mpf

mp.dps = 60


def t_upper(x, df):
    """P(T > x), x >= 0: half the incomplete beta function."""
    x, df = mpf(x), mpf(df)
    return betainc(df / 2, mpf("0.5"), 0, df / (df + x * x), regularized=True) / 2


def f_upper(x, df1, df2):
    """P(F > x)."""
    x, df1, df2 = mpf(x), mpf(df1), mpf(df2)
    z = df2 / (df2 + df1 * x)
    return betainc(df2 / 2, df1 / 2, 0, z, regularized=True)


def rows():
    for df in (1, 2, 3, 4.5, 10, 30.25, 47, 131, 1000, 12345.5):
        for x in (1e-8, 0.1, 0.7, 2.1, 6, 17, 38, 250):
            p = t_upper(x, df)
            args = f"t {x:g}, df {df:g}"
            yield "t", args, "two_sided", 2 * p
            yield "t", args, "greater", p
            yield "t", args, "less", 1 - p
    for df1, df2 in ((1, 7), (4, 33.5), (12, 12), (60, 3), (250, 900)):
        for x in (0.01, 0.6, 1, 2.5, 14, 400):
            args = f"F {x:g}, df {df1:g} {df2:g}"
            yield "F", args, "greater", f_upper(x, df1, df2)
            yield "F", args, "less", f_upper(1 / mpf(x), df2, df1)


def main():
    path = pathlib.Path("sql/data/reference_tails.csv")
    with path.open("w", newline="") as out:
        write = csv.writer(out, lineterminator="\n")
        write.writerow(["case", "args", "figure", "expected", "rel", "abs"])
        for case, args, figure, p in rows():
            # Below the smallest double an answer is 0.
            write.writerow([case, args, figure, repr(float(p)), 1e-10, 5e-324])


if __name__ == "__main__":
    main()
