/*
 * levels_gather.c
 *		The aggregates of frequency and contingency: values of any type become
 *		levels.
 *
 * Levels are told apart by their labels: the text of a value, whatever the
 * equality of its type or a collation says of it.  Numbers of all types have one
 * form (core/label.c), so that 1, 1.0 and 1e0 are one level; dates and times are
 * written as ISO has them, whatever DateStyle says; booleans are false and true.
 * Values that are a machine word (integers, floats, booleans, enums, dates) are
 * looked up as such, and their label is made only once a level; text is looked
 * up as its bytes; others are turned into text row by row.
 */
#include "levels_state.h"

#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/json.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/numeric.h"
#include "utils/typcache.h"

#include "core/label.h"

#define FIRST_SLOTS 16 /* of a table of words; a power of 2 */
#define FEW_ROWS 16 /* whose words are not remembered */

/* ---- values of any type ---- */

typedef enum ReaderMode
{
	READ_WORD, /* a value that is its own key; its label is made once */
	READ_TEXT, /* text and varchar */
	READ_PADDED, /* char(n): blanks at the end do not count */
	READ_NUMERIC,
	READ_OUTPUT /* the type's output function */
} ReaderMode;

typedef struct Reader
{
	Oid type; /* a domain's base type */
	ReaderMode mode;
	LevelKind kind;
	FmgrInfo output;
} Reader;

static LevelKind
kind_of(Oid type)
{
	switch (type)
	{
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case FLOAT4OID:
		case FLOAT8OID:
		case NUMERICOID:
			return LEVELS_NUMBERS;
		default:
			return LEVELS_NAMES;
	}
}

static ReaderMode
mode_of(Oid type)
{
	switch (type)
	{
		case TEXTOID:
		case VARCHAROID:
			return READ_TEXT;
		case BPCHAROID:
			return READ_PADDED;
		case NUMERICOID:
			return READ_NUMERIC;
		case BOOLOID:
		case CHAROID:
		case INT2OID:
		case INT4OID:
		case INT8OID:
		case FLOAT4OID:
		case FLOAT8OID:
		case DATEOID:
		case TIMEOID:
		case TIMESTAMPOID:
		case TIMESTAMPTZOID:
		case OIDOID:
			return get_typbyval(type) ? READ_WORD : READ_OUTPUT;
		default:
			return type_is_enum(type) ? READ_WORD : READ_OUTPUT;
	}
}

/* Without an equality there are no levels: json, point, xml. */
static void
require_equality(Oid type)
{
	TypeCacheEntry *entry = lookup_type_cache(type, TYPECACHE_EQ_OPR);

	if (!OidIsValid(entry->eq_opr))
		ereport(ERROR,
		        (errcode(ERRCODE_UNDEFINED_FUNCTION),
		         errmsg("could not identify an equality operator for type %s",
		                format_type_be(type)),
		         errhint("Turn the values into text.")));
}

static void
set_reader(Reader *reader, Oid type, MemoryContext context)
{
	Oid output;
	bool is_varlena;

	if (!OidIsValid(type))
		ereport(ERROR,
		        (errcode(ERRCODE_INDETERMINATE_DATATYPE),
		         errmsg("could not determine the type of the values"),
		         errhint("Turn the values into text.")));
	type = getBaseType(type);
	require_equality(type);
	reader->type = type;
	reader->mode = mode_of(type);
	reader->kind = kind_of(type);
	getTypeOutputInfo(type, &output, &is_varlena);
	fmgr_info_cxt(output, &reader->output, context);
}

/* Readers of the arguments from 1 on, made in the first call. */
static Reader *
readers(FunctionCallInfo fcinfo, int axes)
{
	FmgrInfo *info = fcinfo->flinfo;
	Reader *reader;

	if (likely(info->fn_extra != NULL))
		return info->fn_extra;
	reader = MemoryContextAllocZero(info->fn_mcxt, axes * sizeof(Reader));
	for (int i = 0; i < axes; i++)
		set_reader(&reader[i], get_fn_expr_argtype(info, i + 1), info->fn_mcxt);
	info->fn_extra = reader;
	return reader;
}

/* The one form of a number in decimals. */
static char *
number_label(const char *decimals, int *length)
{
	size_t given = strlen(decimals);
	char *label = palloc(given + MS_LABEL_ROOM);

	*length = (int) ms_label_number(decimals, given, label);
	if (*length == 0)
		elog(ERROR, "\"%s\" is not a number", decimals);
	return label;
}

/* Dates and times do not hang on DateStyle and the zone of the session. */
static char *
iso_label(const Reader *reader, Datum value)
{
	int utc = 0;

	return JsonEncodeDateTime(
	    palloc(MAXDATELEN + 1), value, reader->type, &utc);
}

static char *
word_label(Reader *reader, Datum value, int *length)
{
	char digits[DOUBLE_SHORTEST_DECIMAL_LEN];
	char *label;

	switch (reader->type)
	{
		case BOOLOID:
			label = DatumGetBool(value) ? "true" : "false";
			break;
		case FLOAT4OID:
			float_to_shortest_decimal_buf(DatumGetFloat4(value), digits);
			return number_label(digits, length);
		case FLOAT8OID:
			double_to_shortest_decimal_buf(DatumGetFloat8(value), digits);
			return number_label(digits, length);
		case DATEOID:
		case TIMESTAMPOID:
		case TIMESTAMPTZOID:
			label = iso_label(reader, value);
			break;
		default:
			label = OutputFunctionCall(&reader->output, value);
			break;
	}
	*length = strlen(label);
	return label;
}

/* The word that a value is; finite, and without -0, which equals 0. */
static inline int64
word_of(const Reader *reader, Datum *value, const char *name)
{
	if (reader->type == FLOAT8OID)
		*value = Float8GetDatum(medsec_row_value(DatumGetFloat8(*value), name) +
		                        0.0);
	else if (reader->type == FLOAT4OID)
		*value = Float4GetDatum(
		    (float4) medsec_row_value(DatumGetFloat4(*value), name) + 0.0f);
	return (int64) *value;
}

static void
put_word(AxisState *axis, int64 word, int32 level)
{
	uint32 mask = (uint32) axis->word_slots - 1;
	uint32 at = word_hash(word) & mask;

	while (axis->word[at].level != 0)
		at = (at + 1) & mask;
	axis->word[at] = (WordSlot){word, level};
	axis->words++;
}

static void
resize_words(LevelsState *state, AxisState *axis)
{
	WordSlot *old = axis->word;
	int old_slots = axis->word_slots;

	axis->word_slots = Max(FIRST_SLOTS, 2 * old_slots);
	axis->words = 0;
	axis->word =
	    MemoryContextAllocExtended(state->header.eoh_context,
	                               (Size) axis->word_slots * sizeof(WordSlot),
	                               MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int i = 0; i < old_slots; i++)
	{
		if (old[i].level != 0)
			put_word(axis, old[i].word, old[i].level);
	}
	if (old != NULL)
		pfree(old);
}

/*
 * A word that is not remembered: its level has this label.  A group of a few
 * rows is done before remembering pays, and takes less memory without it.
 */
static int
add_word(LevelsState *state,
         AxisState *axis,
         Reader *reader,
         Datum value,
         int64 word)
{
	int length;
	const char *label = word_label(reader, value, &length);
	int level = levels_find_label(state, axis, label, length);

	if (state->n < FEW_ROWS)
		return level;
	if (2 * (axis->words + 1) > axis->word_slots)
		resize_words(state, axis);
	put_word(axis, word, level + 1);
	return level;
}

static inline int
find_word(LevelsState *state,
          AxisState *axis,
          Reader *reader,
          Datum value,
          int64 word)
{
	uint32 mask = (uint32) axis->word_slots - 1;

	if (unlikely(axis->word_type != reader->type))
	{
		if (axis->word != NULL)
			pfree(axis->word);
		axis->word = NULL;
		axis->words = axis->word_slots = 0;
		axis->word_type = reader->type;
	}
	for (uint32 at = word_hash(word) & mask;
	     axis->word_slots > 0 && axis->word[at].level != 0;
	     at = (at + 1) & mask)
	{
		if (axis->word[at].word == word)
			return axis->word[at].level - 1;
	}
	return add_word(state, axis, reader, value, word);
}

static int
find_text(LevelsState *state, AxisState *axis, Datum value, bool padded)
{
	struct varlena *given = (struct varlena *) DatumGetPointer(value);
	struct varlena *text = pg_detoast_datum_packed(given);
	int length = VARSIZE_ANY_EXHDR(text);
	int level;

	if (padded)
		length = bpchartruelen(VARDATA_ANY(text), length);
	level = levels_find_label(state, axis, VARDATA_ANY(text), length);
	if (text != given)
		pfree(text);
	return level;
}

static int
find_numeric(LevelsState *state, AxisState *axis, Datum value, const char *name)
{
	Numeric number = DatumGetNumeric(value);
	int length;
	const char *label;

	if (numeric_is_nan(number))
		medsec_refuse_value(NAN, psprintf("argument \"%s\"", name));
	if (numeric_is_inf(number))
		medsec_refuse_value(INFINITY, psprintf("argument \"%s\"", name));
	label = number_label(numeric_normalize(number), &length);
	return levels_find_label(state, axis, label, length);
}

static inline int
find_level(LevelsState *state,
           AxisState *axis,
           Reader *reader,
           Datum value,
           const char *name)
{
	const char *label;
	int64 word;
	int length;

	if (unlikely(axis->kind != reader->kind || axis->n == 0))
		levels_adopt_kind(axis, reader->kind);
	switch (reader->mode)
	{
		case READ_WORD:
			word = word_of(reader, &value, name);
			return find_word(state, axis, reader, value, word);
		case READ_TEXT:
			return find_text(state, axis, value, false);
		case READ_PADDED:
			return find_text(state, axis, value, true);
		case READ_NUMERIC:
			return find_numeric(state, axis, value, name);
		default:
			/* also what is a word on other machines: it must be finite there too */
			(void) word_of(reader, &value, name);
			label = word_label(reader, value, &length);
			return levels_find_label(state, axis, label, length);
	}
}

/* ---- gathering ---- */

/* The state to which a row is added, or NULL: it was counted and left out. */
static inline bool
is_row(FunctionCallInfo fcinfo,
       LevelsState *state,
       int weight_at,
       double *weight)
{
	if (medsec_any_null(fcinfo, 1))
	{
		value_count(&state->missing, 1);
		return false;
	}
	*weight =
	    weight_at < PG_NARGS() ? medsec_weight(PG_GETARG_FLOAT8(weight_at)) : 1;
	if (*weight > 0)
		return true;
	value_count(&state->zero_weight, 1);
	return false;
}

static inline void
add_row(LevelsState *state, int row, int column, double weight)
{
	value_count(&state->n, 1);
	levels_add_count(state, row, column, weight);
}

/* frequency(value [, weight]) */
PG_FUNCTION_INFO_V1(medsec_frequency_accum);
Datum
medsec_frequency_accum(PG_FUNCTION_ARGS)
{
	LevelsState *state = levels_state(fcinfo, 1);
	Reader *reader = readers(fcinfo, 1);
	double weight;

	if (is_row(fcinfo, state, 2, &weight))
		add_row(
		    state,
		    find_level(
		        state, &state->axis[0], reader, PG_GETARG_DATUM(1), "value"),
		    0,
		    weight);
	return levels_return(state);
}

/* The same of text, which needs to know nothing of the call. */
PG_FUNCTION_INFO_V1(medsec_frequency_accum_text);
Datum
medsec_frequency_accum_text(PG_FUNCTION_ARGS)
{
	LevelsState *state = levels_state(fcinfo, 1);
	double weight;

	if (is_row(fcinfo, state, 2, &weight))
	{
		levels_adopt_kind(&state->axis[0], LEVELS_NAMES);
		add_row(state,
		        find_text(state, &state->axis[0], PG_GETARG_DATUM(1), false),
		        0,
		        weight);
	}
	return levels_return(state);
}

/* contingency(row_value, column_value [, weight]) */
PG_FUNCTION_INFO_V1(medsec_contingency_accum);
Datum
medsec_contingency_accum(PG_FUNCTION_ARGS)
{
	LevelsState *state = levels_state(fcinfo, 2);
	Reader *reader = readers(fcinfo, 2);
	double weight;
	int row;
	int column;

	if (!is_row(fcinfo, state, 3, &weight))
		return levels_return(state);
	row = find_level(
	    state, &state->axis[0], &reader[0], PG_GETARG_DATUM(1), "row_value");
	column = find_level(
	    state, &state->axis[1], &reader[1], PG_GETARG_DATUM(2), "column_value");
	add_row(state, row, column, weight);
	return levels_return(state);
}

PG_FUNCTION_INFO_V1(medsec_contingency_accum_text);
Datum
medsec_contingency_accum_text(PG_FUNCTION_ARGS)
{
	LevelsState *state = levels_state(fcinfo, 2);
	int level[2];
	double weight;

	if (!is_row(fcinfo, state, 3, &weight))
		return levels_return(state);
	for (int i = 0; i < 2; i++)
	{
		levels_adopt_kind(&state->axis[i], LEVELS_NAMES);
		level[i] =
		    find_text(state, &state->axis[i], PG_GETARG_DATUM(i + 1), false);
	}
	add_row(state, level[0], level[1], weight);
	return levels_return(state);
}

static Datum
combine(FunctionCallInfo fcinfo, int axes)
{
	LevelsState *state = levels_state(fcinfo, axes);
	LevelView other;

	if (!PG_ARGISNULL(1))
	{
		other = levels_arg(fcinfo, 1, axes);
		levels_append(state, &other);
	}
	return levels_return(state);
}

PG_FUNCTION_INFO_V1(medsec_frequency_combine);
Datum
medsec_frequency_combine(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, 1);
}

PG_FUNCTION_INFO_V1(medsec_contingency_combine);
Datum
medsec_contingency_combine(PG_FUNCTION_ARGS)
{
	return combine(fcinfo, 2);
}
