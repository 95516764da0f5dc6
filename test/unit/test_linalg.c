/*
 * Symmetric matrices: against plain three-loop references, matrices whose
 * answer is known in closed form, and what defines the answer (A v = lambda v,
 * V V' = I, A A^-1 = I).  Workspaces have exactly the size the core asks for,
 * so AddressSanitizer checks the size helpers too.
 */
#include <float.h>
#include <stdlib.h>

#include <gsl/gsl_randist.h>

#include "check.h"
#include "core/linalg.h"

#define MOST 70 /* columns of the largest matrix here */
#define EPS DBL_EPSILON

static gsl_rng *rng;
static double a[MOST * MOST];
static double b[MOST * MOST];
static double vectors[MOST * MOST];
static double values[MOST];
static double wanted[MOST];

static ms_status
eigen(int n)
{
	void *work = malloc(ms_linalg_eigen_workspace(n));
	ms_status status = ms_linalg_eigen_symmetric(n, a, values, vectors, work);

	free(work);
	return status;
}

static int
rank_of(int n)
{
	void *work = malloc(ms_linalg_factor_workspace(n));
	int rank = ms_linalg_rank(n, a, work);

	free(work);
	return rank;
}

static ms_status
invert(int n, double *log_determinant, int *rank)
{
	void *work = malloc(ms_linalg_factor_workspace(n));
	ms_status status = ms_linalg_inverse(n, a, b, log_determinant, rank, work);

	free(work);
	return status;
}

/* ---- matrices to try ---- */

static void
fill(double *x, int n)
{
	for (int i = 0; i < n; i++)
		x[i] = gsl_ran_ugaussian(rng);
}

/* a = x x' of x (n x m): positive semidefinite, rank m when m < n */
static void
make_gram(int n, int m, const double *x)
{
	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < n; j++)
		{
			a[i * n + j] = 0;
			for (int k = 0; k < m; k++)
				a[i * n + j] += x[i * m + k] * x[j * m + k];
		}
	}
}

static void
make_random_gram(int n, int m)
{
	double *x = malloc((size_t) n * m * sizeof(double));

	fill(x, n * m);
	make_gram(n, m, x);
	free(x);
}

static void
make_random_symmetric(int n)
{
	fill(a, n * n);
	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < i; j++)
			a[i * n + j] = a[j * n + i];
	}
}

static void
make_hilbert(int n)
{
	for (int i = 0; i < n * n; i++)
		a[i] = 1.0 / (i / n + i % n + 1);
}

/* diagonal d, all else r */
static void
make_uniform(int n, double d, double r)
{
	for (int i = 0; i < n * n; i++)
		a[i] = i / n == i % n ? d : r;
}

/* ---- what the answer must be ---- */

static double
product(int n, const double *x, const double *y)
{
	double sum = 0;

	for (int i = 0; i < n; i++)
		sum += x[i] * y[i];
	return sum;
}

/* A v = lambda v, V V' = I, trace, order; errors relative to the largest */
static void
check_eigen(int n)
{
	double size = fmax(fabs(values[0]), fabs(values[n - 1]));
	double residual = 0;
	double angle = 0;
	double trace = 0;
	int descending = 1;

	for (int i = 0; i < n; i++)
	{
		const double *v = vectors + i * n;

		trace += a[i * n + i] - values[i];
		descending &= i == 0 || values[i - 1] >= values[i];
		for (int j = 0; j < n; j++)
		{
			double lost = product(n, a + j * n, v) - values[i] * v[j];
			double turned = product(n, v, vectors + j * n) - (i == j);

			residual = fmax(residual, fabs(lost));
			angle = fmax(angle, fabs(turned));
		}
	}
	CHECK(descending);
	CHECK_ABS(residual, 0, (n + 10) * EPS * size);
	CHECK_ABS(trace, 0, (n + 10) * EPS * size);
	CHECK_ABS(angle, 0, (n + 10) * EPS);
}

/* Jacobi's method, cyclic: slow, plain, accurate. */
static void
reference_eigenvalues(int n)
{
	memcpy(b, a, (size_t) n * n * sizeof(double));
	for (int sweep = 0; sweep < 30; sweep++)
	{
		for (int i = 0; i < n; i++)
		{
			for (int j = i + 1; j < n; j++)
			{
				double angle =
				    atan2(2 * b[i * n + j], b[j * n + j] - b[i * n + i]) / 2;
				double c = cos(angle);
				double s = sin(angle);

				for (int k = 0; k < n; k++)
				{
					double x = b[k * n + i];
					double y = b[k * n + j];

					b[k * n + i] = c * x - s * y;
					b[k * n + j] = s * x + c * y;
				}
				for (int k = 0; k < n; k++)
				{
					double x = b[i * n + k];
					double y = b[j * n + k];

					b[i * n + k] = c * x - s * y;
					b[j * n + k] = s * x + c * y;
				}
			}
		}
	}
	for (int i = 0; i < n; i++)
	{
		double value = b[i * n + i];
		int j = i;

		for (; j > 0 && wanted[j - 1] < value; j--)
			wanted[j] = wanted[j - 1];
		wanted[j] = value;
	}
}

static void
test_eigen_against_reference(void)
{
	static const int sizes[] = {1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 24, 33, 48};

	for (size_t t = 0; t < 2 * sizeof(sizes) / sizeof(sizes[0]); t++)
	{
		int n = sizes[t / 2];

		if (t % 2)
			make_random_symmetric(n);
		else
			make_random_gram(n, n / 2 + 1);
		CHECK(eigen(n) == MS_OK);
		check_eigen(n);
		reference_eigenvalues(n);
		for (int i = 0; i < n; i++)
			CHECK_ABS(values[i], wanted[i], 20 * EPS * n * fabs(wanted[0]));
	}
}

/* ---- eigenvalues known in closed form ---- */

static void
test_eigen_known(void)
{
	/* of the Hilbert matrix of order 6, to the digits usually printed */
	static const double hilbert[] = {1.6188998589243,
	                                 0.2423608705752,
	                                 0.0163215213199,
	                                 0.0006157483542,
	                                 0.0000125707571,
	                                 0.0000001082799};
	int n = 40;

	make_uniform(2, 2, 1);
	CHECK(eigen(2) == MS_OK);
	CHECK_REL(values[0], 3, 2 * EPS);
	CHECK_REL(values[1], 1, 2 * EPS);

	a[0] = -5;
	CHECK(eigen(1) == MS_OK);
	CHECK(values[0] == -5 && vectors[0] == 1);

	/* second differences: 2 - 2 cos(k pi / (n + 1)) */
	make_uniform(n, 2, 0);
	for (int i = 1; i < n; i++)
		a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
	CHECK(eigen(n) == MS_OK);
	check_eigen(n);
	for (int i = 0; i < n; i++)
		CHECK_REL(values[i], 2 - 2 * cos((n - i) * M_PI / (n + 1)), 1e-13);

	/* one correlation for all pairs: 1 + (n - 1) r, and n - 1 times 1 - r */
	make_uniform(n, 1, 0.3);
	CHECK(eigen(n) == MS_OK);
	check_eigen(n);
	CHECK_REL(values[0], 1 + (n - 1) * 0.3, 10 * EPS);
	CHECK_REL(values[1], 0.7, 1e-14);
	CHECK_REL(values[n - 1], 0.7, 1e-14);

	make_hilbert(6);
	CHECK(eigen(6) == MS_OK);
	check_eigen(6);
	for (int i = 0; i < 6; i++)
		CHECK_ABS(values[i], hilbert[i], 6e-14);
}

/* Wilkinson's W21+: its two largest agree to 14 digits. */
static void
test_eigen_close(void)
{
	int n = 21;

	make_uniform(n, 0, 0);
	for (int i = 0; i < n; i++)
	{
		a[i * n + i] = abs(i - 10);
		if (i > 0)
			a[i * n + i - 1] = a[(i - 1) * n + i] = 1;
	}
	CHECK(eigen(n) == MS_OK);
	check_eigen(n);
	CHECK_REL(values[0], 10.74619418290339, 5e-16 * 10);
	CHECK_REL(values[1], 10.74619418290332, 5e-16 * 10);
}

/* zeros, equal eigenvalues, duplicate columns: no angle, no division by 0 */
static void
test_eigen_degenerate(void)
{
	int n = 37;

	make_uniform(n, 0, 0);
	CHECK(eigen(n) == MS_OK);
	CHECK(values[0] == 0 && values[n - 1] == 0);
	check_eigen(n);

	make_uniform(n, 1, 0);
	CHECK(eigen(n) == MS_OK);
	CHECK(values[0] == 1 && values[n - 1] == 1);
	for (int i = 0; i < n * n; i++)
		CHECK(vectors[i] == (i / n == i % n));

	make_uniform(n, 1, 1);
	CHECK(eigen(n) == MS_OK);
	check_eigen(n);
	CHECK_REL(values[0], n, 4 * EPS);
	CHECK_ABS(values[1], 0, 1e-14);

	/* a diagonal comes back sorted, its vectors with it */
	make_uniform(n, 0, 0);
	for (int i = 0; i < n; i++)
		a[i * n + i] = (i * 7) % n;
	CHECK(eigen(n) == MS_OK);
	check_eigen(n);
	CHECK(values[0] == n - 1 && values[n - 1] == 0);
}

/*
 * Columns in units from 1e-6 to 1e6.  The covariances and, in 50 digits, their
 * eigenvalues: each must be right to its own last digits.
 */
static void
test_eigen_mixed_scales(void)
{
	static const double mixed[] = {1.6238772035256408e-11,
	                               5.9366786858974354,
	                               1.6071784855769229e-05,
	                               5.9366786858974354,
	                               28743549679487.18,
	                               6551422.275641026,
	                               1.6071784855769229e-05,
	                               6551422.275641026,
	                               40.779156650641028};

	memcpy(a, mixed, sizeof(mixed));
	CHECK(eigen(3) == MS_OK);
	CHECK_REL(values[0], 28743549679488.67, 1e-14);
	CHECK_REL(values[1], 39.285912625032864, 1e-13);
	CHECK_REL(values[2], 9.498197128432179e-12, 1e-13);
	CHECK_REL(fabs(vectors[0]), 2.0653951067628033e-13, 1e-13);
	CHECK(rank_of(3) == 3);
}

/* A power of two scales eigenvalues exactly, as far as doubles go. */
static void
test_eigen_scaling(void)
{
	static const int powers[] = {-1000, -600, 600, 1000};
	double unscaled[20];
	double vector[20];
	int n = 20;

	make_random_gram(n, n);
	CHECK(eigen(n) == MS_OK);
	memcpy(unscaled, values, sizeof(unscaled));
	memcpy(vector, vectors, sizeof(vector));
	for (int t = 0; t < 4; t++)
	{
		memcpy(b, a, sizeof(a));
		for (int i = 0; i < n * n; i++)
			a[i] = ldexp(a[i], powers[t]);
		CHECK(eigen(n) == MS_OK);
		for (int i = 0; i < n; i++)
		{
			CHECK(values[i] == ldexp(unscaled[i], powers[t]));
			CHECK(vectors[i] == vector[i]);
		}
		memcpy(a, b, sizeof(a));
	}
	/* even of a matrix whose inverse scale no double holds */
	make_uniform(3, 1e-320, 0);
	CHECK(eigen(3) == MS_OK);
	CHECK(values[0] == 1e-320 && values[2] == 1e-320);
}

static void
test_eigen_refuses(void)
{
	make_uniform(3, 1e308, 1e308);
	CHECK(eigen(3) == MS_OVERFLOW);
	a[5] = MS_NULL;
	CHECK(eigen(3) == MS_UNDEFINED);
	a[5] = HUGE_VAL;
	CHECK(eigen(3) == MS_UNDEFINED);
	CHECK(ms_linalg_eigen_symmetric(0, a, values, vectors, NULL) == MS_DOMAIN);
}

static void
test_eigenvalues_alone(void)
{
	int n = 41;
	void *work = malloc(ms_linalg_eigen_workspace(n));

	make_random_symmetric(n);
	CHECK(eigen(n) == MS_OK);
	CHECK(ms_linalg_eigenvalues(n, a, wanted, b, work) == MS_OK);
	for (int i = 0; i < n; i++)
		CHECK(wanted[i] == values[i]);
	free(work);
}

/* ---- products ---- */

static void
test_products(void)
{
	static const int sizes[][3] = {
	    {1, 1, 1}, {3, 5, 2}, {17, 33, 19}, {8, 8, 8}};

	for (int t = 0; t < 4; t++)
	{
		int n = sizes[t][0];
		int m = sizes[t][1];
		int p = sizes[t][2];
		static double left[MOST * MOST];
		static double right[MOST * MOST];
		static double turned[MOST * MOST];
		static double again[MOST * MOST];

		fill(left, n * m);
		fill(right, m * p);
		ms_linalg_multiply(n, m, p, left, right, b);
		ms_linalg_transpose(m, p, right, turned);
		ms_linalg_multiply_transposed(n, m, p, left, turned, again);
		for (int i = 0; i < n * p; i++)
		{
			double sum = 0;

			for (int k = 0; k < m; k++)
				sum += left[i / p * m + k] * right[k * p + i % p];
			CHECK_ABS(b[i], sum, 1e-13);
			CHECK_ABS(again[i], sum, 1e-13);
		}
	}
}

/* ---- rank ---- */

static void
test_rank(void)
{
	static double x[30 * 40];
	int n = 30;

	fill(x, 30 * 40);
	make_gram(n, 40, x);
	CHECK(rank_of(n) == n);
	/* centred products of as many rows as columns lose one rank */
	make_random_gram(n, n - 1);
	CHECK(rank_of(n) == n - 1);
	make_random_gram(n, 3);
	CHECK(rank_of(n) == 3);

	/* a duplicate, a negative in other units, a sum, a constant */
	for (int k = 0; k < 40; k++)
	{
		x[5 * 40 + k] = x[9 * 40 + k];
		x[6 * 40 + k] = -1e6 * x[10 * 40 + k];
		x[7 * 40 + k] = x[11 * 40 + k] + x[12 * 40 + k] - x[13 * 40 + k];
		x[8 * 40 + k] = 0;
	}
	make_gram(n, 40, x);
	CHECK(rank_of(n) == n - 4);

	make_uniform(n, 0, 0);
	CHECK(rank_of(n) == 0);
	a[0] = 1e-300;
	CHECK(rank_of(n) == 1);
	make_hilbert(7); /* condition 5e8 */
	CHECK(rank_of(7) == 7);
}

/* x2 = x1 + noise: 1 - r^2 is what the tolerance is compared with. */
static void
test_rank_tolerance(void)
{
	make_uniform(2, 1, sqrt(1 - 1e-10));
	CHECK(rank_of(2) == 2);
	make_uniform(2, 1, sqrt(1 - 1e-13));
	CHECK(rank_of(2) == 1);
	CHECK(ms_linalg_tolerance(2) > 1e-13 && ms_linalg_tolerance(1600) < 1e-11);
}

/* ---- inverse ---- */

static void
test_inverse(void)
{
	static const int sizes[] = {1, 2, 5, 16, 31, 64};

	for (int t = 0; t < 6; t++)
	{
		int n = sizes[t];
		double log_determinant;
		double sum = 0;
		int rank;

		make_random_gram(n, 2 * n);
		CHECK(invert(n, &log_determinant, &rank) == MS_OK);
		CHECK(rank == n);
		CHECK(eigen(n) == MS_OK);
		for (int i = 0; i < n; i++)
			sum += log(values[i]);
		CHECK_REL(log_determinant, sum, 1e-12);
		for (int i = 0; i < n * n; i++)
		{
			double got = product(n, a + i / n * n, b + i % n * n);

			CHECK(b[i] == b[i % n * n + i / n]);
			CHECK_ABS(got, i / n == i % n, 1e-12);
		}
	}
}

static void
test_inverse_known(void)
{
	static const double inverse[] = {9, -36, 30, -36, 192, -180, 30, -180, 180};
	double log_determinant;
	int rank;

	make_hilbert(3);
	CHECK(invert(3, &log_determinant, &rank) == MS_OK);
	CHECK_REL(log_determinant, -log(2160), 1e-14);
	for (int i = 0; i < 9; i++)
		CHECK_REL(b[i], inverse[i], 1e-12);

	/* a determinant of 1e-600 has a logarithm */
	make_uniform(60, 1e-10, 0);
	CHECK(invert(60, &log_determinant, &rank) == MS_OK);
	CHECK_REL(log_determinant, -600 * log(10), 1e-14);
	CHECK_REL(b[0], 1e10, 4 * EPS);

	make_uniform(3, 1, 1);
	CHECK(invert(3, &log_determinant, &rank) == MS_SINGULAR);
	CHECK(rank == 1 && log_determinant == -HUGE_VAL);
}

static void
test_sign(void)
{
	static const double first[] = {-0.5, 0.5, 0.1};
	static const double rounded[] = {
	    0.1, 0.7071067811865475, -0.7071067811865477};
	static const double third[] = {0.1, 0.7, -0.700001};
	static const double none[] = {0, 0, 0};

	CHECK(ms_linalg_sign(3, first) == -1);
	CHECK(ms_linalg_sign(3, rounded) == 1);
	CHECK(ms_linalg_sign(3, third) == -1);
	CHECK(ms_linalg_sign(3, none) == 1);
}

int
main(void)
{
	rng = gsl_rng_alloc(gsl_rng_mt19937);
	test_eigen_against_reference();
	test_eigen_known();
	test_eigen_close();
	test_eigen_degenerate();
	test_eigen_mixed_scales();
	test_eigen_scaling();
	test_eigen_refuses();
	test_eigenvalues_alone();
	test_products();
	test_rank();
	test_rank_tolerance();
	test_inverse();
	test_inverse_known();
	test_sign();
	gsl_rng_free(rng);
	return check_summary();
}
