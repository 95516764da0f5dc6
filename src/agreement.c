/*
 * agreement.c
 *		How far several coders give the same units the same values.
 *
 * The state of its aggregates is the type `ratings`: unit, coder and value of
 * every rating as three words, one after the other, each behind its length.
 * Whatever types they come from are told apart by their text; numbers are
 * written so that equal ones have equal text.  The room doubles; behind the last
 * word it is 0, and a value that leaves an aggregate has none.  When the answer
 * is asked for, words are sorted and numbered.
 */
#include "types.h"

#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/numeric.h"

#include "core/agreement.h"
#include "core/sort.h"

#define FIRST_CAPACITY 256
#define WORDS 3 /* of a rating: unit, coder, value */
#define NO_LEVEL (-1) /* the values are names */

typedef struct Ratings
{
	int32 vl_len_; /* varlena header, do not touch directly */
	int32 version;
	int64 missing; /* rows left out because something was NULL */
	int64 n; /* ratings */
	int64 used; /* bytes of words */
	int32 numeric; /* are the values numbers? */
	int32 level; /* what was asked of krippendorff_alpha; 0 elsewhere */
	char words[];
} Ratings;

/* ---- the type ---- */

static int64
ratings_capacity(const Ratings *r)
{
	return VARSIZE(r) - offsetof(Ratings, words);
}

static Ratings *
ratings_new(int64 capacity)
{
	if (capacity > (int64) (MaxAllocSize - offsetof(Ratings, words)))
		ereport(ERROR,
		        (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("too many ratings for one answer"),
		         errdetail("Their words would take more than 1 GB."),
		         errhint("Number the units and coders with dense_rank().")));
	return value_new(offsetof(Ratings, words) + capacity);
}

static Ratings *
ratings_check(Ratings *r)
{
	if (VARSIZE(r) < sizeof(Ratings) || r->n < 0 || r->used < 0 ||
	    r->used > ratings_capacity(r))
		value_refuse();
	return r;
}

static const Ratings *
ratings_arg(FunctionCallInfo fcinfo, int i)
{
	return ratings_check(value_arg(fcinfo, i));
}

static Ratings *
ratings_state(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(0) ? ratings_new(0)
	                       : ratings_check(value_to_change(fcinfo, 0));
}

/* The same with other room. */
static Ratings *
ratings_resize(const Ratings *r, int64 capacity)
{
	Ratings *other = ratings_new(capacity);

	memcpy(&other->missing,
	       &r->missing,
	       offsetof(Ratings, words) - offsetof(Ratings, missing) + r->used);
	return other;
}

static Ratings *
ratings_make_room(Ratings *r, int64 more)
{
	int64 wanted = r->used + more;

	if (wanted <= ratings_capacity(r))
		return r;
	return ratings_resize(
	    r,
	    Max(wanted,
	        Min(Max(2 * r->used, FIRST_CAPACITY),
	            (int64) (MaxAllocSize - offsetof(Ratings, words)))));
}

/* What a transition function returns: room to grow only to an aggregate. */
static Datum
ratings_return(FunctionCallInfo fcinfo, Ratings *r)
{
	if (likely(AggCheckCallContext(fcinfo, NULL)) ||
	    r->used == ratings_capacity(r))
		return PointerGetDatum(r);
	return PointerGetDatum(ratings_resize(r, r->used));
}

/* ---- words ---- */

typedef struct Word
{
	const char *text;
	uint32 length;
} Word;

/* There is room. */
static void
append_word(Ratings *r, const Word *word)
{
	memcpy(r->words + r->used, &word->length, sizeof(uint32));
	memcpy(r->words + r->used + sizeof(uint32), word->text, word->length);
	r->used += sizeof(uint32) + word->length;
}

static Ratings *
append_rating(Ratings *r, const Word *words)
{
	int64 size = 0;

	for (int i = 0; i < WORDS; i++)
		size += sizeof(uint32) + words[i].length;
	r = ratings_make_room(r, size);
	for (int i = 0; i < WORDS; i++)
		append_word(r, &words[i]);
	r->n++;
	return r;
}

/* The word at *offset, which moves on. */
static Word
next_word(const Ratings *r, int64 *offset)
{
	Word word = {NULL, 0};

	if (r->used - *offset < (int64) sizeof(uint32))
		value_refuse();
	memcpy(&word.length, r->words + *offset, sizeof(uint32));
	*offset += sizeof(uint32);
	if ((int64) word.length > r->used - *offset)
		value_refuse();
	word.text = r->words + *offset;
	*offset += word.length;
	return word;
}

/* ---- text and binary forms: words as their bytes, each a whole number ---- */

static void
wire_head(Wire *wire, Ratings *r)
{
	wire_int64(wire, &r->missing);
	wire_int64(wire, &r->n);
	wire_flag(wire, &r->numeric);
	wire_int32(wire, &r->level);
}

static bool
is_number(const Word *word, double *value)
{
	char digits[64];
	char *end;

	if (word->length == 0 || word->length >= sizeof(digits))
		return false;
	memcpy(digits, word->text, word->length);
	digits[word->length] = '\0';
	*value = strtod(digits, &end);
	return *end == '\0' && isfinite(*value);
}

/* A word, in eights of bytes: its length, and numbers that hold them. */
static void
wire_word(Wire *wire, StringInfo word)
{
	int64 length = word->len;
	int64 eight;

	wire_int64(wire, &length);
	/* no memory is asked for before the bytes are there */
	if (length < 0 || length > (int64) MaxAllocSize / 2)
		wire_fault(wire, "The length of a word is out of range.");
	for (int64 at = 0; at < length; at += sizeof(eight))
	{
		int size = Min((int64) sizeof(eight), length - at);

		eight = 0;
		if (wire->mode == WIRE_TEXT_OUT || wire->mode == WIRE_BINARY_OUT)
		{
			for (int i = 0; i < size; i++)
				eight |= (int64) (unsigned char) word->data[at + i] << (8 * i);
			wire_int64(wire, &eight);
			continue;
		}
		wire_int64(wire, &eight);
		for (int i = 0; i < size; i++)
			appendStringInfoChar(word, (char) ((eight >> (8 * i)) & 0xff));
	}
}

static Ratings *
read_rating(Wire *wire, Ratings *r)
{
	StringInfoData word[WORDS];
	Word words[WORDS];
	double value;

	for (int i = 0; i < WORDS; i++)
	{
		initStringInfo(&word[i]);
		wire_word(wire, &word[i]);
		words[i] = (Word){word[i].data, word[i].len};
	}
	if (r->numeric && !is_number(&words[WORDS - 1], &value))
		wire_fault(wire, "A value is not a number.");
	r = append_rating(r, words);
	for (int i = 0; i < WORDS; i++)
		pfree(word[i].data);
	return r;
}

static Datum
ratings_read(Wire *wire)
{
	Ratings *r = ratings_new(0);
	int64 n;

	wire_head(wire, r);
	n = r->n;
	if (n < 0 || r->missing < 0 || r->missing > MS_MAX_COUNT)
		wire_fault(wire, "A count is out of range.");
	if (r->level < 0 || r->level > MS_RATIO + 1)
		wire_fault(wire, "The level is not known.");
	for (r->n = 0; r->n < n;)
	{
		CHECK_FOR_INTERRUPTS();
		r = read_rating(wire, r);
	}
	wire_end(wire);
	return PointerGetDatum(ratings_resize(r, r->used));
}

static Datum
ratings_write(Wire *wire, const Ratings *r)
{
	Ratings head = *r;
	int64 offset = 0;

	wire_head(wire, &head);
	for (int64 i = 0; i < WORDS * r->n; i++)
	{
		Word word = next_word(r, &offset);
		StringInfoData bytes = {.data = (char *) word.text, .len = word.length};

		CHECK_FOR_INTERRUPTS();
		wire_word(wire, &bytes);
	}
	wire_end(wire);
	return wire_result(wire);
}

PG_FUNCTION_INFO_V1(medsec_ratings_in);
Datum
medsec_ratings_in(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_text(&wire, "ratings", PG_GETARG_CSTRING(0));
	return ratings_read(&wire);
}

PG_FUNCTION_INFO_V1(medsec_ratings_recv);
Datum
medsec_ratings_recv(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_binary(&wire, "ratings", (StringInfo) PG_GETARG_POINTER(0));
	return ratings_read(&wire);
}

PG_FUNCTION_INFO_V1(medsec_ratings_out);
Datum
medsec_ratings_out(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_text(&wire, "ratings");
	return ratings_write(&wire, ratings_arg(fcinfo, 0));
}

PG_FUNCTION_INFO_V1(medsec_ratings_send);
Datum
medsec_ratings_send(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_binary(&wire, "ratings");
	return ratings_write(&wire, ratings_arg(fcinfo, 0));
}

/* ---- gathering ---- */

/* How the words of a call are read: its types, looked up once a query. */
typedef struct WordReader
{
	Oid type[WORDS];
	FmgrInfo output[WORDS];
} WordReader;

/* Of the forms whose types are told by their names. */
static const WordReader text_reader = {{TEXTOID, TEXTOID, TEXTOID}, {{0}}};
static const WordReader number_reader = {{TEXTOID, TEXTOID, FLOAT8OID}, {{0}}};

static WordReader *
word_reader(FunctionCallInfo fcinfo)
{
	WordReader *reader = fcinfo->flinfo->fn_extra;

	if (likely(reader != NULL))
		return reader;
	reader = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(*reader));
	for (int i = 0; i < WORDS; i++)
	{
		Oid type = get_fn_expr_argtype(fcinfo->flinfo, i + 1);
		Oid output;
		bool is_varlena;

		if (!OidIsValid(type))
			elog(ERROR, "the types of the arguments are not known");
		getTypeOutputInfo(type, &output, &is_varlena);
		fmgr_info_cxt(output, &reader->output[i], fcinfo->flinfo->fn_mcxt);
		reader->type[i] = getBaseType(type);
	}
	fcinfo->flinfo->fn_extra = reader;
	return reader;
}

static Word
word_of_double(double x)
{
	char *digits = palloc(DOUBLE_SHORTEST_DECIMAL_LEN);
	int length = double_to_shortest_decimal_bufn(x + 0.0, digits);

	return (Word){digits, length};
}

/* Text of a value; equal numbers have the same. */
static Word
word_of(const WordReader *reader, int i, Datum value)
{
	char *text;

	switch (reader->type[i])
	{
		case TEXTOID:
		case VARCHAROID:
		{
			struct varlena *plain = PG_DETOAST_DATUM_PACKED(value);

			return (Word){VARDATA_ANY(plain), VARSIZE_ANY_EXHDR(plain)};
		}
		case FLOAT4OID:
			return word_of_double(DatumGetFloat4(value));
		case FLOAT8OID:
			return word_of_double(DatumGetFloat8(value));
		case NUMERICOID:
			text = numeric_normalize(DatumGetNumeric(value));
			break;
		default:
			text = OutputFunctionCall((FmgrInfo *) &reader->output[i], value);
	}
	return (Word){text, strlen(text)};
}

/* The value, argument 3, as a number. */
static double
number_of(FunctionCallInfo fcinfo, const WordReader *reader)
{
	Datum value = PG_GETARG_DATUM(3);
	double x;

	switch (reader->type[WORDS - 1])
	{
		case FLOAT8OID:
			x = DatumGetFloat8(value);
			break;
		case FLOAT4OID:
			x = DatumGetFloat4(value);
			break;
		case INT2OID:
			x = DatumGetInt16(value);
			break;
		case INT4OID:
			x = DatumGetInt32(value);
			break;
		case INT8OID:
			x = DatumGetInt64(value);
			break;
		case BOOLOID:
			x = DatumGetBool(value);
			break;
		case NUMERICOID:
			x = DatumGetFloat8(DirectFunctionCall1(numeric_float8, value));
			break;
		default:
			ereport(ERROR,
			        (errcode(ERRCODE_DATATYPE_MISMATCH),
			         errmsg("argument \"value\" is not numeric"),
			         errdetail("Its type is %s.",
			                   format_type_be(reader->type[WORDS - 1])),
			         errhint("Values that have an order must be numbers; names "
			                 "are for level nominal, and fleiss_kappa.")));
	}
	return medsec_row_value(x, "value");
}

static void
refuse_mixture(void)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("ratings of different levels cannot be merged")));
}

/* What the aggregate was asked must be the same in all rows. */
static void
set_level(Ratings *r, int level)
{
	bool numeric = level != NO_LEVEL && level != MS_NOMINAL;

	if (r->n == 0)
	{
		r->numeric = numeric;
		r->level = level + 1;
	}
	else if (unlikely(r->level != level + 1 || r->numeric != numeric))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"level\" must be the same in all rows")));
}

/* (ratings, unit, coder, value); NO_LEVEL: names.  NULL: any types. */
static Datum
accumulate(FunctionCallInfo fcinfo, const WordReader *reader, int level)
{
	Ratings *r = ratings_state(fcinfo);
	Word words[WORDS];

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
	{
		value_count(&r->missing, 1);
		return ratings_return(fcinfo, r);
	}
	if (reader == NULL)
		reader = word_reader(fcinfo);
	set_level(r, level);
	for (int i = 0; i < 2; i++)
		words[i] = word_of(reader, i, PG_GETARG_DATUM(i + 1));
	words[2] = r->numeric ? word_of_double(number_of(fcinfo, reader))
	                      : word_of(reader, 2, PG_GETARG_DATUM(3));
	return ratings_return(fcinfo, append_rating(r, words));
}

static int
level_arg(FunctionCallInfo fcinfo, int i)
{
	static const char *const options[] = {
	    "nominal", "ordinal", "interval", "ratio", NULL};

	return medsec_option_arg(fcinfo, i, "level", options);
}

PG_FUNCTION_INFO_V1(medsec_ratings_accum);
Datum
medsec_ratings_accum(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, NULL, NO_LEVEL);
}

PG_FUNCTION_INFO_V1(medsec_ratings_accum_text);
Datum
medsec_ratings_accum_text(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, &text_reader, NO_LEVEL);
}

PG_FUNCTION_INFO_V1(medsec_ratings_accum_rank);
Datum
medsec_ratings_accum_rank(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, NULL, MS_ORDINAL);
}

PG_FUNCTION_INFO_V1(medsec_ratings_accum_rank_number);
Datum
medsec_ratings_accum_rank_number(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, &number_reader, MS_ORDINAL);
}

PG_FUNCTION_INFO_V1(medsec_ratings_accum_level);
Datum
medsec_ratings_accum_level(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, NULL, level_arg(fcinfo, 4));
}

PG_FUNCTION_INFO_V1(medsec_ratings_accum_level_number);
Datum
medsec_ratings_accum_level_number(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, &number_reader, level_arg(fcinfo, 4));
}

PG_FUNCTION_INFO_V1(medsec_ratings_combine);
Datum
medsec_ratings_combine(PG_FUNCTION_ARGS)
{
	Ratings *r = ratings_state(fcinfo);
	const Ratings *other;

	if (PG_ARGISNULL(1))
		return ratings_return(fcinfo, r);
	other = ratings_arg(fcinfo, 1);
	value_count(&r->missing, other->missing);
	if (other->n == 0)
		return ratings_return(fcinfo, r);
	if (r->n == 0)
	{
		r->numeric = other->numeric;
		r->level = other->level;
	}
	else if (r->level != other->level || r->numeric != other->numeric)
		refuse_mixture();
	r = ratings_make_room(r, other->used);
	memcpy(r->words + r->used, other->words, other->used);
	r->used += other->used;
	r->n += other->n;
	return ratings_return(fcinfo, r);
}

/* ---- numbering ---- */

static int
compare_words(const void *a, const void *b)
{
	const Word *x = *(const Word *const *) a;
	const Word *y = *(const Word *const *) b;
	int order = memcmp(x->text, y->text, Min(x->length, y->length));

	CHECK_FOR_INTERRUPTS();
	if (order != 0)
		return order;
	return (x->length > y->length) - (x->length < y->length);
}

/* Numbers the words of one place; answers how many there are. */
static int64
number_words(const Word *words, int64 n, int place, double *records)
{
	const Word **sorted = MemoryContextAllocHuge(CurrentMemoryContext,
	                                             Max(n, 1) * sizeof(Word *));
	int64 number = 0;

	for (int64 i = 0; i < n; i++)
		sorted[i] = &words[WORDS * i + place];
	qsort(sorted, n, sizeof(Word *), compare_words);
	for (int64 i = 0; i < n; i++)
	{
		if (i == 0 || compare_words(&sorted[i - 1], &sorted[i]) != 0)
			number++;
		records[sorted[i] - words] = number - 1;
	}
	pfree(sorted);
	return number;
}

/* Argument 0 as the core reads it. */
static ms_ratings
numbered(const Ratings *r)
{
	Word *words = MemoryContextAllocHuge(CurrentMemoryContext,
	                                     Max(WORDS * r->n, 1) * sizeof(Word));
	double *records = sample_work(WORDS * r->n);
	double *scratch = sample_work(WORDS * r->n);
	ms_ratings result = {.n = r->n, .records = records};
	int64 offset = 0;

	for (int64 i = 0; i < WORDS * r->n; i++)
		words[i] = next_word(r, &offset);
	result.units = number_words(words, r->n, 0, records);
	result.coders = number_words(words, r->n, 1, records);
	if (!r->numeric)
		(void) number_words(words, r->n, 2, records);
	for (int64 i = 2; r->numeric && i < WORDS * r->n; i += WORDS)
	{
		if (!is_number(&words[i], &records[i]))
			value_refuse();
	}
	ms_sort_records(records, r->n, WORDS, 0, scratch);
	pfree(scratch);
	pfree(words);
	return result;
}

/* ---- answers ---- */

PG_FUNCTION_INFO_V1(medsec_fleiss_kappa_final);
Datum
medsec_fleiss_kappa_final(PG_FUNCTION_ARGS)
{
	const Ratings *state = ratings_arg(fcinfo, 0);
	ms_ratings ratings = numbered(state);
	ms_fleiss r;
	Row row;

	ms_fleiss_of(&ratings, sample_work(4 * ratings.n), &r);
	row_begin(&row, fcinfo);
	row_float8(&row, r.kappa);
	row_float8(&row, r.std_error);
	row_float8(&row, r.statistic);
	row_float8(&row, r.p_value);
	row_float8(&row, r.agreement);
	row_float8(&row, r.expected);
	row_int64(&row, r.units);
	row_int64(&row, r.incomplete);
	row_int64(&row, r.coders);
	row_int64(&row, r.categories);
	row_int64(&row, ratings.n);
	row_int64(&row, state->missing);
	row_text(&row, r.note);
	return row_finish(&row);
}

PG_FUNCTION_INFO_V1(medsec_krippendorff_alpha_final);
Datum
medsec_krippendorff_alpha_final(PG_FUNCTION_ARGS)
{
	static const char *const words[] = {
	    NULL, "nominal", "ordinal", "interval", "ratio"};
	const Ratings *state = ratings_arg(fcinfo, 0);
	ms_ratings ratings = numbered(state);
	ms_level level = state->level > 0 ? state->level - 1 : MS_NOMINAL;
	ms_krippendorff r;
	Row row;

	ms_krippendorff_of(&ratings, level, sample_work(6 * ratings.n), &r);
	row_begin(&row, fcinfo);
	row_text(&row, words[state->level]);
	row_float8(&row, r.alpha);
	row_float8(&row, r.observed);
	row_float8(&row, r.expected);
	row_float8(&row, r.agreement);
	row_int64(&row, r.units);
	row_int64(&row, r.single);
	row_int64(&row, ratings.coders);
	row_int64(&row, r.ratings);
	row_int64(&row, state->missing);
	row_text(&row, r.note);
	return row_finish(&row);
}

PG_FUNCTION_INFO_V1(medsec_kendall_w_final);
Datum
medsec_kendall_w_final(PG_FUNCTION_ARGS)
{
	const Ratings *state = ratings_arg(fcinfo, 0);
	ms_ratings ratings = numbered(state);
	ms_kendall_w r;
	Row row;

	ms_kendall_w_of(&ratings, sample_work(6 * ratings.n + ratings.units), &r);
	row_begin(&row, fcinfo);
	row_float8(&row, r.w);
	row_float8(&row, r.statistic);
	row_float8(&row, r.df);
	row_float8(&row, r.p_value);
	row_int64(&row, r.units);
	row_int64(&row, r.incomplete);
	row_int64(&row, ratings.coders);
	row_int64(&row, ratings.n);
	row_int64(&row, state->missing);
	row_text(&row, r.note);
	return row_finish(&row);
}
