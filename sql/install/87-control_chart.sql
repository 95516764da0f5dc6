-- control charts and funnels

CREATE TYPE cusum_result AS (
    upper float8, lower float8, upper_periods bigint, lower_periods bigint, signal text, note text
);
COMMENT ON TYPE cusum_result IS 'Result of cusum: the two one-sided sums; for how many periods each has been above 0, which counted back says when the shift began; signal: above, below or both where a sum is above h, NULL else.';
CREATE FUNCTION cusum(x float8, target float8, k float8, h float8, head_start float8 DEFAULT 0) RETURNS cusum_result
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME', 'medsec_cusum';
COMMENT ON FUNCTION cusum(float8, float8, float8, float8, float8) IS 'Tabular cumulative sums, OVER (PARTITION BY unit ORDER BY period): C+ = max(0, C+ + x - target - k), C- likewise below. target, k and h are in the units of x and read from the first row of the partition: k half the shift to be seen, often 0.5 standard deviations, h 4 or 5 of them. head_start, often h / 2, lets both sums begin above 0 (fast initial response). The sums are not set back after a signal. A NULL leaves them as they are. NaN, infinity and a negative k or h are an error (22023). Page (1954).';

CREATE TYPE ewma_result AS (
    estimate float8, low float8, high float8, signal text, note text
);
COMMENT ON TYPE ewma_result IS 'Result of ewma: the moving average, its limits after so many values, and above or below where it is outside them.';
CREATE FUNCTION ewma(x float8, target float8, sigma float8, lambda float8 DEFAULT 0.2, width float8 DEFAULT 3) RETURNS ewma_result
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME', 'medsec_ewma';
COMMENT ON FUNCTION ewma(float8, float8, float8, float8, float8) IS 'Exponentially weighted moving average, lambda x + (1 - lambda) before, from the target on, with limits target -+ width sigma sqrt(lambda / (2 - lambda) (1 - (1 - lambda)^(2 i))). OVER (PARTITION BY unit ORDER BY period); target, sigma, lambda and width are read from the first row of the partition. A NULL leaves it as it is. NaN, infinity, a negative sigma or width, lambda outside (0, 1] are an error (22023). Roberts (1959).';

CREATE TYPE funnel_result AS (
    method text, n float8, rate float8, conf_low float8, conf_high float8, conf_level float8, note text
);
COMMENT ON TYPE funnel_result IS 'Result of funnel_limits: the limits within which the rate of a unit of n cases lies with probability conf_level where its true rate is that of all.';
CREATE FUNCTION funnel_limits(n float8, rate float8, conf_level float8 DEFAULT 0.95, method text DEFAULT 'exact') RETURNS funnel_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME', 'medsec_funnel_limits';
COMMENT ON FUNCTION funnel_limits(float8, float8, float8, text) IS 'Limits of a funnel plot for a unit of n cases, around the rate of all; 0.95 and 0.998 are drawn by custom. Methods: exact (binomial quantiles over n), interpolated (the same smoothed, Spiegelhalter), wilson (score limits of the rate and n), normal. NULL and a note for n = 0; n that is no whole number, a rate outside 0..1 are an error (22023). Spiegelhalter (2005).';
