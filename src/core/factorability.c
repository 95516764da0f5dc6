/*
 * factorability.c
 *		Is a correlation matrix fit for components?  KMO and Bartlett's test.
 *
 * With R the correlations and S = R^-1, the partial correlation of items i and
 * j given all the others is q_ij = -s_ij / sqrt(s_ii s_jj), and
 *
 *	KMO   = sum r_ij^2 / (sum r_ij^2 + sum q_ij^2)		over all i <> j
 *	MSA_i = the same over j <> i
 *
 * Bartlett's test that the population correlations are all 0:
 *
 *	chi2 = -(n - 1 - (2p + 5) / 6) ln |R|,	df = p (p - 1) / 2
 *
 * ln |R| comes from the Cholesky factor, so it is finite where |R| itself
 * underflows.  Of a singular matrix nothing is computed: a generalised inverse
 * would give figures that mean nothing, so the rank is reported instead.
 *
 * Sources: Kaiser & Rice, Educ. Psychol. Meas. 34 (1974) 111; Bartlett, J. R.
 * Stat. Soc. B 16 (1954) 296.
 */
#include "distribution.h"
#include "factorability.h"
#include "linalg.h"

size_t
ms_factorability_workspace(int p)
{
	return (size_t) p * p * sizeof(double) + ms_linalg_factor_workspace(p);
}

static double
adequacy(double r2, double q2)
{
	return r2 + q2 > 0 ? r2 / (r2 + q2) : MS_NULL;
}

/* The sums of r^2 and q^2 of item i with the others. */
static void
sum_squares(
    int p, int i, const double *r, const double *s, double *r2, double *q2)
{
	const double *ri = r + (size_t) i * p;
	const double *si = s + (size_t) i * p;

	*r2 = 0;
	*q2 = 0;
	for (int j = 0; j < p; j++)
	{
		if (j == i)
			continue;
		*r2 += ri[j] * ri[j];
		*q2 += (si[j] / si[i]) * (si[j] / s[(size_t) j * p + j]);
	}
}

static void
find_kmo(int p, const double *r, const double *s, double *kmo, double *msa)
{
	double r2 = 0;
	double q2 = 0;

	for (int i = 0; i < p; i++)
	{
		double item_r2;
		double item_q2;

		sum_squares(p, i, r, s, &item_r2, &item_q2);
		msa[i] = adequacy(item_r2, item_q2);
		r2 += item_r2;
		q2 += item_q2;
	}
	*kmo = adequacy(r2, q2);
}

static void
find_bartlett(int p, double n, double log_determinant, ms_factorability *result)
{
	double multiplier = n - 1 - (2.0 * p + 5) / 6;

	if (!(multiplier > 0))
		return;
	result->statistic = 0 - multiplier * log_determinant; /* 0, never -0 */
	result->df = 0.5 * p * (p - 1.0);
	result->p_value = ms_chisq_cdf(result->statistic, result->df, MS_UPPER);
}

ms_status
ms_factorability_assess(int p,
                        double n,
                        const double *r,
                        ms_factorability *result,
                        double *msa,
                        void *work)
{
	double *inverse = work;
	double log_determinant;
	ms_status status;

	*result =
	    (ms_factorability){0, MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL};
	for (int i = 0; i < p; i++)
		msa[i] = MS_NULL;
	for (size_t i = 0; i < (size_t) p * p; i++)
	{
		if (ms_is_null(r[i]))
			return MS_UNDEFINED;
	}
	status = ms_linalg_inverse(p,
	                           r,
	                           inverse,
	                           &log_determinant,
	                           &result->rank,
	                           inverse + (size_t) p * p);
	result->determinant = exp(log_determinant);
	if (status != MS_OK)
		return status;
	if (p < 2)
		return MS_UNDEFINED;
	find_kmo(p, r, inverse, &result->kmo, msa);
	find_bartlett(p, n, log_determinant, result);
	return MS_OK;
}
