-- Passages of the interviews by factor, for the policy and against it.
SELECT replace(replace(factor, 'implementing_', ''), '_', ' ') AS factor,
       voice, passages,
       CASE voice WHEN 'against' THEN -passages ELSE passages END AS length,
       total, (p).estimate AS in_favour, (p).conf_low, (p).conf_high,
       2 * (p).estimate - 1 AS net
FROM (
    SELECT factor, medsec.proportion(speaks_for) AS p, count(*) AS total,
           count(*) FILTER (WHERE speaks_for) AS in_favour
    FROM demo.jtown_mention
    GROUP BY factor
    OFFSET 0
) AS s
CROSS JOIN LATERAL (VALUES ('against', total - in_favour),
                           ('in favour', in_favour)) AS v(voice, passages)
ORDER BY total DESC, factor, voice
