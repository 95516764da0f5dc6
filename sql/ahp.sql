\set ECHO none
\set topic ahp
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- Judgements by two rules, of 1 to 12 criteria: weights, consistency and notes
-- are those of another program.
--
CREATE TEMP TABLE judged ("case" text, args text, matrix float8[]);
INSERT INTO judged
SELECT rule, n::text, (SELECT array_agg(row ORDER BY i) FROM (
	SELECT i, array_agg(CASE WHEN i = j THEN 1 WHEN i < j THEN a ELSE 1 / a END ORDER BY j) AS row
	FROM generate_series(1, n) AS i, generate_series(1, n) AS j, LATERAL (SELECT least(i, j), greatest(i, j)) AS o(k, l),
		LATERAL (SELECT CASE rule WHEN 'even' THEN least(9, l - k + 1)
			ELSE power(1 + (k * k + 3 * l + k * l) % 9, power(-1, k + l)) END) AS v(a)
	GROUP BY i) AS r)
FROM unnest('{even, wild}'::text[]) AS rule, generate_series(1, 12) AS n;
-- what four judges say together
CREATE TEMP TABLE judge (name text, matrix float8[]);
INSERT INTO judge
SELECT name, ARRAY[[1, ab, ac], [1 / ab, 1, bc], [1 / ac, 1 / bc, 1]]
FROM (VALUES ('1', 3::float8, 5::float8, 2::float8), ('2', 1 / 2.0, 4, 7), ('3', 2, 2, 1), ('4', 9, 3, 1 / 5.0)) AS v(name, ab, ac, bc);
INSERT INTO judged SELECT 'group', '3', ahp_group(matrix) FROM judge;
INSERT INTO got
SELECT 'group', 'matrix', format('%s %s', i, j), matrix[i][j]
FROM (SELECT ahp_group(matrix) AS matrix FROM judge) AS s, generate_series(1, 3) AS i, generate_series(1, 3) AS j;

INSERT INTO got
SELECT "case", args, figure, value
FROM judged, LATERAL ahp(matrix) AS a, LATERAL (
	SELECT * FROM json_each_text(to_json(a)) WHERE key NOT LIKE 'weights%'
	UNION ALL SELECT 'weight ' || i, w::text FROM unnest(a.weights) WITH ORDINALITY AS u(w, i)
	UNION ALL SELECT 'geometric ' || i, w::text FROM unnest(a.weights_geometric) WITH ORDINALITY AS u(w, i)) AS f(figure, value);
SELECT * FROM compared;
SELECT * FROM differing;

--
-- What must hold whatever the judgements.
--
SELECT count(*) AS matrices, bool_and(abs((SELECT sum(w) FROM unnest(a.weights) AS w) - 1) < 1e-14) AS sum_is_1,
	bool_and(abs((SELECT sum(w) FROM unnest(a.weights_geometric) AS w) - 1) < 1e-14) AS sum_of_geometric,
	bool_and(lambda_max >= n AND consistency_index >= 0 AND (SELECT min(w) FROM unnest(a.weights) AS w) > 0) AS bounds,
	bool_and((n > 10) = (consistency_ratio IS NULL)) AS ratio_unknown
FROM judged, ahp(matrix) AS a;
-- A w = lambda w
SELECT bool_and(abs(sum - lambda_max * weights[i]) < 1e-13 * lambda_max) AS eigenvector
FROM (SELECT "case", args, i, lambda_max, weights, (SELECT sum(matrix[i][j] * weights[j]) FROM generate_series(1, n) AS j) AS sum
	FROM judged, ahp(matrix) AS a, generate_series(1, n) AS i) AS s;
-- ratios of known weights give these back, by both ways, and nothing to complain of
SELECT n, round(consistency_index::numeric, 12) AS ci, round(consistency_ratio::numeric, 12) AS cr, note,
	(SELECT max(greatest(abs(w / i * n * (n + 1) / 2 - 1), abs(g / i * n * (n + 1) / 2 - 1))) < 1e-13
		FROM unnest(weights, weights_geometric) WITH ORDINALITY AS u(w, g, i)) AS exact
FROM generate_series(1, 10) AS k, LATERAL (SELECT array_agg(row ORDER BY i) AS matrix FROM (
		SELECT i, array_agg(i::float8 / j ORDER BY j) AS row FROM generate_series(1, k) AS i, generate_series(1, k) AS j GROUP BY i) AS r) AS m,
	ahp(matrix) ORDER BY 1;
-- the order of the criteria does not matter
SELECT bool_and(abs(weights[i] - turned[n + 1 - i]) < 1e-14) AS order_does_not_matter
FROM judged, ahp(matrix) AS a, LATERAL (SELECT b.weights FROM ahp((SELECT array_agg(row ORDER BY i DESC) FROM (
		SELECT i, array_agg(matrix[i][j] ORDER BY j DESC) AS row
		FROM generate_subscripts(matrix, 1) AS i, generate_subscripts(matrix, 1) AS j GROUP BY i) AS r)) AS b) AS t(turned),
	generate_series(1, n) AS i;

--
-- A group: one judge, judges who agree, judges who say the opposite, none.
--
CREATE FUNCTION pg_temp.apart(a float8[], b float8[]) RETURNS boolean LANGUAGE sql
RETURN (SELECT bool_or(abs(x - y) > 1e-13 * y) FROM unnest(a, b) AS u(x, y));
SELECT pg_temp.apart(ahp_group(matrix), matrix) AS one FROM judge GROUP BY matrix;
SELECT pg_temp.apart(ahp_group(matrix), matrix) AS agree FROM judge, generate_series(1, 7) WHERE name = '4' GROUP BY matrix;
SELECT bool_or(abs(x - 1) > 1e-14) AS opposite
FROM (SELECT ahp_group(m) AS g FROM (VALUES ('{{1, 7}, {0.14285714285714285, 1}}'::float8[]), ('{{1, 0.14285714285714285}, {7, 1}}')) AS v(m)) AS s,
	unnest(g) AS x;
SELECT ahp_group(matrix) FROM judge WHERE false;
SELECT ahp_group(NULL::float8[]) FROM judge;
SELECT pg_temp.apart((SELECT ahp_group(matrix) FROM judge), ahp_group(matrix)) AS null_judges
FROM (SELECT matrix FROM judge UNION ALL SELECT NULL UNION ALL SELECT NULL) AS s;
SELECT (ahp(ahp_group(matrix))).n FROM judge;
SELECT array_dims(ahp_group(matrix)) FROM judged WHERE args = '12';
SELECT ahp(NULL) IS NULL AS of_null;
SELECT (ahp('[0:1][5:6]={{1, 3}, {0.3333333333333333, 1}}')).weights; -- whatever the bounds

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT ahp('{}');
SELECT ahp('{1, 2}');
SELECT ahp('{{1, 2, 3}, {1, 1, 1}}');
SELECT ahp('{{{1}}}');
SELECT ahp('{{1, NULL}, {1, 1}}');
SELECT ahp('{{1, 2}, {2, 1}}');
SELECT ahp('{{1, 2}, {0.50001, 1}}');
SELECT ahp('{{2, 2}, {0.5, 1}}');
SELECT ahp('{{1, 0}, {0, 1}}');
SELECT ahp('{{1, -2}, {-0.5, 1}}');
SELECT ahp('{{1, NaN}, {NaN, 1}}');
SELECT ahp('{{1, Infinity}, {0, 1}}');
SELECT ahp(array_agg(row)) FROM (SELECT array_agg(1::float8) AS row FROM generate_series(1, 41) AS i, generate_series(1, 41) GROUP BY i) AS s;
SELECT ahp_group(matrix) FROM judged; -- of other numbers of criteria
SELECT ahp_group('{{1, 2}, {2, 1}}') FROM judge;
SELECT ahp_group('{{1, NULL}, {2, 1}}') FROM judge;
SELECT ahp_group('{1}') FROM judge;
\set VERBOSITY default
SELECT ahp('{{1, 2}, {2, 1}}');
SELECT ahp('{{2, 2}, {0.5, 1}}');
SELECT ahp('{{1, -2}, {-0.5, 1}}');
SELECT ahp('{1, 2}');
-- a third of seven digits is near enough
SELECT (ahp('{{1, 3}, {0.3333333, 1}}')).note;
-- judgements of no scale, far from agreeing
SELECT n, note FROM ahp('{{1, 1000, 0.001}, {0.001, 1, 2000}, {1000, 0.0005, 1}}');
