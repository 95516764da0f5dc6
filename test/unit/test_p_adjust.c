/*
 * test_p_adjust.c
 *		Adjusted p-values against R's p.adjust, and what holds for all of them.
 */
#include "check.h"
#include "core/p_adjust.h"
#include "core/status.h"

#define MOST 15

/* adjust a copy of p[0..n-1] and compare; a tie may come in either order */
static void
check_adjusted(int n, const double *p, ms_p_adjust method, const double *want)
{
	double got[MOST];
	double work[MOST * MS_P_ADJUST_WORK];

	memcpy(got, p, n * sizeof(double));
	ms_p_adjust_values(n, got, work, method);
	for (int i = 0; i < n; i++)
		CHECK_REL(got[i], want[i], 1e-13);
}

/* The fifteen of Benjamini & Hochberg (1995); R 4.2's p.adjust */
static void
test_fifteen(void)
{
	const double p[] = {0.0001,
	                    0.0004,
	                    0.0019,
	                    0.0095,
	                    0.0201,
	                    0.0278,
	                    0.0298,
	                    0.0344,
	                    0.0459,
	                    0.324,
	                    0.4262,
	                    0.5719,
	                    0.6528,
	                    0.759,
	                    1};
	const double bonferroni[] = {0.0015,
	                             0.006,
	                             0.0285,
	                             0.1425,
	                             0.3015,
	                             0.417,
	                             0.447,
	                             0.516,
	                             0.6885,
	                             1,
	                             1,
	                             1,
	                             1,
	                             1,
	                             1};
	const double holm[] = {0.0015,
	                       0.0056,
	                       0.0247,
	                       0.114,
	                       0.2211,
	                       0.278,
	                       0.278,
	                       0.278,
	                       0.3213,
	                       1,
	                       1,
	                       1,
	                       1,
	                       1,
	                       1};
	const double hochberg[] = {0.0015,
	                           0.0056,
	                           0.0247,
	                           0.114,
	                           0.2211,
	                           0.2682,
	                           0.2682,
	                           0.2752,
	                           0.3213,
	                           1,
	                           1,
	                           1,
	                           1,
	                           1,
	                           1};
	const double bh[] = {0.0015,
	                     0.003,
	                     0.0095,
	                     0.035625,
	                     0.0603,
	                     0.06385714285714286,
	                     0.06385714285714286,
	                     0.0645,
	                     0.0765,
	                     0.486,
	                     0.5811818181818181,
	                     0.714875,
	                     0.7532307692307693,
	                     0.8132142857142857,
	                     1};
	const double by[] = {0.00497734348984349,
	                     0.00995468697968698,
	                     0.031523175435675434,
	                     0.11821190788378289,
	                     0.2000892082917083,
	                     0.21189262285333715,
	                     0.21189262285333715,
	                     0.21402577006327006,
	                     0.253844517982018,
	                     1,
	                     1,
	                     1,
	                     1,
	                     1,
	                     1};

	check_adjusted(15, p, MS_ADJUST_NONE, p);
	check_adjusted(15, p, MS_ADJUST_BONFERRONI, bonferroni);
	check_adjusted(15, p, MS_ADJUST_HOLM, holm);
	check_adjusted(15, p, MS_ADJUST_HOCHBERG, hochberg);
	check_adjusted(15, p, MS_ADJUST_BH, bh);
	check_adjusted(15, p, MS_ADJUST_BY, by);
}

/* By hand, in no order: m = 4 of the five, 1 + 1/2 + 1/3 + 1/4 = 25/12. */
static void
test_by_hand(void)
{
	const double p[] = {0.04, 0.01, MS_NULL, 0.03, 0.02};
	const double bonferroni[] = {0.16, 0.04, MS_NULL, 0.12, 0.08};
	const double holm[] = {0.06, 0.04, MS_NULL, 0.06, 0.06};
	const double fours[] = {0.04, 0.04, MS_NULL, 0.04, 0.04};
	const double by[] = {1 / 12.0, 1 / 12.0, MS_NULL, 1 / 12.0, 1 / 12.0};

	check_adjusted(5, p, MS_ADJUST_NONE, p);
	check_adjusted(5, p, MS_ADJUST_BONFERRONI, bonferroni);
	check_adjusted(5, p, MS_ADJUST_HOLM, holm);
	check_adjusted(5, p, MS_ADJUST_HOCHBERG, fours);
	check_adjusted(5, p, MS_ADJUST_BH, fours);
	check_adjusted(5, p, MS_ADJUST_BY, by);
}

static void
test_few(void)
{
	const double one[] = {0.3};
	const double none[] = {MS_NULL, MS_NULL};
	const double ties[] = {0.02, 0.5, 0.02};
	const double holm[] = {0.06, 0.5, 0.06};
	const double bh[] = {0.03, 0.5, 0.03};

	for (int method = MS_ADJUST_NONE; method <= MS_ADJUST_BY; method++)
	{
		check_adjusted(0, one, (ms_p_adjust) method, one);
		check_adjusted(1, one, (ms_p_adjust) method, one);
		check_adjusted(2, none, (ms_p_adjust) method, none);
	}
	check_adjusted(3, ties, MS_ADJUST_HOLM, holm);
	check_adjusted(3, ties, MS_ADJUST_BH, bh);
}

int
main(void)
{
	test_fifteen();
	test_by_hand();
	test_few();
	return check_summary();
}
