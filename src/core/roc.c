/*
 * roc.c
 *		How well a score tells those whom it happens to from the others.
 *
 * Rows at or above a threshold are called positive.  Over all thresholds,
 *
 *	sensitivity (recall)	TP / (TP + FN)
 *	specificity				TN / (TN + FP)
 *	precision				TP / (TP + FP)
 *	Youden's J				sensitivity + specificity - 1
 *
 * The area under the curve is the probability that a positive scores above a
 * negative, ties counted half.  With m positives and n negatives, the placement
 * of a row is the share of the other group that it beats,
 *
 *	V10 = (negatives below + ties / 2) / n,  V01 = (positives above + ties / 2) / m
 *
 * AUC is the mean of either, and DeLong's variance is
 *
 *	S10 / m + S01 / n
 *
 * with the variances (m - 1, n - 1) of the placements.  Rows of one score have
 * one placement, so levels of score with their two counts are all that is kept.
 * Limits are normal, cut to 0 and 1; the test is against 1/2.
 *
 * Sources: DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44:837; Hanley &
 * McNeil (1982), Radiology 143:29; Youden (1950), Cancer 3:32.
 */
#include "port.h"
#include "roc.h"
#include "sort.h"
#include "sum.h"

size_t
ms_roc_levels(size_t n, double *pairs, double *scratch, ms_roc_level *levels)
{
	size_t count = 0;

	ms_sort_records(pairs, n, 2, 0, scratch);
	for (size_t i = n; i-- > 0;)
	{
		ms_check_interrupts();
		if (count == 0 || levels[count - 1].score != pairs[2 * i])
			levels[count++] = (ms_roc_level){pairs[2 * i], 0, 0};
		if (pairs[2 * i + 1] != 0)
			levels[count - 1].positives++;
		else
			levels[count - 1].negatives++;
	}
	return count;
}

/* ---- area ---- */

static void
count_groups(size_t n, const ms_roc_level *levels, ms_roc_area *area)
{
	for (size_t k = 0; k < n; k++)
	{
		area->positives += levels[k].positives;
		area->negatives += levels[k].negatives;
	}
}

/* DeLong's variance; 1/2 is where placements are centred, roughly. */
static double
placement_variance(size_t n,
                   const ms_roc_level *levels,
                   const ms_roc_area *area)
{
	double above = 0;
	double below = area->negatives;
	ms_sum s10 = {0, 0};
	ms_sum s01 = {0, 0};

	for (size_t k = 0; k < n; k++)
	{
		double p = levels[k].positives;
		double q = levels[k].negatives;
		double v10 = (below - q / 2) / area->negatives - area->estimate;
		double v01 = (above + p / 2) / area->positives - area->estimate;

		ms_sum_add(&s10, p * v10 * v10);
		ms_sum_add(&s01, q * v01 * v01);
		above += p;
		below -= q;
	}
	return ms_sum_total(&s10) / (area->positives - 1) / area->positives +
	       ms_sum_total(&s01) / (area->negatives - 1) / area->negatives;
}

static double
area_of(size_t n, const ms_roc_level *levels, const ms_roc_area *area)
{
	double above = 0;
	ms_sum won = {0, 0};

	for (size_t k = 0; k < n; k++)
	{
		ms_sum_add(&won, levels[k].negatives * above);
		ms_sum_add(&won, levels[k].negatives * levels[k].positives / 2);
		above += levels[k].positives;
	}
	return ms_sum_total(&won) / area->positives / area->negatives;
}

void
ms_roc_area_of(size_t n,
               const ms_roc_level *levels,
               double level,
               ms_roc_area *area)
{
	*area = (ms_roc_area){
	    0, 0, MS_NULL, MS_NULL, MS_NULL, MS_NULL, {MS_NULL, MS_NULL}, NULL};
	count_groups(n, levels, area);
	if (!(area->positives > 0 && area->negatives > 0))
	{
		area->note = n == 0                 ? "no rows"
		             : area->positives == 0 ? "no row is true"
		                                    : "every row is true";
		return;
	}
	area->estimate = area_of(n, levels, area);
	if (area->positives < 2 || area->negatives < 2)
	{
		area->note = "a group of one row: no error of the area";
		return;
	}
	area->std_error = sqrt(placement_variance(n, levels, area));
	area->limits =
	    ms_limits_normal(area->estimate, area->std_error, MS_TWO_SIDED, level);
	area->limits.low = fmax(area->limits.low, 0);
	area->limits.high = fmin(area->limits.high, 1);
	if (!(area->std_error > 0))
	{
		area->note = n == 1 ? "all rows have one score: no test"
		                    : "the score parts the groups: no error, no test";
		return;
	}
	area->statistic = (area->estimate - 0.5) / area->std_error;
	area->p_value = ms_p_value_normal(area->statistic, MS_TWO_SIDED);
}

/* ---- points ---- */

void
ms_roc_points(size_t n, const ms_roc_level *levels, ms_roc_point *points)
{
	ms_roc_area all = {0};
	double tp = 0;
	double fp = 0;

	count_groups(n, levels, &all);
	for (size_t k = 0; k < n; k++)
	{
		tp += levels[k].positives;
		fp += levels[k].negatives;
		points[k] = (ms_roc_point){
		    levels[k].score,
		    tp,
		    fp,
		    all.positives > 0 ? tp / all.positives : MS_NULL,
		    all.negatives > 0 ? (all.negatives - fp) / all.negatives : MS_NULL,
		    tp / (tp + fp),
		    MS_NULL};
		points[k].youden = points[k].sensitivity + points[k].specificity - 1;
	}
}

size_t
ms_roc_best(size_t n, const ms_roc_point *points)
{
	size_t best = n;

	for (size_t k = 0; k < n; k++)
	{
		if (ms_is_null(points[k].youden))
			return n;
		if (best == n || points[k].youden > points[best].youden)
			best = k;
	}
	return best;
}
