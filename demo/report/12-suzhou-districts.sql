-- Change of satisfaction by district, kind of district and city: one
-- stored summary a district, merged by rollup().
SELECT coalesce(district, part, 'Suzhou') AS place,
       CASE WHEN district IS NOT NULL THEN 'district'
            WHEN part IS NOT NULL THEN 'merged'
            ELSE 'city' END AS level,
       (t).n1 AS pairs, (t).estimate, (t).conf_low, (t).conf_high,
       (t).statistic AS t, (t).df, (t).p_value, (t).stars, (t).cohens_d
FROM (
    SELECT part, district,
           medsec.t_test_paired(medsec.rollup(answers)) AS t
    FROM demo.suzhou_satisfaction
    JOIN demo.suzhou_district USING (district)
    WHERE migrant
    GROUP BY ROLLUP (part, district)
    OFFSET 0
) AS s
ORDER BY part IS NULL, part DESC, district IS NULL, (t).estimate DESC
