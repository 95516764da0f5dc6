/*
 * medsec.h
 *		What every file of the SQL face uses: arguments in, results out.
 *
 * The face unpacks arguments, checks them with an error that names them, calls
 * the core and builds the result.  No formula lives here.
 */
#ifndef MEDSEC_H
#define MEDSEC_H

#include "postgres.h"

#include "fmgr.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "utils/array.h"
#include "utils/tuplestore.h"

#include "compat.h"
#include "core/inference.h"
#include "core/status.h"

/* ---- error.c: the core's status as an SQL error ---- */

extern void medsec_raise_status(ms_status status, const char *what);

static inline void
medsec_check_status(ms_status status, const char *what)
{
	if (unlikely(status != MS_OK))
		medsec_raise_status(status, what);
}

/* ---- arguments.c: one check an argument, its error text written once ---- */

pg_attribute_noreturn() extern void medsec_refuse_value(double x,
                                                        const char *what);

/* What a row brings: the hint of its error speaks of rows. */
static inline double
medsec_row_value(double x, const char *name)
{
	if (unlikely(!isfinite(x)))
		medsec_refuse_value(x, psprintf("argument \"%s\"", name));
	return x;
}

extern double medsec_finite(double x, const char *name);
extern Datum medsec_finite_numeric(Datum number, const char *name);

/* Is one of the arguments from `first` on NULL? */
static inline bool
medsec_any_null(FunctionCallInfo fcinfo, int first)
{
	for (int i = first; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i))
			return true;
	}
	return false;
}

extern double
medsec_float8_arg(FunctionCallInfo fcinfo, int i, const char *name);
extern double medsec_weight(double weight);
extern double medsec_level_arg(FunctionCallInfo fcinfo, int i);
extern bool medsec_bool_arg(FunctionCallInfo fcinfo, int i, const char *name);
extern int medsec_range_arg(
    FunctionCallInfo fcinfo, int i, const char *name, int low, int high);
extern int64 medsec_whole_arg(
    FunctionCallInfo fcinfo, int i, const char *name, int64 low, int64 high);
extern double
medsec_share_arg(FunctionCallInfo fcinfo, int i, const char *name);
extern double
medsec_positive_arg(FunctionCallInfo fcinfo, int i, const char *name);
extern double medsec_at_least_arg(FunctionCallInfo fcinfo,
                                  int i,
                                  const char *name,
                                  double least);
extern double
medsec_fraction_arg(FunctionCallInfo fcinfo, int i, const char *name);
extern int
medsec_option(const char *word, const char *name, const char *const *options);
extern int medsec_option_arg(FunctionCallInfo fcinfo,
                             int i,
                             const char *name,
                             const char *const *options);
extern ms_alternative medsec_alternative_arg(FunctionCallInfo fcinfo, int i);

/* ---- arrays.c: arrays of numbers, and labels of items ---- */

extern double *medsec_vector(ArrayType *array, const char *name, int *n);
extern double *medsec_square(int p);
extern Datum medsec_array(const double *values, int n);
extern Datum medsec_matrix(const double *values, int rows, int columns);
extern Datum *medsec_labels_arg(FunctionCallInfo fcinfo, int i, int *n);
extern const double *
medsec_record_vector(Datum record, int field, const char *name, int *n);

/* ---- counts that are the state of an aggregate: a bigint[] ---- */

extern Datum medsec_counts_new(int n);
extern int64 *
medsec_counts_arg(FunctionCallInfo fcinfo, int i, int *n, bool to_change);

/* ---- columns.c: VARIADIC "any" numeric columns, read without an array ---- */

typedef struct ColumnReader ColumnReader;

extern ColumnReader *column_reader(FunctionCallInfo fcinfo, int first);
extern ColumnReader *
column_reader_of(FunctionCallInfo fcinfo, int first, int n);
extern int column_reader_count(const ColumnReader *reader);
extern double
column_reader_convert(const ColumnReader *reader, int j, Datum value);
extern bool column_reader_read(const ColumnReader *reader,
                               FunctionCallInfo fcinfo,
                               double *values);

/* ---- row.c: a record, or rows of them, field by field ---- */

#define MEDSEC_MAX_FIELDS 40

typedef struct Row
{
	TupleDesc desc;
	Tuplestorestate *store; /* of a set-returning function */
	int at;
	Datum values[MEDSEC_MAX_FIELDS];
	bool nulls[MEDSEC_MAX_FIELDS];
} Row;

pg_attribute_noreturn() extern void medsec_refuse_type(void);
extern void row_begin(Row *row, FunctionCallInfo fcinfo);
extern Row *row_begin_kept(FunctionCallInfo fcinfo);
extern void row_begin_set(Row *row, FunctionCallInfo fcinfo);
extern void row_datum(Row *row, Datum value);
extern void row_null(Row *row);
extern void row_float8(Row *row, double value);
extern void row_int64(Row *row, int64 value);
extern void row_int32(Row *row, int32 value);
extern void row_bool(Row *row, bool value);
extern void row_text(Row *row, const char *value);
extern void row_interval(Row *row, ms_interval limits);
extern void row_alternative(Row *row, ms_alternative alternative);
extern Datum row_finish(Row *row);
extern void row_emit(Row *row);

/* a single float8, where the core's MS_NULL is SQL NULL */
#define MEDSEC_RETURN_FLOAT8(x) \
	do \
	{ \
		double result_ = (x); \
		if (ms_is_null(result_)) \
			PG_RETURN_NULL(); \
		PG_RETURN_FLOAT8(result_); \
	} while (0)

/* ---- wire.c: text and binary forms of a summary, one description each ---- */

typedef enum WireMode
{
	WIRE_TEXT_IN,
	WIRE_TEXT_OUT,
	WIRE_BINARY_IN,
	WIRE_BINARY_OUT
} WireMode;

typedef struct Wire
{
	WireMode mode;
	const char *type_name;
	StringInfo buffer; /* binary forms, and the text that grows */
	char *at; /* the place reached in the text read */
	bool first;
} Wire;

extern void wire_read_text(Wire *wire, const char *type_name, char *text);
extern void
wire_read_binary(Wire *wire, const char *type_name, StringInfo buffer);
extern void wire_write_text(Wire *wire, const char *type_name);
extern void wire_write_binary(Wire *wire, const char *type_name);
extern void wire_int64(Wire *wire, int64 *value);
extern void wire_int32(Wire *wire, int32 *value);
extern void wire_double(Wire *wire, double *value);
extern void wire_doubles(Wire *wire, double *values, size_t n);
extern void wire_flag(Wire *wire, int32 *value);
extern void wire_label(Wire *wire, char **label);
extern void wire_end(Wire *wire);
extern Datum wire_result(Wire *wire);
pg_attribute_noreturn() extern void wire_fault(const Wire *wire,
                                               const char *why);

#endif /* MEDSEC_H */
