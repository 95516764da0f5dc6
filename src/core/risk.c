/*
 * risk.c
 *		Which thresholds a household has crossed, and how severe that is.
 *
 * Of a household of n persons with the income Y, consumption C, food F,
 * out-of-pocket payments P, and a line z for a person:
 *
 *	near poor				z n <= Y < k z n
 *	catastrophic share		P / C > s
 *	heavy burden			P > b times the area's income of a person
 *	catastrophic capacity	P / (C - min(z_s n^beta, F)) >= c, Xu (2005)
 *	rigid expenditure		F + P > Y
 *	poor					Y < z n
 *	impoverished			Y >= z n, and Y - P < z n
 *	further impoverished	Y < z n, and P > 0
 *
 * A capacity to pay of 0 or less is used up by any payment.  Figures that cannot
 * be right (consumption or size not positive, food negative or above the
 * consumption, payments negative or above it) are a flag of their own, and what
 * they leave undefined is not raised.
 *
 * The thresholds are those of WHO and the World Bank (share, capacity) and of
 * the counties' rules for monitoring (burden, near poor, rigid expenditure); the
 * levels are this project's own: a household pushed below the line, or deeper,
 * is critical; one that is poor, or pays more than it can bear, is to be warned
 * of; one that comes near is to be watched, as are data in doubt.
 */
#include "risk.h"

#define FLAG(f) (1u << (f))

#define CRITICAL \
	(FLAG(MS_RISK_IMPOVERISHED) | FLAG(MS_RISK_FURTHER_IMPOVERISHED))
#define WARNING \
	(FLAG(MS_RISK_POOR) | FLAG(MS_RISK_RIGID_EXPENDITURE) | \
	 FLAG(MS_RISK_CATASTROPHIC_CAPACITY) | FLAG(MS_RISK_HEAVY_BURDEN))

static unsigned
flag_if(bool crossed, ms_risk_flag flag)
{
	return (unsigned) crossed << flag;
}

static bool
is_doubtful(const ms_risk_household *h)
{
	return h->consumption <= 0 || h->size <= 0 || h->food < 0 ||
	       h->food > h->consumption || h->oop < 0 || h->oop > h->consumption;
}

static bool
exceeds_capacity(const ms_risk_household *h, const ms_risk_thresholds *limit)
{
	double capacity = h->consumption -
	                  fmin(h->subsistence * pow(h->size, limit->beta), h->food);

	return capacity > 0 ? h->oop / capacity >= limit->capacity : h->oop > 0;
}

static unsigned
flags_of_line(const ms_risk_household *h, const ms_risk_thresholds *limit)
{
	double line = h->line * h->size;

	if (h->income < line)
		return FLAG(MS_RISK_POOR) |
		       flag_if(h->oop > 0, MS_RISK_FURTHER_IMPOVERISHED);
	return flag_if(h->income < limit->near_poor * line, MS_RISK_NEAR_POOR) |
	       flag_if(h->income - h->oop < line, MS_RISK_IMPOVERISHED);
}

/* A comparison with MS_NULL, what is not given, raises nothing. */
unsigned
ms_risk_flags_of(const ms_risk_household *h, const ms_risk_thresholds *limit)
{
	unsigned flags =
	    flag_if(is_doubtful(h), MS_RISK_CHECK_DATA) |
	    flag_if(h->food + h->oop > h->income, MS_RISK_RIGID_EXPENDITURE) |
	    flag_if(h->oop > limit->burden * h->reference_income,
	            MS_RISK_HEAVY_BURDEN);

	if (h->consumption > 0)
		flags |= flag_if(h->oop / h->consumption > limit->share,
		                 MS_RISK_CATASTROPHIC_SHARE);
	if (h->size > 0)
		flags |= flags_of_line(h, limit);
	if (h->size > 0 && !ms_is_null(h->subsistence))
		flags |=
		    flag_if(exceeds_capacity(h, limit), MS_RISK_CATASTROPHIC_CAPACITY);
	return flags;
}

ms_risk_level
ms_risk_level_of(unsigned flags)
{
	if (flags & CRITICAL)
		return MS_RISK_CRITICAL;
	if (flags & WARNING)
		return MS_RISK_WARNING;
	return flags != 0 ? MS_RISK_WATCH : MS_RISK_NONE;
}
