/*
 * pca.c
 *		Principal components of a correlation or covariance matrix.
 *
 * With A = V D V' (eigenvectors in the columns of V, eigenvalues lambda in D)
 * and k components kept,
 *
 *	loading       L = V D^1/2
 *	coefficient   V = L D^-1/2		scores of variance lambda ("principal")
 *	              V D^-1/2 = L D^-1		scores of variance 1 ("standardized")
 *	communality   of item i: sum over components of L_ic^2
 *
 * A rotation gives the loadings L M', with M the transform of rotation.c, and
 * components that correlate as Phi = (M M')^-1, the identity for orthogonal M:
 *
 *	structure     S = L M' Phi, divided by the item's standard deviation
 *	coefficient   A^-1 S = V D^-1/2 M' Phi, regression scores of variance 1
 *	explained     of component c: sum over items of (L M')_ic (L M' Phi)_ic
 *
 * which without rotation (M = I) are L / sd, V D^-1/2 and lambda.  What the k
 * components explain adds up to the sum of the communalities in all cases.
 *
 * How many eigenvalues are not 0 is decided as in linalg.c, on the matrix
 * scaled to unit diagonal: so it does not change with the units of a
 * covariance matrix.  n rows cannot have a rank above n - 1.
 *
 * The composite score weighs the scores by what each component explains.
 *
 * Sources: Jolliffe, Principal Component Analysis, 2nd ed. (2002), 2.3, 6.1;
 * Harman, Modern Factor Analysis, 3rd ed. (1976), 16 (scores); Kaiser, Educ.
 * Psychol. Meas. 20 (1960) 141 (eigenvalue > 1).
 */
#include <string.h>

#include "linalg.h"
#include "pca.h"

#define ROUNDING 1e-12 /* a tie of an eigenvalue with its threshold */
#define INDEFINITE 1e-8 /* below minus this of the largest: not of data */

/* ---- eigenvalues and rank ---- */

size_t
ms_pca_decompose_workspace(int p)
{
	size_t eigen = ms_linalg_eigen_workspace(p);
	size_t factor = ms_linalg_factor_workspace(p);

	return eigen > factor ? eigen : factor;
}

static double
sum_of(int n, const double *x)
{
	double sum = 0;

	for (int i = 0; i < n; i++)
		sum += x[i];
	return sum;
}

static void
sign_rows(int p, double *vectors)
{
	for (int c = 0; c < p; c++)
	{
		double *row = vectors + (size_t) c * p;
		double sign = ms_linalg_sign(p, row);

		for (int i = 0; i < p; i++)
			row[i] *= sign;
	}
}

ms_status
ms_pca_decompose(int p,
                 double n,
                 const double *matrix,
                 double *eigenvalues,
                 double *vectors,
                 int *rank,
                 void *work)
{
	ms_status status;

	*rank = 0;
	if (!(n >= 2))
		return MS_UNDEFINED;
	status = ms_linalg_eigen_symmetric(p, matrix, eigenvalues, vectors, work);
	if (status != MS_OK)
		return status;
	if (!isfinite(sum_of(p, eigenvalues)))
		return MS_OVERFLOW;
	if (eigenvalues[p - 1] < -INDEFINITE * eigenvalues[0])
		return MS_DOMAIN;
	*rank = ms_linalg_rank(p, matrix, work);
	if (*rank > n - 1)
		*rank = (int) (n - 1);
	while (*rank > 0 && !(eigenvalues[*rank - 1] > 0))
		--*rank;
	for (int c = *rank; c < p; c++)
		eigenvalues[c] = 0;
	sign_rows(p, vectors);
	return *rank > 0 ? MS_OK : MS_UNDEFINED;
}

void
ms_pca_explain(int p,
               const double *eigenvalues,
               double *explained,
               double *cumulative)
{
	double total = sum_of(p, eigenvalues);
	double sum = 0;

	for (int c = 0; c < p; c++)
	{
		sum += eigenvalues[c];
		explained[c] = eigenvalues[c] / total;
		cumulative[c] = sum / total;
	}
}

/* ---- how many ---- */

static int
count_above(double least, int rank, const double *eigenvalues)
{
	int k = 0;

	while (k < rank && eigenvalues[k] > least * (1 + ROUNDING))
		k++;
	return k;
}

/* Kaiser's bound: the threshold times the mean eigenvalue */
static double
kaiser_bound(const ms_pca_options *options, int p, const double *eigenvalues)
{
	double threshold = ms_is_null(options->threshold) ? 1 : options->threshold;

	return threshold * sum_of(p, eigenvalues) / p;
}

static int
count_until(double enough, int rank, const double *eigenvalues)
{
	double sum = 0;
	int k = 0;

	while (k < rank && sum < enough * (1 - ROUNDING))
		sum += eigenvalues[k++];
	return k;
}

ms_status
ms_pca_retain(const ms_pca_options *options,
              int p,
              const double *eigenvalues,
              int rank,
              int *k)
{
	double threshold = options->threshold;

	*k = rank;
	if (options->components < 0)
		return MS_DOMAIN;
	if (options->components > 0)
		*k = options->components;
	else if (options->retain == MS_PCA_RETAIN_KAISER)
	{
		if (threshold < 0 || isinf(threshold))
			return MS_DOMAIN;
		*k = count_above(
		    kaiser_bound(options, p, eigenvalues), rank, eigenvalues);
	}
	else if (options->retain == MS_PCA_RETAIN_CUMULATIVE)
	{
		if (ms_is_null(threshold))
			threshold = 0.85;
		if (!(threshold > 0 && threshold <= 1))
			return MS_DOMAIN;
		*k = count_until(threshold * sum_of(p, eigenvalues), rank, eigenvalues);
	}
	*k = *k > rank ? rank : *k;
	*k = *k < 1 ? 1 : *k;
	return MS_OK;
}

bool
ms_pca_none_above(const ms_pca_options *options,
                  int p,
                  const double *eigenvalues)
{
	return options->components == 0 &&
	       options->retain == MS_PCA_RETAIN_KAISER &&
	       count_above(kaiser_bound(options, p, eigenvalues), 1, eigenvalues) ==
	           0;
}

/* ---- the solution ---- */

typedef struct pca_memory
{
	double *loading; /* k x p, as rotation.c wants it */
	double *buffer; /* k x p */
	double *transform; /* k x k */
	double *weight; /* k x k */
	void *work;
} pca_memory;

size_t
ms_pca_solve_workspace(int p, int k)
{
	size_t n = k;

	return 2 * n * ((size_t) p + n) * sizeof(double) +
	       ms_rotation_workspace(k, p);
}

static pca_memory
divide_memory(int p, int k, void *work)
{
	size_t n = k;
	pca_memory w;

	w.loading = work;
	w.buffer = w.loading + n * p;
	w.transform = w.buffer + n * p;
	w.weight = w.transform + n * n;
	w.work = w.weight + n * n;
	return w;
}

/* L', and the communalities, which no rotation changes */
static void
find_loadings(const double *eigenvalues,
              const double *vectors,
              ms_pca *result,
              double *loading)
{
	int p = result->p;

	memset(result->communality, 0, (size_t) p * sizeof(double));
	for (int c = 0; c < result->k; c++)
	{
		double root = sqrt(eigenvalues[c]);

		for (int i = 0; i < p; i++)
		{
			double x = vectors[(size_t) c * p + i] * root;

			loading[(size_t) c * p + i] = x;
			result->communality[i] += x * x;
		}
	}
}

/* Phi M over the items' standard deviations; Phi is 1 but for promax */
static void
find_structure(bool oblique,
               const double *matrix,
               ms_pca *result,
               pca_memory *w)
{
	int p = result->p;
	int k = result->k;

	if (oblique)
		ms_linalg_multiply(k, k, p, result->correlation, w->loading, w->buffer);
	else
		memcpy(w->buffer, w->loading, (size_t) k * p * sizeof(double));
	for (int i = 0; i < p; i++)
	{
		double sd = sqrt(matrix[(size_t) i * p + i]);

		for (int c = 0; c < k; c++)
			result->structure[(size_t) i * k + c] =
			    sd > 0 ? w->buffer[(size_t) c * p + i] / sd : MS_NULL;
	}
}

/* V' for principal scores; V' over the roots unrotated; Phi M D^-1/2 V' */
static void
find_coefficients(const ms_pca_options *options,
                  const double *eigenvalues,
                  const double *vectors,
                  ms_pca *result,
                  pca_memory *w)
{
	int p = result->p;
	int k = result->k;
	bool principal = options->scores == MS_PCA_SCORES_PRINCIPAL;

	if (options->rotation == MS_ROTATION_NONE)
	{
		for (size_t i = 0; i < (size_t) p * k; i++)
			result->coefficient[i] =
			    principal ? result->eigenvector[i]
			              : result->eigenvector[i] / sqrt(eigenvalues[i % k]);
		return;
	}
	ms_linalg_multiply(k, k, k, result->correlation, w->transform, w->weight);
	for (int c = 0; c < k; c++)
	{
		for (int d = 0; d < k; d++)
			w->weight[(size_t) c * k + d] /= sqrt(eigenvalues[d]);
	}
	ms_linalg_multiply(k, k, p, w->weight, vectors, w->buffer);
	ms_linalg_transpose(k, p, w->buffer, result->coefficient);
}

/* What a rotation would have left: components as they are, uncorrelated. */
static void
keep_components(const double *eigenvalues, ms_pca *result)
{
	size_t k = result->k;

	memcpy(result->explained, eigenvalues, k * sizeof(double));
	memset(result->correlation, 0, k * k * sizeof(double));
	for (size_t c = 0; c < k; c++)
		result->correlation[c * k + c] = 1;
}

ms_status
ms_pca_solve(const ms_pca_options *options,
             const double *matrix,
             const double *eigenvalues,
             const double *vectors,
             ms_pca *result,
             void *work)
{
	int p = result->p;
	int k = result->k;
	bool oblique = options->rotation == MS_ROTATION_PROMAX;
	pca_memory w = divide_memory(p, k, work);
	ms_status status = MS_OK;
	double total;

	find_loadings(eigenvalues, vectors, result, w.loading);
	if (options->rotation == MS_ROTATION_NONE)
		keep_components(eigenvalues, result);
	else
		status = ms_rotation_rotate(options->rotation,
		                            options->kaiser_normalization,
		                            k,
		                            p,
		                            w.loading,
		                            w.transform,
		                            result->correlation,
		                            result->explained,
		                            w.work);
	if (status != MS_OK)
		return status;
	ms_linalg_transpose(k, p, vectors, result->eigenvector);
	ms_linalg_transpose(k, p, w.loading, result->loading);
	find_structure(oblique, matrix, result, &w);
	find_coefficients(options, eigenvalues, vectors, result, &w);
	total = sum_of(k, result->explained);
	for (int c = 0; c < k; c++)
		result->share[c] = result->explained[c] / total;
	return MS_OK;
}
