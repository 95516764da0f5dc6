-- rates of yes and no

CREATE TYPE wilson_result AS (
    estimate float8, conf_low float8, conf_high float8, conf_level float8,
    successes float8, n float8, note text
);
COMMENT ON TYPE wilson_result IS 'Result of wilson_ci: the rate and its limits.';
CREATE FUNCTION wilson_ci(successes float8, n float8, conf_level float8 DEFAULT 0.95) RETURNS wilson_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_wilson_ci';
COMMENT ON FUNCTION wilson_ci(float8, float8, float8) IS 'A rate, successes / n, with Wilson''s score limits, which stay within 0 and 1 and hold their level in small samples. NULL and a note for n = 0; successes outside 0..n, or n between 0 and 1, are an error (22023). Counts that are not whole, as weights make them, have a note. Wilson (1927).';

CREATE TYPE proportion_result AS (
    estimate float8, std_error float8,
    conf_low float8, conf_high float8, conf_level float8,
    successes float8, n float8, n_missing bigint, note text
);
COMMENT ON TYPE proportion_result IS 'Result of proportion: the rate of true with Wilson''s limits.';
CREATE FUNCTION proportion(moments, conf_level float8 DEFAULT 0.95) RETURNS proportion_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_proportion';
COMMENT ON FUNCTION proportion(moments, float8) IS 'The rate of ones in moments of zeros and ones, weighted or not, with Wilson''s limits. Other values are an error (22023).';
CREATE FUNCTION moments_accum(moments, boolean) RETURNS moments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_accum_boolean';
COMMENT ON FUNCTION moments_accum(moments, boolean) IS 'aggregate transition function: adds one answer as 0 or 1';
CREATE FUNCTION moments_accum(moments, boolean, float8) RETURNS moments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_accum_boolean';
COMMENT ON FUNCTION moments_accum(moments, boolean, float8) IS 'aggregate transition function: adds one answer as 0 or 1 with a weight';
CREATE FUNCTION proportion_final(moments) RETURNS proportion_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_proportion_final';
COMMENT ON FUNCTION proportion_final(moments) IS 'aggregate final function: the rate of ones with limits of 95 percent';
CREATE AGGREGATE proportion(flag boolean) (
    SFUNC = moments_accum, STYPE = moments, SSPACE = 128,
    FINALFUNC = proportion_final, COMBINEFUNC = moments_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE proportion(boolean) IS 'The rate of true among the rows with Wilson''s limits of 95 percent. NULL flags are left out and counted in n_missing.';
CREATE AGGREGATE proportion(flag boolean, weight float8) (
    SFUNC = moments_accum, STYPE = moments, SSPACE = 128,
    FINALFUNC = proportion_final, COMBINEFUNC = moments_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE proportion(boolean, float8) IS 'The weighted rate of true with Wilson''s limits of 95 percent. Weights are frequency weights: weight 3 is the row three times, 0 is no row at all, n is their sum. Rows where flag or weight is NULL are left out and counted in n_missing; a negative, NaN or infinite weight is an error (22023).';

CREATE TYPE prop_test_result AS (
    method text, alternative text, estimate float8, std_error float8,
    statistic float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8,
    estimate1 float8, low1 float8, high1 float8, n1 float8,
    estimate2 float8, low2 float8, high2 float8, n2 float8,
    chi_square float8, note text
);
COMMENT ON TYPE prop_test_result IS 'Result of prop_test: estimate = estimate1 - estimate2 with Newcombe''s limits; statistic is z with the pooled rate, chi_square its square; low and high are Wilson''s limits of each rate (one-sided ones where the alternative is).';
CREATE FUNCTION prop_test(x1 float8, n1 float8, x2 float8, n2 float8, alternative text DEFAULT 'two-sided', conf_level float8 DEFAULT 0.95) RETURNS prop_test_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_prop_test';
COMMENT ON FUNCTION prop_test(float8, float8, float8, float8, text, float8) IS 'Comparison of two rates, x1 / n1 and x2 / n2: z test without continuity correction (chi_square = z^2), limits of the difference from Wilson''s limits. NULL and a note for an empty group or where all answers are the same; a note where an expected count is below 5, or counts are not whole. n1 or n2 between 0 and 1 is an error (22023). Newcombe (1998), method 10.';
