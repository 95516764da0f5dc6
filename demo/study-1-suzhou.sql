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
WITH district AS (
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
), ten AS (
    SELECT array_agg(district ORDER BY district) AS districts,
           medsec.p_adjust(array_agg((t).p_value ORDER BY district), 'holm') AS p
    FROM district
)
SELECT district, (t).estimate2 AS before, (t).estimate1 AS after,
       (t).estimate AS difference, (t).conf_low, (t).conf_high,
       (t).p_value, p_holm
FROM district
JOIN ten ON true
JOIN unnest(districts, p) AS a(district, p_holm) USING (district)
ORDER BY (t).estimate DESC;

\echo '1.4  Did the answers of migrant parents change?  Five items, the same parents twice'
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
        ('fairness', fairness_before, fairness_after)
    ) AS answer(item, before, after)
    WHERE migrant
    GROUP BY item
    OFFSET 0
) AS s
ORDER BY (t).cohens_d DESC;

\echo '1.5  Summarise once, ask often: one summary a district, rolled up to the city'
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

\echo '1.6  Was it the policy?  Migrant families against local families'
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

\echo '1.7  And for the local families: nothing, or only too few to see something?'
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

\echo '1.8  Costs: are they normal enough for a t-test?'
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

\echo '1.9  What do insured families pay less out of pocket?'
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

\echo '1.10  Do the two groups vary alike?'
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

\echo '1.11  How many parents does the next round need?'
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
