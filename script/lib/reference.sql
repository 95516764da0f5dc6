-- One page of the reference, as Markdown: what topic :'topic' made, in the order
-- in which it was made.  Table public.made (topic, classid, objid) says who made
-- what.  Everything else is the catalog's own word: names, types, defaults,
-- comments.

SET search_path = medsec, pg_temp;

-- Comments are plain text: what Markdown would take for its own is escaped.
CREATE FUNCTION pg_temp.prose(comment text) RETURNS text LANGUAGE SQL
RETURN pg_catalog.regexp_replace(comment, '([*<|])', '\\\1', 'g');

-- A call on one line, or an argument a line where that would be long.
CREATE FUNCTION pg_temp.call(name text, arguments text) RETURNS text LANGUAGE SQL
RETURN CASE WHEN length(name || arguments) < 80 THEN name || '(' || arguments || ')'
            ELSE name || E'(\n    ' || pg_catalog.replace(arguments, ', ', E',\n    ') || ')' END;

-- What only serves an aggregate, a type, an operator or a cast says so, and is
-- not for users.  A function that also ends an aggregate is: gini(sample).
CREATE TEMP VIEW routine AS
SELECT p.oid, p.proname, p.prokind = 'a' AS is_aggregate, p.prorettype,
       pg_temp.call(CASE WHEN p.prokind = 'a' THEN 'aggregate ' ELSE '' END || p.proname,
                    pg_catalog.regexp_replace(pg_catalog.pg_get_function_arguments(p.oid),
                                              '::(text|boolean|double precision|integer)(\[\])?', '', 'g')) AS call,
       pg_catalog.pg_get_function_result(p.oid) AS result,
       pg_catalog.obj_description(p.oid, 'pg_proc') AS comment
FROM public.made
JOIN pg_catalog.pg_proc p ON made.classid = 'pg_catalog.pg_proc'::regclass AND made.objid = p.oid
WHERE made.topic = :'topic'
  AND pg_catalog.obj_description(p.oid, 'pg_proc') !~* '^(aggregate|implementation|I/O|hash)';

-- Functions of one name stand together, under one heading.
CREATE TEMP VIEW family AS
SELECT is_aggregate, min(oid) AS oid,
       format(E'### %s\n', proname) || string_agg(
           format(E'\n```\n%s → %s\n```\n\n%s\n', call, result, pg_temp.prose(comment)),
           '' ORDER BY oid) AS entry
FROM routine
GROUP BY is_aggregate, proname;

CREATE TEMP VIEW type_entry AS
SELECT t.oid, t.typtype = 'c' AS is_record,
       format(E'### %s\n\n%s\n', t.typname, pg_temp.prose(pg_catalog.obj_description(t.oid, 'pg_type'))) || coalesce(
           E'\n| field | type |\n|---|---|\n' || (
               SELECT string_agg(
                          format(E'| %s | %s |\n', attname || coalesce(
                                     ': ' || pg_temp.prose(pg_catalog.col_description(attrelid, attnum)), ''),
                                 pg_catalog.format_type(atttypid, atttypmod)),
                          '' ORDER BY attnum)
               FROM pg_catalog.pg_attribute
               WHERE attrelid = t.typrelid AND attnum > 0 AND NOT attisdropped),
           '') AS entry
FROM public.made
JOIN pg_catalog.pg_type t ON made.classid = 'pg_catalog.pg_type'::regclass AND made.objid = t.oid
WHERE made.topic = :'topic';

CREATE TEMP VIEW operator_entry AS
SELECT o.oid,
       format(E'* `%s %s %s` → %s: %s\n', nullif(o.oprleft, 0)::regtype, o.oprname, o.oprright::regtype,
              o.oprresult::regtype, pg_catalog.obj_description(o.oid, 'pg_operator')) AS entry
FROM public.made
JOIN pg_catalog.pg_operator o
  ON made.classid = 'pg_catalog.pg_operator'::regclass AND made.objid = o.oid
WHERE made.topic = :'topic'
UNION ALL
SELECT c.oid,
       format(E'* `CAST (%s AS %s)`%s: %s\n', c.castsource::regtype, c.casttarget::regtype,
              CASE c.castcontext WHEN 'i' THEN ', implicit' WHEN 'a' THEN ', in assignments' END,
              pg_catalog.obj_description(c.oid, 'pg_cast'))
FROM public.made
JOIN pg_catalog.pg_cast c ON made.classid = 'pg_catalog.pg_cast'::regclass AND made.objid = c.oid
WHERE made.topic = :'topic';

SELECT format(E'# %s\n\nWritten by `make docs` from the comments in `sql/install/%s`.\n', :'topic', :'part');

SELECT format(E'## %s\n\n%s', title, string_agg(entry, E'\n' ORDER BY oid))
FROM (
    SELECT 1, 'Types', oid, entry FROM type_entry WHERE NOT is_record
    UNION ALL
    SELECT 2, 'Aggregates', oid, entry FROM family WHERE is_aggregate
    UNION ALL
    SELECT 3, 'Functions', oid, entry FROM family WHERE NOT is_aggregate
    UNION ALL
    SELECT 4, 'Results', oid, entry FROM type_entry WHERE is_record
    UNION ALL
    SELECT 5, 'Operators and casts', min(oid), string_agg(entry, '' ORDER BY oid)
    FROM operator_entry HAVING count(*) > 0
) AS section (place, title, oid, entry)
GROUP BY place, title
ORDER BY place;
