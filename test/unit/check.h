/*
 * check.h
 *		Checks of the unit tests: count, compare, report.
 *
 * A test program is one main() that ends with `return check_summary();`.  It
 * prints a line for each failure, and one closing line
 * "name: N passed, M failed" that script/test adds up.
 */
#ifndef MEDSEC_CHECK_H
#define MEDSEC_CHECK_H

#include <math.h>
#include <stdio.h>
#include <string.h>

static int check_passed;
static int check_failed;

static inline int
check_that(int ok, const char *what, const char *file, int line)
{
	if (ok)
		check_passed++;
	else
	{
		check_failed++;
		printf("FAILED %s:%d: %s\n", file, line, what);
	}
	return ok;
}

/* Is got within rel * |want| (or within abs) of want?  NaN is near NaN only. */
static inline int
check_close(double got,
            double want,
            double rel,
            double abs,
            const char *what,
            const char *file,
            int line)
{
	int ok;

	if (isnan(want) || isnan(got))
		ok = isnan(want) && isnan(got);
	else if (isinf(want) || isinf(got))
		ok = want == got;
	else
		ok = fabs(got - want) <= rel * fabs(want) + abs;
	if (!check_that(ok, what, file, line))
		printf("       got %.17g, want %.17g, relative error %.2g\n",
		       got,
		       want,
		       want == 0 ? fabs(got) : fabs(got / want - 1));
	return ok;
}

static inline int
check_summary_of(const char *file)
{
	const char *name = strrchr(file, '/');

	printf("%s: %d passed, %d failed\n",
	       name ? name + 1 : file,
	       check_passed,
	       check_failed);
	return check_failed > 0;
}

/* Is there a note, and does it have these words? */
static inline int
check_says(const char *note, const char *words)
{
	return note != NULL && strstr(note, words) != NULL;
}

#define CHECK(condition) check_that((condition), #condition, __FILE__, __LINE__)
#define CHECK_REL(got, want, rel) \
	check_close((got), (want), (rel), 0, #got, __FILE__, __LINE__)
#define CHECK_ABS(got, want, abs) \
	check_close((got), (want), 0, (abs), #got, __FILE__, __LINE__)
#define check_summary() check_summary_of(__FILE__)

#endif /* MEDSEC_CHECK_H */
