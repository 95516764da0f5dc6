\set ECHO none
\set topic pca
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- The figures are those of another program, rotated ones of the same
-- criterion brought to its maximum.
--
CREATE TEMP TABLE summary ("case" text, labels text[], c comoments, rows float8[]);
INSERT INTO summary
SELECT 'swiss', '{fertility, agriculture, examination, education, catholic, infant_mortality}'::text[],
	comoments(fertility, agriculture, examination, education, catholic, infant_mortality),
	array_agg(ARRAY[fertility, agriculture, examination, education, catholic, infant_mortality]) FROM swiss
UNION ALL SELECT 'usjudgeratings', '{cont, intg, dmnr, dilg, cfmg, deci, prep, fami, oral, writ, phys, rten}',
	comoments(cont, intg, dmnr, dilg, cfmg, deci, prep, fami, oral, writ, phys, rten),
	array_agg(ARRAY[cont, intg, dmnr, dilg, cfmg, deci, prep, fami, oral, writ, phys, rten]) FROM usjudgeratings
UNION ALL SELECT 'iris', '{sepal_length, sepal_width, petal_length, petal_width}',
	comoments(sepal_length, sepal_width, petal_length, petal_width),
	array_agg(ARRAY[sepal_length, sepal_width, petal_length, petal_width]) FROM iris
UNION ALL SELECT 'longley', '{gnp_deflator, gnp, unemployed, armed_forces, population, year, employed}',
	comoments(gnp_deflator, gnp, unemployed, armed_forces, population, year, employed),
	array_agg(ARRAY[gnp_deflator, gnp, unemployed, armed_forces, population, year, employed]) FROM longley;

CREATE TEMP TABLE analysis ("case" text, args text, labels text[], rows float8[], p pca);
INSERT INTO analysis
SELECT "case", format('%s, %s, %s%s, %s', matrix, k, rotation,
	CASE WHEN NOT kaiser THEN ' raw' END, scores), labels, rows,
	pca(c, matrix, k, rotation => rotation, kaiser_normalization => kaiser, scores => scores)
FROM summary, (VALUES ('none', true, 'principal'), ('none', true, 'standardized'),
		('varimax', true, 'principal'), ('varimax', false, 'principal'),
		('quartimax', true, 'principal'), ('quartimax', false, 'principal'),
		('promax', true, 'principal'), ('promax', false, 'principal')) AS o(rotation, kaiser, scores),
	(VALUES ('correlation'), ('covariance')) AS m(matrix),
	LATERAL (SELECT CASE "case" WHEN 'swiss' THEN 3 ELSE 2 END) AS size(k)
WHERE matrix = 'correlation' OR "case" = 'iris';

INSERT INTO got
SELECT "case", format('%s, component %s', args, component), figure.*
FROM analysis, LATERAL (SELECT * FROM pca_components(p)) AS r, json_each_text(to_json(r)) AS figure
WHERE figure.key <> 'component';
INSERT INTO got
SELECT "case", format('%s, %s %s', args, item, component), figure.*
FROM analysis, LATERAL (SELECT * FROM pca_loadings(p, labels)) AS r, json_each_text(to_json(r)) AS figure
WHERE figure.key NOT IN ('item', 'component');
CREATE TEMP TABLE scored AS
SELECT "case", args, p, row, (SELECT array_agg(rows[row][j] ORDER BY j)
	FROM generate_subscripts(rows, 2) AS j) AS x
FROM analysis, LATERAL (VALUES (1), (2), (array_length(rows, 1))) AS r(row);
INSERT INTO got
SELECT "case", format('%s, row %s', args, row), figure, value
FROM scored, LATERAL (
	SELECT component::text, score FROM unnest(pca_scores(p, x)) WITH ORDINALITY AS u(score, component)
	UNION ALL SELECT 'composite', pca_composite(p, x)) AS f(figure, value);
SELECT * FROM compared;
SELECT * FROM differing;

--
-- Options and their defaults.
--
SELECT "case", pca(c) = pca(c, 'correlation', NULL, 'all', NULL, 'none', true, 'principal') AS defaults
FROM summary ORDER BY 1;
SELECT "case", count(*) FILTER (WHERE retained) AS retained, count(*) AS components,
	bool_and(retained = (eigenvalue > 1)) AS kaiser
FROM summary, LATERAL pca_components(pca(c, retain => 'kaiser')) GROUP BY 1 ORDER BY 1;
SELECT "case", threshold, count(*) FILTER (WHERE retained) AS retained,
	min(cumulative) FILTER (WHERE retained AND cumulative >= coalesce(threshold, 0.85)) IS NOT NULL AS reached,
	coalesce(max(cumulative) FILTER (WHERE NOT retained AND component = 1) < threshold, true) AS not_more
FROM summary, unnest('{NULL, 0.5, 0.9, 0.999}'::float8[]) AS threshold,
	LATERAL pca_components(pca(c, retain => 'cumulative', threshold => threshold))
GROUP BY 1, 2 ORDER BY 1, 2;
-- words in letters of any case
SELECT pca(c, 'Covariance', retain => 'KAISER', rotation => 'VariMax', scores => 'Standardized')
	= pca(c, 'covariance', retain => 'kaiser', rotation => 'varimax', scores => 'standardized') AS same
FROM summary WHERE "case" = 'iris';
-- where no eigenvalue is large, one component stays, and a note
SELECT label, threshold, (p).k, (p).note
FROM (SELECT 'uncorrelated', comoments(x, y) FROM (VALUES (-1, -1), (-1, 1), (1, -1), (1, 1)) AS v(x, y)
	UNION ALL SELECT 'twice', comoments(x, x) FROM (VALUES (1), (2), (4)) AS v(x)) AS s(label, c),
	unnest('{NULL, 1, 1.5, 2.5}'::float8[]) AS threshold,
	LATERAL (SELECT pca(c, retain => 'kaiser', threshold => threshold) AS p OFFSET 0) AS a
ORDER BY 1, 2 NULLS FIRST;
SELECT string_agg(item || component, ' ') FROM summary, pca_loadings(pca(c, components => 2)) WHERE "case" = 'iris';

--
-- What must hold whatever the data.
--
SELECT "case", args,
	abs(sum(eigenvalue) / CASE WHEN args LIKE 'corr%' THEN count(*) ELSE sum(eigenvalue) END - 1) < 1e-12 AS trace,
	bool_and(abs(cumulative - running) < 1e-12) AND max(cumulative) <= 1 AS cumulative
FROM (SELECT "case", args, r.*, sum(explained) OVER (PARTITION BY "case", args ORDER BY component) AS running
	FROM analysis, pca_components(p) AS r WHERE args LIKE '%none, principal') AS s
GROUP BY 1, 2 ORDER BY 1, 2;
-- the largest loading of each column is positive
SELECT count(*) AS wrongly_signed
FROM (SELECT "case", args, component, (array_agg(loading ORDER BY abs(loading) DESC))[1] AS largest
	FROM analysis, pca_loadings(p) GROUP BY 1, 2, 3) AS s
WHERE largest < 0;
-- two columns: equal loadings, the sign goes by the first
SELECT item, component, round(eigenvector::numeric, 12) AS eigenvector
FROM (SELECT comoments(fertility, education) AS c FROM swiss) AS s, pca_loadings(pca(c)) ORDER BY 2, 1;
-- unrotated scores have the eigenvalue as variance, the others have 1
SELECT "case", args, bool_and(abs(variance - CASE WHEN args LIKE '%none, principal' THEN eigenvalue ELSE 1 END)
	< 1e-9 * eigenvalue + 1e-9) AS variance, bool_and(abs(mean) < 1e-9) AS centred
FROM (SELECT "case", args, component, (r.r).eigenvalue, var_samp(score) AS variance, avg(score) AS mean
	FROM analysis, generate_subscripts(rows, 1) AS row,
		LATERAL (SELECT array_agg(rows[row][j] ORDER BY j) AS x FROM generate_subscripts(rows, 2) AS j) AS v,
		LATERAL unnest(pca_scores(p, x)) WITH ORDINALITY AS u(score, component),
		LATERAL (SELECT r FROM pca_components(p) AS r WHERE r.component = u.component) AS r
	WHERE args LIKE '%principal' AND args NOT LIKE '%raw%' OR args LIKE '%standardized'
	GROUP BY 1, 2, 3, 4) AS s
GROUP BY 1, 2 ORDER BY 1, 2;
-- scores one by one, as columns and as an array
SELECT bool_and(pca_score(p, 2, x) = (pca_scores(p, x))[2]) AS one_by_one FROM scored;
SELECT bool_and(pca_scores(p, a, b, c, d) = pca_scores(p, ARRAY[a, b, c, d])
	AND pca_score(p, 1, a, b, c, d) = pca_score(p, 1, ARRAY[a, b, c, d])
	AND pca_composite(p, a, b, c, d) = pca_composite(p, ARRAY[a, b, c, d])) AS same
FROM analysis, (SELECT sepal_length, sepal_width, petal_length, petal_width FROM iris) AS r(a, b, c, d)
WHERE "case" = 'iris';
-- columns of other types; a value that is not known makes the score unknown
SELECT pca_score(p, 1, 5, 3::smallint, 1.5::numeric, 0::bigint) = pca_score(p, 1, '{5, 3, 1.5, 0}'::float8[]) AS types,
	pca_score(p, 1, 5, NULL::int, 1.5, 0) AS unknown, pca_scores(p, '{5, NULL, 1.5, 0}'::float8[]) AS unknown_array,
	pca_composite(p, NULL::float8[]) AS no_row, pca_score(p, NULL, '{5, 3, 1.5, 0}'::float8[]) AS no_component
FROM analysis WHERE "case" = 'iris' AND args = 'correlation, 2, none, principal';

--
-- pca is a value: storable, comparable, the same after text.
--
SELECT count(*) AS not_exact FROM analysis WHERE p::text::pca IS DISTINCT FROM p;
SELECT count(*) AS groups FROM (SELECT p FROM (
	SELECT p FROM analysis UNION ALL SELECT p FROM analysis) AS twice GROUP BY p) AS g;

--
-- Too little, singular, constant.
--
CREATE TEMP TABLE small (label text, c comoments);
INSERT INTO small
SELECT '0 no rows', comoments(x, x) FROM (SELECT 1 WHERE false) AS v(x)
UNION ALL SELECT '1 one row', comoments(3, 4)
UNION ALL SELECT '2 two rows', comoments(x, -x) FROM (VALUES (1), (2)) AS v(x)
UNION ALL SELECT '3 fewer rows than columns', comoments(a, b, c, d)
FROM (VALUES (1, 4, 2, 8), (5, 7, 1, 3), (2, 2, 9, 6)) AS v(a, b, c, d)
UNION ALL SELECT '4 a column twice', comoments(x, y, x)
FROM (VALUES (1, 3), (2, 9), (5, 1), (8, 8), (9, 4)) AS v(x, y)
UNION ALL SELECT '6 one column', comoments(x) FROM (VALUES (1), (2), (6)) AS v(x);
-- a covariance matrix of nothing
SELECT label, (p).k, (p).note
FROM (SELECT 'constant', comoments(7, 5) FROM generate_series(1, 5)
	UNION ALL SELECT 'narrow', comoments(x * 1e-170, 5) FROM generate_series(1, 5) AS x
	UNION ALL SELECT 'one row by weight', comoments_weighted(0.2, x, -x) FROM generate_series(1, 5) AS x) AS s(label, c),
	LATERAL (SELECT pca(c, 'covariance') AS p OFFSET 0) AS a ORDER BY 1;
SELECT label, component, round(eigenvalue::numeric, 9) AS eigenvalue, round(explained::numeric, 9) AS explained,
	cumulative <= 1 AS to_one, retained
FROM small, pca_components(pca(c)) ORDER BY 1, 2;
SELECT label, item, component, round(loading::numeric, 9) AS loading,
	round(eigenvector::numeric, 9) AS eigenvector, round(communality::numeric, 9) AS communality
FROM small, pca_loadings(pca(c, retain => 'kaiser')) ORDER BY 1, 3, 2;
-- a constant column has no correlation, but a covariance
SELECT matrix, (p).n, (p).p, (p).k, (p).center, (p).eigenvalues, (p).note,
	(SELECT count(*) FROM pca_components(p)) AS components, pca_score(p, 1, 1, 7) AS score
FROM (SELECT comoments(x, 7) AS c FROM generate_series(1, 5) AS x) AS s,
	unnest('{correlation, covariance}'::text[]) AS matrix, LATERAL (SELECT pca(c, matrix) AS p OFFSET 0) AS a;
SELECT label, (p).n, (p).p, (p).k, (p).rank, (p).note, pca_scores(p, 1, 2) IS NULL AS no_scores
FROM small, LATERAL (SELECT pca(c) AS p OFFSET 0) AS a WHERE label < '2' ORDER BY 1;
SELECT label, (p).n, (p).p, (p).k, (p).rank, (p).note
FROM small, LATERAL (SELECT pca(c) AS p OFFSET 0) AS a WHERE label > '2' ORDER BY 1;

--
-- How many components would chance give?
--
TRUNCATE reference, got;
\set load '\\copy reference' :from 'reference_parallel_analysis' :options
:load
INSERT INTO got
SELECT format('n %s, p %s', n, p), format('component %s', component), figure.*
FROM (VALUES (100, 5), (40, 8)) AS v(n, p), LATERAL (SELECT * FROM parallel_analysis(n, p)) AS r,
	json_each_text(to_json(r)) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;
SELECT (SELECT array_agg(a) FROM parallel_analysis(50, 4) AS a)
		= (SELECT array_agg(a) FROM parallel_analysis(50, 4, 1000, 0.95, 1) AS a) AS repeatable,
	(SELECT array_agg(a) FROM parallel_analysis(50, 4) AS a)
		<> (SELECT array_agg(a) FROM parallel_analysis(50, 4, seed => 2) AS a) AS seeded;

-- n is what a summary, or kmo, says
SELECT (SELECT array_agg(a) FROM parallel_analysis(n(c), columns(c), 50) AS a)
		= (SELECT array_agg(a) FROM parallel_analysis((kmo(c)).n, columns(c), 50) AS a) AS from_kmo,
	(SELECT array_agg(a) FROM parallel_analysis(n(c), columns(c), 50) AS a)
		= (SELECT array_agg(a) FROM parallel_analysis(47, 6, 50) AS a) AS by_hand,
	(SELECT bool_and(mean_eigenvalue BETWEEN 1 - 1e-4 AND 1 + 1e-4) FROM parallel_analysis(1e11, 6, 50)) AS many
FROM summary WHERE "case" = 'swiss';

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT pca(c, 'covar') FROM summary WHERE "case" = 'iris';
SELECT pca(c, components => 0) FROM summary WHERE "case" = 'iris';
SELECT pca(c, components => 5) FROM summary WHERE "case" = 'iris';
SELECT pca(c, components => -1) FROM summary WHERE "case" = 'iris';
SELECT pca(c, components => 3, retain => 'kaiser') FROM summary WHERE "case" = 'iris';
SELECT pca(c, components => 3, retain => 'cumulative') FROM summary WHERE "case" = 'iris';
SELECT pca(c, threshold => 1) FROM summary WHERE "case" = 'iris';
SELECT pca(c, components => 2, threshold => 1) FROM summary WHERE "case" = 'iris';
SELECT pca(c, retain => 'elbow') FROM summary WHERE "case" = 'iris';
SELECT pca(c, retain => 'cumulative', threshold => 0) FROM summary WHERE "case" = 'iris';
SELECT pca(c, retain => 'cumulative', threshold => 1.5) FROM summary WHERE "case" = 'iris';
SELECT pca(c, retain => 'cumulative', threshold => 'NaN') FROM summary WHERE "case" = 'iris';
SELECT pca(c, rotation => 'oblimin') FROM summary WHERE "case" = 'iris';
SELECT pca(c, scores => 'regression') FROM summary WHERE "case" = 'iris';
SELECT pca_loadings(pca(c), '{a, b}') FROM summary WHERE "case" = 'iris';
SELECT pca_score(p, 0, x) FROM scored LIMIT 1;
SELECT pca_score(p, 4, x) FROM scored WHERE "case" = 'iris' LIMIT 1;
SELECT pca_score(p, 1, 1, 2, 3) FROM scored WHERE "case" = 'iris' LIMIT 1;
SELECT pca_score(p, 1, '{1, 2, 3, 4, 5}'::float8[]) FROM scored WHERE "case" = 'iris' LIMIT 1;
SELECT pca_score(p, 1, '{1, 2, 3, NaN}'::float8[]) FROM scored WHERE "case" = 'iris' LIMIT 1;
SELECT pca_scores(p, '{{1, 2}, {3, 4}}'::float8[]) FROM scored WHERE "case" = 'iris' LIMIT 1;
SELECT pca_scores(p, '{}'::float8[]) FROM scored WHERE "case" = 'iris' LIMIT 1;
SELECT pca_composite(p, 1, 2, 'a', 4) FROM scored WHERE "case" = 'iris' LIMIT 1;
SELECT pca_composite(p, 1, 2, 'Infinity'::float8, 4) FROM scored WHERE "case" = 'iris' LIMIT 1;
SELECT parallel_analysis(1, 5);
SELECT parallel_analysis(100, 0);
SELECT parallel_analysis(100, 5, 0);
SELECT parallel_analysis(100, 5, -1);
SELECT parallel_analysis(1000, 100, 1000000);
SELECT parallel_analysis(100, 5, 100, 1);
SELECT parallel_analysis(100, 5, 100, 'NaN');
SELECT parallel_analysis(100.5, 5);
SELECT parallel_analysis('NaN', 5);
SELECT parallel_analysis(5, 5);
SELECT parallel_analysis(1e16, 5);
\set VERBOSITY default
SELECT parallel_analysis(100.5, 5);
SELECT pca(c, components => 3, retain => 'kaiser') FROM summary WHERE "case" = 'iris';
SELECT pca(c, threshold => 1) FROM summary WHERE "case" = 'iris';
SELECT pca(c, rotation => 'oblimin') FROM summary WHERE "case" = 'iris';
SELECT pca_score(p, 1, 1, 2, 3) FROM scored WHERE "case" = 'iris' LIMIT 1;
SELECT pca(NULL) IS NULL AS pca, pca_scores(NULL, '{1}'::float8[]) IS NULL AS scores;
SELECT count(*) FROM pca_components(NULL), pca_loadings(NULL);

--
-- A composite can be made by hand: every field is checked before it is used.
--
CREATE TEMP TABLE hostile AS
SELECT field.key, v.value, jsonb_populate_record(p, jsonb_build_object(field.key, v.value)) AS p
FROM analysis, jsonb_each(to_jsonb(p)) AS field, LATERAL (
	SELECT 'null'::jsonb UNION ALL SELECT unnest(CASE jsonb_typeof(field.value)
		WHEN 'number' THEN ARRAY['-1', '0', '3', '1600', '2147483647', '-2147483648']
		WHEN 'array' THEN ARRAY['[]', '[null]', '[1]', '[1, 2, 3]', '[[1, 2], [3, 4]]', '[[1], [2], [3], [4]]',
			'["NaN", "Infinity", 1, 2]', '[[[1]]]', '[null, null, null, null]']
		ELSE ARRAY['""', '"other"'] END)::jsonb) AS v(value)
WHERE "case" = 'iris' AND args = 'correlation, 2, varimax, principal';
CREATE FUNCTION pg_temp.code_of(statement text, p pca) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement USING p;
	RETURN 'fine';
EXCEPTION WHEN OTHERS THEN
	RETURN sqlstate;
END $$;
-- an answer, or an error of the data's class; never an internal one
SELECT statement, key, value, code
FROM (SELECT *, pg_temp.code_of(statement, p) AS code
	FROM hostile, unnest(ARRAY['SELECT pca_score($1, 1, ''{1, 2, 3, 4}''::float8[])', 'SELECT pca_score($1, 2, 1, 2, 3, 4)',
		'SELECT pca_scores($1, ''{1, 2, 3, 4}''::float8[])', 'SELECT pca_composite($1, 1, 2, 3, 4)',
		'SELECT count(*) FROM pca_components($1)', 'SELECT count(*) FROM pca_loadings($1)']) AS statement) AS s
WHERE code <> 'fine' AND code !~ '^22'
ORDER BY 1, 2, 3;
SELECT count(*) > 100 AS tried, pg_temp.code_of('SELECT pca_scores($1, ''{1, 2, 3, 4}''::float8[])', NULL) AS of_null FROM hostile;
