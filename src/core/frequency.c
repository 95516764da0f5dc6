/*
 * frequency.c
 *		How often each of k levels occurs, against what is expected.
 *
 * With counts n_j of N and expected e_j = N s_j / sum s,
 *
 *	chi-square = sum (n_j - e_j)^2 / e_j,   G = 2 sum n_j log(n_j / e_j)
 *
 * both with the chi-square law on k - 1 degrees of freedom.  G is added up as 2
 * sum [n_j log(n_j / e_j) - (n_j - e_j)], whose terms are never negative
 * (deviance.h); an empty level gives e_j.  Cohen's w = sqrt(chi-square / N).
 * Pearson (1900), Phil Mag 50:157; Cohen (1988), Statistical Power Analysis.
 */
#include "port.h"

#include "deviance.h"
#include "distribution.h"
#include "frequency.h"
#include "sum.h"

bool
ms_frequency_whole(int64_t k, const double *count)
{
	for (int64_t j = 0; j < k; j++)
	{
		if (fabs(count[j] - rint(count[j])) > 1e-9)
			return false;
	}
	return true;
}

static double
total_of(int k, const double *values)
{
	ms_sum sum = {0, 0};

	for (int j = 0; j < k; j++)
		ms_sum_add(&sum, values != NULL ? values[j] : 1);
	return ms_sum_total(&sum);
}

static void
undefined(ms_goodness *result, double total, const char *note)
{
	*result = (ms_goodness){.statistic = MS_NULL,
	                        .df = MS_NULL,
	                        .p_value = MS_NULL,
	                        .likelihood_ratio = MS_NULL,
	                        .likelihood_ratio_p_value = MS_NULL,
	                        .effect = MS_NULL,
	                        .total = total,
	                        .min_expected = MS_NULL,
	                        .note = note};
}

void
ms_frequency_goodness(int k,
                      const double *count,
                      const double *share,
                      ms_goodness *result)
{
	double total = total_of(k, count);
	double shares = total_of(k, share);
	ms_sum chi_square = {0, 0};
	ms_sum deviance = {0, 0};

	undefined(result, total, NULL);
	if (!(total > 0))
		result->note = "no rows";
	else if (k < 2)
		result->note = "only one level: no test";
	if (result->note != NULL)
		return;
	result->min_expected = INFINITY;
	for (int j = 0; j < k; j++)
	{
		double part = share != NULL ? share[j] : 1;
		double expected = ms_expected(total, part, shares);
		double excess = ms_excess(count[j], total, part, shares);

		ms_sum_add(&chi_square, excess * (excess / expected));
		ms_sum_add(&deviance,
		           count[j] > 0 ? ms_deviance_term(count[j], expected, excess)
		                        : expected);
		result->min_expected = fmin(result->min_expected, expected);
		result->small += expected < 5 * (1 - 1e-12);
	}
	result->df = k - 1;
	result->statistic = ms_known(ms_sum_total(&chi_square));
	result->likelihood_ratio = ms_known(2 * ms_sum_total(&deviance));
	result->p_value = ms_chisq_cdf(result->statistic, result->df, MS_UPPER);
	result->likelihood_ratio_p_value =
	    ms_chisq_cdf(result->likelihood_ratio, result->df, MS_UPPER);
	result->effect = sqrt(result->statistic / total);
	if (!ms_frequency_whole(k, count))
		result->note = "counts are not whole numbers";
}
