/*
 * indicator_system.c
 *		Indices whose construction is kept as data.
 *
 * A layout table says what an index is made of, a long table has the values.
 * Both are read once, with the rights of the caller and his snapshot, into a
 * panel: a row for every unit and period, a column for every indicator.  An
 * index is then a rule: weights, a scale, and a mean.
 */
#include "window.h"

#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "core/comoments.h"
#include "core/composite.h"
#include "core/indicator_weights.h"

typedef struct Indicator
{
	char *name;
	int dimension; /* 1 ..; 0 if it has none */
	double target; /* MS_NULL: the best of the units */
} Indicator;

typedef struct System
{
	const char *name;
	int p;
	Indicator *indicators;
	ms_direction *directions;
	double *weights;
	int dimensions;
	char **dimension; /* names; [0], the whole, has none */
	char *unknown; /* what is to be said of data without a place */
} System;

typedef struct Unit
{
	char *name;
	char *period;
} Unit;

/* Units that are compared with each other; x is as core/normalize.h says. */
typedef struct Panel
{
	size_t n;
	Unit *units;
	double *x;
} Panel;

typedef struct Rule
{
	const char *scenario;
	ms_normalization normalization;
	ms_aggregation aggregation;
	const double *weights; /* NULL: the data do not give any */
} Rule;

typedef struct Options
{
	bool renormalize; /* a unit is scored by the indicators it has */
	bool by_period;
} Options;

static const char *const missing_options[] = {"strict", "renormalize", NULL};
static const char *const pool_options[] = {"all", "period", NULL};

/* ---- reading tables ---- */

static char *
table_name(Oid table)
{
	char *name = get_rel_name(table);

	if (name == NULL)
		ereport(ERROR,
		        (errcode(ERRCODE_UNDEFINED_TABLE),
		         errmsg("there is no table with OID %u", table)));
	return quote_qualified_identifier(
	    get_namespace_name(get_rel_namespace(table)), name);
}

/* A column of a table, cast; one that may be lacking is then NULL. */
static char *
column(Oid table, const char *name, const char *type, bool may_lack)
{
	if (get_attnum(table, name) != InvalidAttrNumber)
		return psprintf("(t.%s)::pg_catalog.%s", quote_identifier(name), type);
	if (!may_lack)
		ereport(ERROR,
		        (errcode(ERRCODE_UNDEFINED_COLUMN),
		         errmsg("table \"%s\" has no column \"%s\"",
		                get_rel_name(table),
		                name),
		         errhint("A layout has the columns system, indicator, "
		                 "direction, weight and may have dimension, target; "
		                 "data have unit, indicator, value and may have "
		                 "period.")));
	return psprintf("NULL::pg_catalog.%s", type);
}

static char *
text_column(Oid table, const char *name, bool may_lack)
{
	return psprintf("%s COLLATE pg_catalog.\"C\"",
	                column(table, name, "text", may_lack));
}

/* Runs a query; what is read of its answer stays in the context of `home`. */
static void
run(const char *query, Oid type, Datum argument, MemoryContext home)
{
	int status =
	    SPI_execute_with_args(query, 1, &type, &argument, NULL, true, 0);

	if (status != SPI_OK_SELECT)
		elog(ERROR, "query failed: %s", SPI_result_code_string(status));
	MemoryContextSwitchTo(home);
}

static char *
text_at(uint64 row, int column)
{
	return SPI_getvalue(SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column);
}

static Datum
datum_at(uint64 row, int column, bool *is_null)
{
	return SPI_getbinval(
	    SPI_tuptable->vals[row], SPI_tuptable->tupdesc, column, is_null);
}

static double
float8_at(uint64 row, int column)
{
	bool is_null;
	Datum value = datum_at(row, column, &is_null);

	return is_null ? MS_NULL : DatumGetFloat8(value);
}

static bool
same(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* ---- the layout ---- */

pg_attribute_noreturn() static void refuse_indicator(const System *s,
                                                     const char *name,
                                                     const char *why)
{
	ereport(
	    ERROR,
	    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
	     errmsg("indicator \"%s\" of system \"%s\" %s", name, s->name, why)));
}

static ms_direction
direction_at(const System *s, const char *indicator, uint64 row)
{
	char *word = text_at(row, 3);

	if (word == NULL)
		refuse_indicator(s, indicator, "has no direction");
	if (strcmp(word, "+") != 0 && strcmp(word, "-") != 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("unknown direction \"%s\" of indicator \"%s\" of "
		                "system \"%s\"",
		                word,
		                indicator,
		                s->name),
		         errhint("Write + where more is better and - where less is.")));
	return word[0] == '+' ? MS_MORE_IS_BETTER : MS_LESS_IS_BETTER;
}

/* Rows come in the order of the dimensions, those without one last. */
static void
read_indicator(System *s, int j)
{
	Indicator *new = &s->indicators[j];
	char *dimension = text_at(j, 1);
	bool no_target;

	new->name = text_at(j, 2);
	if (new->name == NULL)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("an indicator of system \"%s\" has no name", s->name)));
	s->directions[j] = direction_at(s, new->name, j);
	s->weights[j] = float8_at(j, 4);
	if (!(s->weights[j] >= 0 && s->weights[j] < INFINITY))
		refuse_indicator(
		    s, new->name, "needs a weight that is a number, 0 or more");
	new->target = float8_at(j, 5);
	datum_at(j, 5, &no_target);
	if (!no_target && !isfinite(new->target))
		refuse_indicator(s, new->name, "needs a target that is a number");
	if (dimension != NULL)
	{
		if (!same(dimension, s->dimension[s->dimensions]))
			s->dimension[++s->dimensions] = dimension;
		new->dimension = s->dimensions;
	}
	for (int k = 0; k < j; k++)
	{
		if (same(s->indicators[k].name, new->name))
			refuse_indicator(s, new->name, "stands in the layout twice");
	}
}

static void
check_weights(const System *s)
{
	double sum = 0;

	for (int j = 0; j < s->p; j++)
		sum += s->weights[j];
	if (!(fabs(sum - 1) <= 1e-6))
		ereport(
		    ERROR,
		    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		     errmsg("the weights of system \"%s\" must add up to 1", s->name),
		     errdetail("They add up to %g.", sum),
		     errhint("medsec.normalized_weights(weights) makes them so.")));
}

static void
read_layout(Oid layout, text *name, System *s, MemoryContext home)
{
	char *query = psprintf("SELECT %s, %s, %s, %s, %s FROM %s AS t WHERE %s "
	                       "OPERATOR(pg_catalog.=) $1 ORDER BY 1 NULLS LAST, 2",
	                       text_column(layout, "dimension", true),
	                       text_column(layout, "indicator", false),
	                       text_column(layout, "direction", false),
	                       column(layout, "weight", "float8", false),
	                       column(layout, "target", "float8", true),
	                       table_name(layout),
	                       text_column(layout, "system", false));

	run(query, TEXTOID, PointerGetDatum(name), home);
	s->name = text_to_cstring(name);
	if (SPI_processed == 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("layout \"%s\" has no system \"%s\"",
		                get_rel_name(layout),
		                s->name)));
	if (SPI_processed > MS_COMOMENTS_MAX_COLUMNS)
		ereport(ERROR,
		        (errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
		         errmsg("system \"%s\" has more than %d indicators",
		                s->name,
		                MS_COMOMENTS_MAX_COLUMNS)));
	s->p = (int) SPI_processed;
	s->indicators = palloc0(s->p * sizeof(Indicator));
	s->directions = palloc(s->p * sizeof(ms_direction));
	s->weights = palloc(s->p * sizeof(double));
	s->dimension = palloc0((s->p + 1) * sizeof(char *));
	for (int j = 0; j < s->p; j++)
		read_indicator(s, j);
	check_weights(s);
}

/* Data that no system of the layout asks for are often a slip of the pen. */
static void
read_unknown(Oid layout, Oid data, System *s, MemoryContext home)
{
	char *query = psprintf(
	    "SELECT pg_catalog.count(DISTINCT d.i), pg_catalog.min(d.i) FROM "
	    "(SELECT %s AS i FROM %s AS t) AS d WHERE NOT EXISTS (SELECT FROM "
	    "(SELECT %s AS i FROM %s AS t) AS l "
	    "WHERE l.i OPERATOR(pg_catalog.=) d.i) AND $1 IS NOT NULL",
	    text_column(data, "indicator", false),
	    table_name(data),
	    text_column(layout, "indicator", false),
	    table_name(layout));
	bool is_null;
	int64 n;

	run(query, INT4OID, Int32GetDatum(0), home);
	n = DatumGetInt64(datum_at(0, 1, &is_null));
	if (n > 0)
		s->unknown = psprintf("the layout does not know " INT64_FORMAT
		                      " of the indicators in the data (\"%s\")",
		                      n,
		                      text_at(0, 2));
}

/* ---- the data ---- */

static Datum
indicator_names(const System *s)
{
	Datum *names = palloc(s->p * sizeof(Datum));

	for (int j = 0; j < s->p; j++)
		names[j] = CStringGetTextDatum(s->indicators[j].name);
	return PointerGetDatum(
	    construct_array(names, s->p, TEXTOID, -1, false, TYPALIGN_INT));
}

static char *
described(const Unit *unit)
{
	return unit->period == NULL ? psprintf("unit \"%s\"", unit->name)
	                            : psprintf("unit \"%s\", period \"%s\"",
	                                       unit->name,
	                                       unit->period);
}

static bool
same_unit(const Unit *a, const Unit *b)
{
	return same(a->name, b->name) && same(a->period, b->period);
}

static Unit
unit_at(uint64 row)
{
	return (Unit){text_at(row, 1), text_at(row, 2)};
}

static void
free_unit(Unit *unit)
{
	pfree(unit->name);
	if (unit->period != NULL)
		pfree(unit->period);
}

/*
 * The units in their order.  Of every row of the answer `index` tells the unit,
 * as the matrix has its shape only when all are counted.
 */
static size_t *
read_units(Panel *panel)
{
	uint64 rows = SPI_processed;
	size_t *index = units_alloc(rows, sizeof(size_t));

	panel->units = units_alloc(rows, sizeof(Unit));
	panel->n = 0;
	for (uint64 i = 0; i < rows; i++)
	{
		Unit unit = unit_at(i);

		if (panel->n == 0 || !same_unit(&unit, &panel->units[panel->n - 1]))
			panel->units[panel->n++] = unit;
		else
			free_unit(&unit);
		index[i] = panel->n - 1;
	}
	return index;
}

static void
read_values(const System *s, Panel *panel, const size_t *index)
{
	size_t last_unit = SIZE_MAX;
	int last = -1;

	for (uint64 i = 0; i < SPI_processed; i++)
	{
		bool is_null;
		int j = DatumGetInt32(datum_at(i, 3, &is_null)) - 1;
		Datum value = datum_at(i, 4, &is_null);

		if (j == last && index[i] == last_unit)
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("indicator \"%s\" has more than one value for %s",
			                s->indicators[j].name,
			                described(&panel->units[index[i]]))));
		last = j;
		last_unit = index[i];
		if (is_null)
			continue;
		if (!isfinite(DatumGetFloat8(value)))
			medsec_refuse_value(DatumGetFloat8(value),
			                    psprintf("indicator \"%s\" of %s",
			                             s->indicators[j].name,
			                             described(&panel->units[index[i]])));
		panel->x[j * panel->n + index[i]] = DatumGetFloat8(value);
	}
}

static void
check_panel(const System *s, const Panel *panel)
{
	for (int j = 0; j < s->p; j++)
	{
		size_t i = 0;

		while (i < panel->n && ms_is_null(panel->x[j * panel->n + i]))
			i++;
		if (i == panel->n)
			refuse_indicator(s, s->indicators[j].name, "has no data");
	}
}

/* All units, in the order of periods if these are compared one by one. */
static void
read_data(Oid data,
          const System *s,
          const Options *options,
          Panel *panel,
          MemoryContext home)
{
	char *query = psprintf(
	    "SELECT * FROM (SELECT %s AS unit, %s AS period, "
	    "pg_catalog.array_position($1, %s) AS j, %s AS value "
	    "FROM %s AS t) AS d WHERE d.unit IS NOT NULL AND d.j IS NOT NULL "
	    "ORDER BY %s, d.j",
	    text_column(data, "unit", false),
	    text_column(data, "period", true),
	    text_column(data, "indicator", false),
	    column(data, "value", "float8", false),
	    table_name(data),
	    options->by_period ? "d.period, d.unit" : "d.unit, d.period");
	size_t *index;

	run(query, TEXTARRAYOID, indicator_names(s), home);
	index = read_units(panel);
	panel->x = units_alloc(panel->n * s->p, sizeof(double));
	for (size_t i = 0; i < panel->n * s->p; i++)
		panel->x[i] = MS_NULL;
	read_values(s, panel, index);
	check_panel(s, panel);
}

static void
read_tables(FunctionCallInfo fcinfo,
            const Options *options,
            System *s,
            Panel *panel)
{
	MemoryContext home = CurrentMemoryContext;
	Oid layout = PG_GETARG_OID(0);
	Oid data = PG_GETARG_OID(1);

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	read_layout(layout, PG_GETARG_TEXT_PP(2), s, home);
	read_unknown(layout, data, s, home);
	read_data(data, s, options, panel, home);
	SPI_finish();
	MemoryContextSwitchTo(home);
}

/* ---- pools: the units that are compared ---- */

/* The pool that begins at a row; its matrix is a copy.  False at the end. */
static bool
next_pool(
    const Panel *panel, int p, const Options *options, size_t *at, Panel *pool)
{
	size_t first = *at;
	size_t end = first;

	if (first >= panel->n)
		return false;
	while (end < panel->n &&
	       (!options->by_period ||
	        same(panel->units[end].period, panel->units[first].period)))
		end++;
	pool->n = end - first;
	pool->units = panel->units + first;
	pool->x = units_alloc(pool->n * p, sizeof(double));
	for (int j = 0; j < p; j++)
		memcpy(pool->x + j * pool->n,
		       panel->x + j * panel->n + first,
		       pool->n * sizeof(double));
	*at = end;
	return true;
}

/* How many indicators of a dimension (0: of all) a unit lacks, and has not. */
static int
count_missing(
    const System *s, const Panel *pool, size_t i, int dimension, int *of)
{
	int missing = 0;

	*of = 0;
	for (int j = 0; j < s->p; j++)
	{
		if (dimension != 0 && s->indicators[j].dimension != dimension)
			continue;
		(*of)++;
		missing += ms_is_null(pool->x[j * pool->n + i]);
	}
	return missing;
}

/* ---- a rule, applied ---- */

/* Indicators on the scale of a rule; constant[j]: it has none. */
typedef struct Scaled
{
	double *x;
	bool *constant;
	int refused; /* the indicator that is outside the scale's domain, or -1 */
} Scaled;

/* Scores of scales that end at 1 are told in hundredths. */
static double
unit_of_scale(ms_normalization normalization)
{
	return normalization == MS_NORMALIZE_PERCENTILE ||
	               normalization == MS_NORMALIZE_DISTANCE
	           ? 100
	           : 1;
}

static Scaled
scale(const System *s,
      const Panel *pool,
      const Options *options,
      const Rule *rule)
{
	Size size = pool->n * s->p * sizeof(double);
	Scaled scaled = {units_alloc(size, 1), palloc0(s->p * sizeof(bool)), -1};
	void *work =
	    units_alloc(1, ms_normalize_workspace(rule->normalization, pool->n));

	memcpy(scaled.x, pool->x, size);
	if (!options->renormalize)
		ms_normalize_listwise(pool->n, s->p, scaled.x);
	for (int j = 0; j < s->p; j++)
	{
		ms_normalize_options how = {
		    rule->normalization,
		    s->directions[j],
		    rule->aggregation == MS_AGGREGATE_ARITHMETIC ? 0 : 1,
		    100,
		    s->indicators[j].target};
		ms_status status;

		if (rule->weights[j] == 0)
			continue;
		status =
		    ms_normalize_column(&how, pool->n, scaled.x + j * pool->n, work);
		scaled.constant[j] = status == MS_UNDEFINED;
		if (status == MS_DOMAIN)
			scaled.refused = j;
		else
			medsec_check_status(status, "the index");
	}
	pfree(work);
	return scaled;
}

/* The score of a unit by the indicators it has, of a dimension or all. */
static double
score_of(const System *s,
         const Panel *pool,
         const Rule *rule,
         const Scaled *scaled,
         size_t i,
         int dimension)
{
	double x[MS_COMOMENTS_MAX_COLUMNS];
	double weights[MS_COMOMENTS_MAX_COLUMNS];
	double work[MS_COMOMENTS_MAX_COLUMNS];
	double score;
	int k = 0;

	for (int j = 0; j < s->p; j++)
	{
		if (rule->weights[j] == 0 ||
		    (dimension != 0 && s->indicators[j].dimension != dimension))
			continue;
		if (scaled->constant[j])
			return MS_NULL;
		if (ms_is_null(scaled->x[j * pool->n + i]))
			continue;
		x[k] = scaled->x[j * pool->n + i];
		weights[k++] = rule->weights[j];
	}
	if (k == 0)
		return MS_NULL;
	medsec_check_status(ms_composite_aggregate(
	                        rule->aggregation, 1, k, x, weights, &score, work),
	                    "the index");
	return unit_of_scale(rule->normalization) * score;
}

static int
descending(const void *a, const void *b)
{
	double x = *(const double *) a;
	double y = *(const double *) b;

	return (x < y) - (x > y);
}

/* How many of the scores, in descending order, are higher than this one. */
static size_t
count_higher(size_t n, const double *sorted, double score)
{
	size_t low = 0;

	while (low < n)
	{
		size_t middle = low + (n - low) / 2;

		if (sorted[middle] > score)
			low = middle + 1;
		else
			n = middle;
	}
	return low;
}

/*
 * Rank 1 for the highest score, 0 where there is none; equal scores share the
 * best of their ranks.  Scores are sums of rounded products: higher is what is
 * higher by more than the rounding.
 */
static int64 *
ranks_of(size_t n, const double *score)
{
	int64 *rank = units_alloc(n, sizeof(int64));
	double *sorted = units_alloc(n, sizeof(double));
	double rounding = 0;
	size_t known = 0;

	for (size_t i = 0; i < n; i++)
	{
		if (!ms_is_null(score[i]))
			sorted[known++] = score[i];
		rounding = fmax(rounding, 1e-12 * fabs(score[i]));
	}
	qsort(sorted, known, sizeof(double), descending);
	for (size_t i = 0; i < n; i++)
		rank[i] = ms_is_null(score[i])
		              ? 0
		              : 1 + count_higher(known, sorted, score[i] + rounding);
	pfree(sorted);
	return rank;
}

static double *
scores_of(const System *s,
          const Panel *pool,
          const Rule *rule,
          const Scaled *scaled,
          int dimension)
{
	double *score = units_alloc(pool->n, sizeof(double));

	for (size_t i = 0; i < pool->n; i++)
	{
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		score[i] = scaled->refused >= 0
		               ? MS_NULL
		               : score_of(s, pool, rule, scaled, i, dimension);
	}
	return score;
}

/* ---- what there is to say of a score ---- */

static const char *
constant_note(const System *s, const Scaled *scaled, int dimension)
{
	for (int j = 0; j < s->p; j++)
	{
		if (scaled->constant[j] &&
		    (dimension == 0 || s->indicators[j].dimension == dimension))
			return psprintf(
			    "indicator \"%s\" is the same in all units compared",
			    s->indicators[j].name);
	}
	return NULL;
}

static const char *
score_note(const System *s,
           const Panel *pool,
           const Options *options,
           const Scaled *scaled,
           size_t i,
           int dimension,
           double score)
{
	const char *note = NULL;
	int all;
	int of;
	int missing = count_missing(s, pool, i, dimension, &of);
	int missing_all = count_missing(s, pool, i, 0, &all);

	if (!options->renormalize && missing_all > 0)
		note = psprintf("%d of %d indicators of the system have no value",
		                missing_all,
		                all);
	else if (missing == of)
		note = "no indicator has a value";
	else if (ms_is_null(score))
	{
		note = constant_note(s, scaled, dimension);
		if (note == NULL)
			note = "the indicators that have a value have no weight";
	}
	else if (missing > 0)
		note = psprintf("%d of %d indicators have no value: the weights of "
		                "the others are scaled up",
		                missing,
		                of);
	if (note != NULL && s->unknown != NULL)
		return psprintf("%s; %s", note, s->unknown);
	return note != NULL ? note : s->unknown;
}

static void
put_rank(Row *row, int64 rank)
{
	if (rank == 0)
		row_null(row);
	else
		row_int64(row, rank);
}

static void
put_unit(Row *row, const Unit *unit)
{
	row_text(row, unit->name);
	row_text(row, unit->period);
}

/* ---- indicator_scores ---- */

static void
check_scale(const Rule *rule)
{
	if (rule->aggregation != MS_AGGREGATE_ARITHMETIC &&
	    rule->normalization == MS_NORMALIZE_ZSCORE)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("aggregation \"%s\" needs positive values, and "
		                "normalization \"zscore\" gives negative ones",
		                units_aggregations[rule->aggregation]),
		         errhint("Take minmax, rank, percentile or distance.")));
}

static void
check_refused(const System *s, const Scaled *scaled)
{
	if (scaled->refused >= 0)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("indicator \"%s\" of system \"%s\" has a value or a "
		                "target that is not positive",
		                s->indicators[scaled->refused].name,
		                s->name),
		         errdetail("A distance is a ratio to the target or the best "
		                   "value."),
		         errhint("Take another normalization.")));
}

static void
emit_scores(Row *row,
            const System *s,
            const Panel *pool,
            const Options *options,
            const Rule *rule)
{
	Scaled scaled = scale(s, pool, options, rule);
	double **score = palloc((s->dimensions + 1) * sizeof(double *));
	int64 **rank = palloc((s->dimensions + 1) * sizeof(int64 *));

	check_refused(s, &scaled);
	for (int d = 0; d <= s->dimensions; d++)
	{
		score[d] = scores_of(s, pool, rule, &scaled, d);
		rank[d] = ranks_of(pool->n, score[d]);
	}
	for (size_t i = 0; i < pool->n; i++)
	{
		for (int d = 0; d <= s->dimensions; d++)
		{
			int of;
			int missing = count_missing(s, pool, i, d, &of);

			put_unit(row, &pool->units[i]);
			row_text(row, s->dimension[d]);
			row_float8(row, score[d][i]);
			put_rank(row, rank[d][i]);
			row_int32(row, of);
			row_int32(row, missing);
			row_text(row,
			         score_note(s, pool, options, &scaled, i, d, score[d][i]));
			row_emit(row);
		}
	}
}

PG_FUNCTION_INFO_V1(medsec_indicator_scores);
Datum
medsec_indicator_scores(PG_FUNCTION_ARGS)
{
	System s = {0};
	Panel panel;
	Panel pool;
	Row row;
	size_t at = 0;
	Rule rule = {
	    NULL,
	    medsec_option_arg(fcinfo, 3, "normalization", units_normalizations),
	    medsec_option_arg(fcinfo, 4, "aggregation", units_aggregations),
	    NULL};
	Options options = {
	    medsec_option_arg(fcinfo, 5, "missing", missing_options) == 1,
	    medsec_option_arg(fcinfo, 6, "pool", pool_options) == 1};

	check_scale(&rule);
	read_tables(fcinfo, &options, &s, &panel);
	rule.weights = s.weights;
	row_begin_set(&row, fcinfo);
	while (next_pool(&panel, s.p, &options, &at, &pool))
		emit_scores(&row, &s, &pool, &options, &rule);
	return (Datum) 0;
}

/* ---- indicator_sensitivity ---- */

static double *
equal_weights(int p)
{
	double *weights = palloc(p * sizeof(double));

	for (int j = 0; j < p; j++)
		weights[j] = 1.0 / p;
	return weights;
}

static double *
weights_without(const System *s, int left_out)
{
	double *weights = palloc(s->p * sizeof(double));

	memcpy(weights, s->weights, s->p * sizeof(double));
	weights[left_out] = 0;
	return weights;
}

/* Weights that the units of a pool give, or NULL. */
static double *
weights_of_data(const System *s, const Panel *pool, ms_weighting method)
{
	ms_weighting_options options = {method, 0};
	Size size = pool->n * s->p * sizeof(double);
	double *x = units_alloc(size, 1);
	double *weights = palloc(s->p * sizeof(double));
	ms_status status;

	memcpy(x, pool->x, size);
	status = ms_indicator_weights_of(
	    &options,
	    pool->n,
	    s->p,
	    x,
	    s->directions,
	    weights,
	    palloc(ms_indicator_weights_workspace(method, s->p)));
	medsec_check_status(status, "the weights");
	pfree(x);
	return status == MS_OK ? weights : NULL;
}

/*
 * The scenarios of a pool, the base first.  Percentiles are not among them:
 * their index is that of the ranks on another scale.
 */
static Rule *
scenarios_of(const System *s, const Panel *pool, int *n)
{
	Rule *rules = palloc((8 + s->p) * sizeof(Rule));
	Rule base = {
	    "base", MS_NORMALIZE_MINMAX, MS_AGGREGATE_ARITHMETIC, s->weights};

	for (int k = 0; k < 8 + s->p; k++)
		rules[k] = base;
	rules[1].scenario = "equal weights";
	rules[1].weights = equal_weights(s->p);
	rules[2].scenario = "entropy weights";
	rules[2].weights = weights_of_data(s, pool, MS_WEIGHTS_ENTROPY);
	rules[3].scenario = "critic weights";
	rules[3].weights = weights_of_data(s, pool, MS_WEIGHTS_CRITIC);
	rules[4].scenario = "zscore";
	rules[4].normalization = MS_NORMALIZE_ZSCORE;
	rules[5].scenario = "rank";
	rules[5].normalization = MS_NORMALIZE_RANK;
	rules[6].scenario = "distance";
	rules[6].normalization = MS_NORMALIZE_DISTANCE;
	rules[7].scenario = "geometric";
	rules[7].aggregation = MS_AGGREGATE_GEOMETRIC;
	*n = 8;
	for (int j = 0; j < s->p && s->p > 1; j++)
	{
		rules[*n].scenario = psprintf("without %s", s->indicators[j].name);
		rules[(*n)++].weights = weights_without(s, j);
	}
	return rules;
}

static void
emit_scenario(Row *row,
              const System *s,
              const Panel *pool,
              const Options *options,
              const Rule *rule,
              int64 **base)
{
	Scaled scaled = scale(s, pool, options, rule);
	double *score = scores_of(s, pool, rule, &scaled, 0);
	int64 *rank = ranks_of(pool->n, score);
	const char *refused =
	    scaled.refused < 0
	        ? NULL
	        : psprintf("indicator \"%s\" has a value or a target that is not "
	                   "positive",
	                   s->indicators[scaled.refused].name);

	if (*base == NULL)
		*base = rank;
	for (size_t i = 0; i < pool->n; i++)
	{
		int64 from = (*base)[i];

		put_unit(row, &pool->units[i]);
		row_text(row, rule->scenario);
		row_float8(row, score[i]);
		put_rank(row, rank[i]);
		put_rank(row, from);
		if (rank[i] == 0 || from == 0)
			row_null(row);
		else
			row_int64(row, rank[i] - from);
		row_text(row,
		         refused != NULL
		             ? refused
		             : score_note(s, pool, options, &scaled, i, 0, score[i]));
		row_emit(row);
	}
	pfree(scaled.x);
	pfree(score);
	if (rank != *base)
		pfree(rank);
}

/* A scenario whose weights the data do not give. */
static void
emit_undefined(Row *row,
               const Panel *pool,
               const char *scenario,
               const int64 *base)
{
	for (size_t i = 0; i < pool->n; i++)
	{
		put_unit(row, &pool->units[i]);
		row_text(row, scenario);
		row_null(row);
		row_null(row);
		put_rank(row, base[i]);
		row_null(row);
		row_text(row, "the units compared give no such weights");
		row_emit(row);
	}
}

PG_FUNCTION_INFO_V1(medsec_indicator_sensitivity);
Datum
medsec_indicator_sensitivity(PG_FUNCTION_ARGS)
{
	System s = {0};
	Panel panel;
	Panel pool;
	Row row;
	size_t at = 0;
	Options options = {
	    medsec_option_arg(fcinfo, 3, "missing", missing_options) == 1,
	    medsec_option_arg(fcinfo, 4, "pool", pool_options) == 1};

	read_tables(fcinfo, &options, &s, &panel);
	row_begin_set(&row, fcinfo);
	while (next_pool(&panel, s.p, &options, &at, &pool))
	{
		int64 *base = NULL;
		int n;
		Rule *rules = scenarios_of(&s, &pool, &n);

		for (int k = 0; k < n; k++)
		{
			if (rules[k].weights == NULL)
				emit_undefined(&row, &pool, rules[k].scenario, base);
			else
				emit_scenario(&row, &s, &pool, &options, &rules[k], &base);
		}
	}
	return (Datum) 0;
}
