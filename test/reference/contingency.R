# contingency.R
#		Crossed variables: R's chisq.test, fisher.test and mcnemar.test; what R
#		solves only roughly, or has not, by its formula.

source("test/reference/common.R")
out <- new_reference("contingency")

mtcars <- data_set("mtcars")
berkeley <- data_set("ucbadmissions")
insects <- data_set("insectsprays")
in_c <- function(x) factor(x, sort(unique(x), method = "radix"))
tables <- list(
	"vs, am" = table(mtcars$vs, mtcars$am),
	"cyl, gear" = table(mtcars$cyl, mtcars$gear),
	"gear, carb" = table(mtcars$gear, mtcars$carb),
	"spray, count" = table(in_c(insects$spray), insects$count),
	"gender, admit" = xtabs(freq ~ in_c(gender) + in_c(admit), berkeley),
	"dept, admit" = xtabs(freq ~ in_c(dept) + in_c(admit), berkeley),
	"tenths" = matrix(c(0.1, 0.7, 1.3, 2.9, 0.3, 1.7), 2))

independence <- function(m, correct)
{
	test <- suppressWarnings(chisq.test(m, correct = correct))
	plain <- unname(suppressWarnings(chisq.test(m, correct = FALSE))$statistic)
	n <- sum(m)
	r <- nrow(m)
	k <- ncol(m)
	g <- 2 * sum(ifelse(m > 0, m * log(m / test$expected), 0))
	phi2 <- max(0, plain / n - (r - 1) * (k - 1) / (n - 1))
	least <- min(r - (r - 1)^2 / (n - 1), k - (k - 1)^2 / (n - 1)) - 1
	list(statistic = test$statistic, df = test$parameter, p_value = test$p.value,
		likelihood_ratio = g,
		likelihood_ratio_p_value = pchisq(g, (r - 1) * (k - 1), lower.tail = FALSE),
		phi = sqrt(plain / n), cramers_v = sqrt(plain / n / (min(r, k) - 1)),
		cramers_v_corrected = if (least > 0) sqrt(phi2 / least) else NA,
		contingency_coefficient = sqrt(plain / (plain + n)),
		min_expected = min(test$expected), rows = r, columns = k, n = n)
}

for (name in names(tables))
{
	m <- tables[[name]]
	for (correct in c(TRUE, FALSE))
		out$add("chi_square_test", paste(name, tolower(correct), sep = ", "),
			independence(m, correct), 1e-11, 1e-14)
	test <- suppressWarnings(chisq.test(m, correct = FALSE))
	last <- length(m)
	out$add("cells", name, list(
		n = sum(m), row_share = sum(m[1, ] / rowSums(m)[1]),
		last_column_share = (m / rep(colSums(m), each = nrow(m)))[last],
		last_share = m[last] / sum(m), last_expected = test$expected[last],
		squares = sum(test$residuals^2), last_residual = test$residuals[last],
		last_standardized = test$stdres[last]), 1e-11, 1e-14)
}

# Fisher's law by its weights; the roots of R's fisher.test are rough (1e-4).
tail_at <- function(m, omega)
{
	x <- m[1]
	rows <- rowSums(m)
	first <- colSums(m)[1]
	support <- max(0, rows[1] - colSums(m)[2]):min(rows[1], first)
	w <- dhyper(support, first, colSums(m)[2], rows[1], log = TRUE) + support * log(omega)
	w <- exp(w - max(w))
	w <- w / sum(w)
	list(mean = sum(support * w), low = sum(w[support <= x]), high = sum(w[support >= x]))
}
solved <- function(f) exp(uniroot(f, c(-20, 20), tol = 1e-14, maxiter = 1e5)$root)
exact <- function(m, alternative, level)
{
	r <- fisher.test(m, alternative = r_alternative(alternative), conf.level = level)
	out <- if (alternative == "two-sided") (1 - level) / 2 else 1 - level
	list(alternative = alternative, p_value = r$p.value,
		estimate = solved(function(t) tail_at(m, exp(t))$mean - m[1]),
		conf_low = if (alternative == "less") 0 else
			solved(function(t) log(tail_at(m, exp(t))$high) - log(out)),
		conf_high = if (alternative == "greater") Inf else
			solved(function(t) log(tail_at(m, exp(t))$low) - log(out)),
		conf_level = level)
}
for (name in c("vs, am", "gender, admit"))
	for (alternative in c("two-sided", "less", "greater"))
		for (level in c(0.95, 0.9))
			out$add("fisher_exact_test", sprintf("%s, %s, level %g", name, alternative, level),
				exact(as.matrix(tables[[name]]), alternative, level), 1e-9)
for (name in c("cyl, gear", "gear, carb"))
	out$add("fisher_exact_test", name,
		list(p_value = fisher.test(tables[[name]])$p.value), 1e-7)

ratios <- function(m, level)
{
	z <- qnorm((1 - level) / 2, lower.tail = FALSE)
	odds <- m[1, 1] * m[2, 2] / (m[1, 2] * m[2, 1])
	se <- sqrt(sum(1 / m))
	risk <- m[, 1] / rowSums(m)
	ratio <- risk[[1]] / risk[[2]]
	se2 <- sqrt(sum(1 / m[, 1] - 1 / rowSums(m)))
	one <- function(name, estimate, se)
		setNames(list(estimate, se, log(estimate) / se, 2 * pnorm(-abs(log(estimate) / se)),
			estimate * exp(-z * se), estimate * exp(z * se)), paste0(name, "_",
			c("estimate", "std_error", "statistic", "p_value", "conf_low", "conf_high")))
	c(one("odds", odds, se), one("risk", ratio, se2),
		list(difference = risk[[1]] - risk[[2]], phi = (m[1, 1] * m[2, 2] - m[1, 2] * m[2, 1]) /
			sqrt(prod(rowSums(m), colSums(m)))))
}
for (name in c("vs, am", "gender, admit"))
	for (level in c(0.95, 0.9))
		out$add("ratios", sprintf("%s, level %g", name, level), ratios(tables[[name]], level), 1e-11)

# Agreement: psych::cohen.kappa has the estimates, Fleiss, Cohen & Everitt (1969) the errors.
kappa <- function(m, v, level)
{
	n <- sum(m)
	p <- m / n
	r <- rowSums(p)
	k <- colSums(p)
	w <- 1 - v
	po <- sum(w * p)
	pe <- sum(w * outer(r, k))
	estimate <- (po - pe) / (1 - pe)
	by_row <- c(w %*% k)
	by_column <- c(r %*% w)
	q <- outer(by_row, by_column, "+")
	se <- sqrt((sum(p * (w - q * (1 - estimate))^2) - (estimate - pe * (1 - estimate))^2) / n) / (1 - pe)
	null <- sqrt((sum(outer(r, k) * (w - q)^2) - pe^2) / n) / (1 - pe)
	z <- qnorm((1 - level) / 2, lower.tail = FALSE)
	list(estimate = estimate, std_error = se, std_error_null = null, statistic = estimate / null,
		p_value = 2 * pnorm(-abs(estimate / null)), conf_low = max(-1, estimate - z * se),
		conf_high = min(1, estimate + z * se), observed_agreement = po, expected_agreement = pe,
		k = nrow(m), n = n)
}
judges <- data_set("usjudgeratings")
half <- function(x) factor(floor(x), 4:9)
agreement <- table(half(judges$dmnr), half(judges$intg))
distance <- abs(outer(1:6, 1:6, "-"))
for (weights in c("none", "linear", "quadratic"))
{
	v <- switch(weights, none = (distance > 0) + 0, linear = distance / 5, quadratic = (distance / 5)^2)
	figures <- kappa(agreement, v, 0.95)
	if (weights != "linear" && requireNamespace("psych", quietly = TRUE))
		stopifnot(abs(figures$estimate - suppressWarnings(psych::cohen.kappa(unclass(agreement)))[[
			if (weights == "none") "kappa" else "weighted.kappa"]]) < 1e-12)
	out$add("cohen_kappa", weights, figures, 1e-11)
}

symmetry <- function(m, correct)
{
	test <- mcnemar.test(m, correct = correct)
	list(statistic = test$statistic, df = test$parameter, p_value = test$p.value,
		exact_p_value = if (nrow(m) == 2) binom.test(m[1, 2], m[1, 2] + m[2, 1])$p.value else NA,
		estimate = if (nrow(m) == 2) m[1, 2] / m[2, 1] else NA, discordant = sum(m) - sum(diag(m)),
		k = nrow(m), n = sum(m))
}
for (correct in c(TRUE, FALSE))
	out$add("mcnemar_test", paste("vs, am", tolower(correct), sep = ", "),
		symmetry(tables[["vs, am"]], correct), 1e-11)
out$add("mcnemar_test", "approval", symmetry(matrix(c(794, 86, 150, 570), 2), TRUE), 1e-11)
out$add("mcnemar_test", "three", symmetry(matrix(c(44, 7, 9, 5, 20, 5, 1, 3, 6), 3), TRUE), 1e-11)
out$write()
