/*
 * linear_model.h
 *		What every regression reports: its terms, and how it fits.
 */
#ifndef MEDSEC_LINEAR_MODEL_H
#define MEDSEC_LINEAR_MODEL_H

#include <stddef.h>

#include "inference.h"
#include "status.h"

/* What became of a column; others than the first have no figures. */
typedef enum ms_term_state
{
	MS_TERM_KEPT,
	MS_TERM_CONSTANT,
	MS_TERM_COMBINATION, /* of the columns before it */
	MS_TERM_SEPARATES /* the outcome: its estimate is infinite */
} ms_term_state;

extern const char *ms_term_note(ms_term_state state);

typedef struct ms_term
{
	double estimate;
	double std_error;
	double statistic; /* estimate / std_error */
	double p_value;
	ms_interval limits;
} ms_term;

/* Student's t; df infinite: normal.  Figures that are not known are MS_NULL. */
extern ms_term
ms_term_of(double estimate, double std_error, double df, double level);

/* How a linear model fits n rows (a sum of weights), `rank` slopes in it. */
typedef struct ms_linear_fit
{
	double n;
	int k; /* columns */
	int rank; /* of them used */
	double df; /* n - rank - 1; MS_NULL where that is not above 0 */
	double r_squared;
	double adj_r_squared;
	double sigma; /* MS_NULL where there are no errors */
	double f;
	double p_value;
	double log_likelihood;
	double aic;
	double bic;
	const char *note;
} ms_linear_fit;

/*
 * rss, ess and syy: sums of squares of the residuals, of the fitted values and
 * of the response, about its mean.  A rss of no more than `floor` syy is the
 * rounding of 0.
 */
extern void ms_linear_fit_of(double n,
                             int k,
                             int rank,
                             double rss,
                             double ess,
                             double syy,
                             double floor,
                             ms_linear_fit *fit);

/*
 * F of the hypothesis that k coefficients are all 0, by their covariances, k x
 * k; MS_NULL where these have no inverse.  work: ms_wald_workspace bytes.
 */
extern size_t ms_wald_workspace(int k);
extern double
ms_wald_f(int k, const double *coefficients, const double *v, void *work);
extern double ms_wald_p_value(double f, int k, double df);

/* a standard error of a variance that may be MS_NULL, or the rounding of 0 */
static inline double
ms_root(double variance)
{
	return ms_is_null(variance) ? MS_NULL : sqrt(fmax(variance, 0));
}

#endif /* MEDSEC_LINEAR_MODEL_H */
