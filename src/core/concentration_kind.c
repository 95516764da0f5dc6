/*
 * concentration_kind.c
 *		The kinds of concentration index: what each makes of the same ranks.
 *
 * With GC = 2 cov(h, R), twice the covariance of the values h with their
 * fractional ranks R, and mu the mean of h, most are GC by a factor:
 *
 *	generalized	1
 *	standard	1 / mu								C
 *	modified	1 / (mu - low)
 *	Erreygers	4 / (high - low)
 *	Wagstaff	(high - low) / ((high - mu)(mu - low))
 *
 * C of h with a lower limit changes when h is counted from another zero, the
 * modified index does not; C of a share changes when the healthy are counted in
 * the place of the ill, the last two only turn their sign.
 *
 * Two weigh the ranks by a curve F over the groups of equal rank, p the share
 * of the people up to the end of a group, p' below it, h_g its mean:
 *
 *	sum over groups (h_g - mu)(F(p) - F(p')) / mu
 *
 *	extended	F(p) = (1 - p)^nu - (1 - p)		nu = 1: 0; large: the poor count
 *	symmetric	F(p) = 2^(nu - 2) |p - 1/2|^nu	large: both ends count
 *
 * With nu = 2 both are C, as F(p) - F(p') = (p - p')(2 R - 1).
 *
 * Sources: Wagstaff, Paci & van Doorslaer (1991), Soc Sci Med 33:545 (C);
 * O'Donnell, O'Neill, Van Ourti & Walsh (2016), Stata J 16:112 (all of them);
 * Erreygers (2009), J Health Econ 28:504; Wagstaff (2005), Health Econ 14:429;
 * Wagstaff (2002), Int J Equity Health 1:3 (extended); Erreygers, Clarke & Van
 * Ourti (2012), J Health Econ 31:257 (symmetric).
 */
#include "concentration_kind.h"

bool
ms_concentration_is_curved(ms_concentration_kind kind)
{
	return kind == MS_CONCENTRATION_EXTENDED ||
	       kind == MS_CONCENTRATION_SYMMETRIC;
}

const char *
ms_concentration_fault(const ms_concentration_options *o)
{
	bool bounded = o->kind == MS_CONCENTRATION_ERREYGERS ||
	               o->kind == MS_CONCENTRATION_WAGSTAFF;

	if (bounded && (ms_is_null(o->low) || ms_is_null(o->high)))
		return "needs the limits low and high";
	if (o->kind == MS_CONCENTRATION_MODIFIED && ms_is_null(o->low))
		return "needs the limit low";
	if (o->low >= o->high)
		return "needs a limit low that is below high";
	if (o->kind == MS_CONCENTRATION_EXTENDED && !(o->nu >= 1))
		return "needs a nu of 1 or more";
	if (o->kind == MS_CONCENTRATION_SYMMETRIC && !(o->nu > 1))
		return "needs a nu above 1";
	if (o->errors == MS_ERRORS_NEWEY_WEST && o->lag < 0)
		return "needs a lag of 0 or more";
	return NULL;
}

const char *
ms_concentration_lack(const ms_concentration_options *o, double mean)
{
	switch (o->kind)
	{
		case MS_CONCENTRATION_STANDARD:
			return mean != 0 ? NULL : "the mean is 0";
		case MS_CONCENTRATION_EXTENDED:
		case MS_CONCENTRATION_SYMMETRIC:
			return mean > 0 ? NULL : "the mean is not positive";
		case MS_CONCENTRATION_MODIFIED:
			return mean > o->low ? NULL : "the mean is at the limit";
		case MS_CONCENTRATION_WAGSTAFF:
			return mean > o->low && mean < o->high ? NULL
			                                       : "the mean is at a limit";
		default:
			return NULL;
	}
}

double
ms_concentration_factor(const ms_concentration_options *o, double mean)
{
	switch (o->kind)
	{
		case MS_CONCENTRATION_GENERALIZED:
			return 1;
		case MS_CONCENTRATION_MODIFIED:
			return 1 / (mean - o->low);
		case MS_CONCENTRATION_ERREYGERS:
			return 4 / (o->high - o->low);
		case MS_CONCENTRATION_WAGSTAFF:
			return (o->high - o->low) / (o->high - mean) / (mean - o->low);
		default:
			return 1 / mean;
	}
}

double
ms_concentration_curve(const ms_concentration_options *o, double p)
{
	if (o->kind == MS_CONCENTRATION_SYMMETRIC)
		return pow(fabs(2 * p - 1), o->nu) / 4;
	return pow(1 - p, o->nu) - (1 - p);
}
