/*
 * factorability.h
 *		Is a correlation matrix fit for components?  KMO and Bartlett's test.
 */
#ifndef MEDSEC_FACTORABILITY_H
#define MEDSEC_FACTORABILITY_H

#include <stddef.h>

#include "status.h"

typedef struct ms_factorability
{
	int rank; /* of the correlation matrix; always set */
	double determinant; /* 0 where the matrix is singular */
	double kmo;
	double statistic; /* Bartlett's chi-square ... */
	double df;
	double p_value;
} ms_factorability;

extern size_t ms_factorability_workspace(int p);

/*
 * From the correlations r (p x p) of n rows; msa has room for p figures.
 *
 * MS_SINGULAR: rank < p, all but rank and determinant MS_NULL.  MS_UNDEFINED: p
 * is 1 or a correlation is MS_NULL.  With MS_OK, kmo is MS_NULL where no two
 * items correlate, msa where an item correlates with none, and Bartlett's test
 * where n is too small for its multiplier to be positive.
 */
extern ms_status ms_factorability_assess(int p,
                                         double n,
                                         const double *r,
                                         ms_factorability *result,
                                         double *msa,
                                         void *work);

#endif /* MEDSEC_FACTORABILITY_H */
