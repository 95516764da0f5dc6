-- The city in one line: coverage of migrant children, and satisfaction.
WITH coverage AS (
    SELECT medsec.prop_test(
               count(*) FILTER (WHERE insured AND wave = 'after'),
               count(insured) FILTER (WHERE wave = 'after'),
               count(*) FILTER (WHERE insured AND wave = 'before'),
               count(insured) FILTER (WHERE wave = 'before')) AS t
    FROM demo.suzhou_family
    WHERE migrant
), change AS (
    SELECT medsec.t_test_paired(medsec.rollup(answers)) AS t
    FROM demo.suzhou_satisfaction
    WHERE migrant
)
SELECT (c.t).estimate2 AS insured_before, (c.t).estimate1 AS insured_after,
       (c.t).estimate AS gain, (c.t).p_value AS p_gain,
       (s.t).estimate AS satisfaction, (s.t).p_value AS p_satisfaction
FROM coverage c, change s
