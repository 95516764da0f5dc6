/*
 * test_rank_correlation.c
 *		Spearman, Kendall, Kruskal-Wallis, Dunn and Friedman: against R, and
 *		against what a slower way counts.
 */
#include <stdlib.h>

#include "check.h"
#include "core/rank_correlation.h"
#include "core/rank_groups.h"
#include "core/sort.h"

static const ms_rank_options by_default = {
    MS_TWO_SIDED, MS_EXACT_AUTO, true, 0.95, 0};

typedef void (*correlate)(const ms_sample *pairs,
                          const ms_rank_options *options,
                          double *room,
                          ms_rank_correlation *result);

/* Of n records (y, x [, weight]), in any order. */
static ms_rank_correlation
correlation(correlate test, int n, int columns, const double *records)
{
	int stride = ms_sample_stride(columns);
	double *sorted = malloc((2 * n * stride + 1) * sizeof(double));
	ms_sample pairs = {n, columns, sorted};
	double *room =
	    malloc((ms_rank_correlation_room(&pairs) + 1) * sizeof(double));
	ms_rank_correlation result;

	memcpy(sorted, records, n * stride * sizeof(double));
	ms_sort_records(sorted, n, stride, 0, sorted + n * stride);
	test(&pairs, &by_default, room, &result);
	free(room);
	free(sorted);
	return result;
}

/* R 4.2: cor.test(1:15, y, method = ) */
static void
test_correlation_of_r(void)
{
	const double y[] = {3, 1, 5, 2, 9, 4, 6, 12, 7, 8, 15, 10, 11, 14, 13};
	double records[30];
	ms_rank_correlation r;

	for (int i = 0; i < 15; i++)
	{
		records[2 * i] = i + 1;
		records[2 * i + 1] = y[i];
	}
	r = correlation(ms_kendall, 15, MS_SAMPLE_RANK, records);
	CHECK_REL(r.estimate, 0.67619047619047623, 1e-14);
	CHECK_REL(r.p_value, 0.00019989992034474824, 1e-11);
	CHECK(r.concordant == 88 && r.discordant == 17);
	r = correlation(ms_spearman, 15, MS_SAMPLE_RANK, records);
	CHECK_REL(r.estimate, 0.8464285714285712, 1e-14);
	CHECK_REL(r.p_value, 6.0047050493623744e-05, 1e-11);
	/* tanh(atanh(r) + c(-1, 1) * qnorm(.975) * sqrt((1 + r^2 / 2) / 12)) */
	CHECK_REL(r.limits.low, 0.52558903797732992, 1e-12);
	CHECK_REL(r.limits.high, 0.95647753012612835, 1e-12);
}

/* Where the Edgeworth series has fallen to 0, p is that of t. */
static void
test_spearman_far_out(void)
{
	double records[100];
	ms_rank_correlation r;

	for (int i = 0; i < 50; i++)
	{
		records[2 * i] = i;
		records[2 * i + 1] = i % 5 == 0 ? (i + 13) % 50 : i;
	}
	for (int i = 0; i < 50; i++)
		records[2 * i + 1] += i / 1000.0;
	r = correlation(ms_spearman, 50, MS_SAMPLE_RANK, records);
	CHECK(r.estimate > 0.8 && r.estimate < 1);
	CHECK(r.p_value > 0 && r.p_value < 1e-10);
	CHECK(check_says(r.method, "t approximation"));
}

/* Pairs counted one by one, with ties and weights. */
static void
test_kendall_by_counting(void)
{
	double records[3 * 60];
	double repeated[2 * 200];
	int n = 0;
	ms_rank_correlation r;
	ms_rank_correlation w;
	ms_rank_correlation s;
	ms_rank_correlation ws;
	double concordant = 0;
	double discordant = 0;

	for (int i = 0; i < 60; i++)
	{
		records[3 * i] = i * i % 11;
		records[3 * i + 1] = i * 7 % 13 + i / 20;
		records[3 * i + 2] = 1 + i % 4;
		for (int k = 0; k < 1 + i % 4; k++, n++)
		{
			repeated[2 * n] = records[3 * i];
			repeated[2 * n + 1] = records[3 * i + 1];
		}
	}
	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < i; j++)
		{
			double sign = (repeated[2 * i] - repeated[2 * j]) *
			              (repeated[2 * i + 1] - repeated[2 * j + 1]);

			concordant += sign > 0;
			discordant += sign < 0;
		}
	}
	r = correlation(ms_kendall, n, MS_SAMPLE_RANK, repeated);
	w = correlation(ms_kendall, 60, MS_SAMPLE_RANK | MS_SAMPLE_WEIGHT, records);
	CHECK(r.concordant == concordant && r.discordant == discordant);
	CHECK(w.concordant == concordant && w.discordant == discordant);
	CHECK(r.p_value == w.p_value && r.estimate == w.estimate);
	s = correlation(ms_spearman, n, MS_SAMPLE_RANK, repeated);
	ws = correlation(
	    ms_spearman, 60, MS_SAMPLE_RANK | MS_SAMPLE_WEIGHT, records);
	CHECK_REL(ws.estimate, s.estimate, 1e-14);
	CHECK_REL(ws.p_value, s.p_value, 1e-12);
}

static void
test_correlation_too_little(void)
{
	const double agree[] = {1, 1, 2, 2, 3, 3, 4, 5};
	const double constant[] = {1, 1, 1, 2, 1, 3};
	const double halves[] = {1, 1, 0.5, 2, 2, 0.5};
	ms_rank_correlation r = correlation(ms_spearman, 4, MS_SAMPLE_RANK, agree);

	CHECK(r.estimate == 1 && check_says(r.note, "agree"));
	CHECK_REL(r.p_value, 2 / 24.0, 1e-13);
	r = correlation(ms_kendall, 4, MS_SAMPLE_RANK, agree);
	CHECK(r.estimate == 1 && check_says(r.note, "agree"));
	CHECK_REL(r.p_value, 2 / 24.0, 1e-13);
	for (int k = 0; k < 2; k++)
	{
		correlate test = k == 0 ? ms_spearman : ms_kendall;

		r = correlation(test, 3, MS_SAMPLE_RANK, constant);
		CHECK(check_says(r.note, "y is constant") && ms_is_null(r.estimate));
		r = correlation(test, 2, MS_SAMPLE_RANK, constant);
		CHECK(check_says(r.note, "fewer than 3"));
		r = correlation(test, 0, MS_SAMPLE_RANK, constant);
		CHECK(check_says(r.note, "no rows"));
		r = correlation(test, 2, MS_SAMPLE_RANK | MS_SAMPLE_WEIGHT, halves);
		CHECK(check_says(r.note, "whole"));
	}
}

/* ---- groups ---- */

static const double few_a[] = {1, 2, 2, 3, 3, 3, 4, 5};
static const double few_b[] = {2, 3, 4, 4, 5, 5, 5};
static const double few_c[] = {1, 1, 2, 5, 5};

static void
test_groups(void)
{
	ms_runs runs[4] = {
	    {8, 1, few_a, NULL}, {7, 1, few_b, NULL}, {5, 1, few_c, NULL}, {0}};
	ms_ranked_group group[4];
	ms_ranked_groups groups = {.k = 3, .group = group};
	double *room = malloc(ms_ranked_groups_room(runs, 4) * sizeof(double));
	ms_kruskal k;
	ms_dunn d;

	ms_rank_groups(runs, room, &groups);
	ms_kruskal_test(&groups, &k);
	CHECK_REL(k.statistic, 2.6375916112301208, 1e-13);
	CHECK_REL(k.p_value, 0.26745717855859391, 1e-12);
	CHECK_REL(k.epsilon_squared, 2.6375916112301208 / 19, 1e-13);
	CHECK_REL(k.eta_squared, 0.6375916112301208 / 17, 1e-12);
	/* of two groups, H is the square of Dunn's z */
	groups.k = 2;
	ms_rank_groups(runs, room, &groups);
	ms_kruskal_test(&groups, &k);
	ms_dunn_test(&groups, 0, 1, &d);
	CHECK_REL(d.statistic * d.statistic, k.statistic, 1e-13);
	CHECK_REL(d.p_value, k.p_value, 1e-12);
	CHECK_REL(d.estimate, group[0].mean_rank - group[1].mean_rank, 1e-15);
	runs[2] = runs[3];
	groups.k = 3;
	ms_rank_groups(runs, room, &groups);
	ms_kruskal_test(&groups, &k);
	CHECK(groups.filled == 2 && check_says(k.note, "left out"));
	ms_dunn_test(&groups, 0, 2, &d);
	CHECK(check_says(d.note, "empty") && ms_is_null(d.p_value));
	groups.k = 0;
	ms_rank_groups(runs, room, &groups);
	ms_kruskal_test(&groups, &k);
	CHECK(check_says(k.note, "no rows"));
	free(room);
}

/* Nearly all rows tied: the usual formula would be left with few digits. */
static void
test_many_ties(void)
{
	const double most[] = {7, 1e7};
	const double rest[] = {7, 1e7 - 1, 8, 1};
	ms_runs runs[2] = {{1, 2, most, most + 1}, {2, 2, rest, rest + 1}};
	ms_ranked_group group[2];
	ms_ranked_groups groups = {.k = 2, .group = group};
	double room[30];
	ms_kruskal k;

	ms_rank_groups(runs, room, &groups);
	ms_kruskal_test(&groups, &k);
	/* one row of N above all others, in one of two groups of N / 2: H = 1 */
	CHECK_REL(k.statistic, 1, 1e-12);
}

/* ---- rows ---- */

static ms_friedman
friedman(int n, int k, const double *x)
{
	double *room = malloc((4 * k + 1) * sizeof(double));
	double delta[8];
	ms_comoments *c =
	    calloc(1, ms_comoments_size(k, MS_COMOMENTS_BLOCK) + sizeof(delta));
	ms_friedman result;

	ms_comoments_init(c, k, MS_COMOMENTS_BLOCK);
	for (int i = 0; i < n; i++)
	{
		ms_rank_row(k, x + i * k, ms_comoments_next_row(c), room);
		ms_comoments_take_row(c, 1);
	}
	(void) ms_comoments_flush(c);
	ms_friedman_test(c, &result);
	free(c);
	free(room);
	return result;
}

static void
test_friedman(void)
{
	/* R 4.2: friedman.test(m) */
	const double x[] = {1, 2, 3, 2, 3, 1, 1, 1, 3, 2, 4, 9, 5, 5, 5};
	const double agree[] = {1, 2, 3, 4, 5, 6};
	ms_friedman f = friedman(5, 3, x);
	double rank[3];
	double room[12];

	CHECK_REL(f.statistic, 2.8, 1e-13);
	CHECK_REL(f.p_value, 0.24659696394160649, 1e-12);
	CHECK_REL(f.kendalls_w, 0.28, 1e-13);
	CHECK_REL(f.f_statistic, 4 * 2.8 / (10 - 2.8), 1e-12);
	f = friedman(2, 3, agree);
	CHECK(f.kendalls_w == 1 && check_says(f.note, "agree"));
	f = friedman(1, 3, agree);
	CHECK(check_says(f.note, "fewer than 2 rows"));
	f = friedman(6, 1, agree);
	CHECK(check_says(f.note, "one column"));
	f = friedman(1, 3, x + 12);
	CHECK(ms_is_null(f.p_value));
	ms_rank_row(3, x + 6, rank, room);
	CHECK(rank[0] == 1.5 && rank[1] == 1.5 && rank[2] == 3);
}

int
main(void)
{
	test_correlation_of_r();
	test_spearman_far_out();
	test_kendall_by_counting();
	test_correlation_too_little();
	test_groups();
	test_many_ties();
	test_friedman();
	return check_summary();
}
