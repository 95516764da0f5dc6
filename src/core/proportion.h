/*
 * proportion.h
 *		Rates of yes and no: limits of one, comparison of two.
 */
#ifndef MEDSEC_CORE_PROPORTION_H
#define MEDSEC_CORE_PROPORTION_H

#include "inference.h"
#include "moments.h"

typedef struct ms_proportion
{
	double successes;
	double n;
	double estimate;
	double std_error;
	ms_interval limits;
} ms_proportion;

typedef struct ms_proportion_test
{
	ms_proportion group1;
	ms_proportion group2;
	double estimate;
	double std_error;
	double statistic;
	double p_value;
	ms_interval limits;
	const char *note;
} ms_proportion_test;

extern void
ms_proportion_of(double successes, double n, double level, ms_proportion *p);
extern const char *ms_proportion_note(const ms_proportion *p);
extern ms_status
ms_proportion_of_moments(const ms_moments *m, double level, ms_proportion *p);
extern void ms_proportion_compare(double successes1,
                                  double n1,
                                  double successes2,
                                  double n2,
                                  ms_alternative alternative,
                                  double level,
                                  ms_proportion_test *result);

#endif /* MEDSEC_CORE_PROPORTION_H */
