/*
 * protection.c
 *		Financial protection: spending that is catastrophic, and that pushes
 *		below a line.
 *
 * Catastrophic.  With the share s = oop / budget and the threshold z,
 *
 *	E = 1 where s > z, 0 elsewhere		H = sum w E / W		headcount
 *	O = E (s - z)						O = sum w O / W		overshoot
 *
 * and O / H is the mean positive overshoot.  The quotient is formed, not z
 * budget: 57 of 100 is not above 0.57, but 0.57 * 100 is below 57 in doubles.
 * By the rank R of cells in the order of living standards, ties averaged,
 *
 *	C_h = 2 sum w (h - mean(h)) (R - 1/2) / (W mean(h))		h = E, O
 *	H_W = H (1 - C_E) = 2 sum w E (1 - R) / W, O_W likewise
 *
 * so that the rank-weighted figures are sums of what is not negative: they keep
 * their digits when C is next to 1, and are 0 when C is undefined for H = 0.
 *
 * Of the capacity to pay after Xu, E = 1 already where s = z; who pays out of a
 * capacity of 0 or less is catastrophic, without a share and thus without an
 * overshoot.
 *
 * Impoverishment.  With x before payments, y = x - oop after them, and the line
 * z, poor is x < z, or y < z.  The gap is max(0, z - x), the normalised gap that
 * over z, and the squared gap the square of this; each is averaged over
 * everybody, before and after.  Deepening is the mean of oop / z where x < z.
 *
 * What is added up.  Each row falls into one cell, catastrophic or not, poor
 * before or not and after or not, and adds w and w^2 to this cell alone; shares
 * and their errors are said there (cells.h).  For the error of the overshoot,
 *
 *	se^2 = n / (n - 1) [sum (E = 1) (v - m w)^2 + m^2 sum (E = 0) w^2] / W^2
 *
 * with v = w O and m the mean of O, the squares and products of v and w are
 * added up without rounding, as pairs of doubles: their difference is right
 * where all shares are large and close together.
 *
 * Sources: Wagstaff & van Doorslaer (2003), Health Econ 12:921; O'Donnell et
 * al., Analyzing Health Equity Using Household Survey Data (2008), chapters 18
 * and 19; Xu, Distribution of health payments and catastrophic expenditures
 * (WHO 2005); Foster, Greer & Thorbecke (1984), Econometrica 52:761; Pen,
 * Income Distribution (1971); Dekker (1971), Numer Math 18:224 (products).
 */
#include "cells.h"
#include "port.h"
#include "protection.h"
#include "slices.h"

static const char beyond[] = "the sums are beyond double precision";

/* ---- lines ---- */

double
ms_societal_poverty_line(const ms_sample *s,
                         double international,
                         double intercept,
                         double share)
{
	double median = ms_sample_quantile(s, 0.5, MS_QUANTILE_STATA);

	if (ms_is_null(median))
		return MS_NULL;
	return ms_known(fmax(international, intercept + share * median));
}

/* ---- catastrophic: rows ---- */

/* cells */
enum
{
	SPARED,
	CATASTROPHIC,
	SPENDING_CELLS
};

/* sums; the first two begin one for each cell */
enum
{
	SPENDING_WEIGHT = 0,
	SPENDING_SQUARE = SPENDING_WEIGHT + SPENDING_CELLS,
	OVERSHOOT = SPENDING_SQUARE + SPENDING_CELLS, /* of v = w O */
	OVERSHOOT_CROSS, /* of v w */
	OVERSHOOT_SQUARE /* of v v */
};

/* a b = product + error, but for overflow and underflow */
static inline void
two_product(double a, double b, double *product, double *error)
{
	double split_a = 134217729 * a; /* 2^27 + 1 */
	double split_b = 134217729 * b;
	double high_a = split_a - (split_a - a);
	double high_b = split_b - (split_b - b);
	double low_a = a - high_a;
	double low_b = b - high_b;

	*product = a * b;
	*error = low_a * low_b -
	         (((*product - high_a * high_b) - low_a * high_b) - high_a * low_b);
}

static inline void
add_product(ms_sum *sum, double a, double b)
{
	double product;
	double error;

	two_product(a, b, &product, &error);
	ms_sum_add(sum, product);
	sum->low += error;
}

static inline void
add_spared(ms_tally *t, double weight)
{
	ms_tally_add(t, SPENDING_WEIGHT + SPARED, weight);
	ms_tally_add(t, SPENDING_SQUARE + SPARED, weight * weight);
}

static inline void
add_catastrophic(ms_tally *t, double overshoot, double weight)
{
	double v = weight * overshoot;

	ms_tally_add(t, SPENDING_WEIGHT + CATASTROPHIC, weight);
	add_product(&t->sum[SPENDING_SQUARE + CATASTROPHIC], weight, weight);
	ms_tally_add(t, OVERSHOOT, v);
	add_product(&t->sum[OVERSHOOT_CROSS], v, weight);
	add_product(&t->sum[OVERSHOOT_SQUARE], v, v);
}

/* There is no share of a budget of nothing, or of next to nothing. */
static void
add_without_share(ms_tally *t, bool capacity, double oop, double weight)
{
	if (!capacity)
	{
		t->count[MS_PROTECTION_INVALID]++;
		return;
	}
	t->count[MS_TALLY_N]++;
	t->count[MS_PROTECTION_REFUND] += oop < 0;
	t->count[MS_PROTECTION_INCONSISTENT] += oop > 0;
	if (oop > 0)
		add_catastrophic(t, 0, weight);
	else
		add_spared(t, weight);
}

void
ms_catastrophic_add(ms_tally *t,
                    bool capacity,
                    double oop,
                    double budget,
                    double threshold,
                    double weight)
{
	double share = ms_budget_share(oop, budget);

	if (weight == 0)
	{
		t->count[MS_TALLY_WEIGHTLESS]++;
		return;
	}
	if (ms_is_null(share))
	{
		add_without_share(t, capacity, oop, weight);
		return;
	}
	t->count[MS_TALLY_N]++;
	t->count[MS_PROTECTION_REFUND] += oop < 0;
	t->count[MS_PROTECTION_ABOVE] += oop > budget;
	if (share > threshold || (capacity && share == threshold))
		add_catastrophic(t, share - threshold, weight);
	else
		add_spared(t, weight);
}

/* ---- catastrophic: figures ---- */

/* sum -= factor * x */
static void
subtract_scaled(ms_sum *sum, double factor, const ms_sum *x)
{
	add_product(sum, -factor, x->high);
	sum->low -= factor * x->low;
}

/* the mean of O, and what rounding took from it */
static ms_sum
overshoot_mean(const ms_tally *t, double total)
{
	ms_sum mean = {ms_tally_total(t, OVERSHOOT) / total, 0};
	ms_sum rest = t->sum[OVERSHOOT];

	subtract_scaled(&rest, mean.high, &t->sum[SPENDING_WEIGHT + SPARED]);
	subtract_scaled(&rest, mean.high, &t->sum[SPENDING_WEIGHT + CATASTROPHIC]);
	mean.low = ms_sum_total(&rest) / total;
	return mean;
}

/* sum (E = 1) (v - m w)^2 = sum v v - m (sum v w + (sum v w - m sum w w)) */
static double
overshoot_squares(const ms_tally *t, const ms_sum *mean)
{
	const ms_sum *cross = &t->sum[OVERSHOOT_CROSS];
	const ms_sum *weights = &t->sum[SPENDING_SQUARE + CATASTROPHIC];
	ms_sum inner = *cross;
	ms_sum outer = t->sum[OVERSHOOT_SQUARE];
	double squares;

	subtract_scaled(&inner, mean->high, weights);
	subtract_scaled(&inner, mean->low, weights);
	ms_sum_add(&inner, cross->high);
	inner.low += cross->low;
	subtract_scaled(&outer, mean->high, &inner);
	subtract_scaled(&outer, mean->low, &inner);
	squares = ms_sum_total(&outer);
	return squares < 0 ? 0 : squares;
}

static double
overshoot_error(const ms_tally *t, double total)
{
	double n = (double) t->count[MS_TALLY_N];
	ms_sum mean = overshoot_mean(t, total);
	double spared = ms_tally_total(t, SPENDING_SQUARE + SPARED);
	double squares =
	    overshoot_squares(t, &mean) + mean.high * mean.high * spared;

	return ms_known(sqrt(n / (n - 1) * squares) / total);
}

static const char *
catastrophic_note(const ms_tally *t, const ms_catastrophic *c)
{
	if (t->count[MS_TALLY_N] == 0)
		return "no rows";
	if (ms_is_null(c->headcount) || ms_is_null(c->overshoot) ||
	    ms_is_null(c->limits.low))
		return beyond;
	if (t->count[MS_TALLY_N] == 1)
		return "one row: no standard errors";
	if (ms_is_null(c->std_error) || ms_is_null(c->overshoot_std_error))
		return beyond;
	if (!(c->headcount > 0))
		return "no spending is catastrophic";
	return NULL;
}

void
ms_catastrophic_of(const ms_tally *t, double level, ms_catastrophic *result)
{
	const ms_cells c = {t->count[MS_TALLY_N],
	                    SPENDING_CELLS,
	                    &t->sum[SPENDING_WEIGHT],
	                    &t->sum[SPENDING_SQUARE]};
	const unsigned catastrophic = 1U << CATASTROPHIC;
	const unsigned all = (1U << SPENDING_CELLS) - 1;
	const int score[SPENDING_CELLS] = {0, 1};
	double overshoot = ms_tally_total(t, OVERSHOOT);

	*result = (ms_catastrophic){
	    .weight = ms_cells_weight(&c, all),
	    .headcount = ms_cells_share(&c, catastrophic, all),
	    .std_error = ms_cells_std_error(&c, score),
	    .limits = ms_cells_limits(&c, catastrophic, all, level),
	    .concentration_headcount = MS_NULL,
	    .concentration_overshoot = MS_NULL,
	    .rank_weighted_headcount = MS_NULL,
	    .rank_weighted_overshoot = MS_NULL,
	    .refunds = t->count[MS_PROTECTION_REFUND],
	    .above = t->count[MS_PROTECTION_ABOVE],
	};
	result->overshoot = ms_known(overshoot / result->weight);
	result->overshoot_std_error = ms_is_null(result->std_error)
	                                  ? MS_NULL
	                                  : overshoot_error(t, result->weight);
	result->mean_positive_overshoot =
	    ms_known(overshoot / ms_cells_weight(&c, catastrophic));
	result->note = catastrophic_note(t, result);
}

/* ---- catastrophic: by rank ---- */

/* sums over records of one figure h, E or O */
typedef struct ranked_sums
{
	double mean; /* of h */
	ms_sum tied; /* w (h - mean), over the records of one rank */
	ms_sum tied_plain; /* w h */
	ms_sum covariance; /* w (h - mean) (R - 1/2) */
	ms_sum weighted; /* w h (1 - R) */
} ranked_sums;

static void
add_tied(ranked_sums *h, double value, double weight)
{
	ms_sum_add(&h->tied, weight * (value - h->mean));
	ms_sum_add(&h->tied_plain, weight * value);
}

static void
end_tied(ranked_sums *h, double rank)
{
	ms_sum_add(&h->covariance, ms_sum_total(&h->tied) * (rank - 0.5));
	ms_sum_add(&h->weighted, ms_sum_total(&h->tied_plain) * (1 - rank));
	h->tied = (ms_sum){0, 0};
	h->tied_plain = (ms_sum){0, 0};
}

static double
concentration(const ranked_sums *h, double total)
{
	return ms_known(2 * (ms_sum_total(&h->covariance) / total) / h->mean);
}

static double
rank_weighted(const ranked_sums *h, double total)
{
	return ms_known(2 * (ms_sum_total(&h->weighted) / total));
}

static void
set_by_rank(const ms_sample *s, double threshold, ms_catastrophic *result)
{
	ranked_sums e = {.mean = result->headcount};
	ranked_sums o = {.mean = result->overshoot};
	ms_ties ties = ms_ties_of(s);

	while (ms_ties_next(&ties))
	{
		for (int64_t i = ties.first; i < ties.end; i++)
		{
			double excess = ms_sample_value(s, i) - threshold;
			double weight = ms_sample_weight(s, i);

			add_tied(&e, excess > 0, weight);
			add_tied(&o, fmax(excess, 0), weight);
		}
		end_tied(&e, ties.rank);
		end_tied(&o, ties.rank);
	}
	result->concentration_headcount = concentration(&e, ties.total);
	result->concentration_overshoot = concentration(&o, ties.total);
	result->rank_weighted_headcount = rank_weighted(&e, ties.total);
	result->rank_weighted_overshoot = rank_weighted(&o, ties.total);
}

void
ms_catastrophic_of_sample(const ms_sample *s,
                          double threshold,
                          double level,
                          ms_catastrophic *result)
{
	ms_tally t = {.kind = MS_TALLY_CATASTROPHIC};

	/* a share is what is paid out of a budget of 1 */
	for (int64_t i = 0; i < s->n; i++)
	{
		ms_check_interrupts();
		ms_catastrophic_add(&t,
		                    false,
		                    ms_sample_value(s, i),
		                    1,
		                    threshold,
		                    ms_sample_weight(s, i));
	}
	ms_catastrophic_of(&t, level, result);
	if (s->columns & MS_SAMPLE_RANK)
		set_by_rank(s, threshold, result);
}

/* ---- impoverishment: rows ---- */

/* cells */
enum
{
	NEVER_POOR,
	IMPOVERISHED, /* poor after payments only */
	LIFTED, /* poor before payments only: a refund */
	ALWAYS_POOR,
	POVERTY_CELLS
};

/* sums; the first two begin one for each cell, the gaps are before and after */
enum
{
	POVERTY_WEIGHT = 0,
	POVERTY_SQUARE = POVERTY_WEIGHT + POVERTY_CELLS,
	GAP = POVERTY_SQUARE + POVERTY_CELLS,
	NORMALIZED_GAP = GAP + 2,
	SQUARED_GAP = NORMALIZED_GAP + 2,
	FURTHER = SQUARED_GAP + 2,
	DEEPENING
};

#define BEFORE 0
#define AFTER 1
#define CHANGE 2

static inline void
add_gap(ms_tally *t, int when, double gap, double line, double weight)
{
	double normalized = gap / line;

	ms_tally_add(t, GAP + when, weight * gap);
	ms_tally_add(t, NORMALIZED_GAP + when, weight * normalized);
	ms_tally_add(t, SQUARED_GAP + when, weight * (normalized * normalized));
}

void
ms_impoverishment_add(
    ms_tally *t, double gross, double oop, double line, double weight)
{
	double net = gross - oop;
	bool before = gross < line;
	bool after = net < line;
	int cell = before * LIFTED + after * IMPOVERISHED;

	if (weight == 0)
	{
		t->count[MS_TALLY_WEIGHTLESS]++;
		return;
	}
	t->count[MS_TALLY_N]++;
	t->count[MS_PROTECTION_REFUND] += oop < 0;
	t->count[MS_PROTECTION_ABOVE] += oop > gross && oop > 0;
	ms_tally_add(t, POVERTY_WEIGHT + cell, weight);
	ms_tally_add(t, POVERTY_SQUARE + cell, weight * weight);
	if (after)
		add_gap(t, AFTER, line - net, line, weight);
	if (!before)
		return;
	add_gap(t, BEFORE, line - gross, line, weight);
	ms_tally_add(t, DEEPENING, weight * (oop / line));
	if (oop > 0)
		ms_tally_add(t, FURTHER, weight);
}

/* ---- impoverishment: figures ---- */

/* Sets before, after and change to means over `total`. */
static void
set_means(const ms_tally *t, int sums, double total, double figure[3])
{
	const ms_sum *before = &t->sum[sums + BEFORE];
	ms_sum change = t->sum[sums + AFTER];

	ms_sum_add(&change, -before->high);
	change.low -= before->low;
	figure[BEFORE] = ms_known(ms_tally_total(t, sums + BEFORE) / total);
	figure[AFTER] = ms_known(ms_tally_total(t, sums + AFTER) / total);
	figure[CHANGE] = ms_known(ms_sum_total(&change) / total);
}

static void
set_headcounts(const ms_cells *c, ms_impoverishment *result)
{
	static const int score[3][POVERTY_CELLS] = {
	    [BEFORE] = {[LIFTED] = 1, [ALWAYS_POOR] = 1},
	    [AFTER] = {[IMPOVERISHED] = 1, [ALWAYS_POOR] = 1},
	    [CHANGE] = {[IMPOVERISHED] = 1, [LIFTED] = -1},
	};
	const unsigned impoverished = 1U << IMPOVERISHED;
	const unsigned lifted = 1U << LIFTED;
	const unsigned always = 1U << ALWAYS_POOR;
	const unsigned all = (1U << POVERTY_CELLS) - 1;

	result->weight = ms_cells_weight(c, all);
	result->impoverished = ms_cells_share(c, impoverished, all);
	result->headcount[BEFORE] = ms_cells_share(c, lifted | always, all);
	result->headcount[AFTER] = ms_cells_share(c, impoverished | always, all);
	result->headcount[CHANGE] =
	    result->impoverished - ms_cells_share(c, lifted, all);
	for (int k = 0; k < 3; k++)
		result->std_error[k] = ms_cells_std_error(c, score[k]);
}

static void
set_mean_positive_gaps(const ms_tally *t, const ms_cells *c, double figure[3])
{
	const unsigned always = 1U << ALWAYS_POOR;

	figure[BEFORE] = ms_known(ms_tally_total(t, GAP + BEFORE) /
	                          ms_cells_weight(c, always | 1U << LIFTED));
	figure[AFTER] = ms_known(ms_tally_total(t, GAP + AFTER) /
	                         ms_cells_weight(c, always | 1U << IMPOVERISHED));
	figure[CHANGE] = figure[AFTER] - figure[BEFORE];
}

static const char *
impoverishment_note(const ms_tally *t, const ms_impoverishment *r)
{
	if (t->count[MS_TALLY_N] == 0)
		return "no rows";
	if (ms_is_null(r->headcount[CHANGE]) || ms_is_null(r->gap[CHANGE]) ||
	    ms_is_null(r->normalized_gap[CHANGE]) ||
	    ms_is_null(r->squared_gap[CHANGE]) || ms_is_null(r->deepening))
		return beyond;
	if (t->count[MS_TALLY_N] == 1)
		return "one row: no standard errors";
	if (ms_is_null(r->std_error[CHANGE]))
		return beyond;
	if (!(r->headcount[AFTER] > 0))
		return r->headcount[BEFORE] > 0 ? "nobody is poor after payments"
		                                : "nobody is poor";
	return r->headcount[BEFORE] > 0 ? NULL : "nobody is poor before payments";
}

void
ms_impoverishment_of(const ms_tally *t, ms_impoverishment *result)
{
	const ms_cells c = {t->count[MS_TALLY_N],
	                    POVERTY_CELLS,
	                    &t->sum[POVERTY_WEIGHT],
	                    &t->sum[POVERTY_SQUARE]};

	set_headcounts(&c, result);
	set_means(t, GAP, result->weight, result->gap);
	set_means(t, NORMALIZED_GAP, result->weight, result->normalized_gap);
	set_means(t, SQUARED_GAP, result->weight, result->squared_gap);
	set_mean_positive_gaps(t, &c, result->mean_positive_gap);
	result->further_impoverished =
	    ms_known(ms_tally_total(t, FURTHER) / result->weight);
	result->deepening = ms_known(ms_tally_total(t, DEEPENING) / result->weight);
	result->note = impoverishment_note(t, result);
}

/* ---- Pen's parade ---- */

typedef struct parade_sums
{
	ms_sum weight;
	ms_sum gross;
	ms_sum net;
	ms_sum drip;
	double lowest; /* net */
} parade_sums;

static const parade_sums nobody = {.lowest = INFINITY};

static parade_sums
sums_of_ties(const ms_sample *s, const ms_ties *ties)
{
	parade_sums sums = nobody;

	for (int64_t i = ties->first; i < ties->end; i++)
	{
		double weight = ms_sample_weight(s, i);
		double gross = ms_sample_key(s, i);
		double oop = ms_sample_value(s, i);

		ms_sum_add(&sums.weight, weight);
		ms_sum_add(&sums.gross, weight * gross);
		ms_sum_add(&sums.net, weight * (gross - oop));
		ms_sum_add(&sums.drip, weight * oop);
		sums.lowest = fmin(sums.lowest, gross - oop);
	}
	return sums;
}

static void
add_part(parade_sums *step, double part, const parade_sums *ties)
{
	ms_sum_add(&step->weight, part * ms_sum_total(&ties->weight));
	ms_sum_add(&step->gross, part * ms_sum_total(&ties->gross));
	ms_sum_add(&step->net, part * ms_sum_total(&ties->net));
	ms_sum_add(&step->drip, part * ms_sum_total(&ties->drip));
	step->lowest = fmin(step->lowest, ties->lowest);
}

static void
set_step(const parade_sums *step, double line, ms_parade_step *result)
{
	double weight = ms_sum_total(&step->weight);

	result->gross = ms_known(ms_sum_total(&step->gross) / weight / line);
	result->net = ms_known(ms_sum_total(&step->net) / weight / line);
	result->drip = ms_known(ms_sum_total(&step->drip) / weight / line);
	result->lowest_net = ms_known(step->lowest / line);
}

/* Steps fill one after the other, for the ties come in order. */
void
ms_pen_parade(const ms_sample *s,
              double line,
              int steps,
              ms_parade_step *result)
{
	ms_ties ties = ms_ties_of(s);
	parade_sums step = nobody;

	for (int k = 0; k < steps; k++)
	{
		result[k] = (ms_parade_step){
		    (k + 0.5) / steps, MS_NULL, MS_NULL, MS_NULL, MS_NULL};
	}
	for (int current = 0; ms_ties_next(&ties);)
	{
		parade_sums tied = sums_of_ties(s, &ties);
		ms_slices slices = ms_slices_of(ties.low, ties.high, steps);

		while (ms_slices_next(&slices))
		{
			if (slices.group != current)
				step = nobody;
			current = slices.group;
			add_part(&step, slices.fraction, &tied);
			set_step(&step, line, &result[current]);
		}
	}
}
