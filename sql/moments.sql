\set ECHO none
\set topic moments
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- The figures are those of another program.
--
CREATE TEMP TABLE summary ("case" text, m moments);
INSERT INTO summary
SELECT 'chickwts weight', moments(weight) FROM chickwts
UNION ALL SELECT 'insectsprays count', moments(count) FROM insectsprays
UNION ALL SELECT 'iris petal_length', moments(petal_length) FROM iris
UNION ALL SELECT 'usjudgeratings cont', moments(cont) FROM usjudgeratings
UNION ALL SELECT 'airquality ozone', moments(ozone) FROM airquality
UNION ALL SELECT 'airquality temp by wind', moments(temp, wind) FROM airquality
UNION ALL SELECT 'airquality wind by ozone', moments(wind, ozone) FROM airquality
UNION ALL SELECT 'chickwts weight by quarters',
	moments(weight, (i - 1) % 5 / 4::float8)
FROM (SELECT weight, row_number() OVER () AS i FROM chickwts) AS c
UNION ALL SELECT 'ucbadmissions admitted',
	moments((admit = 'Admitted')::int, freq) FROM ucbadmissions;

INSERT INTO got
SELECT "case", level::text, figure.key, figure.value
FROM summary, unnest('{0.95, 0.8}'::float8[]) AS level,
	LATERAL (SELECT describe(m, level) AS d OFFSET 0) AS described,
	json_each_text(to_json(d)) AS figure;
INSERT INTO got
SELECT "case", level, figure.key, figure.value
FROM summary, unnest('{0.95, 0.8}'::text[]) AS level,
	json_each_text(json_build_object(
		'skewness_population', skewness(m, 'population'),
		'kurtosis_population', kurtosis(m, 'population'))) AS figure;

SELECT figures > 250 AS compared FROM compared;
SELECT * FROM differing;

-- describe() repeats what the single functions say.
SELECT "case",
	(n(m), n_missing(m), sum_weight(m), mean(m), std_error(m), variance(m),
	 stddev(m), skewness(m), kurtosis(m), minimum(m), maximum(m))
	= (d.n, d.n_missing, d.sum_weight, d.mean, d.std_error, d.variance,
	 d.stddev, d.skewness, d.kurtosis, d.minimum, d.maximum) AS same,
	skewness(m) = skewness(m, 'sample') AND kurtosis(m) = kurtosis(m, 'sample')
		AS sample_by_default,
	d.conf_level, d.note
FROM summary, LATERAL (SELECT (describe(m)).* OFFSET 0) AS d ORDER BY 1;

--
-- What counts as a row.
--
SELECT n(m), n_missing(m), sum_weight(m), mean(m), variance(m), minimum(m), maximum(m)
FROM (SELECT moments(x) AS m FROM (VALUES (1), (NULL), (4), (NULL), (7)) AS v(x)) AS s;
-- a weight of NULL makes the row missing, a weight of 0 says nothing
SELECT n(m), n_missing(m), sum_weight(m), mean(m), minimum(m), maximum(m)
FROM (SELECT moments(x, w) AS m
	FROM (VALUES (1, 3), (5, 1), (NULL, 2), (9, NULL), (99, 0)) AS v(x, w)) AS s;
-- weight 3 is the row three times
SELECT weighted.m = repeated.m AS equal,
	abs(variance(weighted.m) - variance(repeated.m)) < 1e-14 AS same_variance,
	abs(skewness(weighted.m) - skewness(repeated.m)) < 1e-14 AS same_skewness,
	abs(kurtosis(weighted.m) - kurtosis(repeated.m)) < 1e-12 AS same_kurtosis,
	n(weighted.m), n(repeated.m), sum_weight(weighted.m), sum_weight(repeated.m)
FROM (SELECT moments(x, w) AS m FROM (VALUES (1, 3), (5, 2), (7, 4)) AS v(x, w)) AS weighted,
	(SELECT moments(x) AS m FROM (VALUES (1, 3), (5, 2), (7, 4)) AS v(x, w),
		generate_series(1, w)) AS repeated;

--
-- Too little to say: NULL and a note, never NaN.
--
CREATE TEMP TABLE small ("case" text, m moments);
INSERT INTO small
SELECT '0 no rows', moments(x) FROM (SELECT 1::float8 WHERE false) AS v(x)
UNION ALL SELECT '1 all NULL', moments(NULL::float8) FROM generate_series(1, 3)
UNION ALL SELECT '2 one row', moments(3.5)
UNION ALL SELECT '3 two rows', moments(x) FROM (VALUES (1), (2)) AS v(x)
UNION ALL SELECT '4 three rows', moments(x) FROM (VALUES (1), (2), (3)) AS v(x)
UNION ALL SELECT '5 constant', moments(0.1) FROM generate_series(1, 10)
UNION ALL SELECT '6 large constant', moments(1234567890.123) FROM generate_series(1, 7)
UNION ALL SELECT '7 weight below one', moments(x, 0.3) FROM (VALUES (1), (2)) AS v(x)
UNION ALL SELECT '8 weight one, rounded', moments(x, CASE WHEN x < 6 THEN 1 / 6::float8 ELSE 1 / 6::float8 + 1e-15 END)
FROM generate_series(1, 6) AS x
UNION ALL SELECT '9 narrow', moments(x) FROM (VALUES (1e-170), (2e-170)) AS v(x);
SELECT "case", n(m), n_missing(m), round(sum_weight(m)::numeric, 9) AS sum_weight, mean(m), variance(m), stddev(m),
	std_error(m), skewness(m), kurtosis(m), minimum(m), maximum(m)
FROM small ORDER BY 1;
SELECT "case", d.conf_low, d.conf_high, d.note
FROM small, LATERAL (SELECT (describe(m)).* OFFSET 0) AS d
WHERE "case" NOT LIKE '3%' AND "case" NOT LIKE '4%' ORDER BY 1;

--
-- Far from zero no digit is lost.
--
SELECT "offset", mean(m) - "offset" AS mean, variance(m),
	abs(skewness(m)) < 1e-12 AS symmetric, minimum(m) - "offset" AS minimum
FROM (SELECT "offset", moments("offset" + x) AS m
	FROM (VALUES (4), (7), (13), (16)) AS v(x),
		unnest('{0, 1e6, 1e9, 1e12, -1e12}'::float8[]) AS "offset"
	GROUP BY 1) AS s
ORDER BY 1;
-- nor at the ends of the scale
SELECT stddev(moments(x * 1e-150)) / stddev(moments(x)) BETWEEN 0.999999999e-150 AND 1.000000001e-150 AS tiny,
	stddev(moments(x * 1e150)) / stddev(moments(x)) BETWEEN 0.999999999e150 AND 1.000000001e150 AS huge
FROM (VALUES (4), (7), (13), (16)) AS v(x);

--
-- A printed table is enough: n, mean, standard deviation.
--
SELECT n(m), mean(m), variance(m), stddev(m), std_error(m), skewness(m), kurtosis(m),
	minimum(m), maximum(m)
FROM moments_of(25, 10, 2) AS m;
SELECT n(moments_of(1, 10, NULL)), n(moments_of(1, 10, 0)), mean(moments_of(1, 10, 0)),
	variance(moments_of(1, 10, 0));

--
-- rollup() of any grouping is one pass.
--
SELECT n(parts) = n(whole) AND n_missing(parts) = n_missing(whole)
	AND minimum(parts) = minimum(whole) AND maximum(parts) = maximum(whole) AS same,
	abs(mean(parts) / mean(whole) - 1) < 1e-14
	AND abs(variance(parts) / variance(whole) - 1) < 1e-13
	AND abs(skewness(parts) / skewness(whole) - 1) < 1e-12
	AND abs(kurtosis(parts) / kurtosis(whole) - 1) < 1e-11 AS near
FROM (SELECT moments(ozone) FROM airquality) AS a(whole),
	(SELECT rollup(m) FROM (SELECT moments(ozone) AS m FROM airquality
		GROUP BY month) AS p) AS b(parts);
SELECT n(rollup(m)), n_missing(rollup(m)) FROM small WHERE "case" < '2';
SELECT n(rollup(NULL::moments)), n(rollup(m)) FROM small WHERE "case" = '2 one row';
SELECT n(rollup(m)) FROM small WHERE false;
-- the empty summary changes nothing
SELECT count(*) FROM summary AS s
WHERE NOT (SELECT rollup(m) = s.m FROM (
	SELECT s.m UNION ALL SELECT m FROM small WHERE "case" = '0 no rows') AS p);

--
-- As a value: text, equality, hash, jsonb.
--
SELECT count(*) AS not_exact FROM (TABLE summary UNION ALL TABLE small) AS s
WHERE m::text::moments <> m OR NOT m::text::moments = m
	OR m::text::moments::text <> m::text;
SET enable_sort = off;
SELECT count(*) AS groups FROM (SELECT m FROM (
	SELECT m FROM summary UNION ALL SELECT m FROM summary) AS twice GROUP BY m) AS g;
RESET enable_sort;
SELECT m::text, m::jsonb FROM small WHERE "case" IN ('0 no rows', '4 three rows') ORDER BY n(m);

--
-- What is refused.  Each error names what is wrong; the codes are these.
--
\set VERBOSITY sqlstate
SELECT moments('NaN'::float8);
SELECT moments('Infinity'::float8);
SELECT moments('-Infinity'::float8);
SELECT moments(1, -1);
SELECT moments(1, 'NaN'::float8);
SELECT moments(1, 'Infinity'::float8);
SELECT moments('NaN'::float8, 1);
SELECT describe(moments(1), 0);
SELECT describe(moments(1), 1);
SELECT describe(moments(1), 'NaN');
SELECT skewness(moments(1), 'unbiased');
SELECT kurtosis(moments(1), '');
SELECT moments_of(-1, 0, 1);
SELECT moments_of(10, 'NaN', 1);
SELECT moments_of(10, 0, -1);
SELECT moments_of(10, 0, 'Infinity');
SELECT ''::moments;
SELECT 'moments'::moments;
SELECT (left(m::text, 20))::moments FROM summary LIMIT 1;
SELECT (m::text || 'x')::moments FROM summary LIMIT 1;
\set VERBOSITY default
-- in the user's words, with the way out
\set VERBOSITY terse
SELECT moments('NaN'::float8);
SELECT moments(1, -1);
SELECT describe(moments(1), 95);
\set VERBOSITY default
SELECT skewness(moments(1), 'unbiased');

-- a scalar is no row; a column of text is no summary
SELECT moments('NaN'::float8);
SELECT moments_of(10, 'NaN', 1);
SELECT moments(1, 'Infinity'::float8);
SELECT moments(x) FROM (VALUES ('12.5'), ('abc')) AS v(x);
SELECT 'abc'::moments;
SELECT '(1,2,3)'::moments;

-- NULL asked, NULL answered
SELECT n(NULL::moments), mean(NULL::moments), skewness(NULL::moments),
	skewness(moments(1), NULL), describe(moments(1), NULL) IS NULL,
	moments_of(NULL, 1, 1) IS NULL, NULL::moments::text IS NULL
FROM (VALUES (1), (2), (3)) AS v(x);
