-- decomposition: which determinants make a concentration index

CREATE FUNCTION fractional_rank(x float8) RETURNS float8
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_fractional_rank';
COMMENT ON FUNCTION fractional_rank(float8) IS 'Fractional rank of a row in its partition, 0 to 1, ties averaged: the share of rows below, and half of those equal; its mean is 1/2. A window function; frames do not matter. NULL where x is.';
CREATE FUNCTION fractional_rank(x float8, weight float8) RETURNS float8
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_fractional_rank';
COMMENT ON FUNCTION fractional_rank(float8, float8) IS 'The same with weights: the share of the weight below, and half of that of equals; its weighted mean is 1/2. NULL where x or weight is; a weight of 0 moves nobody else, a negative one is an error (22023).';

CREATE TYPE contribution AS (
    term text, beta float8, mean float8, elasticity float8, concentration float8,
    contribution float8, share float8, is_need boolean, note text
);
COMMENT ON TYPE contribution IS 'Row of concentration_decomposition: a determinant with its coefficient, mean, elasticity beta mean / mu, concentration index and their product, the contribution; or a sum, with contribution and share alone.';
CREATE FUNCTION concentration_decomposition(comoments, labels text[] DEFAULT NULL, need boolean[] DEFAULT NULL) RETURNS SETOF contribution
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 8 AS 'MODULE_PATHNAME', 'medsec_concentration_decomposition';
COMMENT ON FUNCTION concentration_decomposition(comoments, text[], boolean[]) IS 'Which determinants make a concentration index: the health variable is regressed on them, and each contributes its elasticity times its own concentration index. The summary is comoments(rank, health variable, determinants ...) where rank is fractional_rank(income) OVER (), or comoments_weighted with the same weight; labels name the determinants, x1, x2, ... where it is NULL. Rows: each determinant, residual, index, and with need given (one flag a determinant) horizontal inequity, the index less the contributions of need. Collinear determinants, a mean of 0 or too few rows give one row, index, with a note. Standard errors: bootstrap. Wagstaff, van Doorslaer & Watanabe (2003).';
