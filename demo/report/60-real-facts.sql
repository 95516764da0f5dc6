-- The real questionnaire: size, adequacy, and what was left out.
SELECT (k).n AS people, medsec.n_missing(answers) AS gaps, (k).p AS items,
       (k).kmo, (b).p_value AS bartlett_p
FROM (
    SELECT answers, medsec.kmo(answers) AS k,
           medsec.bartlett_sphericity(answers) AS b
    FROM demo.real_model
    WHERE name = 'bfi'
    OFFSET 0
) AS s
