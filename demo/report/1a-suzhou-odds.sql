-- Odds ratios and average effects of the two stored logistic models.
SELECT t.term, wave, t.odds_ratio, t.odds_ratio_low, t.odds_ratio_high,
       t.p_value, e.estimate AS effect, (f).n, (f).auc
FROM (
    SELECT wave, model, medsec.logit_summary(model) AS f,
           ARRAY['contract', 'years in the city',
                 'age of the child'] AS names
    FROM demo.suzhou_enrolment
    OFFSET 0
) AS m
CROSS JOIN LATERAL medsec.logit_terms(model, names) AS t
JOIN LATERAL medsec.logit_effects(model, names) AS e USING (term)
ORDER BY array_position(names, t.term), wave DESC
