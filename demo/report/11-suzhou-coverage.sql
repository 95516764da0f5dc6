-- Insured migrant children before and after, with Wilson's limits.
SELECT coalesce(district, 'Suzhou') AS place, wave,
       (p).successes AS insured, (p).n, (p).estimate AS rate,
       (p).conf_low, (p).conf_high
FROM (
    SELECT district, wave, medsec.proportion(insured) AS p
    FROM demo.suzhou_family
    WHERE migrant
    GROUP BY GROUPING SETS ((district, wave), (wave))
    OFFSET 0
) AS s
ORDER BY district IS NULL,
         max((p).estimate) OVER (PARTITION BY district) DESC, wave DESC
