/*
 * two_sum.h
 *		An addition that keeps its rounding error.
 *
 * Knuth, TAOCP 2, 4.2.2: sum + error = a + b exactly, whatever their sizes,
 * as long as sum is finite.  Needs doubles that are rounded after every step
 * (no fused multiply-add, no extended registers), as the Makefile sets.
 */
#ifndef MEDSEC_TWO_SUM_H
#define MEDSEC_TWO_SUM_H

static inline void
ms_two_sum(double a, double b, double *sum, double *error)
{
	double s = a + b;
	double b_seen = s - a;

	*error = (a - (s - b_seen)) + (b - b_seen);
	*sum = s;
}

#endif /* MEDSEC_TWO_SUM_H */
