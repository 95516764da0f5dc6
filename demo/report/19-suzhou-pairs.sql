-- All pairs of districts, the district of the larger change first.
WITH listed AS (
    SELECT array_agg(district ORDER BY mean DESC) AS districts,
           array_agg(change_moments ORDER BY mean DESC) AS groups,
           array_agg(change ORDER BY mean DESC) AS samples
    FROM demo.suzhou_answers
    CROSS JOIN LATERAL medsec.mean(change_moments) AS mean
    WHERE migrant AND item = 'satisfaction'
)
SELECT group1 || ' − ' || group2 AS pair, g.estimate,
       g.conf_low, g.conf_high, g.df, g.p_value,
       d.p_value AS p_dunn, g.p_value < 0.05 AS apart
FROM listed
CROSS JOIN LATERAL medsec.games_howell(districts, groups) AS g
JOIN LATERAL medsec.dunn_test(districts, samples, 'holm') AS d
    USING (group1, group2)
ORDER BY g.estimate DESC
