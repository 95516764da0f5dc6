\set ECHO none
\set topic power
\set dir `echo "${PG_ABS_SRCDIR:-.}"`
\i :dir/sql/data/compare.psql
\set ECHO all
\pset null NULL

--
-- The figures are those of another program.
--
CREATE TEMP TABLE plans AS
SELECT type, alternative
FROM unnest('{two-sample, one-sample, paired}'::text[]) AS type,
	unnest('{two-sided, greater, less}'::text[]) AS alternative;
INSERT INTO got
SELECT 'power', format('%s, %s, n %s, delta %s', type, alternative, n, effect), 'value',
	power_t_test(n, effect * 2.5, 2.5, 0.05, type, alternative)
FROM plans, unnest('{2, 7.5, 20, 150}'::float8[]) AS n,
	unnest('{0, 0.3, 0.8, -0.5}'::float8[]) AS effect;
INSERT INTO got
SELECT 'n', format('%s, %s, power %s, delta %s', type, alternative, target, effect), 'value',
	power_t_test_n(target, effect, 1, 0.01, type, alternative)
FROM plans, unnest('{0.8, 0.95}'::float8[]) AS target,
	unnest('{0.3, 0.8, 1.5, -0.3, -0.8, -1.5}'::float8[]) AS effect
WHERE (effect < 0) = (alternative = 'less');
SELECT * FROM compared;
SELECT * FROM differing;

-- defaults; without an effect the power is the level; each is the other's inverse
SELECT power_t_test(20, 0.8) = power_t_test(20, 0.8, 1, 0.05, 'two-sample', 'two-sided') AS power,
	power_t_test_n(0.8, 0.8) = power_t_test_n(0.8, 0.8, 1, 0.05, 'two-sample', 'two-sided') AS n,
	abs(power_t_test(30, 0, 1, 0.05) - 0.05) < 1e-12 AS level,
	abs(power_t_test(power_t_test_n(0.8, 0.5), 0.5) - 0.8) < 1e-9 AS inverse,
	abs(power_t_test(40, -0.5) - power_t_test(40, 0.5)) < 1e-12 AS direction;
-- power is never above 1, and a large sample is no trouble
SELECT power_t_test(1e6, 1) BETWEEN 1 - 1e-12 AND 1 AS certain, power_t_test(1e9, 1e-3) > 0.999999 AS large;
SELECT max(power_t_test(n, delta, sig_level => level)) AS most, count(*) AS plans
FROM generate_series(2, 60) AS n, generate_series(0.5, 20, 0.5) AS delta, unnest('{0.001, 0.05, 0.3}'::float8[]) AS level;

-- no size has that power
SELECT power_t_test_n(0.8, 0) AS no_effect, power_t_test_n(0.8, -1, alternative => 'greater') AS wrong_side;

--
-- What is refused.
--
\set VERBOSITY sqlstate
SELECT power_t_test(1, 1);
SELECT power_t_test(-5, 1);
SELECT power_t_test('NaN', 1);
SELECT power_t_test('Infinity', 1);
SELECT power_t_test(20, 'NaN');
SELECT power_t_test(20, 1, 0);
SELECT power_t_test(20, 1, -1);
SELECT power_t_test(20, 1, 'Infinity');
SELECT power_t_test(20, 1, 1, 0);
SELECT power_t_test(20, 1, 1, 1);
SELECT power_t_test(20, 1, 1, 0.05, 'three-sample');
SELECT power_t_test(20, 1, 1, 0.05, 'paired', 'one-sided');
SELECT power_t_test_n(0, 1);
SELECT power_t_test_n(1, 1);
SELECT power_t_test_n(0.8, 'NaN');
SELECT power_t_test_n(0.8, 1, 0);
SELECT power_t_test_n(0.8, 1, 1, 'NaN');
SELECT power_t_test_n(0.8, 1, 1, 0.05, 'unpaired');
\set VERBOSITY default
SELECT power_t_test(20, 1, type => 'three-sample');
SELECT power_t_test(NULL, 1) IS NULL AS power, power_t_test_n(0.8, NULL) IS NULL AS n;
