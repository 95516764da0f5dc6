-- Residents who signed, and of these who were served, by village.
SELECT village, what, (p).successes AS yes, (p).n,
       (p).estimate AS rate, (p).conf_low, (p).conf_high
FROM (
    SELECT village, 'signed' AS what, medsec.proportion(signed) AS p
    FROM demo.jtown_person JOIN demo.jtown_village USING (village_id)
    GROUP BY village
    UNION ALL
    SELECT village, 'served', medsec.proportion(served)
    FROM demo.jtown_person JOIN demo.jtown_village USING (village_id)
    GROUP BY village
) AS s
ORDER BY max((p).estimate) FILTER (WHERE what = 'served')
         OVER (PARTITION BY village) DESC, village, what DESC
