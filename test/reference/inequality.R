# inequality.R
#		Inequality: each figure as its authors define it, over all pairs, powers
#		or the polygon of Lorenz; medians and tenths by R's quantile(), type 2.
#
# A weight of 0 leaves a row out, as a missing value does.  Where weights are
# whole numbers they are repeated rows: so quantiles are those of rep(y, w).

source("test/reference/common.R")
out <- new_reference("inequality")

swiss <- data_set("swiss")
mtcars <- data_set("mtcars")
airquality <- data_set("airquality")
insectsprays <- data_set("insectsprays")
# ineq's example; one with debts
incomes <- c(541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261)
times <- c(1, 3, 2, 1, 1, 4, 2, 1, 2, 1)
debts <- c(-2, 5, 0, 1, -1, 30, 9)

samples <- list(
	"chickwts weight" = list(y = data_set("chickwts")$weight),
	"swiss education" = list(y = swiss$education),
	"swiss education by catholic" = list(y = swiss$education, w = swiss$catholic),
	"mtcars hp by carb" = list(y = mtcars$hp, w = mtcars$carb),
	"mtcars hp by vs" = list(y = mtcars$hp, w = mtcars$vs),
	"airquality ozone by month" = list(y = airquality$ozone, w = airquality$month),
	"insectsprays count" = list(y = insectsprays$count),
	"incomes" = list(y = incomes),
	"incomes by times" = list(y = incomes, w = times),
	"equal" = list(y = c(4, 4, 4, 4, 4, 4), w = c(1, 2.5, 1, 0.5, 1, 1)),
	"debts" = list(y = debts))

# the mean difference of two, over two means
gini <- function(y, w)
	sum(outer(w, w) * abs(outer(y, y, "-"))) / (2 * sum(w) * sum(w * y))

entropy <- function(y, w, a)
{
	p <- w / sum(w)
	r <- y / sum(p * y)
	if (any(y < 0) || (a <= 0 && any(y == 0))) NA else
	if (a == 0) -sum(p * log(r)) else
	if (a == 1) sum((p * r * log(r))[r > 0]) else
	sum(p * (r^a - 1)) / (a * (a - 1))
}

# equally distributed equivalent
atkinson <- function(y, w, e)
{
	p <- w / sum(w)
	if (any(y < 0) || (e >= 1 && any(y == 0))) return(NA)
	equivalent <- if (e == 1) exp(sum(p * log(y))) else sum(p * y^(1 - e))^(1 / (1 - e))
	1 - equivalent / sum(p * y)
}

# the polygon through the cumulative shares
lorenz <- function(y, w, p)
{
	i <- order(y)
	approx(c(0, cumsum(w[i])) / sum(w), c(0, cumsum((w * y)[i])) / sum(w * y), p,
		ties = "ordered")$y
}

# averages where the running sum of the weights meets p exactly
quantile2 <- function(y, w, p)
{
	i <- order(y)
	reached <- cumsum(w[i]) / sum(w) - p
	k <- which(reached >= -1e-12)[1]
	if (abs(reached[k]) < 1e-12) mean(y[i][k:(k + 1)]) else y[i][k]
}

quintile_share_ratio <- function(y, w)
{
	low <- y <= quantile2(y, w, 0.2)
	high <- y > quantile2(y, w, 0.8)
	if (!any(high) || sum((w * y)[low]) <= 0) NA else
	sum((w * y)[high]) / sum((w * y)[low])
}

for (name in names(samples))
{
	all <- samples[[name]]$y
	weights <- samples[[name]]$w
	if (is.null(weights)) weights <- rep(1, length(all))
	used <- !is.na(all) & weights > 0
	y <- all[used]
	w <- weights[used]

	low <- lorenz(y, w, 0.4)
	out$add("inequality", name, list(n = length(y),
		n_missing = sum(is.na(all)), n_zero_weight = sum(weights == 0),
		n_negative = sum(y < 0), n_zero = sum(y == 0), sum_weight = sum(w),
		mean = weighted.mean(y, w), gini = gini(y, w),
		theil = entropy(y, w, 1), mean_log_deviation = entropy(y, w, 0),
		ge2 = entropy(y, w, 2), atkinson_half = atkinson(y, w, 0.5),
		atkinson_1 = atkinson(y, w, 1), atkinson_2 = atkinson(y, w, 2),
		hoover = sum(w * abs(y - weighted.mean(y, w))) / (2 * sum(w * y)),
		palma = if (low > 0) (1 - lorenz(y, w, 0.9)) / low else NA,
		quintile_share_ratio = quintile_share_ratio(y, w)), 1e-12, 1e-15)
	if (all(w == round(w)))
	{
		tenths <- unname(quantile(rep(y, w), c(0.1, 0.5, 0.9), type = 2))
		out$add("inequality", name, list(median = tenths[2],
			p90_p10 = if (tenths[1] > 0) tenths[3] / tenths[1] else NA), 1e-13)
	}
	if (all(y >= 0))
	{
		out$add("herfindahl", name, list(value = sum(w * (y / sum(w * y))^2)),
			1e-12)
		for (a in c(-1.5, 0, 0.25, 1, 1.75, 3))
			out$add("generalized_entropy", sprintf("%s, %g", name, a),
				list(value = entropy(y, w, a)), 1e-12, 1e-15)
		for (e in c(0, 0.25, 1, 1.5, 4))
			out$add("atkinson", sprintf("%s, %g", name, e),
				list(value = atkinson(y, w, e)), 1e-12, 1e-15)
	}
	for (points in c(4, 10))
		for (k in 0:points)
		{
			share <- lorenz(y, w, k / points)
			out$add("lorenz", sprintf("%s, %d of %d", name, k, points),
				list(p = k / points, share = share,
					generalized = share * weighted.mean(y, w)), 1e-12, 1e-14)
		}
}

out$write()
