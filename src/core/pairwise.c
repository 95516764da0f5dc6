/*
 * pairwise.c
 *		Order statistics of all sums of two, without making them.
 *
 * The median of all differences of two samples (Hodges & Lehmann's shift), the
 * median of all averages of two (their centre of one sample), and limits of
 * both are order statistics of a matrix a[i] + c[j] whose rows and columns are
 * in order, as addition of doubles is monotonous.  A million rows in each have
 * 10^12 sums; how many are below a bound is told by one walk along the border
 * through the matrix, n + m steps.
 *
 * Selection narrows an open interval of sums.  Of those inside, some 30,000 are
 * looked at, spread evenly over the rows; two of them, a few standard errors
 * of such a sample below and above the wanted rank, become the new bounds as
 * far as their exact counts allow.  Each round leaves about a sixtieth.  When
 * few are left they are sorted.  Bounds are sums of the matrix themselves, so
 * each round removes one at least: the answer is exact whatever the sample, and
 * rounds end.  Johnson & Mizoguchi (1978), SIAM J Comput 7:147, select by
 * walks along the border; Floyd & Rivest (1975), CACM 18:165, by a sample;
 * Monahan (1984), ACM TOMS 10:265, for this use.
 *
 * In a symmetric matrix each pair of rows stands twice and each row's own sum
 * once; counted twice too, the rank asked for is twice as high.
 */
#include "pairwise.h"
#include "sort.h"

/* How many sums are below a bound, and how many up to it. */
typedef struct count_of_sums
{
	double below; /* by weight */
	double up_to;
	int64_t places_below; /* places of the matrix */
	int64_t places_up_to;
} count_of_sums;

static inline double
weight_of(const double *weight, int64_t i)
{
	return weight != NULL ? weight[i] : 1;
}

/* ---- lists ---- */

static double *
take(double **room, int64_t n)
{
	double *taken = *room;

	*room += n;
	return taken;
}

size_t
ms_pairwise_room(const ms_runs *a, const ms_runs *b)
{
	return 2 * (size_t) (a->n + b->n) + MS_PAIRWISE_WORK;
}

/* The values of runs in one piece, as they are or turned round. */
static void
copy_list(const ms_runs *r,
          bool negated,
          double **room,
          const double **x,
          const double **weight)
{
	double *values = take(room, r->n);
	double *weights = r->weight != NULL ? take(room, r->n) : NULL;

	for (int64_t i = 0; i < r->n; i++)
	{
		int64_t from = negated ? r->n - 1 - i : i;
		double value = ms_runs_value(r, from);

		ms_runs_look_around(i);
		values[i] = negated ? -value : value;
		if (weights != NULL)
			weights[i] = ms_runs_weight(r, from);
	}
	*x = values;
	*weight = weights;
}

/* a - b, of every row of a and every row of b */
void
ms_pairwise_differences(ms_pairwise *p,
                        const ms_runs *a,
                        const ms_runs *b,
                        double *room)
{
	double rows_a;
	double rows_b;

	*p = (ms_pairwise){.n = a->n, .m = b->n};
	(void) ms_runs_count(a, &rows_a);
	(void) ms_runs_count(b, &rows_b);
	p->sums = rows_a * rows_b;
	copy_list(a, false, &room, &p->a, &p->a_weight);
	copy_list(b, true, &room, &p->c, &p->c_weight);
	p->work = room;
}

/* the sums of two of the rows, twice their averages */
void
ms_pairwise_averages(ms_pairwise *p, const ms_runs *a, double *room)
{
	double rows;

	*p = (ms_pairwise){.n = a->n, .m = a->n, .symmetric = true};
	(void) ms_runs_count(a, &rows);
	p->sums = rows * (rows + 1) / 2;
	copy_list(a, false, &room, &p->a, &p->a_weight);
	p->c = p->a;
	p->c_weight = p->a_weight;
	p->work = room;
}

/* ---- counting ---- */

/*
 * As i goes up, the sums up to the bound end at lower j.  The place where they
 * end moves down, and the weight of the c before it with it.
 */
static inline __attribute__((always_inline)) count_of_sums
count_along(const ms_pairwise *p, double bound, bool weighted)
{
	count_of_sums count = {0, 0, 0, 0};
	int64_t below = p->m;
	int64_t up_to = p->m;
	double weight_below = 0;
	double weight_up_to;

	if (weighted)
	{
		for (int64_t j = 0; j < p->m; j++)
			weight_below += weight_of(p->c_weight, j);
	}
	weight_up_to = weight_below;
	for (int64_t i = 0; i < p->n; i++)
	{
		double a = p->a[i];

		ms_runs_look_around(i);
		while (up_to > 0 && a + p->c[up_to - 1] > bound)
		{
			up_to--;
			if (weighted)
				weight_up_to -= weight_of(p->c_weight, up_to);
		}
		while (below > 0 && a + p->c[below - 1] >= bound)
		{
			below--;
			if (weighted)
				weight_below -= weight_of(p->c_weight, below);
		}
		count.places_below += below;
		count.places_up_to += up_to;
		if (weighted)
		{
			count.below += weight_of(p->a_weight, i) * weight_below;
			count.up_to += weight_of(p->a_weight, i) * weight_up_to;
		}
	}
	if (!weighted)
	{
		count.below = (double) count.places_below;
		count.up_to = (double) count.places_up_to;
	}
	return count;
}

static count_of_sums
count_sums(const ms_pairwise *p, double bound)
{
	bool weighted = p->a_weight != NULL || p->c_weight != NULL;
	count_of_sums count =
	    weighted ? count_along(p, bound, true) : count_along(p, bound, false);

	for (int64_t i = 0; p->symmetric && i < p->n; i++)
	{
		double own = p->a[i] + p->a[i];

		count.below += own < bound ? weight_of(p->a_weight, i) : 0;
		count.up_to += own <= bound ? weight_of(p->a_weight, i) : 0;
	}
	return count;
}

/* ---- the sums inside an interval ---- */

typedef struct interval
{
	double low; /* open: neither bound is inside */
	double high;
	count_of_sums at_low;
	count_of_sums at_high;
} interval;

static int64_t
places_inside(const interval *inside)
{
	return inside->at_high.places_below - inside->at_low.places_up_to;
}

/* How often a sum counts. */
static double
weight_at(const ms_pairwise *p, int64_t i, int64_t j)
{
	double weight = weight_of(p->a_weight, i) * weight_of(p->c_weight, j);

	return p->symmetric && i == j ? weight + weight_of(p->a_weight, i) : weight;
}

/*
 * Write one sum, with its weight, for every `step` places inside, each at a
 * point of its step that the golden ratio turns round so that steps and rows do
 * not fall into one pattern.  A step of 1 writes them all.  How many were
 * written.
 */
static int64_t
write_inside(const ms_pairwise *p,
             const interval *inside,
             double step,
             double *records)
{
	int64_t first = p->m; /* the sums inside a row are c[first .. end - 1] */
	int64_t end = p->m;
	int64_t passed = 0; /* places inside the rows before */
	int64_t written = 0;
	double turn = 0;
	double next = 0;

	for (int64_t i = 0; i < p->n; i++)
	{
		double a = p->a[i];

		ms_runs_look_around(i);
		while (first > 0 && a + p->c[first - 1] > inside->low)
			first--;
		while (end > 0 && a + p->c[end - 1] >= inside->high)
			end--;
		for (; next < (double) (passed + end - first); written++)
		{
			int64_t j = first + (int64_t) next - passed;

			records[2 * written] = a + p->c[j];
			records[2 * written + 1] = weight_at(p, i, j);
			turn += 0.6180339887498949;
			turn -= turn >= 1;
			next = step == 1 ? next + 1 : (written + 1 + turn) * step;
		}
		passed += end - first;
	}
	return written;
}

/* Sorted records: the sum at which the running weight reaches a share of all. */
static double
sum_at(const double *records, int64_t n, double share)
{
	double all = 0;
	double passed = 0;
	int64_t i = 0;

	for (int64_t k = 0; k < n; k++)
		all += records[2 * k + 1];
	for (; i + 1 < n; i++)
	{
		passed += records[2 * i + 1];
		if (passed >= share * all)
			break;
	}
	return records[2 * i];
}

/* Few are left: the one at which the weight reaches the target. */
static double
select_among(const ms_pairwise *p, const interval *inside, double target)
{
	double *records = p->work;
	int64_t n = write_inside(p, inside, 1, records);
	double passed = inside->at_low.up_to;
	int64_t i = 0;

	ms_sort_records(records, n, 2, 0, records + 2 * n);
	for (; i + 1 < n; i++)
	{
		passed += records[2 * i + 1];
		if (passed >= target)
			break;
	}
	return records[2 * i];
}

/* A pivot becomes a bound; true if it is what is sought. */
static bool
divide(const ms_pairwise *p, double pivot, double target, interval *inside)
{
	count_of_sums count;

	if (!(pivot > inside->low && pivot < inside->high))
		return false;
	count = count_sums(p, pivot);
	if (target > count.up_to)
	{
		inside->low = pivot;
		inside->at_low = count;
	}
	else if (target <= count.below)
	{
		inside->high = pivot;
		inside->at_high = count;
	}
	return target > count.below && target <= count.up_to;
}

/* The least sum at which the weight of all up to it reaches the target. */
static double
select_sum(const ms_pairwise *p, double target)
{
	/* three standard errors of a share of one half */
	const double margin = 1.5 / sqrt(MS_PAIRWISE_SAMPLE);
	interval inside = {-INFINITY, INFINITY, {0, 0, 0, 0}, {0, 0, 0, 0}};

	inside.at_high.places_below = p->n * p->m;
	inside.at_high.below = p->symmetric ? 2 * p->sums : p->sums;
	while (places_inside(&inside) > MS_PAIRWISE_FEW)
	{
		double step = (double) places_inside(&inside) / MS_PAIRWISE_SAMPLE;
		int64_t n = write_inside(p, &inside, step, p->work);
		double share = (target - inside.at_low.up_to) /
		               (inside.at_high.below - inside.at_low.up_to);
		double low;
		double high;

		ms_sort_records(p->work, n, 2, 0, p->work + 2 * n);
		low = sum_at(p->work, n, share - margin);
		high = sum_at(p->work, n, share + margin);
		if (divide(p, low, target, &inside))
			return low;
		if (divide(p, high, target, &inside))
			return high;
	}
	return select_among(p, &inside, target);
}

/* ---- order statistics ---- */

/* The sum of a rank, from 1 to the number of sums. */
double
ms_pairwise_at(const ms_pairwise *p, double rank)
{
	return select_sum(p, p->symmetric ? 2 * rank : rank);
}

/* The least sum above another. */
static double
least_above(const ms_pairwise *p, double bound)
{
	double least = INFINITY;
	int64_t above = p->m;

	for (int64_t i = 0; i < p->n; i++)
	{
		ms_runs_look_around(i);
		while (above > 0 && p->a[i] + p->c[above - 1] > bound)
			above--;
		if (above < p->m)
			least = fmin(least, p->a[i] + p->c[above]);
	}
	return least;
}

double
ms_pairwise_median(const ms_pairwise *p)
{
	double half = floor(p->sums / 2);
	double low;
	double up_to;

	if (p->sums > 2 * half)
		return ms_known(ms_pairwise_at(p, half + 1));
	low = ms_pairwise_at(p, half);
	up_to = count_sums(p, low).up_to / (p->symmetric ? 2 : 1);
	if (up_to > half)
		return ms_known(low);
	return ms_known(low / 2 + least_above(p, low) / 2);
}

/* The sums of rank `order` from either end, or from one. */
ms_interval
ms_pairwise_limits(const ms_pairwise *p, double order, ms_alternative side)
{
	ms_interval limits = {-INFINITY, INFINITY};

	if (side != MS_LESS)
		limits.low = ms_known(ms_pairwise_at(p, order));
	if (side != MS_GREATER)
		limits.high = ms_known(ms_pairwise_at(p, p->sums + 1 - order));
	return limits;
}
