-- The table, as Markdown, and below it the targets that were missed.

CREATE FUNCTION pg_temp.figure(x float8) RETURNS text LANGUAGE sql
RETURN to_char(x, CASE WHEN x >= 100 THEN 'FM9,999,990' ELSE 'FM990.00' END);

CREATE TEMP VIEW result AS
SELECT *, CASE WHEN target LIKE '≤%' THEN reached > bound ELSE reached < bound END AS missed
FROM (
    SELECT line.*, ours, theirs, cpu_ratio, low, high,
           coalesce(substring(verdict FROM '^-?[0-9]+')::float8,
                    CASE WHEN is_speed_up THEN theirs / ours ELSE ours / theirs END) AS reached,
           substring(target FROM '[0-9.]+')::float8 AS bound
    FROM line
    LEFT JOIN (
        SELECT what, compared_with,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY ours) AS ours,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY theirs) AS theirs,
               percentile_cont(0.5) WITHIN GROUP (ORDER BY ours_cpu) /
               percentile_cont(0.5) WITHIN GROUP (ORDER BY theirs_cpu) AS cpu_ratio,
               min(ours / theirs) AS low, max(ours / theirs) AS high
        FROM pair GROUP BY what, compared_with
    ) AS median USING (what, compared_with)
) AS judged;

SELECT '| what | medsec ms | compared with | its ms | ratio | of CPU time | target | JIT |'
UNION ALL
SELECT '|---|---:|---|---:|---|---|---|---|';

SELECT format('| %s | %s | %s | %s | %s | %s | %s | %s |',
              what, pg_temp.figure(ours) || unit, compared_with, pg_temp.figure(theirs) || unit,
              coalesce(verdict,
                       CASE WHEN is_speed_up
                            THEN format('%s times as fast (%s to %s)', pg_temp.figure(reached),
                                        pg_temp.figure(1 / high), pg_temp.figure(1 / low))
                            ELSE format('%s (%s to %s)', pg_temp.figure(reached),
                                        pg_temp.figure(low), pg_temp.figure(high)) END),
              CASE WHEN NOT is_speed_up THEN pg_temp.figure(cpu_ratio) END,
              target || CASE WHEN missed THEN ', missed' ELSE '' END, jit)
FROM result
ORDER BY place;

SELECT E'\n* Targets missed in this run: '
       || coalesce(string_agg(format('%s (%s)', what, target), '; ' ORDER BY place), 'none') || '.'
FROM result
WHERE missed;
