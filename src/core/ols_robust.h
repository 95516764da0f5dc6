/*
 * ols_robust.h
 *		Least squares over rows, with errors that do not trust equal variances.
 */
#ifndef MEDSEC_CORE_OLS_ROBUST_H
#define MEDSEC_CORE_OLS_ROBUST_H

#include <stdbool.h>

#include "design.h"
#include "linear_model.h"

typedef enum ms_ols_errors
{
	MS_OLS_CLASSICAL,
	MS_OLS_HC0,
	MS_OLS_HC3,
	MS_OLS_CLUSTERED,
	MS_OLS_ERRORS /* how many */
} ms_ols_errors;

/* The arrays are the caller's. */
typedef struct ms_ols_model
{
	ms_linear_fit fit;
	double clusters; /* MS_NULL: there are none */
	double *coefficients; /* k + 1, the constant first */
	double *beta; /* k + 1; none of the constant */
	double *vif; /* k + 1; none of the constant */
	ms_term_state *states; /* k + 1 */
	double *covariance[MS_OLS_ERRORS]; /* (k + 1) x (k + 1) */
} ms_ols_model;

/*
 * cluster_at: where a row has the two numbers that tell its cluster, or -1.
 * MS_OVERFLOW: squares beyond a double.
 */
extern size_t ms_ols_robust_workspace(size_t n, int k, bool clustered);
extern ms_status ms_ols_robust_of(const ms_rows *rows,
                                  int cluster_at,
                                  ms_ols_model *model,
                                  void *work);

/* what makes HC1 of HC0: n rows, df degrees of freedom left */
static inline double
ms_ols_hc1_factor(double n, double df)
{
	return n / df;
}

#endif /* MEDSEC_CORE_OLS_ROBUST_H */
