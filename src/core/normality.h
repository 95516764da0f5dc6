/*
 * normality.h
 *		Tests of normality from moments.
 */
#ifndef MEDSEC_CORE_NORMALITY_H
#define MEDSEC_CORE_NORMALITY_H

#include "moments.h"

typedef struct ms_normality_test
{
	double statistic;
	double df;
	double p_value;
	double z_skewness;
	double z_kurtosis;
	const char *note;
} ms_normality_test;

extern void ms_dagostino_test(const ms_moments *m, ms_normality_test *result);
extern void ms_jarque_bera_test(const ms_moments *m, ms_normality_test *result);

#endif /* MEDSEC_CORE_NORMALITY_H */
