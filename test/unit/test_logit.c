/*
 * test_logit.c
 *		Logistic regression against Greene's example, R and statsmodels;
 *		separation, and what is left out.
 */
#include <stdlib.h>

#include "check.h"
#include "core/auc.h"
#include "core/logit.h"

#define MOST 6 /* columns and the constant */

static double coefficients[MOST];
static double covariance[MOST * MOST];
static double effects[MOST];
static double effect_errors[MOST];
static double elasticities[MOST];
static double elasticity_errors[MOST];
static ms_term_state states[MOST];
static ms_logit m = {.coefficients = coefficients,
                     .covariance = covariance,
                     .effects = effects,
                     .effect_errors = effect_errors,
                     .elasticities = elasticities,
                     .elasticity_errors = elasticity_errors,
                     .states = states};

/* rows: k columns, and the outcome after them; the last column is a weight */
static void
fit(int n, int k, const double *values, bool weighted)
{
	int stride = k + 1 + weighted;
	ms_rows rows = {values, (size_t) n, stride, weighted ? k + 1 : -1, k, 0, k};
	void *work = malloc(ms_logit_workspace((size_t) n, k));

	CHECK(ms_logit_of(&rows, &m, work) == MS_OK);
	free(work);
}

static double
error_of(int j)
{
	return sqrt(covariance[j * (m.k + 1) + j]);
}

/* ---- Spector & Mazzeo (1980): GPA, TUCE, PSI, GRADE ---- */

static const double spector[32][4] = {
    {2.66, 20, 0, 0}, {2.89, 22, 0, 0}, {3.28, 24, 0, 0}, {2.92, 12, 0, 0},
    {4, 21, 0, 1},    {2.86, 17, 0, 0}, {2.76, 17, 0, 0}, {2.87, 21, 0, 0},
    {3.03, 25, 0, 0}, {3.92, 29, 0, 1}, {2.63, 20, 0, 0}, {3.32, 23, 0, 0},
    {3.57, 23, 0, 0}, {3.26, 25, 0, 1}, {3.53, 26, 0, 0}, {2.74, 19, 0, 0},
    {2.75, 25, 0, 0}, {2.83, 19, 0, 0}, {3.12, 23, 1, 0}, {3.16, 25, 1, 1},
    {2.06, 22, 1, 0}, {3.62, 28, 1, 1}, {2.89, 14, 1, 0}, {3.51, 26, 1, 0},
    {3.54, 24, 1, 1}, {2.83, 27, 1, 1}, {3.39, 17, 1, 1}, {2.67, 24, 1, 0},
    {3.65, 21, 1, 1}, {4, 23, 1, 1},    {3.1, 21, 1, 0},  {2.39, 19, 1, 1}};

/* R's glm to the end, statsmodels' get_margeff, pROC */
static void
check_spector(double rel)
{
	static const double estimate[] = {-13.0213468581157,
	                                  2.82611259488932,
	                                  0.0951576613179092,
	                                  2.37868765509335};
	static const double error[] = {4.93132421298961,
	                               1.26294107552788,
	                               0.141554205665441,
	                               1.06456425440957};
	static const double effect[] = {
	    0, 0.3625808316014613, 0.012208410958675555, 0.3051777022838874};
	static const double effect_error[] = {
	    0, 0.10944115267902843, 0.01779416066987502, 0.09237956935892482};
	static const double elasticity[] = {
	    0, 5.474709992412159, 1.3173388738698084, 0.44600393533000404};
	static const double elasticity_error[] = {
	    0, 2.4468199797388674, 1.9435252432271692, 0.15676184314847696};

	for (int j = 0; j < 4; j++)
	{
		CHECK_REL(coefficients[j], estimate[j], rel);
		CHECK_REL(error_of(j), error[j], 1e-7); /* R stops early */
		if (j == 0)
			continue;
		CHECK_REL(effects[j], effect[j], 1e-8);
		CHECK_REL(effect_errors[j], effect_error[j], 1e-7);
		CHECK_REL(elasticities[j], elasticity[j], 1e-8);
		CHECK_REL(elasticity_errors[j], elasticity_error[j], 1e-7);
	}
}

static void
test_spector(void)
{
	ms_logit_fit f;

	fit(32, 3, spector[0], false);
	check_spector(1e-11);
	CHECK(m.converged && m.iterations < 10 && m.note == NULL);
	CHECK(m.n == 32 && m.positives == 11 && m.rank == 3);
	CHECK_REL(m.log_likelihood, -12.889634222131396, 1e-13);
	CHECK_REL(m.log_likelihood_null, -20.591729696617289, 1e-13);
	CHECK_REL(m.auc, 0.88311688311688311, 1e-14);
	CHECK_REL(m.auc_std_error, 0.062072548325315745, 1e-12);
	CHECK(isnan(effects[0]) && isnan(elasticities[0]));
	f = ms_logit_fit_of(m.log_likelihood, m.log_likelihood_null, 3, 32);
	CHECK_REL(f.lr, 15.404190948971756, 1e-12);
	CHECK_REL(f.p_value, 0.0015018786820605152, 1e-11);
	CHECK_REL(
	    f.mcfadden_r2, 1 - 12.889634222131396 / 20.591729696617289, 1e-13);
	CHECK_REL(f.cox_snell_r2, 0.38207053797403245, 1e-13);
	CHECK_REL(f.nagelkerke_r2, 0.52779645996911539, 1e-13);
	CHECK_REL(f.aic, 33.779268444262793, 1e-13);
	CHECK_REL(f.bic, 4 * log(32) + 2 * 12.889634222131396, 1e-13);
	/* the score of the gradient is 0: probabilities add up to the outcomes */
	{
		double sum = 0;

		for (int i = 0; i < 32; i++)
			sum += ms_logit_probability(3, coefficients, spector[i]);
		CHECK_REL(sum, 11, 1e-13);
	}
}

/* Neither offsets nor units, nor the order of the rows. */
static void
test_moved(void)
{
	double moved[32][4];

	for (int i = 0; i < 32; i++)
	{
		const double *row = spector[7 * i % 32];

		moved[i][0] = round(row[0] * 100) + 1e9;
		moved[i][1] = row[1] * 0x1p-40;
		moved[i][2] = row[2] + 5;
		moved[i][3] = row[3];
	}
	fit(32, 3, moved[0], false);
	CHECK_REL(coefficients[1], 0.0282611259488932, 1e-11);
	CHECK_REL(coefficients[2], 0.0951576613179092 * 0x1p40, 1e-11);
	CHECK_REL(effects[1], 0.003625808316014613, 1e-8);
	CHECK_REL(effect_errors[3], 0.09237956935892482, 1e-7);
	CHECK_REL(m.log_likelihood, -12.889634222131396, 1e-12);
}

/* glm of the rows repeated 1, 2, 3, 4, 1, ... times, pROC */
static void
test_weights(void)
{
	double weighted[32][5];
	double half[64][5];

	for (int i = 0; i < 32; i++)
	{
		memcpy(weighted[i], spector[i], sizeof(spector[i]));
		weighted[i][4] = i % 4 + 1;
		memcpy(half[2 * i], weighted[i], sizeof(weighted[i]));
		memcpy(half[2 * i + 1], weighted[i], sizeof(weighted[i]));
		half[2 * i][4] = half[2 * i + 1][4] = (i % 4 + 1) / 2.0;
	}
	fit(32, 3, weighted[0], true);
	CHECK(m.n == 80 && m.positives == 24);
	CHECK_REL(coefficients[1], 1.7184251134120794, 1e-11);
	CHECK_REL(error_of(1), 0.76913762784976791, 1e-7);
	CHECK_REL(m.auc, 0.8392857142857143, 1e-13);
	CHECK_REL(m.auc_std_error, 0.043897807612654619, 1e-12);
	fit(64, 3, half[0], true);
	CHECK_REL(coefficients[1], 1.7184251134120794, 1e-11);
	CHECK_REL(m.auc_std_error, 0.043897807612654619, 1e-12);
}

/* ---- no finite estimate ---- */

static void
test_separation(void)
{
	double rows[32 * 4]; /* GPA, TUCE, a separating column, GRADE */

	for (int i = 0; i < 32; i++)
	{
		memcpy(rows + 4 * i, spector[i], 4 * sizeof(double));
		rows[4 * i + 2] = spector[i][3] * 3 + i % 3; /* 0..2 or 3..5 */
	}
	fit(32, 3, rows, false);
	CHECK(m.separation == MS_SEPARATION_COMPLETE && !m.converged);
	CHECK(check_says(m.note, "separate the outcome"));
	CHECK(states[3] == MS_TERM_SEPARATES && states[1] == MS_TERM_KEPT);
	CHECK(isnan(coefficients[1]) && isnan(covariance[5]) && isnan(m.auc));
	CHECK(isnan(m.log_likelihood) && !isnan(m.log_likelihood_null));

	/* quasi: whoever has it has the outcome, of the others some */
	for (int i = 0; i < 32; i++)
	{
		memcpy(rows + 4 * i, spector[i], 4 * sizeof(double));
		rows[4 * i + 2] = spector[i][3] > 0 && i % 2;
	}
	fit(32, 3, rows, false);
	CHECK(m.separation == MS_SEPARATION_QUASI && !m.converged);
	CHECK(states[3] == MS_TERM_SEPARATES && states[1] == MS_TERM_KEPT);
	CHECK(check_says(m.note, "part of the outcome"));
	CHECK(isnan(coefficients[0]) && m.iterations > 10);

	/* only two columns together do: x + z < 0 or > 0 */
	for (int i = 0; i < 20; i++)
	{
		double x = (i * 7) % 20 - 10;

		rows[3 * i] = x;
		rows[3 * i + 1] = (i % 2 ? 1 : -1) * (1 + i % 3) - x;
		rows[3 * i + 2] = i % 2;
	}
	fit(20, 2, rows, false);
	CHECK(m.separation == MS_SEPARATION_COMPLETE);
	CHECK(states[1] == MS_TERM_SEPARATES && states[2] == MS_TERM_SEPARATES);

	/* steep, but not separated: one row on the wrong side */
	for (int i = 0; i < 40; i++)
	{
		rows[2 * i] = i;
		rows[2 * i + 1] = i >= 20;
	}
	rows[2 * 19 + 1] = 1;
	rows[2 * 20 + 1] = 0;
	fit(40, 1, rows, false);
	CHECK(m.separation == MS_SEPARATION_NONE && m.converged);
	CHECK(coefficients[1] > 1 && m.note == NULL);
}

/* light rows separate as heavy ones do */
static void
test_light_separation(void)
{
	double rows[40][3];

	for (int i = 0; i < 40; i++)
	{
		rows[i][0] = i == 39;
		rows[i][1] = i % 3 == 0 || i == 39;
	}
	for (double light = 1e-3; light > 1e-13; light /= 1000)
	{
		for (int i = 0; i < 40; i++)
			rows[i][2] = i == 39 ? light : 1;
		fit(40, 1, rows[0], true);
		CHECK(m.separation == MS_SEPARATION_QUASI);
		CHECK(states[1] == MS_TERM_SEPARATES && isnan(coefficients[1]));
	}
}

static void
test_left_out(void)
{
	double rows[32][6];

	for (int i = 0; i < 32; i++)
	{
		rows[i][0] = spector[i][0];
		rows[i][1] = 3;
		rows[i][2] = spector[i][1];
		rows[i][3] = spector[i][0] - 2 * spector[i][1];
		rows[i][4] = spector[i][2];
		rows[i][5] = spector[i][3];
	}
	fit(32, 5, rows[0], false);
	CHECK(m.rank == 3 && m.k == 5 && m.converged);
	CHECK(states[2] == MS_TERM_CONSTANT && states[4] == MS_TERM_COMBINATION);
	CHECK_REL(coefficients[1], 2.82611259488932, 1e-11);
	CHECK_REL(coefficients[5], 2.37868765509335, 1e-11);
	CHECK(isnan(coefficients[2]) && isnan(effects[4]));
	/* what is left out is not needed to predict */
	CHECK_REL(ms_logit_probability(5, coefficients, rows[0]),
	          1 / (1 + exp(13.0213468581157 - 2.82611259488932 * 2.66 -
	                       0.0951576613179092 * 20)),
	          1e-10);
}

static void
test_degenerate(void)
{
	static const double same[3][2] = {{1, 1}, {2, 1}, {3, 1}};
	static const double even[4][2] = {{1, 1}, {1, 0}, {2, 0}, {2, 1}};
	ms_logit_fit f;

	fit(0, 1, same[0], false);
	CHECK(check_says(m.note, "no rows") && m.n == 0);
	fit(3, 1, same[0], false);
	CHECK(check_says(m.note, "the same in every row") && m.positives == 3);
	CHECK(isnan(coefficients[0]) && isnan(m.auc) && !m.converged);
	fit(4, 1, even[0], false);
	CHECK(m.converged && m.auc == 0.5);
	CHECK_ABS(coefficients[1], 0, 1e-15);
	CHECK_ABS(effects[1], 0, 1e-15);
	/* the constant alone */
	fit(3, 0, (double[]){1, 0, 0}, false);
	CHECK_REL(coefficients[0], -log(2), 1e-14);
	CHECK_REL(error_of(0), sqrt(1.5), 1e-12);
	CHECK(m.auc == 0.5 && isnan(m.auc_std_error));
	f = ms_logit_fit_of(m.log_likelihood, m.log_likelihood_null, 0, 3);
	CHECK(isnan(f.lr) && isnan(f.p_value));
	CHECK_ABS(f.mcfadden_r2, 0, 1e-15);
	CHECK_ABS(f.nagelkerke_r2, 0, 1e-15);
	/* far out, no overflow */
	CHECK(ms_logit_probability(1, (double[]){0, 1}, (double[]){1e4}) == 1);
	CHECK(ms_logit_probability(1, (double[]){0, 1}, (double[]){-1e4}) == 0);
}

/* ---- the area, by its definition ---- */

static void
test_auc(void)
{
	enum
	{
		N = 200
	};
	double pairs[2 * N];
	double scratch[2 * N];
	double won = 0;
	double positives = 0;
	double negatives = 0;
	double auc;
	double error;

	for (int i = 0; i < N; i++)
	{
		pairs[2 * i] = (i * 37 % 61) / 4;
		pairs[2 * i + 1] = (i * 53 % 97 > 40 ? 1 : -1) * (1 + i % 3);
	}
	for (int i = 0; i < N; i++)
	{
		double w = pairs[2 * i + 1];

		*(w > 0 ? &positives : &negatives) += fabs(w);
		for (int j = 0; j < N && w > 0; j++)
		{
			double v = -pairs[2 * j + 1];

			if (v > 0)
				won += w * v *
				       ((pairs[2 * i] > pairs[2 * j]) +
				        (pairs[2 * i] == pairs[2 * j]) / 2.0);
		}
	}
	ms_auc_of(N, pairs, scratch, &auc, &error);
	CHECK_REL(auc, won / positives / negatives, 1e-14);
	CHECK(error > 0);
	ms_auc_of(1, pairs, scratch, &auc, &error);
	CHECK(isnan(auc) && isnan(error));
}

int
main(void)
{
	test_spector();
	test_moved();
	test_weights();
	test_separation();
	test_light_separation();
	test_left_out();
	test_degenerate();
	test_auc();
	return check_summary();
}
