-- The table, as Markdown.

CREATE FUNCTION pg_temp.figure(x float8) RETURNS text LANGUAGE sql
RETURN to_char(x, CASE WHEN x >= 100 THEN 'FM9,999,990' ELSE 'FM990.00' END);

SELECT '| what | medsec ms | compared with | its ms | ratio | of CPU time | target | JIT |'
UNION ALL
SELECT '|---|---:|---|---:|---|---|---|---|';

SELECT format('| %s | %s | %s | %s | %s | %s | %s | %s |',
              what, pg_temp.figure(ours) || unit, compared_with, pg_temp.figure(theirs) || unit,
              coalesce(verdict,
                       CASE WHEN is_speed_up
                            THEN format('%s times as fast (%s to %s)', pg_temp.figure(theirs / ours),
                                        pg_temp.figure(1 / high), pg_temp.figure(1 / low))
                            ELSE format('%s (%s to %s)', pg_temp.figure(ours / theirs),
                                        pg_temp.figure(low), pg_temp.figure(high)) END),
              CASE WHEN NOT is_speed_up THEN pg_temp.figure(cpu_ratio) END, target, jit)
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
ORDER BY place;
