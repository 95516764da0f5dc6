/*
 * test_inference.c
 *		What all tests share: p-values, limits, stars, and describe's limits.
 */
#include "check.h"
#include "core/describe.h"
#include "core/inference.h"
#include "core/status.h"

static void
test_p_values(void)
{
	/* the tables at the back of any book */
	CHECK_REL(ms_p_value_normal(1.959963984540054, MS_TWO_SIDED), 0.05, 1e-14);
	CHECK_REL(ms_p_value_normal(-1.6448536269514722, MS_LESS), 0.05, 1e-14);
	CHECK_REL(ms_p_value_normal(1.6448536269514722, MS_GREATER), 0.05, 1e-14);
	CHECK_REL(ms_p_value_t(2.2281388519862747, 10, MS_TWO_SIDED), 0.05, 1e-14);
	CHECK_REL(ms_p_value_t(-1.8124611228116764, 10, MS_LESS), 0.05, 1e-14);
	CHECK_REL(ms_p_value_t(1.8124611228116764, 10, MS_GREATER), 0.05, 1e-14);
	CHECK(ms_p_value_normal(0, MS_TWO_SIDED) == 1);
	CHECK(ms_p_value_t(0, 5, MS_TWO_SIDED) == 1);

	/* tails are mirrored, not subtracted from 1 */
	for (double x = 0.25; x < 38; x *= 1.5)
	{
		double tail = ms_p_value_normal(x, MS_GREATER);

		CHECK(tail > 0 && ms_p_value_normal(-x, MS_LESS) == tail);
		CHECK(ms_p_value_normal(x, MS_TWO_SIDED) == 2 * tail);
		CHECK(ms_p_value_normal(-x, MS_TWO_SIDED) == 2 * tail);
		tail = ms_p_value_t(x, 7.5, MS_GREATER);
		CHECK(tail > 0 && ms_p_value_t(-x, 7.5, MS_LESS) == tail);
		CHECK_REL(ms_p_value_t(x, 7.5, MS_TWO_SIDED), 2 * tail, 1e-14);
		CHECK_REL(ms_p_value_t(x, 7.5, MS_LESS), 1 - tail, 1e-14);
	}
}

/* The logarithm goes on where p itself has left the range of a double. */
static void
test_logarithms(void)
{
	for (int k = MS_TWO_SIDED; k <= MS_GREATER; k++)
	{
		ms_alternative alternative = (ms_alternative) k;
		double far;

		for (double t = -30; t < 31; t += 1.5)
			CHECK_ABS(ms_log10_p_value_t(t, 12.5, alternative),
			          log10(ms_p_value_t(t, 12.5, alternative)),
			          1e-12);
		/* the tail of 3 degrees of freedom is a third power */
		far = alternative == MS_LESS ? -1e50 : 1e50;
		CHECK_REL(ms_log10_p_value_t(1e100 * far, 3, alternative),
		          ms_log10_p_value_t(far, 3, alternative) - 300,
		          1e-13);
		CHECK_ABS(ms_log10_p_value_t(-1e100 * far, 3, alternative),
		          alternative == MS_TWO_SIDED ? -451 : 0,
		          alternative == MS_TWO_SIDED ? 2 : 1e-15);
	}
}

static void
test_limits(void)
{
	ms_interval both = ms_limits_normal(10, 2, MS_TWO_SIDED, 0.9);
	ms_interval less = ms_limits_normal(10, 2, MS_LESS, 0.95);
	ms_interval greater = ms_limits_normal(10, 2, MS_GREATER, 0.95);
	ms_interval unknown = ms_limits_t(10, MS_NULL, 5, MS_LESS, 0.95);

	CHECK_REL(both.low, 10 - 2 * 1.6448536269514722, 1e-14);
	CHECK_REL(both.high, 10 + 2 * 1.6448536269514722, 1e-14);
	CHECK_REL(less.high, both.high, 1e-14);
	CHECK_REL(greater.low, both.low, 1e-14);
	CHECK(less.low == -INFINITY && greater.high == INFINITY);
	both = ms_limits_t(-3, 0.5, 10, MS_TWO_SIDED, 0.95);
	CHECK_REL(both.low, -3 - 0.5 * 2.2281388519862747, 1e-14);
	CHECK_REL(both.high, -3 + 0.5 * 2.2281388519862747, 1e-14);
	CHECK(ms_is_null(unknown.low) && ms_is_null(unknown.high));
	CHECK_REL(ms_tail_share(MS_TWO_SIDED, 0.75), 0.125, 1e-15);
	CHECK_REL(ms_tail_share(MS_LESS, 0.75), 0.25, 1e-15);
	CHECK_REL(ms_tail_share(MS_GREATER, 0.75), 0.25, 1e-15);
}

static void
test_wilson(void)
{
	const double z2 = pow(1.959963984540054, 2);
	ms_interval limits = ms_limits_wilson(0.40625, 32, 0.95);
	double root;

	/* R, prop.test(13, 32, correct = FALSE) */
	CHECK_REL(limits.low, 0.2551963484266544, 1e-14);
	CHECK_REL(limits.high, 0.5773997512461713, 1e-14);
	/* a size that is no whole number; a share of next to nothing */
	for (double n = 0.375; n < 1e12; n *= 29)
		for (double p = 1e-9; p < 1; p *= 7)
		{
			limits = ms_limits_wilson(p, n, 0.95);
			root = (limits.low - p) * (limits.low - p);
			CHECK_REL(root, z2 * limits.low * (1 - limits.low) / n, 1e-9);
			root = (limits.high - p) * (limits.high - p);
			CHECK_REL(root, z2 * limits.high * (1 - limits.high) / n, 1e-6);
			CHECK(limits.low < p && p < limits.high);
		}
	/* both ends are exact */
	limits = ms_limits_wilson(0, 7.5, 0.95);
	CHECK(limits.low == 0);
	CHECK_REL(limits.high, z2 / (7.5 + z2), 1e-14);
	limits = ms_limits_wilson(1, 7.5, 0.95);
	CHECK(limits.high == 1);
	CHECK_REL(limits.low, 7.5 / (7.5 + z2), 1e-14);
	/* no level is no margin; no rows, no share: no limits */
	limits = ms_limits_wilson(0.3, 10, 0);
	CHECK_REL(limits.low, 0.3, 1e-15);
	CHECK_REL(limits.high, 0.3, 1e-15);
	limits = ms_limits_wilson(0.3, 0, 0.95);
	CHECK(ms_is_null(limits.low) && ms_is_null(limits.high));
	limits = ms_limits_wilson(MS_NULL, 5, 0.95);
	CHECK(ms_is_null(limits.low) && ms_is_null(limits.high));
}

/* A star is won by the bound itself, as in GraphPad. */
static void
test_stars(void)
{
	CHECK(strcmp(ms_stars(0), "****") == 0);
	CHECK(strcmp(ms_stars(0.0001), "****") == 0);
	CHECK(strcmp(ms_stars(0.00011), "***") == 0);
	CHECK(strcmp(ms_stars(0.001), "***") == 0);
	CHECK(strcmp(ms_stars(0.0011), "**") == 0);
	CHECK(strcmp(ms_stars(0.01), "**") == 0);
	CHECK(strcmp(ms_stars(0.011), "*") == 0);
	CHECK(strcmp(ms_stars(0.05), "*") == 0);
	CHECK(strcmp(ms_stars(0.051), "ns") == 0);
	CHECK(strcmp(ms_stars(1), "ns") == 0);
	CHECK(ms_stars(MS_NULL) == NULL);
}

/* ---- describe ---- */

static ms_moments
moments_of(int n, const double *values)
{
	ms_moments m;

	ms_moments_init(&m);
	for (int i = 0; i < n; i++)
		ms_moments_add(&m, values[i], 1);
	return m;
}

static void
test_describe(void)
{
	const double values[] = {4, 7, 13, 16, 10};
	const double large[] = {1e100, 2e100, 4e100, 5e100};
	const double small[] = {1e-100, 2e-100, 4e-100, 5e-100};
	const double equal[] = {3, 3, 3};
	const double ones[] = {1, 1, 1, 1};
	ms_moments m = moments_of(4, values);
	ms_interval limits = ms_describe_limits(&m, 0.95);

	/* mean 10, sd^2 30, 3.18... of t with 3 degrees of freedom */
	CHECK_REL(limits.low, 10 - 3.182446305283708 * sqrt(7.5), 1e-13);
	CHECK_REL(limits.high, 10 + 3.182446305283708 * sqrt(7.5), 1e-13);
	CHECK(ms_describe_note(&m) == NULL);

	/* weights are rows: one and a half have limits */
	ms_moments_init(&m);
	ms_moments_add(&m, 4, 0.75);
	ms_moments_add(&m, 7, 0.75);
	limits = ms_describe_limits(&m, 0.95);
	CHECK(limits.low < 4 && limits.high > 7 && isfinite(limits.high));

	m = moments_of(3, values);
	CHECK(check_says(ms_describe_note(&m), "no kurtosis"));
	m = moments_of(0, values);
	CHECK(check_says(ms_describe_note(&m), "no rows"));
	CHECK(ms_is_null(ms_describe_limits(&m, 0.95).low));
	m = moments_of(1, values);
	CHECK(ms_describe_note(&m) != NULL);
	CHECK(ms_is_null(ms_describe_limits(&m, 0.95).high));
	m = moments_of(3, equal);
	limits = ms_describe_limits(&m, 0.95);
	CHECK(limits.low == 3 && limits.high == 3 && ms_describe_note(&m) != NULL);

	/* where the shape is not told, the note says so */
	m = moments_of(4, large);
	CHECK(check_says(ms_describe_note(&m), "shape is not known"));
	CHECK(!check_says(ms_describe_note(&m), "printed"));
	m = moments_of(4, small);
	CHECK(ms_is_null(ms_moments_skewness(&m, false)));
	CHECK(ms_describe_note(&m) != NULL);
	ms_moments_from_print(&m, 10, 5, 2);
	CHECK(check_says(ms_describe_note(&m), "printed"));
	/* next to no weight far away: the kurtosis is beyond a double */
	m = moments_of(4, ones);
	ms_moments_add(&m, 1e154, 1e-309);
	CHECK(ms_is_null(ms_moments_kurtosis(&m, false)));
	CHECK(check_says(ms_describe_note(&m), "not known"));
}

int
main(void)
{
	test_p_values();
	test_logarithms();
	test_limits();
	test_wilson();
	test_stars();
	test_describe();
	return check_summary();
}
