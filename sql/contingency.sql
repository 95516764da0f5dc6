\set ECHO none
\set topic contingency
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

CREATE TEMP TABLE tables AS
SELECT 'vs, am' AS name, contingency(vs, am) AS t FROM mtcars
UNION ALL SELECT 'cyl, gear', contingency(cyl, gear) FROM mtcars
UNION ALL SELECT 'gear, carb', contingency(gear, carb) FROM mtcars
UNION ALL SELECT 'spray, count', contingency(spray, count) FROM insectsprays
UNION ALL SELECT 'gender, admit', contingency(gender, admit, freq) FROM ucbadmissions
UNION ALL SELECT 'dept, admit', contingency(dept, admit, freq) FROM ucbadmissions
UNION ALL SELECT 'tenths', contingency(r, c, w) FROM (VALUES (1, 1, 0.1), (2, 1, 0.7), (1, 2, 1.3), (2, 2, 2.9), (1, 3, 0.3), (2, 3, 1.7)) AS v(r, c, w)
UNION ALL SELECT 'approval', contingency(a, b, n) FROM (VALUES ('approve', 'approve', 794), ('approve', 'not', 150), ('not', 'approve', 86), ('not', 'not', 570)) AS v(a, b, n)
UNION ALL SELECT 'three', contingency(i, j, n) FROM (VALUES (1, 1, 44), (2, 1, 7), (3, 1, 9), (1, 2, 5), (2, 2, 20), (3, 2, 5), (1, 3, 1), (2, 3, 3), (3, 3, 6)) AS v(i, j, n)
UNION ALL SELECT 'judges', contingency(floor(dmnr), floor(intg)) FROM usjudgeratings;

--
-- R's chisq.test, fisher.test, mcnemar.test; kappa by its formulas.
--
INSERT INTO got SELECT 'chi_square_test', format('%s, %s', name, correct::text), figure.*
FROM tables, (VALUES (true), (false)) AS v(correct), json_each_text(to_json(chi_square_test(t, correct))) AS figure;
INSERT INTO got SELECT 'cells', name, figure.*
FROM tables, LATERAL (
	SELECT sum(n) AS n, sum(row_share) FILTER (WHERE place <= (chi_square_test(t)).columns) AS row_share,
		sum(column_share) FILTER (WHERE last) AS last_column_share, sum(share) FILTER (WHERE last) AS last_share,
		sum(expected) FILTER (WHERE last) AS last_expected, sum(residual ^ 2) AS squares,
		sum(residual) FILTER (WHERE last) AS last_residual, sum(standardized_residual) FILTER (WHERE last) AS last_standardized
	FROM (SELECT *, row_number() OVER () AS place, lead(n) OVER () IS NULL AS last FROM cells(t)) AS c) AS f,
	json_each_text(to_json(f)) AS figure;
INSERT INTO got SELECT 'fisher_exact_test', format('%s, %s, level %s', name, alternative, level), figure.*
FROM tables, unnest('{two-sided, less, greater}'::text[]) AS alternative, unnest('{0.95, 0.9}'::float8[]) AS level,
	json_each_text(to_json(fisher_exact_test(t, alternative, level))) AS figure
WHERE name IN ('vs, am', 'gender, admit');
INSERT INTO got SELECT 'fisher_exact_test', name, 'p_value', (fisher_exact_test(t)).p_value FROM tables WHERE name IN ('cyl, gear', 'gear, carb');
INSERT INTO got SELECT 'ratios', format('%s, level %s', name, level), prefix || key, value
FROM tables, unnest('{0.95, 0.9}'::float8[]) AS level,
	(VALUES ('odds_'), ('risk_'), ('')) AS v(prefix),
	json_each_text(CASE prefix WHEN 'odds_' THEN to_json(odds_ratio(t, conf_level => level)) WHEN 'risk_' THEN to_json(risk_ratio(t, conf_level => level))
		ELSE json_build_object('difference', (risk_difference(t, conf_level => level)).estimate, 'phi', phi(t)) END) AS figure
WHERE name IN ('vs, am', 'gender, admit');
INSERT INTO got SELECT 'cohen_kappa', weights, figure.*
FROM tables, unnest('{none, linear, quadratic}'::text[]) AS weights,
	json_each_text(to_json(cohen_kappa(t, weights, categories => '{4,5,6,7,8,9}'))) AS figure
WHERE name = 'judges';
INSERT INTO got SELECT 'mcnemar_test', args, figure.*
FROM (SELECT name || ', ' || correct::text AS args, mcnemar_test(t, correct) AS m FROM tables, (VALUES (true), (false)) AS v(correct) WHERE name = 'vs, am'
	UNION ALL SELECT name, mcnemar_test(t) FROM tables WHERE name IN ('approval', 'three')) AS s, json_each_text(to_json(m)) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;

-- in one step, as text, measures alone
SELECT chi_square_test(cyl, gear) = chi_square_test(contingency(cyl, gear)) AS in_one_step,
	(chi_square_test(cyl::text, gear::text)).statistic = (chi_square_test(cyl, gear)).statistic AS text,
	cramers_v(contingency(cyl, gear)) = (chi_square_test(cyl, gear)).cramers_v AS v,
	cramers_v(contingency(cyl, gear), true) = (chi_square_test(cyl, gear)).cramers_v_corrected AS v_corrected,
	phi(contingency(cyl, gear)) = (chi_square_test(cyl, gear)).phi AS phi
FROM mtcars;
SELECT name, x.method, x.note FROM tables, chi_square_test(t) AS x;
SELECT (risk_difference(t)).estimate = p.estimate AND (risk_difference(t)).p_value = p.p_value AND (risk_difference(t)).conf_low = p.conf_low AS prop_test
FROM tables, prop_test(12, 18, 7, 14) AS p WHERE name = 'vs, am';

--
-- Types, weights, NULLs, nothing; stored forms.
--
SELECT contingency(a, b) FROM (VALUES (1, 'x'), (10, 'y'), (2, 'x'), (NULL, 'x'), (2, NULL), (2, 'x')) AS v(a, b);
SELECT contingency(a, b, w), n(contingency(a, b, w)), n_missing(contingency(a, b, w)), n_zero_weight(contingency(a, b, w)), sum_weight(contingency(a, b, w))
FROM (VALUES (true, 1.50, 2), (false, 1.5, 0.5), (NULL, 1, 1), (true, 2, 0), (true, 2, NULL)) AS v(a, b, w);
SELECT contingency(a, b), contingency(a, b)::jsonb, chi_square_test(contingency(a, b)) FROM (SELECT 1, 2 WHERE false) AS v(a, b);
SELECT contingency(a, b)::jsonb FROM (VALUES (1, 'x'), (10, 'y'), (2, 'x')) AS v(a, b);
SELECT bool_and(t = t::text::contingency) AS text FROM tables;
SELECT count(*) FROM (SELECT contingency(gear, carb ORDER BY random()) AS t FROM generate_series(1, 20) AS i, mtcars GROUP BY i) AS s GROUP BY t;
SELECT rollup(t) = (SELECT contingency(gear, carb) FROM mtcars) AS parts FROM (SELECT contingency(gear, carb) AS t FROM mtcars GROUP BY hp::int % 7) AS s;
SELECT '(1,3,0,0,1,2,2,2,3,"b","a","10","9",0,0,1,1,1,1,0,1,1)'::contingency;
SELECT row_value, column_value, n, row_share, column_share, round(share::numeric, 6) AS share, round(expected::numeric, 6) AS expected,
	round(residual::numeric, 6) AS residual, round(standardized_residual::numeric, 6) AS standardized
FROM cells('(1,3,1,0,1,2,2,2,2,"a","b","9","10",0,1,2,1,0,1)');
SELECT count(*) FROM cells('(1,0,0,0,0,0,0,0,0)');

--
-- Which comes first: true of booleans, else the first in order, or as one says.
--
SELECT (r).row1, (r).row2, (r).column1, round((r).estimate::numeric, 4) AS ratio, round((d).share1::numeric, 4) AS share1, round((d).share2::numeric, 4) AS share2
FROM (SELECT contingency(vs = 1, am = 1) AS b, contingency(vs, am) AS n FROM mtcars) AS s,
	LATERAL (VALUES (risk_ratio(b), risk_difference(b)), (risk_ratio(n), risk_difference(n)), (risk_ratio(n, '1', '1'), risk_difference(n, '1', '1.0')),
		(risk_ratio(b, 'false'), risk_difference(b, 'false'))) AS v(r, d);
SELECT round((o).estimate::numeric, 4) AS odds_ratio, round((f).estimate::numeric, 4) AS conditional, round(phi(b)::numeric, 4) AS phi
FROM (SELECT contingency(vs = 1, am = 1) AS b FROM mtcars) AS s,
	LATERAL (VALUES (odds_ratio(b), fisher_exact_test(b)), (odds_ratio(b, 'true', 'false'), fisher_exact_test(b, column_value => 'false'))) AS v(o, f);

--
-- Too little to say.
--
CREATE TEMP TABLE poor (name text, t contingency);
INSERT INTO poor VALUES ('no rows', '(1,0,2,0,0,0,0,0,0)'), ('one row', '(1,3,0,0,1,1,1,2,2,"a","x","y",0,0,1,0,1,2)'),
	('one column', '(1,3,0,0,1,2,1,1,2,"a","b","x",0,0,1,1,0,2)'), ('one cell', '(1,3,0,0,1,1,1,1,1,"a","a",0,0,3)'),
	('two rows', '(1,2,0,0,1,2,1,2,2,"a","b","a","b",0,0,1,1,1,1)'),
	('zero', '(1,9,0,0,1,2,1,2,3,"a","b","a","b",0,0,3,0,1,2,1,1,4)'), ('fractions', '(1,9,0,0,1,2,1,2,4,"a","b","a","b",0,0,3.5,0,1,2,1,0,2,1,1,4)');
SELECT name, x.statistic IS NULL AS statistic, x.cramers_v_corrected IS NULL AS v, x.rows, x.columns, x.n, x.note FROM poor, chi_square_test(t) AS x;
SELECT name, x.p_value IS NULL AS p, x.estimate IS NULL AS estimate, x.conf_high, x.note FROM poor, fisher_exact_test(t) AS x WHERE name <> 'fractions';
SELECT name, x.p_value, x.note FROM poor, fisher_exact_test(t) AS x WHERE name = 'fractions';
SELECT name, x.estimate IS NULL AS estimate, x.conf_low IS NULL AS low, x.note FROM poor, odds_ratio(t) AS x;
SELECT name, x.estimate IS NULL AS estimate, x.conf_low IS NULL AS low, x.note FROM poor, risk_ratio(t) AS x;
SELECT name, x.estimate IS NULL AS estimate, x.conf_low IS NULL AS low, x.note FROM poor, risk_difference(t) AS x;
SELECT name, x.statistic, x.exact_p_value, x.k, x.note FROM poor, mcnemar_test(t) AS x WHERE name <> 'one row' AND name <> 'one column';
SELECT name, x.estimate, x.observed_agreement, x.k, x.note FROM poor, cohen_kappa(t) AS x WHERE name IN ('no rows', 'one cell', 'two rows');
SELECT name, phi(t), cramers_v(t) FROM poor WHERE name LIKE 'one%' OR name LIKE 'no%';
-- weights by order: of numbers, of names, of categories that are given
SELECT weights, round((cohen_kappa(contingency(a, b), weights)).estimate::numeric, 6) AS numbers,
	round((cohen_kappa(contingency(d[a], d[b]), weights)).estimate::numeric, 6) AS names, (cohen_kappa(contingency(d[a], d[b]), weights)).note,
	round((cohen_kappa(contingency(d[a], d[b]), weights, categories => '{none,some,much}')).estimate::numeric, 6) AS ordered,
	(cohen_kappa(contingency(d[a], d[b]), weights, categories => '{none,some,much}')).note AS note
FROM unnest('{none,linear,quadratic}'::text[]) AS weights,
	(SELECT a % 3 + 1 AS a, (a * a + 2) % 7 % 3 + 1 AS b, '{none,some,much}'::text[] AS d FROM generate_series(1, 50) AS a) AS r
GROUP BY weights ORDER BY weights;
-- far beyond what can be counted table by table
SELECT x.p_value, x.rows, x.columns, x.note FROM (SELECT contingency(i % 13, i % 17) AS t FROM generate_series(1, 3000) AS i) AS s, fisher_exact_test(t) AS x;
SELECT x.p_value, x.note FROM (SELECT contingency(i % 5, i % 7, 20) AS t FROM generate_series(1, 300) AS i) AS s, fisher_exact_test(t) AS x;
SELECT x.p_value, x.note FROM fisher_exact_test('(1,4,0,0,1,2,1,2,4,"a","b","a","b",0,0,3e12,0,1,2,1,0,2,1,1,4)') AS x;
SELECT fisher_exact_test(NULL) IS NULL AS fisher, odds_ratio(NULL) IS NULL AS odds, risk_ratio(NULL) IS NULL AS risk, risk_difference(NULL) IS NULL AS difference,
	cohen_kappa(NULL) IS NULL AS kappa, mcnemar_test(NULL) IS NULL AS mcnemar, chi_square_test(NULL::contingency) IS NULL AS chi_square;

--
-- What is refused.
--
\set VERBOSITY terse
SELECT contingency(1, 'NaN'::float8);
SELECT contingency('Infinity'::numeric, 1);
SELECT contingency(1, 2, -1);
SELECT contingency(1, '{}'::json);
SELECT rollup(t) FROM (SELECT contingency(1, 2) AS t UNION ALL SELECT contingency(1, 'x'::text)) AS s;
SELECT fisher_exact_test(t, 'less') FROM tables WHERE name = 'cyl, gear';
SELECT fisher_exact_test(t, 'smaller') FROM tables WHERE name = 'vs, am';
SELECT fisher_exact_test(t, NULL) FROM tables WHERE name = 'vs, am';
SELECT odds_ratio(t, '2') FROM tables WHERE name = 'vs, am';
SELECT odds_ratio(t, conf_level => 1) FROM tables WHERE name = 'vs, am';
SELECT cohen_kappa(t, 'cubic') FROM tables WHERE name = 'three';
SELECT cohen_kappa(t, categories => '{1,2}') FROM tables WHERE name = 'three';
SELECT cohen_kappa(t, categories => '{1,2,3,2}') FROM tables WHERE name = 'three';
SELECT cohen_kappa(contingency(1, 'a'::text));
SELECT mcnemar_test(contingency(i, i)) FROM generate_series(1, 1001) AS i;
SELECT '(1,0,0,0,0,0,0,0)'::contingency;
SELECT '(1,1,0,0,1,1,0,0,1,"a",0,0,1)'::contingency;
SELECT '(1,2,0,0,1,2,1,1,1,"a","b","x",0,0,1)'::contingency;
SELECT '(1,2,0,0,1,1,1,1,2,"a","x",0,0,1,0,0,1)'::contingency;
SELECT '(1,1,0,0,1,1,1,1,1,"a","x",0,1,1)'::contingency;
SELECT '(1,1,0,0,1,1,1,1,1,"a","x",0,0,-1)'::contingency;
SELECT '(1,1,0,0,1,1,1,1,2,"a","x",0,0,1)'::contingency;
SELECT '(1,2,0,0,1,2,1,1,2,"a","b","x",0,0,1,0,0,1)'::contingency;

-- two codings of one thing cannot agree
SELECT (cohen_kappa(t)).estimate, (cohen_kappa(t)).note, (mcnemar_test(t)).p_value, (mcnemar_test(t)).note
FROM (SELECT contingency(CASE WHEN i % 3 = 0 THEN 'yes' ELSE 'no' END, (i % 4 = 0)::text) AS t FROM generate_series(1, 100) AS i) AS s;
-- and all who moved are a test
SELECT (cohen_kappa(t)).estimate, (cohen_kappa(t)).note, (mcnemar_test(t)).exact_p_value, (mcnemar_test(t)).note
FROM (SELECT contingency('no'::text, 'yes'::text) AS t FROM generate_series(1, 30)) AS s;
-- not all cells of a table are worth writing out
SELECT count(*) FROM cells((SELECT contingency(i, i) FROM generate_series(1, 4000) AS i));
