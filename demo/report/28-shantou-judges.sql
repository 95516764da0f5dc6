-- Judges' matrices of pairwise comparison: do they contradict themselves?
SELECT judge, compared, (a).lambda_max, (a).consistency_ratio,
       (a).consistency_ratio < 0.10 AS counts
FROM (
    SELECT judge, compared, medsec.ahp(matrix) AS a
    FROM demo.shantou_judgement
    OFFSET 0
) AS s
ORDER BY max((a).consistency_ratio) OVER (PARTITION BY judge), judge,
         compared
