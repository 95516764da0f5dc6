-- is a correlation matrix worth a factor analysis

CREATE TYPE kmo_result AS (
    kmo float8, n float8, p integer, determinant float8, note text
);
COMMENT ON TYPE kmo_result IS 'Result of kmo: sampling adequacy of p columns and the determinant of their correlation matrix.';
CREATE FUNCTION kmo(comoments) RETURNS kmo_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_kmo';
COMMENT ON FUNCTION kmo(comoments) IS 'Kaiser-Meyer-Olkin measure of sampling adequacy: sum r^2 / (sum r^2 + sum q^2), q the partial correlations; 0.5 is poor, above 0.8 good. NULL and a note where the correlation matrix is singular, as it is with fewer rows than columns, a column is constant, or no two columns correlate. Kaiser & Rice (1974).';

CREATE TYPE kmo_item AS (item text, msa float8, note text);
COMMENT ON TYPE kmo_item IS 'Sampling adequacy of one item.';
CREATE FUNCTION kmo_items(comoments, labels text[] DEFAULT NULL) RETURNS SETOF kmo_item
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 20 AS 'MODULE_PATHNAME', 'medsec_kmo_items';
COMMENT ON FUNCTION kmo_items(comoments, text[]) IS 'Measure of sampling adequacy of each item, one row an item, in the order of the columns. labels name the items (x1, x2, ... where NULL), also those of a summary without rows.';

CREATE TYPE bartlett_result AS (
    method text, statistic float8, df float8, p_value float8, n float8,
    determinant float8, note text
);
COMMENT ON TYPE bartlett_result IS 'Result of bartlett_sphericity: chi-square, its degrees of freedom p (p - 1) / 2, its upper tail, and the determinant of the correlation matrix.';
CREATE FUNCTION bartlett_sphericity(comoments) RETURNS bartlett_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_bartlett_sphericity';
COMMENT ON FUNCTION bartlett_sphericity(comoments) IS 'Bartlett''s test that the columns are uncorrelated: -(n - 1 - (2p + 5) / 6) ln |R|. NULL and a note where the correlation matrix is singular or a column is constant. Bartlett (1951).';
