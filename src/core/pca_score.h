/*
 * pca_score.h
 *		Scores of a row on the components of a solution.
 */
#ifndef MEDSEC_CORE_PCA_SCORE_H
#define MEDSEC_CORE_PCA_SCORE_H

typedef struct ms_pca_scale
{
	int p;
	int k;
	const double *center; /* p */
	const double *scale; /* p: divides; 1 for a covariance matrix */
	const double *coefficient; /* p x k */
	const double *share; /* k */
} ms_pca_scale;

extern double
ms_pca_score_of(const ms_pca_scale *scale, int component, const double *x);
extern double ms_pca_composite_of(const ms_pca_scale *scale, const double *x);

#endif /* MEDSEC_CORE_PCA_SCORE_H */
