/*
 * normal_equations.c
 *		The normal equations of a regression, and which of its columns count.
 *
 * A = D R D with R of unit diagonal; R = L L' by Cholesky's method, column by
 * column in the order given.  What is left of a column, 1 - R^2 on those kept
 * before it, says how far it is their combination: at or below the tolerance of
 * linalg.h it is left out.  So of columns that depend on one another the last
 * goes, as a reader of the list expects; linalg.c, which chooses the largest
 * first, would leave out any of them.
 *
 *	A^-1 = D^-1 X'X D^-1,  X = L^-1
 *
 * A x = b is solved by the inverse and then refined twice: the residual b - A x
 * is formed in twice the digits (product.h), from A as it was given, so that
 * neither the scaling nor the factor leave their rounding in x.  What remains is
 * that of A and b.
 *
 * Sources: Golub & Van Loan, Matrix Computations, 4.2; Higham, Accuracy and
 * Stability of Numerical Algorithms, ch. 12 (refinement).
 */
#include <stdbool.h>
#include <string.h>

#include "linalg.h"
#include "normal_equations.h"
#include "port.h"
#include "product.h"

#define REFINEMENTS 2

size_t
ms_normal_workspace(int k)
{
	size_t n = (size_t) k;

	return (2 * n * n + 2 * n) * sizeof(double) + n * sizeof(int);
}

static double *
factor_row(const ms_normal *e, int i)
{
	return e->factor + (size_t) i * (size_t) e->k;
}

/* The next row of L, of column i; false where i is a combination. */
static bool
keep_column(ms_normal *e, int i)
{
	double *row = factor_row(e, e->rank);
	double left = e->scale[i] > 0;

	for (int j = 0; j < e->rank; j++)
	{
		const double *other = factor_row(e, j);
		int column = e->kept[j];
		double r = e->a[(size_t) i * (size_t) e->k + (size_t) column] *
		           e->scale[i] * e->scale[column];

		for (int l = 0; l < j; l++)
			r -= row[l] * other[l];
		row[j] = r / other[j];
		left -= row[j] * row[j];
	}
	if (!(left > ms_linalg_tolerance(e->k)))
		return false;
	row[e->rank] = sqrt(left);
	e->kept[e->rank++] = i;
	return true;
}

/* Row i of L gives way to that of X. */
static void
invert_row(ms_normal *e, int i)
{
	double *row = factor_row(e, i);
	double *x = e->residual;

	memset(x, 0, (size_t) e->rank * sizeof(double));
	x[i] = 1;
	for (int j = 0; j < i; j++)
	{
		const double *above = factor_row(e, j);

		for (int l = 0; l <= j; l++)
			x[l] -= row[j] * above[l];
	}
	for (int l = 0; l <= i; l++)
		x[l] /= row[i];
	memcpy(row, x, ((size_t) i + 1) * sizeof(double));
}

/* A^-1 + what row i of X adds to it, both triangles */
static void
add_square(ms_normal *e, int i)
{
	const double *x = factor_row(e, i);

	for (int j = 0; j <= i; j++)
	{
		double *row = e->inverse + (size_t) j * (size_t) e->rank;

		for (int l = 0; l <= i; l++)
			row[l] += x[j] * x[l];
	}
}

static void
scale_inverse(ms_normal *e)
{
	for (int i = 0; i < e->rank; i++)
	{
		for (int j = 0; j < e->rank; j++)
			e->inverse[(size_t) i * (size_t) e->rank + (size_t) j] *=
			    e->scale[e->kept[i]] * e->scale[e->kept[j]];
	}
}

void
ms_normal_factor(ms_normal *e, int k, const double *a, void *work)
{
	size_t n = (size_t) k;

	e->k = k;
	e->rank = 0;
	e->a = a;
	e->inverse = work;
	e->factor = e->inverse + n * n;
	e->scale = e->factor + n * n;
	e->residual = e->scale + n;
	e->kept = (int *) (e->residual + n);
	for (int i = 0; i < k; i++)
	{
		double diagonal = a[(size_t) i * n + (size_t) i];

		e->scale[i] = diagonal > 0 ? 1 / sqrt(diagonal) : 0;
	}
	for (int i = 0; i < k; i++)
	{
		ms_check_interrupts();
		keep_column(e, i);
	}
	memset(e->inverse, 0, n * n * sizeof(double));
	for (int i = 0; i < e->rank; i++)
	{
		ms_check_interrupts();
		invert_row(e, i);
		add_square(e, i);
	}
	scale_inverse(e);
}

static void
find_residual(const ms_normal *e, const double *b, const double *x)
{
	for (int i = 0; i < e->rank; i++)
	{
		const double *row = e->a + (size_t) e->kept[i] * (size_t) e->k;
		ms_sum left = {b[e->kept[i]], 0};

		for (int j = 0; j < e->rank; j++)
			ms_sum_add_product(&left, -row[e->kept[j]], x[j]);
		e->residual[i] = ms_sum_total(&left);
	}
}

/* x + A^-1 residual */
static void
add_solution(const ms_normal *e, double *x)
{
	for (int i = 0; i < e->rank; i++)
	{
		ms_sum sum = {x[i], 0};

		for (int j = 0; j < e->rank; j++)
			ms_sum_add_product(
			    &sum, ms_normal_inverse_at(e, i, j), e->residual[j]);
		x[i] = ms_sum_total(&sum);
	}
}

void
ms_normal_solve(const ms_normal *e, const double *b, double *x)
{
	memset(x, 0, (size_t) e->rank * sizeof(double));
	for (int round = 0; round <= REFINEMENTS; round++)
	{
		ms_check_interrupts();
		find_residual(e, b, x);
		add_solution(e, x);
	}
}
