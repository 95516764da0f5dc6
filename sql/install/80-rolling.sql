-- sums over a window that moves

CREATE FUNCTION rolling_add(numeric, amount numeric) RETURNS numeric
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_rolling_add';
COMMENT ON FUNCTION rolling_add(numeric, numeric) IS 'aggregate transition and combine function: adds an amount';
CREATE FUNCTION rolling_subtract(numeric, amount numeric) RETURNS numeric
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_rolling_subtract';
COMMENT ON FUNCTION rolling_subtract(numeric, numeric) IS 'aggregate inverse transition function: takes an amount away that has left the frame';
CREATE AGGREGATE rolling_sum(amount numeric) (
    SFUNC = rolling_add, STYPE = numeric, INITCOND = '0', COMBINEFUNC = rolling_add,
    MSFUNC = rolling_add, MINVFUNC = rolling_subtract, MSTYPE = numeric, MINITCOND = '0',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE rolling_sum(numeric) IS 'The sum of the amounts in a window that moves, exact: what leaves the frame is subtracted in decimal numbers, so that no error collects however long the window runs. Over twelve months: OVER (PARTITION BY household ORDER BY month RANGE ''11 months'' PRECEDING) with a month a row. A frame without amounts has the sum 0: a month without a claim is a month of 0. NULL amounts count as nothing; NaN and infinity are an error (22023). Reversals are negative amounts. Doubles must be cast to numeric, for their sums could not be taken back.';

CREATE FUNCTION rolling_window(identified date, months integer DEFAULT 12) RETURNS daterange
    LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
RETURN pg_catalog.daterange(
    (pg_catalog.date_trunc('month', identified::pg_catalog.timestamp)
        OPERATOR(pg_catalog.-) pg_catalog.make_interval(months => months))::pg_catalog.date,
    pg_catalog.date_trunc('month', identified::pg_catalog.timestamp)::pg_catalog.date);
COMMENT ON FUNCTION rolling_window(date, integer) IS 'The whole months before the one in which a household is identified: from the first day of the same month a year before to the last day of the month before. The claims of it are those with settled_on <@ rolling_window(identified). Months are of the calendar, not of 30 days. Rule of Anhui (2020).';
