/*
 * plan_reader.c
 *		A benefit plan read from JSON.
 *
 * Text, jsonb and bytes all come in here: the one reader takes the fields it
 * knows, refuses those it does not, and lets the core check the whole.  Its
 * errors name the layer, the rule and the field.  What it stores has one way to
 * say a thing, so equal plans have equal bytes.
 */
#include "benefit_plan.h"

#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/jsonb.h"

#include "money.h"
#include "types.h"

#define MAX_TEXT 4000
#define MAX_WORD 200

/* ---- where the reader is, and what it refuses ---- */

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
	         n > 0 ? errhint("Known are: %s.", plan_list_words(words, n))
	               : errhint("The plan has no list of them.")));
}

/* ---- values ---- */

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

/* ---- rules ---- */

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

/* ---- layers ---- */

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
	    reader, object, "per", plan_period_names, layer->payer != MS_BASIC);
	layer->of_all = read_default(reader, object, "of", plan_scope_names, 0);
	layer->base =
	    read_default(reader,
	                 object,
	                 "base",
	                 plan_base_names,
	                 find(object, "steps", &part) ? MS_STEPS : MS_MARGINAL);
	layer->from_deductible =
	    read_default(reader, object, "bands_from", plan_start_names, 0);
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

/* ---- the plan ---- */

static void
read_list(PlanReader *reader, int d, const JsonbValue *value)
{
	const char *field = plan_dimension_lists[d];
	PlanView *view = &reader->view;
	JsonbValue element[MS_PLAN_WORDS];
	int n = read_array(reader, field, value, element, MS_PLAN_WORDS);

	for (int k = 0; k < n; k++)
	{
		char *word = read_text(reader, field, &element[k], MAX_WORD);

		if (plan_word(view, d, word, strlen(word)) >= 0)
			refuse_field(
			    reader, field, psprintf("\"%s\" is there twice", word));
		plan_set_word(view, d, k, word);
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
		if (find(object, plan_text_names[t], &value))
			view->text[t] =
			    read_text(reader, plan_text_names[t], &value, MAX_TEXT);
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
		    1 + read_option(reader, "status", &value, plan_status_names + 1);
	view->plan.valid_from = read_day_of(reader, object, "valid_from");
	view->plan.valid_to = read_day_of(reader, object, "valid_to");
	for (int d = 0; d < MS_DIMENSIONS; d++)
	{
		if (find(object, plan_dimension_lists[d], &value))
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
read_all(Jsonb *json)
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
	    plan_numbers_size(plan->n_layers, plan->n_rules, plan->n_bands) +
	    pool.len);
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

BenefitPlan *
plan_read(Jsonb *json)
{
	return store_plan(read_all(json));
}
