/*
 * test_ahp.c
 *		Weights from judgements against a reference, by hand, by definition.
 *
 * The reference matrix of four criteria was solved with R's eigen() and agrees
 * with a second program.
 */
#include <stdlib.h>

#include "check.h"
#include "core/ahp.h"

#define MAX 12

static const double four[16] = {1,
                                3,
                                5,
                                7,
                                1.0 / 3,
                                1,
                                3,
                                5,
                                1.0 / 5,
                                1.0 / 3,
                                1,
                                3,
                                1.0 / 7,
                                1.0 / 5,
                                1.0 / 3,
                                1};

typedef struct solution
{
	double weights[MAX];
	double geometric[MAX];
	ms_ahp ahp;
} solution;

static ms_status
solve(int n, const double *matrix, solution *s)
{
	void *work = malloc(ms_ahp_workspace(n > 0 ? n : 0));
	ms_status status =
	    ms_ahp_solve(n, matrix, s->weights, s->geometric, &s->ahp, work);

	free(work);
	return status;
}

/* Fully consistent judgements of given weights, times a distortion. */
static void
fill(int n, const double *w, double distortion, double *matrix)
{
	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < n; j++)
		{
			double a = w[i] / w[j];

			if (i != j)
				a *= (i + j + (i > j)) % 2 ? distortion : 1 / distortion;
			matrix[i * n + j] = i < j ? a : i == j ? 1 : 1 / matrix[j * n + i];
		}
	}
}

static void
test_reference(void)
{
	static const double want[4] = {0.5650090537990473,
	                               0.26220120556087323,
	                               0.11750425004139858,
	                               0.05528549059868092};
	static const double geometric[4] = {0.5638127690807175,
	                                    0.2633783567657031,
	                                    0.11778638190606074,
	                                    0.05502249224751868};
	solution s;

	CHECK(solve(4, four, &s) == MS_OK);
	for (int i = 0; i < 4; i++)
	{
		CHECK_REL(s.weights[i], want[i], 1e-14);
		CHECK_REL(s.geometric[i], geometric[i], 1e-14);
	}
	CHECK_REL(s.ahp.lambda_max, 4.116982443447268, 1e-14);
	CHECK_REL(s.ahp.consistency_index, 0.03899414781575613, 1e-12);
	CHECK_REL(s.ahp.consistency_ratio, 0.0433268309063957, 1e-12);
	CHECK(s.ahp.note == NULL);
}

/* w is an eigenvector, and lambda its eigenvalue, however odd the judgements */
static void
test_eigenvector(void)
{
	const double random_index[] = {
	    0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49};
	const double w[MAX] = {9, 1, 4, 2, 7, 3, 8, 5, 6, 1.5, 2.5, 0.1};

	for (int n = 3; n <= MAX; n++)
	{
		for (double distortion = 1; distortion < 10; distortion *= 1.7)
		{
			double matrix[MAX * MAX];
			double sum = 0;
			solution s;

			fill(n, w, distortion, matrix);
			CHECK(solve(n, matrix, &s) == MS_OK);
			for (int i = 0; i < n; i++)
			{
				double image = 0;

				for (int j = 0; j < n; j++)
					image += matrix[i * n + j] * s.weights[j];
				CHECK_REL(image, s.ahp.lambda_max * s.weights[i], 1e-13);
				sum += s.weights[i];
			}
			CHECK_REL(sum, 1, 1e-15);
			CHECK(s.ahp.lambda_max >= n);
			CHECK_REL(s.ahp.consistency_index,
			          (s.ahp.lambda_max - n) / (n - 1),
			          1e-15);
			CHECK_REL(s.ahp.consistency_ratio,
			          n <= 10 ? s.ahp.consistency_index / random_index[n - 3]
			                  : MS_NULL,
			          1e-15);
		}
	}
}

/* Consistent judgements give their weights back, both ways, and CR 0. */
static void
test_consistent(void)
{
	const double w[MAX] = {9, 1, 4, 2, 7, 3, 8, 5, 6, 1.5, 2.5, 0.1};
	double total = 0;

	for (int n = 1; n <= MAX; n++)
	{
		double matrix[MAX * MAX];
		solution s;

		total += w[n - 1];
		fill(n, w, 1, matrix);
		CHECK(solve(n, matrix, &s) == MS_OK);
		for (int i = 0; i < n; i++)
		{
			CHECK_REL(s.weights[i], w[i] / total, 1e-14);
			CHECK_REL(s.geometric[i], w[i] / total, 1e-14);
		}
		CHECK_REL(s.ahp.lambda_max, n, 1e-14);
		CHECK(s.ahp.consistency_index >= 0);
		CHECK_ABS(s.ahp.consistency_index, 0, 1e-15);
		if (n <= 2)
			CHECK(s.ahp.consistency_ratio == 0);
		else if (n <= 10)
			CHECK_ABS(s.ahp.consistency_ratio, 0, 1e-14);
		else
			CHECK(isnan(s.ahp.consistency_ratio));
		CHECK((s.ahp.note != NULL) == (n > 10));
	}
}

/*
 * Going round in circles, a beats b beats c beats a by x: the weights are equal
 * and lambda is 1 + x + 1/x.
 */
static ms_status
solve_circle(double x, solution *s)
{
	return solve(3, (double[]){1, x, 1 / x, 1 / x, 1, x, x, 1 / x, 1}, s);
}

static void
test_circle(void)
{
	const double x = 4;
	solution s;

	CHECK(solve_circle(x, &s) == MS_OK);
	CHECK_REL(s.weights[0], 1.0 / 3, 1e-15);
	CHECK_REL(s.weights[2], 1.0 / 3, 1e-15);
	CHECK_REL(s.ahp.lambda_max, 1 + x + 1 / x, 1e-15);
	CHECK_REL(s.ahp.consistency_index, (x + 1 / x - 2) / 2, 1e-15);
	CHECK_REL(s.ahp.consistency_ratio, (x + 1 / x - 2) / 2 / 0.58, 1e-15);
	CHECK(s.ahp.note && strcmp(s.ahp.note, "inconsistent judgements") == 0);
	/* CR 0.1028 and 0.0985 */
	solve_circle(1.41, &s);
	CHECK(s.ahp.note != NULL);
	solve_circle(1.40, &s);
	CHECK(s.ahp.note == NULL);
}

/* Two judgements are all there is: weights a / (1 + a) and CR 0. */
static void
test_small(void)
{
	const double two[4] = {1, 9, 1.0 / 9, 1};
	const double far[4] = {1, 1e280, 1e-280, 1};
	const double one[1] = {1};
	solution s;

	CHECK(solve(2, two, &s) == MS_OK);
	CHECK_REL(s.weights[0], 0.9, 1e-15);
	CHECK_REL(s.weights[1], 0.1, 1e-15);
	CHECK(s.ahp.consistency_index == 0 && s.ahp.consistency_ratio == 0);
	CHECK(solve(2, far, &s) == MS_OK);
	CHECK_REL(s.weights[1], 1e-280, 1e-14);
	CHECK_REL(s.geometric[1], 1e-280, 1e-12);
	CHECK(solve(1, one, &s) == MS_OK);
	CHECK(s.weights[0] == 1 && s.geometric[0] == 1);
	CHECK(s.ahp.lambda_max == 1 && s.ahp.consistency_ratio == 0);
}

static void
test_faults(void)
{
	double log_sum[16] = {0};
	double bad[16];
	solution s;

	CHECK(ms_ahp_fault(4, four) == NULL);
	CHECK(ms_ahp_fault(0, four) != NULL);
	for (int fault = 0; fault < 6; fault++)
	{
		const double values[] = {0, -3, INFINITY, MS_NULL, 2, 3.0001};
		const int at[] = {1, 4, 2, 15, 0, 1};

		memcpy(bad, four, sizeof(bad));
		bad[at[fault]] = values[fault];
		CHECK(ms_ahp_fault(4, bad) != NULL);
		CHECK(solve(4, bad, &s) == MS_DOMAIN);
		CHECK(ms_ahp_group_add(4, bad, log_sum) == MS_DOMAIN);
		CHECK(log_sum[0] == 0 && log_sum[1] == 0);
	}
	/* thirds with seven digits are thirds */
	memcpy(bad, four, sizeof(bad));
	bad[4] = 0.3333333;
	CHECK(ms_ahp_fault(4, bad) == NULL);
	/* judgements that run in a circle: the plain power method would too */
	const double round[9] = {1, 1e9, 1e-9, 1e-9, 1, 1e9, 1e9, 1e-9, 1};

	memcpy(bad, round, sizeof(round));
	bad[1] = 2e9;
	bad[3] = 0.5e-9;
	CHECK(solve(3, bad, &s) == MS_OK && s.ahp.consistency_ratio > 1);
}

/* Criteria in another order have the same weights in that order. */
static void
test_order(void)
{
	static const int order[4] = {2, 0, 3, 1};
	double moved[16];
	solution a;
	solution b;

	for (int i = 0; i < 4; i++)
	{
		for (int j = 0; j < 4; j++)
			moved[i * 4 + j] = four[order[i] * 4 + order[j]];
	}
	solve(4, four, &a);
	CHECK(solve(4, moved, &b) == MS_OK);
	for (int i = 0; i < 4; i++)
	{
		CHECK_REL(b.weights[i], a.weights[order[i]], 1e-14);
		CHECK_REL(b.geometric[i], a.geometric[order[i]], 1e-14);
	}
}

/* The group's matrix is reciprocal, and a judge with his opposite is nobody. */
static void
test_group(void)
{
	double log_sum[16] = {0};
	double opposite[16];
	double matrix[16];

	CHECK(ms_ahp_group_matrix(4, 0, log_sum, matrix) == MS_UNDEFINED);
	CHECK(ms_ahp_group_add(4, four, log_sum) == MS_OK);
	CHECK(ms_ahp_group_add(4, four, log_sum) == MS_OK);
	CHECK(ms_ahp_group_matrix(4, 2, log_sum, matrix) == MS_OK);
	for (int i = 0; i < 16; i++)
		CHECK_REL(matrix[i], four[i], 1e-15);
	for (int i = 0; i < 4; i++)
	{
		for (int j = 0; j < 4; j++)
			opposite[i * 4 + j] = four[j * 4 + i];
	}
	memset(log_sum, 0, sizeof(log_sum));
	ms_ahp_group_add(4, four, log_sum);
	ms_ahp_group_add(4, opposite, log_sum);
	ms_ahp_group_matrix(4, 2, log_sum, matrix);
	for (int i = 0; i < 16; i++)
		CHECK_REL(matrix[i], 1, 1e-15);

	/* 1, 3 and 9 have the geometric mean 3 */
	memset(log_sum, 0, sizeof(log_sum));
	for (double a = 1; a < 10; a *= 3)
		CHECK(ms_ahp_group_add(2, (double[]){1, a, 1 / a, 1}, log_sum) ==
		      MS_OK);
	ms_ahp_group_matrix(2, 3, log_sum, matrix);
	CHECK_REL(matrix[1], 3, 1e-15);
	CHECK_REL(matrix[2], 1.0 / 3, 1e-15);
	CHECK(ms_ahp_fault(2, matrix) == NULL);
}

int
main(void)
{
	test_reference();
	test_eigenvector();
	test_consistent();
	test_circle();
	test_small();
	test_faults();
	test_order();
	test_group();
	return check_summary();
}
