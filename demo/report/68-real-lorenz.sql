-- Equivalised incomes of 14,827 people in Austria (synthetic EU-SILC),
-- with their weights: Lorenz curve, and how unequal they are.
SELECT p, share, (i).gini, (i).quintile_share_ratio AS s80_s20,
       (a).threshold, (a).rate
FROM (
    SELECT incomes, medsec.inequality(incomes) AS i,
           medsec.at_risk_of_poverty(incomes) AS a
    FROM (
        SELECT medsec.sample(equivalised_income, person_weight) AS incomes
        FROM demo.eusilc
        OFFSET 0
    ) AS s
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.lorenz(incomes, 20)
ORDER BY p
