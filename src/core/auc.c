/*
 * auc.c
 *		How well a score parts two groups: the area under the ROC curve.
 *
 * The area is the probability that a positive scores above a negative, ties
 * counted half.  With m positives and n negatives the placement of a row is the
 * share of the other group that it beats,
 *
 *	V10 = (negatives below + ties / 2) / n,  V01 = (positives above + ties / 2) / m
 *
 * the area is the mean of either, and DeLong's variance S10 / m + S01 / n, with
 * the variances (m - 1 and n - 1 below) of the placements.  Rows of one score
 * have one placement.
 *
 * Source: DeLong, DeLong & Clarke-Pearson (1988), Biometrics 44:837.
 */
#include "auc.h"
#include "port.h"
#include "sort.h"
#include "status.h"
#include "sum.h"

typedef struct groups
{
	size_t n;
	const double (*pair)[2];
	double positives; /* sums of weights */
	double negatives;
} groups;

/* One score: its weights in both groups, and what stands before it. */
typedef struct level
{
	size_t next;
	double positives;
	double negatives;
	ms_sum positives_below;
	ms_sum negatives_below;
} level;

static void
add_weight(double weight, ms_sum *positives, ms_sum *negatives)
{
	ms_sum_add(weight > 0 ? positives : negatives, fabs(weight));
}

/* The next score; false after the last. */
static bool
next_level(const groups *g, level *at)
{
	size_t first = at->next;
	ms_sum positives = {0, 0};
	ms_sum negatives = {0, 0};

	if (first == g->n)
		return false;
	ms_check_interrupts();
	ms_sum_add(&at->positives_below, at->positives);
	ms_sum_add(&at->negatives_below, at->negatives);
	while (at->next < g->n && g->pair[at->next][0] == g->pair[first][0])
		add_weight(g->pair[at->next++][1], &positives, &negatives);
	at->positives = ms_sum_total(&positives);
	at->negatives = ms_sum_total(&negatives);
	return true;
}

static double
placement_of_positive(const groups *g, const level *at)
{
	return (ms_sum_total(&at->negatives_below) + at->negatives / 2) /
	       g->negatives;
}

static double
placement_of_negative(const groups *g, const level *at)
{
	double above =
	    g->positives - ms_sum_total(&at->positives_below) - at->positives;

	return (above + at->positives / 2) / g->positives;
}

static double
area_of(const groups *g)
{
	level at = {0};
	ms_sum sum = {0, 0};

	while (next_level(g, &at))
		ms_sum_add(&sum, at.positives * placement_of_positive(g, &at));
	return ms_sum_total(&sum) / g->positives;
}

static double
variance_of(const groups *g, double area)
{
	level at = {0};
	ms_sum s10 = {0, 0};
	ms_sum s01 = {0, 0};

	while (next_level(g, &at))
	{
		double v10 = placement_of_positive(g, &at) - area;
		double v01 = placement_of_negative(g, &at) - area;

		ms_sum_add(&s10, at.positives * v10 * v10);
		ms_sum_add(&s01, at.negatives * v01 * v01);
	}
	return ms_sum_total(&s10) / (g->positives - 1) / g->positives +
	       ms_sum_total(&s01) / (g->negatives - 1) / g->negatives;
}

void
ms_auc_of(
    size_t n, double *pairs, double *scratch, double *auc, double *std_error)
{
	groups g = {.n = n, .pair = (const double(*)[2]) pairs};
	ms_sum positives = {0, 0};
	ms_sum negatives = {0, 0};

	*auc = *std_error = MS_NULL;
	for (size_t i = 0; i < n; i++)
		add_weight(g.pair[i][1], &positives, &negatives);
	g.positives = ms_sum_total(&positives);
	g.negatives = ms_sum_total(&negatives);
	if (!(g.positives > 0 && g.negatives > 0))
		return;
	ms_sort_records(pairs, n, 2, 0, scratch);
	*auc = area_of(&g);
	if (ms_more_than(g.positives, 1) && ms_more_than(g.negatives, 1))
		*std_error = sqrt(variance_of(&g, *auc));
}

ms_interval
ms_auc_limits(double auc, double std_error, double level)
{
	ms_interval limits = {MS_NULL, MS_NULL};

	if (ms_is_null(auc) || ms_is_null(std_error))
		return limits;
	limits = ms_limits_normal(auc, std_error, MS_TWO_SIDED, level);
	return (ms_interval){fmax(limits.low, 0), fmin(limits.high, 1)};
}
