/*
 * fuzz_tests.c
 *		The tests of means, variances, rates, correlations and normality on
 *		whatever summaries a reader accepts: each figure is finite, or NULL with
 *		a note, and a p-value is between 0 and 1.
 */
#include <gsl/gsl_errno.h>

#include "core/correlation.h"
#include "core/normality.h"
#include "core/p_adjust.h"
#include "core/power.h"
#include "core/proportion.h"
#include "core/t_test.h"
#include "states.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void) argc;
	(void) argv;
	gsl_set_error_handler_off();
	return 0;
}

static ms_t_options
read_options(fuzz_bytes *b)
{
	ms_t_options options;

	options.alternative = (ms_alternative) fuzz_choice(b, 3);
	options.var_equal = fuzz_choice(b, 2);
	options.mu = fuzz_choice(b, 2) ? fuzz_double(b) : 0;
	options.level = fuzz_choice(b, 2) ? fuzz_share(b) : 0.95;
	/* a one-sided limit of a level below one half is beyond the estimate */
	if (options.alternative != MS_TWO_SIDED)
		options.level = fmax(options.level, 0.5);
	return options;
}

/* ---- t-tests ---- */

static bool
has_spread(const ms_group_summary *group)
{
	return group->sd > 0;
}

static void
check_t_test(const ms_t_test *test)
{
	const char *note = test->note;

	fuzz_check_figure(test->estimate, note);
	fuzz_check_figure(test->std_error, note);
	fuzz_check_figure(test->statistic, note);
	fuzz_check_figure(test->df, note);
	fuzz_check_p(test->p_value, note);
	fuzz_check_limits(test->limits, test->estimate, note);
	fuzz_check_figure(test->cohens_d, note);
	fuzz_check_limits(test->cohens_d_limits, test->cohens_d, note);
	/* Hedges' correction needs more than one degree of freedom */
	if (test->group1.n > 2 || test->group2.n > 2)
		fuzz_check_figure(test->hedges_g, note);
	fuzz_check_p(test->r_squared, note);
	DEMAND((test->note == NULL) <= !ms_is_null(test->p_value));
}

static void
check_f_test(const ms_t_test *test)
{
	bool both = has_spread(&test->group1) && has_spread(&test->group2);

	if (ms_is_null(test->f_statistic) && (!both || test->note != NULL))
		return;
	DEMAND(test->f_statistic >= 1 && isfinite(test->f_statistic));
	DEMAND(test->f_df1 > 0 && test->f_df2 > 0);
	DEMAND(test->f_p_value >= 0 && test->f_p_value <= 1);
}

static void
check_tost(ms_t_test test, fuzz_bytes *b)
{
	double low = fuzz_double(b);
	ms_tost tost;

	tost.test = test;
	ms_t_test_equivalence(low, low + 1 + fuzz_positive(b), &tost);
	fuzz_check_figure(tost.statistic_low, test.note);
	fuzz_check_figure(tost.statistic_high, test.note);
	fuzz_check_p(tost.p_value_low, test.note);
	fuzz_check_p(tost.p_value_high, test.note);
	fuzz_check_p(tost.p_value, test.note);
}

static void
check_groups(const ms_moments *a, const ms_moments *b, fuzz_bytes *bytes)
{
	ms_t_options options = read_options(bytes);
	ms_t_test test;
	ms_variance_test variances;

	ms_t_test_one(a, &options, &test);
	check_t_test(&test);
	ms_t_test_two(a, b, &options, &test);
	check_t_test(&test);
	check_f_test(&test);
	check_tost(test, bytes);
	ms_f_test_variance(a, b, options.alternative, options.level, &variances);
	fuzz_check_figure(variances.ratio, variances.note);
	fuzz_check_p(variances.p_value, variances.note);
	fuzz_check_limits(variances.limits, variances.ratio, variances.note);
}

static void
check_pairs(fuzz_bytes *b)
{
	ms_comoments *pairs = fuzz_comoments(b, 2 + fuzz_choice(b, 2));
	ms_t_options options = read_options(b);
	ms_t_test test;

	if (pairs == NULL)
		return;
	ms_t_test_paired(pairs, &options, &test);
	check_t_test(&test);
	check_tost(test, b);
	if (!ms_is_null(test.correlation))
		DEMAND(fabs(test.correlation) <= 1);
	if (!ms_is_null(test.correlation_p_value))
		fuzz_check_p(test.correlation_p_value, NULL);
	free(pairs);
}

/* ---- shape, rates ---- */

static void
check_normality(const ms_moments *m)
{
	ms_normality_test test;

	ms_dagostino_test(m, &test);
	fuzz_check_figure(test.statistic, test.note);
	fuzz_check_figure(test.z_skewness, test.note);
	fuzz_check_figure(test.z_kurtosis, test.note);
	fuzz_check_p(test.p_value, test.note);
	ms_jarque_bera_test(m, &test);
	fuzz_check_figure(test.statistic, test.note);
	fuzz_check_p(test.p_value, test.note);
}

static void
check_rate(const ms_proportion *p)
{
	const char *note = p->n > 0 ? NULL : "no rows";

	fuzz_check_p(p->estimate, note);
	fuzz_check_figure(p->std_error, note);
	fuzz_check_limits(p->limits, p->estimate, note);
	DEMAND(!(p->limits.low < 0) && !(p->limits.high > 1));
}

static void
check_rates(fuzz_bytes *b)
{
	double n1 = fmin(fuzz_positive(b), MS_MAX_COUNT);
	double n2 = fmin(fuzz_positive(b), MS_MAX_COUNT);
	double x1 = n1 * fuzz_share(b) * fuzz_choice(b, 2);
	double x2 = fuzz_choice(b, 2) ? n2 : n2 * fuzz_share(b);
	ms_t_options options = read_options(b);
	ms_proportion_test test;

	ms_proportion_compare(
	    x1, n1, x2, n2, options.alternative, options.level, &test);
	check_rate(&test.group1);
	check_rate(&test.group2);
	fuzz_check_figure(test.estimate, test.note);
	fuzz_check_figure(test.statistic, test.note);
	fuzz_check_p(test.p_value, test.note);
	fuzz_check_limits(test.limits, test.estimate, test.note);
	DEMAND(!(test.limits.low < -1) && !(test.limits.high > 1));
}

/* 0 and 1, or what claims to be */
static void
check_rate_of_moments(ms_moments *m, double level)
{
	ms_proportion p;

	if (ms_proportion_of_moments(m, level, &p) == MS_OK)
		check_rate(&p);
	m->min = 0;
	m->max = 1;
	m->has_range = true;
	if (m->n > 0 && ms_moments_fault(m) == NULL &&
	    ms_proportion_of_moments(m, level, &p) == MS_OK)
		check_rate(&p);
}

/* ---- correlation, power, adjustment ---- */

static void
check_correlation(fuzz_bytes *b)
{
	double n = fmin(fuzz_positive(b), MS_MAX_COUNT);
	double r = fmod(fuzz_double(b), 1);
	int controlled = fuzz_choice(b, 5);
	ms_t_options options = read_options(b);
	ms_correlation_test test;

	ms_correlation_test_of(
	    r, n, controlled, options.alternative, options.level, &test);
	fuzz_check_figure(test.df, test.note);
	fuzz_check_figure(test.statistic, test.note);
	fuzz_check_p(test.p_value, test.note);
	fuzz_check_limits(test.limits, r, test.note);
	DEMAND(!(test.limits.low < -1) && !(test.limits.high > 1));
}

static void
check_power(fuzz_bytes *b)
{
	ms_power_plan plan;
	double power;
	double n = 1 + fuzz_positive(b);

	plan.effect = fuzz_double(b);
	plan.sig_level = fuzz_share(b);
	plan.design = (ms_power_design) fuzz_choice(b, 3);
	plan.alternative = (ms_alternative) fuzz_choice(b, 3);
	if (n > 1)
	{
		power = ms_power_of(&plan, n);
		DEMAND(ms_is_null(power) || (power >= 0 && power <= 1));
	}
}

static void
check_p_adjust(fuzz_bytes *b)
{
	double p[16];
	double adjusted[16];
	ms_ranked_p work[16];
	int n = fuzz_choice(b, 17);
	ms_p_adjust method = (ms_p_adjust) fuzz_choice(b, MS_ADJUST_BY + 1);

	for (int i = 0; i < n; i++)
		adjusted[i] = p[i] = fuzz_choice(b, 8) ? fuzz_share(b) : MS_NULL;
	ms_p_adjust_values(n, adjusted, work, method);
	for (int i = 0; i < n; i++)
		DEMAND(ms_is_null(p[i]) ? ms_is_null(adjusted[i])
		                        : adjusted[i] >= p[i] && adjusted[i] <= 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_bytes b = {data, size};
	int kind = fuzz_choice(&b, 8);
	ms_moments m;
	ms_moments other;

	if (kind == 0)
		check_pairs(&b);
	else if (kind == 1)
		check_rates(&b);
	else if (kind == 2)
		check_correlation(&b);
	else if (kind == 3)
		check_power(&b);
	else if (kind == 4)
		check_p_adjust(&b);
	else if (kind == 5 && fuzz_moments(&b, &m))
	{
		check_normality(&m);
		check_rate_of_moments(&m, fuzz_share(&b));
	}
	else if (kind > 5 && fuzz_moments(&b, &m) && fuzz_moments(&b, &other))
		check_groups(&m, &other, &b);
	return 0;
}
