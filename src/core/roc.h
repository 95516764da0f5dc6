/*
 * roc.h
 *		How well a score tells those whom it happens to from the others.
 */
#ifndef MEDSEC_CORE_ROC_H
#define MEDSEC_CORE_ROC_H

#include "inference.h"
#include "status.h"

/* The rows of one score. */
typedef struct ms_roc_level
{
	double score;
	double positives;
	double negatives;
} ms_roc_level;

/*
 * Pairs (score, 1 or 0 for the truth) as levels, the highest score first; how
 * many.  The pairs are put in order; `scratch` has room for as many.  No score
 * is NaN.
 */
extern size_t
ms_roc_levels(size_t n, double *pairs, double *scratch, ms_roc_level *levels);

typedef struct ms_roc_area
{
	double positives;
	double negatives;
	double estimate;
	double std_error;
	double statistic; /* against an area of 1/2 */
	double p_value;
	ms_interval limits;
	const char *note;
} ms_roc_area;

extern void ms_roc_area_of(size_t n,
                           const ms_roc_level *levels,
                           double level,
                           ms_roc_area *area);

/* Those at or above a level's score are called positive. */
typedef struct ms_roc_point
{
	double threshold;
	double true_positives;
	double false_positives;
	double sensitivity;
	double specificity;
	double precision;
	double youden;
} ms_roc_point;

/* The points of all levels, from the strictest on. */
extern void
ms_roc_points(size_t n, const ms_roc_level *levels, ms_roc_point *points);

/* The point with the largest Youden index, the strictest of equals; or n. */
extern size_t ms_roc_best(size_t n, const ms_roc_point *points);

#endif /* MEDSEC_CORE_ROC_H */
