-- Catastrophic payments by fifth of income, without and with insurance.
SELECT (ARRAY['poorest', 'second', 'third', 'fourth', 'richest'])[fifth]
           AS fifth,
       insurance, (c).n AS households, (c).headcount,
       (c).conf_low, (c).conf_high, (c).mean_positive_overshoot AS mpo
FROM (
    SELECT fifth, insurance,
           medsec.catastrophic(payment, consumption, share_threshold,
                               size) AS c
    FROM demo.scounty_payment
    WHERE fifth IS NOT NULL
    GROUP BY fifth, insurance
    OFFSET 0
) AS s
ORDER BY s.fifth, insurance DESC
