/*
 * test_normality_sample.c
 *		Tests of normality of values: against R, published cases, and what
 *		must hold.
 */
#include <stdlib.h>

#include "check.h"
#include "core/distribution.h"
#include "core/normality_sample.h"

#define RUNS(x) ((ms_runs){sizeof(x) / sizeof(*(x)), 1, (x), NULL})

static ms_normality_sample
shapiro(ms_runs r)
{
	double *room = malloc((ms_shapiro_wilk_room(&r) + 1) * sizeof(double));
	ms_normality_sample result;

	ms_shapiro_wilk_test(&r, room, &result);
	free(room);
	return result;
}

static ms_normality_sample
anderson(ms_runs r)
{
	ms_normality_sample result;

	ms_anderson_darling_test(&r, &result);
	return result;
}

static ms_normality_sample
lilliefors(ms_runs r)
{
	ms_normality_sample result;

	ms_lilliefors_test(&r, &result);
	return result;
}

static void
test_shapiro(void)
{
	/* weights of 11 men, Shapiro & Wilk (1965): W = 0.79; R 4.2 */
	const double men[] = {
	    148, 154, 158, 160, 161, 162, 166, 170, 182, 195, 236};
	const double eight[] = {2.1, 3.3, 3.4, 4.8, 5.9, 6.0, 7.7, 9.2};
	const double three[] = {1, 2, 3};
	const double two_alike[] = {0, 0, 1};
	ms_normality_sample t = shapiro(RUNS(men));

	CHECK_REL(t.statistic, 0.78881469483538735, 1e-10);
	CHECK_REL(t.p_value, 0.0067038140565029254, 1e-9);
	t = shapiro(RUNS(eight));
	CHECK_REL(t.statistic, 0.96450523856453374, 1e-10);
	CHECK_REL(t.p_value, 0.85175337448484101, 1e-9);
	/* three rows: exact, from 3/4 to 1 */
	t = shapiro(RUNS(three));
	CHECK(t.statistic == 1);
	CHECK_REL(t.p_value, 1, 1e-14);
	t = shapiro(RUNS(two_alike));
	CHECK_REL(t.statistic, 0.75, 1e-15);
	CHECK_ABS(t.p_value, 0, 1e-7);
}

/* Normal quantiles are as normal as a sample can be; their tails are not. */
static void
test_normal_scores(void)
{
	double x[5000];
	const int sizes[] = {8, 50, 500, 5000};

	for (int k = 0; k < 4; k++)
	{
		int n = sizes[k];
		ms_runs r = {n, 1, x, NULL};

		for (int i = 0; i < n; i++)
			x[i] = 1e9 + 10 * ms_normal_quantile((i + 0.5) / n, MS_LOWER);
		CHECK(shapiro(r).p_value > 0.9 && shapiro(r).statistic < 1);
		CHECK(anderson(r).p_value > 0.9 && anderson(r).statistic > 0);
		CHECK(lilliefors(r).p_value > 0.9);
		for (int i = 0; i < n; i++)
			x[i] = exp((x[i] - 1e9) / 3);
		CHECK(shapiro(r).p_value < 0.01);
		CHECK(anderson(r).p_value < 0.01);
		CHECK(lilliefors(r).p_value < 0.05);
	}
}

/* Whole numbers far from 0 are as far from each other. */
static void
test_offset(void)
{
	double near[39];
	double far[39];

	for (int i = 0; i < 39; i++)
	{
		near[i] = i * (i + 3) / 2;
		far[i] = 1e12 + near[i];
	}
	CHECK_REL(shapiro(RUNS(far)).statistic, shapiro(RUNS(near)).statistic, 0);
	CHECK_REL(
	    anderson(RUNS(far)).statistic, anderson(RUNS(near)).statistic, 1e-13);
	CHECK_REL(lilliefors(RUNS(far)).statistic,
	          lilliefors(RUNS(near)).statistic,
	          1e-13);
}

/* The definition, term by term; and runs instead of rows. */
static void
test_runs(void)
{
	const double runs[] = {1, 4, 2, 7, 3, 9, 4, 12, 5, 3, 9, 1};
	double rows[36];
	ms_runs w = {6, 2, runs, runs + 1};
	ms_runs r = {36, 1, rows, NULL};
	double mean = 0;
	double squares = 0;
	double sum = 0;
	int n = 0;

	for (int i = 0; i < 6; i++)
	{
		for (int k = 0; k < (int) runs[2 * i + 1]; k++)
			rows[n++] = runs[2 * i];
	}
	for (int i = 0; i < n; i++)
		mean += rows[i] / n;
	for (int i = 0; i < n; i++)
		squares += (rows[i] - mean) * (rows[i] - mean);
	for (int i = 0; i < n; i++)
	{
		double sd = sqrt(squares / (n - 1));

		sum += (2 * i + 1) *
		       (log(ms_normal_cdf((rows[i] - mean) / sd, MS_LOWER)) +
		        log(ms_normal_cdf((rows[n - 1 - i] - mean) / sd, MS_UPPER)));
	}
	CHECK_REL(anderson(r).statistic, -n - sum / n, 1e-12);
	CHECK_REL(anderson(w).statistic, anderson(r).statistic, 1e-13);
	CHECK_REL(lilliefors(w).statistic, lilliefors(r).statistic, 1e-14);
	CHECK(shapiro(w).statistic == shapiro(r).statistic);
	CHECK(shapiro(w).n == 36);
}

/* A value 100 standard deviations out has the logarithm of its tail. */
static void
test_far_out(void)
{
	double *x = calloc(20001, sizeof(double));
	ms_runs r = {20001, 1, x, NULL};
	ms_normality_sample t;

	for (int i = 0; i < 20000; i++)
		x[i] = ms_normal_quantile((i + 0.5) / 20000, MS_LOWER);
	x[20000] = 1e6;
	t = anderson(r);
	CHECK(!ms_is_null(t.statistic) && t.p_value == 3.7e-24);
	CHECK(check_says(t.note, "3.7e-24"));
	free(x);
}

static void
test_units(void)
{
	double scaled[12];
	const double sorted[] = {1, 1, 2, 3, 3, 4, 5, 5, 5, 6, 8, 9};
	const double scales[] = {1e-307, 1e-5, 1e300};
	ms_runs r = RUNS(sorted);

	for (int k = 0; k < 3; k++)
	{
		ms_runs s = RUNS(scaled);

		for (int i = 0; i < 12; i++)
			scaled[i] = sorted[i] * scales[k];
		CHECK_REL(shapiro(s).statistic, shapiro(r).statistic, 1e-13);
		CHECK_REL(anderson(s).statistic, anderson(r).statistic, 1e-12);
		CHECK_REL(lilliefors(s).statistic, lilliefors(r).statistic, 1e-13);
	}
}

static void
test_too_little(void)
{
	const double constant[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
	const double wide[] = {-1.7e308, 1, 2, 3, 4, 5, 6, 1.7e308};
	const double many[] = {1, 3000, 2, 2500};
	const double halves[] = {1, 2.5, 2, 3};
	ms_runs r = RUNS(constant);
	ms_runs none = {0, 1, constant, NULL};
	ms_runs two = {2, 1, wide, NULL};
	ms_runs large = {2, 2, many, many + 1};
	ms_runs shares = {2, 2, halves, halves + 1};

	CHECK(check_says(shapiro(r).note, "constant"));
	CHECK(check_says(anderson(r).note, "constant"));
	CHECK(check_says(lilliefors(r).note, "constant"));
	CHECK(check_says(shapiro(RUNS(wide)).note, "beyond"));
	CHECK(check_says(anderson(RUNS(wide)).note, "beyond"));
	CHECK(check_says(shapiro(none).note, "no rows"));
	CHECK(check_says(shapiro(two).note, "fewer than 3"));
	CHECK(check_says(anderson(two).note, "fewer than 8"));
	CHECK(check_says(lilliefors(two).note, "fewer than 5"));
	CHECK(check_says(shapiro(large).note, "5000"));
	CHECK(ms_is_null(shapiro(large).p_value));
	CHECK(!ms_is_null(anderson(large).p_value));
	CHECK(check_says(shapiro(shares).note, "whole"));
}

int
main(void)
{
	test_shapiro();
	test_normal_scores();
	test_offset();
	test_runs();
	test_far_out();
	test_units();
	test_too_little();
	return check_summary();
}
