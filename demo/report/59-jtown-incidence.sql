-- Who gets the money?  Shares of the grants by fifth of income per
-- head, and the Coady-Grosh-Hoddinott index of the poorest 40 per cent.
SELECT (ARRAY['poorest', 'second', 'third', 'fourth', 'richest'])[quantile]
           AS fifth,
       coverage, mean_of_beneficiaries AS per_head, share,
       cumulative_share, medsec.cgh_index(grants, 0.4) AS cgh
FROM (
    SELECT medsec.ranked(grant_per_head, income_per_head,
                         size) AS grants
    FROM demo.jtown_need
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.benefit_incidence(grants, 5)
ORDER BY quantile
