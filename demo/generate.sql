-- Makes the tables of the five studies in schema demo.
--
--   psql -d DATABASE -v size=2000 -f demo/generate.sql
--
-- size   families asked (default 2000): the panel and the two questionnaires
--        have about as many rows, the coverage survey twice, the claims three
--        times, the households of S County ten times (190,000 at most, the whole
--        county), the families of Weishan nine and a half times (190,000 at most,
--        a county of 550,000), the interviews in J Town a tenth.  A million runs
--        too: every row comes from generate_series.
-- seed   another world (default 1).
--
-- The people are invented, the setting is not: the districts of Suzhou, a
-- policy that opens residents' insurance to migrant children, the insurance of
-- children's critical illness in Shantou from 2012 to 2020 with some 80 per
-- cent of the costs compensated, a questionnaire of 16 items in three dimensions,
-- a county that asks how long its fund will last and what a better plan would cost,
-- a county where the ill become poor and the poor fall ill, and a town that has
-- signed far more contracts with family doctors than it serves.  No figure of a
-- real hospital or a real person is in here.
--
-- OFFSET 0 in the statements keeps a draw that is used twice from being made
-- twice.  The same size and seed give the same rows on every run and in every plan,
-- serial or parallel: a draw is a hash of (seed, stream, row), not the next
-- value of a generator.

\set ON_ERROR_STOP on
\if :{?size}
\else
  \set size 2000
\endif
\if :{?seed}
\else
  \set seed 1
\endif

SET client_min_messages TO warning;
DROP SCHEMA IF EXISTS demo CASCADE;
RESET client_min_messages;

BEGIN;
-- Hundreds of short expressions: compiling them takes longer than they do.
SET LOCAL jit = off;

CREATE SCHEMA demo;
COMMENT ON SCHEMA demo IS 'Invented data of the medsec demo.';

-- A uniform draw in (0, 1): 52 bits of the hash, at the middle of their cell,
-- so that neither 0 nor 1 comes out.
CREATE FUNCTION demo.uniform(stream integer, i bigint) RETURNS float8
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((hashint8extended(i, :seed * 1000000::bigint + stream)
             & 4503599627370495)::float8 + 0.5::float8)
           / 4503599627370496::float8;
COMMENT ON FUNCTION demo.uniform IS
'Uniform draw in (0, 1) of row i in a stream; streams are independent.';

-- A standard normal draw after Box and Muller; the negative stream is its twin.
CREATE FUNCTION demo.normal(stream integer, i bigint) RETURNS float8
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sqrt(-2 * ln(demo.uniform(stream, i)))
           * cos(2 * pi() * demo.uniform(-stream, i));
COMMENT ON FUNCTION demo.normal IS
'Standard normal draw of row i in a stream.';

CREATE FUNCTION demo.chance(p float8, stream integer, i bigint) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN demo.uniform(stream, i) < p;
COMMENT ON FUNCTION demo.chance IS 'True with probability p.';

-- An answer on a scale of 1 to 5: a continuous opinion, rounded and cut.
CREATE FUNCTION demo.answer(opinion float8) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN least(5, greatest(1, round(opinion)))::smallint;
COMMENT ON FUNCTION demo.answer IS
'Answer from 1 to 5 of somebody with this opinion.';

\ir generate-suzhou.sql
\ir generate-shantou.sql
\ir generate-weishan.sql
\ir generate-scounty.sql
\ir generate-jtown.sql

COMMIT;
ANALYZE;
