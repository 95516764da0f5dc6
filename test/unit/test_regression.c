/*
 * test_regression.c
 *		Least squares against NIST's certified sets and R, from cross products
 *		and from rows; robust errors, elasticities, and what is left out.
 */
#include <stdlib.h>

#include "check.h"
#include "core/elasticity.h"
#include "core/ols_robust.h"
#include "core/regression.h"

#define MOST 11 /* columns */

static ms_linear_fit fit;
static ms_ols_term terms[MOST];

/* n rows of p columns, the response first, by cross products */
static void
fit_sums(int n, int p, const double *rows, const double *weight)
{
	ms_comoments *c = malloc(ms_comoments_size(p, MS_COMOMENTS_BLOCK));
	void *work = malloc(ms_ols_workspace(p));

	ms_comoments_init(c, p, MS_COMOMENTS_BLOCK);
	for (int i = 0; i < n; i++)
	{
		memcpy(ms_comoments_next_row(c),
		       rows + i * p,
		       (size_t) p * sizeof(double));
		ms_comoments_take_row(c, weight ? weight[i] : 1);
		if (c->rows == c->capacity)
			ms_comoments_flush(c);
	}
	ms_comoments_flush(c);
	ms_ols_of(c, 0.95, &fit, terms, work);
	free(work);
	free(c);
}

static double coefficients[MOST];
static double beta[MOST];
static double vif[MOST];
static ms_term_state states[MOST];
static double covariance[MS_OLS_ERRORS][MOST * MOST];
static ms_ols_model model;

/* The same by rows, which begin with a cluster (two numbers) and a weight. */
static void
fit_rows(int n, int p, const double *rows, const double *weight, const int *g)
{
	double *values = malloc((size_t) n * ((size_t) p + 3) * sizeof(double));
	ms_rows all = {values, (size_t) n, p + 3, weight ? 2 : -1, 3, 4, p - 1};
	void *work = malloc(ms_ols_robust_workspace((size_t) n, p - 1, g != NULL));

	for (int i = 0; i < n; i++)
	{
		double *row = values + i * (p + 3);

		row[0] = g ? g[i] / 100 : 0;
		row[1] = g ? g[i] % 100 : 0;
		row[2] = weight ? weight[i] : 1;
		memcpy(row + 3, rows + i * p, (size_t) p * sizeof(double));
	}
	model.coefficients = coefficients;
	model.beta = beta;
	model.vif = vif;
	model.states = states;
	for (int k = 0; k < MS_OLS_ERRORS; k++)
		model.covariance[k] = covariance[k];
	CHECK(ms_ols_robust_of(&all, g ? 0 : -1, &model, work) == MS_OK);
	free(work);
	free(values);
}

static double
error_of(ms_ols_errors which, int j, int p)
{
	return sqrt(covariance[which][j * p + j]);
}

/* ---- NIST ---- */

typedef struct certified
{
	double estimate;
	double std_error;
} certified;

static void
check_sums(int p, const certified *want, double sigma, double r2, double rel)
{
	for (int j = 0; j < p; j++)
	{
		CHECK_REL(terms[j].t.estimate, want[j].estimate, rel);
		CHECK_REL(terms[j].t.std_error, want[j].std_error, rel);
	}
	CHECK_REL(fit.sigma, sigma, rel);
	CHECK_REL(fit.r_squared, r2, 1e-13);
	CHECK(fit.note == NULL);
}

static void
check_rows(int p, const certified *want, double sigma, double r2, double rel)
{
	for (int j = 0; j < p; j++)
	{
		CHECK_REL(coefficients[j], want[j].estimate, rel);
		CHECK_REL(error_of(MS_OLS_CLASSICAL, j, p), want[j].std_error, rel);
	}
	CHECK_REL(model.fit.sigma, sigma, rel);
	CHECK_REL(model.fit.r_squared, r2, 1e-13);
}

static void
test_norris(void)
{
	static const double rows[36][2] = {
	    {0.1, 0.2},     {338.8, 337.4}, {118.1, 118.2}, {888, 884.6},
	    {9.2, 10.1},    {228.1, 226.5}, {668.5, 666.3}, {998.5, 996.3},
	    {449.1, 448.6}, {778.9, 777},   {559.2, 558.2}, {0.3, 0.4},
	    {0.1, 0.6},     {778.1, 775.5}, {668.8, 666.9}, {339.3, 338},
	    {448.9, 447.5}, {10.8, 11.6},   {557.7, 556},   {228.3, 228.1},
	    {998, 995.8},   {888.8, 887.6}, {119.6, 120.2}, {0.3, 0.3},
	    {0.6, 0.3},     {557.6, 556.8}, {339.3, 339.1}, {888, 887.2},
	    {998.5, 999},   {778.9, 779},   {10.2, 11.1},   {117.6, 118.3},
	    {228.9, 229.2}, {668.4, 669.1}, {449.2, 448.9}, {0.2, 0.5}};
	static const certified want[] = {{-0.262323073774029, 0.232818234301152},
	                                 {1.00211681802045, 0.429796848199937e-3}};

	fit_sums(36, 2, rows[0], NULL);
	check_sums(2, want, 0.884796396144373, 0.999993745883712, 1e-10);
	CHECK_REL(fit.f, 5436385.54079785, 1e-10);
	CHECK(terms[1].vif == 1);
	fit_rows(36, 2, rows[0], NULL, NULL);
	check_rows(2, want, 0.884796396144373, 0.999993745883712, 1e-12);
}

static const double longley[16][7] = {
    {60323, 83.0, 234289, 2356, 1590, 107608, 1947},
    {61122, 88.5, 259426, 2325, 1456, 108632, 1948},
    {60171, 88.2, 258054, 3682, 1616, 109773, 1949},
    {61187, 89.5, 284599, 3351, 1650, 110929, 1950},
    {63221, 96.2, 328975, 2099, 3099, 112075, 1951},
    {63639, 98.1, 346999, 1932, 3594, 113270, 1952},
    {64989, 99.0, 365385, 1870, 3547, 115094, 1953},
    {63761, 100.0, 363112, 3578, 3350, 116219, 1954},
    {66019, 101.2, 397469, 2904, 3048, 117388, 1955},
    {67857, 104.6, 419180, 2822, 2857, 118734, 1956},
    {68169, 108.4, 442769, 2936, 2798, 120445, 1957},
    {66513, 110.8, 444546, 4681, 2637, 121950, 1958},
    {68655, 112.6, 482704, 3813, 2552, 123366, 1959},
    {69564, 114.2, 502601, 3931, 2514, 125368, 1960},
    {69331, 115.7, 518173, 4806, 2572, 127852, 1961},
    {70551, 116.9, 554894, 4007, 2827, 130081, 1962}};

static void
test_longley(void)
{
	static const certified want[] = {
	    {-3482258.63459582, 890420.383607373},
	    {15.0618722713733, 84.9149257747669},
	    {-0.358191792925910e-01, 0.334910077722432e-01},
	    {-2.02022980381683, 0.488399681651699},
	    {-1.03322686717359, 0.214274163161675},
	    {-0.511041056535807e-01, 0.226073200069370},
	    {1829.15146461355, 455.478499142212}};

	fit_sums(16, 7, longley[0], NULL);
	check_sums(7, want, 304.854073561965, 0.995479004577296, 1e-11);
	CHECK_REL(fit.f, 330.285339234588, 1e-11);
	/* car::vif in R */
	CHECK_REL(terms[2].vif, 1788.5134827179154, 1e-10);
	CHECK_REL(terms[1].vif, 135.53243828000978, 1e-10);
	fit_rows(16, 7, longley[0], NULL, NULL);
	check_rows(7, want, 304.854073561965, 0.995479004577296, 1e-12);
	CHECK_REL(vif[2], 1788.5134827179154, 1e-10);
	/* in 60 digits */
	CHECK_REL(error_of(MS_OLS_HC0, 0, 7), 832211.58058032241, 1e-11);
	CHECK_REL(error_of(MS_OLS_HC0, 6, 7), 428.38437553509583, 1e-11);
	CHECK_REL(error_of(MS_OLS_HC3, 0, 7), 1799477.2306618081, 1e-11);
	CHECK_REL(error_of(MS_OLS_HC3, 6, 7), 922.80784171539986, 1e-11);
	CHECK_REL(beta[6], terms[6].beta, 1e-11);
}

/* Powers of 0..20; the response, and noise of so many of NIST's */
static void
fill_wampler(double factor, double noise, double rows[21][6])
{
	static const double delta[21] = {759,  -2048, 2048, -2048, 2523, -2048,
	                                 2048, -2048, 1838, -2048, 2048, -2048,
	                                 1838, -2048, 2048, -2048, 2523, -2048,
	                                 2048, -2048, 759};

	for (int x = 0; x <= 20; x++)
	{
		rows[x][0] = 0;
		for (int j = 0; j <= 5; j++)
			rows[x][0] += pow(factor * x, j);
		rows[x][0] += noise * delta[x];
		for (int j = 1; j <= 5; j++)
			rows[x][j] = pow(x, j);
	}
}

static void
test_wampler(void)
{
	static const certified want[] = {{1, 2152.32624678170},
	                                 {1, 2363.55173469681},
	                                 {1, 779.343524331583},
	                                 {1, 101.475507550350},
	                                 {1, 5.64566512170752},
	                                 {1, 0.112324854679312}};
	double rows[21][6];

	/* no noise: an exact fit has no errors */
	fill_wampler(1, 0, rows);
	fit_rows(21, 6, rows[0], NULL, NULL);
	fit_sums(21, 6, rows[0], NULL);
	CHECK(check_says(fit.note, "exactly"));
	CHECK(check_says(model.fit.note, "exactly"));
	for (int j = 0; j < 6; j++)
	{
		CHECK_REL(terms[j].t.estimate, 1, j == 0 ? 2e-6 : 3e-7);
		CHECK_REL(coefficients[j], 1, 1e-8);
		CHECK(isnan(terms[j].t.std_error));
	}
	fill_wampler(0.1, 0, rows);
	fit_rows(21, 6, rows[0], NULL, NULL);
	for (int j = 0; j < 6; j++)
		CHECK_REL(coefficients[j], pow(0.1, j), 1e-10);

	fill_wampler(1, 1, rows);
	fit_rows(21, 6, rows[0], NULL, NULL);
	check_rows(6, want, 2360.14502379268, 0.999995559025820, 1e-8);
	for (int j = 0; j < 6; j++)
		CHECK_REL(error_of(MS_OLS_CLASSICAL, j, 6), want[j].std_error, 1e-10);
	fit_sums(21, 6, rows[0], NULL);
	CHECK_REL(fit.sigma, 2360.14502379268, 1e-9);
	fill_wampler(1, 10000, rows);
	fit_sums(21, 6, rows[0], NULL);
	CHECK_REL(fit.sigma, 23601450.2379268, 1e-10);
	CHECK_REL(fit.r_squared, 0.224668921574940e-02, 1e-9);
	CHECK_REL(fit.f, 6.7552445824012241e-03, 1e-9);
}

/* NIST's Pontius: x and its square, of 150000, 300000, ... twice */
static void
test_pontius(void)
{
	static const double y[40] = {
	    .11019,  .21956,  .32949,  .43899,  .54803,  .65694,  .76562,  .87487,
	    .98292,  1.09146, 1.20001, 1.30822, 1.41599, 1.52399, 1.63194, 1.73947,
	    1.84646, 1.95392, 2.06128, 2.16844, .11052,  .22018,  .32939,  .43886,
	    .54798,  .65739,  .76596,  .87474,  .98300,  1.09150, 1.20004, 1.30818,
	    1.41613, 1.52408, 1.63159, 1.73965, 1.84696, 1.95445, 2.06177, 2.16829};
	static const certified want[] = {
	    {0.673565789473684e-3, 0.107938612033077e-3},
	    {0.732059160401003e-6, 0.157817399981659e-9},
	    {-0.316081871345029e-14, 0.486652849992036e-16}};
	double rows[40][3];

	for (int i = 0; i < 40; i++)
	{
		double x = 150000 * (i % 20 + 1);

		rows[i][0] = y[i];
		rows[i][1] = x;
		rows[i][2] = x * x;
	}
	fit_rows(40, 3, rows[0], NULL, NULL);
	check_rows(3, want, 0.205177424076185e-3, 0.999999900178537, 1e-11);
	/* RSS is 1e-7 of S_yy, whose rounding it feels */
	fit_sums(40, 3, rows[0], NULL);
	check_sums(3, want, 0.205177424076185e-3, 0.999999900178537, 1e-9);
}

static const double filip[82][2] = {
    {0.8116, -6.860120914}, {0.9072, -4.324130045}, {0.9052, -4.358625055},
    {0.9039, -4.358426747}, {0.8053, -6.955852379}, {0.8377, -6.661145254},
    {0.8667, -6.355462942}, {0.8809, -6.118102026}, {0.7975, -7.115148017},
    {0.8162, -6.815308569}, {0.8515, -6.519993057}, {0.8766, -6.204119983},
    {0.8885, -5.853871964}, {0.8859, -6.109523091}, {0.8959, -5.79832982},
    {0.8913, -5.482672118}, {0.8959, -5.171791386}, {0.8971, -4.851705903},
    {0.9021, -4.517126416}, {0.909, -4.143573228},  {0.9139, -3.709075441},
    {0.9199, -3.499489089}, {0.8692, -6.300769497}, {0.8872, -5.953504836},
    {0.89, -5.642065153},   {0.891, -5.031376979},  {0.8977, -4.680685696},
    {0.9035, -4.329846955}, {0.9078, -3.928486195}, {0.7675, -8.56735134},
    {0.7705, -8.363211311}, {0.7713, -8.107682739}, {0.7736, -7.823908741},
    {0.7775, -7.522878745}, {0.7841, -7.218819279}, {0.7971, -6.920818754},
    {0.8329, -6.628932138}, {0.8641, -6.323946875}, {0.8804, -5.991399828},
    {0.7668, -8.781464495}, {0.7633, -8.663140179}, {0.7678, -8.473531488},
    {0.7697, -8.247337057}, {0.77, -7.971428747},   {0.7749, -7.676129393},
    {0.7796, -7.352812702}, {0.7897, -7.072065318}, {0.8131, -6.774174009},
    {0.8498, -6.478861916}, {0.8741, -6.159517513}, {0.8061, -6.835647144},
    {0.846, -6.53165267},   {0.8751, -6.224098421}, {0.8856, -5.910094889},
    {0.8919, -5.598599459}, {0.8934, -5.290645224}, {0.894, -4.974284616},
    {0.8957, -4.64454848},  {0.9047, -4.290560426}, {0.9129, -3.885055584},
    {0.9209, -3.408378962}, {0.9219, -3.13200249},  {0.7739, -8.726767166},
    {0.7681, -8.66695597},  {0.7665, -8.511026475}, {0.7703, -8.165388579},
    {0.7702, -7.886056648}, {0.7761, -7.588043762}, {0.7809, -7.283412422},
    {0.7961, -6.995678626}, {0.8253, -6.691862621}, {0.8602, -6.392544977},
    {0.8809, -6.067374056}, {0.8301, -6.684029655}, {0.8664, -6.378719832},
    {0.8834, -6.065855188}, {0.8898, -5.752272167}, {0.8964, -5.132414673},
    {0.8963, -4.811352704}, {0.9074, -4.098269308}, {0.9119, -3.66174277},
    {0.9228, -3.2644011}};

/* NIST's Filip: powers of x, less `centre`, to the tenth */
static void
fill_filip(double centre, double rows[82][11])
{
	for (int i = 0; i < 82; i++)
	{
		double power = 1;

		rows[i][0] = filip[i][0];
		for (int j = 1; j <= 10; j++)
			rows[i][j] = power *= filip[i][1] - centre;
	}
}

/*
 * As they are, the powers are beyond cross products of doubles: those that leave
 * nothing of the others are left out, and what is kept has digits.  About their
 * middle they are not, and the last power has one coefficient from wherever x
 * is counted.
 */
static void
test_filip(void)
{
	double rows[82][11];

	fill_filip(0, rows);
	fit_rows(82, 11, rows[0], NULL, NULL);
	CHECK(model.fit.rank == 7);
	for (int j = 1; j <= 10; j++)
		CHECK(states[j] == (j < 8 ? MS_TERM_KEPT : MS_TERM_COMBINATION));
	fit_sums(82, 11, rows[0], NULL);
	CHECK(fit.rank == 7);
	for (int j = 0; j <= 7; j++)
		CHECK_REL(terms[j].t.estimate, coefficients[j], 1e-3);

	fill_filip(-5.9, rows);
	fit_rows(82, 11, rows[0], NULL, NULL);
	CHECK(model.fit.rank == 10);
	CHECK_REL(model.fit.sigma, 0.334801051324544e-2, 1e-11);
	CHECK_REL(model.fit.r_squared, 0.996727416185620, 1e-13);
	CHECK_REL(model.fit.f, 2162.43954511489, 1e-10);
	CHECK_REL(coefficients[10], -0.402962525080404e-4, 1e-9);
	CHECK_REL(error_of(MS_OLS_CLASSICAL, 10, 11), 0.896632837373868e-5, 1e-9);
	fit_sums(82, 11, rows[0], NULL);
	CHECK_REL(fit.sigma, 0.334801051324544e-2, 1e-10);
	CHECK_REL(terms[10].t.estimate, -0.402962525080404e-4, 1e-8);
}

/* ---- R ---- */

static const double mpg[32][3] = {
    {21, 2.62, 110},    {21, 2.875, 110},   {22.8, 2.32, 93},
    {21.4, 3.215, 110}, {18.7, 3.44, 175},  {18.1, 3.46, 105},
    {14.3, 3.57, 245},  {24.4, 3.19, 62},   {22.8, 3.15, 95},
    {19.2, 3.44, 123},  {17.8, 3.44, 123},  {16.4, 4.07, 180},
    {17.3, 3.73, 180},  {15.2, 3.78, 180},  {10.4, 5.25, 205},
    {10.4, 5.424, 215}, {14.7, 5.345, 230}, {32.4, 2.2, 66},
    {30.4, 1.615, 52},  {33.9, 1.835, 65},  {21.5, 2.465, 97},
    {15.5, 3.52, 150},  {15.2, 3.435, 150}, {13.3, 3.84, 245},
    {19.2, 3.845, 175}, {27.3, 1.935, 66},  {26, 2.14, 91},
    {30.4, 1.513, 113}, {15.8, 3.17, 264},  {19.7, 2.77, 175},
    {15, 3.57, 335},    {21.4, 2.78, 109}};
static const int cylinders[32] = {6, 6, 4, 6, 8, 6, 8, 4, 4, 6, 6,
                                  8, 8, 8, 8, 8, 8, 4, 4, 4, 4, 8,
                                  8, 8, 8, 4, 4, 4, 8, 6, 8, 4};

/* lm, sandwich::vcovHC and vcovCL in R */
static void
test_robust(void)
{
	static const double estimate[] = {
	    37.227270116447201, -3.877830742404682, -0.031772946982161002};
	static const double want[MS_OLS_ERRORS][3] = {
	    {1.5987875379993941, 0.63273349437739523, 0.0090297096758557224},
	    {1.9389139564175544, 0.61992750528989504, 0.0066460579081831029},
	    {2.2298054034362313, 0.76851905035781765, 0.0093851379086475548},
	    {3.0612294246121667, 0.69988089162960621, 0.00522482306617497}};

	fit_rows(32, 3, mpg[0], NULL, cylinders);
	for (int j = 0; j < 3; j++)
	{
		CHECK_REL(coefficients[j], estimate[j], 1e-12);
		for (int k = 0; k < MS_OLS_ERRORS; k++)
			CHECK_REL(error_of(k, j, 3), want[k][j], 1e-11);
	}
	CHECK(model.clusters == 3 && model.fit.df == 29);
	CHECK_REL(model.fit.log_likelihood, -74.326169412820661, 1e-13);
	CHECK_REL(model.fit.aic, 156.65233882564132, 1e-13);
	CHECK_REL(model.fit.bic, 162.51528243684024, 1e-13);
	CHECK_REL(model.fit.adj_r_squared, 0.8148396209781561, 1e-12);
	CHECK_REL(model.fit.f, 69.211213391777648, 1e-12);
	fit_sums(32, 3, mpg[0], NULL);
	CHECK_REL(fit.log_likelihood, -74.326169412820661, 1e-12);
	CHECK_REL(terms[1].t.limits.low, -5.1719160406755371, 1e-12);
}

/* Weights count rows, and offsets cost nothing. */
static void
test_weights(void)
{
	double twice[64][3];
	double weight[32];
	double moved[32][3];
	int groups[64];
	double once[MS_OLS_ERRORS];

	for (int i = 0; i < 32; i++)
	{
		weight[i] = 2;
		memcpy(twice[2 * i], mpg[i], sizeof(mpg[i]));
		memcpy(twice[2 * i + 1], mpg[i], sizeof(mpg[i]));
		groups[2 * i] = groups[2 * i + 1] = 100 * cylinders[i];
		moved[i][0] = mpg[i][0] + 1e9;
		moved[i][1] = round(1000 * mpg[i][1]) + 1e9;
		moved[i][2] = mpg[i][2] - 1e9;
	}
	fit_rows(64, 3, twice[0], NULL, groups);
	for (int k = 0; k < MS_OLS_ERRORS; k++)
		once[k] = error_of(k, 2, 3);
	fit_rows(32, 3, mpg[0], weight, cylinders);
	for (int k = 0; k < MS_OLS_ERRORS; k++)
		CHECK_REL(error_of(k, 2, 3), once[k], 1e-12);
	CHECK(model.fit.n == 64 && model.fit.df == 61 && model.clusters == 3);
	fit_sums(64, 3, twice[0], NULL);
	CHECK_REL(terms[2].t.std_error, once[0], 1e-12);
	fit_sums(32, 3, mpg[0], weight);
	CHECK_REL(terms[2].t.std_error, once[0], 1e-12);

	/* the response has lost digits by moving: 1e-7 of 1 */
	fit_sums(32, 3, moved[0], NULL);
	CHECK_REL(terms[1].t.estimate, -3.877830742404682e-3, 1e-6);
	for (int i = 0; i < 32; i++)
		moved[i][0] = mpg[i][0];
	fit_sums(32, 3, moved[0], NULL);
	CHECK_REL(terms[1].t.estimate, -3.877830742404682e-3, 1e-12);
	CHECK_REL(terms[2].t.std_error, 0.0090297096758557224, 1e-12);
	fit_rows(32, 3, moved[0], NULL, cylinders);
	CHECK_REL(coefficients[2], -0.031772946982161002, 1e-12);
	CHECK_REL(error_of(MS_OLS_HC3, 2, 3), 0.0093851379086475548, 1e-11);
}

/* ---- what is left out ---- */

static void
test_left_out(void)
{
	double rows[32][5]; /* y, wt, a constant, 2 wt - hp + 1, hp */

	for (int i = 0; i < 32; i++)
	{
		rows[i][0] = mpg[i][0];
		rows[i][1] = mpg[i][1];
		rows[i][2] = 7.1;
		rows[i][3] = mpg[i][2];
		rows[i][4] = 2 * mpg[i][1] - mpg[i][2] + 1;
	}
	fit_sums(32, 5, rows[0], NULL);
	fit_rows(32, 5, rows[0], NULL, cylinders);
	CHECK(fit.rank == 2 && fit.k == 4 && fit.df == 29 && fit.note == NULL);
	CHECK(terms[2].state == MS_TERM_CONSTANT && states[2] == MS_TERM_CONSTANT);
	CHECK(terms[4].state == MS_TERM_COMBINATION &&
	      states[4] == MS_TERM_COMBINATION);
	CHECK(terms[1].state == MS_TERM_KEPT && states[3] == MS_TERM_KEPT);
	CHECK(isnan(terms[2].t.estimate) && isnan(coefficients[4]));
	CHECK_REL(terms[3].t.estimate, -0.031772946982161002, 1e-11);
	CHECK_REL(coefficients[3], -0.031772946982161002, 1e-12);
	CHECK_REL(error_of(MS_OLS_CLUSTERED, 3, 5), 0.00522482306617497, 1e-11);
	CHECK(isnan(covariance[0][4]));
}

static void
test_degenerate(void)
{
	static const double few[3][3] = {{1, 1, 5}, {2, 4, 2}, {4, 3, 4}};
	static const double same[4][2] = {{3, 1}, {3, 2}, {3, 4}, {3, 9}};

	fit_sums(0, 3, few[0], NULL);
	CHECK(check_says(fit.note, "no rows") && isnan(terms[0].t.estimate));
	fit_rows(0, 3, few[0], NULL, NULL);
	CHECK(check_says(model.fit.note, "no rows") && isnan(coefficients[0]));
	fit_sums(3, 3, few[0], NULL);
	CHECK(check_says(fit.note, "as many") && isnan(terms[1].t.std_error));
	CHECK(!isnan(terms[2].t.estimate) && isnan(fit.df));
	fit_sums(1, 3, few[0], NULL);
	CHECK(terms[0].t.estimate == 1 && terms[1].state == MS_TERM_CONSTANT);
	CHECK(check_says(fit.note, "too few"));
	fit_rows(1, 3, few[0], NULL, NULL);
	CHECK(coefficients[0] == 1 && check_says(model.fit.note, "too few"));
	fit_sums(4, 2, same[0], NULL);
	CHECK(terms[1].t.estimate == 0 && terms[0].t.estimate == 3);
	CHECK(check_says(fit.note, "constant") && isnan(fit.r_squared));
	CHECK(isnan(terms[1].t.p_value));
	/* the constant alone */
	fit_sums(3, 1, (double[]){1, 2, 4}, NULL);
	CHECK_REL(terms[0].t.std_error, sqrt(7.0 / 3 / 3), 1e-14);
	CHECK(isnan(fit.f) && fit.r_squared == 0);
	/* two clusters at least; a row that has its own column has no HC3 */
	fit_rows(4, 2, (double[]){1, 0, 2, 0, 4, 0, 5, 1}, NULL, (int[4]){0});
	CHECK(model.clusters == 1);
	CHECK(isnan(covariance[MS_OLS_CLUSTERED][0]));
	CHECK(isnan(covariance[MS_OLS_HC3][0]) &&
	      !isnan(covariance[MS_OLS_HC0][0]));
}

static void
test_wald(void)
{
	static const double v[] = {2, 1, 1, 3};
	static const double singular[] = {2, 2, 2, 2};
	double b[] = {1, -2};
	void *work = malloc(ms_wald_workspace(2));

	/* (1, -2) V^-1 (1, -2)' = (3 + 4 + 8) / 5 */
	CHECK_REL(ms_wald_f(2, b, v, work), 1.5, 1e-14);
	CHECK(isnan(ms_wald_f(2, b, singular, work)));
	free(work);
}

/* ---- elasticity ---- */

static void
test_elasticity(void)
{
	ms_tally t = {0};
	ms_tally parts[2] = {{.kind = MS_TALLY_ELASTICITY},
	                     {.kind = MS_TALLY_ELASTICITY}};
	ms_elasticity e;

	for (int i = 0; i < 32; i++)
	{
		ms_elasticity_add(&t, mpg[i][0], mpg[i][2], 1);
		ms_elasticity_add(&parts[i % 2], mpg[i][0], mpg[i][2], 1);
	}
	ms_elasticity_add(&t, 0, 1, 1);
	ms_elasticity_add(&t, 1, -1, 1);
	ms_elasticity_add(&t, 1, 1, 0);
	ms_elasticity_of(&t, 0.95, &e);
	/* lm(log(mpg) ~ log(hp)) in R */
	CHECK_REL(e.t.estimate, -0.53009194703657025, 1e-13);
	CHECK_REL(e.t.std_error, 0.060994215532303699, 1e-12);
	CHECK_REL(e.intercept, 5.5453810316481125, 1e-13);
	CHECK_REL(e.r_squared, 0.71572328504010607, 1e-13);
	CHECK(e.df == 30 && e.n == 32 && e.note == NULL);
	CHECK(t.count[MS_ELASTICITY_NOT_POSITIVE] == 2);
	CHECK(t.count[MS_TALLY_WEIGHTLESS] == 1);
	CHECK(ms_tally_merge(&parts[0], &parts[1]) == MS_OK);
	ms_elasticity_of(&parts[0], 0.95, &e);
	CHECK_REL(e.t.estimate, -0.53009194703657025, 1e-13);

	/* values that differ in the seventh digit: logarithms cancel */
	t = (ms_tally){0};
	for (int i = 0; i < 32; i++)
		ms_elasticity_add(
		    &t, exp(1 + 1e-7 * i), exp(5 + 1e-7 * (i * i % 17)), 3);
	ms_elasticity_of(&t, 0.95, &e);
	CHECK(e.n == 96 && e.df == 94);
	/* as if they were 0, 1, ... */
	CHECK_REL(e.t.estimate, 0.31838111298482313, 2e-7);

	t = (ms_tally){0};
	ms_elasticity_of(&t, 0.95, &e);
	CHECK(check_says(e.note, "no rows") && isnan(e.t.estimate) && e.n == 0);
	for (int i = 1; i < 9; i++)
		ms_elasticity_add(&t, i, 2, 1);
	ms_elasticity_of(&t, 0.95, &e);
	CHECK(check_says(e.note, "x is constant"));
	t = (ms_tally){0};
	for (int i = 1; i < 9; i++)
		ms_elasticity_add(&t, 7.0 * i * i, i, 1);
	ms_elasticity_of(&t, 0.95, &e);
	CHECK_REL(e.t.estimate, 2, 1e-13);
	CHECK(check_says(e.note, "exactly") && isnan(e.t.std_error));
}

int
main(void)
{
	test_norris();
	test_longley();
	test_wampler();
	test_pontius();
	test_filip();
	test_robust();
	test_weights();
	test_left_out();
	test_degenerate();
	test_wald();
	test_elasticity();
	return check_summary();
}
