-- J Town in one line: signed, served, the four factors, satisfaction.
WITH contract AS (
    SELECT medsec.proportion(signed) AS s, medsec.proportion(served) AS v
    FROM demo.jtown_person
), factor AS (
    SELECT medsec.smith_scores(factor, score) AS f FROM demo.jtown_score
), satisfaction AS (
    SELECT medsec.moments(index) AS m FROM demo.jtown_satisfaction
)
SELECT (SELECT count(*) FROM demo.jtown_person) AS people,
       (s).estimate AS signed, (v).estimate AS served,
       (f).overall, (f).tension, medsec.mean(m) AS satisfaction
FROM contract, factor, satisfaction
