-- Claims of the city without a referral: what people paid, and what they
-- would have paid with one.
SELECT category, claims, what, (yuan / claims)::float8 AS yuan
FROM (
    SELECT category, count(*) AS claims, sum((a).person_paid) AS paid,
           sum((b).person_paid) AS with_referral
    FROM demo.jtown_referred
    WHERE referral = 'unfiled'
    GROUP BY category
) AS s
CROSS JOIN LATERAL (VALUES ('without', paid),
                           ('with a referral', with_referral)
) AS v(what, yuan)
ORDER BY category, what DESC
