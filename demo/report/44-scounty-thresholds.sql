-- Headcount by threshold: one summary each, asked eight times.
SELECT insurance, threshold, (c).headcount, (c).conf_low, (c).conf_high,
       (c).overshoot, (c).concentration_headcount AS concentration
FROM (
    SELECT insurance, share AS threshold,
           medsec.catastrophic(shares, share) AS c
    FROM (
        SELECT insurance,
               medsec.ranked(medsec.oop_share(payment, consumption),
                             consumption / size, size) AS shares
        FROM demo.scounty_payment
        GROUP BY insurance
        OFFSET 0
    ) AS summary
    CROSS JOIN demo.scounty_share
    OFFSET 0
) AS s
ORDER BY insurance DESC, threshold
