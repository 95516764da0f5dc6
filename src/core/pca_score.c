/*
 * pca_score.c
 *		Scores of a row on the components of a solution.
 *
 *	score_c   = sum over items j of coefficient_jc (x_j - center_j) / scale_j
 *	composite = sum over the retained components c of share_c score_c
 *
 * where share_c is what component c explains of all that the retained ones do:
 * the comprehensive score by which units are ranked.
 */
#include <stddef.h>

#include "pca_score.h"

/* component from 0 */
double
ms_pca_score_of(const ms_pca_scale *scale, int component, const double *x)
{
	double score = 0;

	for (int j = 0; j < scale->p; j++)
		score += scale->coefficient[(size_t) j * scale->k + component] *
		         ((x[j] - scale->center[j]) / scale->scale[j]);
	return score;
}

double
ms_pca_composite_of(const ms_pca_scale *scale, const double *x)
{
	double composite = 0;

	for (int c = 0; c < scale->k; c++)
		composite += scale->share[c] * ms_pca_score_of(scale, c, x);
	return composite;
}
