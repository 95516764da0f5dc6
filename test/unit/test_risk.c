/*
 * test_risk.c
 *		Every flag at its threshold, on this side of it and on the other.
 */
#include "check.h"
#include "core/risk.h"

#define FLAG(f) (1u << (f))

static const ms_risk_thresholds limits = {
    .share = 0.1,
    .capacity = 0.4,
    .near_poor = 1.5,
    .burden = 0.5,
    .beta = 0.5,
};

/* four persons, well above every line */
static ms_risk_household
sound_household(void)
{
	return (ms_risk_household){
	    .income = 100,
	    .consumption = 80,
	    .food = 30,
	    .oop = 8,
	    .size = 4,
	    .line = 10,
	    .subsistence = 10,
	    .reference_income = 20,
	};
}

static void
check_flags(ms_risk_household h, unsigned want)
{
	CHECK(ms_risk_flags_of(&h, &limits) == want);
}

static void
test_thresholds(void)
{
	ms_risk_household h = sound_household();

	check_flags(h, 0); /* the share is 0.1 exactly, and must be above */
	h.oop = 8.01;
	check_flags(h, FLAG(MS_RISK_CATASTROPHIC_SHARE));
	h.oop = 10.01; /* half of the reference income is 10 */
	check_flags(h,
	            FLAG(MS_RISK_CATASTROPHIC_SHARE) | FLAG(MS_RISK_HEAVY_BURDEN));
	h.reference_income = MS_NULL;
	check_flags(h, FLAG(MS_RISK_CATASTROPHIC_SHARE));
	h.oop = 24; /* the capacity is 80 - min(10 * 2, 30) = 60: 0.4 is reached */
	check_flags(h,
	            FLAG(MS_RISK_CATASTROPHIC_SHARE) |
	                FLAG(MS_RISK_CATASTROPHIC_CAPACITY));
	h.subsistence = MS_NULL;
	check_flags(h, FLAG(MS_RISK_CATASTROPHIC_SHARE));
}

static void
test_line(void)
{
	ms_risk_household h = sound_household();

	h.oop = 0;
	h.income = 60; /* near is below 1.5 * 40 */
	check_flags(h, 0);
	h.income = 59;
	check_flags(h, FLAG(MS_RISK_NEAR_POOR));
	h.income = 40; /* who is at the line is not poor */
	check_flags(h, FLAG(MS_RISK_NEAR_POOR));
	h.oop = 5;
	check_flags(h, FLAG(MS_RISK_NEAR_POOR) | FLAG(MS_RISK_IMPOVERISHED));
	h.income = 39;
	check_flags(h, FLAG(MS_RISK_POOR) | FLAG(MS_RISK_FURTHER_IMPOVERISHED));
	h.oop = 0;
	check_flags(h, FLAG(MS_RISK_POOR));
	h.income = 29;
	check_flags(h, FLAG(MS_RISK_POOR) | FLAG(MS_RISK_RIGID_EXPENDITURE));
}

static void
test_doubtful_data(void)
{
	ms_risk_household h = sound_household();

	h.oop = 0;
	h.consumption = 0;
	h.food = 0;
	h.subsistence = 0;
	check_flags(h, FLAG(MS_RISK_CHECK_DATA));
	h.consumption = -1;
	check_flags(h, FLAG(MS_RISK_CHECK_DATA));
	h = sound_household();
	h.food = 81;
	CHECK(ms_risk_flags_of(&h, &limits) & FLAG(MS_RISK_CHECK_DATA));
	h = sound_household();
	h.oop = -1;
	check_flags(h, FLAG(MS_RISK_CHECK_DATA));
	h = sound_household();
	h.size = 0;
	check_flags(h, FLAG(MS_RISK_CHECK_DATA));
	h = sound_household();
	h.food = 80;
	h.subsistence = 1000; /* nothing is left: any payment is too much */
	h.oop = 0;
	check_flags(h, 0);
	h.oop = 1;
	check_flags(h, FLAG(MS_RISK_CATASTROPHIC_CAPACITY));
}

static void
test_levels(void)
{
	const ms_risk_level want[MS_RISK_FLAGS] = {
	    MS_RISK_WATCH,
	    MS_RISK_WATCH,
	    MS_RISK_WATCH,
	    MS_RISK_WARNING,
	    MS_RISK_WARNING,
	    MS_RISK_WARNING,
	    MS_RISK_WARNING,
	    MS_RISK_CRITICAL,
	    MS_RISK_CRITICAL,
	};

	CHECK(ms_risk_level_of(0) == MS_RISK_NONE);
	for (int f = 0; f < MS_RISK_FLAGS; f++)
	{
		CHECK(ms_risk_level_of(FLAG(f)) == want[f]);
		/* a flag more never makes it less severe */
		for (int g = 0; g < MS_RISK_FLAGS; g++)
			CHECK(ms_risk_level_of(FLAG(f) | FLAG(g)) >= want[f]);
	}
}

int
main(void)
{
	test_thresholds();
	test_line();
	test_doubtful_data();
	test_levels();
	return check_summary();
}
