-- indicators: the units that an index compares, and the weights they give

CREATE TYPE indicators;

CREATE FUNCTION indicators_in(cstring) RETURNS indicators
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_in';
COMMENT ON FUNCTION indicators_in(cstring) IS 'I/O: reads and validates the text form of indicators';
CREATE FUNCTION indicators_out(indicators) RETURNS cstring
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_out';
COMMENT ON FUNCTION indicators_out(indicators) IS 'I/O: exact text form of indicators';
CREATE FUNCTION indicators_recv(internal) RETURNS indicators
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_recv';
COMMENT ON FUNCTION indicators_recv(internal) IS 'I/O: reads and validates the binary form of indicators';
CREATE FUNCTION indicators_send(indicators) RETURNS bytea
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_send';
COMMENT ON FUNCTION indicators_send(indicators) IS 'I/O: binary form of indicators';

CREATE TYPE indicators (
    INPUT = indicators_in,
    OUTPUT = indicators_out,
    RECEIVE = indicators_recv,
    SEND = indicators_send,
    INTERNALLENGTH = VARIABLE,
    ALIGNMENT = double,
    STORAGE = extended
);
COMMENT ON TYPE indicators IS 'Summary of units by p indicators: every value (8 bytes each), the direction of each indicator, and the units left out for a NULL. Made by indicators(directions, ...), merged by rollup; the weights of entropy, CRITIC, variation and components are read from it. At most 1 GB. Equality is of the units in their order.';

-- equality

CREATE FUNCTION indicators_eq(indicators, indicators) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_eq';
COMMENT ON FUNCTION indicators_eq(indicators, indicators) IS 'implementation of = operator';
CREATE FUNCTION indicators_ne(indicators, indicators) RETURNS boolean
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_ne';
COMMENT ON FUNCTION indicators_ne(indicators, indicators) IS 'implementation of <> operator';
CREATE FUNCTION indicators_hash(indicators) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_hash';
COMMENT ON FUNCTION indicators_hash(indicators) IS 'hash';
CREATE FUNCTION indicators_hash_extended(indicators, bigint) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_hash_extended';
COMMENT ON FUNCTION indicators_hash_extended(indicators, bigint) IS 'hash with a seed';

CREATE OPERATOR = (
    LEFTARG = indicators, RIGHTARG = indicators, FUNCTION = indicators_eq,
    COMMUTATOR = =, NEGATOR = <>, RESTRICT = eqsel, JOIN = eqjoinsel, HASHES
);
COMMENT ON OPERATOR = (indicators, indicators) IS 'equal to the last bit';
CREATE OPERATOR <> (
    LEFTARG = indicators, RIGHTARG = indicators, FUNCTION = indicators_ne,
    COMMUTATOR = <>, NEGATOR = =, RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (indicators, indicators) IS 'not equal';
CREATE OPERATOR CLASS indicators_ops DEFAULT FOR TYPE indicators USING hash AS
    OPERATOR 1 =,
    FUNCTION 1 indicators_hash(indicators),
    FUNCTION 2 indicators_hash_extended(indicators, bigint);
COMMENT ON OPERATOR CLASS indicators_ops USING hash IS 'equality of indicators, for DISTINCT, UNION and hash joins';
COMMENT ON OPERATOR FAMILY indicators_ops USING hash IS 'equality of indicators';

-- aggregates

CREATE FUNCTION indicators_accum(indicators, text[], VARIADIC "any") RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_accum';
COMMENT ON FUNCTION indicators_accum(indicators, text[], "any") IS 'aggregate transition function: adds one unit';
CREATE FUNCTION indicators_accum(indicators, text[], float8[]) RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_accum_array';
COMMENT ON FUNCTION indicators_accum(indicators, text[], float8[]) IS 'aggregate transition function: adds one unit given as an array';
CREATE FUNCTION indicators_combine(indicators, indicators) RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_combine';
COMMENT ON FUNCTION indicators_combine(indicators, indicators) IS 'aggregate combine function: joins the units of two summaries; NULL counts as empty; other indicators or directions are an error (22023)';
CREATE FUNCTION indicators_final(indicators) RETURNS indicators
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_final';
COMMENT ON FUNCTION indicators_final(indicators) IS 'aggregate final function: the summary without room to spare';

CREATE AGGREGATE indicators(directions text[], VARIADIC "any") (
    SFUNC = indicators_accum, FINALFUNC = indicators_final, STYPE = indicators, SSPACE = 1024,
    COMBINEFUNC = indicators_combine,
    INITCOND = '(1,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indicators(text[], "any") IS 'Gathers units by their indicators, given one by one. directions has + where more is better and - where less is, one an indicator; NULL for all +; they are read from the first row. Units with a NULL among their indicators are left out and counted; NaN and infinity are errors (22023).';
CREATE AGGREGATE indicators(directions text[], columns float8[]) (
    SFUNC = indicators_accum, FINALFUNC = indicators_final, STYPE = indicators, SSPACE = 1024,
    COMBINEFUNC = indicators_combine,
    INITCOND = '(1,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE indicators(text[], float8[]) IS 'The same from one array a unit, for up to 1600 indicators and for servers that split an aggregate over shards. A NULL array is left out and counted; NULL elements are an error (22004).';
CREATE AGGREGATE rollup(summary indicators) (
    SFUNC = indicators_combine, FINALFUNC = indicators_final, STYPE = indicators, SSPACE = 1024,
    COMBINEFUNC = indicators_combine,
    INITCOND = '(1,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rollup(indicators) IS 'Joins stored units of the same indicators.';

-- figures

CREATE FUNCTION n(indicators) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_n';
COMMENT ON FUNCTION n(indicators) IS 'Number of units, those left out not counted.';
CREATE FUNCTION n_missing(indicators) RETURNS bigint
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_n_missing';
COMMENT ON FUNCTION n_missing(indicators) IS 'Number of units left out because an indicator was NULL.';
CREATE FUNCTION columns(indicators) RETURNS integer
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_indicators_columns';
COMMENT ON FUNCTION columns(indicators) IS 'Number of indicators; 0 while no unit has told.';

CREATE FUNCTION entropy_weights(indicators, zero_shift float8 DEFAULT 0) RETURNS float8[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_entropy_weights';
COMMENT ON FUNCTION entropy_weights(indicators, float8) IS 'Entropy weights: of the indicators by minmax, p = x / sum, e = - sum p ln p / ln n, weight (1 - e) over their sum. zero_shift 0 takes 0 ln 0 as 0; another is added to every value first, as some texts do (0.0001, 0.01). A constant indicator has weight 0; NULL with fewer than 2 units or where all are constant. Shannon (1948).';
CREATE FUNCTION critic_weights(indicators) RETURNS float8[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_critic_weights';
COMMENT ON FUNCTION critic_weights(indicators) IS 'CRITIC weights: of the indicators by minmax, standard deviation (n - 1 below) times the sum of 1 - r with the others. A constant indicator has weight 0; NULL with fewer than 2 units or where all correlate fully. Diakoulaki, Mavrotas & Papayannakis (1995).';
CREATE FUNCTION cv_weights(indicators) RETURNS float8[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_cv_weights';
COMMENT ON FUNCTION cv_weights(indicators) IS 'Weights by the coefficient of variation, sd / |mean| of the raw values. NULL with fewer than 2 units or where a mean is 0.';
CREATE FUNCTION pca_weights(indicators) RETURNS float8[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_pca_weights';
COMMENT ON FUNCTION pca_weights(indicators) IS 'Weights by the first principal component: squared loadings over their sum. NULL with fewer than 2 units, a constant indicator, or two first components that explain as much.';

CREATE FUNCTION entropy_weights_final(indicators) RETURNS float8[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_entropy_weights';
COMMENT ON FUNCTION entropy_weights_final(indicators) IS 'aggregate final function: the entropy weights, 0 ln 0 taken as 0';
CREATE AGGREGATE entropy_weights(directions text[], VARIADIC "any") (
    SFUNC = indicators_accum, FINALFUNC = entropy_weights_final, STYPE = indicators, SSPACE = 1024,
    COMBINEFUNC = indicators_combine,
    INITCOND = '(1,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE entropy_weights(text[], "any") IS 'Entropy weights in one step, 0 ln 0 taken as 0. Units with a NULL among their indicators are left out.';
CREATE AGGREGATE entropy_weights(directions text[], columns float8[]) (
    SFUNC = indicators_accum, FINALFUNC = entropy_weights_final, STYPE = indicators, SSPACE = 1024,
    COMBINEFUNC = indicators_combine,
    INITCOND = '(1,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE entropy_weights(text[], float8[]) IS 'The same from one array a unit, for up to 1600 indicators and for servers that split an aggregate over shards. A NULL array is left out and counted; NULL elements are an error (22004).';
CREATE AGGREGATE critic_weights(directions text[], VARIADIC "any") (
    SFUNC = indicators_accum, FINALFUNC = critic_weights, STYPE = indicators, SSPACE = 1024,
    COMBINEFUNC = indicators_combine,
    INITCOND = '(1,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE critic_weights(text[], "any") IS 'CRITIC weights in one step. Units with a NULL among their indicators are left out.';
CREATE AGGREGATE critic_weights(directions text[], columns float8[]) (
    SFUNC = indicators_accum, FINALFUNC = critic_weights, STYPE = indicators, SSPACE = 1024,
    COMBINEFUNC = indicators_combine,
    INITCOND = '(1,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE critic_weights(text[], float8[]) IS 'The same from one array a unit, for up to 1600 indicators and for servers that split an aggregate over shards. A NULL array is left out and counted; NULL elements are an error (22004).';
CREATE AGGREGATE cv_weights(directions text[], VARIADIC "any") (
    SFUNC = indicators_accum, FINALFUNC = cv_weights, STYPE = indicators, SSPACE = 1024,
    COMBINEFUNC = indicators_combine,
    INITCOND = '(1,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE cv_weights(text[], "any") IS 'Weights by the coefficient of variation in one step. Units with a NULL among their indicators are left out.';
CREATE AGGREGATE cv_weights(directions text[], columns float8[]) (
    SFUNC = indicators_accum, FINALFUNC = cv_weights, STYPE = indicators, SSPACE = 1024,
    COMBINEFUNC = indicators_combine,
    INITCOND = '(1,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE cv_weights(text[], float8[]) IS 'The same from one array a unit, for up to 1600 indicators and for servers that split an aggregate over shards. A NULL array is left out and counted; NULL elements are an error (22004).';
CREATE AGGREGATE pca_weights(directions text[], VARIADIC "any") (
    SFUNC = indicators_accum, FINALFUNC = pca_weights, STYPE = indicators, SSPACE = 1024,
    COMBINEFUNC = indicators_combine,
    INITCOND = '(1,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE pca_weights(text[], "any") IS 'Weights by the first principal component in one step. Units with a NULL among their indicators are left out.';
CREATE AGGREGATE pca_weights(directions text[], columns float8[]) (
    SFUNC = indicators_accum, FINALFUNC = pca_weights, STYPE = indicators, SSPACE = 1024,
    COMBINEFUNC = indicators_combine,
    INITCOND = '(1,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE pca_weights(text[], float8[]) IS 'The same from one array a unit, for up to 1600 indicators and for servers that split an aggregate over shards. A NULL array is left out and counted; NULL elements are an error (22004).';

CREATE FUNCTION normalized_weights(weights float8[]) RETURNS float8[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_normalized_weights';
COMMENT ON FUNCTION normalized_weights(float8[]) IS 'Weights as shares of their sum. Negative ones, or all 0, are an error (22023).';
CREATE FUNCTION combined_weights(a float8[], b float8[], method text DEFAULT 'product', share float8 DEFAULT 0.5) RETURNS float8[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_combined_weights';
COMMENT ON FUNCTION combined_weights(float8[], float8[], text, float8) IS 'Two sets of weights made one, with sum 1: method product (a times b, over their sum) or linear (share of a, the rest of b). NULL where all products are 0.';

CREATE FUNCTION indicators_to_jsonb(indicators) RETURNS jsonb
    LANGUAGE sql STABLE STRICT PARALLEL SAFE
    RETURN pg_catalog.jsonb_build_object(
        'columns', columns($1), 'n', n($1), 'n_missing', n_missing($1),
        'entropy_weights', pg_catalog.to_jsonb(entropy_weights($1)));
COMMENT ON FUNCTION indicators_to_jsonb(indicators) IS 'Implementation of the cast from indicators to jsonb, to read a summary.';
CREATE CAST (indicators AS jsonb) WITH FUNCTION indicators_to_jsonb(indicators);
COMMENT ON CAST (indicators AS jsonb) IS 'The figures of a summary by name.';
