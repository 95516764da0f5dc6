/*
 * poverty.c
 *		How many are below a line, how far, and how unequally.
 *
 * With y the values, w their weights of the sum W, and z the line: poor is who
 * has y < z (who is at the line is not), with the weight P in all, and g =
 * (z - y) / z is the gap.  Sums run over the poor.
 *
 *	headcount	H = P / W
 *	FGT(alpha)	sum w g^alpha / W: H, the gap and the squared gap for 0, 1, 2
 *	Watts		sum w ln(z / y) / W
 *	Sen			H (I + (1 - I) G), I the mean gap of the poor and G the Gini
 *				index of their values, which is
 *				2 sum w g (1 - Q) / W, Q the fractional rank among the poor
 *	SST			2 sum w g (1 - R) / W, R the fractional rank among all: the gap
 *				times one plus the Gini index of everybody's gaps
 *
 * Sen's and SST are taken as these sums, which need no division by the mean of
 * the poor.  With Gini indices that are not corrected for n, weights that are
 * whole numbers are repeated rows, and doubling everybody changes nothing; so
 * Sen's index is that of 1976 in the limit of many people.  As Q = R W / P, one
 * pass gives both.
 *
 * The headcount's standard error is that of a weighted mean of rows drawn
 * independently, sqrt(n / (n - 1) sum (w (poor - H) / W)^2); its limits are
 * Wilson's with the effective size W^2 / sum w^2 (inference.c).  Weights are in
 * units of their mean there: so the effective size without weights is n.
 *
 * At risk of poverty is who has less than a share of the median, of type 2
 * (averages at a jump); the median gap is that of the median of those at risk.
 *
 * Sources: Foster, Greer & Thorbecke (1984), Econometrica 52:761; Watts (1968)
 * in Moynihan, On Understanding Poverty; Sen (1976), Econometrica 44:219;
 * Shorrocks (1995), Econometrica 63:1225; Haughton & Khandker (2009), Handbook
 * on Poverty and Inequality, ch. 4; Alfons & Templ (2013), J Stat Softw 54(15).
 */
#include "port.h"
#include "poverty.h"

/* ---- below a line ---- */

typedef struct poor_sums
{
	int64_t n;
	ms_sum weight;
	ms_sum gap;
	ms_sum squared_gap;
	ms_sum ranked_gap; /* times the rank among all */
	ms_sum log_ratio; /* ln(z / y), where every y is positive */
	double total; /* weight of all */
} poor_sums;

static double
gap_of(double y, double line)
{
	return (line - y) / line;
}

/* ln(line / y): of the gap, which loses nothing close to the line */
static double
log_ratio_of(double y, double line)
{
	double excess = (line - y) / y;

	return isfinite(excess) ? log1p(excess) : log(line) - log(y);
}

static poor_sums
add_up_poor(const ms_sample *s, double line)
{
	ms_ties ties = ms_ties_of(s);
	poor_sums sums = {.total = ties.total};

	while (ms_ties_next(&ties) && ms_sample_key(s, ties.first) < line)
	{
		double y = ms_sample_key(s, ties.first);
		double gap = gap_of(y, line);
		double log_ratio = y > 0 ? log_ratio_of(y, line) : 0;

		sums.n = ties.end;
		for (int64_t i = ties.first; i < ties.end; i++)
		{
			double w = ms_sample_weight(s, i);

			ms_check_interrupts();
			ms_sum_add(&sums.weight, w);
			ms_sum_add(&sums.gap, w * gap);
			ms_sum_add(&sums.squared_gap, w * gap * gap);
			ms_sum_add(&sums.ranked_gap, w * gap * ties.rank);
			ms_sum_add(&sums.log_ratio, w * log_ratio);
		}
	}
	return sums;
}

/* Standard error and limits; the first `poor` records are below the line. */
static void
headcount_inference(const ms_sample *s,
                    int64_t poor,
                    double total,
                    double level,
                    ms_poverty *result)
{
	double n = (double) s->n;
	double h = result->headcount;
	ms_sum squares = {0, 0};
	ms_sum deviations = {0, 0};
	double spread;

	for (int64_t i = 0; i < s->n; i++)
	{
		double w = ms_sample_weight(s, i) / (total / n);
		double deviation = w * (i < poor ? 1 - h : h);

		ms_check_interrupts();
		ms_sum_add(&squares, w * w);
		ms_sum_add(&deviations, deviation * deviation);
	}
	spread = sqrt(ms_sum_total(&deviations)) / n;
	result->std_error = ms_known(spread * sqrt(n / (n - 1)));
	result->limits =
	    ms_limits_wilson(h, n * (n / ms_sum_total(&squares)), level);
}

static const char *
poverty_note(const ms_sample *s, const poor_sums *sums, bool known)
{
	static const char *const notes[][2] = {
	    {NULL, "one row: no standard error"},
	    {"nobody is below the line: no mean gap of the poor",
	     "nobody is below the line: no mean gap of the poor; one row: no "
	     "standard error"},
	    {"a poor value is 0: no Watts index",
	     "a poor value is 0: no Watts index; one row: no standard error"},
	    {"a poor value is negative: no Watts index, and a gap above 1",
	     "a poor value is negative: no Watts index, and a gap above 1; one "
	     "row: no standard error"}};
	double least = ms_sample_key(s, 0);
	int kind = sums->n == 0 ? 1 : least == 0 ? 2 : least < 0 ? 3 : 0;

	if (!known)
		return "a gap is too large for double precision";
	return notes[kind][s->n == 1];
}

void
ms_poverty_of(const ms_sample *s, double line, double level, ms_poverty *result)
{
	poor_sums sums;
	double gap;
	double ranked;

	*result = (ms_poverty){MS_NULL,
	                       MS_NULL,
	                       {MS_NULL, MS_NULL},
	                       MS_NULL,
	                       MS_NULL,
	                       MS_NULL,
	                       MS_NULL,
	                       MS_NULL,
	                       MS_NULL,
	                       MS_NULL,
	                       s->n == 0 ? "no rows" : "the line is not positive"};
	if (s->n == 0 || !(line > 0))
		return;
	sums = add_up_poor(s, line);
	gap = ms_sum_total(&sums.gap);
	ranked = ms_sum_total(&sums.ranked_gap);
	result->poor = ms_sum_total(&sums.weight);
	result->headcount = result->poor / sums.total;
	headcount_inference(s, sums.n, sums.total, level, result);
	result->gap = ms_known(gap / sums.total);
	result->squared_gap =
	    ms_known(ms_sum_total(&sums.squared_gap) / sums.total);
	result->sst = ms_known(2 * ((gap - ranked) / sums.total));
	result->sen =
	    sums.n == 0 ? 0
	                : ms_known(2 * (gap / sums.total - ranked / result->poor));
	if (sums.n > 0)
		result->mean_gap_of_poor = ms_known(gap / result->poor);
	if (sums.n == 0 || ms_sample_key(s, 0) > 0)
		result->watts = ms_known(ms_sum_total(&sums.log_ratio) / sums.total);
	result->note = poverty_note(s, &sums, !ms_is_null(result->squared_gap));
}

/* ---- FGT(alpha) ---- */

/* sums of the tally */
enum
{
	WEIGHT,
	POWER
};

static double
power_of_gap(double y, double line, double alpha)
{
	return y < line ? pow(gap_of(y, line), alpha) : 0;
}

double
ms_poverty_fgt(const ms_sample *s, double line, double alpha)
{
	ms_sum sum = {0, 0};

	if (s->n == 0 || !(line > 0) || !(alpha >= 0))
		return MS_NULL;
	for (int64_t i = 0; i < s->n && ms_sample_key(s, i) < line; i++)
	{
		ms_check_interrupts();
		ms_sum_add(&sum,
		           ms_sample_weight(s, i) *
		               power_of_gap(ms_sample_key(s, i), line, alpha));
	}
	return ms_known(ms_sum_total(&sum) / ms_sample_total(s));
}

void
ms_fgt_add(ms_tally *t, double y, double line, double alpha, double weight)
{
	t->kind = MS_TALLY_FGT;
	if (weight == 0)
	{
		t->count[MS_TALLY_WEIGHTLESS]++;
		return;
	}
	t->count[MS_TALLY_N]++;
	ms_tally_add(t, WEIGHT, weight);
	ms_tally_add(t, POWER, weight * power_of_gap(y, line, alpha));
}

double
ms_fgt_of(const ms_tally *t)
{
	if (t->count[MS_TALLY_N] == 0)
		return MS_NULL;
	return ms_known(ms_tally_total(t, POWER) / ms_tally_total(t, WEIGHT));
}

/* ---- at risk of poverty ---- */

/* the records below a line; a view as `s` is */
static ms_sample
below(const ms_sample *s, double line)
{
	ms_sample poor = {0, s->columns, s->records};

	while (poor.n < s->n && ms_sample_key(s, poor.n) < line)
	{
		ms_check_interrupts();
		poor.n++;
	}
	return poor;
}

void
ms_poverty_risk_of(const ms_sample *s, double share, ms_poverty_risk *result)
{
	double median = ms_sample_quantile(s, 0.5, MS_QUANTILE_STATA);
	double threshold = share * median;
	ms_sample poor;

	*result = (ms_poverty_risk){median, MS_NULL, MS_NULL, MS_NULL, "no rows"};
	if (s->n == 0)
		return;
	result->note = "the threshold is not positive";
	if (!(threshold > 0) || !isfinite(threshold))
		return;
	poor = below(s, threshold);
	result->threshold = threshold;
	result->rate = ms_sample_total(&poor) / ms_sample_total(s);
	result->note = "nobody is at risk: no median gap";
	if (poor.n == 0)
		return;
	result->median_gap = ms_known(
	    gap_of(ms_sample_quantile(&poor, 0.5, MS_QUANTILE_STATA), threshold));
	result->note = NULL;
}
