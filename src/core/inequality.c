/*
 * inequality.c
 *		How unequally something is distributed: figures of one sample.
 *
 * With y the values, w their weights, W the sum of these and mu the weighted
 * mean, let r = y / mu and d = r - 1, so that the weighted mean of d is 0.
 *
 *	Gini		2 sum w d (R - 1/2) / W, R the fractional rank (sample.c): half
 *				the mean difference of two people over the mean, whatever the
 *				ties; not corrected by n / (n - 1).
 *	Hoover		sum w |d| / (2 W).
 *	GE(a)		sum w (r^a - 1) / (a (a - 1) W); its limits are the mean
 *				log deviation sum w ln(1 / r) / W for a = 0 and Theil's
 *				sum w r ln r / W for a = 1, where 0 ln 0 = 0.
 *	Atkinson	1 - (sum w r^(1 - e) / W)^(1 / (1 - e)), e >= 0; for e = 1, one
 *				minus the geometric mean of r.
 *	Palma		(1 - L(0.9)) / L(0.4), L the Lorenz curve.
 *	Herfindahl	sum of the squared shares, (1 + 2 GE(2)) / W.
 *	S80/S20		sum of w y above the fourth quintile over that up to the first,
 *				quintiles of type 2 (averages at a jump).
 *
 * Every figure is one of d, so it is the same in any currency.  A sum of powers
 * of r, less 1, over nearly equal values would be lost in rounding.  As d has
 * the mean 0, GE(a) is also the mean of
 *
 *	g(d) = ((1 + d)^a - 1 - a d) / (a (a - 1))
 *
 * and no g is negative: so GE(a) is not either, and is 0 exactly of equal
 * values.  For small d it is the binomial series
 *
 *	g = d^2/2 (1 + (a - 2)/3 d (1 + (a - 3)/4 d (1 + ...)))
 *
 * and beyond, with E(b) = expm1(b ln r) / b and E(0) = ln r,
 *
 *	g = (E(a) - d) / (a - 1) = (r E(a - 1) - d) / a
 *
 * of which the first keeps its digits for a near 0, the second for a near 1.
 * Atkinson's index follows: sum w r^a / W = 1 + a (a - 1) GE(a), a = 1 - e.
 *
 * Sources: Cowell (2011), Measuring Inequality, 3rd ed.; Shorrocks (1980),
 * Econometrica 48:613 (GE); Atkinson (1970), J Econ Theory 2:244; Palma (2011),
 * Dev Change 42:87; Hirschman (1964), Am Econ Rev 54:761; Alfons & Templ (2013), J Stat Softw 54(15) (S80/S20).
 */
#include "inequality.h"
#include "port.h"

#define SERIES 0.1 /* up to this |d| and |a d| */

/*
 * The mean as a double, and the mean of d by it: 0, but for what rounding took
 * from the mean, which matters where the values are nearly equal.
 */
typedef struct centre
{
	double mean; /* above 0, or MS_NULL: nothing is relative to it */
	double residue;
	double total; /* sum of the weights */
} centre;

static inline double
deviation(const centre *c, double y)
{
	return (y - c->mean) / c->mean - c->residue;
}

static centre
centre_of(const ms_sample *s)
{
	centre c = {ms_sample_key_mean(s), 0, ms_sample_total(s)};
	ms_sum sum = {0, 0};

	if (!(c.mean > 0))
		c.mean = MS_NULL;
	for (int64_t i = 0; i < s->n && c.mean > 0; i++)
	{
		ms_check_interrupts();
		ms_sum_add(&sum,
		           ms_sample_weight(s, i) * deviation(&c, ms_sample_key(s, i)));
	}
	c.residue = ms_sum_total(&sum) / c.total;
	return c;
}

/* ---- Gini and Hoover ---- */

double
ms_inequality_gini(const ms_sample *s)
{
	centre c = centre_of(s);
	ms_ties ties = ms_ties_of(s);
	ms_sum sum = {0, 0};

	if (ms_is_null(c.mean))
		return MS_NULL;
	while (ms_ties_next(&ties))
	{
		double factor =
		    deviation(&c, ms_sample_key(s, ties.first)) * (ties.rank - 0.5);

		for (int64_t i = ties.first; i < ties.end; i++)
		{
			ms_check_interrupts();
			ms_sum_add(&sum, ms_sample_weight(s, i) * factor);
		}
	}
	return ms_known(2 * (ms_sum_total(&sum) / c.total));
}

double
ms_inequality_hoover(const ms_sample *s)
{
	centre c = centre_of(s);
	ms_sum sum = {0, 0};

	if (ms_is_null(c.mean))
		return MS_NULL;
	for (int64_t i = 0; i < s->n; i++)
	{
		ms_check_interrupts();
		ms_sum_add(&sum,
		           ms_sample_weight(s, i) *
		               fabs(deviation(&c, ms_sample_key(s, i))));
	}
	return ms_known(ms_sum_total(&sum) / c.total / 2);
}

/* ---- entropy ---- */

static double
entropy_series(double d, double a)
{
	double term = 1;
	double sum = 1;

	for (int k = 2; fabs(term) > 1e-17; k++)
	{
		term *= (a - k) / (k + 1) * d;
		sum += term;
	}
	return d * d / 2 * sum;
}

/* (r^b - 1) / b, of the logarithm of r */
static inline double
power_excess(double log_r, double b)
{
	return b == 0 ? log_r : expm1(b * log_r) / b;
}

/* ln(y / mean): of d close to 0, and of two logarithms where r is lost */
static double
log_ratio(double y, double mean, double d)
{
	double r = y / mean;

	if (fabs(d) < 0.5)
		return log1p(d);
	return isnormal(r) ? log(r) : log(y) - log(mean);
}

/* g of the head of this file; y >= 0, and above 0 where a <= 0 */
static double
entropy_term(const centre *c, double y, double a)
{
	double d = deviation(c, y);
	double log_r;

	if (fabs(d) * fmax(1, fabs(a)) <= SERIES)
		return entropy_series(d, a);
	if (y == 0)
		return 1 / a;
	log_r = log_ratio(y, c->mean, d);
	if (a < 0.5)
		return (power_excess(log_r, a) - d) / (a - 1);
	return (y / c->mean * power_excess(log_r, a - 1) - d) / a;
}

/* Is the least value one that r^a allows? */
static bool
has_power(const ms_sample *s, double a)
{
	double least = s->n > 0 ? ms_sample_key(s, 0) : MS_NULL;

	return isfinite(a) && (least > 0 || (least == 0 && a > 0));
}

static double
entropy_of(const ms_sample *s, const centre *c, double a)
{
	ms_sum sum = {0, 0};

	for (int64_t i = 0; i < s->n; i++)
	{
		ms_check_interrupts();
		ms_sum_add(&sum,
		           ms_sample_weight(s, i) *
		               entropy_term(c, ms_sample_key(s, i), a));
	}
	return ms_known(ms_sum_total(&sum) / c->total);
}

double
ms_inequality_generalized_entropy(const ms_sample *s, double a)
{
	centre c = centre_of(s);

	if (ms_is_null(c.mean) || !has_power(s, a))
		return MS_NULL;
	return entropy_of(s, &c, a);
}

/* ---- Atkinson ---- */

/*
 * Where r^a is beyond a double for the poorest, a < 0: of ratios to the least
 * value, whose powers are between 0 and 1.
 */
static double
atkinson_of_least(const ms_sample *s, const centre *c, double a)
{
	double least = ms_sample_key(s, 0);
	ms_sum sum = {0, 0};

	for (int64_t i = 0; i < s->n; i++)
	{
		ms_check_interrupts();
		ms_sum_add(
		    &sum, ms_sample_weight(s, i) * pow(ms_sample_key(s, i) / least, a));
	}
	return 1 - least / c->mean * exp(log(ms_sum_total(&sum) / c->total) / a);
}

double
ms_inequality_atkinson(const ms_sample *s, double e)
{
	centre c = centre_of(s);
	double a = 1 - e;
	double entropy;
	double excess;

	if (!(e >= 0) || ms_is_null(c.mean) || !has_power(s, a))
		return MS_NULL;
	entropy = entropy_of(s, &c, a);
	excess = -a * e * entropy; /* a (a - 1) GE(a) */
	if (a == 0)
		return ms_known(-expm1(-entropy));
	if (a < 0 && !isfinite(excess))
		return ms_known(atkinson_of_least(s, &c, a));
	return ms_known(-expm1(log1p(excess) / a));
}

/* ---- ratios of shares ---- */

double
ms_inequality_palma(const ms_sample *s)
{
	const double p[] = {0.4, 0.9};
	double share[2];

	ms_sample_lorenz(s, 2, p, share);
	if (!(ms_sample_key_mean(s) > 0 && share[0] > 0))
		return MS_NULL;
	return ms_known((1 - share[1]) / share[0]);
}

double
ms_inequality_herfindahl(const ms_sample *s)
{
	double ge2 = ms_inequality_generalized_entropy(s, 2);

	return ms_known((1 + 2 * ge2) / ms_sample_total(s));
}

double
ms_inequality_quintile_share_ratio(const ms_sample *s)
{
	double first = ms_sample_quantile(s, 0.2, MS_QUANTILE_STATA);
	double fourth = ms_sample_quantile(s, 0.8, MS_QUANTILE_STATA);
	double mean = ms_sample_key_mean(s);
	ms_sum low = {0, 0};
	ms_sum high = {0, 0};

	if (!(mean > 0))
		return MS_NULL;
	for (int64_t i = 0; i < s->n; i++)
	{
		double share = ms_sample_weight(s, i) * (ms_sample_key(s, i) / mean);

		ms_check_interrupts();
		if (ms_sample_key(s, i) <= first)
			ms_sum_add(&low, share);
		if (ms_sample_key(s, i) > fourth)
			ms_sum_add(&high, share);
	}
	/* as the mean is positive, so is the sum of those above, if there are any */
	if (!(ms_sum_total(&low) > 0 && ms_sum_total(&high) > 0))
		return MS_NULL;
	return ms_known(ms_sum_total(&high) / ms_sum_total(&low));
}

/* ---- what needs care ---- */

void
ms_inequality_signs(const ms_sample *s, int64_t *negative, int64_t *zero)
{
	int64_t i = 0;

	for (; i < s->n && ms_sample_key(s, i) < 0; i++)
		ms_check_interrupts();
	*negative = i;
	for (; i < s->n && ms_sample_key(s, i) == 0; i++)
		ms_check_interrupts();
	*zero = i - *negative;
}

/* nobody where the highest are tied, or fewer than five */
static bool
anybody_above(const ms_sample *s, double p)
{
	return ms_sample_quantile(s, p, MS_QUANTILE_STATA) <
	       ms_sample_key(s, s->n - 1);
}

const char *
ms_inequality_note(const ms_sample *s)
{
	static const char *const notes[][2] = {
	    {NULL, "nobody is above the fourth quintile: no quintile share ratio"},
	    {"values are 0: no mean log deviation, no Atkinson index of 1 or more, "
	     "and no ratio where the poorest have nothing",
	     "values are 0: no mean log deviation, no Atkinson index of 1 or more; "
	     "nobody is above the fourth quintile: no quintile share ratio"},
	    {"values are negative: no entropy, no Atkinson index, no ratio where "
	     "the poorest have less than nothing, and Gini may be above 1",
	     "values are negative: no entropy, no Atkinson index, and Gini may be "
	     "above 1; nobody is above the fourth quintile: no quintile share "
	     "ratio"}};
	double mean = ms_sample_key_mean(s);
	double least;

	if (s->n == 0)
		return "no rows";
	if (ms_is_null(mean))
		return "the sum is too large for double precision";
	if (!(mean > 0))
		return "the mean is not positive";
	least = ms_sample_key(s, 0);
	return notes[least < 0 ? 2 : least == 0][!anybody_above(s, 0.8)];
}
