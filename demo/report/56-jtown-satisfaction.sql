-- Satisfaction index of residents with a contract, by village, for those
-- who were served and those who only signed.
SELECT village,
       CASE WHEN served THEN 'served' ELSE 'only signed' END AS who,
       (d).n AS people, (d).mean AS index, (d).conf_low, (d).conf_high
FROM (
    SELECT village, served, medsec.describe(medsec.moments(index)) AS d
    FROM demo.jtown_satisfaction
    GROUP BY village, served
    OFFSET 0
) AS s
WHERE (d).conf_low IS NOT NULL
ORDER BY avg((d).mean) OVER (PARTITION BY village) DESC, village, who
