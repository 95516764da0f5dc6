/*
 * redistribution.h
 *		What payments do to the inequality of incomes.
 */
#ifndef MEDSEC_CORE_REDISTRIBUTION_H
#define MEDSEC_CORE_REDISTRIBUTION_H

#include "sample.h"

/*
 * Redistributive effect of payments P (values) out of incomes x (keys):
 *
 *	RE = G(x) - G(x - P) = V - H - R
 *
 * V vertical equity = g / (1 - g) Kakwani, g the share of the payments in the
 * incomes; H horizontal inequity among those of equal income, R reranking, both
 * 0 or more.  MS_NULL, with a note, where the mean of x or of x - P is not
 * positive; Kakwani alone where the mean payment is 0 or all x are equal.
 *
 * `work` is ms_redistribution_workspace(n) doubles.
 */
typedef struct ms_redistribution
{
	double gini_before;
	double gini_after;
	double redistributive_effect;
	double vertical;
	double horizontal;
	double reranking;
	double kakwani;
	double payment_share;
	const char *note;
} ms_redistribution;

extern size_t ms_redistribution_workspace(int64_t n);
extern void ms_redistribution_of(const ms_sample *s,
                                 double *work,
                                 ms_redistribution *result);

#endif /* MEDSEC_CORE_REDISTRIBUTION_H */
