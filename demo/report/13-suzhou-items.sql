-- Seven items, migrant and local families: effect sizes of the change.
SELECT item, CASE WHEN migrant THEN 'migrant' ELSE 'local' END AS families,
       (t).n1 AS pairs, (t).mean2 AS before, (t).mean1 AS after,
       (t).estimate, (t).p_value, (t).stars,
       (t).cohens_d, (t).cohens_d_low, (t).cohens_d_high
FROM (
    SELECT item, migrant, medsec.t_test_paired(after, before) AS t
    FROM demo.suzhou_panel
    CROSS JOIN LATERAL (VALUES
        ('satisfaction', satisfaction_before, satisfaction_after),
        ('knowledge', knowledge_before, knowledge_after),
        ('access', access_before, access_after),
        ('affordability', affordability_before, affordability_after),
        ('fairness', fairness_before, fairness_after),
        ('worry (turned)', 6 - worry_before, 6 - worry_after),
        ('distance', distance_before, distance_after)
    ) AS answer(item, before, after)
    GROUP BY item, migrant
    OFFSET 0
) AS s
ORDER BY max((t).cohens_d) OVER (PARTITION BY item) DESC, migrant DESC
