/*
 * test_power.c
 *		Power against R's power.t.test(strict = TRUE), and sample sizes as the
 *		inverse of power.
 */
#include <gsl/gsl_errno.h>

#include "check.h"
#include "core/power.h"

static ms_power_plan
plan_of(double effect,
        double sig_level,
        ms_power_design design,
        ms_alternative alternative)
{
	return (ms_power_plan){effect, sig_level, design, alternative};
}

static void
test_r(void)
{
	ms_power_plan plan = plan_of(0.8, 0.05, MS_TWO_SAMPLE, MS_TWO_SIDED);
	double n;

	CHECK_REL(ms_power_of(&plan, 20), 0.6934041966154507, 1e-10);
	CHECK(ms_power_sample_size(&plan, 0.8, &n) == MS_OK);
	CHECK_REL(n, 25.524571835741135, 1e-7);
	plan = plan_of(0.5, 0.05, MS_TWO_SAMPLE, MS_TWO_SIDED);
	CHECK_REL(ms_power_of(&plan, 64), 0.8014595579223276, 1e-10);
	plan = plan_of(0.6, 0.01, MS_PAIRED, MS_TWO_SIDED);
	CHECK_REL(ms_power_of(&plan, 15), 0.30095408460160467, 1e-10);
	plan = plan_of(0.4, 0.05, MS_ONE_SAMPLE, MS_TWO_SIDED);
	CHECK_REL(ms_power_of(&plan, 30), 0.5628136071412065, 1e-10);
	plan = plan_of(1 / 1.5, 0.05, MS_ONE_SAMPLE, MS_GREATER);
	CHECK_REL(ms_power_of(&plan, 10), 0.61848631738576143, 1e-10);
}

/* Without an effect the power is the level, and never less with one. */
static void
test_null(void)
{
	for (int k = 0; k < 9; k++)
	{
		ms_power_plan plan = plan_of(
		    0, 0.03, (ms_power_design) (k % 3), (ms_alternative) (k / 3));
		double last = 0;
		double n;

		for (double rows = 1.5; rows < 1e6; rows *= 3)
			CHECK_REL(ms_power_of(&plan, rows), 0.03, 1e-9);
		CHECK(ms_power_sample_size(&plan, 0.5, &n) == MS_UNDEFINED);
		CHECK(ms_is_null(n));
		for (int step = 0; step < 12; step++)
		{
			double power;

			plan.effect = plan.alternative == MS_LESS ? -step : step;
			plan.effect /= 4;
			power = ms_power_of(&plan, 8);
			CHECK(power > last && power <= 1);
			last = power;
		}
	}
}

/* Sure, and no more than sure. */
static void
test_certain(void)
{
	for (double effect = 4; effect < 1e20; effect *= 1.7)
	{
		ms_power_plan plan = plan_of(effect, 0.01, MS_TWO_SAMPLE, MS_TWO_SIDED);

		for (double n = 11; n < 1e6; n *= 1.9)
			CHECK(ms_power_of(&plan, n) <= 1);
		CHECK_REL(ms_power_of(&plan, 100), 1, 1e-12);
	}
}

/* An effect on the other side is mirrored, or never found. */
static void
test_sides(void)
{
	ms_power_plan plan = plan_of(-0.5, 0.05, MS_TWO_SAMPLE, MS_TWO_SIDED);
	ms_power_plan mirror = plan_of(0.5, 0.05, MS_TWO_SAMPLE, MS_TWO_SIDED);
	double power = ms_power_of(&mirror, 30);
	double n;

	CHECK(ms_power_of(&plan, 30) == power);
	plan.alternative = MS_GREATER;
	CHECK(ms_power_of(&plan, 30) < 0.05);
	CHECK(ms_power_sample_size(&plan, 0.8, &n) == MS_UNDEFINED);
	plan.alternative = MS_LESS;
	mirror.alternative = MS_GREATER;
	CHECK(ms_power_of(&plan, 30) == ms_power_of(&mirror, 30));
	CHECK(ms_power_of(&plan, 30) > power);
}

static void
test_inverse(void)
{
	const double effects[] = {0.02, 0.3, 1, 4};
	const double powers[] = {0.1, 0.8, 0.99};

	for (int k = 0; k < 4 * 3 * 3; k++)
	{
		ms_power_plan plan = plan_of(effects[k % 4],
		                             0.05,
		                             (ms_power_design) (k / 4 % 3),
		                             k % 2 ? MS_GREATER : MS_TWO_SIDED);
		double power = powers[k / 12];
		double n;

		CHECK(ms_power_sample_size(&plan, power, &n) == MS_OK);
		if (n > 2)
			CHECK_REL(ms_power_of(&plan, n), power, 1e-11);
		else
			CHECK(n == 2 && ms_power_of(&plan, 2) >= power);
	}
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_r();
	test_null();
	test_sides();
	test_certain();
	test_inverse();
	return check_summary();
}
