/*
 * settlement.c
 *		One claim through all layers of a benefit plan, with the year's state.
 *
 * One layer with marginal bands (lo_k, hi_k] and rates r_k grants, of an amount
 * x above the deductible d,
 *
 *	T(x) = sum r_k length((lo_k, hi_k] n (d, x])
 *
 * with the base first-yuan, once x >= d, the same from 0 on, and with steps the
 * constant of the interval, open on the left, that x lies in.
 *
 * A layer by the admission grants R(T(x)) for a claim, where x is what earlier
 * layers have left and R rounds to the cent, half away from zero.  A layer by the
 * year keeps a = the sum of all x before, and grants the difference
 *
 *	R(T(a + x)) - R(T(a))
 *
 * of rounded totals: over the year these telescope, to the cent, to R(T(total)),
 * however the total is split into claims and in whatever order they come.  The
 * terms are those in force for the claim.  Where its rates are at most 1, R(T) grows by
 * no more than x does, so nobody's part is negative.
 *
 * A first-yuan or step layer whose terms change within the year grants no more
 * than its new terms would for the whole year, less what it granted before.
 *
 * The cap is on what the layer owes in the year: due grows by the grant as far
 * as the cap lets it.  No layer pays more than is left of the claim: it pays
 * min(due - paid, left), and what it then still owes (a first-yuan grant whose
 * threshold is met by a small claim) is paid with the next claims of the year.
 * With marginal bands due = paid at all times.
 *
 * The deductible that is told is the basic layer's; of several, the largest, for
 * the same yuan may stand in each.
 *
 * The share of the funds in the last yuan in scope: layer after layer, the rate
 * of the band where the amount ends, of what earlier layers leave of that yuan.
 * It is 0 in a layer that a limit holds.
 *
 * Sources: the settlement fields of the national medical insurance interface
 * 2207; the published plans named in the example plans.
 */
#include <string.h>

#include "port.h"
#include "settlement.h"

/* ---- one layer ---- */

static int64_t
smaller(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int64_t
larger(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static void
add_product(ms_exact *sum, int64_t a, int64_t rate)
{
	int64_t rest = a % MS_RATE_ONE * rate + sum->rest;

	sum->whole += a / MS_RATE_ONE * rate + rest / MS_RATE_ONE;
	sum->rest = rest % MS_RATE_ONE;
}

/* The step that an amount is above of; -1: of none. */
static int
find_step(const ms_plan_terms *terms, int64_t amount)
{
	int at = -1;

	while (at + 1 < terms->n_bands && amount > terms->band[at + 1].above)
		at++;
	return at;
}

ms_exact
ms_settlement_grant(const ms_plan_terms *terms,
                    int64_t deductible,
                    int64_t amount)
{
	int64_t shift = terms->from_deductible ? deductible : 0;
	int64_t start = terms->base == MS_FIRST_YUAN ? 0 : deductible;
	ms_exact sum = {0, 0};

	if (terms->base == MS_STEPS)
	{
		int at = find_step(terms, amount);

		sum.whole = at < 0 ? 0 : terms->band[at].pays;
		return sum;
	}
	if (amount < deductible)
		return sum;
	for (int b = 0; b < terms->n_bands; b++)
	{
		const ms_plan_band *band = &terms->band[b];
		int64_t low = larger(band->above + shift, start);
		int64_t high = band->up_to == MS_OPEN
		                   ? amount
		                   : smaller(band->up_to + shift, amount);

		if (high > low)
			add_product(&sum, high - low, band->pays);
	}
	return sum;
}

int64_t
ms_settlement_round(ms_exact exact)
{
	return exact.whole + (exact.rest >= MS_RATE_ONE / 2);
}

/* the rate at which the last cent of an amount counts */
static double
rate_at(const ms_plan_terms *terms, int64_t deductible, int64_t amount)
{
	int64_t shift = terms->from_deductible ? deductible : 0;

	if (terms->base == MS_STEPS || amount < deductible ||
	    (terms->base == MS_MARGINAL && amount == deductible))
		return 0;
	for (int b = 0; b < terms->n_bands; b++)
	{
		const ms_plan_band *band = &terms->band[b];

		if (amount > band->above + shift &&
		    (band->up_to == MS_OPEN || amount <= band->up_to + shift))
			return (double) band->pays / MS_RATE_ONE;
	}
	return 0;
}

static int64_t
change_deductible(const ms_plan_nth *nth, int64_t deductible, int64_t times)
{
	int64_t before;

	switch (nth->how)
	{
		case MS_AGAIN_MULTIPLY:
			do
			{
				ms_check_interrupts();
				before = deductible;
				deductible = ms_plan_share(deductible, nth->value);
			} while (--times > 0 && deductible != before &&
			         deductible > nth->floor);
			return deductible;
		case MS_AGAIN_SUBTRACT:
			if (nth->value > 0 && times > deductible / nth->value)
				return 0;
			return deductible - times * nth->value;
		case MS_AGAIN_AMOUNT:
			return nth->value;
		default:
			return deductible;
	}
}

int64_t
ms_settlement_deductible(const ms_plan_terms *terms, int64_t admission)
{
	const ms_plan_nth *nth = &terms->nth;

	if (nth->how == MS_AGAIN_SAME || admission < nth->from)
		return terms->deductible;
	/* a floor above the first deductible does not raise it */
	return larger(smaller(nth->floor, terms->deductible),
	              change_deductible(nth,
	                                terms->deductible,
	                                nth->each ? admission - nth->from + 1 : 1));
}

/* ---- a claim ---- */

/* what goes through the layers */
typedef struct passage
{
	int64_t left; /* of the bill */
	int64_t scope_left; /* of what is in scope */
	double last_left; /* of the last yuan */
	double last_paid; /* of it, by the funds */
	bool counts; /* is it an admission? */
} passage;

static bool
in_force(int32_t from, int32_t to, int32_t day)
{
	return (from == MS_NO_DAY || day >= from) && (to == MS_NO_DAY || day <= to);
}

/* What of the amount the deductible takes. */
static int64_t
taken(const ms_plan_terms *terms, int64_t deductible, int64_t amount)
{
	return terms->base == MS_MARGINAL && terms->n_bands > 0
	           ? smaller(deductible, amount)
	           : 0;
}

/*
 * Lets the layer owe a grant more, as far as its cap goes, or else what money
 * can be.  Answers what it does not owe.
 */
static int64_t
grow_due(ms_settlement_layer *sums, int64_t grant, int64_t cap)
{
	int64_t limit = cap == MS_OPEN ? MS_MAX_CENTS : cap;
	int64_t room = larger(limit - sums->due, 0);

	sums->due += smaller(grant, room);
	return grant - smaller(grant, room);
}

/*
 * What a layer grants a claim of x, after `before` in its year: R(T(before + x))
 * - R(T(before)).  Where the whole amount counts once a threshold is met, and the
 * terms have changed since (another category), what the year was granted so far
 * is taken off instead, so that no yuan is granted twice.
 */
static int64_t
grant_of_claim(const ms_plan_terms *terms,
               int64_t deductible,
               int64_t before,
               int64_t x,
               const ms_settlement_layer *year)
{
	int64_t after =
	    ms_settlement_round(ms_settlement_grant(terms, deductible, before + x));
	int64_t so_far = before > 0 ? ms_settlement_round(ms_settlement_grant(
	                                  terms, deductible, before))
	                            : 0;

	if (terms->base == MS_MARGINAL || year == NULL)
		return after - so_far;
	return larger(0, after - larger(so_far, year->due));
}


static void
pass_layer(const ms_plan_layer *layer,
           const ms_plan_terms *terms,
           int at,
           passage *p,
           ms_settlement_year *year,
           ms_settlement *result)
{
	ms_settlement_layer *sums = &year->layer[at];
	int64_t x = layer->of_all ? p->left : p->scope_left;
	int64_t before = layer->per_year ? sums->seen : 0;
	int64_t deductible =
	    layer->per_year || !p->counts
	        ? terms->deductible
	        : ms_settlement_deductible(terms, year->admissions);
	int64_t grant = grant_of_claim(
	    terms, deductible, before, x, layer->per_year ? sums : NULL);
	int64_t cut = grow_due(sums, grant, terms->cap);
	int64_t owed = sums->due - sums->paid;
	int64_t pay = smaller(owed, x);

	sums->seen += x;
	sums->paid += pay;
	year->payer[layer->payer] += pay;
	result->payer[layer->payer] += pay;
	p->left -= pay;
	if (!layer->of_all)
	{
		p->scope_left -= pay;
		year->scope_paid += pay;
	}
	if (cut > 0)
		result->binding |= ms_binding_bit(at, MS_BINDS_CAP);
	if (owed > x)
		result->binding |= ms_binding_bit(at, MS_BINDS_REMAINING);
	else if (cut == 0)
	{
		double paid = p->last_left * rate_at(terms, deductible, before + x);

		p->last_left -= paid;
		p->last_paid += paid;
	}
	if (layer->payer == MS_BASIC)
	{
		int64_t share = taken(terms, deductible, before + x) -
		                taken(terms, deductible, before);

		result->deductible = larger(result->deductible, share);
		if (share == x && x > 0)
			result->binding |= ms_binding_bit(at, MS_BINDS_DEDUCTIBLE);
	}
}

int64_t
ms_settlement_fund(const ms_settlement_year *year)
{
	int64_t fund = 0;

	for (int k = 0; k < MS_PAYERS; k++)
		fund += year->payer[k];
	return fund;
}

ms_status
ms_settlement_add(const ms_plan *plan,
                  const ms_plan_terms *terms,
                  const ms_claim *claim,
                  ms_settlement_year *year,
                  ms_settlement *result)
{
	int64_t in_scope = claim->total - claim->excluded;
	int tier = claim->word[MS_TIER];
	passage p = {claim->total, in_scope, 1, 0, true};

	if (claim->total > MS_MAX_CENTS - year->total)
		return MS_OVERFLOW;
	p.counts = tier < 0 || !(plan->outpatient >> tier & 1);
	memset(result, 0, sizeof(*result));
	result->total = claim->total;
	result->excluded = claim->excluded;
	result->in_scope = in_scope;
	year->admissions += p.counts;
	year->total += claim->total;
	year->excluded += claim->excluded;
	if (in_force(plan->valid_from, plan->valid_to, claim->day))
	{
		for (int at = 0; at < plan->n_layers; at++)
		{
			const ms_plan_layer *layer = &plan->layer[at];

			if (!in_force(layer->valid_from, layer->valid_to, claim->day))
				continue;
			result->layers++;
			/* a claim that it has no benefit for is nothing to it */
			if (terms[at].n_bands > 0)
				pass_layer(layer, &terms[at], at, &p, year, result);
		}
	}
	year->deductible += result->deductible;
	result->person = p.left;
	result->fund = claim->total - p.left;
	result->scope_rest = p.scope_left;
	result->last_rate = in_scope > 0 ? p.last_paid : MS_NULL;
	return MS_OK;
}

void
ms_settlement_between(const ms_settlement_year *before,
                      const ms_settlement_year *after,
                      ms_settlement *result)
{
	int64_t scope_paid = after->scope_paid - before->scope_paid;

	memset(result, 0, sizeof(*result));
	result->total = after->total - before->total;
	result->excluded = after->excluded - before->excluded;
	result->in_scope = result->total - result->excluded;
	result->deductible = after->deductible - before->deductible;
	for (int k = 0; k < MS_PAYERS; k++)
	{
		result->payer[k] = after->payer[k] - before->payer[k];
		result->fund += result->payer[k];
	}
	result->person = result->total - result->fund;
	result->scope_rest = result->in_scope - scope_paid;
	result->last_rate = MS_NULL;
}

double
ms_settlement_ratio(int64_t part, int64_t whole)
{
	return whole > 0 ? (double) part / (double) whole : MS_NULL;
}
