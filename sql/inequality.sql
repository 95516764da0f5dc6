\set ECHO none
\set topic inequality
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- All indices and the Lorenz curve: the figures of another program.
--
CREATE TEMP TABLE v AS SELECT * FROM (
	SELECT 'chickwts weight' AS name, weight AS y, NULL::float8 AS w FROM chickwts
	UNION ALL SELECT 'swiss education', education, NULL FROM swiss
	UNION ALL SELECT 'swiss education by catholic', education, catholic FROM swiss
	UNION ALL SELECT 'mtcars hp by carb', hp, carb FROM mtcars
	UNION ALL SELECT 'mtcars hp by vs', hp, vs FROM mtcars
	UNION ALL SELECT 'airquality ozone by month', ozone, month FROM airquality
	UNION ALL SELECT 'insectsprays count', count, NULL FROM insectsprays
	UNION ALL SELECT 'incomes', y, NULL FROM unnest('{541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261}'::float8[]) AS y
	UNION ALL SELECT 'incomes by times', y, w FROM unnest('{541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261}'::float8[],
		'{1, 3, 2, 1, 1, 4, 2, 1, 2, 1}'::float8[]) AS u(y, w)
	UNION ALL SELECT 'equal', 4, w FROM unnest('{1, 2.5, 1, 0.5, 1, 1}'::float8[]) AS w
	UNION ALL SELECT 'debts', y, NULL FROM unnest('{-2, 5, 0, 1, -1, 30, 9}'::float8[]) AS y) AS v;
CREATE TEMP TABLE samples AS
SELECT name, CASE WHEN count(w) > 0 THEN sample(y, w) ELSE sample(y) END AS s, coalesce(min(y), 0) < 0 AS negative FROM v GROUP BY name;
INSERT INTO got SELECT 'inequality', name, figure.* FROM samples, json_each_text(to_json(inequality(s))) AS figure;
INSERT INTO got
SELECT 'generalized_entropy', format('%s, %s', name, a), 'value', generalized_entropy(s, a)
FROM samples, unnest('{-1.5, 0, 0.25, 1, 1.75, 3}'::float8[]) AS a WHERE NOT negative;
INSERT INTO got
SELECT 'atkinson', format('%s, %s', name, e), 'value', atkinson(s, e)
FROM samples, unnest('{0, 0.25, 1, 1.5, 4}'::float8[]) AS e WHERE NOT negative;
INSERT INTO got
SELECT 'lorenz', format('%s, %s of %s', name, round(l.p * points), points), figure.*
FROM samples, unnest('{4, 10}'::int[]) AS points, lorenz(s, points) AS l, json_each_text(to_json(l)) AS figure;
INSERT INTO got
SELECT 'herfindahl', name, 'value', herfindahl(s) FROM samples WHERE NOT negative;
SELECT * FROM compared;
SELECT * FROM differing;
-- the single functions are the fields
SELECT name FROM samples, inequality(s) AS i
WHERE gini(s) IS DISTINCT FROM i.gini OR hoover(s) IS DISTINCT FROM i.hoover OR palma(s) IS DISTINCT FROM i.palma
	OR quintile_share_ratio(s) IS DISTINCT FROM i.quintile_share_ratio OR quantile(s, 0.5, 2) IS DISTINCT FROM i.median OR mean(s) IS DISTINCT FROM i.mean
	OR NOT negative AND (theil(s), mean_log_deviation(s), generalized_entropy(s, 2), atkinson(s, 0.5), atkinson(s, 1), atkinson(s, 2))
		IS DISTINCT FROM (i.theil, i.mean_log_deviation, i.ge2, i.atkinson_half, i.atkinson_1, i.atkinson_2);
SELECT bool_and(gini(s) = g AND theil(s) = t AND gini(sw) = gw AND theil(sw) = tw) AS in_one_step
FROM (SELECT sample(y) AS s, gini(y) AS g, theil(y) AS t, sample(y, w) AS sw, gini(y, w) AS gw, theil(y, w) AS tw FROM v WHERE name <> 'debts' GROUP BY name) AS s;

--
-- What must hold whatever the data.
--
-- another currency changes nothing; a gift to everybody lowers it; an offset keeps its digits
CREATE TEMP VIEW cars AS SELECT round(mpg) AS y, wt AS w FROM mtcars;
SELECT bool_and(abs(a.gini / b.gini - 1) < 1e-13 AND abs(a.theil / b.theil - 1) < 1e-12 AND abs(a.atkinson_2 / b.atkinson_2 - 1) < 1e-12
		AND abs(a.hoover / b.hoover - 1) < 1e-13 AND abs(a.palma / b.palma - 1) < 1e-13 AND abs(a.p90_p10 / b.p90_p10 - 1) < 1e-13) AS currency,
	bool_and(c.gini < a.gini AND c.theil < a.theil AND c.atkinson_half < a.atkinson_half AND c.quintile_share_ratio < a.quintile_share_ratio) AS gift
FROM (SELECT sample(y, w) AS s, sample(y / 7e30, w) AS t, sample(y + 10, w) AS u FROM cars) AS s,
	inequality(s) AS a, inequality(t) AS b, inequality(u) AS c;
SELECT abs(o.gini * o.mean / (a.gini * a.mean) - 1) < 1e-13 AS gini, abs(o.hoover * o.mean / (a.hoover * a.mean) - 1) < 1e-13 AS hoover,
	abs(o.ge2 * o.mean ^ 2 / (a.ge2 * a.mean ^ 2) - 1) < 1e-13 AS ge2, abs(o.theil / o.ge2 - 1) < 1e-8 AND abs(o.mean_log_deviation / o.ge2 - 1) < 1e-8 AS near_equal
FROM (SELECT sample(y) AS s, sample(y + 1e9) AS t FROM cars) AS s, inequality(s) AS a, inequality(t) AS o;
-- everybody twice, or with another weight in all, is the same; n / (n - 1) is Stata's and R's correction
SELECT bool_and(abs(gini(a) - gini(b)) < 1e-15 AND abs(theil(a) - theil(b)) < 1e-15 AND abs(gini(a) - gini(c)) < 1e-15) AS same
FROM (SELECT sample(y) AS a, sample(y, 0.3) AS c FROM cars) AS a, (SELECT sample(y) AS b FROM cars, generate_series(1, 2)) AS b;
-- entropy is that between groups and within them
SELECT abs(whole - between_groups - within) < 1e-14 AS additive
FROM (SELECT theil(mpg, wt) AS whole, sum(mpg * wt) AS total FROM mtcars) AS w,
	(SELECT sum(share / all_share * t) AS within, theil(sample(m, weight)) AS between_groups
		FROM (SELECT gear, theil(mpg, wt) AS t, sum(mpg * wt) AS share, sum(mpg * wt) / sum(wt) AS m, sum(wt) AS weight FROM mtcars GROUP BY gear) AS g,
			(SELECT sum(mpg * wt) AS all_share FROM mtcars) AS a) AS g;
-- generalized entropy has no gap at 0 and 1; Atkinson's index grows with e
SELECT bool_and(abs(generalized_entropy(s, a + 1e-9) - generalized_entropy(s, a)) < 1e-9) AS limits,
	bool_and(atkinson(s, e) < atkinson(s, e + 0.5)) AS grows, bool_and(atkinson(s, 0) = 0) AS zero
FROM samples, unnest('{0, 1}'::float8[]) AS a, unnest('{0.5, 1, 2, 50}'::float8[]) AS e WHERE name = 'incomes';
-- the curve is convex and ends at 1; the area above it is the Gini index
SELECT name, bool_and(next IS NULL OR next - share >= share - before - 1e-15) AS convex, max(share) = 1 AS ends,
	abs(1 - sum((share + before) * (p - p_before)) - gini) < 1e-4 AS gini
FROM (SELECT name, gini(s), p, share, lag(share) OVER o AS before, lead(share) OVER o AS next, lag(p) OVER o AS p_before
	FROM samples, lorenz(s, 1000) WHERE name IN ('chickwts weight', 'mtcars hp by carb') WINDOW o AS (PARTITION BY name ORDER BY p)) AS l
GROUP BY name, gini ORDER BY 1;
-- 5,190 people with 14 incomes, rows in three orders: one answer, to the last bit
SELECT count(DISTINCT i::text) AS answers, count(DISTINCT l) AS curves
FROM (SELECT inequality(s) AS i, (SELECT string_agg(l::text, '') FROM lorenz(s, 50) AS l) AS l
	FROM (SELECT o, sample(income, weight ORDER BY CASE o WHEN 1 THEN j WHEN 2 THEN -j ELSE hashint4(j) END) AS s
		FROM (SELECT o, j, ('{0, 0.01, 0.06, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.9, 1.1, 1.3, 1.5}'::float8[])[1 + j * 31 % 14] AS income,
			1 / (1 + j % 9)::float8 AS weight FROM generate_series(1, 5190) AS j, generate_series(1, 3) AS o) AS r GROUP BY o) AS s) AS a;

--
-- Too little, or too strange, to say.
--
SET extra_float_digits = -3;
CREATE TEMP TABLE strange AS
SELECT name, sample(y) AS s FROM (VALUES ('no rows', NULL::float8[]), ('one', '{7}'), ('one, of nothing', '{0}'), ('nothing', '{0, 0, 0}'), ('equal', '{7, 7, 7, 7, 7}'),
	('zeros', '{0, 0, 1, 2, 3, 4, 5, 6, 7, 8}'), ('one has all', '{0, 0, 0, 0, 0, 0, 0, 0, 0, 10}'), ('negative', '{-1, 1, 2, 3, 4, 5, 6, 7, 8, 9}'),
	('losses', '{-9, 1, 2}'), ('no sum', '{-3, 1, 2}'), ('rounding', '{-1e16, 1, 1e16}'), ('tied above', '{1, 2, 9, 9, 9}'), ('large', '{1e307, 1e308, 5e307}'),
	('small', '{1e-310, 2e-310, 5e-324}'), ('far apart', '{1e-300, 1e300}'), ('beyond', '{-1e308, 1.7e308, 1e308}')) AS v(name, a), LATERAL unnest(coalesce(a, '{}')) AS y GROUP BY name;
INSERT INTO strange VALUES ('no rows', sample_accum(NULL, NULL));
SELECT name, i.* FROM strange, inequality(s) AS i ORDER BY n, name;
SELECT name, gini(s), hoover(s), palma(s), quintile_share_ratio(s), (SELECT array_agg(share) FROM lorenz(s, 2)) AS lorenz FROM strange ORDER BY n(s), name;
SELECT name, theil(s), mean_log_deviation(s), generalized_entropy(s, -1) AS ge, generalized_entropy(s, 0.5) AS half, atkinson(s, 0.5) AS atkinson_half, atkinson(s, 1) AS atkinson_1, atkinson(s, 1000) AS most
FROM strange WHERE quantile(s, 0, 1) >= 0 OR n(s) = 0 ORDER BY n(s), name;
SELECT * FROM lorenz(sample_accum(NULL, NULL), 1);
SELECT theil(x), gini(x), theil(x, 1) AS w, gini(x, 1) AS w FROM (SELECT 1::float8 AS x WHERE false) AS v;
-- what is left out is counted
SELECT n, n_missing, n_zero_weight, n_negative, n_zero, sum_weight, mean, note
FROM (SELECT (inequality(sample(y, w))).* FROM (VALUES (1, 1), (NULL, 1), (2, NULL), (3, 0), (-4, 2), (0, 1), (0, 0.5), (9, 3)) AS v(y, w)) AS i;

--
-- What is refused.
--
SELECT theil(-1);
\echo :SQLSTATE
SELECT theil(x, 1) FROM unnest('{-1, 2}'::float8[]) AS x;
\echo :SQLSTATE
SELECT mean_log_deviation(s) FROM strange WHERE name = 'negative';
\echo :SQLSTATE
SELECT generalized_entropy(s, 2) FROM strange WHERE name = 'negative';
\echo :SQLSTATE
SELECT atkinson(s, 0.5) FROM strange WHERE name = 'negative';
\echo :SQLSTATE
SELECT atkinson(s, -0.5) FROM strange WHERE name = 'zeros';
\echo :SQLSTATE
SELECT atkinson(s, 'NaN') FROM strange WHERE name = 'zeros';
\echo :SQLSTATE
SELECT generalized_entropy(s, 'Infinity') FROM strange WHERE name = 'zeros';
\echo :SQLSTATE
SELECT lorenz(s, 0) FROM strange WHERE name = 'zeros';
\echo :SQLSTATE
SELECT lorenz(s, 10001) FROM strange WHERE name = 'zeros';
\echo :SQLSTATE
SELECT gini(1, -1);
\echo :SQLSTATE
SELECT gini('NaN'::float8);
\echo :SQLSTATE
SELECT inequality(NULL) IS NULL AS inequality, atkinson(NULL, 1) IS NULL AS atkinson, atkinson(s, NULL) IS NULL AS e, (SELECT count(*) FROM lorenz(NULL)) AS lorenz
FROM strange WHERE name = 'one';
