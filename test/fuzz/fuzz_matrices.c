/*
 * fuzz_matrices.c
 *		Partial correlations, factorability and components of whatever
 *		co-moments a reader accepts: each figure is finite where the status is
 *		MS_OK, and nothing is out of its range.
 */
#include <gsl/gsl_errno.h>

#include "core/correlation.h"
#include "core/factorability.h"
#include "core/pca.h"
#include "core/pca_score.h"
#include "states.h"

#define MOST_COLUMNS 8

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void) argc;
	(void) argv;
	gsl_set_error_handler_off();
	return 0;
}

static void
check_finite(int n, const double *x)
{
	for (int i = 0; i < n; i++)
		DEMAND(isfinite(x[i]));
}

static void
check_partial(int p, const double *r)
{
	double partial[MOST_COLUMNS * MOST_COLUMNS];
	void *work = malloc(ms_correlation_partial_workspace(p));
	int rank = -1;
	ms_status status = ms_correlation_partial(p, r, partial, &rank, work);

	DEMAND(status == MS_OK || status == MS_SINGULAR);
	if (status == MS_OK)
	{
		for (int i = 0; i < p * p; i++)
			DEMAND(fabs(partial[i]) <= 1);
	}
	else
		DEMAND(rank >= 0 && rank < p);
	free(work);
}

static void
check_factorability(int p, double n, const double *r)
{
	double msa[MOST_COLUMNS];
	void *work = malloc(ms_factorability_workspace(p));
	ms_factorability f;
	ms_status status = ms_factorability_assess(p, n, r, &f, msa, work);

	DEMAND(status == MS_OK || status == MS_SINGULAR || status == MS_UNDEFINED);
	DEMAND(f.rank >= 0 && f.rank <= p);
	DEMAND(!(f.determinant < 0) && !(f.determinant > 1 + 1e-12));
	DEMAND(!(f.kmo < 0) && !(f.kmo > 1));
	DEMAND(!isinf(f.statistic) && !(f.p_value < 0) && !(f.p_value > 1));
	for (int j = 0; j < p; j++)
		DEMAND(!(msa[j] < 0) && !(msa[j] > 1));
	DEMAND(status != MS_OK || isfinite(f.determinant));
	free(work);
}

/* ---- components ---- */

static ms_pca_options
read_options(fuzz_bytes *b, int p)
{
	ms_pca_options options;

	options.components = fuzz_choice(b, 2) ? fuzz_choice(b, p + 1) : 0;
	options.retain = (ms_pca_rule) fuzz_choice(b, 3);
	options.threshold = fuzz_choice(b, 2) ? fuzz_double(b) : MS_NULL;
	options.rotation = (ms_rotation) fuzz_choice(b, 4);
	options.kaiser_normalization = fuzz_choice(b, 2);
	options.scores = (ms_pca_scores) fuzz_choice(b, 2);
	return options;
}

static void
check_solution(const ms_pca *s, const double *center)
{
	double ones[MOST_COLUMNS];
	ms_pca_scale scale = {s->p, s->k, center, ones, s->coefficient, s->share};

	check_finite(s->p * s->k, s->eigenvector);
	check_finite(s->p * s->k, s->loading);
	check_finite(s->p * s->k, s->coefficient);
	check_finite(s->p, s->communality);
	check_finite(s->k * s->k, s->correlation);
	check_finite(s->k, s->explained);
	check_finite(s->k, s->share);
	for (int i = 0; i < s->p * s->k; i++)
		DEMAND(!isinf(s->structure[i]));
	for (int j = 0; j < s->p; j++)
		ones[j] = 1;
	DEMAND(ms_pca_composite_of(&scale, center) == 0);
}

static void
solve(const ms_pca_options *options,
      const double *matrix,
      const double *eigenvalues,
      const double *vectors,
      int p,
      int k,
      const double *center)
{
	double items[4][MOST_COLUMNS * MOST_COLUMNS];
	double correlation[MOST_COLUMNS * MOST_COLUMNS];
	double rest[3][MOST_COLUMNS];
	ms_pca s = {p,
	            k,
	            items[0],
	            items[1],
	            items[2],
	            items[3],
	            rest[0],
	            correlation,
	            rest[1],
	            rest[2]};
	void *work = malloc(ms_pca_solve_workspace(p, k));
	ms_status status =
	    ms_pca_solve(options, matrix, eigenvalues, vectors, &s, work);

	DEMAND(status == MS_OK || status == MS_SINGULAR ||
	       status == MS_NOT_CONVERGED);
	if (status == MS_OK)
		check_solution(&s, center);
	free(work);
}

static void
check_components(const ms_comoments *c, const double *matrix, fuzz_bytes *b)
{
	int p = c->p;
	double eigenvalues[MOST_COLUMNS];
	double vectors[MOST_COLUMNS * MOST_COLUMNS];
	double explained[MOST_COLUMNS];
	double cumulative[MOST_COLUMNS];
	void *work = malloc(ms_pca_decompose_workspace(p));
	ms_pca_options options = read_options(b, p);
	int rank = -1;
	int k = 0;
	ms_status status = ms_pca_decompose(
	    p, c->weight, matrix, eigenvalues, vectors, &rank, work);

	free(work);
	DEMAND(status == MS_OK || status == MS_UNDEFINED || status == MS_DOMAIN ||
	       status == MS_OVERFLOW || status == MS_NOT_CONVERGED);
	if (status != MS_OK)
		return;
	DEMAND(rank > 0 && rank <= p && rank <= c->weight - 1);
	check_finite(p, eigenvalues);
	check_finite(p * p, vectors);
	for (int j = 0; j < p; j++)
		DEMAND(j < rank ? eigenvalues[j] > 0 : eigenvalues[j] == 0);
	ms_pca_explain(p, eigenvalues, explained, cumulative);
	check_finite(p, explained);
	DEMAND(fabs(cumulative[p - 1] - 1) < 1e-12);
	if (ms_pca_retain(&options, p, eigenvalues, rank, &k) != MS_OK)
		return;
	DEMAND(k >= 1 && k <= rank);
	solve(&options, matrix, eigenvalues, vectors, p, k, ms_comoments_mean(c));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_bytes b = {data, size};
	bool covariance = fuzz_choice(&b, 4) == 0;
	ms_comoments *c = fuzz_comoments(&b, 1 + fuzz_choice(&b, MOST_COLUMNS));
	double matrix[MOST_COLUMNS * MOST_COLUMNS];

	if (c == NULL)
		return 0;
	if (covariance)
	{
		if (ms_comoments_covariance(c, matrix) == MS_OK)
			check_components(c, matrix, &b);
	}
	else if (ms_comoments_correlation(c, matrix) == MS_OK)
	{
		check_partial(c->p, matrix);
		check_factorability(c->p, c->weight, matrix);
		check_components(c, matrix, &b);
	}
	free(c);
	return 0;
}
