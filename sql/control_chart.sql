\set ECHO none
\set topic control_chart
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- The concentrations of table 16-7 in Montgomery & Runger; funnels by R's quantiles.
--
CREATE TEMP TABLE batch AS
SELECT i, x FROM unnest('{102, 94.8, 98.3, 98.4, 102, 98.5, 99, 97.7, 100, 98.1, 101.3, 98.7, 101.1, 98.4, 97, 96.7, 100.3, 101.4, 97.2, 101}'::float8[])
	WITH ORDINALITY AS v(x, i);
INSERT INTO got
SELECT 'cusum', format('%s %s', args, i), figure.*
FROM (SELECT 'concentration' AS args, i, cusum(x, 99, 1, 10) OVER (ORDER BY i) AS c FROM batch
	UNION ALL SELECT 'shifted', i, cusum(x + 1.5, 99, 1, 8, 4) OVER (ORDER BY i) FROM batch
	UNION ALL SELECT 'fallen', i, cusum(x - 2, 99, 1, 8) OVER (ORDER BY i) FROM batch) AS s, json_each_text(to_json(c)) AS figure;
INSERT INTO got
SELECT 'ewma', format('concentration %s', i), figure.*
FROM (SELECT i, ewma(x, 99, 2, width => 2.7) OVER (ORDER BY i) AS e FROM batch) AS s, json_each_text(to_json(e)) AS figure;
INSERT INTO got
SELECT 'funnel', format('%s %s %s %s', method, n, rate, level), figure.*
FROM unnest('{exact, interpolated, wilson, normal}'::text[]) AS method, unnest('{1, 10, 100, 1234}'::int[]) AS n, unnest('{0.02, 0.2, 0.5, 0.93}'::float8[]) AS rate,
	unnest('{0.95, 0.998}'::float8[]) AS level, json_each_text(to_json(funnel_limits(n, rate, level, method))) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;

-- since when; both at once; a value that is missing; partitions, frames
SELECT i, x, (c).upper, (c).lower, (c).upper_periods, (c).lower_periods, (c).signal, (c).note
FROM (SELECT i, x, cusum(x, 10, 0.5, 1) OVER (ORDER BY i) AS c FROM (VALUES (1, 10), (2, 11), (3, 12), (4, NULL), (5, 8), (6, 7), (7, 10)) AS v(i, x)) AS s;
SELECT (cusum(x, 0, 0, 1, 5) OVER ()).signal FROM (VALUES (0)) AS v(x);
SELECT count(*) FILTER (WHERE a <> b) AS differing
FROM (SELECT cusum(x, 99, 1, 10) OVER (PARTITION BY i % 2 ORDER BY i) AS a, cusum(x, 99, 1, 10) OVER (PARTITION BY i % 2 ORDER BY i ROWS 1 PRECEDING) AS b FROM batch) AS s;
SELECT x, (e).estimate, (e).low, (e).high, (e).signal, (e).note
FROM (SELECT i, x, ewma(x, 10, 1, 1, 2) OVER (ORDER BY i) AS e FROM (VALUES (1, 10), (2, 13), (3, NULL), (4, 7.5)) AS v(i, x)) AS s;
SELECT cusum(x, 0, 0, 1) OVER () FROM (VALUES (1)) AS v(x) WHERE false;
-- no cases; all, none
SELECT n, rate, conf_low, conf_high, note FROM (VALUES (0, 0.5), (10, 0), (10, 1)) AS v(n0, r0), funnel_limits(n0, r0);
SELECT method, conf_low, conf_high FROM unnest('{exact, interpolated, wilson, normal}'::text[]) AS m, funnel_limits(20, 0, 0.95, m);

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT cusum(1, 0, 1, 5);
SELECT cusum('NaN', 0, 1, 5) OVER ();
SELECT cusum(1, NULL, 1, 5) OVER ();
SELECT cusum(1, 0, -1, 5) OVER ();
SELECT cusum(1, 0, 1, -5) OVER ();
SELECT cusum(1, 0, 1, 5, -1) OVER ();
SELECT cusum(1, 0, 'Infinity', 5) OVER ();
SELECT cusum(x, -1e308, 0, 5) OVER () FROM (VALUES (1e308)) AS v(x);
SELECT ewma(1, 0, -1) OVER ();
SELECT ewma(1, 0, 1, 0) OVER ();
SELECT ewma(1, 0, 1, 1.5) OVER ();
SELECT ewma(1, 0, 1, 0.2, -1) OVER ();
SELECT funnel_limits(-1, 0.5);
SELECT funnel_limits(1.5, 0.5);
SELECT funnel_limits(10, 1.5);
SELECT funnel_limits(10, 0.5, 1);
SELECT funnel_limits(10, 0.5, method => 'guess');
\set VERBOSITY default
SELECT funnel_limits(10, 0.5, method => 'guess');
