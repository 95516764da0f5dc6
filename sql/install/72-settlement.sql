-- settlement of claims by layers

CREATE TYPE settlement AS (
    total numeric, excluded numeric, in_scope numeric, deductible numeric,
    basic_paid numeric, serious_paid numeric, assistance_paid numeric,
    tilt_paid numeric, supplement_paid numeric,
    fund_paid numeric, person_paid numeric, scope_rest numeric,
    actual_ratio float8, scope_ratio float8, last_rate float8, binding text,
    year_admissions bigint, year_total numeric, year_in_scope numeric,
    year_fund_paid numeric, year_person_paid numeric, note text
);
COMMENT ON TYPE settlement IS 'One claim settled through all layers of a plan, to the cent: total = fund_paid + person_paid, and fund_paid is the sum of the five layers. The comments of the columns give the names of the national settlement interface (NHSA 2207). Figures are NULL, with a note, where the claim could not be settled.';
COMMENT ON COLUMN settlement.total IS 'medfee_sumamt: what the claim costs.';
COMMENT ON COLUMN settlement.excluded IS 'fulamt_ownpay_amt + overlmt_selfpay + preselfpay_amt: outside the catalogue, above price limits, first-pay part of class B; the person pays it, but for layers of the whole bill.';
COMMENT ON COLUMN settlement.in_scope IS 'inscp_scp_amt: total - excluded.';
COMMENT ON COLUMN settlement.deductible IS 'act_pay_dedc: what the deductible of the basic layer took.';
COMMENT ON COLUMN settlement.basic_paid IS 'hifp_pay: basic pooled fund.';
COMMENT ON COLUMN settlement.serious_paid IS 'hifmi_pay: serious-illness insurance of residents (hifob_pay of employees).';
COMMENT ON COLUMN settlement.assistance_paid IS 'maf_pay: medical assistance.';
COMMENT ON COLUMN settlement.tilt_paid IS 'A part of maf_pay: tilted assistance on what is left.';
COMMENT ON COLUMN settlement.supplement_paid IS 'oth_pay: local or commercial supplement.';
COMMENT ON COLUMN settlement.fund_paid IS 'fund_pay_sumamt: all layers.';
COMMENT ON COLUMN settlement.person_paid IS 'psn_part_amt: total - fund_paid, from an account or in cash.';
COMMENT ON COLUMN settlement.scope_rest IS 'What is in scope and paid by no layer of the scope.';
COMMENT ON COLUMN settlement.actual_ratio IS 'fund_paid / total; NULL where total is not above 0.';
COMMENT ON COLUMN settlement.scope_ratio IS 'pool_prop_selfpay: what was paid of what is in scope, of it; NULL where nothing is in scope.';
COMMENT ON COLUMN settlement.last_rate IS 'Share of the funds in the last yuan in scope, by the bands where it lies; a layer held by a limit pays none of it.';
COMMENT ON COLUMN settlement.binding IS 'Which limits held: for each layer its cap, or remaining (it owes more than was left of the claim, and pays the rest with later ones); deductible where that of a basic layer took all. NULL: none.';
COMMENT ON COLUMN settlement.year_admissions IS 'Claims of the year so far that are admissions, this one too.';
COMMENT ON COLUMN settlement.year_total IS 'Total of the year so far, this claim too.';
COMMENT ON COLUMN settlement.year_in_scope IS 'In scope in the year so far.';
COMMENT ON COLUMN settlement.year_fund_paid IS 'Paid by all layers in the year so far.';
COMMENT ON COLUMN settlement.year_person_paid IS 'Paid by the person in the year so far.';
COMMENT ON COLUMN settlement.note IS 'NULL, or why there are no figures, or what is special about them.';

CREATE FUNCTION settle(
    plan benefit_plan, tier text, category text, referral text,
    total numeric, excluded numeric DEFAULT 0,
    settled_on date DEFAULT NULL, claim text DEFAULT NULL
) RETURNS settlement
    LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_settle';
COMMENT ON FUNCTION settle(benefit_plan, text, text, text, numeric, numeric, date, text) IS 'Settles claims through all layers of a plan, over a window PARTITION BY person, year ORDER BY the day of settlement and the claim. No frame matters: the state of the year goes forward with the rows. tier, category and referral must be words of the plan (22023 otherwise); one that the plan has no list of is not asked. Amounts have at most two decimals; excluded is the part of total that is out of scope. settled_on is needed where the plan or a layer has days of validity. A NULL that is needed gives a record of NULLs with a note and leaves the year as it was. A negative total takes back an earlier claim of the partition, whole or in part, which has the same claim id: the year is settled anew, and the record is the difference; without an id it is an error (22023). Each layer grants R(T(a + x)) - R(T(a)), T by its deductible and bands, a what it has seen in the year (0 by the admission), R rounding half away from zero to the cent.';

CREATE FUNCTION benefit(
    amount numeric, deductible numeric, bands numeric[],
    cap numeric DEFAULT NULL, base text DEFAULT 'marginal'
) RETURNS numeric
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_benefit';
COMMENT ON FUNCTION benefit(numeric, numeric, numeric[], numeric, text) IS 'What one layer grants for an amount: the sum over bands {above, up to, rate} (up to NULL: no end) of rate times what lies in the band and above the deductible, at most cap. base first-yuan: once the amount reaches the deductible, all of it counts. Exact and not rounded: round(benefit(...), 2) is what settle pays. NULL where amount, deductible or bands is NULL; 22023 for overlapping bands, a rate outside 0 to 1, a negative amount or one with more than two decimals.';
CREATE FUNCTION step_grant(amount numeric, steps numeric[]) RETURNS numeric
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_step_grant';
COMMENT ON FUNCTION step_grant(numeric, numeric[]) IS 'A constant grant by interval: steps {above, grant}, each from just above its limit to the limit of the next, the last without an end; 0 at or below the first.';

-- reimbursement

CREATE TYPE reimbursement_result AS (
    n bigint, n_missing bigint, fund numeric, total numeric, scope numeric,
    actual_ratio float8, scope_ratio float8, note text
);
COMMENT ON TYPE reimbursement_result IS 'Sums of claims and their rates: actual_ratio is fund / total (what part of all costs was reimbursed), scope_ratio fund / scope (of costs in scope); NULL and a note where the denominator is not above 0.';
CREATE FUNCTION reimbursement_accum(bigint[], numeric, numeric, numeric) RETURNS bigint[]
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_reimbursement_accum';
COMMENT ON FUNCTION reimbursement_accum(bigint[], numeric, numeric, numeric) IS 'aggregate transition function: adds one claim, in cents';
CREATE FUNCTION reimbursement_combine(bigint[], bigint[]) RETURNS bigint[]
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_reimbursement_combine';
COMMENT ON FUNCTION reimbursement_combine(bigint[], bigint[]) IS 'aggregate combine function: adds two states; NULL counts as empty';
CREATE FUNCTION reimbursement_final(bigint[]) RETURNS reimbursement_result
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_reimbursement_final';
COMMENT ON FUNCTION reimbursement_final(bigint[]) IS 'aggregate final function: the sums and their rates';
CREATE AGGREGATE reimbursement(fund numeric, total numeric, scope numeric) (
    SFUNC = reimbursement_accum, STYPE = bigint[], SSPACE = 64,
    FINALFUNC = reimbursement_final, COMBINEFUNC = reimbursement_combine,
    INITCOND = '{0,0,0,0,0}',
    PARALLEL = SAFE
);
COMMENT ON AGGREGATE reimbursement(numeric, numeric, numeric) IS 'Reimbursement rates of claims, by their exact sums: actual (fund / total) and policy-scope (fund / scope). Rows with a NULL are left out and counted. Amounts have at most two decimals; negative documents take back.';
