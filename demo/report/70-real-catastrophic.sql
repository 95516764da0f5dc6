-- Claims against income: years of patients with a bill, without and with
-- what the payer paid (Synthea), by threshold.
SELECT payer, share AS threshold, (c).n AS years, (c).headcount,
       (c).conf_low, (c).conf_high, (c).overshoot
FROM (
    SELECT payer, share, medsec.catastrophic(shares, share) AS c
    FROM (
        SELECT payer,
               medsec.ranked(medsec.oop_share(payment, income),
                             income) AS shares
        FROM demo.synthea_year
        CROSS JOIN LATERAL (VALUES
            ('without', cost),
            ('with', left_to_patient)) AS p(payer, payment)
        GROUP BY payer
        OFFSET 0
    ) AS summary
    CROSS JOIN (VALUES (0.05), (0.10), (0.15), (0.20), (0.25), (0.30),
                       (0.35), (0.40)) AS t(share)
    OFFSET 0
) AS s
ORDER BY payer DESC, threshold
