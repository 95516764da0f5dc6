/*
 * design.c
 *		The rows of a regression that goes over them more than once.
 *
 * Rows are never copied.  Two passes find the means and then the cross products
 * about them; every later pass reads the rows in blocks of 32, as
 *
 *	1, z_1, z_2, ...	z_j = (x_j - mean_j) / s_j,  s_j = sqrt(S_jj / W)
 *
 * of the columns that are no combination of others.  So neither offsets nor
 * units reach the sums, and the matrices of a fit are those of correlations.
 * The mean is kept as the first row's value and the distance from it, and a
 * value is reduced by one and then the other: that loses nothing where the
 * spread is small against the mean.
 *
 * Coefficients t of the z go back by
 *
 *	b_j = t_j / s_j,  b_0 = t_0 - sum b_j mean_j
 *
 * and covariances by the matrix T of this map, T V T'.
 */
#include <float.h>
#include <string.h>

#include "crossprod.h"
#include "design.h"
#include "linalg.h"
#include "port.h"
#include "product.h"

size_t
ms_design_workspace(int k)
{
	size_t n = (size_t) k + 1;
	size_t doubles = n * n + 4 * n + ms_triangle_size(n) +
	                 MS_DESIGN_BLOCK * ms_crossprod_stride(n);

	return doubles * sizeof(double) + ms_normal_workspace(k);
}

static const double *
row_at(const ms_design *d, size_t i)
{
	return d->rows.values + i * (size_t) d->rows.stride;
}

double
ms_design_weight(const ms_design *d, size_t i)
{
	return d->rows.weight_at < 0 ? 1 : row_at(d, i)[d->rows.weight_at];
}

static inline double
centred_x(const ms_design *d, const double *row, int column)
{
	return row[d->rows.x_at + column] - d->first[column + 1] -
	       d->shift[column + 1];
}

double
ms_design_centred_y(const ms_design *d, size_t i)
{
	return row_at(d, i)[d->rows.y_at] - d->first[0] - d->shift[0];
}

double
ms_design_mean(const ms_design *d, int column)
{
	return d->first[column + 1] + d->shift[column + 1];
}

/* ---- means and cross products ---- */

/* Rows into the block as y and all columns, centred; how many there are. */
static int
fill_centred(ms_design *d, size_t at)
{
	size_t left = d->rows.n - at;
	int rows = left < MS_DESIGN_BLOCK ? (int) left : MS_DESIGN_BLOCK;
	size_t stride = ms_crossprod_stride(d->rows.k + 1);

	ms_check_interrupts();
	for (int r = 0; r < rows; r++)
	{
		const double *row = row_at(d, at + (size_t) r);
		double *out = d->block + (size_t) r * stride;

		d->row_weight[r] = ms_design_weight(d, at + (size_t) r);
		out[0] = ms_design_centred_y(d, at + (size_t) r);
		for (int j = 0; j < d->rows.k; j++)
			out[j + 1] = centred_x(d, row, j);
	}
	return rows;
}

/* Sums of a block before they join the total: `sums` is k + 1 of them. */
static void
find_means(ms_design *d, ms_sum *sums)
{
	size_t stride = ms_crossprod_stride(d->rows.k + 1);
	const double *first = row_at(d, 0);
	ms_sum weight = {0, 0};

	d->first[0] = first[d->rows.y_at];
	memcpy(d->first + 1,
	       first + d->rows.x_at,
	       (size_t) d->rows.k * sizeof(double));
	memset(d->shift, 0, ((size_t) d->rows.k + 1) * sizeof(double));
	for (size_t at = 0; at < d->rows.n; at += MS_DESIGN_BLOCK)
	{
		int rows = fill_centred(d, at);

		for (int r = 0; r < rows; r++)
			ms_sum_add(&weight, d->row_weight[r]);
		for (int j = 0; j <= d->rows.k; j++)
		{
			double sum = 0;

			for (int r = 0; r < rows; r++)
				sum += d->row_weight[r] * d->block[(size_t) r * stride + j];
			ms_sum_add(&sums[j], sum);
		}
	}
	d->weight = ms_sum_total(&weight);
	for (int j = 0; j <= d->rows.k; j++)
		d->shift[j] = ms_sum_total(&sums[j]) / d->weight;
}

static void
find_cross_products(ms_design *d)
{
	int p = d->rows.k + 1;
	double *zero = d->scale; /* not needed yet */

	memset(zero, 0, (size_t) p * sizeof(double));
	memset(d->triangle, 0, ms_triangle_size(p) * sizeof(double));
	for (size_t at = 0; at < d->rows.n; at += MS_DESIGN_BLOCK)
	{
		int rows = fill_centred(d, at);

		ms_crossprod(rows,
		             p,
		             d->rows.weight_at < 0 ? NULL : d->row_weight,
		             d->block,
		             0,
		             zero,
		             d->triangle);
	}
}

/* From the triangle of y and the columns; those without spread are zeros. */
static ms_status
divide_triangle(ms_design *d)
{
	int k = d->rows.k;

	d->yy = d->triangle[0];
	if (!isfinite(d->yy))
		return MS_OVERFLOW;
	for (int i = 0; i < k; i++)
	{
		const double *row = d->triangle + ms_triangle_row(i + 1);
		double square = row[i + 1];

		if (!isfinite(square))
			return MS_OVERFLOW;
		d->scale[i] =
		    square >= DBL_MIN / DBL_EPSILON ? sqrt(square / d->weight) : 0;
		d->xy[i] = d->scale[i] > 0 ? row[0] : 0;
		for (int j = 0; j <= i; j++)
			d->cross[i * k + j] = d->cross[j * k + i] =
			    d->scale[i] > 0 && d->scale[j] > 0 ? row[j + 1] : 0;
	}
	return MS_OK;
}

ms_status
ms_design_begin(ms_design *d, const ms_rows *rows, void *work)
{
	size_t n = (size_t) rows->k + 1;
	size_t block = MS_DESIGN_BLOCK * ms_crossprod_stride(n);

	d->rows = *rows;
	d->first = work;
	d->shift = d->first + n;
	d->xy = d->shift + n;
	d->scale = d->xy + n;
	d->cross = d->scale + n;
	d->triangle = d->cross + n * n;
	d->block = d->triangle + ms_triangle_size(n);
	memset(d->xy, 0, 2 * n * sizeof(double));
	memset(d->block, 0, block * sizeof(double));
	find_means(d, (ms_sum *) d->xy); /* xy and scale come later */
	for (size_t j = 0; j < n; j++)
	{
		if (!isfinite(d->shift[j]))
			return MS_OVERFLOW;
	}
	find_cross_products(d);
	if (divide_triangle(d) != MS_OK)
		return MS_OVERFLOW;
	ms_normal_factor(&d->normal, rows->k, d->cross, d->block + block);
	d->size = d->normal.rank + 1;
	memset(d->block, 0, block * sizeof(double)); /* the padding is read */
	return MS_OK;
}

ms_term_state
ms_design_state(const ms_design *d, int column)
{
	if (!(d->scale[column] > 0))
		return MS_TERM_CONSTANT;
	for (int i = 0; i < d->normal.rank; i++)
	{
		if (d->normal.kept[i] == column)
			return MS_TERM_KEPT;
	}
	return MS_TERM_COMBINATION;
}

/* ---- the rows, standardised ---- */

void
ms_design_row(const ms_design *d, size_t i, double *row)
{
	const double *from = row_at(d, i);

	row[0] = 1;
	for (int j = 0; j < d->normal.rank; j++)
	{
		int column = d->normal.kept[j];

		row[j + 1] = centred_x(d, from, column) / d->scale[column];
	}
}

int
ms_design_block(ms_design *d, size_t at)
{
	size_t left = d->rows.n - at;
	int rows = left < MS_DESIGN_BLOCK ? (int) left : MS_DESIGN_BLOCK;
	size_t stride = ms_crossprod_stride(d->size);

	ms_check_interrupts();
	for (int r = 0; r < rows; r++)
	{
		size_t i = at + (size_t) r;

		ms_design_row(d, i, d->block + (size_t) r * stride);
		d->row_weight[r] = ms_design_weight(d, i);
		d->y[r] = row_at(d, i)[d->rows.y_at];
		d->centred[r] = ms_design_centred_y(d, i);
	}
	return rows;
}

/* ---- back to the columns ---- */

void
ms_design_coefficients(const ms_design *d,
                       const double *theta,
                       const ms_sum *constant,
                       double *coefficients)
{
	ms_sum sum = *constant;

	for (int j = 0; j <= d->rows.k; j++)
		coefficients[j] = MS_NULL;
	ms_sum_add(&sum, theta[0]);
	for (int i = 0; i < d->normal.rank; i++)
	{
		int column = d->normal.kept[i];
		double b = theta[i + 1] / d->scale[column];

		coefficients[column + 1] = ms_known(b);
		ms_sum_add_product(&sum, -b, d->first[column + 1]);
		ms_sum_add_product(&sum, -b, d->shift[column + 1]);
	}
	coefficients[0] = ms_known(ms_sum_total(&sum));
}

/* Row i of T V: of the constant, or of a kept column. */
static double
mapped_row(const ms_design *d, const double *v, int i, int j)
{
	ms_sum sum = {v[j], 0};

	if (i > 0)
		return v[(size_t) i * (size_t) d->size + (size_t) j] /
		       d->scale[d->normal.kept[i - 1]];
	for (int l = 1; l < d->size; l++)
	{
		int column = d->normal.kept[l - 1];

		ms_sum_add_product(&sum,
		                   -ms_design_mean(d, column) / d->scale[column],
		                   v[(size_t) l * (size_t) d->size + (size_t) j]);
	}
	return ms_sum_total(&sum);
}

/* V of the constant with itself needs the sum a second time. */
static double
constant_variance(const ms_design *d, const double *v)
{
	ms_sum sum = {mapped_row(d, v, 0, 0), 0};

	for (int l = 1; l < d->size; l++)
	{
		int column = d->normal.kept[l - 1];

		ms_sum_add_product(&sum,
		                   -ms_design_mean(d, column) / d->scale[column],
		                   mapped_row(d, v, 0, l));
	}
	return ms_sum_total(&sum);
}

void
ms_design_covariance(const ms_design *d, const double *v, double *covariance)
{
	size_t n = (size_t) d->rows.k + 1;

	for (size_t i = 0; i < n * n; i++)
		covariance[i] = MS_NULL;
	covariance[0] = ms_known(constant_variance(d, v));
	for (int j = 1; j < d->size; j++)
	{
		size_t to = (size_t) d->normal.kept[j - 1] + 1;
		double scale = d->scale[to - 1];

		covariance[to] = covariance[to * n] =
		    ms_known(mapped_row(d, v, 0, j) / scale);
		for (int i = 1; i < d->size; i++)
			covariance[((size_t) d->normal.kept[i - 1] + 1) * n + to] =
			    ms_known(mapped_row(d, v, i, j) / scale);
	}
}

void
ms_design_unpack(int n, const double *triangle, double *matrix)
{
	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j <= i; j++)
			matrix[i * n + j] = matrix[j * n + i] =
			    triangle[ms_triangle_row(i) + (size_t) j];
	}
}
