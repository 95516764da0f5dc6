-- Study 2, Shantou: insurance of children's critical illness, 2012 to 2020.
-- Did the fund keep compensating four fifths of the costs?  What do families
-- think of it, and which hospital and which year did best?
--
--   psql -d DATABASE -f demo/generate.sql           (once, makes the tables)
--   psql -d DATABASE -f demo/study-2-shantou.sql
--
-- Three sources:
--   demo.shantou_claim           one hospital stay of one child a row
--   demo.shantou_fund            the fund, one row a year
--   demo.shantou_questionnaire   16 items, answers 1 to 5, of families

\set ON_ERROR_STOP on
\pset null '-'
\pset footer off
-- Six digits are enough to read; the figures themselves keep all of theirs.
SET extra_float_digits = -9;
-- No notice about what a first run has left.
SET client_min_messages = warning;

\echo
\echo '2.1  Beneficiaries, costs and compensation by year'
\echo

-- ratio = what the fund paid of all hospital costs of the year.  Open claims
-- (compensation NULL) are left out of both sums.
SELECT year, count(DISTINCT child_id) AS beneficiaries, count(*) AS stays,
       sum(hospital_cost) AS hospital_cost, sum(compensation) AS compensation,
       round(sum(compensation) / sum(hospital_cost), 4) AS ratio
FROM demo.shantou_claim
WHERE compensation IS NOT NULL
GROUP BY year
ORDER BY year;

\echo '2.2  Is the ratio of a stay 80 per cent on average?'
\echo

-- One summary a hospital and year; all questions below are asked of these.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.shantou_ratio AS
SELECT hospital_id, year,
       medsec.moments((compensation / hospital_cost)::float8) AS ratio
FROM demo.shantou_claim
GROUP BY hospital_id, year;
REFRESH MATERIALIZED VIEW demo.shantou_ratio;

-- Two questions to one summary.  The one-sample t-test asks whether the mean
-- differs from 0.80 (small p_value: yes); with thousands of stays it will see
-- a difference that matters to nobody.  TOST asks whether the mean lies within
-- 0.78 and 0.82 (small p_within: shown).
SELECT coalesce(year::text, 'all') AS year, (t).n1 AS stays, (t).mean1 AS mean,
       (d).conf_low, (d).conf_high, (t).statistic AS t, (t).p_value, (t).stars,
       (e).p_value AS p_within
FROM (
    SELECT year, medsec.describe(m) AS d, medsec.t_test(m, 0.80) AS t,
           medsec.tost(m, 0.78, 0.82) AS e
    FROM (
        SELECT year, medsec.rollup(ratio) AS m
        FROM demo.shantou_ratio
        GROUP BY ROLLUP (year)
        OFFSET 0
    ) AS summary
    OFFSET 0
) AS s
ORDER BY s.year NULLS LAST;

\echo '2.3  Do the 16 items fit a component analysis?'
\echo

-- The 16 columns are named once.  Summaries of each hospital and year are kept.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.shantou_answers AS
SELECT hospital_id, year,
       medsec.comoments(q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, q11, q12,
                        q13, q14, q15, q16) AS answers
FROM demo.shantou_questionnaire
GROUP BY hospital_id, year;
REFRESH MATERIALIZED VIEW demo.shantou_answers;

-- KMO: above 0.8 is good, above 0.6 bearable.  Bartlett: a small p_value says
-- that the items are correlated at all.  Families with a gap are left out and
-- counted (n_missing).
SELECT (k).n, medsec.n_missing(answers), (k).p AS items, (k).kmo,
       (b).statistic AS bartlett_chi_square, (b).df, (b).p_value, (k).note
FROM (
    SELECT answers, medsec.kmo(answers) AS k,
           medsec.bartlett_sphericity(answers) AS b
    FROM (SELECT medsec.rollup(answers) AS answers
          FROM demo.shantou_answers OFFSET 0) AS summary
    OFFSET 0
) AS s;

-- The same item by item: an item below 0.5 should go.
SELECT i.item, dimension, msa, wording
FROM (SELECT medsec.rollup(answers) AS answers FROM demo.shantou_answers) AS summary
CROSS JOIN LATERAL medsec.kmo_items(answers,
    (SELECT array_agg(item ORDER BY position) FROM demo.shantou_item)) AS k
JOIN demo.shantou_item i USING (item)
ORDER BY position;

\echo '2.4  The strongest correlations'
\echo

-- 120 pairs, p-values corrected after Benjamini and Hochberg.
SELECT x, y, n, r, conf_low, conf_high, p_value
FROM (SELECT medsec.rollup(answers) AS answers FROM demo.shantou_answers) AS summary
CROSS JOIN LATERAL medsec.correlations(answers,
    (SELECT array_agg(item ORDER BY position) FROM demo.shantou_item),
    p_adjust => 'bh') AS c
ORDER BY abs(r) DESC
LIMIT 8;

\echo '2.5  How many components?'
\echo

-- The analysis is a value too: kept in a table, it scores next year's families
-- with this year's weights.  Components with an eigenvalue above 1 are retained
-- (Kaiser) and turned so that an item leans on one component only (varimax).
CREATE TABLE IF NOT EXISTS demo.shantou_model (name text PRIMARY KEY, model medsec.pca);
DELETE FROM demo.shantou_model;

INSERT INTO demo.shantou_model
SELECT 'questionnaire',
       medsec.pca(medsec.rollup(answers), retain => 'kaiser', rotation => 'varimax')
FROM demo.shantou_answers;

-- explained = share of the variance of all 16 items.  by_chance is the
-- eigenvalue that 95 in 100 questionnaires of random answers stay below (Horn's
-- parallel analysis): a second opinion on how many to retain.
SELECT c.component, eigenvalue, percentile_eigenvalue AS by_chance,
       explained, cumulative, retained, rotated_ss, rotated_explained
FROM demo.shantou_model
CROSS JOIN LATERAL medsec.pca_components(model) AS c
JOIN medsec.parallel_analysis(
    (SELECT medsec.n(medsec.rollup(answers)) FROM demo.shantou_answers)::integer,
    16, 200) AS chance USING (component)
WHERE name = 'questionnaire'
ORDER BY component;

\echo '2.6  Which item leans on which component?'
\echo

-- The loadings: correlations of item and component.  communality = share of the
-- item's variance that the retained components explain together.
SELECT i.dimension, item, i.wording,
       max(loading) FILTER (WHERE component = 1) AS component_1,
       max(loading) FILTER (WHERE component = 2) AS component_2,
       max(loading) FILTER (WHERE component = 3) AS component_3,
       max(communality) AS communality
FROM demo.shantou_model
CROSS JOIN LATERAL medsec.pca_loadings(model,
    (SELECT array_agg(item ORDER BY position) FROM demo.shantou_item)) AS l
JOIN demo.shantou_item i USING (item)
WHERE name = 'questionnaire'
GROUP BY i.position, i.dimension, item, i.wording
ORDER BY i.position;

\echo '2.7  A score for every family, and from these for hospitals'
\echo

-- pca_composite weighs the scores of the components by what they explain.  It
-- is 0 for the average family; a family with a gap in its answers has none.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.shantou_score AS
SELECT family_id, hospital_id, year,
       medsec.pca_composite(model, q1, q2, q3, q4, q5, q6, q7, q8, q9, q10,
                            q11, q12, q13, q14, q15, q16) AS score
FROM demo.shantou_questionnaire
CROSS JOIN (SELECT model FROM demo.shantou_model
            WHERE name = 'questionnaire') AS m;
REFRESH MATERIALIZED VIEW demo.shantou_score;

-- A rank says nothing of how far apart two places are: look at the limits.
SELECT rank() OVER (ORDER BY (d).mean DESC), hospital, tier, (d).n AS families,
       (d).mean AS score, (d).conf_low, (d).conf_high
FROM (
    SELECT hospital_id, medsec.describe(medsec.moments(score)) AS d
    FROM demo.shantou_score
    GROUP BY hospital_id
    OFFSET 0
) AS s
JOIN demo.shantou_hospital USING (hospital_id)
ORDER BY rank;

\echo '2.8  ... and for years'
\echo

SELECT year, (d).n AS families, (d).mean AS score, (d).conf_low, (d).conf_high,
       rank() OVER (ORDER BY (d).mean DESC)
FROM (
    SELECT year, medsec.describe(medsec.moments(score)) AS d
    FROM demo.shantou_score
    GROUP BY year
    OFFSET 0
) AS s
ORDER BY year;

\echo '2.9  Do tertiary hospitals score higher than secondary ones?'
\echo

SELECT (t).n1 AS tertiary, (t).mean1, (t).n2 AS secondary, (t).mean2,
       (t).estimate, (t).conf_low, (t).conf_high, (t).p_value, (t).hedges_g
FROM (
    SELECT medsec.t_test(score, tier = 'tertiary') AS t
    FROM demo.shantou_score
    JOIN demo.shantou_hospital USING (hospital_id)
    OFFSET 0
) AS s;

\echo '2.10  Sixteen indicators: of the years, of the hospitals, of both'
\echo

-- demo.shantou_system says what an indicator means and which way is good.  Here
-- they are computed, for three kinds of units in one go, and kept as rows.  A
-- unit's year is NULL where it is not compared within a year.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.shantou_indicator AS
WITH claim AS (
    SELECT year, hospital_id,
           sum(compensation) / sum(hospital_cost) AS compensation_ratio,
           sum(in_scope) / sum(hospital_cost) AS in_scope_share,
           avg(on_the_spot::integer) AS on_the_spot_share,
           avg(days_to_settle) AS days_to_settle,
           avg(days_in_hospital) AS days_in_hospital,
           (sum(compensation) FILTER (WHERE rural)
            / sum(hospital_cost) FILTER (WHERE rural))
           / (sum(compensation) FILTER (WHERE NOT rural)
              / sum(hospital_cost) FILTER (WHERE NOT rural)) AS rural_to_urban_ratio,
           sum(compensation) FILTER (WHERE low_income)
           / sum(hospital_cost) FILTER (WHERE low_income) AS low_income_ratio,
           avg(hospital_cost - compensation - charity) AS own_payment,
           sum(charity) / sum(hospital_cost) AS charity_share,
           avg(hospital_cost) AS cost_per_stay
    FROM demo.shantou_claim
    WHERE compensation IS NOT NULL
    GROUP BY GROUPING SETS ((year), (hospital_id), (year, hospital_id))
), family AS (
    SELECT year, hospital_id,
           avg((q1 >= 4)::integer) AS simple_application,
           avg((q13 >= 4)::integer) AS trust_in_fund,
           avg((q16 >= 4)::integer) AS loyalty
    FROM demo.shantou_questionnaire
    GROUP BY GROUPING SETS ((year), (hospital_id), (year, hospital_id))
), fund AS (
    SELECT year, NULL::smallint AS hospital_id,
           insured::numeric / children AS insured_share,
           public_subsidy / (premiums + public_subsidy) AS public_share,
           1 - spending / (premiums + public_subsidy) AS balance_rate
    FROM demo.shantou_fund
), figure AS (
    -- every column as a row: its name is the name of the indicator
    SELECT year, hospital_id, f.key AS indicator, f.value::float8 AS value
    FROM (SELECT year, hospital_id, to_jsonb(claim) AS figures FROM claim
          UNION ALL SELECT year, hospital_id, to_jsonb(family) FROM family
          UNION ALL SELECT year, hospital_id, to_jsonb(fund) FROM fund) AS source
    CROSS JOIN LATERAL jsonb_each_text(figures) AS f
)
SELECT CASE WHEN hospital_id IS NULL THEN 'year'
         WHEN year IS NULL THEN 'hospital'
         ELSE 'hospital in a year' END AS level,
       CASE WHEN hospital_id IS NOT NULL THEN year END AS year,
       coalesce(hospital, year::text) AS unit,
       indicator, position, dimension, direction, value
FROM figure
JOIN demo.shantou_system USING (indicator)
LEFT JOIN demo.shantou_hospital USING (hospital_id)
WHERE by_hospital OR hospital_id IS NULL;
REFRESH MATERIALIZED VIEW demo.shantou_indicator;

-- "met" says whether the last year has reached the target of the system.
SELECT dimension, indicator, direction, a.value AS in_2012, b.value AS in_2016,
       c.value AS in_2020, target,
       CASE direction WHEN '+' THEN c.value >= target ELSE c.value <= target END AS met
FROM demo.shantou_system AS s
JOIN demo.shantou_indicator AS a USING (indicator, dimension, direction)
JOIN demo.shantou_indicator AS b USING (indicator, dimension, direction)
JOIN demo.shantou_indicator AS c USING (indicator, dimension, direction)
WHERE a.unit = '2012' AND b.unit = '2016' AND c.unit = '2020'
ORDER BY s.position;

-- The same as one array a unit: what takes many columns also takes an array.
-- "directed" turns the indicators of which less is better, for analyses that do
-- not ask for directions.
CREATE OR REPLACE VIEW demo.shantou_unit AS
SELECT level, year, unit,
       array_agg(indicator ORDER BY position) AS labels,
       array_agg(direction ORDER BY position) AS directions,
       array_agg(value ORDER BY position) AS indicators,
       array_agg(CASE direction WHEN '-' THEN -value ELSE value END
                 ORDER BY position) AS directed
FROM demo.shantou_indicator
GROUP BY level, year, unit;

\echo '2.11  Nine rows, sixteen columns: what can be said, and what not'
\echo

-- With fewer rows than columns the correlation matrix has no inverse.  KMO and
-- Bartlett's test are undefined then; medsec says so and gives no number.
SELECT (k).n AS years, (k).p AS indicators, (k).kmo, (k).note
FROM (
    SELECT medsec.kmo(medsec.comoments(directed)) AS k
    FROM demo.shantou_unit
    WHERE level = 'year'
    OFFSET 0
) AS s;

-- Components are defined all the same.  No rotation here: the composite score
-- of the literature is made of the plain components.
INSERT INTO demo.shantou_model
SELECT 'indicators', medsec.pca(medsec.comoments(directed), retain => 'kaiser')
FROM demo.shantou_unit
WHERE level = 'year';

-- Nine years have eight components at most; the rest is 0.
SELECT component, eigenvalue, explained, cumulative, retained
FROM demo.shantou_model
CROSS JOIN LATERAL medsec.pca_components(model)
WHERE name = 'indicators'
ORDER BY component;

-- Read the loadings before the score: a component whose loadings contradict
-- "more is better" pulls the score the wrong way.
SELECT dimension, item,
       max(loading) FILTER (WHERE component = 1) AS component_1,
       max(loading) FILTER (WHERE component = 2) AS component_2,
       max(communality) AS communality
FROM demo.shantou_model
CROSS JOIN LATERAL medsec.pca_loadings(model,
    (SELECT array_agg(indicator ORDER BY position) FROM demo.shantou_system)) AS l
JOIN demo.shantou_system ON indicator = item
WHERE name = 'indicators'
GROUP BY position, dimension, item
ORDER BY position;

\echo '2.12  The composite score of the years, and their rank'
\echo

-- composite = sum of (explained share x score) over the retained components,
-- the shares of the retained ones summing to 1.  0 is the average year.
SELECT unit AS year, medsec.pca_score(model, 1, directed) AS score_1,
       medsec.pca_score(model, 2, directed) AS score_2,
       composite, rank() OVER (ORDER BY composite DESC)
FROM (
    SELECT unit, directed, model, medsec.pca_composite(model, directed) AS composite
    FROM demo.shantou_unit
    CROSS JOIN demo.shantou_model
    WHERE level = 'year' AND name = 'indicators'
    OFFSET 0
) AS s
ORDER BY unit;

\echo '2.13  What do the judges hold important, and do they agree with themselves?'
\echo

-- The analytic hierarchy process.  consistency_ratio below 0.10: the answers of a
-- judge fit together; above, they were given without care, and the note says so.
SELECT compared, judge, (a).weights, (a).lambda_max, (a).consistency_ratio, (a).note
FROM (
    SELECT compared, judge, medsec.ahp(matrix) AS a
    FROM demo.shantou_judgement
    OFFSET 0
) AS s
WHERE compared = 'dimensions' OR (a).consistency_ratio >= 0.10
ORDER BY compared, judge;

-- The group's matrix is the geometric mean of the judges' matrices, entry by
-- entry; who contradicts himself is left out.
CREATE OR REPLACE VIEW demo.shantou_judges AS
SELECT compared, count(*) AS judges, medsec.ahp(medsec.ahp_group(matrix)) AS opinion
FROM demo.shantou_judgement
WHERE (medsec.ahp(matrix)).consistency_ratio < 0.10
GROUP BY compared;

SELECT compared, judges, (opinion).weights, (opinion).consistency_ratio
FROM demo.shantou_judges
ORDER BY compared = 'dimensions' DESC, compared;

-- An indicator weighs what its dimension weighs, times its part in that.  The
-- system keeps the weights.
UPDATE demo.shantou_system AS s
SET weight = (top.opinion).weights[dimension_place] * (own.opinion).weights[place]
FROM (
    SELECT indicator,
           dense_rank() OVER (ORDER BY dimension) AS dimension_place,
           row_number() OVER (PARTITION BY dimension ORDER BY position) AS place
    FROM demo.shantou_system
) AS p, demo.shantou_judges AS top, demo.shantou_judges AS own
WHERE s.indicator = p.indicator AND top.compared = 'dimensions'
      AND own.compared = s.dimension;

\echo '2.14  Weights three ways, and combined'
\echo

-- Judges weigh by importance.  Entropy gives much to an indicator in which few
-- units stand out, PCA to what moves with the others: neither of them knows what
-- matters.  "combined" is the mean of judges and entropy.
CREATE TABLE IF NOT EXISTS demo.shantou_weight
(
    level   text,
    method  text,
    weights float8[] NOT NULL,
    PRIMARY KEY (level, method)
);
DELETE FROM demo.shantou_weight;

INSERT INTO demo.shantou_weight
SELECT level, method, weights
FROM (
    SELECT level, judges,
           medsec.entropy_weights(directions, indicators) AS entropy,
           medsec.pca_weights(directions, indicators) AS pca
    FROM demo.shantou_unit
    JOIN (
        -- what the fund's indicators weigh goes to the others for hospitals
        SELECT level, medsec.normalized_weights(array_agg(weight ORDER BY s.position)) AS judges
        FROM (SELECT DISTINCT level, indicator FROM demo.shantou_indicator) AS i
        JOIN demo.shantou_system AS s USING (indicator)
        GROUP BY level
    ) AS j USING (level)
    GROUP BY level, judges
    OFFSET 0
) AS w
CROSS JOIN LATERAL (VALUES
    ('judges (AHP)', judges), ('entropy', entropy), ('PCA', pca),
    ('combined', medsec.combined_weights(judges, entropy, 'linear'))
) AS m(method, weights);

CREATE OR REPLACE VIEW demo.shantou_weights AS
SELECT level, method, indicator, s.dimension, s.position, weight
FROM demo.shantou_weight
JOIN (SELECT DISTINCT level, labels FROM demo.shantou_unit) AS u USING (level)
CROSS JOIN LATERAL unnest(labels, weights) AS w(indicator, weight)
JOIN demo.shantou_system AS s USING (indicator);

SELECT dimension, indicator,
       max(weight) FILTER (WHERE method = 'judges (AHP)') AS judges,
       max(weight) FILTER (WHERE method = 'entropy') AS entropy,
       max(weight) FILTER (WHERE method = 'PCA') AS pca,
       max(weight) FILTER (WHERE method = 'combined') AS combined
FROM demo.shantou_weights
WHERE level = 'year'
GROUP BY dimension, indicator, position
ORDER BY position;

\echo '2.15  One figure a unit, in five ways'
\echo

-- The functions compare the units of a window, so a score and its rank come in
-- one statement: here the years with each other, the hospitals with each other,
-- and the hospitals within each year.
--   mean       weighted mean of the indicators, each from 0 (worst unit) to 100
--   geometric  the same, but a bad indicator is not made good by another
--   TOPSIS     nearness to the ideal, 0 to 1
--   entropy    weighted mean, weights of entropy
--   PCA        scores of the components; 0 is the average unit, and no
--              direction but that of the components is known to it
CREATE OR REPLACE VIEW demo.shantou_index AS
SELECT level, year, unit, place, method, score,
       rank() OVER (PARTITION BY level, year, method ORDER BY score DESC) AS rank
FROM (
    SELECT level, year, unit,
           medsec.weighted_score(weights, directions, 'arithmetic', indicators)
               OVER compared AS mean,
           medsec.weighted_score(weights, directions, 'geometric', indicators)
               OVER compared AS geometric,
           medsec.topsis(weights, directions, indicators) OVER compared AS topsis,
           medsec.entropy_score(directions, indicators) OVER compared AS entropy,
           medsec.pca_composite(directed) OVER compared AS pca
    FROM demo.shantou_unit
    JOIN demo.shantou_weight USING (level)
    WHERE method = 'combined'
    WINDOW compared AS (PARTITION BY level, year)
) AS s
CROSS JOIN LATERAL (VALUES
    (1, 'mean', mean), (2, 'geometric', geometric), (3, 'TOPSIS', topsis),
    (4, 'entropy', entropy), (5, 'PCA', pca)
) AS m(place, method, score)
WHERE score IS NOT NULL;

-- Years: what is best by one method and not by another is not clearly best.
SELECT unit AS year,
       max(score) FILTER (WHERE method = 'mean') AS mean,
       max(score) FILTER (WHERE method = 'geometric') AS geometric,
       max(score) FILTER (WHERE method = 'TOPSIS') AS topsis,
       array_agg(rank ORDER BY place) AS ranks
FROM demo.shantou_index
WHERE level = 'year'
GROUP BY unit
ORDER BY unit;

\echo '2.16  Hospitals, by the indicators that are their own'
\echo

-- Costs are not adjusted for what the children had: a hospital that treats the
-- gravest illnesses looks dear.
SELECT unit AS hospital,
       max(score) FILTER (WHERE method = 'mean') AS mean,
       max(score) FILTER (WHERE method = 'geometric') AS geometric,
       max(score) FILTER (WHERE method = 'TOPSIS') AS topsis,
       array_agg(rank ORDER BY place) AS ranks
FROM demo.shantou_index
WHERE level = 'hospital'
GROUP BY unit
ORDER BY mean DESC;

\pset footer on
RESET client_min_messages;
RESET extra_float_digits;
