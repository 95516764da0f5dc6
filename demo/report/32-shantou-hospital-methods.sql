-- Ranks of the hospitals by five ways to one figure.
SELECT hospital, method, score, rank
FROM demo.shantou_hospital_index
ORDER BY min(CASE method WHEN 'mean' THEN rank END)
         OVER (PARTITION BY hospital), hospital, place
