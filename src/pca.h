/*
 * pca.h
 *		A solution of pca() read back from its composite type.
 *
 * The type is a plain record, so that it can be stored and read by anybody,
 * and so anybody can also make one up: whatever is read from it is checked.
 */
#ifndef MEDSEC_PCA_H
#define MEDSEC_PCA_H

#include "medsec.h"

#include "access/htup_details.h"

#include "core/pca.h"

/* the fields of the composite type, in its order */
enum
{
	FIELD_N = 1,
	FIELD_N_MISSING,
	FIELD_P,
	FIELD_K,
	FIELD_RANK,
	FIELD_MATRIX,
	FIELD_ROTATION,
	FIELD_SCORES,
	FIELD_CENTER,
	FIELD_SCALE,
	FIELD_EIGENVALUES,
	FIELD_EXPLAINED,
	FIELD_SHARE,
	FIELD_EIGENVECTORS,
	FIELD_LOADINGS,
	FIELD_COEFFICIENTS,
	FIELD_STRUCTURE,
	FIELD_COMMUNALITIES,
	FIELD_COMPONENT_CORRELATION,
	FIELD_NOTE
};

extern void pca_allocate_figures(ms_pca *f);
extern bool pca_read_size(HeapTupleHeader record, int *p, int *k);
extern const double *
pca_read_vector(HeapTupleHeader record, int field, const char *name, int n);
extern const double *pca_read_matrix(
    HeapTupleHeader record, int field, const char *name, int rows, int columns);
pg_attribute_noreturn() extern void pca_refuse_field(const char *name);

#endif /* MEDSEC_PCA_H */
