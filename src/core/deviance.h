/*
 * deviance.h
 *		How far a count is from what is expected, without losing digits.
 *
 * Expected is a b / T for margins a, b of a table with the total T, or for a
 * share a of b.  Near it, n - a b / T loses what n and the expected share; (n T
 * - a b) / T does not, for each product is kept with its rounding error.
 *
 * The term n log(n / e) - (n - e) of the likelihood ratio is never negative, so
 * sums of it cancel nothing; near n = e it is the series of Loader (2000), "Fast
 * and accurate computation of binomial probabilities", section 3.
 */
#ifndef MEDSEC_CORE_DEVIANCE_H
#define MEDSEC_CORE_DEVIANCE_H

#include <math.h>

static inline double
ms_expected(double a, double b, double total)
{
	double product = a * b;

	/* one rounding less, where the product is neither too large nor too small */
	return product > 1e-290 && product < 1e290 ? product / total
	                                           : a * (b / total);
}

/* n - a b / total */
static inline double
ms_excess(double n, double a, double b, double total)
{
	double p = n * total;
	double q = a * b;
	double excess = ((p - q) + (fma(n, total, -p) - fma(a, b, -q))) / total;

	return isfinite(excess) ? excess : n - ms_expected(a, b, total);
}

/* n log(n / expected) - excess, where excess = n - expected; n > 0 */
static inline double
ms_deviance_term(double n, double expected, double excess)
{
	double v = excess / (n + expected);
	double power = 2 * n * v;
	double sum = excess * v;

	if (fabs(v) > 0.1)
		return n * log(n / expected) - excess;
	for (int j = 3; j < 100; j += 2)
	{
		double before = sum;

		power *= v * v;
		sum += power / j;
		if (sum == before)
			break;
	}
	return sum;
}

#endif /* MEDSEC_CORE_DEVIANCE_H */
