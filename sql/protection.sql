\set ECHO none
\set topic protection
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
CREATE TEMP TABLE households (hh int, size float8, exp float8, food float8, oop float8, wt float8);
\set load '\\copy households' :from 'households' :options
:load
\set ECHO all
\pset null NULL

--
-- Everything of 24 households: the figures of another program.
--
CREATE TEMP TABLE weighted AS
SELECT h.*, name, w, h.exp / size AS head, h.exp - food - 6000 AS left,
	oop - CASE WHEN hh % 4 = 0 THEN 2000 ELSE 0 END + CASE WHEN hh % 5 = 0 THEN 9000 ELSE 0 END AS paid
FROM households AS h, LATERAL (VALUES ('households', wt), ('persons', wt * size), ('unweighted', 1)) AS u(name, w);
INSERT INTO got
SELECT kind, format('threshold %s, %s', z, name), figure.*
FROM (SELECT z, name, catastrophic(oop, exp, z, w) AS c, catastrophic(oop, exp, z, w, head) AS r FROM weighted, unnest('{0, 0.05, 0.1, 0.25, 0.4, 0.9}'::float8[]) AS z GROUP BY 1, 2) AS s,
	LATERAL (VALUES ('catastrophic', to_json(c)), ('catastrophic by rank', to_json(r))) AS k(kind, answer), json_each_text(answer) AS figure;
INSERT INTO got
SELECT kind, 'odd budgets, ' || name, figure.*
FROM (SELECT name, catastrophic(paid, "left", 0.25, w) AS c, catastrophic_xu(paid, "left", 0.25, w) AS x FROM weighted GROUP BY 1) AS s,
	LATERAL (VALUES ('catastrophic', to_json(c)), ('catastrophic_xu', to_json(x))) AS k(kind, answer), json_each_text(answer) AS figure;
CREATE TEMP TABLE xu AS
SELECT name, beta, subsistence(food, exp, size, w, beta) AS line FROM weighted, unnest('{0.56, 0.41}'::float8[]) AS beta GROUP BY 1, 2;
INSERT INTO got SELECT 'subsistence', format('beta %s, %s', beta, name), 'subsistence', line FROM xu;
INSERT INTO got
SELECT 'catastrophic_xu', format('beta %s, %s', beta, name), figure.*
FROM (SELECT name, beta, catastrophic_xu(oop, capacity_to_pay(exp, food, size, line, beta), 0.4, w) AS x FROM weighted JOIN xu USING (name) GROUP BY 1, 2) AS s, json_each_text(to_json(x)) AS figure;
INSERT INTO got
SELECT 'xu poverty', format('beta %s, %s', beta, name), figure.*
FROM (SELECT name, beta, json_build_object('poor', sum(w * (exp < line * equivalent_size(size, beta))::int) / sum(w),
		'impoverished', sum(w * is_impoverished(exp, oop, line * equivalent_size(size, beta))::int) / sum(w)) AS x
	FROM weighted JOIN xu USING (name) GROUP BY 1, 2) AS s, json_each_text(x) AS figure;
INSERT INTO got
SELECT 'capacity_to_pay', hh, figure.*
FROM weighted JOIN xu USING (name), LATERAL (VALUES ('capacity', capacity_to_pay(exp, food, size, line)), ('equivalent_size', equivalent_size(size))) AS figure
WHERE name = 'households' AND beta = 0.56;
INSERT INTO got SELECT 'basic_needs_line', name, 'line', basic_needs_line(food / size, head, w) FROM weighted GROUP BY name;
CREATE TEMP TABLE spl AS
SELECT name, societal_poverty_line(sample(head / 365 / 4, w), 2.15, 1.15) AS line, quantile(sample(head / 365 / 4, w), 0.5, 2) AS median FROM weighted GROUP BY name;
INSERT INTO got SELECT 'societal_poverty_line', name, figure.* FROM spl, LATERAL (VALUES ('line', line), ('median', median)) AS figure;
INSERT INTO got
SELECT 'hardship', name, figure.*
FROM (SELECT name, sum(w * beyond::int) / sum(w) AS hardship, sum(w * far::int) / sum(w) AS impoverishing, sum(w * (beyond AND NOT far)::int) / sum(w) AS large
	FROM (SELECT name, w, hardship(oop / size / 365 / 4, head / 365 / 4, line) AS beyond, hardship(oop / size / 365 / 4, head / 365 / 4, line, 1) AS far
		FROM weighted JOIN spl USING (name)) AS s GROUP BY 1) AS s, json_each_text(to_json(s)) AS figure;
INSERT INTO got
SELECT 'impoverishment', args || ', ' || name, figure.*
FROM (SELECT 'line ' || z AS args, name, impoverishment(head, oop / size, z, w) AS i FROM weighted, unnest('{2000, 3000, 4200, 8000, 50000}'::float8[]) AS z GROUP BY z, name
	UNION ALL SELECT 'odd payments', name, impoverishment(head, paid / size * CASE WHEN hh % 3 = 0 THEN 4 ELSE 1 END, 4200, w) FROM weighted GROUP BY name
	UNION ALL SELECT 'own lines', name, impoverishment(exp, oop, 4200 * size ^ 0.8, w) FROM weighted GROUP BY name) AS s, json_each_text(to_json(i)) AS figure;
INSERT INTO got SELECT 'protection_state', hh, 'state', protection_state(exp / size, oop / size, 4200) FROM households;
INSERT INTO got
SELECT 'pen_parade', format('step %s of %s, %s', step, steps, name), figure.*
FROM (SELECT name, ranked(oop / size, head, w) AS s FROM weighted GROUP BY name) AS s, unnest('{1, 7, 10}'::int[]) AS steps, pen_parade(s, 4200, steps) AS parade,
	json_each_text(to_json(parade)) AS figure WHERE figure.key <> 'step';
SELECT * FROM compared;
SELECT * FROM differing;
-- without weights; from one summary of shares, many thresholds; Xu's beta; Xu's line by its parts
SELECT catastrophic(oop, exp, 0.1) = catastrophic(oop, exp, 0.1, 1) AS catastrophic, catastrophic_xu(oop, exp - food, 0.4) = catastrophic_xu(oop, exp - food, 0.4, 1) AS xu,
	impoverishment(exp, oop, 9000) = impoverishment(exp, oop, 9000, 1) AS impoverishment, subsistence(food, exp, size) = subsistence(food, exp, size, 1, 0.56) AS subsistence,
	subsistence(food, exp, size, wt) = mean_between_quantiles(ranked(food / size ^ 0.56, food / exp, wt), 0.45, 0.55) AS parts,
	basic_needs_line(food / size, exp / size) = mean_between_quantiles(ranked(food / size, exp / size), 0.25, 0.35) AS needs
FROM households;
SELECT z, catastrophic(s, z) = c AS same, (catastrophic(s, z, 0.9)).conf_level, (catastrophic(s, z, 0.9)).conf_low > (c).conf_low AS narrower
FROM (SELECT z, ranked(oop_share(oop, exp), exp / size, wt) AS s, catastrophic(oop, exp, z, wt, exp / size) AS c
	FROM households, unnest('{0, 0.1, 0.4}'::float8[]) AS z GROUP BY z) AS s;

--
-- Row formulas: at the boundaries, with nothing, with less, with NULL, beyond numbers.
--
SET extra_float_digits = -1;
SELECT oop, budget, oop_share(oop, budget), is_catastrophic(oop, budget, 0.1) AS catastrophic, is_catastrophic_xu(oop, budget, 0.4) AS xu, is_catastrophic_xu(oop, budget) IS NOT DISTINCT FROM is_catastrophic_xu(oop, budget, 0.4) AS "default"
FROM (VALUES (1, 10), (10.000000000000002, 100), (0, 10), (57, 100), (4, 10), (39.99999999999999, 100), (-1, 10), (20, 10), (0, 0), (1, 0), (-1, 0), (1, -5), (0, -5), (NULL, 10), (1, NULL), (NULL, 0), (NULL, NULL)) AS v(oop, budget);
SELECT is_catastrophic(57, 100, 0.57) AS equal, is_catastrophic(0.3, 3, 0.1) AS tenth, is_catastrophic_xu(0.4, 1) AS forty, is_catastrophic(1, 10, NULL) IS NULL AS threshold, is_catastrophic_xu(1, 10, NULL) IS NULL AS xu, is_catastrophic_xu(1, 0, NULL) AS nothing_left;
SELECT x, oop_share(x, 1) AS oop, oop_share(1, x) AS budget, is_catastrophic(x, 1, 0.1) AS oop, is_catastrophic(1, x, 0.1) AS budget, is_catastrophic_xu(x, 1) AS oop, is_catastrophic_xu(1, x) AS capacity,
	hardship(x, 10, 5) AS oop, hardship(1, x, 5) AS budget, hardship(1, 10, x) AS line, is_impoverished(x, 1, 5) AS gross, is_impoverished(6, x, 5) AS oop, is_further_impoverished(x, 1, 5) AS gross, is_further_impoverished(4, x, 5) AS oop,
	protection_state(x, 1, 5) AS gross, protection_state(6, x, 5) AS oop, equivalent_size(x), capacity_to_pay(x, 1, 1, 1) AS consumption, capacity_to_pay(9, x, 1, 1) AS food, oecd_size(x, 0) AS adults
FROM unnest('{NULL, NaN, Infinity, -Infinity, 1e308, -0}'::float8[]) AS x;
SELECT equivalent_size(1), equivalent_size(4, 0.5), equivalent_size(0), equivalent_size(-1), oecd_size(1, 0), oecd_size(2, 3), oecd_size(0, 3), oecd_size(1, -1);
-- what is spent on food at most, or on subsistence; food above consumption leaves less than nothing
SELECT consumption, food, size, subsistence, capacity_to_pay(consumption, food, size, subsistence, 0.5), capacity_to_pay(consumption, food, size, subsistence, 1) AS each
FROM (VALUES (100, 60, 4, 20), (100, 40, 4, 20), (100, 30, 4, 20), (50, 60, 4, 40), (50, 50, 4, 40), (100, 60, 0, 20), (NULL, 60, 4, 20), (100, NULL, 4, 20), (100, 60, NULL, 20), (100, 60, 4, NULL)) AS v(consumption, food, size, subsistence);
SELECT gross, oop, is_impoverished(gross, oop, 5) AS impoverished, is_further_impoverished(gross, oop, 5) AS further, protection_state(gross, oop, 5) AS state, protection_state(gross, oop, 5, 1) AS never_at_risk,
	hardship(oop, gross, 5) AS hardship, hardship(oop, gross, 5, 1) AS impoverishing
FROM (VALUES (5, 0), (5, 1), (4.9, 0), (4.9, 1), (6, 1), (6, 1.1), (7, 1), (6, 0.9999), (10, 2), (10, 2.1), (10, 5), (10, 5.1), (10, 11), (5, -1), (4, -2), (3, -1), (NULL, 1), (5, NULL)) AS v(gross, oop);
SELECT protection_state(6, 1, NULL) IS NULL AS line, protection_state(6, 1, 5, NULL) IS NULL AS at_risk, hardship(0, 4, 5) AS nothing_paid, hardship(-1, 10, 5) AS refund, hardship(1, NULL, 5) AS unknown;
SELECT array_agg(state ORDER BY state DESC) AS worst_first, max(state) AS worst FROM (SELECT protection_state(gross, oop, 5) AS state FROM (VALUES (9, 1), (9, 0), (4, 1), (5, 1), (6.5, 1)) AS v(gross, oop)) AS s;
-- the planner puts them in place of the call, and an index on the call serves the formula
CREATE TEMP TABLE claim AS SELECT i AS id, i * 7919 % 1000 AS oop, (1 + i * 31 % 997)::float8 AS budget, 1 + i % 5 AS size FROM generate_series(1, 20000) AS i;
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY EXECUTE 'EXPLAIN (VERBOSE, COSTS OFF) ' || query; END $$;
SELECT string_agg(plan, ' ') LIKE '%(households.oop / households.exp) > ''0.1''%' AS condition, bool_or(plan ~ 'catastrophic|hardship|impoverished') AS called
FROM pg_temp.plan('SELECT count(*) FROM households WHERE is_catastrophic(oop, exp, 0.1) AND is_catastrophic_xu(oop, exp) AND hardship(oop, exp, 3) AND is_impoverished(exp, oop, 9000) AND is_further_impoverished(exp, oop, 9000)') AS plan;
SELECT string_agg(plan, ' ') LIKE '%power(size, ''0.56''%' AS column, bool_or(plan ~ 'oop_share|_size|capacity|protection_state') AS called
FROM pg_temp.plan('SELECT oop_share(oop, exp), equivalent_size(size), oecd_size(size, 1), capacity_to_pay(exp, food, size, 2000), protection_state(exp, oop, 9000) FROM households') AS plan;
CREATE INDEX ON claim (id) WHERE is_catastrophic(oop, budget, 0.9);
CREATE INDEX ON claim (capacity_to_pay(budget, 10, size, 5));
ANALYZE claim;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
SELECT plan FROM pg_temp.plan('SELECT id FROM claim WHERE is_catastrophic(oop, budget, 0.9) AND id = 7') AS plan WHERE plan ~ 'Scan';
SELECT regexp_replace(plan, '\(CASE.*END', '(CASE ... END') AS plan FROM pg_temp.plan('SELECT id FROM claim WHERE capacity_to_pay(budget, 10, size, 5) < 3') AS plan WHERE plan ~ 'Scan|Cond';
RESET enable_seqscan;
RESET enable_bitmapscan;
-- they count as the aggregates do
SELECT bool_and(c.headcount = (SELECT avg(is_catastrophic(oop, exp, z)::int) FROM households)) AS catastrophic,
	bool_and(x.headcount = (SELECT avg(is_catastrophic_xu(oop, exp - food, z)::int) FROM households)) AS xu,
	bool_and(abs(i.impoverished - (SELECT avg(is_impoverished(exp, oop, z * 3e4)::int) FROM households)) < 1e-15) AS impoverished
FROM unnest('{0.05, 0.1, 0.3, 0.4}'::float8[]) AS z, LATERAL (SELECT catastrophic(oop, exp, z) AS c, catastrophic_xu(oop, exp - food, z) AS x, impoverishment(exp, oop, z * 3e4) AS i FROM households) AS s,
	LATERAL (SELECT (s.c).*) AS c, LATERAL (SELECT (s.x).*) AS x, LATERAL (SELECT (s.i).*) AS i;

--
-- What is odd is counted, never silent.
--
SET extra_float_digits = -3;
CREATE TEMP TABLE odd AS SELECT * FROM (VALUES (1, 10, 9, 1), (3, 10, 8, 1), (-2, 10, 7, 1), (20, 10, 6, 2), (1, 0, 5, 1), (0, 0, 4, 1), (5, -3, 3, 1), (NULL, 10, 2, 1), (1, NULL, 1, 1), (1, 10, 1, NULL), (9, 10, 1, 0), (0, 10, NULL, 1), (9, 0, 1, 0)) AS v(oop, budget, rank, w);
SELECT headcount, overshoot, mean_positive_overshoot, sum_weight, n, n_missing, n_zero_weight, n_invalid, n_refund, n_above_budget, n_inconsistent, note FROM (SELECT (catastrophic(oop, budget, 0.25, w)).* FROM odd) AS c;
SELECT headcount, overshoot, concentration_headcount AS c_e, concentration_overshoot AS c_o, rank_weighted_headcount AS h_w, rank_weighted_overshoot AS o_w, sum_weight, n, n_missing, n_zero_weight, n_invalid, n_refund, n_above_budget, n_inconsistent, note
FROM (SELECT (catastrophic(oop, budget, 0.25, w, rank)).* FROM odd) AS c;
SELECT headcount, overshoot, mean_positive_overshoot, sum_weight, n, n_missing, n_zero_weight, n_invalid, n_refund, n_above_budget, n_inconsistent, note FROM (SELECT (catastrophic_xu(oop, budget, 0.25, w)).* FROM odd) AS c;
SELECT headcount_before, headcount_after, impoverished, further_impoverished, deepening, gap_before, gap_after, sum_weight, n, n_missing, n_zero_weight, n_refund, n_above_budget, note FROM (SELECT (impoverishment(budget, oop, 8, w)).* FROM odd) AS c;
SELECT subsistence(oop, budget, 1, w), subsistence(oop, budget, 0), basic_needs_line(oop, budget, w) FROM odd;
-- nobody, one, all, none
SELECT name, headcount, std_error, conf_low, conf_high, overshoot, overshoot_std_error, mean_positive_overshoot, concentration_headcount AS c_e, rank_weighted_headcount AS h_w, n, note
FROM (SELECT 'nobody' AS name, (catastrophic(1, x, 0.1)).* FROM generate_series(1, 0) AS x UNION ALL SELECT 'one', (catastrophic(x, 10, 0.1)).* FROM generate_series(5, 5) AS x
	UNION ALL SELECT 'one, none', (catastrophic(x, 100, 0.1)).* FROM generate_series(5, 5) AS x UNION ALL SELECT 'all', (catastrophic(x, 10, 0.1)).* FROM generate_series(2, 4) AS x
	UNION ALL SELECT 'none', (catastrophic(x, 100, 0.1)).* FROM generate_series(2, 4) AS x UNION ALL SELECT 'nobody by rank', (catastrophic(1, 1, 0.1, 1, x)).* FROM generate_series(1, 0) AS x
	UNION ALL SELECT 'one by rank', (catastrophic(x, 10, 0.1, 1, 1)).* FROM generate_series(5, 5) AS x UNION ALL SELECT 'all by rank', (catastrophic(x, 10, 0.1, 1, x)).* FROM generate_series(2, 4) AS x
	UNION ALL SELECT 'none by rank', (catastrophic(x, 100, 0.1, 1, x)).* FROM generate_series(2, 4) AS x UNION ALL SELECT 'of one rank', (catastrophic(x, 10, 0.3, 1, 7)).* FROM generate_series(2, 4) AS x
	UNION ALL SELECT 'left out', (catastrophic(1, 0, 0.1)).* UNION ALL SELECT 'of nothing', (catastrophic_xu(1, 0, 0.4)).*
	UNION ALL SELECT 'beyond', (catastrophic(1e308, 1, 0.1, x * 1e307)).* FROM generate_series(1, 3) AS x) AS c;
SELECT name, headcount_before AS before, headcount_after AS after, headcount_change AS change, std_error_before AS se_before, std_error_after AS se_after, std_error_change AS se_change, gap_change, normalized_gap_change, squared_gap_change,
	mean_positive_gap_before AS mean_before, mean_positive_gap_after AS mean_after, mean_positive_gap_change AS mean_change, n, note
FROM (SELECT 'nobody' AS name, (impoverishment(x, 1, 2)).* FROM generate_series(1, 0) AS x UNION ALL SELECT 'one', (impoverishment(x, 1, 2)).* FROM generate_series(1, 1) AS x
	UNION ALL SELECT 'none poor', (impoverishment(x, 1, 2)).* FROM generate_series(4, 6) AS x UNION ALL SELECT 'all poor', (impoverishment(x, 1, 20)).* FROM generate_series(4, 6) AS x
	UNION ALL SELECT 'lifted', (impoverishment(x, -3, 5)).* FROM generate_series(3, 6) AS x UNION ALL SELECT 'below nothing', (impoverishment(x, 9, 5)).* FROM generate_series(3, 6) AS x
	UNION ALL SELECT 'beyond', (impoverishment(-1e308, 1, 1e-5)).*) AS c;
SELECT * FROM pen_parade((SELECT ranked(oop, gross) FROM (VALUES (1, 4), (5, 4), (0, 8), (20, 12)) AS v(oop, gross)), 5, 4);
SELECT count(*) FROM pen_parade(ranked_accum(NULL, NULL, NULL), 5);
SELECT count(*), count(gross), min(p), max(p), min(step), max(step) FROM pen_parade(ranked_accum(NULL, 1, 5), 5);
SELECT subsistence(1, 1, x), basic_needs_line(x, x), societal_poverty_line(sample(x), 2.15, 1.15), societal_poverty_line(sample(x), 2.15, 1.15, 0.5) FROM generate_series(1, 0) AS x;
SELECT societal_poverty_line(sample(x), 2.15, 1.15) AS societal, societal_poverty_line(sample(x / 9), 2.15, 1.15) AS international, societal_poverty_line(sample(x), 0, 1, 0.6) AS share FROM generate_series(3, 8) AS x;
-- refunds and spending above the budget, in three orders of rows: one answer by rank; sums are near
SELECT count(DISTINCT r::text) AS by_rank, max(x.headcount) - min(x.headcount) < 1e-15 AS sums, count(DISTINCT s) AS subsistence
FROM (SELECT o, catastrophic(oop, budget, 0.25, w, rank ORDER BY i) AS r, catastrophic(oop, budget, 0.25, w ORDER BY i) AS c, subsistence(oop, budget, size, w ORDER BY i) AS s
	FROM (SELECT o, CASE o WHEN 1 THEN j WHEN 2 THEN -j ELSE hashint4(j) END AS i, j * 31 % 14 AS rank, sin(j) * 50 AS oop, 60 + 65 * cos(j * 1.3) AS budget, 1 + j % 6 AS size, 1 / (1 + j % 9)::float8 AS w
		FROM generate_series(1, 5190) AS j, generate_series(1, 3) AS o) AS r GROUP BY o) AS s, LATERAL (SELECT (s.c).headcount) AS x;

--
-- What is refused.
--
SELECT catastrophic(1, 10, -0.1);
\echo :SQLSTATE
SELECT catastrophic(1, 10, 'NaN');
\echo :SQLSTATE
SELECT catastrophic('NaN'::float8, 10, 0.1);
\echo :SQLSTATE
SELECT catastrophic(1, 'Infinity'::float8, 0.1);
\echo :SQLSTATE
SELECT catastrophic(1, 10, 0.1, -1);
\echo :SQLSTATE
SELECT catastrophic(1, 10, 0.1, 'Infinity'::float8);
\echo :SQLSTATE
SELECT catastrophic(1, 10, 0.1, 1, 'NaN');
\echo :SQLSTATE
SELECT catastrophic(1, 10, x, 1, 1) FROM unnest('{0.1, 0.2}'::float8[]) AS x;
\echo :SQLSTATE
SELECT (catastrophic(1, 10, x, CASE WHEN x < 0.2 THEN 0 ELSE 1 END, 1)).n FROM unnest('{0.1, 0.2}'::float8[]) AS x;
SELECT catastrophic(1, 10, -1, 1, 1);
\echo :SQLSTATE
SELECT catastrophic(ranked(1, 2), -0.1);
\echo :SQLSTATE
SELECT catastrophic(ranked(1, 2), 0.1, 1);
\echo :SQLSTATE
SELECT catastrophic_xu(1, 10, -0.4);
\echo :SQLSTATE
SELECT catastrophic_xu(1, 'NaN', 0.4);
\echo :SQLSTATE
SELECT catastrophic_xu(1, 10, 0.4, -2);
\echo :SQLSTATE
SELECT impoverishment(1, 1, 0);
\echo :SQLSTATE
SELECT impoverishment(1, 1, -1);
\echo :SQLSTATE
SELECT impoverishment(1, 'Infinity', 1);
\echo :SQLSTATE
SELECT impoverishment('NaN', 1, 1);
\echo :SQLSTATE
SELECT impoverishment(1, 1, 1, -1);
\echo :SQLSTATE
SELECT subsistence('NaN', 1, 1);
\echo :SQLSTATE
SELECT subsistence(1, 1, 'Infinity');
\echo :SQLSTATE
SELECT subsistence(1, 1, 1, -1);
\echo :SQLSTATE
SELECT subsistence(1, 1, 1, 1, 'NaN');
\echo :SQLSTATE
SELECT basic_needs_line(1, 'NaN');
\echo :SQLSTATE
SELECT societal_poverty_line(sample(1), 'NaN', 1);
\echo :SQLSTATE
SELECT pen_parade(ranked(1, 2), 0);
\echo :SQLSTATE
SELECT pen_parade(ranked(1, 2), 5, 0);
\echo :SQLSTATE
SELECT pen_parade(ranked(1, 2), 5, 100001);
\echo :SQLSTATE
SELECT tally_combine(catastrophic_accum(NULL, 1, 2, 0.1), catastrophic_xu_accum(NULL, 1, 2, 0.1));
\echo :SQLSTATE
SELECT fgt_accum(catastrophic_accum(NULL, 1, 2, 0.1), 1, 2, 1);
\echo :SQLSTATE
SELECT impoverishment_final(catastrophic_accum(NULL, 1, 2, 0.1));
\echo :SQLSTATE
SELECT catastrophic_final(tally_combine(catastrophic_accum(NULL, 1, 2, 0.1), catastrophic_accum(catastrophic_accum(NULL, 1, NULL, 0.1), 0, 2, 0.1))) = catastrophic(x, 2, 0.1) AS by_hand
FROM unnest('{1, NULL, 0}'::float8[]) AS x;
SELECT catastrophic(NULL::ranked, 0.1) IS NULL AS summary, catastrophic(ranked(1, 2), NULL) IS NULL AS threshold, societal_poverty_line(NULL, 1, 1) IS NULL AS line, (SELECT count(*) FROM pen_parade(NULL, 1)) AS parade;

-- headcounts of row formulas: what survey's svymean says, by hand
SELECT h.* FROM (SELECT headcount(x > 3, x) AS h FROM generate_series(0, 5) AS x OFFSET 0) AS s, LATERAL (SELECT (h).headcount, round((h).std_error::numeric, 12) AS std_error, round(sqrt(14.5 / 225), 12) AS wanted, (h).sum_weight, (h).n, (h).n_zero_weight, (h).note) AS h;
SELECT (headcount(f)).* FROM unnest('{t,f,NULL,t}'::boolean[]) AS f;
SELECT (headcount(f, -1)).* FROM unnest('{t,f}'::boolean[]) AS f;
SELECT (headcount(f)).headcount, (headcount(f)).note FROM unnest('{}'::boolean[]) AS f;
