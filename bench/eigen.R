# Rscript eigen.R MATRIX REPETITIONS: milliseconds of one eigen(symmetric = TRUE)
# of a matrix given as CSV, and its largest eigenvalue.
arguments <- commandArgs(TRUE)
r <- as.matrix(read.csv(arguments[1], header = FALSE))
repetitions <- as.integer(arguments[2])
solution <- eigen(r, symmetric = TRUE)
seconds <- system.time(for (i in seq_len(repetitions)) eigen(r, symmetric = TRUE))[["elapsed"]]
cat(1000 * seconds / repetitions, format(solution$values[1], digits = 17), "\n")
