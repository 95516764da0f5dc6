/*
 * rotation.h
 *		Rotation of components: varimax, quartimax, promax.
 */
#ifndef MEDSEC_ROTATION_H
#define MEDSEC_ROTATION_H

#include <stdbool.h>
#include <stddef.h>

#include "status.h"

typedef enum ms_rotation
{
	MS_ROTATION_NONE,
	MS_ROTATION_VARIMAX,
	MS_ROTATION_QUARTIMAX,
	MS_ROTATION_PROMAX
} ms_rotation;

extern size_t ms_rotation_workspace(int k, int p);

/*
 * Rotates the loadings of p items on k components, in place; row c of
 * `loadings` (k x p) is component c.  The rotated rows are transform (k x k)
 * times the rows as they came; correlation (k x k) is that of the components;
 * explained[c] is the sum over the items of loading times structure, which is
 * the sum of squared loadings where the components are uncorrelated.
 *
 * Components come back in descending order of `explained`, signed by
 * ms_linalg_sign.  MS_SINGULAR: promax found no oblique solution;
 * MS_NOT_CONVERGED: the sweeps came to their limit.
 */
extern ms_status ms_rotation_rotate(ms_rotation method,
                                    bool kaiser_normalization,
                                    int k,
                                    int p,
                                    double *loadings,
                                    double *transform,
                                    double *correlation,
                                    double *explained,
                                    void *work);

#endif /* MEDSEC_ROTATION_H */
