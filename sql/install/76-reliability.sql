-- reliability: scales and raters, from co-moments

CREATE TYPE cronbach_alpha_result AS (
    estimate float8, conf_low float8, conf_high float8, conf_level float8,
    alpha float8, standardized float8, average_r float8, median_r float8, lambda2 float8, lambda6 float8,
    mean float8, sd float8, std_error_measurement float8,
    k integer, n float8, n_missing bigint, note text
);
COMMENT ON TYPE cronbach_alpha_result IS 'Result of cronbach_alpha: estimate with Feldt''s limits, and again as alpha; standardized, average_r and median_r are of the correlations; lambda2 and lambda6 are Guttman''s; mean and sd are of the sum of the k items.';
CREATE FUNCTION cronbach_alpha(items comoments, conf_level float8 DEFAULT 0.95) RETURNS cronbach_alpha_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_cronbach_alpha';
COMMENT ON FUNCTION cronbach_alpha(comoments, float8) IS 'Cronbach''s alpha of the columns (KR-20 of zeros and ones), with Feldt''s limits, standardized alpha and Guttman''s lambdas. Rows with a NULL are left out (n_missing). Items are never reversed by themselves: write 6 - q3; a note names the first item that goes against the others. NULL and a note for a constant item, fewer than 2 items or rows. Cronbach (1951), Feldt (1965).';

CREATE TYPE item_analysis_row AS (
    item text, n float8, mean float8, sd float8,
    item_total_correlation float8, corrected_item_total_correlation float8,
    alpha_if_deleted float8, standardized_alpha_if_deleted float8,
    scale_mean_if_deleted float8, scale_variance_if_deleted float8,
    squared_multiple_correlation float8, note text
);
COMMENT ON TYPE item_analysis_row IS 'Row of item_analysis: corrected_item_total_correlation is with the sum of the other items, squared_multiple_correlation the R-squared on them.';
CREATE FUNCTION item_analysis(items comoments, labels text[] DEFAULT NULL) RETURNS SETOF item_analysis_row
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_item_analysis';
COMMENT ON FUNCTION item_analysis(comoments, text[]) IS 'How each item fits its scale, a row an item: correlations with the total, with and without the item, alpha without it. Labels name the items (NULL: x1, x2, ...). NULL and a note where an item is constant; a note where it goes against the others.';

CREATE TYPE omega_result AS (
    method text, estimate float8, standardized float8, average_variance_extracted float8,
    k integer, n float8, n_missing bigint, note text
);
COMMENT ON TYPE omega_result IS 'Result of mcdonald_omega: estimate is of the sum of the items as they are, standardized of the sum of standardized items (composite reliability), average_variance_extracted the mean squared loading.';
CREATE FUNCTION mcdonald_omega(items comoments) RETURNS omega_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_mcdonald_omega';
COMMENT ON FUNCTION mcdonald_omega(comoments) IS 'McDonald''s omega total: the share of the sum''s variance that is due to one common factor, by maximum likelihood (R''s factanal with 1 factor). NULL and a note for fewer than 3 items, a constant item, a singular correlation matrix; a note for a uniqueness at its bound of 0.005 (Heywood case) and for an item that goes against the others. McDonald (1999).';
CREATE TYPE omega_item AS (item text, loading float8, uniqueness float8, note text);
COMMENT ON TYPE omega_item IS 'Row of omega_items: an item''s standardized loading on the common factor, and its own share of variance.';
CREATE FUNCTION omega_items(items comoments, labels text[] DEFAULT NULL) RETURNS SETOF omega_item
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10000 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_omega_items';
COMMENT ON FUNCTION omega_items(comoments, text[]) IS 'Loadings and uniquenesses of the one factor behind mcdonald_omega, a row an item. Labels name the items (NULL: x1, x2, ...).';

CREATE TYPE split_half_result AS (
    method text, correlation float8, spearman_brown float8, unequal_length float8, guttman float8,
    k1 integer, alpha1 float8, k2 integer, alpha2 float8,
    k integer, n float8, n_missing bigint, note text
);
COMMENT ON TYPE split_half_result IS 'Result of split_half: correlation of the sums of two halves, stepped up by Spearman and Brown, by Horst for halves of unequal length, and Guttman''s lambda 4; alpha of each half of k1 and k2 items (NULL of one item).';
CREATE FUNCTION split_half(items comoments, split text DEFAULT 'odd-even') RETURNS split_half_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_split_half';
COMMENT ON FUNCTION split_half(comoments, text) IS 'Split-half reliability, of odd against even items (odd-even) or of the first half against the second (first-second, the middle item with the first). NULL and a note for fewer than 2 items or rows, or a half whose sum is constant.';

CREATE TYPE icc_result AS (
    method text, estimate float8, conf_low float8, conf_high float8, conf_level float8,
    statistic float8, df1 float8, df2 float8, p_value float8,
    ms_subjects float8, ms_raters float8, ms_error float8, ms_within float8,
    std_error_measurement float8, smallest_detectable_change float8,
    k integer, n float8, n_missing bigint, note text
);
COMMENT ON TYPE icc_result IS 'Result of icc: statistic is F on df1 and df2; mean squares of the two-way table; std_error_measurement is that of agreement, smallest_detectable_change 1.96 sqrt(2) times it; k raters, n subjects.';
CREATE FUNCTION icc(raters comoments, model text DEFAULT '2,1', conf_level float8 DEFAULT 0.95) RETURNS icc_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_icc';
COMMENT ON FUNCTION icc(comoments, text, float8) IS 'Intraclass correlation of Shrout and Fleiss: rows are subjects, columns raters. Models: 1,1 (each subject by other raters), 2,1 (raters are a sample: absolute agreement), 3,1 (these raters: consistency), and 1,k, 2,k, 3,k for the mean of the raters. Subjects with a NULL are left out (n_missing). NULL and a note for fewer than 2 raters or subjects, and where all ratings are equal. Shrout & Fleiss (1979).';
