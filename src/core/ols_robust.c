/*
 * ols_robust.c
 *		Least squares over rows, with errors that do not trust equal variances.
 *
 * Slopes come from the normal equations of the centred columns, as in
 * regression.c.  With the rows at hand they are refined once more: the residuals
 * e = y - X b are formed row by row, and (X'WX)^-1 X'W e is added to b.  Errors
 * of the cross products, which limit regression.c to about the condition of the
 * correlations, are so undone (corrected seminormal equations), and RSS is a sum
 * of squares, not a difference.
 *
 * With A = X'WX, leverages h = x' A^-1 x and weights w that count rows,
 *
 *	classical	sigma^2 A^-1
 *	HC0			A^-1 (sum w e^2 x x') A^-1				White
 *	HC1			HC0 n / (n - K)							K coefficients
 *	HC3			A^-1 (sum w e^2 / (1 - h)^2 x x') A^-1	MacKinnon & White
 *	clustered	A^-1 (sum s_g s_g') A^-1 G / (G - 1) (n - 1) / (n - K)
 *				s_g = sum w e x over cluster g, tested with G - 1 degrees
 *
 * A row of leverage 1 is met by the model whatever it says: then there is no HC3.
 *
 * Sources: White (1980), Econometrica 48:817; MacKinnon & White (1985), J
 * Econometrics 29:305; Liang & Zeger (1986), Biometrika 73:13; Cameron & Miller
 * (2015), J Human Resources 50:317; Bjorck (1987), Linear Algebra Appl 88/89:31.
 */
#include <string.h>

#include "crossprod.h"
#include "linalg.h"
#include "ols_robust.h"
#include "port.h"
#include "sort.h"
#include "sum.h"

#define FULL_LEVERAGE 1e-10 /* 1 - h of a row that is met whatever it says */
#define EXACT 1e-28 /* RSS / S_yy that is rounding only */

typedef struct robust_work
{
	ms_design d;
	double *theta; /* size: coefficients of the standardised columns */
	ms_sum *gradient; /* size */
	double *inverse; /* size x size: A^-1 of the standardised columns */
	double *meat; /* triangle */
	double *meat3; /* the same of HC3 */
	double *square; /* size x size, twice */
	double *zero; /* size */
	double *scores; /* block of clusters' scores */
	double *clusters; /* n x 3: a cluster's two numbers, and the row */
	ms_sum rss;
	bool full_leverage;
} robust_work;

size_t
ms_ols_robust_workspace(size_t n, int k, bool clustered)
{
	size_t size = (size_t) k + 1;
	size_t doubles = 4 * size + 3 * size * size + 2 * ms_triangle_size(size) +
	                 MS_DESIGN_BLOCK * ms_crossprod_stride(size) +
	                 (clustered ? 6 * n : 0);

	return doubles * sizeof(double) + ms_design_workspace(k);
}

static void
divide_memory(robust_work *w, int k, double *at)
{
	size_t size = (size_t) k + 1;

	w->theta = at;
	w->gradient = (ms_sum *) (w->theta + size);
	w->zero = w->theta + 3 * size;
	w->inverse = w->zero + size;
	w->square = w->inverse + size * size;
	w->meat = w->square + 2 * size * size;
	w->meat3 = w->meat + ms_triangle_size(size);
	w->scores = w->meat3 + ms_triangle_size(size);
	w->clusters = w->scores + MS_DESIGN_BLOCK * ms_crossprod_stride(size);
}

/* ---- coefficients ---- */

/* A^-1 of 1 and the standardised columns, which are at right angles to 1. */
static void
fill_inverse(robust_work *w)
{
	const ms_normal *e = &w->d.normal;
	int size = w->d.size;

	memset(w->inverse, 0, (size_t) size * (size_t) size * sizeof(double));
	w->inverse[0] = 1 / w->d.weight;
	for (int i = 0; i < e->rank; i++)
	{
		for (int j = 0; j < e->rank; j++)
			w->inverse[(i + 1) * size + j + 1] = ms_normal_inverse_at(e, i, j) *
			                                     w->d.scale[e->kept[i]] *
			                                     w->d.scale[e->kept[j]];
	}
}

static void
begin_theta(robust_work *w)
{
	const ms_normal *e = &w->d.normal;

	w->theta[0] = 0; /* of y less its mean */
	ms_normal_solve(e, w->d.xy, w->theta + 1);
	for (int i = 0; i < e->rank; i++)
		w->theta[i + 1] *= w->d.scale[e->kept[i]];
}

static double
residual_of(const robust_work *w, const double *x, double centred_y)
{
	double e = centred_y;

	for (int j = 0; j < w->d.size; j++)
		e -= w->theta[j] * x[j];
	return e;
}

/* theta + A^-1 X'W e */
static void
refine_theta(robust_work *w)
{
	int size = w->d.size;
	size_t stride = ms_crossprod_stride(size);

	memset(w->gradient, 0, (size_t) size * sizeof(ms_sum));
	for (size_t at = 0; at < w->d.rows.n; at += MS_DESIGN_BLOCK)
	{
		int rows = ms_design_block(&w->d, at);

		for (int r = 0; r < rows; r++)
		{
			const double *x = w->d.block + (size_t) r * stride;
			double e = w->d.row_weight[r] * residual_of(w, x, w->d.centred[r]);

			for (int j = 0; j < size; j++)
				ms_sum_add(&w->gradient[j], e * x[j]);
		}
	}
	for (int i = 0; i < size; i++)
	{
		for (int j = 0; j < size; j++)
			w->theta[i] +=
			    w->inverse[i * size + j] * ms_sum_total(&w->gradient[j]);
	}
}

/* ---- residuals and leverages ---- */

static double
leverage_of(const robust_work *w, const double *x)
{
	int size = w->d.size;
	double h = 0;

	for (int i = 0; i < size; i++)
	{
		const double *row = w->inverse + (size_t) i * (size_t) size;
		double sum = 0;

		for (int j = 0; j < i; j++)
			sum += row[j] * x[j];
		h += x[i] * (2 * sum + row[i] * x[i]);
	}
	return h;
}

/* The weights of a block's rows in the two sandwiches. */
static void
weigh_block(robust_work *w, int rows, double *plain, double *jackknife)
{
	size_t stride = ms_crossprod_stride(w->d.size);

	for (int r = 0; r < rows; r++)
	{
		const double *x = w->d.block + (size_t) r * stride;
		double e = residual_of(w, x, w->d.centred[r]);
		double rest = 1 - leverage_of(w, x);

		plain[r] = w->d.row_weight[r] * e * e;
		jackknife[r] = 0;
		ms_sum_add(&w->rss, plain[r]);
		if (rest > FULL_LEVERAGE)
			jackknife[r] = plain[r] / rest / rest;
		else
			w->full_leverage = true;
	}
}

static void
find_meat(robust_work *w)
{
	int size = w->d.size;
	double plain[MS_DESIGN_BLOCK];
	double jackknife[MS_DESIGN_BLOCK];

	memset(w->zero, 0, (size_t) size * sizeof(double));
	memset(w->meat, 0, ms_triangle_size(size) * sizeof(double));
	memset(w->meat3, 0, ms_triangle_size(size) * sizeof(double));
	w->rss = (ms_sum){0, 0};
	w->full_leverage = false;
	for (size_t at = 0; at < w->d.rows.n; at += MS_DESIGN_BLOCK)
	{
		int rows = ms_design_block(&w->d, at);

		weigh_block(w, rows, plain, jackknife);
		ms_crossprod(rows, size, plain, w->d.block, 0, w->zero, w->meat);
		ms_crossprod(rows, size, jackknife, w->d.block, 0, w->zero, w->meat3);
	}
}

/* factor A^-1 M A^-1, as covariances of the columns' own coefficients */
static void
sandwich(robust_work *w,
         const double *triangle,
         double factor,
         double *covariance)
{
	int size = w->d.size;
	double *other = w->square + (size_t) size * (size_t) size;

	ms_design_unpack(size, triangle, w->square);
	ms_linalg_multiply(size, size, size, w->inverse, w->square, other);
	ms_linalg_multiply(size, size, size, other, w->inverse, w->square);
	for (int i = 0; i < size * size; i++)
		w->square[i] *= factor;
	ms_design_covariance(&w->d, w->square, covariance);
}

/* ---- clusters ---- */

static void
sort_clusters(robust_work *w, int cluster_at)
{
	size_t n = w->d.rows.n;

	for (size_t i = 0; i < n; i++)
	{
		const double *row =
		    w->d.rows.values + i * (size_t) w->d.rows.stride + cluster_at;

		w->clusters[3 * i] = row[0];
		w->clusters[3 * i + 1] = row[1];
		w->clusters[3 * i + 2] = (double) i;
	}
	ms_sort_records(w->clusters, n, 3, 0, w->clusters + 3 * n);
}

/* The score of the cluster at `first`; where the next one begins. */
static size_t
cluster_score(robust_work *w, size_t first, double *score)
{
	const double *cluster = w->clusters + 3 * first;
	int size = w->d.size;
	size_t i;

	memset(w->gradient, 0, (size_t) size * sizeof(ms_sum));
	for (i = first; i < w->d.rows.n; i++)
	{
		const double *at = w->clusters + 3 * i;
		size_t row = (size_t) at[2];
		double e;

		if (at[0] != cluster[0] || at[1] != cluster[1])
			break;
		ms_check_interrupts();
		ms_design_row(&w->d, row, score);
		e = ms_design_weight(&w->d, row) *
		    residual_of(w, score, ms_design_centred_y(&w->d, row));
		for (int j = 0; j < size; j++)
			ms_sum_add(&w->gradient[j], e * score[j]);
	}
	for (int j = 0; j < size; j++)
		score[j] = ms_sum_total(&w->gradient[j]);
	return i;
}

/* How many clusters there are; their scores' products into the meat. */
static double
find_cluster_meat(robust_work *w)
{
	int size = w->d.size;
	size_t stride = ms_crossprod_stride(size);
	double clusters = 0;
	int rows = 0;

	memset(w->meat, 0, ms_triangle_size(size) * sizeof(double));
	memset(w->scores, 0, MS_DESIGN_BLOCK * stride * sizeof(double));
	for (size_t i = 0; i < w->d.rows.n; clusters++)
	{
		i = cluster_score(w, i, w->scores + (size_t) rows++ * stride);
		if (rows < MS_DESIGN_BLOCK && i < w->d.rows.n)
			continue;
		ms_crossprod(rows, size, NULL, w->scores, 0, w->zero, w->meat);
		rows = 0;
	}
	return clusters;
}

/* ---- the model ---- */

/* b' S_xy, what the residuals leave of S_yy */
static double
fitted_squares(const robust_work *w)
{
	const ms_normal *e = &w->d.normal;
	ms_sum sum = {0, 0};

	for (int i = 0; i < e->rank; i++)
		ms_sum_add(&sum,
		           w->theta[i + 1] / w->d.scale[e->kept[i]] *
		               w->d.xy[e->kept[i]]);
	return ms_sum_total(&sum);
}

static void
clear_model(int k, ms_ols_model *model)
{
	size_t size = (size_t) k + 1;

	for (size_t j = 0; j < size; j++)
	{
		model->coefficients[j] = model->beta[j] = model->vif[j] = MS_NULL;
		model->states[j] = MS_TERM_KEPT;
	}
	for (int which = 0; which < MS_OLS_ERRORS; which++)
	{
		for (size_t i = 0; i < size * size; i++)
			model->covariance[which][i] = MS_NULL;
	}
	model->clusters = MS_NULL;
	ms_linear_fit_of(0, k, 0, 0, 0, 0, 0, &model->fit);
}

static void
describe_columns(const robust_work *w, ms_ols_model *model)
{
	const ms_design *d = &w->d;
	double sd = sqrt(d->yy / d->weight);

	for (int j = 0; j < d->rows.k; j++)
		model->states[j + 1] = ms_design_state(d, j);
	for (int i = 0; i < d->normal.rank; i++)
	{
		int column = d->normal.kept[i];

		model->vif[column + 1] =
		    fmax(1, w->inverse[(i + 1) * d->size + i + 1] * d->weight);
		if (sd > 0)
			model->beta[column + 1] = ms_known(w->theta[i + 1] / sd);
	}
}

static void
find_classical(robust_work *w, ms_ols_model *model)
{
	int size = w->d.size;
	double variance = model->fit.sigma * model->fit.sigma;

	for (int i = 0; i < size * size; i++)
		w->square[i] = w->inverse[i] * variance;
	ms_design_covariance(&w->d, w->square, model->covariance[MS_OLS_CLASSICAL]);
}

/* Takes the place of the meat of White's errors. */
static void
find_clustered(robust_work *w, int cluster_at, ms_ols_model *model)
{
	double n = w->d.weight;
	double g;

	sort_clusters(w, cluster_at);
	g = model->clusters = find_cluster_meat(w);
	if (g > 1 && !ms_is_null(model->fit.sigma))
		sandwich(w,
		         w->meat,
		         g / (g - 1) * ((n - 1) / model->fit.df),
		         model->covariance[MS_OLS_CLUSTERED]);
}

static void
find_errors(robust_work *w, ms_ols_model *model)
{
	find_classical(w, model);
	sandwich(w, w->meat, 1, model->covariance[MS_OLS_HC0]);
	if (!w->full_leverage)
		sandwich(w, w->meat3, 1, model->covariance[MS_OLS_HC3]);
}

ms_status
ms_ols_robust_of(const ms_rows *rows,
                 int cluster_at,
                 ms_ols_model *model,
                 void *work)
{
	robust_work w;
	ms_sum mean;

	clear_model(rows->k, model);
	if (cluster_at >= 0)
		model->clusters = 0;
	if (rows->n == 0)
		return MS_OK;
	divide_memory(&w, rows->k, work);
	if (ms_design_begin(
	        &w.d, rows, w.clusters + (cluster_at < 0 ? 0 : 6 * rows->n)) !=
	    MS_OK)
		return MS_OVERFLOW;
	fill_inverse(&w);
	begin_theta(&w);
	refine_theta(&w);
	find_meat(&w);
	mean = (ms_sum){w.d.first[0], w.d.shift[0]};
	ms_design_coefficients(&w.d, w.theta, &mean, model->coefficients);
	describe_columns(&w, model);
	ms_linear_fit_of(w.d.weight,
	                 rows->k,
	                 w.d.normal.rank,
	                 ms_sum_total(&w.rss),
	                 fitted_squares(&w),
	                 w.d.yy,
	                 EXACT,
	                 &model->fit);
	if (!ms_is_null(model->fit.sigma))
		find_errors(&w, model);
	if (cluster_at >= 0)
		find_clustered(&w, cluster_at, model);
	return MS_OK;
}
