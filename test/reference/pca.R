# pca.R
#		Principal components, rotated and not, with scores.
#
# Eigenvalues and vectors: R's eigen on the correlation or covariance matrix
# (denominator n - 1).  Signs: the largest absolute entry of a column is
# positive.  Varimax and quartimax: plane rotations until no angle is above
# 1e-15 (R's varimax stops at four digits); promax: Hendrickson & White (1964),
# power 4, from the varimax loadings.

source("test/reference/common.R")
out <- new_reference("pca")

sign_of <- function(column) sign(column[which.max(abs(column))])

# Orthomax by planes (Kaiser 1958): weight 1 = varimax, 0 = quartimax.
orthomax <- function(loadings, weight, normalize)
{
	p <- nrow(loadings)
	k <- ncol(loadings)
	length <- if (normalize) sqrt(rowSums(loadings^2)) else rep(1, p)
	l <- loadings / length
	rotation <- diag(k)
	repeat
	{
		largest <- 0
		for (i in seq_len(k - 1))
			for (j in (i + 1):k)
			{
				u <- l[, i]^2 - l[, j]^2
				v <- 2 * l[, i] * l[, j]
				angle <- atan2(2 * sum(u * v) - 2 * weight * sum(u) * sum(v) / p,
					sum(u^2 - v^2) - weight * (sum(u)^2 - sum(v)^2) / p) / 4
				turn <- matrix(c(cos(angle), sin(angle), -sin(angle),
					cos(angle)), 2)
				l[, c(i, j)] <- l[, c(i, j)] %*% turn
				rotation[, c(i, j)] <- rotation[, c(i, j)] %*% turn
				largest <- max(largest, abs(angle))
			}
		if (largest < 1e-15)
			break
	}
	rotation
}

promax_of <- function(loadings, power = 4)
{
	u <- solve(crossprod(loadings), crossprod(loadings,
		loadings * abs(loadings)^(power - 1)))
	u %*% diag(sqrt(diag(solve(crossprod(u)))))
}

# What each component explains: pattern times structure, which adds up to the
# communalities however oblique the turn.
explained_by <- function(loadings, turn)
	colSums((loadings %*% turn) * (loadings %*% turn %*% solve(crossprod(turn))))

# The turn: loadings times it is the pattern.
rotate <- function(loadings, rotation, normalize)
{
	turn <- switch(rotation, none = diag(ncol(loadings)),
		varimax = , promax = orthomax(loadings, 1, normalize),
		quartimax = orthomax(loadings, 0, normalize))
	if (rotation == "none")
		return(turn)
	order_and_sign <- function(turn)
	{
		turn <- turn[, order(-explained_by(loadings, turn))]
		turn %*% diag(apply(loadings %*% turn, 2, sign_of))
	}
	turn <- order_and_sign(turn)
	if (rotation == "promax")
		turn <- order_and_sign(turn %*% promax_of(loadings %*% turn))
	turn
}

one <- function(case, x, matrix, k, rotation, normalize, scores, rows)
{
	x <- as.matrix(x[complete.cases(x), ])
	centre <- colMeans(x)
	scale <- if (matrix == "correlation") apply(x, 2, sd) else rep(1, ncol(x))
	e <- eigen(if (matrix == "correlation") cor(x) else cov(x))
	values <- e$values
	vectors <- e$vectors %*% diag(apply(e$vectors, 2, sign_of))
	loadings <- vectors[, 1:k] %*% diag(sqrt(values[1:k]), k)
	turn <- rotate(loadings, rotation, normalize)
	pattern <- loadings %*% turn
	phi <- solve(crossprod(turn))
	structure <- pattern %*% phi

	# Variance 1 when standardized or rotated, else the eigenvalue.
	coefficients <- if (rotation == "none" && scores == "principal")
		vectors[, 1:k] else
		vectors[, 1:k] %*% diag(1 / sqrt(values[1:k]), k) %*% t(solve(turn))
	explained <- explained_by(loadings, turn)
	share <- explained / sum(explained)
	score <- scale(x, centre, scale)[rows, ] %*% coefficients

	args <- sprintf("%s, %d, %s%s, %s", matrix, k, rotation,
		if (normalize) "" else " raw", scores)
	tolerance <- if (rotation == "none") 1e-11 else 1e-9
	for (i in seq_along(values))
		out$add(case, sprintf("%s, component %d", args, i), list(
			eigenvalue = values[i], explained = values[i] / sum(values),
			cumulative = sum(values[1:i]) / sum(values),
			retained = if (i <= k) "true" else "false"), 1e-9, 1e-12)
	for (j in seq_len(k))
	{
		if (rotation != "none")
			out$add(case, sprintf("%s, component %d", args, j), list(
				rotated_ss = explained[j],
				rotated_explained = explained[j] / sum(values)), 1e-9)
		for (i in seq_len(ncol(x)))
			out$add(case, sprintf("%s, %s %d", args, colnames(x)[i], j), list(
				eigenvector = vectors[i, j], loading = pattern[i, j],
				coefficient = coefficients[i, j]), 0,
				tolerance * max(1, abs(loadings)))
		for (i in seq_len(ncol(x)))
			out$add(case, sprintf("%s, %s %d", args, colnames(x)[i], j), list(
				communality = sum(pattern[i, ] * structure[i, ])), 1e-9)
		if (matrix == "correlation")
			for (i in seq_len(ncol(x)))
				out$add(case, sprintf("%s, %s %d", args, colnames(x)[i], j),
					list(structure = structure[i, j]), 0, tolerance)
		for (i in seq_along(rows))
			out$add(case, sprintf("%s, row %d", args, rows[i]), setNames(
				list(score[i, j]), j), 1e-9, 1e-9)
	}
	for (i in seq_along(rows))
		out$add(case, sprintf("%s, row %d", args, rows[i]), list(
			composite = sum(share * score[i, ])), 1e-9, 1e-9)
}

each <- function(case, x, matrix, k, rows, kaiser = c(TRUE, FALSE))
{
	one(case, x, matrix, k, "none", TRUE, "principal", rows)
	one(case, x, matrix, k, "none", TRUE, "standardized", rows)
	for (rotation in c("varimax", "quartimax", "promax"))
		for (normalize in kaiser)
			one(case, x, matrix, k, rotation, normalize, "principal", rows)
}

each("swiss", data_set("swiss"), "correlation", 3, c(1, 2, 47))
each("usjudgeratings", data_set("usjudgeratings"), "correlation", 2, c(1, 43),
	TRUE)
each("iris", data_set("iris")[1:4], "correlation", 2, c(1, 150))
each("longley", data_set("longley"), "correlation", 2, c(1, 16))
each("iris", data_set("iris")[1:4], "covariance", 2, c(1, 150))

out$write()
