/*
 * elasticity.c
 *		Per cent of y for a per cent of x: the slope between logarithms.
 *
 * ln y = a + b ln x by least squares: b is the elasticity of y in x.  Only rows
 * where both are above 0 have logarithms; the others are counted.
 *
 * The state is six plain sums, W, of u = ln x, of v = ln y, and of uu, uv, vv,
 * so it is small and merges by addition.  What is wanted are centred ones, such
 * as S_uu = sum w uu - (sum w u)^2 / W.  The difference would lose digits where
 * the logarithms lie close together; but terms and sums are kept in twice the
 * digits of a double (product.h), and so is the difference.
 */
#include <float.h>

#include "elasticity.h"
#include "linalg.h"
#include "product.h"

enum
{
	SUM_W,
	SUM_U,
	SUM_V,
	SUM_UU,
	SUM_UV,
	SUM_VV
};

/* sum + a b c */
static void
add_product3(ms_sum *sum, double a, double b, double c)
{
	double ab = a * b;

	ms_sum_add_product(sum, ab, c);
	sum->low += fma(a, b, -ab) * c;
}

ms_status
ms_elasticity_add(ms_tally *t, double y, double x, double weight)
{
	double u;
	double v;

	if (!(y > 0 && x > 0))
		return ms_count_add(&t->count[MS_ELASTICITY_NOT_POSITIVE], 1);
	if (weight == 0)
		return ms_count_add(&t->count[MS_TALLY_WEIGHTLESS], 1);
	u = log(x);
	v = log(y);
	ms_tally_add(t, SUM_W, weight);
	ms_sum_add_product(&t->sum[SUM_U], weight, u);
	ms_sum_add_product(&t->sum[SUM_V], weight, v);
	add_product3(&t->sum[SUM_UU], weight, u, u);
	add_product3(&t->sum[SUM_UV], weight, u, v);
	add_product3(&t->sum[SUM_VV], weight, v, v);
	return ms_count_add(&t->count[MS_TALLY_N], 1);
}

/* x / w in twice the digits */
static ms_sum
mean_of(const ms_sum *x, double w)
{
	double high = ms_sum_total(x) / w;
	ms_sum rest = *x;

	ms_sum_add_product(&rest, -high, w);
	return (ms_sum){high, ms_sum_total(&rest) / w};
}

/* sum w ab less W mean_a mean_b */
static double
centred(const ms_tally *t, int ab, int a, int b)
{
	ms_sum mean = mean_of(&t->sum[a], ms_tally_total(t, SUM_W));
	ms_sum left = t->sum[ab];

	ms_sum_add_product(&left, -mean.high, t->sum[b].high);
	ms_sum_add_product(&left, -mean.high, t->sum[b].low);
	ms_sum_add_product(&left, -mean.low, t->sum[b].high);
	return ms_sum_total(&left);
}

/* A spread that is no more than the rounding of logarithms is none. */
static bool
is_constant(const ms_tally *t, double square, int sum)
{
	double n = ms_tally_total(t, SUM_W);
	double mean = ms_tally_total(t, sum) / n;

	return !(square > n * (mean * mean * 1e-24) && square >= DBL_MIN);
}

static const ms_elasticity NO_RESULT = {
    {MS_NULL, MS_NULL, MS_NULL, MS_NULL, {MS_NULL, MS_NULL}},
    MS_NULL,
    MS_NULL,
    MS_NULL,
    MS_NULL,
    NULL};

static void
find_errors(double slope,
            double uu,
            double uv,
            double vv,
            double level,
            ms_elasticity *result)
{
	ms_sum rss = {vv, 0};
	ms_linear_fit fit;

	ms_sum_add_product(&rss, -slope, uv);
	ms_linear_fit_of(result->n,
	                 1,
	                 1,
	                 fmax(0, ms_sum_total(&rss)),
	                 slope * uv,
	                 vv,
	                 ms_linalg_tolerance(2),
	                 &fit);
	result->r_squared = fit.r_squared;
	result->df = fit.df;
	result->note = fit.note;
	result->t = ms_term_of(slope, fit.sigma / sqrt(uu), fit.df, level);
}

void
ms_elasticity_of(const ms_tally *t, double level, ms_elasticity *result)
{
	double uu;
	double vv;

	*result = NO_RESULT;
	result->n = ms_tally_total(t, SUM_W);
	if (t->count[MS_TALLY_N] == 0)
	{
		result->n = 0;
		result->note = "no rows of positive values";
		return;
	}
	uu = centred(t, SUM_UU, SUM_U, SUM_U);
	vv = centred(t, SUM_VV, SUM_V, SUM_V);
	if (is_constant(t, uu, SUM_U))
	{
		result->note = "x is constant";
		return;
	}
	vv = is_constant(t, vv, SUM_V) ? 0 : vv;
	find_errors(vv > 0 ? centred(t, SUM_UV, SUM_U, SUM_V) / uu : 0,
	            uu,
	            vv > 0 ? centred(t, SUM_UV, SUM_U, SUM_V) : 0,
	            vv,
	            level,
	            result);
	result->intercept = (ms_tally_total(t, SUM_V) -
	                     result->t.estimate * ms_tally_total(t, SUM_U)) /
	                    result->n;
}
