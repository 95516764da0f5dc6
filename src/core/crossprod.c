/*
 * crossprod.c
 *		The kernel of co-moments: products of a block of centred rows.
 *
 * For a block of rows d (rows x p, row-major, stride as in crossprod.h, the
 * padding zero), weights w (all 1 where weight is NULL) and a vector delta,
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
			{
				double w = weight != NULL ? weight[r] : 1;

				sum += (w * block[r * stride + i]) * block[r * stride + j];
			}
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

/* The sums of the tile at (i, j), one name a register. */
static inline __attribute__((always_inline)) void
sum_tile(int rows,
         size_t stride,
         const double *weight,
         const double *left,
         const double *right,
         ms_lanes *sum)
{
	ms_lanes sum0 = {0};
	ms_lanes sum1 = {0};
	ms_lanes sum2 = {0};
	ms_lanes sum3 = {0};

	for (int r = 0; r < rows; r++)
	{
		const double *l = left + r * stride;
		ms_lanes columns = ms_lanes_load(right + r * stride);
		double w = weight != NULL ? weight[r] : 1;

		sum0 += (w * l[0]) * columns;
		sum1 += (w * l[1]) * columns;
		sum2 += (w * l[2]) * columns;
		sum3 += (w * l[3]) * columns;
	}
	sum[0] = sum0;
	sum[1] = sum1;
	sum[2] = sum2;
	sum[3] = sum3;
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
			ms_lanes sum[TILE_ROWS] = {{0}};

			/* two calls, for the loop without weights is compiled apart */
			if (rows > 0 && weight != NULL)
				sum_tile(rows, stride, weight, block + i, block + j, sum);
			else if (rows > 0)
				sum_tile(rows, stride, NULL, block + i, block + j, sum);
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
