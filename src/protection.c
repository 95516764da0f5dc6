/*
 * protection.c
 *		Financial protection: what is more than a row formula.
 */
#include "types.h"

#include "core/protection.h"

/* ---- catastrophic spending ---- */

static Datum
catastrophic_accum(FunctionCallInfo fcinfo, ms_tally_kind kind)
{
	ms_tally *t = tally_state(fcinfo, kind);

	if (medsec_any_null(fcinfo, 1))
		value_count(&t->count[MS_TALLY_MISSING], 1);
	else
		ms_catastrophic_add(
		    t,
		    kind == MS_TALLY_CAPACITY,
		    medsec_row_value(PG_GETARG_FLOAT8(1), "oop"),
		    medsec_row_value(PG_GETARG_FLOAT8(2),
		                     kind == MS_TALLY_CAPACITY ? "capacity" : "budget"),
		    medsec_at_least_arg(fcinfo, 3, "threshold", 0),
		    tally_weight(fcinfo, 4));
	return tally_return(t);
}

/* catastrophic(oop, budget, threshold [, weight]) */
PG_FUNCTION_INFO_V1(medsec_catastrophic_accum);
Datum
medsec_catastrophic_accum(PG_FUNCTION_ARGS)
{
	return catastrophic_accum(fcinfo, MS_TALLY_CATASTROPHIC);
}

/* catastrophic_xu(oop, capacity, threshold [, weight]) */
PG_FUNCTION_INFO_V1(medsec_catastrophic_xu_accum);
Datum
medsec_catastrophic_xu_accum(PG_FUNCTION_ARGS)
{
	return catastrophic_accum(fcinfo, MS_TALLY_CAPACITY);
}

static void
row_catastrophic(Row *row, const ms_catastrophic *c, double level)
{
	row_float8(row, c->headcount);
	row_float8(row, c->std_error);
	row_interval(row, c->limits);
	row_float8(row, level);
	row_float8(row, c->overshoot);
	row_float8(row, c->overshoot_std_error);
	row_float8(row, c->mean_positive_overshoot);
	row_float8(row, c->concentration_headcount);
	row_float8(row, c->concentration_overshoot);
	row_float8(row, c->rank_weighted_headcount);
	row_float8(row, c->rank_weighted_overshoot);
	row_float8(row, c->weight);
}

PG_FUNCTION_INFO_V1(medsec_catastrophic_final);
Datum
medsec_catastrophic_final(PG_FUNCTION_ARGS)
{
	const ms_tally *t =
	    tally_final_arg(fcinfo, MS_TALLY_CATASTROPHIC, MS_TALLY_CAPACITY);
	ms_catastrophic c;
	Row row;

	ms_catastrophic_of(t, 0.95, &c);
	row_begin(&row, fcinfo);
	row_catastrophic(&row, &c, 0.95);
	for (int i = MS_TALLY_N; i <= MS_PROTECTION_INCONSISTENT; i++)
		row_int64(&row, t->count[i]);
	row_text(&row, c.note);
	return row_finish(&row);
}

/* catastrophic(oop, budget, threshold, weight, rank_variable) */
PG_FUNCTION_INFO_V1(medsec_catastrophic_ranked_accum);
Datum
medsec_catastrophic_ranked_accum(PG_FUNCTION_ARGS)
{
	SampleState *state = sample_state(fcinfo);
	double oop;
	double budget;
	double record[3];

	if (medsec_any_null(fcinfo, 1))
	{
		sample_count(state, SAMPLE_MISSING);
		return sample_return(state);
	}
	oop = medsec_row_value(PG_GETARG_FLOAT8(1), "oop");
	budget = medsec_row_value(PG_GETARG_FLOAT8(2), "budget");
	sample_option(
	    state, medsec_at_least_arg(fcinfo, 3, "threshold", 0), "threshold");
	record[0] = medsec_row_value(PG_GETARG_FLOAT8(5), "rank_variable");
	if (!sample_weight(fcinfo, 4, state, &record[2]))
		return sample_return(state);
	record[1] = ms_budget_share(oop, budget);
	if (ms_is_null(record[1]))
	{
		sample_count(state, SAMPLE_INVALID);
		return sample_return(state);
	}
	sample_add(state, MS_SAMPLE_RANK | MS_SAMPLE_WEIGHT, record);
	return sample_return(state);
}

static Datum
report_ranked(FunctionCallInfo fcinfo,
              const SampleView *view,
              double threshold,
              double level)
{
	ms_catastrophic c;
	Row row;

	ms_catastrophic_of_sample(&view->s, threshold, level, &c);
	row_begin(&row, fcinfo);
	row_catastrophic(&row, &c, level);
	row_int64(&row, view->s.n);
	for (int i = 0; i < SAMPLE_COUNTS; i++)
		row_int64(&row, view->count[i]);
	row_int64(&row, c.refunds);
	row_int64(&row, c.above);
	row_int64(&row, 0); /* nobody's capacity is known */
	row_text(&row, c.note);
	return row_finish(&row);
}

PG_FUNCTION_INFO_V1(medsec_catastrophic_ranked_final);
Datum
medsec_catastrophic_ranked_final(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);

	return report_ranked(fcinfo, &view, view.option, 0.95);
}

/* catastrophic(ranked, threshold, conf_level) */
PG_FUNCTION_INFO_V1(medsec_catastrophic);
Datum
medsec_catastrophic(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	double threshold = medsec_at_least_arg(fcinfo, 1, "threshold", 0);

	return report_ranked(fcinfo, &view, threshold, medsec_level_arg(fcinfo, 2));
}

/* ---- lines made from the data ---- */

/* subsistence(food, consumption, size [, weight [, beta]]) */
PG_FUNCTION_INFO_V1(medsec_subsistence_accum);
Datum
medsec_subsistence_accum(PG_FUNCTION_ARGS)
{
	SampleState *state = sample_state(fcinfo);
	ms_household household;
	double record[3];

	if (medsec_any_null(fcinfo, 1))
	{
		sample_count(state, SAMPLE_MISSING);
		return sample_return(state);
	}
	household.food = medsec_row_value(PG_GETARG_FLOAT8(1), "food");
	household.consumption =
	    medsec_row_value(PG_GETARG_FLOAT8(2), "consumption");
	household.size = medsec_row_value(PG_GETARG_FLOAT8(3), "size");
	household.beta =
	    PG_NARGS() > 5 ? medsec_float8_arg(fcinfo, 5, "beta") : MS_XU_BETA;
	if (!sample_weight(fcinfo, 4, state, &record[2]))
		return sample_return(state);
	if (ms_subsistence_record(&household, record))
		sample_add(state, MS_SAMPLE_RANK | MS_SAMPLE_WEIGHT, record);
	else
		sample_count(state, SAMPLE_INVALID);
	return sample_return(state);
}

static Datum
mean_between(FunctionCallInfo fcinfo, double low, double high)
{
	SampleView view = sample_arg(fcinfo, 0);

	MEDSEC_RETURN_FLOAT8(ms_sample_mean_between_quantiles(&view.s, low, high));
}

PG_FUNCTION_INFO_V1(medsec_subsistence_final);
Datum
medsec_subsistence_final(PG_FUNCTION_ARGS)
{
	return mean_between(fcinfo, MS_XU_LOW, MS_XU_HIGH);
}

/* basic_needs_line(needs, consumption [, weight]) */
PG_FUNCTION_INFO_V1(medsec_basic_needs_line_final);
Datum
medsec_basic_needs_line_final(PG_FUNCTION_ARGS)
{
	return mean_between(fcinfo, MS_BASIC_NEEDS_LOW, MS_BASIC_NEEDS_HIGH);
}

/* societal_poverty_line(sample, international_line, intercept, share) */
PG_FUNCTION_INFO_V1(medsec_societal_poverty_line);
Datum
medsec_societal_poverty_line(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	double international = medsec_float8_arg(fcinfo, 1, "international_line");
	double intercept = medsec_float8_arg(fcinfo, 2, "intercept");
	double share = medsec_float8_arg(fcinfo, 3, "share");

	MEDSEC_RETURN_FLOAT8(
	    ms_societal_poverty_line(&view.s, international, intercept, share));
}

/* ---- impoverishment ---- */

/* impoverishment(gross, oop, line [, weight]) */
PG_FUNCTION_INFO_V1(medsec_impoverishment_accum);
Datum
medsec_impoverishment_accum(PG_FUNCTION_ARGS)
{
	ms_tally *t = tally_state(fcinfo, MS_TALLY_IMPOVERISHMENT);

	if (medsec_any_null(fcinfo, 1))
		value_count(&t->count[MS_TALLY_MISSING], 1);
	else
		ms_impoverishment_add(t,
		                      medsec_row_value(PG_GETARG_FLOAT8(1), "gross"),
		                      medsec_row_value(PG_GETARG_FLOAT8(2), "oop"),
		                      medsec_positive_arg(fcinfo, 3, "line"),
		                      tally_weight(fcinfo, 4));
	return tally_return(t);
}

static void
row_change(Row *row, const double figures[3])
{
	for (int i = 0; i < 3; i++)
		row_float8(row, figures[i]);
}

PG_FUNCTION_INFO_V1(medsec_impoverishment_final);
Datum
medsec_impoverishment_final(PG_FUNCTION_ARGS)
{
	const ms_tally *t = tally_final_arg(
	    fcinfo, MS_TALLY_IMPOVERISHMENT, MS_TALLY_IMPOVERISHMENT);
	ms_impoverishment p;
	Row row;

	ms_impoverishment_of(t, &p);
	row_begin(&row, fcinfo);
	row_change(&row, p.headcount);
	row_change(&row, p.std_error);
	row_change(&row, p.gap);
	row_change(&row, p.normalized_gap);
	row_change(&row, p.squared_gap);
	row_change(&row, p.mean_positive_gap);
	row_float8(&row, p.impoverished);
	row_float8(&row, p.further_impoverished);
	row_float8(&row, p.deepening);
	row_float8(&row, p.weight);
	row_int64(&row, t->count[MS_TALLY_N]);
	row_int64(&row, t->count[MS_TALLY_MISSING]);
	row_int64(&row, t->count[MS_TALLY_WEIGHTLESS]);
	row_int64(&row, t->count[MS_PROTECTION_REFUND]);
	row_int64(&row, t->count[MS_PROTECTION_ABOVE]);
	row_text(&row, p.note);
	return row_finish(&row);
}

/* pen_parade(ranked, line, steps) */
PG_FUNCTION_INFO_V1(medsec_pen_parade);
Datum
medsec_pen_parade(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	double line = medsec_positive_arg(fcinfo, 1, "line");
	int steps = medsec_range_arg(fcinfo, 2, "steps", 1, 100000);
	ms_parade_step *step = palloc(steps * sizeof(ms_parade_step));
	Row row;

	row_begin_set(&row, fcinfo);
	if (view.s.n == 0)
		return (Datum) 0;
	ms_pen_parade(&view.s, line, steps, step);
	for (int i = 0; i < steps; i++)
	{
		row_int32(&row, i + 1);
		row_float8(&row, step[i].p);
		row_float8(&row, step[i].gross);
		row_float8(&row, step[i].net);
		row_float8(&row, step[i].drip);
		row_float8(&row, step[i].lowest_net);
		row_emit(&row);
	}
	return (Datum) 0;
}
