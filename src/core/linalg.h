/*
 * linalg.h
 *		Symmetric matrices: eigenvalues, rank, inverse, determinant.
 *
 * A matrix is n x n, row-major, both triangles filled.  All memory is the
 * caller's.  Long loops call ms_check_interrupts().
 */
#ifndef MEDSEC_LINALG_H
#define MEDSEC_LINALG_H

#include <stddef.h>

#include "status.h"

/* c (n x p) = a (n x m) b (m x p);  c (n x p) = a (n x m) b' (p x m) */
extern void ms_linalg_multiply(
    int n, int m, int p, const double *a, const double *b, double *c);
extern void ms_linalg_multiply_transposed(
    int n, int m, int p, const double *a, const double *b, double *c);

/* b (m x n) = a' (n x m) */
extern void ms_linalg_transpose(int n, int m, const double *a, double *b);

/* bytes at `work`, aligned as malloc aligns */
extern size_t ms_linalg_eigen_workspace(int n);
extern size_t ms_linalg_factor_workspace(int n); /* rank, inverse */

/*
 * Eigenvalues in descending order; row i of `vectors` is the unit eigenvector
 * of eigenvalue i, its sign arbitrary.
 */
extern ms_status ms_linalg_eigen_symmetric(
    int n, const double *a, double *eigenvalues, double *vectors, void *work);

/* The eigenvalues alone; `scratch` is n x n. */
extern ms_status ms_linalg_eigenvalues(
    int n, const double *a, double *eigenvalues, double *scratch, void *work);

/*
 * How many columns of a positive semidefinite matrix are not combinations of
 * the others.  A column is one when 1 - R^2 on those chosen before it is not
 * above the tolerance.
 */
#define ms_linalg_tolerance(n) (1e-12 + 2.3e-16 * (n))

extern int ms_linalg_rank(int n, const double *a, void *work);

/*
 * Inverse and logarithm of the determinant of a positive definite matrix.
 * MS_SINGULAR leaves `inverse` unset and *log_determinant at -infinity; *rank
 * is always set.
 */
extern ms_status ms_linalg_inverse(int n,
                                   const double *a,
                                   double *inverse,
                                   double *log_determinant,
                                   int *rank,
                                   void *work);

/*
 * The sign that makes a vector's largest entry positive: 1 or -1.  Entries
 * within 1e-8 of the largest, relatively, are ties, and the first decides: so
 * rounding cannot turn a vector round.
 */
extern double ms_linalg_sign(int n, const double *v);

#endif /* MEDSEC_LINALG_H */
