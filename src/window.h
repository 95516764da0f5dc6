/*
 * window.h
 *		Scores of the units of a window: the partition is read and computed
 *		once, whatever its size.
 */
#ifndef MEDSEC_WINDOW_H
#define MEDSEC_WINDOW_H

#include "medsec.h"

#include "core/normalize.h"

/* The units of a partition and what is asked of them. */
typedef struct Units
{
	FunctionCallInfo fcinfo;
	size_t n;
	int p;
	double *x; /* p columns of n, MS_NULL where a value is NULL */
	double *score; /* n figures, the answer */
} Units;

typedef ms_status (*units_compute)(Units *units);

extern Datum
window_score(FunctionCallInfo fcinfo, int first, units_compute compute);
extern Datum window_score_of(FunctionCallInfo fcinfo,
                             int first,
                             int count,
                             units_compute compute);
extern Datum window_argument(FunctionCallInfo fcinfo, int i, const char *name);

/* ---- for window functions that go through a partition row by row ---- */

extern void *window_memory(FunctionCallInfo fcinfo, Size size);
extern Datum window_value(FunctionCallInfo fcinfo, int i, bool *is_null);
extern Datum window_value_after(
    FunctionCallInfo fcinfo, int i, int rows, bool *is_null, bool *is_out);
extern double window_float8(FunctionCallInfo fcinfo, int i, const char *name);
extern Units window_units(FunctionCallInfo fcinfo, int first, int count);

/* ---- arguments that indices share ---- */

extern const char *const units_normalizations[];
extern const char *const units_aggregations[];
extern ms_direction *units_directions(ArrayType *array, int p);
extern double *units_weights(ArrayType *array, int p);
extern void *units_alloc(size_t n, size_t size);

#endif /* MEDSEC_WINDOW_H */
