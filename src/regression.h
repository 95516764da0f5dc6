/*
 * regression.h
 *		What the regressions share: their rows, their labels, their records.
 */
#ifndef MEDSEC_REGRESSION_H
#define MEDSEC_REGRESSION_H

#include "types.h"

#include "core/design.h"
#include "core/linear_model.h"

/*
 * The arguments of an aggregate that keeps rows, by number; 0: there is none.
 * The columns come after y, one by one or as one array.  A row is kept as
 *
 *	[cluster, two numbers]  [weight]  y  columns
 */
typedef struct RegressionForm
{
	int cluster;
	int weight;
	int y;
	bool is_array;
} RegressionForm;

extern int regression_lead(const RegressionForm *form);
extern Datum
regression_accum(FunctionCallInfo fcinfo, const RegressionForm *form);

extern ms_rows regression_rows(FunctionCallInfo fcinfo,
                               const RegressionForm *form,
                               int64 *missing);

/* ---- labels and notes ---- */

extern Datum *regression_labels(
    FunctionCallInfo fcinfo, int i, int k, bool with_response, int *count);
extern int regression_rank(const ms_term_state *states, int k);
extern const char *regression_names(const Datum *labels,
                                    const ms_term_state *states,
                                    int k,
                                    ms_term_state from,
                                    ms_term_state to);
extern const char *regression_rank_note(const Datum *labels,
                                        const ms_term_state *states,
                                        int k,
                                        int rank);
extern const char *regression_note(const char *first, const char *second);

/* ---- a model's record, which anybody may have made up ---- */

extern void regression_row_matrix(Row *row, const double *matrix, int n);
extern Datum regression_states_array(const ms_term_state *states, int n);
extern ms_term_state *regression_states(Datum record, int field, int n);
extern double *
regression_vector(Datum record, int field, const char *name, int *n);
extern double *
regression_figures(Datum record, int field, const char *name, int n);
extern double regression_figure(Datum record, int field, const char *name);
extern const char *regression_text(Datum record, int field);
extern void row_term(Row *row, const ms_term *term, double df, double level);

#endif /* MEDSEC_REGRESSION_H */
