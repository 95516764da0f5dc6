/*
 * regression.c
 *		Least squares from means and cross products.
 *
 * With S the centred cross products of the columns x and the response y, W the
 * sum of weights,
 *
 *	b = S_xx^-1 S_xy            b_0 = mean_y - sum b_j mean_j
 *	V(b) = sigma^2 S_xx^-1      V(b_0) = sigma^2 (1 / W + m' S_xx^-1 m)
 *	RSS = S_yy - 2 b' S_xy + b' S_xx b
 *
 * The constant never enters the matrix, so offsets cost nothing there; units
 * cost nothing either, for normal_equations.c scales.  RSS by the full form, in
 * twice the digits, feels errors of b in the second order only, where the usual
 * S_yy - b' S_xy feels them in the first.  What is left is the rounding of S
 * itself, about 1e-15 of S_yy: below the tolerance of linalg.h the fit counts as
 * exact.  ols_robust.c, which has the rows, forms the residuals themselves.
 *
 * Weights count rows.  vif_j = S_jj (S_xx^-1)_jj; beta_j = b_j sqrt(S_jj / S_yy).
 *
 * Sources: Longley (1967), JASA 62:819; Marquardt (1970), Technometrics 12:591
 * (vif).
 */
#include <string.h>

#include "linalg.h"
#include "normal_equations.h"
#include "product.h"
#include "regression.h"

typedef struct ols_work
{
	const ms_comoments *c;
	int k;
	ms_normal normal;
	double *a; /* k x k: S_xx */
	double *xy; /* k */
	double *b; /* rank slopes */
	void *factor;
} ols_work;

size_t
ms_ols_workspace(int p)
{
	size_t k = (size_t) p - 1;

	return (k * k + 2 * k) * sizeof(double) + ms_normal_workspace((int) k);
}

static double
cross_of(const ms_comoments *c, int i, int j)
{
	return ms_comoments_cross(c)[i > j ? ms_triangle_row(i) + (size_t) j
	                                   : ms_triangle_row(j) + (size_t) i];
}

/* Columns without spread have zeros. */
static void
fill_matrix(ols_work *w)
{
	const ms_comoments *c = w->c;

	for (int i = 0; i < w->k; i++)
	{
		bool none = ms_comoments_spread_of(c, i + 1) != MS_HAS_SPREAD;

		w->xy[i] = none ? 0 : cross_of(c, i + 1, 0);
		for (int j = 0; j <= i; j++)
			w->a[i * w->k + j] = w->a[j * w->k + i] =
			    none ? 0 : cross_of(c, i + 1, j + 1);
	}
}

static double
residual_squares(const ols_work *w)
{
	const ms_normal *e = &w->normal;
	ms_sum total = {cross_of(w->c, 0, 0), 0};

	for (int i = 0; i < e->rank; i++)
	{
		const double *row = w->a + (size_t) e->kept[i] * (size_t) w->k;
		ms_sum sum = {0, 0};

		ms_sum_add_product(&sum, -2, w->xy[e->kept[i]]);
		for (int j = 0; j < e->rank; j++)
			ms_sum_add_product(&sum, w->b[j], row[e->kept[j]]);
		ms_sum_add_product(&total, w->b[i], sum.high);
		ms_sum_add_product(&total, w->b[i], sum.low);
	}
	return fmax(0, ms_sum_total(&total));
}

/* b' S_xy, what the residuals leave of S_yy */
static double
fitted_squares(const ols_work *w)
{
	ms_sum sum = {0, 0};

	for (int i = 0; i < w->normal.rank; i++)
		ms_sum_add_product(&sum, w->b[i], w->xy[w->normal.kept[i]]);
	return ms_sum_total(&sum);
}

/* ---- terms ---- */

static void
find_constant(const ols_work *w, double sigma, ms_term *constant)
{
	const ms_normal *e = &w->normal;
	const double *mean = ms_comoments_mean(w->c);
	const double *low = ms_comoments_mean_low(w->c);
	ms_sum estimate = {mean[0], low[0]};
	ms_sum square = {1 / w->c->weight, 0};

	for (int i = 0; i < e->rank; i++)
	{
		int column = e->kept[i] + 1;

		ms_sum_add_product(&estimate, -w->b[i], mean[column]);
		ms_sum_add_product(&estimate, -w->b[i], low[column]);
		for (int j = 0; j < e->rank; j++)
			ms_sum_add_product(&square,
			                   ms_normal_inverse_at(e, i, j) * mean[column],
			                   mean[e->kept[j] + 1]);
	}
	constant->estimate = ms_known(ms_sum_total(&estimate));
	constant->std_error = ms_known(sigma * sqrt(ms_sum_total(&square)));
}

static void
find_slope(const ols_work *w, int i, double sigma, ms_ols_term *term)
{
	const ms_normal *e = &w->normal;
	int column = e->kept[i] + 1;
	double square = cross_of(w->c, column, column);
	double inverse = ms_normal_inverse_at(e, i, i);
	double syy = cross_of(w->c, 0, 0);

	term->state = MS_TERM_KEPT;
	term->t.estimate = ms_known(w->b[i]);
	term->t.std_error = ms_known(sigma * sqrt(inverse));
	term->beta =
	    syy > 0 ? ms_known(w->b[i] * (sqrt(square) / sqrt(syy))) : MS_NULL;
	term->vif = fmax(1, inverse * square);
}

static void
clear_terms(const ms_comoments *c, ms_ols_term *terms)
{
	for (int j = 0; j < c->p; j++)
	{
		terms[j].t = ms_term_of(MS_NULL, MS_NULL, MS_NULL, 0.5);
		terms[j].beta = terms[j].vif = MS_NULL;
		terms[j].state = j == 0 || c->n == 0 ? MS_TERM_KEPT
		                 : ms_comoments_spread_of(c, j) == MS_HAS_SPREAD
		                     ? MS_TERM_COMBINATION /* until it is kept */
		                     : MS_TERM_CONSTANT;
	}
}

void
ms_ols_of(const ms_comoments *c,
          double level,
          ms_linear_fit *fit,
          ms_ols_term *terms,
          void *work)
{
	ols_work w = {.c = c, .k = c->p - 1};

	clear_terms(c, terms);
	ms_linear_fit_of(c->weight, w.k, 0, 0, 0, 0, 0, fit);
	if (c->n == 0)
		return;
	w.a = work;
	w.xy = w.a + (size_t) w.k * (size_t) w.k;
	w.b = w.xy + w.k;
	fill_matrix(&w);
	ms_normal_factor(&w.normal, w.k, w.a, w.b + w.k);
	ms_normal_solve(&w.normal, w.xy, w.b);
	ms_linear_fit_of(
	    c->weight,
	    w.k,
	    w.normal.rank,
	    residual_squares(&w),
	    fitted_squares(&w),
	    ms_comoments_spread_of(c, 0) == MS_HAS_SPREAD ? cross_of(c, 0, 0) : 0,
	    ms_linalg_tolerance(c->p),
	    fit);
	find_constant(&w, fit->sigma, &terms[0].t);
	for (int i = 0; i < w.normal.rank; i++)
		find_slope(&w, i, fit->sigma, &terms[w.normal.kept[i] + 1]);
	for (int j = 0; j < c->p; j++)
		terms[j].t = ms_term_of(
		    terms[j].t.estimate, terms[j].t.std_error, fit->df, level);
}
