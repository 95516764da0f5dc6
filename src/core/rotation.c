/*
 * rotation.c
 *		Rotation of components: varimax, quartimax, promax.
 *
 * Varimax maximises, over orthogonal rotations of the k components, the sum
 * over components of the variance of the squared loadings; quartimax the sum of
 * their fourth powers.  Both are reached by turning two components at a time.
 * Write the loadings of item i on the two as z_i = x_i + i y_i.  Turned by phi,
 * the criterion of the pair is a constant plus a positive multiple of
 *
 *	Re( exp(-4 i phi) W ),	W = sum z^4 - s (sum z^2)^2,	s = 1/p or 0,
 *
 * so the best angle is a quarter of the argument of W: no search, no step size.
 * Sweeps over all pairs go on until no angle differs from 0 by more than the
 * rounding in W, which (p + 8) eps sum |z|^4 bounds.  A W within that bound of
 * zero means that every angle is as good.  The angle is quartered by square
 * roots alone, so that no libm decides the bits.  (R's varimax stops when the
 * criterion grows by less than 1e-5 and leaves errors of 1e-3 in the loadings.)
 *
 * Kaiser normalisation divides the loadings of an item by the root of its
 * communality before, and multiplies after; an item without communality is
 * left alone.
 *
 * Promax starts from the varimax loadings L (k x p here), takes the targets
 * Q = L |L|^3, and regresses them on L: N = Q L' (L L')^-1, rows scaled so that
 * the components N^-1' have variance 1.  Pattern N L, transform N T, component
 * correlation (N N')^-1.
 *
 * Sources: Kaiser, Psychometrika 23 (1958) 187; Neuhaus & Wrigley, Br. J. Stat.
 * Psychol. 7 (1954) 81; Hendrickson & White, Br. J. Stat. Psychol. 17 (1964)
 * 65, with the power 4 of R's promax and SPSS.
 */
#include <float.h>
#include <string.h>

#include "linalg.h"
#include "port.h"
#include "rotation.h"

#define MAX_SWEEPS 20000 /* loadings without structure may need 2000 */
#define TIE 1e-8 /* explained sums this near each other keep their order */

typedef struct rotation_memory
{
	double *communality; /* p */
	double *target; /* k x p */
	double *product; /* k x k */
	double *square; /* k x k */
	double *oblique; /* k x k: N */
	double *scale; /* k */
	void *work;
} rotation_memory;

size_t
ms_rotation_workspace(int k, int p)
{
	size_t n = k;

	return ((n + 1) * p + (3 * n + 1) * n) * sizeof(double) +
	       ms_linalg_factor_workspace(k);
}

static rotation_memory
divide_memory(int k, int p, void *work)
{
	size_t n = k;
	rotation_memory w;

	w.communality = work;
	w.target = w.communality + p;
	w.product = w.target + n * p;
	w.square = w.product + n * n;
	w.oblique = w.square + n * n;
	w.scale = w.oblique + n * n;
	w.work = w.scale + n;
	return w;
}

static void
set_identity(int k, double *m)
{
	memset(m, 0, (size_t) k * k * sizeof(double));
	for (int c = 0; c < k; c++)
		m[(size_t) c * k + c] = 1;
}

static void
multiply_by(size_t n, double factor, double *x)
{
	for (size_t i = 0; i < n; i++)
		x[i] *= factor;
}

/* ---- orthogonal ---- */

/* From (cos, sin) of an angle in [-pi, pi] to those of its half. */
static void
halve_angle(double *c, double *s)
{
	if (*c >= 0)
	{
		*c = sqrt((1 + *c) / 2);
		*s = *s / (2 * *c);
	}
	else
	{
		double half = copysign(sqrt((1 - *c) / 2), *s);

		*c = *s / (2 * half);
		*s = half;
	}
}

/* cos and sin of the best angle; false when there is nothing to turn */
static bool
best_angle(
    int p, double share, const double *x, const double *y, double *c, double *s)
{
	double z2_re = 0;
	double z2_im = 0;
	double z4_re = 0;
	double z4_im = 0;
	double size = 0;
	double w;

	for (int i = 0; i < p; i++)
	{
		double u = (x[i] - y[i]) * (x[i] + y[i]);
		double v = 2 * x[i] * y[i];

		z2_re += u;
		z2_im += v;
		z4_re += (u - v) * (u + v);
		z4_im += 2 * u * v;
		size += u * u + v * v;
	}
	z4_re -= share * (z2_re - z2_im) * (z2_re + z2_im);
	z4_im -= share * 2 * z2_re * z2_im;
	w = sqrt(z4_re * z4_re + z4_im * z4_im);
	size *= (p + 8) * DBL_EPSILON;
	if (w <= size || (z4_re > 0 && fabs(z4_im) <= size))
		return false;
	*c = z4_re / w;
	*s = z4_im / w;
	halve_angle(c, s);
	halve_angle(c, s);
	return true;
}

static void
turn(int n, double c, double s, double *x, double *y)
{
	for (int i = 0; i < n; i++)
	{
		double t = c * x[i] + s * y[i];

		y[i] = c * y[i] - s * x[i];
		x[i] = t;
	}
}

static ms_status
rotate_planes(int k, int p, double share, double *loadings, double *transform)
{
	for (int sweep = 0; sweep < MAX_SWEEPS; sweep++)
	{
		bool turned = false;

		for (int a = 0; a < k; a++)
		{
			double *x = loadings + (size_t) a * p;

			ms_check_interrupts();
			for (int b = a + 1; b < k; b++)
			{
				double *y = loadings + (size_t) b * p;
				double c;
				double s;

				if (!best_angle(p, share, x, y, &c, &s))
					continue;
				turn(p, c, s, x, y);
				turn(k,
				     c,
				     s,
				     transform + (size_t) a * k,
				     transform + (size_t) b * k);
				turned = true;
			}
		}
		if (!turned)
			return MS_OK;
	}
	return MS_NOT_CONVERGED;
}

/* The root of each item's communality; returns the largest. */
static double
find_communality(int k, int p, const double *loadings, double *communality)
{
	double largest = 0;

	for (int i = 0; i < p; i++)
	{
		double sum = 0;

		for (int c = 0; c < k; c++)
			sum += loadings[(size_t) c * p + i] * loadings[(size_t) c * p + i];
		communality[i] = sqrt(sum);
		largest = fmax(largest, communality[i]);
	}
	return largest;
}

/* Rotates loadings whose largest communality is 1. */
static ms_status
rotate_orthogonal(ms_rotation method,
                  bool kaiser,
                  int k,
                  int p,
                  double *loadings,
                  double *transform,
                  const double *communality)
{
	double share = method == MS_ROTATION_QUARTIMAX ? 0 : 1.0 / p;
	ms_status status;

	for (int i = 0; kaiser && i < p; i++)
	{
		for (int c = 0; communality[i] > 4 * DBL_EPSILON && c < k; c++)
			loadings[(size_t) c * p + i] /= communality[i];
	}
	status = rotate_planes(k, p, share, loadings, transform);
	for (int i = 0; kaiser && i < p; i++)
	{
		for (int c = 0; communality[i] > 4 * DBL_EPSILON && c < k; c++)
			loadings[(size_t) c * p + i] *= communality[i];
	}
	return status;
}

/* ---- oblique ---- */

/* n = the rows of N, scaled; correlation = (N N')^-1 */
static ms_status
regress_targets(int k,
                int p,
                const double *loadings,
                double *n,
                double *correlation,
                rotation_memory *w)
{
	double log_determinant;
	int rank;
	ms_status status;

	for (size_t i = 0; i < (size_t) k * p; i++)
		w->target[i] =
		    loadings[i] * fabs(loadings[i] * loadings[i] * loadings[i]);
	ms_linalg_multiply_transposed(k, p, k, loadings, loadings, w->square);
	ms_linalg_multiply_transposed(k, p, k, w->target, loadings, w->product);
	status = ms_linalg_inverse(
	    k, w->square, correlation, &log_determinant, &rank, w->work);
	if (status != MS_OK)
		return status;
	ms_linalg_multiply(k, k, k, w->product, correlation, n);
	ms_linalg_multiply_transposed(k, k, k, n, n, w->square);
	status = ms_linalg_inverse(
	    k, w->square, correlation, &log_determinant, &rank, w->work);
	if (status != MS_OK)
		return status;
	for (int c = 0; c < k; c++)
		w->scale[c] = sqrt(correlation[(size_t) c * (k + 1)]);
	for (int c = 0; c < k; c++)
	{
		multiply_by(k, w->scale[c], n + (size_t) c * k);
		for (int d = 0; d < k; d++)
			correlation[(size_t) c * k + d] /= w->scale[c] * w->scale[d];
		correlation[(size_t) c * (k + 1)] = 1;
	}
	return MS_OK;
}

static ms_status
rotate_oblique(int k,
               int p,
               double *loadings,
               double *transform,
               double *correlation,
               rotation_memory *w)
{
	size_t square = (size_t) k * k * sizeof(double);
	ms_status status =
	    regress_targets(k, p, loadings, w->oblique, correlation, w);

	if (status != MS_OK)
		return status;
	ms_linalg_multiply(k, k, p, w->oblique, loadings, w->target);
	memcpy(loadings, w->target, (size_t) k * p * sizeof(double));
	ms_linalg_multiply(k, k, k, w->oblique, transform, w->product);
	memcpy(transform, w->product, square);
	return MS_OK;
}

/* ---- order and sign ---- */

static void
find_explained(int k,
               int p,
               const double *loadings,
               const double *correlation,
               double *explained,
               double *product)
{
	ms_linalg_multiply_transposed(k, p, k, loadings, loadings, product);
	for (int c = 0; c < k; c++)
	{
		explained[c] = 0;
		for (int d = 0; d < k; d++)
			explained[c] +=
			    correlation[(size_t) c * k + d] * product[(size_t) c * k + d];
	}
}

static void
swap(size_t n, size_t step, double *x, double *y)
{
	for (size_t i = 0; i < n * step; i += step)
	{
		double t = x[i];

		x[i] = y[i];
		y[i] = t;
	}
}

/* Component c changes places with the one before it. */
static void
swap_components(
    int c, int k, int p, double *loadings, double *transform, double *r)
{
	size_t at = (size_t) c * k;

	swap(p, 1, loadings + (size_t) c * p, loadings + (size_t) (c - 1) * p);
	swap(k, 1, transform + at, transform + at - k);
	swap(k, 1, r + at, r + at - k);
	swap(k, k, r + c, r + c - 1);
}

static void
order_and_sign(int k,
               int p,
               double *loadings,
               double *transform,
               double *correlation,
               double *explained)
{
	for (int i = 1; i < k; i++)
	{
		for (int c = i; c > 0; c--)
		{
			if (explained[c] <= explained[c - 1] * (1 + TIE))
				break;
			swap(1, 1, explained + c, explained + c - 1);
			swap_components(c, k, p, loadings, transform, correlation);
		}
	}
	for (int c = 0; c < k; c++)
	{
		if (ms_linalg_sign(p, loadings + (size_t) c * p) > 0)
			continue;
		multiply_by(p, -1, loadings + (size_t) c * p);
		multiply_by(k, -1, transform + (size_t) c * k);
		for (int d = 0; d < k; d++)
		{
			if (d == c)
				continue;
			correlation[(size_t) c * k + d] *= -1;
			correlation[(size_t) d * k + c] *= -1;
		}
	}
}

ms_status
ms_rotation_rotate(ms_rotation method,
                   bool kaiser_normalization,
                   int k,
                   int p,
                   double *loadings,
                   double *transform,
                   double *correlation,
                   double *explained,
                   void *work)
{
	rotation_memory w = divide_memory(k, p, work);
	size_t n = (size_t) k * p;
	double largest = find_communality(k, p, loadings, w.communality);
	ms_status status = MS_OK;

	set_identity(k, transform);
	set_identity(k, correlation);
	if (k > 1 && method != MS_ROTATION_NONE && largest > 0)
	{
		multiply_by(n, 1 / largest, loadings);
		multiply_by(p, 1 / largest, w.communality);
		status = rotate_orthogonal(method,
		                           kaiser_normalization,
		                           k,
		                           p,
		                           loadings,
		                           transform,
		                           w.communality);
		if (status == MS_OK && method == MS_ROTATION_PROMAX)
			status = rotate_oblique(k, p, loadings, transform, correlation, &w);
		multiply_by(n, largest, loadings);
	}
	find_explained(k, p, loadings, correlation, explained, w.product);
	for (int c = 0; c < k && status == MS_OK; c++)
	{
		if (!isfinite(explained[c]))
			status = MS_SINGULAR;
	}
	order_and_sign(k, p, loadings, transform, correlation, explained);
	return status;
}
