-- What the generator made.
\pset footer off
SELECT c.relname AS "table", c.reltuples::bigint AS rows,
       obj_description(c.oid, 'pg_class') AS "what it is"
FROM pg_class c
WHERE c.relnamespace = 'demo'::regnamespace AND c.relkind = 'r'
ORDER BY c.relname;
