/*
 * parallel_analysis.c
 *		Horn's parallel analysis: the eigenvalues chance alone would give.
 *
 * A component of real data is worth keeping when its eigenvalue exceeds the one
 * of the same place in data without any correlation.  The rows themselves need
 * not be drawn: the centred cross products of n independent normal rows have
 * the Wishart distribution with n - 1 degrees of freedom, and by Bartlett's
 * decomposition that is L L' with L lower triangular,
 *
 *	L_ii = chi with n - i degrees of freedom (i = 1, 2, ...),  L_ij = N(0, 1).
 *
 * So a replicate costs the same for 100 rows as for 100 million.  With fewer
 * rows than columns L has only n - 1 columns.  Rows of L scaled to length 1
 * give the correlations.
 *
 * The quantile of B replicates is interpolated between order statistics at
 * 1 + (B - 1) f (type 7 of Hyndman & Fan, R's default).  The generator's state
 * lies in the caller's memory, for a cancelled query leaves through the
 * interrupt check and does not come back.
 *
 * Sources: Horn, Psychometrika 30 (1965) 179; Glorfeld, Educ. Psychol. Meas. 55
 * (1995) 377 (percentile); Bartlett, Proc. R. Soc. Edinb. 53 (1933) 260.
 */
#include <math.h>

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

#include "linalg.h"
#include "parallel_analysis.h"
#include "port.h"

typedef struct simulation
{
	gsl_rng rng;
	double *factor; /* p x min(p, n - 1) */
	double *correlation; /* p x p */
	double *scratch; /* p x p */
	double *eigenvalues; /* p */
	double *drawn; /* p x replicates */
	void *work;
} simulation;

/* the generator's state, in doubles */
static size_t
state_size(void)
{
	return (gsl_rng_mt19937->size + sizeof(double) - 1) / sizeof(double);
}

size_t
ms_parallel_analysis_workspace(int p, int replicates)
{
	size_t n = p;

	return (state_size() + 3 * n * n + n + n * replicates) * sizeof(double) +
	       ms_linalg_eigen_workspace(p);
}

static simulation
divide_memory(int p, int replicates, uint64_t seed, void *work)
{
	size_t n = p;
	double *memory = work;
	simulation s;

	s.rng = (gsl_rng){gsl_rng_mt19937, memory};
	s.factor = memory + state_size();
	s.correlation = s.factor + n * n;
	s.scratch = s.correlation + n * n;
	s.eigenvalues = s.scratch + n * n;
	s.drawn = s.eigenvalues + n;
	s.work = s.drawn + n * replicates;
	/* the generator looks at 32 bits of a seed */
	gsl_rng_set(&s.rng, (seed ^ (seed >> 32)) & 0xffffffff);
	return s;
}

/* One correlation matrix; `width` columns of L. */
static void
draw_correlation(int64_t n, int p, int width, simulation *s)
{
	for (int i = 0; i < p; i++)
	{
		double *row = s->factor + (size_t) i * width;
		double length = 0;

		for (int j = 0; j < width; j++)
		{
			if (j > i)
				row[j] = 0;
			else if (j == i)
				row[j] = sqrt(gsl_ran_chisq(&s->rng, (double) (n - 1 - i)));
			else
				row[j] = gsl_ran_gaussian_ziggurat(&s->rng, 1);
			length += row[j] * row[j];
		}
		length = sqrt(length);
		for (int j = 0; j <= i && j < width; j++)
			row[j] /= length;
	}
	ms_linalg_multiply_transposed(
	    p, width, p, s->factor, s->factor, s->correlation);
}

/* The eigenvalues of all replicates, those of one place together. */
static ms_status
draw_eigenvalues(int64_t n, int p, int replicates, simulation *s)
{
	int width = n - 1 < p ? (int) (n - 1) : p;

	for (int b = 0; b < replicates; b++)
	{
		ms_status status;

		ms_check_interrupts();
		draw_correlation(n, p, width, s);
		status = ms_linalg_eigenvalues(
		    p, s->correlation, s->eigenvalues, s->scratch, s->work);
		if (status != MS_OK)
			return status;
		for (int i = 0; i < p; i++)
			s->drawn[(size_t) i * replicates + b] =
			    i < width ? s->eigenvalues[i] : 0;
	}
	return MS_OK;
}

ms_status
ms_parallel_analysis_simulate(int64_t n,
                              int p,
                              int replicates,
                              double percentile,
                              uint64_t seed,
                              double *mean,
                              double *quantile,
                              void *work)
{
	simulation s;
	ms_status status;

	if (n < 2 || p < 1 || replicates < 1 || !(percentile > 0 && percentile < 1))
		return MS_DOMAIN;
	s = divide_memory(p, replicates, seed, work);
	status = draw_eigenvalues(n, p, replicates, &s);
	if (status != MS_OK)
		return status;
	for (int i = 0; i < p; i++)
	{
		double *drawn = s.drawn + (size_t) i * replicates;

		ms_check_interrupts();
		mean[i] = gsl_stats_mean(drawn, 1, replicates);
		gsl_sort(drawn, 1, replicates);
		quantile[i] = gsl_stats_quantile_from_sorted_data(
		    drawn, 1, replicates, percentile);
	}
	return MS_OK;
}
