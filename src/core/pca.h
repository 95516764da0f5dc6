/*
 * pca.h
 *		Principal components of a correlation or covariance matrix.
 *
 * Three steps, because the number of components is known only after the first:
 * ms_pca_decompose, ms_pca_retain, ms_pca_solve.  The matrix alone says whether
 * it is of correlations or of covariances: its diagonal holds the variances.
 */
#ifndef MEDSEC_CORE_PCA_H
#define MEDSEC_CORE_PCA_H

#include <stdbool.h>
#include <stddef.h>

#include "rotation.h"
#include "status.h"

typedef enum ms_pca_rule
{
	MS_PCA_RETAIN_ALL, /* all but those of eigenvalue 0 */
	MS_PCA_RETAIN_KAISER, /* eigenvalue > threshold x their mean */
	MS_PCA_RETAIN_CUMULATIVE /* the fewest that explain >= threshold */
} ms_pca_rule;

typedef enum ms_pca_scores
{
	MS_PCA_SCORES_PRINCIPAL, /* variance = eigenvalue */
	MS_PCA_SCORES_STANDARDIZED /* variance = 1 */
} ms_pca_scores;

typedef struct ms_pca_options
{
	int components; /* 0: by the rule */
	ms_pca_rule retain;
	double threshold; /* MS_NULL: 1 for kaiser, 0.85 for cumulative */
	ms_rotation rotation;
	bool kaiser_normalization;
	ms_pca_scores scores; /* rotated components always have variance 1 */
} ms_pca_options;

/* The solution with k components; p x k is item by component, row-major. */
typedef struct ms_pca
{
	int p;
	int k;
	double *eigenvector; /* p x k, before rotation */
	double *loading; /* p x k; promax: the pattern */
	double *coefficient; /* p x k: score = sum of coefficient x deviation */
	double *structure; /* p x k: correlation of item and component */
	double *communality; /* p: variance explained, in the matrix's units */
	double *correlation; /* k x k: of the components */
	double *explained; /* k: variance explained, in the matrix's units */
	double *share; /* k: of what the k explain; weights of the composite */
} ms_pca;

/*
 * All p eigenvalues, descending, those that are 0 up to rounding exactly 0;
 * row i of `vectors` (p x p) is eigenvector i, signed by ms_linalg_sign; rank
 * is the number of eigenvalues > 0 and never more than n - 1 for n rows.
 *
 * MS_UNDEFINED: n < 2, an entry is MS_NULL, or all are 0.  MS_DOMAIN: the
 * matrix has a negative eigenvalue, so it is of no data.
 */
extern size_t ms_pca_decompose_workspace(int p);
extern ms_status ms_pca_decompose(int p,
                                  double n,
                                  const double *matrix,
                                  double *eigenvalues,
                                  double *vectors,
                                  int *rank,
                                  void *work);

/* The share of each eigenvalue and of all up to it. */
extern void ms_pca_explain(int p,
                           const double *eigenvalues,
                           double *explained,
                           double *cumulative);

/*
 * The number of components to keep, from 1 to rank.  MS_DOMAIN: components < 0,
 * or a threshold outside [0, infinity) for kaiser, (0, 1] for cumulative.
 */
extern ms_status ms_pca_retain(const ms_pca_options *options,
                               int p,
                               const double *eigenvalues,
                               int rank,
                               int *k);

/* Does the rule of kaiser find none, so that the one kept is just the largest? */
extern bool ms_pca_none_above(const ms_pca_options *options,
                              int p,
                              const double *eigenvalues);

/* Fills the arrays of `result`, whose p and k are given, k <= rank. */
extern size_t ms_pca_solve_workspace(int p, int k);
extern ms_status ms_pca_solve(const ms_pca_options *options,
                              const double *matrix,
                              const double *eigenvalues,
                              const double *vectors,
                              ms_pca *result,
                              void *work);

#endif /* MEDSEC_CORE_PCA_H */
