/*
 * proportion.c
 *		Rates of yes and no: limits of one, comparison of two.
 *
 * Limits of one rate p = x / n are Wilson's (inference.c).
 *
 * Two rates are compared by z = (p1 - p2) / sqrt(p (1 - p) (1/n1 + 1/n2)) with
 * the pooled p; z^2 is the chi-square without continuity correction.  Limits
 * of the difference combine the Wilson limits (l, u) of each,
 *
 *	d - sqrt((p1 - l1)^2 + (u2 - p2)^2),  d + sqrt((u1 - p1)^2 + (p2 - l2)^2)
 *
 * which stay within -1 and 1 and hold their level in small samples.
 *
 * Sources: Newcombe (1998), Statist Med 17:857 (one rate) and 17:873 (two
 * rates, his method 10).
 */
#include <stdbool.h>

#include "proportion.h"

/* With n = 0 everything is MS_NULL.  0 <= successes <= n is the caller's. */
void
ms_proportion_of(double successes, double n, double level, ms_proportion *p)
{
	*p = (ms_proportion){successes, n, MS_NULL, MS_NULL, {MS_NULL, MS_NULL}};
	if (!(n > 0))
		return;
	p->estimate = successes / n;
	p->std_error = ms_known(sqrt(p->estimate * (1 - p->estimate)) / sqrt(n));
	p->limits = ms_limits_wilson(p->estimate, n, level);
}

/* Sums of frequency weights need not be whole, but counts are. */
static bool
are_whole(const ms_proportion *p)
{
	return fabs(p->successes - rint(p->successes)) <= 1e-9 &&
	       fabs(p->n - rint(p->n)) <= 1e-9;
}

const char *
ms_proportion_note(const ms_proportion *p)
{
	if (!(p->n > 0))
		return "no rows";
	return are_whole(p) ? NULL : "counts are not whole numbers";
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

/* What a test of these groups, of this pooled rate, needs said. */
static const char *
compare_note(const ms_proportion *a, const ms_proportion *b, double pooled)
{
	double expected = fmin(a->n, b->n) * fmin(pooled, 1 - pooled);
	bool whole = are_whole(a) && are_whole(b);

	if (expected < 5 * (1 - 1e-12))
		return whole ? "an expected count is below 5: the z test is approximate"
		             : "counts are not whole numbers, and an expected count is "
		               "below 5: the z test is approximate";
	return whole ? NULL : "counts are not whole numbers";
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
	/* one limit of a one-sided test is that of two sides which leave twice */
	double both = 1 - 2 * ms_tail_share(alternative, level);
	ms_proportion *a = &result->group1;
	ms_proportion *b = &result->group2;
	double pooled = (successes1 + successes2) / (n1 + n2);

	ms_proportion_of(successes1, n1, both, a);
	ms_proportion_of(successes2, n2, both, b);
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
	result->statistic = ms_known(result->estimate / sqrt(pooled) /
	                             sqrt(1 - pooled) / sqrt(1 / n1 + 1 / n2));
	result->p_value = ms_p_value_normal(result->statistic, alternative);
	result->note = compare_note(a, b, pooled);
}
