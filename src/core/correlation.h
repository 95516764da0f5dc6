/*
 * correlation.h
 *		Tests of correlations, plain and partial.
 */
#ifndef MEDSEC_CORE_CORRELATION_H
#define MEDSEC_CORE_CORRELATION_H

#include "inference.h"
#include "status.h"

typedef struct ms_correlation_test
{
	double r;
	double df;
	double statistic;
	double p_value;
	ms_interval limits;
	const char *note;
} ms_correlation_test;

extern void ms_correlation_test_of(double r,
                                   double n,
                                   int controlled,
                                   ms_alternative alternative,
                                   double level,
                                   ms_correlation_test *result);

/* bytes at `work` */
extern size_t ms_correlation_partial_workspace(int p);
extern ms_status ms_correlation_partial(
    int p, const double *r, double *partial, int *rank, void *work);

#endif /* MEDSEC_CORE_CORRELATION_H */
