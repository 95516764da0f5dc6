-- Services by importance and satisfaction, cut at the means.
SELECT service, people, importance, satisfaction,
       importance - satisfaction AS gap, quadrant,
       cut_importance, cut_satisfaction
FROM demo.jtown_quadrant
ORDER BY gap DESC
