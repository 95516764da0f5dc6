/*
 * studentized_range.h
 *		The range of k means over their standard error: Tukey's distribution.
 *
 * Q = (largest - smallest of k standard normal values) / S, with df S^2
 * chi-square.  A table for one k and one tail is filled where it is asked, so
 * the first p-value of a k takes a few milliseconds and the others
 * microseconds.  Either tail is computed for itself, to 1e-11 relatively, as
 * far out as doubles go.  An argument outside its domain gives MS_NULL.
 */
#ifndef MEDSEC_STUDENTIZED_RANGE_H
#define MEDSEC_STUDENTIZED_RANGE_H

#include "distribution.h"

#define MS_RANGE_PIECES 256
#define MS_RANGE_NODES 20

typedef struct ms_studentized_range
{
	int k;
	ms_tail tail;
	double width; /* of a piece */
	bool ready[MS_RANGE_PIECES];
	double coefficient[MS_RANGE_PIECES][MS_RANGE_NODES];
} ms_studentized_range;

/* k of 2 and more */
extern void
ms_studentized_range_init(ms_studentized_range *r, int k, ms_tail tail);

/* The tail at q; df may be infinite. */
extern double
ms_studentized_range_cdf(ms_studentized_range *r, double q, double df);

/* The q whose tail is p; p of 0 and 1 give the ends of the support. */
extern double
ms_studentized_range_quantile(ms_studentized_range *r, double p, double df);

#endif /* MEDSEC_STUDENTIZED_RANGE_H */
