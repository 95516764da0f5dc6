/*
 * parallel_analysis.h
 *		Horn's parallel analysis: the eigenvalues chance alone would give.
 */
#ifndef MEDSEC_PARALLEL_ANALYSIS_H
#define MEDSEC_PARALLEL_ANALYSIS_H

#include <stddef.h>
#include <stdint.h>

#include "status.h"

extern size_t ms_parallel_analysis_workspace(int p, int replicates);

/*
 * mean[p] and quantile[p] of each eigenvalue of the correlations of n rows of p
 * independent normal columns, over `replicates` draws.  MS_DOMAIN unless
 * n >= 2, p >= 1, replicates >= 1 and 0 < percentile < 1.
 */
extern ms_status ms_parallel_analysis_simulate(int64_t n,
                                               int p,
                                               int replicates,
                                               double percentile,
                                               uint64_t seed,
                                               double *mean,
                                               double *quantile,
                                               void *work);

#endif /* MEDSEC_PARALLEL_ANALYSIS_H */
