/*
 * cells.h
 *		Weighted rows, each in one of a few cells: shares and their errors.
 *
 * A set of cells is a number whose bit k stands for cell k.
 */
#ifndef MEDSEC_CELLS_H
#define MEDSEC_CELLS_H

#include <stdint.h>

#include "inference.h"
#include "sum.h"

typedef struct ms_cells
{
	int64_t n; /* rows */
	int cells;
	const ms_sum *weight; /* a sum of weights for each cell */
	const ms_sum *square; /* of squared weights */
} ms_cells;

extern double ms_cells_weight(const ms_cells *c, unsigned part);

/* weight of the part over that of the whole; MS_NULL: the whole is empty */
extern double ms_cells_share(const ms_cells *c, unsigned part, unsigned whole);

/* Wilson's limits of that share, of the effective number of rows in the whole */
extern ms_interval
ms_cells_limits(const ms_cells *c, unsigned part, unsigned whole, double level);

/*
 * Standard error of the weighted mean of what is score[k] in cell k; MS_NULL
 * below 2 rows.
 */
extern double ms_cells_std_error(const ms_cells *c, const int *score);

#endif /* MEDSEC_CELLS_H */
