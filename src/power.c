/*
 * power.c
 *		Power of t-tests, and the sample size for a power.
 */
#include "medsec.h"

#include "core/power.h"

/* delta, sd, sig_level, type, alternative from argument 1 on */
static ms_power_plan
plan_arg(FunctionCallInfo fcinfo)
{
	static const char *const designs[] = {"two-sample",
	                                      "one-sample",
	                                      "paired",
	                                      "=two.sample",
	                                      "=one.sample",
	                                      NULL};
	double delta = medsec_float8_arg(fcinfo, 1, "delta");
	double sd = medsec_float8_arg(fcinfo, 2, "sd");
	ms_power_plan plan;

	plan.sig_level = medsec_share_arg(fcinfo, 3, "sig_level");
	plan.design = medsec_option_arg(fcinfo, 4, "type", designs) % 3;
	plan.alternative = medsec_alternative_arg(fcinfo, 5);
	plan.effect = delta / sd;
	if (!(sd > 0))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"sd\" must be positive"),
		         errdetail("The value is %g.", sd)));
	return plan;
}

PG_FUNCTION_INFO_V1(medsec_power_t_test);
Datum
medsec_power_t_test(PG_FUNCTION_ARGS)
{
	double n = medsec_float8_arg(fcinfo, 0, "n");
	ms_power_plan plan = plan_arg(fcinfo);

	if (!(n > 1))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"n\" must be larger than 1"),
		         errdetail("The value is %g.", n)));
	MEDSEC_RETURN_FLOAT8(ms_power_of(&plan, n));
}

PG_FUNCTION_INFO_V1(medsec_power_t_test_n);
Datum
medsec_power_t_test_n(PG_FUNCTION_ARGS)
{
	double power = medsec_float8_arg(fcinfo, 0, "power");
	ms_power_plan plan = plan_arg(fcinfo);
	double n;

	if (!(power > plan.sig_level && power < 1))
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("argument \"power\" must be between sig_level and 1"),
		         errdetail("The value is %g.", power)));
	medsec_check_status(ms_power_sample_size(&plan, power, &n),
	                    "power_t_test_n");
	MEDSEC_RETURN_FLOAT8(n);
}
