/*
 * plan.c
 *		A benefit plan as numbers: what its layers grant, and whether it is one.
 *
 * A layer has rules.  Those that fit a claim's tier, category and referral apply
 * in their order, each to what the ones before have left:
 *
 *	deductible, bands, cap, nth		take the place of what was
 *	deductible_factor				deductible * factor, to the cent
 *	rate_factor						every rate * factor
 *	rate_points						every rate + points
 *
 * So "refer to a hospital outside, and you get 0.9 of the rate" and "... 10
 * points less" are both one rule, and nothing depends on which claims come in.
 * The result, the terms, is checked here for every combination of words: a rate
 * above 1 or a cap below its deductible is found when the plan is read and not
 * in the middle of a year.  On the way a rate may be above 1, or below 0.
 *
 * Numbers are exact.  Money is whole cents, rates are whole billionths; the
 * product of a rate and a factor must be whole billionths again.  A product of
 * cents and a rate does not fit into 64 bits, so it is formed in two parts,
 * a = q 10^9 + r:
 *
 *	a * rate / 10^9 = q * rate + r * rate / 10^9
 *
 * where a <= 10^16, rate <= 5 * 10^9, so q * rate <= 5 * 10^16 and r * rate
 * < 5 * 10^18.
 */
#include <string.h>

#include "plan.h"
#include "port.h"

int64_t
ms_plan_share(int64_t a, int64_t rate)
{
	return a / MS_RATE_ONE * rate +
	       (a % MS_RATE_ONE * rate + MS_RATE_ONE / 2) / MS_RATE_ONE;
}

/* ---- terms ---- */

/* On the way a rate may leave 0 to 1, as far as it can be multiplied. */
#define MOST_RATE (MS_RATE_ONE * 9 / 5)

static bool
fits(const ms_plan_rule *rule, const int word[MS_DIMENSIONS])
{
	for (int d = 0; d < MS_DIMENSIONS; d++)
	{
		if (rule->who[d] != 0 &&
		    (word[d] < 0 || !(rule->who[d] >> word[d] & 1)))
			return false;
	}
	return true;
}

/* NULL, or what is wrong with the rates now. */
static const char *
change_rates(const ms_plan_rule *rule, ms_plan_terms *terms)
{
	for (int b = 0; b < terms->n_bands; b++)
	{
		int64_t *rate = &terms->band[b].pays;

		if (rule->says & MS_SAYS_RATE_FACTOR)
		{
			if (*rate * rule->rate_factor % MS_RATE_ONE != 0)
				return "a rate times its factor has more than 9 decimals";
			*rate = *rate * rule->rate_factor / MS_RATE_ONE;
		}
		if (rule->says & MS_SAYS_RATE_POINTS)
			*rate += rule->rate_points;
		if (*rate < -MOST_RATE || *rate > MOST_RATE)
			return "a rate is outside 0 to 1";
	}
	return NULL;
}

static const char *
apply(const ms_plan *plan, const ms_plan_rule *rule, ms_plan_terms *terms)
{
	if (rule->says & MS_SAYS_DEDUCTIBLE)
		terms->deductible = rule->deductible;
	if (rule->says & MS_SAYS_DEDUCTIBLE_FACTOR)
		terms->deductible =
		    ms_plan_share(terms->deductible, rule->deductible_factor);
	if (terms->deductible > MS_MAX_CENTS)
		return "the deductible is too large";
	if (rule->says & MS_SAYS_CAP)
		terms->cap = rule->cap;
	if (rule->says & MS_SAYS_NTH)
		terms->nth = rule->nth;
	if (rule->says & MS_SAYS_BANDS)
	{
		terms->n_bands = rule->n_bands;
		memcpy(terms->band,
		       plan->band + rule->first_band,
		       rule->n_bands * sizeof(ms_plan_band));
	}
	return change_rates(rule, terms);
}

static ms_status
blame(ms_plan_fault *fault,
      int layer,
      int rule,
      const char *field,
      const char *why)
{
	*fault = (ms_plan_fault){.layer = layer,
	                         .rule = rule,
	                         .word = {-1, -1, -1},
	                         .field = field,
	                         .why = why};
	return MS_DOMAIN;
}

static ms_status
blame_combination(ms_plan_fault *fault,
                  int layer,
                  const int word[MS_DIMENSIONS],
                  const char *field,
                  const char *why)
{
	blame(fault, layer, -1, field, why);
	memcpy(fault->word, word, sizeof(fault->word));
	return MS_DOMAIN;
}

ms_status
ms_plan_resolve(const ms_plan *plan,
                int layer,
                const int word[MS_DIMENSIONS],
                ms_plan_terms *terms,
                ms_plan_fault *fault)
{
	const ms_plan_layer *l = &plan->layer[layer];

	memset(terms, 0, sizeof(*terms));
	terms->base = l->base;
	terms->from_deductible = l->from_deductible;
	terms->cap = MS_OPEN;
	for (int r = 0; r < l->n_rules; r++)
	{
		const ms_plan_rule *rule = &plan->rule[l->first_rule + r];
		const char *why = fits(rule, word) ? apply(plan, rule, terms) : NULL;

		if (why != NULL)
			return blame_combination(fault, layer, word, "rules", why);
	}
	for (int b = 0; b < terms->n_bands && l->base != MS_STEPS; b++)
	{
		if (terms->band[b].pays < 0 || terms->band[b].pays > MS_RATE_ONE)
			return blame_combination(
			    fault, layer, word, "rules", "a rate is outside 0 to 1");
	}
	if (terms->n_bands > 0 && terms->cap != MS_OPEN &&
	    terms->cap < terms->deductible)
		return blame_combination(
		    fault, layer, word, "cap", "the cap is below the deductible");
	return MS_OK;
}

/* ---- is it a plan? ---- */

const char *
ms_plan_band_fault(int n, const ms_plan_band *band, bool steps)
{
	for (int b = 0; b < n; b++)
	{
		int64_t low = b > 0 ? band[b - 1].up_to : 0;

		if (band[b].above < 0 || band[b].above > MS_MAX_CENTS)
			return "a limit is negative or too large";
		if (band[b].up_to > MS_MAX_CENTS || band[b].up_to < MS_OPEN)
			return "a limit is negative or too large";
		if (band[b].up_to != MS_OPEN && band[b].up_to <= band[b].above)
			return "a band ends where it begins, or before";
		if (low == MS_OPEN || band[b].above < low)
			return "bands overlap, or are not in ascending order";
		if (band[b].pays < 0 ||
		    band[b].pays > (steps ? MS_MAX_CENTS : MS_RATE_ONE))
			return steps ? "a grant is negative or too large"
			             : "a rate is outside 0 to 1";
		if (steps && b > 0 && band[b].pays < band[b - 1].pays)
			return "a later step grants less than an earlier one";
		/* what is granted may not fall where the amount grows */
		if (steps && ((b > 0 && band[b].above != low) ||
		              (b == n - 1 && band[b].up_to != MS_OPEN)))
			return "a step ends before the next begins";
	}
	return NULL;
}

static bool
is_money(int64_t cents)
{
	return cents >= 0 && cents <= MS_MAX_CENTS;
}

static bool
is_flag(int32_t flag)
{
	return flag == 0 || flag == 1;
}

static const char *
nth_fault(const ms_plan_nth *nth)
{
	if (nth->how < MS_AGAIN_SAME || nth->how > MS_AGAIN_AMOUNT ||
	    !is_flag(nth->each))
		return "the rule is not known";
	if (nth->how != MS_AGAIN_SAME && nth->from < 2)
		return "the first admission has the deductible itself";
	if (!is_money(nth->floor))
		return "the floor is negative or too large";
	if (nth->how == MS_AGAIN_MULTIPLY
	        ? nth->value < 0 || nth->value > MS_RATE_ONE
	        : !is_money(nth->value))
		return nth->how == MS_AGAIN_MULTIPLY
		           ? "the factor is outside 0 to 1"
		           : "the amount is negative or too large";
	return NULL;
}

/* The sets of words that a rule is for. */
static const char *
who_fault(const ms_plan *plan, const ms_plan_rule *rule, int d)
{
	if (rule->who[d] != 0 && plan->n_words[d] < MS_PLAN_WORDS &&
	    rule->who[d] >> plan->n_words[d] != 0)
		return "the word is not in the plan's list";
	return NULL;
}

static ms_status
check_figures(const ms_plan *plan, int at, int r, ms_plan_fault *fault)
{
	const ms_plan_rule *rule = &plan->rule[plan->layer[at].first_rule + r];
	const char *why;

	if (!is_money(rule->deductible))
		return blame(fault, at, r, "deductible", "it is negative or too large");
	if (rule->deductible_factor < 0 || rule->deductible_factor > MS_MAX_FACTOR)
		return blame(fault, at, r, "deductible_factor", "it is outside 0 to 5");
	if (rule->rate_factor < 0 || rule->rate_factor > MS_MAX_FACTOR)
		return blame(fault, at, r, "rate_factor", "it is outside 0 to 5");
	if (rule->rate_points < -MS_RATE_ONE || rule->rate_points > MS_RATE_ONE)
		return blame(fault, at, r, "rate_points", "it is outside -1 to 1");
	if (rule->cap != MS_OPEN && !is_money(rule->cap))
		return blame(fault, at, r, "cap", "it is negative or too large");
	why = nth_fault(&rule->nth);
	if (why != NULL)
		return blame(fault, at, r, "nth", why);
	return MS_OK;
}

/* What does not go with the layer's base or period. */
static ms_status
check_fitness(const ms_plan *plan, int at, int r, ms_plan_fault *fault)
{
	const ms_plan_layer *layer = &plan->layer[at];
	const ms_plan_rule *rule = &plan->rule[layer->first_rule + r];

	if (layer->base == MS_STEPS &&
	    rule->says & (MS_SAYS_DEDUCTIBLE | MS_SAYS_DEDUCTIBLE_FACTOR))
		return blame(fault, at, r, "deductible", "steps have no deductible");
	if (layer->base == MS_STEPS &&
	    rule->says & (MS_SAYS_RATE_FACTOR | MS_SAYS_RATE_POINTS))
		return blame(fault, at, r, "steps", "steps have no rates to change");
	if (layer->per_year && rule->says & MS_SAYS_NTH)
		return blame(fault,
		             at,
		             r,
		             "nth",
		             "the deductible is the year's, not the admission's");
	return MS_OK;
}

static ms_status
check_rule(const ms_plan *plan, int at, int r, ms_plan_fault *fault)
{
	static const char *const dimension[] = {"tier", "category", "referral"};
	const ms_plan_layer *layer = &plan->layer[at];
	const ms_plan_rule *rule = &plan->rule[layer->first_rule + r];
	const char *why;

	for (int d = 0; d < MS_DIMENSIONS; d++)
	{
		why = who_fault(plan, rule, d);
		if (why != NULL)
			return blame(fault, at, r, dimension[d], why);
	}
	if (rule->says & ~(uint32_t) MS_SAYS_ALL)
		return blame(fault, at, r, "rules", "the rule is not known");
	if (rule->n_bands < 0 || rule->n_bands > MS_RULE_BANDS ||
	    rule->first_band < 0 ||
	    rule->first_band > plan->n_bands - rule->n_bands ||
	    (rule->n_bands > 0) != !!(rule->says & MS_SAYS_BANDS))
		return blame(fault, at, r, "bands", "there are none, or more than 16");
	why = ms_plan_band_fault(
	    rule->n_bands, plan->band + rule->first_band, layer->base == MS_STEPS);
	if (why != NULL)
		return blame(
		    fault, at, r, layer->base == MS_STEPS ? "steps" : "bands", why);
	if (check_figures(plan, at, r, fault) != MS_OK)
		return MS_DOMAIN;
	return check_fitness(plan, at, r, fault);
}

static bool
are_days(int32_t from, int32_t to)
{
	return from == MS_NO_DAY || to == MS_NO_DAY || from <= to;
}

static ms_status
check_shape(const ms_plan *plan, int at, ms_plan_fault *fault)
{
	const ms_plan_layer *layer = &plan->layer[at];

	if (layer->payer < 0 || layer->payer >= MS_PAYERS)
		return blame(fault, at, 0, "layer", "it is not known");
	if (layer->base < 0 || layer->base > MS_STEPS)
		return blame(fault, at, 0, "base", "it is not known");
	if (!is_flag(layer->per_year) || !is_flag(layer->of_all) ||
	    !is_flag(layer->from_deductible))
		return blame(fault, at, 0, "per", "it is not known");
	if (layer->from_deductible && layer->base != MS_MARGINAL)
		return blame(fault,
		             at,
		             0,
		             "bands_from",
		             "only marginal bands can begin at the deductible");
	if (at > 0 && plan->layer[at - 1].of_all && !layer->of_all)
		return blame(
		    fault,
		    at,
		    0,
		    "of",
		    "after a layer of the whole bill all are of the whole bill");
	if (!are_days(layer->valid_from, layer->valid_to))
		return blame(
		    fault, at, 0, "valid_to", "it is before the day of valid_from");
	if (layer->n_rules < 1 || layer->n_rules > plan->n_rules ||
	    layer->first_rule < 0 ||
	    layer->first_rule > plan->n_rules - layer->n_rules)
		return blame(fault, at, 0, "rules", "there are none");
	return MS_OK;
}

int64_t
ms_plan_combinations(const ms_plan *plan)
{
	int64_t n = 1;

	for (int d = 0; d < MS_DIMENSIONS; d++)
		n *= plan->n_words[d] > 0 ? plan->n_words[d] : 1;
	return n;
}

/* The numbers of the words of combination c, -1 where there are none. */
static void
find_words(const ms_plan *plan, int64_t c, int word[MS_DIMENSIONS])
{
	for (int d = 0; d < MS_DIMENSIONS; d++)
	{
		word[d] = -1;
		if (plan->n_words[d] > 0)
		{
			word[d] = (int) (c % plan->n_words[d]);
			c /= plan->n_words[d];
		}
	}
}

static ms_status
check_layer(const ms_plan *plan, int at, ms_plan_fault *fault)
{
	int64_t combinations = ms_plan_combinations(plan);

	if (check_shape(plan, at, fault) != MS_OK)
		return MS_DOMAIN;
	for (int r = 0; r < plan->layer[at].n_rules; r++)
	{
		if (check_rule(plan, at, r, fault) != MS_OK)
			return MS_DOMAIN;
	}
	for (int64_t c = 0; c < combinations; c++)
	{
		int word[MS_DIMENSIONS];
		ms_plan_terms terms;

		ms_check_interrupts();
		find_words(plan, c, word);
		if (ms_plan_resolve(plan, at, word, &terms, fault) != MS_OK)
			return MS_DOMAIN;
	}
	return MS_OK;
}

static ms_status
check_plan(const ms_plan *plan, ms_plan_fault *fault)
{
	static const char *const list[] = {"tiers", "categories", "referrals"};

	for (int d = 0; d < MS_DIMENSIONS; d++)
	{
		if (plan->n_words[d] < 0 || plan->n_words[d] > MS_PLAN_WORDS)
			return blame(fault, -1, 0, list[d], "there are more than 32");
	}
	if (ms_plan_combinations(plan) > MS_PLAN_COMBINATIONS)
		return blame(fault,
		             -1,
		             0,
		             "tiers",
		             "tiers times categories times referrals is above 4096");
	if (plan->outpatient != 0 && plan->n_words[MS_TIER] < MS_PLAN_WORDS &&
	    plan->outpatient >> plan->n_words[MS_TIER] != 0)
		return blame(
		    fault, -1, 0, "outpatient", "the word is not in the plan's list");
	if (!are_days(plan->valid_from, plan->valid_to))
		return blame(
		    fault, -1, 0, "valid_to", "it is before the day of valid_from");
	if (plan->n_layers < 1 || plan->n_layers > MS_PLAN_LAYERS)
		return blame(fault, -1, 0, "layers", "there are none, or more than 16");
	if (plan->n_rules < 0 || plan->n_rules > MS_PLAN_RULES)
		return blame(fault, -1, 0, "rules", "there are more than 512");
	if (plan->n_bands < 0 || plan->n_bands > MS_PLAN_BANDS)
		return blame(fault, -1, 0, "bands", "there are more than 2048");
	return MS_OK;
}

ms_status
ms_plan_check(const ms_plan *plan, ms_plan_fault *fault)
{
	if (check_plan(plan, fault) != MS_OK)
		return MS_DOMAIN;
	for (int at = 0; at < plan->n_layers; at++)
	{
		if (check_layer(plan, at, fault) != MS_OK)
			return MS_DOMAIN;
	}
	return MS_OK;
}
