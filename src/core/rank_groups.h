/*
 * rank_groups.h
 *		Several groups, or several answers of each row, compared by ranks.
 */
#ifndef MEDSEC_CORE_RANK_GROUPS_H
#define MEDSEC_CORE_RANK_GROUPS_H

#include "comoments.h"
#include "runs.h"

typedef struct ms_ranked_group
{
	double n;
	double rank_sum; /* of the distances of its ranks from their mean */
	double mean_rank;
} ms_ranked_group;

/* The ranks of k groups among all. */
typedef struct ms_ranked_groups
{
	int k;
	int filled; /* groups with rows */
	double n;
	double spread; /* 12 times the sum of squares of all ranks */
	ms_ranked_group *group; /* k of them, from the caller */
	const char *note; /* why there are none */
} ms_ranked_groups;

typedef struct ms_kruskal
{
	double statistic; /* H */
	double df;
	double p_value;
	double epsilon_squared;
	double eta_squared;
	const char *note;
} ms_kruskal;

typedef struct ms_dunn
{
	double estimate; /* difference of mean ranks */
	double std_error;
	double statistic;
	double p_value; /* two-sided */
	const char *note;
} ms_dunn;

typedef struct ms_friedman
{
	double statistic; /* Q */
	double df;
	double p_value;
	double kendalls_w;
	double f_statistic;
	double f_df1;
	double f_df2;
	double f_p_value;
	const char *note;
} ms_friedman;

extern size_t ms_ranked_groups_room(const ms_runs *runs, int k);
extern void
ms_rank_groups(const ms_runs *runs, double *room, ms_ranked_groups *groups);
extern void ms_kruskal_test(const ms_ranked_groups *groups, ms_kruskal *result);
extern void
ms_dunn_test(const ms_ranked_groups *groups, int i, int j, ms_dunn *result);

extern void ms_rank_row(int k, const double *x, double *rank, double *room);
extern void ms_friedman_test(const ms_comoments *ranks, ms_friedman *result);

#endif /* MEDSEC_CORE_RANK_GROUPS_H */
