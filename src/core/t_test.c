/*
 * t_test.c
 *		Student's and Welch's t-test and their kin, from moments.
 *
 *	one sample	t = (mean - mu) / (s / sqrt n)					df = n - 1
 *	Student		t = (mean1 - mean2 - mu) / (s_p sqrt(1/n1 + 1/n2))
 *				s_p^2 = (M2_1 + M2_2) / df						df = n1 + n2 - 2
 *	Welch		t = (mean1 - mean2 - mu) / sqrt(e1 + e2), e_i = s_i^2 / n_i
 *				df = (e1 + e2)^2 / (e1^2 / (n1-1) + e2^2 / (n2-1))
 *	paired		one sample of the differences x - y
 *
 * The estimate is the mean (one sample), or the difference of the means, and
 * the limits are its limits.  Effect sizes: Cohen's d = (estimate - mu) / s,
 * with the pooled s_p of two samples, whichever test was asked for, the s of
 * one sample, or that of the differences (d_z).  Its limits come from the
 * noncentral t: d is proportional to t, t has the noncentrality delta times
 * the same factor, and a limit is the delta that leaves half of 1 - level
 * beyond the t observed.  They are two-sided whatever the alternative.
 * Hedges' g = J(df) d with the exact J(df) = Gamma(df/2) / (sqrt(df/2)
 * Gamma((df-1)/2)).  R squared = t^2 / (t^2 + df), as GraphPad prints it.
 *
 * Sources: Student (1908), Biometrika 6:1; Welch (1947), Biometrika 34:28;
 * Satterthwaite (1946), Biometrics Bulletin 2:110; Hedges (1981), J Educ Stat
 * 6:107; Steiger & Fouladi (1997), in: What if there were no significance
 * tests?; Schuirmann (1987), J Pharmacokinet Biopharm 15:657 (equivalence).
 */
#include <float.h>

#include <gsl/gsl_sf_gamma.h>

#include "distribution.h"
#include "quiet.h"
#include "t_test.h"
#include "two_sum.h"

/* ---- pieces ---- */

static ms_group_summary
summarise(const ms_moments *m)
{
	return (ms_group_summary){
	    m->weight, ms_moments_mean(m), ms_moments_stddev(m)};
}

static void
init_result(ms_t_test *result, const char *method)
{
	ms_interval unknown = {MS_NULL, MS_NULL};
	ms_group_summary nobody = {MS_NULL, MS_NULL, MS_NULL};

	*result = (ms_t_test){.method = method,
	                      .estimate = MS_NULL,
	                      .std_error = MS_NULL,
	                      .statistic = MS_NULL,
	                      .df = MS_NULL,
	                      .p_value = MS_NULL,
	                      .log10_p_value = MS_NULL,
	                      .limits = unknown,
	                      .group1 = nobody,
	                      .group2 = nobody,
	                      .cohens_d = MS_NULL,
	                      .cohens_d_limits = unknown,
	                      .hedges_g = MS_NULL,
	                      .r_squared = MS_NULL,
	                      .f_statistic = MS_NULL,
	                      .f_df1 = MS_NULL,
	                      .f_df2 = MS_NULL,
	                      .f_p_value = MS_NULL,
	                      .correlation = MS_NULL,
	                      .correlation_p_value = MS_NULL};
}

/* Of what the report lacks beside the test, it says the first. */
static void
lack(ms_t_test *result, const char *what, const char *why)
{
	if (result->absent != NULL)
		return;
	result->absent = what;
	result->absent_note = why;
}

/* The test itself, once distance = estimate - mu and its error are known. */
static void
conclude(ms_t_test *result, double distance, const ms_t_options *options)
{
	double t = distance / result->std_error;
	double df = result->df;

	if (!isfinite(t))
		result->note = "the difference is too large for double precision";
	result->statistic = ms_known(t);
	result->p_value = ms_p_value_t(t, df, options->alternative);
	result->log10_p_value =
	    ms_known(ms_log10_p_value_t(t, df, options->alternative));
	result->limits = ms_limits_t(result->estimate,
	                             result->std_error,
	                             df,
	                             options->alternative,
	                             options->level);
	result->r_squared = 1 / (1 + df / t / t);
}

/*
 * J(df) with Gamma(x) = sqrt(2 pi) x^(x - 1/2) exp(-x) gammastar(x) put in:
 * what is left of the powers is close to 1 however large df is.
 */
static double
hedges_correction(double df)
{
	double a = df / 2;
	double powers = exp(-(a - 1) * log1p(-1 / df) - 0.5);

	if (!(df > 1))
		return MS_NULL;
	if (df > MS_MAX_COUNT)
		return 1;
	ms_quiet_gsl();
	return powers * gsl_sf_gammastar(a) / gsl_sf_gammastar(a - 0.5);
}

/*
 * d = distance / sd, and sqrt(size) d is a t of df degrees of freedom, with
 * noncentrality sqrt(size) delta.
 */
static void
effect_size(ms_t_test *result,
            double distance,
            double sd,
            double size,
            double df,
            double level)
{
	double t = distance / sd * sqrt(size);
	double share = (1 - level) / 2;
	double low;
	double high;

	result->cohens_d = ms_known(distance / sd);
	result->hedges_g = result->cohens_d * hedges_correction(df);
	if (ms_is_null(result->hedges_g))
		lack(result, "Hedges' g", "it needs more than 1 degree of freedom");
	if (ms_noncentral_t_ncp(t, df, share, MS_UPPER, &low) != MS_OK ||
	    ms_noncentral_t_ncp(t, df, share, MS_LOWER, &high) != MS_OK)
	{
		if (result->note == NULL)
			result->note = "t is too large for limits of Cohen's d";
		return;
	}
	result->cohens_d_limits =
	    (ms_interval){low / sqrt(size), high / sqrt(size)};
}

/* ---- one sample, and pairs ---- */

/* The test of one sample, with the words of its two notes. */
static void
test_sample(const ms_moments *a,
            const ms_t_options *options,
            const char *too_few,
            const char *constant,
            ms_t_test *result)
{
	double n = a->weight;
	double sd = ms_moments_stddev(a);
	double distance = (a->mean - options->mu) + a->mean_low;

	result->estimate = ms_moments_mean(a);
	if (!ms_more_than(n, 1))
	{
		result->note = a->n < 2 ? too_few : ms_moments_too_few(a);
		return;
	}
	result->df = n - 1;
	result->std_error = sd / sqrt(n);
	if (!(sd > 0))
	{
		result->note = ms_moments_too_narrow(a) ? MS_TOO_NARROW : constant;
		return;
	}
	conclude(result, distance, options);
	effect_size(result, distance, sd, n, n - 1, options->level);
}

void
ms_t_test_one(const ms_moments *a,
              const ms_t_options *options,
              ms_t_test *result)
{
	init_result(result, "One-sample t-test");
	result->group1 = summarise(a);
	test_sample(
	    a, options, "fewer than 2 rows", "the values are constant", result);
}

/*
 * Is the spread of d = x - y within the rounding of x and y?  Each of them is
 * known to half a unit in its last place, so the root mean square of x and y
 * times a few eps is what constant differences may seem to vary.
 */
static bool
is_rounding(const ms_moments *d, const ms_moments *x, const ms_moments *y)
{
	double eps = 4 * DBL_EPSILON;
	double n = d->weight;
	double spread = sqrt(x->m2 / n + y->m2 / n);
	double size = hypot(hypot(eps * x->mean, eps * y->mean), eps * spread);

	return sqrt(d->m2 / n) <= size;
}

/*
 * The moments of x - y.  As a third column of the summary they are exact;
 * from x and y alone the variance of the difference is what three sums leave
 * over, and where that is rounding error only, it is none.  Either way there is
 * none where x and y themselves are rounded to more.
 */
static ms_moments
difference(const ms_comoments *pairs, const ms_moments *x, const ms_moments *y)
{
	double xy = ms_comoments_cross(pairs)[1];
	double m2 = (x->m2 - xy) + (y->m2 - xy);
	ms_moments d;
	double mean;
	double low;

	if (pairs->p == 3)
		d = ms_comoments_column(pairs, 2);
	else
	{
		ms_two_sum(x->mean, -y->mean, &mean, &low);
		ms_two_sum(mean, low + x->mean_low - y->mean_low, &mean, &low);
		if (m2 < 64 * DBL_EPSILON * (x->m2 + y->m2))
			m2 = 0;
		ms_moments_of_spread(&d, x->n, x->weight, mean, low, m2);
	}
	if (is_rounding(&d, x, y))
		d.m2 = 0;
	return d;
}

/* How effective the pairing was: the correlation and its one-sided p. */
static void
pairing(const ms_comoments *pairs, ms_t_test *result)
{
	double r = ms_comoments_r(pairs, 0, 1);
	double df = pairs->weight - 2;

	if (!ms_more_than(pairs->weight, 1))
		return;
	result->correlation = r;
	if (ms_is_null(r))
		lack(result, "correlation", "x or y is constant, or varies too little");
	else if (!ms_more_than(pairs->weight, 2))
		lack(result, "p-value of the correlation", "fewer than 3 pairs");
	else if (fabs(r) == 1)
		lack(result,
		     "p-value of the correlation",
		     "x and y are linearly dependent");
	else
		result->correlation_p_value =
		    ms_p_value_t(ms_t_of_r(r, df), df, MS_GREATER);
}

/* pairs: the co-moments of x, y, or of x, y, x - y */
void
ms_t_test_paired(const ms_comoments *pairs,
                 const ms_t_options *options,
                 ms_t_test *result)
{
	ms_moments x;
	ms_moments y;
	ms_moments d;

	init_result(result, "Paired t-test");
	if (pairs->n == 0)
	{
		result->group1.n = result->group2.n = 0;
		result->note = "fewer than 2 pairs";
		return;
	}
	x = ms_comoments_column(pairs, 0);
	y = ms_comoments_column(pairs, 1);
	d = difference(pairs, &x, &y);
	result->group1 = summarise(&x);
	result->group2 = summarise(&y);
	test_sample(&d,
	            options,
	            "fewer than 2 pairs",
	            "the differences are constant",
	            result);
	pairing(pairs, result);
}

/* ---- two samples ---- */

/* F of the larger variance over the smaller; both ways it could be larger */
static void
compare_variances(const ms_moments *a, const ms_moments *b, ms_t_test *result)
{
	bool a_larger = ms_moments_variance(a) >= ms_moments_variance(b);
	ms_variance_test test;

	ms_f_test_variance(
	    a_larger ? a : b, a_larger ? b : a, MS_TWO_SIDED, 0.95, &test);
	result->f_statistic = test.ratio;
	result->f_df1 = test.df1;
	result->f_df2 = test.df2;
	result->f_p_value = test.p_value;
	if (test.note != NULL)
		lack(result, "F test", test.note);
}

/* Why a group has no variance: too few rows, or too little weight. */
static const char *
too_few_in_group(const ms_moments *a, const ms_moments *b)
{
	return (a->n < 2 && !ms_more_than(a->weight, 1)) ||
	               (b->n < 2 && !ms_more_than(b->weight, 1))
	           ? "fewer than 2 rows in a group"
	           : "the weights of a group add up to 1 or less: frequency "
	             "weights count rows";
}

static void
welch(const ms_moments *a, const ms_moments *b, ms_t_test *result)
{
	double n1 = a->weight;
	double n2 = b->weight;
	double e1 = ms_moments_variance(a) / n1;
	double e2 = ms_moments_variance(b) / n2;
	double share = e1 > 0 ? e1 / (e1 + e2) : 0;

	if (!(ms_more_than(n1, 1) && ms_more_than(n2, 1)))
	{
		result->note = too_few_in_group(a, b);
		return;
	}
	result->std_error = sqrt(e1 + e2);
	result->df =
	    1 / (share * share / (n1 - 1) + (1 - share) * (1 - share) / (n2 - 1));
}

static void
student(double pooled,
        const ms_moments *a,
        const ms_moments *b,
        ms_t_test *result)
{
	double n1 = a->weight;
	double n2 = b->weight;

	if (!ms_more_than(n1 + n2, 2))
	{
		result->note = a->n + b->n < 3
		                   ? "fewer than 3 rows in the two groups"
		                   : "the weights of the two groups add up to 2 or "
		                     "less: frequency weights count rows";
		return;
	}
	result->std_error = ms_known(pooled * sqrt(1 / n1 + 1 / n2));
	result->df = n1 + n2 - 2;
}

void
ms_t_test_two(const ms_moments *a,
              const ms_moments *b,
              const ms_t_options *options,
              ms_t_test *result)
{
	double n1 = a->weight;
	double n2 = b->weight;
	double pooled = sqrt(a->m2 + b->m2) / sqrt(n1 + n2 - 2);
	double distance = ms_moments_difference(a, b) - options->mu;

	init_result(result,
	            options->var_equal ? "Student two-sample t-test"
	                               : "Welch two-sample t-test");
	result->group1 = summarise(a);
	result->group2 = summarise(b);
	if (a->n == 0 || b->n == 0)
	{
		result->note = "a group is empty";
		return;
	}
	result->estimate = ms_known(ms_moments_difference(a, b));
	if (ms_moments_too_narrow(a) || ms_moments_too_narrow(b))
	{
		result->note = MS_TOO_NARROW;
		return;
	}
	compare_variances(a, b, result);
	if (options->var_equal)
		student(pooled, a, b, result);
	else
		welch(a, b, result);
	if (result->note == NULL && !(result->std_error > 0))
		result->note = "the values are constant within both groups";
	if (result->note == NULL && !isfinite(result->std_error))
		result->note = "the variances are too large for double precision";
	if (result->note == NULL)
		conclude(result, distance, options);
	else
		result->df = MS_NULL;
	if (!isfinite(pooled) && result->note == NULL)
		result->note = "the variances are too large for an effect size";
	if (ms_more_than(n1 + n2, 2) && pooled > 0 && isfinite(pooled))
		effect_size(result,
		            distance,
		            pooled,
		            1 / (1 / n1 + 1 / n2),
		            n1 + n2 - 2,
		            options->level);
}

/* ---- equality of variances, equivalence of means ---- */

/*
 * F = s1^2 / s2^2.  The two-sided p doubles the smaller tail; limits divide
 * the ratio by quantiles of F.
 */
void
ms_f_test_variance(const ms_moments *a,
                   const ms_moments *b,
                   ms_alternative alternative,
                   double level,
                   ms_variance_test *result)
{
	double df1 = a->weight - 1;
	double df2 = b->weight - 1;
	double ratio = ms_moments_variance(a) / ms_moments_variance(b);
	double share = ms_tail_share(alternative, level);
	double lower;
	double upper;

	*result = (ms_variance_test){.ratio = MS_NULL,
	                             .df1 = MS_NULL,
	                             .df2 = MS_NULL,
	                             .p_value = MS_NULL,
	                             .limits = {MS_NULL, MS_NULL},
	                             .group1 = summarise(a),
	                             .group2 = summarise(b)};
	if (!(ms_more_than(a->weight, 1) && ms_more_than(b->weight, 1)))
	{
		result->note = too_few_in_group(a, b);
		return;
	}
	result->df1 = df1;
	result->df2 = df2;
	if (ms_moments_too_narrow(a) || ms_moments_too_narrow(b))
		result->note = MS_TOO_NARROW;
	else if (!(a->m2 > 0 && b->m2 > 0))
		result->note = "a group is constant";
	else if (!(ratio > 0 && isfinite(ratio)))
		result->note = "the ratio of the variances is beyond double precision";
	if (result->note != NULL)
		return;
	lower = ms_f_cdf(ratio, df1, df2, MS_LOWER);
	upper = ms_f_cdf(ratio, df1, df2, MS_UPPER);
	if (ratio == 1 && df1 == df2)
		lower = upper = 0.5; /* what symmetry says, without rounding */
	result->ratio = ratio;
	result->p_value = alternative == MS_LESS ? lower
	                  : alternative == MS_GREATER
	                      ? upper
	                      : fmin(1, 2 * fmin(lower, upper));
	result->limits.low = alternative == MS_LESS
	                         ? 0
	                         : ratio / ms_f_quantile(share, df1, df2, MS_UPPER);
	result->limits.high =
	    alternative == MS_GREATER
	        ? INFINITY
	        : ratio / ms_f_quantile(share, df1, df2, MS_LOWER);
}

/*
 * Two one-sided tests: is the estimate above low, and below high?  The
 * larger p of the two is the p of equivalence.  result->test is the t-test
 * already made.
 */
void
ms_t_test_equivalence(double low, double high, ms_tost *result)
{
	const ms_t_test *test = &result->test;
	double t_low = (test->estimate - low) / test->std_error;
	double t_high = (test->estimate - high) / test->std_error;

	if (ms_is_null(test->statistic))
		t_low = t_high = MS_NULL;
	/* a bound may be so far that t is infinite, and p 0 all the same */
	result->statistic_low = ms_known(t_low);
	result->statistic_high = ms_known(t_high);
	result->p_value_low = ms_p_value_t(t_low, test->df, MS_GREATER);
	result->p_value_high = ms_p_value_t(t_high, test->df, MS_LESS);
	result->p_value = ms_is_null(result->p_value_low)
	                      ? MS_NULL
	                      : fmax(result->p_value_low, result->p_value_high);
}
