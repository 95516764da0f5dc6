/*
 * rank_correlation.c
 *		Spearman's and Kendall's correlations of pairs.
 */
#include "rank.h"

#include "core/rank_correlation.h"

typedef void (*correlate)(const ms_sample *pairs,
                          const ms_rank_options *options,
                          double *room,
                          ms_rank_correlation *result);

static Datum
report(FunctionCallInfo fcinfo,
       const ms_rank_options *options,
       correlate test,
       bool of_pairs)
{
	SampleView view = sample_arg(fcinfo, 0);
	ms_rank_correlation result;
	Row row;

	test(&view.s,
	     options,
	     sample_work(ms_rank_correlation_room(&view.s)),
	     &result);
	row_begin(&row, fcinfo);
	row_text(&row, result.method);
	row_alternative(&row, options->alternative);
	row_float8(&row, result.estimate);
	row_float8(&row, result.statistic);
	if (!of_pairs)
		row_float8(&row, result.df);
	row_float8(&row, result.p_value);
	row_interval(&row, result.limits);
	row_float8(&row, options->level);
	row_float8(&row, result.n);
	if (of_pairs)
	{
		row_float8(&row, result.concordant);
		row_float8(&row, result.discordant);
	}
	row_int64(&row, view.count[SAMPLE_MISSING]);
	row_text(&row, result.note);
	return row_finish(&row);
}

/* ranked, alternative, exact, conf_level */
static Datum
report_with_options(FunctionCallInfo fcinfo, correlate test, bool of_pairs)
{
	ms_rank_options options = RANK_DEFAULTS;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	options.alternative = medsec_alternative_arg(fcinfo, 1);
	options.exact = rank_exact_arg(fcinfo, 2);
	options.level = medsec_level_arg(fcinfo, 3);
	return report(fcinfo, &options, test, of_pairs);
}

PG_FUNCTION_INFO_V1(medsec_spearman);
Datum
medsec_spearman(PG_FUNCTION_ARGS)
{
	return report_with_options(fcinfo, ms_spearman, false);
}

PG_FUNCTION_INFO_V1(medsec_kendall);
Datum
medsec_kendall(PG_FUNCTION_ARGS)
{
	return report_with_options(fcinfo, ms_kendall, true);
}

PG_FUNCTION_INFO_V1(medsec_spearman_final);
Datum
medsec_spearman_final(PG_FUNCTION_ARGS)
{
	ms_rank_options options = RANK_DEFAULTS;

	return report(fcinfo, &options, ms_spearman, false);
}

PG_FUNCTION_INFO_V1(medsec_kendall_final);
Datum
medsec_kendall_final(PG_FUNCTION_ARGS)
{
	ms_rank_options options = RANK_DEFAULTS;

	return report(fcinfo, &options, ms_kendall, true);
}

/* the aggregates' transition function: x in the order of y */
PG_FUNCTION_INFO_V1(medsec_ranked_accum_pair);
Datum
medsec_ranked_accum_pair(PG_FUNCTION_ARGS)
{
	SampleState state = sample_state(fcinfo);
	double record[2];

	if (sample_skips_null(fcinfo, &state))
		return sample_return(&state);
	record[0] = medsec_row_value(PG_GETARG_FLOAT8(2), "y");
	record[1] = medsec_row_value(PG_GETARG_FLOAT8(1), "x");
	sample_add(&state, MS_SAMPLE_RANK, record);
	return sample_return(&state);
}
