/*
 * test_anova.c
 *		Analysis of variance against NIST's certified sets and R, and what is
 *		said where there is no test.
 */
#include <gsl/gsl_errno.h>

#include "check.h"
#include "core/anova.h"
#include "core/sort.h"

static ms_moments
moments_of(int n, const double *x)
{
	ms_moments m;

	ms_moments_init(&m);
	for (int i = 0; i < n; i++)
		ms_moments_add(&m, x[i], 1);
	return m;
}

/* R's PlantGrowth: Dobson (1983) */
static const double plants[3][10] = {
    {4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14},
    {4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69},
    {6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26}};

static void
plant_groups(ms_moments *m)
{
	for (int i = 0; i < 3; i++)
		m[i] = moments_of(10, plants[i]);
}

/* ---- NIST ---- */

static void
test_sirstv(void)
{
	static const double x[5][5] = {
	    {196.3052, 196.1240, 196.1890, 196.2569, 196.3403},
	    {196.3042, 196.3825, 196.1669, 196.3257, 196.0422},
	    {196.1303, 196.2005, 196.2889, 196.0343, 196.1811},
	    {196.2795, 196.1748, 196.1494, 196.1485, 195.9885},
	    {196.2119, 196.1051, 196.1850, 196.0052, 196.2090}};
	ms_moments m[5];
	ms_anova r;

	for (int i = 0; i < 5; i++)
		m[i] = moments_of(5, x[i]);
	ms_anova_classic(5, m, &r);
	CHECK_REL(r.statistic, 1.18046237440255, 1e-13);
	CHECK_REL(r.ss_between, 5.11462616000000e-02, 1e-13);
	CHECK_REL(r.ss_within, 2.16636560000000e-01, 1e-13);
	CHECK_REL(r.p_value, 0.34944749340219363959, 1e-12);
	CHECK(r.df1 == 4 && r.df2 == 20 && r.k == 5 && r.n == 25);
}

/* SmLs: nine treatments of n rows, offset + 0.4, 0.3, 0.5, 0.3, 0.5 and so on */
static double
smls(int n, const char *offset)
{
	static const int level[] = {4, 3, 5, 3, 5, 3, 5, 3, 5};
	ms_moments m[9];
	ms_anova r;

	for (int j = 0; j < 9; j++)
	{
		ms_moments_init(&m[j]);
		for (int i = 0; i < n; i++)
		{
			int tenth = level[j] + (i == 0 ? 0 : i % 2 == 1 ? -1 : 1);
			char digits[32];
			double x;

			snprintf(digits, sizeof(digits), "%s.%d", offset, tenth);
			sscanf(digits, "%lf", &x);
			ms_moments_add(&m[j], x, 1);
		}
	}
	ms_anova_classic(9, m, &r);
	return r.statistic;
}

/* F of the very doubles, in 60 digits; certified 21, 201, 2001 */
static void
test_smls(void)
{
	CHECK_REL(smls(21, "1"), 21.00000000000000148, 1e-14);
	CHECK_REL(smls(21, "1000000"), 21.000000000776102144, 1e-12);
	CHECK_REL(smls(201, "1000000"), 201.00000001241763431, 1e-12);
	CHECK_REL(smls(21, "1000000000000"), 21.000811887818771237, 1e-10);
}

/* ---- R ---- */

static void
test_means(void)
{
	ms_moments m[5];
	ms_anova r;

	plant_groups(m);
	ms_moments_init(&m[3]); /* groups without rows count for nothing */
	ms_moments_init(&m[4]);
	ms_anova_classic(5, m, &r);
	CHECK_REL(r.statistic, 4.846087862380135, 1e-13);
	CHECK_REL(r.p_value, 0.015909958325622923, 1e-12);
	CHECK_REL(r.eta_squared, 0.26414829683211954, 1e-13);
	CHECK_REL(r.omega_squared, 0.20407884598997078, 1e-12);
	CHECK_REL(r.epsilon_squared, 0.2096407632641284, 1e-12);
	CHECK_REL(r.cohens_f, 0.5991406106144177, 1e-13);
	CHECK_REL(r.ms_between, 1.88317, 1e-13);
	CHECK_REL(r.ms_within, 0.3885959259259259, 1e-13);
	CHECK_REL(r.mean, 5.073, 1e-14);
	CHECK(r.k == 3 && r.n == 30 && r.note == NULL);

	ms_anova_welch(3, m, &r);
	CHECK_REL(r.statistic, 5.180972408113189, 1e-12);
	CHECK_REL(r.df2, 17.12841861664413, 1e-12);
	CHECK_REL(r.p_value, 0.01739282149017, 1e-11);
	CHECK_REL(r.eta_squared, 0.26414829683211954, 1e-13);

	ms_anova_brown_forsythe(3, m, &r);
	CHECK_REL(r.statistic, 4.846087862380137, 1e-12);
	CHECK_REL(r.df2, 22.208370194282104, 1e-12);
	CHECK_REL(r.p_value, 0.01792742527228787, 1e-11);

	ms_anova_bartlett(3, m, &r);
	CHECK_REL(r.statistic, 2.8785737872360935, 1e-12);
	CHECK_REL(r.p_value, 0.23709677363455817, 1e-12);
	CHECK(ms_is_null(r.df2) && r.df1 == 2);
}

/* Two groups: F is the square of t, Welch's of Welch's. */
static void
test_two_groups(void)
{
	static const double extra[2][10] = {
	    {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2},
	    {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4}};
	ms_moments m[2];
	ms_anova r;

	for (int i = 0; i < 2; i++)
		m[i] = moments_of(10, extra[i]);
	ms_anova_classic(2, m, &r);
	CHECK_REL(r.statistic, 1.8608134674868526 * 1.8608134674868526, 1e-13);
	CHECK_REL(r.p_value, 0.07918671421593818, 1e-12);
	ms_anova_welch(2, m, &r);
	CHECK_REL(r.statistic, 1.8608134674868526 * 1.8608134674868526, 1e-13);
	CHECK_REL(r.df2, 17.776473516178498, 1e-12);
	CHECK_REL(r.p_value, 0.07939414018735762, 1e-12);
}

/* An offset and a factor change nothing but the mean. */
static void
test_offset(void)
{
	ms_moments m[3], far[3];
	ms_anova r, s;

	plant_groups(m);
	for (int i = 0; i < 3; i++)
	{
		double x[10];

		for (int j = 0; j < 10; j++)
			x[j] = rint(plants[i][j] * 100) + 1e12;
		far[i] = moments_of(10, x);
	}
	ms_anova_classic(3, m, &r);
	ms_anova_classic(3, far, &s);
	CHECK_REL(s.statistic, r.statistic, 1e-12);
	ms_anova_welch(3, m, &r);
	ms_anova_welch(3, far, &s);
	CHECK_REL(s.statistic, r.statistic, 1e-12);
	CHECK_REL(s.df2, r.df2, 1e-12);
}

/* ---- spreads ---- */

static ms_moments
distances(int n, const double *x, double offset, ms_centre centre)
{
	double sorted[16], work[16];
	ms_moments m;
	ms_sample s = {n, 0, sorted};

	for (int i = 0; i < n; i++)
		sorted[i] = x[i] + offset;
	ms_sort_records(sorted, n, 1, 0, work);
	CHECK(ms_anova_distances(&s, centre, work, &m) == MS_OK);
	return m;
}

static void
test_spreads(void)
{
	static const double apart[2][2] = {{1, 3.1}, {2, 7.7}};
	ms_moments m[3];
	ms_anova r;

	for (int i = 0; i < 3; i++)
		m[i] = distances(10, plants[i], 0, MS_CENTRE_MEAN);
	ms_anova_spread(3, m, &r);
	CHECK_REL(r.statistic, 1.2369629544697838, 1e-12);
	CHECK_REL(r.p_value, 0.30619492299144746, 1e-12);
	for (int i = 0; i < 3; i++)
		m[i] = distances(10, plants[i], 0, MS_CENTRE_MEDIAN);
	ms_anova_spread(3, m, &r);
	CHECK_REL(r.statistic, 1.1191856948703909, 1e-12);
	CHECK_REL(r.p_value, 0.3412266241254738, 1e-12);

	/* whole numbers far from 0: to the digits of the doubles */
	for (int i = 0; i < 3; i++)
	{
		double x[10];

		for (int j = 0; j < 10; j++)
			x[j] = rint(100 * plants[i][j]);
		m[i] = distances(10, x, 1e12, MS_CENTRE_MEDIAN);
	}
	ms_anova_spread(3, m, &r);
	CHECK_REL(r.statistic, 1.1191856948703909, 1e-12);

	/* two values are equally far from their mean, to rounding */
	for (int i = 0; i < 2; i++)
		m[i] = distances(2, apart[i], 0.123, MS_CENTRE_MEAN);
	ms_anova_spread(2, m, &r);
	CHECK(ms_is_null(r.statistic) && check_says(r.note, "distances"));

	m[0] = distances(0, apart[0], 0, MS_CENTRE_MEDIAN);
	CHECK(m[0].n == 0);
}

/* A value too large to have distances. */
static void
test_spread_overflow(void)
{
	static const double huge[] = {-1.7e308, 1.7e308, 1.7e308};
	double work[3];
	ms_sample s = {3, 0, huge};
	ms_moments m;

	CHECK(ms_anova_distances(&s, MS_CENTRE_MEDIAN, work, &m) == MS_OVERFLOW);
}

/* ---- pairs ---- */

static ms_anova_pair
pair(ms_anova_pairs *pairs, const ms_moments *a, const ms_moments *b)
{
	ms_anova_pair result;

	ms_anova_pair_of(pairs, a, b, &result);
	return result;
}

static void
test_pairs(void)
{
	static ms_studentized_range range;
	ms_moments m[4];
	ms_anova_pairs pairs;
	ms_anova_pair p;

	plant_groups(m);
	ms_moments_init(&m[3]);
	ms_anova_pairs_init(4, m, true, 0.95, MS_PAIR_STUDENT, NULL, &pairs);
	p = pair(&pairs, &m[1], &m[2]);
	CHECK_REL(p.estimate, -0.865, 1e-13);
	CHECK_REL(p.std_error, 0.2787816084055497, 1e-12);
	CHECK_REL(p.statistic, -3.102787177917654, 1e-12);
	CHECK_REL(p.p_value, 0.0044592359382054775, 1e-11);
	CHECK(p.df == 27);
	CHECK(check_says(pair(&pairs, &m[0], &m[3]).note, "empty"));

	ms_anova_pairs_init(3, m, true, 0.95, MS_PAIR_RANGE, &range, &pairs);
	p = pair(&pairs, &m[1], &m[2]);
	CHECK_REL(p.p_value, 0.01200642397945284, 1e-8); /* R's own error */
	CHECK_REL(p.limits.low, -1.556216051402862, 1e-10);
	CHECK_REL(p.limits.high, -0.17378394859713775, 1e-10);

	ms_anova_pairs_init(3, m, false, 0.95, MS_PAIR_RANGE, &range, &pairs);
	p = pair(&pairs, &m[1], &m[2]);
	CHECK_REL(p.std_error, 0.2873660074229766, 1e-12);
	CHECK_REL(p.df, 14.103569122760335, 1e-12);
	CHECK_REL(p.p_value, 0.023703454739204988, 1e-9);

	ms_anova_pairs_init(3, m, false, 0.95, MS_PAIR_STUDENT, NULL, &pairs);
	p = pair(&pairs, &m[1], &m[2]);
	CHECK_REL(p.p_value, 0.0092984047172698318, 1e-11); /* R, t.test */
}

/* Two groups: Tukey's and Scheffe's tests are the t test. */
static void
test_two_paired(void)
{
	static ms_studentized_range range;
	ms_moments m[3];
	ms_anova_pairs tukey, scheffe, student;
	ms_anova_pair p, q;

	plant_groups(m);
	ms_anova_pairs_init(2, m, true, 0.9, MS_PAIR_RANGE, &range, &tukey);
	ms_anova_pairs_init(2, m, true, 0.9, MS_PAIR_STUDENT, NULL, &student);
	p = pair(&tukey, &m[0], &m[1]);
	q = pair(&student, &m[0], &m[1]);
	CHECK_REL(p.p_value, q.p_value, 1e-12);
	CHECK_REL(p.limits.low, q.limits.low, 1e-12);
	CHECK_REL(p.limits.high, q.limits.high, 1e-12);
	ms_anova_pairs_init(2, m, true, 0.9, MS_PAIR_SCHEFFE, NULL, &scheffe);
	p = pair(&scheffe, &m[0], &m[1]);
	CHECK_REL(p.p_value, q.p_value, 1e-12);
	CHECK_REL(p.limits.low, q.limits.low, 1e-12);
	CHECK_REL(p.limits.high, q.limits.high, 1e-12);
}

/* ---- what cannot be said ---- */

static void
test_degenerate(void)
{
	static const double one[] = {3}, constant[] = {5, 5, 5}, other[] = {6, 6},
	                    varied[] = {1, 2, 4}, huge[] = {1e160, -1e160},
	                    narrow[] = {1e-170, 2e-170};
	static ms_studentized_range range;
	ms_moments m[3] = {0};
	ms_anova_pairs pairs;
	ms_anova r;

	ms_anova_classic(0, m, &r);
	CHECK(r.k == 0 && r.n == 0 && check_says(r.note, "no rows"));
	m[0] = moments_of(3, varied);
	ms_anova_classic(1, m, &r);
	CHECK(check_says(r.note, "fewer than 2") && r.k == 1);
	CHECK(ms_is_null(r.statistic) && ms_is_null(r.eta_squared));

	m[0] = m[1] = moments_of(1, one);
	ms_anova_classic(2, m, &r);
	CHECK(check_says(r.note, "more than one row"));
	m[1] = moments_of(3, varied);
	ms_anova_classic(2, m, &r);
	CHECK(r.note == NULL && r.statistic > 0);
	ms_anova_welch(2, m, &r);
	CHECK(check_says(r.note, "fewer than 2 rows"));
	CHECK(ms_is_null(r.statistic) && r.eta_squared > 0);
	ms_anova_brown_forsythe(2, m, &r);
	CHECK(check_says(r.note, "fewer than 2 rows"));
	ms_anova_bartlett(2, m, &r);
	CHECK(check_says(r.note, "fewer than 2 rows"));
	ms_anova_pairs_init(2, m, false, 0.95, MS_PAIR_RANGE, &range, &pairs);
	CHECK(check_says(pair(&pairs, &m[0], &m[1]).note, "fewer than 2 rows"));
	CHECK_REL(pair(&pairs, &m[1], &m[0]).estimate, -2. / 3, 1e-14);

	m[0] = moments_of(3, constant);
	m[1] = moments_of(2, other);
	ms_anova_classic(2, m, &r);
	CHECK(check_says(r.note, "constant") && r.eta_squared == 1);
	CHECK(ms_is_null(r.cohens_f) && ms_is_null(r.p_value));
	ms_anova_brown_forsythe(2, m, &r);
	CHECK(check_says(r.note, "constant") && ms_is_null(r.statistic));
	ms_anova_pairs_init(2, m, true, 0.95, MS_PAIR_RANGE, &range, &pairs);
	CHECK(check_says(pair(&pairs, &m[0], &m[1]).note, "constant"));
	m[1] = m[0];
	ms_anova_classic(2, m, &r);
	CHECK(ms_is_null(r.eta_squared) && check_says(r.note, "constant"));

	m[1] = moments_of(3, varied);
	ms_anova_welch(2, m, &r);
	CHECK(check_says(r.note, "constant"));
	ms_anova_brown_forsythe(2, m, &r);
	CHECK(r.note == NULL && r.statistic > 0);
	ms_anova_pairs_init(2, m, false, 0.95, MS_PAIR_STUDENT, NULL, &pairs);
	CHECK(pair(&pairs, &m[0], &m[1]).p_value > 0);

	m[0] = moments_of(2, narrow);
	m[1] = moments_of(2, narrow);
	ms_anova_classic(2, m, &r);
	CHECK(check_says(r.note, "too small"));
	m[0] = moments_of(2, huge);
	ms_anova_classic(2, m, &r);
	CHECK(ms_is_null(r.statistic) && check_says(r.note, "too large"));
}

int
main(void)
{
	gsl_set_error_handler_off();
	test_sirstv();
	test_smls();
	test_means();
	test_two_groups();
	test_offset();
	test_spreads();
	test_spread_overflow();
	test_pairs();
	test_two_paired();
	test_degenerate();
	return check_summary();
}
