-- Weishan in one line: who takes part, the fund, what the compensation plan
-- would change.
WITH part AS (
    SELECT medsec.participation(sum(insured), sum(residents)) AS p,
           medsec.participation_elasticity(insured / residents::float8,
                                           income_per_head::float8) AS e
    FROM demo.weishan_town_year
    WHERE year = 2023
), burden AS (
    SELECT avg((compensation < now)::integer)::float8 AS winners,
           sum(least(account, now)) / sum(now) AS from_account
    FROM demo.weishan_burden
    WHERE stays > 0
), cost AS (
    SELECT sum(compensation - now)::float8 AS extra
    FROM demo.weishan_cost WHERE place <= 2
)
SELECT (p).eligible AS residents, (p).rate, (e).estimate AS elasticity,
       (balance).months_payable, extra / insured AS extra_a_head, winners,
       from_account
FROM part, burden, cost, demo.weishan_account
WHERE year = 2023
