/*
 * benefit_plan.c
 *		The type benefit_plan: JSON outside, one flat piece of memory inside.
 *
 * Text, jsonb and bytes all come in by one reader, which reads the fields it
 * knows, refuses those it does not, and lets the core check the whole.  Its
 * errors name the layer, the rule and the field.  The stored form has one way to
 * say a thing, so equal plans have equal bytes.
 */
#include "benefit_plan.h"

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/fmgrprotos.h"
#include "utils/json.h"
#include "utils/jsonb.h"
#include "utils/numeric.h"

#include "money.h"
#include "types.h"

#define WIRE_VERSION 1
#define MAX_TEXT 4000
#define MAX_WORD 200

const char *const plan_payer_names[] = {
    "basic", "serious", "assistance", "tilt", "supplement", NULL};
const char *const plan_base_names[] = {"marginal", "first-yuan", "steps", NULL};
const char *const plan_dimension_names[] = {
    "tier", "category", "referral", NULL};

static const char *const dimension_lists[] = {
    "tiers", "categories", "referrals"};
static const char *const period_names[] = {"admission", "year", NULL};
static const char *const scope_names[] = {"scope", "all", NULL};
static const char *const start_names[] = {"zero", "deductible", NULL};
static const char *const status_names[] = {
    "", "verified", "secondary", "invented", NULL};
static const char *const text_names[] = {"name", "place", "source", "note"};

/* ---- the reader: where it is, and what it refuses ---- */

typedef struct PlanReader
{
	PlanView view;
	ms_plan_layer layer[MS_PLAN_LAYERS];
	ms_plan_rule rule[MS_PLAN_RULES];
	ms_plan_band band[MS_PLAN_BANDS];
	int at_layer; /* -1: in none */
	int at_rule; /* 0: in none */
} PlanReader;

/* "layer 2 (serious), rule 1, field "cap"" */
static char *
describe_place(const PlanReader *reader, int layer, int rule, const char *field)
{
	StringInfoData place;

	initStringInfo(&place);
	if (layer >= 0)
	{
		int payer = reader->layer[layer].payer;

		appendStringInfo(&place, "layer %d", layer + 1);
		if (payer >= 0 && payer < MS_PAYERS)
			appendStringInfo(&place, " (%s)", plan_payer_names[payer]);
		appendStringInfoString(&place, ", ");
	}
	if (rule > 0)
		appendStringInfo(&place, "rule %d, ", rule);
	appendStringInfo(&place, "field \"%s\"", field);
	return place.data;
}

static char *
here(const PlanReader *reader, const char *field)
{
	return describe_place(reader, reader->at_layer, reader->at_rule, field);
}

/* The JSON does not have the shape of a plan. */
pg_attribute_noreturn() static void refuse_shape(const PlanReader *reader,
                                                 const char *field,
                                                 const char *why)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
	         errmsg("invalid benefit plan: %s %s", here(reader, field), why)));
}

/* It has, and a value is wrong. */
pg_attribute_noreturn() static void refuse_field(const PlanReader *reader,
                                                 const char *field,
                                                 const char *why)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("invalid benefit plan: %s: %s", here(reader, field), why)));
}

static char *
list_words(const char *const *words, int n)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int k = 0; k < n; k++)
		appendStringInfo(&list, "%s%s", k > 0 ? ", " : "", words[k]);
	return list.data;
}

pg_attribute_noreturn() static void refuse_word(const PlanReader *reader,
                                                const char *field,
                                                const char *word,
                                                const char *const *words,
                                                int n)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("invalid benefit plan: %s: unknown value \"%s\"",
	                here(reader, field),
	                word),
	         n > 0 ? errhint("Known are: %s.", list_words(words, n))
	               : errhint("The plan has no list of them.")));
}

/* ---- the reader: values ---- */

static bool
find(JsonbContainer *object, const char *field, JsonbValue *value)
{
	return getKeyJsonValueFromContainer(object, field, strlen(field), value) !=
	       NULL;
}

/* No field but those of the lists may be there. */
static void
check_fields(const PlanReader *reader,
             JsonbContainer *object,
             const char *const *known,
             const char *const *more)
{
	JsonbIterator *it = JsonbIteratorInit(object);
	JsonbIteratorToken token;
	JsonbValue value;

	while ((token = JsonbIteratorNext(&it, &value, true)) != WJB_DONE)
	{
		bool found = false;
		char *field;

		if (token != WJB_KEY)
			continue;
		field = pnstrdup(value.val.string.val, value.val.string.len);
		for (int k = 0; known[k] && !found; k++)
			found = strcmp(known[k], field) == 0;
		for (int k = 0; more && more[k] && !found; k++)
			found = strcmp(more[k], field) == 0;
		if (!found)
			refuse_shape(reader, field, "is not known");
	}
}

static char *
read_text(const PlanReader *reader,
          const char *field,
          const JsonbValue *value,
          int most)
{
	if (value->type != jbvString)
		refuse_shape(reader, field, "must be a text");
	if (value->val.string.len == 0)
		refuse_field(reader, field, "it is empty");
	if (value->val.string.len > most)
		refuse_field(reader, field, "it is too long");
	return pnstrdup(value->val.string.val, value->val.string.len);
}

static int
read_option(const PlanReader *reader,
            const char *field,
            const JsonbValue *value,
            const char *const *options)
{
	char *word = read_text(reader, field, value, MAX_WORD);
	int n = 0;

	for (; options[n] != NULL; n++)
	{
		if (strcmp(options[n], word) == 0)
			return n;
	}
	refuse_word(reader, field, word, options, n);
}

static int64
read_number(const PlanReader *reader,
            const char *field,
            const JsonbValue *value,
            int decimals)
{
	int64 number;

	if (value->type != jbvNumeric)
		refuse_shape(reader, field, "must be a number");
	switch (money_read(NumericGetDatum(value->val.numeric), decimals, &number))
	{
		case MONEY_FINE:
			break;
		case MONEY_TOO_FINE:
			refuse_field(reader,
			             field,
			             decimals == MONEY_DECIMALS
			                 ? "it has more than 2 decimals"
			             : decimals == 0 ? "it is not a whole number"
			                             : "it has more than 9 decimals");
		default:
			refuse_field(reader, field, "it is too large");
	}
	return number;
}

static bool
read_flag(const PlanReader *reader, const char *field, const JsonbValue *value)
{
	if (value->type != jbvBool)
		refuse_shape(reader, field, "must be true or false");
	return value->val.boolean;
}

/* A day as YYYY-MM-DD, whatever DateStyle says. */
static int32
read_day(const PlanReader *reader, const char *field, const JsonbValue *value)
{
	char *text = read_text(reader, field, value, MAX_WORD);
	int year = 0;
	int month = 0;
	int day = 0;
	int julian;

	if (strlen(text) == 10 && strspn(text, "0123456789-") == 10 &&
	    text[4] == '-' && text[7] == '-' &&
	    sscanf(text, "%4d-%2d-%2d", &year, &month, &day) == 3 && year > 0 &&
	    month >= 1 && month <= 12 && day >= 1 && day <= 31)
	{
		int back[3];

		julian = date2j(year, month, day);
		j2date(julian, &back[0], &back[1], &back[2]);
		if (back[0] == year && back[1] == month && back[2] == day)
			return julian - POSTGRES_EPOCH_JDATE;
	}
	refuse_field(reader, field, "it is not a day as YYYY-MM-DD");
}

/* The elements of an array; `room` is as many as there may be. */
static int
read_array(const PlanReader *reader,
           const char *field,
           const JsonbValue *value,
           JsonbValue *elements,
           int room)
{
	JsonbContainer *array = value->val.binary.data;
	int n;

	if (value->type != jbvBinary || !JsonContainerIsArray(array) ||
	    JsonContainerIsScalar(array))
		refuse_shape(reader, field, "must be an array");
	n = JsonContainerSize(array);
	if (n > room)
		refuse_field(
		    reader, field, psprintf("it has more than %d elements", room));
	for (int i = 0; i < n; i++)
		elements[i] = *getIthJsonbValueFromContainer(array, i);
	return n;
}

static JsonbContainer *
read_object(const PlanReader *reader,
            const char *field,
            const JsonbValue *value)
{
	if (value->type != jbvBinary ||
	    !JsonContainerIsObject(value->val.binary.data))
		refuse_shape(reader, field, "must be an object");
	return value->val.binary.data;
}

/* ---- the reader: rules ---- */

static const char *const terms_fields[] = {
    "deductible", "rate", "bands", "steps", "cap", "nth", NULL};

static ms_plan_band *
new_band(PlanReader *reader, ms_plan_rule *rule, const char *field)
{
	if (reader->view.plan.n_bands >= MS_PLAN_BANDS)
		refuse_field(
		    reader,
		    field,
		    psprintf("the plan has more than %d bands", MS_PLAN_BANDS));
	rule->n_bands++;
	return &reader->band[reader->view.plan.n_bands++];
}

/* "rate": r is one band from 0 without an end */
static void
read_rate(PlanReader *reader, ms_plan_rule *rule, const JsonbValue *value)
{
	ms_plan_band *band = new_band(reader, rule, "rate");

	band->up_to = MS_OPEN;
	band->pays = read_number(reader, "rate", value, RATE_DECIMALS);
	if (band->pays < 0 || band->pays > MS_RATE_ONE)
		refuse_field(reader, "rate", "it is outside 0 to 1");
}

/* "bands": [[above, up_to or null, rate], ...] */
static void
read_bands(PlanReader *reader, ms_plan_rule *rule, const JsonbValue *value)
{
	JsonbValue element[MS_RULE_BANDS];
	int n = read_array(reader, "bands", value, element, MS_RULE_BANDS);

	for (int b = 0; b < n; b++)
	{
		ms_plan_band *band = new_band(reader, rule, "bands");
		JsonbValue part[3];

		if (read_array(reader, "bands", &element[b], part, 3) != 3)
			refuse_shape(
			    reader, "bands", "must have bands of [above, up to, rate]");
		band->above = read_number(reader, "bands", &part[0], MONEY_DECIMALS);
		band->up_to = MS_OPEN;
		if (part[1].type != jbvNull)
		{
			band->up_to =
			    read_number(reader, "bands", &part[1], MONEY_DECIMALS);
			if (band->up_to < 0)
				refuse_field(reader, "bands", "a limit is negative");
		}
		band->pays = read_number(reader, "bands", &part[2], RATE_DECIMALS);
	}
}

/* "steps": [[above, grant], ...], each as far as the next */
static void
read_steps(PlanReader *reader, ms_plan_rule *rule, const JsonbValue *value)
{
	JsonbValue element[MS_RULE_BANDS];
	int n = read_array(reader, "steps", value, element, MS_RULE_BANDS);
	ms_plan_band *before = NULL;

	for (int b = 0; b < n; b++)
	{
		ms_plan_band *band = new_band(reader, rule, "steps");
		JsonbValue part[2];

		if (read_array(reader, "steps", &element[b], part, 2) != 2)
			refuse_shape(reader, "steps", "must have steps of [above, grant]");
		band->above = read_number(reader, "steps", &part[0], MONEY_DECIMALS);
		band->up_to = MS_OPEN;
		band->pays = read_number(reader, "steps", &part[1], MONEY_DECIMALS);
		if (band->above < 0)
			refuse_field(reader, "steps", "a limit is negative");
		if (before != NULL)
			before->up_to = band->above;
		before = band;
	}
}

/* "nth": {"from": 2, "multiply" | "subtract" | "amount": x, "each", "floor"} */
static void
read_nth(PlanReader *reader, ms_plan_rule *rule, const JsonbValue *value)
{
	static const char *const fields[] = {
	    "from", "multiply", "subtract", "amount", "each", "floor", NULL};
	JsonbContainer *object = read_object(reader, "nth", value);
	ms_plan_nth *nth = &rule->nth;
	JsonbValue part;

	check_fields(reader, object, fields, NULL);
	nth->from = 2;
	nth->each = 1;
	if (find(object, "from", &part))
	{
		int64 from = read_number(reader, "from", &part, 0);

		if (from < 2 || from > 1000000)
			refuse_field(reader, "from", "it is not from 2 to 1000000");
		nth->from = (int32) from;
	}
	if (find(object, "each", &part))
		nth->each = read_flag(reader, "each", &part);
	if (find(object, "floor", &part))
		nth->floor = read_number(reader, "floor", &part, MONEY_DECIMALS);
	for (int how = MS_AGAIN_MULTIPLY; how <= MS_AGAIN_AMOUNT; how++)
	{
		if (!find(object, fields[how], &part))
			continue;
		if (nth->how != MS_AGAIN_SAME)
			refuse_shape(
			    reader, "nth", "must have one of multiply, subtract, amount");
		nth->how = how;
		nth->value = read_number(reader,
		                         fields[how],
		                         &part,
		                         how == MS_AGAIN_MULTIPLY ? RATE_DECIMALS
		                                                  : MONEY_DECIMALS);
	}
	if (nth->how == MS_AGAIN_SAME)
		refuse_shape(
		    reader, "nth", "must have one of multiply, subtract, amount");
	if (nth->how == MS_AGAIN_AMOUNT)
		nth->each = 0; /* it says nothing there */
}

static void
read_payment(PlanReader *reader, ms_plan_rule *rule, JsonbContainer *object)
{
	static void (*const read[])(
	    PlanReader *, ms_plan_rule *, const JsonbValue *) = {
	    read_rate, read_bands, read_steps};
	static const char *const fields[] = {"rate", "bands", "steps"};
	JsonbValue value;
	bool steps = reader->layer[reader->at_layer].base == MS_STEPS;

	rule->first_band = reader->view.plan.n_bands;
	for (size_t k = 0; k < lengthof(fields); k++)
	{
		if (!find(object, fields[k], &value))
			continue;
		if (rule->says & MS_SAYS_BANDS)
			refuse_shape(
			    reader, fields[k], "is one of rate, bands, steps too many");
		if (steps != (read[k] == read_steps))
			refuse_field(reader,
			             fields[k],
			             "steps go with base \"steps\", and only they");
		rule->says |= MS_SAYS_BANDS;
		read[k](reader, rule, &value);
		if (rule->n_bands == 0)
			refuse_field(reader, fields[k], "there are none");
	}
	if (rule->n_bands == 0)
		rule->first_band = 0;
}

/* The figures that a layer and its rules have alike. */
static void
read_terms(PlanReader *reader, ms_plan_rule *rule, JsonbContainer *object)
{
	JsonbValue value;

	if (find(object, "deductible", &value))
	{
		rule->says |= MS_SAYS_DEDUCTIBLE;
		rule->deductible =
		    read_number(reader, "deductible", &value, MONEY_DECIMALS);
	}
	if (find(object, "cap", &value))
	{
		rule->says |= MS_SAYS_CAP;
		rule->cap = MS_OPEN;
		if (value.type != jbvNull)
		{
			rule->cap = read_number(reader, "cap", &value, MONEY_DECIMALS);
			if (rule->cap < 0)
				refuse_field(reader, "cap", "it is negative");
		}
	}
	if (find(object, "nth", &value))
	{
		rule->says |= MS_SAYS_NTH;
		read_nth(reader, rule, &value);
	}
	read_payment(reader, rule, object);
}

static ms_plan_rule *
new_rule(PlanReader *reader)
{
	ms_plan_layer *layer = &reader->layer[reader->at_layer];

	if (reader->view.plan.n_rules >= MS_PLAN_RULES)
		refuse_field(
		    reader,
		    "rules",
		    psprintf("the plan has more than %d rules", MS_PLAN_RULES));
	layer->n_rules++;
	return &reader->rule[reader->view.plan.n_rules++];
}

static uint32
read_known_word(const PlanReader *reader,
                const char *field,
                const JsonbValue *value,
                int d)
{
	char *word = read_text(reader, field, value, MAX_WORD);
	int k = plan_word(&reader->view, d, word, strlen(word));

	if (k < 0)
		refuse_word(reader,
		            field,
		            word,
		            reader->view.word[d],
		            reader->view.plan.n_words[d]);
	return (uint32) 1 << k;
}

/* One word or an array of them, as a set. */
static uint32
read_words(const PlanReader *reader,
           const char *field,
           const JsonbValue *value,
           int d)
{
	JsonbValue element[MS_PLAN_WORDS];
	uint32 set = 0;
	int n;

	if (value->type == jbvString)
		return read_known_word(reader, field, value, d);
	n = read_array(reader, field, value, element, MS_PLAN_WORDS);
	for (int k = 0; k < n; k++)
		set |= read_known_word(reader, field, &element[k], d);
	if (set == 0)
		refuse_field(reader, field, "it has no word");
	return set;
}

static void
read_rule(PlanReader *reader, const JsonbValue *value)
{
	static const char *const fields[] = {"tier",
	                                     "category",
	                                     "referral",
	                                     "deductible_factor",
	                                     "rate_factor",
	                                     "rate_points",
	                                     NULL};
	JsonbContainer *object = read_object(reader, "rules", value);
	ms_plan_rule *rule = new_rule(reader);
	int64_t *const figure[] = {
	    &rule->deductible_factor, &rule->rate_factor, &rule->rate_points};
	const uint32 says[] = {
	    MS_SAYS_DEDUCTIBLE_FACTOR, MS_SAYS_RATE_FACTOR, MS_SAYS_RATE_POINTS};
	JsonbValue part;

	check_fields(reader, object, fields, terms_fields);
	for (int d = 0; d < MS_DIMENSIONS; d++)
	{
		if (find(object, fields[d], &part))
			rule->who[d] = read_words(reader, fields[d], &part, d);
	}
	read_terms(reader, rule, object);
	for (size_t k = 0; k < lengthof(figure); k++)
	{
		const char *field = fields[MS_DIMENSIONS + k];

		if (!find(object, field, &part))
			continue;
		rule->says |= says[k];
		*figure[k] = read_number(reader, field, &part, RATE_DECIMALS);
	}
	if (rule->says == 0)
		refuse_shape(reader, "rules", "has a rule that says nothing");
}

/* ---- the reader: layers ---- */

static int
read_default(const PlanReader *reader,
             JsonbContainer *object,
             const char *field,
             const char *const *options,
             int otherwise)
{
	JsonbValue value;

	return find(object, field, &value)
	           ? read_option(reader, field, &value, options)
	           : otherwise;
}

static int32
read_day_of(const PlanReader *reader, JsonbContainer *object, const char *field)
{
	JsonbValue value;

	return find(object, field, &value) ? read_day(reader, field, &value)
	                                   : MS_NO_DAY;
}

static void
read_layer(PlanReader *reader, const JsonbValue *value)
{
	static const char *const fields[] = {"layer",
	                                     "name",
	                                     "per",
	                                     "of",
	                                     "base",
	                                     "bands_from",
	                                     "valid_from",
	                                     "valid_to",
	                                     "rules",
	                                     NULL};
	JsonbContainer *object = read_object(reader, "layers", value);
	ms_plan_layer *layer = &reader->layer[reader->at_layer];
	JsonbValue part;
	JsonbValue *rules;
	int n;

	if (!find(object, "layer", &part))
		refuse_shape(reader, "layer", "is missing");
	layer->payer = read_option(reader, "layer", &part, plan_payer_names);
	check_fields(reader, object, fields, terms_fields);
	if (find(object, "name", &part))
		reader->view.layer_name[reader->at_layer] =
		    read_text(reader, "name", &part, MAX_WORD);
	layer->per_year = read_default(
	    reader, object, "per", period_names, layer->payer != MS_BASIC);
	layer->of_all = read_default(reader, object, "of", scope_names, 0);
	layer->base =
	    read_default(reader,
	                 object,
	                 "base",
	                 plan_base_names,
	                 find(object, "steps", &part) ? MS_STEPS : MS_MARGINAL);
	layer->from_deductible =
	    read_default(reader, object, "bands_from", start_names, 0);
	layer->valid_from = read_day_of(reader, object, "valid_from");
	layer->valid_to = read_day_of(reader, object, "valid_to");
	layer->first_rule = reader->view.plan.n_rules;
	read_terms(reader, new_rule(reader), object);
	if (!find(object, "rules", &part))
		return;
	rules = palloc(MS_PLAN_RULES * sizeof(JsonbValue));
	n = read_array(reader, "rules", &part, rules, MS_PLAN_RULES);
	for (int r = 0; r < n; r++)
	{
		reader->at_rule = r + 1;
		read_rule(reader, &rules[r]);
	}
	reader->at_rule = 0;
}

/* ---- the reader: the plan ---- */

static void
set_word(PlanView *view, int d, int k, const char *word)
{
	view->word[d][k] = word;
	view->word_length[d][k] = strlen(word);
}

static void
read_list(PlanReader *reader, int d, const JsonbValue *value)
{
	const char *field = dimension_lists[d];
	PlanView *view = &reader->view;
	JsonbValue element[MS_PLAN_WORDS];
	int n = read_array(reader, field, value, element, MS_PLAN_WORDS);

	for (int k = 0; k < n; k++)
	{
		char *word = read_text(reader, field, &element[k], MAX_WORD);

		if (plan_word(view, d, word, strlen(word)) >= 0)
			refuse_field(
			    reader, field, psprintf("\"%s\" is there twice", word));
		set_word(view, d, k, word);
		view->plan.n_words[d] = k + 1;
	}
}

static void
read_about(PlanReader *reader, JsonbContainer *object)
{
	PlanView *view = &reader->view;
	JsonbValue value;

	for (int t = 0; t < PLAN_TEXTS; t++)
	{
		if (find(object, text_names[t], &value))
			view->text[t] = read_text(reader, text_names[t], &value, MAX_TEXT);
	}
	if (find(object, "year", &value))
	{
		int64 year = read_number(reader, "year", &value, 0);

		if (year < 1900 || year > 2999)
			refuse_field(reader, "year", "it is not from 1900 to 2999");
		view->year = (int) year;
	}
	if (find(object, "status", &value))
		view->status =
		    1 + read_option(reader, "status", &value, status_names + 1);
	view->plan.valid_from = read_day_of(reader, object, "valid_from");
	view->plan.valid_to = read_day_of(reader, object, "valid_to");
	for (int d = 0; d < MS_DIMENSIONS; d++)
	{
		if (find(object, dimension_lists[d], &value))
			read_list(reader, d, &value);
	}
	if (find(object, "outpatient", &value))
		view->plan.outpatient =
		    read_words(reader, "outpatient", &value, MS_TIER);
}

static void
read_layers(PlanReader *reader, JsonbContainer *object)
{
	JsonbValue value;
	JsonbValue element[MS_PLAN_LAYERS];
	int n;

	if (!find(object, "layers", &value))
		refuse_shape(reader, "layers", "is missing");
	n = read_array(reader, "layers", &value, element, MS_PLAN_LAYERS);
	for (int at = 0; at < n; at++)
	{
		reader->at_layer = at;
		reader->view.plan.n_layers = at + 1;
		reader->layer[at].payer = -1; /* not known yet */
		read_layer(reader, &element[at]);
	}
	reader->at_layer = -1;
}

static void
check_numbers(const PlanReader *reader)
{
	const PlanView *view = &reader->view;
	ms_plan_fault fault;
	StringInfoData who;

	if (ms_plan_check(&view->plan, &fault) == MS_OK)
		return;
	initStringInfo(&who);
	for (int d = 0; d < MS_DIMENSIONS && fault.rule < 0; d++)
	{
		if (fault.word[d] >= 0)
			appendStringInfo(&who,
			                 "%s %s \"%s\"",
			                 who.len > 0 ? "," : "This is for",
			                 plan_dimension_names[d],
			                 view->word[d][fault.word[d]]);
	}
	ereport(
	    ERROR,
	    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	     errmsg("invalid benefit plan: %s: %s",
	            describe_place(reader, fault.layer, fault.rule, fault.field),
	            fault.why),
	     who.len > 0 ? errdetail("%s.", who.data) : 0));
}

static PlanReader *
read_plan(Jsonb *json)
{
	static const char *const fields[] = {"year",
	                                     "status",
	                                     "valid_from",
	                                     "valid_to",
	                                     "tiers",
	                                     "categories",
	                                     "referrals",
	                                     "outpatient",
	                                     "layers",
	                                     "name",
	                                     "place",
	                                     "source",
	                                     "note",
	                                     NULL};
	PlanReader *reader = palloc0(sizeof(PlanReader));

	reader->at_layer = -1;
	reader->view.plan.layer = reader->layer;
	reader->view.plan.rule = reader->rule;
	reader->view.plan.band = reader->band;
	if (!JB_ROOT_IS_OBJECT(json))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
		         errmsg("invalid benefit plan: it must be a JSON object")));
	check_fields(reader, &json->root, fields, NULL);
	read_about(reader, &json->root);
	read_layers(reader, &json->root);
	check_numbers(reader);
	return reader;
}

/* ---- the stored form ---- */

static const char *
text_or_nothing(const char *text)
{
	return text ? text : "";
}

static void
collect_texts(const PlanView *view, StringInfo pool)
{
	for (int t = 0; t < PLAN_TEXTS; t++)
		appendBinaryStringInfo(pool,
		                       text_or_nothing(view->text[t]),
		                       strlen(text_or_nothing(view->text[t])) + 1);
	for (int at = 0; at < view->plan.n_layers; at++)
		appendBinaryStringInfo(pool,
		                       text_or_nothing(view->layer_name[at]),
		                       strlen(text_or_nothing(view->layer_name[at])) +
		                           1);
	for (int d = 0; d < MS_DIMENSIONS; d++)
	{
		for (int k = 0; k < view->plan.n_words[d]; k++)
			appendBinaryStringInfo(
			    pool, view->word[d][k], view->word_length[d][k] + 1);
	}
}

static Size
numbers_size(int n_layers, int n_rules, int n_bands)
{
	return sizeof(BenefitPlan) + n_layers * sizeof(ms_plan_layer) +
	       n_rules * sizeof(ms_plan_rule) + n_bands * sizeof(ms_plan_band);
}

static BenefitPlan *
store_plan(const PlanReader *reader)
{
	const PlanView *view = &reader->view;
	const ms_plan *plan = &view->plan;
	StringInfoData pool;
	BenefitPlan *value;
	char *at;

	initStringInfo(&pool);
	collect_texts(view, &pool);
	value = value_new(
	    numbers_size(plan->n_layers, plan->n_rules, plan->n_bands) + pool.len);
	value->n_layers = plan->n_layers;
	value->n_rules = plan->n_rules;
	value->n_bands = plan->n_bands;
	memcpy(value->n_words, plan->n_words, sizeof(value->n_words));
	value->outpatient = plan->outpatient;
	value->valid_from = plan->valid_from;
	value->valid_to = plan->valid_to;
	value->year = view->year;
	value->status = view->status;
	value->text_size = pool.len;
	at = (char *) (value + 1);
	memcpy(at, reader->layer, plan->n_layers * sizeof(ms_plan_layer));
	at += plan->n_layers * sizeof(ms_plan_layer);
	memcpy(at, reader->rule, plan->n_rules * sizeof(ms_plan_rule));
	at += plan->n_rules * sizeof(ms_plan_rule);
	memcpy(at, reader->band, plan->n_bands * sizeof(ms_plan_band));
	at += plan->n_bands * sizeof(ms_plan_band);
	memcpy(at, pool.data, pool.len);
	return value;
}

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
	        numbers_size(value->n_layers, value->n_rules, value->n_bands) +
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
			set_word(view, d, k, next_text(&at));
	}
}

/* The name of a layer, or whose it is. */
char *
plan_layer_label(const PlanView *view, int layer)
{
	return pstrdup(view->layer_name[layer]
	                   ? view->layer_name[layer]
	                   : plan_payer_names[view->plan.layer[layer].payer]);
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

/* A claim has a word that the plan does not know. */
void
plan_refuse_word(const PlanView *view, ms_plan_dimension d, const char *word)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("unknown %s \"%s\"", plan_dimension_names[d], word),
	         errhint("The plan knows: %s.",
	                 list_words(view->word[d], view->plan.n_words[d]))));
}

/* ---- the JSON form, written ---- */

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
	write_text(json, "per", period_names[layer->per_year]);
	if (layer->of_all)
		write_text(json, "of", scope_names[layer->of_all]);
	if (layer->base != MS_MARGINAL)
		write_text(json, "base", plan_base_names[layer->base]);
	if (layer->from_deductible)
		write_text(json, "bands_from", start_names[layer->from_deductible]);
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

static char *
write_plan(const BenefitPlan *value)
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
		write_text(&json, "status", status_names[view->status]);
	write_text(&json, "source", view->text[PLAN_SOURCE]);
	write_text(&json, "note", view->text[PLAN_NOTE]);
	write_day(&json, "valid_from", view->plan.valid_from);
	write_day(&json, "valid_to", view->plan.valid_to);
	for (int d = 0; d < MS_DIMENSIONS; d++)
		write_words(&json,
		            dimension_lists[d],
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

/* ---- what SQL calls ---- */

static Datum
plan_of_text(char *text)
{
	return PointerGetDatum(store_plan(read_plan(
	    DatumGetJsonbP(DirectFunctionCall1(jsonb_in, CStringGetDatum(text))))));
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
	PG_RETURN_CSTRING(write_plan(value_arg(fcinfo, 0)));
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
	char *json = write_plan(value_arg(fcinfo, 0));
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
	return PointerGetDatum(store_plan(read_plan(PG_GETARG_JSONB_P(0))));
}

PG_FUNCTION_INFO_V1(medsec_benefit_plan_to_jsonb);
Datum
medsec_benefit_plan_to_jsonb(PG_FUNCTION_ARGS)
{
	char *json = write_plan(value_arg(fcinfo, 0));

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
	row_text(row, period_names[layer->per_year]);
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
