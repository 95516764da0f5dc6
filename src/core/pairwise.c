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
 * Selection narrows an interval of sums that has the wanted rank in it, by exact
 * counts at its bounds.  Where to look is told by a matrix of every eighth row
 * and column first, which is a selection of its own: its order statistics are
 * near those of the whole, by some n^(-3/2) of all ranks when the values are
 * scattered by chance.  One walk counts at these bounds and writes down the few
 * sums between them.  If they are not few, or the bounds were wrong, some 30,000
 * sums inside are looked at instead, spread evenly over the rows, and bounds
 * taken from these, so that each round leaves about a hundredth.  Guesses
 * decide how fast it goes and not what comes out; each round takes at least one
 * value away.  Johnson & Mizoguchi (1978), SIAM J Comput 7:147, select by walks
 * along the border; Mirzaian & Arjomandi (1985), Inf Process Lett 20:13, by a
 * matrix of every other row; Floyd & Rivest (1975), CACM 18:165, by a sample;
 * Monahan (1984), ACM TOMS 10:265, for this use.
 *
 * Rows that share their values, two or more on average, are weighted values: a
 * walk is then as long as there are values, whatever the rows.
 *
 * In a symmetric matrix each pair of rows stands twice and each row's own sum
 * once; counted twice too, the rank asked for is twice as high.
 */
#include "pairwise.h"

#define SAMPLE 32768 /* sums looked at to place the bounds */
#define THIN 8 /* one row of so many makes the smaller matrix */
#define MANY_ROWS 2 /* for a value, to be kept once with their number */

/* How many sums are up to a bound, by weight and in places of the matrix. */
typedef struct count_of_sums
{
	double weight;
	int64_t places;
} count_of_sums;

/* The sums above `low` and up to `high`. */
typedef struct interval
{
	double low;
	double high;
	count_of_sums up_to_low;
	count_of_sums up_to_high;
} interval;

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

/* Doubles for the sums that are written down, each with its weight. */
static size_t
work_for(int64_t n, int64_t m)
{
	bool few = (double) n * (double) m <= MS_PAIRWISE_FEW;

	return 2 * (size_t) (few ? n * m : MS_PAIRWISE_FEW);
}

size_t
ms_pairwise_room(const ms_runs *a, const ms_runs *b)
{
	size_t lists = (size_t) a->n * (1 + (a->weight != NULL)) +
	               (size_t) b->n * (1 + (b->weight != NULL));

	/* smaller matrices together take a seventh, and one a level */
	return lists + work_for(a->n, b->n) + (size_t) (a->n + b->n) / 6 + 64;
}

/*
 * Are the values of rows so few that walks are shorter with each of them once,
 * its number of rows as its weight?  Both lists fit where the rows would stand.
 */
static bool
are_few(const ms_runs *r)
{
	int64_t values = 1;

	for (int64_t i = 1; r->weight == NULL && i < r->n; i++)
	{
		ms_runs_look_around(i);
		values += ms_runs_value(r, i) != ms_runs_value(r, i - 1);
	}
	return r->weight == NULL && MANY_ROWS * values <= r->n;
}

/* The values of runs in one piece, as they are or turned round; how many. */
static int64_t
copy_list(const ms_runs *r,
          bool negated,
          double **room,
          const double **x,
          const double **weight)
{
	bool once = are_few(r);
	int64_t most = once ? r->n / MANY_ROWS : r->n;
	double *values = take(room, most);
	double *weights = once || r->weight != NULL ? take(room, most) : NULL;
	int64_t n = 0;

	for (int64_t i = 0; i < r->n; i++)
	{
		int64_t from = negated ? r->n - 1 - i : i;
		double value =
		    negated ? -ms_runs_value(r, from) : ms_runs_value(r, from);

		ms_runs_look_around(i);
		if (once && n > 0 && values[n - 1] == value)
		{
			weights[n - 1]++;
			continue;
		}
		values[n] = value;
		if (weights != NULL)
			weights[n] = ms_runs_weight(r, from);
		n++;
	}
	*x = values;
	*weight = weights;
	return n;
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

	*p = (ms_pairwise){.sums = 0};
	(void) ms_runs_count(a, &rows_a);
	(void) ms_runs_count(b, &rows_b);
	p->sums = rows_a * rows_b;
	p->n = copy_list(a, false, &room, &p->a, &p->a_weight);
	p->m = copy_list(b, true, &room, &p->c, &p->c_weight);
	p->work = room;
	p->spare = room + work_for(p->n, p->m);
}

/* the sums of two of the rows, twice their averages */
void
ms_pairwise_averages(ms_pairwise *p, const ms_runs *a, double *room)
{
	double rows;

	*p = (ms_pairwise){.symmetric = true};
	(void) ms_runs_count(a, &rows);
	p->sums = rows * (rows + 1) / 2;
	p->n = p->m = copy_list(a, false, &room, &p->a, &p->a_weight);
	p->c = p->a;
	p->c_weight = p->a_weight;
	p->work = room;
	p->spare = room + work_for(p->n, p->m);
}

/* ---- one walk ---- */

/* How often a sum counts. */
static inline double
weight_at(const ms_pairwise *p, int64_t i, int64_t j)
{
	double weight = weight_of(p->a_weight, i) * weight_of(p->c_weight, j);

	return p->symmetric && i == j ? weight + weight_of(p->a_weight, i) : weight;
}

/* Sums picked evenly, with their weights. */
typedef struct picked
{
	double step; /* one of so many places inside; 1: all */
	int64_t n;
	double *records; /* (sum, weight), MS_PAIRWISE_FEW of them at most */
} picked;

/*
 * As i goes up, the sums up to a bound end at lower j; the places where they
 * end move down, and the weight of the c before them with them.  Each picked sum
 * stands at a point of its step that the golden ratio turns round, so that
 * steps and rows do not fall into one pattern.
 */
static inline __attribute__((always_inline)) void
walk_along(const ms_pairwise *p, interval *inside, picked *sums, bool weighted)
{
	count_of_sums up_to_low = {0, 0};
	count_of_sums up_to_high = {0, 0};
	int64_t first = p->m; /* c[first .. end - 1] are inside */
	int64_t end = p->m;
	double weight_first = 0;
	double weight_end;
	double passed = 0; /* places inside the rows before */
	double turn = 0;
	double next = 0;

	for (int64_t j = 0; weighted && j < p->m; j++)
		weight_first += weight_of(p->c_weight, j);
	weight_end = weight_first;
	for (int64_t i = 0; i < p->n; i++)
	{
		double a = p->a[i];

		ms_runs_look_around(i);
		while (first > 0 && a + p->c[first - 1] > inside->low)
		{
			first--;
			if (weighted)
				weight_first -= weight_of(p->c_weight, first);
		}
		while (end > 0 && a + p->c[end - 1] > inside->high)
		{
			end--;
			if (weighted)
				weight_end -= weight_of(p->c_weight, end);
		}
		up_to_low.places += first;
		up_to_high.places += end;
		if (weighted)
		{
			up_to_low.weight += weight_of(p->a_weight, i) * weight_first;
			up_to_high.weight += weight_of(p->a_weight, i) * weight_end;
		}
		while (next < passed + (double) (end - first) &&
		       sums->n < MS_PAIRWISE_FEW)
		{
			int64_t j = first + (int64_t) (next - passed);

			sums->records[2 * sums->n] = a + p->c[j];
			sums->records[2 * sums->n + 1] = weight_at(p, i, j);
			sums->n++;
			turn += 0.6180339887498949;
			turn -= turn >= 1;
			next =
			    ((double) sums->n + (sums->step == 1 ? 0 : turn)) * sums->step;
		}
		passed += (double) (end - first);
	}
	if (!weighted)
	{
		up_to_low.weight = (double) up_to_low.places;
		up_to_high.weight = (double) up_to_high.places;
	}
	inside->up_to_low = up_to_low;
	inside->up_to_high = up_to_high;
}

static int64_t
places_inside(const interval *inside)
{
	return inside->up_to_high.places - inside->up_to_low.places;
}

/* Count the sums up to both bounds, and pick one of `step` between them. */
static void
walk(const ms_pairwise *p, interval *inside, double step, picked *sums)
{
	*sums = (picked){fmax(1, step), 0, p->work};
	if (p->a_weight != NULL || p->c_weight != NULL)
		walk_along(p, inside, sums, true);
	else
		walk_along(p, inside, sums, false);
	for (int64_t i = 0; p->symmetric && i < p->n; i++)
	{
		double own = p->a[i] + p->a[i];

		if (own <= inside->low)
			inside->up_to_low.weight += weight_of(p->a_weight, i);
		if (own <= inside->high)
			inside->up_to_high.weight += weight_of(p->a_weight, i);
	}
}

/* ---- selection ---- */

static inline void
swap_records(double *records, int64_t i, int64_t j)
{
	double sum = records[2 * i];
	double weight = records[2 * i + 1];

	records[2 * i] = records[2 * j];
	records[2 * i + 1] = records[2 * j + 1];
	records[2 * j] = sum;
	records[2 * j + 1] = weight;
}

/* Records of a stretch by their side of a pivot: below, equal, above. */
typedef struct sides
{
	int64_t equal;
	int64_t above;
	double weight_below;
	double weight_equal;
} sides;

static sides
part(double *records, int64_t first, int64_t end, double pivot)
{
	sides s = {first, end, 0, 0};

	for (int64_t i = first; i < s.above;)
	{
		double sum = records[2 * i];
		double weight = records[2 * i + 1];

		if (sum < pivot)
		{
			s.weight_below += weight;
			swap_records(records, i++, s.equal++);
		}
		else if (sum > pivot)
			swap_records(records, i, --s.above);
		else
		{
			s.weight_equal += weight;
			i++;
		}
	}
	return s;
}

/*
 * The least of n records up to which the weight reaches the target, or the
 * largest of all.  Quickselect; *up_to is that weight.
 */
static double
least_reaching(double *records, int64_t n, double target, double *up_to)
{
	int64_t first = 0;
	int64_t end = n;
	double passed = 0; /* weight of the records before `first` */
	double turn = 0.5;

	for (;;)
	{
		double pivot = records[2 * (first + (int64_t) (turn * (end - first)))];
		sides s = part(records, first, end, pivot);

		ms_check_interrupts();
		*up_to = passed + s.weight_below + s.weight_equal;
		if (target <= passed + s.weight_below && s.equal > first)
			end = s.equal;
		else if (target <= *up_to || s.above == end)
			return pivot;
		else
		{
			first = s.above;
			passed = *up_to;
		}
		turn += 0.6180339887498949;
		turn -= turn >= 1;
	}
}

/* Of picked sums, the one at which the weight reaches a part of all. */
static double
sum_at(const picked *sums, double share)
{
	double all = 0;
	double up_to;

	for (int64_t k = 0; k < sums->n; k++)
		all += sums->records[2 * k + 1];
	return least_reaching(sums->records, sums->n, share * all, &up_to);
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

/* All sums inside are there: those at which the weight reaches both targets. */
static ms_interval
select_among(const ms_pairwise *p,
             const interval *inside,
             const picked *all,
             ms_interval targets)
{
	double passed = inside->up_to_low.weight;
	double above = INFINITY;
	double up_to;
	double low =
	    least_reaching(all->records, all->n, targets.low - passed, &up_to);

	if (passed + up_to >= targets.high)
		return (ms_interval){low, low};
	for (int64_t i = 0; i < all->n; i++)
	{
		if (all->records[2 * i] > low)
			above = fmin(above, all->records[2 * i]);
	}
	if (!isfinite(above))
		above = least_above(p, inside->high);
	return (ms_interval){low, above};
}

/* Bounds around the target, as far as a sample can tell. */
static interval
guess(const interval *inside, picked *sums, double target)
{
	/* twice the usual error of such a sample, which is even, not random */
	double margin = 1 / sqrt((double) sums->n);
	double share = (target - inside->up_to_low.weight) /
	               (inside->up_to_high.weight - inside->up_to_low.weight);
	interval next = *inside;

	next.low = sum_at(sums, share - margin);
	next.high = sum_at(sums, share + margin);
	/* one value alone: is it the one? */
	if (next.low == next.high)
		next.low = nextafter(next.high, -INFINITY);
	return next;
}

/* Every eighth of a list, from the middle of each eight on. */
static const double *
thin(const double *x, int64_t n, int64_t fewer, double *room)
{
	for (int64_t k = 0; k < fewer; k++)
		room[k] =
		    x[(int64_t) (((double) k + 0.5) * (double) n / (double) fewer)];
	return room;
}

static double select_sum(const ms_pairwise *p, double target);

/* The same from a matrix of fewer rows and columns. */
static interval
guess_from_fewer(const ms_pairwise *p, double target, double *part)
{
	int64_t n = p->n / THIN + 1;
	int64_t m = p->m / THIN + 1;
	double places = (double) n * (double) m;
	double rank = target / (p->symmetric ? 2 * p->sums : p->sums) * places;
	double margin = 2 * places * pow((double) (n < m ? n : m), -1.5);
	ms_pairwise fewer = {.n = n, .m = m, .sums = places, .work = p->work};
	interval next;

	fewer.a = thin(p->a, p->n, n, p->spare);
	fewer.c = thin(p->c, p->m, m, p->spare + n);
	fewer.spare = p->spare + n + m;
	next.low = select_sum(&fewer, fmax(1, floor(rank - margin)));
	next.high = select_sum(&fewer, fmin(places, ceil(rank + margin)));
	if (next.low == next.high)
		next.low = nextafter(next.high, -INFINITY);
	*part = 2 * margin / places;
	return next;
}

/*
 * The bounds of a guess become those of the interval as far as they are right:
 * false if not both are.
 */
static bool
take_bounds(interval *inside, const interval *next, double target)
{
	if (target > next->up_to_high.weight)
	{
		inside->low = next->high;
		inside->up_to_low = next->up_to_high;
		return false;
	}
	if (target <= next->up_to_low.weight)
	{
		inside->high = next->low;
		inside->up_to_high = next->up_to_low;
		return false;
	}
	*inside = *next;
	return true;
}

/* The interval has one value only. */
static ms_interval
select_high(const ms_pairwise *p, const interval *inside, ms_interval targets)
{
	bool both = inside->up_to_high.weight >= targets.high;

	return (ms_interval){inside->high,
	                     both ? inside->high : least_above(p, inside->high)};
}

/*
 * Where to look next, and what part of the places inside that may be; all of
 * them where there is nothing to tell by.
 */
static interval
look_for(const ms_pairwise *p,
         const interval *inside,
         picked *sums,
         double target,
         double *part)
{
	bool weighted = p->a_weight != NULL || p->c_weight != NULL;

	*part = 1;
	if (places_inside(inside) <= MS_PAIRWISE_FEW)
		return *inside;
	if (sums->n > SAMPLE / 8)
	{
		*part = 2 / sqrt((double) sums->n);
		return guess(inside, sums, target);
	}
	if (inside->low == -INFINITY && inside->high == INFINITY && !weighted)
		return guess_from_fewer(p, target, part);
	return *inside;
}

/*
 * The least sums at which the weight of all up to it reaches a target, and
 * another one not below.
 */
static ms_interval
select_sums(const ms_pairwise *p, ms_interval targets)
{
	interval inside = {.low = -INFINITY, .high = INFINITY};
	picked sums = {.n = 0};

	inside.up_to_high.places = p->n * p->m;
	inside.up_to_high.weight = p->symmetric ? 2 * p->sums : p->sums;
	while (nextafter(inside.low, INFINITY) < inside.high)
	{
		double part;
		interval next = look_for(p, &inside, &sums, targets.low, &part);
		double places = part * (double) places_inside(&inside);
		double few = part == 1 ? MS_PAIRWISE_FEW : MS_PAIRWISE_FEW / 2;

		walk(p, &next, places <= few ? 1 : places / SAMPLE, &sums);
		if (!take_bounds(&inside, &next, targets.low))
			sums.n = 0; /* picked elsewhere */
		else if (sums.n == places_inside(&inside))
			return select_among(p, &inside, &sums, targets);
		else if (sums.n == MS_PAIRWISE_FEW)
			sums.n = 0; /* cut short: not even */
	}
	return select_high(p, &inside, targets);
}

static double
select_sum(const ms_pairwise *p, double target)
{
	return select_sums(p, (ms_interval){target, target}).low;
}

/* ---- order statistics ---- */

/* The sum of a rank, from 1 to the number of sums. */
double
ms_pairwise_at(const ms_pairwise *p, double rank)
{
	return select_sum(p, p->symmetric ? 2 * rank : rank);
}

double
ms_pairwise_median(const ms_pairwise *p)
{
	double times = p->symmetric ? 2 : 1; /* each is counted */
	ms_interval middle =
	    select_sums(p,
	                (ms_interval){times * ceil(p->sums / 2),
	                              times * (floor(p->sums / 2) + 1)});

	if (middle.low == middle.high)
		return ms_known(middle.low);
	return ms_known(middle.low / 2 + middle.high / 2);
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
