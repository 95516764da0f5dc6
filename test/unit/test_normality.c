/*
 * test_normality.c
 *		D'Agostino-Pearson and Jarque-Bera on published data, and on samples
 *		too small, too flat, or too many.
 */
#include <gsl/gsl_errno.h>

#include "check.h"
#include "core/distribution.h"
#include "core/normality.h"

static ms_moments
moments_of(int n, const double *values)
{
	ms_moments m;

	ms_moments_init(&m);
	for (int i = 0; i < n; i++)
		ms_moments_add(&m, values[i], 1);
	return m;
}

static ms_normality_test
dagostino(const ms_moments *m)
{
	ms_normality_test test;

	ms_dagostino_test(m, &test);
	return test;
}

static ms_normality_test
jarque_bera(const ms_moments *m)
{
	ms_normality_test test;

	ms_jarque_bera_test(m, &test);
	return test;
}

/* Rain of 70 cities: precip of R, with figures of its moments and tseries. */
static void
test_precip(void)
{
	const double precip[] = {
	    67,   54.7, 7,    48.5, 14,   17.2, 20.7, 13,   43.4, 40.2, 38.9, 54.5,
	    59.8, 48.3, 22.9, 11.5, 34.4, 35.1, 38.7, 30.8, 30.6, 43.1, 56.8, 40.8,
	    41.8, 42.5, 31,   31.7, 30.2, 25.9, 49.2, 37,   35.9, 15,   30.2, 7.2,
	    36.2, 45.5, 7.8,  33.4, 36.1, 40.2, 42.7, 42.5, 16.2, 39,   35,   37,
	    31.4, 37.6, 39.9, 36.2, 42.8, 46.4, 24.7, 49.1, 46,   35.9, 7.8,  48.2,
	    15.2, 32.5, 44.7, 42.6, 38.8, 17.4, 40.8, 29.1, 14.6, 59.2};
	ms_moments m = moments_of(70, precip);
	ms_normality_test test = dagostino(&m);

	CHECK_REL(ms_moments_skewness(&m, true), -0.291498758724159, 1e-13);
	CHECK_REL(ms_moments_kurtosis(&m, true), -0.30864336184721886, 1e-13);
	CHECK_REL(ms_moments_skewness(&m, false), -0.29792116832650084, 1e-13);
	CHECK_REL(ms_moments_kurtosis(&m, false), -0.24101049817592743, 1e-13);
	CHECK(test.note == NULL && test.df == 2);
	CHECK_REL(test.z_skewness, -1.0661173508855333, 1e-12);
	CHECK_REL(test.z_kurtosis, -0.2959978044788733, 1e-12);
	CHECK_REL(test.statistic, 1.2242209061155005, 1e-12);
	CHECK_REL(test.p_value, 0.5422053617663062, 1e-12);

	/* 70 rows: approximate */
	test = jarque_bera(&m);
	CHECK(test.note != NULL && test.df == 2);
	CHECK_REL(test.statistic, 1.2691782546428274, 1e-12);
	CHECK_REL(test.p_value, 0.5301532690681479, 1e-12);
	CHECK(ms_is_null(test.z_skewness) && ms_is_null(test.z_kurtosis));
}

static void
test_few_rows(void)
{
	const double values[] = {1, 2, 3, 4, 5, 6, 7, 9};
	const double equal[] = {4, 4, 4, 4, 4, 4, 4, 4, 4, 4};
	ms_moments m = moments_of(8, values);
	ms_normality_test test = dagostino(&m);

	/* from 8 rows on, with a caution below 20 */
	CHECK(test.note != NULL && test.statistic > 0);
	CHECK_REL(test.p_value, exp(-test.statistic / 2), 1e-13);
	m = moments_of(7, values);
	test = dagostino(&m);
	CHECK(test.note != NULL && ms_is_null(test.statistic));
	CHECK(ms_is_null(test.p_value) && ms_is_null(test.z_kurtosis));
	test = jarque_bera(&m);
	CHECK(test.note != NULL && test.statistic > 0 && test.p_value < 1);
	m = moments_of(1, values);
	test = jarque_bera(&m);
	CHECK(test.note != NULL && ms_is_null(test.p_value));

	m = moments_of(10, equal);
	test = dagostino(&m);
	CHECK(test.note != NULL && ms_is_null(test.statistic));
	test = jarque_bera(&m);
	CHECK(test.note != NULL && ms_is_null(test.statistic));
	ms_moments_from_print(&m, 100, 5, 2);
	test = dagostino(&m);
	CHECK(test.note != NULL && ms_is_null(test.statistic));
	test = jarque_bera(&m);
	CHECK(test.note != NULL && ms_is_null(test.statistic));
}

/* The mirror image has the same kurtosis and the opposite skewness. */
static void
test_mirror(void)
{
	double values[40];
	ms_moments m;
	ms_moments mirror;

	for (int i = 0; i < 40; i++)
		values[i] = i * i;
	m = moments_of(40, values);
	for (int i = 0; i < 40; i++)
		values[i] = 7 - i * i;
	mirror = moments_of(40, values);
	CHECK_REL(dagostino(&m).z_skewness, -dagostino(&mirror).z_skewness, 1e-12);
	CHECK_REL(dagostino(&m).z_kurtosis, dagostino(&mirror).z_kurtosis, 1e-12);
	CHECK(dagostino(&m).z_skewness > 0);
}

/* Skewness and kurtosis of a row count and shape; the mean and spread are 1. */
static ms_moments
shaped(double n, double g1, double g2)
{
	return (ms_moments){.n = (int64_t) n,
	                    .weight = n,
	                    .sum = n,
	                    .mean = 1,
	                    .m2 = n,
	                    .m3 = g1 * n,
	                    .m4 = (g2 + 3) * n,
	                    .min = -9,
	                    .max = 9,
	                    .has_shape = true,
	                    .has_range = true};
}

/* In large samples z is g over its standard error: sqrt(6/n), sqrt(24/n). */
static void
test_many_rows(void)
{
	for (double n = 1e6; n < 9e15; n *= 100)
	{
		ms_moments m = shaped(n, 2 * sqrt(6 / n), -3 * sqrt(24 / n));
		ms_normality_test test = dagostino(&m);

		CHECK(ms_moments_fault(&m) == NULL && test.note == NULL);
		CHECK_REL(test.z_skewness, 2, 100 / sqrt(n) + 1e-7);
		CHECK_REL(test.z_kurtosis, -3, 100 / sqrt(n) + 1e-6);
		CHECK_REL(test.p_value, exp(-test.statistic / 2), 1e-12);
	}
}

/* Jarque-Bera's law is that of many rows: below 100 there is a note. */
static void
test_jarque_bera(void)
{
	ms_moments m = shaped(99, 0.5, 1);

	CHECK(jarque_bera(&m).note != NULL && jarque_bera(&m).statistic > 0);
	m = shaped(100, 0.5, 1);
	CHECK(jarque_bera(&m).note == NULL);
	CHECK_REL(jarque_bera(&m).statistic, 100.0 / 6 * 0.5, 1e-14);
}

/* Values that differ, by less than squares of doubles can tell. */
static void
test_narrow(void)
{
	double values[30];
	ms_moments m;

	for (int i = 0; i < 30; i++)
		values[i] = i * 1e-170;
	m = moments_of(30, values);
	CHECK(check_says(dagostino(&m).note, MS_TOO_NARROW));
	CHECK(check_says(jarque_bera(&m).note, MS_TOO_NARROW));
}

/*
 * Flatter than normal is a z below 0, down to where the approximation ends and
 * a note says so: two values, half each, are there.
 */
static void
test_flat(void)
{
	for (double n = 20; n < 1e6; n *= 7)
	{
		for (double g2 = -0.5; g2 >= -2; g2 -= 0.0625)
		{
			ms_moments m = shaped(n, 0, g2);
			ms_normality_test test = dagostino(&m);

			CHECK(test.z_kurtosis < 0 || test.note != NULL);
			CHECK(isfinite(test.statistic) && test.p_value < 1);
		}
	}
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_precip();
	test_few_rows();
	test_mirror();
	test_many_rows();
	test_jarque_bera();
	test_narrow();
	test_flat();
	return check_summary();
}
