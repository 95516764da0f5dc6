-- poverty: how many are below a line, how far, and how unequally

CREATE TYPE poverty_result AS (
    headcount float8, std_error float8, conf_low float8, conf_high float8, conf_level float8,
    gap float8, squared_gap float8, mean_gap_of_poor float8, watts float8, sen float8, sst float8,
    poor float8, sum_weight float8, n bigint, n_missing bigint, n_zero_weight bigint, note text
);
COMMENT ON TYPE poverty_result IS 'Result of poverty: the share of the poor with its standard error (rows drawn independently) and Wilson''s limits, gaps as shares of the line, over everybody but for mean_gap_of_poor; poor is their sum of weights.';
CREATE FUNCTION poverty(sample, line float8, conf_level float8 DEFAULT 0.95) RETURNS poverty_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_poverty';
COMMENT ON FUNCTION poverty(sample, float8, float8) IS 'Poverty of a distribution below a line. Poor is who has less than the line (strictly). FGT 0, 1 and 2; Watts, NULL where a poor value is 0 or less; Sen; Sen-Shorrocks-Thon. A line that is not positive is an error (22023). Foster, Greer & Thorbecke (1984); Haughton & Khandker (2009).';
CREATE FUNCTION poverty_accum(sample, float8, float8) RETURNS sample
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_poverty_accum';
COMMENT ON FUNCTION poverty_accum(sample, float8, float8) IS 'aggregate transition function: adds a value as a share of its line';
CREATE FUNCTION poverty_accum(sample, float8, float8, float8) RETURNS sample
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_poverty_accum';
COMMENT ON FUNCTION poverty_accum(sample, float8, float8, float8) IS 'aggregate transition function: adds a value as a share of its line with a weight';
CREATE FUNCTION poverty_final(sample) RETURNS poverty_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_poverty_final';
COMMENT ON FUNCTION poverty_final(sample) IS 'aggregate final function: poverty below 1, with limits of 95 percent';
CREATE AGGREGATE poverty(y float8, line float8) (
    SFUNC = poverty_accum, STYPE = sample, SSPACE = 4096,
    FINALFUNC = poverty_final, COMBINEFUNC = sample_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE poverty(float8, float8) IS 'Poverty of a column in one step; each row may have a line of its own, such as that of its region. Poor is who has less than the line (strictly). FGT 0, 1 and 2; Watts, NULL where a poor value is 0 or less; Sen; Sen-Shorrocks-Thon. A line that is not positive is an error (22023). Foster, Greer & Thorbecke (1984); Haughton & Khandker (2009). Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE poverty(y float8, line float8, weight float8) (
    SFUNC = poverty_accum, STYPE = sample, SSPACE = 4096,
    FINALFUNC = poverty_final, COMBINEFUNC = sample_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE poverty(float8, float8, float8) IS 'Poverty of a column with weights in one step; each row may have a line of its own. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Weights are sampling weights: errors and limits count rows. Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';

CREATE FUNCTION fgt(sample, line float8, alpha float8) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_fgt';
COMMENT ON FUNCTION fgt(sample, float8, float8) IS 'Foster, Greer and Thorbecke''s index: the mean of ((line - y) / line)^alpha over everybody, where it counts for those below the line alone. alpha 0 is the headcount, 1 the gap, 2 the squared gap. alpha below 0 is an error (22023), as is a line that is not positive. In R''s ineq the parameter is alpha + 1.';
CREATE FUNCTION fgt_accum(tally, float8, float8, float8) RETURNS tally
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_fgt_accum';
COMMENT ON FUNCTION fgt_accum(tally, float8, float8, float8) IS 'aggregate transition function: adds a gap';
CREATE FUNCTION fgt_accum(tally, float8, float8, float8, float8) RETURNS tally
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_fgt_accum';
COMMENT ON FUNCTION fgt_accum(tally, float8, float8, float8, float8) IS 'aggregate transition function: adds a gap with a weight';
CREATE FUNCTION fgt_final(tally) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_fgt_final';
COMMENT ON FUNCTION fgt_final(tally) IS 'aggregate final function: the mean of the gaps';
CREATE AGGREGATE fgt(y float8, line float8, alpha float8) (
    SFUNC = fgt_accum, STYPE = tally, SSPACE = 352,
    FINALFUNC = fgt_final, COMBINEFUNC = tally_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE fgt(float8, float8, float8) IS 'Foster, Greer and Thorbecke''s index: the mean of ((line - y) / line)^alpha over everybody, where it counts for those below the line alone. alpha 0 is the headcount, 1 the gap, 2 the squared gap. alpha below 0 is an error (22023), as is a line that is not positive. In R''s ineq the parameter is alpha + 1. Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE fgt(y float8, line float8, alpha float8, weight float8) (
    SFUNC = fgt_accum, STYPE = tally, SSPACE = 352,
    FINALFUNC = fgt_final, COMBINEFUNC = tally_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE fgt(float8, float8, float8, float8) IS 'The same with weights. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';

CREATE TYPE at_risk_of_poverty_result AS (
    median float8, threshold float8, rate float8, median_gap float8,
    sum_weight float8, n bigint, n_missing bigint, n_zero_weight bigint, note text
);
COMMENT ON TYPE at_risk_of_poverty_result IS 'Result of at_risk_of_poverty: threshold = share of the median, rate below it, and the gap of the median of those at risk, relative to the threshold.';
CREATE FUNCTION at_risk_of_poverty(sample, share float8 DEFAULT 0.6) RETURNS at_risk_of_poverty_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_at_risk_of_poverty';
COMMENT ON FUNCTION at_risk_of_poverty(sample, float8) IS 'At risk of poverty as Eurostat defines it: below a share of the weighted median (type 2), 60 percent where nothing is said. median_gap is NULL where nobody is at risk. As the R package laeken computes arpt, arpr and rmpg.';
