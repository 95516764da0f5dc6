-- Composite score of the families, by year, with rank.
SELECT year, (d).n AS families, (d).mean AS score,
       (d).conf_low, (d).conf_high,
       rank() OVER (ORDER BY (d).mean DESC)
FROM (
    SELECT year, medsec.describe(medsec.moments(score)) AS d
    FROM demo.shantou_score
    GROUP BY year
    OFFSET 0
) AS s
ORDER BY year
