/*
 * ahp.h
 *		Weights from pairwise judgements: the analytic hierarchy process.
 */
#ifndef MEDSEC_CORE_AHP_H
#define MEDSEC_CORE_AHP_H

#include <stddef.h>

#include "status.h"

typedef struct ms_ahp
{
	double lambda_max;
	double consistency_index;
	double consistency_ratio; /* MS_NULL for more than 10 criteria */
	const char *note; /* NULL if there is nothing to say */
} ms_ahp;

/*
 * What is wrong with an n x n matrix, row-major, whose entry i, j says how many
 * times as important i is as j; or NULL.
 */
extern const char *ms_ahp_fault(int n, const double *matrix);

/*
 * Weights with sum 1: `weights` from the principal eigenvector, and
 * `weights_geometric` from the geometric means of the rows.
 *
 * MS_DOMAIN: the matrix has a fault.  MS_NOT_CONVERGED: the judgements are so
 * inconsistent that the eigenvector was not found.
 */
extern size_t ms_ahp_workspace(int n);
extern ms_status ms_ahp_solve(int n,
                              const double *matrix,
                              double *weights,
                              double *weights_geometric,
                              ms_ahp *result,
                              void *work);

/*
 * A group's matrix: the geometric mean of its judges' matrices, entry by entry.
 * The state is log_sum, n x n zeros to begin with, and the number of judges;
 * the states of two parts are merged by adding.  MS_DOMAIN: the matrix has a
 * fault, and the state is as it was.  MS_UNDEFINED: there are no judges.
 */
extern ms_status ms_ahp_group_add(int n, const double *matrix, double *log_sum);
extern ms_status ms_ahp_group_matrix(int n,
                                     double judges,
                                     const double *log_sum,
                                     double *matrix);

#endif /* MEDSEC_CORE_AHP_H */
