-- Smith's four factors by role, from the stored summaries.
SELECT replace(replace(factor, 'implementing_', ''), '_', ' ') AS factor,
       role, n AS people, mean, sd, conf_low, conf_high
FROM (
    SELECT role, medsec.rollup(scores) AS scores
    FROM demo.jtown_smith
    GROUP BY role
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.smith_factors(scores)
ORDER BY avg(mean) OVER (PARTITION BY factor) DESC, factor, role
