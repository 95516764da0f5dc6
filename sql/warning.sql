\set ECHO none
\set topic warning
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- The states of households through five years, as a loop has them.
--
CREATE TEMP TABLE panel AS
SELECT h, m, CASE WHEN (h * 13 + m * 5) % 29 = 0 THEN NULL
	ELSE ((h * 7919 + m * 1663 + h * m * 37) % 160) / 100::float8 * CASE WHEN (m / 9 + h) % 2 = 0 THEN 1 ELSE 0.45 END END AS ratio,
	(h + m) % 11 = 0 AS verified
FROM generate_series(1, 12) AS h, generate_series(1, 60) AS m;
INSERT INTO got
SELECT 'path', format('%s hold %s%s', h, hold, CASE WHEN verify THEN ' verified' END), f.*
FROM (SELECT h, hold, verify, string_agg(left(state::text, 1), '' ORDER BY m) AS path,
		max((e).entries) AS entries, max(relapses) AS relapses, bool_and((e).state = state AND (e).relapses = relapses
		AND (e).ratio IS NOT DISTINCT FROM ratio) AS agree
	FROM (SELECT h, m, hold, verify, ratio, warning_state(ratio, 1, 0.8, hold, verified AND verify) OVER w AS state,
			warning_relapses(ratio, 1, 0.8, hold, verified AND verify) OVER w AS relapses,
			warning_evidence(ratio, 1, 0.8, hold, verified AND verify) OVER w AS e
		FROM panel, unnest('{1, 3, 6}'::int[]) AS hold, unnest('{true, false}'::boolean[]) AS verify
		WINDOW w AS (PARTITION BY h, hold, verify ORDER BY m)) AS s
	GROUP BY h, hold, verify) AS p,
	LATERAL (VALUES ('path', path), ('entries', entries::text), ('relapses', relapses::text)) AS f(figure, value)
WHERE agree;

--
-- How good the warnings were.
--
INSERT INTO got
SELECT 'evaluation', 'yangyuan', figure.*
FROM (SELECT warning_evaluation(warned, happened) AS e
	FROM (VALUES (true, true, 91), (true, false, 4790), (false, true, 9), (false, false, 100000)) AS v(warned, happened, n),
		generate_series(1, n)) AS s, json_each_text(to_json(e)) AS figure;
INSERT INTO got
SELECT 'evaluation', 'dates', figure.*
FROM (SELECT warning_evaluation(warned_at, happened_at) AS e FROM (
	SELECT date '2024-02-01' - i, date '2024-02-01' FROM generate_series(0, 30) AS i
	UNION ALL SELECT date '2024-02-01' + i, date '2024-02-01' FROM generate_series(1, 17) AS i
	UNION ALL SELECT date '2024-02-01', NULL FROM generate_series(1, 20)
	UNION ALL SELECT NULL, date '2024-02-01' FROM generate_series(1, 12)
	UNION ALL SELECT NULL, NULL FROM generate_series(1, 40)) AS v(warned_at, happened_at)) AS s,
	json_each_text(to_json(e)) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;

-- the dead band, a relapse, an unknown month; all evidence
SELECT i, x, s, (e).periods_in_state AS since, (e).calm_periods AS calm, (e).entries, (e).relapses, (e).note
FROM (SELECT i, x, warning_state(x, 1, 0.8, 2) OVER w AS s, warning_evidence(x, 1, 0.8, 2) OVER w AS e
	FROM unnest('{0.5, 1, 1.01, 0.9, 0.8, NULL, 0.8, 0.7, 0.9, 1.2, 0.1}'::float8[]) WITH ORDINALITY AS v(x, i)
	WINDOW w AS (ORDER BY i)) AS t ORDER BY i;
-- levels that change from row to row, as lines do by year
SELECT string_agg(left(s::text, 1), '' ORDER BY i) AS path
FROM (SELECT i, warning_state(1, CASE WHEN i BETWEEN 3 AND 5 THEN 0.9 ELSE 1.5 END, CASE WHEN i < 6 THEN 0.5 ELSE 1 END, 2) OVER (ORDER BY i) AS s
	FROM generate_series(1, 8) AS i) AS t;
-- partitions start anew; frames do not matter; no rows, one row, all unknown
SELECT count(*) FILTER (WHERE a <> b) AS differing, count(DISTINCT a) AS states
FROM (SELECT warning_state(ratio, 1, 0.8, 3) OVER (PARTITION BY h ORDER BY m) AS a,
		warning_state(ratio, 1, 0.8, 3) OVER (PARTITION BY h ORDER BY m ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING) AS b
	FROM panel) AS s;
SELECT warning_state(x, 1, 0.8, 2) OVER () FROM (VALUES (2.0)) AS v(x) WHERE false;
SELECT x, warning_state(x, 1, 1, 1) OVER (PARTITION BY x) AS state, warning_relapses(x, 1, 1, 1) OVER (PARTITION BY x) AS relapses
FROM (VALUES (2.0), (1.0), (NULL)) AS v(x) ORDER BY x;
-- the enum has the order of a household's way
SELECT enum_range(NULL::warning_level), 'warned'::warning_level < 'eliminated' AS in_order;
SELECT (e).lead_days_mean, (e).lead_days_min, (e).lead_days_max, round((e).lead_months_mean::numeric, 4) AS months,
	(e).late, (e).n_missing
FROM (SELECT warning_evaluation(w, h) AS e FROM (VALUES (date '2024-01-01', date '2024-04-01'), ('2024-03-05', '2024-03-05'),
	('2024-03-05', '2024-03-04')) AS v(w, h)) AS s;
-- nobody, none warned, nothing happened
SELECT k, (e).n, (e).n_missing, (e)."precision", (e).recall, (e).f1, (e).note
FROM (SELECT 'no rows' AS k, warning_evaluation(true, true) AS e FROM generate_series(1, 0)
	UNION ALL SELECT 'unknown', warning_evaluation(NULL::boolean, true) FROM generate_series(1, 3)
	UNION ALL SELECT 'none warned', warning_evaluation(false, i = 1) FROM generate_series(1, 3) AS i
	UNION ALL SELECT 'nothing happened', warning_evaluation(i = 1, false) FROM generate_series(1, 3) AS i) AS s;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT warning_state(1, 1, 0.8, 2);
SELECT warning_state('NaN', 1, 0.8, 2) OVER ();
SELECT warning_state('Infinity', 1, 0.8, 2) OVER ();
SELECT warning_state(1, 'NaN', 0.8, 2) OVER ();
SELECT warning_state(1, NULL, 0.8, 2) OVER ();
SELECT warning_state(1, 1, 1.1, 2) OVER ();
SELECT warning_state(1, 1, 0.8, 0) OVER ();
SELECT warning_state(1, 1, 0.8, NULL) OVER ();
SELECT warning_evaluation(date 'infinity', NULL);
SELECT warning_evaluation_final('{1,2}');
SELECT warning_evaluation_final('{0,0,0,0,0,-1,0,0,0,0}');
SELECT warning_evaluation_accum(NULL, true, true);
\set VERBOSITY default
SELECT warning_state(1, 1, 1.1, 2) OVER ();
