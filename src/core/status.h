/*
 * status.h
 *		What a core function answers besides its numbers.
 *
 * The core knows no server: it does not raise errors, it returns one of these
 * words, and one switch in the SQL face (src/error.c) turns it into an
 * SQLSTATE, a message and a hint.
 *
 * A figure that is undefined (the variance of one row, the correlation with a
 * constant) is not an error.  The core marks it with MS_NULL, a quiet NaN, and
 * the SQL face turns every MS_NULL into SQL NULL in one place; no NaN is ever
 * data, for NaN input is refused before it reaches a summary.
 */
#ifndef MEDSEC_STATUS_H
#define MEDSEC_STATUS_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ms_status
{
	MS_OK,
	MS_UNDEFINED, /* too few rows, no spread: NULL and a note */
	MS_DOMAIN, /* an argument outside its domain */
	MS_OVERFLOW, /* finite input, result beyond a double */
	MS_SINGULAR, /* matrix without an inverse: NULL and a note */
	MS_NOT_CONVERGED /* an iteration reached its limit */
} ms_status;

/* no more rows, and no larger sum of weights, than a double counts exactly */
#define MS_MAX_COUNT (INT64_C(1) << 53)

static inline ms_status
ms_count_add(int64_t *count, int64_t more)
{
	if (more > MS_MAX_COUNT - *count)
		return MS_OVERFLOW;
	*count += more;
	return MS_OK;
}

/*
 * Is a sum of weights above a number of rows?  Weights count rows, and what
 * their sum has beyond a whole number may be rounding only: one row, ten times
 * a tenth, has no variance.
 */
static inline bool
ms_more_than(double weight, double rows)
{
	return weight > rows * (1 + 1e-9);
}

#define MS_NULL ((double) NAN)
#define ms_is_null(x) (isnan(x))

/* A figure that a double cannot hold is not told. */
static inline double
ms_known(double x)
{
	return isfinite(x) ? x : MS_NULL;
}

#endif /* MEDSEC_STATUS_H */
