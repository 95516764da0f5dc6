-- What the fund takes in and spends for an insured person, and the months
-- that its balance would pay.
SELECT year::text, what, (yuan / insured)::float8 AS yuan,
       (balance).balance_rate, (balance).months_payable
FROM demo.weishan_account
CROSS JOIN LATERAL (VALUES ('income', income),
                           ('expenditure', expenditure)) AS v(what, yuan)
ORDER BY year, what DESC
