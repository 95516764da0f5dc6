-- observed over expected

CREATE TYPE observed_expected_result AS (
    method text, observed float8, expected float8, estimate float8, std_error float8, statistic float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8, note text
);
COMMENT ON TYPE observed_expected_result IS 'Result of observed_expected: estimate = observed / expected with exact limits; statistic = (observed - expected) / sqrt(expected).';
CREATE FUNCTION observed_expected(observed float8, expected float8, conf_level float8 DEFAULT 0.95) RETURNS observed_expected_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME', 'medsec_observed_expected';
COMMENT ON FUNCTION observed_expected(float8, float8, float8) IS 'The ratio of an observed count, of deaths or readmissions of a hospital, to what its case mix lets expect, with exact Poisson limits. p is twice the smaller tail, so that it is below 1 - conf_level just where the limits leave 1 out. NULL and a note where nothing is expected; a note for an observed count that is not whole; negative counts are an error (22023). Garwood (1936).';
