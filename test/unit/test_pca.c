/*
 * Principal components, their rotation, KMO and Bartlett, parallel analysis.
 *
 * Typed figures are of the seven questions of R's data set `attitude`, by R's
 * eigen, psych::KMO, psych::cortest.bartlett and stats::promax; varimax, which
 * R leaves after 3 to 8 digits, by plane rotations in double precision until
 * no angle was left.  All else is checked by what defines it: the covariances of
 * the scores, the maximum of the criterion, plain simulation.
 */
#include <stdlib.h>

#include <gsl/gsl_randist.h>

#include "check.h"
#include "core/factorability.h"
#include "core/linalg.h"
#include "core/parallel_analysis.h"
#include "core/pca.h"

#define MOST 12 /* columns of the largest matrix here */
#define SQUARE (MOST * MOST)

static const double attitude[] = {1,
                                  0.82541756954214596,
                                  1,
                                  0.42611687010026439,
                                  0.55828820072702934,
                                  1,
                                  0.62367816450021096,
                                  0.59673580626743616,
                                  0.49333096564180245,
                                  1,
                                  0.59013899487768606,
                                  0.66919748059807393,
                                  0.44547793807224512,
                                  0.64031437282213444,
                                  1,
                                  0.15643915160723784,
                                  0.18771427122467654,
                                  0.14723313597663357,
                                  0.11596524648975344,
                                  0.37688296516937853,
                                  1,
                                  0.1550862526011936,
                                  0.22457955288894665,
                                  0.34329343383961497,
                                  0.53161978814127731,
                                  0.57418616052100091,
                                  0.28334317403531684,
                                  1};

static gsl_rng *rng;

/* ---- one analysis, start to end ---- */

static double matrix[SQUARE];
static double eigenvalues[MOST];
static double vectors[SQUARE];
static int rank;
static double eigenvector[SQUARE];
static double loading[SQUARE];
static double coefficient[SQUARE];
static double structure[SQUARE];
static double communality[MOST];
static double correlation[SQUARE];
static double explained[MOST];
static double share[MOST];
static ms_pca solution = {0,
                          0,
                          eigenvector,
                          loading,
                          coefficient,
                          structure,
                          communality,
                          correlation,
                          explained,
                          share};

static const ms_pca_options plain = {0,
                                     MS_PCA_RETAIN_ALL,
                                     MS_NULL,
                                     MS_ROTATION_NONE,
                                     true,
                                     MS_PCA_SCORES_PRINCIPAL};

static ms_status
decompose(int p, double n)
{
	void *work = malloc(ms_pca_decompose_workspace(p));
	ms_status status =
	    ms_pca_decompose(p, n, matrix, eigenvalues, vectors, &rank, work);

	free(work);
	return status;
}

static ms_status
solve(int p, int k, const ms_pca_options *options)
{
	void *work = malloc(ms_pca_solve_workspace(p, k));
	ms_status status;

	solution.p = p;
	solution.k = k;
	status =
	    ms_pca_solve(options, matrix, eigenvalues, vectors, &solution, work);
	free(work);
	return status;
}

static ms_status
solve_rotated(int p, int k, ms_rotation rotation, bool kaiser)
{
	ms_pca_options options = plain;

	options.rotation = rotation;
	options.kaiser_normalization = kaiser;
	return solve(p, k, &options);
}

static void
set_attitude(void)
{
	for (int i = 0; i < 7; i++)
	{
		for (int j = 0; j <= i; j++)
			matrix[i * 7 + j] = matrix[j * 7 + i] =
			    attitude[i * (i + 1) / 2 + j];
	}
}

/* diagonal 1, all else r */
static void
set_uniform(int p, double r)
{
	for (int i = 0; i < p * p; i++)
		matrix[i] = i / p == i % p ? 1 : r;
}

/* covariances of p random columns that depend on each other */
static void
set_random(int p)
{
	double mix[SQUARE];

	for (int i = 0; i < p * p; i++)
		mix[i] = gsl_ran_ugaussian(rng) + (i % p < 2);
	ms_linalg_multiply_transposed(p, p, p, mix, mix, matrix);
}

/* column c of an item-major matrix with k columns against typed figures */
static void
check_column(const double *got, int k, int c, const double *wanted, double abs)
{
	for (int i = 0; i < 7; i++)
		CHECK_ABS(got[i * k + c], wanted[i], abs);
}

/* ---- typed figures ---- */

static void
test_unrotated(void)
{
	static const double values[] = {3.716375750615774,
	                                1.1409218852174912,
	                                0.8471915456227312,
	                                0.6128696601635305,
	                                0.3236728094884284,
	                                0.21853059379860318,
	                                0.14043775509344267};
	static const double second[] = {-0.3969258329118171,
	                                -0.3336270586747758,
	                                -0.09575953981778115,
	                                -0.04510225362675635,
	                                0.17917303590987083,
	                                0.6026347319558565,
	                                0.5697957258371511};
	double part[MOST];
	double cumulative[MOST];
	ms_pca_options options = plain;

	set_attitude();
	CHECK(decompose(7, 30) == MS_OK);
	CHECK(rank == 7);
	ms_pca_explain(7, eigenvalues, part, cumulative);
	for (int i = 0; i < 7; i++)
	{
		CHECK_REL(eigenvalues[i], values[i], 1e-14);
		CHECK_REL(part[i], values[i] / 7, 1e-14);
	}
	CHECK_REL(cumulative[1], 0.6938996622618948, 1e-14);
	CHECK(cumulative[6] == 1);

	CHECK(solve(7, 2, &options) == MS_OK);
	check_column(eigenvector, 2, 1, second, 1e-14);
	CHECK(explained[1] == eigenvalues[1]);
	CHECK_REL(share[0], values[0] / (values[0] + values[1]), 1e-14);
	CHECK_REL(communality[0], 0.8136654658801541, 1e-14);
	CHECK_REL(correlation[0], 1, 0);
	CHECK(correlation[1] == 0);
	for (int i = 0; i < 14; i++)
	{
		CHECK_REL(loading[i], eigenvector[i] * sqrt(values[i % 2]), 1e-14);
		CHECK_REL(structure[i], loading[i], 1e-15);
		CHECK(coefficient[i] == eigenvector[i]);
	}
	options.scores = MS_PCA_SCORES_STANDARDIZED;
	CHECK(solve(7, 2, &options) == MS_OK);
	for (int i = 0; i < 14; i++)
		CHECK_REL(coefficient[i], loading[i] / values[i % 2], 1e-14);
}

static void
test_varimax(void)
{
	static const double first[] = {0.9019839736160169,
	                               0.9179460544920564,
	                               0.6541525183287645,
	                               0.7554762630163822,
	                               0.676888490007943,
	                               0.0205965272112284,
	                               0.23730371660850144};
	static const double raw_first[] = {0.9015318250305285,
	                                   0.9137708572932653,
	                                   0.6436759706821262,
	                                   0.7399172548663645,
	                                   0.6513477641186655,
	                                   -0.01172879515009105,
	                                   0.20156667947746829};
	static const double score[] = {-0.23112530783403026,
	                               -0.17194804572053488,
	                               0.005210903751945933,
	                               0.06493712373206131,
	                               0.25573448499975826,
	                               0.5450480403906404,
	                               0.5457704076072468};

	set_attitude();
	CHECK(decompose(7, 30) == MS_OK);
	CHECK(solve_rotated(7, 2, MS_ROTATION_VARIMAX, true) == MS_OK);
	check_column(loading, 2, 0, first, 1e-13);
	check_column(structure, 2, 0, first, 1e-13);
	check_column(coefficient, 2, 1, score, 1e-13);
	CHECK_REL(explained[0], 3.169775247589339, 1e-13);
	CHECK_REL(explained[1], 1.6875223882439272, 1e-13);
	CHECK_REL(communality[6], 0.710625157474171, 1e-13);
	CHECK(solve_rotated(7, 2, MS_ROTATION_VARIMAX, false) == MS_OK);
	check_column(loading, 2, 0, raw_first, 1e-13);
}

static void
test_promax(void)
{
	static const double pattern[] = {-0.20255962855522333,
	                                 -0.11158569188505327,
	                                 0.11140786770570275,
	                                 0.21672381311082572,
	                                 0.4894382987095322,
	                                 0.8178836082032145,
	                                 0.853290318108994};
	static const double with[] = {0.8842788221679564,
	                              0.9157611130240344,
	                              0.684565554479233,
	                              0.8053453763741649,
	                              0.7710101954138209,
	                              0.15791876275207728,
	                              0.3844499225029321};

	set_attitude();
	CHECK(decompose(7, 30) == MS_OK);
	CHECK(solve_rotated(7, 2, MS_ROTATION_PROMAX, true) == MS_OK);
	check_column(loading, 2, 1, pattern, 1e-13);
	check_column(structure, 2, 0, with, 1e-13);
	CHECK_REL(correlation[1], 0.4764469876591043, 1e-13);
	CHECK(correlation[0] == 1 && correlation[1] == correlation[2]);
	CHECK_REL(communality[0], 0.8136654658801541, 1e-13);
}

static ms_status
assess(int p, double n, ms_factorability *result, double *msa)
{
	void *work = malloc(ms_factorability_workspace(p));
	ms_status status = ms_factorability_assess(p, n, matrix, result, msa, work);

	free(work);
	return status;
}

static void
test_factorability(void)
{
	static const double typed[] = {0.7317264047158593,
	                               0.7374956866366311,
	                               0.8441830706468687,
	                               0.8114142306558233,
	                               0.8143752140616047,
	                               0.6935977497253972,
	                               0.6510743877689892};
	double msa[MOST];
	ms_factorability f;

	set_attitude();
	CHECK(assess(7, 30, &f, msa) == MS_OK);
	CHECK_REL(f.kmo, 0.7632754321587616, 1e-14);
	check_column(msa, 1, 0, typed, 1e-14);
	CHECK_REL(f.determinant, 0.021868933601398667, 1e-14);
	CHECK_REL(f.statistic, 98.7527786621811, 1e-14);
	CHECK(f.df == 21 && f.rank == 7);
	CHECK_REL(f.p_value, 4.792539035528468e-12, 1e-13);
}

static void
test_factorability_limits(void)
{
	double msa[MOST];
	ms_factorability f;

	/* of two items each is all the other has */
	set_uniform(2, 0.5);
	CHECK(assess(2, 40, &f, msa) == MS_OK);
	CHECK_REL(f.kmo, 0.5, 1e-15);
	CHECK_REL(f.determinant, 0.75, 1e-15);
	CHECK_REL(f.statistic, -(39 - 1.5) * log(0.75), 1e-14);

	set_uniform(4, 0);
	CHECK(assess(4, 40, &f, msa) == MS_OK);
	CHECK(ms_is_null(f.kmo) && ms_is_null(msa[3]));
	CHECK(f.determinant == 1 && f.statistic == 0 && f.p_value == 1);
	CHECK(!signbit(f.statistic));

	set_uniform(3, 0.2);
	CHECK(assess(3, 2, &f, msa) == MS_OK);
	CHECK(ms_is_null(f.statistic) && ms_is_null(f.p_value));
	CHECK(f.kmo > 0.5);

	set_uniform(1, 0);
	CHECK(assess(1, 40, &f, msa) == MS_UNDEFINED);
	CHECK(f.rank == 1 && f.determinant == 1);
	CHECK(ms_is_null(f.kmo) && ms_is_null(f.p_value) && ms_is_null(msa[0]));

	set_uniform(3, 1);
	matrix[1] = matrix[3] = matrix[5] = matrix[7] = -1;
	CHECK(assess(3, 40, &f, msa) == MS_SINGULAR);
	CHECK(f.rank == 1 && f.determinant == 0);
	CHECK(ms_is_null(f.kmo) && ms_is_null(f.statistic) && ms_is_null(msa[0]));

	matrix[1] = MS_NULL;
	CHECK(assess(3, 40, &f, msa) == MS_UNDEFINED);
}

/* ---- what defines a solution ---- */

/*
 * For every kind of solution, with W the coefficients: A W, over the standard
 * deviations of item and score, is the structure; W' A W the covariances of the
 * scores; the communality of an item the diagonal of L Phi L'; and what the
 * components explain adds up to the communalities.
 */
static void
check_solution(int p, int k, bool principal)
{
	double aw[SQUARE];
	double total = 0;
	double parts = 0;

	ms_linalg_multiply(p, p, k, matrix, coefficient, aw);
	for (int c = 0; c < k; c++)
	{
		double variance = principal ? eigenvalues[c] : 1;

		for (int d = 0; d < k; d++)
		{
			double sum = 0;

			for (int i = 0; i < p; i++)
				sum += coefficient[i * k + c] * aw[i * k + d];
			CHECK_ABS(sum, variance * correlation[c * k + d], 1e-11 * variance);
		}
		for (int i = 0; i < p; i++)
			CHECK_ABS(structure[i * k + c],
			          aw[i * k + c] / sqrt(matrix[i * p + i] * variance),
			          1e-11);
		CHECK(correlation[c * k + c] == 1);
		parts += explained[c];
	}
	for (int i = 0; i < p; i++)
	{
		double sum = 0;

		for (int c = 0; c < k; c++)
		{
			for (int d = 0; d < k; d++)
				sum += loading[i * k + c] * correlation[c * k + d] *
				       loading[i * k + d];
		}
		CHECK_REL(communality[i], sum, 1e-11);
		total += communality[i];
	}
	CHECK_REL(parts, total, 1e-11);
}

/* descending, and the largest entry of a column positive */
static void
check_order_and_sign(int p, int k)
{
	double sum = 0;

	for (int c = 0; c < k; c++)
	{
		double best = 0;

		for (int i = 0; i < p; i++)
		{
			if (fabs(loading[i * k + c]) > fabs(best))
				best = loading[i * k + c];
		}
		CHECK(best > 0);
		CHECK(c == 0 || explained[c] <= explained[c - 1] * (1 + 1e-8));
		sum += share[c];
	}
	CHECK_REL(sum, 1, 1e-14);
}

static void
test_every_solution(void)
{
	static const int sizes[][2] = {{2, 2}, {5, 3}, {8, 2}, {8, 8}, {12, 5}};

	for (int t = 0; t < 5; t++)
	{
		int p = sizes[t][0];
		int k = sizes[t][1];
		ms_pca_options options = plain;

		set_random(p);
		CHECK(decompose(p, 1000) == MS_OK);
		CHECK(rank == p);
		for (int scores = 0; scores < 2; scores++)
		{
			options.scores = (ms_pca_scores) scores;
			CHECK(solve(p, k, &options) == MS_OK);
			check_solution(p, k, scores == MS_PCA_SCORES_PRINCIPAL);
			check_order_and_sign(p, k);
		}
		for (int rotation = 1; rotation <= MS_ROTATION_PROMAX; rotation++)
		{
			for (int kaiser = 0; kaiser < 2; kaiser++)
			{
				CHECK(solve_rotated(p, k, rotation, kaiser) == MS_OK);
				check_solution(p, k, false);
				check_order_and_sign(p, k);
			}
		}
	}
}

/* ---- rotation ---- */

/* sum over components of sum L^4 - share (sum L^2)^2, of k x p loadings */
static double
criterion(int k, int p, double part, const double *x)
{
	double value = 0;

	for (int c = 0; c < k; c++)
	{
		double two = 0;
		double four = 0;

		for (int i = 0; i < p; i++)
		{
			two += pow(x[c * p + i], 2);
			four += pow(x[c * p + i], 4);
		}
		value += four - part * two * two;
	}
	return value;
}

static ms_status
rotate(ms_rotation method,
       bool kaiser,
       int k,
       int p,
       double *x,
       double *transform,
       double *phi,
       double *sums)
{
	void *work = malloc(ms_rotation_workspace(k, p));
	ms_status status =
	    ms_rotation_rotate(method, kaiser, k, p, x, transform, phi, sums, work);

	free(work);
	return status;
}

/* Two components: no angle of a fine grid does better. */
static void
test_rotation_is_best(void)
{
	for (int t = 0; t < 20; t++)
	{
		ms_rotation method =
		    t % 2 ? MS_ROTATION_VARIMAX : MS_ROTATION_QUARTIMAX;
		int p = 2 + t % 5;
		double part = t % 2 ? 1.0 / p : 0;
		double start[2 * MOST];
		double x[2 * MOST];
		double transform[4];
		double phi[4];
		double sums[2];
		double best = -HUGE_VAL;

		for (int i = 0; i < 2 * p; i++)
			start[i] = gsl_ran_ugaussian(rng);
		for (int step = 0; step < 2000; step++)
		{
			double angle = step * M_PI / 2 / 2000;

			for (int i = 0; i < p; i++)
			{
				x[i] = cos(angle) * start[i] + sin(angle) * start[p + i];
				x[p + i] = cos(angle) * start[p + i] - sin(angle) * start[i];
			}
			best = fmax(best, criterion(2, p, part, x));
		}
		memcpy(x, start, sizeof(x));
		CHECK(rotate(method, false, 2, p, x, transform, phi, sums) == MS_OK);
		CHECK(criterion(2, p, part, x) >= best - 1e-13 * fabs(best));
		for (int i = 0; i < 2 * p; i++)
			CHECK_ABS(x[i],
			          transform[i / p * 2] * start[i % p] +
			              transform[i / p * 2 + 1] * start[p + i % p],
			          1e-13);
	}
}

/*
 * Several components: the derivative of the criterion by the angle between any
 * two is 0, and the transform is a rotation.
 */
static void
test_rotation_is_stationary(void)
{
	int k = 5;
	int p = 12;
	double x[5 * 12];
	double transform[25];
	double phi[25];
	double sums[5];

	for (int i = 0; i < k * p; i++)
		x[i] = gsl_ran_ugaussian(rng);
	CHECK(rotate(MS_ROTATION_VARIMAX, false, k, p, x, transform, phi, sums) ==
	      MS_OK);
	for (int t = 0; t < k * k; t++)
	{
		const double *left = x + t / k * p;
		const double *right = x + t % k * p;
		double slope = 0;

		for (int i = 0; i < p; i++)
			slope += left[i] * right[i] *
			         (left[i] * left[i] - right[i] * right[i] -
			          (sums[t / k] - sums[t % k]) / p);
		CHECK_ABS(slope, 0, 1e-12);
	}
	ms_linalg_multiply_transposed(k, k, k, transform, transform, phi);
	for (int i = 0; i < k * k; i++)
		CHECK_ABS(phi[i], i / k == i % k, 1e-13);
}

static void
test_rotation_limits(void)
{
	double worst[] = {1, 1, 1, -1}; /* the least simple: a minimum */
	double square[] = {1, 0, -1, 0, 0, 1, 0, -1};
	double zero_item[] = {0.9, 0.8, 0, 0.3, -0.2, 0.4, 0, 0.7};
	double without[] = {0.9, 0.8, 0.3, -0.2, 0.4, 0.7};
	double tiny[8];
	double transform[4];
	double phi[4];
	double sums[2];

	CHECK(
	    rotate(MS_ROTATION_VARIMAX, true, 2, 2, worst, transform, phi, sums) ==
	    MS_OK);
	CHECK_REL(worst[0], M_SQRT2, 1e-15);
	CHECK_ABS(worst[1], 0, 1e-15);
	CHECK_REL(worst[3], M_SQRT2, 1e-15);

	/* already simple: nothing moves */
	CHECK(
	    rotate(MS_ROTATION_VARIMAX, true, 2, 4, square, transform, phi, sums) ==
	    MS_OK);
	CHECK(square[0] == 1 && square[4] == 0 && square[5] == 1);
	CHECK(transform[0] == 1 && transform[1] == 0);

	/* quartimax sums over items, so one of communality 0 makes no odds */
	for (int i = 0; i < 8; i++)
		tiny[i] = zero_item[i] * 1e-120;
	for (int kaiser = 0; kaiser < 2; kaiser++)
	{
		double x[8];
		double y[6];

		memcpy(x, zero_item, sizeof(x));
		memcpy(y, without, sizeof(y));
		CHECK(
		    rotate(
		        MS_ROTATION_QUARTIMAX, kaiser, 2, 4, x, transform, phi, sums) ==
		    MS_OK);
		CHECK(
		    rotate(
		        MS_ROTATION_QUARTIMAX, kaiser, 2, 3, y, transform, phi, sums) ==
		    MS_OK);
		CHECK(x[2] == 0 && x[6] == 0);
		CHECK_REL(x[0], y[0], 1e-14);
		CHECK_REL(x[7], y[5], 1e-14);
	}
	/* units do not matter, even where fourth powers underflow */
	for (int method = 1; method <= MS_ROTATION_PROMAX; method++)
	{
		double x[8];
		double y[8];

		memcpy(x, zero_item, sizeof(x));
		memcpy(y, tiny, sizeof(y));
		CHECK(rotate(method, false, 2, 4, x, transform, phi, sums) == MS_OK);
		CHECK(rotate(method, false, 2, 4, y, transform, phi, sums) == MS_OK);
		for (int i = 0; i < 8; i++)
			CHECK_ABS(y[i] * 1e120, x[i], 1e-13);
	}
}

/* ---- eigenvalues, rank, how many ---- */

static void
test_degenerate(void)
{
	/* x3 = x1: two components, the third exactly 0 */
	set_uniform(3, 0.3);
	matrix[2] = matrix[6] = 1;
	CHECK(decompose(3, 40) == MS_OK);
	CHECK(rank == 2 && eigenvalues[2] == 0);
	CHECK_REL(eigenvalues[0] + eigenvalues[1], 3, 1e-15);
	CHECK(solve_rotated(3, 2, MS_ROTATION_VARIMAX, true) == MS_OK);
	check_solution(3, 2, false);
	CHECK(loading[0] == loading[4] || fabs(loading[0] - loading[4]) < 1e-15);

	/* two rows: one component, whatever the columns */
	set_uniform(3, 1);
	matrix[1] = matrix[3] = matrix[5] = matrix[7] = -1;
	CHECK(decompose(3, 2) == MS_OK);
	CHECK(rank == 1 && eigenvalues[1] == 0 && eigenvalues[2] == 0);
	CHECK_REL(vectors[0], sqrt(1.0 / 3), 1e-15);
	CHECK_REL(vectors[1], -sqrt(1.0 / 3), 1e-15);
	set_random(6);
	CHECK(decompose(6, 4) == MS_OK);
	CHECK(rank == 3 && eigenvalues[2] > 0 && eigenvalues[3] == 0);

	/* two columns: (+, +) and (+, -), whatever rounding says */
	for (int i = 1; i < 10; i++)
	{
		set_uniform(2, i % 2 ? i / 10.0 : -i / 10.0);
		CHECK(decompose(2, 40) == MS_OK);
		CHECK(vectors[0] > 0 && vectors[2] > 0);
		CHECK(vectors[1] * vectors[3] < 0);
		CHECK_REL(eigenvalues[0], 1 + i / 10.0, 1e-15);
	}

	set_uniform(1, 0);
	CHECK(decompose(1, 40) == MS_OK);
	CHECK(rank == 1 && eigenvalues[0] == 1 && vectors[0] == 1);
	CHECK(solve_rotated(1, 1, MS_ROTATION_PROMAX, true) == MS_OK);
	CHECK(loading[0] == 1 && coefficient[0] == 1 && share[0] == 1);
}

static void
test_refuses(void)
{
	set_uniform(3, 0.3);
	CHECK(decompose(3, 1) == MS_UNDEFINED);
	CHECK(decompose(3, 0) == MS_UNDEFINED);
	matrix[1] = MS_NULL;
	CHECK(decompose(3, 40) == MS_UNDEFINED);
	set_uniform(3, 0);
	matrix[0] = matrix[4] = matrix[8] = 0;
	CHECK(decompose(3, 40) == MS_UNDEFINED);
	CHECK(rank == 0);
	/* correlations no data can have */
	set_uniform(3, -0.6);
	CHECK(decompose(3, 40) == MS_DOMAIN);
	set_uniform(3, 0);
	matrix[0] = matrix[4] = matrix[8] = 1e308;
	CHECK(decompose(3, 40) == MS_OVERFLOW);
}

/* A column in other units changes neither rank nor structure. */
static void
test_covariance(void)
{
	static const double unit[] = {1e-6, 1, 1e6, 1024};
	double before[SQUARE];

	set_random(4);
	CHECK(decompose(4, 40) == MS_OK);
	CHECK(rank == 4);
	for (int i = 0; i < 16; i++)
		matrix[i] *= 4;
	CHECK(solve_rotated(4, 2, MS_ROTATION_VARIMAX, true) == MS_OK);
	memcpy(before, loading, sizeof(before));
	CHECK(decompose(4, 40) == MS_OK);
	CHECK(solve_rotated(4, 2, MS_ROTATION_VARIMAX, true) == MS_OK);
	for (int i = 0; i < 8; i++)
		CHECK(loading[i] == 2 * before[i]);

	for (int i = 0; i < 16; i++)
		matrix[i] *= unit[i / 4] * unit[i % 4];
	CHECK(decompose(4, 40) == MS_OK);
	CHECK(rank == 4 && eigenvalues[3] > 0);

	/* a constant column: no loading, no correlation */
	for (int i = 0; i < 4; i++)
		matrix[i * 4 + 1] = matrix[4 + i] = 0;
	CHECK(decompose(4, 40) == MS_OK);
	CHECK(rank == 3 && eigenvalues[3] == 0);
	CHECK(solve_rotated(4, 2, MS_ROTATION_VARIMAX, true) == MS_OK);
	for (int c = 0; c < 2; c++)
	{
		CHECK(loading[2 + c] == 0 && coefficient[2 + c] == 0);
		CHECK(ms_is_null(structure[2 + c]) && !ms_is_null(structure[c]));
	}
}

static int
retained(ms_pca_rule rule, double threshold, int components)
{
	ms_pca_options options = plain;
	int k = -1;

	options.retain = rule;
	options.threshold = threshold;
	options.components = components;
	return ms_pca_retain(&options, 4, eigenvalues, 3, &k) == MS_OK ? k : -1;
}

static bool
keeps_none(ms_pca_rule rule, double threshold, int components)
{
	ms_pca_options options = plain;

	options.retain = rule;
	options.threshold = threshold;
	options.components = components;
	return ms_pca_none_above(&options, 4, eigenvalues);
}

static void
test_retain(void)
{
	static const double values[] = {2.4, 1.0000000000000002, 0.6, 0};

	memcpy(eigenvalues, values, sizeof(values));
	CHECK(retained(MS_PCA_RETAIN_ALL, MS_NULL, 0) == 3);
	CHECK(retained(MS_PCA_RETAIN_ALL, MS_NULL, 2) == 2);
	CHECK(retained(MS_PCA_RETAIN_KAISER, MS_NULL, 9) == 3);
	CHECK(retained(MS_PCA_RETAIN_ALL, MS_NULL, -1) == -1);
	/* 1 up to rounding is not above 1 */
	CHECK(retained(MS_PCA_RETAIN_KAISER, MS_NULL, 0) == 1);
	CHECK(retained(MS_PCA_RETAIN_KAISER, 0.7, 0) == 2);
	CHECK(retained(MS_PCA_RETAIN_KAISER, 0, 0) == 3);
	CHECK(retained(MS_PCA_RETAIN_KAISER, 3, 0) == 1);
	CHECK(retained(MS_PCA_RETAIN_KAISER, -1, 0) == -1);
	CHECK(!keeps_none(MS_PCA_RETAIN_KAISER, MS_NULL, 0));
	CHECK(!keeps_none(MS_PCA_RETAIN_KAISER, 2.3, 0));
	CHECK(keeps_none(MS_PCA_RETAIN_KAISER, 2.5, 0));
	CHECK(!keeps_none(MS_PCA_RETAIN_KAISER, 2.5, 2));
	CHECK(!keeps_none(MS_PCA_RETAIN_ALL, 2.5, 0));
	CHECK(retained(MS_PCA_RETAIN_CUMULATIVE, MS_NULL, 0) == 2);
	CHECK(retained(MS_PCA_RETAIN_CUMULATIVE, 0.6, 0) == 1);
	CHECK(retained(MS_PCA_RETAIN_CUMULATIVE, 0.61, 0) == 2);
	CHECK(retained(MS_PCA_RETAIN_CUMULATIVE, 1, 0) == 3);
	/* 60% up to rounding is 60% */
	eigenvalues[0] *= 1 - 4e-16;
	CHECK(retained(MS_PCA_RETAIN_CUMULATIVE, 0.6, 0) == 1);
	CHECK(retained(MS_PCA_RETAIN_CUMULATIVE, 1.1, 0) == -1);
	CHECK(retained(MS_PCA_RETAIN_CUMULATIVE, 0, 0) == -1);
}

/* ---- parallel analysis ---- */

static double mean[MOST];
static double quantile[MOST];

static ms_status
simulate(int64_t n, int p, int replicates, double percentile, uint64_t seed)
{
	void *work = malloc(ms_parallel_analysis_workspace(p, replicates));
	ms_status status = ms_parallel_analysis_simulate(
	    n, p, replicates, percentile, seed, mean, quantile, work);

	free(work);
	return status;
}

/* Rows drawn one by one, correlations, eigenvalues: mean and standard error. */
static void
simulate_plainly(int n, int p, int replicates, double *at, double *error)
{
	void *work = malloc(ms_linalg_eigen_workspace(p));
	double x[SQUARE];
	double r[SQUARE];
	double scratch[SQUARE];
	double l[MOST];

	for (int i = 0; i < p; i++)
		at[i] = error[i] = 0;
	for (int b = 0; b < replicates; b++)
	{
		for (int i = 0; i < p; i++)
		{
			double sum = 0;
			double square = 0;

			for (int k = 0; k < n; k++)
				sum += x[i * n + k] = gsl_ran_ugaussian(rng);
			for (int k = 0; k < n; k++)
				square += pow(x[i * n + k] -= sum / n, 2);
			for (int k = 0; k < n; k++)
				x[i * n + k] /= sqrt(square);
		}
		ms_linalg_multiply_transposed(p, n, p, x, x, r);
		ms_linalg_eigenvalues(p, r, l, scratch, work);
		for (int i = 0; i < p; i++)
		{
			at[i] += l[i] / replicates;
			error[i] += l[i] * l[i] / replicates;
		}
	}
	for (int i = 0; i < p; i++)
		error[i] = sqrt((error[i] - at[i] * at[i]) / replicates);
	free(work);
}

static void
test_parallel_analysis(void)
{
	/* 20000 draws in R: mean, its standard error about 4e-4, and 95% */
	static const double typed_mean[] = {1.36577, 1.25046, 1.16378, 1.08881};
	static const double typed_95[] = {1.47143, 1.32379, 1.22440, 1.14151};
	double first[MOST];
	double at[MOST];
	double error[MOST];
	double sum = 0;

	CHECK(simulate(200, 10, 1000, 0.95, 1) == MS_OK);
	for (int i = 0; i < 10; i++)
	{
		sum += mean[i];
		CHECK(i == 0 || mean[i] < mean[i - 1]);
		CHECK(quantile[i] > mean[i]);
	}
	CHECK_REL(sum, 10, 1e-13); /* the trace of every correlation matrix */
	for (int i = 0; i < 4; i++)
	{
		CHECK_ABS(mean[i], typed_mean[i], 0.01);
		CHECK_ABS(quantile[i], typed_95[i], 0.02);
	}
	memcpy(first, mean, sizeof(first));
	CHECK(simulate(200, 10, 1000, 0.95, 1) == MS_OK);
	CHECK(memcmp(first, mean, sizeof(double) * 10) == 0);
	CHECK(simulate(200, 10, 1000, 0.95, 1 + (UINT64_C(1) << 40)) == MS_OK);
	CHECK(mean[0] != first[0]);

	/* few rows, also fewer than columns */
	for (int n = 3; n <= 9; n += 3)
	{
		CHECK(simulate(n, 5, 4000, 0.5, 7) == MS_OK);
		simulate_plainly(n, 5, 4000, at, error);
		for (int i = 0; i < 5; i++)
			CHECK_ABS(mean[i], at[i], 5 * M_SQRT2 * error[i] + 1e-14);
	}
	CHECK(simulate(3, 5, 10, 0.5, 7) == MS_OK);
	CHECK(mean[1] > 0 && mean[2] == 0 && quantile[4] == 0);
}

static void
test_parallel_analysis_limits(void)
{
	CHECK(simulate(2, 3, 5, 0.5, 1) == MS_OK);
	CHECK_REL(mean[0], 3, 1e-15);
	CHECK(simulate(50, 1, 5, 0.5, 1) == MS_OK);
	CHECK_REL(mean[0], 1, 1e-15);
	CHECK(simulate(50, 3, 1, 0.95, 1) == MS_OK);
	CHECK(mean[0] == quantile[0] && mean[2] == quantile[2]);
	CHECK(simulate(INT64_C(1000000000000), 3, 20, 0.95, 1) == MS_OK);
	CHECK_ABS(mean[0], 1, 1e-5);
	CHECK(simulate(1, 3, 5, 0.5, 1) == MS_DOMAIN);
	CHECK(simulate(50, 0, 5, 0.5, 1) == MS_DOMAIN);
	CHECK(simulate(50, 3, 0, 0.5, 1) == MS_DOMAIN);
	CHECK(simulate(50, 3, 5, 1, 1) == MS_DOMAIN);
	CHECK(simulate(50, 3, 5, MS_NULL, 1) == MS_DOMAIN);
}

int
main(void)
{
	rng = gsl_rng_alloc(gsl_rng_mt19937);
	test_unrotated();
	test_varimax();
	test_promax();
	test_factorability();
	test_factorability_limits();
	test_every_solution();
	test_rotation_is_best();
	test_rotation_is_stationary();
	test_rotation_limits();
	test_degenerate();
	test_refuses();
	test_covariance();
	test_retain();
	test_parallel_analysis();
	test_parallel_analysis_limits();
	gsl_rng_free(rng);
	return check_summary();
}
