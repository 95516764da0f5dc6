\set ECHO none
\set topic normality_sample
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- R's Shapiro-Wilk; the formulas of nortest written down a second time.
--
CREATE TEMP TABLE col AS
SELECT 'ozone' AS name, ozone AS x FROM airquality UNION ALL SELECT 'mpg', mpg FROM mtcars
UNION ALL SELECT 'carb', carb FROM mtcars UNION ALL SELECT 'hp', hp FROM mtcars
UNION ALL SELECT 'education', education FROM swiss UNION ALL SELECT 'fertility', fertility FROM swiss
UNION ALL SELECT 'weight', weight FROM chickwts UNION ALL SELECT 'offset', 1e9 + mpg FROM mtcars
UNION ALL SELECT 'three', x FROM unnest('{1, 2, 4}'::int[]) AS x
UNION ALL SELECT 'four', x FROM unnest('{1, 2, 4, 8}'::int[]) AS x
UNION ALL SELECT 'five', x FROM unnest('{3, 1, 4, 1, 5}'::int[]) AS x
UNION ALL SELECT 'eleven', x FROM unnest('{2, 7, 1, 8, 2, 8, 1, 8, 2, 8, 4}'::int[]) AS x
UNION ALL SELECT 'twelve', x FROM unnest('{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8}'::int[]) AS x
UNION ALL SELECT 'waves', sin(i) FROM generate_series(1, 2000) AS i
UNION ALL SELECT 'skewed', (i * (7919 % 2003)::float8) ^ 2 FROM generate_series(1, 2000) AS i;
INSERT INTO got SELECT 'shapiro_wilk', name, figure.*
FROM (SELECT name, shapiro_wilk_test(x) AS t FROM col GROUP BY name) AS c, json_each_text(to_json(t)) AS figure
UNION ALL SELECT 'anderson_darling', name, figure.*
FROM (SELECT name, anderson_darling_test(x) AS t FROM col GROUP BY name) AS c, json_each_text(to_json(t)) AS figure
UNION ALL SELECT 'lilliefors', name, figure.*
FROM (SELECT name, lilliefors_test(x) AS t FROM col GROUP BY name) AS c, json_each_text(to_json(t)) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;

-- in one step or from a sample; a weight is the row so many times
SELECT shapiro_wilk_test(ozone) = shapiro_wilk_test(sample(ozone)) AS shapiro,
	anderson_darling_test(ozone) = anderson_darling_test(sample(ozone)) AS anderson,
	lilliefors_test(ozone) = lilliefors_test(sample(ozone)) AS lilliefors, (shapiro_wilk_test(ozone)).n_missing
FROM airquality;
SELECT abs((a.w).statistic - (b.w).statistic) < 1e-13 AS shapiro, abs((a.a).statistic - (b.a).statistic) < 1e-12 AS anderson,
	abs((a.l).statistic - (b.l).statistic) < 1e-13 AS lilliefors, (a.w).n = (b.w).n AS n
FROM (SELECT shapiro_wilk_test(s) AS w, anderson_darling_test(s) AS a, lilliefors_test(s) AS l
		FROM (SELECT sample(gear, carb) AS s FROM mtcars) AS s) AS a,
	(SELECT shapiro_wilk_test(gear) AS w, anderson_darling_test(gear) AS a, lilliefors_test(gear) AS l
		FROM mtcars, generate_series(1, carb::int)) AS b;

-- units do not matter, however large or small
SELECT scale, abs((shapiro_wilk_test(mpg * scale)).statistic - 0.94756) < 1e-5 AS shapiro,
	abs((anderson_darling_test(mpg * scale)).statistic - 0.57968) < 1e-5 AS anderson,
	abs((lilliefors_test(mpg * scale)).statistic - 0.12630) < 1e-4 AS lilliefors
FROM mtcars, unnest('{1, 1e-300, 1e300, -1e-7}'::float8[]) AS scale GROUP BY scale ORDER BY scale;

-- far from normal: where a formula ends is told
SELECT (t).method, (t).p_value < 1e-30 AS tiny, (t).p_value > 0 AS above_0, (t).note
FROM (SELECT unnest(ARRAY[shapiro_wilk_test(x), anderson_darling_test(x), lilliefors_test(x)]) AS t
	FROM (SELECT CASE WHEN i = 1 THEN 1e6 ELSE i END AS x FROM generate_series(1, 3000) AS i) AS v OFFSET 0) AS s;

--
-- Too little, too much, or nothing to test.
--
SELECT rows, (t).method, (t).statistic, (t).p_value, (t).n, (t).n_missing, (t).note
FROM (SELECT rows, unnest(ARRAY[shapiro_wilk_test(x), anderson_darling_test(x), lilliefors_test(x)]) AS t
	FROM (SELECT 'none' AS rows, NULL::float8 AS x FROM generate_series(1, 3) UNION ALL SELECT 'two', generate_series(1, 2)
		UNION ALL SELECT 'constant', 0.1 FROM generate_series(1, 20)
		UNION ALL SELECT 'too wide', CASE WHEN i = 1 THEN -1.7e308 ELSE 1e307 * i END FROM generate_series(1, 17) AS i) AS v
	GROUP BY rows OFFSET 0) AS s ORDER BY rows, 2;
SELECT (shapiro_wilk_test(x)).p_value, (shapiro_wilk_test(x)).note, (anderson_darling_test(x)).p_value IS NOT NULL AS anderson,
	(lilliefors_test(x)).p_value IS NOT NULL AS lilliefors FROM generate_series(1, 5001) AS x;
SELECT (t).statistic, (t).n, (t).note FROM (SELECT unnest(ARRAY[shapiro_wilk_test(s), anderson_darling_test(s), lilliefors_test(s)]) AS t
	FROM (SELECT sample(x, 0.5) AS s FROM generate_series(1, 20) AS x) AS v) AS s;
SELECT shapiro_wilk_test(NULL::sample) IS NULL AS shapiro, anderson_darling_test(NULL::sample) IS NULL AS anderson,
	lilliefors_test(NULL::sample) IS NULL AS lilliefors;
\set VERBOSITY sqlstate
SELECT shapiro_wilk_test('NaN'::float8);
SELECT anderson_darling_test('Infinity'::float8);
SELECT lilliefors_test('-Infinity'::float8);
