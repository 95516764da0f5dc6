/*
 * crossprod.h
 *		The kernel of co-moments: products of a block of centred rows.
 */
#ifndef MEDSEC_CROSSPROD_H
#define MEDSEC_CROSSPROD_H

#include "kernel.h"

/* Rows of a block are stored with a stride that is a multiple of the lanes. */
#define ms_crossprod_stride(p) \
	(((size_t) (p) + MS_LANES - 1) / MS_LANES * MS_LANES)

/* the packed lower triangle of a symmetric p x p matrix, row by row */
#define ms_triangle_size(p) ((size_t) (p) * ((size_t) (p) + 1) / 2)
#define ms_triangle_row(i) ms_triangle_size(i)

extern void ms_crossprod(int rows,
                         int p,
                         const double *weight,
                         const double *block,
                         double factor,
                         const double *delta,
                         double *triangle);
extern void ms_crossprod_reference(int rows,
                                   int p,
                                   const double *weight,
                                   const double *block,
                                   double factor,
                                   const double *delta,
                                   double *triangle);

#endif /* MEDSEC_CROSSPROD_H */
