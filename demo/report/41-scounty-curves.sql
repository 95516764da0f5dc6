-- Lorenz curve of incomes, and concentration curves of bills, of what
-- insurance pays and of illness: people ranked by income per head.
SELECT 'income' AS what, p, share, round(100 * p) || ' %' AS at
FROM (
    SELECT medsec.sample(income_per_head, size) AS incomes
    FROM demo.scounty_budget
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.lorenz(incomes, 20)
UNION ALL
SELECT what, p, share, round(100 * p) || ' %'
FROM (
    SELECT what, medsec.ranked(value, income_per_head, size) AS amounts
    FROM demo.scounty_budget
    JOIN (
        SELECT household_id, avg(chronic::integer) AS ill
        FROM demo.scounty_person
        GROUP BY household_id
    ) AS i USING (household_id)
    CROSS JOIN LATERAL (VALUES
        ('out of pocket', out_of_pocket / size),
        ('paid by insurance', paid / size),
        ('chronic illness', ill)) AS v(what, value)
    GROUP BY what
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.concentration_curve(amounts, 20)
ORDER BY what, p
