/*
 * anova.c
 *		Comparison of the means, or of the spreads, of several groups.
 *
 * k groups have n_i rows (or weights that count rows), means m_i, variances
 * s_i^2 and sums of squares M_i; N = sum n_i, m = sum n_i m_i / N.
 *
 *	classic		SSB = sum n_i (m_i - m)^2, SSW = sum M_i
 *				F = SSB / (k - 1) / (SSW / (N - k)) on k - 1, N - k
 *	Welch		w_i = n_i / s_i^2, W = sum w_i, m' = sum w_i m_i / W
 *				A = sum w_i (m_i - m')^2 / (k - 1)
 *				B = sum (1 - w_i / W)^2 / (n_i - 1)
 *				F = A / (1 + 2 (k - 2) B / (k^2 - 1)) on k - 1, (k^2 - 1) / (3 B)
 *	Brown and	c_i = (1 - n_i / N) s_i^2, C = sum c_i
 *	Forsythe	F = SSB / C on k - 1, C^2 / sum (c_i^2 / (n_i - 1))
 *	Bartlett	r_i = s_i^2 / MSW
 *				chi-square = sum (n_i - 1) (r_i - 1 - log r_i) / c on k - 1
 *				c = 1 + (sum 1 / (n_i - 1) - 1 / (N - k)) / (3 (k - 1))
 *
 * in Bartlett's the sum of (n_i - 1) (r_i - 1) is 0 and is put in so that no
 * term is negative.  Effect sizes are those of the classic partition:
 *
 *	eta^2		SSB / (SSB + SSW)
 *	omega^2		(SSB - (k - 1) MSW) / (SSB + SSW + MSW)
 *	epsilon^2	(SSB - (k - 1) MSW) / (SSB + SSW)
 *	Cohen's f	sqrt(SSB / SSW)
 *
 * where omega^2 and epsilon^2 may be negative, as effects below chance are.
 *
 * Means are pairs of doubles (moments.h), and so are the m and m' that they are
 * compared with: NIST's data sets with thirteen constant leading digits keep all
 * that their doubles know.
 *
 * Levene's test is the classic F of the distances |x - centre|; Brown and
 * Forsythe's has the median for the centre.  Distances are taken from values
 * less a number near the centre, in which an offset takes no digits.
 *
 * Pairs.  t = (m_1 - m_2) / SE with SE^2 = MSW (1/n_1 + 1/n_2) on N - k degrees
 * of freedom where the variance is pooled over all groups, else SE^2 = s_1^2 /
 * n_1 + s_2^2 / n_2 on Satterthwaite's.  sqrt(2) |t| is referred to the
 * studentized range of k means: pooled it is Tukey and Kramer's test, else
 * Games and Howell's.  Scheffe's refers t^2 / (k - 1), pooled, to F on k - 1 and
 * N - k: its limits hold for all contrasts of the means together.
 *
 * Sources: Welch (1951), Biometrika 38:330; Brown & Forsythe (1974),
 * Technometrics 16:129 and JASA 69:364; Bartlett (1937), Proc R Soc A 160:268;
 * Levene (1960), in: Contributions to probability and statistics; Kramer (1956),
 * Biometrics 12:307; Games & Howell (1976), J Educ Stat 1:113; Scheffe (1953),
 * Biometrika 40:87; Olejnik & Algina (2003), Psychol Methods 8:434 (effect sizes).
 */
#include <float.h>

#include "anova.h"
#include "distribution.h"
#include "port.h"

#define ROUNDING (64 * DBL_EPSILON)

/* ---- sums over groups ---- */

/* The centre of all groups, each with a weight; MS_OVERFLOW as merging says. */
static ms_status
centre_of(int groups,
          const ms_moments *m,
          double (*weight)(const ms_moments *group, double scale),
          double scale,
          ms_moments *centre)
{
	ms_status status = MS_OK;

	ms_moments_init(centre);
	for (int i = 0; i < groups && status == MS_OK; i++)
	{
		ms_moments point;

		if (m[i].n == 0)
			continue;
		ms_moments_of_spread(
		    &point, 1, weight(&m[i], scale), m[i].mean, m[i].mean_low, 0);
		status = ms_moments_merge(centre, &point);
	}
	return status;
}

/* sum of w_i (m_i - centre)^2 */
static double
spread_about(int groups,
             const ms_moments *m,
             double (*weight)(const ms_moments *group, double scale),
             double scale,
             const ms_moments *centre)
{
	ms_sum sum = {0, 0};

	for (int i = 0; i < groups; i++)
	{
		double distance = ms_moments_difference(&m[i], centre);

		if (m[i].n > 0)
			ms_sum_add(&sum, weight(&m[i], scale) * distance * distance);
	}
	return ms_sum_total(&sum);
}

/* n_i */
static double
count_of(const ms_moments *group, double unused)
{
	(void) unused;
	return group->weight;
}

/* w_i, over the largest of them */
static double
precision_of(const ms_moments *group, double least_error)
{
	return least_error / (ms_moments_variance(group) / group->weight);
}

/* k, N, the partition and what is read from it; false without a test */
static bool
partition(int groups, const ms_moments *m, ms_anova *r)
{
	ms_sum n = {0, 0};
	ms_sum within = {0, 0};
	ms_moments centre;
	bool narrow = false;

	*r = (ms_anova){.statistic = MS_NULL,
	                .df1 = MS_NULL,
	                .df2 = MS_NULL,
	                .p_value = MS_NULL,
	                .ss_between = MS_NULL,
	                .ss_within = MS_NULL,
	                .ms_between = MS_NULL,
	                .ms_within = MS_NULL,
	                .eta_squared = MS_NULL,
	                .omega_squared = MS_NULL,
	                .epsilon_squared = MS_NULL,
	                .cohens_f = MS_NULL,
	                .mean = MS_NULL};
	for (int i = 0; i < groups; i++)
	{
		if (m[i].n == 0)
			continue;
		r->k++;
		ms_sum_add(&n, m[i].weight);
		ms_sum_add(&within, m[i].m2);
		narrow |= ms_moments_too_narrow(&m[i]);
	}
	r->n = ms_sum_total(&n);
	if (r->k == 0)
	{
		r->note = "no rows";
		return false;
	}
	if (centre_of(groups, m, count_of, 0, &centre) != MS_OK ||
	    !isfinite(ms_sum_total(&within)))
	{
		r->note = "the sums of squares are too large for double precision";
		return false;
	}
	r->mean = centre.mean;
	r->ss_within = ms_sum_total(&within);
	r->ss_between = spread_about(groups, m, count_of, 0, &centre);
	if (narrow && r->ss_within < DBL_MIN * r->n)
		r->note = MS_TOO_NARROW;
	else if (!isfinite(r->ss_between + r->ss_within))
	{
		r->ss_between = ms_known(r->ss_between);
		r->note = "the sums of squares are too large for double precision";
	}
	else if (r->k < 2)
		r->note = "fewer than 2 groups have rows";
	return r->note == NULL;
}

/* What the partition says without a test. */
static void
effect_sizes(ms_anova *r)
{
	double total = r->ss_between + r->ss_within;
	double chance;

	r->df1 = r->k - 1;
	r->ms_between = r->ss_between / r->df1;
	if (total > 0)
		r->eta_squared = r->ss_between / total;
	if (!ms_more_than(r->n, r->k))
		return;
	r->df2 = r->n - r->k;
	r->ms_within = r->ss_within / r->df2;
	chance = r->df1 * r->ms_within;
	if (!(total > 0))
		return;
	r->omega_squared = (r->ss_between - chance) / (total + r->ms_within);
	r->epsilon_squared = (r->ss_between - chance) / total;
	r->cohens_f = ms_known(sqrt(r->ss_between / r->ss_within));
}

/* The test, once its denominator is known; no df2 is a note's matter. */
static void
conclude(ms_anova *r, double f, double df2)
{
	r->df2 = MS_NULL;
	if (r->note != NULL)
		return;
	if (!(isfinite(f) && isfinite(df2)))
	{
		r->note = "the variances are too small for double precision";
		return;
	}
	r->statistic = f;
	r->df2 = df2;
	r->p_value = ms_f_cdf(f, r->df1, df2, MS_UPPER);
}

void
ms_anova_classic(int groups, const ms_moments *m, ms_anova *r)
{
	if (!partition(groups, m, r))
		return;
	effect_sizes(r);
	if (!ms_more_than(r->n, r->k))
		r->note = "no group has more than one row";
	else if (!(r->ss_within > 0))
		r->note = "the values are constant within every group";
	conclude(r, r->ms_between / r->ms_within, r->n - r->k);
}

/* ---- unequal variances ---- */

/* Why the variances of the groups cannot be used, or NULL. */
static const char *
no_variances(int groups, const ms_moments *m, bool constants)
{
	for (int i = 0; i < groups; i++)
	{
		if (m[i].n == 0)
			continue;
		if (!ms_more_than(m[i].weight, 1))
			return m[i].n < 2 ? "a group has fewer than 2 rows"
			                  : "the weights of a group add up to 1 or less: "
			                    "frequency weights count rows";
		if (ms_moments_too_narrow(&m[i]))
			return MS_TOO_NARROW;
		if (!constants && !(m[i].m2 > 0))
			return "the values of a group are constant";
	}
	return NULL;
}

void
ms_anova_welch(int groups, const ms_moments *m, ms_anova *r)
{
	double least = INFINITY;
	double k;
	double b = 0;
	double a;
	ms_moments centre;

	if (!partition(groups, m, r))
		return;
	effect_sizes(r);
	r->note = no_variances(groups, m, false);
	if (r->note != NULL)
	{
		conclude(r, MS_NULL, MS_NULL);
		return;
	}
	for (int i = 0; i < groups; i++)
	{
		if (m[i].n > 0)
			least = fmin(least, ms_moments_variance(&m[i]) / m[i].weight);
	}
	(void) centre_of(groups, m, precision_of, least, &centre);
	k = r->k;
	a = spread_about(groups, m, precision_of, least, &centre) / least / (k - 1);
	for (int i = 0; i < groups; i++)
	{
		double rest = centre.weight;

		if (m[i].n == 0)
			continue;
		rest = (rest - precision_of(&m[i], least)) / rest;
		b += rest * rest / (m[i].weight - 1);
	}
	conclude(r, a / (1 + 2 * (k - 2) * b / (k * k - 1)), (k * k - 1) / (3 * b));
}

void
ms_anova_brown_forsythe(int groups, const ms_moments *m, ms_anova *r)
{
	double c = 0;
	double shares = 0;

	if (!partition(groups, m, r))
		return;
	effect_sizes(r);
	r->note = no_variances(groups, m, true);
	if (r->note == NULL && !(r->ss_within > 0))
		r->note = "the values are constant within every group";
	for (int i = 0; i < groups && r->note == NULL; i++)
	{
		if (m[i].n > 0)
			c += (1 - m[i].weight / r->n) * ms_moments_variance(&m[i]);
	}
	for (int i = 0; i < groups && r->note == NULL; i++)
	{
		double share =
		    (1 - m[i].weight / r->n) * ms_moments_variance(&m[i]) / c;

		if (m[i].n > 0)
			shares += share * share / (m[i].weight - 1);
	}
	conclude(r, r->ss_between / c, 1 / shares);
}

void
ms_anova_bartlett(int groups, const ms_moments *m, ms_anova *r)
{
	double sum = 0;
	double small = 0;

	if (!partition(groups, m, r))
		return;
	effect_sizes(r);
	r->df2 = MS_NULL;
	r->note = no_variances(groups, m, false);
	if (r->note != NULL)
		return;
	for (int i = 0; i < groups; i++)
	{
		double df = m[i].weight - 1;
		double excess = ms_moments_variance(&m[i]) / r->ms_within - 1;

		if (m[i].n == 0)
			continue;
		sum += df * (excess - log1p(excess));
		small += 1 / df;
	}
	small = (small - 1 / (r->n - r->k)) / (3 * r->df1);
	r->statistic = ms_known(fmax(sum, 0) / (1 + small));
	if (ms_is_null(r->statistic))
		r->note = "the variances are too far apart for double precision";
	else
		r->p_value = ms_chisq_cdf(r->statistic, r->df1, MS_UPPER);
}

/* ---- spreads ---- */

/* The records of a sample with their values less a number, still in order. */
static ms_sample
shifted(const ms_sample *s, double by, double *work)
{
	int stride = ms_sample_stride(s->columns);
	int at = ms_sample_value_at(s->columns);

	for (int64_t i = 0; i < s->n; i++)
	{
		for (int j = 0; j < stride; j++)
			work[i * stride + j] = ms_sample_record(s, i)[j];
		work[i * stride + at] -= by;
	}
	return (ms_sample){s->n, s->columns, work};
}

static double
centre_of_sample(const ms_sample *s, ms_centre centre)
{
	return centre == MS_CENTRE_MEAN ? ms_sample_mean(s)
	                                : ms_sample_quantile(s, 0.5, MS_QUANTILE_R);
}

ms_status
ms_anova_distances(const ms_sample *s,
                   ms_centre centre,
                   double *work,
                   ms_moments *distances)
{
	double near = centre_of_sample(s, centre);
	double rest;
	ms_sample about;

	ms_moments_init(distances);
	if (s->n == 0)
		return MS_OK;
	if (ms_is_null(near))
		return MS_OVERFLOW;
	about = shifted(s, near, work);
	rest = centre_of_sample(&about, centre);
	for (int64_t i = 0; i < s->n; i++)
	{
		double distance = fabs(ms_sample_value(&about, i) - rest);
		ms_status status =
		    isfinite(distance)
		        ? ms_moments_add(distances, distance, ms_sample_weight(s, i))
		        : MS_OVERFLOW;

		if (status != MS_OK)
			return status;
		if (i % 65536 == 65535)
			ms_check_interrupts();
	}
	return MS_OK;
}

/*
 * Two values are equally far from their centre, but for rounding: a spread of
 * the distances within 64 eps of their size is none.
 */
void
ms_anova_spread(int groups, const ms_moments *m, ms_anova *r)
{
	ms_sum size = {0, 0};

	ms_anova_classic(groups, m, r);
	for (int i = 0; i < groups; i++)
		ms_sum_add(&size, m[i].m2 + m[i].weight * m[i].mean * m[i].mean);
	if (!(r->df1 > 0) || !ms_more_than(r->n, r->k) ||
	    r->ss_within > ms_sum_total(&size) * ROUNDING * ROUNDING)
		return;
	r->statistic = r->df2 = r->p_value = MS_NULL;
	r->note = "the distances from the centre are constant within every group";
}

/* ---- pairs ---- */

/* The half width of limits, in standard errors. */
static double
critical_value(const ms_anova_pairs *pairs, double df)
{
	double share = 1 - pairs->level;
	double df1 = pairs->k - 1;

	switch (pairs->law)
	{
		case MS_PAIR_RANGE:
			return ms_studentized_range_quantile(pairs->range, share, df) /
			       M_SQRT2;
		case MS_PAIR_SCHEFFE:
			return sqrt(df1 * ms_f_quantile(share, df1, df, MS_UPPER));
		default:
			return ms_t_quantile(share / 2, df, MS_UPPER);
	}
}

void
ms_anova_pairs_init(int groups,
                    const ms_moments *m,
                    bool pooled,
                    double level,
                    ms_pair_law law,
                    ms_studentized_range *range,
                    ms_anova_pairs *pairs)
{
	ms_anova all;

	(void) partition(groups, m, &all);
	*pairs = (ms_anova_pairs){.law = law,
	                          .k = all.k,
	                          .variance = MS_NULL,
	                          .df = MS_NULL,
	                          .critical = MS_NULL,
	                          .level = level,
	                          .range = range};
	if (law == MS_PAIR_RANGE)
		ms_studentized_range_init(range, all.k < 2 ? 2 : all.k, MS_UPPER);
	if (!pooled)
		return;
	pairs->note = all.note;
	if (all.note != NULL)
		return;
	if (!ms_more_than(all.n, all.k))
		pairs->note = "no group has more than one row";
	else if (!(all.ss_within > 0))
		pairs->note = "the values are constant within every group";
	else
	{
		pairs->df = all.n - all.k;
		pairs->variance = all.ss_within / pairs->df;
		pairs->critical = critical_value(pairs, pairs->df);
	}
}

/* Standard error and degrees of freedom from the two variances. */
static void
separate_error(const ms_moments *a, const ms_moments *b, ms_anova_pair *r)
{
	double e1 = ms_moments_variance(a) / a->weight;
	double e2 = ms_moments_variance(b) / b->weight;
	double share = e1 > 0 ? e1 / (e1 + e2) : 0;
	const ms_moments both[] = {*a, *b};

	r->note = no_variances(2, both, true);
	if (r->note != NULL)
		return;
	if (!(e1 + e2 > 0))
		r->note = "the values are constant within both groups";
	r->std_error = sqrt(e1 + e2);
	r->df = 1 / (share * share / (a->weight - 1) +
	             (1 - share) * (1 - share) / (b->weight - 1));
}

/* Two-sided */
static double
pair_p_value(ms_anova_pairs *pairs, double t, double df)
{
	double df1 = pairs->k - 1;

	switch (pairs->law)
	{
		case MS_PAIR_RANGE:
			return ms_studentized_range_cdf(
			    pairs->range, M_SQRT2 * fabs(t), df);
		case MS_PAIR_SCHEFFE:
			return ms_f_cdf(t * t / df1, df1, df, MS_UPPER);
		default:
			return ms_t_two_sided(t, df);
	}
}

void
ms_anova_pair_of(ms_anova_pairs *pairs,
                 const ms_moments *a,
                 const ms_moments *b,
                 ms_anova_pair *r)
{
	bool pooled = pairs->df > 0;
	double margin;

	*r = (ms_anova_pair){.estimate = MS_NULL,
	                     .std_error = MS_NULL,
	                     .statistic = MS_NULL,
	                     .df = MS_NULL,
	                     .p_value = MS_NULL,
	                     .limits = {MS_NULL, MS_NULL}};
	if (a->n == 0 || b->n == 0)
	{
		r->note = "a group is empty";
		return;
	}
	r->estimate = ms_known(ms_moments_difference(a, b));
	r->note = pairs->note;
	if (r->note != NULL)
		return;
	if (pooled)
	{
		r->df = pairs->df;
		r->std_error =
		    sqrt(pairs->variance) * sqrt(1 / a->weight + 1 / b->weight);
	}
	else
		separate_error(a, b, r);
	if (r->note == NULL && !isfinite(r->estimate / r->std_error))
		r->note = "the difference is too large for double precision";
	if (r->note != NULL)
	{
		r->std_error = r->df = MS_NULL;
		return;
	}
	r->statistic = r->estimate / r->std_error;
	r->p_value = pair_p_value(pairs, r->statistic, r->df);
	margin = r->std_error *
	         (pooled ? pairs->critical : critical_value(pairs, r->df));
	r->limits = (ms_interval){r->estimate - margin, r->estimate + margin};
}
