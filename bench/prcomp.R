# Rscript prcomp.R FILE: reads 16 columns from a CSV file, the quickest way base R
# has, and computes the loadings of the components.  Prints the milliseconds of
# reading and of the rest, and the largest eigenvalue.
elapsed <- function() proc.time()[["elapsed"]]
start <- elapsed()
x <- matrix(scan(commandArgs(TRUE)[1], sep = ",", quiet = TRUE), ncol = 16, byrow = TRUE)
read <- elapsed()
solution <- prcomp(x, scale. = TRUE)
loadings <- solution$rotation %*% diag(solution$sdev)
done <- elapsed()
cat(1000 * (read - start), 1000 * (done - read), format(solution$sdev[1]^2, digits = 17), "\n")
