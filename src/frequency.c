/*
 * frequency.c
 *		How often each level occurs: the levels, shares, goodness of fit.
 */
#include "levels.h"

#include "miscadmin.h"
#include "utils/builtins.h"

#include "core/frequency.h"
#include "core/proportion.h"

/* ---- figures ---- */

PG_FUNCTION_INFO_V1(medsec_frequency_n);
Datum
medsec_frequency_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(levels_arg(fcinfo, 0, 1).n);
}

PG_FUNCTION_INFO_V1(medsec_frequency_n_missing);
Datum
medsec_frequency_n_missing(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(levels_arg(fcinfo, 0, 1).missing);
}

PG_FUNCTION_INFO_V1(medsec_frequency_n_zero_weight);
Datum
medsec_frequency_n_zero_weight(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(levels_arg(fcinfo, 0, 1).zero_weight);
}

static double
total_of(const LevelView *view)
{
	ms_sum total = {0, 0};

	for (int64 i = 0; i < view->cells; i++)
		ms_sum_add(&total, view->count[i]);
	return ms_sum_total(&total);
}

PG_FUNCTION_INFO_V1(medsec_frequency_sum_weight);
Datum
medsec_frequency_sum_weight(PG_FUNCTION_ARGS)
{
	LevelView view = levels_arg(fcinfo, 0, 1);

	PG_RETURN_FLOAT8(total_of(&view));
}

/* The first of the levels that occur most often. */
PG_FUNCTION_INFO_V1(medsec_frequency_mode);
Datum
medsec_frequency_mode(PG_FUNCTION_ARGS)
{
	LevelView view = levels_arg(fcinfo, 0, 1);
	int most = 0;

	if (view.axis[0].n == 0)
		PG_RETURN_NULL();
	for (int i = 1; i < view.axis[0].n; i++)
	{
		if (view.count[i] > view.count[most])
			most = i;
	}
	PG_RETURN_TEXT_P(cstring_to_text(level_label(&view.axis[0], most)));
}

/*
 * The counts of the categories that argument i names in its order, or of the
 * levels as they are.
 */
static double *
counts_arg(FunctionCallInfo fcinfo,
           int i,
           const LevelView *view,
           char ***labels,
           int *n)
{
	const LevelAxis *axis = &view->axis[0];
	double *counts;
	int *order;

	*labels = PG_ARGISNULL(i) ? level_labels(axis, n)
	                          : level_labels_arg(fcinfo, i, "categories", n);
	order = level_order(axis, *labels, *n, "categories");
	counts = sample_work(*n);
	for (int j = 0; j < *n; j++)
		counts[j] = order[j] >= 0 ? view->count[order[j]] : 0;
	return counts;
}

/* levels(frequency, categories) */
PG_FUNCTION_INFO_V1(medsec_frequency_levels);
Datum
medsec_frequency_levels(PG_FUNCTION_ARGS)
{
	LevelView view;
	ms_sum reached = {0, 0};
	double total;
	double *counts;
	char **labels;
	Row row;
	int n;

	row_begin_set(&row, fcinfo);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	view = levels_arg(fcinfo, 0, 1);
	counts = counts_arg(fcinfo, 1, &view, &labels, &n);
	total = total_of(&view);
	for (int j = 0; j < n; j++)
	{
		CHECK_FOR_INTERRUPTS();
		ms_sum_add(&reached, counts[j]);
		row_text(&row, labels[j]);
		row_float8(&row, counts[j]);
		row_float8(&row, ms_known(counts[j] / total));
		row_float8(&row, ms_known(ms_sum_total(&reached) / total));
		row_emit(&row);
	}
	return (Datum) 0;
}

/* ---- shares ---- */

static Datum
report_share(FunctionCallInfo fcinfo,
             double with,
             const LevelView *view,
             double level,
             const char *note)
{
	double total = total_of(view);
	ms_proportion p;
	const char *fault;
	Row row;

	ms_proportion_of(fmin(with, total), total, level, &p);
	fault = ms_proportion_note(&p);
	row_begin(&row, fcinfo);
	row_float8(&row, p.estimate);
	row_interval(&row, p.limits);
	row_float8(&row, level);
	row_float8(&row, p.successes);
	row_float8(&row, p.n);
	row_text(&row, fault != NULL ? fault : note);
	return row_finish(&row);
}

/* share(frequency, categories, conf_level) */
PG_FUNCTION_INFO_V1(medsec_frequency_share);
Datum
medsec_frequency_share(PG_FUNCTION_ARGS)
{
	LevelView view = levels_arg(fcinfo, 0, 1);
	double level = medsec_level_arg(fcinfo, 2);
	ms_sum with = {0, 0};
	bool *taken = palloc0(Max(view.axis[0].n, 1) * sizeof(bool));
	const char *note = NULL;
	char **labels;
	int n;

	labels = level_labels_arg(fcinfo, 1, "categories", &n);
	if (n == 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"categories\" must name a category")));
	for (int j = 0; j < n; j++)
	{
		int at = level_find(&view.axis[0], labels[j]);

		if (at < 0)
			note = psprintf("no rows have \"%s\"", labels[j]);
		if (at < 0 || taken[at])
			continue;
		taken[at] = true;
		ms_sum_add(&with, view.count[at]);
	}
	return report_share(fcinfo, ms_sum_total(&with), &view, level, note);
}

/* The number that a level is. */
static double
require_number(const LevelAxis *axis, int level)
{
	double number = level_number(axis, level);

	if (ms_is_null(number))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("the levels must be finite numbers"),
		         errdetail("One of them is \"%s\".", level_label(axis, level)),
		         errhint("Names have no order: count them by share() and "
		                 "levels().")));
	return number;
}

/* top_box(frequency, lowest, conf_level) */
PG_FUNCTION_INFO_V1(medsec_frequency_top_box);
Datum
medsec_frequency_top_box(PG_FUNCTION_ARGS)
{
	LevelView view = levels_arg(fcinfo, 0, 1);
	double lowest = medsec_float8_arg(fcinfo, 1, "lowest");
	double level = medsec_level_arg(fcinfo, 2);
	ms_sum with = {0, 0};

	for (int j = 0; j < view.axis[0].n; j++)
	{
		if (require_number(&view.axis[0], j) >= lowest)
			ms_sum_add(&with, view.count[j]);
	}
	return report_share(fcinfo, ms_sum_total(&with), &view, level, NULL);
}

/* moments(frequency): the numbers, each as often as it occurs */
PG_FUNCTION_INFO_V1(medsec_frequency_moments);
Datum
medsec_frequency_moments(PG_FUNCTION_ARGS)
{
	LevelView view = levels_arg(fcinfo, 0, 1);
	ms_moments m;

	ms_moments_init(&m);
	for (int j = 0; j < view.axis[0].n; j++)
	{
		CHECK_FOR_INTERRUPTS();
		medsec_check_status(
		    ms_moments_add(&m, require_number(&view.axis[0], j), view.count[j]),
		    "moments");
	}
	m.n = view.n; /* rows, not levels */
	m.missing = view.missing;
	return moments_result(&m);
}

/* sample(frequency): the numbers, each with its count as a weight */
PG_FUNCTION_INFO_V1(medsec_frequency_sample);
Datum
medsec_frequency_sample(PG_FUNCTION_ARGS)
{
	LevelView view = levels_arg(fcinfo, 0, 1);
	SampleState state = sample_new(view.missing, view.zero_weight);

	for (int j = 0; j < view.axis[0].n; j++)
	{
		double record[2] = {require_number(&view.axis[0], j), view.count[j]};

		CHECK_FOR_INTERRUPTS();
		sample_add(&state, MS_SAMPLE_WEIGHT, record);
	}
	return sample_return(&state);
}

/* ---- goodness of fit ---- */

static double *
shares_arg(FunctionCallInfo fcinfo, int i, int n)
{
	double *shares;
	int given;

	if (PG_ARGISNULL(i))
		return NULL;
	shares = medsec_vector(PG_GETARG_ARRAYTYPE_P(i), "shares", &given);
	if (given != n)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"shares\" must have one number a category"),
		         errdetail("There are %d categories and %d shares.", n, given),
		         errhint("Name the categories by the argument \"categories\" "
		                 "if some have no rows.")));
	for (int j = 0; j < n; j++)
	{
		if (!(medsec_finite(shares[j], "shares") > 0))
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("argument \"shares\" must be positive"),
			         errdetail("The value is %g.", shares[j])));
	}
	return shares;
}

static const char *
goodness_note(const ms_goodness *g, int n)
{
	if (g->small == 0)
		return g->note;
	return psprintf("%d of %d expected counts are below 5: the chi-square law "
	                "is approximate%s%s",
	                g->small,
	                n,
	                g->note != NULL ? "; " : "",
	                g->note != NULL ? g->note : "");
}

/* goodness_of_fit(frequency, shares, categories) */
PG_FUNCTION_INFO_V1(medsec_goodness_of_fit);
Datum
medsec_goodness_of_fit(PG_FUNCTION_ARGS)
{
	LevelView view;
	double *counts;
	ms_goodness g;
	char **labels;
	Row row;
	int n;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	view = levels_arg(fcinfo, 0, 1);
	counts = counts_arg(fcinfo, 2, &view, &labels, &n);
	ms_frequency_goodness(n, counts, shares_arg(fcinfo, 1, n), &g);
	row_begin(&row, fcinfo);
	row_text(&row, "Chi-square test of goodness of fit");
	row_float8(&row, g.statistic);
	row_float8(&row, g.df);
	row_float8(&row, g.p_value);
	row_float8(&row, g.likelihood_ratio);
	row_float8(&row, g.likelihood_ratio_p_value);
	row_float8(&row, g.effect);
	row_float8(&row, g.min_expected);
	row_int32(&row, n);
	row_float8(&row, g.total);
	row_int64(&row, view.missing);
	row_text(&row, goodness_note(&g, n));
	return row_finish(&row);
}
