/*
 * design.h
 *		The rows of a regression that goes over them more than once.
 */
#ifndef MEDSEC_DESIGN_H
#define MEDSEC_DESIGN_H

#include <stddef.h>

#include "linear_model.h"
#include "normal_equations.h"
#include "status.h"
#include "sum.h"

#define MS_DESIGN_BLOCK 32 /* rows worked on together */

/* Rows of doubles, one after the other, and what stands where in them. */
typedef struct ms_rows
{
	const double *values;
	size_t n;
	int stride; /* doubles a row */
	int weight_at; /* a weight above 0; -1: every row counts once */
	int y_at;
	int x_at; /* the first of k columns */
	int k;
} ms_rows;

typedef struct ms_design
{
	ms_rows rows;
	double weight; /* sum of the weights */
	double *first; /* of y and the columns: the mean is first + shift */
	double *shift;
	double *cross; /* k x k: centred cross products of the columns */
	double *xy; /* k: of the columns with y */
	double yy;
	double *scale; /* k: standard deviations (n below); 0: no spread */
	ms_normal normal; /* of cross */
	int size; /* kept columns and the constant */
	double *triangle;
	/* what ms_design_block fills */
	double *block; /* rows of 1 and the kept columns, standardised */
	double row_weight[MS_DESIGN_BLOCK];
	double y[MS_DESIGN_BLOCK]; /* as it was given */
	double centred[MS_DESIGN_BLOCK]; /* less its mean */
} ms_design;

extern size_t ms_design_workspace(int k); /* bytes */

/* MS_OVERFLOW: squares beyond a double.  n >= 1 rows, k may be 0. */
extern ms_status ms_design_begin(ms_design *d, const ms_rows *rows, void *work);

extern ms_term_state ms_design_state(const ms_design *d, int column);

/* The rows from `at` on into the block; how many there are. */
extern int ms_design_block(ms_design *d, size_t at);

/* One row as the block would have it: d->size numbers. */
extern void ms_design_row(const ms_design *d, size_t i, double *row);
extern double ms_design_weight(const ms_design *d, size_t i);
extern double ms_design_centred_y(const ms_design *d, size_t i);

/*
 * From coefficients of the standardised columns, the constant first, to those
 * of the columns: k + 1, MS_NULL where one is left out; and so the covariances,
 * size x size to (k + 1) x (k + 1).  `constant` is what to add to the constant.
 */
extern void ms_design_coefficients(const ms_design *d,
                                   const double *theta,
                                   const ms_sum *constant,
                                   double *coefficients);
extern void
ms_design_covariance(const ms_design *d, const double *v, double *covariance);
extern double ms_design_mean(const ms_design *d, int column);

/* A triangle packed row by row (crossprod.h) as a matrix, both triangles. */
extern void ms_design_unpack(int n, const double *triangle, double *matrix);

#endif /* MEDSEC_DESIGN_H */
