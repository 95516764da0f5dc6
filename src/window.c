/*
 * window.c
 *		Scores of the units of a window.
 *
 * These are window functions, not aggregates: at the first row of a partition
 * all its rows are read, column by column, and all scores are computed; every
 * further row takes its own.  Frames do not matter.  Memory is 8 bytes a value
 * while the partition is computed, and 8 bytes a row after.
 */
#include "window.h"

#include "miscadmin.h"
#include "utils/memutils.h"
#include "windowapi.h"

/* What is kept for a partition, zeroed at its first row. */
typedef struct PartitionScores
{
	double *score;
} PartitionScores;

static WindowObject
window_object(FunctionCallInfo fcinfo)
{
	WindowObject window = PG_WINDOW_OBJECT();

	if (!WindowObjectIsValid(window))
		ereport(ERROR,
		        (errcode(ERRCODE_WINDOWING_ERROR),
		         errmsg("window function called without OVER")));
	return window;
}

/* n things of a size, or more memory than a server gives at once */
void *
units_alloc(size_t n, size_t size)
{
	if (n > MaxAllocHugeSize / Max(size, 1))
		ereport(ERROR,
		        (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("too many units")));
	return MemoryContextAllocHuge(CurrentMemoryContext, Max(n * size, 1));
}

/* An argument that shapes the index, as the current row has it. */
Datum
window_argument(FunctionCallInfo fcinfo, int i, const char *name)
{
	bool is_null;
	Datum value = WinGetFuncArgCurrent(window_object(fcinfo), i, &is_null);

	if (is_null)
		ereport(ERROR,
		        (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
		         errmsg("argument \"%s\" must not be NULL", name)));
	return value;
}

/* The argument of the current row, which may be NULL. */
Datum
window_value(FunctionCallInfo fcinfo, int i, bool *is_null)
{
	return WinGetFuncArgCurrent(window_object(fcinfo), i, is_null);
}

/* The argument some rows further on; *is_out where there is no such row. */
Datum
window_value_after(
    FunctionCallInfo fcinfo, int i, int rows, bool *is_null, bool *is_out)
{
	return WinGetFuncArgInPartition(window_object(fcinfo),
	                                i,
	                                rows,
	                                WINDOW_SEEK_CURRENT,
	                                false,
	                                is_null,
	                                is_out);
}

/* A finite figure that shapes the answer. */
double
window_float8(FunctionCallInfo fcinfo, int i, const char *name)
{
	return medsec_finite(DatumGetFloat8(window_argument(fcinfo, i, name)),
	                     name);
}

/* Memory that lasts as long as the partition, zeroed at its first row. */
void *
window_memory(FunctionCallInfo fcinfo, Size size)
{
	return WinGetPartitionLocalMemory(window_object(fcinfo), size);
}

/* Unit i: its row of the partition, one indicator after the other. */
static void
read_unit(WindowObject window,
          const ColumnReader *reader,
          int first,
          Units *units,
          size_t i)
{
	for (int j = 0; j < units->p; j++)
	{
		double *x = units->x + (size_t) j * units->n + i;
		bool is_null;
		bool is_out;
		Datum value = WinGetFuncArgInPartition(window,
		                                       first + j,
		                                       (int) i,
		                                       WINDOW_SEEK_HEAD,
		                                       false,
		                                       &is_null,
		                                       &is_out);

		*x = is_null ? MS_NULL : column_reader_convert(reader, j, value);
		if (unlikely(!is_null && !isfinite(*x)))
			medsec_refuse_value(*x, psprintf("column %d", j + 1));
	}
}

/* All units of the partition. */
Units
window_units(FunctionCallInfo fcinfo, int first, int count)
{
	WindowObject window = window_object(fcinfo);
	ColumnReader *reader = fcinfo->flinfo->fn_extra;
	Units units = {.fcinfo = fcinfo};
	int64 rows = WinGetPartitionRowCount(window);

	if (reader == NULL)
		reader = fcinfo->flinfo->fn_extra =
		    count > 0 ? column_reader_of(fcinfo, first, count)
		              : column_reader(fcinfo, first);
	if (rows > PG_INT32_MAX)
		ereport(ERROR,
		        (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("too many units")));
	units.n = rows;
	units.p = column_reader_count(reader);
	units.x = units_alloc(units.n * units.p, sizeof(double));
	for (size_t i = 0; i < units.n; i++)
	{
		CHECK_FOR_INTERRUPTS();
		read_unit(window, reader, first, &units, i);
	}
	return units;
}

/*
 * The score of the current row, NULL where MS_NULL.  The indicators are `count`
 * arguments from `first` on, all that there are where count is 0.
 */
Datum
window_score_of(FunctionCallInfo fcinfo,
                int first,
                int count,
                units_compute compute)
{
	WindowObject window = window_object(fcinfo);
	PartitionScores *kept =
	    WinGetPartitionLocalMemory(window, sizeof(PartitionScores));
	int64 row = WinGetCurrentPosition(window);

	if (kept->score == NULL)
	{
		Units units = window_units(fcinfo, first, count);
		MemoryContext old = MemoryContextSwitchTo(GetMemoryChunkContext(kept));
		double *score = units_alloc(units.n, sizeof(double));

		MemoryContextSwitchTo(old);
		units.score = score;
		if (compute(&units) != MS_OK)
		{
			for (size_t i = 0; i < units.n; i++)
				score[i] = MS_NULL;
		}
		kept->score = score;
	}
	MEDSEC_RETURN_FLOAT8(kept->score[row]);
}

Datum
window_score(FunctionCallInfo fcinfo, int first, units_compute compute)
{
	return window_score_of(fcinfo, first, 0, compute);
}
