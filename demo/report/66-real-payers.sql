-- Claims: share of the costs paid, by payer, and by encounter.
SELECT payer, (d).n AS encounters, paid_share, (d).mean,
       (d).conf_low, (d).conf_high
FROM (
    SELECT initcap(replace(payer, '_', ' ')) AS payer,
           sum(payer_paid) / sum(total_cost) AS paid_share,
           medsec.describe(medsec.moments(
               (payer_paid / total_cost)::float8)) AS d
    FROM demo.synthea_encounter
    GROUP BY payer
    OFFSET 0
) AS s
ORDER BY paid_share DESC
