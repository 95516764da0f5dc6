/*
 * normality.c
 *		Tests of normality from moments.
 *
 * Both compare skewness g1 and excess kurtosis g2 with the normal's 0 and 0.
 *
 * Jarque-Bera: n/6 (g1^2 + g2^2/4), chi-square with 2 degrees of freedom in
 * large samples.
 *
 * D'Agostino-Pearson: K^2 = z1^2 + z2^2 with transformations z1 of g1 and z2
 * of g2 that are close to normal in small samples too.
 *
 * Sources: Jarque & Bera (1987), Int Stat Rev 55:163; D'Agostino (1970),
 * Biometrika 57:679 (z1); Anscombe & Glynn (1983), Biometrika 70:227 (z2);
 * D'Agostino, Belanger & D'Agostino (1990), Am Stat 44:316.
 */
#include <stdbool.h>

#include "distribution.h"
#include "normality.h"

/* z1: Johnson's S_U fitted to the moments of g1 under normality */
static double
z_of_skewness(double g1, double n)
{
	double y = g1 * sqrt((n + 1) * (n + 3) / (6 * (n - 2)));
	double beta2 = 3 * (n * n + 27 * n - 70) * (n + 1) * (n + 3) /
	               ((n - 2) * (n + 5) * (n + 7) * (n + 9));
	double w2 = sqrt(2 * (beta2 - 1)) - 1;
	double alpha = sqrt(2 / (w2 - 1));

	return asinh(y / alpha) / sqrt(log(w2) / 2);
}

/* x sqrt(2 / (a - 4)), and a: what z2 is made of */
static double
scaled_kurtosis(double g2, double n, double *a)
{
	double mean = 3 * (n - 1) / (n + 1);
	double variance =
	    24 * n * (n - 2) * (n - 3) / ((n + 1) * (n + 1) * (n + 3) * (n + 5));
	double x = (g2 + 3 - mean) / sqrt(variance);
	double skew = 6 * (n * n - 5 * n + 2) / ((n + 7) * (n + 9)) *
	              sqrt(6 * (n + 3) * (n + 5) / (n * (n - 2) * (n - 3)));

	*a = 6 + 8 / skew * (2 / skew + sqrt(1 + 4 / (skew * skew)));
	return x * sqrt(2 / (*a - 4));
}

/*
 * z2: the cube root of a scaled chi-square fitted to the moments of b2.  Where
 * 1 + scaled is negative the sample is flatter than the fit reaches; the root
 * is continued there, as scipy does, and only its size means something.
 */
static double
z_of_kurtosis(double scaled, double a)
{
	double root = cbrt((1 - 2 / a) / (1 + scaled));

	return ms_known((1 - 2 / (9 * a) - root) / sqrt(2 / (9 * a)));
}

/* Start the answer; false if there is nothing to test. */
static bool
begin(const ms_moments *m,
      double min_rows,
      const char *too_few,
      ms_normality_test *result)
{
	*result = (ms_normality_test){.statistic = MS_NULL,
	                              .df = 2,
	                              .p_value = MS_NULL,
	                              .z_skewness = MS_NULL,
	                              .z_kurtosis = MS_NULL};
	if (m->weight < min_rows)
		result->note = too_few;
	else if (!m->has_shape)
		result->note = "third and fourth moments are not known";
	else if (ms_moments_no_spread(m) != NULL)
		result->note = ms_moments_no_spread(m);
	else if (ms_is_null(ms_moments_skewness(m, true)))
		result->note = MS_TOO_NARROW;
	return result->note == NULL;
}

void
ms_dagostino_test(const ms_moments *m, ms_normality_test *result)
{
	double n = m->weight;
	double scaled;
	double a;

	if (!begin(m, 8, "fewer than 8 rows", result))
		return;
	scaled = scaled_kurtosis(ms_moments_kurtosis(m, true), n, &a);
	result->z_skewness = z_of_skewness(ms_moments_skewness(m, true), n);
	result->z_kurtosis = z_of_kurtosis(scaled, a);
	result->statistic = result->z_skewness * result->z_skewness +
	                    result->z_kurtosis * result->z_kurtosis;
	result->p_value = ms_chisq_cdf(result->statistic, 2, MS_UPPER);
	if (scaled <= -1)
		result->note = "flatter than the approximation reaches: far from "
		               "normal, the sign of z_kurtosis means nothing";
	else if (n < 20)
		result->note = "fewer than 20 rows: the p-value is approximate";
}

void
ms_jarque_bera_test(const ms_moments *m, ms_normality_test *result)
{
	double g1 = ms_moments_skewness(m, true);
	double g2 = ms_moments_kurtosis(m, true);

	if (!begin(m, 2, "fewer than 2 rows", result))
		return;
	result->statistic = ms_known(m->weight / 6 * (g1 * g1 + g2 * g2 / 4));
	result->p_value = ms_chisq_cdf(result->statistic, 2, MS_UPPER);
	if (ms_is_null(result->statistic))
		result->note = "the shape is beyond double precision";
	else if (m->weight < 100)
		result->note = "a large-sample test: the p-value is approximate";
}
