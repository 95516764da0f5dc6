-- risk: flags and levels of poverty risk, household by household

CREATE TYPE risk_flag AS ENUM (
    'check data', 'near poor', 'catastrophic share', 'heavy burden', 'catastrophic capacity',
    'rigid expenditure', 'poor', 'impoverished', 'further impoverished'
);
COMMENT ON TYPE risk_flag IS 'A threshold that a household has crossed, in the order of severity. See poverty_risk_flags for what each says.';
CREATE TYPE risk_level AS ENUM ('none', 'watch', 'warning', 'critical');
COMMENT ON TYPE risk_level IS 'How severe the flags of a household are: none < watch < warning < critical.';

CREATE FUNCTION poverty_risk_flags(income float8, consumption float8, food float8, oop float8, size float8, line float8, subsistence float8 DEFAULT NULL, reference_income float8 DEFAULT NULL, share_threshold float8 DEFAULT 0.10, capacity_threshold float8 DEFAULT 0.40, near_poor float8 DEFAULT 1.5, burden_threshold float8 DEFAULT 0.5, beta float8 DEFAULT 0.56) RETURNS risk_flag[]
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME', 'medsec_poverty_risk_flags';
COMMENT ON FUNCTION poverty_risk_flags(float8, float8, float8, float8, float8, float8, float8, float8, float8, float8, float8, float8, float8) IS 'The thresholds that a household has crossed, from its figures of one year: near poor (income per person below near_poor times the line, but not below it), catastrophic share (oop / consumption above share_threshold), heavy burden (oop above burden_threshold times reference_income, a year''s income of a person in the area), catastrophic capacity (Xu''s, at capacity_threshold, with subsistence per equivalent person), rigid expenditure (food and oop above income), poor (income per person below the line), impoverished (income less oop falls below it), further impoverished (poor, and paying), and check data (consumption or size not positive, food negative or above consumption, oop negative or above it). Where subsistence or reference_income is NULL its flag is not raised; NULL where one of income to line is; {} where none is crossed. A line that is not positive, NaN and infinity are errors (22023), and so is a threshold that is NULL (22004). Lines and thresholds change by year and place: keep them in a table. Xu (2005); rules of county medical-security bureaus.';
CREATE FUNCTION poverty_risk_level(risk_flag[]) RETURNS risk_level
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME', 'medsec_poverty_risk_level';
COMMENT ON FUNCTION poverty_risk_level(risk_flag[]) IS 'How severe a set of flags is: critical with impoverished or further impoverished; warning with poor, rigid expenditure, catastrophic capacity or heavy burden; watch with any other; none of the empty set. NULL of NULL. This project''s own convention.';
