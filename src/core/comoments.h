/*
 * comoments.h
 *		Means and cross products of p columns: what comoments.c keeps.
 */
#ifndef MEDSEC_CORE_COMOMENTS_H
#define MEDSEC_CORE_COMOMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "crossprod.h"
#include "moments.h"
#include "status.h"

#define MS_COMOMENTS_MAX_COLUMNS 1600
#define MS_COMOMENTS_BLOCK 32

/*
 * One piece of memory, laid out as
 *
 *	mean[p]  mean_low[p]  cross[p (p + 1) / 2]				the summary
 *	weight[capacity]  row[capacity][stride]  work[2][stride]	the open block
 *
 * A closed summary has capacity 0 and ends with the cross products.
 */
typedef struct ms_comoments
{
	int32_t p; /* columns; 0 while no row has told */
	int32_t capacity; /* rows the block has room for */
	int32_t rows; /* rows that wait in the block */
	int32_t weighted; /* of the rows that wait, has one a weight not 1? */
	int64_t n; /* rows in the summary, without those that wait */
	int64_t missing; /* rows left out because something was NULL */
	double weight; /* sum of the weights of the n rows */
	double data[];
} ms_comoments;

extern size_t ms_comoments_size(int p, int capacity);
extern void ms_comoments_init(ms_comoments *c, int p, int capacity);
extern void ms_comoments_copy(ms_comoments *to, const ms_comoments *from);

/* ---- layout ---- */

static inline double *
ms_comoments_mean(const ms_comoments *c)
{
	return (double *) c->data;
}

static inline double *
ms_comoments_mean_low(const ms_comoments *c)
{
	return ms_comoments_mean(c) + c->p;
}

static inline double *
ms_comoments_cross(const ms_comoments *c)
{
	return ms_comoments_mean_low(c) + c->p;
}

static inline double *
ms_comoments_block_weight(const ms_comoments *c)
{
	return ms_comoments_cross(c) + ms_triangle_size(c->p);
}

static inline double *
ms_comoments_block_row(const ms_comoments *c, int row)
{
	return ms_comoments_block_weight(c) + c->capacity +
	       (size_t) row * ms_crossprod_stride(c->p);
}

/*
 * Where the p values of the next row go.  The caller sees to it that there is
 * room: rows < capacity.
 */
static inline double *
ms_comoments_next_row(ms_comoments *c)
{
	return ms_comoments_block_row(c, c->rows);
}

/* The row written there counts, with a weight > 0. */
static inline void
ms_comoments_take_row(ms_comoments *c, double weight)
{
	ms_comoments_block_weight(c)[c->rows++] = weight;
	c->weighted |= weight != 1;
}

/* ---- adding and merging ---- */

extern ms_status ms_comoments_flush(ms_comoments *c);
extern bool
ms_comoments_find_nonfinite(const ms_comoments *c, int *column, double *value);
extern ms_status
ms_comoments_merge(ms_comoments *c, const ms_comoments *other, double *work);
extern const char *ms_comoments_fault(const ms_comoments *c);
extern ms_moments ms_comoments_column(const ms_comoments *c, int column);
extern ms_status ms_comoments_select(const ms_comoments *c,
                                     const int *columns,
                                     double ends,
                                     ms_comoments *part);

extern ms_status ms_comoments_covariance(const ms_comoments *c, double *matrix);
extern double ms_comoments_r(const ms_comoments *c, int i, int j);
extern ms_status
ms_comoments_correlation(const ms_comoments *c, double *matrix);

/* What is known of a column's spread. */
typedef enum ms_column_spread
{
	MS_HAS_SPREAD,
	MS_CONSTANT,
	MS_NARROW, /* values differ, by less than squares of doubles can tell */
	MS_CONSTANT_OR_NARROW
} ms_column_spread;

extern ms_column_spread
ms_comoments_spread_of(const ms_comoments *c, int column);
extern int ms_comoments_constant_column(const ms_comoments *c);

#endif /* MEDSEC_CORE_COMOMENTS_H */
