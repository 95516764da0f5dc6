/*
 * proportion.c
 *		Rates of yes and no: limits of one, comparison of two.
 *
 * Limits of one rate p = x / n are Wilson's: the values P with (p - P)^2 = z^2
 * P (1 - P) / n.  The larger root is the centre plus the margin; the smaller
 * follows from their product p^2 / (1 + z^2 / n), which loses no digits when p
 * is small, and is 0 exactly for p = 0.
 *
 * Two rates are compared by z = (p1 - p2) / sqrt(p (1 - p) (1/n1 + 1/n2)) with
 * the pooled p; z^2 is the chi-square without continuity correction.  Limits
 * of the difference combine the Wilson limits (l, u) of each,
 *
 *	d - sqrt((p1 - l1)^2 + (u2 - p2)^2),  d + sqrt((u1 - p1)^2 + (p2 - l2)^2)
 *
 * which stay within -1 and 1 and hold their level in small samples.
 *
 * Sources: Wilson (1927), JASA 22:209; Newcombe (1998), Statist Med 17:857
 * (one rate) and 17:873 (two rates, his method 10).
 */
#include "distribution.h"
#include "proportion.h"

static double
wilson_high(double p, double n, double z)
{
	double z2n = z * z / n;

	return (p + z2n / 2 + z * sqrt((p * (1 - p) + z2n / 4) / n)) / (1 + z2n);
}

static ms_interval
wilson(double p, double n, double z)
{
	double high = wilson_high(p, n, z);
	double low = p * p / ((1 + z * z / n) * high);

	return (ms_interval){low, p == 1 ? 1 : fmin(high, 1)};
}

static void
estimate_rate(double successes, double n, double z, ms_proportion *p)
{
	*p = (ms_proportion){successes, n, MS_NULL, MS_NULL, {MS_NULL, MS_NULL}};
	if (!(n > 0))
		return;
	p->estimate = successes / n;
	p->std_error = sqrt(p->estimate * (1 - p->estimate) / n);
	p->limits = wilson(p->estimate, n, z);
}

/* With n = 0 everything is MS_NULL.  0 <= successes <= n is the caller's. */
void
ms_proportion_of(double successes, double n, double level, ms_proportion *p)
{
	estimate_rate(
	    successes, n, ms_normal_quantile((1 - level) / 2, MS_UPPER), p);
}

/* The rate of ones in moments of zeros and ones; MS_DOMAIN if it is not. */
ms_status
ms_proportion_of_moments(const ms_moments *m, double level, ms_proportion *p)
{
	double successes = m->sum + m->sum_low;
	double rest = m->weight - successes;

	/* of zeros and ones, x^2 = x: M2 = successes - successes^2 / n */
	if (m->n > 0 &&
	    (!m->has_range || (m->min != 0 && m->min != 1) ||
	     (m->max != 0 && m->max != 1) || successes < 0 || rest < 0 ||
	     fabs(m->m2 - successes * rest / m->weight) > 1e-6 * m->weight))
		return MS_DOMAIN;
	ms_proportion_of(successes, m->weight, level, p);
	return MS_OK;
}

void
ms_proportion_compare(double successes1,
                      double n1,
                      double successes2,
                      double n2,
                      ms_alternative alternative,
                      double level,
                      ms_proportion_test *result)
{
	double z = ms_normal_quantile(ms_tail_share(alternative, level), MS_UPPER);
	ms_proportion *a = &result->group1;
	ms_proportion *b = &result->group2;
	double pooled = (successes1 + successes2) / (n1 + n2);

	estimate_rate(successes1, n1, z, a);
	estimate_rate(successes2, n2, z, b);
	result->estimate = a->estimate - b->estimate;
	result->std_error = hypot(a->std_error, b->std_error);
	result->statistic = MS_NULL;
	result->p_value = MS_NULL;
	result->limits = (ms_interval){MS_NULL, MS_NULL};
	result->note = NULL;
	if (!(n1 > 0 && n2 > 0))
	{
		result->note = "a group is empty";
		return;
	}
	result->limits.low =
	    alternative == MS_LESS
	        ? -1
	        : result->estimate - hypot(a->estimate - a->limits.low,
	                                   b->limits.high - b->estimate);
	result->limits.high =
	    alternative == MS_GREATER
	        ? 1
	        : result->estimate + hypot(a->limits.high - a->estimate,
	                                   b->estimate - b->limits.low);
	if (pooled <= 0 || pooled >= 1)
	{
		result->note = "all answers are the same: no test";
		return;
	}
	result->statistic =
	    result->estimate / sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
	result->p_value = ms_p_value_normal(result->statistic, alternative);
}
