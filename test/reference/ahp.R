# ahp.R
#		Weights from pairwise judgements: R's eigen.
#
# Judgements of 1 to 12 criteria by rules that a test can repeat: "even" ones
# that nearly agree, and "wild" ones that do not; and what four judges of
# three criteria make together (Aczel & Saaty 1983).

source("test/reference/common.R")
out <- new_reference("ahp")

random_index <- c(0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)

judgements <- function(n, upper)
{
	a <- diag(n)
	for (i in seq_len(n))
		for (j in seq_len(n))
			if (i < j)
			{
				a[i, j] <- upper(i, j)
				a[j, i] <- 1 / a[i, j]
			}
	a
}

rules <- list(
	even = function(i, j) min(9, j - i + 1),
	wild = function(i, j) (1 + (i * i + 3 * j + i * j) %% 9)^((-1)^(i + j)))

solve_ahp <- function(case, args, a)
{
	n <- nrow(a)
	e <- eigen(a)
	first <- which.max(Re(e$values))
	weights <- Re(e$vectors[, first])
	weights <- weights / sum(weights)
	geometric <- exp(rowMeans(log(a)))
	lambda <- Re(e$values[first])
	index <- if (n > 2) (lambda - n) / (n - 1) else 0
	ratio <- if (n > 10) NA else if (n > 2) index / random_index[n] else 0
	note <- if (n > 10) "no random index for more than 10 criteria" else
		if (ratio >= 0.1) "inconsistent judgements" else NA
	out$add(case, args, list(lambda_max = lambda), 1e-12)
	out$add(case, args, list(consistency_index = index,
		consistency_ratio = ratio), 0, 1e-11)
	out$add(case, args, list(n = n, note = note), 0)
	for (i in seq_len(n))
		out$add(case, args, setNames(list(weights[i],
			geometric[i] / sum(geometric)),
			paste(c("weight", "geometric"), i)), 1e-11)
}

for (rule in names(rules))
	for (n in 1:12)
		solve_ahp(rule, n, judgements(n, rules[[rule]]))

judges <- list(c(3, 5, 2), c(1 / 2, 4, 7), c(2, 2, 1), c(9, 3, 1 / 5))
matrices <- lapply(judges, function(u)
	judgements(3, function(i, j) u[i + j - 2]))
group <- exp(Reduce(`+`, lapply(matrices, log)) / length(matrices))
for (i in 1:3)
	for (j in 1:3)
		out$add("group", "matrix", setNames(list(group[i, j]),
			paste(i, j)), 1e-13)
solve_ahp("group", "3", group)

out$write()
