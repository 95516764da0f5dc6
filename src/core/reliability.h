/*
 * reliability.h
 *		How far the items of a scale, or several raters, measure the same.
 */
#ifndef MEDSEC_CORE_RELIABILITY_H
#define MEDSEC_CORE_RELIABILITY_H

#include "comoments.h"
#include "inference.h"

/* What every function below reads: k items by their covariances. */
typedef struct ms_scale
{
	int k;
	double n; /* rows, or the sum of their weights */
	const double *mean; /* k */
	double *covariance; /* k x k, the caller's */
	double *correlation; /* k x k, the caller's */
	double total; /* variance of the sum of all items */
	double diagonal; /* sum of the variances */
} ms_scale;

/* `covariance` and `correlation` are room; two rows are there */
extern void ms_scale_init(ms_scale *s,
                          const ms_comoments *c,
                          double *covariance,
                          double *correlation);

/* ---- Cronbach's alpha ---- */

typedef struct ms_alpha
{
	double alpha;
	double standardized;
	ms_interval limits;
	double average_r;
	double median_r;
	double lambda2;
	double lambda6; /* MS_NULL where the correlations are singular */
	double mean; /* of the sum of all items */
	double sd;
	double std_error; /* of measurement */
	int rank; /* of the correlations */
	int reversed; /* first item against the rest, from 1 on; 0: none */
	const char *note;
} ms_alpha;

/* before anything is known: all MS_NULL */
extern const ms_alpha ms_alpha_unknown;

/* work: 2 k^2 doubles and ms_linalg_factor_workspace(k) bytes */
extern void
ms_alpha_of(const ms_scale *s, double level, double *work, ms_alpha *result);

/* ---- items ---- */

typedef struct ms_item
{
	double mean;
	double sd;
	double total_correlation;
	double rest_correlation; /* with the sum of the other items */
	double alpha_if_deleted;
	double standardized_if_deleted;
	double mean_if_deleted;
	double variance_if_deleted;
	double smc; /* R^2 on the other items */
	const char *note;
} ms_item;

/* items: k; *rank is that of the correlations; work as above */
extern void
ms_items_of(const ms_scale *s, double *work, ms_item *items, int *rank);

/* ---- McDonald's omega ---- */

typedef struct ms_omega
{
	double omega;
	double standardized;
	double average_variance; /* extracted: mean of the squared loadings */
	int rank;
	int bound; /* first item whose uniqueness is at its bound; 0: none */
	int negative; /* first item with a negative loading; 0: none */
	const char *note;
} ms_omega;

/* loadings, uniqueness: k, standardized */
extern size_t ms_omega_workspace(int k); /* bytes */
extern ms_status ms_omega_of(const ms_scale *s,
                             void *work,
                             double *loadings,
                             double *uniqueness,
                             ms_omega *result);

/* ---- two halves ---- */

typedef enum ms_split
{
	MS_ODD_EVEN,
	MS_FIRST_SECOND
} ms_split;

typedef struct ms_split_half
{
	double correlation;
	double spearman_brown;
	double unequal; /* Horst's, for halves of unequal length */
	double guttman; /* lambda 4 of these halves */
	double alpha1;
	double alpha2;
	int k1;
	int k2;
	const char *note;
} ms_split_half;

/* before anything is known: all MS_NULL */
extern const ms_split_half ms_split_half_unknown;

extern void
ms_split_half_of(const ms_scale *s, ms_split split, ms_split_half *result);

/* ---- intraclass correlation ---- */

typedef enum ms_icc_model
{
	MS_ICC_1_1, /* raters nested in subjects */
	MS_ICC_2_1, /* raters are a sample: absolute agreement */
	MS_ICC_3_1, /* these raters: consistency */
	MS_ICC_1_K, /* the same for the mean of k raters */
	MS_ICC_2_K,
	MS_ICC_3_K
} ms_icc_model;

typedef struct ms_icc
{
	double icc;
	ms_interval limits;
	double statistic;
	double df1;
	double df2;
	double p_value;
	double ms_subjects;
	double ms_raters;
	double ms_error;
	double ms_within;
	double std_error; /* of measurement, agreement */
	double detectable; /* smallest change that is one, at 95 percent */
	const char *note;
} ms_icc;

/* before anything is known: all MS_NULL */
extern const ms_icc ms_icc_unknown;

extern void
ms_icc_of(const ms_scale *s, ms_icc_model model, double level, ms_icc *result);

#endif /* MEDSEC_CORE_RELIABILITY_H */
