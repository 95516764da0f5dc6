-- The list of families that are helped with medical bills: whom it misses,
-- and whom it holds without need, by village.
SELECT village, error, (t).sum_weight AS families,
       CASE error WHEN 'missed' THEN (t).target
                  ELSE (t).beneficiaries END AS of,
       CASE error WHEN 'missed' THEN (t).exclusion_error
                  ELSE (t).inclusion_error END AS rate,
       CASE error WHEN 'missed' THEN (t).exclusion_error_low
                  ELSE (t).inclusion_error_low END AS conf_low,
       CASE error WHEN 'missed' THEN (t).exclusion_error_high
                  ELSE (t).inclusion_error_high END AS conf_high
FROM (
    SELECT village, medsec.targeting(in_need, listed) AS t
    FROM demo.jtown_need
    GROUP BY village
    OFFSET 0
) AS s
CROSS JOIN (VALUES ('missed'), ('without need')) AS e(error)
ORDER BY (t).exclusion_error DESC, village, error
