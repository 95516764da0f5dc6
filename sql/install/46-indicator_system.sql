-- indices whose construction is kept as data

CREATE TYPE indicator_score AS (
    unit text, period text, dimension text, score float8, rank bigint,
    indicators integer, missing integer, note text
);
COMMENT ON TYPE indicator_score IS 'Score of a unit in a period, in one dimension or, where dimension is NULL, overall; its rank among the units compared, 1 for the highest; how many indicators the score is made of and how many of them have no value. The note says why a score is NULL or needs care.';

CREATE FUNCTION indicator_scores(
    layout regclass, data regclass, system text,
    normalization text DEFAULT 'minmax', aggregation text DEFAULT 'arithmetic',
    missing text DEFAULT 'strict', pool text DEFAULT 'all'
) RETURNS SETOF indicator_score
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 100000 ROWS 500 AS 'MODULE_PATHNAME', 'medsec_indicator_scores';
COMMENT ON FUNCTION indicator_scores(regclass, regclass, text, text, text, text, text) IS 'Scores and ranks by an indicator system, overall and by dimension. layout is a table or view with the columns system, indicator, direction (+ or -), weight and, if wanted, dimension and target; data one with unit, indicator, value and, if wanted, period. normalization: minmax (0 to 100; 1 to 100 for the geometric and the harmonic mean), zscore, rank, percentile or distance (to the target, or to the best; in hundredths). aggregation: arithmetic, geometric or harmonic. missing: strict (a unit that lacks an indicator has no score and is compared with none) or renormalize (the weights of the indicators it has are scaled up). pool: all (the units of all periods are compared together) or period. The weights of a system must add up to 1; those of a dimension count by their shares in it.';

CREATE TYPE indicator_scenario AS (
    unit text, period text, scenario text, score float8, rank bigint,
    base_rank bigint, shift bigint, note text
);
COMMENT ON TYPE indicator_scenario IS 'Overall score and rank of a unit when one choice is made otherwise; shift is rank - base_rank, above 0 where the unit falls behind. The note says why a score is NULL or needs care.';

CREATE FUNCTION indicator_sensitivity(
    layout regclass, data regclass, system text,
    missing text DEFAULT 'strict', pool text DEFAULT 'all'
) RETURNS SETOF indicator_scenario
    LANGUAGE C STABLE STRICT PARALLEL RESTRICTED COST 1000000 ROWS 5000 AS 'MODULE_PATHNAME', 'medsec_indicator_sensitivity';
COMMENT ON FUNCTION indicator_sensitivity(regclass, regclass, text, text, text) IS 'What becomes of the ranks of an indicator system when one choice is made otherwise. The base is minmax with the arithmetic mean and the weights of the layout; the scenarios are equal weights, entropy weights, critic weights, the normalizations zscore, rank and distance, the geometric mean, and the system without each of its indicators. Arguments as of indicator_scores; the units compared are the same in all scenarios.';

CREATE TYPE indicator_rank AS (
    unit text, period text, base_rank bigint, best_rank bigint,
    worst_rank bigint, mean_rank float8, scenarios bigint, same_share float8
);
COMMENT ON TYPE indicator_rank IS 'Ranks of a unit over all scenarios, the base among them: the best, the worst, the mean; scenarios other than the base in which it has a rank, and the share of these in which it is that of the base.';

CREATE FUNCTION indicator_rank_range(
    layout regclass, data regclass, system text,
    missing text DEFAULT 'strict', pool text DEFAULT 'all'
) RETURNS SETOF indicator_rank
    LANGUAGE sql STABLE STRICT PARALLEL RESTRICTED COST 1000000 ROWS 100
BEGIN ATOMIC
    SELECT s.unit, s.period,
           pg_catalog.min(s.base_rank), pg_catalog.min(s.rank), pg_catalog.max(s.rank),
           pg_catalog.avg(s.rank)::pg_catalog.float8,
           pg_catalog.count(s.shift) FILTER (WHERE s.scenario OPERATOR(pg_catalog.<>) 'base'),
           pg_catalog.avg((s.shift OPERATOR(pg_catalog.=) 0)::pg_catalog.int4)
               FILTER (WHERE s.scenario OPERATOR(pg_catalog.<>) 'base')::pg_catalog.float8
    FROM medsec.indicator_sensitivity(layout, data, system, missing, pool) AS s
    GROUP BY s.unit, s.period
    ORDER BY 3, 1, 2;
END;
COMMENT ON FUNCTION indicator_rank_range(regclass, regclass, text, text, text) IS 'How firm the ranks of an indicator system are: for every unit its rank by the layout, and the best, the worst and the mean over the scenarios of indicator_sensitivity. A rank that moves with every choice is no finding.';
