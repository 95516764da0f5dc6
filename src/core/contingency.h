/*
 * contingency.h
 *		Two variables crossed: tests, strength of association, agreement.
 *
 * A table is its cells that are not 0, by rows and in a row by columns.  The
 * functions of 2 x 2 tables take the counts a, b / c, d; those of agreement a
 * square of k x k counts whose rows and columns are the same categories.  All
 * counts are at least 0; they may be sums of weights.
 */
#ifndef MEDSEC_CORE_CONTINGENCY_H
#define MEDSEC_CORE_CONTINGENCY_H

#include "inference.h"
#include "status.h"
#include "sum.h"

typedef struct ms_cell
{
	uint32_t row;
	uint32_t column;
} ms_cell;

typedef struct ms_contingency
{
	int rows;
	int columns;
	int64_t cells;
	const ms_cell *at;
	const double *count; /* > 0 */
	double *row_total;
	double *column_total;
	double total;
} ms_contingency;

/*
 * Fill in the margins; row_total and column_total are the caller's, as is work,
 * room for rows + columns sums.
 */
extern void ms_contingency_margins(ms_contingency *t, ms_sum *work);

typedef struct ms_chi_square
{
	double statistic; /* Pearson's; with Yates's correction where asked for */
	double df;
	double p_value;
	double likelihood_ratio; /* G */
	double likelihood_ratio_p_value;
	double phi; /* these four without the correction */
	double cramers_v;
	double cramers_v_corrected;
	double contingency_coefficient;
	double min_expected;
	int64_t small; /* cells with less than 5 expected */
	bool corrected;
	const char *note;
} ms_chi_square;

/* work: room for 2 * columns doubles; a table with its margins */
extern void ms_contingency_chi_square(const ms_contingency *t,
                                      bool correct,
                                      double *work,
                                      ms_chi_square *result);

/* (a d - b c) / sqrt(product of the margins) */
extern double ms_contingency_phi(const double n[4]);

/* ---- one cell ---- */

typedef struct ms_cell_figures
{
	double expected;
	double residual; /* Pearson's */
	double standardized; /* residual by its standard deviation */
} ms_cell_figures;

extern ms_cell_figures
ms_contingency_cell(const ms_contingency *t, int row, int column, double n);

/* ---- 2 x 2 ---- */

typedef struct ms_ratio
{
	double estimate;
	double std_error; /* of the logarithm */
	double statistic; /* z of the logarithm */
	double p_value;
	ms_interval limits;
	const char *note;
} ms_ratio;

extern void ms_odds_ratio(const double n[4], double level, ms_ratio *result);
extern void ms_risk_ratio(const double n[4], double level, ms_ratio *result);

/* ---- the same categories twice ---- */

typedef struct ms_mcnemar
{
	double statistic;
	double df;
	double p_value;
	double exact_p_value; /* 2 x 2 of whole counts */
	double estimate; /* 2 x 2: b / c */
	double discordant; /* rows off the diagonal */
	const char *note;
} ms_mcnemar;

extern void
ms_mcnemar_test(const double *n, int k, bool correct, ms_mcnemar *result);

typedef enum ms_kappa_weights
{
	MS_KAPPA_NONE,
	MS_KAPPA_LINEAR,
	MS_KAPPA_QUADRATIC
} ms_kappa_weights;

typedef struct ms_kappa
{
	double estimate;
	double std_error;
	double std_error_null; /* where raters agree by chance only */
	double statistic; /* estimate / std_error_null */
	double p_value;
	ms_interval limits;
	double observed;
	double expected;
	const char *note;
} ms_kappa;

/* work: room for 4 * k doubles */
extern void ms_cohen_kappa(const double *n,
                           int k,
                           ms_kappa_weights weights,
                           double level,
                           double *work,
                           ms_kappa *result);

#endif /* MEDSEC_CORE_CONTINGENCY_H */
