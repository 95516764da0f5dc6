-- comoments: means and cross products of several columns

CREATE TYPE comoments;

CREATE FUNCTION comoments_in(cstring) RETURNS comoments
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_in';
COMMENT ON FUNCTION comoments_in(cstring) IS 'I/O: reads and validates the text form of comoments';
CREATE FUNCTION comoments_out(comoments) RETURNS cstring
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_out';
COMMENT ON FUNCTION comoments_out(comoments) IS 'I/O: exact text form of comoments';
CREATE FUNCTION comoments_recv(internal) RETURNS comoments
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_recv';
COMMENT ON FUNCTION comoments_recv(internal) IS 'I/O: reads and validates the binary form of comoments';
CREATE FUNCTION comoments_send(comoments) RETURNS bytea
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_send';
COMMENT ON FUNCTION comoments_send(comoments) IS 'I/O: binary form of comoments';

CREATE TYPE comoments (
    INPUT = comoments_in,
    OUTPUT = comoments_out,
    RECEIVE = comoments_recv,
    SEND = comoments_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE comoments IS 'Summary of p columns of numbers: rows, rows left out, sum of weights, p means and p (p + 1) / 2 centred cross products (8 bytes each). Made by comoments(...), merged by rollup; covariance, correlation, KMO, PCA and paired t-tests are read from it. Text and binary form are exact. At most 1600 columns.';

-- equality

CREATE FUNCTION comoments_eq(comoments, comoments) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_eq';
COMMENT ON FUNCTION comoments_eq(comoments, comoments) IS 'implementation of = operator';
CREATE FUNCTION comoments_ne(comoments, comoments) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_ne';
COMMENT ON FUNCTION comoments_ne(comoments, comoments) IS 'implementation of <> operator';
CREATE FUNCTION comoments_hash(comoments) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_hash';
COMMENT ON FUNCTION comoments_hash(comoments) IS 'hash';
CREATE FUNCTION comoments_hash_extended(comoments, bigint) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_hash_extended';
COMMENT ON FUNCTION comoments_hash_extended(comoments, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = comoments, RIGHTARG = comoments, FUNCTION = comoments_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (comoments, comoments) IS 'equal to the last bit';
CREATE OPERATOR <> (
    LEFTARG = comoments, RIGHTARG = comoments, FUNCTION = comoments_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (comoments, comoments) IS 'not equal';
CREATE OPERATOR CLASS comoments_ops DEFAULT FOR TYPE comoments USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 comoments_hash(comoments),
    FUNCTION 2 comoments_hash_extended(comoments, bigint);
COMMENT ON OPERATOR CLASS comoments_ops USING hash IS 'equality of comoments, for DISTINCT, UNION and hash joins';
COMMENT ON OPERATOR FAMILY comoments_ops USING hash IS 'equality of comoments';

-- aggregates

CREATE FUNCTION comoments_accum(comoments, VARIADIC "any") RETURNS comoments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_accum';
COMMENT ON FUNCTION comoments_accum(comoments, "any") IS 'aggregate transition function: adds one row of columns';
CREATE FUNCTION comoments_accum(comoments, float8[]) RETURNS comoments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_accum_array';
COMMENT ON FUNCTION comoments_accum(comoments, float8[]) IS 'aggregate transition function: adds one row given as an array';
CREATE FUNCTION comoments_accum_weighted(comoments, float8, VARIADIC "any") RETURNS comoments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_accum_weighted';
COMMENT ON FUNCTION comoments_accum_weighted(comoments, float8, "any") IS 'aggregate transition function: adds one row of columns with a weight';
CREATE FUNCTION comoments_accum_weighted(comoments, float8, float8[]) RETURNS comoments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_accum_array';
COMMENT ON FUNCTION comoments_accum_weighted(comoments, float8, float8[]) IS 'aggregate transition function: adds one row given as an array, with a weight';
CREATE FUNCTION comoments_combine(comoments, comoments) RETURNS comoments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_combine';
COMMENT ON FUNCTION comoments_combine(comoments, comoments) IS 'aggregate combine function: merges two summaries; NULL counts as empty; different columns are an error (22023)';
CREATE FUNCTION comoments_final(comoments) RETURNS comoments
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_final';
COMMENT ON FUNCTION comoments_final(comoments) IS 'aggregate final function: the summary without the rows that wait for their block';

CREATE AGGREGATE comoments(VARIADIC "any") (
    SFUNC = comoments_accum, STYPE = comoments, SSPACE = 8192,
    FINALFUNC = comoments_final, COMBINEFUNC = comoments_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments("any") IS 'Summary of columns given one by one: smallint to numeric, real, double precision, or boolean as 0 and 1; at most 98 of them. A row with a NULL among them is left out and counted; NaN and infinity are errors (22023), squares beyond 1e308 are 22003. Rows are centred and multiplied in blocks (Chan, Golub & LeVeque 1979).';
CREATE AGGREGATE comoments(columns float8[]) (
    SFUNC = comoments_accum, STYPE = comoments, SSPACE = 8192,
    FINALFUNC = comoments_final, COMBINEFUNC = comoments_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments(float8[]) IS 'The same from one array a row, for up to 1600 columns and for servers that split an aggregate over shards. A NULL array is left out and counted; NULL elements (22004), two dimensions or another length than before (2202E), no elements (22023) or more than 1600 (54000) are errors.';
CREATE AGGREGATE comoments_weighted(weight float8, VARIADIC "any") (
    SFUNC = comoments_accum_weighted, STYPE = comoments, SSPACE = 8192,
    FINALFUNC = comoments_final, COMBINEFUNC = comoments_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments_weighted(float8, "any") IS 'Weighted summary of columns given one by one. Weights are frequency weights: weight 3 is the row three times, 0 is no row at all; a negative, NaN or infinite weight is an error (22023).';
CREATE AGGREGATE comoments_weighted(weight float8, columns float8[]) (
    SFUNC = comoments_accum_weighted, STYPE = comoments, SSPACE = 8192,
    FINALFUNC = comoments_final, COMBINEFUNC = comoments_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE comoments_weighted(float8, float8[]) IS 'Weighted summary of columns given as one array a row.';
CREATE AGGREGATE rollup(summary comoments) (
    SFUNC = comoments_combine, STYPE = comoments, SSPACE = 8192,
    FINALFUNC = comoments_final, COMBINEFUNC = comoments_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(comoments) IS 'Merges stored co-moments of the same columns. NULL counts as empty; different numbers of columns are an error (22023).';

-- figures

CREATE FUNCTION n(comoments) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_n';
COMMENT ON FUNCTION n(comoments) IS 'Number of rows in the summary, those left out not counted.';
CREATE FUNCTION n_missing(comoments) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_n_missing';
COMMENT ON FUNCTION n_missing(comoments) IS 'Number of rows left out because a column or weight was NULL.';
CREATE FUNCTION sum_weight(comoments) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_sum_weight';
COMMENT ON FUNCTION sum_weight(comoments) IS 'Sum of the weights; equals n where there are none.';
CREATE FUNCTION columns(comoments) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_comoments_columns';
COMMENT ON FUNCTION columns(comoments) IS 'Number of columns; 0 while no row has told.';
CREATE FUNCTION select_columns(comoments, columns integer[], ends float8 DEFAULT 0) RETURNS comoments
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_comoments_select_columns';
COMMENT ON FUNCTION select_columns(comoments, integer[], float8) IS 'The summary of some of the columns, in the order of their numbers from 1 on: a scale without an item, without reading a row again. A negative number is the column reversed, ends - x, where ends is the lowest and the highest answer together: select_columns(c, ''{1, 2, -3}'', 6) of answers from 1 to 5. The rows stay those that have all columns of the whole. A number that is not there or there twice is an error (22023).';
CREATE FUNCTION moments_of(comoments, "column" integer) RETURNS moments
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_comoments_moments_of';
COMMENT ON FUNCTION moments_of(comoments, integer) IS 'The moments of one column, by its number from 1 on: n, mean and spread, for t tests and ANOVA. Skewness, kurtosis, minimum and maximum are not known of it: NULL. A number that is not there is an error (22023).';
CREATE FUNCTION means(comoments) RETURNS float8[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_comoments_means';
COMMENT ON FUNCTION means(comoments) IS 'Means of the columns; NULL without rows.';
CREATE FUNCTION covariance(comoments) RETURNS float8[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_comoments_covariance';
COMMENT ON FUNCTION covariance(comoments) IS 'Covariance matrix, p x p, sum of weights - 1 below; NULL with fewer than 2 rows, or where the weights add up to 1 or less.';
CREATE FUNCTION correlation(comoments) RETURNS float8[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_comoments_correlation';
COMMENT ON FUNCTION correlation(comoments) IS 'Correlation matrix (Pearson), p x p; NULL with fewer than 2 rows, or where the weights add up to 1 or less. The row and column of a constant column are NULL.';

CREATE FUNCTION comoments_to_jsonb(comoments) RETURNS jsonb
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN pg_catalog.jsonb_build_object(
        'columns', columns($1), 'n', n($1), 'n_missing', n_missing($1),
        'sum_weight', sum_weight($1), 'means', pg_catalog.to_jsonb(means($1)),
        'covariance', pg_catalog.to_jsonb(covariance($1)));
COMMENT ON FUNCTION comoments_to_jsonb(comoments) IS 'Implementation of the cast from comoments to jsonb, to read a summary.';
CREATE CAST (comoments AS jsonb) WITH FUNCTION comoments_to_jsonb(comoments);
COMMENT ON CAST (comoments AS jsonb) IS 'The figures of a summary by name.';
