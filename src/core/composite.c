/*
 * composite.c
 *		Composite indices: many indicators of a unit made one figure.
 *
 * With s_j the weights' shares and x_j the indicators of a unit, all on one
 * scale,
 *
 *	arithmetic	sum s_j x_j				a surplus makes up for any lack
 *	geometric	exp(sum s_j ln x_j)		it makes up for little
 *	harmonic	1 / sum (s_j / x_j)		it makes up for less
 *
 * The last two are 0, or no number, as soon as one x_j is 0, so their scale
 * does not begin there but at 1.
 *
 * TOPSIS.  Every indicator is divided by its length over the units and
 * multiplied with its share; the ideal has the best value of each, the
 * anti-ideal the worst; of the distances D+ and D- of a unit from these the
 * closeness is D- / (D+ + D-).  With t_j normalised by minmax to 0 .. 1,
 *
 *	D-^2 = sum (f_j t_j)^2,  D+^2 = sum (f_j (1 - t_j))^2,
 *	f_j = s_j (max - min) / sqrt(sum_i x_ij^2)
 *
 * for the ideal and the anti-ideal are t = 1 and t = 0: differences are formed
 * before anything is rounded.  A constant indicator has f = 0, also one of
 * zeros, which has no length: it sets no unit apart.  Only the proportions of
 * the f matter, so they are scaled to a largest of 1 and no square underflows
 * that counts.
 *
 * Sources: OECD/JRC, Handbook on Constructing Composite Indicators (2008),
 * step 7; Hwang & Yoon, Multiple Attribute Decision Making (1981), 3.2.
 */
#include <stdbool.h>

#include "composite.h"
#include "port.h"
#include "shares.h"
#include "sum.h"

size_t
ms_composite_workspace(int p)
{
	return (size_t) p * sizeof(double);
}

static ms_direction
direction_of(const ms_direction *directions, int j)
{
	return directions ? directions[j] : MS_MORE_IS_BETTER;
}

static ms_status
set_undefined(size_t n, double *figure)
{
	for (size_t i = 0; i < n; i++)
		figure[i] = MS_NULL;
	return MS_UNDEFINED;
}

/* ---- weighted means ---- */

static bool
is_complete(size_t n, int p, const double *x)
{
	for (int j = 0; j < p; j++)
	{
		if (ms_is_null(x[j * n]))
			return false;
	}
	return true;
}

/* What is added up of one value ... */
static double
term_of(ms_aggregation aggregation, double share, double value)
{
	if (aggregation == MS_AGGREGATE_GEOMETRIC)
		return share * log(value);
	return aggregation == MS_AGGREGATE_HARMONIC ? share / value : share * value;
}

/* ... and the mean that belongs to the sum. */
static double
mean_of_sum(ms_aggregation aggregation, double sum)
{
	if (aggregation == MS_AGGREGATE_GEOMETRIC)
		return exp(sum);
	return aggregation == MS_AGGREGATE_HARMONIC ? 1 / sum : sum;
}

/* A mean lies between its values, and is them where they are all the same. */
static ms_status
mean_of_unit(ms_aggregation aggregation,
             size_t n,
             int p,
             const double *x,
             const double *share,
             double *mean)
{
	double least = aggregation == MS_AGGREGATE_ARITHMETIC ? -INFINITY : 0;
	double low = INFINITY;
	double high = -INFINITY;
	double sum = 0;

	for (int j = 0; j < p; j++)
	{
		double value = x[j * n];

		if (share[j] == 0)
			continue;
		if (!(value > least && value < INFINITY))
			return MS_DOMAIN;
		low = fmin(low, value);
		high = fmax(high, value);
		sum += term_of(aggregation, share[j], value);
	}
	*mean = fmax(low, fmin(high, mean_of_sum(aggregation, sum)));
	return MS_OK;
}

ms_status
ms_composite_aggregate(ms_aggregation aggregation,
                       size_t n,
                       int p,
                       const double *x,
                       const double *weights,
                       double *mean,
                       void *work)
{
	double *share = work;
	ms_status status = ms_shares_of(p, weights, share);

	for (size_t i = 0; i < n && status == MS_OK; i++)
	{
		ms_check_interrupts();
		mean[i] = MS_NULL;
		if (is_complete(n, p, x + i))
			status = mean_of_unit(aggregation, n, p, x + i, share, mean + i);
	}
	return status;
}

ms_status
ms_composite_score(ms_aggregation aggregation,
                   size_t n,
                   int p,
                   double *x,
                   const ms_direction *directions,
                   const double *weights,
                   double *score,
                   void *work)
{
	ms_normalize_options minmax = {
	    .method = MS_NORMALIZE_MINMAX,
	    .low = aggregation == MS_AGGREGATE_ARITHMETIC ? 0 : 1,
	    .high = 100};
	ms_status status = ms_shares_of(p, weights, work);

	if (status == MS_OK)
		ms_normalize_listwise(n, p, x);
	for (int j = 0; j < p && status == MS_OK; j++)
	{
		minmax.direction = direction_of(directions, j);
		if (weights[j] > 0)
			status = ms_normalize_column(&minmax, n, x + j * n, NULL);
	}
	if (status == MS_UNDEFINED)
		return set_undefined(n, score);
	if (status != MS_OK)
		return status;
	return ms_composite_aggregate(aggregation, n, p, x, weights, score, work);
}

/* ---- TOPSIS ---- */

/* (max - min) / the length of x; MS_OK with 0 where x is constant */
static ms_status
relative_range(size_t n, const double *x, double *range)
{
	ms_span span;
	ms_status status = ms_normalize_span(n, x, &span);
	double largest = fmax(fabs(span.low), fabs(span.high));
	ms_sum squares = {0, 0};

	*range = 0;
	if (status != MS_OK || !(span.low < span.high))
		return status;
	for (size_t i = 0; i < n; i++)
	{
		double ratio = x[i] / largest;

		ms_check_interrupts();
		if (!ms_is_null(ratio))
			ms_sum_add(&squares, ratio * ratio);
	}
	*range = (span.high - span.low) / largest / sqrt(ms_sum_total(&squares));
	return MS_OK;
}

/* factor f_j in place of the shares, t in place of every x with f_j > 0 */
static ms_status
find_factors(
    size_t n, int p, double *x, const ms_direction *directions, double *factor)
{
	ms_normalize_options minmax = {.method = MS_NORMALIZE_MINMAX, .high = 1};

	for (int j = 0; j < p; j++)
	{
		double range = 0;
		ms_status status = MS_OK;

		if (factor[j] > 0)
			status = relative_range(n, x + j * n, &range);
		factor[j] *= range;
		minmax.direction = direction_of(directions, j);
		if (status == MS_OK && factor[j] > 0)
			status = ms_normalize_column(&minmax, n, x + j * n, NULL);
		if (status != MS_OK)
			return status;
	}
	return MS_OK;
}

static double
closeness_of_unit(size_t n, int p, const double *t, const double *factor)
{
	double to_ideal = 0;
	double to_worst = 0;

	for (int j = 0; j < p; j++)
	{
		double gain = factor[j] * t[j * n];
		double lack = factor[j] * (1 - t[j * n]);

		if (factor[j] == 0)
			continue;
		to_worst += gain * gain;
		to_ideal += lack * lack;
	}
	return sqrt(to_worst) / (sqrt(to_ideal) + sqrt(to_worst));
}

ms_status
ms_composite_topsis(size_t n,
                    int p,
                    double *x,
                    const ms_direction *directions,
                    const double *weights,
                    double *closeness,
                    void *work)
{
	double *factor = work;
	double largest = 0;
	ms_status status = ms_shares_of(p, weights, factor);

	if (status != MS_OK)
		return status;
	ms_normalize_listwise(n, p, x);
	status = find_factors(n, p, x, directions, factor);
	if (status != MS_OK)
		return status;
	for (int j = 0; j < p; j++)
		largest = fmax(largest, factor[j]);
	if (largest == 0)
		return set_undefined(n, closeness);
	for (int j = 0; j < p; j++)
		factor[j] /= largest;
	for (size_t i = 0; i < n; i++)
	{
		ms_check_interrupts();
		closeness[i] = is_complete(n, p, x + i)
		                   ? closeness_of_unit(n, p, x + i, factor)
		                   : MS_NULL;
	}
	return MS_OK;
}
