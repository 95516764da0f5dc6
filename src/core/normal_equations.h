/*
 * normal_equations.h
 *		The normal equations of a regression, and which of its columns count.
 */
#ifndef MEDSEC_NORMAL_EQUATIONS_H
#define MEDSEC_NORMAL_EQUATIONS_H

#include <stddef.h>

typedef struct ms_normal
{
	int k; /* columns */
	int rank; /* of them that are no combination of others */
	const double *a; /* k x k, both triangles; the caller's, to be kept */
	int *kept; /* which columns these are, in their order */
	double *inverse; /* rank x rank, of the columns kept */
	double *scale; /* k: 1 / sqrt of the diagonal, 0 where that is 0 */
	double *factor; /* rows of k */
	double *inflation; /* rank: 1 / what is left of a column on all others */
	double *residual; /* k */
} ms_normal;

extern size_t ms_normal_workspace(int k); /* bytes */

/*
 * Choose the columns of a positive semidefinite matrix from the first on, and
 * invert what is kept.  A column whose diagonal is 0 is never kept, nor one that
 * leaves less than the tolerance of linalg.h of itself or of one kept before.
 */
extern void ms_normal_factor(ms_normal *e, int k, const double *a, void *work);

/* Solve for the columns kept: b has k entries, x has rank. */
extern void ms_normal_solve(const ms_normal *e, const double *b, double *x);

static inline double
ms_normal_inverse_at(const ms_normal *e, int i, int j)
{
	return e->inverse[(size_t) i * e->rank + j];
}

#endif /* MEDSEC_NORMAL_EQUATIONS_H */
