-- regression: least squares, elasticities, logistic regression

CREATE TYPE ols_term AS (
    term text, estimate float8, std_error float8, statistic float8,
    df float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8,
    beta float8, vif float8, note text
);
COMMENT ON TYPE ols_term IS 'One term of a linear regression, (Intercept) first: coefficient with its t test and limits; beta, the coefficient in standard deviations; vif, the variance inflation factor 1 / (1 - R^2 on the other columns). A term that is left out has NULLs, and note says why.';
CREATE TYPE ols_fit AS (
    r_squared float8, adj_r_squared float8, sigma float8,
    f float8, df1 float8, df2 float8, p_value float8,
    n float8, n_missing bigint,
    log_likelihood float8, aic float8, bic float8, note text
);
COMMENT ON TYPE ols_fit IS 'How a linear regression fits: R squared, also adjusted, residual standard deviation, F of all slopes with its degrees of freedom, rows used (the sum of weights) and left out for a NULL, log-likelihood and information criteria of normal errors, where the variance counts as a parameter.';

CREATE FUNCTION ols(comoments, labels text[] DEFAULT NULL, conf_level float8 DEFAULT 0.95) RETURNS SETOF ols_term
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_ols';
COMMENT ON FUNCTION ols(comoments, text[], float8) IS 'Linear regression of the first column on the others by least squares, one row a term. labels name all columns, the first the response (NULL: the others are x1, x2, ...). Columns that are constant, or combinations of columns before them, are left out, and their row and the notes of all others say so. No errors, and a note, where there are as many coefficients as rows or the fit is exact. Weights of comoments_weighted count rows.';
CREATE FUNCTION ols_summary(comoments) RETURNS ols_fit
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_ols_summary';
COMMENT ON FUNCTION ols_summary(comoments) IS 'How the regression of the first column on the others fits. note names columns left out as x1, x2, ...';

-- from rows, with robust errors

CREATE TYPE ols_model AS (
    n float8, n_missing bigint, rank integer, df float8, clusters float8,
    r_squared float8, adj_r_squared float8, sigma float8,
    f float8, p_value float8,
    log_likelihood float8, aic float8, bic float8,
    coefficients float8[], beta float8[], vif float8[], left_out text[],
    covariance float8[], covariance_hc0 float8[], covariance_hc3 float8[],
    covariance_cluster float8[], note text
);
COMMENT ON TYPE ols_model IS 'A linear regression from rows, to store: read by ols and ols_summary. Rows used (the sum of weights), left out for a NULL, columns in use, residual degrees of freedom, clusters; the fit; coefficients, the constant first, NULL of a column left out, for which left_out says constant or combination; matrices of covariances: classical, White''s HC0, HC3, clustered.';

CREATE FUNCTION ols_robust_accum(indicators, y float8, VARIADIC "any") RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ols_accum';
COMMENT ON FUNCTION ols_robust_accum(indicators, float8, "any") IS 'aggregate transition function: keeps a row';
CREATE FUNCTION ols_robust_accum(indicators, y float8, columns float8[]) RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ols_accum_array';
COMMENT ON FUNCTION ols_robust_accum(indicators, float8, float8[]) IS 'aggregate transition function: keeps a row whose columns are an array';
CREATE FUNCTION ols_robust(indicators) RETURNS ols_model
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_ols_final';
COMMENT ON FUNCTION ols_robust(indicators) IS 'The regression of rows kept in a summary, y, then the columns: to store rows and merge them by rollup. It is the final function of the aggregate.';
CREATE AGGREGATE ols_robust(y float8, VARIADIC "any") (
    SFUNC = ols_robust_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = ols_robust, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ols_robust(float8, "any") IS 'Linear regression of y on the columns from rows, for errors that hold whatever the variances: ols(model) reads HC1 unless told otherwise, ols_summary(model) the fit. Slopes are refined by the residuals of the rows themselves. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Keeps 8 bytes a value, at most 1 GB.';
CREATE AGGREGATE ols_robust(y float8, columns float8[]) (
    SFUNC = ols_robust_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = ols_robust, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ols_robust(float8, float8[]) IS 'The same with the columns of a row in an array, the form that Citus can split. A NULL array is left out and counted; NULL elements are an error (22004).';

CREATE FUNCTION ols_robust_weighted_accum(indicators, weight float8, y float8, VARIADIC "any") RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ols_accum_weighted';
COMMENT ON FUNCTION ols_robust_weighted_accum(indicators, float8, float8, "any") IS 'aggregate transition function: keeps a row with its weight';
CREATE FUNCTION ols_robust_weighted_accum(indicators, weight float8, y float8, columns float8[]) RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ols_accum_weighted_array';
COMMENT ON FUNCTION ols_robust_weighted_accum(indicators, float8, float8, float8[]) IS 'aggregate transition function: keeps a row with its weight whose columns are an array';
CREATE FUNCTION ols_robust_weighted(indicators) RETURNS ols_model
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_ols_final_weighted';
COMMENT ON FUNCTION ols_robust_weighted(indicators) IS 'The regression of rows kept in a summary, weight, y, then the columns: to store rows and merge them by rollup. It is the final function of the aggregate.';
CREATE AGGREGATE ols_robust_weighted(weight float8, y float8, VARIADIC "any") (
    SFUNC = ols_robust_weighted_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = ols_robust_weighted, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ols_robust_weighted(float8, float8, "any") IS 'The same with frequency weights: weight 3 is the row three times. Rows of weight 0 are left out.';
CREATE AGGREGATE ols_robust_weighted(weight float8, y float8, columns float8[]) (
    SFUNC = ols_robust_weighted_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = ols_robust_weighted, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ols_robust_weighted(float8, float8, float8[]) IS 'The same with the columns of a row in an array, the form that Citus can split. A NULL array is left out and counted; NULL elements are an error (22004).';

CREATE FUNCTION ols_clustered_accum(indicators, cluster bigint, y float8, VARIADIC "any") RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ols_accum_clustered';
COMMENT ON FUNCTION ols_clustered_accum(indicators, bigint, float8, "any") IS 'aggregate transition function: keeps a row of a cluster';
CREATE FUNCTION ols_clustered_accum(indicators, cluster bigint, y float8, columns float8[]) RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ols_accum_clustered_array';
COMMENT ON FUNCTION ols_clustered_accum(indicators, bigint, float8, float8[]) IS 'aggregate transition function: keeps a row of a cluster whose columns are an array';
CREATE FUNCTION ols_clustered_final(indicators) RETURNS ols_model
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_ols_final_clustered';
COMMENT ON FUNCTION ols_clustered_final(indicators) IS 'aggregate final function: fits the model';
CREATE AGGREGATE ols_clustered(cluster bigint, y float8, VARIADIC "any") (
    SFUNC = ols_clustered_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = ols_clustered_final, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ols_clustered(bigint, float8, "any") IS 'The same for rows that come in clusters (villages, households), whose errors may depend on one another: ols(model) reads errors by cluster, tested with clusters - 1 degrees of freedom. cluster is a number; of a text take hashtextextended(text, 0).';
CREATE AGGREGATE ols_clustered(cluster bigint, y float8, columns float8[]) (
    SFUNC = ols_clustered_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = ols_clustered_final, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ols_clustered(bigint, float8, float8[]) IS 'The same with the columns of a row in an array, the form that Citus can split. A NULL array is left out and counted; NULL elements are an error (22004).';

CREATE FUNCTION ols_clustered_weighted_accum(indicators, cluster bigint, weight float8, y float8, VARIADIC "any") RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ols_accum_clustered_weighted';
COMMENT ON FUNCTION ols_clustered_weighted_accum(indicators, bigint, float8, float8, "any") IS 'aggregate transition function: keeps a row of a cluster with its weight';
CREATE FUNCTION ols_clustered_weighted_accum(indicators, cluster bigint, weight float8, y float8, columns float8[]) RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ols_accum_clustered_weighted_array';
COMMENT ON FUNCTION ols_clustered_weighted_accum(indicators, bigint, float8, float8, float8[]) IS 'aggregate transition function: keeps a row of a cluster with its weight whose columns are an array';
CREATE FUNCTION ols_clustered_weighted_final(indicators) RETURNS ols_model
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000 AS 'MODULE_PATHNAME', 'medsec_ols_final_clustered_weighted';
COMMENT ON FUNCTION ols_clustered_weighted_final(indicators) IS 'aggregate final function: fits the model';
CREATE AGGREGATE ols_clustered_weighted(cluster bigint, weight float8, y float8, VARIADIC "any") (
    SFUNC = ols_clustered_weighted_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = ols_clustered_weighted_final, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ols_clustered_weighted(bigint, float8, float8, "any") IS 'Clusters and frequency weights together.';
CREATE AGGREGATE ols_clustered_weighted(cluster bigint, weight float8, y float8, columns float8[]) (
    SFUNC = ols_clustered_weighted_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = ols_clustered_weighted_final, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE ols_clustered_weighted(bigint, float8, float8, float8[]) IS 'The same with the columns of a row in an array, the form that Citus can split. A NULL array is left out and counted; NULL elements are an error (22004).';

CREATE FUNCTION ols(model ols_model, labels text[] DEFAULT NULL, std_error text DEFAULT 'robust', conf_level float8 DEFAULT 0.95) RETURNS SETOF ols_term
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_ols_model_terms';
COMMENT ON FUNCTION ols(ols_model, text[], text, float8) IS 'The terms of a regression from rows. std_error is ols (equal variances), hc0, hc1, hc3 (better with few rows), cluster, or robust: cluster where the model has clusters, hc1 where not. Tests are by t, with n - coefficients degrees of freedom, by cluster with clusters - 1. labels name the columns (x1, x2, ... where NULL).';
CREATE FUNCTION ols_summary(model ols_model, std_error text DEFAULT 'robust') RETURNS ols_fit
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_ols_model_summary';
COMMENT ON FUNCTION ols_summary(ols_model, text) IS 'How a regression from rows fits. F is Wald''s, by the errors asked for; NULL where these have no inverse, as with fewer clusters than slopes.';

-- elasticity

CREATE TYPE elasticity_result AS (
    estimate float8, std_error float8, statistic float8, df float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8,
    intercept float8, r_squared float8,
    n float8, n_missing bigint, n_not_positive bigint, note text
);
COMMENT ON TYPE elasticity_result IS 'Result of elasticity: per cent of y for a per cent of x, with its t test and 95 % limits; intercept and R squared of ln y on ln x; rows used (the sum of weights), left out for a NULL, and left out because x or y is not above 0.';
CREATE FUNCTION elasticity_accum(tally, y float8, x float8) RETURNS tally
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_elasticity_accum';
COMMENT ON FUNCTION elasticity_accum(tally, float8, float8) IS 'aggregate transition function: adds one row';
CREATE FUNCTION elasticity_accum(tally, y float8, x float8, weight float8) RETURNS tally
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_elasticity_accum';
COMMENT ON FUNCTION elasticity_accum(tally, float8, float8, float8) IS 'aggregate transition function: adds one row with a weight';
CREATE FUNCTION elasticity_final(tally) RETURNS elasticity_result
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 20 AS 'MODULE_PATHNAME', 'medsec_elasticity_final';
COMMENT ON FUNCTION elasticity_final(tally) IS 'aggregate final function: the slope between logarithms';
CREATE AGGREGATE elasticity(y float8, x float8) (
    SFUNC = elasticity_accum, STYPE = tally, SSPACE = 400,
    FINALFUNC = elasticity_final, COMBINEFUNC = tally_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE elasticity(float8, float8) IS 'Elasticity of y in x: the slope of ln y on ln x by least squares. Rows where x or y is 0 or negative have no logarithm; they are left out and counted, as are rows with a NULL. NaN and infinity are errors (22023).';
CREATE AGGREGATE elasticity(y float8, x float8, weight float8) (
    SFUNC = elasticity_accum, STYPE = tally, SSPACE = 400,
    FINALFUNC = elasticity_final, COMBINEFUNC = tally_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE elasticity(float8, float8, float8) IS 'The same with frequency weights. Rows of weight 0 are left out.';

-- logistic regression

CREATE TYPE logit_model AS (
    n float8, n_missing bigint, positives float8, rank integer,
    iterations integer, converged boolean, separation text,
    log_likelihood float8, log_likelihood_null float8,
    auc float8, auc_std_error float8,
    coefficients float8[], effects float8[], effect_errors float8[],
    elasticities float8[], elasticity_errors float8[], left_out text[],
    covariance float8[], note text
);
COMMENT ON TYPE logit_model IS 'A logistic regression, to store: read by logit_terms, logit_effects, logit_summary and logit_predict. Rows used (the sum of weights), left out for a NULL, true ones; columns in use; steps made; separation none, quasi-complete or complete; log-likelihood, and that of the constant alone; area under the ROC curve of the fitted scores with DeLong''s error; coefficients, the constant first, average marginal effects and elasticities with their errors; left_out says constant, combination or separates; covariances of the coefficients.';

CREATE FUNCTION logit_accum(indicators, y boolean, VARIADIC "any") RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ols_accum';
COMMENT ON FUNCTION logit_accum(indicators, boolean, "any") IS 'aggregate transition function: keeps a row';
CREATE FUNCTION logit_accum(indicators, y boolean, columns float8[]) RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ols_accum_array';
COMMENT ON FUNCTION logit_accum(indicators, boolean, float8[]) IS 'aggregate transition function: keeps a row whose columns are an array';
CREATE FUNCTION logit(indicators) RETURNS logit_model
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_logit_final';
COMMENT ON FUNCTION logit(indicators) IS 'The logistic regression of rows kept in a summary, y as 0 or 1, then the columns: to store rows and merge them by rollup. It is the final function of the aggregate. Another outcome is an error (22023).';
CREATE AGGREGATE logit(y boolean, VARIADIC "any") (
    SFUNC = logit_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = logit, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE logit(boolean, "any") IS 'Logistic regression of y (of codes write a condition, answer = 2) on the columns by maximum likelihood (Newton, that is iteratively reweighted least squares, at most 25 steps). Where columns separate the outcome there are no finite estimates: coefficients are NULL, separation and note say so, left_out names the columns. Columns that are constant, or combinations of columns before them, are left out and named. Rows with a NULL are left out and counted; NaN and infinity are errors (22023). Keeps 8 bytes a value, at most 1 GB. McCullagh & Nelder (1989); Albert & Anderson (1984).';
CREATE AGGREGATE logit(y boolean, columns float8[]) (
    SFUNC = logit_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = logit, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE logit(boolean, float8[]) IS 'The same with the columns of a row in an array, the form that Citus can split. A NULL array is left out and counted; NULL elements are an error (22004).';
CREATE AGGREGATE logit(y float8, VARIADIC "any") (
    SFUNC = ols_robust_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = logit, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE logit(float8, "any") IS 'The same of an outcome that is kept as 0 and 1. Another number is an error (22023).';
CREATE AGGREGATE logit(y float8, columns float8[]) (
    SFUNC = ols_robust_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = logit, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE logit(float8, float8[]) IS 'The same of an outcome that is kept as 0 and 1, with the columns in an array.';
CREATE FUNCTION logit_weighted_accum(indicators, weight float8, y boolean, VARIADIC "any") RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ols_accum_weighted';
COMMENT ON FUNCTION logit_weighted_accum(indicators, float8, boolean, "any") IS 'aggregate transition function: keeps a row with its weight';
CREATE FUNCTION logit_weighted_accum(indicators, weight float8, y boolean, columns float8[]) RETURNS indicators
    LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'medsec_ols_accum_weighted_array';
COMMENT ON FUNCTION logit_weighted_accum(indicators, float8, boolean, float8[]) IS 'aggregate transition function: keeps a row with its weight whose columns are an array';
CREATE FUNCTION logit_weighted(indicators) RETURNS logit_model
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10000 AS 'MODULE_PATHNAME', 'medsec_logit_final_weighted';
COMMENT ON FUNCTION logit_weighted(indicators) IS 'The logistic regression of rows kept in a summary, weight, y as 0 or 1, then the columns: to store rows and merge them by rollup. It is the final function of the aggregate. Another outcome is an error (22023).';
CREATE AGGREGATE logit_weighted(weight float8, y boolean, VARIADIC "any") (
    SFUNC = logit_weighted_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = logit_weighted, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE logit_weighted(float8, boolean, "any") IS 'The same with frequency weights: weight 3 is the row three times. Rows of weight 0 are left out.';
CREATE AGGREGATE logit_weighted(weight float8, y boolean, columns float8[]) (
    SFUNC = logit_weighted_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = logit_weighted, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE logit_weighted(float8, boolean, float8[]) IS 'The same with the columns of a row in an array, the form that Citus can split. A NULL array is left out and counted; NULL elements are an error (22004).';

CREATE AGGREGATE logit_weighted(weight float8, y float8, VARIADIC "any") (
    SFUNC = ols_robust_weighted_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = logit_weighted, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE logit_weighted(float8, float8, "any") IS 'The same of an outcome that is kept as 0 and 1. Another number is an error (22023).';
CREATE AGGREGATE logit_weighted(weight float8, y float8, columns float8[]) (
    SFUNC = ols_robust_weighted_accum, STYPE = indicators, SSPACE = 8192,
    FINALFUNC = logit_weighted, COMBINEFUNC = indicators_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE logit_weighted(float8, float8, float8[]) IS 'The same of an outcome that is kept as 0 and 1, with the columns in an array.';

CREATE TYPE logit_term AS (
    term text, estimate float8, std_error float8, statistic float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8,
    odds_ratio float8, odds_ratio_low float8, odds_ratio_high float8, note text
);
COMMENT ON TYPE logit_term IS 'One term of a logistic regression, (Intercept) first: coefficient with its z test and limits, and the odds ratio, exp of these.';
CREATE FUNCTION logit_terms(model logit_model, labels text[] DEFAULT NULL, conf_level float8 DEFAULT 0.95) RETURNS SETOF logit_term
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_logit_terms';
COMMENT ON FUNCTION logit_terms(logit_model, text[], float8) IS 'The coefficients of a logistic regression, one row a term. labels name the columns (x1, x2, ... where NULL). Terms left out or without a finite estimate have NULLs, and note says why.';
CREATE TYPE logit_effect AS (
    term text, estimate float8, std_error float8, statistic float8, p_value float8,
    conf_low float8, conf_high float8, conf_level float8, note text
);
COMMENT ON TYPE logit_effect IS 'Average effect of one column of a logistic regression, with its z test and limits by the delta method.';
CREATE FUNCTION logit_effects(model logit_model, labels text[] DEFAULT NULL, kind text DEFAULT 'dydx', conf_level float8 DEFAULT 0.95) RETURNS SETOF logit_effect
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100 ROWS 10 AS 'MODULE_PATHNAME', 'medsec_logit_effects';
COMMENT ON FUNCTION logit_effects(logit_model, text[], text, float8) IS 'Average marginal effects of the columns, one row each: kind dydx, how much the probability moves for one more of the column; eyex, its elasticity, per cent for a per cent. Averaged over the rows; every column counts as continuous, also one of 0 and 1.';
CREATE TYPE logit_fit AS (
    n float8, n_missing bigint, positives float8,
    log_likelihood float8, log_likelihood_null float8,
    statistic float8, df float8, p_value float8,
    mcfadden_r2 float8, cox_snell_r2 float8, nagelkerke_r2 float8, aic float8, bic float8,
    auc float8, auc_std_error float8, auc_low float8, auc_high float8, conf_level float8,
    iterations integer, converged boolean, separation text, note text
);
COMMENT ON TYPE logit_fit IS 'How a logistic regression fits: likelihood ratio test against the constant alone, McFadden''s, Cox and Snell''s and Nagelkerke''s R squared, information criteria, area under the ROC curve of the fitted scores (of these very rows) with DeLong''s error and limits.';
CREATE FUNCTION logit_summary(model logit_model, conf_level float8 DEFAULT 0.95) RETURNS logit_fit
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 AS 'MODULE_PATHNAME', 'medsec_logit_summary';
COMMENT ON FUNCTION logit_summary(logit_model, float8) IS 'How a logistic regression fits. note names columns as x1, x2, ...';
CREATE FUNCTION logit_predict(model logit_model, VARIADIC "any") RETURNS float8
    LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_logit_predict';
COMMENT ON FUNCTION logit_predict(logit_model, "any") IS 'Fitted probability at these columns, in the order of the model. Columns the model left out are not used. NULL where an argument is NULL or the model has no estimates; another number of columns, NaN and infinity are errors (22023).';
CREATE FUNCTION logit_predict(model logit_model, columns float8[]) RETURNS float8
    LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10 AS 'MODULE_PATHNAME', 'medsec_logit_predict_array';
COMMENT ON FUNCTION logit_predict(logit_model, float8[]) IS 'The same with the columns in an array.';
