/*
 * targeting.c
 *		Whom a benefit reaches: errors of the list, and who gets the money.
 *
 * Everybody is in one of four cells, of weight
 *
 *					beneficiary		not
 *		target		a				b
 *		others		c				d
 *
 *	coverage			(a + c) / (a + b + c + d)
 *	exclusion error		b / (a + b)		recall		a / (a + b)
 *	inclusion error		c / (a + c)		precision	a / (a + c)
 *	false positives		c / (c + d)
 *	differential		a / (a + b) - c / (c + d)
 *	F1					2 a / (2 a + b + c)
 *	kappa				2 (ad - bc) / ((a + b)(b + d) + (a + c)(c + d))
 *
 * Each row adds w and w^2 to its cell alone, and its money to that of the
 * targets or of the others; shares and their limits are those of cells.h.
 * Kappa is computed of the cells' shares, so no product overflows.
 *
 * The index of Coady, Grosh and Hoddinott is the share of the money that goes
 * to the lowest p of the population, over p: 1 is what handing it out blindly
 * does.  In this and in the incidence by groups, ties that a cut passes through
 * are divided in proportion (slices.h).
 *
 * Sources: Coady, Grosh & Hoddinott, Targeting of Transfers in Developing
 * Countries (World Bank 2004), 2 and 3; Galasso & Ravallion (2005), J Public
 * Econ 89:705 (differential); Cohen (1960), Educ Psychol Meas 20:37; van
 * Rijsbergen, Information Retrieval (1979), 7 (F).
 */
#include "cells.h"
#include "slices.h"
#include "targeting.h"

/* ---- rows ---- */

#define IS_TARGET 1
#define IS_BENEFICIARY 2
#define CELLS 4

/* sums; the first two begin one for each cell, the money one for each side */
enum
{
	WEIGHT = 0,
	SQUARE = WEIGHT + CELLS,
	MONEY = SQUARE + CELLS
};

void
ms_targeting_add(ms_tally *t,
                 bool is_target,
                 bool is_beneficiary,
                 double amount,
                 double weight)
{
	int cell = is_target * IS_TARGET + is_beneficiary * IS_BENEFICIARY;

	if (weight == 0)
	{
		t->count[MS_TALLY_WEIGHTLESS]++;
		return;
	}
	t->count[MS_TALLY_N]++;
	ms_tally_add(t, WEIGHT + cell, weight);
	ms_tally_add(t, SQUARE + cell, weight * weight);
	if (amount != 0)
		ms_tally_add(t, MONEY + is_target, weight * amount);
}

/* ---- figures ---- */

/* sets of cells */
enum
{
	BOTH = 1 << (IS_TARGET + IS_BENEFICIARY),
	MISSED = 1 << IS_TARGET,
	LEAKED = 1 << IS_BENEFICIARY,
	NEITHER = 1,
	TARGETS = BOTH | MISSED,
	BENEFICIARIES = BOTH | LEAKED,
	OTHERS = LEAKED | NEITHER,
	EVERYBODY = TARGETS | OTHERS
};

static ms_rate
rate_of(const ms_cells *c, unsigned part, unsigned whole, double level)
{
	return (ms_rate){ms_cells_share(c, part, whole),
	                 ms_cells_limits(c, part, whole, level)};
}

static double
f1_of(const ms_cells *c)
{
	double both = ms_cells_share(c, BOTH, EVERYBODY);

	return ms_known(2 * both /
	                (2 * both + ms_cells_share(c, MISSED | LEAKED, EVERYBODY)));
}

static double
kappa_of(const ms_cells *c)
{
	double both = ms_cells_share(c, BOTH, EVERYBODY);
	double missed = ms_cells_share(c, MISSED, EVERYBODY);
	double leaked = ms_cells_share(c, LEAKED, EVERYBODY);
	double neither = ms_cells_share(c, NEITHER, EVERYBODY);

	return ms_known(2 * (both * neither - missed * leaked) /
	                ((both + missed) * (missed + neither) +
	                 (both + leaked) * (leaked + neither)));
}

static const char *
note_of(const ms_tally *t, const ms_targeting *r)
{
	if (t->count[MS_TALLY_N] == 0)
		return "no rows";
	if (ms_is_null(r->coverage.limits.low) || ms_is_null(r->amount))
		return "the sums are beyond double precision";
	if (!(r->target > 0))
		return r->beneficiaries > 0 ? "nobody is a target"
		                            : "nobody is a target or a beneficiary";
	if (!(r->beneficiaries > 0))
		return "nobody is a beneficiary";
	return r->target == r->weight ? "everybody is a target" : NULL;
}

void
ms_targeting_of(const ms_tally *t, double level, ms_targeting *result)
{
	const ms_cells c = {
	    t->count[MS_TALLY_N], CELLS, &t->sum[WEIGHT], &t->sum[SQUARE]};
	ms_sum money = t->sum[MONEY];

	ms_sum_add(&money, t->sum[MONEY + 1].high);
	money.low += t->sum[MONEY + 1].low;
	*result = (ms_targeting){
	    .weight = ms_cells_weight(&c, EVERYBODY),
	    .target = ms_cells_weight(&c, TARGETS),
	    .beneficiaries = ms_cells_weight(&c, BENEFICIARIES),
	    .both = ms_cells_weight(&c, BOTH),
	    .coverage = rate_of(&c, BENEFICIARIES, EVERYBODY, level),
	    .exclusion_error = rate_of(&c, MISSED, TARGETS, level),
	    .inclusion_error = rate_of(&c, LEAKED, BENEFICIARIES, level),
	    .false_positive_rate = rate_of(&c, LEAKED, OTHERS, level),
	    .precision = rate_of(&c, BOTH, BENEFICIARIES, level),
	    .recall = rate_of(&c, BOTH, TARGETS, level),
	    .leakage = MS_NULL,
	    .f1 = f1_of(&c),
	    .kappa = kappa_of(&c),
	    .amount = ms_known(ms_sum_total(&money)),
	};
	result->differential =
	    result->recall.estimate - result->false_positive_rate.estimate;
	if (result->amount > 0)
		result->leakage = ms_known(ms_tally_total(t, MONEY) / result->amount);
	result->note = note_of(t, result);
}

/* ---- who gets the money ---- */

double
ms_cgh_index(const ms_sample *s, double share)
{
	double part;

	/* of benefits that are negative in all, nobody has a share */
	if (!(ms_sample_mean(s) > 0))
		return MS_NULL;
	ms_sample_lorenz(s, 1, &share, &part);
	return ms_known(part / share);
}

typedef struct incidence_sums
{
	ms_sum weight;
	ms_sum key;
	ms_sum benefit;
	ms_sum weight_reached; /* of those with a benefit above 0 */
	ms_sum benefit_reached;
} incidence_sums;

static incidence_sums
sums_of_ties(const ms_sample *s, const ms_ties *ties)
{
	incidence_sums sums = {0};

	for (int64_t i = ties->first; i < ties->end; i++)
	{
		double weight = ms_sample_weight(s, i);
		double benefit = ms_sample_value(s, i);

		ms_sum_add(&sums.weight, weight);
		ms_sum_add(&sums.key, weight * ms_sample_key(s, i));
		ms_sum_add(&sums.benefit, weight * benefit);
		if (!(benefit > 0))
			continue;
		ms_sum_add(&sums.weight_reached, weight);
		ms_sum_add(&sums.benefit_reached, weight * benefit);
	}
	return sums;
}

static void
add_part(incidence_sums *group, double part, const incidence_sums *ties)
{
	ms_sum_add(&group->weight, part * ms_sum_total(&ties->weight));
	ms_sum_add(&group->key, part * ms_sum_total(&ties->key));
	ms_sum_add(&group->benefit, part * ms_sum_total(&ties->benefit));
	ms_sum_add(&group->weight_reached,
	           part * ms_sum_total(&ties->weight_reached));
	ms_sum_add(&group->benefit_reached,
	           part * ms_sum_total(&ties->benefit_reached));
}

/* What one group says of itself. */
static void
set_group(const incidence_sums *group, ms_incidence *result)
{
	double weight = ms_sum_total(&group->weight);
	double key = ms_sum_total(&group->key);
	double benefit = ms_sum_total(&group->benefit);
	double reached = ms_sum_total(&group->weight_reached);

	result->weight = ms_known(weight);
	result->mean_key = ms_known(key / weight);
	result->coverage = ms_known(reached / weight);
	result->mean = ms_known(benefit / weight);
	result->mean_of_beneficiaries =
	    ms_known(ms_sum_total(&group->benefit_reached) / reached);
	result->total = ms_known(benefit);
	result->relative = key > 0 ? ms_known(benefit / key) : MS_NULL;
}

static void
set_shares(int groups, double all, ms_incidence *result)
{
	ms_sum below = {0, 0};

	if (!(all > 0))
		return;
	for (int k = 0; k < groups; k++)
	{
		ms_sum_add(&below, result[k].total);
		result[k].share = ms_known(result[k].total / all);
		result[k].cumulative_share = ms_known(ms_sum_total(&below) / all);
	}
}

/* Groups fill one after the other, for the ties come in order. */
void
ms_benefit_incidence(const ms_sample *s, int groups, ms_incidence *result)
{
	ms_ties ties = ms_ties_of(s);
	ms_sum all = {0, 0};
	incidence_sums group = {0};

	for (int k = 0; k < groups; k++)
		result[k] = (ms_incidence){0,
		                           MS_NULL,
		                           MS_NULL,
		                           MS_NULL,
		                           MS_NULL,
		                           0,
		                           MS_NULL,
		                           MS_NULL,
		                           MS_NULL};
	for (int current = 0; ms_ties_next(&ties);)
	{
		incidence_sums tied = sums_of_ties(s, &ties);
		ms_slices slices = ms_slices_of(ties.low, ties.high, groups);

		ms_sum_add(&all, ms_sum_total(&tied.benefit));
		while (ms_slices_next(&slices))
		{
			if (slices.group != current)
				group = (incidence_sums){0};
			current = slices.group;
			add_part(&group, slices.fraction, &tied);
			set_group(&group, &result[current]);
		}
	}
	set_shares(groups, ms_sum_total(&all), result);
}
