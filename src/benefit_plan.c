/*
 * benefit_plan.c
 *		The type benefit_plan: JSON outside, one flat piece of memory inside.
 */
#include "benefit_plan.h"

#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#include "money.h"
#include "types.h"

#define WIRE_VERSION 1

const char *const plan_payer_names[] = {
    "basic", "serious", "assistance", "tilt", "supplement", NULL};
const char *const plan_base_names[] = {"marginal", "first-yuan", "steps", NULL};
const char *const plan_dimension_names[] = {
    "tier", "category", "referral", NULL};

const char *const plan_dimension_lists[] = {"tiers", "categories", "referrals"};
const char *const plan_period_names[] = {"admission", "year", NULL};
const char *const plan_scope_names[] = {"scope", "all", NULL};
const char *const plan_start_names[] = {"zero", "deductible", NULL};
const char *const plan_status_names[] = {
    "", "verified", "secondary", "invented", NULL};
const char *const plan_text_names[] = {"name", "place", "source", "note"};

/* ---- the stored form, opened ---- */

/* The next text, NULL where it is empty. */
static const char *
next_text(const char **at)
{
	const char *text = *at;

	*at += strlen(text) + 1;
	return *text ? text : NULL;
}

static bool
depends_on_day(const ms_plan *plan)
{
	bool has_days =
	    plan->valid_from != MS_NO_DAY || plan->valid_to != MS_NO_DAY;

	for (int at = 0; at < plan->n_layers; at++)
		has_days = has_days || plan->layer[at].valid_from != MS_NO_DAY ||
		           plan->layer[at].valid_to != MS_NO_DAY;
	return has_days;
}

void
plan_open(const BenefitPlan *value, PlanView *view)
{
	ms_plan *plan = &view->plan;
	const char *at = (const char *) (value + 1);

	if (VARSIZE(value) < sizeof(BenefitPlan) ||
	    VARSIZE(value) !=
	        plan_numbers_size(value->n_layers, value->n_rules, value->n_bands) +
	            value->text_size)
		value_refuse();
	memset(view, 0, sizeof(*view));
	plan->n_layers = value->n_layers;
	plan->n_rules = value->n_rules;
	plan->n_bands = value->n_bands;
	memcpy(plan->n_words, value->n_words, sizeof(plan->n_words));
	plan->outpatient = value->outpatient;
	plan->valid_from = value->valid_from;
	plan->valid_to = value->valid_to;
	plan->layer = (const ms_plan_layer *) at;
	plan->rule = (const ms_plan_rule *) (plan->layer + plan->n_layers);
	plan->band = (const ms_plan_band *) (plan->rule + plan->n_rules);
	at = (const char *) (plan->band + plan->n_bands);
	view->year = value->year;
	view->status = value->status;
	view->has_days = depends_on_day(plan);
	for (int t = 0; t < PLAN_TEXTS; t++)
		view->text[t] = next_text(&at);
	for (int layer = 0; layer < plan->n_layers; layer++)
		view->layer_name[layer] = next_text(&at);
	for (int d = 0; d < MS_DIMENSIONS; d++)
	{
		for (int k = 0; k < plan->n_words[d]; k++)
			plan_set_word(view, d, k, next_text(&at));
	}
}

/* The name of a layer, or whose it is. */
const char *
plan_layer_label(const PlanView *view, int layer)
{
	return view->layer_name[layer]
	           ? view->layer_name[layer]
	           : plan_payer_names[view->plan.layer[layer].payer];
}

/* The number of a word in its list; -1: it is not there. */
int
plan_word(const PlanView *view,
          ms_plan_dimension dimension,
          const char *word,
          int length)
{
	for (int k = 0; k < view->plan.n_words[dimension]; k++)
	{
		if (view->word_length[dimension][k] == length &&
		    memcmp(view->word[dimension][k], word, length) == 0)
			return k;
	}
	return -1;
}

/* Words for a hint. */
char *
plan_list_words(const char *const *words, int n)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int k = 0; k < n; k++)
		appendStringInfo(&list, "%s%s", k > 0 ? ", " : "", words[k]);
	return list.data;
}

/* A claim has a word that the plan does not know. */
void
plan_refuse_word(const PlanView *view, ms_plan_dimension d, const char *word)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("unknown %s \"%s\"", plan_dimension_names[d], word),
	         errhint("The plan knows: %s.",
	                 plan_list_words(view->word[d], view->plan.n_words[d]))));
}

/* ---- what SQL calls ---- */

static Datum
plan_of_text(char *text)
{
	return PointerGetDatum(plan_read(
	    DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(text)))));
}

PG_FUNCTION_INFO_V1(medsec_benefit_plan_in);
Datum
medsec_benefit_plan_in(PG_FUNCTION_ARGS)
{
	return plan_of_text(PG_GETARG_CSTRING(0));
}

PG_FUNCTION_INFO_V1(medsec_benefit_plan_out);
Datum
medsec_benefit_plan_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(plan_write(value_arg(fcinfo, 0)));
}

/* The binary form is a version byte and the JSON. */
PG_FUNCTION_INFO_V1(medsec_benefit_plan_recv);
Datum
medsec_benefit_plan_recv(PG_FUNCTION_ARGS)
{
	StringInfo buffer = (StringInfo) PG_GETARG_POINTER(0);
	int version = pq_getmsgbyte(buffer);
	int length;

	if (version != WIRE_VERSION)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
		         errmsg("invalid binary form of type benefit_plan"),
		         errdetail("The version of the form is not known.")));
	return plan_of_text(
	    pq_getmsgtext(buffer, buffer->len - buffer->cursor, &length));
}

PG_FUNCTION_INFO_V1(medsec_benefit_plan_send);
Datum
medsec_benefit_plan_send(PG_FUNCTION_ARGS)
{
	char *json = plan_write(value_arg(fcinfo, 0));
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendbyte(&buffer, WIRE_VERSION);
	pq_sendtext(&buffer, json, strlen(json));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

PG_FUNCTION_INFO_V1(medsec_benefit_plan_of_jsonb);
Datum
medsec_benefit_plan_of_jsonb(PG_FUNCTION_ARGS)
{
	return PointerGetDatum(plan_read(PG_GETARG_JSONB_P(0)));
}

PG_FUNCTION_INFO_V1(medsec_benefit_plan_to_jsonb);
Datum
medsec_benefit_plan_to_jsonb(PG_FUNCTION_ARGS)
{
	char *json = plan_write(value_arg(fcinfo, 0));

	return DirectFunctionCall1(jsonb_in, CStringGetDatum(json));
}

/* ---- what a plan grants, as rows ---- */

/* The number of a claim's word, for a reader of the terms. */
static int
word_argument(FunctionCallInfo fcinfo, int i, const PlanView *view, int d)
{
	const char *name = plan_dimension_names[d];
	text *word;
	int k;

	if (view->plan.n_words[d] == 0)
		return -1;
	if (PG_ARGISNULL(i))
		ereport(ERROR,
		        (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
		         errmsg("argument \"%s\" must not be NULL", name),
		         errdetail("The plan has a list of them.")));
	word = PG_GETARG_TEXT_PP(i);
	k = plan_word(view, d, VARDATA_ANY(word), VARSIZE_ANY_EXHDR(word));
	if (k < 0)
		plan_refuse_word(view, d, text_to_cstring(word));
	return k;
}

static void
put_limit(Row *row, int64 cents)
{
	if (cents == MS_OPEN)
		row_null(row);
	else
		row_datum(row, money_numeric(cents));
}

static void
emit_band(Row *row,
          const PlanView *view,
          int at,
          const ms_plan_terms *terms,
          const ms_plan_band *band)
{
	const ms_plan_layer *layer = &view->plan.layer[at];
	bool steps = terms->base == MS_STEPS;

	row_int32(row, at + 1);
	row_text(row, plan_payer_names[layer->payer]);
	row_text(row, view->layer_name[at]);
	row_text(row, plan_period_names[layer->per_year]);
	row_text(row, plan_base_names[terms->base]);
	row_datum(row, money_numeric(terms->deductible));
	row_datum(row,
	          money_numeric(band->above +
	                        (terms->from_deductible ? terms->deductible : 0)));
	put_limit(row,
	          band->up_to != MS_OPEN && terms->from_deductible
	              ? band->up_to + terms->deductible
	              : band->up_to);
	if (steps)
		row_null(row);
	else
		row_datum(row,
		          DirectFunctionCall1(numeric_trim_scale,
		                              NumericGetDatum(int64_div_fast_to_numeric(
		                                  band->pays, RATE_DECIMALS))));
	put_limit(row, steps ? band->pays : MS_OPEN);
	put_limit(row, terms->cap);
	row_emit(row);
}

/* plan_terms(plan, tier, category, referral): a row a band */
PG_FUNCTION_INFO_V1(medsec_plan_terms);
Datum
medsec_plan_terms(PG_FUNCTION_ARGS)
{
	PlanView *view = palloc(sizeof(PlanView));
	int word[MS_DIMENSIONS];
	ms_plan_fault fault;
	Row row;

	row_begin_set(&row, fcinfo);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	plan_open(value_arg(fcinfo, 0), view);
	for (int d = 0; d < MS_DIMENSIONS; d++)
		word[d] = word_argument(fcinfo, 1 + d, view, d);
	for (int at = 0; at < view->plan.n_layers; at++)
	{
		ms_plan_terms terms;

		medsec_check_status(
		    ms_plan_resolve(&view->plan, at, word, &terms, &fault),
		    "plan_terms");
		for (int b = 0; b < terms.n_bands; b++)
			emit_band(&row, view, at, &terms, &terms.band[b]);
	}
	return (Datum) 0;
}
