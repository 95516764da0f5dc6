/*
 * poverty.c
 *		How many are below a line, how far, and how unequally.
 */
#include "types.h"

#include "core/poverty.h"

static Datum
report_poverty(FunctionCallInfo fcinfo, double line, double level)
{
	SampleView view = sample_arg(fcinfo, 0);
	ms_poverty p;
	Row row;

	ms_poverty_of(&view.s, line, level, &p);
	row_begin(&row, fcinfo);
	row_float8(&row, p.headcount);
	row_float8(&row, p.std_error);
	row_interval(&row, p.limits);
	row_float8(&row, level);
	row_float8(&row, p.gap);
	row_float8(&row, p.squared_gap);
	row_float8(&row, p.mean_gap_of_poor);
	row_float8(&row, p.watts);
	row_float8(&row, p.sen);
	row_float8(&row, p.sst);
	row_float8(&row, p.poor);
	row_float8(&row, ms_sample_total(&view.s));
	row_int64(&row, view.s.n);
	sample_row_left_out(&row, &view);
	row_text(&row, p.note);
	return row_finish(&row);
}

/* poverty(sample, line, conf_level) */
PG_FUNCTION_INFO_V1(medsec_poverty);
Datum
medsec_poverty(PG_FUNCTION_ARGS)
{
	return report_poverty(fcinfo,
	                      medsec_positive_arg(fcinfo, 1, "line"),
	                      medsec_level_arg(fcinfo, 2));
}

/* the state holds shares of the line */
PG_FUNCTION_INFO_V1(medsec_poverty_final);
Datum
medsec_poverty_final(PG_FUNCTION_ARGS)
{
	return report_poverty(fcinfo, 1, 0.95);
}

/* poverty(y, line [, weight]) */
PG_FUNCTION_INFO_V1(medsec_poverty_accum);
Datum
medsec_poverty_accum(PG_FUNCTION_ARGS)
{
	SampleState *state = sample_state(fcinfo);
	double record[2];

	if (medsec_any_null(fcinfo, 1))
	{
		sample_count(state, SAMPLE_MISSING);
		return sample_return(state);
	}
	record[0] = medsec_row_value(PG_GETARG_FLOAT8(1), "y") /
	            medsec_positive_arg(fcinfo, 2, "line");
	if (unlikely(!isfinite(record[0])))
		medsec_raise_status(MS_OVERFLOW, "poverty");
	if (sample_weight(fcinfo, 3, state, &record[1]))
		sample_add(state, PG_NARGS() > 3 ? MS_SAMPLE_WEIGHT : 0, record);
	return sample_return(state);
}

/* fgt(sample, line, alpha) */
PG_FUNCTION_INFO_V1(medsec_fgt);
Datum
medsec_fgt(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	double line = medsec_positive_arg(fcinfo, 1, "line");
	double alpha = medsec_at_least_arg(fcinfo, 2, "alpha", 0);

	MEDSEC_RETURN_FLOAT8(ms_poverty_fgt(&view.s, line, alpha));
}

/* fgt(y, line, alpha [, weight]) */
PG_FUNCTION_INFO_V1(medsec_fgt_accum);
Datum
medsec_fgt_accum(PG_FUNCTION_ARGS)
{
	ms_tally *t = tally_state(fcinfo, MS_TALLY_FGT);

	if (medsec_any_null(fcinfo, 1))
		value_count(&t->count[MS_TALLY_MISSING], 1);
	else
		ms_fgt_add(t,
		           medsec_row_value(PG_GETARG_FLOAT8(1), "y"),
		           medsec_positive_arg(fcinfo, 2, "line"),
		           medsec_at_least_arg(fcinfo, 3, "alpha", 0),
		           tally_weight(fcinfo, 4));
	return tally_return(t);
}

PG_FUNCTION_INFO_V1(medsec_fgt_final);
Datum
medsec_fgt_final(PG_FUNCTION_ARGS)
{
	MEDSEC_RETURN_FLOAT8(
	    ms_fgt_of(tally_final_arg(fcinfo, MS_TALLY_FGT, MS_TALLY_FGT)));
}

/* at_risk_of_poverty(sample, share) */
PG_FUNCTION_INFO_V1(medsec_at_risk_of_poverty);
Datum
medsec_at_risk_of_poverty(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	double share = medsec_positive_arg(fcinfo, 1, "share");
	ms_poverty_risk risk;
	Row row;

	ms_poverty_risk_of(&view.s, share, &risk);
	row_begin(&row, fcinfo);
	row_float8(&row, risk.median);
	row_float8(&row, risk.threshold);
	row_float8(&row, risk.rate);
	row_float8(&row, risk.median_gap);
	row_float8(&row, ms_sample_total(&view.s));
	row_int64(&row, view.s.n);
	sample_row_left_out(&row, &view);
	row_text(&row, risk.note);
	return row_finish(&row);
}
