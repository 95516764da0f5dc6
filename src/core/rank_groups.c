/*
 * rank_groups.c
 *		Several groups, or several answers of each row, compared by ranks.
 *
 * Kruskal-Wallis.  The rows of all groups are ranked together, ties by their mean.
 * With r_i the mean rank of a group of n_i, and S = sum t (N - t) (N + t) over the
 * ties t, twelve times the sum of squares of all ranks (see runs.c),
 *
 *	H = 12 (N - 1) sum n_i (r_i - (N + 1) / 2)^2 / S
 *
 * which is the usual formula with its correction for ties, without its
 * differences of large numbers.  Near chi-square with k - 1 degrees of freedom.
 * Effect sizes: epsilon^2 = H / (N - 1), eta^2 = (H - k + 1) / (N - k).
 * Kruskal & Wallis (1952), JASA 47:583; Tomczak & Tomczak (2014), Trends Sport Sci
 * 21:19.
 *
 * Dunn.  z = (r_i - r_j) / sqrt(S / (12 (N - 1)) (1 / n_i + 1 / n_j)), two-sided.
 * Dunn (1964), Technometrics 6:241.
 *
 * Friedman.  Each row ranks its own k values, and what is kept are the co-moments
 * of these ranks: means m_j, and sums of squares that tell of the ties.
 *
 *	Q = (k - 1) n^2 sum (m_j - c)^2 / sum sum (r_ij - c)^2,  c = (k + 1) / 2
 *
 * is near chi-square with k - 1 degrees of freedom, W = Q / (n (k - 1)) is
 * Kendall's, and F = (n - 1) Q / (n (k - 1) - Q) with k - 1 and (n - 1) (k - 1)
 * degrees of freedom is nearer its law in few rows: Friedman (1937), JASA 32:675;
 * Iman & Davenport (1980), Commun Stat A9:571.
 */
#include <string.h>

#include "distribution.h"
#include "rank_groups.h"
#include "sort.h"

#define STRIDE 3 /* value, group, weight */

/* ---- several groups ---- */

/* doubles that ranking takes */
size_t
ms_ranked_groups_room(const ms_runs *runs, int k)
{
	size_t n = 0;

	for (int g = 0; g < k; g++)
		n += (size_t) runs[g].n;
	return 2 * STRIDE * n;
}

/* All runs in order, each with its group.  How many they are. */
static int64_t
gather(const ms_runs *runs, int k, double *room)
{
	int64_t n = 0;

	for (int g = 0; g < k; g++)
	{
		for (int64_t i = 0; i < runs[g].n; i++, n++)
		{
			ms_runs_look_around(i);
			room[STRIDE * n] = ms_runs_value(&runs[g], i);
			room[STRIDE * n + 1] = g;
			room[STRIDE * n + 2] = ms_runs_weight(&runs[g], i);
		}
	}
	ms_sort_records(room, n, STRIDE, 0, room + STRIDE * n);
	return n;
}

static void
count_groups(const ms_runs *runs, ms_ranked_groups *groups)
{
	groups->n = 0;
	groups->spread = 0;
	groups->filled = 0;
	groups->note = NULL;
	for (int g = 0; g < groups->k; g++)
	{
		ms_ranked_group *group = &groups->group[g];
		const char *note;

		*group = (ms_ranked_group){0, 0, MS_NULL};
		note = ms_runs_count(&runs[g], &group->n);
		if (note != NULL)
			groups->note = note;
		groups->n += group->n;
		groups->filled += group->n > 0;
	}
}

/* Rank the rows of `groups->k` groups. */
void
ms_rank_groups(const ms_runs *runs, double *room, ms_ranked_groups *groups)
{
	ms_runs all = {0, STRIDE, room, room + 2};
	double below = 0;
	int64_t i = 0;

	count_groups(runs, groups);
	if (groups->note != NULL)
		return;
	all.n = gather(runs, groups->k, room);
	while (i < all.n)
	{
		int64_t first = i;
		double t = ms_runs_take(&all, &i, ms_runs_value(&all, first));
		double distance = below + (t + 1) / 2 - (groups->n + 1) / 2;

		for (; first < i; first++)
			groups->group[(int) room[STRIDE * first + 1]].rank_sum +=
			    room[STRIDE * first + 2] * distance;
		groups->spread += ms_runs_ties(t, groups->n);
		below += t;
	}
	for (int g = 0; g < groups->k; g++)
	{
		ms_ranked_group *group = &groups->group[g];

		if (group->n > 0)
			group->mean_rank = (groups->n + 1) / 2 + group->rank_sum / group->n;
	}
}

/* Why these groups are not compared, or NULL. */
static const char *
groups_note(const ms_ranked_groups *groups)
{
	if (groups->note != NULL)
		return groups->note;
	if (groups->filled == 0)
		return "no rows";
	if (groups->filled == 1)
		return "one group only";
	return groups->spread == 0 ? "all values are equal" : NULL;
}

void
ms_kruskal_test(const ms_ranked_groups *groups, ms_kruskal *result)
{
	double n = groups->n;
	double k = groups->filled;
	double between = 0;

	*result = (ms_kruskal){MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL, NULL};
	result->note = groups_note(groups);
	if (result->note != NULL)
		return;
	for (int g = 0; g < groups->k; g++)
	{
		const ms_ranked_group *group = &groups->group[g];

		if (group->n > 0)
			between += group->rank_sum * (group->rank_sum / group->n);
	}
	result->statistic = 12 * (n - 1) * (between / groups->spread);
	result->df = k - 1;
	result->p_value = ms_chisq_cdf(result->statistic, k - 1, MS_UPPER);
	result->epsilon_squared = result->statistic / (n - 1);
	result->eta_squared =
	    n > k ? (result->statistic - k + 1) / (n - k) : MS_NULL;
	if (groups->filled < groups->k)
		result->note = "groups without rows are left out";
	else if (n == k)
		result->note = "one row in each group: no eta_squared";
}

void
ms_dunn_test(const ms_ranked_groups *groups, int i, int j, ms_dunn *result)
{
	const ms_ranked_group *a = &groups->group[i];
	const ms_ranked_group *b = &groups->group[j];

	*result = (ms_dunn){MS_NULL, MS_NULL, MS_NULL, MS_NULL, NULL};
	result->note = groups_note(groups);
	if (result->note == NULL && (a->n == 0 || b->n == 0))
		result->note = "a group is empty";
	if (result->note != NULL)
		return;
	result->estimate = a->mean_rank - b->mean_rank;
	result->std_error =
	    sqrt(groups->spread / (12 * (groups->n - 1)) * (1 / a->n + 1 / b->n));
	result->statistic = result->estimate / result->std_error;
	result->p_value = ms_p_value_normal(result->statistic, MS_TWO_SIDED);
}

/* ---- several answers of each row ---- */

/* The midranks of k values; `room` takes 4 k doubles. */
void
ms_rank_row(int k, const double *x, double *rank, double *room)
{
	for (int j = 0; j < k; j++)
	{
		room[2 * j] = x[j];
		room[2 * j + 1] = j;
	}
	ms_sort_records(room, k, 2, 0, room + 2 * k);
	for (int first = 0, end; first < k; first = end)
	{
		for (end = first + 1; end < k && room[2 * end] == room[2 * first];)
			end++;
		for (int j = first; j < end; j++)
			rank[(int) room[2 * j + 1]] = (first + end + 1) / 2.0;
	}
}

/* From the co-moments of the ranks in each row. */
void
ms_friedman_test(const ms_comoments *ranks, ms_friedman *result)
{
	const double *mean = ms_comoments_mean(ranks);
	const double *cross = ms_comoments_cross(ranks);
	int k = ranks->p;
	double n = (double) ranks->n;
	double between = 0;
	double within = 0;
	double all;

	*result = (ms_friedman){MS_NULL,
	                        MS_NULL,
	                        MS_NULL,
	                        MS_NULL,
	                        MS_NULL,
	                        MS_NULL,
	                        MS_NULL,
	                        MS_NULL,
	                        NULL};
	if (n < 2)
		result->note = n == 0 ? "no rows" : "fewer than 2 rows";
	else if (k < 2)
		result->note = "one column only";
	if (result->note != NULL)
		return;
	for (int j = 0; j < k; j++)
	{
		double distance = mean[j] - (k + 1) / 2.0;

		between += distance * distance;
		within += cross[ms_triangle_row(j) + j];
	}
	all = within + n * between;
	if (!(all > 0.25)) /* the least that ranks can differ, squared */
	{
		result->note = "all values of each row are equal";
		return;
	}
	result->kendalls_w = fmin(1, n * between / all);
	result->statistic = n * (k - 1) * result->kendalls_w;
	result->df = k - 1;
	result->p_value = ms_chisq_cdf(result->statistic, result->df, MS_UPPER);
	if (within <= 1e-13 * all)
	{
		result->note = "all rows agree: F is infinite";
		return;
	}
	result->f_statistic = (n - 1) * n * between / within;
	result->f_df1 = k - 1;
	result->f_df2 = (n - 1) * (k - 1);
	result->f_p_value =
	    ms_f_cdf(result->f_statistic, result->f_df1, result->f_df2, MS_UPPER);
}
