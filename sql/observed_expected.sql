\set ECHO none
\set topic observed_expected
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

INSERT INTO got
SELECT 'ratio', format('%s of %s, %s', o, e, level), figure.*
FROM unnest('{0, 1, 2, 7, 10, 100, 5000}'::float8[]) AS o, unnest('{0.01, 0.5, 5.5, 10, 98.7, 6000}'::float8[]) AS e,
	unnest('{0.95, 0.998}'::float8[]) AS level, json_each_text(to_json(observed_expected(o, e, level))) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;

-- p is small just where the limits leave 1 out
SELECT count(*) FILTER (WHERE (p_value < 0.05) <> (conf_low > 1 OR conf_high < 1)) AS disagree, count(*) AS n
FROM generate_series(0, 40) AS o, generate_series(1, 60) AS e, observed_expected(o, e / 2.0);
-- nothing expected; nothing observed; a weighted count
SELECT estimate, std_error, p_value, conf_low, conf_high, note FROM observed_expected(3, 0);
SELECT estimate, std_error, conf_low, round(conf_high::numeric, 6) AS conf_high, note FROM observed_expected(0, 3);
SELECT estimate, conf_low < estimate AND estimate < conf_high AS inside, note FROM observed_expected(2.5, 2);
SELECT p_value BETWEEN 0 AND 1e-200 AS tail, p_value > 0 AS kept FROM observed_expected(2000, 800);
SELECT observed_expected(NULL, 1) IS NULL AS strict, observed_expected(4, 2) = observed_expected(4, 2, 0.95) AS level;

\set VERBOSITY sqlstate
SELECT observed_expected(-1, 1);
SELECT observed_expected(1, -1);
SELECT observed_expected('NaN', 1);
SELECT observed_expected(1, 'Infinity');
SELECT observed_expected(1, 1, 0);
\set VERBOSITY default
SELECT observed_expected(-1, 1);
