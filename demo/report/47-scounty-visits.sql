-- What makes visits unequal?  Contributions to their concentration index.
SELECT term, CASE WHEN is_need THEN 'need' WHEN NOT is_need THEN 'other'
                  ELSE 'result' END AS kind,
       elasticity, concentration, contribution, share
FROM (
    SELECT medsec.comoments(income_rank, visits, age, female, chronic,
                            ln_income, schooling, minutes, insured) AS c
    FROM (
        SELECT medsec.fractional_rank(income_per_head) OVER ()
                   AS income_rank,
               visits, age, female, chronic,
               ln(income_per_head) AS ln_income, schooling, minutes,
               insured
        FROM demo.scounty_care
        JOIN demo.scounty_budget USING (household_id)
        JOIN demo.scounty_village USING (village_id)
        WHERE age >= 16 AND income_per_head > 0
    ) AS person
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.concentration_decomposition(c,
    ARRAY['age', 'female', 'chronic illness', 'ln income', 'schooling',
          'way to hospital', 'insured'],
    ARRAY[true, true, true, false, false, false, false])
