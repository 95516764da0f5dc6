/*
 * normal_equations.c
 *		The normal equations of a regression, and which of its columns count.
 *
 * A = D R D with R of unit diagonal; R = L L' by Cholesky's method, column by
 * column in the order given, and
 *
 *	A^-1 = D^-1 X'X D^-1,  X = L^-1
 *
 * What is left of a column, 1 - R^2 on those kept before it, says how far it is
 * their combination: at or below the tolerance of linalg.h it is left out.  So of
 * columns that depend on one another the last goes, as a reader of the list
 * expects; linalg.c, which chooses the largest first, would leave out any of
 * them.  A column may also pass by itself and leave too little of one before it:
 * what is left of j on all others is 1 / (X'X)_jj.  Powers of one variable come
 * to that by small steps, each with a little of its own, and none of their
 * coefficients has a digit in the end.  So a column that brings any of those kept
 * to the tolerance is left out as well.
 *
 * A x = b is solved by the inverse and then refined twice: the residual b - A x
 * is formed in twice the digits (product.h), from A as it was given, so that
 * neither the scaling nor the factor leave their rounding in x.  What remains is
 * that of A and b.
 *
 * Sources: Golub & Van Loan, Matrix Computations, 4.2; Higham, Accuracy and
 * Stability of Numerical Algorithms, ch. 12 (refinement).
 */
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

	return (2 * n * n + 3 * n) * sizeof(double) + n * sizeof(int);
}

static double *
factor_row(const ms_normal *e, int i)
{
	return e->factor + (size_t) i * (size_t) e->k;
}

static double *
inverse_row(const ms_normal *e, int i)
{
	return e->inverse + (size_t) i * (size_t) e->k;
}

/* The next row of L, of column i; what is left of it on those before. */
static double
factor_column(ms_normal *e, int i)
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
	return left;
}

/* The next row x of X: x L is a row of the unit matrix. */
static void
invert_row(ms_normal *e)
{
	double *x = inverse_row(e, e->rank);

	x[e->rank] = 1 / factor_row(e, e->rank)[e->rank];
	for (int l = e->rank - 1; l >= 0; l--)
	{
		double sum = 0;

		for (int j = l + 1; j <= e->rank; j++)
			sum += x[j] * factor_row(e, j)[l];
		x[l] = -sum / factor_row(e, l)[l];
	}
}

/* Keep column i, unless too little would be left of it or of one before it. */
static void
keep_column(ms_normal *e, int i)
{
	double tolerance = ms_linalg_tolerance(e->k);
	double left = factor_column(e, i);
	const double *x = inverse_row(e, e->rank);

	if (!(left > tolerance))
		return;
	factor_row(e, e->rank)[e->rank] = sqrt(left);
	invert_row(e);
	for (int l = 0; l < e->rank; l++)
	{
		if (!((e->inflation[l] + x[l] * x[l]) * tolerance < 1))
			return;
	}
	e->inflation[e->rank] = 0;
	for (int l = 0; l <= e->rank; l++)
		e->inflation[l] += x[l] * x[l];
	e->kept[e->rank++] = i;
}

/* The inverse takes the room of L, which is not needed any more. */
static void
multiply_inverse(ms_normal *e)
{
	double *product = e->factor;

	memset(product, 0, (size_t) e->rank * (size_t) e->rank * sizeof(double));
	for (int i = 0; i < e->rank; i++)
	{
		const double *x = inverse_row(e, i);

		ms_check_interrupts();
		for (int j = 0; j <= i; j++)
		{
			double *row = product + (size_t) j * (size_t) e->rank;

			for (int l = 0; l <= i; l++)
				row[l] += x[j] * x[l];
		}
	}
	e->factor = e->inverse;
	e->inverse = product;
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
	e->inflation = e->scale + n;
	e->residual = e->inflation + n;
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
	multiply_inverse(e);
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
