/*
 * logit.h
 *		Logistic regression over rows.
 */
#ifndef MEDSEC_CORE_LOGIT_H
#define MEDSEC_CORE_LOGIT_H

#include <stdbool.h>

#include "design.h"
#include "linear_model.h"

#define MS_LOGIT_ITERATIONS 25

typedef enum ms_separation
{
	MS_SEPARATION_NONE,
	MS_SEPARATION_QUASI,
	MS_SEPARATION_COMPLETE
} ms_separation;

/*
 * y is 0 or 1.  The arrays are the caller's; all figures are MS_NULL where there
 * is no finite estimate, and the note says why.
 */
typedef struct ms_logit
{
	double n; /* sum of weights */
	double positives;
	int k;
	int rank; /* columns that are no combination of others */
	int iterations;
	bool converged;
	ms_separation separation;
	double log_likelihood;
	double log_likelihood_null;
	double auc;
	double auc_std_error;
	double *coefficients; /* k + 1, the constant first */
	double *covariance; /* (k + 1) x (k + 1) */
	double *effects; /* k + 1; none of the constant: average dp / dx */
	double *effect_errors;
	double *elasticities; /* average d ln p / d ln x */
	double *elasticity_errors;
	ms_term_state *states; /* k + 1 */
	const char *note;
} ms_logit;

/* MS_OVERFLOW: squares beyond a double. */
extern size_t ms_logit_workspace(size_t n, int k);
extern ms_status ms_logit_of(const ms_rows *rows, ms_logit *model, void *work);

/* What follows from two log-likelihoods, the rank and n. */
typedef struct ms_logit_fit
{
	double lr; /* likelihood ratio against the constant alone */
	double p_value;
	double mcfadden_r2;
	double cox_snell_r2;
	double nagelkerke_r2;
	double aic;
	double bic;
} ms_logit_fit;

extern ms_logit_fit ms_logit_fit_of(double log_likelihood,
                                    double log_likelihood_null,
                                    int rank,
                                    double n);

/* exp of a coefficient or a limit; MS_NULL where it is beyond a double */
extern double ms_logit_odds_ratio(double coefficient);

/* 1 / (1 + exp(-(b_0 + sum b_j x_j))); columns without coefficient are not used */
extern double
ms_logit_probability(int k, const double *coefficients, const double *x);

#endif /* MEDSEC_CORE_LOGIT_H */
