-- States of a few households over three years: those that fell back, those
-- that people have verified, those that were warned once; two of each.
WITH course AS (
    SELECT household_id, max(relapses) AS relapses,
           bool_or(state = 'monitored') AS verified,
           count(*) FILTER (WHERE state = 'eliminated') AS calm
    FROM demo.scounty_warning
    GROUP BY household_id
    HAVING bool_or(state = 'warned')
), chosen AS (
    SELECT *, row_number() OVER (PARTITION BY kind ORDER BY household_id)
           AS place
    FROM (
        SELECT household_id,
               CASE WHEN relapses > 0 THEN 1 WHEN verified THEN 2
                    ELSE 3 END AS kind
        FROM course
        WHERE calm > 0
    ) AS k
)
SELECT 'No. ' || household_id || ', ' || household_type AS household,
       min(month) AS from_month,
       (max(month) + interval '1 month')::date AS to_month,
       state::text, count(*) AS months, max(ratio / level) AS highest,
       max(relapses) AS relapses, min(kind) AS kind
FROM (
    SELECT *, row_number() OVER (PARTITION BY household_id ORDER BY month)
              - row_number() OVER (PARTITION BY household_id, state
                                   ORDER BY month) AS run
    FROM demo.scounty_warning
    JOIN chosen USING (household_id)
    WHERE place <= 2
) AS s
GROUP BY household_id, household_type, state, run
ORDER BY min(kind), household_id, from_month
