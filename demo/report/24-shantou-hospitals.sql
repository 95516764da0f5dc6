-- Composite score of the families, by hospital.
SELECT rank() OVER (ORDER BY (d).mean DESC), hospital, tier,
       (d).n AS families, (d).mean AS score, (d).conf_low, (d).conf_high
FROM (
    SELECT hospital_id, medsec.describe(medsec.moments(score)) AS d
    FROM demo.shantou_score
    GROUP BY hospital_id
    OFFSET 0
) AS s
JOIN demo.shantou_hospital USING (hospital_id)
ORDER BY rank
