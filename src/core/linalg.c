/*
 * linalg.c
 *		Symmetric matrices: eigenvalues, rank, inverse, determinant.
 *
 * Eigenvalues.  A = Q T Q' by n - 2 Householder reflections, T tridiagonal;
 * T = S D S' by implicit QL with Wilkinson's shift; the eigenvectors are the
 * rows of S' Q'.  In the order of work:
 *
 *	1. The matrix is copied, scaled by a power of two so that its largest entry
 *	   is about 1 (no square overflows, no bit is lost), its columns in
 *	   ascending order of the diagonal.  Both halves of the algorithm start
 *	   with the small end; with columns in units from 1e-6 to 1e6 this order
 *	   keeps the small eigenvalues to nearly full relative accuracy.
 *	2. Reflection i, H = I - u u' / h, zeroes row i left of the subdiagonal.
 *	   With p = A u / h and q = p - (u'p / 2h) u the matrix becomes
 *	   A - u q' - q u'.  That update waits until the next u is known, so one
 *	   pass over the lower triangle does both the update and the product.
 *	3. Q = H_{n-1} ... H_1, formed in place of the reflections: rows c to c + 15
 *	   of Q' need only the reflections below row c.
 *	4. The rotations of QL depend on T alone.  They are noted, and applied to
 *	   Q' when 32 sweeps have come together.
 *
 * Steps 3 and 4 are nearly all the work on the vectors.  They run on strips of
 * 16 columns packed one after another, which stay in the cache for a whole
 * batch and give the compiler inner loops of constant length to vectorise.
 *
 * Why not gsl_eigen_symmv: it allocates with malloc and cannot be interrupted.
 * A subdiagonal e between d and d' counts as zero when e^2 <= eps^2 |d d'|, as
 * in LAPACK's dsteqr, or when |e| <= eps^2 of the largest entry.
 *
 * Rank, inverse, determinant.  A = D R D with R of unit diagonal; R = G G' by
 * Cholesky's method, each time with the column that has most left.  What is
 * left of a column, 1 - R^2 on those chosen before it, says how far it is
 * their combination: at or below the tolerance it counts as none of its own.
 * The tolerance allows for the rounding in a summary of millions of rows
 * (1e-12) and in the factor itself (n eps): a matrix of condition 1e10 passes,
 * a sum of other columns does not, whatever the units.  Rows of G keep the
 * order of the columns, so nothing is swapped:
 *
 *	G_ik = (R_iq - sum_{j<k} G_ij G_qj) / sqrt(left_q),	q the k-th choice
 *
 * With X = G^-1, whose k-th row needs only row q of G and the rows of X before
 * it, R^-1 = X'X and ln|A| = sum ln(a_ii) + 2 sum ln(G_qk).
 *
 * Sources: Golub & Van Loan, Matrix Computations, 8.3, 4.2; Wilkinson &
 * Reinsch, Handbook for Automatic Computation II (1971), II/2, II/4; Dubrulle,
 * Martin & Wilkinson, Numer. Math. 12 (1968) 377; Demmel & Veselic, SIAM J.
 * Matrix Anal. Appl. 13 (1992) 1204; Higham, Wiley Interdisc. Rev. Comput.
 * Stat. 1 (2009) 251 (pivoting).
 */
#include <float.h>
#include <string.h>

#include "kernel.h"
#include "linalg.h"
#include "port.h"

#define LANES 8 /* sums a dot product is split into */
#define STRIP 16 /* columns of a packed strip */
#define SWEEPS 32 /* QL sweeps of a batch */
#define MAX_SWEEPS 50 /* QL sweeps an eigenvalue, on average; 1.7 is usual */
#define TIE 1e-8 /* entries of a vector this near each other are as large */

/* ---- vectors ---- */

static inline double
dot(int n, const double *restrict x, const double *restrict y)
{
	double sum[LANES] = {0};
	double total = 0;
	int j = 0;

	for (; j + LANES <= n; j += LANES)
	{
		for (int k = 0; k < LANES; k++)
			sum[k] += x[j + k] * y[j + k];
	}
	for (int k = 0; k < LANES; k++)
		total += sum[k];
	for (; j < n; j++)
		total += x[j] * y[j];
	return total;
}

/* y + factor x */
static inline void
add_multiple(int n, double factor, const double *restrict x, double *restrict y)
{
	int j = 0;

	for (; j + LANES <= n; j += LANES)
	{
		for (int k = 0; k < LANES; k++)
			y[j + k] += factor * x[j + k];
	}
	for (; j < n; j++)
		y[j] += factor * x[j];
}

/* sqrt(x^2 + y^2), also where the squares would underflow */
static inline double
length2(double x, double y)
{
	double larger = fmax(fabs(x), fabs(y));

	if (larger > 1e-140)
		return sqrt(x * x + y * y);
	x *= 0x1p+500;
	y *= 0x1p+500;
	return sqrt(x * x + y * y) * 0x1p-500;
}

double
ms_linalg_sign(int n, const double *v)
{
	double largest = 0;
	int first = 0;

	for (int i = 0; i < n; i++)
		largest = fmax(largest, fabs(v[i]));
	while (first < n - 1 && fabs(v[first]) < largest * (1 - TIE))
		first++;
	return v[first] < 0 ? -1 : 1;
}

/* ---- products ---- */

MS_CLONES static void
multiply_row(int m, int p, const double *a, const double *b, double *c)
{
	memset(c, 0, (size_t) p * sizeof(double));
	for (int k = 0; k < m; k++)
		add_multiple(p, a[k], b + (size_t) k * p, c);
}

MS_CLONES static void
dot_row(int m, int p, const double *a, const double *b, double *c)
{
	for (int k = 0; k < p; k++)
		c[k] = dot(m, a, b + (size_t) k * m);
}

void
ms_linalg_multiply(
    int n, int m, int p, const double *a, const double *b, double *c)
{
	for (int i = 0; i < n; i++)
	{
		ms_check_interrupts();
		multiply_row(m, p, a + (size_t) i * m, b, c + (size_t) i * p);
	}
}

void
ms_linalg_multiply_transposed(
    int n, int m, int p, const double *a, const double *b, double *c)
{
	for (int i = 0; i < n; i++)
	{
		ms_check_interrupts();
		dot_row(m, p, a + (size_t) i * m, b, c + (size_t) i * p);
	}
}

void
ms_linalg_transpose(int n, int m, const double *a, double *b)
{
	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < m; j++)
			b[(size_t) j * n + i] = a[(size_t) i * m + j];
	}
}

/* ---- eigenvalues: memory and scaling ---- */

typedef struct eigen_memory
{
	double *off; /* n + 1: off[i] couples i - 1 and i */
	double *half; /* n: h of reflection i, 0 where there is none */
	double *p; /* n */
	double *q; /* n */
	double *strip; /* n x STRIP */
	double *cosine; /* SWEEPS x n */
	double *sine; /* SWEEPS x n */
	int *order; /* n: the column of A that is column i here */
} eigen_memory;

size_t
ms_linalg_eigen_workspace(int n)
{
	size_t doubles = (4 + STRIP + 2 * SWEEPS) * (size_t) n + 1;

	return doubles * sizeof(double) + (size_t) n * sizeof(int);
}

static eigen_memory
divide_memory(int n, void *work)
{
	eigen_memory w;

	w.half = work;
	w.p = w.half + n;
	w.q = w.p + n;
	w.strip = w.q + n;
	w.cosine = w.strip + (size_t) STRIP * n;
	w.sine = w.cosine + (size_t) SWEEPS * n;
	w.off = w.sine + (size_t) SWEEPS * n;
	w.order = (int *) (w.off + n + 1);
	return w;
}

/* The columns in ascending order of the diagonal, equal ones as they come. */
static void
order_by_diagonal(int n, const double *a, int *order)
{
	for (int i = 0; i < n; i++)
	{
		double diagonal = a[(size_t) i * n + i];
		int j = i;

		for (; j > 0 && a[(size_t) order[j - 1] * (n + 1)] > diagonal; j--)
			order[j] = order[j - 1];
		order[j] = i;
	}
}

/* m = 2^-exponent A, its lower triangle, rows and columns in that order. */
static ms_status
copy_scaled(int n, const double *a, double *m, const int *order, int *exponent)
{
	double largest = 0;
	double scale;

	for (size_t i = 0; i < (size_t) n * n; i++)
	{
		if (!isfinite(a[i]))
			return MS_UNDEFINED;
		largest = fmax(largest, fabs(a[i]));
	}
	frexp(largest, exponent);
	*exponent = *exponent < -1000 ? -1000 : *exponent;
	*exponent = *exponent > 1000 ? 1000 : *exponent;
	scale = ldexp(1, -*exponent);
	for (int i = 0; i < n; i++)
	{
		const double *row = a + (size_t) order[i] * n;

		for (int j = 0; j <= i; j++)
			m[(size_t) i * n + j] = row[order[j]] * scale;
	}
	return MS_OK;
}

/* ---- eigenvalues: to tridiagonal form ---- */

/*
 * Turns row[0..i-1] into the u of the reflection that zeroes all of it but the
 * last; returns what the last becomes.
 */
static double
make_reflection(int i, double *row, double *half)
{
	double last = row[i - 1];
	double rest = dot(i - 1, row, row);
	double length = sqrt(rest + last * last);

	if (rest < 1e-280)
	{
		memset(row, 0, (size_t) i * sizeof(double));
		*half = 0;
		return last;
	}
	if (last > 0)
		length = -length;
	row[i - 1] = last - length;
	*half = length * length - last * length;
	return length;
}

/*
 * One row of the pass: row = row - u_r q' - q_r u', then the product of the
 * symmetric matrix with w: this row's share is added to p[0..r-1], and to p[r]
 * the share of all columns up to r.
 */
MS_CLONES static void
update_row(int r,
           double *restrict row,
           const double *restrict u,
           const double *restrict q,
           const double *restrict w,
           double *restrict p)
{
	double sum[LANES] = {0};
	double total = 0;
	int j = 0;

	for (; j + LANES <= r; j += LANES)
	{
		for (int k = 0; k < LANES; k++)
		{
			double x = row[j + k] - (u[r] * q[j + k] + q[r] * u[j + k]);

			row[j + k] = x;
			p[j + k] += w[r] * x;
			sum[k] += w[j + k] * x;
		}
	}
	for (; j < r; j++)
	{
		row[j] -= u[r] * q[j] + q[r] * u[j];
		p[j] += w[r] * row[j];
		total += w[j] * row[j];
	}
	for (int k = 0; k < LANES; k++)
		total += sum[k];
	row[r] -= u[r] * q[r] + q[r] * u[r];
	p[r] = total + w[r] * row[r];
}

/* Row i of m becomes u of reflection i; T goes to diagonal and w->off. */
static void
make_tridiagonal(int n, double *m, double *diagonal, eigen_memory *w)
{
	const double *u = w->strip;

	memset(w->strip, 0, (size_t) n * sizeof(double));
	memset(w->q, 0, (size_t) n * sizeof(double));
	for (int i = n - 1; i >= 0; i--)
	{
		double *row = m + (size_t) i * n;
		double *p = w->p;

		ms_check_interrupts();
		for (int j = 0; j <= i; j++)
			row[j] -= u[i] * w->q[j] + w->q[i] * u[j];
		diagonal[i] = row[i];
		if (i == 0)
			break;
		w->off[i] = make_reflection(i, row, &w->half[i]);
		for (int r = 0; r < i; r++)
			update_row(r, m + (size_t) r * n, u, w->q, row, p);
		if (w->half[i] > 0)
		{
			for (int j = 0; j < i; j++)
				p[j] /= w->half[i];
			add_multiple(i, -dot(i, row, p) / (2 * w->half[i]), row, p);
		}
		u = row;
		w->p = w->q;
		w->q = p;
	}
}

/* ---- eigenvalues: the orthogonal matrix ---- */

/* strip = (I - u u' / half) strip */
MS_CLONES static void
reflect_strip(int i, const double *u, double half, double *strip)
{
	double g[STRIP] = {0};

	for (int k = 0; k < i; k++)
	{
		const double *row = strip + k * STRIP;

		for (int c = 0; c < STRIP; c++)
			g[c] += u[k] * row[c];
	}
	for (int c = 0; c < STRIP; c++)
		g[c] /= half;
	for (int k = 0; k < i; k++)
	{
		double *restrict row = strip + k * STRIP;
		double uk = u[k];

		for (int c = 0; c < STRIP; c++)
			row[c] -= uk * g[c];
	}
}

static inline int
strip_width(int n, int first)
{
	return n - first < STRIP ? n - first : STRIP;
}

/* The reflections in the rows of m give way to Q'. */
static void
make_orthogonal(int n, double *m, const eigen_memory *w)
{
	for (int first = 0; first < n; first += STRIP)
	{
		int width = strip_width(n, first);

		ms_check_interrupts();
		memset(w->strip, 0, (size_t) STRIP * n * sizeof(double));
		for (int c = 0; c < width; c++)
			w->strip[(size_t) (first + c) * STRIP + c] = 1;
		for (int i = first + 1; i < n; i++)
		{
			if (w->half[i] > 0)
				reflect_strip(i, m + (size_t) i * n, w->half[i], w->strip);
		}
		for (int c = 0; c < width; c++)
		{
			double *row = m + (size_t) (first + c) * n;

			for (int k = 0; k < n; k++)
				row[k] = w->strip[(size_t) k * STRIP + c];
		}
	}
}

/* ---- eigenvalues: implicit QL ---- */

/* Sweeps not yet applied: rotation t of one turns rows top - t, top - t - 1. */
typedef struct sweep_log
{
	int sweeps;
	int top[SWEEPS];
	int rotations[SWEEPS];
} sweep_log;

/*
 * One sweep on rows l..m of T, from the bottom up; the couplings are off[i + 1]
 * between d[i] and d[i + 1].  Returns the number of rotations.
 */
static int
ql_sweep(int l, int m, double *d, double *off, double *cosine, double *sine)
{
	double *e = off + 1;
	double ratio = (d[l + 1] - d[l]) / (2 * e[l]);
	double root = copysign(length2(ratio, 1), ratio);
	double g = d[m] - d[l] + e[l] / (ratio + root); /* d[m] - shift */
	double s = 1;
	double c = 1;
	double p = 0;
	int i;

	for (i = m - 1; i >= l; i--)
	{
		double bulge = s * e[i];
		double b = c * e[i];
		double r = length2(bulge, g);
		double t;

		e[i + 1] = r;
		if (r == 0)
			break; /* T has come apart below i + 1 */
		s = bulge / r;
		c = g / r;
		g = d[i + 1] - p;
		t = (d[i] - g) * s + 2 * c * b;
		p = s * t;
		d[i + 1] = g + p;
		g = c * t - b;
		cosine[m - 1 - i] = c;
		sine[m - 1 - i] = s;
	}
	d[i + 1] -= p;
	if (i < l)
		e[l] = g;
	e[m] = 0;
	return m - 1 - i;
}

MS_CLONES static void
rotate_strip(int top,
             int rotations,
             const double *cosine,
             const double *sine,
             double *strip)
{
	for (int t = 0; t < rotations; t++)
	{
		double *row = strip + (size_t) (top - t - 1) * STRIP;
		double c = cosine[t];
		double s = sine[t];

		for (int k = 0; k < STRIP; k++)
		{
			double upper = row[k];
			double lower = row[STRIP + k];

			row[STRIP + k] = s * upper + c * lower;
			row[k] = c * upper - s * lower;
		}
	}
}

static void
apply_sweeps(int n, double *m, sweep_log *log, const eigen_memory *w)
{
	ms_check_interrupts();
	for (int first = 0; first < n; first += STRIP)
	{
		int width = strip_width(n, first);
		double *strip = w->strip;

		for (int i = 0; i < n; i++)
		{
			for (int c = 0; c < width; c++)
				strip[i * STRIP + c] = m[(size_t) i * n + first + c];
		}
		for (int i = 0; i < log->sweeps; i++)
			rotate_strip(log->top[i],
			             log->rotations[i],
			             w->cosine + (size_t) i * n,
			             w->sine + (size_t) i * n,
			             strip);
		for (int i = 0; i < n; i++)
		{
			for (int c = 0; c < width; c++)
				m[(size_t) i * n + first + c] = strip[i * STRIP + c];
		}
	}
	log->sweeps = 0;
}

/* The end of the block that starts at l: the first negligible coupling. */
static int
block_end(int n, int l, const double *d, const double *off)
{
	const double eps2 = DBL_EPSILON * DBL_EPSILON;
	int m = l;

	while (m < n - 1 &&
	       off[m + 1] * off[m + 1] > eps2 * (fabs(d[m] * d[m + 1]) + eps2))
		m++;
	return m;
}

/* T becomes diagonal; Q', when given, becomes S' Q'. */
static ms_status
make_diagonal(int n, double *diagonal, double *vectors, const eigen_memory *w)
{
	sweep_log log = {0};
	long left = (long) MAX_SWEEPS * n;
	int m;

	for (int l = 0; l < n; l++)
	{
		while ((m = block_end(n, l, diagonal, w->off)) > l)
		{
			size_t at = vectors ? (size_t) log.sweeps * n : 0;

			if (left-- == 0)
				return MS_NOT_CONVERGED;
			log.top[log.sweeps] = m;
			log.rotations[log.sweeps] =
			    ql_sweep(l, m, diagonal, w->off, w->cosine + at, w->sine + at);
			if (vectors && ++log.sweeps == SWEEPS)
				apply_sweeps(n, vectors, &log, w);
		}
		ms_check_interrupts();
	}
	if (vectors)
		apply_sweeps(n, vectors, &log, w);
	return MS_OK;
}

/* ---- eigenvalues: together ---- */

static void
swap_rows(int n, double *x, double *y)
{
	for (int j = 0; j < n; j++)
	{
		double t = x[j];

		x[j] = y[j];
		y[j] = t;
	}
}

static void
sort_descending(int n, double *eigenvalues, double *vectors)
{
	for (int i = 0; i < n; i++)
	{
		int best = i;

		for (int j = i + 1; j < n; j++)
		{
			if (eigenvalues[j] > eigenvalues[best])
				best = j;
		}
		if (best == i)
			continue;
		swap_rows(1, eigenvalues + i, eigenvalues + best);
		if (vectors)
			swap_rows(n, vectors + (size_t) i * n, vectors + (size_t) best * n);
	}
}

/* The entries of each vector return to the columns of A they belong to. */
static void
restore_order(int n, double *vectors, const eigen_memory *w)
{
	for (int i = 0; i < n; i++)
	{
		double *row = vectors + (size_t) i * n;

		for (int j = 0; j < n; j++)
			w->p[w->order[j]] = row[j];
		memcpy(row, w->p, (size_t) n * sizeof(double));
	}
}

static ms_status
eigen(int n, const double *a, double *values, double *m, int want, void *work)
{
	eigen_memory w;
	ms_status status;
	int exponent;

	if (n < 1)
		return MS_DOMAIN;
	w = divide_memory(n, work);
	order_by_diagonal(n, a, w.order);
	status = copy_scaled(n, a, m, w.order, &exponent);
	if (status != MS_OK)
		return status;
	make_tridiagonal(n, m, values, &w);
	if (want)
		make_orthogonal(n, m, &w);
	status = make_diagonal(n, values, want ? m : NULL, &w);
	if (status != MS_OK)
		return status;
	if (want)
		restore_order(n, m, &w);
	sort_descending(n, values, want ? m : NULL);
	for (int i = 0; i < n; i++)
	{
		values[i] = ldexp(values[i], exponent);
		if (!isfinite(values[i]))
			return MS_OVERFLOW;
	}
	return MS_OK;
}

ms_status
ms_linalg_eigen_symmetric(
    int n, const double *a, double *eigenvalues, double *vectors, void *work)
{
	return eigen(n, a, eigenvalues, vectors, 1, work);
}

ms_status
ms_linalg_eigenvalues(
    int n, const double *a, double *eigenvalues, double *scratch, void *work)
{
	return eigen(n, a, eigenvalues, scratch, 0, work);
}

/* ---- rank, inverse, determinant ---- */

#define CHOSEN (-HUGE_VAL)

typedef struct factor
{
	double *g; /* n x n */
	double *left; /* n: what is left of a column, or CHOSEN */
	double *scale; /* n: 1 / sqrt of the diagonal, 0 for a zero */
	double *x; /* n */
	int *order; /* n: the columns as they were chosen */
	int rank;
} factor;

size_t
ms_linalg_factor_workspace(int n)
{
	return (size_t) n * ((size_t) n + 3) * sizeof(double) +
	       (size_t) n * sizeof(int);
}

/* Column k of G, from the choice q. */
MS_CLONES static void
add_column(int n, int k, int q, const double *a, factor *f)
{
	const double *chosen = f->g + (size_t) q * n;
	double root = sqrt(f->left[q]);

	for (int i = 0; i < n; i++)
	{
		double *row = f->g + (size_t) i * n;
		double r = a[(size_t) q * n + i] * f->scale[q] * f->scale[i];

		if (i == q || f->left[i] == CHOSEN)
			continue;
		row[k] = (r - dot(k, row, chosen)) / root;
		f->left[i] -= row[k] * row[k];
	}
	f->g[(size_t) q * n + k] = root;
	f->left[q] = CHOSEN;
	f->order[k] = q;
}

static factor
make_factor(int n, const double *a, void *work)
{
	factor f;

	f.g = work;
	f.left = f.g + (size_t) n * n;
	f.scale = f.left + n;
	f.x = f.scale + n;
	f.order = (int *) (f.x + n);
	for (int i = 0; i < n; i++)
	{
		double diagonal = a[(size_t) i * n + i];

		f.scale[i] = diagonal > 0 ? 1 / sqrt(diagonal) : 0;
		f.left[i] = diagonal > 0 ? 1 : 0;
	}
	for (f.rank = 0; f.rank < n; f.rank++)
	{
		int q = 0;

		ms_check_interrupts();
		for (int i = 1; i < n; i++)
		{
			if (f.left[i] > f.left[q])
				q = i;
		}
		if (!(f.left[q] > ms_linalg_tolerance(n)))
			break;
		add_column(n, f.rank, q, a, &f);
	}
	return f;
}

int
ms_linalg_rank(int n, const double *a, void *work)
{
	return make_factor(n, a, work).rank;
}

/* Row k of X = G^-1; it takes the place of the row of G it is made from. */
MS_CLONES static void
invert_row(int n, int k, factor *f)
{
	double *g = f->g + (size_t) f->order[k] * n;

	memset(f->x, 0, (size_t) n * sizeof(double));
	f->x[f->order[k]] = 1;
	for (int j = 0; j < k; j++)
		add_multiple(n, -g[j], f->g + (size_t) f->order[j] * n, f->x);
	for (int i = 0; i < n; i++)
		f->x[i] /= g[k];
	memcpy(g, f->x, (size_t) n * sizeof(double));
}

/* Row i of A^-1 = D^-1 X'X D^-1, up to the diagonal. */
MS_CLONES static void
square_row(int n, int i, const factor *f, double *row)
{
	memset(row, 0, (size_t) n * sizeof(double));
	for (int k = 0; k < n; k++)
	{
		const double *x = f->g + (size_t) k * n;

		if (x[i] != 0)
			add_multiple(i + 1, x[i], x, row);
	}
	for (int j = 0; j <= i; j++)
		row[j] *= f->scale[i] * f->scale[j];
}

ms_status
ms_linalg_inverse(int n,
                  const double *a,
                  double *inverse,
                  double *log_determinant,
                  int *rank,
                  void *work)
{
	factor f = make_factor(n, a, work);
	double log_det = 0;

	*rank = f.rank;
	*log_determinant = -HUGE_VAL;
	if (f.rank < n)
		return MS_SINGULAR;
	for (int k = 0; k < n; k++)
	{
		ms_check_interrupts();
		log_det += 2 * log(f.g[(size_t) f.order[k] * n + k]);
		log_det += log(a[(size_t) k * n + k]);
		invert_row(n, k, &f);
	}
	for (int i = 0; i < n; i++)
	{
		ms_check_interrupts();
		square_row(n, i, &f, inverse + (size_t) i * n);
		for (int j = 0; j < i; j++)
			inverse[(size_t) j * n + i] = inverse[(size_t) i * n + j];
	}
	*log_determinant = log_det;
	return MS_OK;
}
