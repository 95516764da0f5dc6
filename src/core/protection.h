/*
 * protection.h
 *		Financial protection: spending that is catastrophic, and that pushes
 *		below a line.
 */
#ifndef MEDSEC_CORE_PROTECTION_H
#define MEDSEC_CORE_PROTECTION_H

#include "inference.h"
#include "sample.h"
#include "tally.h"

/* counts beside those of tally.h */
enum
{
	MS_PROTECTION_INVALID = 3, /* left out: the budget is 0 or negative */
	MS_PROTECTION_REFUND, /* kept: out-of-pocket payment is negative */
	MS_PROTECTION_ABOVE, /* kept: it is above the budget, or above gross */
	MS_PROTECTION_INCONSISTENT /* catastrophic: paid out of a capacity <= 0 */
};

/* oop / budget; MS_NULL where the budget is 0 or negative, or far too small */
static inline double
ms_budget_share(double oop, double budget)
{
	return budget > 0 ? ms_known(oop / budget) : MS_NULL;
}

/*
 * Xu's subsistence: food per equivalent person, size^beta of them, averaged over
 * the households whose food share is between the 45th and 55th percentile; WHO
 * Europe's basic needs: between the 25th and 35th of consumption.
 */
#define MS_XU_BETA 0.56
#define MS_XU_LOW 0.45
#define MS_XU_HIGH 0.55
#define MS_BASIC_NEEDS_LOW 0.25
#define MS_BASIC_NEEDS_HIGH 0.35

typedef struct ms_household
{
	double food;
	double consumption;
	double size;
	double beta;
} ms_household;

/* food share and food per equivalent person; false where undefined */
static inline bool
ms_subsistence_record(const ms_household *h, double record[2])
{
	record[0] = ms_budget_share(h->food, h->consumption);
	record[1] =
	    h->size > 0 ? ms_known(h->food / pow(h->size, h->beta)) : MS_NULL;
	return !ms_is_null(record[0]) && !ms_is_null(record[1]);
}

/* max(international line, intercept + share median of the keys) */
extern double ms_societal_poverty_line(const ms_sample *s,
                                       double international,
                                       double intercept,
                                       double share);

/*
 * Catastrophic spending: s = oop / budget, E = s > threshold, O = E (s -
 * threshold).  Where `capacity`, the budget is Xu's capacity to pay: E = s >=
 * threshold, a capacity of 0 or less is catastrophic where something is paid
 * (with O = 0) and not where nothing is, and is never left out.
 *
 * Arguments are finite, weight >= 0 and threshold >= 0: the caller's.
 */
extern void ms_catastrophic_add(ms_tally *t,
                                bool capacity,
                                double oop,
                                double budget,
                                double threshold,
                                double weight);

typedef struct ms_catastrophic
{
	double weight; /* sum of the weights */
	double headcount; /* H */
	double std_error; /* of H, rows drawn independently */
	ms_interval limits; /* of H: Wilson's, of the effective n */
	double overshoot; /* O */
	double overshoot_std_error;
	double mean_positive_overshoot; /* O / H; MS_NULL: H is 0 */
	/* these four need a rank; the first two are MS_NULL where H is 0 */
	double concentration_headcount;
	double concentration_overshoot;
	double rank_weighted_headcount;
	double rank_weighted_overshoot;
	int64_t refunds; /* rows kept whose share is negative ... */
	int64_t above; /* ... and whose share is above 1 */
	const char *note;
} ms_catastrophic;

extern void
ms_catastrophic_of(const ms_tally *t, double level, ms_catastrophic *result);

/* The same of a sample whose values are the shares s, by rank of its keys. */
extern void ms_catastrophic_of_sample(const ms_sample *s,
                                      double threshold,
                                      double level,
                                      ms_catastrophic *result);

/*
 * Impoverishment: gross of payments x against the line z, and net y = x - oop.
 * Poor is who has less than z > 0.
 */
extern void ms_impoverishment_add(
    ms_tally *t, double gross, double oop, double line, double weight);

typedef struct ms_impoverishment
{
	double weight;
	double headcount[3]; /* before, after, change: so all threes */
	double std_error[3]; /* of the headcounts */
	double gap[3]; /* in the unit of money, over everybody */
	double normalized_gap[3]; /* as a share of the line: FGT(1) */
	double squared_gap[3]; /* FGT(2) */
	double mean_positive_gap[3]; /* gap / headcount; MS_NULL: nobody is poor */
	double impoverished; /* share of x >= z and y < z */
	double further_impoverished; /* share of x < z and oop > 0 */
	double
	    deepening; /* mean of oop / z over those poor before, times their share */
	const char *note;
} ms_impoverishment;

extern void ms_impoverishment_of(const ms_tally *t, ms_impoverishment *result);

/* Pen's parade: `steps` groups of equal weight in the order of the keys (gross). */
typedef struct ms_parade_step
{
	double p; /* middle of the group, as a share of the population */
	double gross; /* mean key over the line */
	double net; /* mean (key - value) over the line */
	double drip; /* gross - net */
	double lowest_net; /* of the group, over the line: the longest drip's end */
} ms_parade_step;

extern void ms_pen_parade(const ms_sample *s,
                          double line,
                          int steps,
                          ms_parade_step *result);

#endif /* MEDSEC_CORE_PROTECTION_H */
