\set ECHO none
\set topic outliers
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- Peers as R has them.
--
CREATE TEMP TABLE unit AS
SELECT 'chickwts' AS args, feed AS g, weight AS x FROM chickwts
UNION ALL SELECT 'ozone', month::text, ozone FROM airquality
UNION ALL SELECT 'mad10', '', x FROM unnest('{2.1, 2.3, 2.2, 2.4, 2.2, 9.8, 2.3, 2.1, 2.5, 2.2}'::float8[]) AS x
UNION ALL SELECT 'half alike', '', x FROM unnest('{5, 5, 5, 5, 5, 7, 9, 1}'::float8[]) AS x
UNION ALL SELECT 'offset', '', 1e9 + x FROM unnest('{1, 2, 3, 4, 100, 6, 7}'::float8[]) AS x;
INSERT INTO got
SELECT args, g, f.*
FROM (SELECT args, g, max((p).n) AS n, max((p).median) AS median, max((p).mad) AS mad, max((p).mean) AS mean, max((p).stddev) AS stddev, max((p).scale) AS scale,
		min((p).modified_z) AS least, max((p).modified_z) AS most, max((p).robust_z) AS robust, max((p).z) AS z, max((p).z_of_others) AS others,
		sum((p).modified_z * (p).modified_z) AS squares
	FROM (SELECT args, g, peer_comparison(x) OVER (PARTITION BY args, g) AS p FROM unit) AS s GROUP BY args, g) AS s,
	LATERAL (VALUES ('n', n::text), ('median', median::text), ('mad', mad::text), ('mean', mean::text), ('stddev', stddev::text), ('scale', scale),
		('least', least::text), ('most', most::text), ('robust', robust::text), ('z', z::text), ('others', others::text), ('squares', squares::text)) AS f;
SELECT * FROM compared;
SELECT * FROM differing;

-- the scalars say what the record says; frames and order do not matter
SELECT count(*) FILTER (WHERE a IS DISTINCT FROM (p).modified_z OR b IS DISTINCT FROM (p).robust_z OR c IS DISTINCT FROM (p).z OR d IS DISTINCT FROM (p).z_of_others
	OR e IS DISTINCT FROM a) AS differing, count(a) AS scores
FROM (SELECT modified_z(x) OVER w AS a, robust_z(x) OVER w AS b, peer_z(x) OVER w AS c, peer_z(x, leave_one_out => true) OVER w AS d,
	modified_z(x) OVER (PARTITION BY args, g ORDER BY x DESC ROWS 1 PRECEDING) AS e, peer_comparison(x) OVER w AS p FROM unit WINDOW w AS (PARTITION BY args, g)) AS s;

--
-- When the MAD is 0, nothing varies, peers are few, values are missing.
--
SELECT k, x, round((p).modified_z::numeric, 5) AS modified_z, round((p).z::numeric, 5) AS z, (p).n, (p).median, (p).mad, (p).ratio, (p).scale, (p).note
FROM (SELECT k, i, x, peer_comparison(x) OVER (PARTITION BY k) AS p FROM (VALUES ('alike', 1, 3), ('alike', 2, 3), ('alike', 3, 3), ('alike', 4, 3), ('alike', 5, 3),
	('few', 1, 1), ('few', 2, 2), ('few', 3, NULL), ('few', 4, 9), ('mad 0', 1, 0), ('mad 0', 2, 0), ('mad 0', 3, 0), ('mad 0', 4, 0), ('mad 0', 5, 10),
	('one', 1, 4), ('unknown', 1, NULL), ('unknown', 2, NULL)) AS v(k, i, x)) AS s ORDER BY k, i;
SELECT x, modified_z(x, 2) OVER () AS two_are_enough, peer_z(x, 1) OVER () AS z, peer_z(x, 1, true) OVER () AS of_others FROM (VALUES (1), (2), (9)) AS v(x);
SELECT x, peer_z(x, 1) OVER (PARTITION BY x) AS alone FROM (VALUES (1), (2)) AS v(x);
-- the median of an even number is the mean of the two in the middle, at the ends of the range too
SELECT DISTINCT (peer_comparison(x, 1) OVER ()).median FROM unnest('{1, 2, 4, 9}'::float8[]) AS x;
SELECT DISTINCT (peer_comparison(x, 1) OVER ()).median FROM unnest('{1e150, 1.5e150}'::float8[]) AS x;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT modified_z(1);
SELECT modified_z('NaN') OVER ();
SELECT peer_z('Infinity') OVER ();
SELECT peer_comparison(x) OVER () FROM (VALUES (1), ('-Infinity'::float8)) AS v(x);
SELECT modified_z(1, 0) OVER ();
SELECT modified_z(1, NULL) OVER ();
SELECT peer_z(1, 5, NULL) OVER ();
SELECT peer_z(x) OVER () FROM (VALUES (1e308), (-1e308)) AS v(x);
\set VERBOSITY default
SELECT modified_z(1, 0) OVER ();
