/*
 * fuzz_settlement.c
 *		Whatever plan the check accepts settles whatever claims there are: the
 *		parties add up, nobody pays less than nothing, no layer above its cap.
 */
#include "core/settlement.h"
#include "fuzz.h"

#define MOST_LAYERS 4
#define MOST_RULES 12
#define MOST_BANDS 24

static ms_plan_layer layers[MOST_LAYERS];
static ms_plan_rule rules[MOST_RULES];
static ms_plan_band bands[MOST_BANDS];

/* Cents that are mostly a plan's, and sometimes anything. */
static int64_t
fuzz_cents(fuzz_bytes *b)
{
	switch (fuzz_choice(b, 8))
	{
		case 0:
			return fuzz_int64(b);
		case 1:
			return MS_OPEN;
		case 2:
			return MS_MAX_CENTS - fuzz_byte(b);
		case 3:
			return fuzz_byte(b);
		default:
			return (int64_t) fuzz_byte(b) * fuzz_byte(b) * 1000;
	}
}

static int64_t
fuzz_rate(fuzz_bytes *b)
{
	return fuzz_choice(b, 16) == 0 ? fuzz_int64(b) / 2
	                               : fuzz_choice(b, 21) * (MS_RATE_ONE / 20);
}

static int32_t
fuzz_day(fuzz_bytes *b)
{
	return fuzz_choice(b, 4) == 0 ? fuzz_byte(b) : MS_NO_DAY;
}

static void
fuzz_bands_of(fuzz_bytes *b, ms_plan *plan, ms_plan_rule *rule)
{
	int64_t at = 0;

	rule->says |= MS_SAYS_BANDS;
	rule->first_band =
	    fuzz_choice(b, 64) == 0 ? (int32_t) fuzz_int64(b) : plan->n_bands;
	rule->n_bands = 1 + fuzz_choice(b, 4);
	for (int k = 0; k < rule->n_bands && plan->n_bands < MOST_BANDS; k++)
	{
		ms_plan_band *band = &bands[plan->n_bands++];
		bool last = k == rule->n_bands - 1;

		band->above =
		    fuzz_choice(b, 32) == 0 ? fuzz_cents(b) : at + fuzz_byte(b) / 64;
		at = band->above / 2 + (int64_t) fuzz_byte(b) * 10000;
		at = at > band->above ? at : band->above + 1;
		band->up_to = last && fuzz_choice(b, 2) ? MS_OPEN : at;
		band->pays = fuzz_rate(b);
	}
}

static void
fuzz_rule(fuzz_bytes *b, ms_plan *plan, bool first)
{
	ms_plan_rule *rule = &rules[plan->n_rules++];

	memset(rule, 0, sizeof(*rule));
	for (int d = 0; d < MS_DIMENSIONS && !first; d++)
		rule->who[d] = fuzz_choice(b, 4);
	rule->says = fuzz_byte(b) & MS_SAYS_ALL & ~(uint32_t) MS_SAYS_BANDS;
	rule->deductible = fuzz_cents(b);
	rule->deductible_factor = fuzz_rate(b);
	rule->rate_factor = fuzz_rate(b);
	rule->rate_points = fuzz_rate(b) - MS_RATE_ONE / 4;
	rule->cap = fuzz_cents(b);
	rule->nth.how = fuzz_choice(b, 4);
	rule->nth.from = 2 + fuzz_choice(b, 3);
	rule->nth.each = fuzz_choice(b, 2);
	rule->nth.value =
	    rule->nth.how == MS_AGAIN_MULTIPLY ? fuzz_rate(b) : fuzz_byte(b);
	rule->nth.floor = fuzz_byte(b);
	if (fuzz_choice(b, 2))
		fuzz_bands_of(b, plan, rule);
}

static void
fuzz_layer(fuzz_bytes *b, ms_plan *plan)
{
	ms_plan_layer *layer = &layers[plan->n_layers++];

	*layer = (ms_plan_layer){.payer = fuzz_choice(b, MS_PAYERS),
	                         .base = fuzz_choice(b, 3),
	                         .per_year = fuzz_choice(b, 2),
	                         .of_all = fuzz_choice(b, 4) == 0,
	                         .from_deductible = fuzz_choice(b, 4) == 0,
	                         .valid_from = fuzz_day(b),
	                         .valid_to = fuzz_day(b),
	                         .first_rule = plan->n_rules};
	for (int r = fuzz_choice(b, 4); r >= 0 && plan->n_rules < MOST_RULES; r--)
	{
		fuzz_rule(b, plan, layer->n_rules == 0);
		layer->n_rules++;
	}
}

static ms_plan
fuzz_plan(fuzz_bytes *b)
{
	ms_plan plan = {.layer = layers, .rule = rules, .band = bands};

	for (int d = 0; d < MS_DIMENSIONS; d++)
		plan.n_words[d] = fuzz_choice(b, 3);
	plan.outpatient = fuzz_choice(b, 2);
	plan.valid_from = fuzz_day(b);
	plan.valid_to = fuzz_day(b);
	for (int at = fuzz_choice(b, MOST_LAYERS); at >= 0; at--)
		fuzz_layer(b, &plan);
	return plan;
}

/* ---- claims ---- */

static void
check_result(const ms_claim *claim, const ms_settlement *s)
{
	int64_t sum = 0;

	for (int k = 0; k < MS_PAYERS; k++)
	{
		DEMAND(s->payer[k] >= 0);
		sum += s->payer[k];
	}
	DEMAND(sum == s->fund && s->person >= 0);
	DEMAND(s->fund + s->person == claim->total && s->total == claim->total);
	DEMAND(s->deductible >= 0 && s->deductible <= s->total);
	DEMAND(s->scope_rest >= 0 && s->scope_rest <= s->in_scope);
	DEMAND(ms_is_null(s->last_rate) ||
	       (s->last_rate >= 0 && s->last_rate <= 1));
}

static void
check_year(const ms_plan *plan, const ms_settlement_year *year)
{
	DEMAND(year->total >= 0 && year->total <= MS_MAX_CENTS);
	DEMAND(ms_settlement_fund(year) <= year->total);
	for (int at = 0; at < plan->n_layers; at++)
	{
		DEMAND(year->layer[at].paid <= year->layer[at].due);
		DEMAND(year->layer[at].due <= MS_MAX_CENTS);
		DEMAND(year->layer[at].seen <= year->total);
	}
}

static void
settle_claims(fuzz_bytes *b, const ms_plan *plan)
{
	ms_settlement_year year = {0};
	ms_plan_terms terms[MOST_LAYERS];
	ms_plan_fault fault;

	for (int n = fuzz_choice(b, 8); n >= 0; n--)
	{
		ms_claim claim = {.day = fuzz_byte(b)};
		ms_settlement s;

		for (int d = 0; d < MS_DIMENSIONS; d++)
			claim.word[d] =
			    plan->n_words[d] > 0 ? fuzz_choice(b, plan->n_words[d]) : -1;
		claim.total = fuzz_cents(b) & INT64_MAX;
		claim.total %= MS_MAX_CENTS + 1;
		claim.excluded = claim.total / (1 + fuzz_choice(b, 9));
		for (int at = 0; at < plan->n_layers; at++)
			DEMAND(ms_plan_resolve(plan, at, claim.word, &terms[at], &fault) ==
			       MS_OK);
		if (ms_settlement_add(plan, terms, &claim, &year, &s) != MS_OK)
			break;
		check_result(&claim, &s);
		check_year(plan, &year);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_bytes b = {data, size};
	ms_plan plan = fuzz_plan(&b);
	ms_plan_fault fault = {0};

	if (ms_plan_check(&plan, &fault) == MS_OK)
		settle_claims(&b, &plan);
	else
		DEMAND(fault.field != NULL && fault.why != NULL);
	return 0;
}
