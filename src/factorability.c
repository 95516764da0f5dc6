/*
 * factorability.c
 *		Is a correlation matrix worth a factor analysis: KMO, MSA, Bartlett.
 */
#include "types.h"

#include "core/factorability.h"

typedef struct Assessment
{
	ms_factorability figures;
	double *msa;
	const char *note;
} Assessment;

static Assessment
assess(const ms_comoments *c)
{
	Assessment a = {.figures = {0, MS_NULL, MS_NULL, MS_NULL, MS_NULL, MS_NULL},
	                .msa = palloc(Max(c->p, 1) * sizeof(double)),
	                .note = comoments_undefined_note(c)};
	double *r;
	ms_status status;

	for (int j = 0; j < c->p; j++)
		a.msa[j] = MS_NULL;
	if (a.note != NULL)
		return a;
	r = medsec_square(c->p);
	ms_comoments_correlation(c, r);
	status = ms_factorability_assess(c->p,
	                                 c->weight,
	                                 r,
	                                 &a.figures,
	                                 a.msa,
	                                 palloc(ms_factorability_workspace(c->p)));
	if (status == MS_SINGULAR)
		a.note = comoments_singular_note("correlation", a.figures.rank, c->p);
	else if (status == MS_UNDEFINED)
		a.note = "fewer than 2 columns";
	else
		medsec_check_status(status, "factorability");
	return a;
}

/* The note of a figure: why there are none, or why there is not this one. */
static const char *
note_of(const Assessment *a, double figure, const char *why_none)
{
	return a->note == NULL && ms_is_null(figure) ? why_none : a->note;
}

PG_FUNCTION_INFO_V1(medsec_kmo);
Datum
medsec_kmo(PG_FUNCTION_ARGS)
{
	const ms_comoments *c = comoments_arg(fcinfo, 0);
	Assessment a = assess(c);
	Row row;

	row_begin(&row, fcinfo);
	row_float8(&row, a.figures.kmo);
	row_float8(&row, c->weight);
	row_int32(&row, c->p);
	row_float8(&row, a.figures.determinant);
	row_text(&row, note_of(&a, a.figures.kmo, "no two columns correlate"));
	return row_finish(&row);
}

PG_FUNCTION_INFO_V1(medsec_kmo_items);
Datum
medsec_kmo_items(PG_FUNCTION_ARGS)
{
	Row row;

	row_begin_set(&row, fcinfo);
	if (!PG_ARGISNULL(0))
	{
		const ms_comoments *c = comoments_arg(fcinfo, 0);
		int p = c->p;
		Datum *labels = medsec_labels_arg(fcinfo, 1, &p);
		Assessment a = assess(c);

		for (int j = 0; j < p; j++)
		{
			double msa = j < c->p ? a.msa[j] : MS_NULL;

			row_datum(&row, labels[j]);
			row_float8(&row, msa);
			row_text(&row,
			         note_of(&a, msa, "it correlates with no other column"));
			row_emit(&row);
		}
	}
	return (Datum) 0;
}

PG_FUNCTION_INFO_V1(medsec_bartlett_sphericity);
Datum
medsec_bartlett_sphericity(PG_FUNCTION_ARGS)
{
	const ms_comoments *c = comoments_arg(fcinfo, 0);
	Assessment a = assess(c);
	Row row;

	row_begin(&row, fcinfo);
	row_text(&row, "Bartlett test of sphericity");
	row_float8(&row, a.figures.statistic);
	row_float8(&row, a.figures.df);
	row_float8(&row, a.figures.p_value);
	row_float8(&row, c->weight);
	row_float8(&row, a.figures.determinant);
	row_text(&row,
	         note_of(&a, a.figures.statistic, "too few rows for the test"));
	return row_finish(&row);
}
