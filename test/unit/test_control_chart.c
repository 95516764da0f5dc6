/*
 * test_control_chart.c
 *		The concentrations of a textbook, the sums' own recursion, limits of
 *		funnels by adding up probabilities.
 */
#include <gsl/gsl_errno.h>

#include "check.h"
#include "core/control_chart.h"
#include "core/distribution.h"

/* Montgomery & Runger, Applied Statistics and Probability, table 16-7 */
static const double concentration[] = {
    102,   94.8, 98.3,  98.4, 102, 98.5, 99,    97.7,  100,  98.1,
    101.3, 98.7, 101.1, 98.4, 97,  96.7, 100.3, 101.4, 97.2, 101};

static void
test_textbook(void)
{
	const double upper[] = {2,   0, 0,   0, 2, 0.5, 0,   0,   0, 0,
	                        1.3, 0, 1.1, 0, 0, 0,   0.3, 1.7, 0, 1};
	const double lower[] = {0, 3.2, 2.9, 2.5, 0, 0,   0, 0.3, 0,   0,
	                        0, 0,   0,   0,   1, 2.3, 0, 0,   0.8, 0};
	const ms_cusum_rule rule = {99, 1, 10};
	ms_cusum chart;
	double simple = 0;

	ms_cusum_begin(&chart, 0);
	for (int i = 0; i < 20; i++)
	{
		CHECK(ms_cusum_step(&chart, &rule, concentration[i]) == MS_OK);
		simple += concentration[i] - 99;
		CHECK_ABS(chart.upper, upper[i], 1e-12);
		CHECK_ABS(chart.lower, lower[i], 1e-12);
		CHECK((chart.upper_periods > 0) == (chart.upper > 0));
		CHECK(ms_cusum_signal(&chart, &rule) == 0);
	}
	/* the last plain sum of the table */
	CHECK_ABS(simple, 1.9, 1e-12);
}

static void
test_signals(void)
{
	const ms_cusum_rule rule = {0, 0.5, 2};
	ms_cusum chart;

	ms_cusum_begin(&chart, 1);
	CHECK(chart.upper == 1 && chart.lower == 1);
	CHECK(ms_cusum_step(&chart, &rule, 1.5) == MS_OK);
	CHECK(chart.upper == 2 && chart.lower == 0);
	/* at the decision interval there is no signal yet */
	CHECK(ms_cusum_signal(&chart, &rule) == 0);
	CHECK(ms_cusum_step(&chart, &rule, 1) == MS_OK);
	CHECK(ms_cusum_signal(&chart, &rule) == 1 && chart.upper_periods == 2);
	for (int i = 0; i < 4; i++)
		CHECK(ms_cusum_step(&chart, &rule, -2) == MS_OK);
	CHECK(ms_cusum_signal(&chart, &rule) == -1 && chart.lower_periods == 4);
	ms_cusum_begin(&chart, 5);
	CHECK(ms_cusum_signal(&chart, &rule) == 2);
	CHECK(ms_cusum_step(&chart, &rule, 1e308) == MS_OK);
	CHECK(ms_cusum_step(&chart, &rule, 1e308) == MS_OVERFLOW);
}

static void
test_ewma(void)
{
	const ms_ewma_rule rule = {99, 2, 0.2, 2.7};
	ms_ewma chart;
	ms_interval limits;

	ms_ewma_begin(&chart, &rule);
	CHECK(chart.mean == 99);
	limits = ms_ewma_limits(&chart, &rule);
	CHECK(limits.low == 99 && limits.high == 99);
	for (int i = 0; i < 20; i++)
	{
		double sum = pow(0.8, i + 1) * 99;

		for (int k = 0; k <= i; k++)
			sum += 0.2 * pow(0.8, i - k) * concentration[k];
		ms_ewma_step(&chart, &rule, concentration[i]);
		limits = ms_ewma_limits(&chart, &rule);
		CHECK_REL(chart.mean, sum, 1e-13);
		CHECK_REL(limits.high - 99,
		          5.4 * sqrt(0.2 / 1.8 * (1 - pow(0.64, i + 1))),
		          1e-12);
		CHECK_REL(99 - limits.low, limits.high - 99, 1e-12);
	}
	/* lambda of 1 is the value itself with Shewhart's limits */
	{
		const ms_ewma_rule shewhart = {10, 2, 1, 3};

		ms_ewma_begin(&chart, &shewhart);
		ms_ewma_step(&chart, &shewhart, 17);
		limits = ms_ewma_limits(&chart, &shewhart);
		CHECK(chart.mean == 17 && limits.high == 16 && limits.low == 4);
	}
	/* a small lambda keeps its digits: the limits of one step */
	{
		const ms_ewma_rule slow = {0, 1, 1e-9, 1};

		ms_ewma_begin(&chart, &slow);
		ms_ewma_step(&chart, &slow, 0);
		limits = ms_ewma_limits(&chart, &slow);
		CHECK_REL(limits.high, 1e-9, 1e-8);
	}
}

static double
choose(int n, int k)
{
	double c = 1;

	for (int i = 1; i <= k; i++)
		c = c * (n - k + i) / i;
	return c;
}

/* The quantile by adding up the probabilities of 0, 1, 2, ... */
static int
slow_quantile(double share, int n, double p, double *cdf, double *mass)
{
	*cdf = 0;
	for (int r = 0;; r++)
	{
		*mass = choose(n, r) * pow(p, r) * pow(1 - p, n - r);
		*cdf += *mass;
		if (*cdf >= share || r == n)
			return r;
	}
}

static void
test_funnel(void)
{
	const double rates[] = {0.02, 0.2, 0.5, 0.93};
	const int sizes[] = {1, 2, 10, 57, 100};

	for (int k = 0; k < 20; k++)
	{
		double rate = rates[k % 4];
		int n = sizes[k / 4];
		double share = 0.025;
		double cdf;
		double mass;
		ms_interval exact = ms_funnel_limits(MS_FUNNEL_EXACT, n, rate, 0.95);
		ms_interval between =
		    ms_funnel_limits(MS_FUNNEL_INTERPOLATED, n, rate, 0.95);
		ms_interval wilson = ms_funnel_limits(MS_FUNNEL_WILSON, n, rate, 0.95);
		ms_interval normal = ms_funnel_limits(MS_FUNNEL_NORMAL, n, rate, 0.95);
		int r = slow_quantile(share, n, rate, &cdf, &mass);

		CHECK_ABS(exact.low, (double) r / n, 1e-15);
		CHECK_ABS(between.low, fmax((r - (cdf - share) / mass) / n, 0), 1e-9);
		r = slow_quantile(1 - share, n, rate, &cdf, &mass);
		CHECK_ABS(exact.high, (double) r / n, 1e-15);
		CHECK_ABS(
		    between.high, fmax((r - (cdf - 1 + share) / mass) / n, 0), 1e-8);
		/* Wilson's limits solve (P - rate)^2 = z^2 P (1 - P) / n */
		for (int side = 0; side < 2; side++)
		{
			double w = side ? wilson.high : wilson.low;

			CHECK_REL((w - rate) * (w - rate),
			          3.8414588206941285 * w * (1 - w) / n,
			          1e-10);
		}
		CHECK_ABS(
		    normal.high,
		    fmin(rate + 1.959963984540054 * sqrt(rate * (1 - rate) / n), 1),
		    1e-14);
	}
	for (ms_funnel method = MS_FUNNEL_EXACT; method <= MS_FUNNEL_NORMAL;
	     method++)
	{
		ms_interval limits = ms_funnel_limits(method, 0, 0.5, 0.95);

		CHECK(ms_is_null(limits.low) && ms_is_null(limits.high));
		limits = ms_funnel_limits(method, 50, 0, 0.95);
		CHECK(limits.low == 0 && limits.high >= 0 && limits.high < 0.1);
		limits = ms_funnel_limits(method, 50, 1, 0.95);
		CHECK(limits.high > 0.999 && limits.low > 0.9 && limits.low <= 1);
		/* the larger the unit, the narrower the funnel */
		for (double n = 100; n < 1e9; n *= 10)
		{
			ms_interval near = ms_funnel_limits(method, n, 0.3, 0.998);
			ms_interval far = ms_funnel_limits(method, 10 * n, 0.3, 0.998);

			CHECK(far.high - far.low < near.high - near.low);
			CHECK(far.low < 0.3 && 0.3 < far.high);
		}
	}
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_textbook();
	test_signals();
	test_ewma();
	test_funnel();
	return check_summary();
}
