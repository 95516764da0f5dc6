/*
 * crossprod.c
 *		The kernel of co-moments: products of a block of centred rows.
 *
 * For a block of rows d (rows x p, row-major, stride as in crossprod.h, the
 * padding zero), weights w and a vector delta,
 *
 *	T_ij  <-  T_ij + (sum_r w_r d_ri d_rj  +  factor delta_i delta_j),  j <= i
 *
 * The reference below is that formula in three loops; it is the specification.
 * The kernel computes the same sums in the same order, r = 0, 1, ..., so both
 * give the same bits.  It keeps a tile of the triangle, 4 rows by 8 columns, in
 * registers while it runs down the block.  A vector holds neighbouring columns,
 * so nothing is re-associated and no CPU's vector width changes a result.
 *
 * A tile that crosses the diagonal or the last row computes products nobody
 * stores: the padding of the block is there for it to read.
 */
#include <stddef.h>

#include "crossprod.h"
#include "kernel.h"

void
ms_crossprod_reference(int rows,
                       int p,
                       const double *weight,
                       const double *block,
                       double factor,
                       const double *delta,
                       double *triangle)
{
	size_t stride = ms_crossprod_stride(p);

	for (int i = 0; i < p; i++)
	{
		for (int j = 0; j <= i; j++)
		{
			double sum = 0;

			for (int r = 0; r < rows; r++)
				sum +=
				    (weight[r] * block[r * stride + i]) * block[r * stride + j];
			triangle[ms_triangle_row(i) + j] +=
			    sum + (factor * delta[i]) * delta[j];
		}
	}
}

#define TILE_ROWS 4

/* Store the part of a tile's row i, from column j, that is in the triangle. */
static inline void
store_row(double *triangle,
          int i,
          int j,
          const ms_lanes *sum,
          double factor,
          const double *delta)
{
	double *out = triangle + ms_triangle_row(i) + j;
	double scaled = factor * delta[i];

	for (int k = 0; k < MS_LANES && j + k <= i; k++)
		out[k] += (*sum)[k] + scaled * delta[j + k];
}

/* static, for a cloned function leaves the library whatever its visibility */
MS_CLONES static void
crossprod_tiles(int rows,
                int p,
                const double *weight,
                const double *block,
                double factor,
                const double *delta,
                double *triangle)
{
	size_t stride = ms_crossprod_stride(p);

	for (int i = 0; i < p; i += TILE_ROWS)
	{
		for (int j = 0; j < i + TILE_ROWS && j < p; j += MS_LANES)
		{
			ms_lanes sum[TILE_ROWS];
			ms_lanes sum0 = {0};
			ms_lanes sum1 = {0};
			ms_lanes sum2 = {0};
			ms_lanes sum3 = {0};

			/* one name a register: an array would be kept in memory */
			for (int r = 0; r < rows; r++)
			{
				const double *row = block + r * stride;
				ms_lanes right = ms_lanes_load(row + j);

				sum0 += (weight[r] * row[i]) * right;
				sum1 += (weight[r] * row[i + 1]) * right;
				sum2 += (weight[r] * row[i + 2]) * right;
				sum3 += (weight[r] * row[i + 3]) * right;
			}
			sum[0] = sum0;
			sum[1] = sum1;
			sum[2] = sum2;
			sum[3] = sum3;
			for (int a = 0; a < TILE_ROWS && i + a < p; a++)
				store_row(triangle, i + a, j, &sum[a], factor, delta);
		}
	}
}

void
ms_crossprod(int rows,
             int p,
             const double *weight,
             const double *block,
             double factor,
             const double *delta,
             double *triangle)
{
	crossprod_tiles(rows, p, weight, block, factor, delta, triangle);
}
