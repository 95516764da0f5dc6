-- Study 1, Suzhou: what did opening residents' insurance to migrant children
-- change, in which district, for whom, and is the difference more than chance?
--
--   psql -d DATABASE -f demo/generate.sql          (once, makes the tables)
--   psql -d DATABASE -f demo/study-1-suzhou.sql
--
-- Two sources:
--   demo.suzhou_family   two independent samples of families, one before the
--                        policy and one after it: insured or not, and costs
--   demo.suzhou_panel    the same parents asked before and after: answers 1 to 5
--                        to seven items, and whether their child is insured
--
-- 1.1 to 1.5 are about cover, 1.6 to 1.10 about the questionnaire itself, 1.11 to
-- 1.17 about what changed in the answers, 1.18 to 1.21 about the districts, 1.22 to
-- 1.25 about costs, 1.26 to 1.29 about what goes with what; 1.30 plans the next round.
--
-- The way of medsec: an aggregate turns rows into a summary, functions answer
-- questions from it.  Most answers are records; "SELECT (t).* FROM (... OFFSET 0)"
-- spreads one into columns and computes it once.

\set ON_ERROR_STOP on
\pset null '-'
\pset footer off
-- Six digits are enough to read; the figures themselves keep all of theirs.
SET extra_float_digits = -9;
-- No notice about what a first run has left.
SET client_min_messages = warning;

\echo
\echo '1.1  How many migrant children are insured, before and after?'
\echo

-- One line a wave.  "estimate" is the share of the insured among those who knew;
-- conf_low and conf_high are Wilson's limits, which stay within 0 and 1 and hold
-- for small groups too; n_missing counts the parents who did not know.
SELECT wave, (p).successes AS insured, (p).n, (p).n_missing,
       (p).estimate, (p).conf_low, (p).conf_high
FROM (
    SELECT wave, medsec.proportion(insured) AS p
    FROM demo.suzhou_family
    WHERE migrant
    GROUP BY wave
    OFFSET 0
) AS s
ORDER BY wave DESC;

\echo '1.2  Is the difference between the two shares more than chance?'
\echo

-- Two independent samples, so a test of two proportions.  "estimate" is share
-- after minus share before, with Newcombe's limits: if 0 lies outside of them,
-- the shares differ.  z is squared in chi_square.  Expanded: one field a line.
\pset expanded on
SELECT (t).*
FROM (
    SELECT medsec.prop_test(
               count(*) FILTER (WHERE insured AND wave = 'after'),
               count(insured) FILTER (WHERE wave = 'after'),
               count(*) FILTER (WHERE insured AND wave = 'before'),
               count(insured) FILTER (WHERE wave = 'before')) AS t
    FROM demo.suzhou_family
    WHERE migrant
    OFFSET 0
) AS s;
\pset expanded off

\echo '1.3  The same, district by district'
\echo

-- Ten districts are ten tests: one in twenty comes out by chance.  p_holm is the
-- p-value after Holm's correction; read that one.
SELECT district, (t).estimate2 AS before, (t).estimate1 AS after,
       (t).estimate AS difference, (t).conf_low, (t).conf_high,
       (t).p_value, medsec.p_adjusted((t).p_value, 'holm') OVER () AS p_holm
FROM (
    SELECT district,
           medsec.prop_test(
               count(*) FILTER (WHERE insured AND wave = 'after'),
               count(insured) FILTER (WHERE wave = 'after'),
               count(*) FILTER (WHERE insured AND wave = 'before'),
               count(insured) FILTER (WHERE wave = 'before')) AS t
    FROM demo.suzhou_family
    WHERE migrant
    GROUP BY district
    OFFSET 0
) AS s
ORDER BY (t).estimate DESC;

\echo '1.4  And in odds: how much better are the chances?'
\echo

-- The same two samples as a table of wave by insured.  The odds ratio compares
-- insured : uninsured of the two waves, the risk ratio the shares; 1 would be no
-- change.  A ratio of shares is what most readers take an odds ratio for: with
-- shares as high as these the two are far apart, so print which one it is.
SELECT r.method, r.row1, r.row2, r.estimate, r.conf_low, r.conf_high, r.p_value
FROM (
    SELECT medsec.contingency(wave, insured) AS crossed
    FROM demo.suzhou_family
    WHERE migrant
) AS s
CROSS JOIN LATERAL (
    SELECT * FROM medsec.odds_ratio(crossed, 'after', 'true')
    UNION ALL
    SELECT * FROM medsec.risk_ratio(crossed, 'after', 'true')
) AS r;

\echo '1.5  The same children twice: who gained cover, who lost it?'
\echo

-- The panel asks about the same child twice, so rows before and rows after are not
-- two samples, and no test of 1.2 or 1.4 holds.  McNemar's test looks at the
-- children who changed only ("discordant"): as many gained as lost, if nothing
-- happened.  n12 go from the first category (false) to the second (true), n21 back;
-- "estimate" is their ratio.
SELECT CASE WHEN migrant THEN 'migrant' ELSE 'local' END AS families, (m).n,
       (m).n12 AS gained, (m).n21 AS lost, (m).discordant, (m).estimate, (m).statistic, (m).df,
       (m).p_value, (m).exact_p_value, (m).note
FROM (
    SELECT migrant,
           medsec.mcnemar_test(
               medsec.contingency(insured_before, insured_after)) AS m
    FROM demo.suzhou_panel
    GROUP BY migrant
    OFFSET 0
) AS s
ORDER BY migrant DESC;

\echo '1.6  Is the questionnaire fit to be analysed?  KMO and Bartlett'
\echo

-- One stored summary of the seven items, kept for each district and wave, answers
-- this question and the four after it.  "worry" is worded against the others, so it
-- is turned: 6 - answer.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.suzhou_scale AS
SELECT district, wave,
       medsec.comoments(satisfaction, knowledge, access, affordability, fairness,
                        6 - worry, distance) AS items
FROM demo.suzhou_panel
CROSS JOIN LATERAL (VALUES
    ('before', satisfaction_before, knowledge_before, access_before,
     affordability_before, fairness_before, worry_before, distance_before),
    ('after', satisfaction_after, knowledge_after, access_after,
     affordability_after, fairness_after, worry_after, distance_after)
) AS answer(wave, satisfaction, knowledge, access, affordability, fairness,
            worry, distance)
GROUP BY district, wave;
REFRESH MATERIALIZED VIEW demo.suzhou_scale;

-- KMO: how much of the correlation is shared by all items; above 0.8 good, above
-- 0.6 usable.  Bartlett: a small p says that the items are correlated at all.
-- n counts complete questionnaires.
SELECT wave, (k).n, (k).kmo, (b).statistic AS bartlett, (b).df, (b).p_value
FROM (
    SELECT wave, medsec.kmo(items) AS k, medsec.bartlett_sphericity(items) AS b
    FROM (SELECT wave, medsec.rollup(items) AS items
          FROM demo.suzhou_scale GROUP BY wave OFFSET 0) AS m
    OFFSET 0
) AS s
ORDER BY wave DESC;

\echo '1.7  Do the items measure one thing?  Cronbach''s alpha'
\echo

-- Above 0.7 is usable for comparing groups, above 0.9 for judging one person.  The
-- limits are Feldt's.  lambda6 (Guttman) is another estimate from below;
-- average_r the mean correlation of two items; std_error_measurement what the sum
-- of one parent's answers is uncertain by.
SELECT wave, (a).k AS items, (a).n, (a).estimate AS alpha, (a).conf_low,
       (a).conf_high, (a).lambda6, (a).average_r, (a).std_error_measurement
FROM (
    SELECT wave, medsec.cronbach_alpha(medsec.rollup(items)) AS a
    FROM demo.suzhou_scale
    GROUP BY wave
    OFFSET 0
) AS s
ORDER BY wave DESC;

-- What if nobody had turned "worry", the sixth item?  A negative number turns a
-- column of the summary back (6 = lowest and highest answer together): alpha falls,
-- and the note names the item.  And without "distance", the seventh?
SELECT scale, (a).estimate AS alpha, (a).note
FROM (
    SELECT scale, medsec.cronbach_alpha(medsec.select_columns(items, columns, 6)) AS a
    FROM (
        SELECT medsec.rollup(items) AS items FROM demo.suzhou_scale WHERE wave = 'before'
        OFFSET 0
    ) AS s
    CROSS JOIN (VALUES
        ('worry not turned', ARRAY[1, 2, 3, 4, 5, -6, 7]),
        ('without distance', ARRAY[1, 2, 3, 4, 5, 6])
    ) AS v(scale, columns)
    OFFSET 0
) AS t;

\echo '1.8  Which item does not belong?'
\echo

-- item_rest is the correlation of an item with the sum of the others: below 0.3 it
-- says little about what they say.  alpha_if_deleted: alpha without the item; above
-- the alpha of all, the scale is better without.  msa is KMO of one item.
SELECT i.item, mean, sd, corrected_item_total_correlation AS item_rest,
       squared_multiple_correlation AS r_squared, alpha_if_deleted, msa
FROM (
    SELECT medsec.rollup(items) AS items,
           ARRAY['satisfaction', 'knowledge', 'access', 'affordability', 'fairness',
                 'worry (turned)', 'distance'] AS names
    FROM demo.suzhou_scale
    WHERE wave = 'before'
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.item_analysis(items, names) AS i
JOIN LATERAL medsec.kmo_items(items, names) AS k USING (item)
ORDER BY item_rest DESC;

\echo '1.9  Second opinions: McDonald''s omega, and two halves'
\echo

-- Alpha supposes that all items weigh alike; omega does not: it reads the share of
-- the common factor from the loadings.  ave, the average variance extracted, is
-- what one item owes to it; 0.5 is often asked for, and seldom had from answers of
-- single items.  spearman_brown: how odd items agree with even ones.
SELECT wave, (o).estimate AS omega, (o).standardized AS composite_reliability,
       (o).average_variance_extracted AS ave, (h).correlation AS between_halves,
       (h).spearman_brown, (h).guttman
FROM (
    SELECT wave, medsec.mcdonald_omega(items) AS o, medsec.split_half(items) AS h
    FROM (SELECT wave, medsec.rollup(items) AS items
          FROM demo.suzhou_scale GROUP BY wave OFFSET 0) AS m
    OFFSET 0
) AS s
ORDER BY wave DESC;

\echo '1.10  How many things does it measure?  Components'
\echo

-- by_chance is the eigenvalue that random answers of as many parents stay below in
-- 95 of 100 cases.  What lies above it is measured: one thing here, if only the
-- first component does.
SELECT c.component, c.eigenvalue, p.percentile_eigenvalue AS by_chance,
       c.explained, c.cumulative, c.eigenvalue > p.percentile_eigenvalue AS measured
FROM (
    SELECT medsec.rollup(items) AS items
    FROM demo.suzhou_scale
    WHERE wave = 'before'
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.pca_components(medsec.pca(items)) AS c
JOIN LATERAL medsec.parallel_analysis(medsec.n(items), medsec.columns(items)) AS p
    USING (component)
ORDER BY component;

\echo '1.11  The answers themselves, counted once'
\echo

-- A frequency keeps how often each answer occurs, and nothing else: a few dozen
-- bytes, whether two thousand parents were asked or two million.  Answers before,
-- answers after and their differences of one parent are counted, by district and
-- item; 1.13, 1.17, 1.18 and 1.19 ask their questions of this view.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.suzhou_answers AS
SELECT district, migrant, item, medsec.frequency(before) AS before,
       medsec.frequency(after) AS after, medsec.frequency(after - before) AS change,
       medsec.moments(after - before) AS change_moments
FROM demo.suzhou_panel
CROSS JOIN LATERAL (VALUES
    ('satisfaction', satisfaction_before, satisfaction_after),
    ('knowledge', knowledge_before, knowledge_after),
    ('access', access_before, access_after),
    ('affordability', affordability_before, affordability_after),
    ('fairness', fairness_before, fairness_after),
    ('worry (turned)', 6 - worry_before, 6 - worry_after),
    ('distance', distance_before, distance_after)
) AS answer(item, before, after)
GROUP BY district, migrant, item;
REFRESH MATERIALIZED VIEW demo.suzhou_answers;

-- content: the share of answers 4 and 5, with Wilson's limits.
SELECT item, (b).estimate AS content_before, (b).conf_low AS before_low,
       (b).conf_high AS before_high, (a).estimate AS content_after,
       (a).conf_low AS after_low, (a).conf_high AS after_high
FROM (
    SELECT item, medsec.top_box(medsec.rollup(before), 4) AS b,
           medsec.top_box(medsec.rollup(after), 4) AS a
    FROM demo.suzhou_answers
    WHERE migrant
    GROUP BY item
    OFFSET 0
) AS s
ORDER BY (a).estimate - (b).estimate DESC;

\echo '1.12  Did the answers of migrant parents change?  The same parents twice'
\echo

-- A paired t-test, item by item: estimate = mean after - mean before, in points
-- of the scale.  cohens_d is that in standard deviations of the change (0.2
-- small, 0.5 middle, 0.8 large), with limits from the noncentral t distribution;
-- "correlation" says how well the pairing worked: the higher, the more of the
-- parents' temper was taken out.  Parents without both answers are left out.
SELECT item, (t).n1 AS pairs, (t).mean2 AS before, (t).mean1 AS after,
       (t).estimate, (t).conf_low, (t).conf_high, (t).p_value, (t).stars,
       (t).cohens_d, (t).cohens_d_low, (t).cohens_d_high, (t).correlation
FROM (
    SELECT item, medsec.t_test_paired(after, before) AS t
    FROM demo.suzhou_panel
    CROSS JOIN LATERAL (VALUES
        ('satisfaction', satisfaction_before, satisfaction_after),
        ('knowledge', knowledge_before, knowledge_after),
        ('access', access_before, access_after),
        ('affordability', affordability_before, affordability_after),
        ('fairness', fairness_before, fairness_after),
        ('worry (turned)', 6 - worry_before, 6 - worry_after),
        ('distance', distance_before, distance_after)
    ) AS answer(item, before, after)
    WHERE migrant
    GROUP BY item
    OFFSET 0
) AS s
ORDER BY (t).cohens_d DESC;

\echo '1.13  The same without means: Wilcoxon''s signed rank test'
\echo

-- From 3 to 4 need not be as far as from 4 to 5.  The signed rank test takes the
-- order of the changes, not their mean.  rank_biserial: 1 if all who changed rose, 0
-- if rises and falls balance, -1 if all fell; parents who said the same twice are
-- left out.  Seven tests: read p_holm.
SELECT item, (w).n AS pairs, (w).n_zero AS same_twice, (w).rank_biserial,
       (w).p_value, medsec.p_adjusted((w).p_value, 'holm') OVER () AS p_holm
FROM (
    SELECT item, medsec.wilcoxon_test(medsec.rollup(change)) AS w
    FROM demo.suzhou_answers
    WHERE migrant
    GROUP BY item
    OFFSET 0
) AS s
ORDER BY (w).rank_biserial DESC;

\echo '1.14  Summarise once, ask often: one summary a district, rolled up to the city'
\echo

-- comoments(x, y) keeps what any question about two columns needs, in a few
-- hundred bytes.  It can be stored, refreshed at night, sent to another server.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.suzhou_satisfaction AS
SELECT district, migrant,
       medsec.comoments(satisfaction_after, satisfaction_before) AS answers
FROM demo.suzhou_panel
GROUP BY district, migrant;
REFRESH MATERIALIZED VIEW demo.suzhou_satisfaction;

-- rollup() merges summaries: district, urban districts against county-level
-- cities, and all of Suzhou, without reading a single row of the panel again.
-- The last line is what one pass over all rows gives.
SELECT coalesce(district, part, 'Suzhou') AS place, (t).n1 AS pairs,
       (t).estimate, (t).std_error, (t).conf_low, (t).conf_high,
       (t).statistic AS t, (t).df, (t).p_value, (t).stars
FROM (
    SELECT part, district,
           medsec.t_test_paired(medsec.rollup(answers)) AS t
    FROM demo.suzhou_satisfaction
    JOIN demo.suzhou_district USING (district)
    WHERE migrant
    GROUP BY ROLLUP (part, district)
    OFFSET 0
) AS s
ORDER BY part NULLS LAST, district NULLS LAST;

\echo '1.15  Was it the policy?  Migrant families against local families'
\echo

-- Local children were insured all along, so what changed for them too was not
-- the policy.  The t-test of the *change*, migrant (true) against local (false),
-- is the difference of the differences.  Welch's test: the groups may vary
-- differently; df is not a whole number then.  The f_ fields compare the two
-- variances, r_squared is the share of the variance that the group explains.
\pset expanded on
SELECT (t).*
FROM (
    SELECT medsec.t_test(satisfaction_after - satisfaction_before, migrant) AS t
    FROM demo.suzhou_panel
    OFFSET 0
) AS s;
\pset expanded off

\echo '1.16  And for the local families: nothing, or only too few to see something?'
\echo

-- A large p-value does not show that nothing changed.  TOST does: two one-sided
-- tests that the change is above -0.2 and below +0.2 points, the most we would
-- still call nothing.  p_value is the larger of the two: if it is small, the
-- change is shown to lie within the bounds.
SELECT (e).estimate, (e).low, (e).high, (e).conf_low, (e).conf_high,
       (e).p_value_low, (e).p_value_high, (e).p_value
FROM (
    SELECT medsec.tost(medsec.moments(satisfaction_after - satisfaction_before),
                       -0.2, 0.2) AS e
    FROM demo.suzhou_panel
    WHERE NOT migrant
    OFFSET 0
) AS s;

\echo '1.17  And without means again: Mann and Whitney'
\echo

-- Two groups of different parents, so Mann-Whitney.  superiority: of a migrant and a
-- local parent drawn at random, how often does the migrant give the higher
-- answer, ties by half?  0.5 is no difference: so before.  The counted answers give
-- the same figures as sorting the rows would, in the time of five levels.
SELECT asked, (m).n1 AS migrant, (m).n2 AS local, (m).median1, (m).median2,
       (m).superiority, (m).z, (m).p_value
FROM (
    SELECT asked, medsec.mann_whitney_test(
               medsec.rollup(answers) FILTER (WHERE migrant),
               medsec.rollup(answers) FILTER (WHERE NOT migrant)) AS m
    FROM demo.suzhou_answers
    CROSS JOIN LATERAL (VALUES (1, 'before', before), (2, 'after', after),
                               (3, 'change', change)) AS v(position, asked, answers)
    WHERE item = 'satisfaction'
    GROUP BY position, asked
    ORDER BY position
    OFFSET 0
) AS s;

\echo '1.18  Did satisfaction change alike in all districts?'
\echo

-- One question, three tests.  The classic analysis of variance supposes that all
-- districts vary alike; Welch's does not; Kruskal and Wallis's asks for no means at
-- all.  A small p says that districts differ, not which.  size: of the variance, how
-- much lies between districts (omega squared; for ranks epsilon squared).
SELECT t.*
FROM (
    SELECT medsec.anova(change_moments) AS f, medsec.welch_anova(change_moments) AS w,
           medsec.kruskal_wallis_test(change) AS h
    FROM demo.suzhou_answers
    WHERE migrant AND item = 'satisfaction'
    OFFSET 0
) AS s
CROSS JOIN LATERAL (VALUES
    ((f).method, (f).statistic, (f).df1, (f).df2, (f).p_value, (f).omega_squared),
    ((w).method, (w).statistic, (w).df1, (w).df2, (w).p_value, (w).omega_squared),
    ((h).method, (h).statistic, (h).df, NULL, (h).p_value, (h).epsilon_squared)
) AS t(method, statistic, df1, df2, p_value, size);

\echo '1.19  Which districts differ from which?'
\echo

-- Ten districts make 45 pairs.  Games and Howell's limits and p hold for all pairs
-- together and for districts that vary differently; estimate = change in group1
-- minus change in group2, in points.  Dunn's test compares mean ranks, its p after
-- Holm.  The ten pairs that stand out most; the report draws all 45.
WITH listed AS (
    SELECT array_agg(district ORDER BY district) AS districts,
           array_agg(change_moments ORDER BY district) AS groups,
           array_agg(change ORDER BY district) AS samples
    FROM demo.suzhou_answers
    WHERE migrant AND item = 'satisfaction'
)
SELECT group1, group2, g.estimate, g.conf_low, g.conf_high,
       g.p_value AS p_games_howell, d.p_value AS p_dunn
FROM listed
CROSS JOIN LATERAL medsec.games_howell(districts, groups) AS g
JOIN LATERAL medsec.dunn_test(districts, samples, 'holm') AS d USING (group1, group2)
ORDER BY g.p_value
LIMIT 10;

\echo '1.20  Do answers and districts go together?'
\echo

-- Districts by answers, crossed.  V is 0 where all districts answer alike and 1 where
-- the district tells the answer; v_corrected takes off what chance alone makes.
-- Before and after are never crossed like this: the same parents stand in both, and
-- rows of a table must be different people.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.suzhou_crossed AS
SELECT medsec.contingency(district, satisfaction_before) AS before,
       medsec.contingency(district, satisfaction_after) AS after
FROM demo.suzhou_panel
WHERE migrant;
REFRESH MATERIALIZED VIEW demo.suzhou_crossed;

SELECT wave, (x).statistic AS chi_square, (x).df, (x).p_value, (x).cramers_v,
       (x).cramers_v_corrected AS v_corrected, (x).min_expected, (x).n, (x).note
FROM demo.suzhou_crossed
CROSS JOIN LATERAL (
    SELECT 'before' AS wave, medsec.chi_square_test(before) AS x
    UNION ALL
    SELECT 'after', medsec.chi_square_test(after)
) AS s;

\echo '1.21  Which answers, in which district?'
\echo

-- A table differs as a whole; its cells say where.  expected: how many there would
-- be if all districts answered alike; residual: how many standard deviations more
-- or fewer there are.  Of 50 cells, two or three lie beyond 2 by chance; of those
-- beyond 3 chance makes hardly any.
SELECT row_value AS district, column_value AS answer, n, row_share, expected,
       standardized_residual AS residual
FROM demo.suzhou_crossed
CROSS JOIN LATERAL medsec.cells(after)
WHERE abs(standardized_residual) > 2
ORDER BY standardized_residual DESC;

\echo '1.22  Costs: are they normal enough for a t-test?'
\echo

-- Costs lean to the right: skewness far above 0.  Their logarithm does not.  A
-- small p_value (D'Agostino and Pearson) says: not normal.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.suzhou_cost AS
SELECT district, wave, migrant, insured,
       medsec.moments(out_of_pocket::float8) AS cost,
       medsec.moments(ln(out_of_pocket::float8)) AS log_cost
FROM demo.suzhou_family
GROUP BY district, wave, migrant, insured;
REFRESH MATERIALIZED VIEW demo.suzhou_cost;

SELECT measure, medsec.n(m), medsec.n_missing(m), medsec.mean(m),
       medsec.stddev(m), medsec.skewness(m), medsec.kurtosis(m),
       (medsec.dagostino_test(m)).statistic, (medsec.dagostino_test(m)).p_value
FROM (
    SELECT measure, medsec.rollup(m) AS m
    FROM demo.suzhou_cost
    CROSS JOIN LATERAL (VALUES ('yuan', cost), ('log of yuan', log_cost))
        AS v(measure, m)
    GROUP BY measure
    OFFSET 0
) AS s
ORDER BY measure DESC;

\echo '1.23  What do insured families pay less out of pocket?'
\echo

-- The t-test of the logarithms; exp(estimate) is the ratio of the geometric
-- means: 0.70 would be 30 per cent less.  From the stored summaries again, by
-- wave and together.
SELECT coalesce(wave, 'both') AS wave, (t).n1 AS insured, (t).n2 AS uninsured,
       exp((t).mean1) AS geometric_mean_insured,
       exp((t).mean2) AS geometric_mean_uninsured,
       exp((t).estimate) AS ratio,
       exp((t).conf_low) AS conf_low, exp((t).conf_high) AS conf_high,
       (t).p_value, (t).hedges_g
FROM (
    SELECT wave,
           medsec.t_test(medsec.rollup(log_cost) FILTER (WHERE insured),
                         medsec.rollup(log_cost) FILTER (WHERE NOT insured)) AS t
    FROM demo.suzhou_cost
    GROUP BY ROLLUP (wave)
    OFFSET 0
) AS s
ORDER BY s.wave DESC NULLS LAST;

\echo '1.24  Do the two groups vary alike?'
\echo

-- The F test of the two variances.  estimate = ratio of the variances: with 1
-- inside the limits there is no sign against equal ones, and Student's test
-- (var_equal => true) would do as well as Welch's.
SELECT (f).estimate, (f).conf_low, (f).conf_high, (f).df1, (f).df2,
       (f).p_value, (f).sd1 AS sd_insured, (f).sd2 AS sd_uninsured
FROM (
    SELECT medsec.f_test_variance(
               medsec.rollup(log_cost) FILTER (WHERE insured),
               medsec.rollup(log_cost) FILTER (WHERE NOT insured)) AS f
    FROM demo.suzhou_cost
    OFFSET 0
) AS s;

\echo '1.25  Costs again, everything else held alike'
\echo

-- Insured families may differ in other things too: how often they went, how old the
-- child is.  A regression of the logarithm holds these alike.  The summary of the
-- columns, response first, answers it: stored, rolled up, no row read again.
-- estimate of "insured" -0.4 is a factor exp(-0.4) = 0.67: a third less.  The one of
-- "log of visits" is an elasticity.  beta compares columns in standard deviations;
-- vif above 10 would say that a column repeats the others.  Five terms are five
-- tests: one p of 0.03 among them is no discovery.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.suzhou_cost_columns AS
SELECT district,
       medsec.comoments(ln(out_of_pocket::float8), insured::integer, ln(visits),
                        child_age, migrant::integer, (wave = 'after')::integer) AS c
FROM demo.suzhou_family
WHERE visits > 0
GROUP BY district;
REFRESH MATERIALIZED VIEW demo.suzhou_cost_columns;

SELECT t.term, t.estimate, t.std_error, t.conf_low, t.conf_high, t.p_value, t.beta,
       t.vif, f.r_squared, f.n
FROM (SELECT medsec.rollup(c) AS c FROM demo.suzhou_cost_columns OFFSET 0) AS s
CROSS JOIN LATERAL medsec.ols(c, ARRAY['log of cost', 'insured', 'log of visits',
                                       'age of the child', 'migrant', 'after']) AS t
CROSS JOIN LATERAL medsec.ols_summary(c) AS f;

\echo '1.26  Who gained?  Errors that hold for parents of one district'
\echo

-- Change of satisfaction by registration, years in the city, contract.  Parents of
-- one district share what it did for them, so they are not as many witnesses as they
-- are people.  Three errors for one estimate: classical (all vary alike), robust
-- (hc1: they need not), and clustered by district, with 10 - 1 degrees of freedom.
-- Where the last is much larger than the first, the first was too sure.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.suzhou_gain AS
SELECT medsec.ols_clustered(hashtextextended(district, 0),
                            satisfaction_after - satisfaction_before,
                            migrant::integer, years_in_city, contract::integer) AS m
FROM demo.suzhou_panel;
REFRESH MATERIALIZED VIEW demo.suzhou_gain;

SELECT term, o.estimate, o.std_error AS classical, r.std_error AS robust,
       c.std_error AS clustered, c.conf_low, c.conf_high, c.p_value
FROM (
    SELECT m, ARRAY['migrant', 'years in the city', 'contract'] AS names
    FROM demo.suzhou_gain
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.ols(m, names, 'ols') AS o
JOIN LATERAL medsec.ols(m, names, 'hc1') AS r USING (term)
JOIN LATERAL medsec.ols(m, names, 'cluster') AS c USING (term);

\echo '1.27  Who was insured?  Logistic regression, before and after'
\echo

-- The model is fitted once a wave, and kept.
CREATE MATERIALIZED VIEW IF NOT EXISTS demo.suzhou_enrolment AS
SELECT wave,
       medsec.logit(insured, contract::integer, years_in_city, child_age) AS model
FROM demo.suzhou_panel
CROSS JOIN LATERAL (VALUES ('before', insured_before), ('after', insured_after))
    AS v(wave, insured)
WHERE migrant
GROUP BY wave;
REFRESH MATERIALIZED VIEW demo.suzhou_enrolment;

-- odds_ratio: by what the odds of being insured are multiplied for one year more in
-- the city, for a contract, for a year of the child's age, the others held alike.
-- Limits that hold 1 leave it open.  The policy asks for neither years nor contract.
SELECT wave, t.term, t.odds_ratio, t.odds_ratio_low, t.odds_ratio_high, t.statistic,
       t.p_value
FROM demo.suzhou_enrolment
CROSS JOIN LATERAL medsec.logit_terms(
    model, ARRAY['contract', 'years in the city', 'age of the child']) AS t
WHERE t.term <> '(Intercept)'
ORDER BY wave DESC, t.p_value;

\echo '1.28  In points of probability'
\echo

-- Odds ratios are hard to say aloud.  The average marginal effect is not: by how much
-- the probability of being insured rises, on average over these parents.  Compare the
-- waves: where their limits lie apart, the column has come to matter less.
SELECT wave, e.term, e.estimate, e.std_error, e.conf_low, e.conf_high, e.p_value
FROM demo.suzhou_enrolment
CROSS JOIN LATERAL medsec.logit_effects(
    model, ARRAY['contract', 'years in the city', 'age of the child']) AS e
ORDER BY wave DESC, e.estimate DESC;

\echo '1.29  How well does the model tell them apart?'
\echo

-- auc: of an insured and an uninsured child drawn at random, how often is the insured
-- one given the higher probability?  0.5 is a coin, 0.7 fair, 0.8 good.  statistic
-- compares the model with one that knows nothing (likelihood ratio); separation
-- would name columns that part the two groups completely.
SELECT wave, f.n, f.positives, f.statistic, f.df, f.p_value, f.mcfadden_r2, f.auc,
       f.auc_low, f.auc_high, f.converged, f.separation
FROM demo.suzhou_enrolment
CROSS JOIN LATERAL medsec.logit_summary(model) AS f
ORDER BY wave DESC;

\echo '1.30  How many parents does the next round need?'
\echo

-- Planning: the spread of the change is known now.  For each change worth
-- seeing, the pairs needed to find it with a power of 80 and 90 per cent, and
-- the power of 100 pairs, about what one district has here.
SELECT points, medsec.stddev(change) AS sd_of_change,
       ceil(medsec.power_t_test_n(0.8, points, medsec.stddev(change),
                                  type => 'paired')) AS pairs_for_80,
       ceil(medsec.power_t_test_n(0.9, points, medsec.stddev(change),
                                  type => 'paired')) AS pairs_for_90,
       medsec.power_t_test(100, points, medsec.stddev(change),
                           type => 'paired') AS power_of_100
FROM (
    SELECT medsec.moments(satisfaction_after - satisfaction_before) AS change
    FROM demo.suzhou_panel
    WHERE migrant
    OFFSET 0
) AS s
CROSS JOIN unnest(ARRAY[0.1, 0.2, 0.3, 0.5]) AS points
ORDER BY points;

\pset footer on
RESET client_min_messages;
RESET extra_float_digits;
