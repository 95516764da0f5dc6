/*
 * distribution.c
 *		Tails and quantiles of the distributions behind every p-value.
 *
 * One kernel
 *
 * Student's t, F, chi-square and binomial are the beta distribution with
 * shapes a and b in other clothes.  Its natural coordinate is the odds
 * x / (1 - x) over their value a / b at the mean:
 *
 *		u = (x / (1 - x)) / (a / b)
 *
 *		F with df1, df2		a = df1 / 2		b = df2 / 2			u = F
 *		t with df			a = 1 / 2		b = df / 2			u = t^2
 *		chi-square			a = df / 2		b = infinity		u = x / df
 *		binomial			a = k + 1		b = n - k			x = prob
 *
 * u keeps its digits where x has lost them: for t = 2 and df = 1e12, x is
 * 4e-12 or 1 - 4e-12, by the side one looks from.  Infinity is 1e100 here; no
 * double tells them apart.  With y = 1 - x, the density of log u is
 *
 *		x^a y^b / B(a, b) = K exp(-D)
 *		K = sqrt(a b / (2 pi (a + b))) G(a + b) / (G(a) G(b))
 *		D = (a + b) log((b + u a) / (a + b)) - a log u	>= 0
 *
 * where G(z) = Gamma(z) / (sqrt(2 pi) z^(z - 1/2) exp(-z)) is near 1: the
 * saddle-point form of Loader (2000), in which no large logarithms cancel.
 * Near the mean D is small, and the difference above would lose it; with
 * v = u - 1, w = a v / (a + b) and e(z) = z - log(1 + z),
 *
 *		D = a e(v) - (a + b) e(w)
 *
 * whose second term is at most half of the first near the mean when a <= b;
 * otherwise the mirror image (a with b, u with 1 / u) has the same D.
 *
 * The lower tail below the mean is K exp(-D) times the continued fraction of
 * DiDonato and Morris (1992), driven by the distance from the mean,
 *
 *		lambda = a - (a + b) x = -a y v
 *
 * which the fraction of the text books (Numerical Recipes, GSL) leaves to a
 * cancellation.  It takes some sqrt(min(a, b)) terms near the mean, so where
 * both shapes are large the tail is the integral of exp(-D) instead, from the
 * point outwards.  The upper tail above the mean is the lower tail of the
 * mirror image.  1 minus the tail is taken only on the far side of the mean,
 * and is above 0.04 there for all shapes from 1/4 on.
 *
 * Quantiles
 *
 * log P and log Q are concave in log u, so Newton's method on log P = log p
 * converges from anywhere, and its derivative, density over P, is at hand.
 * It starts at the mean; a step is at most 2 + |log u|, for in a light tail
 * like exp(-u) the way back from beyond goes by steps of 1 only.
 *
 * Noncentral t
 *
 *		P(T > t) = P(Z > t S - ncp) = integral of f(w) Q(t exp(w / 2) - ncp) dw
 *
 * with w = log S^2, f its density (K exp(-D) with a = df / 2, b infinite) and Q
 * the normal upper tail; the lower tail is P(-T > -t) with -ncp.  All terms are
 * positive and nothing cancels, while the series of Lenth (AS 243) has no
 * digits in the tails and no first term beyond ncp = 38.  The idea is that of
 * Witkovsky (2013), over the other variable.  The integrand has one peak, and
 * a step where t S = ncp which may be far narrower; Gauss-Kronrod runs on
 * pieces that grow with the distance from either.  ncp itself: the normal
 * quantile of P(T > t) is a nearly straight line in ncp, so secants find it.
 *
 * What is left to GSL
 *
 * Measured on 2.7.1 against 50 digits.  gsl_cdf_ugaussian_*, gammastar: within
 * 6e-15, used.  Not used: gsl_cdf_tdist_Q, off by 1e-6 at df = 31; gsl_cdf_beta
 * and fdist, off by 8e-12 at shapes of 5000, in places 0 or NaN from 5e5 on;
 * gsl_cdf_chisq, off by a fifth at df = 1e8; their inverses, in places NaN or
 * infinite from p = 1e-30 on.
 *
 * Sources
 *
 * DiDonato, A. R., and Morris, A. H. (1992), Algorithm 708, ACM TOMS 18, 360.
 * Loader, C. (2000), Fast and accurate computation of binomial probabilities.
 * Witkovsky, V. (2013), A note on computing extreme tail probabilities of the
 * noncentral t distribution with large noncentrality parameter,
 * arXiv:1306.5294.
 */
#include <float.h>
#include <stdbool.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sf_erf.h>
#include <gsl/gsl_sf_gamma.h>

#include "distribution.h"
#include "quiet.h"

#define INFINITE_SHAPE 1e100 /* stands for an infinite shape */
#define INFINITE_HALF_DF 1e20 /* the same for the noncentral t */
#define LARGE_SHAPE 1e6 /* with both above it, integrate */
#define MAX_TERMS 5000 /* of the continued fraction */
#define MAX_STEPS 200 /* of Newton, secants, doubling, bisection */
#define MAX_LOG 700 /* |log S^2| in the noncentral t */
#define NEGLIGIBLE 1e-20 /* where an integrand with a peak of 1 ends */

/* A point of a beta distribution. */
typedef struct spot
{
	double a, b; /* the shapes */
	double u, v, log_u; /* odds over a / b; v = u - 1 */
	double x, y; /* x + y = 1, each to its last digit */
	double lambda; /* a - (a + b) x */
	double deviance; /* D */
} spot;

/* A tail at a spot. */
typedef struct tail_value
{
	double p;
	double log_p; /* also where p is below the least double */
	double slope; /* |d log p / d log u| */
} tail_value;

typedef double (*integrand)(double s, void *context);

static ms_tail
other(ms_tail tail)
{
	return tail == MS_LOWER ? MS_UPPER : MS_LOWER;
}

/*
 * Integral of f from an anchor over a distance, in a direction (1 or -1), on
 * pieces that double from `scale` on.  An infinite distance is for an f that
 * falls, and ends where f no longer counts.
 */
static double
integrate_from(double anchor,
               double direction,
               double distance,
               double scale,
               integrand f,
               void *context)
{
	gsl_function function = {f, context};
	double sum = 0;
	double left = 0;

	for (int i = 0; i < MAX_STEPS && left < distance; i++)
	{
		double right = fmin(left + scale, distance);
		double piece, unused[3];

		gsl_integration_qk21(&function,
		                     anchor + direction * left,
		                     anchor + direction * right,
		                     &piece,
		                     &unused[0],
		                     &unused[1],
		                     &unused[2]);
		sum += fabs(piece); /* negative when it runs downwards */
		left = right;
		scale *= 2;
		if (isinf(distance) &&
		    f(anchor + direction * right, context) < NEGLIGIBLE)
			break;
	}
	return sum;
}

/*
 * e(z) = z - log(1 + z), given log(1 + z).  With r = z / (2 + z),
 * log(1 + z) = 2 atanh(r) and e(z) = r (z - 2 r^2 (1/3 + r^2/5 + ...)).
 */
static double
excess(double z, double log1p_z)
{
	double r = z / (2 + z);
	double square = r * r;
	double power = 1;
	double sum = 0;

	if (z < -0.5 || z > 1)
		return z - log1p_z;
	for (int k = 3; k < 41 && power > DBL_EPSILON / 8; k += 2)
	{
		sum += power / k;
		power *= square;
	}
	return r * (z - 2 * square * sum);
}

/* 1 / u - 1, given u and v = u - 1. */
static double
mirror_of(double u, double v)
{
	return u > 2 ? 1 / u - 1 : -v / u;
}

/* D; see the head. */
static double
deviance_at(double a, double b, double u, double v, double log_u)
{
	double w;

	if ((a > b && u > 1e-150) || u > 1e150)
	{
		double shape = a;

		a = b;
		b = shape;
		v = mirror_of(u, v);
		u = 1 / u;
		log_u = -log_u;
	}
	w = a * v / (a + b);
	if (w < -0.5 || w > 1)
		return (a + b) * log((b + u * a) / (a + b)) - a * log_u;
	return a * excess(v, log_u) - (a + b) * excess(w, log1p(w));
}

static spot
spot_at(double a, double b, double u, double v, double log_u)
{
	spot s = {.a = fmin(a, INFINITE_SHAPE),
	          .b = fmin(b, INFINITE_SHAPE),
	          .u = u,
	          .v = v,
	          .log_u = log_u};
	double odds = u * s.a / s.b;

	s.x = odds > 1 ? 1 / (1 + 1 / odds) : odds / (1 + odds);
	s.y = 1 / (1 + odds);
	s.lambda = u < 2 ? -s.a * s.y * v : -s.b * s.x * (1 - 1 / u);
	s.deviance = deviance_at(s.a, s.b, u, v, log_u);
	return s;
}

/* K; see the head. */
static double
density_scale(double a, double b)
{
	double ratio;

	ms_quiet_gsl();
	ratio = gsl_sf_gammastar(a + b) / gsl_sf_gammastar(a);
	return sqrt(a / (a + b) * b / (2 * M_PI)) * ratio / gsl_sf_gammastar(b);
}

static double
not_zero(double x)
{
	return fabs(x) < DBL_MIN ? DBL_MIN : x;
}

/* Lower tail over density, from the continued fraction (modified Lentz). */
static double
fraction(const spot *s)
{
	double a = s->a;
	double b = s->b;
	double f = not_zero(a / (a + 1) * (s->lambda + 1));
	double c = f;
	double d = 0;

	for (int n = 1; n < MAX_TERMS; n++)
	{
		double k = a + 2 * n - 1;
		double bend = n * ((b - n) * s->x);
		double alpha = (a + n - 1) / k * ((a + b + n - 1) * s->x / k) * bend;
		double beta =
		    n + bend / k +
		    (a + n) / (a + 2 * n + 1) * (s->lambda + 1 + n * (1 + s->y));

		d = 1 / not_zero(beta + alpha * d);
		c = not_zero(beta + alpha / c);
		f *= c * d;
		if (fabs(c * d - 1) < DBL_EPSILON)
			break;
	}
	return 1 / f;
}

/* Density at a distance s in log u from the spot, over that at the spot. */
static double
relative_density(double s, void *context)
{
	const spot *here = context;
	double growth = exp(s);
	double d = deviance_at(here->a,
	                       here->b,
	                       here->u * growth,
	                       here->v * growth + expm1(s),
	                       here->log_u + s);

	return exp(here->deviance - d);
}

/* Lower tail over density, as fraction(), by integration. */
static double
integral(spot *s)
{
	double spread = sqrt(s->a / (s->a + s->b) * s->b);
	double scale = 1 / (spread + fabs(s->lambda));

	return integrate_from(0, -1, INFINITY, scale, relative_density, s);
}

static tail_value
tail_at(const spot *s, ms_tail tail)
{
	bool below = s->lambda > s->x - s->y; /* x < (a + 1) / (a + b + 2) */
	spot near = *s;
	double scale = density_scale(s->a, s->b);
	double density = scale * exp(-s->deviance);
	double share, p;

	if (!below)
		near = spot_at(s->b, s->a, 1 / s->u, mirror_of(s->u, s->v), -s->log_u);
	if (fmin(s->a, s->b) > LARGE_SHAPE)
		share = integral(&near);
	else
		share = fraction(&near);
	p = density * share;
	if ((tail == MS_LOWER) == below)
		return (tail_value){p, log(scale * share) - s->deviance, 1 / share};
	return (tail_value){1 - p, log1p(-p), density / (1 - p)};
}

/* The tail at the spot with the odds ratio u; 0 and infinity are the ends. */
static double
tail_of(double a, double b, double u, double v, ms_tail tail)
{
	spot s;

	if (u <= 0 || isinf(u))
		return (u <= 0) == (tail == MS_LOWER) ? 0 : 1;
	s = spot_at(a, b, u, v, log(u));
	return tail_at(&s, tail).p;
}

/* log u where the tail is p, 0 < p < 1. */
static double
log_quantile(double a, double b, double p, ms_tail tail)
{
	double log_u = 0;

	if (p > 0.5) /* then 1 - p is exact */
	{
		p = 1 - p;
		tail = other(tail);
	}
	for (int i = 0; i < MAX_STEPS; i++)
	{
		spot s = spot_at(a, b, exp(log_u), expm1(log_u), log_u);
		tail_value here = tail_at(&s, tail);
		double excess_log = here.log_p - log(p);
		double bound = 2 + fabs(log_u);
		double step = fmax(-bound, fmin(bound, excess_log / here.slope));

		log_u += tail == MS_LOWER ? -step : step;
		if (fabs(excess_log) < 1e-9) /* the next would be below 1e-17 */
			break;
	}
	return log_u;
}

/* Is 0 < p < 1?  If it is 0 or 1, *end becomes that end of [low, high]. */
static bool
is_inner(double p, ms_tail tail, double low, double high, double *end)
{
	*end = MS_NULL;
	if (p == 0 || p == 1)
		*end = (p == 0) == (tail == MS_LOWER) ? low : high;
	return p > 0 && p < 1;
}

double
ms_normal_cdf(double x, ms_tail tail)
{
	double z = tail == MS_LOWER ? -x : x;

	if (isnan(x))
		return MS_NULL;
	ms_quiet_gsl();
	/* Beyond 37.5 GSL gives 0, but denormal doubles reach to 38.5. */
	return z < 37.5 ? gsl_cdf_ugaussian_Q(z) : 0.5 * erfc(z * M_SQRT1_2);
}

double
ms_normal_quantile(double p, ms_tail tail)
{
	double x;

	if (!is_inner(p, tail, -INFINITY, INFINITY, &x))
		return x;
	ms_quiet_gsl();
	return tail == MS_LOWER ? gsl_cdf_ugaussian_Pinv(p)
	                        : gsl_cdf_ugaussian_Qinv(p);
}

double
ms_f_cdf(double x, double df1, double df2, ms_tail tail)
{
	if (isnan(x) || !(df1 > 0) || !(df2 > 0))
		return MS_NULL;
	return tail_of(df1 / 2, df2 / 2, x, x - 1, tail);
}

double
ms_f_quantile(double p, double df1, double df2, ms_tail tail)
{
	double x;

	if (!(df1 > 0) || !(df2 > 0))
		return MS_NULL;
	if (!is_inner(p, tail, 0, INFINITY, &x))
		return x;
	return exp(log_quantile(df1 / 2, df2 / 2, p, tail));
}

double
ms_chisq_cdf(double x, double df, ms_tail tail)
{
	if (isnan(x) || !(df > 0) || isinf(df))
		return MS_NULL;
	return tail_of(df / 2, INFINITY, x / df, (x - df) / df, tail);
}

double
ms_chisq_quantile(double p, double df, ms_tail tail)
{
	return isinf(df) ? MS_NULL : df * ms_f_quantile(p, df, INFINITY, tail);
}

/* Beyond 1e150, where t^2 would overflow, the tail is a power of t. */
double
ms_t_two_sided(double t, double df)
{
	double size = fmin(fabs(t), 1e150);
	double p;

	if (isnan(t) || !(df > 0))
		return MS_NULL;
	p = tail_of(0.5, df / 2, size * size, size * size - 1, MS_UPPER);
	return fabs(t) > size ? p * pow(size / fabs(t), df) : p;
}

double
ms_t_log_two_sided(double t, double df)
{
	double size = fmin(fabs(t), 1e150);
	spot s;

	if (isnan(t) || !(df > 0))
		return MS_NULL;
	if (size == 0)
		return 0;
	s = spot_at(0.5, df / 2, size * size, size * size - 1, 2 * log(size));
	return tail_at(&s, MS_UPPER).log_p +
	       (fabs(t) > size ? df * log(size / fabs(t)) : 0);
}

double
ms_t_cdf(double t, double df, ms_tail tail)
{
	double p = ms_t_two_sided(t, df) / 2;

	return (t < 0) == (tail == MS_LOWER) ? p : 1 - p;
}

double
ms_t_quantile(double p, double df, ms_tail tail)
{
	double size;

	if (!(df > 0))
		return MS_NULL;
	if (!is_inner(p, tail, -INFINITY, INFINITY, &size))
		return size;
	if (p == 0.5)
		return 0;
	if (p > 0.5)
		return -ms_t_quantile(1 - p, df, tail);
	size = exp(log_quantile(0.5, df / 2, 2 * p, MS_UPPER) / 2);
	return tail == MS_LOWER ? -size : size;
}

/*
 * v = (x b - y a) / (y a) by a product difference with its rounding error
 * (Kahan), and with that of y = 1 - x.
 */
double
ms_beta_cdf(double x, double a, double b, ms_tail tail)
{
	double y = 1 - x;
	double y_rest = (1 - y) - x;
	double ya = y * a;
	double difference;

	if (isnan(x) || !(a > 0) || !(b > 0) || isinf(a) || isinf(b))
		return MS_NULL;
	if (x <= 0 || x >= 1)
		return (x <= 0) == (tail == MS_LOWER) ? 0 : 1;
	difference = fma(x, b, -ya) - fma(y, a, -ya) - y_rest * a;
	return tail_of(a, b, x * b / ya, difference / ya, tail);
}

double
ms_beta_quantile(double p, double a, double b, ms_tail tail)
{
	double odds;

	if (!(a > 0) || !(b > 0) || isinf(a) || isinf(b))
		return MS_NULL;
	if (!is_inner(p, tail, 0, 1, &odds))
		return odds;
	odds = exp(log_quantile(a, b, p, tail)) * (a / b);
	return odds > 1 ? 1 / (1 + 1 / odds) : odds / (1 + odds);
}

double
ms_binomial_cdf(double k, double n, double prob, ms_tail tail)
{
	k = floor(k);
	if (isnan(k) || !(n >= 0) || n != floor(n) || isinf(n) ||
	    !(prob >= 0 && prob <= 1))
		return MS_NULL;
	if (k < 0 || k >= n)
		return (k < 0) == (tail == MS_LOWER) ? 0 : 1;
	return ms_beta_cdf(prob, k + 1, n - k, other(tail));
}

/* Bisection: the tails are steps of k. */
double
ms_binomial_quantile(double p, double n, double prob, ms_tail tail)
{
	double fuzz = 64 * DBL_EPSILON;
	double low = -1;
	double high = n;
	double k;

	if (isnan(ms_binomial_cdf(0, n, prob, tail)))
		return MS_NULL;
	if (!is_inner(p, tail, 0, n, &k))
		return k;
	for (int i = 0; i < MAX_STEPS && high - low > 1; i++)
	{
		double middle = floor(low + (high - low) / 2);
		double here = ms_binomial_cdf(middle, n, prob, tail);
		bool enough =
		    tail == MS_LOWER ? here >= p * (1 - fuzz) : here <= p * (1 + fuzz);

		if (enough)
			high = middle;
		else
			low = middle;
	}
	return high;
}

/* log of the normal upper tail, also where that is below the least double. */
static double
log_normal_upper(double x)
{
	if (x < 37)
		return log(gsl_cdf_ugaussian_Q(x));
	return -x * x / 2 - log(gsl_sf_hazard(x) * M_SQRT2 * M_SQRTPI);
}

/* The integrand of the noncentral t. */
typedef struct mixture
{
	double a; /* df / 2 */
	double t, ncp;
	double log_peak; /* log of its largest value */
} mixture;

static double
log_mixture(const mixture *m, double w)
{
	return log_normal_upper(m->t * exp(w / 2) - m->ncp) -
	       m->a * excess(expm1(w), w);
}

static double
relative_mixture(double w, void *context)
{
	const mixture *m = context;

	return exp(log_mixture(m, w) - m->log_peak);
}

/* Density over upper tail; GSL gives NaN where it is 0. */
static double
hazard(double x)
{
	return x < -38.6 ? 0 : gsl_sf_hazard(x);
}

/* The peak, where the derivative of log_mixture() changes its sign. */
static double
peak_of(const mixture *m)
{
	double low = -MAX_LOG;
	double high = MAX_LOG;

	for (int i = 0; i < 70; i++)
	{
		double w = (low + high) / 2;
		double ts = m->t * exp(w / 2);

		if (m->a * expm1(w) + hazard(ts - m->ncp) * ts / 2 < 0)
			low = w;
		else
			high = w;
	}
	return low;
}

/*
 * Where Q does most of its change: t S = ncp, or S = 1 / |t| when ncp is
 * small or of the other sign.
 */
static double
step_of(const mixture *m)
{
	double w = 2 * log(fmax(fabs(m->ncp), 1) / fabs(m->t));

	return fmax(-MAX_LOG, fmin(MAX_LOG, w));
}

static double
noncentral_upper(double t, double df, double ncp)
{
	mixture m = {.a = fmin(df / 2, INFINITE_HALF_DF), .t = t, .ncp = ncp};
	double scale = 1 / (1 + sqrt(m.a) + fabs(t) + fabs(ncp));
	double step = step_of(&m);
	integrand f = relative_mixture;
	double peak, half, ahead, sum;

	ms_quiet_gsl();
	peak = peak_of(&m);
	half = fabs(step - peak) / 2;
	ahead = step < peak ? -1 : 1;
	m.log_peak = log_mixture(&m, peak);
	sum = integrate_from(peak, -ahead, INFINITY, scale, f, &m) +
	      integrate_from(peak, ahead, half, scale, f, &m) +
	      integrate_from(step, -ahead, half, scale, f, &m) +
	      integrate_from(step, ahead, INFINITY, scale, f, &m);
	return sqrt(m.a / (2 * M_PI)) / gsl_sf_gammastar(m.a) * exp(m.log_peak) *
	       sum;
}

double
ms_noncentral_t_cdf(double t, double df, double ncp, ms_tail tail)
{
	if (isnan(t) || !(df > 0) || !isfinite(ncp))
		return MS_NULL;
	if (ncp == 0)
		return ms_t_cdf(t, df, tail);
	if (isinf(t))
		return (t < 0) == (tail == MS_LOWER) ? 0 : 1;
	/* so far out that neither Z nor S matters */
	if (fabs(ncp) > 1e9 && fabs(ncp) > 1e6 * fabs(t))
		return (ncp > 0) == (tail == MS_UPPER) ? 1 : 0;
	return tail == MS_UPPER ? noncentral_upper(t, df, ncp)
	                        : noncentral_upper(-t, df, -ncp);
}

/* The normal quantile of the upper tail of t, kept finite. */
static double
probit(double t, double df, double ncp)
{
	double p = ms_noncentral_t_cdf(t, df, ncp, MS_UPPER);
	double q;

	if (p <= 0.5)
		return ms_normal_quantile(fmax(p, DBL_MIN), MS_LOWER);
	q = ms_noncentral_t_cdf(t, df, ncp, MS_LOWER);
	return ms_normal_quantile(fmax(q, DBL_MIN), MS_UPPER);
}

/*
 * Secants within the bracket; from the tenth step on (tiny df) every second
 * one is a bisection.
 */
ms_status
ms_noncentral_t_ncp(double t, double df, double p, ms_tail tail, double *ncp)
{
	double target = ms_normal_quantile(p, other(tail));
	double spread = sqrt(1 + t * t / (2 * df));
	double slope = 1 / spread;
	double low = -INFINITY;
	double high = INFINITY;
	double last = 0;
	double last_miss = 0;

	*ncp = MS_NULL;
	if (!(fabs(t) <= 1e15) || !(df > 0) || !(p > 0 && p < 1))
		return MS_DOMAIN;
	*ncp = t + target * spread;
	for (int i = 0; i < MAX_STEPS; i++)
	{
		double here = *ncp;
		double miss = probit(t, df, here) - target;

		if (miss < 0)
			low = here;
		else
			high = here;
		if (i > 0 && miss != last_miss)
			slope = (miss - last_miss) / (here - last);
		*ncp = here - miss / slope;
		if (fabs(miss) < 1e-12)
			return MS_OK;
		if (!(*ncp > low && *ncp < high) || (i >= 10 && i % 2 == 0))
			*ncp = isfinite(high - low) ? low + (high - low) / 2
			                            : here - copysign(spread, miss);
		if (*ncp == here)
			return MS_OK;
		last = here;
		last_miss = miss;
	}
	*ncp = MS_NULL;
	return MS_NOT_CONVERGED;
}
