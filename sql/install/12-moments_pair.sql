-- moments_pair: moments of two groups in one pass

CREATE TYPE moments_pair;

CREATE FUNCTION moments_pair_in(cstring) RETURNS moments_pair
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_pair_in';
COMMENT ON FUNCTION moments_pair_in(cstring) IS 'I/O: reads and validates the text form of moments_pair';
CREATE FUNCTION moments_pair_out(moments_pair) RETURNS cstring
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_pair_out';
COMMENT ON FUNCTION moments_pair_out(moments_pair) IS 'I/O: exact text form of moments_pair';
CREATE FUNCTION moments_pair_recv(internal) RETURNS moments_pair
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_pair_recv';
COMMENT ON FUNCTION moments_pair_recv(internal) IS 'I/O: reads and validates the binary form of moments_pair';
CREATE FUNCTION moments_pair_send(moments_pair) RETURNS bytea
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_pair_send';
COMMENT ON FUNCTION moments_pair_send(moments_pair) IS 'I/O: binary form of moments_pair';

CREATE TYPE moments_pair (
    INPUT = moments_pair_in,
    OUTPUT = moments_pair_out,
    RECEIVE = moments_pair_recv,
    SEND = moments_pair_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = main
);
COMMENT ON TYPE moments_pair IS 'Summary of one column in two groups, in one pass: the moments where the group is false and where it is true, and the rows whose group is NULL. Made by moments_pair(x, grp), the state of t_test(x, grp), merged by rollup.';

-- equality

CREATE FUNCTION moments_pair_eq(moments_pair, moments_pair) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_eq';
COMMENT ON FUNCTION moments_pair_eq(moments_pair, moments_pair) IS 'implementation of = operator';
CREATE FUNCTION moments_pair_ne(moments_pair, moments_pair) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_ne';
COMMENT ON FUNCTION moments_pair_ne(moments_pair, moments_pair) IS 'implementation of <> operator';
CREATE FUNCTION moments_pair_hash(moments_pair) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash';
COMMENT ON FUNCTION moments_pair_hash(moments_pair) IS 'hash';
CREATE FUNCTION moments_pair_hash_extended(moments_pair, bigint) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash_extended';
COMMENT ON FUNCTION moments_pair_hash_extended(moments_pair, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = moments_pair, RIGHTARG = moments_pair, FUNCTION = moments_pair_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (moments_pair, moments_pair) IS 'equal to the last bit';
CREATE OPERATOR <> (
    LEFTARG = moments_pair, RIGHTARG = moments_pair, FUNCTION = moments_pair_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (moments_pair, moments_pair) IS 'not equal';
CREATE OPERATOR CLASS moments_pair_ops DEFAULT FOR TYPE moments_pair USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 moments_pair_hash(moments_pair),
    FUNCTION 2 moments_pair_hash_extended(moments_pair, bigint);
COMMENT ON OPERATOR CLASS moments_pair_ops USING hash IS 'equality of moments_pair, for DISTINCT, UNION and hash joins';
COMMENT ON OPERATOR FAMILY moments_pair_ops USING hash IS 'equality of moments_pair';

-- aggregates

CREATE FUNCTION moments_pair_accum(moments_pair, float8, boolean) RETURNS moments_pair
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_pair_accum';
COMMENT ON FUNCTION moments_pair_accum(moments_pair, float8, boolean) IS 'aggregate transition function: adds one value to its group';
CREATE FUNCTION moments_pair_combine(moments_pair, moments_pair) RETURNS moments_pair
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_pair_combine';
COMMENT ON FUNCTION moments_pair_combine(moments_pair, moments_pair) IS 'aggregate combine function: merges two summaries; NULL counts as empty';

CREATE AGGREGATE moments_pair(x float8, grp boolean) (
    SFUNC = moments_pair_accum, STYPE = moments_pair, SSPACE = 256,
    COMBINEFUNC = moments_pair_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE moments_pair(float8, boolean) IS 'Moments of x in two groups, in one pass: half the cost of two moments(x) FILTER (WHERE ...). Rows where x or grp is NULL are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE rollup(summary moments_pair) (
    SFUNC = moments_pair_combine, STYPE = moments_pair, SSPACE = 256,
    COMBINEFUNC = moments_pair_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(moments_pair) IS 'Merges stored summaries of two groups. NULL counts as empty.';

CREATE FUNCTION group_moments(moments_pair, grp boolean) RETURNS moments
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_moments_pair_group';
COMMENT ON FUNCTION group_moments(moments_pair, boolean) IS 'The moments of one of the two groups.';

CREATE FUNCTION moments_pair_to_jsonb(moments_pair) RETURNS jsonb
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN pg_catalog.jsonb_build_object(
        'false', group_moments($1, false)::jsonb,
        'true', group_moments($1, true)::jsonb);
COMMENT ON FUNCTION moments_pair_to_jsonb(moments_pair) IS 'Implementation of the cast from moments_pair to jsonb, to read a summary.';
CREATE CAST (moments_pair AS jsonb) WITH FUNCTION moments_pair_to_jsonb(moments_pair);
COMMENT ON CAST (moments_pair AS jsonb) IS 'The figures of both groups by name.';
