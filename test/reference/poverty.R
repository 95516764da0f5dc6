# poverty.R
#		Poverty: FGT, Watts, Sen and SST as they were proposed, of rows counted
#		as often as their weight says; at risk of poverty as Eurostat has it.
#
# A weight of 0 leaves a row out, as a missing value does.

source("test/reference/common.R")
out <- new_reference("poverty")

swiss <- data_set("swiss")
mtcars <- data_set("mtcars")
airquality <- data_set("airquality")
# ineq's example; one with debts
incomes <- c(541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261)
times <- c(1, 3, 2, 1, 1, 4, 2, 1, 2, 1)
debts <- c(-2, 5, 0, 1, -1, 30, 9)

# lines among them that many are at: 7, 110, and 0 of counts
samples <- list(
	"swiss education" = list(y = swiss$education, lines = c(2, 7, 12)),
	"swiss education by catholic" = list(y = swiss$education, w = swiss$catholic,
		lines = c(7, 12)),
	"mtcars hp by carb" = list(y = mtcars$hp, w = mtcars$carb, lines = c(110, 111, 400)),
	"mtcars hp by vs" = list(y = mtcars$hp, w = mtcars$vs, lines = 100),
	"airquality ozone by month" = list(y = airquality$ozone, w = airquality$month,
		lines = c(30, 1)),
	"insectsprays count" = list(y = data_set("insectsprays")$count, lines = c(3, 1)),
	"incomes" = list(y = incomes, lines = c(2000, 5000)),
	"incomes by times" = list(y = incomes, w = times, lines = c(2000, 5000)),
	"debts" = list(y = debts, lines = 4))

wilson <- function(p, n, conf_level)
{
	z <- qnorm((1 - conf_level) / 2, lower.tail = FALSE)
	middle <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
	half <- z / (1 + z^2 / n) * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
	list(conf_low = if (p == 0) 0 else middle - half,
		conf_high = if (p == 1) 1 else middle + half)
}

# Of all pairs, half the mean difference: the Gini index times the mean.  So it
# is Sen's (1 - I) G of the poor's shares of the line, and gap times G of gaps.
half_difference <- function(y, w)
	sum(outer(w, w) * abs(outer(y, y, "-"))) / (2 * sum(w)^2)

poverty <- function(y, line, w, conf_level)
{
	p <- w / sum(w)
	n <- length(y)
	poor <- y < line
	any <- any(poor)
	gap <- ifelse(poor, (line - y) / line, 0)
	h <- sum(p[poor])
	mean_gap <- sum(p * gap) / h
	c(list(headcount = h,
		std_error = sqrt(n / (n - 1) * sum((p * (poor - h))^2)),
		conf_level = conf_level, gap = sum(p * gap),
		squared_gap = sum(p * gap^2), mean_gap_of_poor = if (any) mean_gap else NA,
		watts = if (any(y[poor] <= 0)) NA else sum(p[poor] * log((line / y)[poor])),
		sen = if (any) h * (mean_gap + half_difference((y / line)[poor], w[poor])) else 0,
		sst = sum(p * gap) + half_difference(gap, w),
		poor = sum(w[poor]), sum_weight = sum(w), n = n),
		wilson(h, 1 / sum(p^2), conf_level))
}

# averages where the running sum of the weights meets half exactly
median2 <- function(y, w)
{
	i <- order(y)
	reached <- cumsum(w[i]) / sum(w) - 0.5
	k <- which(reached >= -1e-12)[1]
	if (abs(reached[k]) < 1e-12) mean(y[i][k:(k + 1)]) else y[i][k]
}

for (name in names(samples))
{
	all <- samples[[name]]$y
	weights <- samples[[name]]$w
	if (is.null(weights)) weights <- rep(1, length(all))
	used <- !is.na(all) & weights > 0
	y <- all[used]
	w <- weights[used]
	counts <- list(n_missing = sum(is.na(all)), n_zero_weight = sum(weights == 0))

	for (line in samples[[name]]$lines)
	{
		for (level in c(0.95, 0.9))
			out$add("poverty", sprintf("%s, line %g, level %g", name, line, level),
				c(poverty(y, line, w, level), counts), 1e-12, 1e-15)
		for (alpha in c(0, 0.5, 1, 3))
			out$add("fgt", sprintf("%s, line %g, alpha %g", name, line, alpha),
				list(value = sum((w * pmax((line - y) / line, 0)^alpha)[y < line]) / sum(w)),
				1e-12, 1e-15)
	}

	for (share in c(0.6, 0.5))
	{
		middle <- median2(y, w)
		threshold <- share * middle
		poor <- y < threshold
		out$add("at_risk_of_poverty", sprintf("%s, %g", name, share), c(list(
			median = middle, threshold = threshold, rate = sum(w[poor]) / sum(w),
			median_gap = if (any(poor)) 1 - median2(y[poor], w[poor]) / threshold else NA,
			n = length(y)), counts), 1e-12, 1e-15)
	}
}

# Lines that differ by row: what a row has is taken as a share of its line.
line <- 60 + 10 * mtcars$gear
out$add("poverty by row", "mtcars hp by carb",
	poverty(mtcars$hp / line, 1, mtcars$carb, 0.95), 1e-12, 1e-15)
for (alpha in c(0, 1, 2.5))
	out$add("fgt by row", sprintf("mtcars hp by carb, alpha %g", alpha),
		list(value = with(mtcars, sum((carb * pmax(1 - hp / line, 0)^alpha)[hp < line]) / sum(carb))),
		1e-12, 1e-15)

out$write()
