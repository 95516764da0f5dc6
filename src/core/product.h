/*
 * product.h
 *		A sum of products that keeps the rounding errors of both.
 *
 * fma gives the error of a product exactly, two_sum.h that of an addition: the
 * sum is as right as if it were formed in twice the digits and rounded once.
 */
#ifndef MEDSEC_PRODUCT_H
#define MEDSEC_PRODUCT_H

#include <math.h>

#include "sum.h"

/* sum + a b */
static inline void
ms_sum_add_product(ms_sum *sum, double a, double b)
{
	double product = a * b;

	ms_sum_add(sum, product);
	sum->low += fma(a, b, -product);
}

#endif /* MEDSEC_PRODUCT_H */
