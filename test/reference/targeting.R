# targeting.R
#		Whom a benefit reaches, among 24 made-up households
#		(sql/data/households.csv: hh, size, exp, food, oop, wt).
#
# The target are those below 4200 a head; beneficiaries are those who paid more
# than 1000, and get 40 % of it.  Kappa is that of package e1071, of the table
# of weights.  Limits are Wilson's, of Kish's effective number of rows in the
# denominator.  For the shares of groups each household is repeated, with the
# means of its ties, until groups are so many rows each.

source("test/reference/common.R")
out <- new_reference("targeting")

d <- data_set("households")
weights <- list(households = d$wt, persons = d$wt * d$size, unweighted = rep(1, nrow(d)))
head <- d$exp / d$size

wilson <- function(p, w, conf_level = 0.95)
{
	n <- sum(w)^2 / sum(w^2)
	z <- qnorm((1 - conf_level) / 2, lower.tail = FALSE)
	centre <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
	half <- z / (1 + z^2 / n) * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
	high <- if (p == 1) 1 else centre + half
	# the other root from the product of both, for centre - half loses digits
	c(p^2 / ((1 + z^2 / n) * (centre + half)), high)
}

# Rate of `part` in `whole`, with its limits; NA where nobody is in `whole`.
rate <- function(name, part, whole, w)
{
	p <- if (any(whole)) weighted.mean(part[whole], w[whole]) else NA
	limits <- if (any(whole)) wilson(p, w[whole]) else c(NA, NA)
	setNames(list(p, limits[1], limits[2]), paste0(name, c("", "_low", "_high")))
}

targeting <- function(target, benefit, amount, w)
{
	table <- tapply(w, list(factor(target, c(FALSE, TRUE)),
		factor(benefit, c(FALSE, TRUE))), sum, default = 0)
	recall <- weighted.mean(benefit[target], w[target])
	precision <- weighted.mean(target[benefit], w[benefit])
	defined <- function(x) if (is.nan(x)) NA else x
	all <- rep(TRUE, length(w))
	c(list(sum_weight = sum(w), target = sum(w[target]),
		beneficiaries = sum(w[benefit]), reached = sum(w[target & benefit])),
		rate("coverage", benefit, all, w),
		rate("exclusion_error", !benefit, target, w),
		rate("inclusion_error", !target, benefit, w),
		rate("false_positive_rate", benefit, !target, w),
		rate("precision", target, benefit, w),
		rate("recall", benefit, target, w),
		list(leakage = defined(sum((w * amount)[!target]) / sum(w * amount)),
			f1 = 2 * sum(w[target & benefit]) / (sum(w[target]) + sum(w[benefit])),
			kappa = defined(suppressWarnings(e1071::classAgreement(table)$kappa)),
			differential = defined(recall - weighted.mean(benefit[!target], w[!target])),
			amount = sum(w * amount), conf_level = 0.95, n = length(w),
			n_missing = 0, n_zero_weight = 0))
}

# ---- errors ----

for (name in names(weights))
{
	w <- weights[[name]]
	benefit <- d$oop > 1000
	amount <- ifelse(benefit, 0.4 * d$oop, 0)
	for (line in c(2800, 4200, 8000))
		out$add("targeting", sprintf("line %d, %s", line, name),
			targeting(head < line, benefit, amount, w), 1e-12, 1e-15)
	out$add("targeting", sprintf("no targets, %s", name),
		targeting(head < 0, benefit, amount, w), 1e-12, 1e-15)
	out$add("targeting", sprintf("no beneficiaries, %s", name),
		targeting(head < 4200, d$oop < 0, 0 * amount, w), 1e-12, 1e-15)
	out$add("targeting", sprintf("all targets, %s", name),
		targeting(head > 0, benefit, amount, w), 1e-12, 1e-15)
	out$add("targeting", sprintf("perfect, %s", name),
		targeting(head < 4200, head < 4200, amount, w), 1e-12, 1e-15)
}

# ---- who gets the money ----

# Households in the order of `head`, each a tenth of its weight so many times.
repeated <- function(w, times)
{
	rows <- rep(order(head), (round(w * 10) * times)[order(head)])
	tied <- function(x) vapply(head, function(h)
		weighted.mean(x[head == h], w[head == h]), 0)
	amount <- ifelse(d$oop > 1000, 0.4 * d$oop, 0)
	data.frame(head = head[rows], amount = tied(amount)[rows],
		reached = tied(as.numeric(amount > 0))[rows])
}

for (name in names(weights))
{
	w <- weights[[name]]
	people <- repeated(w, 10)
	for (tenths in c(1, 2, 4, 5))
	{
		lowest <- seq_len(nrow(people) * tenths / 10)
		out$add("cgh_index", sprintf("share %g, %s", tenths / 10, name),
			list(cgh = sum(people$amount[lowest]) / sum(people$amount) / (tenths / 10)),
			1e-11)
	}
	for (groups in c(1, 4, 5, 7))
	{
		people <- repeated(w, groups)
		people$group <- rep(seq_len(groups), each = nrow(people) / groups)
		unit <- sum(w) / nrow(people)
		below <- 0
		for (k in seq_len(groups))
		{
			g <- people[people$group == k, ]
			below <- below + sum(g$amount)
			out$add("benefit_incidence", sprintf("group %d of %d, %s", k, groups, name),
				list(quantile = k, sum_weight = nrow(g) * unit,
					mean_rank_variable = mean(g$head), coverage = mean(g$reached),
					mean = mean(g$amount), mean_of_beneficiaries =
						if (any(g$reached > 0)) sum(g$amount) / sum(g$reached) else NA,
					total = sum(g$amount) * unit,
					share = sum(g$amount) / sum(people$amount),
					cumulative_share = below / sum(people$amount),
					relative = sum(g$amount) / sum(g$head)), 1e-11, 1e-14)
		}
	}
}

out$write()
