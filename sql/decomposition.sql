\set ECHO none
\set topic concentration
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
DELETE FROM reference WHERE "case" NOT IN ('concentration_decomposition', 'fractional_rank');
\set ECHO all
\pset null NULL

--
-- Infant mortality by education, decomposed; ranks: the figures of another program.
--
CREATE TEMP TABLE summaries AS
SELECT 'no weight' AS args, comoments(fractional_rank, infant_mortality, fertility, agriculture, examination, catholic) AS c
FROM (SELECT *, fractional_rank(education) OVER () FROM swiss) AS s
UNION ALL
SELECT 'weight agriculture', comoments_weighted(agriculture, fractional_rank, infant_mortality, fertility, agriculture, examination, catholic)
FROM (SELECT *, fractional_rank(education, agriculture) OVER () FROM swiss) AS s;
\set labels '''{fertility, agriculture, examination, catholic}'''
\set need '''{t, f, f, t}'''
INSERT INTO got
SELECT 'concentration_decomposition', format('%s, %s', args, term), figure.*
FROM summaries, concentration_decomposition(c, :labels, :need) AS d, json_each_text(to_json(d)) AS figure;
INSERT INTO got
SELECT 'fractional_rank', 'hp of ' || car, figure.*
FROM (SELECT car, fractional_rank(hp) OVER w AS unweighted, fractional_rank(hp, wt) OVER w AS weighted FROM mtcars WINDOW w AS ()) AS r,
	LATERAL (VALUES ('unweighted', unweighted::text), ('weighted', weighted::text)) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;

--
-- What must hold whatever the data.
--
-- parts add up to the index, which is that of the values themselves; each determinant's index too
SELECT args, abs(sum(contribution) FILTER (WHERE term NOT IN ('index', 'horizontal inequity')) - sum(contribution) FILTER (WHERE term = 'index')) < 1e-14 AS parts,
	abs(sum(share) FILTER (WHERE term NOT IN ('index', 'horizontal inequity')) - 1) < 1e-12 AS shares,
	abs(sum(contribution) FILTER (WHERE NOT is_need OR term = 'residual') - sum(contribution) FILTER (WHERE term = 'horizontal inequity')) < 1e-14 AS inequity,
	abs(sum(contribution) FILTER (WHERE term = 'index') - (SELECT CASE WHEN args = 'no weight' THEN (concentration_index(infant_mortality, education)).estimate
		ELSE (concentration_index(infant_mortality, education, agriculture)).estimate END FROM swiss)) < 1e-14 AS index,
	abs(sum(d.concentration) FILTER (WHERE term = 'catholic') - (SELECT CASE WHEN args = 'no weight' THEN (concentration_index(catholic, education)).estimate
		ELSE (concentration_index(catholic, education, agriculture)).estimate END FROM swiss)) < 1e-14 AS determinant, count(*), count(is_need)
FROM summaries, concentration_decomposition(c, :labels, :need) AS d GROUP BY args ORDER BY 1;
-- without need there is no inequity; without labels they are numbered
SELECT term, is_need, note, round(contribution::numeric, 6) AS contribution FROM summaries, concentration_decomposition(c) WHERE args = 'no weight';
-- the summary may be rolled up
SELECT bool_and(abs(a.contribution - b.contribution) < 1e-12) AS rolled_up, count(*)
FROM (SELECT rollup(c) AS c FROM (SELECT comoments(fractional_rank, infant_mortality, fertility, agriculture, examination, catholic) AS c
		FROM (SELECT *, fractional_rank(education) OVER () FROM swiss) AS s GROUP BY catholic > 50) AS p) AS r,
	concentration_decomposition(r.c, :labels, :need) AS b, summaries AS s, concentration_decomposition(s.c, :labels, :need) AS a WHERE args = 'no weight' AND a.term = b.term;
SET extra_float_digits = -3;
-- ranks: ties share theirs, the mean is 1/2, NULL takes part in nothing, weight 0 moves nobody, and order and frames do not matter
SELECT x, w, fractional_rank(x) OVER a AS plain, fractional_rank(x, w) OVER (ORDER BY i DESC ROWS 1 PRECEDING) AS weighted
FROM (VALUES (1, 5, 1), (2, 3, 2), (3, 5, 1), (4, NULL, 3), (5, -0.0, 0), (6, 9, NULL), (7, -4, 4)) AS v(i, x, w) WINDOW a AS () ORDER BY i;
SELECT count(*), round(avg(r), 12) AS mean, round(sum(w * rw) / sum(w), 12) AS weighted, min(r) > 0 AND max(r) < 1 AS inside, count(DISTINCT r) AS ranks
FROM (SELECT w::numeric, (fractional_rank(x) OVER ())::numeric AS r, (fractional_rank(x, w) OVER ())::numeric AS rw
	FROM (SELECT i * 31 % 14 AS x, 1 / (1 + i % 9)::float8 AS w FROM generate_series(1, 5190) AS i) AS v) AS r;
SELECT part, x, fractional_rank(x) OVER (PARTITION BY part) FROM (VALUES (1, 3), (1, 1), (2, 1), (2, NULL)) AS v(part, x) ORDER BY 1, 2;
SELECT fractional_rank(x) OVER () FROM (SELECT 1::float8 AS x WHERE false) AS v;
SELECT x, fractional_rank(x, 0) OVER () FROM generate_series(1, 2) AS x;

--
-- Too little, or too strange, to say.
--
SELECT * FROM concentration_decomposition(comoments_combine(NULL, NULL), '{a}');
SELECT term, contribution, share, note FROM (SELECT comoments(r, h, x) AS c FROM (VALUES (0.25, 1, 3), (0.75, 2, 4)) AS v(r, h, x)) AS s, concentration_decomposition(c);
SELECT term, contribution, share, note FROM (SELECT comoments(r, h, x) AS c FROM (VALUES (0.25, 1, 3), (0.75, 2, NULL)) AS v(r, h, x)) AS s, concentration_decomposition(c);
-- collinear, constant, a mean of 0, an index of 0
SELECT name, term, round(contribution::numeric, 9) AS contribution, round(share::numeric, 9) AS share, note
FROM (SELECT 'collinear' AS name, comoments(r, h, x, 2 * x) AS c FROM (VALUES (0.125, 1, 3), (0.375, 2, 4), (0.625, 2, 9), (0.875, 5, 1)) AS v(r, h, x)
	UNION ALL SELECT 'constant', comoments(r, h, x, 7) FROM (VALUES (0.125, 1, 3), (0.375, 2, 4), (0.625, 2, 9), (0.875, 5, 1)) AS v(r, h, x)
	UNION ALL SELECT 'mean of 0', comoments(r, h, x) FROM (VALUES (0.125, -1, 3), (0.375, 2, 4), (0.625, -2, 9), (0.875, 1, 1)) AS v(r, h, x)
	UNION ALL SELECT 'index of 0', comoments(r, h, x) FROM (VALUES (0.125, 1, 3), (0.375, 2, 4), (0.625, 2, 9), (0.875, 1, 1)) AS v(r, h, x)
	UNION ALL SELECT 'exact', comoments(r, 1 + 2 * x, x) FROM (VALUES (0.125, 1, 3), (0.375, 2, 4), (0.625, 2, 9), (0.875, 1, 1)) AS v(r, h, x)) AS s, concentration_decomposition(c);
SELECT name, term, beta, mean, elasticity, concentration, contribution, share, note
FROM (SELECT 'determinant of mean 0' AS name, comoments(r, h, x) AS c FROM (VALUES (0.125, 1, -1), (0.375, 2, 2), (0.625, 2, -3), (0.875, 5, 2)) AS v(r, h, x)) AS s, concentration_decomposition(c);

--
-- What is refused.
--
\set c '(SELECT c FROM summaries WHERE args = ''no weight'')'
SELECT concentration_decomposition(comoments(1, 2));
\echo :SQLSTATE
SELECT concentration_decomposition(:c, '{a, b}');
\echo :SQLSTATE
SELECT concentration_decomposition(:c, '{a, b, NULL, d}');
\echo :SQLSTATE
SELECT concentration_decomposition(:c, :labels, '{t, f}');
\echo :SQLSTATE
SELECT concentration_decomposition(:c, :labels, '{t, f, NULL, t}');
\echo :SQLSTATE
SELECT count(*) FROM concentration_decomposition(NULL);
SELECT fractional_rank(x) OVER () FROM (VALUES (1), ('NaN'::float8)) AS v(x);
\echo :SQLSTATE
SELECT fractional_rank(x) OVER () FROM (VALUES (1), ('-Infinity'::float8)) AS v(x);
\echo :SQLSTATE
SELECT fractional_rank(x, -1) OVER () FROM (VALUES (1), (2)) AS v(x);
\echo :SQLSTATE
SELECT fractional_rank(x, 'Infinity') OVER () FROM (VALUES (1), (2)) AS v(x);
\echo :SQLSTATE
SELECT fractional_rank(1);
\echo :SQLSTATE

-- a rank over other rows than those that count is told
SELECT term, note FROM (SELECT comoments(r, y, x) AS c FROM (SELECT fractional_rank(i) OVER () AS r, i * i % 11 AS y, CASE WHEN i < 36 THEN i % 5 END AS x FROM generate_series(1, 40) AS i) AS rows) AS s,
	concentration_decomposition(c, '{x}') WHERE note IS NOT NULL;
