/*
 * inequality.c
 *		How unequally something is distributed.
 */
#include "types.h"

#include "core/inequality.h"

/* Figures that negative values have no meaning for. */
static SampleView
not_negative_arg(FunctionCallInfo fcinfo)
{
	SampleView view = sample_arg(fcinfo, 0);
	int64 negative;
	int64 zero;

	/* the records are in order */
	if (view.s.n == 0 || ms_sample_key(&view.s, 0) >= 0)
		return view;
	ms_inequality_signs(&view.s, &negative, &zero);
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("values must not be negative"),
	         errdetail(INT64_FORMAT " of " INT64_FORMAT " values are negative.",
	                   negative,
	                   view.s.n),
	         errhint("Leave them out with FILTER, or set them to 0, and say "
	                 "so.  The Gini index allows them.")));
}

PG_FUNCTION_INFO_V1(medsec_gini);
Datum
medsec_gini(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);

	MEDSEC_RETURN_FLOAT8(ms_inequality_gini(&view.s));
}

PG_FUNCTION_INFO_V1(medsec_theil);
Datum
medsec_theil(PG_FUNCTION_ARGS)
{
	SampleView view = not_negative_arg(fcinfo);

	MEDSEC_RETURN_FLOAT8(ms_inequality_generalized_entropy(&view.s, 1));
}

PG_FUNCTION_INFO_V1(medsec_mean_log_deviation);
Datum
medsec_mean_log_deviation(PG_FUNCTION_ARGS)
{
	SampleView view = not_negative_arg(fcinfo);

	MEDSEC_RETURN_FLOAT8(ms_inequality_generalized_entropy(&view.s, 0));
}

PG_FUNCTION_INFO_V1(medsec_generalized_entropy);
Datum
medsec_generalized_entropy(PG_FUNCTION_ARGS)
{
	SampleView view = not_negative_arg(fcinfo);
	double a = medsec_float8_arg(fcinfo, 1, "a");

	MEDSEC_RETURN_FLOAT8(ms_inequality_generalized_entropy(&view.s, a));
}

PG_FUNCTION_INFO_V1(medsec_atkinson);
Datum
medsec_atkinson(PG_FUNCTION_ARGS)
{
	SampleView view = not_negative_arg(fcinfo);
	double e = medsec_at_least_arg(fcinfo, 1, "e", 0);

	MEDSEC_RETURN_FLOAT8(ms_inequality_atkinson(&view.s, e));
}

PG_FUNCTION_INFO_V1(medsec_hoover);
Datum
medsec_hoover(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);

	MEDSEC_RETURN_FLOAT8(ms_inequality_hoover(&view.s));
}

PG_FUNCTION_INFO_V1(medsec_palma);
Datum
medsec_palma(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);

	MEDSEC_RETURN_FLOAT8(ms_inequality_palma(&view.s));
}

PG_FUNCTION_INFO_V1(medsec_herfindahl);
Datum
medsec_herfindahl(PG_FUNCTION_ARGS)
{
	SampleView view = not_negative_arg(fcinfo);

	MEDSEC_RETURN_FLOAT8(ms_inequality_herfindahl(&view.s));
}

PG_FUNCTION_INFO_V1(medsec_quintile_share_ratio);
Datum
medsec_quintile_share_ratio(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);

	MEDSEC_RETURN_FLOAT8(ms_inequality_quintile_share_ratio(&view.s));
}

/* No ratio to those who have nothing, or less. */
static double
p90_p10(const ms_sample *s)
{
	double p10 = ms_sample_quantile(s, 0.1, MS_QUANTILE_STATA);

	if (!(p10 > 0))
		return MS_NULL;
	return ms_known(ms_sample_quantile(s, 0.9, MS_QUANTILE_STATA) / p10);
}

/* one record of everything: what is undefined is NULL with the note */
PG_FUNCTION_INFO_V1(medsec_inequality);
Datum
medsec_inequality(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	const ms_sample *s = &view.s;
	int64 negative;
	int64 zero;
	Row row;

	ms_inequality_signs(s, &negative, &zero);
	row_begin(&row, fcinfo);
	row_float8(&row, ms_sample_mean(s));
	row_float8(&row, ms_sample_quantile(s, 0.5, MS_QUANTILE_STATA));
	row_float8(&row, ms_inequality_gini(s));
	row_float8(&row, ms_inequality_generalized_entropy(s, 1));
	row_float8(&row, ms_inequality_generalized_entropy(s, 0));
	row_float8(&row, ms_inequality_generalized_entropy(s, 2));
	row_float8(&row, ms_inequality_atkinson(s, 0.5));
	row_float8(&row, ms_inequality_atkinson(s, 1));
	row_float8(&row, ms_inequality_atkinson(s, 2));
	row_float8(&row, ms_inequality_hoover(s));
	row_float8(&row, ms_inequality_palma(s));
	row_float8(&row, ms_inequality_quintile_share_ratio(s));
	row_float8(&row, p90_p10(s));
	row_float8(&row, ms_sample_total(s));
	row_int64(&row, s->n);
	sample_row_left_out(&row, &view);
	row_int64(&row, negative);
	row_int64(&row, zero);
	row_text(&row, ms_inequality_note(s));
	return row_finish(&row);
}

/* lorenz(sample, points) and concentration_curve(ranked, points) */
PG_FUNCTION_INFO_V1(medsec_lorenz);
Datum
medsec_lorenz(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	int points = medsec_range_arg(fcinfo, 1, "points", 1, 10000);
	double *p = sample_work(points + 1);
	double *share = sample_work(points + 1);
	double mean = ms_sample_mean(&view.s);
	Row row;

	for (int i = 0; i <= points; i++)
		p[i] = (double) i / points;
	ms_sample_lorenz(&view.s, points + 1, p, share);
	row_begin_set(&row, fcinfo);
	for (int i = 0; i <= points; i++)
	{
		row_float8(&row, p[i]);
		row_float8(&row, share[i]);
		row_float8(&row, share[i] * mean + 0.0); /* no -0 */
		row_emit(&row);
	}
	return (Datum) 0;
}
