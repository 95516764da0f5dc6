/*
 * p_adjust.c
 *		p-values of several tests, adjusted for their number.
 *
 * With p_(1) <= ... <= p_(m),
 *
 *	bonferroni	m p
 *	holm		max over i <= k of (m - i + 1) p_(i)		step down
 *	hochberg	min over i >= k of (m - i + 1) p_(i)		step up
 *	bh			min over i >= k of m / i p_(i)				false discovery rate
 *	by			the same times 1 + 1/2 + ... + 1/m			under any dependence
 *
 * none above 1.  A p that is MS_NULL stays so and is not counted in m.
 *
 * Sources: Holm (1979), Scand J Stat 6:65; Hochberg (1988), Biometrika 75:800;
 * Benjamini & Hochberg (1995), J R Stat Soc B 57:289; Benjamini & Yekutieli
 * (2001), Ann Stat 29:1165.
 */
#include <stdbool.h>
#include <stddef.h>

#include "p_adjust.h"
#include "port.h"
#include "sort.h"
#include "status.h"

#define QUIET 65536 /* values passed between two looks for interrupts */

/* A p-value and where it stood: the records that are sorted. */
typedef struct ranked_p
{
	double p;
	double at;
} ranked_p;

_Static_assert(3 * sizeof(ranked_p) <= 2 * MS_P_ADJUST_WORK * sizeof(double),
               "the work holds a record a value and scratch for half of them");

/* 1 + 1/2 + ... + 1/m for Benjamini-Yekutieli, 1 for the others */
static double
dependence(ms_p_adjust method, int m)
{
	double sum = 0;

	if (method != MS_ADJUST_BY)
		return 1;
	for (int i = 1; i <= m; i++)
		sum += 1.0 / i;
	return sum;
}

/* What the k-th smallest of m, k from 1, is multiplied with. */
static double
factor(ms_p_adjust method, int k, int m)
{
	switch (method)
	{
		case MS_ADJUST_NONE:
			return 1;
		case MS_ADJUST_BONFERRONI:
			return m;
		case MS_ADJUST_HOLM:
		case MS_ADJUST_HOCHBERG:
			return m - k + 1;
		case MS_ADJUST_BH:
		case MS_ADJUST_BY:
			return (double) m / k;
	}
	return MS_NULL;
}

void
ms_p_adjust_values(int n, double *p, double *work, ms_p_adjust method)
{
	ranked_p *ranked = (ranked_p *) work;
	bool step_down = method == MS_ADJUST_HOLM;
	bool step_up = method == MS_ADJUST_HOCHBERG || method == MS_ADJUST_BH ||
	               method == MS_ADJUST_BY;
	double bound = step_down ? 0 : 1;
	double scale;
	int m = 0;

	for (int i = 0; i < n; i++)
	{
		if (!ms_is_null(p[i]))
			ranked[m++] = (ranked_p){p[i], i};
	}
	ms_sort_records(work, m, 2, 0, work + 2 * (size_t) m);
	scale = dependence(method, m);

	for (int i = 1; i <= m; i++)
	{
		int k = step_down ? i : m - i + 1;
		const ranked_p *own = &ranked[k - 1];
		double adjusted = fmin(1, scale * factor(method, k, m) * own->p);

		if (i % QUIET == 0)
			ms_check_interrupts();
		if (step_down)
			adjusted = bound = fmax(bound, adjusted);
		if (step_up)
			adjusted = bound = fmin(bound, adjusted);
		p[(int) own->at] = adjusted;
	}
}
