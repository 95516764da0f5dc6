/*
 * test_pca_score.c
 *		Scores and the composite of a row, by hand.
 */
#include "check.h"
#include "core/pca_score.h"

int
main(void)
{
	const double center[] = {10, -2, 0.5};
	const double scale[] = {2, 4, 0.25};
	/* item by component */
	const double coefficient[] = {1, 2, 3, 4, 5, 6};
	const double share[] = {0.75, 0.25};
	const ms_pca_scale s = {3, 2, center, scale, coefficient, share};
	/* 3, -1 and 2 deviations from the centre */
	const double row[] = {16, -6, 1};

	CHECK(ms_pca_score_of(&s, 0, row) == 3 - 3 + 10);
	CHECK(ms_pca_score_of(&s, 1, row) == 6 - 4 + 12);
	CHECK(ms_pca_composite_of(&s, row) == 0.75 * 10 + 0.25 * 14);
	CHECK(ms_pca_score_of(&s, 0, center) == 0);
	CHECK(ms_pca_composite_of(&s, center) == 0);
	return check_summary();
}
