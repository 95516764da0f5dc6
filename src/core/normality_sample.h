/*
 * normality_sample.h
 *		Tests of normality that need the values.
 */
#ifndef MEDSEC_CORE_NORMALITY_SAMPLE_H
#define MEDSEC_CORE_NORMALITY_SAMPLE_H

#include "runs.h"

#define MS_SHAPIRO_MOST 5000 /* rows: Royston's limit */

typedef struct ms_normality_sample
{
	double statistic;
	double adjusted_statistic; /* A2 for any n */
	double p_value;
	double n;
	const char *note;
} ms_normality_sample;

extern size_t ms_shapiro_wilk_room(const ms_runs *r);
extern void ms_shapiro_wilk_test(const ms_runs *r,
                                 double *room,
                                 ms_normality_sample *result);
extern void
ms_anderson_darling_test(const ms_runs *r, ms_normality_sample *result);
extern void ms_lilliefors_test(const ms_runs *r, ms_normality_sample *result);

#endif /* MEDSEC_CORE_NORMALITY_SAMPLE_H */
