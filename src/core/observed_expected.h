/*
 * observed_expected.h
 *		How often it happened, over how often the case mix lets expect.
 */
#ifndef MEDSEC_CORE_OBSERVED_EXPECTED_H
#define MEDSEC_CORE_OBSERVED_EXPECTED_H

#include "inference.h"
#include "status.h"

typedef struct ms_observed_expected
{
	double estimate;
	double std_error;
	double statistic;
	double p_value;
	ms_interval limits;
	const char *note;
} ms_observed_expected;

/* observed >= 0, expected >= 0 */
extern void ms_observed_expected_of(double observed,
                                    double expected,
                                    double level,
                                    ms_observed_expected *result);

#endif /* MEDSEC_CORE_OBSERVED_EXPECTED_H */
