/*
 * targeting.c
 *		Whom a benefit reaches.
 */
#include "types.h"

#include "core/targeting.h"

/* targeting(is_target, is_beneficiary [, amount [, weight]]) */
PG_FUNCTION_INFO_V1(medsec_targeting_accum);
Datum
medsec_targeting_accum(PG_FUNCTION_ARGS)
{
	ms_tally *t = tally_state(fcinfo, MS_TALLY_TARGETING);

	if (medsec_any_null(fcinfo, 1))
		value_count(&t->count[MS_TALLY_MISSING], 1);
	else
		ms_targeting_add(t,
		                 PG_GETARG_BOOL(1),
		                 PG_GETARG_BOOL(2),
		                 PG_NARGS() > 3
		                     ? medsec_row_value(PG_GETARG_FLOAT8(3), "amount")
		                     : 0,
		                 tally_weight(fcinfo, 4));
	return tally_return(t);
}

static void
row_rate(Row *row, const ms_rate *rate)
{
	row_float8(row, rate->estimate);
	row_interval(row, rate->limits);
}

PG_FUNCTION_INFO_V1(medsec_targeting_final);
Datum
medsec_targeting_final(PG_FUNCTION_ARGS)
{
	const ms_tally *t =
	    tally_final_arg(fcinfo, MS_TALLY_TARGETING, MS_TALLY_TARGETING);
	const double level = 0.95;
	ms_targeting r;
	Row row;

	ms_targeting_of(t, level, &r);
	row_begin(&row, fcinfo);
	row_float8(&row, r.weight);
	row_float8(&row, r.target);
	row_float8(&row, r.beneficiaries);
	row_float8(&row, r.both);
	row_rate(&row, &r.coverage);
	row_rate(&row, &r.exclusion_error);
	row_rate(&row, &r.inclusion_error);
	row_rate(&row, &r.false_positive_rate);
	row_rate(&row, &r.precision);
	row_rate(&row, &r.recall);
	row_float8(&row, r.leakage);
	row_float8(&row, r.f1);
	row_float8(&row, r.kappa);
	row_float8(&row, r.differential);
	row_float8(&row, r.amount);
	row_float8(&row, level);
	row_int64(&row, t->count[MS_TALLY_N]);
	row_int64(&row, t->count[MS_TALLY_MISSING]);
	row_int64(&row, t->count[MS_TALLY_WEIGHTLESS]);
	row_text(&row, r.note);
	return row_finish(&row);
}

/* cgh_index(ranked, share) */
PG_FUNCTION_INFO_V1(medsec_cgh_index);
Datum
medsec_cgh_index(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	double share = medsec_share_arg(fcinfo, 1, "share");

	MEDSEC_RETURN_FLOAT8(ms_cgh_index(&view.s, share));
}

/* cgh_index(amount, rank_variable, weight, share) */
PG_FUNCTION_INFO_V1(medsec_cgh_index_accum);
Datum
medsec_cgh_index_accum(PG_FUNCTION_ARGS)
{
	SampleState *state = sample_state(fcinfo);
	double record[3];

	if (medsec_any_null(fcinfo, 1))
	{
		sample_count(state, SAMPLE_MISSING);
		return sample_return(state);
	}
	record[0] = medsec_row_value(PG_GETARG_FLOAT8(2), "rank_variable");
	record[1] = medsec_row_value(PG_GETARG_FLOAT8(1), "amount");
	sample_option(state, medsec_share_arg(fcinfo, 4, "share"), "share");
	if (sample_weight(fcinfo, 3, state, &record[2]))
		sample_add(state, MS_SAMPLE_RANK | MS_SAMPLE_WEIGHT, record);
	return sample_return(state);
}

PG_FUNCTION_INFO_V1(medsec_cgh_index_final);
Datum
medsec_cgh_index_final(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);

	if (view.s.n == 0)
		PG_RETURN_NULL();
	MEDSEC_RETURN_FLOAT8(ms_cgh_index(&view.s, view.option));
}

/* benefit_incidence(ranked, groups) */
PG_FUNCTION_INFO_V1(medsec_benefit_incidence);
Datum
medsec_benefit_incidence(PG_FUNCTION_ARGS)
{
	SampleView view = sample_arg(fcinfo, 0);
	int groups = medsec_range_arg(fcinfo, 1, "groups", 1, 1000);
	ms_incidence *group = palloc(groups * sizeof(ms_incidence));
	Row row;

	row_begin_set(&row, fcinfo);
	if (view.s.n == 0)
		return (Datum) 0;
	ms_benefit_incidence(&view.s, groups, group);
	for (int i = 0; i < groups; i++)
	{
		row_int32(&row, i + 1);
		row_float8(&row, group[i].weight);
		row_float8(&row, group[i].mean_key);
		row_float8(&row, group[i].coverage);
		row_float8(&row, group[i].mean);
		row_float8(&row, group[i].mean_of_beneficiaries);
		row_float8(&row, group[i].total);
		row_float8(&row, group[i].share);
		row_float8(&row, group[i].cumulative_share);
		row_float8(&row, group[i].relative);
		row_emit(&row);
	}
	return (Datum) 0;
}
