-- How good the warnings were, by type of household.
SELECT household_type, measure, hits, of, hits / of::float8 AS rate,
       conf_low, conf_high, (e).lead_months_mean AS lead
FROM (
    SELECT coalesce(household_type, 'all') AS household_type,
           medsec.warning_evaluation(warned_on, verified_on) AS e
    FROM demo.scounty_warned
    GROUP BY ROLLUP (household_type)
    OFFSET 0
) AS s
CROSS JOIN LATERAL (VALUES
    ('precision', (e).hits, (e).hits + (e).false_alarms + (e).late,
     (e).precision_low, (e).precision_high),
    ('recall', (e).hits, (e).hits + (e).misses + (e).late,
     (e).recall_low, (e).recall_high)
) AS m(measure, hits, of, conf_low, conf_high)
WHERE of > 0
ORDER BY household_type = 'all' DESC, household_type, measure
