/*
 * logit.c
 *		Logistic regression over rows.
 *
 * ln (p / (1 - p)) = x b is fitted by maximum likelihood: Newton's method, which
 * here is iteratively reweighted least squares.  With weights w that count rows
 * and q = p (1 - p),
 *
 *	g = sum w (y - p) x,  H = sum w q x x',  step H^-1 g
 *
 * over the constant and the standardised columns of design.c.  A step that
 * lowers the likelihood is halved.  It has converged when g' H^-1 g, the step's
 * length in standard errors squared, is below 1e-14: that step is still made,
 * and its own error is of the order of the square of its length.  The covariance
 * is H^-1 at the end.
 *
 * Separation.  Where a combination d of the columns is never negative for y = 1
 * and never positive for y = 0, and not always 0, the likelihood grows for ever
 * along d: there is no finite estimate.  Complete separation shows in the fitted
 * scores, when all of y = 1 lie above all of y = 0.  Otherwise the last step is
 * tried as d: along it the estimates leave, all others having settled.  It is
 * tried where the iteration has converged too, for rows of little weight leave
 * quietly; where there is no separation, no d passes.  To tell which columns it
 * is, each is looked at alone, and the parts of d where none separates alone.
 *
 * Average marginal effects and elasticities, W the sum of weights,
 *
 *	dy/dx_j = b_j (1/W) sum w q         ey/ex_j = b_j (1/W) sum w x_j (1 - p)
 *
 * every column taken as continuous; their errors by the delta method, J V J',
 * with the derivatives
 *
 *	d(dy/dx_j)/d b_l = [j = l] (1/W) sum w q + b_j (1/W) sum w q (1 - 2 p) x_l
 *	d(ey/ex_j)/d b_l = [j = l] (1/W) sum w x_j (1 - p) - b_j (1/W) sum w x_j q x_l
 *
 * R^2 of McFadden 1 - L / L_0, of Cox & Snell 1 - exp(2 (L_0 - L) / n), and of
 * Nagelkerke the latter over its largest value, 1 - exp(2 L_0 / n).
 *
 * Sources: McCullagh & Nelder (1989), Generalized Linear Models, ch. 4; Albert &
 * Anderson (1984), Biometrika 71:1 (separation); Greene, Econometric Analysis,
 * ch. 17 (effects); McFadden (1974); Nagelkerke (1991), Biometrika 78:691.
 */
#include <float.h>
#include <string.h>

#include "auc.h"
#include "crossprod.h"
#include "distribution.h"
#include "logit.h"
#include "port.h"
#include "sum.h"

#define CONVERGED 1e-14
#define HALVINGS 10
#define SIDE 1e-6 /* of the largest: this far on the wrong side is 0 */
#define PART 1e-3 /* of the largest: a smaller part of d is none */

/* What one pass over the rows finds at some coefficients. */
typedef struct logit_pass
{
	ms_sum log_likelihood;
	double lowest_positive; /* scores */
	double highest_negative;
} logit_pass;

typedef struct logit_work
{
	ms_design d;
	logit_pass at;
	double *theta; /* size */
	double *step; /* size */
	double *trial; /* size */
	double *zero; /* size */
	ms_sum *gradient; /* size */
	double *slope; /* size: gradient, rounded */
	double *triangle;
	double *hessian; /* size x size */
	ms_normal normal; /* of the Hessian */
	void *normal_work;
	/* sums for effects; each over w */
	double density; /* q */
	ms_sum *skew; /* size: q (1 - 2 p) x */
	ms_sum *odds; /* size: x (1 - p) */
	double *pairs; /* n scores and weights for the area, and room for it */
} logit_work;

size_t
ms_logit_workspace(size_t n, int k)
{
	size_t size = (size_t) k + 1;
	size_t doubles = 11 * size + ms_triangle_size(size) + size * size + 4 * n;

	return doubles * sizeof(double) + ms_normal_workspace((int) size) +
	       sizeof(double) + ms_design_workspace(k);
}

/* What is left of the memory is the design's. */
static void *
divide_memory(logit_work *w, size_t n, int k, double *at)
{
	size_t size = (size_t) k + 1;
	size_t normal = ms_normal_workspace((int) size) / sizeof(double) + 1;

	w->theta = at;
	w->step = w->theta + size;
	w->trial = w->step + size;
	w->zero = w->trial + size;
	w->slope = w->zero + size;
	w->gradient = (ms_sum *) (w->slope + size);
	w->skew = w->gradient + size;
	w->odds = w->skew + size;
	w->triangle = (double *) (w->odds + size);
	w->hessian = w->triangle + ms_triangle_size(size);
	w->normal_work = w->hessian + size * size;
	w->pairs = (double *) w->normal_work + normal;
	return w->pairs + 4 * n;
}

/* ---- a pass over the rows ---- */

/* p, 1 - p and ln L of one row, none of them by a difference */
static inline double
likelihood_of(double score, bool positive, double *p, double *rest)
{
	double e = exp(-fabs(score));
	double near = 1 / (1 + e);
	double far = e / (1 + e);

	*p = score > 0 ? near : far;
	*rest = score > 0 ? far : near;
	return -log1p(e) - ((score > 0) == positive ? 0 : fabs(score));
}

static inline double
score_of(int size, const double *theta, const double *x)
{
	double score = 0;

	for (int j = 0; j < size; j++)
		score += theta[j] * x[j];
	return score;
}

static inline void
note_score(logit_pass *at, double score, bool positive)
{
	if (positive)
		at->lowest_positive = fmin(at->lowest_positive, score);
	else
		at->highest_negative = fmax(at->highest_negative, score);
}

/* Gradients and the weights of the Hessian, of a block of rows. */
static void
pass_block(logit_work *w, int rows, const double *theta, double *curvature)
{
	ms_design *d = &w->d;
	int size = d->size;
	size_t stride = ms_crossprod_stride(size);
	double residual[MS_DESIGN_BLOCK];
	double log_likelihood = 0;

	for (int r = 0; r < rows; r++)
	{
		bool positive = d->y[r] > 0.5;
		double score = score_of(size, theta, d->block + (size_t) r * stride);
		double p;
		double rest;

		note_score(&w->at, score, positive);
		log_likelihood +=
		    d->row_weight[r] * likelihood_of(score, positive, &p, &rest);
		residual[r] = d->row_weight[r] * (positive ? rest : -p);
		curvature[r] = d->row_weight[r] * (p * rest);
	}
	ms_sum_add(&w->at.log_likelihood, log_likelihood);
	for (int j = 0; j < size; j++)
	{
		double sum = 0;

		for (int r = 0; r < rows; r++)
			sum += residual[r] * d->block[(size_t) r * stride + (size_t) j];
		ms_sum_add(&w->gradient[j], sum);
	}
}

static void
pass(logit_work *w, const double *theta)
{
	int size = w->d.size;
	double curvature[MS_DESIGN_BLOCK];

	w->at = (logit_pass){{0, 0}, HUGE_VAL, -HUGE_VAL};
	memset(w->gradient, 0, (size_t) size * sizeof(ms_sum));
	memset(w->triangle, 0, ms_triangle_size(size) * sizeof(double));
	for (size_t at = 0; at < w->d.rows.n; at += MS_DESIGN_BLOCK)
	{
		int rows = ms_design_block(&w->d, at);

		pass_block(w, rows, theta, curvature);
		ms_crossprod(
		    rows, size, curvature, w->d.block, 0, w->zero, w->triangle);
	}
	for (int j = 0; j < size; j++)
		w->slope[j] = ms_sum_total(&w->gradient[j]);
}

/* ---- Newton's method ---- */

/* The step from the last pass; its squared length, or MS_NULL without one. */
static double
find_step(logit_work *w)
{
	int size = w->d.size;
	double length = 0;

	ms_design_unpack(size, w->triangle, w->hessian);
	ms_normal_factor(&w->normal, size, w->hessian, w->normal_work);
	if (w->normal.rank < size)
		return MS_NULL;
	ms_normal_solve(&w->normal, w->slope, w->step);
	for (int j = 0; j < size; j++)
		length += w->step[j] * w->slope[j];
	return ms_known(length);
}

/* A step, halved until the likelihood does not fall; leaves a pass there. */
static void
make_step(logit_work *w)
{
	int size = w->d.size;
	double before = ms_sum_total(&w->at.log_likelihood);
	double part = 1;

	for (int halving = 0; halving <= HALVINGS; halving++, part /= 2)
	{
		for (int j = 0; j < size; j++)
			w->trial[j] = w->theta[j] + part * w->step[j];
		pass(w, w->trial);
		if (ms_sum_total(&w->at.log_likelihood) >=
		    before - 1e-10 * (fabs(before) + 1))
			break;
	}
	memcpy(w->theta, w->trial, (size_t) size * sizeof(double));
}

static bool
is_parted(const logit_work *w)
{
	return w->at.lowest_positive > w->at.highest_negative;
}

static void
iterate(logit_work *w, ms_logit *model)
{
	memset(w->theta, 0, (size_t) w->d.size * sizeof(double));
	memset(w->step, 0, (size_t) w->d.size * sizeof(double));
	memset(w->zero, 0, (size_t) w->d.size * sizeof(double));
	w->theta[0] = log(model->positives / (model->n - model->positives));
	pass(w, w->theta);
	while (model->iterations < MS_LOGIT_ITERATIONS && !is_parted(w))
	{
		double length = find_step(w);

		if (ms_is_null(length))
			return;
		make_step(w);
		model->iterations++;
		if (length < CONVERGED)
		{
			/* the covariance is that of the place reached */
			model->converged = !ms_is_null(find_step(w));
			return;
		}
	}
}

/* ---- separation ---- */

/* Is every row on its side of the plane with normal d, and not all upon it? */
static bool
separates(logit_work *w, const double *direction)
{
	size_t stride = ms_crossprod_stride(w->d.size);
	double best = 0;
	double worst = 0;

	for (size_t at = 0; at < w->d.rows.n; at += MS_DESIGN_BLOCK)
	{
		int rows = ms_design_block(&w->d, at);

		for (int r = 0; r < rows; r++)
		{
			double score = score_of(
			    w->d.size, direction, w->d.block + (size_t) r * stride);

			score = w->d.y[r] > 0.5 ? score : -score;
			best = fmax(best, score);
			worst = fmin(worst, score);
		}
	}
	return best > 0 && -worst <= SIDE * best;
}

/* Does this column alone part the outcomes, but for a value both may have? */
static bool
parts_alone(const logit_work *w, int column)
{
	const ms_rows *rows = &w->d.rows;
	double low[2] = {HUGE_VAL, HUGE_VAL};
	double high[2] = {-HUGE_VAL, -HUGE_VAL};

	for (size_t i = 0; i < rows->n; i++)
	{
		const double *row = rows->values + i * (size_t) rows->stride;
		int which = row[rows->y_at] > 0.5;
		double x = row[rows->x_at + column];

		low[which] = fmin(low[which], x);
		high[which] = fmax(high[which], x);
	}
	return low[1] >= high[0] || low[0] >= high[1];
}

static void
mark_separating(logit_work *w, const double *direction, ms_logit *model)
{
	const ms_normal *e = &w->d.normal;
	double largest = 0;
	bool alone = false;

	for (int i = 0; i < e->rank; i++)
	{
		ms_check_interrupts();
		largest = fmax(largest, fabs(direction[i + 1]));
		if (!parts_alone(w, e->kept[i]))
			continue;
		model->states[e->kept[i] + 1] = MS_TERM_SEPARATES;
		alone = true;
	}
	for (int i = 0; i < e->rank && !alone; i++)
	{
		if (fabs(direction[i + 1]) > PART * largest)
			model->states[e->kept[i] + 1] = MS_TERM_SEPARATES;
	}
}

static void
find_separation(logit_work *w, ms_logit *model)
{
	if (is_parted(w))
	{
		model->separation = MS_SEPARATION_COMPLETE;
		mark_separating(w, w->theta, model);
	}
	else if (separates(w, w->step))
	{
		model->separation = MS_SEPARATION_QUASI;
		mark_separating(w, w->step, model);
	}
}

/* ---- effects ---- */

/* Sums for the effects, and scores for the area. */
static void
sum_block(logit_work *w, size_t at, int rows)
{
	ms_design *d = &w->d;
	int size = d->size;
	size_t stride = ms_crossprod_stride(size);

	for (int r = 0; r < rows; r++)
	{
		const double *x = d->block + (size_t) r * stride;
		bool positive = d->y[r] > 0.5;
		double score = score_of(size, w->theta, x);
		double *pair = w->pairs + 2 * (at + (size_t) r);
		double p;
		double rest;
		double skew;

		likelihood_of(score, positive, &p, &rest);
		skew = d->row_weight[r] * (p * rest) * (rest - p);
		rest *= d->row_weight[r];
		for (int j = 0; j < size; j++)
		{
			ms_sum_add(&w->skew[j], skew * x[j]);
			ms_sum_add(&w->odds[j], rest * x[j]);
		}
		pair[0] = score;
		pair[1] = positive ? d->row_weight[r] : -d->row_weight[r];
	}
}

static void
sum_effects(logit_work *w)
{
	int size = w->d.size;

	memset(w->skew, 0, (size_t) size * sizeof(ms_sum));
	memset(w->odds, 0, (size_t) size * sizeof(ms_sum));
	for (size_t at = 0; at < w->d.rows.n; at += MS_DESIGN_BLOCK)
		sum_block(w, at, ms_design_block(&w->d, at));
	w->density = w->hessian[0] / w->d.weight;
}

/* sqrt(J V J') of one row J of derivatives, which is w->trial */
static double
delta_error(const logit_work *w)
{
	int size = w->d.size;
	ms_sum sum = {0, 0};

	for (int i = 0; i < size; i++)
	{
		for (int j = 0; j < size; j++)
			ms_sum_add(&sum,
			           w->trial[i] * ms_normal_inverse_at(&w->normal, i, j) *
			               w->trial[j]);
	}
	return sqrt(fmax(0, ms_sum_total(&sum)));
}

/* Column i + 1 of the standardised ones; w->trial is used. */
static void
find_effect(logit_work *w, int i, ms_logit *model)
{
	int column = w->d.normal.kept[i];
	int size = w->d.size;
	double scale = w->d.scale[column];
	double slope = w->theta[i + 1] / scale;
	double total = w->d.weight;

	for (int l = 0; l < size; l++)
		w->trial[l] = slope * (ms_sum_total(&w->skew[l]) / total);
	w->trial[i + 1] += w->density / scale;
	model->effects[column + 1] = ms_known(slope * w->density);
	model->effect_errors[column + 1] = ms_known(delta_error(w));
}

static void
find_elasticity(logit_work *w, int i, ms_logit *model)
{
	int column = w->d.normal.kept[i];
	int size = w->d.size;
	double scale = w->d.scale[column];
	double mean = ms_design_mean(&w->d, column);
	double slope = w->theta[i + 1] / scale;
	double total = w->d.weight;
	double odds = mean * (ms_sum_total(&w->odds[0]) / total) +
	              scale * (ms_sum_total(&w->odds[i + 1]) / total);

	for (int l = 0; l < size; l++)
		w->trial[l] =
		    -slope *
		    (mean * w->hessian[l] + scale * w->hessian[(i + 1) * size + l]) /
		    total;
	w->trial[i + 1] += odds / scale;
	model->elasticities[column + 1] = ms_known(slope * odds);
	model->elasticity_errors[column + 1] = ms_known(delta_error(w));
}

/* ---- the model ---- */

static void
clear_model(int k, ms_logit *model)
{
	size_t size = (size_t) k + 1;

	for (size_t j = 0; j < size; j++)
	{
		model->coefficients[j] = MS_NULL;
		model->effects[j] = model->effect_errors[j] = MS_NULL;
		model->elasticities[j] = model->elasticity_errors[j] = MS_NULL;
		model->states[j] = MS_TERM_KEPT;
	}
	for (size_t i = 0; i < size * size; i++)
		model->covariance[i] = MS_NULL;
	model->n = model->positives = 0;
	model->k = k;
	model->rank = model->iterations = 0;
	model->converged = false;
	model->separation = MS_SEPARATION_NONE;
	model->log_likelihood = model->log_likelihood_null = MS_NULL;
	model->auc = model->auc_std_error = MS_NULL;
	model->note = NULL;
}

static void
count_outcomes(const logit_work *w, ms_logit *model)
{
	const ms_design *d = &w->d;
	ms_sum positives = {0, 0};

	for (size_t i = 0; i < d->rows.n; i++)
	{
		if (d->rows.values[i * (size_t) d->rows.stride +
		                   (size_t) d->rows.y_at] > 0.5)
			ms_sum_add(&positives, ms_design_weight(d, i));
	}
	model->n = d->weight;
	model->positives = ms_sum_total(&positives);
	model->rank = d->normal.rank;
	for (int j = 0; j < d->rows.k; j++)
		model->states[j + 1] = ms_design_state(d, j);
}

static void
find_null_likelihood(ms_logit *model)
{
	double positives = model->positives;
	double negatives = model->n - positives;

	model->log_likelihood_null = positives * log(positives / model->n) +
	                             negatives * log(negatives / model->n);
}

static void
report(logit_work *w, ms_logit *model)
{
	const ms_sum nothing = {0, 0};

	model->log_likelihood = ms_sum_total(&w->at.log_likelihood);
	ms_design_coefficients(&w->d, w->theta, &nothing, model->coefficients);
	ms_design_covariance(&w->d, w->normal.inverse, model->covariance);
	sum_effects(w);
	for (int i = 0; i < w->d.normal.rank; i++)
	{
		find_effect(w, i, model);
		find_elasticity(w, i, model);
	}
	ms_auc_of(w->d.rows.n,
	          w->pairs,
	          w->pairs + 2 * w->d.rows.n,
	          &model->auc,
	          &model->auc_std_error);
}

ms_status
ms_logit_of(const ms_rows *rows, ms_logit *model, void *work)
{
	logit_work w;
	void *rest;

	clear_model(rows->k, model);
	if (rows->n == 0)
	{
		model->note = "no rows";
		return MS_OK;
	}
	rest = divide_memory(&w, rows->n, rows->k, work);
	if (ms_design_begin(&w.d, rows, rest) != MS_OK)
		return MS_OVERFLOW;
	count_outcomes(&w, model);
	if (!(model->positives > 0 && model->positives < model->n))
	{
		model->note = "the outcome is the same in every row";
		return MS_OK;
	}
	find_null_likelihood(model);
	iterate(&w, model);
	find_separation(&w, model);
	if (model->separation != MS_SEPARATION_NONE)
	{
		model->converged = false;
		model->note = model->separation == MS_SEPARATION_COMPLETE
		                  ? "the columns separate the outcome: no finite "
		                    "estimates"
		                  : "the columns separate part of the outcome: no "
		                    "finite estimates";
	}
	else if (!model->converged)
		model->note = "the iteration did not converge: no estimates";
	else
		report(&w, model);
	return MS_OK;
}

/* ---- figures of a model ---- */

ms_logit_fit
ms_logit_fit_of(double log_likelihood,
                double log_likelihood_null,
                int rank,
                double n)
{
	ms_logit_fit fit = {
	    MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL};
	int parameters = rank + 1;

	if (ms_is_null(log_likelihood) || ms_is_null(log_likelihood_null))
		return fit;
	fit.mcfadden_r2 = ms_known(1 - log_likelihood / log_likelihood_null);
	fit.cox_snell_r2 =
	    ms_known(-expm1(2 / n * (log_likelihood_null - log_likelihood)));
	fit.nagelkerke_r2 =
	    ms_known(fit.cox_snell_r2 / -expm1(2 / n * log_likelihood_null));
	fit.aic = ms_known(2 * parameters - 2 * log_likelihood);
	fit.bic = ms_known(parameters * log(n) - 2 * log_likelihood);
	if (rank == 0)
		return fit;
	fit.lr = fmax(0, 2 * (log_likelihood - log_likelihood_null));
	fit.p_value = ms_chisq_cdf(fit.lr, rank, MS_UPPER);
	return fit;
}

double
ms_logit_odds_ratio(double coefficient)
{
	return ms_known(exp(coefficient));
}

double
ms_logit_probability(int k, const double *coefficients, const double *x)
{
	ms_sum score = {coefficients[0], 0};
	double p;
	double rest;

	for (int j = 0; j < k; j++)
	{
		if (!ms_is_null(coefficients[j + 1]))
			ms_sum_add(&score, coefficients[j + 1] * x[j]);
	}
	likelihood_of(ms_sum_total(&score), true, &p, &rest);
	return p;
}
