/*
 * risk.c
 *		Flags and levels of poverty risk, one household a call.
 *
 * The answer is an array of enum values, and there are only so many sets of
 * flags: each array is made once a query and given out again, so that a row
 * allocates nothing.
 */
#include "medsec.h"

#include "catalog/pg_enum.h"
#include "catalog/pg_type.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#include "core/risk.h"

static const char *const flag_names[MS_RISK_FLAGS] = {
    [MS_RISK_CHECK_DATA] = "check data",
    [MS_RISK_NEAR_POOR] = "near poor",
    [MS_RISK_CATASTROPHIC_SHARE] = "catastrophic share",
    [MS_RISK_HEAVY_BURDEN] = "heavy burden",
    [MS_RISK_CATASTROPHIC_CAPACITY] = "catastrophic capacity",
    [MS_RISK_RIGID_EXPENDITURE] = "rigid expenditure",
    [MS_RISK_POOR] = "poor",
    [MS_RISK_IMPOVERISHED] = "impoverished",
    [MS_RISK_FURTHER_IMPOVERISHED] = "further impoverished",
};

static const char *const level_names[MS_RISK_LEVELS] = {
    [MS_RISK_NONE] = "none",
    [MS_RISK_WATCH] = "watch",
    [MS_RISK_WARNING] = "warning",
    [MS_RISK_CRITICAL] = "critical",
};

/* The values of an enum type, by their names. */
static void
find_values(Oid type, const char *const *names, int n, Oid *values)
{
	for (int i = 0; i < n; i++)
	{
		values[i] = GetSysCacheOid2(ENUMTYPOIDNAME,
		                            Anum_pg_enum_oid,
		                            ObjectIdGetDatum(type),
		                            CStringGetDatum(names[i]));
		if (!OidIsValid(values[i]))
			medsec_refuse_type();
	}
}

/* ---- flags ---- */

/* kept with the call site */
typedef struct FlagCache
{
	Oid type; /* risk_flag */
	Oid values[MS_RISK_FLAGS];
	ArrayType *sets[1 << MS_RISK_FLAGS]; /* those that were asked for */
} FlagCache;

static FlagCache *
flag_cache(FunctionCallInfo fcinfo)
{
	FlagCache *cache = fcinfo->flinfo->fn_extra;

	if (cache != NULL)
		return cache;
	cache = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(FlagCache));
	cache->type = get_element_type(get_func_rettype(fcinfo->flinfo->fn_oid));
	find_values(cache->type, flag_names, MS_RISK_FLAGS, cache->values);
	fcinfo->flinfo->fn_extra = cache;
	return cache;
}

static ArrayType *
flag_set(FunctionCallInfo fcinfo, unsigned flags)
{
	FlagCache *cache = flag_cache(fcinfo);
	Datum elements[MS_RISK_FLAGS];
	MemoryContext old;
	int n = 0;

	if (likely(cache->sets[flags] != NULL))
		return cache->sets[flags];
	for (int f = 0; f < MS_RISK_FLAGS; f++)
	{
		if (flags & (1u << f))
			elements[n++] = ObjectIdGetDatum(cache->values[f]);
	}
	old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	cache->sets[flags] = construct_array(
	    elements, n, cache->type, sizeof(Oid), true, TYPALIGN_INT);
	MemoryContextSwitchTo(old);
	return cache->sets[flags];
}

static double
optional_arg(FunctionCallInfo fcinfo, int i, const char *name)
{
	return PG_ARGISNULL(i) ? MS_NULL
	                       : medsec_row_value(PG_GETARG_FLOAT8(i), name);
}

/*
 * poverty_risk_flags(income, consumption, food, oop, size, line, subsistence,
 * reference_income, share_threshold, capacity_threshold, near_poor,
 * burden_threshold, beta)
 */
PG_FUNCTION_INFO_V1(medsec_poverty_risk_flags);
Datum
medsec_poverty_risk_flags(PG_FUNCTION_ARGS)
{
	ms_risk_household h;
	ms_risk_thresholds limit;

	for (int i = 0; i < 6; i++)
	{
		if (PG_ARGISNULL(i))
			PG_RETURN_NULL();
	}
	h.income = medsec_row_value(PG_GETARG_FLOAT8(0), "income");
	h.consumption = medsec_row_value(PG_GETARG_FLOAT8(1), "consumption");
	h.food = medsec_row_value(PG_GETARG_FLOAT8(2), "food");
	h.oop = medsec_row_value(PG_GETARG_FLOAT8(3), "oop");
	h.size = medsec_row_value(PG_GETARG_FLOAT8(4), "size");
	h.line = medsec_positive_arg(fcinfo, 5, "line");
	h.subsistence = optional_arg(fcinfo, 6, "subsistence");
	h.reference_income = optional_arg(fcinfo, 7, "reference_income");
	limit.share = medsec_at_least_arg(fcinfo, 8, "share_threshold", 0);
	limit.capacity = medsec_at_least_arg(fcinfo, 9, "capacity_threshold", 0);
	limit.near_poor = medsec_at_least_arg(fcinfo, 10, "near_poor", 1);
	limit.burden = medsec_at_least_arg(fcinfo, 11, "burden_threshold", 0);
	limit.beta = medsec_at_least_arg(fcinfo, 12, "beta", 0);
	PG_RETURN_ARRAYTYPE_P(flag_set(fcinfo, ms_risk_flags_of(&h, &limit)));
}

/* ---- levels ---- */

typedef struct LevelCache
{
	Oid flags[MS_RISK_FLAGS];
	Oid levels[MS_RISK_LEVELS];
} LevelCache;

static LevelCache *
level_cache(FunctionCallInfo fcinfo, Oid flag_type)
{
	LevelCache *cache = fcinfo->flinfo->fn_extra;

	if (cache != NULL)
		return cache;
	cache = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(LevelCache));
	find_values(flag_type, flag_names, MS_RISK_FLAGS, cache->flags);
	find_values(get_func_rettype(fcinfo->flinfo->fn_oid),
	            level_names,
	            MS_RISK_LEVELS,
	            cache->levels);
	fcinfo->flinfo->fn_extra = cache;
	return cache;
}

/* poverty_risk_level(risk_flag[]); elements that are NULL say nothing */
PG_FUNCTION_INFO_V1(medsec_poverty_risk_level);
Datum
medsec_poverty_risk_level(PG_FUNCTION_ARGS)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(0);
	LevelCache *cache = level_cache(fcinfo, ARR_ELEMTYPE(array));
	ArrayIterator each = array_create_iterator(array, 0, NULL);
	unsigned flags = 0;
	Datum value;
	bool is_null;

	while (array_iterate(each, &value, &is_null))
	{
		for (int f = 0; f < MS_RISK_FLAGS && !is_null; f++)
		{
			if (cache->flags[f] == DatumGetObjectId(value))
				flags |= 1u << f;
		}
	}
	array_free_iterator(each);
	PG_RETURN_OID(cache->levels[ms_risk_level_of(flags)]);
}
