/*
 * test_reliability.c
 *		Scales against R's psych and factanal, raters against Shrout and
 *		Fleiss, and identities.
 */
#include <gsl/gsl_errno.h>
#include <stdlib.h>

#include "check.h"
#include "core/linalg.h"
#include "core/reliability.h"

#define MOST 8

/* A scale of n rows of k items, with memory of its own. */
typedef struct data
{
	ms_comoments *c;
	double covariance[MOST * MOST];
	double correlation[MOST * MOST];
	double *work;
	ms_scale s;
} data;

static data *
scale_of(int n, int k, const double *x)
{
	data *d = calloc(1, sizeof(data));

	d->c = calloc(1, sizeof(ms_comoments) + ms_comoments_size(k, 1));
	ms_comoments_init(d->c, k, 1);
	for (int i = 0; i < n; i++)
	{
		memcpy(ms_comoments_next_row(d->c), x + i * k, k * sizeof(double));
		ms_comoments_take_row(d->c, 1);
		CHECK(ms_comoments_flush(d->c) == MS_OK);
	}
	d->work = malloc(2 * k * k * sizeof(double) + ms_omega_workspace(k) +
	                 ms_linalg_factor_workspace(k));
	ms_scale_init(&d->s, d->c, d->covariance, d->correlation);
	return d;
}

static void
forget(data *d)
{
	free(d->work);
	free(d->c);
	free(d);
}

/* R's attitude: Chatterjee & Price (1977) */
static const double attitude[30 * 7] = {
    43, 51, 30, 39, 61, 92, 45, 63, 64, 51, 54, 63, 73, 47, 71, 70, 68, 69,
    76, 86, 48, 61, 63, 45, 47, 54, 84, 35, 81, 78, 56, 66, 71, 83, 47, 43,
    55, 49, 44, 54, 49, 34, 58, 67, 42, 56, 66, 68, 35, 71, 75, 50, 55, 70,
    66, 41, 72, 82, 72, 67, 71, 83, 31, 67, 61, 45, 47, 62, 80, 41, 64, 53,
    53, 58, 58, 67, 34, 67, 60, 47, 39, 59, 74, 41, 69, 62, 57, 42, 55, 63,
    25, 68, 83, 83, 45, 59, 77, 35, 77, 77, 54, 72, 79, 77, 46, 81, 90, 50,
    72, 60, 54, 36, 74, 85, 64, 69, 79, 79, 63, 65, 60, 65, 75, 55, 80, 60,
    65, 70, 46, 57, 75, 85, 46, 50, 58, 68, 54, 64, 78, 52, 50, 40, 33, 34,
    43, 64, 33, 64, 61, 52, 62, 66, 80, 41, 53, 66, 52, 50, 63, 80, 37, 40,
    37, 42, 58, 50, 57, 49, 63, 54, 42, 48, 66, 75, 33, 66, 77, 66, 63, 88,
    76, 72, 78, 75, 58, 74, 80, 78, 49, 48, 57, 44, 45, 51, 83, 38, 85, 85,
    71, 71, 77, 74, 55, 82, 82, 39, 59, 64, 78, 39};

static void
test_alpha(void)
{
	data *d = scale_of(30, 7, attitude);
	ms_alpha a;

	ms_alpha_of(&d->s, 0.95, d->work, &a);
	CHECK_REL(a.alpha, 0.8431427695647599, 1e-13);
	CHECK_REL(a.standardized, 0.8390838030295106, 1e-13);
	CHECK_REL(a.limits.low, 0.7393756856431073, 1e-12);
	CHECK_REL(a.limits.high, 0.9157730721599816, 1e-12);
	CHECK_REL(a.average_r, 0.4269066426497171, 1e-13);
	CHECK_REL(a.median_r, 0.4454779380722451, 1e-13);
	CHECK_REL(a.lambda2, 0.860272454217454, 1e-13);
	CHECK_REL(a.lambda6, 0.882902177286858, 1e-12);
	CHECK_REL(a.mean, 423.06666666666666, 1e-14);
	CHECK_REL(a.sd, 57.748523392576786, 1e-13);
	CHECK_REL(a.std_error, 22.87142137491267, 1e-13);
	CHECK(a.note == NULL && a.reversed == 0 && a.rank == 7);
	forget(d);
}

static void
test_items(void)
{
	data *d = scale_of(30, 7, attitude);
	ms_item items[7];
	int rank;

	ms_items_of(&d->s, d->work, items, &rank);
	CHECK(rank == 7);
	CHECK_REL(items[5].total_correlation, 0.4207009885340054, 1e-12);
	CHECK_REL(items[5].rest_correlation, 0.26503433919667607, 1e-12);
	CHECK_REL(items[5].alpha_if_deleted, 0.8638723114464368, 1e-12);
	CHECK_REL(items[5].standardized_if_deleted, 0.863471564465123, 1e-12);
	CHECK_REL(items[5].mean_if_deleted, 348.3, 1e-13);
	CHECK_REL(items[5].variance_if_deleted, 2952.0103448275863, 1e-12);
	CHECK_REL(items[5].smc, 0.18814650024190605, 1e-11);
	CHECK_REL(items[0].sd, 12.172561947585894, 1e-13);
	CHECK(items[0].note == NULL);
	forget(d);
}

static void
test_omega(void)
{
	data *d = scale_of(30, 7, attitude);
	double loadings[7], uniqueness[7];
	ms_omega o;

	CHECK(ms_omega_of(&d->s, d->work, loadings, uniqueness, &o) == MS_OK);
	/* R, factanal: 5 digits are what its optimiser gives */
	CHECK_REL(o.standardized, 0.8405444905021, 1e-7);
	CHECK_REL(o.omega, 0.8563267936867841, 1e-7);
	CHECK_REL(loadings[1], 0.9022410, 1e-5);
	CHECK(o.bound == 0 && o.negative == 0 && o.note == NULL);
	/* the likelihood's own condition: R - (l l' + U) has a zero diagonal */
	for (int i = 0; i < 7; i++)
		CHECK_ABS(loadings[i] * loadings[i] + uniqueness[i], 1, 1e-9);
	forget(d);
}

/* Correlations l l' + U exactly: omega gives l back. */
static void
test_exact_factor(void)
{
	static const double l[] = {0.9, 0.5, -0.4, 0.7, 0.3};
	double covariance[25], loadings[5], uniqueness[5], mean[5] = {0};
	ms_scale s = {.k = 5,
	              .n = 100,
	              .mean = mean,
	              .covariance = covariance,
	              .correlation = covariance};
	void *work = malloc(ms_omega_workspace(5));
	ms_omega o;

	for (int i = 0; i < 5; i++)
	{
		for (int j = 0; j < 5; j++)
			covariance[5 * i + j] = i == j ? 1 : l[i] * l[j];
	}
	CHECK(ms_omega_of(&s, work, loadings, uniqueness, &o) == MS_OK);
	for (int i = 0; i < 5; i++)
		CHECK_ABS(loadings[i], l[i], 1e-9);
	CHECK(o.negative == 3);
	CHECK_REL(o.average_variance, (0.81 + 0.25 + 0.16 + 0.49 + 0.09) / 5, 1e-9);
	free(work);
}

static void
test_split(void)
{
	data *d = scale_of(30, 7, attitude);
	ms_split_half h;

	ms_split_half_of(&d->s, MS_ODD_EVEN, &h);
	CHECK_REL(h.correlation, 0.8562073502258603, 1e-13);
	CHECK_REL(h.spearman_brown, 0.922534166370668, 1e-13);
	CHECK_REL(h.guttman, 0.9052318984640286, 1e-13);
	CHECK(h.k1 == 4 && h.k2 == 3 && h.unequal > h.spearman_brown);
	ms_split_half_of(&d->s, MS_FIRST_SECOND, &h);
	CHECK_REL(h.correlation, 0.5438003720514548, 1e-13);
	CHECK_REL(h.guttman, 0.6412312036165158, 1e-13);
	forget(d);

	/* halves of equal length: Horst is Spearman and Brown */
	d = scale_of(30, 6, attitude);
	ms_split_half_of(&d->s, MS_ODD_EVEN, &h);
	CHECK_REL(h.unequal, h.spearman_brown, 1e-12);
	forget(d);
}

/* Shrout & Fleiss (1979), table 2 */
static const double judges[6 * 4] = {9, 2, 5, 8, 6,  1, 3, 2, 8, 4, 6, 8,
                                     7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7};

static void
test_icc(void)
{
	static const struct
	{
		ms_icc_model model;
		double icc, low, high, f, p;
	} known[] = {
	    {MS_ICC_1_1,
	     0.16574176840547522,
	     -0.1329323248747511,
	     0.7225600623281209,
	     1.7946784922394667,
	     0.16476880834464008},
	    {MS_ICC_2_1,
	     0.28976377952755894,
	     0.018786513374711964,
	     0.7610843696489527,
	     11.027247956403258,
	     0.0001345665164843374},
	    {MS_ICC_3_1,
	     0.7148407148407147,
	     0.3424647650339249,
	     0.9458582599553594,
	     11.027247956403258,
	     0.0001345665164843374},
	    {MS_ICC_1_K,
	     0.44279713367926826,
	     -0.8844421552381212,
	     0.9124154203407755,
	     1.7946784922394667,
	     0.16476880834464008},
	    {MS_ICC_2_K,
	     0.6200505475989889,
	     0.07113681530250318,
	     0.9272320401677219,
	     11.027247956403258,
	     0.0001345665164843374},
	    {MS_ICC_3_K,
	     0.9093155423770694,
	     0.6756747138163043,
	     0.9858916781690623,
	     11.027247956403258,
	     0.0001345665164843374},
	};
	data *d = scale_of(6, 4, judges);

	for (int i = 0; i < 6; i++)
	{
		ms_icc r;

		ms_icc_of(&d->s, known[i].model, 0.95, &r);
		CHECK_REL(r.icc, known[i].icc, 1e-12);
		CHECK_REL(r.limits.low, known[i].low, 1e-11);
		CHECK_REL(r.limits.high, known[i].high, 1e-11);
		CHECK_REL(r.statistic, known[i].f, 1e-12);
		CHECK_REL(r.p_value, known[i].p, 1e-11);
		CHECK_REL(r.ms_within, 6.263888888888889, 1e-13);
		CHECK_REL(r.std_error, 2.502776236280201, 1e-12);
		CHECK_REL(r.detectable, 6.937214314704447, 1e-12);
	}
	forget(d);
}

/* alpha is ICC(3,k), whatever the data. */
static void
test_alpha_is_icc(void)
{
	data *d = scale_of(30, 7, attitude);
	ms_alpha a;
	ms_icc r;

	ms_alpha_of(&d->s, 0.95, d->work, &a);
	ms_icc_of(&d->s, MS_ICC_3_K, 0.95, &r);
	CHECK_REL(a.alpha, r.icc, 1e-13);
	CHECK_REL(a.limits.low, r.limits.low, 1e-12);
	forget(d);
}

static void
test_degenerate(void)
{
	static const double equal[] = {1, 1, 1, 4, 4, 4, 2, 2, 2},
	                    opposite[] = {1, -1, 2, -2, 5, -5},
	                    constant[] = {1, 7, 3, 5, 7, 4, 2, 7, 9, 1, 7, 2},
	                    apart[] = {1, 3, 4, 6, 9, 11}, same[] = {3, 3, 3, 3},
	                    one[] = {1, 2, 3};
	double loadings[MOST], uniqueness[MOST];
	ms_item items[3];
	ms_split_half h;
	ms_alpha a;
	ms_omega o;
	ms_icc r;
	int rank;
	data *d;

	d = scale_of(3, 3, equal);
	ms_alpha_of(&d->s, 0.95, d->work, &a);
	CHECK_REL(a.alpha, 1, 1e-14);
	CHECK(a.rank == 1 && ms_is_null(a.lambda6));
	CHECK(ms_omega_of(&d->s, d->work, loadings, uniqueness, &o) == MS_SINGULAR);
	ms_icc_of(&d->s, MS_ICC_1_1, 0.95, &r);
	CHECK(r.icc == 1 && check_says(r.note, "agree completely"));
	CHECK(ms_is_null(r.p_value));
	forget(d);

	d = scale_of(3, 2, apart);
	ms_icc_of(&d->s, MS_ICC_3_1, 0.95, &r);
	CHECK(r.icc == 1 && check_says(r.note, "by constants only"));
	ms_icc_of(&d->s, MS_ICC_2_1, 0.95, &r);
	CHECK(r.icc < 1 && check_says(r.note, "by constants only"));
	forget(d);

	d = scale_of(3, 2, opposite);
	ms_alpha_of(&d->s, 0.95, d->work, &a);
	CHECK(ms_is_null(a.alpha) && check_says(a.note, "constant"));
	ms_split_half_of(&d->s, MS_ODD_EVEN, &h);
	CHECK_REL(h.correlation, -1, 1e-14);
	CHECK(ms_is_null(h.spearman_brown) && check_says(h.note, "constant"));
	forget(d);

	d = scale_of(4, 3, constant);
	ms_items_of(&d->s, d->work, items, &rank);
	CHECK(check_says(items[0].note, "another item"));
	CHECK(check_says(items[1].note, "item is constant"));
	CHECK(ms_is_null(items[1].rest_correlation));
	CHECK(!ms_is_null(items[1].alpha_if_deleted));
	CHECK(ms_is_null(items[0].alpha_if_deleted));
	forget(d);

	d = scale_of(2, 2, same);
	ms_icc_of(&d->s, MS_ICC_2_K, 0.95, &r);
	CHECK(ms_is_null(r.icc) && check_says(r.note, "all equal"));
	forget(d);

	d = scale_of(3, 1, one);
	ms_alpha_of(&d->s, 0.95, d->work, &a);
	CHECK(check_says(a.note, "2 items"));
	ms_icc_of(&d->s, MS_ICC_2_K, 0.95, &r);
	CHECK(check_says(r.note, "2 raters"));
	ms_split_half_of(&d->s, MS_ODD_EVEN, &h);
	CHECK(check_says(h.note, "2 items"));
	CHECK(ms_omega_of(&d->s, d->work, loadings, uniqueness, &o) ==
	      MS_UNDEFINED);
	CHECK(check_says(o.note, "3 items"));
	forget(d);
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_alpha();
	test_items();
	test_omega();
	test_exact_factor();
	test_split();
	test_icc();
	test_alpha_is_icc();
	test_degenerate();
	return check_summary();
}
