/*
 * policy.c
 *		Policy models: questionnaire scores, Smith's factors, quadrants.
 */
#include "types.h"

#include "utils/builtins.h"

#include "core/policy.h"

PG_FUNCTION_INFO_V1(medsec_likert_score);
Datum
medsec_likert_score(PG_FUNCTION_ARGS)
{
	double answer = medsec_finite(PG_GETARG_FLOAT8(0), "x");
	double low = medsec_finite(PG_GETARG_FLOAT8(1), "low");
	double high = medsec_finite(PG_GETARG_FLOAT8(2), "high");
	double score;

	if (ms_policy_likert(answer, low, high, &score) != MS_OK)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"x\" must be from \"low\" to \"high\", and "
		                "these must differ"),
		         errdetail("They are %g, %g and %g.", answer, low, high)));
	PG_RETURN_FLOAT8(score);
}

PG_FUNCTION_INFO_V1(medsec_ipa_quadrant);
Datum
medsec_ipa_quadrant(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(ms_policy_quadrant(
	    medsec_finite(PG_GETARG_FLOAT8(0), "importance"),
	    medsec_finite(PG_GETARG_FLOAT8(1), "performance"),
	    medsec_finite(PG_GETARG_FLOAT8(2), "cut_importance"),
	    medsec_finite(PG_GETARG_FLOAT8(3), "cut_performance"))));
}

/* ---- Smith's model: moments of the scores of four factors ---- */

#define FACTORS 4

static const char *const factor_names[FACTORS] = {"idealised_policy",
                                                  "implementing_organisation",
                                                  "target_group",
                                                  "environment"};

typedef struct Smith
{
	int32 vl_len_; /* varlena header, do not touch directly */
	int32 version;
	int64 missing; /* answers whose factor is NULL */
	ms_moments factor[FACTORS];
} Smith;

static Smith *
smith_new(void)
{
	Smith *smith = value_new(sizeof(Smith));

	for (int k = 0; k < FACTORS; k++)
		ms_moments_init(&smith->factor[k]);
	return smith;
}

static const Smith *
smith_arg(FunctionCallInfo fcinfo, int i)
{
	const Smith *smith = value_arg(fcinfo, i);

	if (VARSIZE(smith) != sizeof(Smith))
		value_refuse();
	return smith;
}

static Datum
smith_read(Wire *wire)
{
	Smith *smith = smith_new();

	wire_int64(wire, &smith->missing);
	for (int k = 0; k < FACTORS; k++)
		moments_wire(wire, &smith->factor[k]);
	wire_end(wire);
	if (smith->missing < 0 || smith->missing > MS_MAX_COUNT)
		wire_fault(wire, "A count is negative or too large.");
	for (int k = 0; k < FACTORS; k++)
		moments_check(wire, &smith->factor[k]);
	return PointerGetDatum(smith);
}

static Datum
smith_write(Wire *wire, const Smith *value)
{
	Smith smith = *value;

	wire_int64(wire, &smith.missing);
	for (int k = 0; k < FACTORS; k++)
		moments_wire(wire, &smith.factor[k]);
	wire_end(wire);
	return wire_result(wire);
}

PG_FUNCTION_INFO_V1(medsec_smith_in);
Datum
medsec_smith_in(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_text(&wire, "smith", PG_GETARG_CSTRING(0));
	return smith_read(&wire);
}

PG_FUNCTION_INFO_V1(medsec_smith_recv);
Datum
medsec_smith_recv(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_read_binary(&wire, "smith", (StringInfo) PG_GETARG_POINTER(0));
	return smith_read(&wire);
}

PG_FUNCTION_INFO_V1(medsec_smith_out);
Datum
medsec_smith_out(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_text(&wire, "smith");
	return smith_write(&wire, smith_arg(fcinfo, 0));
}

PG_FUNCTION_INFO_V1(medsec_smith_send);
Datum
medsec_smith_send(PG_FUNCTION_ARGS)
{
	Wire wire;

	wire_write_binary(&wire, "smith");
	return smith_write(&wire, smith_arg(fcinfo, 0));
}

static Smith *
smith_state(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(0) ? smith_new() : value_to_change(fcinfo, 0);
}

static int
factor_of(text *word)
{
	for (int k = 0; k < FACTORS; k++)
	{
		if (VARSIZE_ANY_EXHDR(word) == strlen(factor_names[k]) &&
		    memcmp(VARDATA_ANY(word),
		           factor_names[k],
		           strlen(factor_names[k])) == 0)
			return k;
	}
	ereport(ERROR,
	        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	         errmsg("unknown factor \"%s\"", text_to_cstring(word)),
	         errhint("Factors are: %s, %s, %s, %s.",
	                 factor_names[0],
	                 factor_names[1],
	                 factor_names[2],
	                 factor_names[3])));
}

/* (state, factor, score [, weight]) */
PG_FUNCTION_INFO_V1(medsec_smith_accum);
Datum
medsec_smith_accum(PG_FUNCTION_ARGS)
{
	Smith *state = smith_state(fcinfo);
	bool weighted = PG_NARGS() > 3;
	bool missing = weighted && PG_ARGISNULL(3);
	double weight =
	    weighted && !missing ? medsec_weight(PG_GETARG_FLOAT8(3)) : 1;
	ms_moments *factor;

	if (weight == 0)
		PG_RETURN_POINTER(state);
	if (PG_ARGISNULL(1))
	{
		value_count(&state->missing, 1);
		PG_RETURN_POINTER(state);
	}
	factor = &state->factor[factor_of(PG_GETARG_TEXT_PP(1))];
	if (missing || PG_ARGISNULL(2))
		value_count(&factor->missing, 1);
	else
		medsec_check_status(
		    ms_moments_add(factor,
		                   medsec_finite(PG_GETARG_FLOAT8(2), "score") + 0.0,
		                   weight),
		    "smith_scores");
	PG_RETURN_POINTER(state);
}

PG_FUNCTION_INFO_V1(medsec_smith_combine);
Datum
medsec_smith_combine(PG_FUNCTION_ARGS)
{
	Smith *state = smith_state(fcinfo);
	const Smith *other;

	if (PG_ARGISNULL(1))
		PG_RETURN_POINTER(state);
	other = smith_arg(fcinfo, 1);
	value_count(&state->missing, other->missing);
	for (int k = 0; k < FACTORS; k++)
		medsec_check_status(
		    ms_moments_merge(&state->factor[k], &other->factor[k]), "rollup");
	PG_RETURN_POINTER(state);
}

static ms_policy_model
model_of(const Smith *smith,
         const double *importance,
         double level,
         ms_policy_factor *factors)
{
	double share[FACTORS];
	ms_policy_model model;

	if (ms_policy_model_of(FACTORS,
	                       smith->factor,
	                       importance,
	                       level,
	                       factors,
	                       share,
	                       &model) == MS_DOMAIN)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"importance\" must be weights that are not "
		                "negative, and not all 0")));
	return model;
}

static Datum
report_model(FunctionCallInfo fcinfo, const double *importance)
{
	ms_policy_factor factors[FACTORS];
	ms_policy_model model =
	    model_of(smith_arg(fcinfo, 0), importance, 0.95, factors);
	Row row;

	row_begin(&row, fcinfo);
	for (int k = 0; k < FACTORS; k++)
		row_float8(&row, factors[k].mean);
	row_float8(&row, model.overall);
	row_float8(&row, model.tension);
	row_text(&row, model.note);
	return row_finish(&row);
}

/* smith_scores(smith, importance) */
PG_FUNCTION_INFO_V1(medsec_smith_scores);
Datum
medsec_smith_scores(PG_FUNCTION_ARGS)
{
	int n;
	double *importance =
	    medsec_vector(PG_GETARG_ARRAYTYPE_P(1), "importance", &n);

	if (n != FACTORS)
		ereport(
		    ERROR,
		    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		     errmsg("argument \"importance\" must have %d weights", FACTORS),
		     errdetail("It has %d.", n)));
	return report_model(fcinfo, importance);
}

PG_FUNCTION_INFO_V1(medsec_smith_scores_final);
Datum
medsec_smith_scores_final(PG_FUNCTION_ARGS)
{
	return report_model(fcinfo, NULL);
}

/* smith_factors(smith, conf_level): one row a factor */
PG_FUNCTION_INFO_V1(medsec_smith_factors);
Datum
medsec_smith_factors(PG_FUNCTION_ARGS)
{
	const Smith *smith = smith_arg(fcinfo, 0);
	double level = medsec_level_arg(fcinfo, 1);
	ms_policy_factor factors[FACTORS];
	Row row;

	model_of(smith, NULL, level, factors);
	row_begin_set(&row, fcinfo);
	for (int k = 0; k < FACTORS; k++)
	{
		row_text(&row, factor_names[k]);
		row_int64(&row, factors[k].n);
		row_float8(&row, factors[k].mean);
		row_float8(&row, factors[k].sd);
		row_interval(&row, factors[k].limits);
		row_float8(&row, level);
		row_emit(&row);
	}
	return (Datum) 0;
}
