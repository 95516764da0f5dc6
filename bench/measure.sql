-- How it is measured.  Every comparison runs its two sides in turns, A B A B,
-- in one session, each once before to warm up; what counts is the median.

\set ON_ERROR_STOP on

-- The lines of the table, and their pairs of times (or of what the unit says);
-- the CPU times are those of the session's own process.
CREATE TABLE line (
    place integer GENERATED ALWAYS AS IDENTITY,
    what text,
    compared_with text,
    target text,
    jit text,
    unit text DEFAULT '',
    is_speed_up boolean DEFAULT false,
    verdict text -- instead of the ratio
);
CREATE TABLE pair (
    what text,
    compared_with text,
    ours float8,
    theirs float8,
    ours_cpu float8,
    theirs_cpu float8
);

-- Runs a statement once and says how it ran.
CREATE FUNCTION plan(statement text, workers integer DEFAULT 0) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    plan jsonb;
BEGIN
    PERFORM set_config('max_parallel_workers_per_gather', workers::text, true);
    EXECUTE 'EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ' || statement INTO plan;
    ASSERT coalesce((jsonb_path_query_first(plan, '$.**."Workers Launched"'))::integer, 0) = workers,
        format('other than %s workers ran: %s', workers, statement);
    RETURN plan -> 0;
END
$$;

-- Milliseconds for which this process has had a CPU, as far as Linux tells: what
-- others run on the machine disturbs them less.
CREATE FUNCTION cpu_ms() RETURNS float8 LANGUAGE sql
RETURN split_part(pg_read_file('/proc/self/schedstat', 0, 100, true), ' ', 1)::float8 / 1e6;

CREATE FUNCTION measure(statement text, workers integer DEFAULT 0, OUT ms float8, OUT cpu float8) LANGUAGE plpgsql AS $$
DECLARE
    started timestamptz;
BEGIN
    PERFORM set_config('max_parallel_workers_per_gather', workers::text, true);
    cpu := cpu_ms();
    started := clock_timestamp();
    EXECUTE statement;
    ms := 1000 * extract(epoch FROM clock_timestamp() - started);
    cpu := cpu_ms() - cpu;
END
$$;

-- The setting of jit, and which of the two plans the server found worth it.
CREATE FUNCTION jit(ours jsonb, theirs jsonb DEFAULT NULL) RETURNS text LANGUAGE sql
RETURN CASE
    WHEN NOT current_setting('jit')::boolean THEN 'off'
    WHEN ours ? 'JIT' AND theirs ? 'JIT' THEN 'on, compiled both'
    WHEN ours ? 'JIT' THEN 'on, compiled medsec only'
    WHEN theirs ? 'JIT' THEN 'on, compiled the other only'
    ELSE 'on, compiled none'
END;

-- One line: the same statement on both sides, once with workers and once
-- without, is a speed-up.
CREATE PROCEDURE compare(what text, ours text, compared_with text, theirs text, target text DEFAULT '',
                         workers integer DEFAULT 0) LANGUAGE plpgsql AS $$
DECLARE
    a record;
    b record;
BEGIN
    INSERT INTO line (what, compared_with, target, jit, is_speed_up)
    VALUES (what, compared_with, target, jit(plan(ours, workers), plan(theirs)), ours = theirs);
    FOR i IN 1 .. current_setting('bench.repeat')::integer LOOP
        a := measure(ours, workers);
        b := measure(theirs);
        INSERT INTO pair VALUES (what, compared_with, a.ms, b.ms, a.cpu, b.cpu);
    END LOOP;
END
$$;

-- Memory of a statement's hash aggregate, in bytes; it must not have spilled.
CREATE FUNCTION hash_memory(statement text) RETURNS float8 LANGUAGE plpgsql
SET work_mem = '2GB' SET hash_mem_multiplier = 1 SET enable_sort = off SET jit = off AS $$
DECLARE
    plan jsonb := plan(statement);
BEGIN
    ASSERT jsonb_path_query_first(plan, '$.**."HashAgg Batches"') = '1', 'the groups did not fit in memory';
    RETURN 1024 * jsonb_path_query_first(plan, '$.**."Peak Memory Usage"')::float8;
END
$$;

-- Both sides must have computed the same.
CREATE FUNCTION must_agree(what text, ours float8, theirs float8) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF (abs(ours - theirs) <= 1e-9 * abs(ours)) IS NOT TRUE THEN
        RAISE EXCEPTION '%: medsec says %, the other %', what, ours, theirs;
    END IF;
END
$$;
