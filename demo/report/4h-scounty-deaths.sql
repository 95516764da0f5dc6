-- Deaths of the hospitals with the most stays: against the rate of all, and
-- against what diagnoses and ages let expect.
SELECT hospital, against, died, o.expected, o.estimate AS ratio,
       o.conf_low, o.conf_high
FROM (SELECT * FROM demo.scounty_death
      ORDER BY stays DESC, hospital LIMIT 8) AS d
CROSS JOIN LATERAL (VALUES
    ('rate of all hospitals', stays * died_of_all),
    ('case mix', expected)) AS v(against, expectation)
CROSS JOIN LATERAL
    medsec.observed_expected(died, expectation, 0.998) AS o
ORDER BY stays DESC, hospital, against DESC
