/*
 * frequency.h
 *		How often each of k levels occurs, against what is expected.
 */
#ifndef MEDSEC_CORE_FREQUENCY_H
#define MEDSEC_CORE_FREQUENCY_H

#include "status.h"

typedef struct ms_goodness
{
	double statistic; /* Pearson's chi-square */
	double df;
	double p_value;
	double likelihood_ratio; /* G */
	double likelihood_ratio_p_value;
	double effect; /* Cohen's w */
	double total;
	double min_expected;
	int small; /* levels with less than 5 expected */
	const char *note;
} ms_goodness;

/*
 * count[j] >= 0 of k levels, and shares > 0 that need not add up to 1; NULL:
 * all equal.
 */
extern void ms_frequency_goodness(int k,
                                  const double *count,
                                  const double *share,
                                  ms_goodness *result);

/* Are these counts whole, but for rounding? */
extern bool ms_frequency_whole(int64_t k, const double *count);

#endif /* MEDSEC_CORE_FREQUENCY_H */
