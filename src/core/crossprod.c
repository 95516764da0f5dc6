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
 * give the same bits.  It keeps MS_CROSSPROD_PAD sums of one row of the
 * triangle in registers while it runs down the block: the compiler vectorises
 * across columns, where nothing is re-associated, and no CPU's vector width
 * changes a result.
 *
 * A tile that crosses the diagonal computes some products nobody stores; the
 * padding lets it run past the last column.
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

MS_CLONES void
ms_crossprod(int rows,
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
		double *out = triangle + ms_triangle_row(i);
		double scaled = factor * delta[i];

		for (int j = 0; j <= i; j += MS_CROSSPROD_PAD)
		{
			int width =
			    i + 1 - j < MS_CROSSPROD_PAD ? i + 1 - j : MS_CROSSPROD_PAD;
			double sum[MS_CROSSPROD_PAD] = {0};

			for (int r = 0; r < rows; r++)
			{
				const double *row = block + r * stride;
				double left = weight[r] * row[i];

				for (int k = 0; k < MS_CROSSPROD_PAD; k++)
					sum[k] += left * row[j + k];
			}
			for (int k = 0; k < width; k++)
				out[j + k] += sum[k] + scaled * delta[j + k];
		}
	}
}
