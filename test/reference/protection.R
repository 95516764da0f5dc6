# protection.R
#		Financial protection of 24 made-up households (sql/data/households.csv:
#		hh, size, exp, food, oop, wt), as the handbooks write it.
#
# Means and their errors are those of package survey (rows drawn with
# replacement), weighted quantiles those of R's type 2 of households repeated (the
# weights are tenths), concentration indices 2 cov(h, rank) / mean by cov.wt.
# Limits are Wilson's, of Kish's effective number of rows.  Pen's parade repeats
# each household, with the means of its ties, until groups are so many rows each.

suppressMessages(library(survey))
source("test/reference/common.R")
out <- new_reference("protection")

d <- data_set("households")
weights <- list(households = d$wt, persons = d$wt * d$size, unweighted = rep(1, nrow(d)))

wilson <- function(p, w, conf_level = 0.95)
{
	n <- sum(w)^2 / sum(w^2)
	z <- qnorm((1 - conf_level) / 2, lower.tail = FALSE)
	centre <- (p + z^2 / (2 * n)) / (1 + z^2 / n)
	half <- z / (1 + z^2 / n) * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))
	high <- if (p == 1) 1 else centre + half
	# the other root from the product of both, for centre - half loses digits
	list(conf_low = p^2 / ((1 + z^2 / n) * (centre + half)), conf_high = high)
}

# Weighted means and errors of the columns of a data frame.
means <- function(figures, w)
{
	design <- svydesign(ids = ~1, weights = w, data = figures)
	m <- svymean(as.formula(paste("~", paste(names(figures), collapse = " + "))), design)
	list(mean = coef(m), se = SE(m))
}

quantile_of <- function(x, w, p)
	unname(quantile(rep(x, round(10 * w)), p, type = 2))

# Share of the weight below, and half of one's own group's.
fractional_rank <- function(r, w)
	vapply(r, function(x) (sum(w[r < x]) + sum(w[r == x]) / 2) / sum(w), 0)

concentration <- function(h, r, w)
	2 * cov.wt(cbind(h, fractional_rank(r, w)), w, method = "ML")$cov[1, 2] / weighted.mean(h, w)

# ---- catastrophic ----

# e: is it catastrophic; o: overshoot; counts: what the data are like
catastrophic <- function(e, o, w, counts)
{
	m <- means(data.frame(e = as.numeric(e), o = o), w)
	c(list(headcount = m$mean[["e"]], std_error = m$se[[1]]),
		wilson(m$mean[["e"]], w), list(conf_level = 0.95,
		overshoot = m$mean[["o"]], overshoot_std_error = m$se[[2]],
		mean_positive_overshoot = if (any(e)) m$mean[["o"]] / m$mean[["e"]] else NA,
		sum_weight = sum(w), n = length(e), n_missing = 0, n_zero_weight = 0),
		counts)
}

by_rank <- function(e, o, w, r)
{
	c_e <- if (any(e)) concentration(e, r, w) else NA
	c_o <- if (any(e)) concentration(o, r, w) else NA
	list(concentration_headcount = c_e, concentration_overshoot = c_o,
		rank_weighted_headcount = if (any(e)) weighted.mean(e, w) * (1 - c_e) else 0,
		rank_weighted_overshoot = if (any(e)) weighted.mean(o, w) * (1 - c_o) else 0)
}

none <- list(n_invalid = 0, n_refund = 0, n_above_budget = 0, n_inconsistent = 0)
for (name in names(weights))
	for (z in c(0, 0.05, 0.1, 0.25, 0.4, 0.9))
	{
		w <- weights[[name]]
		s <- d$oop / d$exp
		e <- s > z
		o <- ifelse(e, s - z, 0)
		args <- sprintf("threshold %g, %s", z, name)
		figures <- catastrophic(e, o, w, none)
		ranked <- by_rank(e, o, w, d$exp / d$size)
		# the step by step figures, and those with a rank
		out$add("catastrophic", args, figures, 1e-12, 1e-15)
		out$add("catastrophic by rank", args, c(figures, ranked), 1e-11, 1e-14)
	}

# Refunds, payments above the budget, and what is left of the budget after food
# and a rent that some cannot pay: where nothing is left the row is left out.
paid <- d$oop - ifelse(d$hh %% 4 == 0, 2000, 0) + ifelse(d$hh %% 5 == 0, 9000, 0)
left <- d$exp - d$food - 6000
kept <- left > 0
for (name in names(weights))
{
	w <- weights[[name]][kept]
	s <- (paid / left)[kept]
	e <- s > 0.25
	out$add("catastrophic", sprintf("odd budgets, %s", name),
		catastrophic(e, ifelse(e, s - 0.25, 0), w, list(n_invalid = sum(!kept),
			n_refund = sum(paid[kept] < 0), n_above_budget = sum(s > 1),
			n_inconsistent = 0)), 1e-12, 1e-15)
	# the same as a capacity to pay: nobody is left out
	w <- weights[[name]]
	s <- paid / left
	e <- ifelse(kept, s >= 0.25, paid > 0)
	out$add("catastrophic_xu", sprintf("odd budgets, %s", name),
		catastrophic(e, ifelse(e & kept, s - 0.25, 0), w, list(n_invalid = 0,
			n_refund = sum(paid < 0), n_above_budget = sum(s > 1 & kept),
			n_inconsistent = sum(!kept & paid > 0))), 1e-12, 1e-15)
}

# ---- capacity to pay: Xu (2005) ----

subsistence <- function(w, beta)
{
	share <- d$food / d$exp
	cuts <- quantile_of(share, w, c(0.45, 0.55))
	near <- share >= cuts[1] & share <= cuts[2]
	weighted.mean((d$food / d$size^beta)[near], w[near])
}

for (name in names(weights))
	for (beta in c(0.56, 0.41))
	{
		w <- weights[[name]]
		args <- sprintf("beta %g, %s", beta, name)
		line <- subsistence(w, beta) * d$size^beta
		capacity <- d$exp - pmin(line, d$food)
		s <- d$oop / capacity
		e <- s >= 0.4
		out$add("subsistence", args, list(subsistence = subsistence(w, beta)))
		out$add("catastrophic_xu", args,
			catastrophic(e, ifelse(e, s - 0.4, 0), w, none), 1e-11, 1e-15)
		out$add("xu poverty", args, list(
			poor = weighted.mean(d$exp < line, w),
			impoverished = weighted.mean(d$exp >= line & d$exp - d$oop < line, w)))
	}
for (i in seq_len(nrow(d)))
{
	line <- subsistence(d$wt, 0.56) * d$size^0.56
	out$add("capacity_to_pay", sprintf("%d", d$hh[i]),
		list(capacity = (d$exp - pmin(line, d$food))[i],
			equivalent_size = d$size[i]^0.56))
}

# ---- lines: WHO Europe, and the revised indicator 3.8.2 ----

# food stands for the basic needs, a person for an equivalent adult
for (name in names(weights))
{
	w <- weights[[name]]
	head <- d$exp / d$size
	cuts <- quantile_of(head, w, c(0.25, 0.35))
	near <- head >= cuts[1] & head <= cuts[2]
	out$add("basic_needs_line", name,
		list(line = weighted.mean((d$food / d$size)[near], w[near])))

	day <- head / 365 / 4
	line <- max(2.15, 1.15 + 0.5 * quantile_of(day, w, 0.5))
	beyond <- function(share) d$oop > 0 &
		d$oop / d$size / 365 / 4 > share * (day - line)
	out$add("societal_poverty_line", name, list(line = line,
		median = quantile_of(day, w, 0.5)))
	out$add("hardship", name, list(
		hardship = weighted.mean(beyond(0.4), w),
		impoverishing = weighted.mean(beyond(1), w),
		large = weighted.mean(beyond(0.4) & !beyond(1), w)))
}

# ---- impoverishment ----

impoverishment <- function(x, oop, z, w)
{
	y <- x - oop
	poor <- data.frame(before = as.numeric(x < z), after = as.numeric(y < z))
	poor$change <- poor$after - poor$before
	gap <- cbind(before = pmax(0, z - x), after = pmax(0, z - y))
	three <- function(name, before, after, change = after - before)
		setNames(list(before, after, change), paste0(name, c("_before", "_after", "_change")))
	mean_of <- function(v) weighted.mean(v, w)
	positive <- function(when)
		if (any(poor[[when]] > 0)) mean_of(gap[, when]) / mean_of(poor[[when]]) else NA
	m <- means(poor, w)
	c(three("headcount", m$mean[[1]], m$mean[[2]], m$mean[[3]]),
		three("std_error", m$se[[1]], m$se[[2]], m$se[[3]]),
		three("gap", mean_of(gap[, 1]), mean_of(gap[, 2])),
		three("normalized_gap", mean_of(gap[, 1] / z), mean_of(gap[, 2] / z)),
		three("squared_gap", mean_of((gap[, 1] / z)^2), mean_of((gap[, 2] / z)^2)),
		three("mean_positive_gap", positive("before"), positive("after")),
		list(impoverished = mean_of(x >= z & y < z),
			further_impoverished = mean_of(x < z & oop > 0),
			deepening = mean_of((x < z) * oop / z), sum_weight = sum(w),
			n = length(x), n_missing = 0, n_zero_weight = 0,
			n_refund = sum(oop < 0), n_above_budget = sum(oop > x & oop > 0)))
}

for (name in names(weights))
{
	w <- weights[[name]]
	head <- d$exp / d$size
	for (z in c(2000, 3000, 4200, 8000, 50000))
		out$add("impoverishment", sprintf("line %d, %s", z, name),
			impoverishment(head, d$oop / d$size, z, w), 1e-12, 1e-13)
	# refunds that lift out of poverty, payments above everything
	out$add("impoverishment", sprintf("odd payments, %s", name),
		impoverishment(head, paid / d$size * ifelse(d$hh %% 3 == 0, 4, 1), 4200, w),
		1e-12, 1e-13)
	# a line of one's own, by the size of the household
	out$add("impoverishment", sprintf("own lines, %s", name),
		impoverishment(d$exp, d$oop, 4200 * d$size^0.8, w), 1e-12, 1e-12)
}

state <- function(x, oop, z)
{
	y <- x - oop
	ifelse(oop <= 0, "none", ifelse(x < z, "further impoverished",
		ifelse(y < z, "impoverished", ifelse(y < 1.2 * z, "at risk", "not at risk"))))
}
for (i in seq_len(nrow(d)))
	out$add("protection_state", sprintf("%d", d$hh[i]),
		list(state = state(d$exp / d$size, d$oop / d$size, 4200)[i]))

# ---- Pen's parade ----

parade <- function(w, steps)
{
	gross <- d$exp / d$size
	oop <- d$oop / d$size
	for (i in seq_along(gross))
	{
		tied <- gross == gross[i]
		d$mean_oop[i] <- weighted.mean(oop[tied], w[tied])
		d$lowest[i] <- min((gross - oop)[tied])
	}
	# tenths of a weight, each as often as there are steps
	rows <- rep(order(gross), (round(w * 10) * steps)[order(gross)])
	step <- rep(seq_len(steps), each = length(rows) / steps)
	lapply(seq_len(steps), function(k)
	{
		i <- rows[step == k]
		list(p = (k - 0.5) / steps, gross = mean(gross[i]) / 4200,
			net = mean((gross - d$mean_oop)[i]) / 4200,
			drip = mean(d$mean_oop[i]) / 4200, lowest_net = min(d$lowest[i]) / 4200)
	})
}

for (name in names(weights))
	for (steps in c(1, 7, 10))
	{
		rows <- parade(weights[[name]], steps)
		for (k in seq_len(steps))
			out$add("pen_parade", sprintf("step %d of %d, %s", k, steps, name),
				rows[[k]], 1e-11, 1e-14)
	}

out$write()
