/*
 * correlation.c
 *		Tests of correlations, plain and partial.
 *
 * r of n rows, after k columns are held constant, is tested by
 *
 *	t = r sqrt(df / (1 - r^2)),  df = n - 2 - k
 *
 * and has the limits tanh(atanh r -+ z / sqrt(n - 3 - k)), Fisher's
 * transformation.  The partial correlation of two columns given all the
 * others is -P_ij / sqrt(P_ii P_jj), where P is the inverse of the correlation
 * matrix.
 *
 * Sources: Fisher (1921), Metron 1:3; (1924), Metron 3:329 (partial).
 */
#include <float.h>

#include "correlation.h"
#include "distribution.h"
#include "linalg.h"

static ms_interval
fisher_limits(double r, double rows, ms_alternative alternative, double level)
{
	ms_interval z =
	    ms_limits_normal(atanh(r), 1 / sqrt(rows - 3), alternative, level);

	return (ms_interval){tanh(z.low), tanh(z.high)};
}

void
ms_correlation_test_of(double r,
                       double n,
                       int controlled,
                       ms_alternative alternative,
                       double level,
                       ms_correlation_test *result)
{
	double df = n - 2 - controlled;

	*result = (ms_correlation_test){.r = r,
	                                .df = MS_NULL,
	                                .statistic = MS_NULL,
	                                .p_value = MS_NULL,
	                                .limits = {MS_NULL, MS_NULL}};
	if (ms_is_null(r))
	{
		result->note = "a column is constant, or its spread too small";
		return;
	}
	if (!ms_more_than(n, 2 + controlled))
	{
		result->note = "too few rows for a test";
		return;
	}
	result->df = df;
	if (1 - fabs(r) <= 4 * DBL_EPSILON)
	{
		result->note = "the columns are linearly dependent";
		return;
	}
	result->statistic = ms_t_of_r(r, df);
	result->p_value = ms_p_value_t(result->statistic, df, alternative);
	if (ms_more_than(n, 3 + controlled))
		result->limits = fisher_limits(r, n - controlled, alternative, level);
	else
		result->note = "fewer than 4 rows: no limits";
}

size_t
ms_correlation_partial_workspace(int p)
{
	return ms_linalg_factor_workspace(p);
}

/* MS_SINGULAR: a column is a combination of others; *rank tells how many. */
ms_status
ms_correlation_partial(
    int p, const double *r, double *partial, int *rank, void *work)
{
	double log_determinant;
	ms_status status =
	    ms_linalg_inverse(p, r, partial, &log_determinant, rank, work);

	if (status != MS_OK)
		return status;
	for (int i = 0; i < p; i++)
	{
		for (int j = 0; j < i; j++)
		{
			double scale = sqrt(partial[i * p + i]) * sqrt(partial[j * p + j]);

			partial[i * p + j] = partial[j * p + i] =
			    fmax(-1, fmin(1, -partial[i * p + j] / scale));
		}
	}
	for (int i = 0; i < p; i++)
		partial[i * p + i] = 1;
	return MS_OK;
}
