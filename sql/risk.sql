\set ECHO none
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS medsec;
RESET client_min_messages;
SET search_path = public, medsec;
\set ECHO all
\pset null NULL

--
-- Each flag at its boundary: the last figure that does not raise it, and the first that does.
--
-- income, consumption, food, oop, size, line; a family of 4 with a line of 5 each, that is 20
CREATE TEMP VIEW quiet AS SELECT 100::float8 AS income, 90::float8 AS consumption, 30::float8 AS food, 2::float8 AS oop, 4::float8 AS size, 5::float8 AS line;
SELECT poverty_risk_flags(income, consumption, food, oop, size, line) AS flags, poverty_risk_flags(income, consumption, food, oop, size, line, 10, 1000) AS all_told,
	poverty_risk_level(poverty_risk_flags(income, consumption, food, oop, size, line)) AS level FROM quiet;
SELECT what, income, consumption, food, oop, poverty_risk_flags(income, consumption, food, oop, size, line, subsistence, reference) AS flags, poverty_risk_level(poverty_risk_flags(income, consumption, food, oop, size, line, subsistence, reference)) AS level
FROM (VALUES ('at near_poor times the line', 30, 28, 10, 0, 4, 5, NULL::float8, NULL::float8), ('near poor', 29.9, 28, 10, 0, 4, 5, NULL, NULL), ('at the line', 20, 18, 10, 0, 4, 5, NULL, NULL), ('poor', 19.9, 18, 10, 0, 4, 5, NULL, NULL),
	('share of a tenth', 100, 90, 30, 9, 4, 5, NULL, NULL), ('above a tenth', 100, 90, 30, 9.01, 4, 5, NULL, NULL),
	('burden of half', 100, 90, 30, 5, 4, 5, NULL, 10), ('above half', 100, 90, 30, 5.01, 4, 5, NULL, 10), ('burden unknown', 100, 90, 30, 5.01, 4, 5, NULL, NULL),
	('below two fifths of capacity', 100, 90, 60, 11.99, 4, 5, 30, NULL), ('at two fifths', 100, 90, 60, 12, 4, 5, 30, NULL), ('food below subsistence', 100, 90, 30, 23.99, 4, 5, 30, NULL), ('the same', 100, 90, 30, 24, 4, 5, 30, NULL), ('capacity unknown', 100, 90, 60, 24, 4, 5, NULL, NULL),
	('food and oop are income', 100, 100, 95, 5, 4, 5, NULL, NULL), ('above income', 100, 101, 95, 5.01, 4, 5, NULL, NULL),
	('left with the line', 25, 24, 10, 5, 4, 5, NULL, NULL), ('impoverished', 25, 24, 10, 5.01, 4, 5, NULL, NULL), ('impoverished from far', 100, 99, 10, 81, 4, 5, NULL, NULL),
	('poor, paying nothing', 10, 10, 5, 0, 4, 5, NULL, NULL), ('further impoverished', 10, 10, 5, 0.01, 4, 5, NULL, NULL)) AS v(what, income, consumption, food, oop, size, line, subsistence, reference);
-- data in doubt are flagged, and what they leave undefined is not raised
SELECT what, poverty_risk_flags(income, consumption, food, oop, size, line, subsistence, 10) AS flags
FROM (VALUES ('no consumption', 100, 0, 0, 0, 4, 5, 10), ('no consumption, paying', 100, 0, 0, 3, 4, 5, 10), ('negative consumption', 100, -9, -10, 0, 4, 5, 10), ('nobody', 100, 90, 30, 2, 0, 5, 10), ('less than nobody', 100, 90, 30, 80, -1, 5, 10),
	('negative food', 100, 90, -1, 2, 4, 5, 10), ('food above consumption', 100, 90, 91, 2, 4, 5, 100), ('food is consumption', 100, 90, 90, 0, 4, 5, 100), ('refund', 100, 90, 30, -2, 4, 5, 10), ('refund to the poor', 10, 90, 30, -2, 4, 5, 10),
	('oop above consumption', 100, 90, 30, 91, 4, 5, 10), ('oop is consumption', 100, 90, 0, 90, 4, 5, 10), ('no income', 0, 90, 30, 2, 4, 5, 10), ('losses', -50, 90, 30, 2, 4, 5, 10), ('no reference', 100, 90, 30, 0, 4, 5, 0), ('half a person', 3, 2, 1, 0, 0.5, 5, 0)) AS v(what, income, consumption, food, oop, size, line, subsistence);
-- NULL of what must be known
SELECT poverty_risk_flags(NULL, 90, 30, 2, 4, 5) IS NULL AS income, poverty_risk_flags(100, NULL, 30, 2, 4, 5) IS NULL AS consumption, poverty_risk_flags(100, 90, NULL, 2, 4, 5) IS NULL AS food,
	poverty_risk_flags(100, 90, 30, NULL, 4, 5) IS NULL AS oop, poverty_risk_flags(100, 90, 30, 2, NULL, 5) IS NULL AS size, poverty_risk_flags(100, 90, 30, 2, 4, NULL) IS NULL AS line, poverty_risk_flags(NULL, 90, 30, 2, 4, 0) IS NULL AS unknown,
	poverty_risk_level(NULL) IS NULL AS level;

--
-- Thresholds of one's own, by name.
--
SELECT poverty_risk_flags(100, 90, 60, 9.1, 4, 5) AS usual, poverty_risk_flags(100, 90, 60, 9.1, 4, 5, share_threshold => 0.25) AS share, poverty_risk_flags(100, 90, 60, 9.1, 4, 5, near_poor => 10) AS near,
	poverty_risk_flags(100, 90, 60, 9.1, 4, 5, 30, share_threshold => 1, capacity_threshold => 0.3) AS capacity, poverty_risk_flags(100, 90, 60, 9.1, 4, 5, 30, beta => 0, share_threshold => 1, capacity_threshold => 0.15) AS each_alone,
	poverty_risk_flags(100, 90, 60, 9.1, 4, 5, reference_income => 10, burden_threshold => 0.95, share_threshold => 1) AS burden, poverty_risk_flags(100, 90, 60, 9.1, 4, 5, reference_income => 10, burden_threshold => 0.9, share_threshold => 1) AS lower;

--
-- Levels; sets of flags compare, sort, index and store as arrays do.
--
SELECT flag, poverty_risk_level(ARRAY[flag]) AS level FROM unnest(enum_range(NULL::risk_flag)) AS flag;
SELECT poverty_risk_level('{}'), poverty_risk_level('{NULL}') AS unknown, poverty_risk_level('{near poor, NULL, poor}') AS two, poverty_risk_level('{catastrophic share, impoverished, check data}') AS worst,
	poverty_risk_level('{{near poor, poor},{check data, heavy burden}}') AS dimensions, poverty_risk_level(poverty_risk_flags(10, 10, 5, 1, 4, 5)) > 'warning' AS ordered, enum_range(NULL::risk_level) AS levels;
CREATE TEMP TABLE flagged AS
SELECT id, poverty_risk_flags(income, consumption, food, oop, size, 5, 3, 40) AS flags
FROM (SELECT i AS id, i * 31 % 97 AS income, 1 + i * 17 % 89 AS consumption, i * 7 % 41 AS food, i * 13 % 29 AS oop, 1 + i % 6 AS size FROM generate_series(1, 5000) AS i) AS h;
SELECT poverty_risk_level(flags) AS level, count(*), count(DISTINCT flags) AS sets FROM flagged GROUP BY 1 ORDER BY 1;
SELECT flag, count(*) FROM flagged, unnest(flags) AS flag GROUP BY 1 ORDER BY 1;
-- each is what the row formulas say
SELECT count(*) AS households, bool_and(('catastrophic share' = ANY (flags)) = (oop / consumption::float8 > 0.1)) AS share, bool_and(('catastrophic capacity' = ANY (flags)) = is_catastrophic_xu(oop, capacity_to_pay(consumption, food, size, 3))) AS capacity,
	bool_and(('impoverished' = ANY (flags)) = is_impoverished(income, oop, 5 * size)) AS impoverished, bool_and(('further impoverished' = ANY (flags)) = is_further_impoverished(income, oop, 5 * size)) AS further,
	bool_and(('poor' = ANY (flags)) = (income < 5 * size)) AS poor, bool_and(('near poor' = ANY (flags)) = (income >= 5 * size AND income < 7.5 * size)) AS near, bool_and(('rigid expenditure' = ANY (flags)) = (food + oop > income)) AS rigid,
	bool_and(('heavy burden' = ANY (flags)) = (oop > 20)) AS burden, bool_and(('check data' = ANY (flags)) = (food + oop > consumption)) AS doubt, bool_and(flags = ARRAY(SELECT f FROM unnest(flags) AS f ORDER BY f)) AS in_order
FROM flagged JOIN (SELECT i AS id, i * 31 % 97 AS income, 1 + i * 17 % 89 AS consumption, i * 7 % 41 AS food, i * 13 % 29 AS oop, 1 + i % 6 AS size FROM generate_series(1, 5000) AS i) AS h USING (id);
-- an array that is given out again is not changed by what is done with it
SELECT DISTINCT poverty_risk_flags(10, 10, 5, 1, 4, 5) || 'check data'::risk_flag AS longer, array_remove(poverty_risk_flags(10, 10, 5, 1, 4, 5), 'poor') AS shorter, poverty_risk_flags(10, 10, 5, 1, 4, 5) AS same FROM generate_series(1, 3);
DO $$
DECLARE
	flags risk_flag[];
BEGIN
	FOR i IN 1 .. 3 LOOP
		flags := poverty_risk_flags(10, 10, 5, 1, 4, 5);
		ASSERT flags = '{poor, further impoverished}';
		flags[1] := 'near poor';
		flags := flags || 'check data'::risk_flag;
	END LOOP;
END $$;
CREATE INDEX ON flagged USING gin (flags);
CREATE INDEX ON flagged (poverty_risk_level(flags));
ANALYZE flagged;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM flagged WHERE flags @> '{heavy burden}';
EXPLAIN (COSTS OFF) SELECT id FROM flagged WHERE poverty_risk_level(flags) = 'critical';
RESET enable_seqscan;

--
-- What is refused.
--
SELECT poverty_risk_flags(100, 90, 30, 2, 4, 0);
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 90, 30, 2, 4, -5);
\echo :SQLSTATE
SELECT poverty_risk_flags('NaN', 90, 30, 2, 4, 5);
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 'Infinity', 30, 2, 4, 5);
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 90, '-Infinity', 2, 4, 5);
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 90, 30, 'NaN', 4, 5);
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 90, 30, 2, 'Infinity', 5);
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 90, 30, 2, 4, 'NaN');
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 90, 30, 2, 4, 5, 'NaN');
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 90, 30, 2, 4, 5, 1, 'Infinity');
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 90, 30, 2, 4, 5, share_threshold => -0.1);
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 90, 30, 2, 4, 5, capacity_threshold => -0.4);
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 90, 30, 2, 4, 5, near_poor => 0.9);
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 90, 30, 2, 4, 5, burden_threshold => -1);
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 90, 30, 2, 4, 5, beta => -0.1);
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 90, 30, 2, 4, 5, share_threshold => NULL);
\echo :SQLSTATE
SELECT poverty_risk_flags(100, 90, 30, 2, 4, 5, near_poor => NULL);
\echo :SQLSTATE
SELECT poverty_risk_flags(1e308, 1e308, 1e308, 1e308, 1e308, 1e308);
