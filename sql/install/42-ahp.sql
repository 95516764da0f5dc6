-- weights from pairwise judgements

CREATE TYPE ahp_result AS (
    weights float8[], weights_geometric float8[], lambda_max float8,
    consistency_index float8, consistency_ratio float8, n integer, note text
);
COMMENT ON TYPE ahp_result IS 'Result of ahp: weights by the principal eigenvector, and by the geometric means of the rows, each with sum 1; consistency_ratio = consistency_index over Saaty''s random index, below 0.10 for usable judgements, NULL for more than 10 criteria.';
CREATE FUNCTION ahp(matrix float8[]) RETURNS ahp_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_ahp';
COMMENT ON FUNCTION ahp(float8[]) IS 'Analytic hierarchy process: weights from a square matrix of pairwise judgements, entry i, j how many times as important i is as j. Entries that are not positive or not reciprocal (1e-6) are an error (22023). Saaty (1980).';

CREATE FUNCTION ahp_group_accum(comoments, float8[]) RETURNS comoments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ahp_group_accum';
COMMENT ON FUNCTION ahp_group_accum(comoments, float8[]) IS 'aggregate transition function: adds the logarithms of one judge''s matrix';
CREATE FUNCTION ahp_group_final(comoments) RETURNS float8[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ahp_group_final';
COMMENT ON FUNCTION ahp_group_final(comoments) IS 'aggregate final function: the matrix of geometric means';
CREATE AGGREGATE ahp_group(matrix float8[]) (
    SFUNC = ahp_group_accum, STYPE = comoments, SSPACE = 8192,
    FINALFUNC = ahp_group_final, COMBINEFUNC = comoments_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE ahp_group(float8[]) IS 'The matrix of a group of judges: geometric mean of their matrices, entry by entry, which is reciprocal again; give it to ahp. NULL matrices are left out; NULL without judges. Aczel & Saaty (1983).';
