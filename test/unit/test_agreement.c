/*
 * test_agreement.c
 *		Agreement of coders against published examples, and identities.
 */
#include <gsl/gsl_errno.h>
#include <stdlib.h>

#include "check.h"
#include "core/agreement.h"
#include "core/sort.h"

#define GAP (-1)
#define MOST 200

static double records[MOST * MS_RATING_STRIDE];
static double work[MOST * 8];

/* Ratings of a table: coders are rows, units columns, GAP is none. */
static ms_ratings
ratings_of(int coders, int units, const double *x)
{
	ms_ratings r = {.units = units, .coders = coders, .records = records};

	for (int unit = 0; unit < units; unit++)
	{
		for (int coder = 0; coder < coders; coder++)
		{
			double *record = records + MS_RATING_STRIDE * r.n;

			if (x[coder * units + unit] == GAP)
				continue;
			record[0] = unit;
			record[1] = coder;
			record[2] = x[coder * units + unit];
			r.n++;
		}
	}
	ms_sort_records(records, r.n, MS_RATING_STRIDE, 0, work);
	return r;
}

static double
alpha_of(const ms_ratings *r, ms_level level)
{
	ms_krippendorff k;

	ms_krippendorff_of(r, level, work, &k);
	return k.alpha;
}

/* Krippendorff (2011) */
static const double book[4 * 12] = {1,   2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP,
                                    1,   2, 3, 3, 2, 2, 4, 1, 2, 5,   GAP, GAP,
                                    GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5,   1,   3,
                                    1,   2, 3, 3, 2, 4, 4, 1, 2, 5,   1,   GAP};

static void
test_krippendorff(void)
{
	ms_ratings r = ratings_of(4, 12, book);
	ms_krippendorff k;

	CHECK_ABS(alpha_of(&r, MS_NOMINAL), 0.743, 5e-4);
	CHECK_ABS(alpha_of(&r, MS_ORDINAL), 0.815, 5e-4);
	CHECK_ABS(alpha_of(&r, MS_INTERVAL), 0.849, 5e-4);
	CHECK_ABS(alpha_of(&r, MS_RATIO), 0.797, 5e-4);
	/* R, irr */
	CHECK_REL(alpha_of(&r, MS_NOMINAL), 0.743421052631579, 1e-13);
	CHECK_REL(alpha_of(&r, MS_ORDINAL), 0.815387503754881, 1e-13);
	CHECK_REL(alpha_of(&r, MS_INTERVAL), 0.849107142857143, 1e-13);
	CHECK_REL(alpha_of(&r, MS_RATIO), 0.797402774711612, 1e-13);
	ms_krippendorff_of(&r, MS_NOMINAL, work, &k);
	CHECK(k.units == 11 && k.single == 1 && k.ratings == 40);
	CHECK_REL(k.agreement, 0.8, 1e-14);
	CHECK(k.note == NULL);
}

/* Values 0 and 1: nominal, ordinal and interval are one; so is ratio. */
static void
test_two_values(void)
{
	static const double x[] = {0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 0};
	ms_ratings r = ratings_of(2, 8, x);
	double alpha = alpha_of(&r, MS_NOMINAL);

	CHECK_REL(alpha_of(&r, MS_ORDINAL), alpha, 1e-13);
	CHECK_REL(alpha_of(&r, MS_INTERVAL), alpha, 1e-13);
	CHECK_REL(alpha_of(&r, MS_RATIO), alpha, 1e-13);
}

/* Fleiss (1971), the example of 10 units, 14 coders and 5 categories */
static void
test_fleiss(void)
{
	static const int counts[10][5] = {{0, 0, 0, 0, 14},
	                                  {0, 2, 6, 4, 2},
	                                  {0, 0, 3, 5, 6},
	                                  {0, 3, 9, 2, 0},
	                                  {2, 2, 8, 1, 1},
	                                  {7, 7, 0, 0, 0},
	                                  {3, 2, 6, 3, 0},
	                                  {2, 5, 3, 2, 2},
	                                  {6, 5, 2, 1, 0},
	                                  {0, 2, 2, 3, 7}};
	double x[14 * 10];
	ms_fleiss f;
	ms_ratings r;

	for (int unit = 0; unit < 10; unit++)
	{
		int coder = 0;

		for (int category = 0; category < 5; category++)
		{
			for (int i = 0; i < counts[unit][category]; i++)
				x[coder++ * 10 + unit] = category;
		}
	}
	r = ratings_of(14, 10, x);
	ms_fleiss_of(&r, work, &f);
	CHECK_ABS(f.kappa, 0.210, 5e-4);
	CHECK_ABS(f.agreement, 0.378, 5e-4);
	CHECK_ABS(f.expected, 0.213, 5e-4);
	CHECK(f.units == 10 && f.coders == 14 && f.categories == 5);
	/* R, the formulas written down again */
	CHECK_REL(f.kappa, 0.20993070442195522, 1e-12);
	CHECK_REL(f.std_error, 0.016965069224393132, 1e-11);

	/* many coders: Krippendorff's nominal alpha differs by a share of 1/n */
	CHECK_REL(1 - alpha_of(&r, MS_NOMINAL), (1 - f.kappa) * 139 / 140, 1e-12);
}

/* Siegel & Castellan (1988): coders who rank, without ties and with */
static void
test_kendall(void)
{
	static const double ranks[3 * 6] = {
	    1, 6, 3, 2, 5, 4, 1, 5, 6, 4, 2, 3, 6, 3, 2, 5, 4, 1};
	static const double ties[3 * 4] = {1, 2, 2, 3, 1, 1, 3, 4, 5, 5, 5, 9};
	ms_kendall_w k;
	ms_ratings r = ratings_of(3, 6, ranks);

	ms_kendall_w_of(&r, work, &k);
	CHECK_ABS(k.w, 0.162, 5e-4);
	CHECK_REL(k.statistic, 15 * k.w, 1e-14);
	CHECK(k.df == 5 && k.units == 6);
	r = ratings_of(3, 4, ties);
	ms_kendall_w_of(&r, work, &k);
	CHECK_REL(k.w, 0.875, 1e-13);
}

static void
test_degenerate(void)
{
	static const double same[] = {2, 2, 2, 2}, apart[] = {1, GAP, GAP, 2},
	                    constant[] = {1, 1, 1, 3, 2, 1},
	                    negative[] = {-2, 2, 3, 3};
	ms_krippendorff k;
	ms_kendall_w w;
	ms_fleiss f;
	ms_ratings r = ratings_of(2, 2, same);

	ms_fleiss_of(&r, work, &f);
	CHECK(ms_is_null(f.kappa) && check_says(f.note, "the same"));
	CHECK(f.agreement == 1);
	ms_krippendorff_of(&r, MS_INTERVAL, work, &k);
	CHECK(ms_is_null(k.alpha) && check_says(k.note, "the same"));
	ms_kendall_w_of(&r, work, &w);
	CHECK(ms_is_null(w.w) && check_says(w.note, "every coder"));

	r = ratings_of(2, 2, apart);
	ms_fleiss_of(&r, work, &f);
	CHECK(check_says(f.note, "two ratings"));
	ms_krippendorff_of(&r, MS_NOMINAL, work, &k);
	CHECK(check_says(k.note, "two ratings") && k.single == 2);
	ms_kendall_w_of(&r, work, &w);
	CHECK(check_says(w.note, "fewer than 2 units") && w.incomplete == 2);

	r = ratings_of(2, 3, constant);
	ms_kendall_w_of(&r, work, &w);
	CHECK(check_says(w.note, "a coder") && w.w > 0);

	r = ratings_of(2, 2, negative);
	ms_krippendorff_of(&r, MS_RATIO, work, &k);
	CHECK(ms_is_null(k.alpha) && check_says(k.note, "negative"));

	r.n = 0;
	ms_fleiss_of(&r, work, &f);
	CHECK(check_says(f.note, "no ratings"));
	r = ratings_of(1, 4, same);
	ms_krippendorff_of(&r, MS_NOMINAL, work, &k);
	CHECK(check_says(k.note, "2 coders"));

	r = ratings_of(2, 2, negative);
	records[4] = records[1]; /* the second rating of the unit is the first's */
	ms_fleiss_of(&r, work, &f);
	CHECK(check_says(f.note, "more than once"));
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_krippendorff();
	test_two_values();
	test_fleiss();
	test_kendall();
	test_degenerate();
	return check_summary();
}
