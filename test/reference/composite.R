# composite.R
#		Indicators on a common scale, weights that data give, and indices.
#
# Everything as the books write it (OECD/JRC handbook 2008, steps 5 to 7; Hwang
# & Yoon 1981; Diakoulaki et al. 1995), matrix by matrix: the entropy as - sum
# p ln p / ln n, TOPSIS by its ideal points.  Units with a gap among their
# indicators are left out and have no score.
#
# Writes reference_indicators.csv (weights) and reference_composite.csv.

source("test/reference/common.R")

# ---- scales ----

normalized <- function(x, method, sign, low = 0, high = 1)
{
	known <- x[!is.na(x)]
	z <- sign * x
	place <- rank(z, na.last = "keep")
	spread <- length(unique(known)) > 1
	switch(method,
		minmax = if (spread) low + (high - low) * (z - min(sign * known)) /
			(max(known) - min(known)) else NA * x,
		zscore = if (spread) (z - mean(sign * known)) / sd(known) else NA * x,
		rank = place,
		percentile = (place - 0.5) / length(known),
		distance = if (sign > 0) x / max(known) else min(known) / x)
}

minmax <- function(x, sign, low = 0, high = 1)
	sapply(seq_along(sign),
		function(j) normalized(x[, j], "minmax", sign[j], low, high))

# ---- weights ----

shares <- function(v) v / sum(v)

entropy_weights <- function(x, sign, shift = 0)
{
	counts <- function(column)
	{
		if (max(column) == min(column))
			return(0)
		t <- (column - min(column)) / (max(column) - min(column)) + shift
		p <- t[t > 0] / sum(t)
		1 + sum(p * log(p)) / log(length(column))
	}
	shares(apply(x %*% diag(sign, length(sign)), 2, counts))
}

critic_weights <- function(x, sign)
{
	varies <- apply(x, 2, function(column) max(column) > min(column))
	t <- minmax(x[, varies], sign[varies])
	weight <- rep(0, ncol(x))
	weight[varies] <- shares(apply(t, 2, sd) * colSums(1 - cor(t)))
	weight
}

cv_weights <- function(x, sign) shares(apply(x, 2, sd) / abs(colMeans(x)))

pca_weights <- function(x, sign)
	shares(eigen(cor(x %*% diag(sign, length(sign))))$vectors[, 1]^2)

# ---- indices of complete units ----

weighted <- function(x, sign, weight, aggregation)
{
	t <- minmax(x, sign, if (aggregation == "arithmetic") 0 else 1, 100)
	switch(aggregation,
		arithmetic = drop(t %*% weight),
		geometric = apply(t, 1, function(row) prod(row^weight)),
		harmonic = 1 / drop((1 / t) %*% weight))
}

# A constant indicator with no weight says nothing.
by_data <- function(x, sign, weight)
	drop(minmax(x[, weight > 0], sign[weight > 0], 0, 100) %*%
		weight[weight > 0])

topsis <- function(x, sign, weight)
{
	r <- x %*% diag(weight / sqrt(colSums(x^2)))
	best <- ifelse(sign > 0, apply(r, 2, max), apply(r, 2, min))
	worst <- ifelse(sign > 0, apply(r, 2, min), apply(r, 2, max))
	distance <- function(point) sqrt(rowSums(sweep(r, 2, point)^2))
	distance(worst) / (distance(best) + distance(worst))
}

# Kaiser's rule; the largest entry of a component is positive.
pca_composite <- function(x)
{
	e <- eigen(cor(x))
	kept <- which(e$values > 1)
	vectors <- apply(e$vectors[, kept, drop = FALSE], 2,
		function(v) v * sign(v[which.max(abs(v))]))
	drop(scale(x) %*% vectors %*% shares(e$values[kept]))
}

# ---- what is compared ----

plus_minus <- function(signs) ifelse(strsplit(signs, "")[[1]] == "+", 1, -1)

sets <- list(
	airquality = list(
		x = data_set("airquality")[c("ozone", "solar_r", "wind", "temp")],
		part = data_set("airquality")$month, sign = plus_minus("-+-+"),
		weight = c(0.4, 0.1, 0.3, 0.2)),
	mtcars = list(
		x = data_set("mtcars")[c("mpg", "disp", "hp", "drat", "wt", "qsec")],
		part = data_set("mtcars")$cyl, sign = plus_minus("+-++--"),
		weight = c(0.25, 0.05, 0.2, 0.1, 0.3, 0.1)),
	usjudgeratings = list(x = data_set("usjudgeratings"), part = rep(0, 43),
		sign = plus_minus("-+++++++++++"), weight = shares(1:12)),
	states = list(x = data_set("states")[-1], part = rep(0, 50),
		sign = plus_minus("+-+-+"), weight = c(0, 0.5, 0.125, 0.125, 0.25)),
	swiss = list(x = data_set("swiss"), part = rep(0, 47),
		sign = plus_minus("+-++-+"), weight = rep(1 / 6, 6)))

out <- new_reference("indicators")
for (name in names(sets))
	with(sets[[name]], for (group in c("all", unique(part)))
	{
		rows <- as.matrix(x)[group == "all" | part == group, ]
		complete <- rows[complete.cases(rows), ]
		add <- function(method, weights) out$add(name,
			paste(method, "of", group), setNames(as.list(weights), 1:ncol(x)),
			1e-10, 1e-14)
		out$add(name, paste("counts of", group), list(n = nrow(complete),
			n_missing = nrow(rows) - nrow(complete), columns = ncol(x)), 0)
		for (shift in c(0, 1e-6, 1e-4, 0.01))
			add(paste("entropy", sprintf("%g", shift)),
				entropy_weights(complete, sign, shift))
		add("critic", critic_weights(complete, sign))
		add("cv", cv_weights(complete, sign))
		add("pca", pca_weights(complete, sign))
	})
# a constant indicator: no weight, and none of the others' changes
x <- cbind(as.matrix(data_set("swiss")[1:3]), 7, data_set("swiss")$catholic)
out$add("constant", "entropy", setNames(as.list(
	entropy_weights(x, plus_minus("++-++"))), 1:5), 1e-10, 1e-14)
out$add("constant", "critic", setNames(as.list(
	critic_weights(x, plus_minus("++-++"))), 1:5), 1e-10, 1e-14)
out$add("constant", "cv", setNames(as.list(
	cv_weights(x, plus_minus("++-++"))), 1:5), 1e-10, 1e-14)
out$write()

out <- new_reference("composite")
for (name in names(sets))
	with(sets[[name]],
	{
		add <- function(method, value, unit = seq_along(value))
			out$add(name, method, setNames(as.list(value), unit), 1e-9, 1e-11)

		# the first two indicators by themselves, over all units
		for (j in 1:2)
		{
			for (method in c("minmax", "zscore", "rank", "percentile",
				"distance"))
				if (method != "distance" || min(x[, j], na.rm = TRUE) > 0)
					add(paste("normalize", names(x)[j], method),
						normalized(x[, j], method, sign[j]))
			add(paste("normalize", names(x)[j], "1 to 100"),
				normalized(x[, j], "minmax", sign[j], 1, 100))
		}

		# the indices, by partition
		for (group in unique(part))
		{
			unit <- which(part == group)
			rows <- as.matrix(x)[unit, ]
			known <- complete.cases(rows)
			m <- rows[known, ]
			all_units <- function(method, score)
				add(method, replace(rep(NA, length(unit)), known, score), unit)

			for (aggregation in c("arithmetic", "geometric", "harmonic"))
				all_units(aggregation, weighted(m, sign, weight, aggregation))
			all_units("entropy", by_data(m, sign, entropy_weights(m, sign)))
			all_units("critic", by_data(m, sign, critic_weights(m, sign)))
			all_units("cv", by_data(m, sign, cv_weights(m, sign)))
			all_units("topsis", topsis(m, sign, weight))
			all_units("pca", pca_composite(m))
		}
	})
out$write()
