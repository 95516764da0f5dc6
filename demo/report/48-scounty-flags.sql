-- Flags of poverty risk: households by flag and level of the household.
SELECT flag::text, level::text, count(*) AS households,
       sum(count(*)) OVER (PARTITION BY f.flag) AS total,
       count(*) FILTER (WHERE household_type = 'ordinary') AS ordinary
FROM demo.scounty_risk
JOIN demo.scounty_budget USING (household_id)
CROSS JOIN LATERAL unnest(flags) AS f(flag)
GROUP BY f.flag, scounty_risk.level
ORDER BY f.flag DESC, scounty_risk.level DESC
