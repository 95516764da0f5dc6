# reliability.R
#		Scales and raters: psych's alpha, one factor as factanal has it with a
#		tighter optimiser, psych's ICC; the split halves and Guttman's lambdas written
#		down here again.

source("test/reference/common.R")
suppressMessages(library(psych))
out <- new_reference("reliability")

judges <- data_set("usjudgeratings")
swiss <- data_set("swiss")
swiss$agriculture <- 100 - swiss$agriculture
cars <- scale(data_set("mtcars")[c("mpg", "drat", "wt", "disp", "hp", "cyl")])
cars <- data.frame(cars %*% diag(c(1, 1, -1, -1, -1, -1)))
names(cars) <- c("mpg", "drat", "wt", "disp", "hp", "cyl")
iris <- data_set("iris")[1:4]
scales <- list(judges = judges[c("dmnr", "dilg", "cfmg", "deci", "prep")], swiss = swiss[c("agriculture", "examination", "education")],
	cars = cars, iris = iris)

alpha_of <- function(s) ncol(s) / (ncol(s) - 1) * (1 - sum(diag(s)) / sum(s))

# One factor by maximum likelihood: factanal's optimum, polished, for its own
# tolerance leaves errors in the fourth digit.
misfit <- function(log_u, r)
{
	theta <- eigen(r / sqrt(exp(outer(log_u, log_u, "+"))), symmetric = TRUE)$values[-1]
	sum(theta - log(theta) - 1)
}
uniquenesses <- function(r)
{
	fit <- nlminb(log(factanal(covmat = r, factors = 1)$uniquenesses), misfit, r = r,
		lower = log(0.005), upper = 0, control = list(rel.tol = 1e-15, x.tol = 1e-12, iter.max = 10000, eval.max = 100000))
	exp(fit$par)
}
loadings_for <- function(r, u)
{
	e <- eigen(r / sqrt(outer(u, u)), symmetric = TRUE)
	l <- sqrt(u) * e$vectors[, 1] * sqrt(e$values[1] - 1)
	unname(l * sign(l[which.max(abs(l))]))
}

for (name in names(scales))
{
	x <- scales[[name]]
	k <- ncol(x)
	n <- nrow(x)
	s <- cov(x)
	r <- cor(x)
	a <- suppressWarnings(alpha(x, warnings = FALSE, check.keys = FALSE))
	off <- r[lower.tri(r)]
	estimate <- alpha_of(s)
	stopifnot(abs(estimate - a$total$raw_alpha) < 1e-12)
	sem <- sqrt(sum(s) * (1 - estimate))
	out$add(name, "alpha", list(estimate = estimate, standardized = a$total$std.alpha,
		average_r = a$total$average_r, median_r = median(off),
		lambda2 = (sum(s) - sum(diag(s)) + sqrt(k / (k - 1) * (sum(s^2) - sum(diag(s)^2)))) / sum(s),
		lambda6 = 1 - sum(diag(s) * (1 - smc(r))) / sum(s),
		sd = sd(rowSums(x)), std_error_measurement = sem, k = k, n = n), 1e-11)
	out$add(name, "alpha", list(mean = mean(rowSums(x))), 1e-12, 1e-14)
	for (level in c(0.95, 0.9))
	{
		share <- (1 - level) / 2
		out$add(name, sprintf("alpha %g", level), list(
			conf_low = 1 - (1 - estimate) * qf(1 - share, n - 1, (n - 1) * (k - 1)),
			conf_high = 1 - (1 - estimate) * qf(share, n - 1, (n - 1) * (k - 1))), 1e-10)
	}
	for (i in seq_len(k))
	{
		rest <- rowSums(x[-i])
		mean_r <- mean(r[-i, -i][lower.tri(r[-i, -i])])
		out$add(name, paste("item", names(x)[i]), list(n = n, mean = mean(x[[i]]), sd = sd(x[[i]]),
			item_total_correlation = cor(x[[i]], rowSums(x)), corrected_item_total_correlation = cor(x[[i]], rest),
			alpha_if_deleted = alpha_of(s[-i, -i]), standardized_alpha_if_deleted = (k - 1) * mean_r / (1 + (k - 2) * mean_r),
			scale_mean_if_deleted = mean(rest), scale_variance_if_deleted = var(rest),
			squared_multiple_correlation = summary(lm(x[[i]] ~ ., x[-i]))$r.squared), 1e-10, 1e-14)
	}

	unique <- uniquenesses(r)
	loading <- loadings_for(r, unique)
	stopifnot(max(abs(unique - factanal(covmat = r, factors = 1)$uniquenesses)) < 1e-3)
	sd <- sqrt(diag(s))
	out$add(name, "omega", list(estimate = sum(sd * loading)^2 / (sum(sd * loading)^2 + sum(sd^2 * unique)),
		standardized = sum(loading)^2 / (sum(loading)^2 + sum(unique)),
		average_variance_extracted = mean(loading^2), k = k, n = n), 1e-6)
	for (i in seq_len(k))
		out$add(name, paste("loading", names(x)[i]), list(loading = loading[i], uniqueness = unname(unique[i])), 1e-5, 1e-6)

	for (split in c("odd-even", "first-second"))
	{
		first <- if (split == "odd-even") seq(1, k, 2) else seq_len((k + 1) %/% 2)
		u <- rowSums(x[first])
		v <- rowSums(x[-first])
		rho <- cor(u, v)
		p <- length(first) / k
		out$add(name, split, list(correlation = rho, spearman_brown = 2 * rho / (1 + rho),
			unequal_length = (rho * sqrt(rho^2 + 4 * p * (1 - p) * (1 - rho^2)) - rho^2) / (2 * p * (1 - p) * (1 - rho^2)),
			guttman = 4 * cov(u, v) / sum(s), k1 = length(first), k2 = k - length(first),
			alpha1 = if (length(first) > 1) alpha_of(s[first, first]) else NA,
			alpha2 = if (k - length(first) > 1) alpha_of(s[-first, -first]) else NA), 1e-11)
	}

	for (level in c(0.95, 0.9))
	{
		icc <- ICC(x, alpha = 1 - level, lmer = FALSE)
		rows <- icc$results
		for (i in seq_len(6))
			out$add(name, sprintf("icc %s, %g", c("1,1", "2,1", "3,1", "1,k", "2,k", "3,k")[i], level),
				list(estimate = rows$ICC[i], statistic = rows$F[i], df1 = rows$df1[i], df2 = rows$df2[i],
					p_value = rows$p[i], conf_low = rows[i, "lower bound"], conf_high = rows[i, "upper bound"],
					k = k, n = n), 1e-8, 1e-14)
	}
}
out$write()
