/*
 * indicator_weights.c
 *		Weights that the data themselves give to the indicators of an index.
 *
 * With t the indicators normalised by minmax to 0 .. 1, sd with n - 1 below,
 * and r their correlations, indicator j counts as
 *
 *	entropy		1 - e_j,  e_j = -1/ln n sum_i p_i ln p_i,  p_i = t_i / sum t
 *	critic		sd(t_j) sum_k (1 - r_jk)
 *	cv			sd(x_j) / |mean(x_j)|, of the raw values
 *	pca			the squared loading on the first component of r
 *
 * and its weight is its share in the sum of these.  Weights a and b combine to
 * the shares of a_j b_j, or to s a_j + (1 - s) b_j.
 *
 * Entropy.  The worst unit has t = 0.  Either 0 ln 0 is 0, its limit, or a
 * small shift is added to every t, as many Chinese texts do.  e_j is near 1 for
 * many units, and 1 - e_j would keep few digits.  With u_i = n p_i - 1, whose
 * sum is 0,
 *
 *	(1 - e_j) n ln n = sum_i ((1 + u_i) ln(1 + u_i) - u_i)
 *
 * where no term is negative, so nothing cancels.
 *
 * CRITIC.  1 - r of two indicators that are the same up to rounding is
 * rounding, not conflict: below 1e-12 it is 0.
 *
 * CV.  A mean smaller than the rounding of the largest value cannot be told
 * from 0.
 *
 * PCA.  The loadings are the entries of the first unit eigenvector times one
 * root, so their squares have the shares of its squared entries.  These do not
 * depend on directions.  Where the first two eigenvalues are the same, up to
 * 1e-8, any mixture of their vectors is first, and none is told.
 *
 * Sources: Shannon, Bell Syst. Tech. J. 27 (1948) 379, and Hwang & Yoon,
 * Multiple Attribute Decision Making (1981) (entropy); Diakoulaki, Mavrotas &
 * Papayannakis, Comput. Oper. Res. 22 (1995) 763 (CRITIC); OECD/JRC, Handbook
 * on Constructing Composite Indicators (2008), step 6 (PCA).
 */
#include <float.h>
#include <stdbool.h>

#include "comoments.h"
#include "indicator_weights.h"
#include "linalg.h"
#include "port.h"
#include "shares.h"
#include "sum.h"

#define NO_CONFLICT 1e-12 /* 1 - r that is rounding */
#define TIE 1e-8 /* eigenvalues this near each other are as large */

typedef struct weights_memory
{
	double *correlation; /* p x p */
	double *covariance; /* p x p; PCA: the eigenvectors */
	double *eigenvalues; /* p */
	void *work; /* comoments, then what the eigenvalues need */
} weights_memory;

static bool
uses_correlations(ms_weighting method)
{
	return method == MS_WEIGHTS_CRITIC || method == MS_WEIGHTS_PCA;
}

size_t
ms_indicator_weights_workspace(ms_weighting method, int p)
{
	size_t n = p;
	size_t summary = ms_comoments_size(p, MS_COMOMENTS_BLOCK);
	size_t eigen = ms_linalg_eigen_workspace(p);

	if (!uses_correlations(method))
		return 0;
	return (2 * n * n + n) * sizeof(double) +
	       (summary > eigen ? summary : eigen);
}

static weights_memory
divide_memory(int p, void *work)
{
	size_t n = p;
	weights_memory w;

	w.correlation = work;
	w.covariance = w.correlation + n * n;
	w.eigenvalues = w.covariance + n * n;
	w.work = w.eigenvalues + n;
	return w;
}

static ms_status
set_undefined(int p, double *weights)
{
	for (int j = 0; j < p; j++)
		weights[j] = MS_NULL;
	return MS_UNDEFINED;
}

/* ---- one indicator alone ---- */

/* (1 + u) ln(1 + u) - u; far from 0 a sum loses nothing, and log is faster */
static inline double
divergence_term(double u)
{
	if (!(u > -1))
		return 1;
	return (1 + u) * (fabs(u) < 0.1 ? log1p(u) : log(1 + u)) - u;
}

/* (1 - e) n ln n, the sum at the head of this file */
static double
entropy_divergence(size_t n, const double *t, double shift)
{
	double mean = ms_normalize_mean(n, t);
	ms_sum sum = {0, 0};

	for (size_t i = 0; i < n; i++)
	{
		ms_check_interrupts();
		if (!ms_is_null(t[i]))
			ms_sum_add(&sum, divergence_term((t[i] - mean) / (mean + shift)));
	}
	return ms_sum_total(&sum);
}

/*
 * sd / |mean| from the raw mean and sd(t), which is sd(x) / range.  MS_NULL
 * where the mean is 0.
 */
static double
variation(size_t n, const double *t, const ms_span *raw, double raw_mean)
{
	double largest = fmax(fabs(raw->low), fabs(raw->high));
	double sd = ms_normalize_sd(n, t, ms_normalize_mean(n, t));

	if (fabs(raw_mean) <= DBL_EPSILON * largest)
		return MS_NULL;
	return sd * ((raw->high - raw->low) / fabs(raw_mean));
}

/*
 * Puts t in place of x, and tells what the indicator counts as where that does
 * not depend on the others; MS_NULL where it is undefined.
 */
static ms_status
measure_column(const ms_weighting_options *options,
               size_t n,
               double *x,
               ms_direction direction,
               double *measure)
{
	const ms_normalize_options minmax = {
	    MS_NORMALIZE_MINMAX, direction, 0, 1, MS_NULL};
	ms_span span;
	ms_status status = ms_normalize_span(n, x, &span);
	double raw_mean = MS_NULL;

	*measure = 0;
	if (status != MS_OK)
		return status;
	if (!(span.low < span.high))
	{
		for (size_t i = 0; i < n; i++)
			x[i] = ms_is_null(x[i]) ? MS_NULL : 0;
		return MS_OK;
	}
	if (options->method == MS_WEIGHTS_CV)
	{
		raw_mean = ms_normalize_mean(n, x);
		if (ms_is_null(raw_mean))
			return MS_OVERFLOW;
	}
	status = ms_normalize_column(&minmax, n, x, NULL);
	if (options->method == MS_WEIGHTS_ENTROPY)
		*measure = entropy_divergence(n, x, options->zero_shift);
	if (options->method == MS_WEIGHTS_CV)
		*measure = variation(n, x, &span, raw_mean);
	return status;
}

/* ---- all indicators together ---- */

/* r and the covariances of the t, MS_NULL where r has a constant one */
static ms_status
correlate(size_t n, int p, const double *t, weights_memory *w)
{
	ms_comoments *c = w->work;
	ms_status status = MS_OK;

	ms_comoments_init(c, p, MS_COMOMENTS_BLOCK);
	for (size_t i = 0; i < n && status == MS_OK; i++)
	{
		double *row = ms_comoments_next_row(c);

		if (ms_is_null(t[i]))
			continue;
		for (int j = 0; j < p; j++)
			row[j] = t[j * n + i];
		ms_comoments_take_row(c, 1);
		if (c->rows < c->capacity)
			continue;
		ms_check_interrupts();
		status = ms_comoments_flush(c);
	}
	if (status == MS_OK)
		status = ms_comoments_flush(c);
	if (status != MS_OK)
		return status;
	ms_comoments_correlation(c, w->correlation);
	return ms_comoments_covariance(c, w->covariance);
}

static void
measure_conflict(int p, const weights_memory *w, double *measure)
{
	for (int j = 0; j < p; j++)
	{
		const double *r = w->correlation + (size_t) j * p;
		double sd = sqrt(w->covariance[(size_t) j * p + j]);
		double conflict = 0;

		for (int k = 0; k < p; k++)
		{
			if (1 - r[k] > NO_CONFLICT)
				conflict += 1 - r[k];
		}
		measure[j] = sd * conflict;
	}
}

static ms_status
measure_loadings(int p, weights_memory *w, double *measure)
{
	double *vectors = w->covariance;
	ms_status status;

	for (size_t i = 0; i < (size_t) p * p; i++)
	{
		if (ms_is_null(w->correlation[i]))
			return MS_UNDEFINED;
	}
	status = ms_linalg_eigen_symmetric(
	    p, w->correlation, w->eigenvalues, vectors, w->work);
	if (status != MS_OK)
		return status;
	if (p > 1 && w->eigenvalues[1] >= w->eigenvalues[0] * (1 - TIE))
		return MS_UNDEFINED;
	for (int j = 0; j < p; j++)
		measure[j] = vectors[j] * vectors[j];
	return MS_OK;
}

static ms_status
measure_together(ms_weighting method,
                 size_t n,
                 int p,
                 const double *t,
                 double *m,
                 void *work)
{
	weights_memory w = divide_memory(p, work);
	ms_status status = correlate(n, p, t, &w);

	if (status != MS_OK)
		return status;
	if (method == MS_WEIGHTS_PCA)
		return measure_loadings(p, &w, m);
	measure_conflict(p, &w, m);
	return MS_OK;
}

/* ---- weights of the data ---- */

ms_status
ms_indicator_weights_of(const ms_weighting_options *options,
                        size_t n,
                        int p,
                        double *x,
                        const ms_direction *directions,
                        double *weights,
                        void *work)
{
	ms_status status = MS_OK;

	if (!(options->zero_shift >= 0 && isfinite(options->zero_shift)))
		return MS_DOMAIN;
	ms_normalize_listwise(n, p, x);
	for (int j = 0; j < p; j++)
	{
		status = measure_column(options,
		                        n,
		                        x + j * n,
		                        directions ? directions[j] : MS_MORE_IS_BETTER,
		                        weights + j);
		if (status != MS_OK)
			return status;
	}
	if (uses_correlations(options->method))
		status = measure_together(options->method, n, p, x, weights, work);
	if (status == MS_UNDEFINED ||
	    (status == MS_OK && ms_shares_of(p, weights, weights) != MS_OK))
		return set_undefined(p, weights);
	return status;
}

/* ---- two sets of weights ---- */

ms_status
ms_indicator_weights_combine(ms_combination method,
                             double share_of_a,
                             int p,
                             const double *a,
                             const double *b,
                             double *combined,
                             double *work)
{
	ms_status status = ms_shares_of(p, a, combined);

	if (status == MS_OK)
		status = ms_shares_of(p, b, work);
	if (status != MS_OK || !(share_of_a >= 0 && share_of_a <= 1))
		return MS_DOMAIN;
	for (int j = 0; j < p; j++)
		combined[j] =
		    method == MS_COMBINE_PRODUCT
		        ? combined[j] * work[j]
		        : share_of_a * combined[j] + (1 - share_of_a) * work[j];
	return ms_shares_of(p, combined, combined) == MS_OK
	           ? MS_OK
	           : set_undefined(p, combined);
}
