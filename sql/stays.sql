\set ECHO none
\set topic stays
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- Two thousand stays, as looking at all pairs has them.
--
CREATE TEMP TABLE stay AS
SELECT row, person, date '2024-01-01' + day AS admitted, CASE WHEN row % 97 <> 5 THEN date '2024-01-01' + day + row * row % 13 END AS discharged,
	(ARRAY['A', 'B', 'C'])[1 + row * 31 % 3] AS diagnosis
FROM (SELECT i AS row, i % 151 AS person, i * 7919 % 365 AS day FROM generate_series(0, 1999) AS i) AS s;
CREATE TEMP TABLE lead AS
SELECT stay.*, readmission(admitted, discharged, 30) OVER w AS any_cause, readmission(admitted, discharged, diagnosis, 7) OVER w AS same,
	overlapping_stay(admitted, discharged) OVER w AS overlap
FROM stay WINDOW w AS (PARTITION BY person ORDER BY admitted, discharged, row);
INSERT INTO got
SELECT 'stays', 'any cause', f.*
FROM (SELECT count((any_cause).gap_days) AS known, sum((any_cause).gap_days) AS gaps, count(*) FILTER (WHERE (any_cause).readmitted) AS within,
	count(*) FILTER (WHERE (any_cause).gap_days = 0) AS transfers FROM lead) AS s,
	LATERAL (VALUES ('known', known), ('gaps', gaps), ('within30', within), ('transfers', transfers)) AS f
UNION ALL
SELECT 'stays', 'same diagnosis', f.*
FROM (SELECT count((same).gap_days) AS known, sum((same).gap_days) AS gaps, count(*) FILTER (WHERE (same).readmitted) AS within FROM lead) AS s,
	LATERAL (VALUES ('known', known), ('gaps', gaps), ('within7', within)) AS f
UNION ALL
SELECT 'stays', 'overlaps', f.*
FROM (SELECT count(*) AS n, sum(row) AS which FROM lead WHERE (overlap).overlapping) AS s, LATERAL (VALUES ('n', n), ('which', which)) AS f;
SELECT * FROM compared;
SELECT * FROM differing;

-- the evidence is that of a stay that is there
SELECT count(*) AS overlapping, count(*) FILTER (WHERE NOT EXISTS (SELECT FROM stay AS s WHERE s.person = l.person AND s.row <> l.row AND s.admitted = (overlap).other_admitted
	AND s.discharged IS NOT DISTINCT FROM (overlap).other_discharged)) AS unfounded
FROM lead AS l WHERE (overlap).overlapping;
SELECT count(*) AS same, count(*) FILTER (WHERE NOT EXISTS (SELECT FROM stay AS s WHERE s.person = l.person AND s.row <> l.row AND s.diagnosis = l.diagnosis
	AND s.admitted = (same).previous_admitted AND s.discharged = l.admitted - (same).gap_days)) AS unfounded
FROM lead AS l WHERE (same).readmitted;

--
-- One person, case by case.
--
CREATE TEMP TABLE one AS
SELECT * FROM (VALUES (1, date '2024-01-01', date '2024-01-05', 'A', false), (2, '2024-01-05', '2024-01-09', 'B', false), (3, '2024-01-08', '2024-01-20', 'A', false),
	(4, '2024-01-10', '2024-01-10', 'C', false), (5, '2024-01-20', '2024-01-21', 'A', false), (6, '2024-01-25', '2024-01-26', 'A', true), (7, '2024-01-28', '2024-01-29', 'A', NULL),
	(8, '2024-02-05', '2024-02-06', 'A', false), (9, '2024-02-14', NULL, 'A', false), (10, '2024-02-15', '2024-02-16', NULL, false), (11, NULL, NULL, 'A', false))
	AS v(i, admitted, discharged, diagnosis, planned);
SELECT i, diagnosis, r.* FROM (SELECT i, diagnosis, readmission(admitted, discharged, diagnosis, 7, planned) OVER (ORDER BY admitted, discharged) AS r FROM one) AS s, LATERAL (SELECT (s.r).*) AS r ORDER BY i;
SELECT i, r.* FROM (SELECT i, readmission(admitted, discharged, 7, planned) OVER (ORDER BY admitted, discharged) AS r FROM one) AS s, LATERAL (SELECT (s.r).*) AS r ORDER BY i;
SELECT i, o.* FROM (SELECT i, overlapping_stay(admitted, discharged) OVER (ORDER BY admitted, discharged) AS o FROM one) AS s, LATERAL (SELECT (s.o).*) AS o ORDER BY i;
-- visits on the day of admission, within a stay, and again within another of the same day, in either order of ties
SELECT string_agg((o).overlapping::int::text, '' ORDER BY i) AS overlapping
FROM (SELECT i, overlapping_stay(a, d) OVER (ORDER BY a, d) AS o FROM (VALUES (1, date '2024-03-01', date '2024-03-05'), (2, '2024-03-01', '2024-03-01'),
	(3, '2024-03-03', '2024-03-03'), (4, '2024-03-03', '2024-03-09'), (5, '2024-03-09', '2024-03-09'), (6, '2024-03-09', '2024-03-12')) AS v(i, a, d)) AS s
UNION ALL
SELECT string_agg((o).overlapping::int::text, '' ORDER BY i)
FROM (SELECT i, overlapping_stay(a, d) OVER (ORDER BY a, d DESC) AS o FROM (VALUES (1, date '2024-03-01', date '2024-03-05'), (2, '2024-03-01', '2024-03-01'),
	(3, '2024-03-03', '2024-03-03'), (4, '2024-03-03', '2024-03-09'), (5, '2024-03-09', '2024-03-09'), (6, '2024-03-09', '2024-03-12')) AS v(i, a, d)) AS s;
-- infinity is a discharge to come
SELECT (overlapping_stay(a, d) OVER (ORDER BY a)).* FROM (VALUES (date '2024-01-01', date 'infinity'), ('2024-06-01', '2024-06-02')) AS v(a, d);
SELECT overlapping_stay(a, a) OVER () FROM (VALUES (date '2024-01-01')) AS v(a) WHERE false;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT readmission('2024-01-01', '2024-01-02', 'A', 7);
SELECT readmission(a, a, 7) OVER (ORDER BY a DESC) FROM (VALUES (date '2024-01-01'), ('2024-01-02')) AS v(a);
SELECT overlapping_stay(a, a) OVER (ORDER BY a DESC) FROM (VALUES (date '2024-01-01'), ('2024-01-02')) AS v(a);
SELECT readmission('2024-01-02', '2024-01-01', 7) OVER ();
SELECT readmission('infinity', NULL, 7) OVER ();
SELECT readmission('2024-01-01', '-infinity', 7) OVER ();
SELECT readmission('2024-01-01', '2024-01-02', -1) OVER ();
SELECT readmission('2024-01-01', '2024-01-02', NULL::int) OVER ();
\set VERBOSITY default
SELECT overlapping_stay(a, a) OVER (ORDER BY a DESC) FROM (VALUES (date '2024-01-01'), ('2024-01-02')) AS v(a);
