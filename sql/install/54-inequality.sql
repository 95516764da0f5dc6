-- inequality: how unequally something is distributed

CREATE FUNCTION gini(sample) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_gini';
COMMENT ON FUNCTION gini(sample) IS 'Gini index of the values: their concentration index by their own rank, ties averaged, without correction for small samples (times n / (n - 1) gives it). NULL where the mean is not positive; negative values are allowed, and can raise it above 1. concentration_index(sample) adds its standard error. Gini (1912).';
CREATE FUNCTION theil(sample) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_theil';
COMMENT ON FUNCTION theil(sample) IS 'Theil''s T, GE(1): mean of (y / mu) ln(y / mu), where 0 ln 0 is 0. NULL where the mean is 0; negative values are an error (22023). Theil (1967).';
CREATE FUNCTION mean_log_deviation(sample) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_mean_log_deviation';
COMMENT ON FUNCTION mean_log_deviation(sample) IS 'Theil''s L, GE(0): mean of ln(mu / y). NULL where a value is 0; negative values are an error (22023). Theil (1967).';
CREATE FUNCTION generalized_entropy(sample, a float8) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_generalized_entropy';
COMMENT ON FUNCTION generalized_entropy(sample, float8) IS 'Generalized entropy GE(a): the mean of (y / mu)^a - 1, over a (a - 1); its limits for a = 0 and 1. The larger a, the more it minds the top. NULL where a value is 0 and a <= 0; negative values are an error (22023). Shorrocks (1980).';
CREATE FUNCTION atkinson(sample, e float8) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_atkinson';
COMMENT ON FUNCTION atkinson(sample, float8) IS 'Atkinson''s index with inequality aversion e: 1 - (mean of (y / mu)^(1 - e))^(1 / (1 - e)), for e = 1 by the geometric mean. The share of the total that equality would be worth. NULL where a value is 0 and e >= 1; negative values are an error (22023), as is e below 0. Atkinson (1970).';
CREATE FUNCTION hoover(sample) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_hoover';
COMMENT ON FUNCTION hoover(sample) IS 'Hoover (Robin Hood, Schutz) index: the share of the total that would have to change hands. NULL where the mean is not positive.';
CREATE FUNCTION palma(sample) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_palma';
COMMENT ON FUNCTION palma(sample) IS 'Palma ratio: what the top tenth has over what the bottom four tenths have, by the Lorenz curve. NULL where the latter is not positive. Palma (2011).';
CREATE FUNCTION herfindahl(sample) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_herfindahl';
COMMENT ON FUNCTION herfindahl(sample) IS 'Herfindahl-Hirschman index of concentration, the sum of the squared shares: 1 where one hospital has all patients, 1 / n where n have the same; competition law writes it times 10,000. A weight is a number of such units. NULL where all values are 0; negative values are an error (22023). Hirschman (1964).';
CREATE FUNCTION quintile_share_ratio(sample) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_quintile_share_ratio';
COMMENT ON FUNCTION quintile_share_ratio(sample) IS 'S80/S20: what those above the 80th percentile have over what those up to the 20th have (type 2), as Eurostat and the R package laeken compute it. NULL where the latter is not positive, or nobody is above the former.';

CREATE TYPE inequality_result AS (
    mean float8, median float8, gini float8, theil float8, mean_log_deviation float8, ge2 float8,
    atkinson_half float8, atkinson_1 float8, atkinson_2 float8,
    hoover float8, palma float8, quintile_share_ratio float8, p90_p10 float8,
    sum_weight float8, n bigint, n_missing bigint, n_zero_weight bigint, n_negative bigint, n_zero bigint, note text
);
COMMENT ON TYPE inequality_result IS 'Result of inequality: the usual indices of one distribution, ge2 being GE(2), atkinson_half, _1 and _2 with e = 0.5, 1 and 2, p90_p10 the ratio of two percentiles (type 2, as the median).';
CREATE FUNCTION inequality(sample) RETURNS inequality_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_inequality';
COMMENT ON FUNCTION inequality(sample) IS 'All indices of a distribution at once. What negative values or zeros leave undefined is NULL, with their number and a note, where the single functions raise an error.';

CREATE TYPE lorenz_point AS (p float8, share float8, generalized float8);
COMMENT ON TYPE lorenz_point IS 'Point of a Lorenz or concentration curve: the lowest share p of the population has this share of the total; generalized is share times the mean.';
CREATE FUNCTION lorenz(sample, points integer DEFAULT 10) RETURNS SETOF lorenz_point
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 11 AS 'MODULE_PATHNAME', 'medsec_lorenz';
COMMENT ON FUNCTION lorenz(sample, integer) IS 'The Lorenz curve at p = 0, 1/points, ... 1: rows of the share of the total that the lowest p of the population has. Within a group of equal values it is a straight line. NULL of the empty summary and where the total is not positive. Lorenz (1905).';

CREATE AGGREGATE gini(x float8) (
    SFUNC = sample_accum, STYPE = sample, SSPACE = 1024,
    FINALFUNC = gini, COMBINEFUNC = sample_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gini(float8) IS 'Gini index of a column in one step. Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE gini(x float8, weight float8) (
    SFUNC = sample_accum, STYPE = sample, SSPACE = 1024,
    FINALFUNC = gini, COMBINEFUNC = sample_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE gini(float8, float8) IS 'Gini index of a column with weights in one step. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';
CREATE AGGREGATE theil(x float8) (
    SFUNC = sample_accum, STYPE = sample, SSPACE = 1024,
    FINALFUNC = theil, COMBINEFUNC = sample_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE theil(float8) IS 'Theil''s T of a column in one step. Rows with a NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE theil(x float8, weight float8) (
    SFUNC = sample_accum, STYPE = sample, SSPACE = 1024,
    FINALFUNC = theil, COMBINEFUNC = sample_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE theil(float8, float8) IS 'Theil''s T of a column with weights in one step. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Rows of weight 0 are left out and counted apart; a negative weight is an error (22023).';
