-- Answers of migrant parents before and after, from the counted answers.
SELECT item, wave, value::integer AS answer, n, share,
       (t).estimate AS content
FROM (
    SELECT item, wave, counted, medsec.top_box(counted, 4) AS t
    FROM (
        SELECT item, wave, medsec.rollup(answers) AS counted
        FROM demo.suzhou_answers
        CROSS JOIN LATERAL (VALUES ('before', before), ('after', after))
            AS v(wave, answers)
        WHERE migrant
        GROUP BY item, wave
        OFFSET 0
    ) AS m
    OFFSET 0
) AS s
CROSS JOIN LATERAL medsec.levels(counted, '{1, 2, 3, 4, 5}')
ORDER BY max((t).estimate) OVER (PARTITION BY item)
         - min((t).estimate) OVER (PARTITION BY item) DESC,
         item, wave DESC, answer
