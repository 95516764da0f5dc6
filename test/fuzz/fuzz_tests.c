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
	if (options.alternative != MS_TWO_SIDED)
		options.level = fmax(options.level, 0.5);
	return options;
}

/* ---- t-tests ---- */

static void
check_t_test(const ms_t_test *test)
{
	const char *note = test->note;
	const char *beside = note != NULL ? note : test->absent_note;

	DEMAND((test->absent == NULL) == (test->absent_note == NULL));
	fuzz_check_figure(test->estimate, note);
	fuzz_check_figure(test->std_error, note);
	fuzz_check_figure(test->statistic, note);
	fuzz_check_figure(test->df, note);
	fuzz_check_p(test->p_value, note);
	fuzz_check_p(test->r_squared, note);
	fuzz_check_interval(test->limits, test->estimate, note);
	fuzz_check_figure(test->cohens_d, beside);
	fuzz_check_figure(test->hedges_g, beside);
	fuzz_check_limits(test->cohens_d_limits, beside);
}

static void
check_f_test(const ms_t_test *test)
{
	const char *beside = test->note != NULL ? test->note : test->absent_note;

	fuzz_check_figure(test->f_statistic, beside);
	fuzz_check_figure(test->f_df1, beside);
	fuzz_check_figure(test->f_df2, beside);
	fuzz_check_p(test->f_p_value, beside);
	DEMAND(!(test->f_statistic < 1));
}

static void
check_pairing(const ms_t_test *test)
{
	const char *beside = test->note != NULL ? test->note : test->absent_note;

	fuzz_check_figure(test->correlation, beside);
	fuzz_check_p(test->correlation_p_value, beside);
	DEMAND(!(fabs(test->correlation) > 1));
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
	fuzz_check_limits(variances.limits, variances.note);
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
	check_pairing(&test);
	check_tost(test, b);
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
	const char *note = ms_proportion_note(p);

	fuzz_check_p(p->estimate, note);
	fuzz_check_figure(p->std_error, note);
	fuzz_check_interval(p->limits, p->estimate, note);
	DEMAND(!(p->limits.low < 0) && !(p->limits.high > 1));
}

/* A sum of weights that is 0, or has all its digits. */
static double
read_count(fuzz_bytes *b)
{
	double n = fmin(fuzz_positive(b), MS_MAX_COUNT);

	return n < DBL_MIN / DBL_EPSILON ? 0 : n;
}

static void
check_rates(fuzz_bytes *b)
{
	double n1 = read_count(b);
	double n2 = read_count(b);
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
	fuzz_check_interval(test.limits, test.estimate, test.note);
	DEMAND(!(test.limits.low < -1) && !(test.limits.high > 1));
}

/* 0 and 1, or what claims to be */
static void
check_rate_of_moments(ms_moments *m, double level)
{
	ms_proportion p;

	if (m->n > 0 && m->weight < DBL_MIN / DBL_EPSILON)
		return;
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
	fuzz_check_interval(test.limits, r, test.note);
	DEMAND(!(test.limits.low < -1) && !(test.limits.high > 1));
}

static void
check_power(fuzz_bytes *b)
{
	ms_power_plan plan;
	double power;
	double n = fmin(1 + fuzz_positive(b), MS_MAX_COUNT);

	plan.effect = fmod(fuzz_double(b), 1e12);
	plan.sig_level = fuzz_share(b);
	plan.design = (ms_power_design) fuzz_choice(b, 3);
	plan.alternative = (ms_alternative) fuzz_choice(b, 3);
	if (n > 1)
	{
		power = ms_power_of(&plan, n);
		DEMAND(power >= 0 && power <= 1);
	}
}

static void
check_p_adjust(fuzz_bytes *b)
{
	double p[16];
	double adjusted[16];
	double work[16 * MS_P_ADJUST_WORK];
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
