/*
 * observed_expected.c
 *		How often it happened, over how often the case mix lets expect.
 *
 * The observed count O is Poisson; E is known.  The ratio O / E has the exact
 * limits
 *
 *	chi2(a, 2 O) / (2 E),  chi2(1 - a, 2 O + 2) / (2 E),  a = (1 - level) / 2
 *
 * where the lower one of O = 0 is 0.  p is twice the smaller of P(X <= O) and
 * P(X >= O) under E, at most 1, so that it is below 1 - level just where the
 * limits leave 1 out.  The statistic is (O - E) / sqrt(E), the score; the
 * standard error sqrt(O) / E.
 *
 * Sources: Garwood (1936), Biometrika 28:437; Breslow & Day (1987), Statistical
 * Methods in Cancer Research II, 2.3 (standardised ratios).
 */
#include "observed_expected.h"
#include "distribution.h"

static double
twice_the_tail(double observed, double expected)
{
	double below = ms_chisq_cdf(2 * expected, 2 * observed + 2, MS_UPPER);
	double above =
	    observed > 0 ? ms_chisq_cdf(2 * expected, 2 * observed, MS_LOWER) : 1;

	return fmin(1, 2 * fmin(below, above));
}

void
ms_observed_expected_of(double observed,
                        double expected,
                        double level,
                        ms_observed_expected *result)
{
	double share = (1 - level) / 2;

	*result = (ms_observed_expected){
	    MS_NULL, MS_NULL, MS_NULL, MS_NULL, {MS_NULL, MS_NULL}, NULL};
	if (!(expected > 0))
	{
		result->note = "nothing was expected: no ratio";
		return;
	}
	result->estimate = ms_known(observed / expected);
	result->std_error = ms_known(sqrt(observed) / expected);
	result->statistic = ms_known((observed - expected) / sqrt(expected));
	result->p_value = twice_the_tail(observed, expected);
	result->limits.low =
	    observed > 0
	        ? ms_known(ms_chisq_quantile(share, 2 * observed, MS_LOWER) / 2 /
	                   expected)
	        : 0;
	result->limits.high = ms_known(
	    ms_chisq_quantile(share, 2 * observed + 2, MS_UPPER) / 2 / expected);
	if (fabs(observed - rint(observed)) > 1e-9)
		result->note = "the observed count is not a whole number";
}
