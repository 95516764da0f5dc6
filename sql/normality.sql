\set ECHO none
\set topic normality
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- The figures are those of the formulas written down a second time.
--
CREATE TEMP TABLE summary ("case" text, m moments);
INSERT INTO summary
SELECT 'chickwts weight', moments(weight) FROM chickwts
UNION ALL SELECT 'insectsprays count', moments(count) FROM insectsprays
UNION ALL SELECT 'iris petal_length', moments(petal_length) FROM iris
UNION ALL SELECT 'usjudgeratings cont', moments(cont) FROM usjudgeratings
UNION ALL SELECT 'airquality ozone', moments(ozone) FROM airquality;

INSERT INTO got
SELECT "case", 'dagostino', figure.*
FROM summary, json_each_text(to_json(dagostino_test(m))) AS figure
UNION ALL SELECT "case", 'jarque_bera', figure.*
FROM summary, json_each_text(to_json(jarque_bera_test(m))) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;

-- below 100 rows Jarque-Bera is approximate
SELECT j.n >= 100 AS many, d.method, j.method, d.note, j.note
FROM summary, LATERAL (SELECT (dagostino_test(m)).* OFFSET 0) AS d,
	LATERAL (SELECT (jarque_bera_test(m)).* OFFSET 0) AS j
GROUP BY 1, 2, 3, 4, 5 ORDER BY 1;

-- the same summaries, rolled up
SELECT abs(d.p_value / whole.p_value - 1) < 1e-9 AS near
FROM (SELECT (dagostino_test(rollup(m))).* FROM (SELECT moments(petal_length) AS m
		FROM iris GROUP BY species) AS s) AS d,
	(SELECT (dagostino_test(moments(petal_length))).* FROM iris) AS whole;

-- a far tail is a number, not 0
SELECT j.p_value BETWEEN 1e-66 AND 1e-63 AS far
FROM (SELECT (jarque_bera_test(moments(CASE WHEN i <= 4 THEN 9 ELSE i % 2 END))).*
	FROM generate_series(1, 60) AS i) AS j;

--
-- Too little to say.
--
SELECT label, d.n, d.statistic, d.df, d.p_value, d.z_skewness, d.z_kurtosis,
	d.note IS NOT NULL AS noted
FROM (SELECT '0 no rows', moments(x) FROM (SELECT 1::float8 WHERE false) AS v(x)
	UNION ALL SELECT '1 one row', moments(3.5)
	UNION ALL SELECT '3 rows', moments(x) FROM (VALUES (1), (2), (5)) AS v(x)
	UNION ALL SELECT 'constant', moments(0.1) FROM generate_series(1, 30)
	UNION ALL SELECT 'printed table', moments_of(30, 10, 2)) AS s(label, m),
	LATERAL (SELECT (dagostino_test(m)).* OFFSET 0) AS d
ORDER BY 1;
SELECT label, j.n, j.statistic, j.df, j.p_value, j.note IS NOT NULL AS noted
FROM (SELECT '0 no rows', moments(x) FROM (SELECT 1::float8 WHERE false) AS v(x)
	UNION ALL SELECT '1 one row', moments(3.5)
	UNION ALL SELECT 'constant', moments(0.1) FROM generate_series(1, 30)
	UNION ALL SELECT 'printed table', moments_of(30, 10, 2)) AS s(label, m),
	LATERAL (SELECT (jarque_bera_test(m)).* OFFSET 0) AS j
ORDER BY 1;
SELECT d.note, j.note
FROM (SELECT moments(i * 1e-170) AS m FROM generate_series(1, 30) AS i) AS s,
	LATERAL (SELECT (dagostino_test(m)).* OFFSET 0) AS d, LATERAL (SELECT (jarque_bera_test(m)).* OFFSET 0) AS j;
SELECT dagostino_test(NULL) IS NULL AS dagostino, jarque_bera_test(NULL) IS NULL AS jarque_bera;
