-- Compensation over hospital cost: mean of the stays of a year, and the
-- same against 80 per cent.
SELECT year, medsec.n(m) AS stays, (d).mean, (d).conf_low, (d).conf_high,
       (t).statistic AS t, (t).p_value, (t).stars,
       (e).p_value AS p_within
FROM (
    SELECT year, m, medsec.describe(m) AS d, medsec.t_test(m, 0.80) AS t,
           medsec.tost(m, 0.78, 0.82) AS e
    FROM (
        SELECT year, medsec.rollup(ratio) AS m
        FROM demo.shantou_ratio
        GROUP BY year
        OFFSET 0
    ) AS summary
    OFFSET 0
) AS s
ORDER BY year
