/*
 * test_proportion.c
 *		Wilson's limits against the equation they solve, Newcombe's against
 *		his own table, and rates read from moments.
 */
#include <gsl/gsl_errno.h>

#include "check.h"
#include "core/distribution.h"
#include "core/proportion.h"

static ms_proportion
rate(double successes, double n, double level)
{
	ms_proportion p;

	ms_proportion_of(successes, n, level, &p);
	return p;
}

static ms_proportion_test
compare(double x1, double n1, double x2, double n2, ms_alternative alternative)
{
	ms_proportion_test test;

	ms_proportion_compare(x1, n1, x2, n2, alternative, 0.95, &test);
	return test;
}

/* ---- one rate ---- */

/*
 * The root of (p - P)^2 = z^2 P (1 - P) / n on one side of p, by bisection:
 * on the far side of it, P is too far from p.
 */
static double
score_root(double p, double n, double z, bool above)
{
	long double inner = p;
	long double outer = above;

	for (int i = 0; i < 200; i++)
	{
		long double middle = (inner + outer) / 2;
		long double excess = (middle - p) * (middle - p) -
		                     (long double) z * z * middle * (1 - middle) / n;

		if (excess > 0)
			outer = middle;
		else
			inner = middle;
	}
	return (double) inner;
}

static void
test_score_equation(void)
{
	const double totals[] = {1, 2, 7.5, 10, 32, 1000, 1e9};
	const double shares[] = {1e-7, 0.01, 0.2, 0.40625, 0.5, 0.9, 0.999};
	const double levels[] = {0.5, 0.95, 0.9999};

	for (int k = 0; k < 7 * 7 * 3; k++)
	{
		double n = totals[k % 7];
		double share = shares[k / 7 % 7];
		double level = levels[k / 49];
		double z = ms_normal_quantile((1 - level) / 2, MS_UPPER);
		ms_proportion p = rate(share * n, n, level);

		CHECK_REL(p.estimate, share, 1e-15);
		CHECK_REL(p.std_error, sqrt(share * (1 - share) / n), 1e-13);
		CHECK_REL(p.limits.low, score_root(p.estimate, n, z, false), 1e-12);
		CHECK_REL(p.limits.high, score_root(p.estimate, n, z, true), 1e-12);
	}
}

static void
test_one_rate(void)
{
	double z2 = pow(1.959963984540054, 2);
	ms_proportion p = rate(13, 32, 0.95);

	/* R, prop.test(13, 32, correct = FALSE) */
	CHECK(p.estimate == 0.40625 && p.successes == 13 && p.n == 32);
	CHECK_REL(p.limits.low, 0.2551963484266544, 1e-13);
	CHECK_REL(p.limits.high, 0.5773997512461713, 1e-13);

	/* none and all: one limit is exact, the other is not 0 wide */
	for (double n = 1; n < 1e12; n *= 37)
	{
		p = rate(0, n, 0.95);
		CHECK(p.estimate == 0 && p.std_error == 0 && p.limits.low == 0);
		CHECK_REL(p.limits.high, z2 / (n + z2), 1e-13);
		p = rate(n, n, 0.95);
		CHECK(p.estimate == 1 && p.std_error == 0 && p.limits.high == 1);
		CHECK_REL(p.limits.low, n / (n + z2), 1e-13);
	}
	/* no level, next to no weight: not much is known, but all in order */
	p = rate(0, 10, 1e-20);
	CHECK(p.limits.low == 0 && p.limits.high >= 0 && p.limits.high < 1e-9);
	p = rate(0.5e-310, 1e-310, 0.95);
	CHECK(p.limits.low >= 0 && p.limits.low <= 0.5);
	CHECK(p.limits.high >= 0.5 && p.limits.high <= 1);
	p = rate(0, 0, 0.95);
	CHECK(p.n == 0 && ms_is_null(p.estimate) && ms_is_null(p.std_error));
	CHECK(ms_is_null(p.limits.low) && ms_is_null(p.limits.high));
}

/* Counts are whole but for rounding; weights are told from them by a note. */
static void
test_whole(void)
{
	const double rates[][3] = {{2, 10, 0},
	                           {2, 10 + 1e-10, 0},
	                           {2 + 1e-8, 10, 1},
	                           {2, 10.5, 1},
	                           {0, 0, 1}};
	const double tests[][5] = {{5, 10, 5, 10, 0},
	                           {5, 10, 4, 10, 1},
	                           {97, 100, 96, 100, 1},
	                           {90, 100, 85, 100, 0},
	                           {50.5, 100, 40, 100, 1}};

	for (int k = 0; k < 5; k++)
	{
		ms_proportion p = rate(rates[k][0], rates[k][1], 0.95);
		ms_proportion_test test = compare(
		    tests[k][0], tests[k][1], tests[k][2], tests[k][3], MS_LESS);

		CHECK((ms_proportion_note(&p) != NULL) == (rates[k][2] == 1));
		CHECK((test.note != NULL) == (tests[k][4] == 1));
		CHECK(!ms_is_null(test.p_value));
	}
}

/* ---- rates from moments ---- */

static void
test_moments(void)
{
	ms_moments m;
	ms_proportion p;

	ms_moments_init(&m);
	CHECK(ms_proportion_of_moments(&m, 0.95, &p) == MS_OK);
	CHECK(p.n == 0 && ms_is_null(p.estimate));
	for (int i = 0; i < 32; i++)
		ms_moments_add(&m, i % 5 < 2, 1);
	CHECK(ms_proportion_of_moments(&m, 0.95, &p) == MS_OK);
	CHECK(p.successes == 14 && p.n == 32 && p.estimate == 14.0 / 32);
	CHECK(p.limits.low == rate(14, 32, 0.95).limits.low);
	CHECK(p.limits.high == rate(14, 32, 0.95).limits.high);

	/* of weights */
	ms_moments_add(&m, 1, 0.25);
	CHECK(ms_proportion_of_moments(&m, 0.95, &p) == MS_OK);
	CHECK_REL(p.successes, 14.25, 1e-14);
	CHECK(p.n == 32.25);

	/* all the same */
	ms_moments_init(&m);
	ms_moments_add(&m, 1, 1);
	ms_moments_add(&m, 1, 1);
	CHECK(ms_proportion_of_moments(&m, 0.95, &p) == MS_OK);
	CHECK(p.successes == 2 && p.estimate == 1);

	/* no zeros and ones */
	ms_moments_add(&m, 2, 1);
	CHECK(ms_proportion_of_moments(&m, 0.95, &p) == MS_DOMAIN);
	ms_moments_init(&m);
	ms_moments_add(&m, 0, 1);
	ms_moments_add(&m, 0.5, 1);
	ms_moments_add(&m, 1, 1);
	CHECK(ms_proportion_of_moments(&m, 0.95, &p) == MS_DOMAIN);
	ms_moments_init(&m);
	ms_moments_add(&m, 0.5, 1);
	CHECK(ms_proportion_of_moments(&m, 0.95, &p) == MS_DOMAIN);
	ms_moments_from_print(&m, 10, 0.5, 0.5);
	CHECK(ms_proportion_of_moments(&m, 0.95, &p) == MS_DOMAIN);
}

/* ---- two rates ---- */

/* Newcombe (1998), Statistics in Medicine 17:873, table II, method 10 */
static void
test_newcombe(void)
{
	const double table[][6] = {{56, 70, 48, 80, 0.0524, 0.3339},
	                           {9, 10, 3, 10, 0.1705, 0.8090},
	                           {6, 7, 2, 7, 0.0582, 0.8062},
	                           {5, 56, 0, 29, -0.0381, 0.1926},
	                           {0, 10, 0, 20, -0.1611, 0.2775},
	                           {0, 10, 0, 10, -0.2775, 0.2775},
	                           {10, 10, 0, 20, 0.6791, 1},
	                           {10, 10, 0, 10, 0.6075, 1}};

	for (int k = 0; k < 8; k++)
	{
		const double *row = table[k];
		ms_proportion_test test =
		    compare(row[0], row[1], row[2], row[3], MS_TWO_SIDED);
		ms_proportion_test other =
		    compare(row[2], row[3], row[0], row[1], MS_TWO_SIDED);

		CHECK_ABS(test.limits.low, row[4], 5e-5);
		CHECK_ABS(test.limits.high, row[5], 5e-5);
		CHECK(test.limits.low == -other.limits.high);
		CHECK(test.limits.high == -other.limits.low);
	}
}

static void
test_two_rates(void)
{
	ms_proportion_test test = compare(56, 70, 48, 80, MS_TWO_SIDED);
	ms_proportion_test less = compare(56, 70, 48, 80, MS_LESS);
	ms_proportion_test greater = compare(56, 70, 48, 80, MS_GREATER);

	/* computed with 40 digits */
	CHECK(test.note == NULL && test.group1.n == 70 && test.group2.n == 80);
	CHECK_REL(test.estimate, 0.2, 1e-14);
	CHECK_REL(test.std_error, 0.072702917999996985776, 1e-14);
	CHECK_REL(test.statistic, 2.6501719512585326194, 1e-14);
	CHECK_REL(test.p_value, 0.0080450813681965847314, 1e-13);
	CHECK_REL(greater.p_value, 0.0040225406840982923657, 1e-13);
	CHECK_REL(less.p_value, 1 - 0.0040225406840982923657, 1e-14);

	/* one-sided limits: the other end is the end of the scale */
	CHECK(less.limits.low == -1 && greater.limits.high == 1);
	CHECK(less.limits.high < test.limits.high);
	CHECK(greater.limits.low > test.limits.low);

	test = compare(0, 0, 3, 10, MS_TWO_SIDED);
	CHECK(test.note != NULL && ms_is_null(test.estimate));
	CHECK(ms_is_null(test.p_value) && ms_is_null(test.limits.low));
	CHECK(test.group2.estimate == 0.3);
	test = compare(3, 10, 0, 0, MS_LESS);
	CHECK(test.note != NULL && ms_is_null(test.limits.low));

	/* next to nobody: nothing underflows to a division by 0 */
	test = compare(0, 1e16, 1e-290, 1e16, MS_TWO_SIDED);
	CHECK(test.p_value >= 0 && test.p_value <= 1);
	CHECK(isfinite(test.statistic) && isfinite(test.std_error));

	/* nobody, or everybody: limits, but no test */
	test = compare(0, 10, 0, 20, MS_TWO_SIDED);
	CHECK(test.note != NULL && test.estimate == 0);
	CHECK(ms_is_null(test.statistic) && ms_is_null(test.p_value));
	test = compare(10, 10, 20, 20, MS_TWO_SIDED);
	CHECK(test.note != NULL && ms_is_null(test.p_value));
	CHECK(test.limits.low < 0 && test.limits.high > 0);
}

/* z^2 is the chi-square of the table of counts; limits stay on the scale. */
static void
test_tables(void)
{
	for (int k = 0; k < 400; k++)
	{
		double n1 = 1 + k % 7;
		double n2 = 1 + k % 11;
		double x1 = k % (int) (n1 + 1);
		double x2 = k / 5 % (int) (n2 + 1);
		ms_proportion_test test = compare(x1, n1, x2, n2, MS_TWO_SIDED);
		double yes = x1 + x2;
		double no = n1 + n2 - yes;
		double cross = x1 * (n2 - x2) - x2 * (n1 - x1);

		CHECK(test.limits.low >= -1 && test.limits.high <= 1);
		CHECK(test.limits.low <= test.estimate);
		CHECK(test.limits.high >= test.estimate);
		if (yes > 0 && no > 0)
			CHECK_ABS(test.statistic * test.statistic,
			          cross * cross * (n1 + n2) / (n1 * n2 * yes * no),
			          1e-13);
		else
			CHECK(test.note != NULL);
	}
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_score_equation();
	test_one_rate();
	test_whole();
	test_moments();
	test_newcombe();
	test_two_rates();
	test_tables();
	return check_summary();
}
