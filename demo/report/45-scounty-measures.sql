-- Six ways to say that a bill is too large, without and with insurance:
-- shares of households, with Wilson's limits.
SELECT measure, insurance, (p).n AS households, (p).estimate AS rate,
       (p).conf_low, (p).conf_high
FROM (
    SELECT place, measure, insurance, medsec.proportion(hit) AS p
    FROM demo.scounty_payment
    JOIN demo.scounty_societal_line USING (region)
    CROSS JOIN LATERAL (VALUES
        (1, 'share of the budget',
         medsec.is_catastrophic(payment, consumption, share_threshold)),
        (2, 'capacity to pay (Xu)',
         medsec.is_catastrophic_xu(payment,
             medsec.capacity_to_pay(consumption, food, size, subsistence),
             capacity_threshold)),
        (3, 'hardship (SDG 2025)',
         medsec.hardship(payment / size, consumption / size, line,
                         capacity_threshold)),
        (5, 'pushed below the line',
         medsec.is_impoverished(income_per_head, payment / size,
                                poverty_line)),
        (6, 'poor and paying',
         medsec.is_further_impoverished(income_per_head, payment / size,
                                        poverty_line))
    ) AS m(place, measure, hit)
    GROUP BY place, measure, insurance
    UNION ALL
    SELECT 4, 'impoverished (WHO Europe)', insurance,
           medsec.proportion(state IN ('impoverished',
                                       'further impoverished'))
    FROM demo.scounty_state
    GROUP BY insurance
) AS s
ORDER BY place, insurance DESC
