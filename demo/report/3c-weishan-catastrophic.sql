-- Catastrophic spending before and after, by fifth of income: more than a
-- tenth of what a family consumes.
SELECT (ARRAY['poorest', 'second', 'third', 'fourth', 'richest'])[fifth]
           AS fifth,
       plan, (c).n AS families, (c).headcount, (c).conf_low, (c).conf_high
FROM (
    SELECT fifth, plan,
           medsec.catastrophic(payment, consumption, 0.10, size) AS c
    FROM demo.weishan_payment
    GROUP BY fifth, plan
    OFFSET 0
) AS s
ORDER BY s.fifth, plan DESC
