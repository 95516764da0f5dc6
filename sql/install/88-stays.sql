-- hospital stays of a person

CREATE TYPE readmission_result AS (
    readmitted boolean, gap_days integer, previous_admitted date, previous_discharged date,
    previous_stays bigint, note text
);
COMMENT ON TYPE readmission_result IS 'Result of readmission: is the gap from 0 to the days given; the gap, in days from the latest discharge before to this admission (0 is a transfer, or out and in on one day); the stay that ended then; how many stays came before.';
CREATE FUNCTION readmission(admitted date, discharged date, diagnosis text, gap_days integer, planned boolean DEFAULT false) RETURNS readmission_result
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME', 'medsec_readmission_diagnosis';
COMMENT ON FUNCTION readmission(date, date, text, integer, boolean) IS 'Was a person admitted again for the same diagnosis within gap_days of the latest discharge with it: a decomposed admission, as audits look for with 7 or 15 days. OVER (PARTITION BY person ORDER BY admitted, discharged); another order is an error (22023). In whatever hospital: partition by person and hospital for one. Stays that are planned (chemotherapy, dialysis) are no leads, but later ones are compared with them. A stay without a discharge has no end to count from: gaps are counted from the stays before that have one, readmitted is NULL where there are none but open ones. NULL in admitted or diagnosis is no stay, and readmitted NULL. Diagnoses are compared letter by letter. A lead for people, no verdict. State Council Order 735 (2021).';
CREATE FUNCTION readmission(admitted date, discharged date, gap_days integer, planned boolean DEFAULT false) RETURNS readmission_result
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME', 'medsec_readmission';
COMMENT ON FUNCTION readmission(date, date, integer, boolean) IS 'The same for any cause: was a person admitted again within gap_days, 14 or 30 by custom, of the latest discharge.';

CREATE TYPE overlap_result AS (
    overlapping boolean, overlap_days bigint, other_admitted date, other_discharged date, note text
);
COMMENT ON TYPE overlap_result IS 'Result of overlapping_stay: does another stay overlap this one, for how many days (NULL while both are open), and which.';
CREATE FUNCTION overlapping_stay(admitted date, discharged date) RETURNS overlap_result
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 50 AS 'MODULE_PATHNAME', 'medsec_overlapping_stay';
COMMENT ON FUNCTION overlapping_stay(date, date) IS 'Do two stays of a person overlap: each begins before the other ends. Discharge and admission on one day is a transfer and no overlap; a visit, admitted and discharged on one day, overlaps a stay that it lies strictly within. OVER (PARTITION BY person ORDER BY admitted, discharged); another order is an error (22023). Both rows of a pair say so: the other is the earlier stay that ends last, else the next one. An open stay (discharged NULL) overlaps what comes later. A lead for people, no verdict.';
