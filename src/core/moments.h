/*
 * moments.h
 *		Central moments up to the fourth order: what moments.c keeps and tells.
 */
#ifndef MEDSEC_CORE_MOMENTS_H
#define MEDSEC_CORE_MOMENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "status.h"

/* the note where values differ, but by less than a double's squares reach */
#define MS_TOO_NARROW "the spread is too small for double precision"

typedef struct ms_moments
{
	int64_t n; /* rows */
	int64_t missing; /* rows left out because something was NULL */
	double weight; /* sum of the weights; n where there are none */
	double sum; /* sum of w x as a double ... */
	double sum_low; /* ... and what rounding took from it */
	double mean; /* the mean that rows are centred on ... */
	double mean_low; /* ... and what rounding took from it */
	double m2; /* sum of w (x - mean)^2 */
	double m3; /* sum of w (x - mean)^3, if has_shape */
	double m4; /* sum of w (x - mean)^4, if has_shape */
	double min; /* +infinity while empty, if has_range */
	double max; /* -infinity while empty, if has_range */
	int32_t has_shape; /* false: from a printed table, or m4 > 1e308 */
	int32_t has_range; /* false: from a printed table */
} ms_moments;

extern void ms_moments_init(ms_moments *m);
extern ms_status ms_moments_add(ms_moments *m, double x, double weight);
extern ms_status ms_moments_merge(ms_moments *m, const ms_moments *other);
extern ms_status
ms_moments_from_print(ms_moments *m, double n, double mean, double sd);
extern void ms_moments_of_spread(ms_moments *m,
                                 int64_t n,
                                 double weight,
                                 double mean,
                                 double mean_low,
                                 double m2);
extern const char *ms_too_few_rows(int64_t n, double weight);
extern const char *ms_moments_fault(const ms_moments *m);

extern double ms_moments_mean(const ms_moments *m);
extern double ms_moments_difference(const ms_moments *a, const ms_moments *b);
extern double ms_moments_variance(const ms_moments *m);
extern const char *ms_moments_too_few(const ms_moments *m);
extern bool ms_moments_too_narrow(const ms_moments *m);
extern const char *ms_moments_no_spread(const ms_moments *m);
extern double ms_moments_stddev(const ms_moments *m);
extern double ms_moments_minimum(const ms_moments *m);
extern double ms_moments_maximum(const ms_moments *m);
extern double ms_moments_std_error(const ms_moments *m);
extern double ms_moments_skewness(const ms_moments *m, bool population);
extern double ms_moments_kurtosis(const ms_moments *m, bool population);

#endif /* MEDSEC_CORE_MOMENTS_H */
