# concentration.R
#		Concentration indices: C as the slope of lm(), its errors by lm() and
#		sandwich, the rest by the formulas written down a second time.

suppressPackageStartupMessages(library(sandwich))
source("test/reference/common.R")
out <- new_reference("concentration")

# Share of the weight below, and half of the own group's.
fractional_rank <- function(x, w = rep(1, length(x)))
	sapply(x, function(v) (sum(w[x < v]) + sum(w[x <= v])) / 2 / sum(w))

absolute_index <- function(h, x, w)
	2 * sum(w * (h - weighted.mean(h, w)) * (fractional_rank(x, w) - 0.5)) / sum(w)
index <- function(h, x, w) absolute_index(h, x, w) / weighted.mean(h, w)

# Means of h and shares of the weight by rank, for what goes along a curve.
groups_of <- function(h, x, w)
{
	size <- tapply(w, x, sum)
	list(mean = tapply(w * h, x, sum) / size, share = size / sum(w),
		end = cumsum(size) / sum(w))
}

extended <- function(h, x, w, nu)
{
	g <- groups_of(h, x, w)
	below <- g$end - g$share
	sum(g$mean * (g$share + (1 - g$end)^nu - (1 - below)^nu)) / weighted.mean(h, w)
}

symmetric <- function(h, x, w, nu)
{
	g <- groups_of(h, x, w)
	below <- g$end - g$share
	sum(g$mean * 2^(nu - 2) * (abs(g$end - 0.5)^nu - abs(below - 0.5)^nu)) /
		weighted.mean(h, w)
}

# Newey-West over all orders within ties: the expected product of the scores at
# each pair of positions, one by one.
newey_west <- function(model, x, lag)
{
	u <- estfun(model)[order(x), ]
	x <- sort(x)
	n <- length(x)
	meat <- 0
	for (i in seq_len(n))
		for (j in seq_len(n))
			if (abs(i - j) <= lag)
			{
				a <- which(x == x[i])
				b <- which(x == x[j])
				product <- if (x[i] != x[j])
					outer(colMeans(u[a, , drop = FALSE]), colMeans(u[b, , drop = FALSE]))
				else if (i == j) crossprod(u[a, , drop = FALSE]) / length(a)
				else (outer(colSums(u[a, ]), colSums(u[a, ])) - crossprod(u[a, ])) /
					(length(a) * (length(a) - 1))
				meat <- meat + (1 - abs(i - j) / (lag + 1)) * product
			}
	a <- summary(model)$cov.unscaled
	a %*% meat %*% a * n / (n - 2)
}

# The convenient regression, and how far a kind is from C.
slope_of <- function(h, x, w, cluster, method, lag)
{
	rank <- fractional_rank(x, w)
	sigma2 <- sum(w * (rank - 0.5)^2) / sum(w)
	left <- 2 * sigma2 * h / weighted.mean(h, w)
	model <- lm(left ~ rank, weights = w)
	variance <- switch(method, ols = vcov(model), hc1 = vcovHC(model, "HC1"),
		cluster = vcovCL(model, cluster, type = "HC1"),
		"newey-west" = newey_west(model, x, lag))
	if (method == "newey-west" && !anyDuplicated(x))
	{
		sorted <- order(x)
		left <- left[sorted]
		rank <- rank[sorted]
		ws <- w[sorted]
		theirs <- NeweyWest(lm(left ~ rank, weights = ws), lag = lag,
			prewhite = FALSE, adjust = TRUE)
		stopifnot(all.equal(c(theirs), c(variance), tolerance = 1e-10))
	}
	list(estimate = unname(coef(model)[2]), std_error = sqrt(variance[2, 2]),
		df = if (method == "cluster") length(unique(cluster)) - 1 else length(h) - 2)
}

factor_of <- function(kind, mu, low, high)
	switch(kind, standard = 1, generalized = mu, modified = mu / (mu - low),
		erreygers = 4 * mu / (high - low),
		wagstaff = mu * (high - low) / ((high - mu) * (mu - low)))

concentration <- function(d, kind, method = "ols", lag = 1, nu = 3, conf_level = 0.95)
{
	mu <- weighted.mean(d$h, d$w)
	result <- list(kind = kind, mean = mu, sum_weight = sum(d$w), n = length(d$h))
	if (kind %in% c("extended", "symmetric"))
		return(c(result, list(estimate = get(kind)(d$h, d$x, d$w, nu))))
	f <- factor_of(kind, mu, d$low, d$high)
	s <- slope_of(d$h, d$x, d$w, d$cluster, method, lag)
	limits <- t_limits(s$estimate * f, s$std_error * abs(f), s$df, "two-sided", conf_level)
	c(result, list(estimate = s$estimate * f, std_error = s$std_error * abs(f),
		statistic = s$estimate / s$std_error, df = s$df,
		p_value = p_of_t(s$estimate / s$std_error, s$df, "two-sided"),
		conf_low = limits[1], conf_high = limits[2], conf_level = conf_level,
		std_error_method = method))
}

# ---- data: with ties in the rank, and without ----

mtcars <- data_set("mtcars")
swiss <- data_set("swiss")
airquality <- data_set("airquality")
ozone <- airquality[!is.na(airquality$ozone), ]
data <- list(
	"mpg by hp" = with(mtcars, list(h = mpg, x = hp, w = rep(1, 32), cluster = carb,
		low = 10, high = 50)),
	"mpg by hp, weight wt" = with(mtcars, list(h = mpg, x = hp, w = wt, cluster = carb,
		low = 10, high = 50)),
	"vs by disp, weight wt" = with(mtcars, list(h = vs, x = disp, w = wt, cluster = gear,
		low = 0, high = 1)),
	"infant_mortality by agriculture" = with(swiss, list(h = infant_mortality,
		x = agriculture, w = rep(1, 47), cluster = examination, low = 10, high = 30)),
	"ozone by wind" = with(ozone, list(h = ozone, x = wind, w = rep(1, 116),
		cluster = month, low = 0, high = 200)))

for (name in names(data))
{
	d <- data[[name]]
	for (kind in c("standard", "generalized", "modified", "erreygers", "wagstaff"))
		for (method in c("ols", "hc1", "newey-west", "cluster"))
			out$add("concentration_index", paste(name, kind, method, sep = ", "),
				concentration(d, kind, method), 1e-10)
	for (kind in c("extended", "symmetric"))
		for (nu in c(1.5, 2, 3))
			out$add("concentration_index", sprintf("%s, %s, nu %g", name, kind, nu),
				concentration(d, kind, nu = nu), 1e-11)
	for (lag in c(0, 3, 10))
		out$add("concentration_index", sprintf("%s, lag %d", name, lag),
			concentration(d, "standard", "newey-west", lag, conf_level = 0.9), 1e-10)
	for (nu in c(1, 2, 3.5))
		out$add("achievement_index", sprintf("%s, nu %g", name, nu),
			list(value = weighted.mean(d$h, d$w) * (1 - extended(d$h, d$x, d$w, nu))), 1e-11)
}

# the Gini index, with its standard error
for (name in c("mpg", "hp"))
	out$add("gini", paste0(name, ", weight wt"), concentration(list(h = mtcars[[name]], x = mtcars[[name]],
		w = mtcars$wt), "standard"), 1e-10)

# ---- two samples, by z ----

for (kind in c("standard", "erreygers"))
{
	half <- function(am)
		with(mtcars[mtcars$am == am, ], list(h = mpg, x = hp, w = wt, low = 0, high = 40))
	a <- concentration(half(0), kind, "hc1")
	b <- concentration(half(1), kind, "hc1")
	d <- a$estimate - b$estimate
	se <- sqrt(a$std_error^2 + b$std_error^2)
	out$add("concentration_difference", kind, list(estimate1 = a$estimate,
		estimate2 = b$estimate, estimate = d, std_error = se, statistic = d / se,
		p_value = 2 * pnorm(-abs(d / se)), conf_low = d - qnorm(0.975) * se,
		conf_high = d + qnorm(0.975) * se, conf_level = 0.95), 1e-9)
}

# ---- curves: straight within a group of ties ----

for (name in c("mpg by hp, weight wt", "ozone by wind"))
{
	d <- data[[name]]
	g <- groups_of(d$h, d$x, d$w)
	share <- cumsum(g$mean * g$share) / sum(g$mean * g$share)
	for (p in 0:10 / 10)
	{
		value <- approx(c(0, g$end), c(0, share), p, rule = 2)$y
		out$add("concentration_curve", sprintf("%s, p %g", name, p),
			list(share = value, generalized = value * weighted.mean(d$h, d$w)), 1e-11)
	}
}

# ---- payments mpg out of incomes hp ----

for (weighted in c(FALSE, TRUE))
{
	p <- mtcars$mpg
	x <- mtcars$hp
	w <- if (weighted) mtcars$wt else rep(1, 32)
	rank <- fractional_rank(x, w)
	mp <- weighted.mean(p, w)
	mx <- weighted.mean(x, w)
	s2 <- sum(w * (rank - 0.5)^2) / sum(w)
	left <- 2 * s2 * (p / mp - x / mx)
	model <- summary(lm(left ~ rank, weights = w))
	k <- index(p, x, w) - index(x, x, w)
	se <- model$coefficients[2, 2]
	limits <- t_limits(k, se, 30, "two-sided", 0.9)
	g <- groups_of(p, x, w)
	i <- groups_of(x, x, w)
	l <- c(0, cumsum(g$mean * g$share) / mp)
	q <- c(0, cumsum(i$mean * i$share) / mx)
	args <- if (weighted) "weight wt" else "no weight"
	out$add("kakwani", args, list(estimate = k, std_error = se, statistic = k / se, df = 30,
		p_value = p_of_t(k / se, 30, "two-sided"), conf_low = limits[1],
		conf_high = limits[2], conf_level = 0.9, concentration = index(p, x, w),
		gini = index(x, x, w), suits = 1 - sum(diff(q) * (l[-1] + l[-length(l)])),
		payment_share = mp / mx, n = 32), 1e-10)

	# each part by its own definition; the identity is then a check
	n <- x - p
	left <- 1 - mp / mx
	within <- sapply(split(seq_along(x), x), function(at)
		sum(w[at]) / sum(w) * sum(w[at] * n[at]) / sum(w * n) * index(n[at], n[at], w[at]))
	effect <- list(gini_before = index(x, x, w), gini_after = index(n, n, w),
		redistributive_effect = index(x, x, w) - index(n, n, w),
		vertical = (1 - left) / left * k, horizontal = sum(within),
		reranking = index(n, n, w) - index(n, x, w) - sum(within), kakwani = k,
		payment_share = mp / mx, n = 32)
	stopifnot(all.equal(effect$redistributive_effect,
		effect$vertical - effect$horizontal - effect$reranking, tolerance = 1e-12))
	out$add("redistributive_effect", args, effect, 1e-10, 1e-14)
}

# ---- decomposition of infant mortality by education; need: fertility, catholic ----

terms <- c("fertility", "agriculture", "examination", "catholic")
need <- c(TRUE, FALSE, FALSE, TRUE)
for (weighted in c(FALSE, TRUE))
{
	w <- if (weighted) swiss$agriculture else rep(1, 47)
	h <- swiss$infant_mortality
	mu <- weighted.mean(h, w)
	args <- if (weighted) "weight agriculture" else "no weight"
	model <- lm(infant_mortality ~ fertility + agriculture + examination + catholic, swiss,
		weights = w)
	c_h <- index(h, swiss$education, w)
	part <- c()
	for (term in terms)
	{
		x <- swiss[[term]]
		beta <- unname(coef(model)[term])
		mean <- weighted.mean(x, w)
		c_x <- index(x, swiss$education, w)
		part[term] <- beta * mean / mu * c_x
		out$add("concentration_decomposition", paste(args, term, sep = ", "), list(beta = beta,
			mean = mean, elasticity = beta * mean / mu, concentration = c_x,
			contribution = part[term], share = part[term] / c_h,
			is_need = if (need[match(term, terms)]) "true" else "false"), 1e-10, 1e-13)
	}
	residual <- absolute_index(resid(model), swiss$education, w) / mu
	stopifnot(all.equal(sum(part) + residual, c_h, tolerance = 1e-10))

	# standardised indirectly for need: another way to the same number
	actual <- swiss
	for (term in terms[!need])
		actual[[term]] <- weighted.mean(swiss[[term]], w)
	standardised <- h - predict(model, actual) + weighted.mean(predict(model), w)
	hi <- index(standardised, swiss$education, w)
	stopifnot(all.equal(hi, c_h - sum(part[need]), tolerance = 1e-9))
	out$add("concentration_decomposition", paste(args, "residual", sep = ", "),
		list(contribution = residual, share = residual / c_h), 1e-9, 1e-13)
	out$add("concentration_decomposition", paste(args, "index", sep = ", "),
		list(contribution = c_h, share = 1), 1e-10, 1e-13)
	out$add("concentration_decomposition", paste(args, "horizontal inequity", sep = ", "),
		list(contribution = hi, share = hi / c_h), 1e-9, 1e-13)
}

# ---- ranks ----

rank <- fractional_rank(mtcars$hp, mtcars$wt)
for (i in seq_len(32))
	out$add("fractional_rank", paste("hp of", mtcars$car[i]), list(weighted = rank[i],
		unweighted = (rank(mtcars$hp)[i] - 0.5) / 32), 1e-12)

out$write()
