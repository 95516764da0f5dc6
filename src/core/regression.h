/*
 * regression.h
 *		Least squares from means and cross products.
 */
#ifndef MEDSEC_CORE_REGRESSION_H
#define MEDSEC_CORE_REGRESSION_H

#include "comoments.h"
#include "linear_model.h"

typedef struct ms_ols_term
{
	ms_term t;
	double beta; /* in standard deviations of the column and the response */
	double vif; /* 1 / (1 - R^2 on the other columns) */
	ms_term_state state;
} ms_ols_term;

/*
 * The regression of the first of p >= 1 columns on the others, from closed
 * co-moments: terms[0] is the constant, terms[j] column j.  Columns that are
 * constant, or combinations of those before them, are left out, and said to be.
 */
extern size_t ms_ols_workspace(int p); /* bytes */
extern void ms_ols_of(const ms_comoments *c,
                      double level,
                      ms_linear_fit *fit,
                      ms_ols_term *terms,
                      void *work);

#endif /* MEDSEC_CORE_REGRESSION_H */
