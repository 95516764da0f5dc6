-- The fund's balance in months of expenditure: the accounts until 2023, and
-- four scenarios of what bills do from there on.
SELECT 'accounts' AS scenario, NULL::float8 AS growth, year,
       (balance).months_payable AS months, NULL::integer AS first_deficit,
       NULL::integer AS exhausted
FROM demo.weishan_account
UNION ALL
SELECT s.expenditure_grows, s.expenditure_growth, y.year,
       coalesce(f.months_payable, (a.balance).months_payable),
       max(f.first_deficit) OVER scenario, max(f.exhausted) OVER scenario
FROM demo.weishan_scenario s
JOIN demo.weishan_account a ON a.year = 2023
CROSS JOIN generate_series(2023, 2033) AS y(year)
LEFT JOIN demo.weishan_future f
    ON f.points = s.points AND f.year = y.year
WINDOW scenario AS (PARTITION BY s.points)
ORDER BY growth NULLS FIRST, year
