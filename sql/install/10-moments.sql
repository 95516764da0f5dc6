-- moments: count, mean, spread, shape and range of one column

CREATE TYPE moments;

CREATE FUNCTION moments_in(cstring) RETURNS moments
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_in';
COMMENT ON FUNCTION moments_in(cstring) IS 'I/O: reads and validates the text form of moments';
CREATE FUNCTION moments_out(moments) RETURNS cstring
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_out';
COMMENT ON FUNCTION moments_out(moments) IS 'I/O: exact text form of moments';
CREATE FUNCTION moments_recv(internal) RETURNS moments
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_recv';
COMMENT ON FUNCTION moments_recv(internal) IS 'I/O: reads and validates the binary form of moments';
CREATE FUNCTION moments_send(moments) RETURNS bytea
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_send';
COMMENT ON FUNCTION moments_send(moments) IS 'I/O: binary form of moments';

CREATE TYPE moments (
    INPUT = moments_in,
    OUTPUT = moments_out,
    RECEIVE = moments_recv,
    SEND = moments_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = main
);
COMMENT ON TYPE moments IS 'Summary of one column of numbers: rows, rows left out, sum of weights, mean, sums of the second to fourth powers of the deviations, minimum and maximum. Constant size (112 bytes); made by moments(x) or moments_of(n, mean, sd), merged by rollup. Text and binary form are exact.';

-- equality

CREATE FUNCTION moments_eq(moments, moments) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_eq';
COMMENT ON FUNCTION moments_eq(moments, moments) IS 'implementation of = operator';
CREATE FUNCTION moments_ne(moments, moments) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_ne';
COMMENT ON FUNCTION moments_ne(moments, moments) IS 'implementation of <> operator';
CREATE FUNCTION moments_hash(moments) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash';
COMMENT ON FUNCTION moments_hash(moments) IS 'hash';
CREATE FUNCTION moments_hash_extended(moments, bigint) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash_extended';
COMMENT ON FUNCTION moments_hash_extended(moments, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = moments, RIGHTARG = moments, FUNCTION = moments_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (moments, moments) IS 'equal to the last bit';
CREATE OPERATOR <> (
    LEFTARG = moments, RIGHTARG = moments, FUNCTION = moments_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (moments, moments) IS 'not equal';
CREATE OPERATOR CLASS moments_ops DEFAULT FOR TYPE moments USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 moments_hash(moments),
    FUNCTION 2 moments_hash_extended(moments, bigint);
COMMENT ON OPERATOR CLASS moments_ops USING hash IS 'equality of moments, for DISTINCT, UNION and hash joins';
COMMENT ON OPERATOR FAMILY moments_ops USING hash IS 'equality of moments';

-- aggregates

CREATE FUNCTION moments_accum(moments, float8) RETURNS moments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_accum';
COMMENT ON FUNCTION moments_accum(moments, float8) IS 'aggregate transition function: adds one value';
CREATE FUNCTION moments_accum(moments, float8, float8) RETURNS moments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_accum';
COMMENT ON FUNCTION moments_accum(moments, float8, float8) IS 'aggregate transition function: adds one value with a weight';
CREATE FUNCTION moments_combine(moments, moments) RETURNS moments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_combine';
COMMENT ON FUNCTION moments_combine(moments, moments) IS 'aggregate combine function: merges two summaries; NULL counts as empty';

CREATE AGGREGATE moments(x float8) (
    SFUNC = moments_accum, STYPE = moments, SSPACE = 128,
    COMBINEFUNC = moments_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE moments(float8) IS 'Summary of a column: count, mean, spread, shape, range in one pass. Rows where x is NULL are left out and counted; NaN and infinity are errors (22023), squares beyond 1e308 are 22003. Centred updates (Pebay 2008) with a mean of two doubles: an offset of 1e9 costs no digits.';
CREATE AGGREGATE moments(x float8, weight float8) (
    SFUNC = moments_accum, STYPE = moments, SSPACE = 128,
    COMBINEFUNC = moments_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE moments(float8, float8) IS 'Weighted summary of a column. Weights are frequency weights: weight 3 is the row three times, fractions are allowed, 0 is no row at all. Rows where x or weight is NULL are left out and counted; a negative, NaN or infinite weight is an error (22023).';
CREATE AGGREGATE rollup(summary moments) (
    SFUNC = moments_combine, STYPE = moments, SSPACE = 128,
    COMBINEFUNC = moments_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(moments) IS 'Merges stored moments: any grouping rolled up equals one pass over the rows. NULL counts as empty.';

CREATE FUNCTION moments_of(n float8, mean float8, sd float8) RETURNS moments
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_of';
COMMENT ON FUNCTION moments_of(float8, float8, float8) IS 'Moments of a group of which only a printed table is left: count, mean and standard deviation (n - 1 below). Shape and range are unknown. A negative n or sd is an error (22023).';

-- figures

CREATE FUNCTION n(moments) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_n';
COMMENT ON FUNCTION n(moments) IS 'Number of rows in the summary, those left out not counted.';
CREATE FUNCTION n_missing(moments) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_n_missing';
COMMENT ON FUNCTION n_missing(moments) IS 'Number of rows left out because a value or weight was NULL.';
CREATE FUNCTION sum_weight(moments) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_sum_weight';
COMMENT ON FUNCTION sum_weight(moments) IS 'Sum of the weights; equals n where there are none.';
CREATE FUNCTION mean(moments) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_mean';
COMMENT ON FUNCTION mean(moments) IS 'Mean; NULL without rows.';
CREATE FUNCTION variance(moments) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_variance';
COMMENT ON FUNCTION variance(moments) IS 'Sample variance, sum of weights - 1 below; NULL with fewer than 2 rows, where the weights add up to 1 or less, or where the values differ by less than double precision can square (1e-154).';
CREATE FUNCTION stddev(moments) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_stddev';
COMMENT ON FUNCTION stddev(moments) IS 'Sample standard deviation; NULL where there is no variance.';
CREATE FUNCTION std_error(moments) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_std_error';
COMMENT ON FUNCTION std_error(moments) IS 'Standard error of the mean, stddev / sqrt(n); NULL where there is no variance.';
CREATE FUNCTION skewness(moments, estimator text DEFAULT 'sample') RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_skewness';
COMMENT ON FUNCTION skewness(moments, text) IS 'Skewness: estimator ''sample'' is G1 of SPSS, SAS, Excel and GraphPad (3 rows at least), ''population'' is g1. NULL for constant values or where the shape is not known. Joanes & Gill (1998).';
CREATE FUNCTION kurtosis(moments, estimator text DEFAULT 'sample') RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_kurtosis';
COMMENT ON FUNCTION kurtosis(moments, text) IS 'Excess kurtosis, 0 for the normal: estimator ''sample'' is G2 of SPSS, SAS, Excel and GraphPad (4 rows at least), ''population'' is g2. NULL for constant values or where the shape is not known. Joanes & Gill (1998).';
CREATE FUNCTION minimum(moments) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_minimum';
COMMENT ON FUNCTION minimum(moments) IS 'Smallest value; NULL without rows or where the range is not known.';
CREATE FUNCTION maximum(moments) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_maximum';
COMMENT ON FUNCTION maximum(moments) IS 'Largest value; NULL without rows or where the range is not known.';

CREATE TYPE description AS (
    n bigint,
    n_missing bigint,
    sum_weight float8,
    mean float8,
    std_error float8,
    conf_low float8,
    conf_high float8,
    conf_level float8,
    variance float8,
    stddev float8,
    skewness float8,
    kurtosis float8,
    minimum float8,
    maximum float8,
    note text
);
COMMENT ON TYPE description IS 'Result of describe: the figures of one column; conf_low and conf_high are limits of the mean.';
CREATE FUNCTION describe(moments, conf_level float8 DEFAULT 0.95) RETURNS description
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_describe';
COMMENT ON FUNCTION describe(moments, float8) IS 'All figures of a summary in one record, with limits of the mean by Student''s t. Figures that are undefined are NULL and note says why. Skewness and kurtosis are the sample estimators.';

CREATE FUNCTION moments_to_jsonb(moments) RETURNS jsonb
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN pg_catalog.jsonb_build_object(
        'n', n($1), 'n_missing', n_missing($1), 'sum_weight', sum_weight($1),
        'mean', mean($1), 'variance', variance($1), 'stddev', stddev($1),
        'skewness', skewness($1), 'kurtosis', kurtosis($1),
        'minimum', minimum($1), 'maximum', maximum($1));
COMMENT ON FUNCTION moments_to_jsonb(moments) IS 'Implementation of the cast from moments to jsonb, to read a summary.';
CREATE CAST (moments AS jsonb) WITH FUNCTION moments_to_jsonb(moments);
COMMENT ON CAST (moments AS jsonb) IS 'The figures of a summary by name.';
