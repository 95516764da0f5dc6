-- The county in one line: the bill, catastrophe, impoverishment, and the
-- households that somebody should visit at once.
WITH protection AS (
    SELECT medsec.catastrophic(cost, consumption, share_threshold,
                               size) AS c0,
           medsec.catastrophic(out_of_pocket, consumption, share_threshold,
                               size) AS c1,
           medsec.impoverishment(income_per_head, cost / size,
                                 poverty_line, size) AS i0,
           medsec.impoverishment(income_per_head, out_of_pocket / size,
                                 poverty_line, size) AS i1,
           sum(size) AS people, sum(paid) / sum(cost) AS insured_share
    FROM demo.scounty_budget
), risk AS (
    SELECT count(*) FILTER (WHERE level = 'critical') AS critical
    FROM demo.scounty_risk
)
SELECT people, insured_share,
       (c0).headcount AS catastrophic_without,
       (c1).headcount AS catastrophic_with,
       (i0).impoverished AS impoverished_without,
       (i1).impoverished AS impoverished_with, critical
FROM protection, risk
