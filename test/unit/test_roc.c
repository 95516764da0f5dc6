/*
 * test_roc.c
 *		Areas and their error by looking at all pairs, and by pROC.
 */
#include <gsl/gsl_errno.h>

#include "check.h"
#include "core/roc.h"

#define MOST 120

static size_t
levels_of(size_t n, const double *score, const int *truth, ms_roc_level *levels)
{
	double pairs[2 * MOST];
	double scratch[2 * MOST];

	for (size_t i = 0; i < n; i++)
	{
		pairs[2 * i] = score[i];
		pairs[2 * i + 1] = truth[i];
	}
	return ms_roc_levels(n, pairs, scratch, levels);
}

static double
beats(double a, double b)
{
	return a > b ? 1 : a == b ? 0.5 : 0;
}

/* The share of the rows of the other truth that row i beats, or loses to. */
static double
placement(size_t n, const double *score, const int *truth, size_t i)
{
	double sum = 0;
	double others = 0;

	for (size_t k = 0; k < n; k++)
	{
		if (truth[k] == truth[i])
			continue;
		others++;
		sum += truth[i] ? beats(score[i], score[k]) : beats(score[k], score[i]);
	}
	return sum / others;
}

static void
check_area(size_t n, const double *score, const int *truth)
{
	ms_roc_level levels[MOST];
	ms_roc_area area;
	double group[2] = {0, 0};
	double sum[2] = {0, 0};
	double squares[2] = {0, 0};

	ms_roc_area_of(levels_of(n, score, truth, levels), levels, 0.9, &area);
	for (size_t i = 0; i < n; i++)
	{
		group[truth[i]]++;
		sum[truth[i]] += placement(n, score, truth, i);
	}
	for (size_t i = 0; i < n; i++)
	{
		double d =
		    placement(n, score, truth, i) - sum[truth[i]] / group[truth[i]];

		squares[truth[i]] += d * d;
	}
	CHECK(area.positives == group[1] && area.negatives == group[0]);
	CHECK_REL(area.estimate, sum[1] / group[1], 1e-13);
	CHECK_REL(area.estimate, sum[0] / group[0], 1e-13);
	CHECK_ABS(area.std_error * area.std_error,
	          squares[1] / (group[1] - 1) / group[1] +
	              squares[0] / (group[0] - 1) / group[0],
	          1e-14);
	CHECK(area.limits.low >= 0 && area.limits.high <= 1);
}

static void
test_pairs(void)
{
	double score[MOST];
	int truth[MOST];
	unsigned seed = 5;

	for (int round = 0; round < 60; round++)
	{
		size_t n = 10 + (size_t) round;
		int steps = 2 + round % 40; /* few steps: many ties */

		for (size_t i = 0; i < n; i++)
		{
			seed = seed * 1664525u + 1013904223u;
			truth[i] = i < 4 ? i % 2 : (seed >> 20) % 3 == 0;
			score[i] = (seed >> 8) % steps + (truth[i] ? 0.5 * (round % 5) : 0);
		}
		check_area(n, score, truth);
	}
}

static void
test_points(void)
{
	const double score[] = {0.1, 0.4, 0.35, 0.8, 0.4};
	const int truth[] = {0, 0, 1, 1, 1};
	ms_roc_level levels[5];
	ms_roc_point points[5];
	size_t n = levels_of(5, score, truth, levels);

	CHECK(n == 4 && levels[1].positives == 1 && levels[1].negatives == 1);
	ms_roc_points(n, levels, points);
	CHECK(points[0].threshold == 0.8 && points[0].precision == 1);
	CHECK(points[2].sensitivity == 1 && points[2].specificity == 0.5);
	CHECK(points[2].precision == 0.75 && points[2].youden == 0.5);
	CHECK(points[3].sensitivity == 1 && points[3].specificity == 0);
	CHECK(ms_roc_best(n, points) == 2);

	/* of equal ones the strictest */
	{
		const double tied[] = {1, 2, 3, 4};
		const int half[] = {0, 1, 0, 1};

		n = levels_of(4, tied, half, levels);
		ms_roc_points(n, levels, points);
		CHECK(points[0].youden == 0.5 && points[2].youden == 0.5);
		CHECK(ms_roc_best(n, points) == 0);
	}
}

static void
test_ends(void)
{
	const double score[] = {1, 2, 3, 4};
	const double same[] = {7, 7, 7, 7};
	const int parted[] = {0, 0, 1, 1};
	const int all[] = {1, 1, 1, 1};
	const int one[] = {0, 0, 0, 1};
	ms_roc_level levels[4];
	ms_roc_point points[4];
	ms_roc_area area;
	size_t n = levels_of(4, score, parted, levels);

	ms_roc_area_of(n, levels, 0.95, &area);
	CHECK(area.estimate == 1 && area.std_error == 0);
	CHECK(ms_is_null(area.p_value) && check_says(area.note, "parts"));
	n = levels_of(4, same, parted, levels);
	ms_roc_area_of(n, levels, 0.95, &area);
	CHECK(n == 1 && area.estimate == 0.5 && check_says(area.note, "one score"));
	n = levels_of(4, score, all, levels);
	ms_roc_area_of(n, levels, 0.95, &area);
	CHECK(ms_is_null(area.estimate) && check_says(area.note, "every row"));
	ms_roc_points(n, levels, points);
	CHECK(ms_is_null(points[0].specificity) && ms_roc_best(n, points) == n);
	n = levels_of(4, score, one, levels);
	ms_roc_area_of(n, levels, 0.95, &area);
	CHECK(area.estimate == 1 && ms_is_null(area.std_error));
	ms_roc_area_of(0, levels, 0.95, &area);
	CHECK(ms_is_null(area.estimate) && check_says(area.note, "no rows"));
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_pairs();
	test_points();
	test_ends();
	return check_summary();
}
