# data.R
#		The data sets of sql/data, out of R's package datasets (public data;
#		sources in R's help pages, named in each line here).
#
# Rscript test/reference/data.R

store <- function(data, name)
{
	names(data) <- tolower(gsub(".", "_", names(data), fixed = TRUE))
	write.csv(data, file.path("sql", "data", paste0(name, ".csv")),
		row.names = FALSE, quote = FALSE, na = "", eol = "\n")
}

# McNeil (1977): weight of chicks by feed.
store(chickwts, "chickwts")

# New York State Department of Conservation: air quality 1973, with gaps.
store(airquality, "airquality")

# Anderson (1935), Fisher (1936): measures of irises.
store(iris, "iris")

# Beall (1942): insects counted by spray.
store(InsectSprays, "insectsprays")

# Mosteller & Tukey (1977): fertility in Switzerland 1888, %.
store(swiss, "swiss")

# Longley (1967): US economy, nearly collinear.
store(longley, "longley")

# Hartigan (1975) from the New Haven Register: lawyers' ratings of judges.
store(USJudgeRatings, "usjudgeratings")

# Bickel et al. (1975): admissions at Berkeley, counts.
store(as.data.frame(UCBAdmissions), "ucbadmissions")

# Motor Trend (1974), Henderson & Velleman (1981): 32 cars.
store(data.frame(car = rownames(mtcars), mtcars), "mtcars")
