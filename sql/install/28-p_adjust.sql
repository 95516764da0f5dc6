-- p-values of several tests

CREATE FUNCTION p_adjust(p float8[], method text DEFAULT 'holm') RETURNS float8[]
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_p_adjust';
COMMENT ON FUNCTION p_adjust(float8[], text) IS 'Adjusts p-values for their number, in the order given. Methods: none, bonferroni, holm (the default), hochberg, bh (Benjamini-Hochberg) or by (Benjamini-Yekutieli). NULLs stay NULL and are not counted. Values outside 0..1 are an error (22023).';
