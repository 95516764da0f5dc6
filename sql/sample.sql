\set ECHO none
\set topic sample
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- Quantiles of nine types, and means between two of them: the figures of another program.
--
CREATE TEMP TABLE probability AS SELECT p, to_char(p, 'FM0.9999') AS said
FROM unnest('{0, 0.01, 0.05, 0.1, 0.25, 0.33333333333333333, 0.45, 0.5, 0.6, 0.75, 0.9, 0.99, 1}'::float8[]) AS p;
UPDATE probability SET said = rtrim(rtrim(said, '0'), '.') WHERE p < 1 AND p > 0;
UPDATE probability SET said = p::int::text WHERE p IN (0, 1);
INSERT INTO got
SELECT 'quantile', format('%s, type %s, p %s', name, type, said), 'value', quantile(s, p, type)
FROM (SELECT 'ozone' AS name, sample(ozone) AS s FROM airquality
	UNION ALL SELECT 'hp by carb', sample(hp, carb) FROM mtcars
	UNION ALL SELECT 'hp by vs', sample(hp, vs) FROM mtcars
	UNION ALL SELECT 'mpg by wt', sample(mpg, wt) FROM mtcars) AS s, generate_series(1, 9) AS type, probability;
INSERT INTO got
SELECT 'mean_between_quantiles', format('%s, %s to %s', name, low, high), 'value', mean_between_quantiles(s, low, high)
FROM (SELECT 'mpg by hp, weight carb' AS name, ranked(mpg, hp, carb) AS s FROM mtcars
	UNION ALL SELECT 'ozone by wind', ranked(ozone, wind) FROM airquality) AS s,
	(VALUES (0.45, 0.55), (0.25, 0.35), (0, 1), (0.9, 1), (0.5, 0.5)) AS v(low, high);
SELECT * FROM compared;
SELECT * FROM differing;
-- those of a rank variable are of the rank variable; those of the server are of type 7 and 1
SELECT bool_and(quantile(r, p, type) = quantile(s, p, type)) AS ranked
FROM (SELECT ranked(mpg, hp, wt) AS r, sample(hp, wt) AS s FROM mtcars) AS s, probability, generate_series(1, 9) AS type;
SELECT bool_and(abs(quantile(s, p) - c) < 1e-12) AS percentile_cont, bool_and(quantile(s, p, 1) = d) AS percentile_disc,
	bool_and(median(s) = quantile(s, 0.5)) AS median
FROM (SELECT p, sample(ozone) AS s, percentile_cont(p) WITHIN GROUP (ORDER BY ozone) AS c,
		percentile_disc(p) WITHIN GROUP (ORDER BY ozone) AS d FROM airquality, probability GROUP BY p) AS q;

--
-- What a summary says of itself.
--
CREATE TEMP TABLE v (x float8, r float8, w float8, c bigint);
INSERT INTO v VALUES (5, 2, 1, 1), (3, 1, 2, 1), (NULL, 3, 1, 2), (4, NULL, 1, 2), (8, 3, NULL, 2), (7, 4, 0, NULL), (9, 5, 0, 3), (1, 2, 3, 3);
SELECT name, n(s), n_missing(s), n_zero_weight(s), sum_weight(s), mean(s), s
FROM (SELECT 'x' AS name, sample(x) AS s FROM v UNION ALL SELECT 'weighted', sample(x, w) FROM v) AS s;
SELECT name, n(s), n_missing(s), n_zero_weight(s), sum_weight(s), mean(s), s
FROM (SELECT 'ranked' AS name, ranked(x, r) AS s FROM v UNION ALL SELECT 'weighted', ranked(x, r, w) FROM v
	UNION ALL SELECT 'clusters', ranked(x, r, w, c) FROM v) AS s;
SELECT sample(x, w)::jsonb, ranked(x, r, w)::jsonb FROM v;
-- nothing, and only what is left out
SELECT n(s), n_missing(s), n_zero_weight(s), sum_weight(s), mean(s), quantile(s, 0.5), median(s), s
FROM (SELECT sample(x, w) FILTER (WHERE false) AS s FROM v UNION ALL SELECT sample(NULL::float8) FROM v
	UNION ALL SELECT sample(x, 0) FROM v) AS s;
SELECT n(s), n_missing(s), n_zero_weight(s), sum_weight(s), mean(s), quantile(s, 0.5), mean_between_quantiles(s, 0, 1), s, s::jsonb
FROM (SELECT ranked(x, r, w, c) FILTER (WHERE false) AS s FROM v UNION ALL SELECT ranked(x, NULL) FROM v
	UNION ALL SELECT ranked(x, r, 0) FROM v) AS s;
-- one row; a constant
SELECT n(s), mean(s), (SELECT array_agg(DISTINCT quantile(s, p, type)) FROM probability, generate_series(1, 9) AS type) AS quantiles
FROM (SELECT sample(x) AS s FROM unnest('{42}'::float8[]) AS x UNION ALL SELECT sample(7.5, i) FROM generate_series(1, 4) AS i) AS s;

--
-- The order of rows does not matter, to the last bit.
--
CREATE TEMP TABLE shuffled AS
SELECT o, sample(x ORDER BY i) AS s, sample(x, w ORDER BY i) AS sw, ranked(x, r ORDER BY i) AS r, ranked(x, r, w ORDER BY i) AS rw,
	ranked(x, r, w, c ORDER BY i) AS rc
FROM (SELECT o, CASE o WHEN 1 THEN j WHEN 2 THEN -j ELSE hashint4(j) END AS i, sin(j) * 1e9 AS x, j % 14 AS r, 1 / (1 + j % 7)::float8 AS w, j % 5 AS c
	FROM generate_series(1, 5190) AS j, generate_series(1, 3) AS o) AS rows GROUP BY o;
SELECT count(*) AS s, (SELECT count(*) FROM (SELECT DISTINCT sw FROM shuffled) AS d) AS sw, (SELECT count(*) FROM (SELECT DISTINCT r FROM shuffled) AS d) AS r,
	(SELECT count(*) FROM (SELECT rw FROM shuffled UNION SELECT rw FROM shuffled) AS d) AS rw, (SELECT count(*) FROM (SELECT DISTINCT rc FROM shuffled) AS d) AS rc
FROM (SELECT DISTINCT s FROM shuffled) AS d;
SELECT count(*), count(DISTINCT sample_hash(s)) AS hs, count(DISTINCT ranked_hash(rc)) AS hr, count(DISTINCT sample_hash_extended(sw, 1)) AS hw,
	count(DISTINCT s::text) AS text, count(DISTINCT ranked_send(rc)) AS bytes,
	count(DISTINCT mean(sw)) AS mean, count(DISTINCT sum_weight(rw)) AS weight, count(DISTINCT quantile(rw, 0.3, 2)) AS quantile
FROM shuffled;
SELECT a.s = b.s AS s, a.s <> b.s AS other, a.rc = b.rc AS rc, a.rc <> b.rc AS other FROM shuffled AS a, shuffled AS b WHERE a.o < b.o;
-- other values are others; a weight of 1 is not no weight, but says the same
SELECT sample(x) = sample(x + 1e-300) AS tiny, sample(x) = sample(x, 1) AS weight, n(sample(x)) = n(sample(x, 1)) AS n,
	median(sample(x)) = median(sample(x, 1)) AS median, sample(x) <> sample(x) FILTER (WHERE x > 1) AS fewer
FROM unnest('{0, 1, 2}'::float8[]) AS x;
-- a weight of 3 is the row three times
SELECT bool_and(quantile(a, p, type) = quantile(b, p, type)) AS quantiles, bool_and(mean(a) = mean(b)) AS mean, min(sum_weight(a)) AS weight, min(n(b)) AS n
FROM (SELECT sample(mpg, carb) AS a FROM mtcars) AS a, (SELECT sample(mpg) AS b FROM mtcars, LATERAL generate_series(1, carb::int)) AS b,
	probability, generate_series(1, 9) AS type;
-- -0 is 0, as value, rank variable and cluster
SELECT sample(-0.0::float8)::text, sample(-0.0::float8) = sample(0) AS equal, ranked(-0.0::float8, -0.0::float8, 1, 0)::text;
-- a large offset, small and large numbers
SELECT mean(sample(1e9 + x)) - 1e9 AS mean, quantile(sample(1e9 + x), 0.25) - 1e9 AS quantile, mean(sample(1e15 + x, 3)) - 1e15 AS weighted
FROM generate_series(0, 4) AS x;
SELECT mean(sample(x)), median(sample(x)), sample(x) FROM unnest('{1e308, -1e308, 1.7e308, 5e-324, 1e-310}'::float8[]) AS x;
SELECT sum_weight(s), mean(s) FROM (SELECT sample(x, 1e308) AS s FROM generate_series(1, 4) AS x) AS s;
-- fractional weights: rounding moves no quantile to the next row
SELECT quantile(sample(x, 0.1), 0.3, 1) AS type1, quantile(sample(x, 0.1), 0.3, 2) AS type2, quantile(sample(x, 1), 0.3, 2) AS ones,
	quantile(sample(x, 0.1), 0.35, 2) AS between
FROM generate_series(1, 10) AS x;

--
-- Text in any order is put in order; what is not a summary is refused.
--
SELECT '(1,0,4,0,0,0,0,3,-0,2,1)'::sample, '(1,2,2,1,0,0,0,3,0.5,-1,2)'::sample, '(1,1,3,0,0,0,0,2,1,1,5,1,4)'::ranked,
	'(1,7,2,0,0,0,0,1,2,3,4,1,2,3,-4)'::ranked, '(1,7,0,0,0,0,0)'::ranked = '(1,0,0,0,0,0,0)' AS empty;
SELECT '(1,0,2,0,0,0,0,2,1)'::sample = sample(x) AS equal, '(1,0,2,0,0,0,0,2,1)'::sample::text FROM generate_series(1, 2) AS x;
\set VERBOSITY terse
SELECT ''::sample;
SELECT '1,2,3'::sample;
SELECT '(2,0,0,0,0,0,0)'::sample;
SELECT '(1,0,3,0,0,0,0,1,2)'::sample;
SELECT '(1,0,2,0,0,0,0,1,2,3)'::sample;
SELECT '(1,0,1,0,0,0,0,NaN)'::sample;
SELECT '(1,0,1,0,0,0,0,Infinity)'::sample;
SELECT '(1,0,1,0,0,0,0,1e999)'::sample;
\set VERBOSITY default
SELECT '(1,2,1,0,0,0,0,1,0)'::sample;
SELECT '(1,2,1,0,0,0,0,1,-1)'::sample;
SELECT '(1,1,1,0,0,0,0,1,2)'::sample;
SELECT '(1,0,1,0,0,0,0,1)'::ranked;
SELECT '(1,5,1,0,0,0,0,1,2,3)'::ranked;
SELECT '(1,8,0,0,0,0,0)'::sample;
SELECT '(1,0,-1,0,0,0,0)'::sample;
SELECT '(1,0,0,-1,0,0,0)'::sample;
SELECT '(1,0,9000000000000000,0,0,0,0,1)'::sample;
SELECT '(1,0,100000000,0,0,0,0,1)'::sample;

--
-- Parts of whatever kind, joined.
--
CREATE TEMP TABLE parts (s sample, r ranked);
INSERT INTO parts SELECT sample(mpg), ranked(mpg, hp) FROM mtcars GROUP BY gear;
SELECT count(*), rollup(s) = (SELECT sample(mpg) FROM mtcars) AS s, rollup(r) = (SELECT ranked(mpg, hp) FROM mtcars) AS r FROM parts;
INSERT INTO parts VALUES (NULL, NULL), ('(1,0,0,2,0,0,0)', '(1,0,0,3,1,0,0)');
SELECT n(rollup(s)), n_missing(rollup(s)), n(rollup(r)), n_missing(rollup(r)), n_zero_weight(rollup(r)) FROM parts;
-- some with weights, some without, in any order
SELECT a.o, n(s), sum_weight(s), s = (SELECT sample(mpg, CASE WHEN am = 1 THEN wt ELSE 1 END) FROM mtcars) AS s,
	r = (SELECT ranked(mpg, hp, CASE WHEN am = 1 THEN wt ELSE 1 END) FROM mtcars) AS r
FROM (SELECT o, rollup(s ORDER BY o * am) AS s, rollup(r ORDER BY o * am) AS r
	FROM (SELECT 0 AS am, sample(mpg) AS s, ranked(mpg, hp) AS r FROM mtcars WHERE am = 0
		UNION ALL SELECT 1, sample(mpg, wt), ranked(mpg, hp, wt) FROM mtcars WHERE am = 1) AS p, unnest('{1, -1}'::int[]) AS o GROUP BY o) AS a;
SELECT rollup(s) IS NOT NULL AS empty, n(rollup(s)) FROM parts WHERE false;

--
-- Aggregates that share their input share one state, and none disturbs another.
--
SELECT s = t AS twins, median(s) = m AS median, g = gini(s) AS gini, h = theil(s) AS theil, n(s)
FROM (SELECT sample(hp) AS s, median(sample(hp)) AS m, gini(hp) AS g, theil(hp) AS h, sample(hp) AS t FROM mtcars) AS s;
SELECT bool_and(s = f AND g IS NOT DISTINCT FROM gini(f) AND m = median(f)) AS window
FROM (SELECT row, sample(mpg) OVER w AS s, gini(mpg) OVER w AS g, median(sample(mpg) OVER w) AS m
		FROM (SELECT row_number() OVER () AS row, mpg FROM mtcars) AS t WINDOW w AS (ORDER BY row ROWS 5 PRECEDING)) AS a,
	LATERAL (SELECT sample(mpg) AS f FROM (SELECT row_number() OVER () AS row, mpg FROM mtcars) AS b WHERE b.row BETWEEN a.row - 5 AND a.row) AS f;

--
-- Support functions by hand: of flat, stored, compressed, long and short, and kept values.
--
CREATE TEMP TABLE stored (name text, s sample, r ranked);
INSERT INTO stored SELECT 'short', sample(i), ranked(i, -i) FROM generate_series(1, 3) AS i;
INSERT INTO stored SELECT 'compressed', sample(1), ranked(1, 2) FROM generate_series(1, 3000) AS i;
INSERT INTO stored SELECT 'long', sample(sin(i)), ranked(sin(i), cos(i)) FROM generate_series(1, 3000) AS i;
SELECT name, pg_column_size(s) < 126 AS short, pg_column_size(s) < 8 * n(s) AS compressed, n(sample_accum(s, 0.5)) - n(s) AS n,
	n_missing(sample_accum(s, NULL)) AS missing, n_zero_weight(sample_accum(s, 1, 0)) AS weightless, n(sample_accum(s, 1, 2)) - n(s) AS weighted,
	n(sample_combine(s, s)) - 2 * n(s) AS both, n(ranked_accum(r, 1, 2)) - n(r) AS nr, sum_weight(ranked_accum(r, 1, 2, 3.5)) - n(r) AS weight,
	n(ranked_combine(NULL, r)) - n(r) AS alone, ranked_combine(r, NULL) = r AS same,
	n(sample_accum(sample_accum(sample_accum(s, 5), 7, 2), NULL)) - n(s) AS kept
FROM stored;
SELECT sample_accum(NULL, 1), sample_accum(NULL, NULL), sample_combine(NULL, NULL), ranked_accum(NULL, 1, 2, 3, 4), ranked_combine(NULL, NULL);
SELECT sample_accum(s, 2), s FROM (SELECT sample_accum(sample_accum('(1,0,1,0,0,0,0,2)', 3), 1) AS s OFFSET 0) AS s;

--
-- What is refused.
--
SELECT sample('NaN'::float8);
\echo :SQLSTATE
SELECT sample('Infinity'::float8);
\echo :SQLSTATE
SELECT sample('-Infinity'::float8, 1);
\echo :SQLSTATE
SELECT sample(1, 'NaN');
\echo :SQLSTATE
SELECT sample(1, 'Infinity');
\echo :SQLSTATE
SELECT sample(1, -1);
\echo :SQLSTATE
SELECT ranked('NaN', 1);
\echo :SQLSTATE
SELECT ranked(1, 'Infinity');
\echo :SQLSTATE
SELECT ranked(1, 2, -0.5);
\echo :SQLSTATE
SELECT ranked(1, 2, 1, 9007199254740993);
\echo :SQLSTATE
SELECT n(ranked(1, 2, 1, 9007199254740992));
SELECT rollup(r) FROM (SELECT ranked(1, 2, 1) AS r UNION ALL SELECT ranked(1, 2, 1, 1)) AS s;
\echo :SQLSTATE
SELECT quantile(sample(1), -0.1);
\echo :SQLSTATE
SELECT quantile(sample(1), 'NaN');
\echo :SQLSTATE
SELECT quantile(sample(1), 0.5, 0);
\echo :SQLSTATE
SELECT quantile(sample(1), 0.5, 10);
\echo :SQLSTATE
SELECT quantile(ranked(1, 2), 1.1);
\echo :SQLSTATE
SELECT mean_between_quantiles(ranked(1, 2), 0.5, 2);
\echo :SQLSTATE
SELECT quantile(NULL::sample, 0.5) IS NULL AS summary, quantile(sample(1), NULL) IS NULL AS p, median(NULL) IS NULL AS median,
	mean_between_quantiles(ranked(1, 2), 0.6, 0.4) AS nobody;
-- NULL is left out before anything is refused
SELECT sample(NULL, -1), sample('NaN', NULL), ranked(NULL, 'NaN');

-- weights that are shares of a whole: types 1 and 2 need their proportions, the others rows
SELECT median(s), quantile(s, 0.25, 1) AS lower, s::jsonb -> 'quantiles' AS quantiles FROM (SELECT sample(x, 0.001) AS s FROM generate_series(1, 1000) AS x) AS r;
SELECT quantile(sample(x, 0.001), 0.5) FROM generate_series(1, 1000) AS x;
\echo :LAST_ERROR_SQLSTATE

-- many small groups in memory, and what they are in the end
SELECT count(*) AS different, min(n(s)), max(n(s)), max(pg_column_size(s))
FROM (SELECT DISTINCT s FROM (SELECT sample(x % 7) AS s FROM generate_series(1, 100000) AS x GROUP BY x / 5) AS g) AS d;
