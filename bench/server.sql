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
