/*
 * settlement.c
 *		Claims settled through the layers of a plan, row by row of a window.
 *
 * settle() is a window function: the partition is a person's year, its order
 * that of settlement.  The state of the year goes forward with the rows, and no
 * frame is asked.  A plan is opened once a query, and what it grants to a tier,
 * a category and a referral is worked out at the first claim that has them.
 *
 * A negative document takes back an earlier one of the year by its claim's id.
 * For that the claims of the year are kept, where there are ids at all: the year
 * is settled anew without what was taken back, and the document's record is the
 * difference that this makes.
 */
#include "medsec.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/int.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/memutils.h"
#include "utils/numeric.h"
#include "windowapi.h"

#include "benefit_plan.h"
#include "core/settlement.h"
#include "money.h"
#include "types.h"

/* ---- what is kept for a query ---- */

enum
{
	ARG_PLAN,
	ARG_TIER,
	ARG_CATEGORY,
	ARG_REFERRAL,
	ARG_TOTAL,
	ARG_EXCLUDED,
	ARG_DAY,
	ARG_CLAIM,
	ARGS
};

#define FIELDS 22 /* of the type settlement */
#define KNOWN_BINDINGS 8
#define MAX_PLANS 64

/* A plan that has been met, with the terms asked of it so far. */
typedef struct MetPlan
{
	struct MetPlan *next;
	struct varlena *raw; /* as it came in, compressed or not */
	Size raw_size;
	PlanView view;
	ms_plan_terms **terms; /* of each combination, its layers; or NULL */
	uint64 binding[KNOWN_BINDINGS]; /* texts that were needed */
	text *binding_text[KNOWN_BINDINGS];
	int next_binding;
} MetPlan;

typedef struct Settler
{
	HeapTupleHeader header; /* of a record with an amount and a NULL */
	MemoryContext plans_context;
	MetPlan *plans; /* the last one used first */
	int n_plans;
	bool ready; /* are the stable arguments read? */
	bool stable[ARGS];
	NullableDatum argument[ARGS];
} Settler;

/* ---- what is kept for a person's year ---- */

typedef struct KeptClaim
{
	MetPlan *plan;
	ms_claim claim; /* without what was taken back */
	bool gone;
	text *id; /* NULL: it has none */
} KeptClaim;

/* zero at the first row of a partition */
typedef struct Year
{
	int64 rows;
	MetPlan *plan; /* of the last claim settled */
	ms_settlement_year sums;
	KeptClaim *kept;
	int n_kept;
	int room;
} Year;

/* What a row brings; the note says why it cannot be settled. */
typedef struct RowOfClaim
{
	MetPlan *plan;
	ms_claim claim;
	bool has_total;
	bool has_excluded;
	text *id;
	const char *note;
} RowOfClaim;

/* ---- plans ---- */

static MetPlan *
meet_plan(Settler *settler, struct varlena *raw)
{
	MemoryContext old = MemoryContextSwitchTo(settler->plans_context);
	MetPlan *met = palloc0(sizeof(MetPlan));
	struct varlena *value;

	met->raw_size = VARSIZE_ANY(raw);
	met->raw = palloc(met->raw_size);
	memcpy(met->raw, raw, met->raw_size);
	value = pg_detoast_datum_copy(raw);
	if (VARSIZE(value) < sizeof(Summary) ||
	    ((Summary *) value)->version != MEDSEC_STORED_VERSION)
		value_refuse();
	plan_open((BenefitPlan *) value, &met->view);
	met->terms = palloc0(ms_plan_combinations(&met->view.plan) *
	                     sizeof(ms_plan_terms *));
	met->next = settler->plans;
	settler->plans = met;
	settler->n_plans++;
	MemoryContextSwitchTo(old);
	return met;
}

/* The plan with these bytes, which is the last one nearly always. */
static MetPlan *
find_plan(Settler *settler, Datum datum)
{
	struct varlena *raw = (struct varlena *) DatumGetPointer(datum);
	Size size = VARSIZE_ANY(raw);
	MetPlan **link = &settler->plans;

	for (; *link != NULL; link = &(*link)->next)
	{
		MetPlan *met = *link;

		if (met->raw_size != size || memcmp(met->raw, raw, size) != 0)
			continue;
		*link = met->next;
		met->next = settler->plans;
		settler->plans = met;
		return met;
	}
	return meet_plan(settler, raw);
}

/* The terms of all layers for a claim. */
static const ms_plan_terms *
find_terms(Settler *settler, MetPlan *met, const int word[MS_DIMENSIONS])
{
	const ms_plan *plan = &met->view.plan;
	ms_plan_terms **terms;
	ms_plan_fault fault;
	int64 at = 0;

	for (int d = MS_DIMENSIONS - 1; d >= 0; d--)
		at = at * Max(plan->n_words[d], 1) + Max(word[d], 0);
	terms = &met->terms[at];
	if (likely(*terms != NULL))
		return *terms;
	*terms = MemoryContextAlloc(settler->plans_context,
	                            plan->n_layers * sizeof(ms_plan_terms));
	for (int layer = 0; layer < plan->n_layers; layer++)
		medsec_check_status(
		    ms_plan_resolve(plan, layer, word, *terms + layer, &fault),
		    "settle");
	return *terms;
}

static bool
is_same_name(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The sums of a year are by layer: another plan must have the same layers. */
static void
check_same_layers(const MetPlan *before, const MetPlan *after)
{
	const ms_plan *a = &before->view.plan;
	const ms_plan *b = &after->view.plan;
	bool same = a->n_layers == b->n_layers;

	for (int at = 0; at < a->n_layers && same; at++)
		same = a->layer[at].payer == b->layer[at].payer &&
		       a->layer[at].per_year == b->layer[at].per_year &&
		       a->layer[at].of_all == b->layer[at].of_all &&
		       is_same_name(before->view.layer_name[at],
		                    after->view.layer_name[at]);
	if (!same)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("the plans of one partition must have the same "
		                "layers"),
		         errhint("Their figures may differ, as when a plan changes "
		                 "within the year; compare different plans by one "
		                 "settle() each.")));
}

/* ---- the arguments of a row ---- */

/* A record as the server forms it: with a first amount, and else NULL. */
static HeapTupleHeader
make_header(TupleDesc desc)
{
	Datum values[FIELDS] = {money_numeric(0)};
	bool nulls[FIELDS];

	memset(nulls, true, sizeof(nulls));
	nulls[0] = false;
	return DatumGetHeapTupleHeader(
	    HeapTupleGetDatum(heap_form_tuple(desc, values, nulls)));
}

static Settler *
make_settler(FunctionCallInfo fcinfo)
{
	MemoryContext old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	Settler *settler = palloc0(sizeof(Settler));
	TupleDesc desc;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE ||
	    desc->natts != FIELDS)
		ereport(ERROR,
		        (errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
		         errmsg("the result type does not fit the library of medsec"),
		         errhint("Run ALTER EXTENSION medsec UPDATE.")));
	settler->header = make_header(BlessTupleDesc(desc));
	settler->plans_context = AllocSetContextCreate(
	    CurrentMemoryContext, "benefit plans", ALLOCSET_SMALL_SIZES);
	for (int i = 0; i < ARGS; i++)
		settler->stable[i] = get_fn_expr_arg_stable(fcinfo->flinfo, i);
	MemoryContextSwitchTo(old);
	return settler;
}

static void
read_arguments(Settler *settler, WindowObject window)
{
	for (int i = 0; i < ARGS; i++)
	{
		NullableDatum *argument = &settler->argument[i];

		if (!settler->stable[i] || !settler->ready)
			argument->value =
			    WinGetFuncArgCurrent(window, i, &argument->isnull);
	}
	settler->ready = true;
}

/* The number of a claim's word; -1 where the plan has none. */
static int
read_word(const Settler *settler, RowOfClaim *row, int d)
{
	static const char *const missing[] = {
	    "tier is NULL", "category is NULL", "referral is NULL"};
	const NullableDatum *argument = &settler->argument[ARG_TIER + d];
	text *word;
	int k;

	if (row->plan->view.plan.n_words[d] == 0)
		return -1;
	if (argument->isnull)
	{
		row->note = missing[d];
		return -1;
	}
	word = DatumGetTextPP(argument->value);
	k = plan_word(
	    &row->plan->view, d, VARDATA_ANY(word), VARSIZE_ANY_EXHDR(word));
	if (unlikely(k < 0))
		plan_refuse_word(&row->plan->view, d, text_to_cstring(word));
	return k;
}

static void
check_amounts(const RowOfClaim *row)
{
	const ms_claim *claim = &row->claim;

	if (claim->total < 0 && row->id == NULL)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"total\" must not be negative"),
		         errdetail("The value is %.2f.", claim->total / 100.0),
		         errhint("A document that takes back an earlier claim has that "
		                 "claim's id as argument \"claim\".")));
	if (claim->total < 0
	        ? claim->excluded > 0 || claim->excluded < claim->total
	        : claim->excluded < 0 || claim->excluded > claim->total)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"excluded\" must be from 0 to \"total\""),
		         errdetail("They are %.2f and %.2f.",
		                   claim->excluded / 100.0,
		                   claim->total / 100.0)));
}

static void
read_amounts(const Settler *settler, RowOfClaim *row)
{
	const NullableDatum *total = &settler->argument[ARG_TOTAL];
	const NullableDatum *excluded = &settler->argument[ARG_EXCLUDED];

	row->has_total = !total->isnull;
	row->has_excluded = !excluded->isnull;
	if (row->has_total)
		row->claim.total = money_row_value(total->value, "total");
	else
		row->note = "total is NULL";
	if (row->has_excluded)
		row->claim.excluded = money_row_value(excluded->value, "excluded");
	else
		row->note = "excluded is NULL";
	if (row->has_total && row->has_excluded)
		check_amounts(row);
}

/* What says how it is settled; a document that takes back needs none of it. */
static void
read_rules(Settler *settler, RowOfClaim *row)
{
	if (settler->argument[ARG_PLAN].isnull)
	{
		row->note = "plan is NULL";
		return;
	}
	row->plan = find_plan(settler, settler->argument[ARG_PLAN].value);
	for (int d = 0; d < MS_DIMENSIONS; d++)
		row->claim.word[d] = read_word(settler, row, d);
	if (row->plan->view.has_days && row->claim.day == MS_NO_DAY)
		row->note = "settled_on is NULL, and the plan has days";
}

static RowOfClaim
read_row(Settler *settler, WindowObject window)
{
	RowOfClaim row = {.claim.day = MS_NO_DAY, .claim.word = {-1, -1, -1}};

	read_arguments(settler, window);
	if (!settler->argument[ARG_CLAIM].isnull)
		row.id = DatumGetTextPP(settler->argument[ARG_CLAIM].value);
	if (!settler->argument[ARG_DAY].isnull)
		row.claim.day = DatumGetDateADT(settler->argument[ARG_DAY].value);
	read_amounts(settler, &row);
	if (row.note == NULL && row.claim.total >= 0)
		read_rules(settler, &row);
	return row;
}

/* ---- the year goes forward ---- */

static void
add_claim(Settler *settler,
          MetPlan *met,
          const ms_claim *claim,
          Year *year,
          ms_settlement *result)
{
	if (year->plan != met)
	{
		if (year->plan != NULL)
			check_same_layers(year->plan, met);
		year->plan = met;
	}
	if (unlikely(ms_settlement_add(&met->view.plan,
	                               find_terms(settler, met, claim->word),
	                               claim,
	                               &year->sums,
	                               result) != MS_OK))
		ereport(ERROR,
		        (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
		         errmsg("the total of a year must be below 10^14")));
}

static void
keep_claim(Year *year, const RowOfClaim *row)
{
	MemoryContext context = GetMemoryChunkContext(year);
	KeptClaim *kept;

	if (year->n_kept == year->room)
	{
		year->room = Max(2 * year->room, 8);
		year->kept =
		    year->kept
		        ? repalloc_huge(year->kept, year->room * sizeof(KeptClaim))
		        : MemoryContextAllocHuge(context,
		                                 year->room * sizeof(KeptClaim));
	}
	kept = &year->kept[year->n_kept++];
	*kept = (KeptClaim){.plan = row->plan, .claim = row->claim};
	if (row->id != NULL)
	{
		kept->id = MemoryContextAlloc(context, VARSIZE_ANY(row->id));
		memcpy(kept->id, row->id, VARSIZE_ANY(row->id));
	}
}

/* ---- documents that take back ---- */

static bool
is_id(const text *a, const text *b)
{
	return a != NULL && VARSIZE_ANY_EXHDR(a) == VARSIZE_ANY_EXHDR(b) &&
	       memcmp(VARDATA_ANY(a), VARDATA_ANY(b), VARSIZE_ANY_EXHDR(a)) == 0;
}

/* The last claim with the id that has as much as the document takes back. */
static KeptClaim *
find_original(Year *year, const RowOfClaim *row)
{
	int64 scope = row->claim.total - row->claim.excluded;

	for (int i = year->n_kept - 1; i >= 0; i--)
	{
		KeptClaim *kept = &year->kept[i];

		if (!kept->gone && is_id(kept->id, row->id) &&
		    kept->claim.excluded + row->claim.excluded >= 0 &&
		    kept->claim.total - kept->claim.excluded + scope >= 0)
			return kept;
	}
	return NULL;
}

/* Takes back, and settles the year anew; false: there is nothing to. */
static bool
reverse_claim(Settler *settler,
              const RowOfClaim *row,
              Year *year,
              ms_settlement *result)
{
	ms_settlement_year before = year->sums;
	KeptClaim *original = find_original(year, row);
	ms_settlement one;

	if (original == NULL)
		return false;
	original->claim.total += row->claim.total;
	original->claim.excluded += row->claim.excluded;
	original->gone = original->claim.total == 0;
	memset(&year->sums, 0, sizeof(year->sums));
	for (int i = 0; i < year->n_kept; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!year->kept[i].gone)
			add_claim(
			    settler, year->kept[i].plan, &year->kept[i].claim, year, &one);
	}
	ms_settlement_between(&before, &year->sums, result);
	return true;
}

/* ---- the record ---- */

static const char *const binding_words[] = {"deductible", "cap", "remaining"};

static text *
write_binding(const PlanView *view, uint64 binding)
{
	StringInfoData words;

	initStringInfo(&words);
	for (int at = 0; at < view->plan.n_layers; at++)
	{
		for (int limit = 0; limit < MS_BINDINGS; limit++)
		{
			if (binding & ms_binding_bit(at, limit))
				appendStringInfo(&words,
				                 "%s%s %s",
				                 words.len > 0 ? ", " : "",
				                 plan_layer_label(view, at),
				                 binding_words[limit]);
		}
	}
	return cstring_to_text_with_len(words.data, words.len);
}

/* The limits in words: a plan has few that hold, so the last ones are kept. */
static const text *
find_binding(Settler *settler, MetPlan *met, uint64 binding)
{
	MemoryContext old;
	int k;

	for (k = 0; k < KNOWN_BINDINGS; k++)
	{
		if (met->binding[k] == binding)
			return met->binding_text[k];
	}
	k = met->next_binding;
	met->next_binding = (k + 1) % KNOWN_BINDINGS;
	old = MemoryContextSwitchTo(settler->plans_context);
	if (met->binding[k] != 0)
		pfree(met->binding_text[k]);
	met->binding_text[k] = write_binding(&met->view, binding);
	met->binding[k] = binding;
	MemoryContextSwitchTo(old);
	return met->binding_text[k];
}

/*
 * A record, written field after field where it will stay: heap_form_tuple would
 * want every numeric as a value of its own first, and cost half as much as all
 * the rest.  Its header is that of a record which the server has formed, for
 * some servers keep more in there than the type.  Amounts and short texts have
 * short headers, which need no alignment; the memory is zero, as padding must
 * be.
 */
typedef struct Record
{
	HeapTupleHeader header;
	char *at;
	int field;
} Record;

static Record
record_begin(const Settler *settler, const text *binding, const text *note)
{
	Size offset = settler->header->t_hoff;
	Size room = offset + FIELDS * (MONEY_MAX_BYTES + MAXIMUM_ALIGNOF) +
	            (binding ? VARSIZE_ANY(binding) : 0) +
	            (note ? VARSIZE_ANY(note) : 0);
	HeapTupleHeader header = palloc0(room);

	memcpy(header, settler->header, SizeofHeapTupleHeader);
	return (Record){header, (char *) header + offset, 0};
}

static Datum
record_finish(Record *record)
{
	Assert(record->field == FIELDS);
	HeapTupleHeaderSetDatumLength(record->header,
	                              record->at - (char *) record->header);
	return HeapTupleHeaderGetDatum(record->header);
}

static inline void
record_null(Record *record)
{
	record->field++;
}

/* The next field is not NULL. */
static inline void
record_bit(Record *record)
{
	record->header->t_bits[record->field / 8] |= 1 << record->field % 8;
	record->field++;
}

static inline void
record_money(Record *record, int64 cents)
{
	record_bit(record);
	record->at += money_write(record->at, cents);
}

static inline void
record_8_bytes(Record *record, const void *value)
{
	record_bit(record);
	record->at = (char *) TYPEALIGN(ALIGNOF_DOUBLE, record->at);
	memcpy(record->at, value, 8);
	record->at += 8;
}

static inline void
record_ratio(Record *record, double ratio)
{
	if (ms_is_null(ratio))
		record_null(record);
	else
		record_8_bytes(record, &ratio);
}

static void
record_text(Record *record, const text *value)
{
	Size length;

	if (value == NULL)
	{
		record_null(record);
		return;
	}
	record_bit(record);
	length = VARSIZE_ANY_EXHDR(value);
	if (length + VARHDRSZ_SHORT <= VARATT_SHORT_MAX)
	{
		SET_VARSIZE_SHORT(record->at, length + VARHDRSZ_SHORT);
		memcpy(record->at + VARHDRSZ_SHORT, VARDATA_ANY(value), length);
		record->at += length + VARHDRSZ_SHORT;
		return;
	}
	record->at = (char *) INTALIGN(record->at);
	SET_VARSIZE(record->at, length + VARHDRSZ);
	memcpy(record->at + VARHDRSZ, VARDATA_ANY(value), length);
	record->at += length + VARHDRSZ;
}

/* The fields from total to last_rate. */
static void
record_settlement(Record *record, const ms_settlement *s)
{
	record_money(record, s->total);
	record_money(record, s->excluded);
	record_money(record, s->in_scope);
	record_money(record, s->deductible);
	for (int k = 0; k < MS_PAYERS; k++)
		record_money(record, s->payer[k]);
	record_money(record, s->fund);
	record_money(record, s->person);
	record_money(record, s->scope_rest);
	record_ratio(record, ms_settlement_ratio(s->fund, s->total));
	record_ratio(record,
	             ms_settlement_ratio(s->in_scope - s->scope_rest, s->in_scope));
	record_ratio(record, s->last_rate);
}

/* The same of a claim that is not settled. */
static void
record_unsettled(Record *record, const RowOfClaim *row)
{
	if (row->has_total)
		record_money(record, row->claim.total);
	else
		record_null(record);
	if (row->has_excluded)
		record_money(record, row->claim.excluded);
	else
		record_null(record);
	if (row->has_total && row->has_excluded)
		record_money(record, row->claim.total - row->claim.excluded);
	else
		record_null(record);
	/* deductible, payers, fund, person, rest, three ratios */
	for (int k = 0; k < MS_PAYERS + 7; k++)
		record_null(record);
}

static void
record_year(Record *record, const ms_settlement_year *year)
{
	int64 fund = ms_settlement_fund(year);

	record_8_bytes(record, &year->admissions);
	record_money(record, year->total);
	record_money(record, year->total - year->excluded);
	record_money(record, fund);
	record_money(record, year->total - fund);
}

/* The result is of no meaning where the row was not settled. */
static Datum
write_record(Settler *settler,
             const RowOfClaim *row,
             const ms_settlement *result,
             bool settled,
             const Year *year)
{
	const text *binding = NULL;
	const text *note = row->note ? cstring_to_text(row->note) : NULL;
	Record record;

	if (settled && result->binding != 0)
		binding = find_binding(settler, row->plan, result->binding);
	record = record_begin(settler, binding, note);
	if (settled)
		record_settlement(&record, result);
	else
		record_unsettled(&record, row);
	record_text(&record, binding);
	record_year(&record, &year->sums);
	record_text(&record, note);
	return record_finish(&record);
}

/* ---- settle() ---- */

static Year *
find_year(Settler *settler, WindowObject window)
{
	Year *year = WinGetPartitionLocalMemory(window, sizeof(Year));
	int64 position = WinGetCurrentPosition(window);

	if (year->rows != position)
		elog(ERROR, "settle() did not see the rows one after the other");
	year->rows++;
	WinSetMarkPosition(window, position);
	if (position == 0 && unlikely(settler->n_plans > MAX_PLANS))
	{
		/* no year knows them now */
		MemoryContextReset(settler->plans_context);
		settler->plans = NULL;
		settler->n_plans = 0;
	}
	return year;
}

/* Is it settled?  The note says why not, or what is special. */
static bool
settle_row(Settler *settler, RowOfClaim *row, Year *year, ms_settlement *result)
{
	if (row->note != NULL)
		return false;
	if (row->claim.total < 0)
	{
		if (!reverse_claim(settler, row, year, result))
		{
			row->note = "no claim with this id, with as much left to take "
			            "back, is earlier in the year";
			return false;
		}
		row->note = "takes back an earlier claim; the year is settled anew";
		return true;
	}
	add_claim(settler, row->plan, &row->claim, year, result);
	if (result->layers == 0)
		row->note = "no layer of the plan is in force on this day";
	if (!(settler->stable[ARG_CLAIM] && settler->argument[ARG_CLAIM].isnull))
		keep_claim(year, row);
	return true;
}

PG_FUNCTION_INFO_V1(medsec_settle);
Datum
medsec_settle(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	Settler *settler = fcinfo->flinfo->fn_extra;
	ms_settlement result;
	RowOfClaim row;
	Year *year;
	bool settled;

	if (!WindowObjectIsValid(window))
		ereport(ERROR,
		        (errcode(ERRCODE_WINDOWING_ERROR),
		         errmsg("window function called without OVER")));
	if (unlikely(settler == NULL))
		settler = fcinfo->flinfo->fn_extra = make_settler(fcinfo);
	year = find_year(settler, window);
	row = read_row(settler, window);
	settled = settle_row(settler, &row, year, &result);
	return write_record(settler, &row, &result, settled, year);
}

/* ---- one layer, by hand ---- */

/* A number that is no money of a row: cents or a rate, never negative. */
static int64
read_element(Datum numeric, const char *name, int decimals)
{
	int64 value;

	if (decimals == MONEY_DECIMALS)
		value = money_row_value(numeric, name);
	else if (money_read(numeric, decimals, &value) != MONEY_FINE)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" has a rate that is not a number with "
		                "at most 9 decimals",
		                name)));
	if (value < 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" must not be negative", name)));
	return value;
}

/* Rows of [above, up to, rate], or of steps [above, grant]. */
static void
read_band_array(ArrayType *array,
                const char *name,
                bool steps,
                ms_plan_terms *terms)
{
	int columns = steps ? 2 : 3;
	const char *fault;
	Datum *values;
	bool *nulls;
	int n;

	deconstruct_array(
	    array, NUMERICOID, -1, false, TYPALIGN_INT, &values, &nulls, &n);
	if (n == 0 || ARR_NDIM(array) != 2 || ARR_DIMS(array)[1] != columns ||
	    n / columns > MS_RULE_BANDS)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\" must be 1 to %d rows of %d numbers",
		                name,
		                MS_RULE_BANDS,
		                columns),
		         errhint(steps ? "A step is {above, grant}."
		                       : "A band is {above, up to, rate}; up to is "
		                         "NULL where it has no end.")));
	terms->n_bands = n / columns;
	for (int b = 0; b < terms->n_bands; b++)
	{
		ms_plan_band *band = &terms->band[b];
		int at = b * columns;

		if (nulls[at] || nulls[at + columns - 1])
			ereport(ERROR,
			        (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			         errmsg("argument \"%s\" must not contain NULL", name)));
		band->above = read_element(values[at], name, MONEY_DECIMALS);
		band->up_to = steps || nulls[at + 1]
		                  ? MS_OPEN
		                  : read_element(values[at + 1], name, MONEY_DECIMALS);
		band->pays = read_element(values[at + columns - 1],
		                          name,
		                          steps ? MONEY_DECIMALS : RATE_DECIMALS);
		if (steps && b > 0)
			terms->band[b - 1].up_to = band->above;
	}
	fault = ms_plan_band_fault(terms->n_bands, terms->band, steps);
	if (fault != NULL)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"%s\": %s", name, fault)));
}

/* Cents and billionths of one as numeric, with the decimals it needs. */
static Datum
exact_numeric(ms_exact exact)
{
	Datum whole = money_numeric(exact.whole);
	Datum rest;

	if (exact.rest == 0)
		return whole;
	rest = NumericGetDatum(
	    int64_div_fast_to_numeric(exact.rest, MONEY_DECIMALS + RATE_DECIMALS));
	return DirectFunctionCall1(numeric_trim_scale,
	                           DirectFunctionCall2(numeric_add, whole, rest));
}

/* benefit(amount, deductible, bands, cap, base) */
PG_FUNCTION_INFO_V1(medsec_benefit);
Datum
medsec_benefit(PG_FUNCTION_ARGS)
{
	static const char *const bases[] = {"marginal", "first-yuan", NULL};
	ms_plan_terms terms = {0};
	ms_exact grant;
	int64 cap = MS_OPEN;
	int64 amount;

	terms.base = medsec_option_arg(fcinfo, 4, "base", bases);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	amount = read_element(PG_GETARG_DATUM(0), "amount", MONEY_DECIMALS);
	terms.deductible =
	    read_element(PG_GETARG_DATUM(1), "deductible", MONEY_DECIMALS);
	read_band_array(PG_GETARG_ARRAYTYPE_P(2), "bands", false, &terms);
	if (!PG_ARGISNULL(3))
		cap = read_element(PG_GETARG_DATUM(3), "cap", MONEY_DECIMALS);
	grant = ms_settlement_grant(&terms, terms.deductible, amount);
	if (cap != MS_OPEN && grant.whole >= cap)
		grant = (ms_exact){cap, 0};
	return exact_numeric(grant);
}

/* step_grant(amount, steps) */
PG_FUNCTION_INFO_V1(medsec_step_grant);
Datum
medsec_step_grant(PG_FUNCTION_ARGS)
{
	int64 amount = read_element(PG_GETARG_DATUM(0), "amount", MONEY_DECIMALS);
	ms_plan_terms terms = {.base = MS_STEPS};

	read_band_array(PG_GETARG_ARRAYTYPE_P(1), "steps", true, &terms);
	return exact_numeric(ms_settlement_grant(&terms, 0, amount));
}

/* ---- reimbursement(fund, total, scope) ---- */

enum
{
	SUM_N,
	SUM_MISSING,
	SUM_FUND,
	SUM_TOTAL,
	SUM_SCOPE,
	SUMS
};

/* the sums of funds, as long as money_numeric can tell them */
#define MOST_CENTS (10 * MS_MAX_CENTS)

/* The state: an array of bigint, which anybody could give. */
static int64 *
reimbursement_sums(ArrayType *array)
{
	int64 *sums;

	if (ARR_NDIM(array) != 1 || ARR_DIMS(array)[0] != SUMS ||
	    ARR_HASNULL(array) || ARR_ELEMTYPE(array) != INT8OID)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("the state of reimbursement must be %d bigint", SUMS)));
	sums = (int64 *) ARR_DATA_PTR(array);
	if (sums[SUM_N] < 0 || sums[SUM_N] > MS_MAX_COUNT ||
	    sums[SUM_MISSING] < 0 || sums[SUM_MISSING] > MS_MAX_COUNT)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("a count in the state of reimbursement is out of "
		                "range")));
	return sums;
}

static ArrayType *
reimbursement_state(FunctionCallInfo fcinfo)
{
	ArrayType *state;

	if (PG_ARGISNULL(0))
	{
		Datum zero[SUMS] = {0};

		return construct_array(
		    zero, SUMS, INT8OID, sizeof(int64), true, TYPALIGN_DOUBLE);
	}
	state = AggCheckCallContext(fcinfo, NULL) ? PG_GETARG_ARRAYTYPE_P(0)
	                                          : PG_GETARG_ARRAYTYPE_P_COPY(0);
	reimbursement_sums(state);
	return state;
}

static void
add_to_sum(int64 *sum, int64 value, int64 most)
{
	if (pg_add_s64_overflow(*sum, value, sum) || *sum > most || *sum < -most)
		ereport(ERROR,
		        (errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
		         errmsg("value out of range: overflow in reimbursement")));
}

PG_FUNCTION_INFO_V1(medsec_reimbursement_accum);
Datum
medsec_reimbursement_accum(PG_FUNCTION_ARGS)
{
	static const char *const names[] = {"fund", "total", "scope"};
	ArrayType *state = reimbursement_state(fcinfo);
	int64 *sums = reimbursement_sums(state);
	bool missing = PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3);

	add_to_sum(&sums[missing ? SUM_MISSING : SUM_N], 1, MS_MAX_COUNT);
	for (int k = 0; k < 3 && !missing; k++)
		add_to_sum(&sums[SUM_FUND + k],
		           money_row_value(PG_GETARG_DATUM(1 + k), names[k]),
		           MOST_CENTS);
	PG_RETURN_ARRAYTYPE_P(state);
}

PG_FUNCTION_INFO_V1(medsec_reimbursement_combine);
Datum
medsec_reimbursement_combine(PG_FUNCTION_ARGS)
{
	ArrayType *state = reimbursement_state(fcinfo);
	int64 *sums = reimbursement_sums(state);
	const int64 *others;

	if (PG_ARGISNULL(1))
		PG_RETURN_ARRAYTYPE_P(state);
	others = reimbursement_sums(PG_GETARG_ARRAYTYPE_P(1));
	for (int k = 0; k < SUMS; k++)
		add_to_sum(
		    &sums[k], others[k], k < SUM_FUND ? MS_MAX_COUNT : MOST_CENTS);
	PG_RETURN_ARRAYTYPE_P(state);
}

PG_FUNCTION_INFO_V1(medsec_reimbursement_final);
Datum
medsec_reimbursement_final(PG_FUNCTION_ARGS)
{
	const int64 *sums = reimbursement_sums(PG_GETARG_ARRAYTYPE_P(0));
	Row row;

	for (int k = SUM_FUND; k < SUMS; k++)
	{
		if (sums[k] > MOST_CENTS || sums[k] < -MOST_CENTS)
			medsec_raise_status(MS_DOMAIN, "reimbursement");
	}
	row_begin(&row, fcinfo);
	row_int64(&row, sums[SUM_N]);
	row_int64(&row, sums[SUM_MISSING]);
	for (int k = SUM_FUND; k < SUMS; k++)
		row_datum(&row, money_numeric(sums[k]));
	row_float8(&row, ms_settlement_ratio(sums[SUM_FUND], sums[SUM_TOTAL]));
	row_float8(&row, ms_settlement_ratio(sums[SUM_FUND], sums[SUM_SCOPE]));
	row_text(&row,
	         sums[SUM_N] == 0       ? "no rows"
	         : sums[SUM_TOTAL] <= 0 ? "the total is not above 0"
	         : sums[SUM_SCOPE] <= 0 ? "nothing is in scope"
	                                : NULL);
	return row_finish(&row);
}
