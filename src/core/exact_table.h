/*
 * exact_table.h
 *		Fisher's exact test: the law of a table whose margins are given.
 */
#ifndef MEDSEC_CORE_EXACT_TABLE_H
#define MEDSEC_CORE_EXACT_TABLE_H

#include "inference.h"
#include "status.h"

typedef struct ms_exact_2x2
{
	double estimate; /* conditional maximum likelihood odds ratio */
	double p_value;
	ms_interval limits; /* high may be infinite */
	bool at_end; /* a cell could not be smaller: estimate is 0 or infinite */
} ms_exact_2x2;

#define MS_EXACT_MAX_2X2 1e9 /* rows counted: seconds of work */

/*
 * Of whole counts a, b / c, d with no empty margin; all MS_NULL and
 * MS_NOT_CONVERGED beyond the limit.
 */
extern ms_status ms_exact_table_2x2(const double n[4],
                                    ms_alternative alternative,
                                    double level,
                                    ms_exact_2x2 *result);

/*
 * The p-value of an r x c table (by rows) of whole counts with no empty margin.
 * `work` has room for ms_exact_table_room(...) doubles.  MS_OVERFLOW: more
 * `nodes` are needed; MS_NOT_CONVERGED: the table is beyond the limits below.
 */
#define MS_EXACT_MAX_TOTAL 10000 /* rows counted */
#define MS_EXACT_MAX_SMALL 12 /* categories of the variable that has fewer */
#define MS_EXACT_MAX_LARGE 100
#define MS_EXACT_MAX_STEPS 20000000

extern size_t
ms_exact_table_room(int rows, int columns, double total, int nodes);
extern ms_status ms_exact_table(const double *n,
                                int rows,
                                int columns,
                                int nodes,
                                double *work,
                                double *p_value);

#endif /* MEDSEC_CORE_EXACT_TABLE_H */
