/*
 * describe.c
 *		The mean's limits, and what the figures of one column need said.
 *
 * Limits of the mean: mean -+ t s / sqrt(n), t the quantile of Student's
 * distribution with n - 1 degrees of freedom.  Where s is 0 so is the width.
 */
#include "describe.h"

ms_interval
ms_describe_limits(const ms_moments *m, double level)
{
	if (!ms_more_than(m->weight, 1))
		return (ms_interval){MS_NULL, MS_NULL};
	return ms_limits_t(ms_moments_mean(m),
	                   ms_moments_std_error(m),
	                   m->weight - 1,
	                   MS_TWO_SIDED,
	                   level);
}

const char *
ms_describe_note(const ms_moments *m)
{
	if (ms_moments_too_few(m) != NULL)
		return ms_moments_too_few(m);
	if (ms_moments_no_spread(m) != NULL)
		return ms_moments_no_spread(m);
	if (!m->has_shape && !m->has_range)
		return "from a printed table: shape and range are not known";
	if (!m->has_shape)
		return "fourth powers are beyond double precision: shape is not known";
	if (ms_is_null(ms_moments_skewness(m, true)))
		return "the spread is too small for double precision: shape is not "
		       "known";
	if (!ms_more_than(m->weight, 3))
		return "fewer than 4 rows: no kurtosis";
	if (ms_is_null(ms_moments_skewness(m, false)) ||
	    ms_is_null(ms_moments_kurtosis(m, false)))
		return "powers are beyond double precision: shape is not known";
	return NULL;
}
