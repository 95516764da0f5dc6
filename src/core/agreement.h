/*
 * agreement.h
 *		How far several coders give the same units the same values.
 */
#ifndef MEDSEC_CORE_AGREEMENT_H
#define MEDSEC_CORE_AGREEMENT_H

#include <stdint.h>

#include "status.h"

#define MS_RATING_STRIDE 3

/*
 * Ratings: records of three doubles, unit, coder and value, in the order of all
 * three.  Units and coders are numbered from 0 on without gaps, and so are
 * values that are names.
 */
typedef struct ms_ratings
{
	int64_t n;
	int64_t units;
	int64_t coders;
	const double *records;
} ms_ratings;

/* ---- Fleiss' kappa ---- */

typedef struct ms_fleiss
{
	double kappa;
	double std_error; /* where there is no agreement but by chance */
	double statistic;
	double p_value;
	double agreement; /* share of agreeing pairs */
	double expected; /* the same by chance */
	int64_t units; /* with all their ratings */
	int64_t incomplete; /* units left out: they have fewer */
	int64_t coders; /* ratings a unit */
	int64_t categories;
	const char *note;
} ms_fleiss;

/* work: 4 n doubles */
extern void ms_fleiss_of(const ms_ratings *r, double *work, ms_fleiss *result);

/* ---- Krippendorff's alpha ---- */

typedef enum ms_level
{
	MS_NOMINAL,
	MS_ORDINAL,
	MS_INTERVAL,
	MS_RATIO
} ms_level;

typedef struct ms_krippendorff
{
	double alpha;
	double observed; /* disagreement */
	double expected;
	double agreement; /* share of equal pairs */
	int64_t units; /* with two ratings and more */
	int64_t single; /* units with one rating, which say nothing */
	int64_t ratings; /* in those units */
	const char *note;
} ms_krippendorff;

/* work: 6 n doubles */
extern void ms_krippendorff_of(const ms_ratings *r,
                               ms_level level,
                               double *work,
                               ms_krippendorff *result);

/* ---- Kendall's W ---- */

typedef struct ms_kendall_w
{
	double w;
	double statistic; /* chi-square */
	double df;
	double p_value;
	int64_t units; /* rated by all coders */
	int64_t incomplete; /* units left out */
	const char *note;
} ms_kendall_w;

/* work: 6 n + units doubles */
extern void
ms_kendall_w_of(const ms_ratings *r, double *work, ms_kendall_w *result);

#endif /* MEDSEC_CORE_AGREEMENT_H */
