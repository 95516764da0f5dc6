/*
 * reliability.c
 *		How far the items of a scale, or several raters, measure the same.
 *
 * k items have covariances s_ij; T = sum of all s_ij is the variance of the
 * sum, O = sum over i != j, and r is the mean correlation.
 *
 *	alpha			k / (k - 1) O / T
 *	standardized	k r / (1 + (k - 1) r)
 *	limits			1 - (1 - alpha) F, F the quantiles on n - 1, (n - 1)(k - 1)
 *	lambda 2		(O + sqrt(k / (k - 1) sum over i != j of s_ij^2)) / T
 *	lambda 6		1 - sum s_ii (1 - R_i^2) / T, R_i^2 of item i on the others
 *	split half		r of the halves' sums; 2 r / (1 + r); 4 cov / T
 *	unequal halves	(r sqrt(r^2 + 4 p q (1 - r^2)) - r^2) / (2 p q (1 - r^2))
 *
 * O is added up as such, not left over from T.
 *
 * Omega is that of one factor by maximum likelihood: R = l l' + diag(u), and
 * omega = (sum s_i l_i)^2 / ((sum s_i l_i)^2 + sum s_i^2 u_i), standardized
 * with all s_i = 1.  For given u, with U = diag(u), theta_1 > theta_2 > ... and
 * v_m the eigenvalues and -vectors of U^(-1/2) R U^(-1/2), the best l is
 * sqrt((theta_1 - 1) u) v_1, and what is left to minimise is
 *
 *	f = sum over m > 1 of (theta_m - log theta_m - 1)
 *
 * in x = log u, by Newton's method with the exact derivatives
 *
 *	g_i  = sum (1 - theta_m) v_mi^2
 *	H_ij = A_ij B_ij + v_1i v_1j C_ij
 *	A = sum theta_m v_m v_m',  B = sum v_m v_m',
 *	C = sum (1 - theta_m) (theta_m + theta_1) / (theta_1 - theta_m) v_m v_m'
 *
 * all over m > 1.  Uniquenesses have the lower bound 0.005 (a Heywood case ends
 * there, as in R's factanal) and the upper bound 1.  The best of the minima from
 * three starts is taken.
 *
 * Intraclass correlations.  With the mean squares of subjects B, raters J,
 * error E and within subjects W, the models and limits of Shrout & Fleiss; one
 * of k raters and their mean.  B = T / k, and E = (sum s_ii - T / k) / (k - 1).
 *
 * Sources: Cronbach (1951), Psychometrika 16:297; Feldt (1965), Psychometrika
 * 30:357; Guttman (1945), Psychometrika 10:255; Horst (1951), Educ Psychol Meas
 * 11:368; McDonald (1999), Test theory; Joreskog (1967), Psychometrika 32:443;
 * Clarke (1970), Br J Math Stat Psychol 23:43; Shrout & Fleiss (1979), Psychol
 * Bull 86:420.
 */
#include <float.h>

#include "distribution.h"
#include "linalg.h"
#include "port.h"
#include "reliability.h"
#include "sort.h"
#include "sum.h"

#define LOWEST_UNIQUENESS 0.005
#define MAX_STEPS 200
#define STARTS 3

/* ---- covariances ---- */

static double
at(const ms_scale *s, int i, int j)
{
	return s->covariance[(size_t) i * s->k + j];
}

static double
r_at(const ms_scale *s, int i, int j)
{
	return s->correlation[(size_t) i * s->k + j];
}

/* The sum of matrix entries beside the diagonal. */
static double
off_diagonal(int k, const double *matrix)
{
	ms_sum sum = {0, 0};

	for (int i = 0; i < k; i++)
	{
		for (int j = 0; j < i; j++)
			ms_sum_add(&sum, matrix[(size_t) i * k + j]);
	}
	return 2 * ms_sum_total(&sum);
}

void
ms_scale_init(ms_scale *s,
              const ms_comoments *c,
              double *covariance,
              double *correlation)
{
	ms_sum diagonal = {0, 0};

	*s = (ms_scale){.k = c->p,
	                .n = c->weight,
	                .mean = ms_comoments_mean(c),
	                .covariance = covariance,
	                .correlation = correlation};
	(void) ms_comoments_covariance(c, covariance);
	(void) ms_comoments_correlation(c, correlation);
	for (int i = 0; i < s->k; i++)
		ms_sum_add(&diagonal, at(s, i, i));
	s->diagonal = ms_sum_total(&diagonal);
	s->total = s->diagonal + off_diagonal(s->k, covariance);
}

/* The variance of a sum that is what rounding leaves of larger terms is 0. */
static bool
is_spread(double variance, double diagonal, int k)
{
	return variance > 64 * DBL_EPSILON * k * diagonal;
}

/* k / (k - 1) times what is shared, of the whole */
static double
alpha_from(int k, double shared, double whole)
{
	return ms_known(k / (k - 1.0) * (shared / whole));
}

/* ---- alpha ---- */

/* R_i^2 of each item on the others; MS_NULL where R is singular. */
static void
multiple_correlations(const ms_scale *s, double *work, double *smc, int *rank)
{
	size_t cells = (size_t) s->k * s->k;
	double log_determinant;
	ms_status status = ms_linalg_inverse(
	    s->k, s->correlation, work, &log_determinant, rank, work + 2 * cells);

	for (int i = 0; i < s->k; i++)
		smc[i] =
		    status == MS_OK ? 1 - 1 / work[(size_t) i * s->k + i] : MS_NULL;
}

/* sum of s_ij over j */
static double
row_sum(const ms_scale *s, int i)
{
	ms_sum sum = {0, 0};

	for (int j = 0; j < s->k; j++)
		ms_sum_add(&sum, at(s, i, j));
	return ms_sum_total(&sum);
}

static double
rest_correlation(const ms_scale *s, int i)
{
	double shared = row_sum(s, i) - at(s, i, i);
	double rest = s->total - 2 * shared - at(s, i, i);

	if (!is_spread(rest, s->diagonal, s->k) || !(at(s, i, i) > 0))
		return MS_NULL;
	return fmax(-1, fmin(1, shared / sqrt(at(s, i, i)) / sqrt(rest)));
}

/* Does the item go against the others, by more than chance would have it? */
static bool
is_against(const ms_scale *s, int i)
{
	return rest_correlation(s, i) < -2 / sqrt(s->n);
}

static double
median_correlation(const ms_scale *s, double *work)
{
	size_t n = 0;

	for (int i = 0; i < s->k; i++)
	{
		for (int j = 0; j < i; j++)
			work[n++] = r_at(s, i, j);
	}
	ms_sort_records(work, n, 1, 0, work + n);
	return (work[(n - 1) / 2] + work[n / 2]) / 2;
}

static double
lambda6(const ms_scale *s, const double *smc)
{
	ms_sum unique = {0, 0};

	for (int i = 0; i < s->k; i++)
		ms_sum_add(&unique, at(s, i, i) * (1 - smc[i]));
	return 1 - ms_sum_total(&unique) / s->total;
}

static double
lambda2(const ms_scale *s)
{
	double largest = 0;
	ms_sum squares = {0, 0};
	double k = s->k;

	for (int i = 0; i < s->k; i++)
		largest = fmax(largest, at(s, i, i));
	for (int i = 0; i < s->k; i++)
	{
		for (int j = 0; j < i; j++)
		{
			double share = at(s, i, j) / largest;

			ms_sum_add(&squares, 2 * share * share);
		}
	}
	return (off_diagonal(s->k, s->covariance) +
	        largest * sqrt(k / (k - 1) * ms_sum_total(&squares))) /
	       s->total;
}

static ms_interval
feldt_limits(double alpha, double n, int k, double level)
{
	double share = (1 - level) / 2;
	double df1 = n - 1;
	double df2 = (n - 1) * (k - 1);
	double low = 1 - (1 - alpha) * ms_f_quantile(share, df1, df2, MS_UPPER);
	double high = 1 - (1 - alpha) * ms_f_quantile(share, df1, df2, MS_LOWER);

	return (ms_interval){ms_known(low), ms_known(high)};
}

const ms_alpha ms_alpha_unknown = {
    .alpha = MS_NULL,
    .standardized = MS_NULL,
    .limits = {MS_NULL, MS_NULL},
    .average_r = MS_NULL,
    .median_r = MS_NULL,
    .lambda2 = MS_NULL,
    .lambda6 = MS_NULL,
    .mean = MS_NULL,
    .sd = MS_NULL,
    .std_error = MS_NULL,
};

void
ms_alpha_of(const ms_scale *s, double level, double *work, ms_alpha *r)
{
	ms_sum mean = {0, 0};
	double shared = off_diagonal(s->k, s->covariance);

	*r = ms_alpha_unknown;
	r->rank = s->k;
	for (int i = 0; i < s->k; i++)
		ms_sum_add(&mean, s->mean[i]);
	r->mean = ms_known(ms_sum_total(&mean));
	r->sd = ms_known(sqrt(fmax(s->total, 0)));
	if (s->k < 2)
		r->note = "fewer than 2 items";
	else if (!is_spread(s->total, s->diagonal, s->k))
		r->note = "the sum of the items is constant";
	else if (!isfinite(s->total))
		r->note = "the variances are too large for double precision";
	if (r->note != NULL)
		return;
	r->alpha = alpha_from(s->k, shared, s->total);
	r->limits = feldt_limits(r->alpha, s->n, s->k, level);
	r->average_r = off_diagonal(s->k, s->correlation) / (s->k * (s->k - 1.0));
	r->standardized =
	    ms_known(s->k * r->average_r / (1 + (s->k - 1) * r->average_r));
	r->median_r = median_correlation(s, work);
	r->lambda2 = lambda2(s);
	r->std_error = r->sd * sqrt(fmax(1 - r->alpha, 0));
	multiple_correlations(s, work, work + (size_t) s->k * s->k, &r->rank);
	r->lambda6 = lambda6(s, work + (size_t) s->k * s->k);
	for (int i = s->k; i > 0; i--)
	{
		if (is_against(s, i - 1))
			r->reversed = i;
	}
}

/* ---- items ---- */

/* Items that never vary: their number, and the first of them. */
static int
constant_items(const ms_scale *s, int *first)
{
	int constant = 0;

	for (int i = s->k; i > 0; i--)
	{
		if (!(at(s, i - 1, i - 1) > 0))
		{
			constant++;
			*first = i - 1;
		}
	}
	return constant;
}

/* sum of r_ij over j != i */
static double
correlations_of(const ms_scale *s, int i)
{
	ms_sum sum = {0, 0};

	for (int j = 0; j < s->k; j++)
		ms_sum_add(&sum, j == i ? 0 : r_at(s, i, j));
	return ms_sum_total(&sum);
}

/* What the scale is without item i, given the sums beside the diagonals. */
static void
without(
    const ms_scale *s, int i, double all_shared, double all_r, ms_item *item)
{
	double shared = row_sum(s, i) - at(s, i, i);
	double rest = item->variance_if_deleted;
	int k = s->k - 1;

	if (k < 2)
	{
		item->note = "one item is left without this one";
		return;
	}
	if (!is_spread(rest, s->diagonal, s->k))
	{
		item->note = "the sum of the other items is constant";
		return;
	}
	item->alpha_if_deleted = alpha_from(k, all_shared - 2 * shared, rest);
	if (!ms_is_null(all_r))
	{
		double r = (all_r - 2 * correlations_of(s, i)) / (k * (k - 1.0));

		item->standardized_if_deleted = ms_known(k * r / (1 + (k - 1) * r));
	}
}

void
ms_items_of(const ms_scale *s, double *work, ms_item *items, int *rank)
{
	int first = -1;
	int constant = constant_items(s, &first);
	double *smc = work + (size_t) s->k * s->k;
	double all_shared = off_diagonal(s->k, s->covariance);
	double all_r = constant == 0 ? off_diagonal(s->k, s->correlation) : MS_NULL;
	ms_sum mean = {0, 0};

	*rank = s->k;
	for (int i = 0; i < s->k; i++)
	{
		smc[i] = MS_NULL;
		ms_sum_add(&mean, s->mean[i]);
	}
	if (constant == 0)
		multiple_correlations(s, work, smc, rank);
	for (int i = 0; i < s->k; i++)
	{
		ms_item *item = &items[i];
		double sum = row_sum(s, i);

		*item =
		    (ms_item){.mean = s->mean[i],
		              .sd = sqrt(at(s, i, i)),
		              .total_correlation = MS_NULL,
		              .rest_correlation = rest_correlation(s, i),
		              .alpha_if_deleted = MS_NULL,
		              .standardized_if_deleted = MS_NULL,
		              .mean_if_deleted = ms_sum_total(&mean) - s->mean[i],
		              .variance_if_deleted = fmax(
		                  s->total - 2 * (sum - at(s, i, i)) - at(s, i, i), 0),
		              .smc = smc[i]};
		ms_check_interrupts();
		if (at(s, i, i) > 0 && is_spread(s->total, s->diagonal, s->k))
			item->total_correlation =
			    fmax(-1, fmin(1, sum / sqrt(at(s, i, i)) / sqrt(s->total)));
		if (constant == 0 || (constant == 1 && first == i))
			without(s, i, all_shared, all_r, item);
		else
			item->note = "another item is constant";
		if (!(at(s, i, i) > 0))
			item->note = "the item is constant";
		else if (item->note == NULL && is_against(s, i))
			item->note = "the item goes against the others: is it reversed?";
	}
}

/* ---- omega ---- */

/* The state of the search: k values each, or k x k. */
typedef struct factor
{
	int k;
	const double *r;
	double *x; /* log u */
	double *step;
	double *trial;
	double *gradient;
	double *theta;
	double *best; /* x of the best minimum so far */
	double *scaled; /* U^(-1/2) R U^(-1/2) */
	double *vector; /* rows: v_m */
	double *hessian;
	double *inverse;
	void *work;
} factor;

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

size_t
ms_omega_workspace(int k)
{
	return (6 * (size_t) k + 4 * (size_t) k * k) * sizeof(double) +
	       larger(ms_linalg_eigen_workspace(k), ms_linalg_factor_workspace(k));
}

static factor
factor_of(const ms_scale *s, double *work)
{
	size_t k = s->k;
	double *square = work + 6 * k;

	return (factor){.k = s->k,
	                .r = s->correlation,
	                .x = work,
	                .step = work + k,
	                .trial = work + 2 * k,
	                .gradient = work + 3 * k,
	                .theta = work + 4 * k,
	                .best = work + 5 * k,
	                .scaled = square,
	                .vector = square + k * k,
	                .hessian = square + 2 * k * k,
	                .inverse = square + 3 * k * k,
	                .work = square + 4 * k * k};
}

/* f at x; eigenvalues and -vectors stay. */
static double
misfit(factor *f, const double *x)
{
	double sum = 0;

	for (int i = 0; i < f->k; i++)
	{
		for (int j = 0; j < f->k; j++)
			f->scaled[i * f->k + j] =
			    f->r[i * f->k + j] * exp(-(x[i] + x[j]) / 2);
	}
	ms_check_interrupts();
	if (ms_linalg_eigen_symmetric(
	        f->k, f->scaled, f->theta, f->vector, f->work) != MS_OK)
		return INFINITY;
	for (int m = 1; m < f->k; m++)
	{
		if (!(f->theta[m] > 0))
			return INFINITY;
		sum += f->theta[m] - 1 - log(f->theta[m]);
	}
	return sum;
}

/* g and H at the point misfit() was last at. */
static void
derivatives(factor *f)
{
	int k = f->k;

	for (int i = 0; i < k; i++)
	{
		f->gradient[i] = 0;
		for (int m = 1; m < k; m++)
			f->gradient[i] +=
			    (1 - f->theta[m]) * f->vector[m * k + i] * f->vector[m * k + i];
	}
	for (int i = 0; i < k; i++)
	{
		for (int j = 0; j <= i; j++)
		{
			double a = 0, b = 0, c = 0;

			for (int m = 1; m < k; m++)
			{
				double t = f->theta[m];
				double v = f->vector[m * k + i] * f->vector[m * k + j];

				a += t * v;
				b += v;
				c += (1 - t) * (t + f->theta[0]) / (f->theta[0] - t) * v;
			}
			f->hessian[i * k + j] = f->hessian[j * k + i] =
			    a * b + f->vector[i] * f->vector[j] * c;
		}
		ms_check_interrupts();
	}
}

/* Is x_i at a bound that the gradient presses against? */
static bool
is_held(const factor *f, int i)
{
	return (f->x[i] <= log(LOWEST_UNIQUENESS) && f->gradient[i] > 0) ||
	       (f->x[i] >= 0 && f->gradient[i] < 0);
}

/* The largest part of the gradient that leads somewhere. */
static double
slope(const factor *f)
{
	double largest = 0;

	for (int i = 0; i < f->k; i++)
	{
		if (!is_held(f, i))
			largest = fmax(largest, fabs(f->gradient[i]));
	}
	return largest;
}

/*
 * Newton's step among what is not held.  A Hessian that is not positive
 * definite, far from the minimum, has its diagonal raised until it is.
 */
static void
newton_step(factor *f)
{
	int k = f->k;
	double log_determinant;
	int rank;

	for (int i = 0; i < k; i++)
	{
		for (int j = 0; is_held(f, i) && j < k; j++)
			f->hessian[i * k + j] = f->hessian[j * k + i] = i == j;
	}
	for (double ridge = 1e-3; ridge < 1e12; ridge *= 10)
	{
		if (ms_linalg_inverse(
		        k, f->hessian, f->inverse, &log_determinant, &rank, f->work) ==
		    MS_OK)
			break;
		for (int i = 0; i < k; i++)
			f->hessian[i * k + i] += ridge;
	}
	for (int i = 0; i < k; i++)
	{
		f->step[i] = 0;
		for (int j = 0; !is_held(f, i) && j < k; j++)
			f->step[i] -=
			    is_held(f, j) ? 0 : f->inverse[i * k + j] * f->gradient[j];
		f->step[i] = fmax(-1, fmin(1, f->step[i]));
	}
}

/* One step, halved until f falls; false when it does not any more. */
static bool
descend(factor *f, double *here)
{
	derivatives(f);
	if (slope(f) < 1e-13 * f->k)
		return false;
	newton_step(f);
	for (double length = 1; length > 1e-9; length /= 2)
	{
		double there;

		for (int i = 0; i < f->k; i++)
			f->trial[i] = fmax(log(LOWEST_UNIQUENESS),
			                   fmin(0, f->x[i] + length * f->step[i]));
		there = misfit(f, f->trial);
		if (there < *here)
		{
			*here = there;
			for (int i = 0; i < f->k; i++)
				f->x[i] = f->trial[i];
			return true;
		}
	}
	(void) misfit(f, f->x);
	return false;
}

/*
 * Where a search starts: 0, 1 - R_i^2, a little less, as factanal does; 1, what
 * the first principal component leaves; 2, half of each item.  Few rows have
 * several minima.
 */
static void
start(factor *f, int which, const double *smc)
{
	if (which == 1)
	{
		for (int i = 0; i < f->k; i++)
			f->trial[i] = 0;
		(void) misfit(f, f->trial);
	}
	for (int i = 0; i < f->k; i++)
	{
		double u = 0.5;

		if (which == 0)
			u = (1 - 0.5 / f->k) * (1 - smc[i]);
		if (which == 1)
			u = 1 - f->theta[0] * f->vector[i] * f->vector[i];
		f->x[i] = log(fmax(LOWEST_UNIQUENESS, fmin(1, u)));
	}
}

/* The best of the minima reached from all starts, with its eigenvectors. */
static void
search(factor *f, const double *smc)
{
	double best = INFINITY;

	for (int which = 0; which < STARTS; which++)
	{
		double here;

		start(f, which, smc);
		here = misfit(f, f->x);
		for (int i = 0; i < MAX_STEPS && descend(f, &here); i++)
			;
		/* another start must gain more than rounding */
		if (which > 0 && !(here < best - 1e-9 * (1 + fabs(best))))
			continue;
		best = here;
		for (int i = 0; i < f->k; i++)
			f->best[i] = f->x[i];
	}
	for (int i = 0; i < f->k; i++)
		f->x[i] = f->best[i];
	(void) misfit(f, f->x);
}

static void
omega_from(const ms_scale *s,
           const double *loadings,
           const double *uniqueness,
           ms_omega *r)
{
	double raw = 0, raw_unique = 0, sum = 0, unique = 0, squares = 0;

	for (int i = 0; i < s->k; i++)
	{
		double sd = sqrt(at(s, i, i));

		sum += loadings[i];
		unique += uniqueness[i];
		raw += sd * loadings[i];
		raw_unique += sd * sd * uniqueness[i];
		squares += loadings[i] * loadings[i];
		if (loadings[i] < 0 && r->negative == 0)
			r->negative = i + 1;
		if (uniqueness[i] <= LOWEST_UNIQUENESS * (1 + 1e-9) && r->bound == 0)
			r->bound = i + 1;
	}
	r->omega = ms_known(raw * raw / (raw * raw + raw_unique));
	r->standardized = sum * sum / (sum * sum + unique);
	r->average_variance = squares / s->k;
}

ms_status
ms_omega_of(const ms_scale *s,
            void *work,
            double *loadings,
            double *uniqueness,
            ms_omega *r)
{
	factor f = factor_of(s, work);
	double common, sign;

	*r = (ms_omega){.omega = MS_NULL,
	                .standardized = MS_NULL,
	                .average_variance = MS_NULL,
	                .rank = s->k};
	for (int i = 0; i < s->k; i++)
		loadings[i] = uniqueness[i] = MS_NULL;
	if (s->k < 3)
	{
		r->note = "fewer than 3 items: one factor is not determined";
		return MS_UNDEFINED;
	}
	multiple_correlations(s, f.scaled, uniqueness, &r->rank);
	if (ms_is_null(uniqueness[0]))
		return MS_SINGULAR;
	search(&f, uniqueness);
	common = f.theta[0] - 1;
	if (!(common > 0))
	{
		r->note = "the items have no factor in common";
		return MS_UNDEFINED;
	}
	sign = ms_linalg_sign(s->k, f.vector);
	for (int i = 0; i < s->k; i++)
	{
		uniqueness[i] = exp(f.x[i]);
		loadings[i] = sign * f.vector[i] * sqrt(common * uniqueness[i]);
	}
	omega_from(s, loadings, uniqueness, r);
	return MS_OK;
}

/* ---- two halves ---- */

static bool
in_first(const ms_scale *s, ms_split split, int i)
{
	return split == MS_ODD_EVEN ? i % 2 == 0 : i < (s->k + 1) / 2;
}

/* Horst's correction for halves with shares p and q of the items */
static double
horst(double r, double p, double q)
{
	double rest = (1 - r) * (1 + r);

	if (r == 1)
		return 1;
	return (r * sqrt(r * r + 4 * p * q * rest) - r * r) / (2 * p * q * rest);
}

const ms_split_half ms_split_half_unknown = {
    .correlation = MS_NULL,
    .spearman_brown = MS_NULL,
    .unequal = MS_NULL,
    .guttman = MS_NULL,
    .alpha1 = MS_NULL,
    .alpha2 = MS_NULL,
};

void
ms_split_half_of(const ms_scale *s, ms_split split, ms_split_half *r)
{
	ms_sum variance[2] = {{0, 0}, {0, 0}};
	ms_sum own[2] = {{0, 0}, {0, 0}};
	ms_sum between = {0, 0};
	double v[2];

	*r = ms_split_half_unknown;
	for (int i = 0; i < s->k; i++)
	{
		int half = in_first(s, split, i) ? 0 : 1;

		r->k1 += half == 0;
		r->k2 += half == 1;
		ms_sum_add(&variance[half], at(s, i, i));
		for (int j = 0; j < i; j++)
		{
			if (in_first(s, split, j) != (half == 0))
				ms_sum_add(&between, at(s, i, j));
			else
				ms_sum_add(&own[half], 2 * at(s, i, j));
		}
	}
	for (int half = 0; half < 2; half++)
		v[half] = ms_sum_total(&variance[half]) + ms_sum_total(&own[half]);
	if (s->k < 2)
		r->note = "fewer than 2 items";
	else if (!is_spread(v[0], s->diagonal, s->k) ||
	         !is_spread(v[1], s->diagonal, s->k))
		r->note = "the sum of a half is constant";
	else if (!isfinite(s->total))
		r->note = "the variances are too large for double precision";
	if (r->note != NULL)
		return;
	if (r->k1 > 1)
		r->alpha1 = alpha_from(r->k1, ms_sum_total(&own[0]), v[0]);
	if (r->k2 > 1)
		r->alpha2 = alpha_from(r->k2, ms_sum_total(&own[1]), v[1]);
	r->correlation =
	    fmax(-1, fmin(1, ms_sum_total(&between) / sqrt(v[0]) / sqrt(v[1])));
	if (!is_spread(s->total, s->diagonal, s->k))
	{
		r->note = "the sum of the items is constant";
		return;
	}
	r->spearman_brown = ms_known(2 * r->correlation / (1 + r->correlation));
	r->unequal =
	    horst(r->correlation, (double) r->k1 / s->k, (double) r->k2 / s->k);
	r->guttman = 4 * ms_sum_total(&between) / s->total;
	if (r->correlation < 0)
		r->note = "the halves correlate negatively: are items reversed?";
}

/* ---- intraclass correlation ---- */

/* Mean squares; those of error that are rounding only are 0. */
static void
mean_squares(const ms_scale *s, ms_icc *r)
{
	double k = s->k;
	double mean = 0;
	ms_sum raters = {0, 0};

	for (int i = 0; i < s->k; i++)
		mean += (s->mean[i] - s->mean[0]) / k;
	for (int i = 0; i < s->k; i++)
	{
		double distance = (s->mean[i] - s->mean[0]) - mean;

		ms_sum_add(&raters, distance * distance);
	}
	r->ms_subjects = s->total / k;
	r->ms_raters = s->n * ms_sum_total(&raters) / (k - 1);
	r->ms_error = (s->diagonal - s->total / k) / (k - 1);
	if (r->ms_error < 64 * DBL_EPSILON * s->diagonal)
		r->ms_error = 0;
	if (!is_spread(s->total, s->diagonal, s->k))
		r->ms_subjects = 0;
	r->ms_within = r->ms_raters / s->n + (1 - 1 / s->n) * r->ms_error;
}

/* F over and times its quantiles: the limits of a ratio of mean squares */
static ms_interval
ratio_limits(double f, double df1, double df2, double level)
{
	double share = (1 - level) / 2;

	return (ms_interval){f / ms_f_quantile(share, df1, df2, MS_UPPER),
	                     f * ms_f_quantile(share, df2, df1, MS_UPPER)};
}

/* Limits of the two-way random model, by Satterthwaite's degrees of freedom. */
static ms_interval
random_limits(const ms_scale *s, const ms_icc *r, double icc, double level)
{
	double n = s->n;
	double k = s->k;
	double b = r->ms_subjects, j = r->ms_raters, e = r->ms_error;
	double share = (1 - level) / 2;
	double f = j / e;
	double one = k * icc * f;
	double two = n * (1 + (k - 1) * icc) - k * icc;
	double df = (k - 1) * (n - 1) * (one + two) * (one + two) /
	            ((n - 1) * one * one + two * two);
	double upper = ms_f_quantile(share, n - 1, df, MS_UPPER);
	double lower = ms_f_quantile(share, df, n - 1, MS_UPPER);
	double rest = k * j + (k * n - k - n) * e;

	return (ms_interval){n * (b - upper * e) / (upper * rest + n * b),
	                     n * (lower * b - e) / (rest + n * lower * b)};
}

/* From one rater to the mean of k. */
static double
stepped_up(double icc, double k)
{
	return icc * k / (1 + icc * (k - 1));
}

/* The single-rater coefficient of a model. */
static double
single_icc(const ms_scale *s, const ms_icc *r, int way)
{
	double k = s->k;
	double b = r->ms_subjects, e = way == 0 ? r->ms_within : r->ms_error;
	double raters = way == 1 ? k * (r->ms_raters - e) / s->n : 0;

	return (b - e) / (b + (k - 1) * e + raters);
}

static ms_interval
icc_limits(const ms_scale *s, const ms_icc *r, int way, bool mean, double level)
{
	double k = s->k;
	ms_interval f;

	if (way == 1)
	{
		ms_interval single = random_limits(s, r, single_icc(s, r, way), level);

		return mean ? (ms_interval){stepped_up(single.low, k),
		                            stepped_up(single.high, k)}
		            : single;
	}
	f = ratio_limits(r->statistic, r->df1, r->df2, level);
	if (mean)
		return (ms_interval){1 - 1 / f.low, 1 - 1 / f.high};
	return (ms_interval){(f.low - 1) / (f.low + k - 1),
	                     (f.high - 1) / (f.high + k - 1)};
}

const ms_icc ms_icc_unknown = {
    .icc = MS_NULL,
    .limits = {MS_NULL, MS_NULL},
    .statistic = MS_NULL,
    .df1 = MS_NULL,
    .df2 = MS_NULL,
    .p_value = MS_NULL,
    .ms_subjects = MS_NULL,
    .ms_raters = MS_NULL,
    .ms_error = MS_NULL,
    .ms_within = MS_NULL,
    .std_error = MS_NULL,
    .detectable = MS_NULL,
};

void
ms_icc_of(const ms_scale *s, ms_icc_model model, double level, ms_icc *r)
{
	int way = model % 3;
	bool mean = model >= MS_ICC_1_K;
	double k = s->k;
	double error;

	*r = ms_icc_unknown;
	if (s->k < 2)
	{
		r->note = "fewer than 2 raters";
		return;
	}
	if (!isfinite(s->total))
	{
		r->note = "the variances are too large for double precision";
		return;
	}
	mean_squares(s, r);
	error = way == 0 ? r->ms_within : r->ms_error;
	r->std_error = sqrt(r->ms_error + (r->ms_raters - r->ms_error) / s->n);
	r->detectable =
	    M_SQRT2 * ms_normal_quantile(0.025, MS_UPPER) * r->std_error;
	if (!(r->ms_subjects > 0) && !(error > 0))
	{
		r->note = "the ratings are all equal";
		return;
	}
	r->icc = single_icc(s, r, way);
	if (mean)
		r->icc =
		    (r->ms_subjects - error) /
		    (r->ms_subjects + (way == 1 ? (r->ms_raters - error) / s->n : 0));
	r->icc = ms_known(r->icc);
	r->df1 = s->n - 1;
	r->df2 = way == 0 ? s->n * (k - 1) : (s->n - 1) * (k - 1);
	if (!(error > 0))
	{
		r->note = way == 0 ? "the raters agree completely: F is infinite"
		                   : "the raters differ by constants only: F is "
		                     "infinite";
		return;
	}
	if (ms_is_null(r->icc))
		r->note = "the subjects do not differ in their means";
	r->statistic = r->ms_subjects / error;
	r->p_value = ms_f_cdf(r->statistic, r->df1, r->df2, MS_UPPER);
	r->limits = icc_limits(s, r, way, mean, level);
	r->limits =
	    (ms_interval){ms_known(r->limits.low), ms_known(r->limits.high)};
}
