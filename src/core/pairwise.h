/*
 * pairwise.h
 *		Order statistics of all sums of two, without making them.
 */
#ifndef MEDSEC_CORE_PAIRWISE_H
#define MEDSEC_CORE_PAIRWISE_H

#include "inference.h"
#include "runs.h"

/*
 * The sums a[i] + c[j] of two ascending lists, each as often as the product of
 * the weights says (NULL: 1 each).  With `symmetric`, c is a: of n rows the
 * n (n + 1) / 2 sums of two, and of each with itself.
 */
typedef struct ms_pairwise
{
	int64_t n;
	const double *a;
	const double *a_weight;
	int64_t m;
	const double *c;
	const double *c_weight;
	bool symmetric;
	double sums; /* how many there are */
	double *work; /* for sums that are written down */
	double *spare; /* for smaller matrices */
} ms_pairwise;

#define MS_PAIRWISE_FEW 131072 /* sums that are written down */

/* doubles that the lists and the work of these runs take */
extern size_t ms_pairwise_room(const ms_runs *a, const ms_runs *b);

extern void ms_pairwise_differences(ms_pairwise *p,
                                    const ms_runs *a,
                                    const ms_runs *b,
                                    double *room);
extern void
ms_pairwise_averages(ms_pairwise *p, const ms_runs *a, double *room);

extern double ms_pairwise_at(const ms_pairwise *p, double rank);
extern double ms_pairwise_median(const ms_pairwise *p);
extern ms_interval
ms_pairwise_limits(const ms_pairwise *p, double order, ms_alternative side);

#endif /* MEDSEC_CORE_PAIRWISE_H */
