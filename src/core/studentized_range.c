/*
 * studentized_range.c
 *		The range of k means over their standard error: Tukey's distribution.
 *
 * The range W of k standard normal values, by its largest value z:
 *
 *	L(w) = P(W <= w) = integral of k phi(z) D^(k-1) dz,  D = Phi(z) - Phi(z - w)
 *	U(w) = P(W > w)  = integral of k phi(z) Phi(z)^(k-1) (1 - (1 - r)^(k-1)) dz,
 *					r = Phi(z - w) / Phi(z)
 *
 * and over the chi-square of S, with u = log S and a = df / 2,
 *
 *	P(Q > q) = integral of f(u) U(q exp(u)) du
 *	f(u) = 2 sqrt(a / (2 pi)) / gammastar(a) exp(-a (exp(2 u) - 1 - 2 u))
 *
 * and the same with L.  All terms are positive and each tail has an integral of
 * its own, so nothing cancels.  Every integrand is taken by its logarithm, has
 * one peak, and falls on both sides faster than exponentially; the trapezoidal
 * rule from where it is e^-40 of the peak converges faster than any power of
 * the step, so the step is halved until nothing changes.
 *
 * U and L are wanted at many w, for each q, each df, and each step of a
 * quantile: log U(w), and log L(w) - (k - 1) log w, which is smooth at 0 too,
 * are interpolated by Chebyshev polynomials on pieces of equal width, which are
 * made when they are first asked for.
 *
 * Two values: Q = sqrt(2) |T|, and Q^2 / 2 is an F of 1 and df degrees.
 *
 * Quantiles: log P is concave in log q, and secants between two signs find it.
 *
 * Sources: Tukey (1953), The problem of multiple comparisons; Copenhaver &
 * Holland (1988), J Stat Comput Simul 30:1; Trefethen & Weideman (2014), SIAM
 * Review 56:385 (the trapezoidal rule).
 */
#include <float.h>

#include <gsl/gsl_integration.h>
#include <gsl/gsl_sf_erf.h>
#include <gsl/gsl_sf_gamma.h>

#include "port.h"
#include "quiet.h"
#include "studentized_range.h"

#define FALL 40 /* an integrand ends at e^-40 of its peak */
#define MOST_POINTS 16384
#define MAX_STEPS 200
#define LARGEST_LOG 700 /* of a quantile */
#define MANY_DF 1e15 /* S is 1, to the last digit */
#define LOG_SQRT_2PI 0.91893853320467274178

typedef double (*log_integrand)(double x, void *context);

/* ---- the integral of exp(f), f concave ---- */

typedef struct peak
{
	double x;
	double height;
	double scale; /* distance in which it falls by about a half */
} peak;

/*
 * From x by steps that double on the way up, and are halved on the top until f
 * falls by a half or less over one: then the vertex of a parabola is near.
 */
static peak
find_peak(log_integrand f, void *context, double x, double step)
{
	double here = f(x, context);
	double bend = MS_NULL;
	bool climbing = true;

	for (int i = 0; i < MAX_STEPS; i++)
	{
		double left = f(x - step, context);
		double right = f(x + step, context);
		double vertex;

		bend = 2 * here - left - right;
		if (right > here || left > here)
		{
			x += right > left ? step : -step;
			here = fmax(left, right);
			step *= climbing ? 2 : 1;
			continue;
		}
		climbing = false;
		if (!(bend > 1))
		{
			vertex = x + step * (right - left) / (2 * bend);
			if (bend > 0 && f(vertex, context) > here)
				here = f(x = vertex, context);
			break;
		}
		step /= 2;
	}
	return (peak){x, here, step};
}

/* How far from the peak, in a direction, f has fallen by FALL. */
static double
find_end(log_integrand f, void *context, const peak *top, double direction)
{
	double inside = 0;
	double outside = top->scale;

	for (int i = 0; i < MAX_STEPS && f(top->x + direction * outside, context) >
	                                     top->height - FALL;
	     i++)
	{
		inside = outside;
		outside *= 2;
	}
	for (int i = 0; i < 4 || inside == 0; i++)
	{
		double middle = (inside + outside) / 2;

		if (f(top->x + direction * middle, context) > top->height - FALL)
			inside = middle;
		else
			outside = middle;
		if (i > MAX_STEPS)
			break;
	}
	return outside;
}

/* log of the integral of exp(f) */
static double
log_integral(log_integrand f, void *context, double start, double step)
{
	peak top = find_peak(f, context, start, step);
	double low = top.x - find_end(f, context, &top, -1);
	double high = top.x + find_end(f, context, &top, 1);
	double sum = 0;
	double before = 0;

	for (int n = 16; n <= MOST_POINTS; n *= 2)
	{
		double width = (high - low) / n;

		/* the points that halving the width has added: the odd ones */
		for (int i = 1; i < n; i += n == 16 ? 1 : 2)
			sum += exp(f(low + i * width, context) - top.height);
		if (fabs(sum * width - before) <= 1e-14 * before)
			return top.height + log(sum * width);
		before = sum * width;
	}
	return top.height + log(before);
}

/* ---- the range of normal values ---- */

typedef struct normal_range
{
	double w;
	double others; /* k - 1 */
} normal_range;

static double
log_phi(double z)
{
	return -z * z / 2 - LOG_SQRT_2PI;
}

static double
log_cdf(double z)
{
	if (z > -1)
		return log1p(-ms_normal_cdf(z, MS_UPPER));
	return gsl_sf_log_erfc(-z * M_SQRT1_2) - M_LN2;
}

static double
log_upper(double z, void *context)
{
	const normal_range *range = context;
	double below = log_cdf(z);
	double none =
	    range->others * log1p(-exp(fmin(log_cdf(z - range->w) - below, 0)));

	return log_phi(z) + range->others * below + log(-expm1(none));
}

/* phi(m + t) / phi(m) and its mirror image, added up */
static double
even_density(double t, void *context)
{
	double m = *(double *) context;

	return 2 * cosh(m * t) * exp(-t * t / 2);
}

/* log (Phi(m + w / 2) - Phi(m - w / 2)) */
static double
log_between(double m, double w)
{
	gsl_function density = {even_density, &m};
	double result, unused[3];
	double top;

	m = fabs(m);
	if (w < 0.5)
	{
		gsl_integration_qk21(
		    &density, 0, w / 2, &result, &unused[0], &unused[1], &unused[2]);
		return log_phi(m) + log(result);
	}
	top = log_cdf(w / 2 - m);
	return top + log1p(-exp(log_cdf(-w / 2 - m) - top));
}

static double
log_lower(double z, void *context)
{
	const normal_range *range = context;

	return log_phi(z) + range->others * log_between(z - range->w / 2, range->w);
}

/* log U(w), or log L(w) - (k - 1) log w */
static double
log_normal_tail(const ms_studentized_range *r, double w)
{
	normal_range range = {w, r->k - 1};
	double largest = ms_normal_quantile(1.0 / r->k, MS_UPPER);

	ms_quiet_gsl();
	if (r->tail == MS_UPPER)
		return log(r->k) +
		       log_integral(log_upper, &range, fmax(w / 2, largest), 0.25);
	return log(r->k) +
	       log_integral(log_lower, &range, fmin(w / 2, largest), 0.25) -
	       range.others * log(w);
}

/* ---- the table ---- */

void
ms_studentized_range_init(ms_studentized_range *r, int k, ms_tail tail)
{
	r->k = k;
	r->tail = tail;
	r->width = k <= 8 ? 0.5 : 0.25;
	for (int i = 0; i < MS_RANGE_PIECES; i++)
		r->ready[i] = false;
}

static void
fill_piece(ms_studentized_range *r, int piece)
{
	double value[MS_RANGE_NODES];

	ms_check_interrupts();
	for (int i = 0; i < MS_RANGE_NODES; i++)
	{
		double node = cos(M_PI * (i + 0.5) / MS_RANGE_NODES);

		value[i] = log_normal_tail(r, r->width * (piece + (node + 1) / 2));
	}
	for (int j = 0; j < MS_RANGE_NODES; j++)
	{
		double sum = 0;

		for (int i = 0; i < MS_RANGE_NODES; i++)
			sum += value[i] * cos(M_PI * j * (i + 0.5) / MS_RANGE_NODES);
		r->coefficient[piece][j] = (j == 0 ? 1.0 : 2.0) * sum / MS_RANGE_NODES;
	}
	r->ready[piece] = true;
}

/* log of the tail of the range of normal values at exp(log_w) */
static double
log_tail(ms_studentized_range *r, double log_w)
{
	double at = exp(log_w) / r->width;
	int piece;
	double x;
	double b1 = 0;
	double b2 = 0;

	if (at >= MS_RANGE_PIECES)
		return r->tail == MS_UPPER ? -INFINITY : 0;
	piece = (int) at;
	if (!r->ready[piece])
		fill_piece(r, piece);
	x = 2 * (at - piece) - 1;
	for (int j = MS_RANGE_NODES - 1; j > 0; j--)
	{
		double b = 2 * x * b1 - b2 + r->coefficient[piece][j];

		b2 = b1;
		b1 = b;
	}
	x = x * b1 - b2 + r->coefficient[piece][0];
	return fmin(r->tail == MS_UPPER ? x : x + (r->k - 1) * log_w, 0);
}

/* ---- the studentized range ---- */

typedef struct studentized
{
	ms_studentized_range *r;
	double log_q;
	double half_df;
} studentized;

/* exp(t) - 1 - t */
static double
excess(double t)
{
	double sum = 1;

	if (fabs(t) > 0.25)
		return expm1(t) - t;
	for (int i = 14; i > 2; i--)
		sum = 1 + sum * t / i;
	return sum * t * t / 2;
}

static double
log_joint(double u, void *context)
{
	const studentized *s = context;

	return log_tail(s->r, s->log_q + u) - s->half_df * excess(2 * u);
}

/* log of the tail at exp(log_q), 2 < k */
static double
log_probability(ms_studentized_range *r, double log_q, double df)
{
	studentized s = {r, log_q, df / 2};
	double scale;

	ms_check_interrupts();
	if (df > MANY_DF)
		return log_tail(r, log_q);
	ms_quiet_gsl();
	scale = log(2 * sqrt(df / (4 * M_PI)) / gsl_sf_gammastar(df / 2));
	return fmin(0,
	            scale + log_integral(log_joint,
	                                 &s,
	                                 fmin(0, log(4) - log_q),
	                                 0.5 / sqrt(1 + df)));
}

static bool
is_domain(const ms_studentized_range *r, double df)
{
	return r->k >= 2 && df > 0;
}

double
ms_studentized_range_cdf(ms_studentized_range *r, double q, double df)
{
	if (isnan(q) || !is_domain(r, df))
		return MS_NULL;
	if (q <= 0 || isinf(q))
		return (q <= 0) == (r->tail == MS_LOWER) ? 0 : 1;
	if (r->k == 2)
		return ms_f_cdf(q * q / 2, 1, df, r->tail);
	return exp(log_probability(r, log(q), df));
}

/*
 * Where log P = log p.  Any two of the k values make a t, so P(Q > q) is at most
 * k (k - 1) / 2 times its two tails: that q is too large.
 */
double
ms_studentized_range_quantile(ms_studentized_range *r, double p, double df)
{
	double sign = r->tail == MS_UPPER ? 1 : -1;
	double pairs = r->k * (r->k - 1.0) / 2;
	double low, high, below, above;
	int side = 0;

	if (!(p >= 0 && p <= 1) || !is_domain(r, df))
		return MS_NULL;
	if (p == 0 || p == 1)
		return (p == 0) == (r->tail == MS_LOWER) ? 0 : INFINITY;
	if (r->k == 2)
		return sqrt(2 * ms_f_quantile(p, 1, df, r->tail));

	/* below >= 0 >= above: log P - log p at both ends, falling */
	high = r->tail == MS_UPPER
	           ? log(ms_t_quantile(p / pairs / 2, df, MS_UPPER)) + M_LN2 / 2
	           : log(4);
	if (!isfinite(high))
		high = log(4);
	above = sign * (log_probability(r, high, df) - log(p));
	while (above > 0 && high < LARGEST_LOG)
		above = sign * (log_probability(r, high += 1, df) - log(p));
	low = high;
	below = above;
	for (double step = 0.25; below < 0 && low > -LARGEST_LOG; step *= 2)
	{
		high = low;
		above = below;
		low -= step;
		below = sign * (log_probability(r, low, df) - log(p));
	}
	if (above > 0 || below < 0) /* p is 1 or 0 but for rounding */
		return above > 0 ? INFINITY : 0;
	for (int i = 0; i < MAX_STEPS && high - low > 1e-14; i++)
	{
		double x = low + (high - low) * (below / (below - above));
		double here = sign * (log_probability(r, x, df) - log(p));

		if (fabs(here) <= 2e-15)
			return exp(x);
		if (here > 0)
		{
			low = x;
			below = here;
			above = side > 0 ? above / 2 : above; /* Illinois */
			side = 1;
		}
		else
		{
			high = x;
			above = here;
			below = side < 0 ? below / 2 : below;
			side = -1;
		}
	}
	return exp((low + high) / 2);
}
