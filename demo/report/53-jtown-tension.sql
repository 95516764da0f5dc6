-- The four factors of every village, and the tension between them.
SELECT village,
       replace(replace(f.factor, 'implementing_', ''), '_', ' ') AS factor,
       f.mean, f.conf_low, f.conf_high, (s).overall, (s).tension,
       min(f.mean) OVER village AS lowest,
       max(f.mean) OVER village AS highest
FROM (
    SELECT village, scores,
           medsec.smith_scores(scores, ARRAY[1, 1, 1, 1]) AS s
    FROM (
        SELECT village, medsec.rollup(scores) AS scores
        FROM demo.jtown_smith
        GROUP BY village
        OFFSET 0
    ) AS summary
    OFFSET 0
) AS v
CROSS JOIN LATERAL medsec.smith_factors(scores) AS f
WINDOW village AS (PARTITION BY village)
ORDER BY tension, village, f.mean DESC
