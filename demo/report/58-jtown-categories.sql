-- Families in need that are not on the list, by category.
SELECT category, (t).target AS in_need, (t).target - (t).reached AS missed,
       (t).exclusion_error, (t).exclusion_error_low AS conf_low,
       (t).exclusion_error_high AS conf_high,
       ((t).target - (t).reached)
           / sum((t).target - (t).reached) OVER () AS share
FROM (
    SELECT category, medsec.targeting(in_need, listed) AS t
    FROM demo.jtown_need
    GROUP BY category
    OFFSET 0
) AS s
ORDER BY (t).exclusion_error DESC
