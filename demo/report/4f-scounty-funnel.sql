-- Readmission within 30 days in a funnel: hospitals, and the limits for any
-- number of stays.
SELECT hospital, level, stays, again, rate, overall, NULL::float8 AS low,
       NULL::float8 AS high, NULL AS limits, outside
FROM demo.scounty_funnel
UNION ALL
SELECT NULL, NULL, size, NULL, NULL, overall, conf_low, conf_high,
       l.level || ' % limits', NULL
FROM (SELECT max(overall) AS overall,
             min(stays) / 2.0 AS first,
             max(stays) * 1.05 AS last
      FROM demo.scounty_funnel OFFSET 0) AS county
CROSS JOIN LATERAL (
    SELECT DISTINCT round(first * (last / first) ^ (i / 40.0)) AS size
    FROM generate_series(0, 40) AS i
) AS grid
CROSS JOIN (VALUES (95), (99.8)) AS l(level)
CROSS JOIN LATERAL medsec.funnel_limits(size::float8, overall,
                                        l.level / 100, 'interpolated')
ORDER BY limits NULLS FIRST, stays
