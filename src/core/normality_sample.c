/*
 * normality_sample.c
 *		Tests of normality that need the values.
 *
 * Shapiro-Wilk.  W is the squared correlation of the ordered values with their
 * expected places under normality; the weights are Royston's approximation, from
 * the normal quantiles of (i - 3/8) / (n + 1/4) with the two largest corrected by
 * polynomials in 1 / sqrt(n).  1 - W is formed as a product, so that a W near 1
 * keeps its digits; a transformed log (1 - W) is near normal.  From 3 to 5000
 * rows.  Royston (1995), Applied Statistics 44:547 (AS R94).
 *
 * Anderson-Darling.  With F the normal distribution at (x - mean) / sd,
 *
 *	A2 = -n - sum (2 i - 1) (log F(x_i) + log (1 - F(x_(n + 1 - i)))) / n
 *
 * where a run of equal values from rank l + 1 to h takes (h - l) (h + l) times
 * its log F.  Both logs are those of a tail, whatever the distance.  A* = A2 (1 +
 * 0.75 / n + 2.25 / n^2), and its p-value by pieces: Stephens, in D'Agostino &
 * Stephens (1986), Goodness-of-Fit Techniques, table 4.9.
 *
 * Lilliefors.  D is the largest distance of the distribution of the values from
 * F; the p-value is that of Dallal & Wilkinson (1986), Am Stat 40:294, where it
 * is below 0.1, else Stephens' (1974), JASA 69:730, as R's nortest has both.
 */
#include "distribution.h"
#include "normality_sample.h"
#include "sum.h"

static ms_normality_sample
undefined(void)
{
	return (ms_normality_sample){MS_NULL, MS_NULL, MS_NULL, 0, NULL};
}

/*
 * Where a value stands: z = ((x - middle) / range - mean) / sd, with the mean and
 * the standard deviation of these shares of the range.  The mean of x itself
 * would lose the digits that an offset takes; squares of shares are numbers
 * whatever the unit.
 */
typedef struct scale
{
	double middle;
	double range;
	double mean;
	double sd;
} scale;

static double
share_of_range(const scale *s, double x)
{
	return (x - s->middle) / s->range;
}

static double
z_of(const scale *s, double x)
{
	return (share_of_range(s, x) - s->mean) / s->sd;
}

static scale
range_of(const ms_runs *r, double n)
{
	return (scale){.middle = ms_runs_median(r, n),
	               .range = ms_runs_value(r, r->n - 1) - ms_runs_value(r, 0)};
}

static scale
scale_of(const ms_runs *r, double n)
{
	scale s = range_of(r, n);
	ms_sum sum = {0, 0};
	ms_sum squares = {0, 0};

	for (int64_t i = 0; i < r->n; i++)
	{
		ms_runs_look_around(i);
		ms_sum_add(&sum,
		           ms_runs_weight(r, i) *
		               share_of_range(&s, ms_runs_value(r, i)));
	}
	s.mean = ms_sum_total(&sum) / n;
	for (int64_t i = 0; i < r->n; i++)
	{
		double distance = share_of_range(&s, ms_runs_value(r, i)) - s.mean;

		ms_runs_look_around(i);
		ms_sum_add(&squares, ms_runs_weight(r, i) * distance * distance);
	}
	s.sd = sqrt(ms_sum_total(&squares) / (n - 1));
	return s;
}

/* Why there is no test, or NULL. */
static const char *
begin(const ms_runs *r, double least, const char *too_few, double *n)
{
	const char *note = ms_runs_count(r, n);

	if (note != NULL)
		return note;
	if (*n < least)
		return *n == 0 ? "no rows" : too_few;
	if (ms_runs_value(r, 0) == ms_runs_value(r, r->n - 1))
		return "values are constant";
	if (!isfinite(ms_runs_value(r, r->n - 1) - ms_runs_value(r, 0)))
		return "the spread is beyond double precision";
	return NULL;
}

/* ---- Shapiro-Wilk ---- */

static double
polynomial(const double *c, int order, double x)
{
	double sum = 0;

	for (int k = order - 1; k >= 0; k--)
		sum = sum * x + c[k];
	return sum;
}

/* The weights of the upper half of n rows, from the largest on. */
static void
royston_weights(int n, double *a)
{
	static const double largest[] = {
	    0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056};
	static const double second[] = {
	    0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633};
	int half = n / 2;
	double root = 1 / sqrt(n);
	double squares = 0;
	double a1;
	double a2;
	double scale;
	int from = n > 5 ? 2 : 1;

	if (n == 3)
	{
		a[0] = M_SQRT1_2;
		return;
	}
	for (int i = 0; i < half; i++)
	{
		a[i] = ms_normal_quantile((i + 1 - 0.375) / (n + 0.25), MS_UPPER);
		squares += 2 * a[i] * a[i];
	}
	a1 = polynomial(largest, 6, root) + a[0] / sqrt(squares);
	a2 = polynomial(second, 6, root) + a[1] / sqrt(squares);
	if (n > 5)
		scale = sqrt((squares - 2 * a[0] * a[0] - 2 * a[1] * a[1]) /
		             (1 - 2 * a1 * a1 - 2 * a2 * a2));
	else
		scale = sqrt((squares - 2 * a[0] * a[0]) / (1 - 2 * a1 * a1));
	a[0] = a1;
	if (n > 5)
		a[1] = a2;
	for (int i = from; i < half; i++)
		a[i] /= scale;
}

/* The values of all rows, as distances from the middle, in shares of the range */
static void
write_rows(const ms_runs *r, double n, double *x)
{
	scale s = range_of(r, n);
	int64_t at = 0;

	for (int64_t i = 0; i < r->n; i++)
	{
		for (double k = 0; k < ms_runs_weight(r, i); k++)
			x[at++] = share_of_range(&s, ms_runs_value(r, i));
	}
}

/* 1 - W */
static double
shapiro_complement(int n, const double *x, const double *a)
{
	ms_sum sum = {0, 0};
	double mean;
	double norm_a = 0;
	double norm_x = 0;
	double product = 0;
	double norms;

	for (int i = 0; i < n; i++)
		ms_sum_add(&sum, x[i]);
	mean = ms_sum_total(&sum) / n;
	for (int i = 0; i < n; i++)
	{
		double weight = i < n / 2 ? -a[i] : i >= n - n / 2 ? a[n - 1 - i] : 0;
		double distance = x[i] - mean;

		norm_a += weight * weight;
		norm_x += distance * distance;
		product += weight * distance;
	}
	norms = sqrt(norm_a * norm_x);
	return (norms - product) * (norms + product) / (norm_a * norm_x);
}

/* P(W <= w) */
static double
shapiro_p_value(int n, double complement)
{
	static const double gamma[] = {-2.273, 0.459};
	static const double mean_small[] = {0.544, -0.39978, 0.025054, -6.714e-4};
	static const double sd_small[] = {1.3822, -0.77857, 0.062767, -0.0020322};
	static const double mean_large[] = {
	    -1.5861, -0.31082, -0.083751, 0.0038915};
	static const double sd_large[] = {-0.4803, -0.082676, 0.0030302};
	double y = log(complement);
	double mean;
	double sd;

	if (n == 3) /* exact */
		return fmax(0, 6 / M_PI * (asin(sqrt(1 - complement)) - M_PI / 3));
	if (n <= 11)
	{
		y = -log(polynomial(gamma, 2, n) - y);
		mean = polynomial(mean_small, 4, n);
		sd = exp(polynomial(sd_small, 4, n));
	}
	else
	{
		mean = polynomial(mean_large, 4, log(n));
		sd = exp(polynomial(sd_large, 3, log(n)));
	}
	return ms_normal_cdf((y - mean) / sd, MS_UPPER);
}

size_t
ms_shapiro_wilk_room(const ms_runs *r)
{
	double n;

	return ms_runs_count(r, &n) == NULL && n <= MS_SHAPIRO_MOST ? 2 * (size_t) n
	                                                            : 0;
}

void
ms_shapiro_wilk_test(const ms_runs *r,
                     double *room,
                     ms_normality_sample *result)
{
	double n;
	double complement;

	*result = undefined();
	result->note = begin(r, 3, "fewer than 3 rows", &n);
	result->n = n;
	if (result->note == NULL && n > MS_SHAPIRO_MOST)
		result->note = "more than 5000 rows: see anderson_darling_test";
	if (result->note != NULL)
		return;
	write_rows(r, n, room);
	royston_weights((int) n, room + (int) n);
	complement = shapiro_complement((int) n, room, room + (int) n);
	result->statistic = 1 - complement;
	result->p_value = ms_known(shapiro_p_value((int) n, complement));
}

/* ---- Anderson-Darling ---- */

/* log of a tail of the normal distribution, as far out as it may be */
static double
log_tail(double z, ms_tail tail)
{
	double out = tail == MS_UPPER ? z : -z;

	if (out > 30)
		return ms_t_log_two_sided(out, INFINITY) - M_LN2;
	if (out < 0)
		return log1p(-ms_normal_cdf(z, tail == MS_UPPER ? MS_LOWER : MS_UPPER));
	return log(ms_normal_cdf(z, tail));
}

static double
anderson_p_value(double a)
{
	if (a < 0.2)
		return 1 - exp(-13.436 + 101.14 * a - 223.73 * a * a);
	if (a < 0.34)
		return 1 - exp(-8.318 + 42.796 * a - 59.938 * a * a);
	if (a < 0.6)
		return exp(0.9177 - 4.279 * a - 1.38 * a * a);
	if (a < 10)
		return exp(1.2937 - 5.709 * a + 0.0186 * a * a);
	return 3.7e-24;
}

void
ms_anderson_darling_test(const ms_runs *r, ms_normality_sample *result)
{
	ms_sum sum = {0, 0};
	double low = 0; /* rows below */
	double n;
	scale s;

	*result = undefined();
	result->note = begin(r, 8, "fewer than 8 rows", &n);
	result->n = n;
	if (result->note != NULL)
		return;
	s = scale_of(r, n);
	for (int64_t i = 0; i < r->n; i++)
	{
		double t = ms_runs_weight(r, i);
		double z = z_of(&s, ms_runs_value(r, i));

		ms_runs_look_around(i);
		ms_sum_add(&sum, t * ((2 * low + t) / n) * log_tail(z, MS_LOWER));
		ms_sum_add(&sum, t * ((2 * (n - low) - t) / n) * log_tail(z, MS_UPPER));
		low += t;
	}
	ms_sum_add(&sum, n);
	result->statistic = ms_known(-ms_sum_total(&sum));
	result->adjusted_statistic =
	    result->statistic * (1 + 0.75 / n + 2.25 / n / n);
	result->p_value = ms_is_null(result->statistic)
	                      ? MS_NULL
	                      : anderson_p_value(result->adjusted_statistic);
	if (ms_is_null(result->statistic))
		result->note = "the statistic is beyond double precision";
	else if (result->adjusted_statistic >= 10)
		result->note = "the p-value is below 3.7e-24, where its formula ends";
}

/* ---- Lilliefors ---- */

static double
stephens_p_value(double n, double d)
{
	static const double middle[][5] = {
	    {2.76773, -19.828315, 80.709644, -138.55152, 81.218052},
	    {-4.901232, 40.662806, -97.490286, 94.029866, -32.355711},
	    {6.198765, -19.558097, 23.186922, -12.234627, 2.423045}};
	double k = (sqrt(n) - 0.01 + 0.85 / sqrt(n)) * d;

	if (k <= 0.302)
		return 1;
	if (k > 1.31)
		return 0;
	return polynomial(middle[k <= 0.5 ? 0 : k <= 0.9 ? 1 : 2], 5, k);
}

static double
lilliefors_p_value(double n, double d)
{
	double scaled = n > 100 ? d * pow(n / 100, 0.49) : d;
	double rows = fmin(n, 100);
	double root = sqrt(rows + 2.78019);
	double p =
	    exp(-7.01256 * scaled * scaled * root * root + 2.99587 * scaled * root -
	        0.122119 + 0.974598 / sqrt(rows) + 1.67997 / rows);

	return p > 0.1 ? stephens_p_value(n, d) : p;
}

void
ms_lilliefors_test(const ms_runs *r, ms_normality_sample *result)
{
	double largest = 0;
	double low = 0;
	double n;
	scale s;

	*result = undefined();
	result->note = begin(r, 5, "fewer than 5 rows", &n);
	result->n = n;
	if (result->note != NULL)
		return;
	s = scale_of(r, n);
	for (int64_t i = 0; i < r->n;)
	{
		double value = ms_runs_value(r, i);
		double f = ms_normal_cdf(z_of(&s, value), MS_LOWER);
		double high = low + ms_runs_take(r, &i, value);

		largest = fmax(largest, fmax(high / n - f, f - low / n));
		low = high;
	}
	result->statistic = largest;
	result->p_value = fmin(1, fmax(0, lilliefors_p_value(n, largest)));
}
