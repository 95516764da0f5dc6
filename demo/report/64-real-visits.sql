-- Visits to doctors of people over 65, with and without a cover (NMES).
SELECT cover, (t).n1 AS with_it, (t).mean1, (t).n2 AS without, (t).mean2,
       (t).estimate, (t).conf_low, (t).conf_high, (t).statistic AS t,
       (t).df, (t).p_value, (t).stars, (t).cohens_d
FROM (
    SELECT cover, medsec.t_test(visits, covered) AS t
    FROM demo.nmes
    CROSS JOIN LATERAL (VALUES
        ('private insurance', insurance),
        ('Medicaid', medicaid)) AS c(cover, covered)
    GROUP BY cover
    OFFSET 0
) AS s
ORDER BY cover DESC
