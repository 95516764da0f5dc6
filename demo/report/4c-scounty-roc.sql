-- Which score tells who will fall?  Points of the curves, at most one for
-- each per cent of false alarms.
SELECT DISTINCT ON (auc, score, ceil(100 * (1 - specificity)))
       score, 1 - specificity AS share_of_others,
       sensitivity AS share_of_fallen, threshold, "precision", auc,
       conf_low, conf_high, fell
FROM (
    SELECT score, curve, (a).estimate AS auc, (a).conf_low, (a).conf_high,
           (a).n_positive AS fell
    FROM (SELECT score, curve, medsec.auc(curve) AS a
          FROM demo.scounty_roc OFFSET 0) AS areas
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.roc_points(curve)
ORDER BY auc DESC, score, ceil(100 * (1 - specificity)),
         sensitivity DESC, specificity DESC
