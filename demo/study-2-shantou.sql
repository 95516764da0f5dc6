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

\echo '2.10  Sixteen indicators of nine years, from claims and fund'
\echo

-- All of them are made so that more is better: shares of stays that ended well,
-- not days or debts.  A composite score means nothing otherwise.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.shantou_indicator AS
SELECT year,
       -- efficiency
       sum(compensation) / sum(hospital_cost) AS compensation_ratio,
       sum(in_scope) / sum(hospital_cost) AS in_scope_share,
       avg(on_the_spot::integer) AS on_the_spot_share,
       avg((days_to_settle <= 30)::integer) AS settled_in_30_days,
       avg((days_in_hospital <= 14)::integer) AS stay_within_14_days,
       -- fairness
       max(insured)::numeric / max(children) AS insured_share,
       1000.0 * count(DISTINCT child_id) / max(insured) AS helped_per_1000,
       (sum(compensation) FILTER (WHERE rural)
        / sum(hospital_cost) FILTER (WHERE rural))
       / (sum(compensation) FILTER (WHERE NOT rural)
          / sum(hospital_cost) FILTER (WHERE NOT rural)) AS rural_to_urban_ratio,
       sum(compensation) FILTER (WHERE low_income)
       / sum(hospital_cost) FILTER (WHERE low_income) AS low_income_ratio,
       avg((hospital_cost - compensation - charity < 10000)::integer)
           AS own_part_below_10000,
       sum(charity) / sum(hospital_cost) AS charity_share,
       -- sustainability
       (max(premiums) + max(public_subsidy)) / max(insured) AS income_per_child,
       max(public_subsidy) / (max(premiums) + max(public_subsidy)) AS public_share,
       1 - max(spending) / (max(premiums) + max(public_subsidy)) AS balance_rate,
       12 * sum(max(premiums) + max(public_subsidy) - max(spending)) OVER (ORDER BY year)
       / max(spending) AS reserve_in_months,
       avg((hospital_cost < 60000)::integer) AS cost_below_60000
FROM demo.shantou_claim
JOIN demo.shantou_fund USING (year)
WHERE compensation IS NOT NULL
GROUP BY year;
REFRESH MATERIALIZED VIEW demo.shantou_indicator;

-- The same in one array a year: every aggregate of many columns also takes an
-- array.  The order is that of demo.shantou_indicator_name.
CREATE OR REPLACE VIEW demo.shantou_indicators AS
SELECT year, ARRAY[
           compensation_ratio, in_scope_share, on_the_spot_share,
           settled_in_30_days, stay_within_14_days, insured_share,
           helped_per_1000, rural_to_urban_ratio, low_income_ratio,
           own_part_below_10000, charity_share, income_per_child,
           public_share, balance_rate, reserve_in_months,
           cost_below_60000]::float8[] AS indicators
FROM demo.shantou_indicator;

SELECT n.dimension, n.meaning, a.indicators[n.position] AS in_2012,
       b.indicators[n.position] AS in_2016, c.indicators[n.position] AS in_2020
FROM demo.shantou_indicator_name AS n
JOIN demo.shantou_indicators AS a ON a.year = 2012
JOIN demo.shantou_indicators AS b ON b.year = 2016
JOIN demo.shantou_indicators AS c ON c.year = 2020
ORDER BY n.position;

\echo '2.11  Nine rows, sixteen columns: what can be said, and what not'
\echo

-- With fewer rows than columns the correlation matrix has no inverse.  KMO and
-- Bartlett's test are undefined then; medsec says so and gives no number.
SELECT (k).n AS years, (k).p AS indicators, (k).kmo, (k).note
FROM (
    SELECT medsec.kmo(medsec.comoments(indicators)) AS k
    FROM demo.shantou_indicators
    OFFSET 0
) AS s;

-- Components are defined all the same.  No rotation here: the composite score
-- of the literature is made of the plain components.
INSERT INTO demo.shantou_model
SELECT 'indicators', medsec.pca(medsec.comoments(indicators), retain => 'kaiser')
FROM demo.shantou_indicators;

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
       max(loading) FILTER (WHERE component = 3) AS component_3,
       max(communality) AS communality
FROM demo.shantou_model
CROSS JOIN LATERAL medsec.pca_loadings(model,
    (SELECT array_agg(indicator ORDER BY position)
     FROM demo.shantou_indicator_name)) AS l
JOIN demo.shantou_indicator_name ON indicator = item
WHERE name = 'indicators'
GROUP BY position, dimension, item
ORDER BY position;

\echo '2.12  The composite score of the years, and their rank'
\echo

-- composite = sum of (explained share x score) over the retained components,
-- the shares of the retained ones summing to 1.  0 is the average year.
SELECT year, medsec.pca_score(model, 1, indicators) AS score_1,
       medsec.pca_score(model, 2, indicators) AS score_2,
       composite, rank() OVER (ORDER BY composite DESC)
FROM (
    SELECT year, indicators, model,
           medsec.pca_composite(model, indicators) AS composite
    FROM demo.shantou_indicators
    CROSS JOIN demo.shantou_model
    WHERE name = 'indicators'
    OFFSET 0
) AS s
ORDER BY year;

\pset footer on
RESET client_min_messages;
RESET extra_float_digits;
