\set ECHO none
\set topic t_test
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- One summary of two groups is the two summaries.
--
CREATE TEMP TABLE pair ("case" text, p moments_pair, a moments, b moments, t t_test_result);
INSERT INTO pair
SELECT 'chickwts casein linseed', moments_pair(weight, feed = 'casein'),
	moments(weight) FILTER (WHERE feed = 'casein'),
	moments(weight) FILTER (WHERE feed = 'linseed'), t_test(weight, feed = 'casein')
FROM chickwts WHERE feed IN ('casein', 'linseed')
UNION ALL SELECT 'insectsprays C F', moments_pair(count, spray = 'C'),
	moments(count) FILTER (WHERE spray = 'C'),
	moments(count) FILTER (WHERE spray = 'F'), t_test(count, spray = 'C')
FROM insectsprays WHERE spray IN ('C', 'F')
UNION ALL SELECT 'airquality ozone 5 8',
	moments_pair(ozone, CASE month WHEN 5 THEN true WHEN 8 THEN false END),
	moments(ozone) FILTER (WHERE month = 5), moments(ozone) FILTER (WHERE month = 8),
	t_test(ozone, CASE month WHEN 5 THEN true WHEN 8 THEN false END)
FROM airquality;

-- but for the rows without a group, which no group has missing
SELECT "case", to_jsonb(t_test(p)) - 'n_missing' = to_jsonb(t_test(a, b)) - 'n_missing' AS same,
	t = t_test(p) AS in_one_step, to_jsonb(t_test(p, 2, 'less', true, 0.9)) - 'n_missing'
		= to_jsonb(t_test(a, b, 2, 'less', true, 0.9)) - 'n_missing' AS with_options,
	(t_test(a, b)).n_missing AS of_groups, (t_test(p)).n_missing AS of_all
FROM pair ORDER BY 1;
SELECT count(*) FILTER (WHERE ozone IS NULL AND month IN (5, 8)) AS of_groups,
	count(*) FILTER (WHERE ozone IS NULL OR month NOT IN (5, 8)) AS of_all
FROM airquality;

-- and its figures are those of another program
INSERT INTO got
SELECT "case", 'welch, two-sided, mu 0, level 0.95', figure.*
FROM pair, json_each_text(to_json(t_test(p))) AS figure;
INSERT INTO got
SELECT "case", 'student, two-sided, mu 0, level 0.95', figure.*
FROM pair, json_each_text(to_json(t_test(p, var_equal => true))) AS figure;
DELETE FROM reference WHERE args NOT LIKE '%, two-sided, mu 0, level 0.95'
	OR "case" NOT IN (SELECT "case" FROM pair);
SELECT * FROM compared;
SELECT * FROM differing;

--
-- Rows without a group or a value are missing.
--
SELECT t.n1, t.mean1, t.n2, t.mean2, t.estimate, p::text::moments_pair = p AS exact
FROM (SELECT moments_pair(x, g) AS p FROM (VALUES (1, true), (3, true), (NULL, true),
		(10, false), (14, false), (99, NULL), (NULL, NULL)) AS v(x, g)) AS s,
	LATERAL (SELECT (t_test(p)).* OFFSET 0) AS t;
SELECT t.n1, t.n2, t.estimate, t.p_value, t.note IS NOT NULL AS noted
FROM (SELECT moments_pair(x, g) FROM (SELECT 1::float8, true WHERE false) AS v(x, g)
	UNION ALL SELECT moments_pair(x, x > 0) FROM (VALUES (1::float8), (2), (4)) AS v(x)) AS s(p),
	LATERAL (SELECT (t_test(p)).* OFFSET 0) AS t;

--
-- rollup() of any grouping is one pass.
--
SELECT (parts.t).n1 = (whole.t).n1 AND (parts.t).n2 = (whole.t).n2 AS same,
	abs((parts.t).p_value / (whole.t).p_value - 1) < 1e-11 AS near
FROM (SELECT t_test(ozone, temp > 80) FROM airquality) AS whole(t),
	(SELECT t_test(rollup(p)) FROM (SELECT moments_pair(ozone, temp > 80) AS p
		FROM airquality GROUP BY day) AS d) AS parts(t);
SELECT rollup(p) IS NULL AS rollup_of_nothing FROM pair WHERE false;
SELECT p = (SELECT rollup(q) FROM (SELECT p AS q
	UNION ALL SELECT moments_pair(x, true) FROM (SELECT 1::float8 WHERE false) AS v(x)) AS d)
	AS with_the_empty
FROM pair;

--
-- As a value: text, equality, hash, jsonb.
--
SELECT count(*) AS not_exact FROM pair
WHERE p::text::moments_pair <> p OR NOT p::text::moments_pair = p
	OR p::text::moments_pair::text <> p::text;
SET enable_sort = off;
SELECT count(*) AS groups FROM (SELECT p FROM (
	SELECT p FROM pair UNION ALL SELECT p FROM pair) AS twice GROUP BY p) AS g;
RESET enable_sort;
SELECT p::text, p::jsonb FROM (SELECT moments_pair(x, x > 1) AS p FROM (VALUES (1), (2), (4), (6)) AS v(x)) AS s;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT moments_pair('NaN'::float8, true);
SELECT moments_pair('-Infinity'::float8, false);
SELECT t_test('Infinity'::float8, true);
SELECT ''::moments_pair;
SELECT (left(p::text, 25))::moments_pair FROM pair LIMIT 1;
SELECT (p::text || 'x')::moments_pair FROM pair LIMIT 1;
SELECT a::text::moments_pair FROM pair LIMIT 1;
SELECT p::text::moments FROM pair LIMIT 1;
\set VERBOSITY default
-- a NULL flag hides the value, so this is no error
SELECT n1, n2 FROM (SELECT (t_test('NaN'::float8, NULL)).* OFFSET 0) AS t;
