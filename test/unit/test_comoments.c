/*
 * test_comoments.c
 *		The kernel against its reference, bit for bit; co-moments against two
 *		passes in long double.
 *
 * Then what holds whatever the rows are: parts merge to the whole, a constant
 * column has no spread, NaN and infinity are found and change nothing, no
 * summary that rows can make is refused.  Memory has exactly the size the core
 * asks for, so that AddressSanitizer checks the layout too.
 */
#include <float.h>
#include <stdlib.h>

#include <gsl/gsl_randist.h>

#include "check.h"
#include "core/comoments.h"

#define MOST_ROWS 1000
#define MOST_COLUMNS 40

static gsl_rng *rng;
static double x[MOST_ROWS * MOST_COLUMNS]; /* row by row */
static double w[MOST_ROWS];

/* ---- the kernel ---- */

/* rows centred or not are the same to it; the padding of a block is zero */
static void
check_kernel(int rows, int p)
{
	size_t stride = ms_crossprod_stride(p);
	size_t triangle = ms_triangle_size(p) * sizeof(double);
	double *block = calloc(rows * stride + 1, sizeof(double));
	double *weight = malloc((rows + 1) * sizeof(double));
	double *delta = malloc(p * sizeof(double));
	double *got = malloc(triangle);
	double *want = malloc(triangle);
	double factor = gsl_ran_exponential(rng, 5);

	for (int r = 0; r < rows; r++)
	{
		weight[r] = gsl_ran_exponential(rng, 1);
		for (int j = 0; j < p; j++)
			block[r * stride + j] = gsl_ran_gaussian(rng, 100);
	}
	for (int j = 0; j < p; j++)
		delta[j] = gsl_ran_gaussian(rng, 10);
	for (size_t i = 0; i < ms_triangle_size(p); i++)
		got[i] = want[i] = gsl_ran_gaussian(rng, 1000);
	for (int weighted = 0; weighted < 2; weighted++)
	{
		const double *weights = weighted ? weight : NULL;

		ms_crossprod(rows, p, weights, block, factor, delta, got);
		ms_crossprod_reference(rows, p, weights, block, factor, delta, want);
		if (!CHECK(memcmp(got, want, triangle) == 0))
			printf("       %d rows of %d columns\n", rows, p);
	}
	free(block);
	free(weight);
	free(delta);
	free(got);
	free(want);
}

static void
test_kernel(void)
{
	for (int p = 1; p <= 40; p++)
	{
		for (int rows = 0; rows <= 33; rows++)
			check_kernel(rows, p);
	}
	check_kernel(32, 129);
}

/* ---- summaries ---- */

static ms_comoments *
new_comoments(int p, int capacity)
{
	ms_comoments *c = malloc(ms_comoments_size(p, capacity));

	ms_comoments_init(c, p, capacity);
	return c;
}

/* The same with another capacity; the old one is freed. */
static ms_comoments *
resize(ms_comoments *c, int capacity)
{
	ms_comoments *copy = new_comoments(c->p, capacity);

	ms_comoments_copy(copy, c);
	free(c);
	return copy;
}

/* Add a row, growing the block and flushing it as an aggregate does. */
static ms_comoments *
add(ms_comoments *c, const double *row, double weight)
{
	if (c->rows == c->capacity && c->capacity < MS_COMOMENTS_BLOCK)
		c = resize(c, c->capacity == 0 ? 3 : MS_COMOMENTS_BLOCK);
	if (c->rows == c->capacity)
		CHECK(ms_comoments_flush(c) == MS_OK);
	memcpy(ms_comoments_next_row(c), row, c->p * sizeof(double));
	ms_comoments_take_row(c, weight);
	return c;
}

static ms_comoments *
finish(ms_comoments *c)
{
	CHECK(ms_comoments_flush(c) == MS_OK);
	c = resize(c, 0);
	CHECK(ms_comoments_fault(c) == NULL);
	return c;
}

static ms_comoments *
comoments_of(int n, int p, const double *rows, const double *weights)
{
	ms_comoments *c = new_comoments(p, 0);

	for (int r = 0; r < n; r++)
		c = add(c, rows + (size_t) r * p, weights != NULL ? weights[r] : 1);
	return finish(c);
}

static bool
same(const ms_comoments *a, const ms_comoments *b)
{
	return memcmp(a, b, ms_comoments_size(a->p, 0)) == 0;
}

static double
square(const ms_comoments *c, int j)
{
	return ms_comoments_cross(c)[ms_triangle_row(j) + j];
}

/*
 * Against two passes in long double: errors of cross products relative to
 * sqrt(C_ii C_jj), those of means to the standard deviation.
 */
static void
check_comoments(const ms_comoments *c,
                int n,
                int p,
                const double *rows,
                const double *weights,
                double tolerance)
{
	long double mean[MOST_COLUMNS] = {0};
	long double cross[MOST_COLUMNS * (MOST_COLUMNS + 1) / 2] = {0};
	long double weight = 0;
	double worst_mean = 0;
	double worst_cross = 0;

	for (int r = 0; r < n; r++)
	{
		double share = weights != NULL ? weights[r] : 1;

		weight += share;
		for (int j = 0; j < p; j++)
			mean[j] += share * ((long double) rows[r * p + j] - rows[j]);
	}
	for (int j = 0; j < p; j++)
		mean[j] /= weight;
	for (int r = 0; r < n; r++)
	{
		double share = weights != NULL ? weights[r] : 1;
		long double d[MOST_COLUMNS];

		for (int j = 0; j < p; j++)
			d[j] = ((long double) rows[r * p + j] - rows[j]) - mean[j];
		for (int i = 0; i < p; i++)
		{
			for (int j = 0; j <= i; j++)
				cross[ms_triangle_row(i) + j] += share * d[i] * d[j];
		}
	}
	for (int i = 0; i < p; i++)
	{
		double square_i = cross[ms_triangle_row(i) + i];
		double lost = (double) ((ms_comoments_mean(c)[i] - rows[i]) - mean[i] +
		                        ms_comoments_mean_low(c)[i]);

		worst_mean =
		    fmax(worst_mean, fabs(lost) / sqrt(square_i / (double) weight));
		for (int j = 0; j <= i; j++)
		{
			size_t at = ms_triangle_row(i) + j;
			double square_j = cross[ms_triangle_row(j) + j];
			double error = (double) (ms_comoments_cross(c)[at] - cross[at]);

			worst_cross =
			    fmax(worst_cross, fabs(error) / sqrt(square_i * square_j));
		}
	}
	CHECK(c->n == n && c->p == p);
	CHECK_REL(c->weight, (double) weight, tolerance);
	CHECK_ABS(worst_mean, 0, tolerance);
	CHECK_ABS(worst_cross, 0, tolerance);
}

/* Columns that correlate, each with its own mean and spread. */
static void
fill(int n, int p, double mean)
{
	for (int r = 0; r < n; r++)
	{
		double common = gsl_ran_exponential(rng, 1);

		w[r] = gsl_ran_exponential(rng, 2);
		for (int j = 0; j < p; j++)
			x[r * p + j] =
			    mean * (j + 1) + (j + 1) * (common + gsl_ran_ugaussian(rng));
	}
}

/* ---- blocks ---- */

static void
test_accuracy(void)
{
	const double means[] = {0, 1e3, 1e9, -1e12};

	for (int k = 0; k < 4; k++)
	{
		for (int p = 1; p <= MOST_COLUMNS; p += 3)
		{
			ms_comoments *plain;
			ms_comoments *weighted;

			fill(500, p, means[k]);
			plain = comoments_of(500, p, x, NULL);
			weighted = comoments_of(500, p, x, w);
			check_comoments(plain, 500, p, x, NULL, 1e-13);
			check_comoments(weighted, 500, p, x, w, 1e-13);
			free(plain);
			free(weighted);
		}
	}
}

/* Wherever a block ends, the rows are all there. */
static void
test_row_counts(void)
{
	for (int n = 2; n < 70; n++)
	{
		ms_comoments *c;

		fill(n, 5, 100);
		c = comoments_of(n, 5, x, w);
		check_comoments(c, n, 5, x, w, 1e-13);
		free(c);
	}
}

/* A block that grew has the bits of one that was large from the start. */
static void
test_growth(void)
{
	for (int n = 1; n <= MS_COMOMENTS_BLOCK; n++)
	{
		ms_comoments *large = new_comoments(11, MS_COMOMENTS_BLOCK);
		ms_comoments *grown = new_comoments(11, 0);

		fill(n, 11, 7);
		large->missing = grown->missing = 5;
		for (int r = 0; r < n; r++)
		{
			large = add(large, x + r * 11, w[r]);
			if (grown->rows == grown->capacity)
				grown = resize(grown, grown->capacity + 1 + r % 3);
			grown = add(grown, x + r * 11, w[r]);
		}
		CHECK(large->rows == n && grown->rows == n && grown->n == 0);
		large = finish(large);
		grown = finish(grown);
		CHECK(grown->missing == 5 && same(large, grown));
		free(large);
		free(grown);
	}
}

static void
test_flush_of_nothing(void)
{
	ms_comoments *c;
	ms_comoments *copy;

	fill(40, 3, 1);
	c = comoments_of(40, 3, x, NULL);
	copy = comoments_of(40, 3, x, NULL);
	CHECK(ms_comoments_flush(c) == MS_OK && same(c, copy));
	free(c);
	free(copy);
}

/* The most columns there may be. */
static void
test_widest(void)
{
	int p = MS_COMOMENTS_MAX_COLUMNS;
	double *row = malloc(p * sizeof(double));
	ms_comoments *c = new_comoments(p, 4);

	/* column j is 0, j, 2 j: C_ij = 2 i j */
	for (int r = 0; r < 3; r++)
	{
		for (int j = 0; j < p; j++)
			row[j] = r * j;
		c = add(c, row, 1);
	}
	c = finish(c);
	CHECK(c->n == 3 && ms_comoments_mean(c)[p - 1] == p - 1);
	CHECK(square(c, p - 1) == 2.0 * (p - 1) * (p - 1));
	CHECK(ms_comoments_cross(c)[ms_triangle_row(p - 1) + 700] ==
	      2.0 * (p - 1) * 700);
	CHECK(ms_comoments_constant_column(c) == 0);
	free(row);
	free(c);
}

/* ---- columns without spread ---- */

/* Column j is constant where j is even. */
static void
test_constant(void)
{
	const int p = 7;
	ms_comoments *all = new_comoments(p, 0);
	double work[7];

	for (int part = 0; part < 8; part++)
	{
		int n = 1 + 15 * part;
		ms_comoments *c;

		fill(n, p, 1e6);
		for (int r = 0; r < n; r++)
		{
			for (int j = 0; j < p; j += 2)
				x[r * p + j] = 0.1 * (j + 1);
		}
		c = comoments_of(n, p, x, part % 2 == 0 ? w : NULL);
		CHECK(ms_comoments_merge(all, c, work) == MS_OK);
		free(c);
	}
	for (int i = 0; i < p; i++)
	{
		int zeros = 0;

		for (int j = 0; j < p; j++)
			zeros +=
			    ms_comoments_cross(all)[i > j ? ms_triangle_row(i) + j
			                                  : ms_triangle_row(j) + i] == 0;
		CHECK(zeros == (i % 2 == 0 ? p : 4));
		CHECK(i % 2 != 0 || ms_comoments_mean(all)[i] == 0.1 * (i + 1));
	}
	CHECK(ms_comoments_constant_column(all) == 0);
	CHECK(ms_comoments_fault(all) == NULL);
	free(all);
}

/* What two rows tell of the spread of their column. */
static ms_column_spread
spread_of(double a, double b)
{
	double rows[] = {a, b};
	ms_comoments *c = comoments_of(2, 1, rows, NULL);
	ms_column_spread spread = ms_comoments_spread_of(c, 0);

	CHECK((ms_comoments_constant_column(c) == 0) == (spread != MS_HAS_SPREAD));
	free(c);
	return spread;
}

static void
test_spread(void)
{
	CHECK(spread_of(1, 2) == MS_HAS_SPREAD);
	CHECK(spread_of(1e-140, 2e-140) == MS_HAS_SPREAD);
	CHECK(spread_of(1e-150, 2e-150) == MS_NARROW);
	CHECK(spread_of(1e-170, 2e-170) == MS_CONSTANT_OR_NARROW);
	CHECK(spread_of(1e-170, 1e-170) == MS_CONSTANT_OR_NARROW);
	CHECK(spread_of(0, 0) == MS_CONSTANT_OR_NARROW);
	CHECK(spread_of(1e-139, 1e-139) == MS_CONSTANT);
	CHECK(spread_of(1e-139, nextafter(1e-139, 1)) == MS_NARROW);
	CHECK(spread_of(0.1, 0.1) == MS_CONSTANT);
}

/* Weights that add up to 1, but for rounding, are one row. */
static void
test_light(void)
{
	double rows[] = {1, 4, 2, 8, 5, 7};
	double weights[] = {0.25, 0.25, 0.5 + 1e-12};
	double matrix[4];
	ms_comoments *c = comoments_of(3, 2, rows, weights);

	CHECK(c->weight > 1);
	CHECK(ms_comoments_covariance(c, matrix) == MS_UNDEFINED);
	free(c);
	weights[2] += 1e-8;
	c = comoments_of(3, 2, rows, weights);
	CHECK(ms_comoments_covariance(c, matrix) == MS_OK);
	free(c);
}

/* ---- what is no number, and what is too large ---- */

/* A bad value in row r, column j: found, and nothing else has changed. */
static void
check_nonfinite(int r, int j, double bad)
{
	const int p = 6;
	ms_comoments *c = new_comoments(p, MS_COMOMENTS_BLOCK);
	ms_comoments *good;
	ms_comoments *before;
	double saved;
	double value = 0;
	int column = -1;

	fill(50, p, 20);
	good = comoments_of(50, p, x, w);
	for (int i = 0; i < 50; i++)
		c = add(c, x + i * p, w[i]);
	CHECK(c->rows == 18);
	CHECK(!ms_comoments_find_nonfinite(c, &column, &value));
	saved = ms_comoments_block_row(c, r)[j];
	ms_comoments_block_row(c, r)[j] = bad;
	before = new_comoments(p, MS_COMOMENTS_BLOCK);
	ms_comoments_copy(before, c);

	CHECK(ms_comoments_flush(c) == MS_DOMAIN);
	CHECK(ms_comoments_find_nonfinite(c, &column, &value));
	CHECK(column == j && memcmp(&value, &bad, sizeof(double)) == 0);
	CHECK(c->rows == 18 && same(c, before));
	for (int i = 0; i < 18; i++)
		CHECK(memcmp(ms_comoments_block_row(c, i),
		             ms_comoments_block_row(before, i),
		             p * sizeof(double)) == 0);

	ms_comoments_block_row(c, r)[j] = saved;
	c = finish(c);
	CHECK(same(c, good));
	free(c);
	free(good);
	free(before);
}

static void
test_nonfinite(void)
{
	const double bad[] = {NAN, INFINITY, -INFINITY};

	for (int r = 0; r < 18; r++)
		check_nonfinite(r, r % 6, bad[r % 3]);
}

/* n rows of 1 column, flushed together */
static ms_status
flush_column(int n, const double *values, double weight)
{
	ms_comoments *c = new_comoments(1, n);
	ms_status status;
	int column;
	double value;

	for (int r = 0; r < n; r++)
		c = add(c, &values[r], weight);
	status = ms_comoments_flush(c);
	CHECK(!ms_comoments_find_nonfinite(c, &column, &value));
	free(c);
	return status;
}

static void
test_overflow(void)
{
	const double huge[] = {1e308, -1e308}; /* the difference overflows */
	const double large[] = {1e160, -1e160}; /* its square does */
	const double equal[] = {1e300, 1e300};
	double work[1];
	ms_comoments *a = comoments_of(1, 1, large, NULL);
	ms_comoments *b = comoments_of(1, 1, large + 1, NULL);

	CHECK(flush_column(2, huge, 1) == MS_DOMAIN);
	CHECK(flush_column(2, large, 1) == MS_OVERFLOW);
	CHECK(flush_column(2, large, 1e-20) == MS_OK);
	CHECK(flush_column(2, equal, 1) == MS_OK);
	CHECK(flush_column(2, equal, 1e308) == MS_OVERFLOW);
	CHECK(ms_comoments_merge(a, b, work) == MS_OVERFLOW);
	free(a);
	free(b);
}

/* ---- parts ---- */

static void
check_merge(int n, int p, int parts, bool weighted)
{
	ms_comoments *part[20];
	double *work = malloc(p * sizeof(double));

	for (int k = 0; k < parts; k++)
	{
		part[k] = new_comoments(p, 0);
		part[k]->missing = k;
	}
	for (int r = 0; r < n; r++)
	{
		unsigned k = gsl_rng_uniform_int(rng, parts);

		part[k] = add(part[k], x + r * p, weighted ? w[r] : 1);
	}
	for (int k = 0; k < parts; k++)
		part[k] = finish(part[k]);
	for (int left = parts; left > 1; left--)
	{
		unsigned to = gsl_rng_uniform_int(rng, left - 1);

		CHECK(ms_comoments_merge(part[to], part[left - 1], work) == MS_OK);
	}
	check_comoments(part[0], n, p, x, weighted ? w : NULL, 1e-13);
	CHECK(part[0]->missing == parts * (parts - 1) / 2);
	CHECK(ms_comoments_fault(part[0]) == NULL);
	for (int k = 0; k < parts; k++)
		free(part[k]);
	free(work);
}

static void
test_merge(void)
{
	const double means[] = {0, 1e9, -1e12};

	for (int k = 0; k < 3; k++)
	{
		for (int parts = 2; parts <= 20; parts += 3)
		{
			int p = 1 + parts % 9;

			fill(600, p, means[k]);
			check_merge(600, p, parts, parts % 2 == 0);
		}
	}
}

static void
test_merge_with_empty(void)
{
	ms_comoments *empty = new_comoments(4, 0);
	ms_comoments *c;
	ms_comoments *copy;
	double work[4];

	fill(30, 4, 50);
	c = comoments_of(30, 4, x, w);
	copy = comoments_of(30, 4, x, w);
	CHECK(ms_comoments_merge(c, empty, work) == MS_OK && same(c, copy));
	CHECK(ms_comoments_merge(empty, c, work) == MS_OK && same(empty, copy));
	c->missing = 2;
	ms_comoments_init(empty, 4, 0);
	empty->missing = 3;
	CHECK(ms_comoments_merge(c, empty, work) == MS_OK && c->missing == 5);
	CHECK(ms_comoments_merge(empty, c, work) == MS_OK && empty->missing == 8);
	free(empty);
	free(c);
	free(copy);
}

/* More rows than a double counts are refused, and nothing is changed. */
static void
test_counts(void)
{
	ms_comoments *c;
	ms_comoments *one;
	ms_comoments *copy;
	double work[2];

	fill(1, 2, 5);
	c = comoments_of(1, 2, x, NULL);
	one = comoments_of(1, 2, x, NULL);
	copy = comoments_of(1, 2, x, NULL);
	c->n = copy->n = MS_MAX_COUNT;
	CHECK(ms_comoments_merge(c, one, work) == MS_OVERFLOW && same(c, copy));
	c->n = copy->n = 1;
	c->missing = copy->missing = MS_MAX_COUNT;
	one->missing = 1;
	CHECK(ms_comoments_merge(c, one, work) == MS_OVERFLOW && same(c, copy));
	free(c);

	c = new_comoments(2, 1);
	c->n = MS_MAX_COUNT;
	c->weight = 1;
	c = add(c, x, 1);
	CHECK(ms_comoments_flush(c) == MS_OVERFLOW && c->n == MS_MAX_COUNT);
	free(c);
	free(one);
	free(copy);
}

/* ---- matrices ---- */

static void
test_matrices(void)
{
	/* column 3 is constant, column 2 is -2 times column 1 */
	const double rows[] = {1, -2, 7, 2, 2, -4, 7, 1, 4, -8, 7, 5};
	ms_comoments *c = comoments_of(3, 4, rows, NULL);
	ms_comoments *one = comoments_of(1, 4, rows, NULL);
	double matrix[16];

	CHECK(ms_comoments_covariance(c, matrix) == MS_OK);
	CHECK_REL(matrix[0], 7.0 / 3, 1e-15);
	CHECK_REL(matrix[1], -14.0 / 3, 1e-15);
	CHECK(matrix[1] == matrix[4] && matrix[2] == 0 && matrix[10] == 0);
	CHECK_REL(matrix[3], 8.0 / 3, 1e-15);
	CHECK(ms_comoments_covariance(one, matrix) == MS_UNDEFINED);

	CHECK(ms_comoments_correlation(c, matrix) == MS_UNDEFINED);
	CHECK(ms_is_null(matrix[10]) && ms_is_null(matrix[2]));
	CHECK(ms_is_null(matrix[8]) && ms_is_null(matrix[11]));
	CHECK(matrix[0] == 1 && matrix[5] == 1 && matrix[15] == 1);
	CHECK_REL(matrix[1], -1, 1e-15);
	CHECK(matrix[1] >= -1 && matrix[1] == matrix[4]);
	CHECK_REL(matrix[3], 16 / sqrt(364), 1e-15);
	CHECK(ms_comoments_constant_column(c) == 2);
	CHECK(ms_comoments_correlation(one, matrix) == MS_UNDEFINED);
	CHECK(ms_is_null(matrix[0]) && ms_comoments_constant_column(one) == 0);
	free(c);
	free(one);

	fill(100, 4, 1e9);
	c = comoments_of(100, 4, x, NULL);
	CHECK(ms_comoments_correlation(c, matrix) == MS_OK);
	CHECK(ms_comoments_constant_column(c) == -1);
	free(c);

	/* a column with itself is 1, however large or small its square */
	for (int r = 0; r < 100; r++)
	{
		x[r * 4 + 1] *= 1e80;
		x[r * 4 + 2] *= 1e-100;
	}
	c = comoments_of(100, 4, x, NULL);
	CHECK(ms_comoments_correlation(c, matrix) == MS_OK);
	for (int j = 0; j < 4; j++)
		CHECK(matrix[j * 5] == 1);
	CHECK(fabs(matrix[6]) < 1);
	CHECK(ms_comoments_r(c, 1, 3) == matrix[7]);
	CHECK(ms_comoments_r(c, 3, 1) == matrix[7]);
	free(c);
}

/* ---- faults ---- */

static double
any_size(int least, int most)
{
	double sign = gsl_rng_uniform(rng) < 0.5 ? -1 : 1;

	return sign *
	       ldexp(1 + gsl_rng_uniform(rng),
	             least + (int) gsl_rng_uniform_int(rng, most - least + 1));
}

/* A value of column j, of a kind of rows. */
static double
draw_value(int kind, int j)
{
	double z = gsl_ran_ugaussian(rng);

	switch (kind)
	{
		case 0: /* everyday */
			return 100 * (j + 1) + z;
		case 1: /* far from 0 */
			return 1e12 + z;
		case 2: /* few different ones */
			return (double) gsl_rng_uniform_int(rng, 3) / 3;
		case 3: /* columns of very different size */
			return ldexp(z, 250 * (j % 4 - 2));
		case 4: /* any size */
			return any_size(-1074, 1022);
		case 5: /* sizes whose squares fit */
			return any_size(-500, 500);
		case 6: /* squares of some columns vanish */
			return ldexp(z, -180 * j);
		default: /* the least there are */
			return any_size(-1074, -1070);
	}
}

#define VALUE_KINDS 8

static double
draw_weight(int kind)
{
	switch (kind)
	{
		case 0:
			return 1;
		case 1:
			return gsl_ran_exponential(rng, 100);
		case 2:
			return gsl_rng_uniform_pos(rng) / 50;
		default:
			return fabs(any_size(-1000, 1000));
	}
}

#define WEIGHT_KINDS 4

/* Rows in blocks, and merges; is an outcome refused? */
static bool
is_refused(int value_kind, int weight_kind)
{
	int p = 1 + gsl_rng_uniform_int(rng, 6);
	int n = 1 + gsl_rng_uniform_int(rng, 100);
	ms_comoments *all = new_comoments(p, 0);
	bool refused = false;
	bool last_column_follows = gsl_rng_uniform_int(rng, 2) == 0;

	while (n > 0 && !refused)
	{
		int rows = 1 + gsl_rng_uniform_int(rng, 32);
		ms_comoments *c = new_comoments(p, rows);
		ms_status status;
		double work[6];

		for (int r = 0; r < rows; r++)
		{
			double *row = ms_comoments_next_row(c);

			for (int j = 0; j < p; j++)
				row[j] = draw_value(value_kind, j);
			if (last_column_follows)
				row[p - 1] = -3 * row[0];
			ms_comoments_take_row(c, draw_weight(weight_kind));
		}
		status = ms_comoments_flush(c);
		if (status == MS_OK)
		{
			c = resize(c, 0);
			refused = ms_comoments_fault(c) != NULL;
			status = ms_comoments_merge(all, c, work);
		}
		if (status == MS_OK)
			refused |= ms_comoments_fault(all) != NULL;
		else
			ms_comoments_init(all, p, 0);
		free(c);
		n -= rows;
	}
	if (refused)
		printf("       refused: %s\n", ms_comoments_fault(all));
	free(all);
	return refused;
}

static void
test_no_fault(void)
{
	for (int value = 0; value < VALUE_KINDS; value++)
	{
		for (int weight = 0; weight < WEIGHT_KINDS; weight++)
		{
			bool refused = false;

			for (int stream = 0; stream < 300 && !refused; stream++)
				refused = is_refused(value, weight);
			if (!CHECK(!refused))
				printf("       values of kind %d, weights of kind %d\n",
				       value,
				       weight);
		}
	}
}

/* Everything that can be wrong, one thing at a time. */
static void
test_fault(void)
{
	ms_comoments *good;
	ms_comoments *none = new_comoments(0, 0);
	ms_comoments *c = new_comoments(3, 0);

	fill(40, 3, 10);
	good = comoments_of(40, 3, x, w);
	CHECK(ms_comoments_fault(none) == NULL);
	CHECK(ms_comoments_fault(c) == NULL);

#define REFUSED(change) \
	(ms_comoments_copy(c, good), (change), CHECK(ms_comoments_fault(c) != NULL))

	REFUSED(c->n = -1);
	REFUSED(c->n = 0);
	REFUSED(c->n = MS_MAX_COUNT + 1);
	REFUSED(c->missing = -1);
	REFUSED(c->missing = MS_MAX_COUNT + 1);
	REFUSED(c->weight = 0);
	REFUSED(c->weight = -1);
	REFUSED(c->weight = NAN);
	REFUSED(c->weight = INFINITY);
	REFUSED(c->weight = 0x1.1p53);
	for (int j = 0; j < 3; j++)
	{
		size_t diagonal = ms_triangle_row(j) + j;

		REFUSED(ms_comoments_mean(c)[j] = NAN);
		REFUSED(ms_comoments_mean(c)[j] = INFINITY);
		REFUSED(ms_comoments_mean_low(c)[j] = NAN);
		REFUSED(ms_comoments_mean_low(c)[j] = 1e-9);
		REFUSED(ms_comoments_cross(c)[diagonal] = NAN);
		REFUSED(ms_comoments_cross(c)[diagonal] = INFINITY);
		REFUSED(ms_comoments_cross(c)[diagonal] = -1e-300);
		for (int i = 0; i < j; i++)
		{
			size_t at = ms_triangle_row(j) + i;
			double most = sqrt(square(good, i) * square(good, j));

			REFUSED(ms_comoments_cross(c)[at] = NAN);
			REFUSED(ms_comoments_cross(c)[at] = -INFINITY);
			REFUSED(ms_comoments_cross(c)[at] = 1.00001 * most);
			REFUSED(ms_comoments_cross(c)[at] = -1.00001 * most);
		}
	}

	/* an empty summary has no figures */
	for (int i = 0; i < 12; i++)
	{
		ms_comoments_init(c, 3, 0);
		c->data[i] = 1;
		CHECK(ms_comoments_fault(c) != NULL);
	}
	ms_comoments_init(c, 3, 0);
	c->weight = 1;
	CHECK(ms_comoments_fault(c) != NULL);
	none->n = 1;
	none->weight = 1;
	CHECK(ms_comoments_fault(none) != NULL);
	free(good);
	free(none);
	free(c);
}

int
main(void)
{
	rng = gsl_rng_alloc(gsl_rng_taus2);
	test_kernel();
	test_accuracy();
	test_row_counts();
	test_growth();
	test_flush_of_nothing();
	test_widest();
	test_constant();
	test_spread();
	test_light();
	test_nonfinite();
	test_overflow();
	test_merge();
	test_merge_with_empty();
	test_counts();
	test_matrices();
	test_no_fault();
	test_fault();
	gsl_rng_free(rng);
	return check_summary();
}
