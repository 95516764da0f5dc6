-- Five scales, women against men: effect sizes of Welch's t-test.
SELECT scale, (t).n1 AS women, (t).mean1, (t).n2 AS men, (t).mean2,
       (t).estimate, (t).statistic AS t, (t).df, (t).p_value, (t).stars,
       (t).cohens_d, (t).cohens_d_low, (t).cohens_d_high
FROM (
    SELECT scale, medsec.t_test(score, woman) AS t
    FROM demo.bfi_scale
    GROUP BY scale
    OFFSET 0
) AS s
ORDER BY (t).cohens_d DESC
