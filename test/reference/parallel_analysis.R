# parallel_analysis.R
#		Eigenvalues of random correlation matrices (Horn 1965), by simulation:
#		the tolerance is what a thousand replicates scatter.

source("test/reference/common.R")
out <- new_reference("parallel_analysis")
set.seed(1)

for (size in list(c(100, 5), c(40, 8)))
{
	values <- replicate(20000, eigen(cor(matrix(rnorm(size[1] * size[2]),
		size[1])), TRUE, only.values = TRUE)$values)
	for (i in seq_len(size[2]))
		out$add(sprintf("n %d, p %d", size[1], size[2]), sprintf("component %d", i),
			list(mean_eigenvalue = mean(values[i, ]),
				percentile_eigenvalue = unname(quantile(values[i, ], 0.95))),
			0, c(0.015, 0.03) * if (i == 1) 2 else 1)
}

out$write()
