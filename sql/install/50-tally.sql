-- tally: counts and sums, the state of aggregates that only add up

CREATE TYPE tally;

CREATE FUNCTION tally_in(cstring) RETURNS tally
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_tally_in';
COMMENT ON FUNCTION tally_in(cstring) IS 'I/O: reads and validates the text form of tally';
CREATE FUNCTION tally_out(tally) RETURNS cstring
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_tally_out';
COMMENT ON FUNCTION tally_out(tally) IS 'I/O: exact text form of tally';
CREATE FUNCTION tally_recv(internal) RETURNS tally
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_tally_recv';
COMMENT ON FUNCTION tally_recv(internal) IS 'I/O: reads and validates the binary form of tally';
CREATE FUNCTION tally_send(tally) RETURNS bytea
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_tally_send';
COMMENT ON FUNCTION tally_send(tally) IS 'I/O: binary form of tally';

CREATE TYPE tally (
    INPUT = tally_in,
    OUTPUT = tally_out,
    RECEIVE = tally_recv,
    SEND = tally_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = main
);
COMMENT ON TYPE tally IS 'State of the aggregates that only add up (catastrophic, impoverishment, fgt, targeting): counts of rows and compensated sums, of one fixed size.';

CREATE FUNCTION tally_combine(tally, tally) RETURNS tally
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_tally_combine';
COMMENT ON FUNCTION tally_combine(tally, tally) IS 'aggregate combine function: adds up two states; NULL counts as empty; states of different aggregates are an error (22023)';

-- equality

CREATE FUNCTION tally_eq(tally, tally) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_eq';
COMMENT ON FUNCTION tally_eq(tally, tally) IS 'implementation of = operator';
CREATE FUNCTION tally_ne(tally, tally) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_ne';
COMMENT ON FUNCTION tally_ne(tally, tally) IS 'implementation of <> operator';
CREATE FUNCTION tally_hash(tally) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash';
COMMENT ON FUNCTION tally_hash(tally) IS 'hash';
CREATE FUNCTION tally_hash_extended(tally, bigint) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash_extended';
COMMENT ON FUNCTION tally_hash_extended(tally, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = tally, RIGHTARG = tally, FUNCTION = tally_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (tally, tally) IS 'equal to the last bit';
CREATE OPERATOR <> (
    LEFTARG = tally, RIGHTARG = tally, FUNCTION = tally_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (tally, tally) IS 'not equal';
CREATE OPERATOR CLASS tally_ops DEFAULT FOR TYPE tally USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 tally_hash(tally),
    FUNCTION 2 tally_hash_extended(tally, bigint);
COMMENT ON OPERATOR CLASS tally_ops USING hash IS 'equality of tally, for DISTINCT, UNION and hash joins';
COMMENT ON OPERATOR FAMILY tally_ops USING hash IS 'equality of tally';
