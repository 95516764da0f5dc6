\set ECHO none
\set topic comoments
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- The matrices are those of another program.
--
CREATE TEMP TABLE summary ("case" text, c comoments);
INSERT INTO summary
SELECT 'airquality', comoments(ozone, solar_r, wind, temp) FROM airquality
UNION ALL SELECT 'swiss', comoments(fertility, agriculture, examination,
	education, catholic, infant_mortality) FROM swiss
UNION ALL SELECT 'usjudgeratings', comoments(cont, intg, dmnr, dilg, cfmg, deci,
	prep, fami, oral, writ, phys, rten) FROM usjudgeratings
UNION ALL SELECT 'iris', comoments(sepal_length, sepal_width, petal_length,
	petal_width) FROM iris
UNION ALL SELECT 'airquality by day', comoments_weighted(day, ozone, wind, temp)
FROM airquality WHERE solar_r IS NOT NULL
UNION ALL SELECT 'airquality by quarters', comoments_weighted(day % 4 / 4::float8,
	ozone, wind, temp) FROM airquality WHERE solar_r IS NOT NULL;

INSERT INTO got
SELECT "case", 'means', i, (means(c))[i]
FROM summary, generate_series(1, columns(c)) AS i;
INSERT INTO got
SELECT "case", matrix, format('%s,%s', i, j), m[i][j]
FROM summary, LATERAL (VALUES ('covariance', covariance(c)),
		('correlation', correlation(c)),
		('partial_correlation', partial_correlation(c))) AS f(matrix, m),
	generate_series(1, columns(c)) AS i, generate_series(1, columns(c)) AS j;

SELECT * FROM compared;
SELECT * FROM differing;

-- a matrix is symmetric to the bit, and a correlation with itself is 1
SELECT "case", count(*) FILTER (WHERE m[i][j] <> m[j][i]) AS asymmetric,
	bool_and((correlation(c))[i][i] = 1) AS ones
FROM summary, LATERAL (VALUES (covariance(c)), (correlation(c)),
		(partial_correlation(c))) AS f(m),
	generate_series(1, columns(c)) AS i, generate_series(1, columns(c)) AS j
GROUP BY 1 ORDER BY 1;

--
-- Columns of any numeric type, boolean as 0 and 1; or one array.
--
SELECT comoments(a, b, c, d, e, f, g) = comoments(ARRAY[a, b, c, d, e, f, g::int]::float8[])
	AS same, comoments(VARIADIC ARRAY[a, b]::float8[]) = comoments(a, b) AS variadic
FROM (SELECT i::smallint AS a, (i * i)::int AS b, (7 * i % 5)::bigint AS c,
		i / 4::numeric AS d, i::float4 AS e, sqrt(i) AS f, i % 2 = 0 AS g
	FROM generate_series(1, 9) AS i) AS v;
SELECT comoments_weighted(w, x, y) = comoments_weighted(w, ARRAY[x, y]) AS same,
	comoments_weighted(1, x, y) = comoments(x, y) AS weight_one
FROM (SELECT i::float8 AS x, sqrt(i) AS y, i % 3 AS w FROM generate_series(1, 9) AS i) AS v;

--
-- What counts as a row: one with every column known.
--
SELECT n(c), n_missing(c), sum_weight(c), columns(c), means(c), covariance(c)
FROM (SELECT comoments(x, y) AS c
	FROM (VALUES (1, 2), (NULL, 9), (3, 6), (9, NULL), (NULL, NULL)) AS v(x, y)) AS s;
SELECT n(c), n_missing(c), columns(c), means(c)
FROM (SELECT comoments(a) AS c
	FROM (VALUES ('{1, 2}'), (NULL), ('{3, 6}')) AS v(t),
		LATERAL (SELECT t::float8[]) AS array_of(a)) AS s;
SELECT n(c), n_missing(c), sum_weight(c), means(c)
FROM (SELECT comoments_weighted(w, x, y) AS c
	FROM (VALUES (2, 1, 2), (NULL, 9, 9), (0, 99, 99), (1, 4, 8), (1, NULL, 3)) AS v(w, x, y)) AS s;

--
-- Too little to say.
--
CREATE TEMP TABLE small ("case" text, c comoments);
INSERT INTO small
SELECT '0 no rows', comoments(x, x) FROM (SELECT 1 WHERE false) AS v(x)
UNION ALL SELECT '1 all NULL', comoments(NULL::float8, 1) FROM generate_series(1, 3)
UNION ALL SELECT '2 one row', comoments(3, 4)
UNION ALL SELECT '3 two rows', comoments(x, -x) FROM (VALUES (1), (2)) AS v(x)
UNION ALL SELECT '4 constant', comoments(x, 0.1) FROM (VALUES (1), (2), (6)) AS v(x)
UNION ALL SELECT '5 one column', comoments(x) FROM (VALUES (1), (2), (6)) AS v(x);
SELECT "case", n(c), n_missing(c), columns(c), means(c), covariance(c),
	correlation(c)::numeric(20, 12)[] AS correlation, partial_correlation(c)
FROM small ORDER BY 1;

--
-- Far from zero no digit is lost.
--
SELECT "offset", covariance(c), round((correlation(c))[1][2]::numeric, 12) AS r
FROM (SELECT "offset", comoments("offset" + x, "offset" - y) AS c
	FROM (VALUES (4, 0), (7, 6), (13, 3), (16, 3)) AS v(x, y),
		unnest('{0, 1e6, 1e9}'::float8[]) AS "offset"
	GROUP BY 1) AS s
ORDER BY 1;

--
-- rollup() of any grouping is one pass.
--
SELECT n(parts) = n(whole) AND n_missing(parts) = n_missing(whole) AS same,
	(SELECT bool_and(abs((correlation(parts))[i][j] - (correlation(whole))[i][j]) < 1e-13)
	 FROM generate_series(1, 4) AS i, generate_series(1, 4) AS j) AS near
FROM (SELECT comoments(ozone, solar_r, wind, temp) FROM airquality) AS a(whole),
	(SELECT rollup(c) FROM (SELECT comoments(ozone, solar_r, wind, temp) AS c
		FROM airquality GROUP BY day) AS p) AS b(parts);
-- no rows and rows of NULL say nothing of the number of columns
SELECT n(rollup(c)), n_missing(rollup(c)), columns(rollup(c)) FROM small WHERE "case" < '5';
SELECT n(rollup(c)) FROM small WHERE false;

--
-- As a value: text, equality, hash, jsonb.
--
SELECT count(*) AS not_exact FROM (TABLE summary UNION ALL TABLE small) AS s
WHERE c::text::comoments <> c OR NOT c::text::comoments = c
	OR c::text::comoments::text <> c::text;
SET enable_sort = off;
SELECT count(*) AS groups FROM (SELECT c FROM (
	SELECT c FROM summary UNION ALL SELECT c FROM summary) AS twice GROUP BY c) AS g;
RESET enable_sort;
SELECT c::text, c::jsonb FROM small WHERE "case" IN ('0 no rows', '3 two rows') ORDER BY n(c);

--
-- Many columns.  A table has no more than 1600; an array may have.
--
CREATE TEMP TABLE wide AS
SELECT i, array_agg(sin(i * j)) AS a
FROM generate_series(1, 3) AS i, generate_series(1, 1700) AS j GROUP BY i;
SELECT columns(comoments(a[1:200])), n(comoments(a[1:200])),
	comoments(a[1:200])::text::comoments = comoments(a[1:200]) AS exact FROM wide;
\set VERBOSITY sqlstate
SELECT columns(comoments(a[1:1600])) FROM wide;
SELECT columns(comoments(a)) FROM wide;

-- some of the columns, in another order, one of them reversed: as from the rows
\set VERBOSITY default
SELECT select_columns(c, '{1,2,3,4}') = c AS all, select_columns(c, '{4,1}') = comoments(x4, x1) AS two,
	select_columns(c, '{3,-2}', 100) = comoments(x3, 100 - x2) AS reversed, select_columns(select_columns(c, '{-1,-4}', 7), '{-1,-2}', 7) = comoments(x1, x4) AS twice,
	mean(moments_of(c, 3)) = avg(x3) AS mean, moments_of(c, 2) = moments_of(comoments(x2), 1) AS moments, variance(moments_of(c, 3)) = variance(moments(x3)) AS variance,
	maximum(moments_of(c, 3))
FROM (SELECT i % 5 AS x1, i % 7 AS x2, i % 3 AS x3, i % 4 AS x4 FROM generate_series(1, 32) AS i) AS d,
	(SELECT comoments(i % 5, i % 7, i % 3, i % 4) AS c FROM generate_series(1, 32) AS i) AS s
GROUP BY c;
-- nothing is less than 0 where it is 0
SELECT select_columns(c, '{1,-2}') AS zero FROM (SELECT comoments(x, y) AS c FROM (VALUES (-1, 1), (1, 1), (0, -2)) AS v(x, y)) AS s;
SELECT n(s), n_missing(s), means(s), n(moments_of(s, 1)), n_missing(moments_of(s, 1)), mean(moments_of(s, 1)), s::text::comoments = s AS written, moments_of(s, 1)::text::moments = moments_of(s, 1) AS moments
FROM (SELECT select_columns(comoments(x, y), '{-2}', 6) AS s FROM (VALUES (1, 2), (3, 5), (NULL, 1)) AS v(x, y)
	UNION ALL SELECT select_columns(comoments(x, y), '{-2}', 6) FROM (VALUES (NULL::int, 1)) AS v(x, y)
	UNION ALL SELECT select_columns('(1,0,0,4,0)'::comoments, '{1,5}')) AS s;

--
-- What is refused.
--
SELECT select_columns(comoments(1, 2), '{1,3}');
SELECT select_columns(comoments(1, 2), '{0}');
SELECT select_columns(comoments(1, 2), '{-2147483648}');
SELECT select_columns(comoments(1, 2), '{1,-1}');
SELECT select_columns(comoments(1, 2), '{}');
SELECT select_columns(comoments(1, 2), '{1,NULL}');
SELECT select_columns(comoments(1, 2), '{{1},{2}}');
SELECT select_columns(comoments(1, 2), '{-1}', 'Infinity');
SELECT select_columns(comoments(1, -1.5e308), '{-2}', 1e308);
SELECT moments_of(comoments(1, 2), 3);
\set VERBOSITY sqlstate
SELECT comoments();
SELECT comoments_weighted(1);
SELECT comoments('{}'::float8[]);
SELECT comoments('{{1, 2}, {3, 4}}'::float8[]);
SELECT comoments(a) FROM (VALUES ('{1, 2}'::float8[]), ('{1, 2, 3}')) AS v(a);
SELECT comoments_weighted(1, a) FROM (VALUES ('{1, 2}'::float8[]), ('{1}')) AS v(a);
SELECT comoments(x, y) FROM (VALUES (1, 'a'), (2, 'b')) AS v(x, y);
SELECT comoments(x, now()) FROM (VALUES (1)) AS v(x);
SELECT comoments(x, y) FROM (VALUES (1, 'NaN'::float8), (2, 3)) AS v(x, y);
SELECT comoments(x, 'NaN'::numeric) FROM (VALUES (1)) AS v(x);
SELECT comoments(x, 'Infinity'::float4) FROM (VALUES (1)) AS v(x);
SELECT comoments(ARRAY[1, '-Infinity'::float8]);
SELECT comoments_weighted(-1, 1, 2);
SELECT comoments_weighted('NaN', 1, 2);
SELECT comoments_weighted('Infinity', ARRAY[1, 2]::float8[]);
SELECT rollup(c) FROM (SELECT comoments(1, 2) AS c UNION ALL SELECT comoments(1, 2, 3)) AS v;
SELECT ''::comoments;
SELECT (left(c::text, 30))::comoments FROM summary LIMIT 1;
SELECT (c::text || 'x')::comoments FROM summary LIMIT 1;
-- in the user's words
\set VERBOSITY terse
SELECT comoments(a) FROM (VALUES ('{1, 2}'::float8[]), ('{1, 2, 3}')) AS v(a);
SELECT comoments(x, y) FROM (VALUES (1, 2), (2, 'Infinity'::float8)) AS v(x, y);
SELECT comoments(x, y) FROM (VALUES (1, 'a'), (2, 'b')) AS v(x, y);
\set VERBOSITY default

-- NULL asked, NULL answered
SELECT n(NULL::comoments), columns(NULL::comoments), means(NULL::comoments),
	covariance(NULL::comoments), correlation(NULL::comoments),
	partial_correlation(NULL::comoments), NULL::comoments::text;
