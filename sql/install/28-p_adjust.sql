-- p-values of several tests

CREATE FUNCTION p_adjust(p float8[], method text DEFAULT 'holm') RETURNS float8[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_p_adjust';
COMMENT ON FUNCTION p_adjust(float8[], text) IS 'Adjusts p-values for their number, in the order given. Methods: none, bonferroni, holm (the default), hochberg, bh (Benjamini-Hochberg) or by (Benjamini-Yekutieli). NULLs stay NULL and are not counted. Values outside 0..1 are an error (22023).';
CREATE FUNCTION p_adjusted(p float8, method text DEFAULT 'holm') RETURNS float8
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_p_adjusted';
COMMENT ON FUNCTION p_adjusted(float8, text) IS 'The p-value of each row, adjusted for the number of those of its partition: p_adjusted(p_value, ''holm'') OVER (). Methods as p_adjust has them. NULLs stay NULL and are not counted; values outside 0..1 are an error (22023). Frames do not matter; the method is read from the first row of the partition.';
