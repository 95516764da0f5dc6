/*
 * rank.h
 *		Two samples compared by ranks.
 */
#ifndef MEDSEC_CORE_RANK_H
#define MEDSEC_CORE_RANK_H

#include "inference.h"
#include "runs.h"

typedef struct ms_rank_group
{
	double n;
	double median;
	double rank_sum;
	double mean_rank;
} ms_rank_group;

typedef struct ms_mann_whitney
{
	const char *method;
	double estimate; /* Hodges and Lehmann's shift: median of a - b */
	double statistic; /* U of the first group */
	double p_value;
	double log10_p_value;
	ms_interval limits;
	double achieved_level; /* of exact limits */
	double z;
	ms_rank_group group1;
	ms_rank_group group2;
	double superiority; /* P(a > b) + P(a = b) / 2 */
	double rank_biserial;
	const char *note;
} ms_mann_whitney;

typedef struct ms_brunner_munzel
{
	double estimate; /* P(a < b) + P(a = b) / 2 */
	double std_error;
	double statistic;
	double df;
	double p_value;
	ms_interval limits;
	double n1;
	double n2;
	const char *note;
} ms_brunner_munzel;

typedef struct ms_ks
{
	const char *method;
	double statistic;
	double p_value;
	double n1;
	double n2;
	const char *note;
} ms_ks;

extern double ms_rank_mad(const ms_runs *r, double *room);

extern size_t ms_mann_whitney_room(const ms_runs *a,
                                   const ms_runs *b,
                                   const ms_rank_options *options);
extern void ms_mann_whitney_test(const ms_runs *a,
                                 const ms_runs *b,
                                 const ms_rank_options *options,
                                 double *room,
                                 ms_mann_whitney *result);

extern void ms_brunner_munzel_test(const ms_runs *a,
                                   const ms_runs *b,
                                   ms_alternative alternative,
                                   double level,
                                   ms_brunner_munzel *result);

extern size_t ms_ks_room(const ms_runs *a, const ms_runs *b, ms_exact exact);
extern void ms_ks_test(const ms_runs *a,
                       const ms_runs *b,
                       ms_exact exact,
                       double *room,
                       ms_ks *result);

#endif /* MEDSEC_CORE_RANK_H */
