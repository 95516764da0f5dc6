-- The questionnaire before the policy: five answers from one stored summary.
SELECT (a).estimate AS alpha, (a).conf_low, (a).conf_high, (o).estimate AS omega,
       (h).spearman_brown, (k).kmo, (b).p_value AS p_bartlett
FROM (
    SELECT medsec.cronbach_alpha(items) AS a, medsec.mcdonald_omega(items) AS o,
           medsec.split_half(items) AS h, medsec.kmo(items) AS k,
           medsec.bartlett_sphericity(items) AS b
    FROM (SELECT medsec.rollup(items) AS items
          FROM demo.suzhou_scale WHERE wave = 'before' OFFSET 0) AS m
    OFFSET 0
) AS s
