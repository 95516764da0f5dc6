# rank.R
#		Tests by ranks: those of R's stats, and what it does not have (limits in
#		large samples, Dunn, Brunner-Munzel, Iman-Davenport) by its formulas.

source("test/reference/common.R")
out <- new_reference("rank")

airquality <- data_set("airquality")
chickwts <- data_set("chickwts")
insectsprays <- data_set("insectsprays")
iris <- data_set("iris")
mtcars <- data_set("mtcars")
swiss <- data_set("swiss")
quiet <- suppressWarnings

# Without ties: distinct values of two pairs of feeds. With ties: months, sprays.
pairs <- list(
	chickwts = list(chickwts$weight[chickwts$feed == "linseed"] + 0.25,
		chickwts$weight[chickwts$feed == "sunflower"]),
	airquality = list(airquality$ozone[airquality$month == 5], airquality$ozone[airquality$month == 8]),
	insectsprays = list(insectsprays$count[insectsprays$spray == "A"],
		insectsprays$count[insectsprays$spray == "C"]),
	iris = list(iris$sepal_length[iris$species == "setosa"], iris$sepal_length[iris$species != "setosa"]))

order_limits <- function(sorted, k, alternative)
{
	n <- length(sorted)
	k <- max(k, 1)
	list(conf_low = if (alternative == "less") -Inf else sorted[k],
		conf_high = if (alternative == "greater") Inf else sorted[n + 1 - k])
}

z_of <- function(alternative, conf_level)
	qnorm(if (alternative == "two-sided") (1 - conf_level) / 2 else 1 - conf_level, lower.tail = FALSE)

for (name in names(pairs))
{
	x <- na.omit(pairs[[name]][[1]])
	y <- na.omit(pairs[[name]][[2]])
	n1 <- length(x)
	n2 <- length(y)
	t <- table(c(x, y))
	n <- n1 + n2
	sd <- sqrt(n1 * n2 / 12 * (n + 1 - sum(t^3 - t) / (n * (n - 1))))
	differences <- sort(outer(x, y, "-"))
	u <- unname(quiet(wilcox.test(x, y))$statistic)
	out$add("mann_whitney", name, list(estimate = median(differences), statistic = u, n1 = n1, n2 = n2,
		median1 = median(x), median2 = median(y), rank_sum1 = sum(rank(c(x, y))[1:n1]),
		mean_rank1 = mean(rank(c(x, y))[1:n1]), rank_sum2 = sum(rank(c(x, y))[-(1:n1)]),
		mean_rank2 = mean(rank(c(x, y))[-(1:n1)]), superiority = u / n1 / n2,
		rank_biserial = 2 * u / n1 / n2 - 1), 1e-13)
	exact <- max(t) == 1
	for (alternative in c("two-sided", "less", "greater"))
	{
		args <- sprintf("%s, %s", name, alternative)
		test <- function(...) quiet(wilcox.test(x, y, alternative = r_alternative(alternative), ...))
		out$add("mann_whitney", args, list(p_value = test()$p.value), 1e-11)
		for (correct in c(TRUE, FALSE))
			out$add("mann_whitney normal", paste(args, tolower(correct), sep = ", "),
				list(p_value = test(exact = FALSE, correct = correct)$p.value), 1e-11)
		for (level in c(0.95, 0.8))
		{
			limits <- if (exact) test(conf.int = TRUE, conf.level = level)$conf.int else NULL
			out$add("mann_whitney limits", sprintf("%s, %g", args, level), if (exact)
				list(conf_low = limits[1], conf_high = limits[2]) else
				order_limits(differences, floor(n1 * n2 / 2 - z_of(alternative, level) * sd), alternative), 1e-13)
			out$add("mann_whitney normal limits", sprintf("%s, %g", args, level),
				order_limits(differences, floor(n1 * n2 / 2 - z_of(alternative, level) * sd), alternative), 1e-13)
		}
	}

	# Brunner & Munzel (2000), from ranks within and among the groups
	r <- rank(c(x, y))
	m1 <- mean(r[1:n1])
	m2 <- mean(r[-(1:n1)])
	v1 <- sum((r[1:n1] - rank(x) - m1 + (n1 + 1) / 2)^2) / (n1 - 1)
	v2 <- sum((r[-(1:n1)] - rank(y) - m2 + (n2 + 1) / 2)^2) / (n2 - 1)
	w <- n1 * n2 * (m2 - m1) / n / sqrt(n1 * v1 + n2 * v2)
	df <- (n1 * v1 + n2 * v2)^2 / ((n1 * v1)^2 / (n1 - 1) + (n2 * v2)^2 / (n2 - 1))
	p <- (m2 - (n2 + 1) / 2) / n1
	se <- sqrt(v1 / (n1 * n2^2) + v2 / (n2 * n1^2))
	for (alternative in c("two-sided", "less", "greater"))
	{
		# a is greater where the statistic is low
		limits <- t_limits(p, se, df, c("two-sided" = "two-sided", less = "greater", greater = "less")[[alternative]], 0.95)
		out$add("brunner_munzel", sprintf("%s, %s", name, alternative), list(estimate = p, std_error = se,
			statistic = w, df = df, p_value = switch(alternative, "two-sided" = 2 * pt(-abs(w), df),
				greater = pt(w, df), less = pt(w, df, lower.tail = FALSE)),
			conf_low = max(0, limits[1]), conf_high = min(1, limits[2])), 1e-11)
	}
	# R has 1 - p, so its p-value ends at 1e-12
	out$add("ks", name, list(statistic = unname(ks.test(x, y, exact = TRUE)$statistic),
		p_value = ks.test(x, y, exact = TRUE)$p.value), 1e-9, 1e-12)
	d <- unname(quiet(ks.test(x, y, exact = FALSE))$statistic) * sqrt(n1 * n2 / n)
	k <- 1:1000
	out$add("ks asymptotic", name, list(p_value = min(1, 2 * sum((-1)^(k - 1) * exp(-2 * k^2 * d^2)))), 1e-11)
}

# Signed ranks: distinct differences, ties, and zeros.
samples <- list(
	swiss = list(swiss$education - swiss$examination / 7, 0),
	mtcars = list(mtcars$qsec - 18.3, 0),
	airquality = list(airquality$temp - 79, 0),
	sprays = list(insectsprays$count, 8),
	few = list(c(1.5, -0.4, 2.2, 3.1, -1.3, 0.7, 4.9), 0.2))
for (name in names(samples))
{
	x <- samples[[name]][[1]]
	mu <- samples[[name]][[2]]
	nonzero <- x[x != mu]
	n <- length(nonzero)
	t <- table(abs(nonzero - mu))
	sums <- outer(nonzero, nonzero, "+")
	averages <- sort(sums[!lower.tri(sums)]) / 2
	v <- unname(quiet(wilcox.test(x, mu = mu))$statistic)
	r <- rank(abs(nonzero - mu))
	exact <- max(t) == 1 && n == length(x) && n < 50
	out$add("wilcoxon", name, list(estimate = median(averages), statistic = v, mu = mu, n = length(x),
		n_zero = sum(x == mu), median = median(x), rank_sum_below = sum(r) - v, rank_biserial = (2 * v - sum(r)) / sum(r)), 1e-13)
	for (alternative in c("two-sided", "less", "greater"))
	{
		args <- sprintf("%s, %s", name, alternative)
		test <- function(...) quiet(wilcox.test(x, mu = mu, alternative = r_alternative(alternative), ...))
		out$add("wilcoxon", args, list(p_value = test()$p.value), 1e-11)
		for (correct in c(TRUE, FALSE))
			out$add("wilcoxon normal", paste(args, tolower(correct), sep = ", "),
				list(p_value = test(exact = FALSE, correct = correct)$p.value), 1e-11)
		limits <- if (exact) test(conf.int = TRUE)$conf.int else NULL
		sd <- sqrt(n * (n + 1) * (2 * n + 1) / 24 - sum(t^3 - t) / 48)
		out$add("wilcoxon", args, if (exact) list(conf_low = limits[1], conf_high = limits[2]) else
			order_limits(averages, floor(n * (n + 1) / 4 - z_of(alternative, 0.95) * sd), alternative), 1e-13)
	}
}

# Several groups.
groups <- list(chickwts = split(chickwts$weight, chickwts$feed),
	airquality = lapply(split(airquality$ozone, airquality$month), function(x) x[!is.na(x)]),
	insectsprays = split(insectsprays$count, insectsprays$spray))
for (name in names(groups))
{
	g <- groups[[name]]
	test <- kruskal.test(g)
	n <- length(unlist(g))
	k <- length(g)
	h <- unname(test$statistic)
	out$add("kruskal_wallis", name, list(statistic = h, df = k - 1, p_value = test$p.value,
		epsilon_squared = h / (n - 1), eta_squared = (h - k + 1) / (n - k), k = k, n = n), 1e-11)
	r <- split(rank(unlist(g)), rep(names(g), lengths(g)))[names(g)]
	t <- table(unlist(g))
	among <- combn(k, 2)
	sizes <- lengths(g)
	d <- apply(among, 2, function(i) mean(r[[i[1]]]) - mean(r[[i[2]]]))
	se <- apply(among, 2, function(i) sqrt((n * (n + 1) / 12 - sum(t^3 - t) / (12 * (n - 1))) * sum(1 / sizes[i])))
	p <- 2 * pnorm(-abs(d / se))
	for (method in c("none", "holm", "bh"))
		for (i in seq_len(ncol(among)))
			out$add("dunn", sprintf("%s, %s, %s - %s", name, method, names(g)[among[1, i]], names(g)[among[2, i]]),
				list(estimate = d[i], std_error = se[i], statistic = d[i] / se[i],
					p_value = p.adjust(p, if (method == "bh") "BH" else method)[i],
					n1 = sizes[among[1, i]], n2 = sizes[among[2, i]]), 1e-10, 1e-13)
}

# Several answers of each row.
blocks <- list(iris = as.matrix(iris[1:4]), swiss = as.matrix(swiss),
	mtcars = as.matrix(mtcars[c("cyl", "gear", "carb")]))
for (name in names(blocks))
{
	x <- blocks[[name]]
	test <- friedman.test(x)
	q <- unname(test$statistic)
	n <- nrow(x)
	k <- ncol(x)
	f <- (n - 1) * q / (n * (k - 1) - q)
	out$add("friedman", name, list(statistic = q, df = k - 1, p_value = test$p.value, kendalls_w = q / n / (k - 1),
		f_statistic = f, f_df1 = k - 1, f_df2 = (n - 1) * (k - 1),
		f_p_value = pf(f, k - 1, (n - 1) * (k - 1), lower.tail = FALSE), k = k, n = n), 1e-10)
}

# Correlations of ranks.
columns <- list(mtcars = list(mtcars$mpg, mtcars$wt), swiss = list(swiss$fertility, swiss$agriculture),
	airquality = list(airquality$ozone, airquality$temp),
	nine = list(c(2, 5, 1, 9, 7, 3, 8, 6, 4), c(3, 4, 2, 7, 9, 1, 6, 8, 5)),
	six = list(c(1, 2, 3, 4, 5, 6), c(2, 1, 4, 6, 3, 5)),
	thirty = list(1:30, (1:30 * 17) %% 31), forty = list(1:40, (1:40 * 13) %% 41 + (1:40) / 2))
for (name in names(columns))
{
	x <- columns[[name]][[1]]
	y <- columns[[name]][[2]]
	complete <- !is.na(x) & !is.na(y)
	n <- sum(complete)
	rho <- cor(x[complete], y[complete], method = "spearman")
	tau <- cor(x[complete], y[complete], method = "kendall")
	out$add("spearman", name, list(estimate = rho, statistic = rho * sqrt((n - 2) / (1 - rho^2)), df = n - 2, n = n,
		n_missing = sum(!complete)), 1e-12)
	z <- unname(quiet(cor.test(x, y, method = "kendall", exact = FALSE))$statistic)
	out$add("kendall", name, list(estimate = tau, statistic = z, n = n), 1e-11)
	for (alternative in c("two-sided", "less", "greater"))
	{
		args <- sprintf("%s, %s", name, alternative)
		test <- function(...) quiet(cor.test(x, y, alternative = r_alternative(alternative), ...))
		q <- z_of(alternative, 0.95)
		fisher <- function(r, se) switch(alternative, "two-sided" = tanh(atanh(r) + c(-1, 1) * q * se),
			less = c(-1, tanh(atanh(r) + q * se)), greater = c(tanh(atanh(r) - q * se), 1))
		limits <- fisher(rho, sqrt((1 + rho^2 / 2) / (n - 3)))
		out$add("spearman", args, list(p_value = test(method = "spearman")$p.value,
			conf_low = limits[1], conf_high = limits[2]), 1e-10)
		out$add("spearman t", args, list(p_value = p_of_t(rho * sqrt((n - 2) / (1 - rho^2)), n - 2, alternative)), 1e-10)
		limits <- fisher(tau, sqrt(0.437 / (n - 4)))
		out$add("kendall", args, list(p_value = test(method = "kendall")$p.value,
			conf_low = limits[1], conf_high = limits[2]), 1e-10)
		out$add("kendall normal", args, list(p_value = test(method = "kendall", exact = FALSE)$p.value), 1e-10)
	}
}

# Spread.
for (name in c("mpg", "hp", "carb"))
	out$add("spread", name, list(iqr = IQR(mtcars[[name]]), iqr6 = IQR(mtcars[[name]], type = 6),
		mad = mad(mtcars[[name]]), mad1 = mad(mtcars[[name]], constant = 1)), 1e-13)

out$write()
