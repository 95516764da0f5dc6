/*
 * signed_rank.h
 *		Is a sample, or are differences of pairs, symmetric around a value?
 */
#ifndef MEDSEC_CORE_SIGNED_RANK_H
#define MEDSEC_CORE_SIGNED_RANK_H

#include "inference.h"
#include "runs.h"

typedef struct ms_wilcoxon
{
	const char *method;
	double estimate; /* pseudomedian: median of the averages of two */
	double statistic; /* V, the sum of the ranks of those above mu */
	double p_value;
	double log10_p_value;
	ms_interval limits;
	double achieved_level; /* of exact limits */
	double z;
	double n;
	double zeros; /* rows that equal mu */
	double median;
	double rest; /* the sum of the ranks of those below mu */
	double rank_biserial;
	const char *note;
} ms_wilcoxon;

extern double ms_decimal_difference(double x, double y);
extern size_t
ms_wilcoxon_room(const ms_runs *r, const ms_rank_options *options);
extern void ms_wilcoxon_test(const ms_runs *r,
                             const ms_rank_options *options,
                             double *room,
                             ms_wilcoxon *result);

#endif /* MEDSEC_CORE_SIGNED_RANK_H */
