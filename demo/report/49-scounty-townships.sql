-- Households at warning and critical, by township.
SELECT township, what, (p).successes AS households, (p).n,
       (p).estimate AS rate, (p).conf_low, (p).conf_high
FROM (
    SELECT township, what, medsec.proportion(hit) AS p
    FROM demo.scounty_risk
    JOIN demo.scounty_budget USING (household_id)
    CROSS JOIN LATERAL (VALUES
        ('warning', level = 'warning'),
        ('critical', level = 'critical')) AS l(what, hit)
    GROUP BY township, what
    OFFSET 0
) AS s
ORDER BY max((p).estimate) FILTER (WHERE what = 'critical')
         OVER (PARTITION BY township) DESC, township, what DESC
