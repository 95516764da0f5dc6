/*
 * poverty.h
 *		How many are below a line, how far, and how unequally.
 */
#ifndef MEDSEC_CORE_POVERTY_H
#define MEDSEC_CORE_POVERTY_H

#include "inference.h"
#include "sample.h"
#include "tally.h"

/*
 * Figures of the keys of a sample below a line > 0: poor is who has less.  All
 * are MS_NULL of the empty sample; where nobody is poor they are 0.
 */
typedef struct ms_poverty
{
	double headcount;
	double std_error; /* of the headcount, rows drawn independently */
	ms_interval limits; /* of the headcount: Wilson's, of the effective n */
	double gap; /* FGT(1), as a share of the line */
	double squared_gap; /* FGT(2) */
	double mean_gap_of_poor; /* gap / headcount; MS_NULL: nobody is poor */
	double watts; /* MS_NULL: a poor value is 0 or less */
	double sen;
	double sst; /* Sen, Shorrocks and Thon */
	double poor; /* sum of the weights of the poor */
	const char *note;
} ms_poverty;

extern void ms_poverty_of(const ms_sample *s,
                          double line,
                          double level,
                          ms_poverty *result);

/*
 * FGT(alpha), alpha >= 0, of the keys of a sample, or added up row by row (all
 * finite, weight >= 0 and line > 0: the caller's).  MS_NULL without rows.
 */
extern double ms_poverty_fgt(const ms_sample *s, double line, double alpha);
extern void
ms_fgt_add(ms_tally *t, double y, double line, double alpha, double weight);
extern double ms_fgt_of(const ms_tally *t);

/* at risk of poverty, as Eurostat has it: below a share of the median */
typedef struct ms_poverty_risk
{
	double median;
	double threshold;
	double rate;
	double median_gap; /* of those at risk, relative to the threshold */
	const char *note;
} ms_poverty_risk;

extern void
ms_poverty_risk_of(const ms_sample *s, double share, ms_poverty_risk *result);

#endif /* MEDSEC_CORE_POVERTY_H */
