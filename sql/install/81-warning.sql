-- warnings of households, and how good they were

CREATE TYPE warning_level AS ENUM ('none', 'warned', 'monitored', 'eliminated');
COMMENT ON TYPE warning_level IS 'State of a household: none; warned, its ratio is above the level to enter at; monitored, people have verified it; eliminated, calm for long enough, but still on file.';

CREATE FUNCTION warning_state(ratio float8, enter float8, leave float8, hold integer, verified boolean DEFAULT false) RETURNS warning_level
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_warning_state';
COMMENT ON FUNCTION warning_state(float8, float8, float8, integer, boolean) IS 'The state of a household after each period: warned when ratio > enter; eliminated when ratio <= leave in hold periods in a row; warned again on a new entry. With leave below enter (a dead band) a ratio that trembles about one level switches nothing. Where verified is true, the period in which people have confirmed it, the household is monitored, and leaves as a warned one does. OVER (PARTITION BY household ORDER BY month): every row of the partition counts once, frames do not matter. Levels are read from each row, so that lines may change by year and household. A NULL ratio changes no state and breaks the row of calm periods. leave above enter, hold below 1, a NaN or infinite ratio are an error (22023).';
CREATE FUNCTION warning_relapses(ratio float8, enter float8, leave float8, hold integer, verified boolean DEFAULT false) RETURNS integer
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_warning_relapses';
COMMENT ON FUNCTION warning_relapses(float8, float8, float8, integer, boolean) IS 'How often a household was warned again after it had been eliminated, up to this period. Arguments as in warning_state.';

CREATE TYPE warning_record AS (
    state warning_level, ratio float8, periods_in_state bigint, calm_periods bigint,
    entries bigint, relapses bigint, note text
);
COMMENT ON TYPE warning_record IS 'Result of warning_evidence: the state, the ratio it was judged by, since how many periods it lasts, periods in a row at or below the level to leave at, how often the household was warned, and how often again.';
CREATE FUNCTION warning_evidence(ratio float8, enter float8, leave float8, hold integer, verified boolean DEFAULT false) RETURNS warning_record
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME', 'medsec_warning_evidence';
COMMENT ON FUNCTION warning_evidence(float8, float8, float8, integer, boolean) IS 'The state of warning_state with what led to it, as one record a row.';

CREATE TYPE warning_evaluation_result AS (
    n float8, n_missing bigint, hits bigint, false_alarms bigint, late bigint, misses bigint, quiet bigint,
    "precision" float8, precision_low float8, precision_high float8,
    recall float8, recall_low float8, recall_high float8,
    specificity float8, f1 float8,
    lead_days_mean float8, lead_days_min float8, lead_days_max float8, lead_months_mean float8,
    conf_level float8, note text
);
COMMENT ON TYPE warning_evaluation_result IS 'Result of warning_evaluation: precision = hits / (hits + false_alarms + late), recall = hits / (hits + misses + late), specificity = quiet / (quiet + false_alarms), with Wilson''s limits; lead: days from the warning to what it warned of, over the hits, and the mean of it in months of 30.44 days.';
CREATE FUNCTION warning_evaluation_accum(bigint[], warned boolean, happened boolean) RETURNS bigint[]
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_warning_evaluation_accum';
COMMENT ON FUNCTION warning_evaluation_accum(bigint[], boolean, boolean) IS 'aggregate transition function: counts one household';
CREATE FUNCTION warning_evaluation_accum(bigint[], warned_at date, happened_at date) RETURNS bigint[]
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_warning_evaluation_accum_dates';
COMMENT ON FUNCTION warning_evaluation_accum(bigint[], date, date) IS 'aggregate transition function: counts one household by its dates';
CREATE FUNCTION warning_evaluation_combine(bigint[], bigint[]) RETURNS bigint[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_warning_evaluation_combine';
COMMENT ON FUNCTION warning_evaluation_combine(bigint[], bigint[]) IS 'aggregate combine function';
CREATE FUNCTION warning_evaluation_final(bigint[]) RETURNS warning_evaluation_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_warning_evaluation_final';
COMMENT ON FUNCTION warning_evaluation_final(bigint[]) IS 'aggregate final function: rates and limits of 95 percent';
CREATE AGGREGATE warning_evaluation(warned boolean, happened boolean) (
    SFUNC = warning_evaluation_accum, STYPE = bigint[], SSPACE = 128,
    FINALFUNC = warning_evaluation_final, COMBINEFUNC = warning_evaluation_combine,
    INITCOND = '{0,0,0,0,0,0,0,0,0,0}', PARALLEL = SAFE
);
COMMENT ON AGGREGATE warning_evaluation(boolean, boolean) IS 'How good warnings were, a household a row: precision, recall, specificity, F1 with Wilson''s limits of 95 percent. NULLs are left out and counted in n_missing.';
CREATE AGGREGATE warning_evaluation(warned_at date, happened_at date) (
    SFUNC = warning_evaluation_accum, STYPE = bigint[], SSPACE = 128,
    FINALFUNC = warning_evaluation_final, COMBINEFUNC = warning_evaluation_combine,
    INITCOND = '{0,0,0,0,0,0,0,0,0,0}', PARALLEL = SAFE
);
COMMENT ON AGGREGATE warning_evaluation(date, date) IS 'The same by dates, with the lead time: NULL where a household was not warned, or it did not happen. A warning on the day itself is a hit with a lead of 0; one after it is late, no hit, and counts against precision and recall.';
