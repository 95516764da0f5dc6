/*
 * inference.c
 *		p-values and confidence limits of a statistic with a known law.
 *
 * The alternative says where the parameter may lie: two-sided, less or greater
 * than the value of the null hypothesis.  It shapes the p-value and the limits
 * together: a one-sided test has one finite limit, the other is infinite, as
 * in R.  Every tail is computed as such, so that a small p keeps its digits.
 *
 * Limits of a share p of n rows are Wilson's: the values P with (p - P)^2 = z^2
 * P (1 - P) / n.  The larger root is the centre plus the margin; the smaller
 * follows from their product p^2 / (1 + z^2 / n), which loses no digits when p
 * is small, and is 0 exactly for p = 0.  Of weighted rows n is Kish's effective
 * size (sum w)^2 / sum w^2.
 *
 * Sources: Wilson (1927), JASA 22:209; Kish (1965), Survey Sampling, 8.2.
 */

#include "distribution.h"
#include "inference.h"
#include "status.h"

double
ms_p_value_normal(double z, ms_alternative alternative)
{
	/* fmin below would make 1 of it */
	if (ms_is_null(z))
		return MS_NULL;
	switch (alternative)
	{
		case MS_LESS:
			return ms_normal_cdf(z, MS_LOWER);
		case MS_GREATER:
			return ms_normal_cdf(z, MS_UPPER);
		default:
			return fmin(1, 2 * ms_normal_cdf(fabs(z), MS_UPPER));
	}
}

double
ms_p_value_t(double t, double df, ms_alternative alternative)
{
	switch (alternative)
	{
		case MS_LESS:
			return ms_t_cdf(t, df, MS_LOWER);
		case MS_GREATER:
			return ms_t_cdf(t, df, MS_UPPER);
		default:
			return ms_t_two_sided(t, df);
	}
}

double
ms_t_of_r(double r, double df)
{
	return r * sqrt(df / ((1 - r) * (1 + r)));
}

/* log10 of the p-value of t, down to tails that no double holds */
double
ms_log10_p_value_t(double t, double df, ms_alternative alternative)
{
	double log_p = ms_t_log_two_sided(t, df);

	if (alternative == MS_TWO_SIDED)
		return log_p / M_LN10;
	if ((alternative == MS_LESS) == (t < 0))
		return (log_p - M_LN2) / M_LN10;
	return log10(ms_p_value_t(t, df, alternative));
}

/* What one limit leaves outside: all of 1 - level, or half of it. */
double
ms_tail_share(ms_alternative alternative, double level)
{
	return alternative == MS_TWO_SIDED ? (1 - level) / 2 : 1 - level;
}

static ms_interval
limits(double estimate, double margin, ms_alternative alternative)
{
	ms_interval interval = {estimate - margin, estimate + margin};

	if (ms_is_null(interval.low))
		return interval;
	if (alternative == MS_LESS)
		interval.low = -INFINITY;
	if (alternative == MS_GREATER)
		interval.high = INFINITY;
	return interval;
}

ms_interval
ms_limits_normal(double estimate,
                 double std_error,
                 ms_alternative alternative,
                 double level)
{
	double share = ms_tail_share(alternative, level);

	return limits(
	    estimate, std_error * ms_normal_quantile(share, MS_UPPER), alternative);
}

ms_interval
ms_limits_t(double estimate,
            double std_error,
            double df,
            ms_alternative alternative,
            double level)
{
	double share = ms_tail_share(alternative, level);

	return limits(
	    estimate, std_error * ms_t_quantile(share, df, MS_UPPER), alternative);
}

/* In p n and n rather than p, so that a tiny n overflows nothing. */
ms_interval
ms_limits_wilson(double share, double n, double level)
{
	double z = ms_normal_quantile(ms_tail_share(MS_TWO_SIDED, level), MS_UPPER);
	double x = share * n;
	double root = z * sqrt(x * (1 - share) + z * z / 4);
	double high = (x + z * z / 2 + root) / (n + z * z);
	double low = share > 0 ? share * (x / ((n + z * z) * high)) : 0;

	if (!(n > 0) || ms_is_null(share))
		return (ms_interval){MS_NULL, MS_NULL};
	return (ms_interval){fmin(low, share), share == 1 ? 1 : fmin(high, 1)};
}

/* GraphPad's summary of a p-value. */
const char *
ms_stars(double p)
{
	if (ms_is_null(p))
		return NULL;
	return p <= 0.0001  ? "****"
	       : p <= 0.001 ? "***"
	       : p <= 0.01  ? "**"
	       : p <= 0.05  ? "*"
	                    : "ns";
}
