\set ECHO none
\set topic concentration
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
DELETE FROM reference WHERE "case" IN ('concentration_decomposition', 'fractional_rank');
\set ECHO all
\pset null NULL

--
-- All kinds and errors, curves, progressivity: the figures of another program.
--
CREATE TEMP TABLE v AS SELECT * FROM (
	SELECT 'mpg by hp' AS name, mpg AS h, hp AS x, NULL::float8 AS w, carb::bigint AS c FROM mtcars
	UNION ALL SELECT 'mpg by hp, weight wt', mpg, hp, wt, carb::bigint FROM mtcars
	UNION ALL SELECT 'vs by disp, weight wt', vs, disp, wt, gear::bigint FROM mtcars
	UNION ALL SELECT 'infant_mortality by agriculture', infant_mortality, agriculture, NULL, examination::bigint FROM swiss
	UNION ALL SELECT 'ozone by wind', ozone, wind, NULL, month FROM airquality) AS v;
CREATE TEMP TABLE samples AS
SELECT name, ranked(h, x, coalesce(w, 1), c) AS r, CASE WHEN count(w) > 0 THEN ranked(h, x, w) ELSE ranked(h, x) END AS s, low, high
FROM v JOIN (VALUES ('mpg by hp', 10, 50), ('mpg by hp, weight wt', 10, 50), ('vs by disp, weight wt', 0, 1),
	('infant_mortality by agriculture', 10, 30), ('ozone by wind', 0, 200)) AS l(name, low, high) USING (name) GROUP BY name, low, high;
INSERT INTO got
SELECT 'concentration_index', format('%s, %s, %s', name, kind, errors), figure.*
FROM samples, unnest('{standard, generalized, modified, erreygers, wagstaff}'::text[]) AS kind, unnest('{ols, hc1, newey-west, cluster}'::text[]) AS errors,
	json_each_text(to_json(concentration_index(r, kind, low, high, std_error => errors))) AS figure;
INSERT INTO got
SELECT 'concentration_index', format('%s, %s, nu %s', name, kind, nu), figure.*
FROM samples, unnest('{extended, symmetric}'::text[]) AS kind, unnest('{1.5, 2, 3}'::float8[]) AS nu,
	json_each_text(to_json(concentration_index(s, kind, nu => nu))) AS figure;
INSERT INTO got
SELECT 'concentration_index', format('%s, lag %s', name, lag), figure.*
FROM samples, unnest('{0, 3, 10}'::int[]) AS lag, json_each_text(to_json(concentration_index(s, std_error => 'newey-west', lag => lag, conf_level => 0.9))) AS figure;
INSERT INTO got SELECT 'achievement_index', format('%s, nu %s', name, nu), 'value', achievement_index(s, nu) FROM samples, unnest('{1, 2, 3.5}'::float8[]) AS nu;
INSERT INTO got
SELECT 'gini', name || ', weight wt', figure.*
FROM (SELECT 'mpg' AS name, sample(mpg, wt) AS s FROM mtcars UNION ALL SELECT 'hp', sample(hp, wt) FROM mtcars) AS s, json_each_text(to_json(concentration_index(s))) AS figure;
INSERT INTO got
SELECT 'concentration_difference', kind, figure.*
FROM (SELECT ranked(mpg, hp, wt) FILTER (WHERE am = 0) AS a, ranked(mpg, hp, wt) FILTER (WHERE am = 1) AS b FROM mtcars) AS s,
	unnest('{standard, erreygers}'::text[]) AS kind, json_each_text(to_json(concentration_difference(a, b, kind, 0, 40, std_error => 'hc1'))) AS figure;
INSERT INTO got
SELECT 'concentration_curve', format('%s, p %s', name, p), figure.*
FROM samples, concentration_curve(s) AS c, json_each_text(to_json(c)) AS figure WHERE name IN ('mpg by hp, weight wt', 'ozone by wind');
INSERT INTO got
SELECT call, args, figure.*
FROM (SELECT 'no weight' AS args, ranked(mpg, hp) AS s FROM mtcars UNION ALL SELECT 'weight wt', ranked(mpg, hp, wt) FROM mtcars) AS s,
	LATERAL (VALUES ('kakwani', to_json(kakwani(s, 0.9))), ('redistributive_effect', to_json(redistributive_effect(s)))) AS c(call, answer), json_each_text(answer) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;

--
-- What must hold whatever the data.
--
-- in one step; the Gini index is that of inequality
SELECT concentration_index(mpg, hp) = concentration_index(ranked(mpg, hp)) AS plain,
	concentration_index(mpg, hp, wt) = concentration_index(ranked(mpg, hp, wt), 'STANDARD', NULL, NULL, 2, 'Ols', 1, 0.95) AS weighted,
	kakwani(mpg, hp) = kakwani(ranked(mpg, hp)) AND kakwani(mpg, hp, wt) = kakwani(ranked(mpg, hp, wt), 0.95) AS kakwani,
	redistributive_effect(mpg, hp) = redistributive_effect(ranked(mpg, hp)) AND redistributive_effect(mpg, hp, wt) = redistributive_effect(ranked(mpg, hp, wt)) AS effect,
	abs((concentration_index(sample(mpg, wt))).estimate - gini(mpg, wt)) < 1e-14 AS gini
FROM mtcars;
-- of 1 - h it is the mirror; the limits of a figure of 0 and 1 make three kinds of one; the ends of nu
SELECT abs(e.estimate + f.estimate) < 1e-14 AND abs(w.estimate + x.estimate) < 1e-14 AS mirror, abs(c.estimate + d.estimate * d.mean / (1 - d.mean)) < 1e-14 AS standard,
	abs(w.estimate - c.estimate / (1 - c.mean)) < 1e-14 AND abs(e.estimate - 4 * g.estimate) < 1e-14 AND abs(m.estimate - c.estimate) < 1e-14 AS kinds,
	abs(two.estimate - c.estimate) < 1e-14 AND abs(sym.estimate - c.estimate) < 1e-14 AND abs(one.estimate) < 1e-15 AS nu, one.std_error, one.note,
	achievement_index(a) = achievement_index(a, 2) AND abs(achievement_index(a, 1) - c.mean) < 1e-15 AND abs(achievement_index(a) - c.mean * (1 - c.estimate)) < 1e-15 AS achievement
FROM (SELECT ranked(vs, disp, wt) AS a, ranked(1 - vs, disp, wt) AS b FROM mtcars) AS s, concentration_index(a) AS c, concentration_index(b) AS d,
	concentration_index(a, 'erreygers', 0, 1) AS e, concentration_index(b, 'erreygers', 0, 1) AS f, concentration_index(a, 'wagstaff', 0, 1) AS w,
	concentration_index(b, 'wagstaff', 0, 1) AS x, concentration_index(a, 'generalized') AS g, concentration_index(a, 'modified', 0) AS m,
	concentration_index(a, 'extended') AS two, concentration_index(a, 'symmetric') AS sym, concentration_index(a, 'extended', nu => 1) AS one;
-- the test has its own scale: what multiplies values, ranks or weights changes nothing; what is added to all lowers the index
SELECT bool_and(abs(a.estimate / b.estimate - 1) < 1e-12 AND abs(a.std_error / b.std_error - 1) < 1e-12 AND abs(a.p_value / b.p_value - 1) < 1e-10) AS scale,
	bool_and(abs(a.estimate * a.mean / (o.estimate * o.mean) - 1) < 1e-12 AND abs(a.std_error * a.mean / (o.std_error * o.mean) - 1) < 1e-9) AS "offset"
FROM unnest('{ols, hc1, newey-west, cluster}'::text[]) AS errors, (SELECT ranked(round(mpg), hp, wt, carb::int) AS s, ranked(1e-100 * round(mpg), 1e100 * hp, wt * 1e50, carb::int) AS t,
	ranked(1e9 + round(mpg), hp - 1e9, wt, carb::int) AS u FROM mtcars) AS r,
	concentration_index(s, std_error => errors) AS a, concentration_index(t, std_error => errors) AS b, concentration_index(u, std_error => errors) AS o;
-- 5,190 people with 14 incomes, rows in three orders: one answer, to the last bit
CREATE TEMP TABLE visits AS
SELECT o, ranked(visits, income, weight, psu ORDER BY CASE o WHEN 1 THEN j WHEN 2 THEN -j ELSE hashint4(j) END) AS s
FROM (SELECT o, j, ('{0, 0.01, 0.06, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.9, 1.1, 1.3, 1.5}'::float8[])[1 + j * 31 % 14] AS income,
	j * j % 11 % 10 AS visits, 1 / (1 + j % 9)::float8 AS weight, j % 40 AS psu FROM generate_series(1, 5190) AS j, generate_series(1, 3) AS o) AS r GROUP BY o;
SELECT k AS kind, errors, count(DISTINCT i::text) AS answers
FROM visits, unnest('{standard, erreygers, wagstaff, extended, symmetric}'::text[]) AS k, unnest('{ols, hc1, newey-west, cluster}'::text[]) AS errors,
	concentration_index(s, k, 0, 20, 3, errors, 3) AS i WHERE k NOT IN ('extended', 'symmetric') OR errors = 'ols' GROUP BY 1, 2 ORDER BY 1, 2;
SELECT count(DISTINCT kakwani(s)::text) AS kakwani, count(DISTINCT redistributive_effect(s)::text) AS effect,
	count(DISTINCT (SELECT string_agg(c::text, '') FROM concentration_curve(s, 20) AS c)) AS curve, count(DISTINCT achievement_index(s, 3)) AS achievement FROM visits;
-- the curve: its area is the index, its ends are 0 and 1
SELECT min(share) = 0 AND max(share) = 1 AS ends, abs(1 - sum((share + before) * (p - p_before)) - index) < 1e-3 AS area, abs(max(generalized) - mean) < 1e-12 AS mean
FROM (SELECT *, lag(share) OVER (ORDER BY p) AS before, lag(p) OVER (ORDER BY p) AS p_before
	FROM (SELECT (concentration_index(s)).estimate AS index, mean(s), c.* FROM samples, concentration_curve(s, 1000) AS c WHERE name = 'mpg by hp, weight wt') AS s) AS l
GROUP BY index, mean;
-- a tax in proportion to income redistributes nothing; a head tax does the opposite; what all pay back above 100 makes all equal
SELECT tax, round(k.estimate::numeric, 12) AS kakwani, round(k.suits::numeric, 12) AS suits, round(e.redistributive_effect::numeric, 12) AS effect,
	round(e.vertical::numeric, 12) AS vertical, round(e.horizontal::numeric, 12) AS horizontal, round(e.reranking::numeric, 12) AS reranking,
	round(e.gini_before::numeric, 12) AS before, round(e.gini_after::numeric, 12) AS after, k.note, e.note
FROM (SELECT tax, ranked(CASE tax WHEN 'proportional' THEN y / 4 WHEN 'head' THEN 20 WHEN 'above 100' THEN greatest(y - 100, 0) WHEN 'unequal' THEN y * (i % 2) / 4 ELSE y - 501 + y END, y) AS s
	FROM unnest('{100, 100, 200, 200, 400, 400}'::float8[]) WITH ORDINALITY AS u(y, i), unnest('{proportional, head, above 100, unequal, reversing}'::text[]) AS tax GROUP BY tax) AS s,
	kakwani(s) AS k, redistributive_effect(s) AS e ORDER BY 1;
-- two halves of the same people do not differ; the sign turns with the order
SELECT estimate, std_error > 0 AS std_error, statistic, p_value, round(conf_low + conf_high) AS limits, note FROM samples, concentration_difference(s, s) WHERE name = 'mpg by hp';
SELECT d.estimate = -e.estimate AND d.p_value = e.p_value AND d.conf_low = -e.conf_high AS turned, d.conf_level
FROM (SELECT ranked(mpg, hp, wt) FILTER (WHERE am = 0) AS a, ranked(mpg, hp, wt) FILTER (WHERE am = 1) AS b FROM mtcars) AS s,
	concentration_difference(a, b, conf_level => 0.9) AS d, concentration_difference(b, a, conf_level => 0.9) AS e;

--
-- Too little, or too strange, to say.
--
SET extra_float_digits = -3;
CREATE TEMP TABLE strange AS
SELECT name, ranked(h, x) AS s, ranked(h, x, 1, 7) AS c
FROM (VALUES ('one', '{3}'::float8[], '{1}'::float8[]), ('two', '{3, 4}', '{1, 2}'), ('three', '{3, 4, 6}', '{1, 2, 3}'), ('one rank', '{3, 4, 5}', '{1, 1, 1}'), ('constant', '{3, 3, 3}', '{1, 2, 3}'),
	('of nothing', '{0, 0, 0}', '{1, 2, 3}'), ('no sum', '{-1, 0, 1}', '{1, 2, 3}'), ('no sum but rounding', '{0.1, 0.2, -0.3}', '{1, 2, 3}'), ('negative', '{-1, 0, 4}', '{1, 2, 3}'),
	('losses', '{-3, -2, -4}', '{1, 2, 3}'), ('on a line', '{1, 2, 3}', '{1, 2, 3}'), ('debts', '{1, 2, 3, 4}', '{-5, 1, 2, 9}'), ('only debts', '{1, 2, 3, 4}', '{-5, -1, -2, -9}'),
	('large', '{1e308, 1.7e308, 1.7e308, 1}', '{1, 2, 3, 4}'), ('small', '{1e-310, 2e-310, 4e-310, 2e-310}', '{1, 2, 3, 4}')) AS v(name, a, b), LATERAL unnest(a, b) AS u(h, x) GROUP BY name;
INSERT INTO strange VALUES ('no rows', ranked_accum(NULL, NULL, NULL), ranked_accum(NULL, 1, 1, 0));
SELECT name, estimate, std_error, statistic, df, p_value, conf_low, conf_high, std_error_method AS method, mean, sum_weight, n, n_missing AS missing, n_zero_weight AS zero, note
FROM strange, concentration_index(s) ORDER BY n, name;
SELECT name, kind, estimate, std_error IS NULL AS no_error, note
FROM strange, unnest('{generalized, modified, erreygers, wagstaff, extended, symmetric}'::text[]) AS k, concentration_index(s, k, -5, 20)
WHERE name IN ('no rows', 'one rank', 'constant', 'no sum', 'negative') ORDER BY name, 2;
SELECT name, kind, estimate, note FROM strange, unnest('{modified, erreygers, wagstaff}'::text[]) AS k, concentration_index(s, k, 3, 6) WHERE name IN ('constant', 'three') ORDER BY 1, 2;
SELECT name, errors, std_error, df, note FROM strange, unnest('{hc1, newey-west, cluster}'::text[]) AS errors, concentration_index(c, std_error => errors, lag => 2)
WHERE name IN ('no rows', 'two', 'three', 'debts') ORDER BY 1, 2;
SELECT name, k.estimate, std_error, df, p_value, concentration, gini, suits, payment_share, note FROM strange, kakwani(s) AS k ORDER BY n, name;
SELECT name, gini_before, gini_after, redistributive_effect, vertical, horizontal, round(reranking::numeric, 12) AS reranking, kakwani, payment_share, note FROM strange, redistributive_effect(s) ORDER BY n, name;
SELECT name, achievement_index(s) AS achievement, (SELECT array_agg(share) FROM concentration_curve(s, 2)) AS curve, (SELECT array_agg(generalized) FROM concentration_curve(s, 2)) AS generalized
FROM strange WHERE name <> 'no sum but rounding' ORDER BY n(s), name;
SELECT estimate1, estimate2, estimate, std_error, p_value, note FROM strange AS a, strange AS b, concentration_difference(a.s, b.s) WHERE a.name = 'debts' AND b.name IN ('debts', 'two', 'no rows', 'on a line') ORDER BY b.name;
SELECT (concentration_index(x, x)).note, (kakwani(x, x, x)).note, (redistributive_effect(x, x)).note FROM (SELECT 1::float8 AS x WHERE false) AS v;
-- what is left out is counted
SELECT (concentration_index(h, x, w)).n, (concentration_index(h, x, w)).n_missing, (concentration_index(h, x, w)).n_zero_weight, (concentration_index(h, x, w)).sum_weight,
	(kakwani(h, x, w)).n_missing, (redistributive_effect(h, x, w)).n_zero_weight
FROM (VALUES (1, 1, 1), (2, 2, 2.5), (3, NULL, 1), (NULL, 3, 1), (2, 2, NULL), (4, 4, 0), (5, 5, 0)) AS v(h, x, w);
RESET extra_float_digits;

--
-- What is refused.
--
\set one '(SELECT s FROM strange WHERE name = ''three'')'
SELECT concentration_index(:one, 'relative');
\echo :SQLSTATE
SELECT concentration_index(:one, std_error => 'hc3');
\echo :SQLSTATE
SELECT concentration_index(:one, std_error => 'cluster');
\echo :SQLSTATE
SELECT concentration_index(:one, 'modified');
\echo :SQLSTATE
SELECT concentration_index(:one, 'erreygers');
\echo :SQLSTATE
SELECT concentration_index(:one, 'erreygers', 0);
\echo :SQLSTATE
SELECT concentration_index(:one, 'wagstaff', NULL, 6);
\echo :SQLSTATE
SELECT concentration_index(:one, 'wagstaff', 6, 6);
\echo :SQLSTATE
SELECT concentration_index(:one, 'erreygers', 4, 6);
\echo :SQLSTATE
SELECT concentration_index(:one, 'wagstaff', 0, 5);
\echo :SQLSTATE
SELECT concentration_index(:one, 'modified', 3.5);
\echo :SQLSTATE
SELECT concentration_index(:one, low => 4);
\echo :SQLSTATE
SELECT concentration_index(:one, 'extended', nu => 0.5);
\echo :SQLSTATE
SELECT concentration_index(:one, 'symmetric', nu => 1);
\echo :SQLSTATE
SELECT concentration_index(:one, lag => -1);
\echo :SQLSTATE
SELECT concentration_index(:one, lag => 1001);
\echo :SQLSTATE
SELECT concentration_index(:one, conf_level => 95);
\echo :SQLSTATE
SELECT concentration_index(:one, low => 'NaN');
\echo :SQLSTATE
SELECT concentration_index(:one, high => 'Infinity');
\echo :SQLSTATE
SELECT concentration_index(:one, kind => NULL);
\echo :SQLSTATE
SELECT concentration_index(:one, nu => NULL);
\echo :SQLSTATE
SELECT concentration_index(:one, std_error => NULL);
\echo :SQLSTATE
SELECT concentration_difference(:one, :one, 'erreygers');
\echo :SQLSTATE
SELECT concentration_difference(:one, :one, std_error => 'cluster');
\echo :SQLSTATE
SELECT achievement_index(:one, 0.9);
\echo :SQLSTATE
SELECT concentration_curve(:one, 0);
\echo :SQLSTATE
SELECT kakwani(:one, 0);
\echo :SQLSTATE
SELECT concentration_index(1, 'NaN');
\echo :SQLSTATE
SELECT concentration_index(1, 1, -1);
\echo :SQLSTATE
SELECT kakwani('Infinity', 1);
\echo :SQLSTATE
SELECT redistributive_effect(1, 1, -2);
\echo :SQLSTATE
SELECT concentration_index(NULL::ranked) IS NULL AS index, concentration_difference(NULL, :one) IS NULL AS difference, kakwani(:one, NULL) IS NULL AS kakwani,
	redistributive_effect(NULL) IS NULL AS effect, achievement_index(NULL) IS NULL AS achievement, (SELECT count(*) FROM concentration_curve(NULL)) AS curve;

-- Stata's other curves, and the error that counts the mean and the ranks as estimated
SELECT kind, round(((concentration_index(r, kind, nu => 2)).estimate / (concentration_index(r, 'generalized')).estimate)::numeric, 9) AS of_generalized, (concentration_index(r, kind, nu => 2)).std_error
FROM (SELECT ranked(i * i % 7, i) AS r FROM generate_series(1, 30) AS i) AS s, unnest('{generalized extended,generalized symmetric}'::text[]) AS kind;
SELECT (concentration_index(r, 'generalized symmetric', nu => 1)).estimate FROM (SELECT ranked(i, i) AS r FROM generate_series(1, 3) AS i) AS s;
SELECT (c).df, round((c).std_error::numeric, 12) AS std_error, (c).std_error_method
FROM (SELECT concentration_index(sample(i * i, 1 + i % 3), std_error => 'linearized') AS c FROM generate_series(1, 30) AS i OFFSET 0) AS s;
