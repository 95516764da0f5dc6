-- Study 2, Shantou: insurance of children's critical illness, 2012 to 2020.
-- Did the fund keep compensating four fifths of the costs?  What do families
-- think of it, and which hospital and which year did best?
--
--   psql -d DATABASE -f demo/generate.sql           (once, makes the tables)
--   psql -d DATABASE -f demo/study-2-shantou.sql
--
-- Four sources:
--   demo.shantou_claim           one hospital stay of one child a row
--   demo.shantou_fund            the fund, one row a year
--   demo.shantou_questionnaire   16 items, answers 1 to 5, of families
--   demo.shantou_judgement       what five judges hold important
--
-- From 2.10 on sixteen indicators of these are an evaluation system in three
-- dimensions: efficiency, fairness, sustainability.

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

-- demo.shantou_indicator_name says what they mean and which way is good.  Here
-- they are computed, a column each, for three kinds of units in one go.  Those of
-- the fund are NULL for hospitals; a period is what units are compared within.
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
    SELECT year, insured::numeric / children AS insured_share,
           public_subsidy / (premiums + public_subsidy) AS public_share,
           1 - spending / (premiums + public_subsidy) AS balance_rate
    FROM demo.shantou_fund
)
SELECT CASE WHEN claim.hospital_id IS NULL THEN 'year'
         WHEN claim.year IS NULL THEN 'hospital'
         ELSE 'hospital in a year' END AS level,
       coalesce(hospital, 'Shantou') AS unit, claim.year::text AS period,
       compensation_ratio, in_scope_share, on_the_spot_share, days_to_settle,
       days_in_hospital, simple_application, insured_share, rural_to_urban_ratio,
       low_income_ratio, own_payment, charity_share, cost_per_stay, trust_in_fund,
       loyalty, public_share, balance_rate
FROM claim
LEFT JOIN family ON (family.year, family.hospital_id)
                    IS NOT DISTINCT FROM (claim.year, claim.hospital_id)
LEFT JOIN fund ON fund.year = claim.year AND claim.hospital_id IS NULL
LEFT JOIN demo.shantou_hospital AS h ON h.hospital_id = claim.hospital_id;
REFRESH MATERIALIZED VIEW demo.shantou_indicator;

-- The same as one row a figure: the name of a column is that of the indicator.
CREATE OR REPLACE VIEW demo.shantou_value AS
SELECT level, unit, period, indicator, n.position, n.dimension, n.direction,
       f.value::float8 AS value
FROM demo.shantou_indicator AS i
CROSS JOIN LATERAL jsonb_each_text(to_jsonb(i)) AS f(indicator, value)
JOIN demo.shantou_indicator_name AS n USING (indicator)
WHERE f.value IS NOT NULL;

-- "met" says whether the last year has reached the target of the city.
SELECT n.dimension, indicator, n.direction,
       max(value) FILTER (WHERE period = '2012') AS in_2012,
       max(value) FILTER (WHERE period = '2016') AS in_2016,
       max(value) FILTER (WHERE period = '2020') AS in_2020, target,
       bool_or(CASE n.direction WHEN '+' THEN value >= target
                 ELSE value <= target END) FILTER (WHERE period = '2020') AS met
FROM demo.shantou_value
JOIN demo.shantou_indicator_name AS n USING (indicator)
WHERE level = 'year'
GROUP BY n.position, n.dimension, indicator, n.direction, target
ORDER BY n.position;

-- For analyses that do not ask for directions: an array a year, indicators of
-- which less is better turned.  Aggregates of many columns also take an array.
CREATE OR REPLACE VIEW demo.shantou_year AS
SELECT period AS year,
       array_agg(CASE direction WHEN '-' THEN -value ELSE value END
                 ORDER BY position) AS indicators
FROM demo.shantou_value
WHERE level = 'year'
GROUP BY period;

\echo '2.11  Nine rows, sixteen columns: what can be said, and what not'
\echo

-- With fewer rows than columns the correlation matrix has no inverse.  KMO and
-- Bartlett's test are undefined then; medsec says so and gives no number.
SELECT (k).n AS years, (k).p AS indicators, (k).kmo, (k).note
FROM (
    SELECT medsec.kmo(medsec.comoments(indicators)) AS k
    FROM demo.shantou_year
    OFFSET 0
) AS s;

-- Components are defined all the same.  No rotation here: the composite score
-- of the literature is made of the plain components.
INSERT INTO demo.shantou_model
SELECT 'indicators', medsec.pca(medsec.comoments(indicators), retain => 'kaiser')
FROM demo.shantou_year;

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
    FROM demo.shantou_year
    CROSS JOIN demo.shantou_model
    WHERE name = 'indicators'
    OFFSET 0
) AS s
ORDER BY year;

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

-- An indicator weighs what its dimension weighs, times its part in that.  Years
-- are judged by all indicators, hospitals by those that are their own: there the
-- others get the weight of what is missing.
CREATE OR REPLACE VIEW demo.shantou_judged AS
SELECT level, array_agg(indicator ORDER BY position) AS indicators,
       array_agg(direction ORDER BY position) AS directions,
       medsec.normalized_weights(array_agg(weight ORDER BY position)) AS weights
FROM (
    SELECT indicator, position, direction, by_hospital,
           (top.opinion).weights[dimension_place] * (own.opinion).weights[place] AS weight
    FROM (
        SELECT *, dense_rank() OVER (ORDER BY dimension) AS dimension_place,
               row_number() OVER (PARTITION BY dimension ORDER BY position) AS place
        FROM demo.shantou_indicator_name
    ) AS n
    JOIN demo.shantou_judges AS own ON own.compared = dimension
    JOIN demo.shantou_judges AS top ON top.compared = 'dimensions'
) AS w
JOIN (VALUES ('year'), ('hospital')) AS l(level) ON level = 'year' OR by_hospital
GROUP BY level;

\echo '2.14  Weights three ways, and combined'
\echo

-- Judges weigh by importance.  Entropy gives much to an indicator in which few
-- units stand out, PCA to what moves with the others: neither of the two knows
-- what matters.  "combined" is the mean of judges and entropy.  All of them are
-- kept in the layout of eight systems: a system is what is measured, which way is
-- good, and what it weighs.
CREATE TABLE IF NOT EXISTS demo.shantou_layout
(
    system    text,
    level     text NOT NULL,
    method    text NOT NULL,
    position  smallint NOT NULL,
    indicator text,
    dimension text NOT NULL,
    direction text NOT NULL,
    target    float8 NOT NULL,
    weight    float8 NOT NULL,
    PRIMARY KEY (system, indicator)
);
DELETE FROM demo.shantou_layout;

INSERT INTO demo.shantou_layout
WITH units AS (
    -- the units as a value, which weights are read from
    SELECT level, indicators, weights AS judges,
           medsec.indicators(directions, compensation_ratio, in_scope_share,
               on_the_spot_share, days_to_settle, days_in_hospital,
               simple_application, insured_share, rural_to_urban_ratio,
               low_income_ratio, own_payment, charity_share, cost_per_stay,
               trust_in_fund, loyalty, public_share, balance_rate) AS units
    FROM demo.shantou_indicator JOIN demo.shantou_judged USING (level)
    WHERE level = 'year'
    GROUP BY level, indicators, weights
    UNION ALL
    SELECT level, indicators, weights,
           medsec.indicators(directions, compensation_ratio, in_scope_share,
               on_the_spot_share, days_to_settle, days_in_hospital,
               simple_application, rural_to_urban_ratio, low_income_ratio,
               own_payment, charity_share, cost_per_stay, trust_in_fund, loyalty)
    FROM demo.shantou_indicator JOIN demo.shantou_judged USING (level)
    WHERE level = 'hospital'
    GROUP BY level, indicators, weights
), method AS (
    SELECT level, indicators, m.*
    FROM (SELECT level, indicators, judges,
                 medsec.entropy_weights(units) AS entropy,
                 medsec.pca_weights(units) AS pca
          FROM units OFFSET 0) AS u
    CROSS JOIN LATERAL (VALUES
        ('judges', judges), ('entropy', entropy), ('PCA', pca),
        ('combined', medsec.combined_weights(judges, entropy, 'linear'))
    ) AS m(method, weights)
)
SELECT level || ', ' || method, level, method, position, indicator, dimension,
       direction, target, weight
FROM method
CROSS JOIN LATERAL unnest(indicators, weights) AS w(indicator, weight)
JOIN demo.shantou_indicator_name USING (indicator);

SELECT dimension, indicator,
       max(weight) FILTER (WHERE method = 'judges') AS judges,
       max(weight) FILTER (WHERE method = 'entropy') AS entropy,
       max(weight) FILTER (WHERE method = 'PCA') AS pca,
       max(weight) FILTER (WHERE method = 'combined') AS combined
FROM demo.shantou_layout
WHERE level = 'year'
GROUP BY dimension, indicator, position
ORDER BY position;

\echo '2.15  One figure a year, in four ways'
\echo

-- The functions compare the units of a window, so a score and its rank come in
-- one statement.
--   mean       weighted mean of the indicators, each from 0 (worst) to 100 (best)
--   topsis     nearness to the ideal, 0 to 1; differences stay in proportion, so
--              that a balance between loss and gain counts for more than a
--              ratio that hardly moves
--   entropy    weighted mean with the weights of entropy
--   pca        scores of the components; 0 is the average year.  It takes no
--              directions: indicators of which less is better get a minus.
-- A year that is best by one and not by another is not clearly best.
SELECT year, mean, rank() OVER (ORDER BY mean DESC) AS r, topsis,
       rank() OVER (ORDER BY topsis DESC) AS r, entropy,
       rank() OVER (ORDER BY entropy DESC) AS r, pca,
       rank() OVER (ORDER BY pca DESC) AS r
FROM (
    SELECT period AS year,
           medsec.weighted_score(weights, directions, 'arithmetic',
               compensation_ratio, in_scope_share, on_the_spot_share,
               days_to_settle, days_in_hospital, simple_application,
               insured_share, rural_to_urban_ratio, low_income_ratio,
               own_payment, charity_share, cost_per_stay, trust_in_fund, loyalty,
               public_share, balance_rate) OVER years AS mean,
           medsec.topsis(weights, directions,
               compensation_ratio, in_scope_share, on_the_spot_share,
               days_to_settle, days_in_hospital, simple_application,
               insured_share, rural_to_urban_ratio, low_income_ratio,
               own_payment, charity_share, cost_per_stay, trust_in_fund, loyalty,
               public_share, balance_rate) OVER years AS topsis,
           medsec.entropy_score(directions,
               compensation_ratio, in_scope_share, on_the_spot_share,
               days_to_settle, days_in_hospital, simple_application,
               insured_share, rural_to_urban_ratio, low_income_ratio,
               own_payment, charity_share, cost_per_stay, trust_in_fund, loyalty,
               public_share, balance_rate) OVER years AS entropy,
           medsec.pca_composite(
               compensation_ratio, in_scope_share, on_the_spot_share,
               -days_to_settle, -days_in_hospital, simple_application,
               insured_share, rural_to_urban_ratio, low_income_ratio,
               -own_payment, charity_share, -cost_per_stay, trust_in_fund,
               loyalty, public_share, balance_rate) OVER years AS pca
    FROM demo.shantou_indicator
    CROSS JOIN (
        SELECT array_agg(weight ORDER BY position) AS weights,
               array_agg(direction ORDER BY position) AS directions
        FROM demo.shantou_layout
        WHERE system = 'year, combined'
    ) AS w
    WHERE level = 'year'
    WINDOW years AS ()
) AS s
ORDER BY year;

\echo '2.16  Hospitals, by the indicators that are their own'
\echo

-- Five ways again, kept as rows.  "geometric" does not let a good indicator make
-- up for a bad one.  Costs are not adjusted for what the children had: a hospital
-- that treats the gravest illnesses looks dear.
CREATE OR REPLACE VIEW demo.shantou_hospital_index AS
SELECT hospital, place, method, score,
       rank() OVER (PARTITION BY method ORDER BY score DESC)
FROM (
    SELECT unit AS hospital,
           medsec.weighted_score(weights, directions, 'arithmetic',
               compensation_ratio, in_scope_share, on_the_spot_share,
               days_to_settle, days_in_hospital, simple_application,
               rural_to_urban_ratio, low_income_ratio, own_payment,
               charity_share, cost_per_stay, trust_in_fund, loyalty)
               OVER hospitals AS mean,
           medsec.weighted_score(weights, directions, 'geometric',
               compensation_ratio, in_scope_share, on_the_spot_share,
               days_to_settle, days_in_hospital, simple_application,
               rural_to_urban_ratio, low_income_ratio, own_payment,
               charity_share, cost_per_stay, trust_in_fund, loyalty)
               OVER hospitals AS geometric,
           medsec.topsis(weights, directions,
               compensation_ratio, in_scope_share, on_the_spot_share,
               days_to_settle, days_in_hospital, simple_application,
               rural_to_urban_ratio, low_income_ratio, own_payment,
               charity_share, cost_per_stay, trust_in_fund, loyalty)
               OVER hospitals AS topsis,
           medsec.entropy_score(directions,
               compensation_ratio, in_scope_share, on_the_spot_share,
               days_to_settle, days_in_hospital, simple_application,
               rural_to_urban_ratio, low_income_ratio, own_payment,
               charity_share, cost_per_stay, trust_in_fund, loyalty)
               OVER hospitals AS entropy,
           medsec.pca_composite(
               compensation_ratio, in_scope_share, on_the_spot_share,
               -days_to_settle, -days_in_hospital, simple_application,
               rural_to_urban_ratio, low_income_ratio, -own_payment,
               charity_share, -cost_per_stay, trust_in_fund, loyalty)
               OVER hospitals AS pca
    FROM demo.shantou_indicator
    CROSS JOIN (
        SELECT array_agg(weight ORDER BY position) AS weights,
               array_agg(direction ORDER BY position) AS directions
        FROM demo.shantou_layout
        WHERE system = 'hospital, combined'
    ) AS w
    WHERE level = 'hospital'
    WINDOW hospitals AS ()
) AS s
CROSS JOIN LATERAL (VALUES
    (1, 'mean', mean), (2, 'geometric', geometric), (3, 'TOPSIS', topsis),
    (4, 'entropy', entropy), (5, 'PCA', pca)
) AS m(place, method, score);

SELECT hospital,
       max(score) FILTER (WHERE method = 'mean') AS mean,
       max(score) FILTER (WHERE method = 'geometric') AS geometric,
       max(score) FILTER (WHERE method = 'TOPSIS') AS topsis,
       max(score) FILTER (WHERE method = 'entropy') AS entropy,
       max(score) FILTER (WHERE method = 'PCA') AS pca,
       array_agg(rank ORDER BY place) AS ranks
FROM demo.shantou_hospital_index
GROUP BY hospital
ORDER BY mean DESC;

\echo '2.17  Dimension by dimension'
\echo

-- indicator_scores needs no list of columns: it reads the layout and the values,
-- by name.  dimension NULL is the overall score, the same as "mean" above.
CREATE OR REPLACE VIEW demo.shantou_value_of_year AS
SELECT * FROM demo.shantou_value WHERE level = 'year';
CREATE OR REPLACE VIEW demo.shantou_value_of_hospital AS
SELECT unit, indicator, value FROM demo.shantou_value WHERE level = 'hospital';
CREATE OR REPLACE VIEW demo.shantou_value_of_hospital_and_year AS
SELECT * FROM demo.shantou_value WHERE level = 'hospital in a year';

SELECT period AS year,
       max(score) FILTER (WHERE dimension = 'efficiency') AS efficiency,
       max(score) FILTER (WHERE dimension = 'fairness') AS fairness,
       max(score) FILTER (WHERE dimension = 'sustainability') AS sustainability,
       max(score) FILTER (WHERE dimension IS NULL) AS overall,
       max(rank) FILTER (WHERE dimension IS NULL) AS rank
FROM medsec.indicator_scores('demo.shantou_layout', 'demo.shantou_value_of_year',
                             'year, combined')
GROUP BY period
ORDER BY period;

SELECT unit AS hospital,
       max(score) FILTER (WHERE dimension = 'efficiency') AS efficiency,
       max(score) FILTER (WHERE dimension = 'fairness') AS fairness,
       max(score) FILTER (WHERE dimension = 'sustainability') AS sustainability,
       max(score) FILTER (WHERE dimension IS NULL) AS overall,
       max(rank) FILTER (WHERE dimension IS NULL) AS rank
FROM medsec.indicator_scores('demo.shantou_layout', 'demo.shantou_value_of_hospital',
                             'hospital, combined')
GROUP BY unit
ORDER BY rank;

-- Hospitals within each year (pool => 'period'), as lists of ranks 2012 to 2020.
-- A hospital without a figure in a year has no rank there.
SELECT unit AS hospital, array_agg(rank ORDER BY period) AS ranks
FROM medsec.indicator_scores('demo.shantou_layout',
                             'demo.shantou_value_of_hospital_and_year',
                             'hospital, combined', pool => 'period')
WHERE dimension IS NULL
GROUP BY unit
ORDER BY unit;

\echo '2.18  How firm are the ranks?'
\echo

-- One choice made otherwise at a time: other weights, another normalisation, the
-- geometric mean, each indicator left out.  best_rank to worst_rank is what comes
-- of it; same_share the share of these scenarios that leave the rank as it is.
SELECT unit AS hospital, base_rank, best_rank, worst_rank, mean_rank, scenarios,
       same_share
FROM medsec.indicator_rank_range('demo.shantou_layout',
                                 'demo.shantou_value_of_hospital',
                                 'hospital, combined')
ORDER BY base_rank;

-- Which choice moves most?
SELECT scenario, sum(abs(shift)) AS places_moved,
       string_agg(unit, ', ' ORDER BY unit) FILTER (WHERE shift <> 0) AS hospitals
FROM medsec.indicator_sensitivity('demo.shantou_layout',
                                  'demo.shantou_value_of_hospital',
                                  'hospital, combined')
GROUP BY scenario
HAVING sum(abs(shift)) > 0
ORDER BY places_moved DESC, scenario
LIMIT 8;

\pset footer on
RESET client_min_messages;
RESET extra_float_digits;
