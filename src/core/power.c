/*
 * power.c
 *		Power of t-tests, and the sample size for a power.
 *
 * Under the alternative, t has the noncentral t distribution with
 *
 *	two samples of n each	df = 2 (n - 1)	ncp = effect sqrt(n / 2)
 *	one sample, or pairs	df = n - 1		ncp = effect sqrt(n)
 *
 * and the power is its probability beyond the critical value of the central
 * t: on both sides for a two-sided test (power.t.test of R with strict = TRUE).
 *
 * Source: Cohen (1988), Statistical power analysis for the behavioral
 * sciences, 2nd ed., chapter 2.
 */
#include <stdbool.h>

#include "distribution.h"
#include "port.h"
#include "power.h"

#define MAX_SAMPLE_SIZE 1e9

double
ms_power_of(const ms_power_plan *plan, double n)
{
	bool two_sided = plan->alternative == MS_TWO_SIDED;
	double samples = plan->design == MS_TWO_SAMPLE ? 2 : 1;
	double df = (n - 1) * samples;
	double effect = two_sided                      ? fabs(plan->effect)
	                : plan->alternative == MS_LESS ? -plan->effect
	                                               : plan->effect;
	double ncp = effect * sqrt(n / samples);
	double share = two_sided ? plan->sig_level / 2 : plan->sig_level;
	double critical = ms_t_quantile(share, df, MS_UPPER);
	double power = ms_noncentral_t_cdf(critical, df, ncp, MS_UPPER);

	if (two_sided)
		power += ms_noncentral_t_cdf(-critical, df, ncp, MS_LOWER);
	return power > 1 ? 1 : power; /* a sum of two roundings */
}

/*
 * The n, a real number of at least 2, at which the power is reached.  Power
 * grows with n when the effect lies on the side of the alternative; bisection
 * in log n needs no more.  MS_UNDEFINED when no n up to 1e9 reaches it.
 */
ms_status
ms_power_sample_size(const ms_power_plan *plan, double power, double *n)
{
	double low = 2;
	double high = MAX_SAMPLE_SIZE;

	*n = MS_NULL;
	if (!(ms_power_of(plan, high) >= power))
		return MS_UNDEFINED;
	if (ms_power_of(plan, low) >= power)
	{
		*n = low;
		return MS_OK;
	}
	for (int i = 0; i < 200 && high - low > 1e-13 * high; i++)
	{
		double middle = sqrt(low * high);

		ms_check_interrupts();
		if (ms_power_of(plan, middle) >= power)
			high = middle;
		else
			low = middle;
	}
	*n = high;
	return MS_OK;
}
