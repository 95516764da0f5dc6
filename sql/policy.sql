\set ECHO none
\set topic policy
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- Smith's factors: means and limits are those of another program.
--
-- a weight counts an answer 0 to 3 times, by the rows of the file
CREATE TEMP TABLE numbered AS SELECT (row_number() OVER () - 1) % 4 AS times, * FROM chickwts;
CREATE TEMP TABLE answers AS
SELECT factor, likert_score(weight, 100, 450) AS score, times, feed
FROM numbered JOIN (VALUES ('horsebean', 'idealised_policy'), ('linseed', 'implementing_organisation'),
	('soybean', 'target_group'), ('sunflower', 'environment')) AS v(feed, factor) USING (feed);
CREATE TEMP TABLE summary AS
SELECT 'once' AS "case", smith(factor, score) AS s FROM answers
UNION ALL SELECT 'weighted', smith(factor, score, times) FROM answers;

INSERT INTO got
SELECT 'once', 'scores', figure.* FROM (SELECT smith_scores(factor, score) AS r FROM answers) AS s, json_each_text(to_json(r)) AS figure
UNION ALL SELECT 'weighted', 'scores', figure.*
FROM (SELECT smith_scores(factor, score, times) AS r FROM answers) AS s, json_each_text(to_json(r)) AS figure
UNION ALL SELECT "case", 'importance 1 4 2 3', figure.*
FROM summary, LATERAL (SELECT smith_scores(s, '{1, 4, 2, 3}') AS r OFFSET 0) AS m, json_each_text(to_json(r)) AS figure
UNION ALL SELECT "case", format('%s %s', f.factor, level), figure.*
FROM summary, unnest('{0.95, 0.8}'::float8[]) AS level, LATERAL smith_factors(s, level) AS f, json_each_text(to_json(f)) AS figure
WHERE figure.key <> 'factor';
SELECT * FROM compared;
SELECT * FROM differing;

--
-- The same by other ways.
--
SELECT "case", array_agg(f.factor) AS in_order, bool_and(conf_level = 0.95) AS default_level FROM summary, smith_factors(s) AS f GROUP BY 1 ORDER BY 1;
SELECT bool_and(abs((smith_scores(s, '{0.1, 0.4, 0.2, 0.3}')).overall - (smith_scores(s, '{1, 4, 2, 3}')).overall) < 1e-12) AS shares,
	bool_and((smith_scores(s, '{0, 0, 7, 0}')).overall = (smith_scores(s, '{0, 0, 7, 0}')).target_group) AS one_counts FROM summary;
SELECT abs((a.r).overall - (smith_scores(s, '{1, 1, 1, 1}')).overall) < 1e-12 AS equal_importance
FROM summary, (SELECT smith_scores(factor, score) AS r FROM answers) AS a WHERE "case" = 'once';
-- summaries of parts, rolled up
SELECT bool_and(abs(f.mean - g.mean) < 1e-12 AND abs(f.conf_low - g.conf_low) < 1e-12 AND f.n = g.n) AS rolled
FROM summary, (SELECT rollup(s) AS r FROM (SELECT smith(factor, score) AS s FROM answers GROUP BY feed, times
	UNION ALL SELECT NULL UNION ALL SELECT smith(factor, score) FROM answers WHERE false) AS p) AS p,
	LATERAL smith_factors(s) AS f, LATERAL smith_factors(r) AS g
WHERE "case" = 'once' AND f.factor = g.factor;
-- rows with a NULL, and those of weight 0, are left out
SELECT "case", s = again AS same
FROM summary, (SELECT smith(factor, score, w) AS again FROM (
	SELECT factor, score, times AS w FROM answers UNION ALL SELECT 'environment', 3, 0) AS a) AS b WHERE "case" = 'weighted';
SELECT bool_and(f.mean = g.mean AND f.n = g.n AND f.conf_high = g.conf_high) AS same
FROM summary, (SELECT smith(factor, score) AS again FROM (SELECT factor, score FROM answers UNION ALL SELECT NULL, 3
	UNION ALL SELECT 'environment', NULL UNION ALL SELECT NULL, NULL) AS a) AS b, smith_factors(s) AS f, smith_factors(again) AS g
WHERE "case" = 'once' AND f.factor = g.factor;

--
-- Too little.
--
SELECT round(environment::numeric, 9) AS environment, round(target_group::numeric, 9) AS target_group, overall, tension, note
FROM smith_scores((SELECT smith(factor, score) FROM answers WHERE factor <> 'environment'), '{1, 1, 1, 1}');
SELECT (smith_scores(factor, score)).note FROM answers WHERE false;
SELECT factor, n, mean, round(sd::numeric, 9) AS sd, round(conf_low::numeric, 9) AS conf_low, round(conf_high::numeric, 9) AS conf_high, conf_level
FROM smith_factors((SELECT smith(factor, score) FROM (VALUES ('target_group', 50), ('environment', 20), ('environment', 40)) AS v(factor, score)), 0.5);
SELECT smith(factor, score)::jsonb FROM (VALUES ('target_group', 50), ('environment', 20), ('idealised_policy', 40),
	('implementing_organisation', 30)) AS v(factor, score);
SELECT smith_scores(NULL::smith, '{1, 1, 1, 1}') IS NULL AS scores, (SELECT count(*) FROM smith_factors(NULL)) AS factors;

--
-- A value: storable, comparable, the same after text.
--
SELECT count(*) AS not_exact FROM summary WHERE s::text::smith IS DISTINCT FROM s;
SELECT count(*) AS groups FROM (SELECT s FROM (SELECT s FROM summary UNION ALL SELECT s::text::smith FROM summary) AS twice GROUP BY s) AS g;
SELECT smith(factor, score) FROM answers WHERE false;

--
-- Items and quadrants.
--
SELECT x, likert_score(x, 1, 5) AS of_5, likert_score(x, 1, 7) AS of_7, likert_score(-x, -5, 0) AS negative FROM generate_series(1, 5) AS x;
SELECT likert_score(1e308, -7e307, 1e308), likert_score(NULL, 1, 5), likert_score(1, NULL, 5);
SELECT i, p, ipa_quadrant(i, p, 3, 4) FROM unnest('{2.9, 3, 3.1}'::float8[]) AS i, unnest('{3.9, 4, 4.1}'::float8[]) AS p;
SELECT ipa_quadrant(NULL, 1, 1, 1), ipa_quadrant(1, NULL, 1, 1), ipa_quadrant(1, 1, NULL, 1), ipa_quadrant(1, 1, 1, NULL);

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT smith_scores('weather', 1);
SELECT smith_scores('Environment', 1);
SELECT smith_scores('', 1);
SELECT smith_scores('environmental', 1);
SELECT smith_scores('environment', 'NaN'::float8);
SELECT smith_scores('environment', 'Infinity'::float8);
SELECT smith_scores('environment', 1, -1);
SELECT smith_scores('environment', 1, 'NaN');
SELECT smith_scores('environment', 1, 'Infinity');
SELECT smith_scores(s, '{1, 1, 1}') FROM summary;
SELECT smith_scores(s, '{1, 1, 1, 1, 1}') FROM summary;
SELECT smith_scores(s, '{}') FROM summary;
SELECT smith_scores(s, '{0, 0, 0, 0}') FROM summary;
SELECT smith_scores(s, '{1, 1, 1, -1}') FROM summary;
SELECT smith_scores(s, '{1, 1, 1, NaN}') FROM summary;
SELECT smith_scores(s, '{1, 1, 1, NULL}') FROM summary;
SELECT smith_factors(s, 1) FROM summary;
SELECT smith_factors(s, 0) FROM summary;
SELECT smith_factors(s, 'NaN') FROM summary;
SELECT '(1)'::smith;
SELECT likert_score(0, 1, 5);
SELECT likert_score(6, 1, 5);
SELECT likert_score(3, 5, 1);
SELECT likert_score(3, 3, 3);
SELECT likert_score('NaN', 1, 5);
SELECT likert_score(3, '-Infinity', 5);
SELECT likert_score(0, -1e308, 1e308);
SELECT ipa_quadrant('NaN', 1, 1, 1);
SELECT ipa_quadrant(1, 1, 1, 'Infinity');
\set VERBOSITY default
SELECT smith_scores('weather', 1);
SELECT smith_scores(s, '{1, 1, 1}') FROM summary;
SELECT likert_score(6, 1, 5);
