/*
 * concentration.c
 *		Concentration indices, their standard errors, Kakwani's progressivity.
 *
 * R is the fractional rank, ties averaged (sample.c), so its weighted mean is
 * 1/2.  With mu the weighted mean of the values h and W the sum of the weights,
 *
 *	GC = 2 sum w (h - mu)(R - 1/2) / W
 *
 * is the generalized index, and C = GC / mu the standard one: Gini's, where R
 * is the rank of h itself.  Most kinds are f GC with a factor f, two sum along
 * a curve (concentration_kind.c).  The curve is taken once at each border
 * between groups: its rounding error is in two neighbours with opposite signs,
 * and all but cancels.
 *
 * Standard errors.  C is the slope of the convenient regression of 2 sigma2 h /
 * mu on R, sigma2 the variance of R (mu counts as known).  Here y = f (h - mu)
 * is regressed, y = b (R - 1/2) + e, and the slope multiplied by 2 sigma2
 * after.  As the mean of R is 1/2, only the scores u = w e (R - 1/2) count; S
 * is sum w (R - 1/2)^2, n the number of rows, and
 *
 *	std_error = 2 sqrt(Q) / W, where Q is
 *	ols			S sum w e^2 / (n - 2)
 *	hc1			sum u^2 n / (n - 2)
 *	cluster		sum over g clusters of (sum u)^2 g / (g - 1) (n - 1) / (n - 2)
 *	newey-west	sum_k (1 - |k| / (L + 1)) sum_i u_i u_(i+k) n / (n - 2)
 *
 * with u in the order of R, and k from -L to L, L the lag.  The order within a
 * group of equal ranks is anybody's, so of newey-west it is the expectation
 * over all orders within each group that is taken: robust.c says how.
 *
 * Kakwani's index is C of the payments P less G of the incomes y: one
 * regression of 2 sigma2 (P / mu_P - y / mu_y) on R has it as its slope, and
 * its standard error.  Suits' index has shares of income, q, in the place of
 * shares of people; with l the share of the payments up to the end of a group,
 *
 *	S = 1 - sum (q - q')(l + l') = sum (q - q')((q - l) + (q' - l'))
 *
 * where the primes are the ends of the group before.
 *
 * Sources: Kakwani, Wagstaff & van Doorslaer (1997), J Econometrics 77:87 (the
 * regression); O'Donnell, O'Neill, Van Ourti & Walsh (2016), Stata J 16:112
 * (its robust errors); Wagstaff (2002), Int J Equity Health 1:3 (achievement);
 * Kakwani (1977), Econ J 87:71; Suits (1977), Am Econ Rev 67:747.
 */
#include "concentration.h"
#include "port.h"
#include "robust.h"

#define QUIET 65536 /* records passed between two looks for interrupts */

static const ms_concentration NOTHING = {
    MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL, {MS_NULL, MS_NULL}, NULL};

static const char OUT_OF_RANGE[] =
    "values are negative: the index may lie outside -1 and 1";

/* ---- regression on the rank ---- */

/*
 * What is regressed: of_value (value - value_mean) + of_key (key - key_mean),
 * whose mean is 0.
 */
typedef struct regressand
{
	double of_value;
	double value_mean;
	double of_key;
	double key_mean;
} regressand;

typedef struct line
{
	const ms_sample *s;
	ms_ties groups; /* before the first */
	regressand y;
	double level; /* mean of y: 0 but for rounding */
	double xx; /* sum w (R - 1/2)^2 */
	double slope;
	double gc; /* 2 cov(y, R) */
	double size; /* of what gc is a difference of */
} line;

static inline double
regressed(const line *l, const double *record)
{
	return l->y.of_value *
	           (record[ms_sample_value_at(l->s->columns)] - l->y.value_mean) +
	       l->y.of_key * (record[0] - l->y.key_mean);
}

/* n > 0; without spread in the rank the slope is MS_NULL, and gc 0. */
static line
fit_line(const ms_sample *s, regressand y)
{
	line l = {.s = s, .groups = ms_ties_of(s), .y = y};
	ms_ties group = l.groups;
	ms_sum sum = {0, 0};
	ms_sum xx = {0, 0};
	ms_sum xy = {0, 0};

	while (ms_ties_next(&group))
	{
		double x = group.rank - 0.5;

		for (int64_t i = group.first; i < group.end; i++)
		{
			double wy =
			    ms_sample_weight(s, i) * regressed(&l, ms_sample_record(s, i));

			ms_sum_add(&sum, wy);
			ms_sum_add(&xy, x * wy);
		}
		ms_sum_add(&xx, x * x * group.weight);
	}
	l.level = ms_sum_total(&sum) / group.total;
	l.xx = ms_sum_total(&xx);
	l.slope = ms_known(ms_sum_total(&xy) / l.xx);
	l.gc = 2 * ms_sum_total(&xy) / group.total;
	l.size = fabs(l.gc);
	return l;
}

static inline double
residual(const line *l, const ms_ties *group, int64_t i)
{
	return regressed(l, ms_sample_record(l->s, i)) - l->level -
	       l->slope * (group->rank - 0.5);
}

static inline double
score(const line *l, const ms_ties *group, int64_t i)
{
	return ms_sample_weight(l->s, i) * residual(l, group, i) *
	       (group->rank - 0.5);
}

/* ---- Q of the standard errors, as the head of this file has it ---- */

static double
q_ols(const line *l)
{
	ms_ties group = l->groups;
	ms_sum squares = {0, 0};

	while (ms_ties_next(&group))
	{
		for (int64_t i = group.first; i < group.end; i++)
		{
			double e = residual(l, &group, i);

			ms_sum_add(&squares, ms_sample_weight(l->s, i) * e * e);
		}
	}
	return l->xx * ms_sum_total(&squares) / ((double) l->s->n - 2);
}

static double
q_hc1(const line *l)
{
	ms_ties group = l->groups;
	ms_sum squares = {0, 0};
	double n = (double) l->s->n;

	while (ms_ties_next(&group))
	{
		for (int64_t i = group.first; i < group.end; i++)
		{
			double u = score(l, &group, i);

			ms_sum_add(&squares, u * u);
		}
	}
	return ms_sum_total(&squares) * (n / (n - 2));
}

static double
q_newey_west(const line *l, int64_t lag, double *scores)
{
	ms_ties group = l->groups;
	ms_sum within = {0, 0};
	double n = (double) l->s->n;

	while (ms_ties_next(&group))
	{
		for (int64_t i = group.first; i < group.end; i++)
			scores[i] = score(l, &group, i);
		ms_sum_add(
		    &within,
		    ms_robust_tie(scores + group.first, group.end - group.first, lag));
	}
	return (ms_robust_bartlett(scores, l->s->n, lag) + ms_sum_total(&within)) *
	       (n / (n - 2));
}

static double
q_cluster(const line *l, double *work, int64_t *clusters)
{
	double(*pairs)[2] = (double(*)[2]) work;
	ms_ties group = l->groups;
	double n = (double) l->s->n;
	double sum;

	while (ms_ties_next(&group))
	{
		for (int64_t i = group.first; i < group.end; i++)
		{
			pairs[i][0] = ms_sample_cluster(l->s, i);
			pairs[i][1] = score(l, &group, i);
		}
	}
	sum = ms_robust_clusters(pairs, l->s->n, work + 2 * l->s->n, clusters);
	return sum * ((n - 1) / (n - 2)) *
	       ((double) *clusters / ((double) *clusters - 1));
}

size_t
ms_concentration_workspace(ms_concentration_errors errors, int64_t n)
{
	switch (errors)
	{
		case MS_ERRORS_NEWEY_WEST:
			return (size_t) n;
		case MS_ERRORS_CLUSTER:
			return 4 * (size_t) n;
		default:
			return 0;
	}
}

/* Q and the degrees of freedom, or the reason why there are none. */
static const char *
find_q(const line *l,
       const ms_concentration_options *options,
       double *work,
       double *q,
       double *df)
{
	int64_t clusters;

	if (l->s->n < 3)
		return "fewer than 3 rows: no standard error";
	*df = (double) l->s->n - 2;
	switch (options->errors)
	{
		case MS_ERRORS_OLS:
			*q = q_ols(l);
			break;
		case MS_ERRORS_HC1:
			*q = q_hc1(l);
			break;
		case MS_ERRORS_NEWEY_WEST:
			if (options->lag >= l->s->n)
				return "no more rows than the lag: no standard error";
			*q = q_newey_west(l, options->lag, work);
			break;
		case MS_ERRORS_CLUSTER:
			*q = q_cluster(l, work, &clusters);
			*df = (double) clusters - 1;
			if (clusters < 2)
				return "one cluster: no standard error";
			break;
	}
	return NULL;
}

/*
 * The index, its test and its limits, into a result that has its note if it
 * needs one.  A standard error so small against what is compared is rounding.
 */
static void
conclude(const line *l,
         const ms_concentration_options *options,
         double *work,
         ms_concentration *result)
{
	const char *reason;
	double q = MS_NULL;
	double df = MS_NULL;

	result->estimate = ms_known(l->gc);
	reason = find_q(l, options, work, &q, &df);
	if (reason != NULL)
	{
		result->note = reason;
		return;
	}
	result->df = df;
	result->std_error = ms_known(2 * sqrt(q) / l->groups.total);
	if (result->std_error <= 1e-14 * l->size)
	{
		result->std_error = 0;
		result->note = "the regression on the rank has no residuals: no test";
		return;
	}
	result->statistic = ms_known(result->estimate / result->std_error);
	result->p_value = ms_p_value_t(result->statistic, result->df, MS_TWO_SIDED);
	result->limits = ms_limits_t(result->estimate,
	                             result->std_error,
	                             result->df,
	                             MS_TWO_SIDED,
	                             options->level);
}

/* ---- the index ---- */

typedef struct range
{
	double low;
	double high;
} range;

static range
range_of(const ms_sample *s)
{
	range r = {ms_sample_value(s, 0), ms_sample_value(s, 0)};

	for (int64_t i = 1; i < s->n; i++)
	{
		double value = ms_sample_value(s, i);

		if (i % QUIET == 0)
			ms_check_interrupts();
		r.low = value < r.low ? value : r.low;
		r.high = value > r.high ? value : r.high;
	}
	return r;
}

/* Is the index within -1 and 1 only where no value is negative? */
static bool
needs_sign(ms_concentration_kind kind)
{
	return kind == MS_CONCENTRATION_STANDARD ||
	       ms_concentration_is_curved(kind);
}

/* A mean that is no more than the rounding of values that cancel is 0. */
static double
mean_within(double mean, range values)
{
	return ms_sample_cancels(mean, values.high - values.low) ? 0 : mean;
}

/* the extended or symmetric index times the mean */
static double
curved_gc(const ms_sample *s, const ms_concentration_options *o, double mean)
{
	ms_ties group = ms_ties_of(s);
	ms_sum total = {0, 0};
	double before = ms_concentration_curve(o, 0);

	while (ms_ties_next(&group))
	{
		double after = ms_concentration_curve(o, group.high);
		ms_sum sum = {0, 0};

		for (int64_t i = group.first; i < group.end; i++)
			ms_sum_add(&sum,
			           ms_sample_weight(s, i) * (ms_sample_value(s, i) - mean));
		ms_sum_add(&total,
		           ms_sum_total(&sum) / group.weight * (after - before));
		before = after;
	}
	return ms_sum_total(&total);
}

static bool
has_one_rank(const ms_sample *s)
{
	return ms_sample_key(s, 0) == ms_sample_key(s, s->n - 1);
}

static ms_status
lack(ms_status status, const char *note, ms_concentration *result)
{
	result->note = note;
	return status;
}

/* The index of values that differ, and have one. */
static void
find_index(const ms_sample *s,
           const ms_concentration_options *o,
           double mean,
           double *work,
           ms_concentration *result)
{
	if (ms_concentration_is_curved(o->kind))
		result->estimate = ms_known(curved_gc(s, o, mean) / mean);
	else
	{
		double factor = ms_concentration_factor(o, mean);
		line l = fit_line(s, (regressand){factor, mean, 0, 0});

		conclude(&l, o, work, result);
	}
}

ms_status
ms_concentration_of(const ms_sample *s,
                    const ms_concentration_options *options,
                    double *work,
                    ms_concentration *result)
{
	const char *fault = ms_concentration_fault(options);
	range values;
	double mean;

	*result = NOTHING;
	if (fault != NULL)
		return lack(MS_DOMAIN, fault, result);
	if (s->n == 0)
		return lack(MS_UNDEFINED, "no rows", result);
	if (options->errors == MS_ERRORS_CLUSTER &&
	    !(s->columns & MS_SAMPLE_CLUSTER))
		return lack(MS_DOMAIN, "needs clusters", result);
	values = range_of(s);
	if (values.low < options->low || values.high > options->high)
		return lack(MS_DOMAIN, "needs values within the limits", result);
	mean = mean_within(ms_sample_mean(s), values);
	fault = ms_concentration_lack(options, mean);
	if (fault != NULL)
		return lack(MS_UNDEFINED, fault, result);
	/* one rank of its own values is one value: all have the same, index 0 */
	if ((s->columns & MS_SAMPLE_RANK) && has_one_rank(s))
		return lack(MS_UNDEFINED, "all rows have the same rank", result);
	if (values.low == values.high)
	{
		result->estimate = 0;
		return lack(MS_OK, "the values are constant", result);
	}
	if (values.low < 0 && needs_sign(options->kind))
		result->note = OUT_OF_RANGE;
	find_index(s, options, mean, work, result);
	return MS_OK;
}

double
ms_achievement_index(const ms_sample *s, double nu)
{
	ms_concentration index;
	ms_concentration_options options = {.kind = MS_CONCENTRATION_EXTENDED,
	                                    .low = MS_NULL,
	                                    .high = MS_NULL,
	                                    .nu = nu};

	ms_concentration_of(s, &options, NULL, &index);
	return ms_known(ms_sample_mean(s) * (1 - index.estimate));
}

void
ms_concentration_compare(const ms_concentration *a,
                         const ms_concentration *b,
                         double level,
                         ms_concentration *result)
{
	*result = NOTHING;
	result->estimate = ms_known(a->estimate - b->estimate);
	result->std_error = ms_known(hypot(a->std_error, b->std_error));
	if (ms_is_null(result->estimate))
		result->note = "an index is undefined";
	else if (!(result->std_error > 0))
		result->note = "an index has no standard error: no test";
	else
	{
		result->statistic = ms_known(result->estimate / result->std_error);
		result->p_value = ms_p_value_normal(result->statistic, MS_TWO_SIDED);
		result->limits = ms_limits_normal(
		    result->estimate, result->std_error, MS_TWO_SIDED, level);
	}
}

/* ---- payments by incomes ---- */

static double
suits_index(const ms_sample *s, double payment, double income)
{
	ms_ties group = ms_ties_of(s);
	ms_sum paid = {0, 0};
	ms_sum got = {0, 0};
	ms_sum suits = {0, 0};
	double share_before = 0;
	double lead_before = 0; /* share of income less share of payments */

	while (ms_ties_next(&group))
	{
		double share;
		double ahead;

		for (int64_t i = group.first; i < group.end; i++)
			ms_sum_add(&paid, ms_sample_weight(s, i) * ms_sample_value(s, i));
		ms_sum_add(&got, group.weight * ms_sample_key(s, group.first));
		share = ms_sum_total(&got) / group.total / income;
		ahead = share - ms_sum_total(&paid) / group.total / payment;
		ms_sum_add(&suits, (share - share_before) * (ahead + lead_before));
		share_before = share;
		lead_before = ahead;
	}
	return ms_sum_total(&suits);
}

/* Why payments and incomes of these means are not compared. */
static const char *
kakwani_fault(const ms_sample *s, double payment, double income)
{
	range paid;

	if (s->n == 0)
		return "no rows";
	if (!(income > 0))
		return "the mean income is not positive";
	paid = range_of(s);
	if (ms_sample_cancels(payment, paid.high - paid.low))
		return "the mean payment is 0";
	if (has_one_rank(s))
		return "all incomes are equal";
	return paid.low < 0 || ms_sample_key(s, 0) < 0 ? OUT_OF_RANGE : NULL;
}

void
ms_kakwani_of(const ms_sample *s, double level, ms_kakwani *result)
{
	const ms_concentration_options ols = {.level = level};
	double payment = ms_sample_mean(s);
	double income = ms_sample_key_mean(s);
	const char *note = kakwani_fault(s, payment, income);
	line l;

	*result = (ms_kakwani){NOTHING, MS_NULL, MS_NULL, MS_NULL, MS_NULL};
	result->kakwani.note = note;
	if (s->n > 0 && income > 0)
	{
		result->payment_share = ms_known(payment / income);
		l = fit_line(s, (regressand){0, 0, 1 / income, income});
		result->gini = ms_known(l.gc);
	}
	if (note != NULL && note != OUT_OF_RANGE)
		return;
	l = fit_line(s, (regressand){1 / payment, payment, 0, 0});
	result->concentration = ms_known(l.gc);
	l = fit_line(s, (regressand){1 / payment, payment, -1 / income, income});
	l.size = fabs(result->concentration) + fabs(result->gini);
	conclude(&l, &ols, NULL, &result->kakwani);
	result->suits = ms_known(suits_index(s, payment, income));
}
