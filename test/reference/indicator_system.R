# indicator_system.R
#		Scores by dimension, and their ranks, of the states of the USA.
#
# OECD/JRC handbook (2008): every indicator is turned so that more is better,
# brought to a scale, and averaged with the weights of its dimension.  In
# `gaps` some values are missing: strict compares complete states only,
# renormalize averages what a state has.

source("test/reference/common.R")
out <- new_reference("indicator_system")

# Income per head, illiteracy %, life expectancy, murders per 100,000, high
# school graduates %: US Bureau of the Census, 1970 to 1976 (R's state.x77).
states <- data.frame(state = rownames(state.x77),
	state.x77[, c("Income", "Illiteracy", "Life Exp", "Murder", "HS Grad")])
names(states) <- c("state", "income", "illiteracy", "life_exp", "murder",
	"hs_grad")
write.csv(states, file.path("sql", "data", "states.csv"), row.names = FALSE,
	quote = FALSE, eol = "\n")

layout <- data.frame(
	indicator = c("income", "illiteracy", "life_exp", "murder", "hs_grad"),
	dimension = c("economy", "education", "safety", "safety", "education"),
	sign = c(1, -1, 1, -1, 1), weight = c(2, 1, 2, 1, 1) / 7)

full <- as.matrix(states[layout$indicator])
gaps <- full
gaps[seq_len(50) %% 7 == 3, "income"] <- NA
gaps[seq_len(50) %% 11 == 5, c("murder", "hs_grad")] <- NA

# One indicator on a scale.
scaled <- function(x, sign, normalization, low)
{
	z <- sign * x
	known <- z[!is.na(z)]
	n <- length(known)
	place <- ifelse(is.na(z), NA, rank(z, na.last = "keep"))
	switch(normalization,
		minmax = low + (100 - low) * (z - min(known)) /
			(max(known) - min(known)),
		zscore = (z - mean(known)) / sd(known),
		rank = place,
		percentile = 100 * (place - 0.5) / n,
		distance = 100 * if (sign > 0) x / max(known) else min(-known) / x)
}

mean_of <- function(x, w, aggregation)
{
	w <- w[!is.na(x)] / sum(w[!is.na(x)])
	x <- x[!is.na(x)]
	switch(aggregation,
		arithmetic = sum(w * x),
		geometric = exp(sum(w * log(x))),
		harmonic = 1 / sum(w / x))
}

# The score of every state by some of the indicators.
score <- function(x, normalization, aggregation, missing, columns,
	weight = layout$weight)
{
	if (missing == "strict")
		x[!complete.cases(x), ] <- NA
	low <- if (aggregation == "arithmetic") 0 else 1
	z <- sapply(columns, function(j)
		scaled(x[, j], layout$sign[j], normalization, low))
	apply(z, 1, function(row)
		if (all(is.na(row))) NA else mean_of(row, weight[columns], aggregation))
}

# Ranks must not hang on the last digit of a mean.
place <- function(score)
	rank(-signif(score, 12), na.last = "keep", ties.method = "min")

add <- function(case, x, normalization, aggregation, missing)
	for (dimension in c("overall", unique(layout$dimension)))
	{
		columns <- which(dimension == "overall" | layout$dimension == dimension)
		s <- score(x, normalization, aggregation, missing, columns)
		for (i in seq(1, 50, 4))
			out$add(case, sprintf("%s, %s, %s, %s, %s", normalization,
				aggregation, missing, states$state[i], dimension),
				list(score = s[i], rank = place(s)[i],
					missing = sum(is.na(x[i, columns]))), 1e-12, 1e-11)
	}

for (normalization in c("minmax", "zscore", "rank", "percentile", "distance"))
	for (aggregation in c("arithmetic", "geometric", "harmonic"))
		if (normalization != "zscore" || aggregation == "arithmetic")
			add("full", full, normalization, aggregation, "strict")
for (missing in c("strict", "renormalize"))
{
	add("gaps", gaps, "minmax", "arithmetic", missing)
	add("gaps", gaps, "minmax", "geometric", missing)
}

#
# Scenarios.
#
entropy <- function(z)
{
	p <- apply(z, 2, function(x) x / sum(x))
	e <- -colSums(ifelse(p > 0, p * log(p), 0)) / log(nrow(z))
	(1 - e) / sum(1 - e)
}
critic <- function(z)
{
	information <- apply(z, 2, sd) * rowSums(1 - cor(z))
	information / sum(information)
}
unit_scale <- sapply(1:5, function(j)
	scaled(full[, j], layout$sign[j], "minmax", 0) / 100)

overall <- function(normalization = "minmax", aggregation = "arithmetic",
	weight = layout$weight, columns = 1:5)
	score(full, normalization, aggregation, "strict", columns, weight)

scenarios <- c(list(
	"base" = overall(),
	"equal weights" = overall(weight = rep(1, 5)),
	"entropy weights" = overall(weight = entropy(unit_scale)),
	"critic weights" = overall(weight = critic(unit_scale)),
	"zscore" = overall("zscore"), "rank" = overall("rank"),
	"distance" = overall("distance"),
	"geometric" = overall(aggregation = "geometric")),
	setNames(lapply(1:5, function(j) overall(columns = setdiff(1:5, j))),
		paste("without", layout$indicator)))
ranks <- sapply(scenarios, place)
for (name in names(scenarios))
	for (i in seq(1, 50, 4))
		out$add("sensitivity", sprintf("%s, %s", name, states$state[i]),
			list(score = scenarios[[name]][i], rank = ranks[i, name],
				base_rank = ranks[i, "base"],
				shift = ranks[i, name] - ranks[i, "base"]), 1e-11, 1e-11)
for (i in seq_len(50))
	out$add("rank range", states$state[i], list(base_rank = ranks[i, "base"],
		best_rank = min(ranks[i, ]), worst_rank = max(ranks[i, ]),
		mean_rank = mean(ranks[i, ]), scenarios = ncol(ranks) - 1,
		same_share = mean(ranks[i, -1] == ranks[i, "base"])), 1e-12)

out$write()
