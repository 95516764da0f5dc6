SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS medsec;
RESET client_min_messages;
SET search_path = public, medsec;
\pset null NULL

-- claims of four years: reversals, no claim in some months, cents
CREATE TEMP TABLE claim AS
SELECT h, (date '2023-01-01' + make_interval(months => m))::date AS month,
	CASE (h + m) % 5 WHEN 0 THEN NULL WHEN 1 THEN -((h * m * 7919) % 3333) / 100.0 ELSE ((h * 7919 + m * 104729) % 999983) / 100.0 END AS amount
FROM generate_series(1, 40) AS h, generate_series(0, 47) AS m;

--
-- What was added and taken away leaves what a fresh sum of the frame has.
--
SELECT count(*) AS frames, count(*) FILTER (WHERE rolled <> fresh) AS differing
FROM (SELECT h, month, rolling_sum(amount) OVER (PARTITION BY h ORDER BY month RANGE '11 months' PRECEDING) AS rolled FROM claim) AS r,
	LATERAL (SELECT coalesce(sum(amount), 0) FROM claim AS c
		WHERE c.h = r.h AND c.month BETWEEN r.month - interval '11 months' AND r.month) AS f(fresh);
SELECT count(*) FILTER (WHERE a <> b) AS rows_differing, count(*) FILTER (WHERE c <> d) AS groups_differing,
	count(*) FILTER (WHERE e <> coalesce(f, 0)) AS excluding_differing
FROM (SELECT rolling_sum(amount) OVER (ORDER BY h, month ROWS BETWEEN 20 PRECEDING AND 3 FOLLOWING) AS a,
		sum(coalesce(amount, 0)) OVER (ORDER BY h, month ROWS BETWEEN 20 PRECEDING AND 3 FOLLOWING) AS b,
		rolling_sum(amount) OVER (ORDER BY month GROUPS BETWEEN 2 PRECEDING AND CURRENT ROW) AS c,
		sum(coalesce(amount, 0)) OVER (ORDER BY month GROUPS BETWEEN 2 PRECEDING AND CURRENT ROW) AS d,
		rolling_sum(amount) OVER (ORDER BY h, month ROWS 3 PRECEDING EXCLUDE CURRENT ROW) AS e,
		sum(amount) OVER (ORDER BY h, month ROWS 3 PRECEDING EXCLUDE CURRENT ROW) AS f
	FROM claim) AS s;
-- amounts that would leave nothing of the others in double precision
SELECT i, rolling_sum(x) OVER (ORDER BY i ROWS 1 PRECEDING) AS rolled
FROM (VALUES (1, 1e30::numeric), (2, 0.01), (3, 0.02), (4, -1e30), (5, 0.03), (6, 0.04)) AS v(i, x);
-- a frame without amounts is 0, and so are no rows
SELECT i, x, rolling_sum(x) OVER (ORDER BY i ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS rolled
FROM (VALUES (1, 5.25), (2, NULL), (3, NULL), (4, 1), (5, 2)) AS v(i, x);
SELECT rolling_sum(x) FROM (VALUES (1.5)) AS v(x) WHERE false;
-- ties in the order share a frame
SELECT d, x, rolling_sum(x) OVER (ORDER BY d RANGE '11 months' PRECEDING) AS rolled
FROM (VALUES (date '2024-01-01', 1.10), ('2024-01-01', 2.20), ('2024-12-01', 3.30), ('2025-01-01', 4.40)) AS v(d, x);
-- as a plain aggregate, of whole numbers, in groups
SELECT g, rolling_sum(i) FROM generate_series(1, 9) AS i, LATERAL (VALUES (i % 2)) AS v(g) GROUP BY g ORDER BY g;
-- twelve months, not 365 days: a leap year
SELECT d, rolling_sum(1) OVER (ORDER BY d RANGE BETWEEN '1 year' PRECEDING AND CURRENT ROW) AS claims
FROM (VALUES (date '2023-02-28'), ('2023-03-01'), ('2024-02-29'), ('2024-03-01')) AS v(d);

--
-- A claim that comes late revises what followed: the sums are those of the claims as they are now.
--
CREATE TEMP TABLE before AS
SELECT h, month, rolling_sum(amount) OVER (PARTITION BY h ORDER BY month RANGE '11 months' PRECEDING) AS rolled FROM claim;
INSERT INTO claim VALUES (7, '2024-05-01', 1234.56);
SELECT min(a.month) AS first_changed, max(a.month) AS last_changed, count(DISTINCT a.month) AS months, min(a.rolled - b.rolled) AS by_at_least, max(a.rolled - b.rolled) AS by_at_most
FROM (SELECT h, month, rolling_sum(amount) OVER (PARTITION BY h ORDER BY month RANGE '11 months' PRECEDING) AS rolled FROM claim) AS a
	JOIN before AS b USING (h, month) WHERE a.rolled <> b.rolled;

--
-- The months before the one of identification.
--
SELECT identified, rolling_window(identified) AS twelve, rolling_window(identified, 3) AS three
FROM unnest('{2020-06-15, 2020-03-01, 2020-02-29, 2021-01-31}'::date[]) AS identified;
SELECT rolling_window(NULL) IS NULL AS nothing, rolling_window('2020-02-29', 0) AS no_months;
SET timezone = 'Pacific/Auckland';
SELECT rolling_window('2020-06-01');
RESET timezone;

\set VERBOSITY sqlstate
SELECT rolling_sum(x) FROM (VALUES ('NaN'::numeric), (1)) AS v(x);
SELECT rolling_sum(x) OVER (ORDER BY x ROWS 1 PRECEDING) FROM (VALUES (1), ('Infinity'::numeric)) AS v(x);
SELECT rolling_sum(1.5::float8);
SELECT rolling_window('2020-02-29', -1);
\set VERBOSITY default
SELECT rolling_sum('NaN'::numeric);
