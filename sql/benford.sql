\set ECHO none
\set topic benford
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- Counts, tests and digits as R has them.
--
CREATE TEMP TABLE amount AS
SELECT 'powers' AS args, floor(100 * power(1.013::float8, i))::numeric / 100 AS x FROM generate_series(1, 1200) AS i
UNION ALL SELECT 'sequence', i * 37 / 100.0 FROM generate_series(1, 2000) AS i
UNION ALL SELECT 'few', x / 100.0 FROM unnest('{1999, 2050, 29900, 180000, 420}'::int[]) AS x;
CREATE TEMP TABLE result AS
SELECT args, kind, benford(x, kind) AS b FROM amount, unnest('{1, 2, 3, -2}'::int[]) AS kind GROUP BY args, kind;
INSERT INTO got SELECT 'benford', format('%s %s', args, kind), figure.* FROM result, json_each_text(to_json(b)) AS figure;
INSERT INTO got
SELECT 'digit', format('%s %s %s', args, kind, d.digits), figure.* FROM result, benford_digits(b) AS d, json_each_text(to_json(d)) AS figure;
SELECT * FROM compared;
SELECT * FROM differing;

SELECT args, kind, (b).conformity, (b).note FROM result ORDER BY args, kind;
-- the same from text; every digit has a row, and they are all there
SELECT kind, benford(x, kind) = benford(x::text, kind) AS as_text FROM amount, unnest('{1, 2, 3, -2}'::int[]) AS kind GROUP BY kind ORDER BY kind;
SELECT kind, count(*) AS digits, min(d.digits) AS first, max(d.digits) AS last, sum(d.n) = max((b).n) AS all_there, round(sum(expected_share)::numeric, 12) AS law
FROM result, benford_digits(b) AS d WHERE args = 'powers' GROUP BY kind ORDER BY kind;

--
-- Digits are those that are written: of decimals that a double has not, of large and small numbers.
--
SELECT x, benford_first.digits AS first, benford_two.digits AS two, last.digits AS last_two
FROM unnest('{0.29, 1.00, 28.57, 32100.90, 12345678901234567890123.45, 9.999, 100, 7.1, 1e20, 1.005e2}'::numeric[]) AS x
	LEFT JOIN LATERAL (SELECT digits FROM (SELECT benford(y, 1) AS b FROM (VALUES (x)) AS v(y)) AS s, benford_digits(b) WHERE n = 1) AS benford_first ON true
	LEFT JOIN LATERAL (SELECT digits FROM (SELECT benford(y, 2) AS b FROM (VALUES (x)) AS v(y)) AS s, benford_digits(b) WHERE n = 1) AS benford_two ON true
	LEFT JOIN LATERAL (SELECT digits FROM (SELECT benford(y, -2) AS b FROM (VALUES (x)) AS v(y)) AS s, benford_digits(b) WHERE n = 1) AS last ON true;
SELECT x, first.digits AS three FROM unnest('{12.34, 5, 0.05e3, +7.25e-0, " 1.5E+2 ", .5e1, 00123, 1.}'::text[]) AS x
	LEFT JOIN LATERAL (SELECT digits FROM (SELECT benford(y, 3) AS b FROM (VALUES (x)) AS v(y)) AS s, benford_digits(b) WHERE n = 1) AS first ON true;
-- from another amount on: 10, or all above 0
SELECT minimum, (b).n, (b).n_missing, (b).n_small, (b).n_negative, (SELECT string_agg(d.digits::text, ' ' ORDER BY d.digits) FROM benford_digits(b) AS d WHERE d.n > 0) AS digits
FROM unnest('{0, 0.05, 1, 10}'::numeric[]) AS minimum,
	LATERAL (SELECT benford(x, 2, m) AS b FROM unnest('{0, 0.0314, 0.05, 0.99, 1, 2.7, 10, 16.18, -7, NULL}'::numeric[]) AS x, (VALUES (minimum)) AS v(m)) AS s;
SELECT benford(x, 1, 1) = benford(x, 1) AS same, benford(x, -2, 1) = benford(x, -2) AS last FROM amount;
-- what is left out is counted
SELECT (b).n, (b).n_missing, (b).n_small, (b).n_negative
FROM (SELECT benford(x, 1) AS b FROM unnest('{1, NULL, 0, 0.99, -5, -0.5, 1.01, -0}'::numeric[]) AS x) AS s;
SELECT (b).digits, (b).n, (b).chi_square, (b).counts, (b).note, (SELECT count(*) FROM benford_digits(b)) AS digits
FROM (SELECT benford(x, 1) AS b FROM amount WHERE false) AS s;
SELECT (b).digits, (b).n, (b).n_small, (b).chi_square, (b).mad, (b).counts, (b).note, (SELECT count(n) FROM benford_digits(b)) AS digits
FROM (SELECT benford(0::numeric, 1) AS b) AS s;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT benford(1.5::float8, 1);
SELECT benford('NaN'::numeric, 1);
SELECT benford('Infinity'::numeric, 1);
SELECT benford(x, 1) FROM unnest('{abc}'::text[]) AS x;
SELECT benford(x, 1) FROM unnest('{""}'::text[]) AS x;
SELECT benford(x, 1) FROM unnest('{1.2.3}'::text[]) AS x;
SELECT benford(x, 1) FROM unnest('{1e}'::text[]) AS x;
SELECT benford(x, 1) FROM unnest('{"1 2"}'::text[]) AS x;
SELECT benford(x, 1) FROM unnest('{NaN}'::text[]) AS x;
SELECT benford(1.0, 1, 'NaN');
SELECT benford(1.0, 0);
SELECT benford(1.0, 4);
SELECT benford(1.0, NULL);
SELECT benford(1.0, i) FROM generate_series(1, 2) AS i;
SELECT benford_final('{1,2,3}');
SELECT benford_final('{1,0,0,0,1,1,1,1,1,1,1,1,-1}');
SELECT benford_digits(ROW(1, 1, 0, 0, 0, 0, 0, 0, 0, '', '{1,2}', NULL)::benford_result);
SELECT benford_combine('{1,0,0,0,1,1,1,1,1,1,1,1,1}', '{5}');
\set VERBOSITY default
SELECT benford(1.0, 4);
