-- What is measured inside the server.
--
--   psql -d DATABASE -v repeat=11 -f server.sql

\set ON_ERROR_STOP on
SET bench.repeat = :repeat;
SELECT string_agg('c' || j, ', ' ORDER BY j) AS columns,
       string_agg(format('avg(c%s)', j), ', ' ORDER BY j) AS sixteen_avg
FROM generate_series(1, 16) AS j \gset

\set t_test 'SELECT t_test(x, grp) FROM narrow'
\set avg 'SELECT avg(x) FROM narrow'
\set comoments 'SELECT comoments(' :columns ') FROM wide'
\set sixteen_avg 'SELECT ' :sixteen_avg ' FROM wide'

\echo == two groups, sixteen columns
CALL compare('`t_test(x, grp)`', :'t_test', '`avg(x)`', :'avg', '≤ 1.1');
CALL compare('`comoments` of 16 columns', :'comoments', 'sixteen `avg`', :'sixteen_avg', '≤ 0.5');
SET jit = off;
CALL compare('`comoments` of 16 columns, jit = off', :'comoments', 'sixteen `avg`', :'sixteen_avg', '≤ 0.5');
RESET jit;

\echo == two workers
CALL compare('`t_test(x, grp)`, two workers', :'t_test', 'one process', :'t_test', '≥ 1.7', 2);
CALL compare('`comoments` of 16 columns, two workers', :'comoments', 'one process', :'comoments', '≥ 1.7', 2);
CALL compare('`avg(x)`, two workers: what this machine gives', :'avg', 'one process', :'avg', '', 2);

\echo == many groups
\set moments_grouped 'SELECT count(f) FROM (SELECT moments(x) AS f FROM narrow GROUP BY g) AS s'
\set var_samp_grouped 'SELECT count(f) FROM (SELECT var_samp(x) AS f FROM narrow GROUP BY g) AS s'
SELECT count(DISTINCT g) AS groups, to_char(count(DISTINCT g), 'FM9,999,999') AS groups_text FROM narrow \gset
WITH memory AS (
    SELECT format('memory of `moments(x)`, %s groups', :'groups_text') AS what,
           hash_memory(:'moments_grouped') AS ours, hash_memory(:'var_samp_grouped') AS theirs
), inserted AS (
    INSERT INTO pair SELECT what, '`var_samp(x)`', ours / 1e6, theirs / 1e6 FROM memory
)
INSERT INTO line (what, compared_with, target, jit, unit, verdict)
SELECT what, '`var_samp(x)`', '≤ 100 bytes', 'off', ' MB',
       format('%s bytes more a group', to_char((ours - theirs) / :groups, 'FM9990'))
FROM memory;
BEGIN;
SET LOCAL work_mem = '2GB';
SELECT format('`moments(x)`, %s groups', :'groups_text') AS what \gset
CALL compare(:'what', :'moments_grouped', '`var_samp(x)`', :'var_samp_grouped');
COMMIT;

\echo == units of a window
SELECT count(*) AS units, to_char(count(*), 'FM999,999') AS units_text FROM units \gset
SELECT format('{%s}', string_agg('+', ', ')) AS directions, format('{%s}', string_agg('0.0625', ', ')) AS weights
FROM generate_series(1, 16) \gset
\set entropy 'SELECT sum(s) FROM (SELECT entropy_score(''' :directions ''', ' :columns ') OVER () AS s FROM units) AS w'
\set topsis 'SELECT sum(s) FROM (SELECT topsis(''' :weights ''', ''' :directions ''', ' :columns ') OVER () AS s FROM units) AS w'
\set percent_rank 'SELECT sum(s) FROM (SELECT percent_rank() OVER (ORDER BY c1) AS s FROM units) AS w'
-- Rows of a window that do not fit in work_mem go to a file, on both sides.
BEGIN;
SET LOCAL work_mem = '256MB';
SELECT format('`entropy_score` of 16 indicators, %s units', :'units_text') AS entropy_what,
       format('`topsis` of 16 indicators, %s units', :'units_text') AS topsis_what \gset
CALL compare(:'entropy_what', :'entropy', '`percent_rank()` by one column', :'percent_rank', '≤ 3');
CALL compare(:'topsis_what', :'topsis', '`percent_rank()` by one column', :'percent_rank', '≤ 3');
COMMIT;
SELECT format('%s, work_mem of 4 MB', :'entropy_what') AS what \gset
CALL compare(:'what', :'entropy', '`percent_rank()` by one column', :'percent_rank');

\echo == households
\set gini 'SELECT gini(income, weight) FROM household'
\set concentration 'SELECT concentration_index(oop, income, weight) FROM household'
\set percentile 'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY income) FROM household'
-- The Gini index as one would write it, equal incomes sharing their rank.
\set two_cte 'WITH incomes AS (SELECT income, sum(weight) AS weight FROM household GROUP BY income), ranks AS (SELECT income, weight, (sum(weight) OVER (ORDER BY income) - weight / 2) / sum(weight) OVER () AS rank FROM incomes) SELECT 2 * sum(weight * income * rank) / sum(weight * income) - 1 AS gini FROM ranks'
SELECT must_agree('gini', (SELECT gini(income, weight) FROM household), (:two_cte)) \g /dev/null
SELECT must_agree('concentration_index', (SELECT (concentration_index(oop, income, weight)).estimate FROM household),
                  (SELECT 2 * sum(weight * oop * (below - equals / 2) / total) / sum(weight * oop) - 1
                   FROM (SELECT oop, weight, sum(weight) OVER (ORDER BY income) AS below, sum(weight) OVER (PARTITION BY income) AS equals,
                                sum(weight) OVER () AS total FROM household) AS ranks)) \g /dev/null
-- A sort that does not fit in work_mem goes to a file.
BEGIN;
SET LOCAL work_mem = '512MB';
CALL compare('`gini(x, weight)`', :'gini', '`percentile_cont(0.5)`', :'percentile', '≤ 1.6');
CALL compare('`concentration_index(x, rank, weight)`', :'concentration', '`percentile_cont(0.5)`', :'percentile', '≤ 1.6');
CALL compare('`gini(x, weight)`', :'gini', 'plain SQL, two CTEs', :'two_cte', '≤ 1');
COMMIT;

\set bare 'SELECT count(*) FILTER (WHERE oop / consumption > 0.1) FROM household'
\set bare_hardship 'SELECT count(*) FILTER (WHERE oop > 0 AND oop > 0.4 * (consumption - 12000)) FROM household'
\set is_catastrophic 'SELECT count(*) FILTER (WHERE is_catastrophic(oop, consumption, 0.1)) FROM household'
\set hardship 'SELECT count(*) FILTER (WHERE hardship(oop, consumption, 12000)) FROM household'
SELECT must_agree('is_catastrophic', (:is_catastrophic), (:bare)) \g /dev/null
SELECT must_agree('hardship', (:hardship), (:bare_hardship)) \g /dev/null
CALL compare('`is_catastrophic` a row', :'is_catastrophic', 'the bare expression', :'bare', '≤ 1.1');
CALL compare('`hardship` a row', :'hardship', 'the bare expression', :'bare_hardship', '≤ 1.1');

\set flags 'SELECT count(poverty_risk_flags(income, consumption, food, oop, size, 12000, 5000, 15000)) FROM household'
\set four 'SELECT count(*) FILTER (WHERE oop / consumption > 0.1 OR income / size < 12000 OR income - oop < 12000 * size OR food + oop > income) FROM household'
SELECT must_agree('poverty_risk_flags',
                  (SELECT count(*) FROM (SELECT poverty_risk_flags(income, consumption, food, oop, size, 12000) AS f FROM household OFFSET 0) AS s
                   WHERE f && '{catastrophic share,poor,impoverished,rigid expenditure}'),
                  (:four)) \g /dev/null
CALL compare('`poverty_risk_flags` a row', :'flags', '`count(*)` with four bare comparisons', :'four', '≤ 2');

\set two_tallies 'SELECT catastrophic(oop, consumption, 0.1), impoverishment(income, oop, 12000) FROM household'
\set two_avg 'SELECT avg(oop), avg(income) FROM household'
SELECT must_agree('catastrophic', (catastrophic(oop, consumption, 0.1)).headcount, avg((oop / consumption > 0.1)::int)),
       must_agree('impoverishment', (impoverishment(income, oop, 12000)).headcount_after, avg((income - oop < 12000)::int))
FROM household \g /dev/null
CALL compare('`catastrophic` and `impoverishment`', :'two_tallies', 'two `avg`', :'two_avg', '≤ 1.3');

\echo == months of households
\set by_month 'OVER (PARTITION BY household ORDER BY month) AS s FROM burden) AS w'
\set twelve 'OVER (PARTITION BY household ORDER BY month RANGE 11 PRECEDING) AS s FROM burden) AS w'
SELECT to_char(count(*), 'FM9,999,999') AS months_text FROM burden \gset
BEGIN;
SET LOCAL work_mem = '512MB';
SELECT format('`warning_state` of %s household-months', :'months_text') AS states_what,
       format('`rolling_sum` of twelve months, %s household-months', :'months_text') AS rolling_what \gset
SELECT 'SELECT count(s) FROM (SELECT warning_state(ratio, 1, 0.8, 6) ' || :'by_month' AS states,
       'SELECT count(s) FROM (SELECT sum(ratio) ' || :'by_month' AS sums,
       'SELECT count(s) FROM (SELECT rolling_sum(paid) ' || :'twelve' AS rolling,
       'SELECT count(s) FROM (SELECT sum(paid) ' || :'twelve' AS sums_of_twelve \gset
CALL compare(:'states_what', :'states', '`sum() OVER` the same window', :'sums', '≤ 1.5');
CALL compare(:'rolling_what', :'rolling', '`sum()` over the same frames', :'sums_of_twelve');
COMMIT;

\echo == claims of a window
\set window 'FROM claims WINDOW w AS (PARTITION BY person, year ORDER BY day, id) OFFSET 0) AS c'
\set settle 'SELECT count(s) FROM (SELECT settle(example_plan(''four-layers''), tier, category, referral, total, excluded) OVER w AS s ' :window
\set running_total 'SELECT count(s) FROM (SELECT sum(total) OVER w AS s ' :window
SELECT must_agree('settle', sum((s).fund_paid + (s).person_paid)::float8, sum((s).total)::float8)
FROM (SELECT settle(example_plan('four-layers'), tier, category, referral, total, excluded) OVER (PARTITION BY person, year ORDER BY day, id) AS s FROM claims OFFSET 0) AS c \g /dev/null
BEGIN;
SET LOCAL work_mem = '512MB';
CALL compare('`settle` through four layers, 22 fields a claim', :'settle', '`sum(total)` over the same window', :'running_total', '≤ 1.8');
COMMIT;

\echo == answers
\set percentile_x 'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FROM narrow'
\set percentile_cost 'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY cost) FROM answers'
\set count_by_a 'SELECT a, count(*) FROM answers GROUP BY a'
\set count_by_group 'SELECT grp, a, count(*) FROM answers GROUP BY grp, a'
\set two_samples 'SELECT mann_whitney_test(sample(cost) FILTER (WHERE grp), sample(cost) FILTER (WHERE NOT grp)) FROM answers'
\set two_tied_samples 'SELECT mann_whitney_test(sample(x) FILTER (WHERE grp), sample(x) FILTER (WHERE NOT grp)) FROM narrow'
\set two_frequencies 'SELECT mann_whitney_test(sample(frequency(a) FILTER (WHERE grp)), sample(frequency(a) FILTER (WHERE NOT grp))) FROM answers'
\set kruskal_wallis 'SELECT kruskal_wallis_test(s) FROM (SELECT sample(cost) AS s FROM answers GROUP BY a) AS groups'
-- U as one would write it: the ranks of one group added up, ties sharing theirs.
SELECT must_agree('mann_whitney_test', (SELECT (mann_whitney_test(a, grp)).statistic FROM answers),
                  (SELECT sum((below + (1 + at) / 2.0) * ours) - sum(ours) * (sum(ours) + 1) / 2
                   FROM (SELECT count(*) AS at, count(*) FILTER (WHERE grp) AS ours, sum(count(*)) OVER (ORDER BY a) - count(*) AS below
                         FROM answers GROUP BY a) AS ranks)::float8) \g /dev/null
-- A sort that does not fit in work_mem goes to a file.
BEGIN;
SET LOCAL work_mem = '512MB';
CALL compare('`mann_whitney_test(x, grp)`, no ties', 'SELECT mann_whitney_test(cost, grp) FROM answers', '`percentile_cont(0.5)`', :'percentile_cost', '≤ 1.5');
CALL compare('`mann_whitney_test(sample, sample)`, no ties', :'two_samples', '`percentile_cont(0.5)`', :'percentile_cost', '≤ 1.5');
CALL compare('`mann_whitney_test(x, grp)`, many ties', 'SELECT mann_whitney_test(x, grp) FROM narrow', '`percentile_cont(0.5)`', :'percentile_x', '≤ 1.5');
CALL compare('`mann_whitney_test(sample, sample)`, many ties', :'two_tied_samples', '`percentile_cont(0.5)`', :'percentile_x', '≤ 1.5');
CALL compare('`kruskal_wallis_test` of five samples', :'kruskal_wallis', '`percentile_cont(0.5)`', :'percentile_cost');
COMMIT;
CALL compare('`mann_whitney_test` of two `frequency`', :'two_frequencies', '`count(*) GROUP BY grp, a`', :'count_by_group');
CALL compare('`frequency` of integers', 'SELECT frequency(a) FROM answers', '`count(*) GROUP BY a`', :'count_by_a');

SELECT must_agree('chi_square_test', (SELECT (chi_square_test(a, b)).statistic FROM answers),
                  (SELECT sum((at - expected) ^ 2 / expected)::float8
                   FROM (SELECT count(*)::float8 AS at,
                                sum(count(*)) OVER (PARTITION BY a) * sum(count(*)) OVER (PARTITION BY b) / sum(count(*)) OVER ()::float8 AS expected
                         FROM answers GROUP BY a, b) AS cells)) \g /dev/null
CALL compare('`chi_square_test` of integers, 5 by 5', 'SELECT chi_square_test(a, b) FROM answers', '`count(*) GROUP BY a, b`', 'SELECT a, b, count(*) FROM answers GROUP BY a, b', '≤ 1.6');
CALL compare('`chi_square_test` of text', 'SELECT chi_square_test(a_text, b_text) FROM answers', '`count(*) GROUP BY a, b`', 'SELECT a_text, b_text, count(*) FROM answers GROUP BY a_text, b_text');
CALL compare('`chi_square_test` of enums', 'SELECT chi_square_test(a_enum, b_enum) FROM answers', '`count(*) GROUP BY a, b`', 'SELECT a_enum, b_enum, count(*) FROM answers GROUP BY a_enum, b_enum');

\echo == a scale of 25 items
SELECT format('(SELECT comoments(%s) AS c FROM scale OFFSET 0) AS s', string_agg('q' || j, ', ' ORDER BY j)) AS items
FROM generate_series(1, 25) AS j \gset
\set summary 'SELECT count(c) FROM ' :items
\set reliability 'SELECT count(a) FROM (SELECT cronbach_alpha(c) AS a, (SELECT count(i) FROM item_analysis(c) AS i) AS n FROM ' :items ' OFFSET 0) AS r'
\set regression 'SELECT count(t) FROM ' :items ', LATERAL ols(c) AS t'
CALL compare('`cronbach_alpha` and `item_analysis` of 25 items', :'reliability', '`comoments` of them', :'summary', '≤ 1.05');
CALL compare('`ols` on 24 columns', :'regression', '`comoments` of them', :'summary');

\echo == for information
CALL compare('`moments(x)`', 'SELECT moments(x) FROM narrow', '`var_samp(x)`', 'SELECT var_samp(x) FROM narrow');
CALL compare('`comoments` of arrays of 16', 'SELECT comoments(c) FROM arrays', 'sixteen `avg`', :'sixteen_avg');
SELECT format('`rollup` of %s stored `moments`', to_char(count(*), 'FM999,999')) AS what FROM stored \gset
CALL compare(:'what', 'SELECT rollup(m) FROM stored', '`moments(x)` of the rows', 'SELECT moments(x) FROM narrow');

-- A score, and the expression that a user would have to write for it.
SELECT string_agg(format('%L::float8 * (c%s - %L::float8)', weight / (p).scale[j], j, (p).center[j]), ' + ') AS formula
FROM solution, generate_series(1, (p).p) AS j,
     LATERAL (SELECT sum((p).share[k] * (p).coefficients[j][k]) FROM generate_series(1, (p).k) AS k) AS w (weight) \gset
\set composite 'SELECT sum(pca_composite(p, ' :columns ')) FROM wide, solution'
\set score 'SELECT sum(pca_score(p, 1, ' :columns ')) FROM wide, solution'
\set written_out 'SELECT sum(' :formula ') FROM wide, solution'
SELECT must_agree('pca_composite', max(pca_composite(p, :columns)), max(:formula)) FROM wide, solution \g /dev/null
CALL compare('`pca_composite` a row', :'composite', 'the same, written out', :'written_out');
CALL compare('`pca_score` a row', :'score', 'the composite, written out', :'written_out');
