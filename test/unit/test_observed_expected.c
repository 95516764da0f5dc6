/*
 * test_observed_expected.c
 *		Limits against the Poisson tails that define them, and published ones.
 */
#include <gsl/gsl_errno.h>

#include "check.h"
#include "core/observed_expected.h"

static ms_observed_expected
ratio(double observed, double expected, double level)
{
	ms_observed_expected r;

	ms_observed_expected_of(observed, expected, level, &r);
	return r;
}

/* P(X <= k) by adding up, in the order of size for k below the mean */
static double
poisson_below(int k, double mean)
{
	double sum = 0;

	for (int i = 0; i <= k; i++)
		sum += exp(i * log(mean) - mean - lgamma(i + 1.0));
	return sum;
}

static void
test_definition(void)
{
	for (int o = 1; o < 200; o += 1 + o / 5)
	{
		for (double e = 0.1; e < 300; e *= 3.7)
		{
			ms_observed_expected r = ratio(o, e, 0.95);

			CHECK_REL(r.estimate, o / e, 1e-15);
			CHECK_REL(poisson_below(o, r.limits.high * e), 0.025, 1e-9);
			CHECK_REL(1 - poisson_below(o - 1, r.limits.low * e), 0.025, 1e-8);
			CHECK((r.p_value < 0.05) ==
			      (r.limits.low > 1 || r.limits.high < 1));
			CHECK_REL(r.statistic, (o - e) / sqrt(e), 1e-13);
			CHECK(r.note == NULL);
		}
	}
}

static void
test_known(void)
{
	/* the limits of a count of 10: 4.795 and 18.390 */
	ms_observed_expected r = ratio(10, 1, 0.95);

	CHECK_REL(r.limits.low, 4.795388696132672, 1e-9);
	CHECK_REL(r.limits.high, 18.390356042643148, 1e-9);
	/* of none, an upper one alone: -ln 0.025 */
	r = ratio(0, 2, 0.95);
	CHECK(r.estimate == 0 && r.limits.low == 0 && r.std_error == 0);
	CHECK_REL(r.limits.high, 3.6888794541139363 / 2, 1e-12);
	CHECK_REL(r.p_value, 2 * exp(-2), 1e-12);
	/* a tail that one minus the other would lose */
	r = ratio(500, 100, 0.95);
	CHECK(r.p_value > 0 && r.p_value < 1e-150);
	r = ratio(3, 3, 0.95);
	CHECK(r.p_value == 1 && r.statistic == 0);
}

static void
test_ends(void)
{
	ms_observed_expected r = ratio(3, 0, 0.95);

	CHECK(ms_is_null(r.estimate) && ms_is_null(r.limits.low));
	CHECK(ms_is_null(r.p_value) && check_says(r.note, "nothing was expected"));
	r = ratio(2.5, 2, 0.95);
	CHECK(check_says(r.note, "whole") && r.limits.low < 1.25);
	CHECK(r.limits.high > 1.25);
	r = ratio(1e300, 1e-300, 0.95);
	CHECK(ms_is_null(r.estimate));
	r = ratio(1e6, 1e6, 0.5);
	CHECK(r.limits.low < 1 && r.limits.high > 1);
	CHECK(r.limits.high - r.limits.low < 0.002);
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_definition();
	test_known();
	test_ends();
	return check_summary();
}
