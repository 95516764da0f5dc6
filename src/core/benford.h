/*
 * benford.h
 *		Digits of amounts against the law that numbers of many sizes follow.
 */
#ifndef MEDSEC_CORE_BENFORD_H
#define MEDSEC_CORE_BENFORD_H

#include "status.h"

/* which digits; the number is the argument that users give */
typedef enum ms_benford_kind
{
	MS_BENFORD_LAST_TWO = -2,
	MS_BENFORD_FIRST = 1,
	MS_BENFORD_FIRST_TWO = 2,
	MS_BENFORD_FIRST_THREE = 3
} ms_benford_kind;

#define MS_BENFORD_MOST 900

/* How many combinations there are, and the first of them: 1, 10, 100 or 0. */
extern int ms_benford_bins(ms_benford_kind kind);
extern int ms_benford_first(ms_benford_kind kind);

/* the share that the law expects of one, from 0 */
extern double ms_benford_expected(ms_benford_kind kind, int bin);

typedef enum ms_benford_amount
{
	MS_BENFORD_COUNTS, /* *bin is set */
	MS_BENFORD_SMALL, /* below 1: *bin is set, or -1 for 0 */
	MS_BENFORD_NEGATIVE, /* left out: a law of its own */
	MS_BENFORD_NO_NUMBER
} ms_benford_amount;

/* The digits of a decimal number, as it is written. */
extern ms_benford_amount
ms_benford_read(ms_benford_kind kind, const char *text, int *bin);

typedef struct ms_benford_test
{
	double n;
	double chi_square;
	double df;
	double p_value;
	double mad;
	const char *conformity;
	const char *note;
} ms_benford_test;

extern void ms_benford_test_of(ms_benford_kind kind,
                               const int64_t *counts,
                               ms_benford_test *test);

/* of one combination: |share - expected| in standard errors */
extern double
ms_benford_z(ms_benford_kind kind, int bin, double count, double n);

#endif /* MEDSEC_CORE_BENFORD_H */
