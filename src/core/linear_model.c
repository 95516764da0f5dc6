/*
 * linear_model.c
 *		What every regression reports: its terms, and how it fits.
 *
 * With RSS the sum of squared residuals, S_yy that of the response about its
 * mean, r slopes beside the constant and n rows, df = n - r - 1,
 *
 *	sigma^2 = RSS / df          R^2 = 1 - RSS / S_yy
 *	F = (ESS / r) / sigma^2     adj. R^2 = 1 - sigma^2 (n - 1) / S_yy
 *	ln L = -n/2 (ln 2 pi + ln (RSS / n) + 1)
 *	AIC = 2 (r + 2) - 2 ln L,  BIC = (r + 2) ln n - 2 ln L
 *
 * where the variance counts as a parameter, as in R.  ESS = S_yy - RSS is the sum
 * of squares of the fitted values: the smaller of the two is never formed as a
 * difference, so that neither an R^2 near 0 nor one near 1 loses digits.  Wald's F of coefficients
 * b with covariances V is b' V^-1 b over their number.
 */
#include "distribution.h"
#include "linear_model.h"
#include "normal_equations.h"
#include "sum.h"

const char *
ms_term_note(ms_term_state state)
{
	switch (state)
	{
		case MS_TERM_CONSTANT:
			return "left out: constant, or its spread is too small";
		case MS_TERM_COMBINATION:
			return "left out: a combination of the columns before it";
		case MS_TERM_SEPARATES:
			return "separates the outcome: no finite estimate";
		default:
			return NULL;
	}
}

ms_term
ms_term_of(double estimate, double std_error, double df, double level)
{
	ms_term term = {estimate, std_error, MS_NULL, MS_NULL, {MS_NULL, MS_NULL}};

	if (ms_is_null(estimate) || ms_is_null(df) || !(std_error > 0))
		return term;
	term.statistic = ms_known(estimate / std_error);
	if (!ms_is_null(term.statistic))
		term.p_value = ms_p_value_t(term.statistic, df, MS_TWO_SIDED);
	term.limits = ms_limits_t(estimate, std_error, df, MS_TWO_SIDED, level);
	return term;
}

static void
find_likelihood(ms_linear_fit *fit, double rss)
{
	double n = fit->n;
	int parameters = fit->rank + 2;

	fit->log_likelihood = ms_known(-n / 2 * (log(2 * M_PI) + log(rss / n) + 1));
	fit->aic = 2 * parameters - 2 * fit->log_likelihood;
	fit->bic = parameters * log(n) - 2 * fit->log_likelihood;
}

static void
find_errors(ms_linear_fit *fit, double rss, double ess)
{
	double variance = rss / fit->df;

	fit->sigma = sqrt(variance);
	find_likelihood(fit, rss);
	if (fit->rank == 0)
		return;
	fit->f = ms_known(ess / fit->rank / variance);
	if (!ms_is_null(fit->f))
		fit->p_value = ms_f_cdf(fmax(fit->f, 0), fit->rank, fit->df, MS_UPPER);
}

void
ms_linear_fit_of(double n,
                 int k,
                 int rank,
                 double rss,
                 double ess,
                 double syy,
                 double floor,
                 ms_linear_fit *fit)
{
	*fit = (ms_linear_fit){n,
	                       k,
	                       rank,
	                       MS_NULL,
	                       MS_NULL,
	                       MS_NULL,
	                       MS_NULL,
	                       MS_NULL,
	                       MS_NULL,
	                       MS_NULL,
	                       MS_NULL,
	                       MS_NULL,
	                       NULL};
	if (!(n > 0))
	{
		fit->note = "no rows";
		return;
	}
	if (ms_more_than(n, rank + 1))
		fit->df = n - rank - 1;
	if (!(syy > 0))
	{
		fit->note = ms_is_null(fit->df) ? "too few rows for errors"
		                                : "the response is constant";
		return;
	}
	ess = rss < syy / 2 ? syy - rss : fmax(ess, 0);
	fit->r_squared = ess / syy;
	if (ms_is_null(fit->df))
	{
		fit->note = "as many coefficients as rows: no errors";
		return;
	}
	fit->adj_r_squared = 1 - rss / syy * ((n - 1) / fit->df);
	if (rss <= floor * syy)
		fit->note = "the columns explain the response exactly: no errors";
	else
		find_errors(fit, rss, ess);
}

size_t
ms_wald_workspace(int k)
{
	return ms_normal_workspace(k) + (size_t) k * sizeof(double);
}

double
ms_wald_f(int k, const double *coefficients, const double *v, void *work)
{
	double *x = work;
	ms_sum sum = {0, 0};
	ms_normal e;

	ms_normal_factor(&e, k, v, x + k);
	if (k == 0 || e.rank < k)
		return MS_NULL;
	ms_normal_solve(&e, coefficients, x);
	for (int j = 0; j < k; j++)
		ms_sum_add(&sum, coefficients[j] * x[j]);
	return ms_known(ms_sum_total(&sum) / k);
}

double
ms_wald_p_value(double f, int k, double df)
{
	if (ms_is_null(f) || ms_is_null(df))
		return MS_NULL;
	return ms_f_cdf(fmax(f, 0), k, df, MS_UPPER);
}
