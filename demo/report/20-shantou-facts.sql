-- Nine years of claims, and whether the questionnaire suits the analysis.
WITH claims AS (
    SELECT count(*) AS stays, count(DISTINCT child_id) AS children,
           sum(compensation) / sum(hospital_cost) AS ratio
    FROM demo.shantou_claim
    WHERE compensation IS NOT NULL
), answers AS (
    SELECT medsec.kmo(medsec.rollup(answers)) AS k,
           medsec.bartlett_sphericity(medsec.rollup(answers)) AS b
    FROM demo.shantou_answers
)
SELECT stays, children, ratio, (k).n AS families, (k).kmo,
       (b).p_value AS bartlett_p
FROM claims, answers
