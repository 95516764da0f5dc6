/*
 * plan_writer.c
 *		A benefit plan written as JSON.
 *
 * What is said by default is left out, but for the period; reading what is
 * written gives the same bytes.
 */
#include "benefit_plan.h"

#include "utils/datetime.h"
#include "utils/json.h"

#include "money.h"

static void
write_field(StringInfo json, const char *field)
{
	char last = json->data[json->len - 1];

	if (last != '{' && last != '[')
		appendStringInfoString(json, ", ");
	if (field != NULL)
		appendStringInfo(json, "\"%s\": ", field);
}

static void
write_text(StringInfo json, const char *field, const char *text)
{
	if (text == NULL)
		return;
	write_field(json, field);
	escape_json(json, text);
}

static void
write_number(StringInfo json, const char *field, int64 value, int decimals)
{
	write_field(json, field);
	money_append(json, value, decimals);
}

static void
write_limit(StringInfo json, const char *field, int64 cents)
{
	if (cents != MS_OPEN)
	{
		write_number(json, field, cents, MONEY_DECIMALS);
		return;
	}
	write_field(json, field);
	appendStringInfoString(json, "null");
}

static void
write_day(StringInfo json, const char *field, int32 day)
{
	int year;
	int month;
	int day_of_month;

	if (day == MS_NO_DAY)
		return;
	j2date(day + POSTGRES_EPOCH_JDATE, &year, &month, &day_of_month);
	write_field(json, field);
	appendStringInfo(json, "\"%04d-%02d-%02d\"", year, month, day_of_month);
}

/* The words of a set, one of them alone where it may be. */
static void
write_words(StringInfo json,
            const char *field,
            const PlanView *view,
            int d,
            uint32 set,
            bool always_list)
{
	bool one = (set & (set - 1)) == 0 && !always_list;

	if (set == 0)
		return;
	write_field(json, field);
	if (!one)
		appendStringInfoChar(json, '[');
	for (int k = 0; k < view->plan.n_words[d]; k++)
	{
		if (!(set >> k & 1))
			continue;
		if (!one)
			write_field(json, NULL);
		escape_json(json, view->word[d][k]);
	}
	if (!one)
		appendStringInfoChar(json, ']');
}

static uint32
whole_set(int n)
{
	return n >= 32 ? PG_UINT32_MAX : ((uint32) 1 << n) - 1;
}

static void
write_band(StringInfo json, const ms_plan_band *band, bool steps)
{
	write_field(json, NULL);
	appendStringInfoChar(json, '[');
	write_number(json, NULL, band->above, MONEY_DECIMALS);
	if (!steps)
		write_limit(json, NULL, band->up_to);
	write_number(
	    json, NULL, band->pays, steps ? MONEY_DECIMALS : RATE_DECIMALS);
	appendStringInfoChar(json, ']');
}

static void
write_payment(StringInfo json,
              const ms_plan *plan,
              const ms_plan_rule *rule,
              bool steps)
{
	const ms_plan_band *band = plan->band + rule->first_band;

	if (!(rule->says & MS_SAYS_BANDS))
		return;
	if (!steps && rule->n_bands == 1 && band->above == 0 &&
	    band->up_to == MS_OPEN)
	{
		write_number(json, "rate", band->pays, RATE_DECIMALS);
		return;
	}
	write_field(json, steps ? "steps" : "bands");
	appendStringInfoChar(json, '[');
	for (int b = 0; b < rule->n_bands; b++)
		write_band(json, &band[b], steps);
	appendStringInfoChar(json, ']');
}

static void
write_nth(StringInfo json, const ms_plan_nth *nth)
{
	static const char *const how[] = {"", "multiply", "subtract", "amount"};

	write_field(json, "nth");
	appendStringInfoChar(json, '{');
	write_number(json, "from", nth->from, 0);
	write_number(json,
	             how[nth->how],
	             nth->value,
	             nth->how == MS_AGAIN_MULTIPLY ? RATE_DECIMALS
	                                           : MONEY_DECIMALS);
	if (!nth->each && nth->how != MS_AGAIN_AMOUNT)
	{
		write_field(json, "each");
		appendStringInfoString(json, "false");
	}
	if (nth->floor > 0)
		write_number(json, "floor", nth->floor, MONEY_DECIMALS);
	appendStringInfoChar(json, '}');
}

static void
write_terms(StringInfo json,
            const ms_plan *plan,
            const ms_plan_layer *layer,
            const ms_plan_rule *rule)
{
	if (rule->says & MS_SAYS_DEDUCTIBLE)
		write_number(json, "deductible", rule->deductible, MONEY_DECIMALS);
	if (rule->says & MS_SAYS_DEDUCTIBLE_FACTOR)
		write_number(
		    json, "deductible_factor", rule->deductible_factor, RATE_DECIMALS);
	if (rule->says & MS_SAYS_NTH)
		write_nth(json, &rule->nth);
	write_payment(json, plan, rule, layer->base == MS_STEPS);
	if (rule->says & MS_SAYS_RATE_FACTOR)
		write_number(json, "rate_factor", rule->rate_factor, RATE_DECIMALS);
	if (rule->says & MS_SAYS_RATE_POINTS)
		write_number(json, "rate_points", rule->rate_points, RATE_DECIMALS);
	if (rule->says & MS_SAYS_CAP)
		write_limit(json, "cap", rule->cap);
}

static void
write_layer(StringInfo json, const PlanView *view, int at)
{
	const ms_plan *plan = &view->plan;
	const ms_plan_layer *layer = &plan->layer[at];

	write_field(json, NULL);
	appendStringInfoChar(json, '{');
	write_text(json, "layer", plan_payer_names[layer->payer]);
	write_text(json, "name", view->layer_name[at]);
	write_text(json, "per", plan_period_names[layer->per_year]);
	if (layer->of_all)
		write_text(json, "of", plan_scope_names[layer->of_all]);
	if (layer->base != MS_MARGINAL)
		write_text(json, "base", plan_base_names[layer->base]);
	if (layer->from_deductible)
		write_text(
		    json, "bands_from", plan_start_names[layer->from_deductible]);
	write_day(json, "valid_from", layer->valid_from);
	write_day(json, "valid_to", layer->valid_to);
	write_terms(json, plan, layer, &plan->rule[layer->first_rule]);
	if (layer->n_rules > 1)
	{
		write_field(json, "rules");
		appendStringInfoChar(json, '[');
		for (int r = 1; r < layer->n_rules; r++)
		{
			const ms_plan_rule *rule = &plan->rule[layer->first_rule + r];

			write_field(json, NULL);
			appendStringInfoChar(json, '{');
			for (int d = 0; d < MS_DIMENSIONS; d++)
				write_words(json,
				            plan_dimension_names[d],
				            view,
				            d,
				            rule->who[d],
				            false);
			write_terms(json, plan, layer, rule);
			appendStringInfoChar(json, '}');
		}
		appendStringInfoChar(json, ']');
	}
	appendStringInfoChar(json, '}');
}

char *
plan_write(const BenefitPlan *value)
{
	PlanView *view = palloc(sizeof(PlanView));
	StringInfoData json;

	plan_open(value, view);
	initStringInfo(&json);
	appendStringInfoChar(&json, '{');
	write_text(&json, "name", view->text[PLAN_NAME]);
	write_text(&json, "place", view->text[PLAN_PLACE]);
	if (view->year > 0)
		write_number(&json, "year", view->year, 0);
	if (view->status > 0)
		write_text(&json, "status", plan_status_names[view->status]);
	write_text(&json, "source", view->text[PLAN_SOURCE]);
	write_text(&json, "note", view->text[PLAN_NOTE]);
	write_day(&json, "valid_from", view->plan.valid_from);
	write_day(&json, "valid_to", view->plan.valid_to);
	for (int d = 0; d < MS_DIMENSIONS; d++)
		write_words(&json,
		            plan_dimension_lists[d],
		            view,
		            d,
		            whole_set(view->plan.n_words[d]),
		            true);
	write_words(
	    &json, "outpatient", view, MS_TIER, view->plan.outpatient, true);
	write_field(&json, "layers");
	appendStringInfoChar(&json, '[');
	for (int at = 0; at < view->plan.n_layers; at++)
		write_layer(&json, view, at);
	appendStringInfoString(&json, "]}");
	return json.data;
}
