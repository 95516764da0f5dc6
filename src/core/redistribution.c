/*
 * redistribution.c
 *		What payments do to the inequality of incomes.
 *
 * Payments P out of incomes x leave N = x - P.  With G the Gini index, C(.) a
 * concentration index by the rank of x, ties averaged, and g = mean P / mean x,
 *
 *	RE = G(x) - G(N) = V - H - R
 *	V  = G(x) - C(N) = g / (1 - g) K,	K = C(P) - G(x), Kakwani's index
 *	H  = sum over groups of equal x of (share of the people) (share of N) G_x(N)
 *	R  = G(N) - C(N) - H
 *
 * G_x(N) is the Gini index of N within a group.  C(N) has a curve that is a
 * straight line within each group; ordering each group by N adds H to it, and
 * ordering all by N adds R: so neither is negative, and the identity is exact.
 *
 * With GC = 2 cov(., R) the mean cancels: V = (GC(P) - mean P G(x)) / mean N
 * needs no payment in total, and a group's part of H is (its share of the
 * people)^2 GC within / mean N, whatever its own mean.
 *
 * N falls as P rises at one income, also after rounding, so the records of a
 * group, sorted by P, are in the order of N from the last to the first.
 *
 * Source: Aronson, Johnson & Lambert (1994), Econ J 104:262; O'Donnell, van
 * Doorslaer, Wagstaff & Lindelow (2008), Analyzing Health Equity Using
 * Household Survey Data, World Bank, chapter 17.
 */
#include "redistribution.h"
#include "sort.h"

/* records of income and weight, and as many to sort them */
size_t
ms_redistribution_workspace(int64_t n)
{
	return 4 * (size_t) n;
}

static ms_sample
view_of(const ms_sample *s, const double *work, int64_t first, int64_t n)
{
	int columns = s->columns & MS_SAMPLE_WEIGHT;

	return (ms_sample){n, columns, work + first * ms_sample_stride(columns)};
}

static void
put(const ms_sample *s, double *work, int64_t at, double income, double weight)
{
	int stride = ms_sample_stride(s->columns & MS_SAMPLE_WEIGHT);

	work[at * stride] = income;
	if (stride > 1)
		work[at * stride + 1] = weight;
}

/* The incomes before payments, in their order. */
static ms_sample
incomes_before(const ms_sample *s, double *work)
{
	ms_ties group = ms_ties_of(s);

	while (ms_ties_next(&group))
	{
		for (int64_t i = group.first; i < group.end; i++)
			put(s, work, i, ms_sample_key(s, i), ms_sample_weight(s, i));
	}
	return view_of(s, work, 0, s->n);
}

/*
 * The incomes after payments, each group of equal income before in order by
 * itself; and what these groups have within, sum (share of the people)^2 GC.
 */
static ms_sample
incomes_after(const ms_sample *s, double *work, double *within)
{
	ms_ties group = ms_ties_of(s);
	ms_sum sum = {0, 0};

	while (ms_ties_next(&group))
	{
		double share = group.weight / group.total;
		ms_sample view = view_of(s, work, group.first, group.end - group.first);

		for (int64_t i = group.first; i < group.end; i++)
			put(s,
			    work,
			    group.end - 1 - (i - group.first),
			    ms_sample_key(s, i) - ms_sample_value(s, i),
			    ms_sample_weight(s, i));
		if (view.n > 1)
			ms_sum_add(&sum,
			           share * share * ms_sample_absolute_concentration(&view));
	}
	*within = ms_sum_total(&sum);
	return view_of(s, work, 0, s->n);
}

/* G of the view of incomes in `work`, once they are in order. */
static double
gini_after_sorting(const ms_sample *view, double *work)
{
	int stride = ms_sample_stride(view->columns);

	ms_sort_records(work, (size_t) view->n, stride, 0, work + view->n * stride);
	return ms_sample_concentration(view);
}

static void
find_effect(const ms_sample *s,
            double payment,
            double *work,
            ms_redistribution *r)
{
	double gc = ms_sample_absolute_concentration(s);
	double within;
	ms_sample after = incomes_after(s, work, &within);
	double left = ms_sample_mean(&after);

	r->gini_after = left > 0 ? gini_after_sorting(&after, work) : MS_NULL;
	if (ms_is_null(r->gini_after))
	{
		r->note = "the mean income after payments is not positive";
		return;
	}
	r->redistributive_effect = r->gini_before - r->gini_after;
	r->vertical = ms_known((gc - payment * r->gini_before) / left);
	r->horizontal = ms_known(within / left);
	/* the least rounding must not make it negative */
	r->reranking =
	    fmax(0, r->vertical - r->horizontal - r->redistributive_effect);
	if (ms_sample_key(s, 0) < 0 || ms_sample_key(&after, 0) < 0)
		r->note = "incomes are negative: a Gini index may be above 1";
}

void
ms_redistribution_of(const ms_sample *s, double *work, ms_redistribution *r)
{
	double payment = ms_sample_mean(s);
	double income = ms_sample_key_mean(s);
	ms_sample before;

	*r = (ms_redistribution){MS_NULL,
	                         MS_NULL,
	                         MS_NULL,
	                         MS_NULL,
	                         MS_NULL,
	                         MS_NULL,
	                         MS_NULL,
	                         MS_NULL,
	                         NULL};
	if (s->n == 0 || !(income > 0))
	{
		r->note = s->n == 0 ? "no rows" : "the mean income is not positive";
		return;
	}
	before = incomes_before(s, work);
	r->gini_before = ms_sample_concentration(&before);
	r->payment_share = ms_known(payment / income);
	if (ms_sample_key(s, 0) < ms_sample_key(s, s->n - 1))
		r->kakwani = ms_sample_concentration(s) - r->gini_before;
	find_effect(s, payment, work, r);
}
