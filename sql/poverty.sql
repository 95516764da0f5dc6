\set ECHO none
\set topic poverty
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- FGT, Watts, Sen, SST, at risk of poverty: the figures of another program.
--
CREATE TEMP TABLE v AS SELECT * FROM (
	SELECT 'swiss education' AS name, education AS y, NULL::float8 AS w FROM swiss
	UNION ALL SELECT 'swiss education by catholic', education, catholic FROM swiss
	UNION ALL SELECT 'mtcars hp by carb', hp, carb FROM mtcars
	UNION ALL SELECT 'mtcars hp by vs', hp, vs FROM mtcars
	UNION ALL SELECT 'airquality ozone by month', ozone, month FROM airquality
	UNION ALL SELECT 'insectsprays count', count, NULL FROM insectsprays
	UNION ALL SELECT 'incomes', y, NULL FROM unnest('{541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261}'::float8[]) AS y
	UNION ALL SELECT 'incomes by times', y, w FROM unnest('{541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261}'::float8[],
		'{1, 3, 2, 1, 1, 4, 2, 1, 2, 1}'::float8[]) AS u(y, w)
	UNION ALL SELECT 'debts', y, NULL FROM unnest('{-2, 5, 0, 1, -1, 30, 9}'::float8[]) AS y) AS v;
CREATE TEMP TABLE lines (name text, line float8);
INSERT INTO lines VALUES ('swiss education', 2), ('swiss education', 7), ('swiss education', 12), ('swiss education by catholic', 7),
	('swiss education by catholic', 12), ('mtcars hp by carb', 110), ('mtcars hp by carb', 111), ('mtcars hp by carb', 400), ('mtcars hp by vs', 100),
	('airquality ozone by month', 30), ('airquality ozone by month', 1), ('insectsprays count', 3), ('insectsprays count', 1), ('incomes', 2000),
	('incomes', 5000), ('incomes by times', 2000), ('incomes by times', 5000), ('debts', 4);
CREATE TEMP TABLE samples AS SELECT name, CASE WHEN count(w) > 0 THEN sample(y, w) ELSE sample(y) END AS s FROM v GROUP BY name;
INSERT INTO got
SELECT 'poverty', format('%s, line %s, level %s', name, line, level), figure.*
FROM samples JOIN lines USING (name), unnest('{0.95, 0.9}'::float8[]) AS level, json_each_text(to_json(poverty(s, line, level))) AS figure;
INSERT INTO got
SELECT 'fgt', format('%s, line %s, alpha %s', name, line, alpha), 'value', fgt(s, line, alpha)
FROM samples JOIN lines USING (name), unnest('{0, 0.5, 1, 3}'::float8[]) AS alpha;
INSERT INTO got
SELECT 'at_risk_of_poverty', format('%s, %s', name, share), figure.*
FROM samples, unnest('{0.6, 0.5}'::float8[]) AS share, json_each_text(to_json(at_risk_of_poverty(s, share))) AS figure;
INSERT INTO got
SELECT 'poverty by row', 'mtcars hp by carb', figure.*
FROM (SELECT poverty(hp, 60 + 10 * gear, carb) AS p FROM mtcars) AS s, json_each_text(to_json(p)) AS figure;
INSERT INTO got
SELECT 'fgt by row', format('mtcars hp by carb, alpha %s', alpha), 'value', fgt(hp, 60 + 10 * gear, alpha, carb)
FROM mtcars, unnest('{0, 1, 2.5}'::float8[]) AS alpha GROUP BY alpha;
SELECT * FROM compared;
SELECT * FROM differing;
-- in one step it is that of the summary; without weights, each weighs 1; defaults
SELECT poverty(hp / 110, 1) = poverty(sample(hp / 110), 1) AS plain, poverty(hp, 110, wt) = poverty(sample(hp / 110, wt), 1, 0.95) AS weighted,
	abs(fgt(hp, 110, 1.5) - fgt(sample(hp), 110, 1.5)) < 1e-15 AS fgt, abs(fgt(hp, 110, 0, wt) - fgt(sample(hp, wt), 110, 0)) < 1e-15 AS fgt_weighted,
	at_risk_of_poverty(sample(hp)) = at_risk_of_poverty(sample(hp), 0.6) AS at_risk
FROM mtcars;

--
-- What must hold whatever the data.
--
-- poor is who has less than the line, strictly
SELECT line, headcount, poor, gap, fgt(s, line, 0) AS fgt FROM (SELECT sample(y) AS s FROM unnest('{1, 2, 2, 2, 4}'::float8[]) AS y) AS s,
	unnest('{1, 2, 2.0000000000000004, 3}'::float8[]) AS line, poverty(s, line);
SELECT (poverty(0.1 + 0.2::float8, 0.3)).headcount, (poverty(0.3::float8 - 1e-16, 0.3)).headcount, fgt(0.1 + 0.2::float8, 0.3, 0), fgt(0.3::float8 - 1e-16, 0.3, 0);
-- FGT 0, 1, 2 are the fields; Sen and SST lie between gap and headcount; another currency changes nothing; doubling everybody neither
SELECT name, bool_and(abs(fgt(s, line, 0) - p.headcount) + abs(fgt(s, line, 1) - p.gap) + abs(fgt(s, line, 2) - p.squared_gap) < 1e-14) AS fgt,
	bool_and(p.sen BETWEEN p.gap - 1e-15 AND p.headcount + 1e-15 AND p.sst BETWEEN p.gap - 1e-15 AND 2 * p.gap + 1e-15 AND p.squared_gap <= p.gap) AS bounds,
	bool_and(p.conf_low <= p.headcount AND p.headcount <= p.conf_high) AS limits, bool_and(abs(p.mean_gap_of_poor * p.headcount - p.gap) < 1e-15) AS mean_gap
FROM samples JOIN lines USING (name), poverty(s, line) AS p WHERE name <> 'debts' GROUP BY name ORDER BY 1;
SELECT bool_and(abs(a.watts / b.watts - 1) + abs(a.sst / b.sst - 1) + abs(a.sen / b.sen - 1) < 1e-13 AND a.headcount = b.headcount) AS currency,
	bool_and(abs(a.watts / c.watts - 1) + abs(a.sst / c.sst - 1) + abs(a.sen / c.sen - 1) < 1e-13 AND a.headcount = c.headcount AND c.n = 2 * a.n AND c.std_error < a.std_error) AS doubled
FROM (SELECT sample(hp, wt) AS s, sample(hp / 7e9, wt) AS t FROM mtcars) AS s, (SELECT sample(hp, wt) AS u FROM mtcars, generate_series(1, 2)) AS u,
	poverty(s, 150) AS a, poverty(t, 150 / 7e9) AS b, poverty(u, 150) AS c;
-- poverty adds up over regions
SELECT abs(p.gap * p.sum_weight - parts) < 1e-12 AS additive FROM (SELECT (poverty(hp, 150, wt)).* FROM mtcars) AS p,
	(SELECT sum((p).gap * (p).sum_weight) AS parts FROM (SELECT poverty(hp, 150, wt) AS p FROM mtcars GROUP BY gear) AS g) AS g;
-- rows in three orders, ties and weights among them: one answer, to the last bit
SELECT count(DISTINCT poverty(s, 0.45)::text) AS poverty, count(DISTINCT at_risk_of_poverty(s)::text) AS at_risk, count(DISTINCT fgt(s, 0.4, 1.5)) AS fgt, count(DISTINCT p::text) AS in_one_step
FROM (SELECT o, sample(income, weight ORDER BY i) AS s, poverty(income, 0.45, weight ORDER BY i) AS p
	FROM (SELECT o, CASE o WHEN 1 THEN j WHEN 2 THEN -j ELSE hashint4(j) END AS i,
		('{0, 0.01, 0.06, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.9, 1.1, 1.3, 1.5}'::float8[])[1 + j * 31 % 14] AS income,
		1 / (1 + j % 9)::float8 AS weight FROM generate_series(1, 5190) AS j, generate_series(1, 3) AS o) AS r GROUP BY o) AS s;
-- a huge offset: gaps of people near the line keep their digits
SELECT abs(p.gap * 1000000003 - 1.5) < 1e-6 AS gap, abs(p.watts * 1000000003 - 1.5) < 1e-6 AS watts, p.headcount
FROM (SELECT sample(1e9 + x) AS s FROM generate_series(0, 3) AS x) AS s, poverty(s, 1000000003) AS p;

--
-- Too little, or too strange, to say.
--
SET extra_float_digits = -3;
CREATE TEMP TABLE strange AS
SELECT name, sample(y) AS s FROM (VALUES ('one, poor', '{1}'::float8[]), ('one, at the line', '{2}'), ('nobody poor', '{2, 3}'), ('all poor', '{1, 1, 0.5}'), ('nothing', '{0, 3}'), ('one of nothing', '{0}'), ('negative', '{-2, 1, 5}'),
	('one, in debt', '{-2}'), ('large', '{-1.7e308, 1e308, 1}'), ('denormal', '{5e-324, 5}')) AS v(name, a), LATERAL unnest(a) AS y GROUP BY name;
INSERT INTO strange VALUES ('no rows', '(1,0,0,3,1,0,0)');
SELECT name, p.* FROM strange, poverty(s, 2) AS p ORDER BY n, name;
SELECT name, a.* FROM strange, at_risk_of_poverty(s) AS a ORDER BY n, name;
SELECT name, fgt(s, 2, 0) AS headcount, fgt(s, 2, 0.5) AS half, fgt(s, 2, 1) AS gap, fgt(s, 2, 50) AS most, fgt(s, 1e308, 1) AS large_line FROM strange ORDER BY n(s), name;
SELECT (poverty(y, y)).note, (poverty(y, y, y)).n, fgt(y, y, y), fgt(y, y, y, y) FROM (SELECT 1::float8 AS y WHERE false) AS v;
-- what is left out is counted
SELECT n, n_missing, n_zero_weight, sum_weight, poor, headcount FROM (SELECT (poverty(y, line, w)).*
	FROM (VALUES (1, 2, 1), (1, NULL, 1), (NULL, 2, 1), (1, 2, NULL), (1, 2, 0), (3, 2, 2.5), (9, 10, 0.5)) AS v(y, line, w)) AS p;
SELECT fgt(y, line, alpha, w) FROM (VALUES (1, 2, 1, 1), (1, NULL, 1, 1), (NULL, 2, 1, 1), (1, 2, 1, 0), (1, 2, NULL, 1), (3, 2, 1, 2.5), (9, 10, 1, 0.5)) AS v(y, line, alpha, w);
RESET extra_float_digits;

--
-- What is refused.
--
\set s '(SELECT s FROM strange WHERE name = ''nothing'')'
SELECT poverty(:s, 0);
\echo :SQLSTATE
SELECT poverty(:s, -1);
\echo :SQLSTATE
SELECT poverty(:s, 'NaN');
\echo :SQLSTATE
SELECT poverty(:s, 'Infinity');
\echo :SQLSTATE
SELECT poverty(:s, 2, 1);
\echo :SQLSTATE
SELECT poverty(1, 0);
\echo :SQLSTATE
SELECT poverty(1, -2, 1);
\echo :SQLSTATE
SELECT poverty('NaN'::float8, 2);
\echo :SQLSTATE
SELECT poverty(1, 'Infinity'::float8);
\echo :SQLSTATE
SELECT poverty(1, 2, -1);
\echo :SQLSTATE
SELECT poverty(1e308, 1e-10);
\echo :SQLSTATE
SELECT fgt(:s, 0, 1);
\echo :SQLSTATE
SELECT fgt(:s, 2, -0.1);
\echo :SQLSTATE
SELECT fgt(:s, 2, 'NaN');
\echo :SQLSTATE
SELECT fgt(1, 0, 1);
\echo :SQLSTATE
SELECT fgt(1, 2, -1);
\echo :SQLSTATE
SELECT fgt('-Infinity', 2, 1);
\echo :SQLSTATE
SELECT fgt(1, 2, 1, -1);
\echo :SQLSTATE
SELECT at_risk_of_poverty(:s, 0);
\echo :SQLSTATE
SELECT at_risk_of_poverty(:s, -0.6);
\echo :SQLSTATE
SELECT poverty(NULL::sample, 1) IS NULL AS poverty, poverty(:s, NULL) IS NULL AS line, fgt(:s, 1, NULL) IS NULL AS alpha, at_risk_of_poverty(NULL) IS NULL AS at_risk;
