/*
 * comoments.c
 *		Means and cross products of p columns, in blocks of rows, mergeable.
 *
 * Kept are the means and the centred cross products C_ij = sum w (x_i -
 * mean_i)(x_j - mean_j).  Parts A and B with weights W_A and W_B, W = W_A +
 * W_B, delta = mean_B - mean_A, merge into
 *
 *	mean = mean_A + delta W_B / W
 *	C    = C_A + C_B + delta delta' W_A W_B / W
 *
 * Rows are not merged one by one: they wait in a block until it is full.  A
 * block is centred on its own mean and its products are formed in one run of
 * the kernel (crossprod.c), which is faster than row by row, and more accurate,
 * for the errors of a block are small before they are added to a large sum.
 *
 * A block's rows are first reduced by its first row, an exact step when the
 * spread is small against the mean, and a constant column becomes exactly
 * zero.  Means are unevaluated sums of two doubles, for the reason given in
 * moments.c: delta is what is left of two nearly equal means.
 *
 * Source: Chan, Golub & LeVeque (1979), Updating formulae and a pairwise
 * algorithm for computing sample variances, Stanford STAN-CS-79-773; Schubert &
 * Gertz (2018), Numerically stable parallel computation of (co-)variance,
 * SSDBM.
 */
#include <float.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "comoments.h"
#include "two_sum.h"

size_t
ms_comoments_size(int p, int capacity)
{
	size_t doubles = 2 * (size_t) p + ms_triangle_size(p);

	if (capacity > 0)
		doubles += (size_t) capacity +
		           ((size_t) capacity + 2) * ms_crossprod_stride(p);
	return sizeof(ms_comoments) + doubles * sizeof(double);
}

void
ms_comoments_init(ms_comoments *c, int p, int capacity)
{
	memset(c, 0, ms_comoments_size(p, capacity));
	c->p = p;
	c->capacity = capacity;
}

/*
 * Copy into memory initialised for the same p and a capacity that holds the
 * rows that wait.  This is how a block grows.
 */
void
ms_comoments_copy(ms_comoments *to, const ms_comoments *from)
{
	to->rows = from->rows;
	to->weighted = from->weighted;
	to->n = from->n;
	to->missing = from->missing;
	to->weight = from->weight;
	memcpy(to->data,
	       from->data,
	       ms_comoments_size(from->p, 0) - sizeof(ms_comoments));
	if (from->rows > 0)
	{
		memcpy(ms_comoments_block_weight(to),
		       ms_comoments_block_weight(from),
		       from->rows * sizeof(double));
		memcpy(ms_comoments_block_row(to, 0),
		       ms_comoments_block_row(from, 0),
		       from->rows * ms_crossprod_stride(from->p) * sizeof(double));
	}
}

/* ---- merging ---- */

/* Finite input whose means or squares are beyond a double shows here. */
static ms_status
check_overflow(const ms_comoments *c)
{
	const double *mean = ms_comoments_mean(c);
	const double *cross = ms_comoments_cross(c);

	for (int j = 0; j < c->p; j++)
	{
		if (!isfinite(mean[j]) || !isfinite(cross[ms_triangle_row(j) + j]))
			return MS_OVERFLOW;
	}
	return c->weight <= MS_MAX_COUNT ? MS_OK : MS_OVERFLOW;
}

/*
 * Merge a part of mean origin + offset, whose centred rows, if any, are in the
 * block.  delta is room for p doubles, and may be origin itself.
 */
static ms_status
merge_part(ms_comoments *c,
           int rows,
           double part_weight,
           const double *origin,
           const double *offset,
           double *delta)
{
	double *mean = ms_comoments_mean(c);
	double *low = ms_comoments_mean_low(c);
	double total = c->weight + part_weight;
	double share = part_weight / total;

	if (c->weight == 0)
	{
		for (int j = 0; j < c->p; j++)
			ms_two_sum(origin[j], offset[j], &mean[j], &low[j]);
		memset(delta, 0, c->p * sizeof(double));
	}
	else
	{
		for (int j = 0; j < c->p; j++)
		{
			delta[j] = (origin[j] - mean[j]) + (offset[j] - low[j]);
			ms_two_sum(mean[j], low[j] + delta[j] * share, &mean[j], &low[j]);
		}
	}
	ms_crossprod(rows,
	             c->p,
	             rows > 0 && c->weighted ? ms_comoments_block_weight(c) : NULL,
	             rows > 0 ? ms_comoments_block_row(c, 0) : NULL,
	             c->weight * share,
	             delta,
	             ms_comoments_cross(c));
	c->weight = total;
	return check_overflow(c);
}

/*
 * The mean of the rows that wait, as origin + offset, where origin is the
 * first of them; and their weight.  Padding is run over with the rest.
 */
MS_CLONES static double
block_mean(const ms_comoments *c, double *origin, double *offset)
{
	const double *weight = ms_comoments_block_weight(c);
	size_t stride = ms_crossprod_stride(c->p);
	double total = 0;

	for (int r = 0; r < c->rows; r++)
		total += weight[r];
	memcpy(origin, ms_comoments_block_row(c, 0), stride * sizeof(double));
	for (size_t j = 0; j < stride; j += MS_LANES)
	{
		const double *row = ms_comoments_block_row(c, 0) + j;
		ms_lanes first = ms_lanes_load(row);
		ms_lanes sum = {0};

		for (int r = 0; r < c->rows; r++)
			sum += weight[r] * (ms_lanes_load(row + r * stride) - first);
		ms_lanes_store(offset + j, sum / total);
	}
	return total;
}

MS_CLONES static void
centre_block(ms_comoments *c, const double *origin, const double *offset)
{
	size_t stride = ms_crossprod_stride(c->p);

	for (size_t j = 0; j < stride; j += MS_LANES)
	{
		double *row = ms_comoments_block_row(c, 0) + j;
		ms_lanes first = ms_lanes_load(origin + j);
		ms_lanes shift = ms_lanes_load(offset + j);

		for (int r = 0; r < c->rows; r++)
			ms_lanes_store(row + r * stride,
			               (ms_lanes_load(row + r * stride) - first) - shift);
	}
}

/*
 * Find a value that waits in the block and is not finite; false if all are.
 */
bool
ms_comoments_find_nonfinite(const ms_comoments *c, int *column, double *value)
{
	for (int r = 0; r < c->rows; r++)
	{
		for (int j = 0; j < c->p; j++)
		{
			if (!isfinite(ms_comoments_block_row(c, r)[j]))
			{
				*column = j;
				*value = ms_comoments_block_row(c, r)[j];
				return true;
			}
		}
	}
	return false;
}

/*
 * Take the rows that wait in the block into the summary.  Rows are not looked
 * at one by one when they come: a NaN or infinity shows in the block's mean.
 * MS_DOMAIN leaves the block as it is.
 */
ms_status
ms_comoments_flush(ms_comoments *c)
{
	int rows = c->rows;
	double *origin;
	double *offset;
	double part_weight;
	ms_status status;

	if (rows == 0)
		return MS_OK;
	origin = ms_comoments_block_row(c, c->capacity);
	offset = ms_comoments_block_row(c, c->capacity + 1);
	part_weight = block_mean(c, origin, offset);
	for (int j = 0; j < c->p; j++)
	{
		if (!isfinite(offset[j]))
			return MS_DOMAIN;
	}
	centre_block(c, origin, offset);
	c->rows = 0;
	if (ms_count_add(&c->n, rows) != MS_OK)
		return MS_OVERFLOW;
	/* delta may take the place of origin, which is read only before it */
	status = merge_part(c, rows, part_weight, origin, offset, origin);
	c->weighted = 0;
	return status;
}

/*
 * Merge another closed summary of the same columns into a closed one; work is
 * room for p doubles.
 */
ms_status
ms_comoments_merge(ms_comoments *c, const ms_comoments *other, double *work)
{
	double *cross = ms_comoments_cross(c);
	const double *other_cross = ms_comoments_cross(other);

	if (ms_count_add(&c->missing, other->missing) != MS_OK ||
	    ms_count_add(&c->n, other->n) != MS_OK)
		return MS_OVERFLOW;
	if (other->n == 0)
		return MS_OK;
	for (size_t i = 0; i < ms_triangle_size(c->p); i++)
		cross[i] += other_cross[i];
	return merge_part(c,
	                  0,
	                  other->weight,
	                  ms_comoments_mean(other),
	                  ms_comoments_mean_low(other),
	                  work);
}

/* ---- validation ---- */

static const char *
columns_fault(const ms_comoments *c)
{
	const double *mean = ms_comoments_mean(c);
	const double *low = ms_comoments_mean_low(c);
	const double *cross = ms_comoments_cross(c);

	for (int i = 0; i < c->p; i++)
	{
		const double *row = cross + ms_triangle_row(i);

		if (!isfinite(mean[i]) || !isfinite(low[i]) || !isfinite(row[i]))
			return "a figure is not finite";
		if (mean[i] + low[i] != mean[i])
			return "the second part of a mean is too large";
		if (row[i] < 0)
			return "a sum of squares is negative";
		for (int j = 0; j < i; j++)
		{
			/* a square below DBL_MIN may have lost what the product has */
			double bound = sqrt(row[i] + DBL_MIN) *
			               sqrt(cross[ms_triangle_row(j) + j] + DBL_MIN);

			if (!(fabs(row[j]) <= bound * (1 + 1e-6)))
				return "a cross product is larger than its squares allow";
		}
	}
	return NULL;
}

/*
 * What is wrong with a closed summary that came from outside, or NULL.  Every
 * value that adding and merging can make passes.
 */
const char *
ms_comoments_fault(const ms_comoments *c)
{
	size_t doubles = 2 * (size_t) c->p + ms_triangle_size(c->p);

	if (c->n < 0 || c->missing < 0 || c->n > MS_MAX_COUNT ||
	    c->missing > MS_MAX_COUNT)
		return "a count is negative or too large";
	if (c->n == 0)
	{
		for (size_t i = 0; i < doubles; i++)
		{
			if (c->data[i] != 0)
				return "an empty summary has figures";
		}
		return c->weight == 0 ? NULL : "an empty summary has figures";
	}
	if (c->p == 0)
		return "rows are counted but there are no columns";
	if (!(c->weight > 0 && c->weight <= MS_MAX_COUNT))
		return "the sum of weights is not positive, or too large";
	return columns_fault(c);
}

static double
cross_of(const ms_comoments *c, int i, int j)
{
	const double *cross = ms_comoments_cross(c);

	return i > j ? cross[ms_triangle_row(i) + j]
	             : cross[ms_triangle_row(j) + i];
}

/* ---- some of the columns ---- */

/* The moments of one column, as far as they are known: no shape, no range. */
ms_moments
ms_comoments_column(const ms_comoments *c, int column)
{
	ms_moments m;

	ms_moments_init(&m);
	if (c->n > 0)
		ms_moments_of_spread(
		    &m,
		    c->n,
		    c->weight,
		    ms_comoments_mean(c)[column],
		    ms_comoments_mean_low(c)[column],
		    ms_comoments_cross(c)[ms_triangle_row(column) + column]);
	m.missing = c->missing;
	return m;
}

/*
 * Columns 1 to p of c, in the order of `columns`; -j is column j turned round,
 * ends - x.  part is initialised, for as many columns.
 */
ms_status
ms_comoments_select(const ms_comoments *c,
                    const int *columns,
                    double ends,
                    ms_comoments *part)
{
	double *mean = ms_comoments_mean(part);
	double *low = ms_comoments_mean_low(part);
	double *cross = ms_comoments_cross(part);

	part->n = c->n;
	part->missing = c->missing;
	part->weight = c->weight;
	for (int i = 0; i < part->p && c->n > 0; i++)
	{
		int from = abs(columns[i]) - 1;

		mean[i] = ms_comoments_mean(c)[from];
		low[i] = ms_comoments_mean_low(c)[from];
		if (columns[i] < 0)
		{
			double rest = -low[i];

			ms_two_sum(ends, -mean[i], &mean[i], &low[i]);
			ms_two_sum(mean[i], low[i] + rest, &mean[i], &low[i]);
		}
		for (int j = 0; j <= i; j++)
		{
			double both = cross_of(c, from, abs(columns[j]) - 1);

			cross[ms_triangle_row(i) + j] =
			    (columns[i] < 0) == (columns[j] < 0) ? both : 0 - both;
		}
	}
	return c->n > 0 ? check_overflow(part) : MS_OK;
}

/* ---- matrices ---- */

/* The p x p covariance matrix, n - 1 below; MS_UNDEFINED with one row. */
ms_status
ms_comoments_covariance(const ms_comoments *c, double *matrix)
{
	const double *cross = ms_comoments_cross(c);

	if (!ms_more_than(c->weight, 1))
		return MS_UNDEFINED;
	for (int i = 0; i < c->p; i++)
	{
		for (int j = 0; j <= i; j++)
		{
			matrix[i * c->p + j] = matrix[j * c->p + i] =
			    ms_known(cross[ms_triangle_row(i) + j] / (c->weight - 1));
		}
	}
	return MS_OK;
}

/*
 * No spread, or so little that its square has not all its digits.  No range is
 * kept, but a square is lost only below 1e-162: where the mean is so large that
 * doubles next to it lie farther apart, all values were the same.
 */
ms_column_spread
ms_comoments_spread_of(const ms_comoments *c, int column)
{
	double square = ms_comoments_cross(c)[ms_triangle_row(column) + column];

	if (square >= DBL_MIN / DBL_EPSILON)
		return MS_HAS_SPREAD;
	if (square > 0)
		return MS_NARROW;
	return fabs(ms_comoments_mean(c)[column]) > 1e-140 ? MS_CONSTANT
	                                                   : MS_CONSTANT_OR_NARROW;
}

static bool
is_constant(const ms_comoments *c, int j)
{
	return ms_comoments_spread_of(c, j) != MS_HAS_SPREAD;
}

/*
 * The correlation of columns i and j; MS_NULL if one of them is constant.
 * One root of the product makes r of a column with its multiple exactly 1; two
 * roots, where the product is beyond a double.
 */
double
ms_comoments_r(const ms_comoments *c, int i, int j)
{
	const double *cross = ms_comoments_cross(c);
	double ii = cross[ms_triangle_row(i) + i];
	double jj = cross[ms_triangle_row(j) + j];
	double ij = cross_of(c, i, j);
	double product = ii * jj;
	double r = product > DBL_MIN && product <= DBL_MAX
	               ? ij / sqrt(product)
	               : ij / sqrt(ii) / sqrt(jj);

	if (is_constant(c, i) || is_constant(c, j))
		return MS_NULL;
	return i == j ? 1 : fmax(-1, fmin(1, r));
}

/*
 * The p x p correlation matrix.  MS_UNDEFINED, with MS_NULL in its row and
 * column, if a column is constant, as every column is with one row.
 */
ms_status
ms_comoments_correlation(const ms_comoments *c, double *matrix)
{
	for (int i = 0; i < c->p; i++)
	{
		for (int j = 0; j <= i; j++)
			matrix[i * c->p + j] = matrix[j * c->p + i] =
			    ms_comoments_r(c, i, j);
	}
	return ms_comoments_constant_column(c) < 0 ? MS_OK : MS_UNDEFINED;
}

/* The first column without spread, from 0; -1 if there is none. */
int
ms_comoments_constant_column(const ms_comoments *c)
{
	for (int j = 0; j < c->p; j++)
	{
		if (is_constant(c, j))
			return j;
	}
	return -1;
}
