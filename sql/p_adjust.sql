\set ECHO none
\set topic p_adjust
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- The figures are those of another program.  NULL stays NULL, and is not
-- counted.
--
CREATE TEMP TABLE sets ("case" text, p float8[]);
INSERT INTO sets VALUES
	('plain', '{0.01, 0.02, 0.03, 0.04, 0.05}'),
	('unsorted', '{0.9, 1e-300, 0.04, 0.2, 0.011, 0.5, 1, 0.0299}'),
	('ties', '{0.02, 0.02, 0.5, 0.001, 0.5, 0.02}'),
	('missing', '{NULL, 0.03, 0.001, NULL, 0.2, 0.03}'),
	('one', '{0.04}'),
	('ends', '{0, 1, 0, 1}');
INSERT INTO got
SELECT "case", method, i, adjusted
FROM sets, unnest('{none, bonferroni, holm, hochberg, bh, by}'::text[]) AS method,
	unnest(p_adjust(p, method)) WITH ORDINALITY AS u(adjusted, i);
SELECT * FROM compared;
SELECT * FROM differing;

-- nothing to adjust
SELECT p_adjust('{}', 'holm') AS empty, p_adjust('{NULL, NULL}', 'bh') AS unknown;
SELECT p_adjust(NULL, 'holm') IS NULL AS p, p_adjust('{0.1}', NULL) IS NULL AS method;
-- Holm's method unless asked, in letters of any case; R's other name of bh
SELECT "case", p_adjust(p) = p_adjust(p, 'holm') AS by_default, p_adjust(p, 'HOLM') = p_adjust(p, 'holm') AS upper,
	p_adjust(p, 'fdr') = p_adjust(p, 'bh') AS fdr
FROM sets ORDER BY 1;
-- never below p, never above 1, in the order of p
SELECT method, bool_and(adjusted >= p AND adjusted <= 1) AS within,
	bool_and(adjusted >= before) IS NOT FALSE AS ordered
FROM (SELECT method, p, adjusted, lag(adjusted) OVER (PARTITION BY method ORDER BY p) AS before
	FROM (SELECT array_agg(abs(sin(i)) ^ 3) AS ps FROM generate_series(1, 500) AS i) AS s,
		unnest('{none, bonferroni, holm, hochberg, bh, by}'::text[]) AS method,
		unnest(ps, p_adjust(ps, method)) AS u(p, adjusted)) AS a
GROUP BY 1 ORDER BY 1;

-- the same over rows
SELECT method, bool_and(adjusted IS NOT DISTINCT FROM (p_adjust(p, method))[i]) AS as_array, count(*)
FROM (SELECT "case", method, i, p, p_adjusted(one, method) OVER (PARTITION BY "case", method) AS adjusted
	FROM sets, unnest(p) WITH ORDINALITY AS u(one, i), unnest('{none, bonferroni, holm, hochberg, bh, by, fdr}'::text[]) AS method) AS s
GROUP BY method ORDER BY method;
SELECT p, p_adjusted(p) OVER (), p_adjusted(p) OVER (ORDER BY p ROWS UNBOUNDED PRECEDING) AS frame FROM unnest('{0.03, NULL, 0.001}'::float8[]) AS p;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT p_adjust('{0.1, 1.5}', 'holm');
SELECT p_adjust('{0.1, -0.1}', 'holm');
SELECT p_adjust('{0.1, NaN}', 'none');
SELECT p_adjust('{0.1, Infinity}', 'bh');
SELECT p_adjust('{0.1}', 'sidak');
SELECT p_adjust('{{0.1, 0.2}, {0.3, 0.4}}', 'holm');
SELECT p_adjusted(1.5) OVER ();
SELECT p_adjusted('NaN') OVER ();
SELECT p_adjusted(0.5, NULL) OVER ();
SELECT p_adjusted(0.5, 'sidak') OVER ();
SELECT p_adjusted(0.5);
\set VERBOSITY default
SELECT p_adjust('{0.1}', 'sidak');
