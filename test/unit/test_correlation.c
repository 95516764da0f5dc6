/*
 * test_correlation.c
 *		Tests of correlations, and partial correlations.
 */
#include <stdlib.h>

#include <gsl/gsl_errno.h>

#include "check.h"
#include "core/correlation.h"
#include "core/distribution.h"

static ms_correlation_test
test_of(double r, double n, int controlled, ms_alternative alternative)
{
	ms_correlation_test test;

	ms_correlation_test_of(r, n, controlled, alternative, 0.95, &test);
	return test;
}

/* speed and stopping distance of 50 cars: R's cor.test(cars$speed, ...) */
static void
test_cars(void)
{
	const double r = 0.8068949006892104;
	ms_correlation_test test = test_of(r, 50, 0, MS_TWO_SIDED);

	CHECK(test.note == NULL && test.r == r && test.df == 48);
	CHECK_REL(test.statistic, 9.463989990298368, 1e-13);
	CHECK_REL(test.p_value, 1.4898364962950928e-12, 1e-12);
	CHECK_REL(test.limits.low, 0.6816422220943055, 1e-13);
	CHECK_REL(test.limits.high, 0.8862036285260149, 1e-13);
	test = test_of(r, 50, 0, MS_LESS);
	CHECK_REL(test.p_value, 0.999999999999255, 1e-14);
	CHECK(test.limits.low == -1);
	CHECK_REL(test.limits.high, 0.87592648053539324, 1e-13);
	test = test_of(r, 50, 0, MS_GREATER);
	CHECK_REL(test.p_value, 7.449182481475464e-13, 1e-12);
	CHECK_REL(test.limits.low, 0.70548563743002624, 1e-13);
	CHECK(test.limits.high == 1);
	test = test_of(-r, 50, 0, MS_LESS);
	CHECK_REL(test.p_value, 7.449182481475464e-13, 1e-12);

	/* a column held constant costs a row */
	test = test_of(r, 53, 3, MS_TWO_SIDED);
	CHECK(test.df == 48);
	CHECK_REL(test.p_value, 1.4898364962950928e-12, 1e-12);
	CHECK_REL(test.limits.low, 0.6816422220943055, 1e-13);
}

static void
test_poor(void)
{
	ms_correlation_test test = test_of(MS_NULL, 50, 0, MS_TWO_SIDED);

	CHECK(test.note != NULL && ms_is_null(test.p_value) && ms_is_null(test.df));
	for (int sign = -1; sign <= 1; sign += 2)
	{
		test = test_of(sign, 50, 0, MS_TWO_SIDED);
		CHECK(test.note != NULL && test.r == sign && test.df == 48);
		CHECK(ms_is_null(test.statistic) && ms_is_null(test.p_value));
		CHECK(ms_is_null(test.limits.low) && ms_is_null(test.limits.high));
		/* what rounding has taken from 1 is not a test's to find */
		test = test_of(sign * (1 - 0x1p-53), 50, 0, MS_TWO_SIDED);
		CHECK(test.note != NULL && ms_is_null(test.p_value));
	}
	test = test_of(0.5, 2, 0, MS_TWO_SIDED);
	CHECK(test.note != NULL && ms_is_null(test.df));
	test = test_of(0.5, 5, 3, MS_TWO_SIDED);
	CHECK(test.note != NULL && ms_is_null(test.p_value));
	CHECK(ms_is_null(test.df));
	test = test_of(0.5, 6, 3, MS_TWO_SIDED);
	CHECK(test.df == 1 && test.p_value < 1);
	CHECK(test.note != NULL && ms_is_null(test.limits.low));
	test = test_of(0.5, 7, 3, MS_TWO_SIDED);
	CHECK(test.note == NULL && test.limits.low < 0.5);
	/* three rows: a test, but no limits */
	test = test_of(0.5, 3, 0, MS_TWO_SIDED);
	CHECK(test.note != NULL && ms_is_null(test.limits.high));
	CHECK_REL(test.p_value, 2.0 / 3, 1e-14);
	test = test_of(0, 3.5, 0, MS_TWO_SIDED);
	CHECK(test.note == NULL && test.statistic == 0 && test.p_value == 1);
	CHECK(test.limits.low == -test.limits.high);
	CHECK(test.limits.high > 0.9 && test.limits.high < 1);
}

/* As near 1 as a double is: t and p stay right, limits stay on the scale. */
static void
test_extreme(void)
{
	const double r = 1 - 0x1p-49;
	ms_correlation_test test = test_of(r, 10, 0, MS_TWO_SIDED);

	/* 1 - r^2 = 2^-48 - 2^-98 */
	CHECK(test.note == NULL);
	CHECK_REL(test.statistic, r * sqrt(8 * 0x1p48), 1e-14);
	CHECK_REL(test.p_value, ms_t_two_sided(sqrt(8 * 0x1p48), 8), 1e-12);
	CHECK(test.limits.low > 0.9 && test.limits.high <= 1);
	test = test_of(1e-9, 9e15, 0, MS_GREATER);
	CHECK_REL(test.statistic, 1e-9 * sqrt(9e15), 1e-14);
	CHECK_REL(test.p_value, ms_normal_cdf(1e-9 * sqrt(9e15), MS_UPPER), 1e-12);
}

/* ---- partial ---- */

static ms_status
partial_of(int p, const double *r, double *partial, int *rank)
{
	void *work = malloc(ms_correlation_partial_workspace(p));
	ms_status status = ms_correlation_partial(p, r, partial, rank, work);

	free(work);
	return status;
}

/* Three columns: (r_xy - r_xz r_yz) / sqrt((1 - r_xz^2) (1 - r_yz^2)). */
static void
test_three_columns(void)
{
	const double r[] = {1, 0.6, -0.3, 0.6, 1, 0.4, -0.3, 0.4, 1};
	double partial[9];
	int rank;

	CHECK(partial_of(3, r, partial, &rank) == MS_OK);
	for (int x = 0; x < 3; x++)
	{
		int y = (x + 1) % 3;
		int z = (x + 2) % 3;
		double xy = r[x * 3 + y];
		double xz = r[x * 3 + z];
		double yz = r[y * 3 + z];

		CHECK_REL(partial[x * 3 + y],
		          (xy - xz * yz) / sqrt((1 - xz * xz) * (1 - yz * yz)),
		          1e-14);
		CHECK(partial[x * 3 + y] == partial[y * 3 + x]);
		CHECK(partial[x * 3 + x] == 1);
	}
}

/* The first four columns of R's longley; R: -cov2cor(solve(cor(x))) */
static void
test_longley(void)
{
	const double r[] = {1,
	                    0.99158917802478197,
	                    0.62063339255909666,
	                    0.46474418760067465,
	                    0.99158917802478197,
	                    1,
	                    0.60426093988955787,
	                    0.44643679189262653,
	                    0.62063339255909666,
	                    0.60426093988955787,
	                    1,
	                    -0.17742062950187834,
	                    0.46474418760067465,
	                    0.44643679189262653,
	                    -0.17742062950187834,
	                    1};
	double partial[16];
	int rank;

	CHECK(partial_of(4, r, partial, &rank) == MS_OK);
	CHECK_REL(partial[1], 0.97561640560694973, 1e-13);
	CHECK_REL(partial[2], 0.42837679506764942, 1e-11);
	CHECK_REL(partial[3], 0.42135324095956500, 1e-11);
	CHECK_REL(partial[6], -0.26400732443434610, 1e-11);
	CHECK_REL(partial[7], -0.27054146194736545, 1e-11);
	CHECK_REL(partial[11], -0.69447764842855320, 1e-12);
}

static void
test_singular(void)
{
	const double one[] = {1};
	const double two[] = {1, -0.7, -0.7, 1};
	const double equal[] = {1, 0.5, 1, 0.5, 1, 0.5, 1, 0.5, 1};
	double partial[9];
	int rank;

	CHECK(partial_of(3, equal, partial, &rank) == MS_SINGULAR && rank == 2);
	CHECK(partial_of(1, one, partial, &rank) == MS_OK && partial[0] == 1);
	CHECK(partial_of(2, two, partial, &rank) == MS_OK);
	CHECK_REL(partial[1], -0.7, 1e-15);
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_cars();
	test_poor();
	test_extreme();
	test_three_columns();
	test_longley();
	test_singular();
	return check_summary();
}
