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

/* ---- arguments that indices share ---- */

extern const char *const units_normalizations[];
extern const char *const units_aggregations[];
extern ms_direction *units_directions(ArrayType *array, int p);
extern double *units_weights(ArrayType *array, int p);
extern void *units_alloc(size_t n, size_t size);

#endif /* MEDSEC_WINDOW_H */
