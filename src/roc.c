/*
 * roc.c
 *		Receiver operating characteristic of a score.
 *
 * The aggregates keep score and truth of every row in the summary `indicators`;
 * what they answer are the levels of score with the counts of each, from which
 * everything else is read.
 */
#include "types.h"
#include "window.h"

#include "access/htup_details.h"
#include "executor/executor.h"

#include "core/roc.h"

/* the fields of the composite type, in its order */
enum
{
	FIELD_SCORES = 4,
	FIELD_POSITIVES,
	FIELD_NEGATIVES
};

PG_FUNCTION_INFO_V1(medsec_roc_accum);
Datum
medsec_roc_accum(PG_FUNCTION_ARGS)
{
	double pair[2];

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return indicators_add(fcinfo, 2, NULL);
	pair[0] = medsec_row_value(PG_GETARG_FLOAT8(1), "score");
	pair[1] = PG_GETARG_BOOL(2);
	return indicators_add(fcinfo, 2, pair);
}

/* The levels of the rows in argument 0; how many. */
static size_t
levels_of_rows(FunctionCallInfo fcinfo, ms_roc_level **levels, int64 *missing)
{
	const double *rows = NULL;
	double *pairs;
	int64 n = 0;
	int p = 0;

	*missing = 0;
	*levels = NULL;
	if (!PG_ARGISNULL(0))
		rows = indicators_units(fcinfo, 0, &n, &p, missing);
	if (n == 0)
		return 0;
	if (p != 2)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("these are not the rows of a score and a truth")));
	pairs = units_alloc(n, 2 * sizeof(double));
	memcpy(pairs, rows, 2 * n * sizeof(double));
	*levels =
	    MemoryContextAllocHuge(CurrentMemoryContext, n * sizeof(ms_roc_level));
	return ms_roc_levels(n, pairs, units_alloc(n, 2 * sizeof(double)), *levels);
}

/* One column of the levels, which lie `first` bytes into each. */
static Datum
column_of(size_t n, const ms_roc_level *levels, size_t first)
{
	double *column = units_alloc(n, sizeof(double));

	for (size_t k = 0; k < n; k++)
		column[k] = *(const double *) ((const char *) &levels[k] + first);
	return medsec_array(column, (int) n);
}

PG_FUNCTION_INFO_V1(medsec_roc_final);
Datum
medsec_roc_final(PG_FUNCTION_ARGS)
{
	ms_roc_level *levels;
	int64 missing;
	size_t n = levels_of_rows(fcinfo, &levels, &missing);
	ms_roc_area area;
	Row row;

	ms_roc_area_of(n, levels, 0.95, &area);
	row_begin(&row, fcinfo);
	row_int64(&row, (int64) area.positives);
	row_int64(&row, (int64) area.negatives);
	row_int64(&row, missing);
	row_datum(&row, column_of(n, levels, offsetof(ms_roc_level, score)));
	row_datum(&row, column_of(n, levels, offsetof(ms_roc_level, positives)));
	row_datum(&row, column_of(n, levels, offsetof(ms_roc_level, negatives)));
	return row_finish(&row);
}

static void
row_area(Row *row, const ms_roc_area *area, int64 missing, double level)
{
	row_text(row, "Area under the ROC curve, error by DeLong");
	row_float8(row, area->estimate);
	row_float8(row, area->std_error);
	row_float8(row, area->statistic);
	row_float8(row, area->p_value);
	row_interval(row, area->limits);
	row_float8(row, level);
	row_float8(row, area->positives + area->negatives);
	row_float8(row, area->positives);
	row_float8(row, area->negatives);
	row_int64(row, missing);
	row_text(row, area->note);
}

PG_FUNCTION_INFO_V1(medsec_auc_final);
Datum
medsec_auc_final(PG_FUNCTION_ARGS)
{
	ms_roc_level *levels;
	int64 missing;
	size_t n = levels_of_rows(fcinfo, &levels, &missing);
	ms_roc_area area;
	Row row;

	ms_roc_area_of(n, levels, 0.95, &area);
	row_begin(&row, fcinfo);
	row_area(&row, &area, missing, 0.95);
	return row_finish(&row);
}

/* ---- a curve read back ---- */

static void
refuse_curve(void)
{
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("this record is not a curve of roc()"),
	         errdetail("Scores must descend, each with a positive number of "
	                   "rows.")));
}

/* The levels in argument 0, a record that anybody may have made up. */
static size_t
levels_arg(FunctionCallInfo fcinfo, ms_roc_level **levels)
{
	Datum record = PG_GETARG_DATUM(0);
	int n;
	int p;
	int q;
	const double *scores =
	    medsec_record_vector(record, FIELD_SCORES, "scores", &n);
	const double *positives =
	    medsec_record_vector(record, FIELD_POSITIVES, "positives", &p);
	const double *negatives =
	    medsec_record_vector(record, FIELD_NEGATIVES, "negatives", &q);

	double total = 0;

	if (p != n || q != n)
		refuse_curve();
	*levels = units_alloc(n, sizeof(ms_roc_level));
	for (int k = 0; k < n; k++)
	{
		if (positives[k] < 0 || negatives[k] < 0 ||
		    !(positives[k] + negatives[k] > 0) ||
		    positives[k] != rint(positives[k]) ||
		    negatives[k] != rint(negatives[k]) ||
		    (total += positives[k] + negatives[k]) > (double) MS_MAX_COUNT ||
		    (k > 0 && !(scores[k] < scores[k - 1])))
			refuse_curve();
		(*levels)[k] = (ms_roc_level){scores[k], positives[k], negatives[k]};
	}
	return n;
}

static int64
missing_arg(FunctionCallInfo fcinfo)
{
	bool is_null;
	Datum value = GetAttributeByNum(PG_GETARG_HEAPTUPLEHEADER(0), 3, &is_null);

	return is_null ? 0 : DatumGetInt64(value);
}

PG_FUNCTION_INFO_V1(medsec_auc);
Datum
medsec_auc(PG_FUNCTION_ARGS)
{
	double level = medsec_level_arg(fcinfo, 1);
	ms_roc_level *levels;
	size_t n = levels_arg(fcinfo, &levels);
	ms_roc_area area;
	Row row;

	ms_roc_area_of(n, levels, level, &area);
	row_begin(&row, fcinfo);
	row_area(&row, &area, missing_arg(fcinfo), level);
	return row_finish(&row);
}

static void
row_point(Row *row, const ms_roc_point *point)
{
	row_float8(row, point->threshold);
	row_int64(row, (int64) point->true_positives);
	row_int64(row, (int64) point->false_positives);
	row_float8(row, point->sensitivity);
	row_float8(row, point->specificity);
	row_float8(row, point->precision);
	row_float8(row, point->youden);
}

static size_t
points_arg(FunctionCallInfo fcinfo, ms_roc_point **points)
{
	ms_roc_level *levels;
	size_t n = levels_arg(fcinfo, &levels);

	*points = units_alloc(n, sizeof(ms_roc_point));
	ms_roc_points(n, levels, *points);
	return n;
}

PG_FUNCTION_INFO_V1(medsec_roc_points);
Datum
medsec_roc_points(PG_FUNCTION_ARGS)
{
	ms_roc_point *points;
	size_t n;
	Row row;

	row_begin_set(&row, fcinfo);
	n = points_arg(fcinfo, &points);
	for (size_t k = 0; k < n; k++)
	{
		row_point(&row, &points[k]);
		row_emit(&row);
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(medsec_youden);
Datum
medsec_youden(PG_FUNCTION_ARGS)
{
	ms_roc_point *points;
	size_t n = points_arg(fcinfo, &points);
	size_t best = ms_roc_best(n, points);
	Row row;

	if (best == n)
		PG_RETURN_NULL();
	row_begin(&row, fcinfo);
	row_point(&row, &points[best]);
	return row_finish(&row);
}
