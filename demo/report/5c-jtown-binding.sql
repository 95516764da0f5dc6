-- Which limit of the plan held, and what these claims left to people.
SELECT held, sum(claims) AS claims,
       (sum(left_in_scope) / sum(claims))::float8 AS left_a_claim,
       sum(claims) FILTER (WHERE category <> 'ordinary') AS on_a_list
FROM demo.jtown_binding
WHERE held <> 'none'
GROUP BY held
ORDER BY claims DESC, held
