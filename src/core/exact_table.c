/*
 * exact_table.c
 *		Fisher's exact test: the law of a table whose margins are given.
 *
 * 2 x 2.  Given its margins, a table is its first count x, from lo to hi, with
 * the weight
 *
 *	w(x) = C(m, x) C(n, k - x) omega^x,	m = a + c, n = b + d, k = a + b
 *
 * for the odds ratio omega (Fisher's noncentral hypergeometric law).  Neighbours
 * have the ratio w(x + 1) / w(x) = (m - x)(k - x) omega / ((x + 1)(n - k + x +
 * 1)), so all weights follow from that of the mode, which is 1, and both tails are
 * sums of positive terms.  The two-sided p-value is the sum over the x that are no
 * more likely than the observed one (within 1e-7 of it, as R's fisher.test has
 * it).  The estimate is the omega whose mean is the observed x; limits are the
 * omegas at which its tails have the share left outside.  All are roots in
 * log(omega), found by Newton's steps inside a bracket: the slope of the mean is
 * the variance, that of log P(X >= x) is E(X | X >= x) - E(X).
 *
 * R x C.  The probability of a table is that of its columns drawn one after the
 * other from the row margins.  What follows a few columns depends on the row
 * margins that remain, in any order: a node is these, sorted, and the product of
 * 1 / n_ij! so far (`past`).  Nodes that agree in both are one, with the
 * probability to get there (`mass`).  A node whose completions are all at most as
 * likely as the observed table adds its mass to p; one whose completions are all
 * likelier is dropped; the others go on with the next column.  Bounds for the
 * completions: sum of log n_ij! over a row or column with a given total is least
 * when it is spread evenly, and greatest when it stands in one cell.  This is the
 * network of Mehta & Patel (1983), JASA 78:427, with simpler bounds for the
 * longest and the shortest path.
 */
#include "port.h"

#include "exact_table.h"
#include "sum.h"

#define LIKELIHOOD_SLACK 1e-7 /* equally likely, within rounding */
#define PATIENCE 65536

/* ---- 2 x 2: the law at an odds ratio ---- */

typedef struct law
{
	double m;
	double n;
	double k;
	double low;
	double high;
	double x; /* observed */
} law;

typedef struct figures
{
	double at_most; /* P(X <= x) */
	double at_least;
	double mean;
	double variance;
	double mean_at_most; /* E(X | X <= x) */
	double mean_at_least;
	double no_likelier; /* P(w(X) <= w(x)) */
} figures;

/* w(x + 1) / w(x) */
static double
step_up(const law *l, double x, double omega)
{
	return (l->m - x) * (l->k - x) / ((x + 1) * (l->n - l->k + x + 1)) * omega;
}

/* The least x from which no step leads up; the ratios fall with x. */
static double
mode_of(const law *l, double omega)
{
	double low = l->low;
	double high = l->high;

	while (low < high)
	{
		double middle = floor(low + (high - low) / 2);

		if (step_up(l, middle, omega) > 1)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* sums over part of the support, of w and of (x - mode) w, (x - mode)^2 w */
typedef struct part
{
	ms_sum w;
	ms_sum xw;
	ms_sum xxw;
} part;

static void
part_add(part *p, double distance, double w)
{
	ms_sum_add(&p->w, w);
	ms_sum_add(&p->xw, distance * w);
	ms_sum_add(&p->xxw, distance * distance * w);
}

typedef struct walk
{
	part below; /* X < x */
	part at; /* X = x */
	part above;
	double no_likelier;
} walk;

/*
 * From the mode in one direction to the end, or until nothing more comes that
 * matters: beyond x, and little beside the mode, x, and `limit`.  Weights of at
 * most `limit` are added up apart.
 */
static void
walk_from(
    const law *l, double mode, double omega, bool up, double limit, walk *s)
{
	double x = up ? mode : mode - 1;
	double w = up ? 1 : 1 / step_up(l, x, omega);
	double least = fmin(limit, 1);
	ms_sum no_likelier = {0, 0};

	for (int64_t i = 0; x >= l->low && x <= l->high && w > 0; i++)
	{
		bool passed = up ? x > l->x : x < l->x;

		if (i % PATIENCE == 0)
			ms_check_interrupts();
		if (x == l->x)
			least = fmin(least, w);
		if (passed && w < 1e-30 * least)
			break;
		part_add(x < l->x   ? &s->below
		         : x > l->x ? &s->above
		                    : &s->at,
		         x - mode,
		         w);
		if (w <= limit)
			ms_sum_add(&no_likelier, w);
		w = up ? w * step_up(l, x, omega) : w / step_up(l, x - 1, omega);
		x += up ? 1 : -1;
	}
	s->no_likelier += ms_sum_total(&no_likelier);
}

static double
sum_of(ms_sum a, const ms_sum *b)
{
	ms_sum_add(&a, b->high);
	ms_sum_add(&a, b->low);
	return ms_sum_total(&a);
}

static part
joined(const part *a, const part *b)
{
	part p = *a;

	p.w = (ms_sum){sum_of(a->w, &b->w), 0};
	p.xw = (ms_sum){sum_of(a->xw, &b->xw), 0};
	p.xxw = (ms_sum){sum_of(a->xxw, &b->xxw), 0};
	return p;
}

static walk
walk_all(const law *l, double mode, double omega, double limit)
{
	walk s = {0};

	walk_from(l, mode, omega, true, limit, &s);
	if (mode > l->low)
		walk_from(l, mode, omega, false, limit, &s);
	return s;
}

static double
mean_of(const part *p, double mode)
{
	return mode + ms_sum_total(&p->xw) / ms_sum_total(&p->w);
}

static figures
figures_at(const law *l, double log_omega)
{
	double omega = exp(log_omega);
	double mode = mode_of(l, omega);
	walk s = walk_all(l, mode, omega, INFINITY);
	part at_most = joined(&s.below, &s.at);
	part at_least = joined(&s.above, &s.at);
	part all = joined(&at_most, &s.above);
	double total = ms_sum_total(&all.w);
	double shift = ms_sum_total(&all.xw) / total;

	return (figures){
	    .at_most = ms_sum_total(&at_most.w) / total,
	    .at_least = ms_sum_total(&at_least.w) / total,
	    .mean = mode + shift,
	    .variance = ms_sum_total(&all.xxw) / total - shift * shift,
	    .mean_at_most = mean_of(&at_most, mode),
	    .mean_at_least = mean_of(&at_least, mode),
	};
}

/* P(w(X) <= w(x)) where the odds ratio is 1 */
static double
probability_no_likelier(const law *l)
{
	double mode = mode_of(l, 1);
	walk s = walk_all(l, mode, 1, INFINITY);
	double observed = ms_sum_total(&s.at.w);
	part all = joined(&s.below, &s.at);

	all = joined(&all, &s.above);
	s = walk_all(l, mode, 1, observed * (1 + LIKELIHOOD_SLACK));
	return fmin(1, s.no_likelier / ms_sum_total(&all.w));
}

/* ---- 2 x 2: roots ---- */

typedef enum goal
{
	GOAL_MEAN, /* mean = x */
	GOAL_AT_LEAST, /* log P(X >= x) = target, rises with omega */
	GOAL_AT_MOST /* log P(X <= x) = target, falls */
} goal;

/* How far above its goal a figure is, turned so that it rises; and its slope. */
static double
beyond(const law *l, goal of, double target, double t, double *slope)
{
	figures f = figures_at(l, t);

	switch (of)
	{
		case GOAL_AT_LEAST:
			*slope = f.mean_at_least - f.mean;
			return log(f.at_least) - target;
		case GOAL_AT_MOST:
			*slope = f.mean - f.mean_at_most;
			return target - log(f.at_most);
		default:
			*slope = f.variance;
			return f.mean - l->x;
	}
}

static double
root(const law *l, goal of, double target, double start)
{
	double low = -INFINITY;
	double high = INFINITY;
	double t = start;

	for (int i = 0; i < 200; i++)
	{
		double slope;
		double value = beyond(l, of, target, t, &slope);
		double next = t - value / slope;

		if (value == 0)
			return t;
		if (value > 0)
			high = t;
		else
			low = t;
		if (!(next > low && next < high) || fabs(next - t) > 50)
			next = isfinite(low) && isfinite(high) ? low + (high - low) / 2
			                                       : t + (value > 0 ? -5 : 5);
		if (fabs(next - t) <= 4e-15 * fmax(1, fabs(t)))
			return next;
		t = next;
	}
	return t;
}

static ms_interval
limits_2x2(const law *l, ms_alternative alternative, double level, double start)
{
	double outside = log(ms_tail_share(alternative, level));
	ms_interval limits = {0, INFINITY};

	if (alternative != MS_LESS && l->x > l->low)
		limits.low = exp(root(l, GOAL_AT_LEAST, outside, start));
	if (alternative != MS_GREATER && l->x < l->high)
		limits.high = exp(root(l, GOAL_AT_MOST, outside, start));
	return limits;
}

ms_status
ms_exact_table_2x2(const double n[4],
                   ms_alternative alternative,
                   double level,
                   ms_exact_2x2 *result)
{
	law l = {.m = n[0] + n[2], .n = n[1] + n[3], .k = n[0] + n[1], .x = n[0]};
	double start =
	    log((n[0] + 0.5) / (n[1] + 0.5)) + log((n[3] + 0.5) / (n[2] + 0.5));

	*result = (ms_exact_2x2){MS_NULL, MS_NULL, {MS_NULL, MS_NULL}, false};
	if (!(l.m + l.n <= MS_EXACT_MAX_2X2))
		return MS_NOT_CONVERGED;
	l.low = fmax(0, l.k - l.n);
	l.high = fmin(l.k, l.m);
	result->at_end = l.x == l.low || l.x == l.high;
	result->estimate = l.x == l.low    ? 0
	                   : l.x == l.high ? INFINITY
	                                   : exp(root(&l, GOAL_MEAN, 0, start));
	result->limits = limits_2x2(&l, alternative, level, start);
	if (alternative == MS_TWO_SIDED)
		result->p_value = probability_no_likelier(&l);
	else
	{
		figures f = figures_at(&l, 0);

		result->p_value = alternative == MS_LESS ? f.at_most : f.at_least;
	}
	return MS_OK;
}

/* ---- R x C ---- */

typedef struct node
{
	uint64_t key; /* the row margins that remain, sorted */
	int64_t bucket; /* past, in units of the slack */
	double past; /* -sum of log n_ij! */
	double mass; /* the probability to get here */
} node;

typedef struct network
{
	int rows; /* of the smaller number */
	int columns;
	int step; /* columns drawn */
	double observed; /* -sum of log n_ij! of the whole table */
	double accepted; /* the mass that has been added to p */
	int64_t steps;
	double row[MS_EXACT_MAX_SMALL]; /* sorted, the largest first */
	double column[MS_EXACT_MAX_LARGE];
	/* of the columns that remain behind each: */
	double least_spread[MS_EXACT_MAX_LARGE]; /* least sum of log n! */
	double most_spread[MS_EXACT_MAX_LARGE];
	const double *log_factorial;
	int capacity;
	int count; /* nodes of the next step */
	node *nodes;
	int32_t *slot; /* 2 * capacity; index + 1 */
} network;

static size_t
doubles_for(size_t bytes)
{
	return (bytes + sizeof(double) - 1) / sizeof(double);
}

size_t
ms_exact_table_room(int rows, int columns, double total, int nodes)
{
	size_t cells = (size_t) rows * columns;

	(void) cells;
	return (size_t) total + 2 + 2 * doubles_for(nodes * sizeof(node)) +
	       doubles_for(2 * (size_t) nodes * sizeof(int32_t));
}

/* The least sum of log n! over `cells` counts of a total. */
static double
even(const network *net, double total, int cells)
{
	int each = (int) total / cells;
	int more = (int) total % cells;

	return more * net->log_factorial[each + (more > 0)] +
	       (cells - more) * net->log_factorial[each];
}

static void
sort_down(double *values, int n)
{
	for (int i = 1; i < n; i++)
	{
		double value = values[i];
		int j = i;

		for (; j > 0 && values[j - 1] < value; j--)
			values[j] = values[j - 1];
		values[j] = value;
	}
}

/* Margins and bounds; false where the keys of nodes do not fit into a word. */
static bool
prepare(network *net, const double *n, int rows, int columns)
{
	double keys = 1;

	for (int i = 0; i < rows * columns; i++)
	{
		int r = rows <= columns ? i / columns : i % columns;
		int c = rows <= columns ? i % columns : i / columns;

		net->row[r] += n[i];
		net->column[c] += n[i];
		net->observed -= net->log_factorial[(int) n[i]];
	}
	sort_down(net->row, net->rows);
	sort_down(net->column, net->columns);
	for (int c = net->columns - 1; c > 0; c--)
	{
		bool last = c == net->columns - 1;

		net->least_spread[c - 1] = even(net, net->column[c], net->rows) +
		                           (last ? 0 : net->least_spread[c]);
		net->most_spread[c - 1] = net->log_factorial[(int) net->column[c]] +
		                          (last ? 0 : net->most_spread[c]);
	}
	for (int i = 0; i < net->rows; i++)
		keys *= net->row[i] + 1;
	return keys < 9e18;
}

static uint64_t
pack(const network *net, const double *remaining)
{
	uint64_t key = 0;

	for (int i = 0; i < net->rows; i++)
		key = key * (uint64_t) (net->row[i] + 1) + (uint64_t) remaining[i];
	return key;
}

static void
unpack(const network *net, uint64_t key, double *remaining)
{
	for (int i = net->rows - 1; i >= 0; i--)
	{
		uint64_t base = (uint64_t) (net->row[i] + 1);

		remaining[i] = (double) (key % base);
		key /= base;
	}
}

/* The node of this key and past among those of the next step; NULL: no room. */
static node *
find_node(network *net, uint64_t key, double past)
{
	int64_t bucket = llrint(past / (LIKELIHOOD_SLACK / 10));
	uint64_t hash = (key ^ ((uint64_t) bucket * UINT64_C(0x9E3779B97F4A7C15)));
	uint64_t mask = 2 * (uint64_t) net->capacity - 1;
	uint64_t at;

	hash *= UINT64_C(0xff51afd7ed558ccd);
	at = (hash ^ (hash >> 32)) & mask;
	for (; net->slot[at] != 0; at = (at + 1) & mask)
	{
		node *found = &net->nodes[net->slot[at] - 1];

		if (found->key == key && found->bucket == bucket)
			return found;
	}
	if (net->count == net->capacity)
		return NULL;
	net->nodes[net->count] = (node){key, bucket, past, 0};
	net->slot[at] = ++net->count;
	return &net->nodes[net->count - 1];
}

/*
 * A child: what remains after a column was drawn.  Its completions are all no
 * likelier than the observed table, or all likelier, or it becomes a node.
 */
static ms_status
settle_child(network *net, const double *left, double past, double mass)
{
	double remaining[MS_EXACT_MAX_SMALL];
	int columns = net->columns - net->step - 1;
	double least = 0;
	double most = 0;
	double limit = net->observed + LIKELIHOOD_SLACK;
	node *to;

	for (int i = 0; i < net->rows; i++)
	{
		remaining[i] = left[i];
		least += even(net, left[i], columns);
		most += net->log_factorial[(int) left[i]];
	}
	least = fmax(least, net->least_spread[net->step]);
	most = fmin(most, net->most_spread[net->step]);
	if (past - least <= limit)
	{
		net->accepted += mass;
		return MS_OK;
	}
	if (past - most > limit)
		return MS_OK;
	sort_down(remaining, net->rows);
	to = find_node(net, pack(net, remaining), past);
	if (to == NULL)
		return MS_OVERFLOW;
	to->mass += mass;
	return MS_OK;
}

/* The first of all ways to draw `total` from what remains, from row i on. */
static void
draw_first(const double *remaining, int rows, int i, double total, double *x)
{
	for (; i < rows; i++)
	{
		x[i] = fmin(remaining[i], total);
		total -= x[i];
	}
}

/* The next way: some row gives one less, those behind it take what is over. */
static bool
draw_next(const double *remaining, int rows, double *x)
{
	double over = 0; /* drawn from the rows behind i */
	double room = 0; /* what they could still give */

	for (int i = rows - 1; i >= 0; i--)
	{
		if (x[i] > 0 && room > 0)
		{
			x[i]--;
			draw_first(remaining, rows, i + 1, over + 1, x);
			return true;
		}
		over += x[i];
		room += remaining[i] - x[i];
	}
	return false;
}

static ms_status
extend(network *net, const node *from)
{
	const double *lf = net->log_factorial;
	double remaining[MS_EXACT_MAX_SMALL];
	double x[MS_EXACT_MAX_SMALL];
	double left[MS_EXACT_MAX_SMALL];
	double column = net->column[net->step];
	double total = 0;
	double ways;

	unpack(net, from->key, remaining);
	for (int i = 0; i < net->rows; i++)
		total += remaining[i];
	ways = lf[(int) total] - lf[(int) column] - lf[(int) (total - column)];
	draw_first(remaining, net->rows, 0, column, x);
	do
	{
		double past = from->past;
		double chance = -ways;
		ms_status status;

		if (++net->steps > MS_EXACT_MAX_STEPS)
			return MS_NOT_CONVERGED;
		if (net->steps % PATIENCE == 0)
			ms_check_interrupts();
		for (int i = 0; i < net->rows; i++)
		{
			left[i] = remaining[i] - x[i];
			past -= lf[(int) x[i]];
			chance +=
			    lf[(int) remaining[i]] - lf[(int) x[i]] - lf[(int) left[i]];
		}
		status = settle_child(net, left, past, from->mass * exp(chance));
		if (status != MS_OK)
			return status;
	} while (draw_next(remaining, net->rows, x));
	return MS_OK;
}

static ms_status
walk_network(network *net, node *now, node *next)
{
	int count = 1;

	now[0] = (node){pack(net, net->row), 0, 0, 1};
	for (net->step = 0; net->step < net->columns - 1 && count > 0; net->step++)
	{
		node *swap = now;

		net->nodes = next;
		net->count = 0;
		for (int i = 0; i < 2 * net->capacity; i++)
			net->slot[i] = 0;
		for (int i = 0; i < count; i++)
		{
			ms_status status = extend(net, &now[i]);

			if (status != MS_OK)
				return status;
		}
		count = net->count;
		now = next;
		next = swap;
	}
	return MS_OK;
}

/* nodes is a power of 2 */
ms_status
ms_exact_table(const double *n,
               int rows,
               int columns,
               int nodes,
               double *work,
               double *p_value)
{
	network net = {.rows = rows < columns ? rows : columns,
	               .columns = rows < columns ? columns : rows,
	               .capacity = nodes};
	double total = 0;
	ms_status status;
	node *now;

	*p_value = MS_NULL;
	if (net.rows > MS_EXACT_MAX_SMALL || net.columns > MS_EXACT_MAX_LARGE)
		return MS_NOT_CONVERGED;
	for (int i = 0; i < rows * columns; i++)
		total += n[i];
	if (!(total <= MS_EXACT_MAX_TOTAL))
		return MS_NOT_CONVERGED;
	for (int i = 0; i <= (int) total; i++)
		work[i] = lgamma(i + 1.0);
	net.log_factorial = work;
	work += (int) total + 1;
	if (!prepare(&net, n, rows, columns))
		return MS_NOT_CONVERGED;
	now = (node *) work;
	net.slot = (int32_t *) (now + 2 * (size_t) nodes);
	status = walk_network(&net, now, now + nodes);
	if (status == MS_OK)
		*p_value = fmin(net.accepted, 1);
	return status;
}
