-- policy models

CREATE TYPE smith;

CREATE FUNCTION smith_in(cstring) RETURNS smith
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_smith_in';
COMMENT ON FUNCTION smith_in(cstring) IS 'I/O: reads and validates the text form of smith';
CREATE FUNCTION smith_out(smith) RETURNS cstring
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_smith_out';
COMMENT ON FUNCTION smith_out(smith) IS 'I/O: exact text form of smith';
CREATE FUNCTION smith_recv(internal) RETURNS smith
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_smith_recv';
COMMENT ON FUNCTION smith_recv(internal) IS 'I/O: reads and validates the binary form of smith';
CREATE FUNCTION smith_send(smith) RETURNS bytea
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_smith_send';
COMMENT ON FUNCTION smith_send(smith) IS 'I/O: binary form of smith';

CREATE TYPE smith (
    INPUT = smith_in,
    OUTPUT = smith_out,
    RECEIVE = smith_recv,
    SEND = smith_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = main
);
COMMENT ON TYPE smith IS 'Summary of answers by the four factors of Smiths policy model: moments of the scores of idealised_policy, implementing_organisation, target_group and environment. Made by smith(factor, score), merged by rollup.';

-- equality

CREATE FUNCTION smith_eq(smith, smith) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_eq';
COMMENT ON FUNCTION smith_eq(smith, smith) IS 'implementation of = operator';
CREATE FUNCTION smith_ne(smith, smith) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_ne';
COMMENT ON FUNCTION smith_ne(smith, smith) IS 'implementation of <> operator';
CREATE FUNCTION smith_hash(smith) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash';
COMMENT ON FUNCTION smith_hash(smith) IS 'hash';
CREATE FUNCTION smith_hash_extended(smith, bigint) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash_extended';
COMMENT ON FUNCTION smith_hash_extended(smith, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = smith, RIGHTARG = smith, FUNCTION = smith_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (smith, smith) IS 'equal to the last bit';
CREATE OPERATOR <> (
    LEFTARG = smith, RIGHTARG = smith, FUNCTION = smith_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (smith, smith) IS 'not equal';
CREATE OPERATOR CLASS smith_ops DEFAULT FOR TYPE smith USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 smith_hash(smith),
    FUNCTION 2 smith_hash_extended(smith, bigint);
COMMENT ON OPERATOR CLASS smith_ops USING hash IS 'equality of smith, for DISTINCT, UNION and hash joins';
COMMENT ON OPERATOR FAMILY smith_ops USING hash IS 'equality of smith';

-- aggregates

CREATE FUNCTION smith_accum(smith, text, float8) RETURNS smith
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_smith_accum';
COMMENT ON FUNCTION smith_accum(smith, text, float8) IS 'aggregate transition function: adds one score to its factor';
CREATE FUNCTION smith_accum(smith, text, float8, float8) RETURNS smith
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_smith_accum';
COMMENT ON FUNCTION smith_accum(smith, text, float8, float8) IS 'aggregate transition function: adds one score with a weight to its factor';
CREATE FUNCTION smith_combine(smith, smith) RETURNS smith
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_smith_combine';
COMMENT ON FUNCTION smith_combine(smith, smith) IS 'aggregate combine function: merges two summaries; NULL counts as empty';

CREATE TYPE smith_result AS (
    idealised_policy float8, implementing_organisation float8,
    target_group float8, environment float8,
    overall float8, tension float8, note text
);
COMMENT ON TYPE smith_result IS 'Result of smith_scores: mean score of each factor, overall their weighted mean, tension the largest less the smallest; NULL and a note where a factor has no scores.';
CREATE FUNCTION smith_scores(smith, importance float8[] DEFAULT '{1,1,1,1}') RETURNS smith_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_smith_scores';
COMMENT ON FUNCTION smith_scores(smith, float8[]) IS 'Smith model scores with the importance of the four factors (idealised policy, implementing organisation, target group, environment), from ahp for example; they count by their shares, and are equal where not given.';
CREATE FUNCTION smith_scores_final(smith) RETURNS smith_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_smith_scores_final';
COMMENT ON FUNCTION smith_scores_final(smith) IS 'aggregate final function: the scores, every factor as important';
CREATE TYPE smith_factor AS (
    factor text, n bigint, mean float8, sd float8,
    conf_low float8, conf_high float8, conf_level float8
);
COMMENT ON TYPE smith_factor IS 'One factor: scores, their mean and standard deviation, limits of the mean by Student''s t.';
CREATE FUNCTION smith_factors(smith, conf_level float8 DEFAULT 0.95) RETURNS SETOF smith_factor
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 ROWS 4 AS 'MODULE_PATHNAME', 'medsec_smith_factors';
COMMENT ON FUNCTION smith_factors(smith, float8) IS 'The four factors of a summary, one row each.';

CREATE AGGREGATE smith(factor text, score float8) (
    SFUNC = smith_accum, STYPE = smith, SSPACE = 512,
    COMBINEFUNC = smith_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE smith(text, float8) IS 'Summary of answers by factor. factor is one of idealised_policy, implementing_organisation, target_group, environment (22023 otherwise); rescale items to 0..100 first (likert_score). Rows with a NULL are left out. Weights are frequency weights. Smith (1973).';
CREATE AGGREGATE smith(factor text, score float8, weight float8) (
    SFUNC = smith_accum, STYPE = smith, SSPACE = 512,
    COMBINEFUNC = smith_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE smith(text, float8, float8) IS 'Weighted summary of answers by factor. factor is one of idealised_policy, implementing_organisation, target_group, environment (22023 otherwise); rescale items to 0..100 first (likert_score). Rows with a NULL are left out. Weights are frequency weights. Smith (1973).';
CREATE AGGREGATE smith_scores(factor text, score float8) (
    SFUNC = smith_accum, STYPE = smith, SSPACE = 512,
    FINALFUNC = smith_scores_final, COMBINEFUNC = smith_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE smith_scores(text, float8) IS 'Smith model scores in one step, every factor as important. factor is one of idealised_policy, implementing_organisation, target_group, environment (22023 otherwise); rescale items to 0..100 first (likert_score). Rows with a NULL are left out. Weights are frequency weights. Smith (1973).';
CREATE AGGREGATE smith_scores(factor text, score float8, weight float8) (
    SFUNC = smith_accum, STYPE = smith, SSPACE = 512,
    FINALFUNC = smith_scores_final, COMBINEFUNC = smith_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE smith_scores(text, float8, float8) IS 'Weighted Smith model scores in one step, every factor as important. factor is one of idealised_policy, implementing_organisation, target_group, environment (22023 otherwise); rescale items to 0..100 first (likert_score). Rows with a NULL are left out. Weights are frequency weights. Smith (1973).';
CREATE AGGREGATE rollup(summary smith) (
    SFUNC = smith_combine, STYPE = smith, SSPACE = 512,
    COMBINEFUNC = smith_combine,
    INITCOND = '(1,0,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1,0,0,0,0,0,0,0,0,0,0,Infinity,-Infinity,1,1)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(smith) IS 'Merges stored summaries of answers by factor. NULL counts as empty.';

CREATE FUNCTION smith_to_jsonb(smith) RETURNS jsonb
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN pg_catalog.to_jsonb(smith_scores_final($1));
COMMENT ON FUNCTION smith_to_jsonb(smith) IS 'Implementation of the cast from smith to jsonb, to read a summary.';
CREATE CAST (smith AS jsonb) WITH FUNCTION smith_to_jsonb(smith);
COMMENT ON CAST (smith AS jsonb) IS 'The scores by name.';

-- items

CREATE FUNCTION likert_score(x float8, low float8, high float8) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_likert_score';
COMMENT ON FUNCTION likert_score(float8, float8, float8) IS 'An answer from low to high as a score from 0 to 100; their average is the satisfaction index. A reversed item is 100 minus its score. Answers outside are an error (22023).';
CREATE FUNCTION ipa_quadrant(importance float8, performance float8, cut_importance float8, cut_performance float8) RETURNS text
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ipa_quadrant';
COMMENT ON FUNCTION ipa_quadrant(float8, float8, float8, float8) IS 'Quadrant of importance-performance analysis: keep up (both high), concentrate (important, performed badly), low priority, overkill. The cuts are the grand means, the medians or the middle of the scale; what lies on a line is high. Martilla & James (1977).';
