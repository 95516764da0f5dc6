-- agreement: several coders, the same units

CREATE TYPE ratings;

CREATE FUNCTION ratings_in(cstring) RETURNS ratings
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ratings_in';
COMMENT ON FUNCTION ratings_in(cstring) IS 'I/O: reads and validates the text form of ratings';
CREATE FUNCTION ratings_out(ratings) RETURNS cstring
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ratings_out';
COMMENT ON FUNCTION ratings_out(ratings) IS 'I/O: exact text form of ratings';
CREATE FUNCTION ratings_recv(internal) RETURNS ratings
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ratings_recv';
COMMENT ON FUNCTION ratings_recv(internal) IS 'I/O: reads and validates the binary form of ratings';
CREATE FUNCTION ratings_send(ratings) RETURNS bytea
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ratings_send';
COMMENT ON FUNCTION ratings_send(ratings) IS 'I/O: binary form of ratings';

CREATE TYPE ratings (
    INPUT = ratings_in,
    OUTPUT = ratings_out,
    RECEIVE = ratings_recv,
    SEND = ratings_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE ratings IS 'State of fleiss_kappa, krippendorff_alpha and kendall_w: unit, coder and value of every rating as text. At most 1 GB, which is an error (54000) before it is reached.';

-- equality

CREATE FUNCTION ratings_eq(ratings, ratings) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_eq';
COMMENT ON FUNCTION ratings_eq(ratings, ratings) IS 'implementation of = operator';
CREATE FUNCTION ratings_ne(ratings, ratings) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_ne';
COMMENT ON FUNCTION ratings_ne(ratings, ratings) IS 'implementation of <> operator';
CREATE FUNCTION ratings_hash(ratings) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash';
COMMENT ON FUNCTION ratings_hash(ratings) IS 'hash';
CREATE FUNCTION ratings_hash_extended(ratings, bigint) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_summary_hash_extended';
COMMENT ON FUNCTION ratings_hash_extended(ratings, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = ratings, RIGHTARG = ratings, FUNCTION = ratings_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (ratings, ratings) IS 'equal to the last bit';
CREATE OPERATOR <> (
    LEFTARG = ratings, RIGHTARG = ratings, FUNCTION = ratings_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (ratings, ratings) IS 'not equal';
CREATE OPERATOR CLASS ratings_ops DEFAULT FOR TYPE ratings USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 ratings_hash(ratings),
    FUNCTION 2 ratings_hash_extended(ratings, bigint);
COMMENT ON OPERATOR CLASS ratings_ops USING hash IS 'equality of ratings, for DISTINCT, UNION and hash joins';
COMMENT ON OPERATOR FAMILY ratings_ops USING hash IS 'equality of ratings';

-- gathering

CREATE FUNCTION ratings_accum(ratings, "any", "any", "any") RETURNS ratings
    LANGUAGE C STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ratings_accum';
COMMENT ON FUNCTION ratings_accum(ratings, "any", "any", "any") IS 'aggregate transition function: adds a rating whose value is a name';
CREATE FUNCTION ratings_accum(ratings, text, text, text) RETURNS ratings
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ratings_accum_text';
COMMENT ON FUNCTION ratings_accum(ratings, text, text, text) IS 'aggregate transition function: adds a rating whose value is a name';
CREATE FUNCTION ratings_accum_rank(ratings, "any", "any", "any") RETURNS ratings
    LANGUAGE C STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ratings_accum_rank';
COMMENT ON FUNCTION ratings_accum_rank(ratings, "any", "any", "any") IS 'aggregate transition function: adds a rating whose value is a number';
CREATE FUNCTION ratings_accum_rank(ratings, text, text, float8) RETURNS ratings
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ratings_accum_rank_number';
COMMENT ON FUNCTION ratings_accum_rank(ratings, text, text, float8) IS 'aggregate transition function: adds a rating whose value is a number';
CREATE FUNCTION ratings_accum_level(ratings, "any", "any", "any", level text) RETURNS ratings
    LANGUAGE C STABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ratings_accum_level';
COMMENT ON FUNCTION ratings_accum_level(ratings, "any", "any", "any", text) IS 'aggregate transition function: adds a rating of a level of measurement';
CREATE FUNCTION ratings_accum_level(ratings, text, text, float8, level text) RETURNS ratings
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ratings_accum_level_number';
COMMENT ON FUNCTION ratings_accum_level(ratings, text, text, float8, text) IS 'aggregate transition function: adds a rating of a level of measurement';
CREATE FUNCTION ratings_combine(ratings, ratings) RETURNS ratings
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ratings_combine';
COMMENT ON FUNCTION ratings_combine(ratings, ratings) IS 'aggregate combine function: joins the ratings of two states; NULL counts as empty; different levels are an error (22023)';

-- answers

CREATE TYPE fleiss_kappa_result AS (
    estimate float8, std_error float8, statistic float8, p_value float8,
    agreement float8, expected_agreement float8,
    units bigint, n_incomplete bigint, coders bigint, categories bigint,
    n bigint, n_missing bigint, note text
);
COMMENT ON TYPE fleiss_kappa_result IS 'Result of fleiss_kappa: std_error and statistic (z) are those of no agreement beyond chance; agreement is the share of agreeing pairs of ratings, expected_agreement the same by chance; units with all their ratings, n_incomplete those left out; coders is the number of ratings a unit, n that of all ratings.';
CREATE FUNCTION fleiss_kappa_final(ratings) RETURNS fleiss_kappa_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_fleiss_kappa_final';
COMMENT ON FUNCTION fleiss_kappa_final(ratings) IS 'aggregate final function: agreement on categories';
CREATE AGGREGATE fleiss_kappa(unit "any", coder "any", value "any") (
    SFUNC = ratings_accum, STYPE = ratings, SSPACE = 4096,
    FINALFUNC = fleiss_kappa_final, COMBINEFUNC = ratings_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE fleiss_kappa("any", "any", "any") IS 'Fleiss'' kappa: agreement of coders on categories, beyond chance; a row a rating. Every unit has the same number of ratings, of the same coders or others; units with fewer are left out, counted, and noted. Units, coders and names may be of any type and are told apart by their text; a row where one of them or the value is NULL is a missing rating, counted in n_missing. NULL and a note where all ratings are the same, no unit has two ratings, or a coder has rated a unit twice. Fleiss (1971).';
CREATE AGGREGATE fleiss_kappa(unit text, coder text, value text) (
    SFUNC = ratings_accum, STYPE = ratings, SSPACE = 4096,
    FINALFUNC = fleiss_kappa_final, COMBINEFUNC = ratings_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE fleiss_kappa(text, text, text) IS 'Fleiss'' kappa of coders and their categories. The same of plain types, which other servers can split; a row where unit, coder or value is NULL is a missing rating, counted in n_missing. NULL and a note where all ratings are the same, no unit has two ratings, or a coder has rated a unit twice.';

CREATE TYPE krippendorff_alpha_result AS (
    level text, estimate float8, observed_disagreement float8, expected_disagreement float8, agreement float8,
    units bigint, n_single bigint, coders bigint, n bigint, n_missing bigint, note text
);
COMMENT ON TYPE krippendorff_alpha_result IS 'Result of krippendorff_alpha: estimate = 1 - observed_disagreement / expected_disagreement, which for level ordinal are of ranks; agreement is the share of equal pairs of ratings; units with two ratings and more, n_single those with one, which are left out; n ratings in the units used.';
CREATE FUNCTION krippendorff_alpha_final(ratings) RETURNS krippendorff_alpha_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_krippendorff_alpha_final';
COMMENT ON FUNCTION krippendorff_alpha_final(ratings) IS 'aggregate final function: agreement on values of a level';
CREATE AGGREGATE krippendorff_alpha(unit "any", coder "any", value "any", level text) (
    SFUNC = ratings_accum_level, STYPE = ratings, SSPACE = 4096,
    FINALFUNC = krippendorff_alpha_final, COMBINEFUNC = ratings_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE krippendorff_alpha("any", "any", "any", text) IS 'Krippendorff''s alpha: agreement of coders, beyond chance, on values of a level of measurement (nominal, ordinal, interval, ratio); a row a rating, and any may be missing. Units, coders and names may be of any type and are told apart by their text; a row where one of them or the value is NULL is a missing rating, counted in n_missing. Values of all levels but nominal must be numbers. NULL and a note where all ratings are the same, no unit has two ratings, a coder has rated a unit twice, or values of level ratio are negative. Krippendorff (2011).';
CREATE AGGREGATE krippendorff_alpha(unit text, coder text, value float8, level text) (
    SFUNC = ratings_accum_level, STYPE = ratings, SSPACE = 4096,
    FINALFUNC = krippendorff_alpha_final, COMBINEFUNC = ratings_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE krippendorff_alpha(text, text, float8, text) IS 'Krippendorff''s alpha of numbers, level nominal, ordinal, interval or ratio. The same of plain types, which other servers can split; a row where unit, coder or value is NULL is a missing rating, counted in n_missing. NULL and a note where all ratings are the same, no unit has two ratings, a coder has rated a unit twice, or values of level ratio are negative.';

CREATE TYPE kendall_w_result AS (
    estimate float8, statistic float8, df float8, p_value float8,
    units bigint, n_incomplete bigint, coders bigint, n bigint, n_missing bigint, note text
);
COMMENT ON TYPE kendall_w_result IS 'Result of kendall_w: estimate from 0 to 1, statistic is Friedman''s chi-square on df; units rated by all coders, n_incomplete those left out; n is the number of all ratings.';
CREATE FUNCTION kendall_w_final(ratings) RETURNS kendall_w_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_kendall_w_final';
COMMENT ON FUNCTION kendall_w_final(ratings) IS 'aggregate final function: agreement of rankings';
CREATE AGGREGATE kendall_w(unit "any", coder "any", value "any") (
    SFUNC = ratings_accum_rank, STYPE = ratings, SSPACE = 4096,
    FINALFUNC = kendall_w_final, COMBINEFUNC = ratings_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE kendall_w("any", "any", "any") IS 'Kendall''s coefficient of concordance, corrected for ties: how far coders rank the units alike; a row a rating, values are numbers whose order counts. Units that a coder has not rated are left out, counted, and noted. Units, coders and names may be of any type and are told apart by their text; a row where one of them or the value is NULL is a missing rating, counted in n_missing. NULL and a note for fewer than 2 coders or units, and where every coder gives all units the same value. Kendall & Babington Smith (1939).';
CREATE AGGREGATE kendall_w(unit text, coder text, value float8) (
    SFUNC = ratings_accum_rank, STYPE = ratings, SSPACE = 4096,
    FINALFUNC = kendall_w_final, COMBINEFUNC = ratings_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE kendall_w(text, text, float8) IS 'Kendall''s coefficient of concordance of coders. The same of plain types, which other servers can split; a row where unit, coder or value is NULL is a missing rating, counted in n_missing. NULL and a note for fewer than 2 coders or units, and where every coder gives all units the same value.';
