-- Pen's parade of one household in fifty: incomes in units of the line of
-- their region, in their order, and where the bills push them.
SELECT insurance, step, p, gross, net, drip
FROM (
    SELECT insurance,
           medsec.ranked(payment / size / poverty_line,
                         income_per_head / poverty_line) AS households
    FROM demo.scounty_payment
    WHERE household_id % 50 = 0
    GROUP BY insurance
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.pen_parade(households, 1,
                                     medsec.n(households)::integer)
WHERE p <= 0.4
ORDER BY insurance DESC, step
