/*
 * test_concentration.c
 *		Indices against Stata's conindex, lm() and sandwich; Newey-West against
 *		all orders of the ties; what the indices are made of against R and
 *		mpmath.
 */
#include <gsl/gsl_errno.h>
#include <stdlib.h>

#include "check.h"
#include "core/concentration.h"
#include "core/decomposition.h"
#include "core/redistribution.h"
#include "core/sort.h"

#define MOST 4096

/* ---- data ---- */

/* Motor Trend (1974): hp, mpg, cyl, wt, am, qsec */
static const double mtcars[32][6] = {
    {110, 21, 6, 2.62, 1, 16.46},    {110, 21, 6, 2.875, 1, 17.02},
    {93, 22.8, 4, 2.32, 1, 18.61},   {110, 21.4, 6, 3.215, 0, 19.44},
    {175, 18.7, 8, 3.44, 0, 17.02},  {105, 18.1, 6, 3.46, 0, 20.22},
    {245, 14.3, 8, 3.57, 0, 15.84},  {62, 24.4, 4, 3.19, 0, 20},
    {95, 22.8, 4, 3.15, 0, 22.9},    {123, 19.2, 6, 3.44, 0, 18.3},
    {123, 17.8, 6, 3.44, 0, 18.9},   {180, 16.4, 8, 4.07, 0, 17.4},
    {180, 17.3, 8, 3.73, 0, 17.6},   {180, 15.2, 8, 3.78, 0, 18},
    {205, 10.4, 8, 5.25, 0, 17.98},  {215, 10.4, 8, 5.424, 0, 17.82},
    {230, 14.7, 8, 5.345, 0, 17.42}, {66, 32.4, 4, 2.2, 1, 19.47},
    {52, 30.4, 4, 1.615, 1, 18.52},  {65, 33.9, 4, 1.835, 1, 19.9},
    {97, 21.5, 4, 2.465, 0, 20.01},  {150, 15.5, 8, 3.52, 0, 16.87},
    {150, 15.2, 8, 3.435, 0, 17.3},  {245, 13.3, 8, 3.84, 0, 15.41},
    {175, 19.2, 8, 3.845, 0, 17.05}, {66, 27.3, 4, 1.935, 1, 18.9},
    {91, 26, 4, 2.14, 1, 16.7},      {113, 30.4, 4, 1.513, 1, 16.9},
    {264, 15.8, 8, 3.17, 1, 14.5},   {175, 19.7, 6, 2.77, 1, 15.5},
    {335, 15, 8, 3.57, 1, 14.6},     {109, 21.4, 4, 2.78, 1, 18.6}};

/* Longley (1967): employed and six columns nearly collinear */
static const double longley[16][7] = {
    {60.323, 83, 234.289, 235.6, 159, 107.608, 1947},
    {61.122, 88.5, 259.426, 232.5, 145.6, 108.632, 1948},
    {60.171, 88.2, 258.054, 368.2, 161.6, 109.773, 1949},
    {61.187, 89.5, 284.599, 335.1, 165, 110.929, 1950},
    {63.221, 96.2, 328.975, 209.9, 309.9, 112.075, 1951},
    {63.639, 98.1, 346.999, 193.2, 359.4, 113.27, 1952},
    {64.989, 99, 365.385, 187, 354.7, 115.094, 1953},
    {63.761, 100, 363.112, 357.8, 335, 116.219, 1954},
    {66.019, 101.2, 397.469, 290.4, 304.8, 117.388, 1955},
    {67.857, 104.6, 419.18, 282.2, 285.7, 118.734, 1956},
    {68.169, 108.4, 442.769, 293.6, 279.8, 120.445, 1957},
    {66.513, 110.8, 444.546, 468.1, 263.7, 121.95, 1958},
    {68.655, 112.6, 482.704, 381.3, 255.2, 123.366, 1959},
    {69.564, 114.2, 502.601, 393.1, 251.4, 125.368, 1960},
    {69.331, 115.7, 518.173, 480.6, 257.2, 127.852, 1961},
    {70.551, 116.9, 554.894, 400.7, 282.7, 130.081, 1962}};

/* ---- samples ---- */

/* A sample of columns, those that are NULL left out; valid until the next. */
static ms_sample
make(int n,
     const double *rank,
     const double *value,
     const double *weight,
     const double *cluster)
{
	static double records[MOST * 4];
	static double scratch[MOST * 4];
	const double *columns[] = {rank, value, weight, cluster};
	ms_sample s = {n,
	               (rank ? MS_SAMPLE_RANK : 0) |
	                   (weight ? MS_SAMPLE_WEIGHT : 0) |
	                   (cluster ? MS_SAMPLE_CLUSTER : 0),
	               records};
	int at = 0;

	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < 4; j++)
		{
			if (columns[j] != NULL)
				records[at++] = columns[j][i];
		}
	}
	ms_sort_records(
	    records, (size_t) n, ms_sample_stride(s.columns), 0, scratch);
	return s;
}

static const ms_concentration_options STANDARD = {
    MS_CONCENTRATION_STANDARD, MS_NULL, MS_NULL, 2, MS_ERRORS_OLS, 1, 0.95};

static ms_concentration
index_by(const ms_sample *s,
         const ms_concentration_options *options,
         ms_status status)
{
	/* as much as is asked for, so that a sanitizer sees one double more */
	double *work = malloc(ms_concentration_workspace(options->errors, s->n) *
	                      sizeof(double));
	ms_concentration c;

	CHECK(ms_concentration_of(s, options, work, &c) == status);
	free(work);
	return c;
}

static ms_concentration
index_of(const ms_sample *s,
         ms_concentration_kind kind,
         double low,
         double high,
         double nu,
         ms_concentration_errors errors,
         int lag)
{
	ms_concentration_options options = {kind, low, high, nu, errors, lag, 0.95};

	return index_by(s, &options, MS_OK);
}

/* numbers without any pattern, the same everywhere */
static double
noise(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + 1442695040888963407U;
	return (double) (*state >> 11) / 9007199254740992.0;
}

/* ---- the family, as conindex has it ---- */

static const double income[] = {
    120, 150, 150, 180, 220, 260, 300, 300, 300, 420, 600, 1000};
static const double visits[] = {6, 5, 7, 4, 4, 3, 5, 2, 3, 2, 1, 2};
static const double ill[] = {1, 1, 1, 1, 0, 1, 0, 0, 1, 0, 0, 1};
static const double wt[] = {1, 2, 1, 1, 1.5, 1, 1, 2, 1, 1, 0.5, 1};
static const double psu[] = {1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4};

/* Stata's conindex, by its author's port to R */
static void
test_conindex(void)
{
	const struct
	{
		const double *value;
		const double *weight;
		ms_concentration_kind kind;
		double low;
		double high;
		double nu;
		ms_concentration_errors errors;
		double estimate;
		double std_error;
	} cases[] = {
	    {visits,
	     NULL,
	     0,
	     NAN,
	     NAN,
	     2,
	     0,
	     -0.231060606060606,
	     0.0453069995896343},
	    {visits,
	     NULL,
	     0,
	     NAN,
	     NAN,
	     2,
	     1,
	     -0.231060606060606,
	     0.0382367355379167},
	    {visits, wt, 0, NAN, NAN, 2, 0, -0.209863945578231, 0.0416543783073494},
	    {visits, wt, 0, NAN, NAN, 2, 3, -0.209863945578231, 0.0170329719660111},
	    {visits, wt, 1, NAN, NAN, 2, 0, -0.786989795918368, 0.15620391865256},
	    {visits, wt, 5, NAN, NAN, 3, 0, -0.324113216715258, NAN},
	    {visits, wt, 5, NAN, NAN, 1.5, 0, -0.123214886301, NAN},
	    {visits, wt, 6, NAN, NAN, 3, 0, -0.235835762876579, NAN},
	    {ill, wt, 3, 0, 1, 2, 0, -0.551020408163265, 0.309053027849152},
	    {ill, wt, 4, 0, 1, 2, 0, -0.5625, 0.315491632596009},
	    {visits, NULL, 3, 0, 10, 2, 0, -0.338888888888889, 0.066450266064797},
	    {visits, NULL, 4, 0, 10, 2, 0, -0.364832535885167, 0.0715373677731068},
	    {visits, NULL, 2, 0, NAN, 2, 0, -0.231060606060606, 0.0453069995896343},
	    {NULL, wt, 0, NAN, NAN, 2, 0, 0.323859825620389, 0.0789360014718008},
	    {NULL, NULL, 0, NAN, NAN, 2, 0, 0.34375, 0.0692209459040532}};

	for (size_t k = 0; k < sizeof(cases) / sizeof(cases[0]); k++)
	{
		bool gini = cases[k].value == NULL;
		ms_sample s = make(12,
		                   gini ? NULL : income,
		                   gini ? income : cases[k].value,
		                   cases[k].weight,
		                   cases[k].weight ? psu : NULL);
		ms_concentration c = index_of(&s,
		                              cases[k].kind,
		                              cases[k].low,
		                              cases[k].high,
		                              cases[k].nu,
		                              cases[k].errors,
		                              1);

		CHECK_REL(c.estimate, cases[k].estimate, 1e-11);
		CHECK_REL(c.std_error, cases[k].std_error, 1e-11);
		CHECK_REL(c.statistic, cases[k].estimate / cases[k].std_error, 1e-11);
		if (!ms_is_null(c.std_error))
			CHECK(c.df == (cases[k].errors == MS_ERRORS_CLUSTER ? 3 : 10));
		CHECK(c.note == NULL);
		if (cases[k].kind == MS_CONCENTRATION_STANDARD)
			CHECK_REL(ms_sample_concentration(&s), cases[k].estimate, 1e-12);
	}
}

/* Stata 18, conindex, Demographic and Health Survey of Cambodia 2010 */
static void
test_stata(void)
{
	double c = -0.188906688375511;
	double gc = -0.0114654717913474;
	ms_concentration_options o = STANDARD;

	o.low = 0;
	o.high = 1;
	o.kind = MS_CONCENTRATION_ERREYGERS;
	CHECK_REL(
	    gc * ms_concentration_factor(&o, gc / c), -0.0458618871653896, 1e-12);
	o.kind = MS_CONCENTRATION_WAGSTAFF;
	CHECK_REL(
	    gc * ms_concentration_factor(&o, gc / c), -0.201113008578116, 1e-12);
	o.kind = MS_CONCENTRATION_STANDARD;
	CHECK_REL(-gc * ms_concentration_factor(&o, 1 - gc / c),
	          0.0122063202025932,
	          1e-11);
}

/* p-value and limits, from R's pt() and qt() */
static void
test_inference(void)
{
	ms_sample s = make(12, income, visits, NULL, NULL);
	ms_concentration c = index_by(&s, &STANDARD, MS_OK);

	CHECK_REL(c.p_value, 4.6410299364151069e-04, 1e-10);
	CHECK_REL(c.limits.low, -0.33201089211319662, 1e-11);
	CHECK_REL(c.limits.high, -0.13011032000801592, 1e-11);
}

/* sandwich, of ranks without ties */
static void
test_sandwich(void)
{
	const double h[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
	const double w[] = {1, 2, 1, .5, 1, 1, 3, 1, 1, 2, 1, .25};
	const double x[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
	const double g[] = {1, 2, 3, 1, 2, 3, 4, 4, 1, 2, 3, 4};
	const double newey_west[][2] = {{0, 0.077256174667109767},
	                                {1, 0.068258461396094802},
	                                {2, 0.059761738690197685},
	                                {5, 0.047822302727054671},
	                                {11, 0.033516328464125986}};
	ms_sample s = make(12, x, h, w, g);
	ms_concentration c;

	for (int k = 0; k < 5; k++)
	{
		c = index_of(&s, 0, NAN, NAN, 2, 2, (int) newey_west[k][0]);
		CHECK_REL(c.estimate, 0.10977348328845238, 1e-12);
		CHECK_REL(c.std_error, newey_west[k][1], 1e-12);
		CHECK(c.df == 10);
	}
	c = index_of(&s, 0, NAN, NAN, 2, MS_ERRORS_OLS, 1);
	CHECK_REL(c.std_error, 0.10429036896912898, 1e-12);
	c = index_of(&s, 0, NAN, NAN, 2, MS_ERRORS_HC1, 1);
	CHECK_REL(c.std_error, 0.077256174667109614, 1e-12);
	c = index_of(&s, 0, NAN, NAN, 2, MS_ERRORS_CLUSTER, 1);
	CHECK_REL(c.std_error, 0.038845475384727268, 1e-12);
}

/* ---- Newey-West and the order of ties ---- */

#define TIED 9

/* The Bartlett sum, pair by pair, of scores in this order. */
static double
bartlett(const double *u, int n, int lag)
{
	double sum = 0;

	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < n; j++)
		{
			if (abs(i - j) <= lag)
				sum += (1 - abs(i - j) / (lag + 1.0)) * u[i] * u[j];
		}
	}
	return sum;
}

/* The sum over all orders of u[first, end), and on to the groups after it. */
static double
sum_orders(double *u, const int *ends, int first, int at, int lag, int *orders)
{
	int end = *ends;
	double sum = 0;

	if (at == end)
	{
		if (end < TIED)
			return sum_orders(u, ends + 1, end, end, lag, orders);
		(*orders)++;
		return bartlett(u, TIED, lag);
	}
	for (int i = at; i < end; i++)
	{
		double kept = u[at];

		u[at] = u[i];
		u[i] = kept;
		sum += sum_orders(u, ends, first, at + 1, lag, orders);
		u[i] = u[at];
		u[at] = kept;
	}
	return sum;
}

static void
test_ties(void)
{
	const double x[TIED] = {1, 1, 1, 2, 3, 3, 3, 3, 4};
	const double h[TIED] = {2, 7, 1, 8, 2, 8, 1, 8, 4};
	const double w[TIED] = {1, 2, .5, 1, 1, 3, 1, 1.5, 2};
	const int ends[] = {3, 4, 8, 9};
	double total = 13;
	double rank[TIED];
	double mean = 0;
	double xx = 0;
	double xy = 0;
	double u[TIED];
	ms_sample s = make(TIED, x, h, w, NULL);

	for (int i = 0; i < TIED; i++)
	{
		rank[i] = 0;
		for (int j = 0; j < TIED; j++)
			rank[i] += w[j] * ((x[j] < x[i]) + 0.5 * (x[j] == x[i])) / total;
		mean += w[i] * h[i] / total;
	}
	for (int i = 0; i < TIED; i++)
	{
		xx += w[i] * (rank[i] - 0.5) * (rank[i] - 0.5);
		xy += w[i] * (rank[i] - 0.5) * (h[i] - mean);
	}
	for (int i = 0; i < TIED; i++)
		u[i] =
		    w[i] * (rank[i] - 0.5) * (h[i] - mean - xy / xx * (rank[i] - 0.5));
	for (int lag = 0; lag < TIED; lag++)
	{
		int orders = 0;
		double sum = sum_orders(u, ends, 0, 0, lag, &orders);
		double q = sum / orders * TIED / (TIED - 2);
		ms_concentration c = index_of(&s, 0, NAN, NAN, 2, 2, lag);

		CHECK(orders == 6 * 24);
		CHECK_REL(c.std_error, 2 / mean * sqrt(q) / total, 1e-12);
	}
}

/* ---- what must hold whatever the numbers are ---- */

static void
fill(uint64_t seed, int n, double *x, double *h, double *w, double *g)
{
	for (int i = 0; i < n; i++)
	{
		x[i] = floor(noise(&seed) * 20);
		h[i] = floor(noise(&seed) * 4096) / 1024 + x[i] / 8;
		w[i] = 1 + floor(noise(&seed) * 3);
		g[i] = floor(noise(&seed) * 7);
	}
}

static void
test_kinds(void)
{
	double x[60];
	double h[60];
	double mirror[60];
	double w[60];
	double g[60];
	ms_sample s;
	ms_concentration c[7];
	double mean;

	fill(7, 60, x, h, w, g);
	for (int i = 0; i < 60; i++)
		mirror[i] = 8 - h[i];
	s = make(60, x, h, w, g);
	mean = ms_sample_mean(&s);
	for (int kind = 0; kind < 7; kind++)
		c[kind] = index_of(&s, kind, 0, 8, 2, MS_ERRORS_HC1, 1);
	CHECK_REL(
	    c[MS_CONCENTRATION_GENERALIZED].estimate, c[0].estimate * mean, 1e-13);
	CHECK_REL(c[MS_CONCENTRATION_MODIFIED].std_error, c[0].std_error, 1e-13);
	CHECK_REL(c[MS_CONCENTRATION_EXTENDED].estimate, c[0].estimate, 1e-13);
	CHECK_REL(c[MS_CONCENTRATION_SYMMETRIC].estimate, c[0].estimate, 1e-13);
	CHECK(ms_is_null(c[MS_CONCENTRATION_EXTENDED].std_error));
	CHECK(ms_is_null(c[MS_CONCENTRATION_SYMMETRIC].p_value));
	for (int kind = 1; kind <= MS_CONCENTRATION_WAGSTAFF; kind++)
		CHECK_REL(c[kind].statistic, c[0].statistic, 1e-13);
	CHECK_REL(ms_sample_absolute_concentration(&s),
	          c[MS_CONCENTRATION_GENERALIZED].estimate,
	          1e-14);

	/* no aversion, no inequality */
	CHECK(index_of(&s, 5, NAN, NAN, 1, 0, 1).estimate == 0);

	/* the healthy in the place of the ill */
	s = make(60, x, mirror, w, g);
	CHECK_REL(index_of(&s, 3, 0, 8, 2, 1, 1).estimate, -c[3].estimate, 1e-12);
	CHECK_REL(index_of(&s, 4, 0, 8, 2, 1, 1).estimate, -c[4].estimate, 1e-12);
	CHECK_REL(index_of(&s, 0, 0, 8, 2, 1, 1).estimate,
	          -mean / (8 - mean) * c[0].estimate,
	          1e-12);
}

/* A weight of 2 is the row twice, for an index; for its error, in a cluster. */
static void
test_weights(void)
{
	double x[200];
	double h[200];
	double w[60];
	double g[200];
	double x2[200];
	double h2[200];
	double row[200];
	double row2[200];
	int n = 0;
	ms_sample s;
	ms_concentration c;
	ms_concentration d;

	fill(11, 60, x, h, w, g);
	for (int i = 0; i < 60; i++)
	{
		row[i] = i;
		for (int k = 0; k < w[i]; k++)
		{
			x2[n] = x[i];
			h2[n] = h[i];
			row2[n++] = i;
		}
	}
	for (int kind = 0; kind < 7; kind++)
	{
		s = make(60, x, h, w, row);
		c = index_of(&s, kind, 0, 8, 2.5, MS_ERRORS_CLUSTER, 1);
		s = make(n, x2, h2, NULL, row2);
		d = index_of(&s, kind, 0, 8, 2.5, MS_ERRORS_CLUSTER, 1);
		CHECK_REL(c.estimate, d.estimate, 1e-12);
		/* (n - 1) / (n - 2) knows of the copies */
		CHECK_REL(c.std_error * sqrt(58.0 / 59),
		          d.std_error * sqrt((n - 2.0) / (n - 1)),
		          1e-12);
	}
}

/* Far from 0, nothing that does not depend on the mean changes. */
static void
test_offset(void)
{
	double x[60];
	double h[60];
	double far[60];
	double w[60];
	double g[60];

	fill(13, 60, x, h, w, g);
	for (int i = 0; i < 60; i++)
		far[i] = h[i] + 1e9;
	for (int errors = 0; errors < 4; errors++)
	{
		ms_sample s = make(60, x, h, w, g);
		ms_concentration near = index_of(&s, 1, NAN, NAN, 2, errors, 2);
		double mean = ms_sample_mean(&s);
		ms_concentration c;

		s = make(60, x, far, w, g);
		c = index_of(&s, 1, NAN, NAN, 2, errors, 2);
		CHECK_REL(c.estimate, near.estimate, 1e-13);
		CHECK_REL(c.std_error, near.std_error, 1e-12);
		c = index_of(&s, 0, NAN, NAN, 2, errors, 2);
		CHECK_REL(c.estimate, near.estimate / (1e9 + mean), 1e-13);
		c = index_of(&s, 5, NAN, NAN, 2, errors, 2);
		CHECK_REL(c.estimate, near.estimate / (1e9 + mean), 1e-12);
		s = make(60, x, h, w, g);
		near = index_of(&s, 6, NAN, NAN, 3, errors, 2);
		s = make(60, x, far, w, g);
		c = index_of(&s, 6, NAN, NAN, 3, errors, 2);
		CHECK_REL(c.estimate, near.estimate * mean / (1e9 + mean), 1e-12);
	}
}

/* The unit of the values is nobody's, even where its square is no double. */
static void
test_units(void)
{
	double h[12];

	for (int k = 0; k < 4; k++)
	{
		ms_sample s = make(12, income, visits, wt, psu);
		ms_concentration want = index_of(&s, 0, NAN, NAN, 2, k, 1);
		ms_concentration c;

		for (double unit = 0x1p-900; unit < 0x1p901; unit *= 0x1p900)
		{
			for (int i = 0; i < 12; i++)
				h[i] = visits[i] * unit;
			s = make(12, income, h, wt, psu);
			c = index_of(&s, 0, NAN, NAN, 2, k, 1);
			CHECK_REL(c.estimate, want.estimate, 1e-14);
			CHECK_REL(c.std_error, want.std_error, 1e-14);
		}
	}
}

/* Of 1 .. n: Gini (n - 1) / (3 n), and sums of powers along the curves */
static void
test_large(void)
{
	static double x[MOST];
	ms_sample s;
	ms_concentration c;
	long double below = 0;

	for (int i = 0; i < MOST; i++)
		x[i] = i + 1;
	s = make(MOST, NULL, x, NULL, NULL);
	c = index_by(&s, &STANDARD, MS_OK);
	CHECK_REL(c.estimate, (MOST - 1) / (3.0 * MOST), 1e-13);
	CHECK(c.std_error == 0 && ms_is_null(c.statistic));
	CHECK(ms_is_null(c.p_value) && check_says(c.note, "no residuals"));

	/* nu 3: F(p) - F(p') summed by parts, 1 - sum (1 - p)^3 / n / mean */
	for (int i = 0; i < MOST; i++)
		below += powl(1 - (long double) i / MOST, 3);
	c = index_of(&s, 5, NAN, NAN, 3, 0, 1);
	CHECK_REL(c.estimate, (double) (1 - below / ((MOST + 1) / 2.0L)), 1e-12);
}

/* ---- too little to say ---- */

static void
check_nothing(ms_concentration c, const char *words)
{
	CHECK(ms_is_null(c.estimate) && ms_is_null(c.std_error));
	CHECK(ms_is_null(c.statistic) && ms_is_null(c.df));
	CHECK(ms_is_null(c.p_value) && ms_is_null(c.limits.low));
	CHECK(check_says(c.note, words));
}

static void
check_no_error(ms_concentration c, double estimate, const char *words)
{
	CHECK_ABS(c.estimate, estimate, 1e-15);
	CHECK(ms_is_null(c.std_error) && ms_is_null(c.statistic));
	CHECK(ms_is_null(c.p_value) && ms_is_null(c.limits.high));
	CHECK(check_says(c.note, words));
}

static void
test_undefined(void)
{
	const double x[] = {1, 2, 3, 4};
	const double same[] = {5, 5, 5, 5};
	const double cancel[] = {0.1, 0.2, -0.3, 0};
	const double zero[] = {0, 0, 0, 0};
	const double h[] = {1, 3, 2, 7};
	ms_concentration_options o = STANDARD;
	ms_sample s = make(0, x, h, NULL, NULL);

	check_nothing(index_by(&s, &o, MS_UNDEFINED), "no rows");
	s = make(1, x, h, NULL, NULL);
	check_nothing(index_by(&s, &o, MS_UNDEFINED), "same rank");
	s = make(4, same, h, NULL, NULL);
	check_nothing(index_by(&s, &o, MS_UNDEFINED), "same rank");
	s = make(4, x, zero, NULL, NULL);
	check_nothing(index_by(&s, &o, MS_UNDEFINED), "mean is 0");
	s = make(4, x, cancel, NULL, NULL);
	check_nothing(index_by(&s, &o, MS_UNDEFINED), "mean is 0");
	CHECK(ms_is_null(ms_sample_concentration(&s)));
	o.kind = MS_CONCENTRATION_EXTENDED;
	check_nothing(index_by(&s, &o, MS_UNDEFINED), "not positive");

	/* of one row, and of equal ones, the Gini index is 0 */
	o = STANDARD;
	s = make(1, NULL, h, NULL, NULL);
	check_no_error(index_by(&s, &o, MS_OK), 0, "constant");
	s = make(4, NULL, same, NULL, NULL);
	check_no_error(index_by(&s, &o, MS_OK), 0, "constant");
	CHECK(ms_sample_concentration(&s) == 0);
	s = make(4, x, same, NULL, NULL);
	check_no_error(index_by(&s, &o, MS_OK), 0, "constant");

	/* two rows are on a line; one cluster; a lag over everything */
	s = make(2, x, h, NULL, NULL);
	check_no_error(index_by(&s, &o, MS_OK), 0.25, "fewer than 3 rows");
	s = make(4, x, h, NULL, same);
	o.errors = MS_ERRORS_CLUSTER;
	check_no_error(index_by(&s, &o, MS_OK), 17.0 / 52, "one cluster");
	o.errors = MS_ERRORS_NEWEY_WEST;
	o.lag = 4;
	check_no_error(index_by(&s, &o, MS_OK), 17.0 / 52, "lag");
	o.lag = 3;
	CHECK(index_by(&s, &o, MS_OK).std_error > 0);

	/* at a limit */
	o = STANDARD;
	o.kind = MS_CONCENTRATION_WAGSTAFF;
	o.low = 0;
	o.high = 5;
	s = make(4, x, same, NULL, NULL);
	check_nothing(index_by(&s, &o, MS_UNDEFINED), "at a limit");
	s = make(4, x, zero, NULL, NULL);
	check_nothing(index_by(&s, &o, MS_UNDEFINED), "at a limit");
	o.kind = MS_CONCENTRATION_MODIFIED;
	check_nothing(index_by(&s, &o, MS_UNDEFINED), "at the limit");
	o.kind = MS_CONCENTRATION_ERREYGERS;
	check_no_error(index_by(&s, &o, MS_OK), 0, "constant");
}

/* Values that cancel have an absolute index; negative ones are told. */
static void
test_negative(void)
{
	const double x[] = {1, 2, 3, 4};
	const double cancel[] = {-3, 1, 0, 2};
	const double some[] = {-1, 1, 2, 6};
	ms_sample s = make(4, x, cancel, NULL, NULL);
	ms_concentration c = index_of(&s, 1, NAN, NAN, 2, 0, 1);

	CHECK_REL(c.estimate, 0.875, 1e-15);
	CHECK(c.std_error > 0 && c.note == NULL);
	s = make(4, x, some, NULL, NULL);
	c = index_of(&s, 0, NAN, NAN, 2, 0, 1);
	CHECK_REL(c.estimate, 0.6875, 1e-15);
	CHECK(check_says(c.note, "negative") && c.p_value > 0);
	c = index_of(&s, 5, NAN, NAN, 3, 0, 1);
	CHECK(check_says(c.note, "negative") && c.estimate > 0);
	c = index_of(&s, 3, -1, 6, 2, 0, 1);
	CHECK_REL(c.estimate, 4 * 1.375 / 7, 1e-15);
	CHECK(c.note == NULL);
}

static void
test_refused(void)
{
	const double h[] = {1, 3, 2, 7};
	const struct
	{
		ms_concentration_options o;
		const char *words;
	} cases[] = {{{2, NAN, NAN, 2, 0, 1, 0.95}, "limit low"},
	             {{3, 0, NAN, 2, 0, 1, 0.95}, "low and high"},
	             {{4, NAN, 9, 2, 0, 1, 0.95}, "low and high"},
	             {{3, 9, 0, 2, 0, 1, 0.95}, "below high"},
	             {{3, 2, 9, 2, 0, 1, 0.95}, "within"},
	             {{4, 0, 6.5, 2, 0, 1, 0.95}, "within"},
	             {{0, 1.5, NAN, 2, 0, 1, 0.95}, "within"},
	             {{5, NAN, NAN, 0.9, 0, 1, 0.95}, "nu of 1"},
	             {{6, NAN, NAN, 1, 0, 1, 0.95}, "nu above 1"},
	             {{5, NAN, NAN, NAN, 0, 1, 0.95}, "nu of 1"},
	             {{0, NAN, NAN, 2, 2, -1, 0.95}, "lag"},
	             {{0, NAN, NAN, 2, 3, 1, 0.95}, "clusters"}};
	ms_sample s = make(4, h, h, NULL, NULL);

	for (size_t k = 0; k < sizeof(cases) / sizeof(cases[0]); k++)
		check_nothing(index_by(&s, &cases[k].o, MS_DOMAIN), cases[k].words);
}

/* ---- achievement, difference ---- */

static void
test_achievement(void)
{
	ms_sample s = make(12, income, visits, wt, NULL);

	CHECK_REL(ms_achievement_index(&s, 3), 3.75 * 1.324113216715258, 1e-12);
	CHECK_REL(ms_achievement_index(&s, 1), 3.75, 1e-14);
	CHECK(ms_is_null(ms_achievement_index(&s, 0.5)));
	s.n = 0;
	CHECK(ms_is_null(ms_achievement_index(&s, 2)));
}

static void
test_difference(void)
{
	ms_concentration a = {.estimate = 0.3, .std_error = 0.03};
	ms_concentration b = {.estimate = 0.2, .std_error = 0.04};
	ms_concentration c;

	ms_concentration_compare(&a, &b, 0.95, &c);
	CHECK_REL(c.estimate, 0.1, 1e-15);
	CHECK_REL(c.std_error, 0.05, 1e-15);
	CHECK_REL(c.statistic, 2, 1e-14);
	CHECK_REL(c.p_value, 0.045500263896358417, 1e-13);
	CHECK_REL(c.limits.low, 0.1 - 1.959963984540054 * 0.05, 1e-12);
	CHECK_REL(c.limits.high, 0.1 + 1.959963984540054 * 0.05, 1e-14);
	CHECK(c.note == NULL && ms_is_null(c.df));
	b.std_error = MS_NULL;
	ms_concentration_compare(&a, &b, 0.95, &c);
	check_no_error(c, a.estimate - b.estimate, "no standard error");
	b.estimate = MS_NULL;
	ms_concentration_compare(&a, &b, 0.95, &c);
	check_nothing(c, "undefined");
}

/* ---- payments ---- */

static const double household[24][5] = {
    {3, 9000, 300, 1.0},   {4, 12000, 0, 1.2},    {2, 8000, 2600, 0.8},
    {5, 15000, 900, 1.0},  {1, 5000, 100, 1.5},   {4, 18000, 4800, 1.0},
    {3, 16000, 700, 1.0},  {6, 24000, 1500, 0.9}, {2, 14000, 6200, 1.1},
    {4, 26000, 800, 1.0},  {3, 22000, 0, 1.0},    {5, 32000, 6100, 0.7},
    {2, 20000, 1200, 1.3}, {4, 36000, 2500, 1.0}, {3, 30000, 11800, 1.0},
    {1, 15000, 400, 1.6},  {4, 42000, 3900, 1.0}, {3, 40000, 1000, 1.0},
    {2, 34000, 9000, 0.9}, {5, 60000, 2200, 1.0}, {4, 70000, 26000, 1.0},
    {3, 66000, 4000, 1.1}, {2, 64000, 1500, 1.0}, {6, 120000, 15000, 0.5}};

static ms_kakwani
kakwani_of(const ms_sample *s)
{
	ms_kakwani k;

	ms_kakwani_of(s, 0.95, &k);
	return k;
}

static void
test_households(void)
{
	double income_head[24];
	double oop[24];
	double oop_head[24];
	double persons[24];
	ms_sample s;
	ms_kakwani k;

	for (int i = 0; i < 24; i++)
	{
		income_head[i] = household[i][1] / household[i][0];
		oop[i] = household[i][2];
		oop_head[i] = oop[i] / household[i][0];
		persons[i] = household[i][0] * household[i][3];
	}
	s = make(24, income_head, oop, persons, NULL);
	CHECK_REL(ms_sample_concentration(&s), 0.3981057042548878, 1e-12);
	s = make(24, income_head, oop_head, persons, NULL);
	k = kakwani_of(&s);
	CHECK_REL(k.concentration, 0.38358719333494096, 1e-12);
	CHECK_REL(k.gini, 0.3619333046492882, 1e-12);
	CHECK_REL(k.kakwani.estimate, 0.021653888685652767, 1e-11);
	CHECK_REL(k.concentration, ms_sample_concentration(&s), 1e-13);
	CHECK(k.kakwani.note == NULL && k.kakwani.df == 22);
}

static void
test_kakwani(void)
{
	double x[60];
	double p[60];
	double w[60];
	double g[60];
	double flat[60];
	double far[60];
	ms_sample s = make(12, income, visits, wt, NULL);
	ms_kakwani k = kakwani_of(&s);
	double se;

	CHECK_REL(k.kakwani.estimate, -0.53372377119862, 1e-12);
	fill(17, 60, x, p, w, g);
	for (int i = 0; i < 60; i++)
		x[i] += 1;

	/* in proportion to income, also where that is rounded; all pay the same */
	s = make(60, x, x, w, NULL);
	k = kakwani_of(&s);
	CHECK(k.kakwani.estimate == 0 && k.suits == 0);
	CHECK(k.payment_share == 1 && ms_is_null(k.kakwani.statistic));
	for (int i = 0; i < 60; i++)
		flat[i] = 0.1 * x[i];
	s = make(60, x, flat, w, NULL);
	k = kakwani_of(&s);
	CHECK_ABS(k.kakwani.estimate, 0, 1e-15);
	CHECK(k.kakwani.std_error == 0 && ms_is_null(k.kakwani.p_value));
	for (int i = 0; i < 60; i++)
		flat[i] = 5;
	s = make(60, x, flat, w, NULL);
	k = kakwani_of(&s);
	CHECK_ABS(k.concentration, 0, 1e-15);
	CHECK_REL(k.kakwani.estimate, -k.gini, 1e-13);

	/* a regression on residuals written down with C and G */
	s = make(60, x, p, w, NULL);
	k = kakwani_of(&s);
	CHECK_REL(k.kakwani.estimate, k.concentration - k.gini, 1e-12);
	se = k.kakwani.std_error;

	/* no unit, no offset that both share, hides the difference */
	for (int i = 0; i < 60; i++)
	{
		far[i] = x[i] + 1e9;
		p[i] += 1e9;
	}
	s = make(60, far, p, w, NULL);
	k = kakwani_of(&s);
	CHECK_ABS(k.kakwani.estimate, k.concentration - k.gini, 1e-20);
	CHECK(k.kakwani.std_error > 0 && k.kakwani.std_error < se);
}

/* R, lm(): payments mpg out of incomes hp, weights wt */
static void
test_lm(void)
{
	double hp[32];
	double mpg[32];
	double weight[32];
	ms_sample s;
	ms_kakwani k;

	for (int i = 0; i < 32; i++)
	{
		hp[i] = mtcars[i][0];
		mpg[i] = mtcars[i][1];
		weight[i] = mtcars[i][3];
	}
	s = make(32, hp, mpg, weight, NULL);
	ms_kakwani_of(&s, 0.9, &k);
	CHECK_REL(k.kakwani.estimate, -0.37147469960678625, 1e-12);
	CHECK_REL(k.kakwani.std_error, 0.01822331593210811, 1e-12);
	CHECK_REL(k.kakwani.p_value, 3.958858650053441e-19, 1e-10);
	CHECK_REL(k.kakwani.limits.low, -0.40240442096239787, 1e-12);
	CHECK_REL(k.kakwani.limits.high, -0.34054497825117463, 1e-12);
	CHECK_REL(k.concentration, -0.13797795360167955, 1e-12);
	CHECK_REL(k.gini, 0.23349674600510673, 1e-12);
	CHECK_REL(k.suits, -0.36091218241720413, 1e-12);
	CHECK_REL(k.payment_share, 0.1159411413873358, 1e-13);
}

static void
test_suits(void)
{
	const double x[] = {1, 1, 2, 4};
	const double p[] = {0, 1, 0, 1};
	ms_sample s = make(4, x, p, NULL, NULL);

	/* income shares 1/4, 1/4, 1/2; of payments 1/2, 0, 1/2 */
	CHECK_REL(kakwani_of(&s).suits, 1 - (0.125 + 0.25 + 0.75), 1e-14);
}

static void
test_no_kakwani(void)
{
	const double x[] = {1, 2, 3, 4};
	const double same[] = {3, 3, 3, 3};
	const double zero[] = {0, 0, 0, 0};
	const double refund[] = {-1, 0, 3, 4};
	ms_sample s = make(0, x, x, NULL, NULL);
	ms_kakwani k = kakwani_of(&s);

	check_nothing(k.kakwani, "no rows");
	CHECK(ms_is_null(k.gini) && ms_is_null(k.payment_share));
	s = make(4, x, zero, NULL, NULL);
	k = kakwani_of(&s);
	check_nothing(k.kakwani, "mean payment is 0");
	CHECK_REL(k.gini, 0.25, 1e-15);
	CHECK(k.payment_share == 0 && ms_is_null(k.suits));
	s = make(4, zero, x, NULL, NULL);
	k = kakwani_of(&s);
	check_nothing(k.kakwani, "not positive");
	CHECK(ms_is_null(k.gini) && ms_is_null(k.concentration));
	s = make(4, same, x, NULL, NULL);
	k = kakwani_of(&s);
	check_nothing(k.kakwani, "equal");
	CHECK(k.gini == 0 && ms_is_null(k.concentration) && ms_is_null(k.suits));
	s = make(4, x, refund, NULL, NULL);
	k = kakwani_of(&s);
	CHECK(check_says(k.kakwani.note, "negative"));
	CHECK_REL(k.concentration, 0.75, 1e-14);
}

/* ---- redistribution ---- */

static ms_redistribution
redistribution_of(const ms_sample *s)
{
	double *work = malloc(ms_redistribution_workspace(s->n) * sizeof(double));
	ms_redistribution r;

	ms_redistribution_of(s, work, &r);
	free(work);
	return r;
}

/* Each part by its own definition, R from C(x - P) with pairs of people. */
static void
test_redistribution(void)
{
	const double x[] = {2, 2, 2, 6, 6, 10};
	const double p[] = {1, 0, 1, 1, 5, 2};
	const double w[] = {1, 2, 1, 1, 1, 2};
	ms_sample s = make(6, x, p, w, NULL);
	ms_redistribution r = redistribution_of(&s);
	double total = 8;
	double before = 0; /* mean difference of all pairs */
	double after = 0;
	double ranked = 0; /* of N, in the order of x */
	double within = 0;

	for (int i = 0; i < 6; i++)
	{
		for (int j = 0; j < 6; j++)
		{
			double share = w[i] * w[j] / (total * total);
			double ni = x[i] - p[i];
			double nj = x[j] - p[j];

			before += share * fabs(x[i] - x[j]) / 2;
			after += share * fabs(ni - nj) / 2;
			if (x[i] > x[j])
				ranked += share * (ni - nj);
			if (x[i] == x[j])
				within += share * fabs(ni - nj) / 2;
		}
	}
	CHECK_REL(r.gini_before, before / 5, 1e-14);
	CHECK_REL(r.gini_after, after / 3.5, 1e-14);
	CHECK_REL(r.redistributive_effect, before / 5 - after / 3.5, 1e-13);
	CHECK_REL(r.horizontal, within / 3.5, 1e-14);
	CHECK_REL(r.reranking, (after - ranked - within) / 3.5, 1e-12);
	CHECK_REL(r.vertical, before / 5 - ranked / 3.5, 1e-12);
	CHECK_REL(r.payment_share, 0.3, 1e-14);
	CHECK_REL(r.vertical, 0.3 / 0.7 * r.kakwani, 1e-13);
	CHECK(r.note == NULL && r.reranking > 0.01 && r.horizontal > 0.01);
}

static void
test_redistribution_parts(void)
{
	double x[60];
	double p[60];
	double w[60];
	double g[60];

	for (uint64_t seed = 1; seed < 20; seed++)
	{
		ms_sample s;
		ms_redistribution r;

		fill(seed, 60, x, p, w, g);
		for (int i = 0; i < 60; i++)
			x[i] += 8;
		s = make(60, x, p, seed % 2 ? w : NULL, NULL);
		r = redistribution_of(&s);
		CHECK_ABS(r.redistributive_effect,
		          r.vertical - r.horizontal - r.reranking,
		          1e-15);
		CHECK(r.horizontal > 0 && r.reranking > 0);

		/* a share of income moves nobody */
		for (int i = 0; i < 60; i++)
			p[i] = x[i] / 4;
		s = make(60, x, p, w, NULL);
		r = redistribution_of(&s);
		CHECK_ABS(r.redistributive_effect, 0, 1e-15);
		CHECK_ABS(r.vertical, 0, 1e-15);
		CHECK(r.horizontal == 0 && r.reranking >= 0 && r.reranking < 1e-15);
		CHECK(r.payment_share == 0.25);
	}
}

static void
test_no_redistribution(void)
{
	const double x[] = {1, 2, 3, 4};
	const double zero[] = {0, 0, 0, 0};
	const double same[] = {3, 3, 3, 3};
	const double much[] = {2.5, 2, 2, 0};
	const double refund[] = {-1, 0, 0, 1};
	ms_sample s = make(0, x, x, NULL, NULL);
	ms_redistribution r = redistribution_of(&s);

	CHECK(check_says(r.note, "no rows") && ms_is_null(r.gini_before));
	s = make(4, x, x, NULL, NULL);
	r = redistribution_of(&s);
	CHECK(check_says(r.note, "after payments"));
	CHECK(r.gini_before == 0.25 && r.payment_share == 1 && r.kakwani == 0);
	CHECK(ms_is_null(r.gini_after) && ms_is_null(r.redistributive_effect));
	CHECK(ms_is_null(r.vertical) && ms_is_null(r.reranking));
	s = make(4, zero, x, NULL, NULL);
	r = redistribution_of(&s);
	CHECK(check_says(r.note, "not positive") && ms_is_null(r.gini_before));

	/* no payment, and no payment on the whole */
	s = make(4, x, zero, NULL, NULL);
	r = redistribution_of(&s);
	CHECK(r.redistributive_effect == 0 && r.vertical == 0);
	CHECK(ms_is_null(r.kakwani) && r.note == NULL);
	s = make(4, x, refund, NULL, NULL);
	r = redistribution_of(&s);
	CHECK(ms_is_null(r.kakwani) && r.payment_share == 0);
	CHECK_REL(r.vertical, 0.25 - 0.1, 1e-14);
	CHECK_REL(r.redistributive_effect, 0.15, 1e-14);

	/* all incomes equal: what there is after is horizontal */
	s = make(4, same, much, NULL, NULL);
	r = redistribution_of(&s);
	CHECK(r.gini_before == 0 && r.vertical == 0 && ms_is_null(r.kakwani));
	CHECK_REL(r.horizontal, r.gini_after, 1e-14);
	CHECK_ABS(r.reranking, 0, 1e-16);

	/* payments above the income */
	s = make(4, x, much, NULL, NULL);
	r = redistribution_of(&s);
	CHECK(check_says(r.note, "negative"));
	CHECK_REL(r.gini_after, 1.25, 1e-15);
}

/* ---- decomposition ---- */

/* co-moments of n rows of p columns; to be freed */
static ms_comoments *
comoments_of(int n, int p, const double *rows, const double *weight)
{
	ms_comoments *c = malloc(ms_comoments_size(p, MS_COMOMENTS_BLOCK));

	ms_comoments_init(c, p, MS_COMOMENTS_BLOCK);
	for (int i = 0; i < n; i++)
	{
		memcpy(ms_comoments_next_row(c), rows + i * p, p * sizeof(double));
		ms_comoments_take_row(c, weight ? weight[i] : 1);
		if (c->rows == MS_COMOMENTS_BLOCK)
			ms_comoments_flush(c);
	}
	ms_comoments_flush(c);
	return c;
}

static ms_status
decompose(const ms_comoments *c,
          const bool *need,
          ms_contribution *terms,
          ms_decomposition *d,
          int *rank)
{
	void *work = malloc(ms_decomposition_workspace(c->p));
	ms_status status = ms_decomposition_of(c, need, terms, d, rank, work);

	free(work);
	return status;
}

/* R: lm() with weights, and each index by itself */
static void
test_mtcars(void)
{
	const double want[3][5] = {{-1.45311488195599603,
	                            6.08508999229637926,
	                            -0.4348255565775211995,
	                            0.15121358094249240,
	                            -0.0657515294953993079},
	                           {-3.16103113677626046,
	                            3.20066982982001536,
	                            -0.4975282615633765393,
	                            0.12800731848718658,
	                            -0.0636872586343194130},
	                           {0.42381225652124127,
	                            0.39512570908326916,
	                            0.0082348730042470786,
	                            -0.27479592983143769,
	                            -0.0022629095842458809}};
	const bool need[] = {true, false, true};
	double rows[32 * 5];
	double hp[32];
	double weight[32];
	double rank[32];
	double work[96];
	ms_comoments *c;
	ms_contribution terms[3];
	ms_decomposition d;
	int order;

	for (int i = 0; i < 32; i++)
	{
		hp[i] = mtcars[i][0];
		weight[i] = mtcars[i][5];
	}
	CHECK(ms_fractional_rank(32, hp, weight, rank, work) == MS_OK);
	for (int i = 0; i < 32; i++)
	{
		rows[i * 5] = rank[i];
		memcpy(rows + i * 5 + 1, mtcars[i] + 1, 4 * sizeof(double));
	}
	c = comoments_of(32, 5, rows, weight);
	CHECK(decompose(c, need, terms, &d, &order) == MS_OK);
	for (int j = 0; j < 3; j++)
	{
		CHECK_REL(terms[j].beta, want[j][0], 1e-11);
		CHECK_REL(terms[j].mean, want[j][1], 1e-13);
		CHECK_REL(terms[j].elasticity, want[j][2], 1e-11);
		CHECK_REL(terms[j].concentration, want[j][3], 1e-12);
		CHECK_REL(terms[j].contribution, want[j][4], 1e-11);
		CHECK_REL(terms[j].share, want[j][4] / -0.14240991798377328, 1e-11);
	}
	CHECK(order == 3);
	CHECK_REL(d.index, -0.14240991798377328, 1e-12);
	CHECK_REL(d.residual, -0.010708220269808694, 1e-11);
	CHECK_REL(d.residual_share, d.residual / d.index, 1e-14);
	CHECK_REL(d.need, want[0][4] + want[2][4], 1e-11);
	CHECK_REL(d.horizontal_inequity, d.index - d.need, 1e-14);
	CHECK(decompose(c, NULL, terms, &d, &order) == MS_OK);
	CHECK(ms_is_null(d.need) && ms_is_null(d.horizontal_inequity));
	free(c);
}

/* with 60 digits: nearly collinear, and nothing is lost but a few digits */
static void
test_longley(void)
{
	const double want[6][2] = {
	    {0.015061872271373295, 0.000371386489249497255},
	    {-0.0358191792925910166, -0.00777108463902412221},
	    {-0.0202022980381682509, 0.00494281862302012033},
	    {-0.0103322686717359198, -0.0059205629060867167},
	    {-0.0511041056535807145, -0.000532613571854948218},
	    {1.82915146461355185, 0.0168462869992741519}};
	double rows[16 * 8];
	double forces[16];
	double rank[16];
	double work[48];
	ms_comoments *c;
	ms_contribution terms[6];
	ms_decomposition d;
	int order;

	for (int i = 0; i < 16; i++)
		forces[i] = longley[i][4];
	CHECK(ms_fractional_rank(16, forces, NULL, rank, work) == MS_OK);
	for (int i = 0; i < 16; i++)
	{
		rows[i * 8] = rank[i];
		memcpy(rows + i * 8 + 1, longley[i], 7 * sizeof(double));
	}
	c = comoments_of(16, 8, rows, NULL);
	CHECK(decompose(c, NULL, terms, &d, &order) == MS_OK);
	for (int j = 0; j < 6; j++)
	{
		CHECK_REL(terms[j].beta, want[j][0], 1e-9);
		CHECK_REL(terms[j].contribution, want[j][1], 1e-9);
	}
	CHECK_REL(d.index, 0.00793725217018540349, 1e-12);
	CHECK_REL(d.residual, 1.02117560742110354e-6, 1e-7);
	free(c);
}

static void
test_no_decomposition(void)
{
	const double x[] = {-0.3, -0.3, 0.1, 0.5}; /* 0 but for rounding */
	double rows[8 * 4];
	ms_comoments *c;
	ms_contribution terms[2];
	ms_decomposition d;
	int rank;

	for (int i = 0; i < 8; i++)
	{
		rows[i * 4] = (i + 0.5) / 8;
		rows[i * 4 + 1] = 1 + i % 3;
		rows[i * 4 + 2] = x[i % 4];
		rows[i * 4 + 3] = 3 - 2 * x[i % 4];
	}
	/* one x is the other */
	c = comoments_of(8, 4, rows, NULL);
	CHECK(decompose(c, NULL, terms, &d, &rank) == MS_SINGULAR && rank == 1);
	CHECK(ms_is_null(terms[0].beta) && ms_is_null(terms[1].contribution));
	CHECK(d.index > 0 && d.mean == 1.875 && ms_is_null(d.residual));
	free(c);

	/* an x that is constant; one whose mean is 0 has no index, but a part */
	for (int i = 0; i < 8; i++)
		rows[i * 4 + 3] = 5;
	c = comoments_of(8, 4, rows, NULL);
	CHECK(decompose(c, NULL, terms, &d, &rank) == MS_SINGULAR && rank == 1);
	free(c);
	for (int i = 0; i < 8; i++)
		rows[i * 4 + 3] = i * i;
	c = comoments_of(8, 4, rows, NULL);
	CHECK(decompose(c, NULL, terms, &d, &rank) == MS_OK);
	CHECK(terms[0].mean == 0 && ms_is_null(terms[0].concentration));
	CHECK(fabs(terms[0].contribution) > 1e-6 && terms[0].elasticity == 0);
	CHECK_REL(terms[0].contribution + terms[1].contribution + d.residual,
	          d.index,
	          1e-14);
	free(c);

	/* constant h: no inequality, and shares of none */
	for (int i = 0; i < 8; i++)
		rows[i * 4 + 1] = 2;
	c = comoments_of(8, 4, rows, NULL);
	CHECK(decompose(c, NULL, terms, &d, &rank) == MS_OK);
	CHECK(d.index == 0 && terms[0].beta == 0 && terms[0].contribution == 0);
	CHECK(ms_is_null(terms[0].share) && d.residual == 0);
	free(c);

	/* a mean of 0, a rank without spread, no rows */
	for (int i = 0; i < 8; i++)
		rows[i * 4 + 1] = (i - 3.5) / 10;
	c = comoments_of(8, 4, rows, NULL);
	CHECK(decompose(c, NULL, terms, &d, &rank) == MS_UNDEFINED);
	CHECK(ms_is_null(d.index) && ms_is_null(terms[1].beta));
	free(c);
	for (int i = 0; i < 8; i++)
	{
		rows[i * 4] = 0.5;
		rows[i * 4 + 1] = i;
	}
	c = comoments_of(8, 4, rows, NULL);
	CHECK(decompose(c, NULL, terms, &d, &rank) == MS_UNDEFINED);
	free(c);
	c = comoments_of(0, 4, rows, NULL);
	CHECK(decompose(c, NULL, terms, &d, &rank) == MS_UNDEFINED);
	CHECK(ms_is_null(d.mean));
	free(c);
}

/* fewer rows than x's are collinear; with no x all is residual */
static void
test_few(void)
{
	const double rows[] = {0.25, 1, 5, 3, 7, 0.75, 2, 1, 8, 1};
	const double three[] = {0.2, 1, 0.5, 2, 0.8, 6};
	ms_contribution terms[3];
	ms_decomposition d;
	int rank;
	ms_comoments *c = comoments_of(2, 5, rows, NULL);

	CHECK(decompose(c, NULL, terms, &d, &rank) == MS_SINGULAR && rank == 1);
	free(c);
	c = comoments_of(3, 2, three, NULL);
	CHECK(decompose(c, NULL, terms, &d, &rank) == MS_OK && rank == 0);
	CHECK_REL(d.index, 2 * 0.5 / 3, 1e-14);
	CHECK(d.residual == d.index && d.residual_share == 1);
	free(c);
}

/* ---- the fractional rank ---- */

static void
test_fractional_rank(void)
{
	const double x[] = {3, 1, 2, 2, INFINITY, 1.5, 2};
	const double w[] = {1, 2, 1, 0, 3, 0, 3};
	const double none[] = {0, 0, 0, 0, 0, 0, 0};
	const double plain[] = {5.5, 0.5, 3.5, 3.5, 6.5, 1.5, 3.5};
	const double weighted[] = {6.5, 1, 4, 4, 8.5, 2, 4};
	/* exactly what is asked for: a sanitizer sees one double more */
	double *work = malloc(3 * 7 * sizeof(double));
	double rank[7];

	CHECK(ms_fractional_rank(7, x, NULL, rank, work) == MS_OK);
	for (int i = 0; i < 7; i++)
		CHECK_REL(rank[i], plain[i] / 7, 1e-15);
	CHECK(ms_fractional_rank(7, x, w, rank, work) == MS_OK);
	for (int i = 0; i < 7; i++)
		CHECK_REL(rank[i], weighted[i] / 10, 1e-15);
	CHECK(ms_fractional_rank(7, x, none, rank, work) == MS_UNDEFINED);
	CHECK(ms_is_null(rank[0]) && ms_is_null(rank[6]));
	CHECK(ms_fractional_rank(0, x, NULL, rank, work) == MS_UNDEFINED);
	free(work);
}

/* Ranks of a sample and of its rows agree, and their mean is 1/2. */
static void
test_rank_agrees(void)
{
	int n = 1000;
	double *work = malloc(3 * n * sizeof(double));
	double x[1000];
	double h[1000];
	double w[1000];
	double g[1000];
	double rank[1000];
	double mean = 0;
	double total = 0;
	double gc = 0;
	ms_sample s;

	fill(23, n, x, h, w, g);
	s = make(n, x, h, w, NULL);
	CHECK(ms_fractional_rank(n, x, w, rank, work) == MS_OK);
	for (int i = 0; i < n; i++)
	{
		total += w[i];
		mean += w[i] * rank[i];
		gc += 2 * w[i] * h[i] * (rank[i] - 0.5);
	}
	CHECK_REL(mean / total, 0.5, 1e-13);
	CHECK_REL(gc / total, ms_sample_absolute_concentration(&s), 1e-12);
	free(work);
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_conindex();
	test_stata();
	test_inference();
	test_sandwich();
	test_ties();
	test_kinds();
	test_weights();
	test_offset();
	test_units();
	test_large();
	test_undefined();
	test_negative();
	test_refused();
	test_achievement();
	test_difference();
	test_households();
	test_kakwani();
	test_lm();
	test_suits();
	test_no_kakwani();
	test_redistribution();
	test_redistribution_parts();
	test_no_redistribution();
	test_mtcars();
	test_longley();
	test_no_decomposition();
	test_few();
	test_fractional_rank();
	test_rank_agrees();
	return check_summary();
}
