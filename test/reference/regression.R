# regression.R
#		Linear and logistic regression: R's lm and glm, sandwich for robust
#		errors, car for variance inflation, pROC for the area; marginal effects
#		and elasticities written out by their formulas.

source("test/reference/common.R")
suppressMessages({
	library(sandwich)
	library(car)
	library(pROC)
})
out <- new_reference("regression")

mtcars <- data_set("mtcars")
airquality <- na.omit(data_set("airquality")[c("ozone", "temp", "wind")])
longley <- data_set("longley")
swiss <- data_set("swiss")
models <- list(
	longley = lm(employed ~ gnp_deflator + gnp + unemployed + armed_forces + population + year, longley),
	swiss = lm(fertility ~ agriculture + examination + education + catholic + infant_mortality, swiss),
	airquality = lm(ozone ~ temp + wind, airquality),
	mtcars = lm(mpg ~ wt + hp + am, mtcars))

terms_of <- function(fit, v, df, level)
{
	b <- coef(fit)
	se <- sqrt(diag(v))
	t <- b / se
	data.frame(estimate = b, std_error = se, statistic = t, df = df, p_value = 2 * pt(-abs(t), df),
		conf_low = b - qt((1 + level) / 2, df) * se, conf_high = b + qt((1 + level) / 2, df) * se)
}

add_terms <- function(name, args, table, rel)
	for (i in seq_len(nrow(table)))
		out$add(name, paste0(args, ", ", rownames(table)[i]), as.list(table[i, ]), rel, 1e-14)

wald <- function(fit, v)
{
	b <- coef(fit)[-1]
	drop(t(b) %*% solve(v[-1, -1], b)) / length(b)
}

for (name in names(models))
{
	fit <- models[[name]]
	s <- summary(fit)
	n <- nobs(fit)
	# the condition of Longley's matrix costs R's QR 1e-11
	rel <- if (name == "longley") 1e-9 else 1e-11

	for (level in c(0.95, 0.9))
		add_terms(name, sprintf("ols %g", level), terms_of(fit, vcov(fit), fit$df.residual, level), rel)
	sd_y <- sd(fit$model[[1]])
	inflation <- vif(fit)
	for (x in names(inflation))
		out$add(name, paste0("ols 0.95, ", x), list(beta = coef(fit)[[x]] * sd(fit$model[[x]]) / sd_y, vif = inflation[[x]]), rel)
	figures <- list(r_squared = s$r.squared, adj_r_squared = s$adj.r.squared, sigma = s$sigma, n = n,
		log_likelihood = as.numeric(logLik(fit)), aic = AIC(fit), bic = BIC(fit))
	f <- unname(s$fstatistic)
	out$add(name, "ols_summary", c(figures, list(f = f[1], df1 = f[2], df2 = f[3],
		p_value = pf(f[1], f[2], f[3], lower.tail = FALSE))), rel)

	for (type in c("ols", "hc0", "hc1", "hc3"))
	{
		v <- if (type == "ols") vcov(fit) else vcovHC(fit, type = toupper(type))
		w <- wald(fit, v)
		# in 60 digits, R's robust errors of Longley's data are right to 1e-8
		add_terms(name, paste("robust", type), terms_of(fit, v, fit$df.residual, 0.95), if (name == "longley") 1e-6 else rel)
		out$add(name, paste("robust_summary", type), c(figures, list(f = w, df1 = f[2], df2 = f[3],
			p_value = pf(w, f[2], f[3], lower.tail = FALSE))), if (name == "longley") 1e-5 else 1e-9)
	}
}

# errors by cluster; all rows once, and each as often as it has carburettors
fit <- models$mtcars
g <- length(unique(mtcars$carb))
add_terms("mtcars", "clustered", terms_of(fit, vcovCL(fit, cluster = ~carb, type = "HC1"), g - 1, 0.95), 1e-10)
often <- mtcars[rep(seq_len(nrow(mtcars)), mtcars$gear), ]
repeated <- lm(mpg ~ wt + hp + am, often)
add_terms("mtcars", "weighted", terms_of(repeated, vcov(repeated), repeated$df.residual, 0.95), 1e-11)
for (type in c("hc1", "hc3"))
	add_terms("mtcars", paste("robust_weighted", type),
		terms_of(repeated, vcovHC(repeated, type = toupper(type)), repeated$df.residual, 0.95), 1e-10)
add_terms("mtcars", "clustered_weighted",
	terms_of(repeated, vcovCL(repeated, cluster = ~carb, type = "HC1"), g - 1, 0.95), 1e-10)

elasticity_of <- function(name, args, fit)
	out$add(name, args, c(as.list(terms_of(fit, vcov(fit), fit$df.residual, 0.95)[2, ]),
		list(intercept = coef(fit)[[1]], r_squared = summary(fit)$r.squared, n = nobs(fit))), 1e-10)
elasticity_of("airquality", "elasticity", lm(log(ozone) ~ log(wind), airquality))
elasticity_of("mtcars", "elasticity", lm(log(mpg) ~ log(hp), mtcars))
elasticity_of("mtcars", "elasticity weighted", lm(log(mpg) ~ log(hp), often))

# ---- logistic regression ----

# glm takes its errors from the step before the last; so two steps more
logit <- function(formula, data)
{
	fit <- glm(formula, binomial, data, epsilon = 1e-15, maxit = 100)
	x <- model.matrix(fit)
	b <- coef(fit)
	for (step in 1:3)
	{
		p <- drop(plogis(x %*% b))
		v <- solve(crossprod(x, p * (1 - p) * x))
		if (step < 3)
			b <- b + drop(v %*% crossprod(x, fit$y - p))
	}
	list(x = x, y = fit$y, b = b, v = v, p = p, deviance = fit$deviance, null.deviance = fit$null.deviance,
		aic = AIC(fit), bic = BIC(fit))
}

delta <- function(estimate, jacobian, v)
	list(estimate = estimate, std_error = sqrt(diag(jacobian %*% v %*% t(jacobian))))

# estimate and error of the averages; x has the constant first
effects_of <- function(fit)
{
	x <- fit$x
	p <- fit$p
	q <- p * (1 - p)
	b <- fit$b
	v <- fit$v
	k <- length(b)
	diagonal <- diag(k)
	dydx <- b * mean(q)
	j <- mean(q) * diagonal + outer(b, colMeans(q * (1 - 2 * p) * x))
	odds <- colMeans(x * (1 - p))
	j2 <- diag(odds) - b * (crossprod(x, q * x) / nrow(x))
	list(dydx = delta(dydx, j, v), eyex = delta(b * odds, j2, v))
}

add_logit <- function(name, fit, rel = 1e-10)
{
	b <- fit$b
	v <- fit$v
	se <- sqrt(diag(v))
	for (level in c(0.95, 0.9))
	{
		z <- qnorm((1 + level) / 2)
		low <- b - z * se
		high <- b + z * se
		add_terms(name, sprintf("logit %g", level), data.frame(estimate = b, std_error = se, statistic = b / se,
			p_value = 2 * pnorm(-abs(b / se)), conf_low = low, conf_high = high,
			odds_ratio = exp(b), odds_ratio_low = exp(low), odds_ratio_high = exp(high)), rel)
	}
	effects <- effects_of(fit)
	for (kind in names(effects))
	{
		e <- effects[[kind]]
		z <- qnorm(0.975)
		add_terms(name, kind, data.frame(estimate = e$estimate, std_error = e$std_error,
			statistic = e$estimate / e$std_error, conf_low = e$estimate - z * e$std_error,
			conf_high = e$estimate + z * e$std_error, row.names = names(b))[-1, ], rel)
	}
	lr <- fit$null.deviance - fit$deviance
	k <- length(b) - 1
	cox_snell <- 1 - exp(-lr / length(fit$y))
	area <- roc(fit$y, drop(fit$x %*% fit$b), quiet = TRUE, direction = "<")
	se <- sqrt(var(area))
	area <- as.numeric(auc(area))
	out$add(name, "logit_summary", list(n = length(fit$y), positives = sum(fit$y), log_likelihood = -fit$deviance / 2,
		log_likelihood_null = -fit$null.deviance / 2, statistic = lr, df = k,
		p_value = pchisq(lr, k, lower.tail = FALSE), mcfadden_r2 = lr / fit$null.deviance,
		cox_snell_r2 = cox_snell, nagelkerke_r2 = cox_snell / (1 - exp(-fit$null.deviance / length(fit$y))),
		aic = fit$aic, bic = fit$bic, auc = area, auc_std_error = se,
		auc_low = max(0, area - qnorm(0.975) * se), auc_high = min(1, area + qnorm(0.975) * se)),
		1e-9)
	out$add(name, "predict", list(sum = sum(fit$p), of_squares = sum(fit$p^2)), 1e-10)
}

add_logit("mtcars", logit(vs ~ mpg + am, mtcars))
add_logit("airquality", logit(ozone > 50 ~ temp + wind, airquality))
add_logit("swiss", logit(catholic > 50 ~ agriculture + education + infant_mortality, swiss))
add_logit("weighted", logit(vs ~ mpg + am, often))
berkeley <- data_set("ucbadmissions")
berkeley <- berkeley[rep(seq_len(nrow(berkeley)), berkeley$freq), ]
add_logit("ucbadmissions", logit(admit == "Admitted" ~ I(gender == "Female") + I(dept == "A") + I(dept == "B"), berkeley))
out$write()
