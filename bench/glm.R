# Rscript glm.R FILE: reads an outcome and four columns from a CSV file, the quickest
# way base R has, and fits a logistic regression, as far as double precision goes.
# Prints the milliseconds of reading and of the rest, and the slope of the first.
elapsed <- function() proc.time()[["elapsed"]]
start <- elapsed()
x <- matrix(scan(commandArgs(TRUE)[1], sep = ",", quiet = TRUE), ncol = 5, byrow = TRUE)
read <- elapsed()
model <- glm(x[, 1] ~ x[, 2:5], family = binomial, control = list(epsilon = 1e-14))
done <- elapsed()
cat(1000 * (read - start), 1000 * (done - read), format(coef(model)[[2]], digits = 17), "\n")
