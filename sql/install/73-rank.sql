-- ranks: tests that need no normality

-- spread

CREATE FUNCTION iqr(sample, type integer DEFAULT 7) RETURNS float8
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100
    RETURN quantile($1, 0.75, $2) - quantile($1, 0.25, $2);
COMMENT ON FUNCTION iqr(sample, integer) IS 'Interquartile range: upper quartile less lower quartile, of the type that quantile has. NULL of the empty summary.';
CREATE FUNCTION mad(sample, constant float8 DEFAULT 1.4826) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_mad';
COMMENT ON FUNCTION mad(sample, float8) IS 'Median absolute deviation from the median, times a constant: 1.4826 makes it an estimate of the standard deviation of normal values, as in R; 1 gives the deviation itself. NULL of the empty summary and where weights are not whole numbers.';

-- two samples

CREATE TYPE mann_whitney_result AS (
    method text, alternative text, estimate float8, statistic float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8, achieved_level float8, z float8,
    n1 float8, median1 float8, rank_sum1 float8, mean_rank1 float8,
    n2 float8, median2 float8, rank_sum2 float8, mean_rank2 float8,
    superiority float8, rank_biserial float8, log10_p_value float8,
    n_missing bigint, note text
);
COMMENT ON TYPE mann_whitney_result IS 'Result of mann_whitney_test. estimate: Hodges and Lehmann''s shift, the median of all differences of a row of the first group and one of the second, with its limits; statistic: U of the first group, R''s W; achieved_level: what exact limits really hold; z: the normal deviate, also beside an exact p-value; superiority: share of the pairs in which the first is higher, ties by half (the area under the ROC curve); rank_biserial = 2 superiority - 1; log10_p_value goes on where p_value ends.';
CREATE FUNCTION mann_whitney_test(a sample, b sample, alternative text DEFAULT 'two-sided', exact boolean DEFAULT NULL, conf_level float8 DEFAULT 0.95, correct boolean DEFAULT true) RETURNS mann_whitney_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_mann_whitney_test';
COMMENT ON FUNCTION mann_whitney_test(sample, sample, text, boolean, float8, boolean) IS 'Mann-Whitney test (Wilcoxon''s rank sum test): are values of a higher or lower than those of b? Exact below 50 rows in each without ties, else by the normal law with corrections for ties and, unless correct is false, for continuity, as R''s wilcox.test. exact => true asks for the exact law with ties too, up to about 100 rows in each; exact => false for the normal one. Limits are order statistics of the differences: by the exact law, or number floor(n1 n2 / 2 - z sd) from both ends. Any number of rows: the differences are not made. Weights are frequency weights; where they are not whole, or a group is empty, or all values are equal, NULL and a note. NULL where a or b is NULL. Mann & Whitney (1947), Hodges & Lehmann (1963).';

CREATE FUNCTION ranked_accum_group(ranked, float8, boolean) RETURNS ranked
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ranked_accum_group';
COMMENT ON FUNCTION ranked_accum_group(ranked, float8, boolean) IS 'aggregate transition function: adds a value and its group';
CREATE FUNCTION mann_whitney_final(ranked) RETURNS mann_whitney_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_mann_whitney_final';
COMMENT ON FUNCTION mann_whitney_final(ranked) IS 'aggregate final function: the Mann-Whitney test of the values of group 1 against those of group 0';
CREATE AGGREGATE mann_whitney_test(x float8, grp boolean) (
    SFUNC = ranked_accum_group, STYPE = ranked, SSPACE = 4096,
    FINALFUNC = mann_whitney_final, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE mann_whitney_test(float8, boolean) IS 'Mann-Whitney test from rows in one step: the first group are the rows where grp, the second those where not (of other types write a condition, sex = 2); two-sided, 95 percent. Rows where x or grp is NULL are left out and counted in n_missing. For other options: mann_whitney_test(sample(x) FILTER (WHERE grp), sample(x) FILTER (WHERE NOT grp), ...).';

CREATE TYPE brunner_munzel_result AS (
    method text, alternative text, estimate float8, std_error float8,
    statistic float8, df float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8,
    n1 float8, n2 float8, n_missing bigint, note text
);
COMMENT ON TYPE brunner_munzel_result IS 'Result of brunner_munzel_test: estimate is P(a < b) + P(a = b) / 2, with its limits, cut to 0 and 1.';
CREATE FUNCTION brunner_munzel_test(a sample, b sample, alternative text DEFAULT 'two-sided', conf_level float8 DEFAULT 0.95) RETURNS brunner_munzel_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_brunner_munzel_test';
COMMENT ON FUNCTION brunner_munzel_test(sample, sample, text, float8) IS 'Brunner-Munzel test: is a row of a as likely to be below one of b as above? Unlike Mann-Whitney''s it allows for unequal spread. The statistic is high where a is low; alternative greater means that a is higher than b, as everywhere. NULL and a note with fewer than 2 rows in a group, or where the groups do not overlap. Brunner & Munzel (2000).';

CREATE TYPE ks_result AS (
    method text, statistic float8, p_value float8, n1 float8, n2 float8,
    n_missing bigint, note text
);
COMMENT ON TYPE ks_result IS 'Result of ks_test: statistic is D, the largest distance of the two distribution functions.';
CREATE FUNCTION ks_test(a sample, b sample, exact boolean DEFAULT NULL) RETURNS ks_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_ks_test';
COMMENT ON FUNCTION ks_test(sample, sample, boolean) IS 'Kolmogorov-Smirnov test of two samples, two-sided: do they have the same distribution? Exact, with ties too, where the product of both numbers of rows is below 10,000, else by Kolmogorov''s limit, as R''s ks.test; exact says which. NULL and a note where a group is empty. NULL where a or b is NULL. Hodges (1957), Schroeer & Trenkler (1995).';

-- differences of pairs

CREATE TYPE wilcoxon_result AS (
    method text, alternative text, estimate float8, statistic float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8, achieved_level float8, z float8,
    mu float8, n float8, n_zero float8, median float8, rank_sum_below float8,
    rank_biserial float8, log10_p_value float8, n_missing bigint, note text
);
COMMENT ON TYPE wilcoxon_result IS 'Result of wilcoxon_test. estimate: the pseudomedian, the median of the averages of all two rows, with its limits; statistic: V, the sum of the ranks of the rows above mu; rank_sum_below: of those below; n: rows, n_zero: those that equal mu, which are left out of estimate and test; median: of all rows; achieved_level: what exact limits really hold; z: the normal deviate, also beside an exact p-value; rank_biserial: (statistic - rank_sum_below) / their sum.';
CREATE FUNCTION wilcoxon_test(a sample, mu float8 DEFAULT 0, alternative text DEFAULT 'two-sided', exact boolean DEFAULT NULL, conf_level float8 DEFAULT 0.95, correct boolean DEFAULT true) RETURNS wilcoxon_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_wilcoxon_test';
COMMENT ON FUNCTION wilcoxon_test(sample, float8, text, boolean, float8, boolean) IS 'Wilcoxon signed rank test: are the values, or the differences of pairs, symmetric around mu? Exact below 50 rows without ties and without rows that equal mu, else by the normal law with corrections for ties and, unless correct is false, for continuity, as R''s wilcox.test. exact => true asks for the exact law with ties too, up to 1000 rows. Rows that equal mu are left out and counted in n_zero. Weights are frequency weights; where they are not whole, or no row differs from mu, NULL and a note. NULL where a is NULL. Wilcoxon (1945), Hodges & Lehmann (1963).';
CREATE FUNCTION sample_accum_difference(sample, float8, float8) RETURNS sample
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_sample_accum_difference';
COMMENT ON FUNCTION sample_accum_difference(sample, float8, float8) IS 'aggregate transition function: adds x - y, rounded to the 15th decimal digit of the larger';
CREATE FUNCTION wilcoxon_final(sample) RETURNS wilcoxon_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_wilcoxon_final';
COMMENT ON FUNCTION wilcoxon_final(sample) IS 'aggregate final function: the signed rank test of differences around 0';
CREATE AGGREGATE wilcoxon_test_paired(x float8, y float8) (
    SFUNC = sample_accum_difference, STYPE = sample, SSPACE = 4096,
    FINALFUNC = wilcoxon_final, COMBINEFUNC = sample_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE wilcoxon_test_paired(float8, float8) IS 'Wilcoxon signed rank test of the differences x - y from rows in one step: around 0, two-sided, 95 percent. Differences are rounded to the 15th decimal digit of the larger number, so that 0.3 - 0.2 and 0.2 - 0.1 tie. Pairs with a NULL are left out and counted in n_missing.';

-- several groups

CREATE TYPE kruskal_wallis_result AS (
    method text, statistic float8, df float8, p_value float8,
    epsilon_squared float8, eta_squared float8,
    k integer, n float8, n_missing bigint, note text
);
COMMENT ON TYPE kruskal_wallis_result IS 'Result of kruskal_wallis_test: statistic is H with the correction for ties, chi-square on df = k - 1; k: groups with rows; epsilon_squared = H / (n - 1), eta_squared = (H - k + 1) / (n - k).';
CREATE FUNCTION kruskal_wallis_test(samples sample[]) RETURNS kruskal_wallis_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_kruskal_wallis_test';
COMMENT ON FUNCTION kruskal_wallis_test(sample[]) IS 'Kruskal-Wallis test of several groups, one sample each: are values higher in some than in others? Groups that are NULL or have no rows are left out, with a note. NULL and a note with fewer than two groups, where all values are equal and where weights are not whole numbers. Kruskal & Wallis (1952).';
CREATE AGGREGATE kruskal_wallis_test(summary sample) (
    SFUNC = pg_catalog.array_append, STYPE = sample[], SSPACE = 16384,
    FINALFUNC = kruskal_wallis_test, COMBINEFUNC = pg_catalog.array_cat,
    INITCOND = '{}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE kruskal_wallis_test(sample) IS 'Kruskal-Wallis test over samples, one a group: SELECT kruskal_wallis_test(s) FROM (SELECT sample(x) AS s FROM answers WHERE district IS NOT NULL GROUP BY district) AS g. Without the WHERE the rows of no district are a group too. All samples together at most 1 GB.';

CREATE TYPE dunn_result AS (
    group1 text, group2 text, estimate float8, std_error float8,
    statistic float8, p_value float8,
    n1 float8, mean_rank1 float8, n2 float8, mean_rank2 float8, note text
);
COMMENT ON TYPE dunn_result IS 'Row of dunn_test: estimate = mean_rank1 - mean_rank2, among the rows of all groups; statistic = estimate / std_error.';
CREATE FUNCTION dunn_test(labels text[], samples sample[], p_adjust text DEFAULT 'holm') RETURNS SETOF dunn_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10000 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_dunn_test';
COMMENT ON FUNCTION dunn_test(text[], sample[], text) IS 'Dunn''s comparison of all pairs of groups after a Kruskal-Wallis test, a row each: z tests of the mean ranks, two-sided, with the correction for ties and p-values adjusted for their number (none, bonferroni, holm, hochberg, bh, by). Labels name the groups in the order of the array (NULL: x1, x2, ...); a group that is NULL or has no rows gives NULLs and a note. Dunn (1964).';

-- several answers of each row

CREATE TYPE friedman_result AS (
    method text, statistic float8, df float8, p_value float8, kendalls_w float8,
    f_statistic float8, f_df1 float8, f_df2 float8, f_p_value float8,
    mean_ranks float8[], k integer, n bigint, n_missing bigint, note text
);
COMMENT ON TYPE friedman_result IS 'Result of friedman_test: statistic is Friedman''s Q with the correction for ties, chi-square on df = k - 1; kendalls_w: agreement of the rows, from 0 to 1; f_*: Iman and Davenport''s F, closer in few rows; mean_ranks: of the columns in their order.';
CREATE FUNCTION friedman_accum(comoments, VARIADIC "any") RETURNS comoments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_friedman_accum';
COMMENT ON FUNCTION friedman_accum(comoments, VARIADIC "any") IS 'aggregate transition function: adds the ranks within a row of columns';
CREATE FUNCTION friedman_accum(comoments, float8[]) RETURNS comoments
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_friedman_accum_array';
COMMENT ON FUNCTION friedman_accum(comoments, float8[]) IS 'aggregate transition function: adds the ranks within an array';
CREATE FUNCTION friedman_final(comoments) RETURNS friedman_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_friedman_final';
COMMENT ON FUNCTION friedman_final(comoments) IS 'aggregate final function: Friedman''s test from the co-moments of ranks';
CREATE AGGREGATE friedman_test(VARIADIC "any") (
    SFUNC = friedman_accum, STYPE = comoments, SSPACE = 8192,
    FINALFUNC = friedman_final, COMBINEFUNC = comoments_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE friedman_test("any") IS 'Friedman test: each row (a block, a person) has a value in each of k columns; are some columns higher? Columns are given one by one: smallint to numeric, real, double precision, or boolean as 0 and 1. A row with a NULL among them is left out and counted; NaN and infinity are errors (22023). NULL and a note with fewer than 2 rows or columns, and where all values of each row are equal. Friedman (1937).';
CREATE AGGREGATE friedman_test(columns float8[]) (
    SFUNC = friedman_accum, STYPE = comoments, SSPACE = 8192,
    FINALFUNC = friedman_final, COMBINEFUNC = comoments_combine,
    INITCOND = '(1,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE friedman_test(float8[]) IS 'The same from one array a row, for many columns and for servers that split an aggregate over shards. A NULL array is left out and counted; NULL elements (22004), two dimensions or another length than before (2202E), no elements (22023) or more than 1600 (54000) are errors.';

-- correlations of ranks

CREATE FUNCTION ranked_accum_pair(ranked, float8, float8) RETURNS ranked
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ranked_accum_pair';
COMMENT ON FUNCTION ranked_accum_pair(ranked, float8, float8) IS 'aggregate transition function: adds a pair, in the order of y';

CREATE TYPE spearman_result AS (
    method text, alternative text, estimate float8, statistic float8,
    df float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8, n float8,
    n_missing bigint, note text
);
COMMENT ON TYPE spearman_result IS 'Result of spearman: estimate is rho, statistic its t; limits by Fisher''s z with Bonett and Wright''s standard error.';
CREATE FUNCTION spearman(pairs ranked, alternative text DEFAULT 'two-sided', exact boolean DEFAULT NULL, conf_level float8 DEFAULT 0.95) RETURNS spearman_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_spearman';
COMMENT ON FUNCTION spearman(ranked, text, boolean, float8) IS 'Spearman''s rank correlation of stored pairs, ranked(x, y). The p-value is exact up to 9 rows without ties; below 1290 it is that of the Edgeworth series, as R''s cor.test has it, but for far tails, where that falls to 0; else, with ties or exact => false, that of t. Limits by Fisher''s z with the standard error of Bonett & Wright (2000). NULL and a note with fewer than 3 rows or a constant column, no limits where all ranks agree. Weights are frequency weights, and must be whole. NULL where pairs is NULL.';
CREATE FUNCTION spearman_final(ranked) RETURNS spearman_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_spearman_final';
COMMENT ON FUNCTION spearman_final(ranked) IS 'aggregate final function: Spearman''s rank correlation';
CREATE AGGREGATE spearman(x float8, y float8) (
    SFUNC = ranked_accum_pair, STYPE = ranked, SSPACE = 4096,
    FINALFUNC = spearman_final, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE spearman(float8, float8) IS 'Spearman''s rank correlation from rows in one step, two-sided, 95 percent. Pairs with a NULL are left out and counted in n_missing. For other options: spearman(ranked(x, y), ...).';

CREATE TYPE kendall_result AS (
    method text, alternative text, estimate float8, statistic float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8, n float8,
    concordant float8, discordant float8, n_missing bigint, note text
);
COMMENT ON TYPE kendall_result IS 'Result of kendall: estimate is tau-b, statistic the normal deviate of concordant - discordant pairs; limits by Fisher''s z with Fieller''s standard error.';
CREATE FUNCTION kendall(pairs ranked, alternative text DEFAULT 'two-sided', exact boolean DEFAULT NULL, conf_level float8 DEFAULT 0.95) RETURNS kendall_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_kendall';
COMMENT ON FUNCTION kendall(ranked, text, boolean, float8) IS 'Kendall''s rank correlation tau-b of stored pairs, ranked(x, y), in n log n steps. The p-value is exact below 50 rows without ties; else, or with exact => false, that of the normal law with the variance for ties, as R''s cor.test. Limits by Fisher''s z with the standard error sqrt(0.437 / (n - 4)), made for values without ties and tau below 0.8. NULL and a note with fewer than 3 rows or a constant column, no limits where all ranks agree. Weights are frequency weights, and must be whole. NULL where pairs is NULL. Kendall (1938), Knight (1966), Fieller, Hartley & Pearson (1957).';
CREATE FUNCTION kendall_final(ranked) RETURNS kendall_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_kendall_final';
COMMENT ON FUNCTION kendall_final(ranked) IS 'aggregate final function: Kendall''s rank correlation';
CREATE AGGREGATE kendall(x float8, y float8) (
    SFUNC = ranked_accum_pair, STYPE = ranked, SSPACE = 4096,
    FINALFUNC = kendall_final, COMBINEFUNC = ranked_combine,
    INITCOND = '(1,0,0,0,0,0,0)',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE kendall(float8, float8) IS 'Kendall''s rank correlation tau-b from rows in one step, two-sided, 95 percent. Pairs with a NULL are left out and counted in n_missing. For other options: kendall(ranked(x, y), ...).';
