/*
 * levels_labels.c
 *		Categories in an order that an argument gives.
 */
#include "levels.h"

#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#include "core/label.h"

/* The labels of argument i, a text[] without NULLs. */
char **
level_labels_arg(FunctionCallInfo fcinfo, int i, const char *name, int *n)
{
	ArrayType *array = PG_GETARG_ARRAYTYPE_P(i);
	Datum *elements;
	char **labels;

	if (ARR_NDIM(array) > 1)
		ereport(
		    ERROR,
		    (errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
		     errmsg("argument \"%s\" must be a one-dimensional array", name),
		     errdetail("It has %d dimensions.", ARR_NDIM(array))));
	if (array_contains_nulls(array))
		ereport(ERROR,
		        (errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
		         errmsg("argument \"%s\" must not contain NULLs", name)));
	deconstruct_array(
	    array, TEXTOID, -1, false, TYPALIGN_INT, &elements, NULL, n);
	labels = level_list(*n, sizeof(char *));
	for (int j = 0; j < *n; j++)
	{
		CHECK_FOR_INTERRUPTS();
		labels[j] = TextDatumGetCString(elements[j]);
	}
	return labels;
}

/* Those of the levels themselves. */
char **
level_labels(const LevelAxis *axis, int *n)
{
	char **labels = level_list(axis->n, sizeof(char *));

	*n = axis->n;
	for (int j = 0; j < axis->n; j++)
	{
		CHECK_FOR_INTERRUPTS();
		labels[j] = level_label(axis, j);
	}
	return labels;
}

/* Those of both axes, each once, in order. */
char **
level_union(const LevelAxis *a, const LevelAxis *b, int *n)
{
	char **labels = level_list(a->n + b->n, sizeof(char *));
	int i = 0;
	int j = 0;

	if (a->n > 0 && b->n > 0 && a->kind != b->kind)
		ereport(ERROR,
		        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
		         errmsg("rows and columns must have the same categories"),
		         errdetail("One variable is of numbers, the other of names."),
		         errhint("Code both alike: cast both to text.")));
	for (*n = 0; i < a->n || j < b->n; ++*n)
	{
		int order = 0;

		CHECK_FOR_INTERRUPTS();
		if (i < a->n && j < b->n)
			order = ms_label_compare(a->kind == LEVELS_NUMBERS,
			                         level_text(a, i),
			                         level_length(a, i),
			                         level_text(b, j),
			                         level_length(b, j));
		else
			order = i < a->n ? -1 : 1;
		labels[*n] = order <= 0 ? level_label(a, i) : level_label(b, j);
		i += order <= 0;
		j += order >= 0;
	}
	return labels;
}

static int
compare_strings(const void *a, const void *b)
{
	CHECK_FOR_INTERRUPTS();
	return strcmp(*(char *const *) a, *(char *const *) b);
}

static void
refuse_twice(LevelKind kind, char *const *labels, int n, const char *name)
{
	char **forms = level_list(n, sizeof(char *));

	for (int j = 0; j < n; j++)
	{
		CHECK_FOR_INTERRUPTS();
		forms[j] = level_form(kind, labels[j]);
	}
	qsort(forms, n, sizeof(char *), compare_strings);
	for (int j = 1; j < n; j++)
	{
		if (strcmp(forms[j], forms[j - 1]) == 0)
			ereport(ERROR,
			        (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			         errmsg("argument \"%s\" has a category twice", name),
			         errdetail("The category is \"%s\".", forms[j])));
	}
}

/*
 * For each label its level, -1 where no row has it.  All levels must be among
 * the labels, none twice.
 */
int *
level_order(const LevelAxis *axis, char *const *labels, int n, const char *name)
{
	int *order = level_list(n, sizeof(int));
	bool *named = level_list(axis->n, sizeof(bool));

	memset(named, false, axis->n * sizeof(bool));
	refuse_twice(axis->kind, labels, n, name);
	for (int j = 0; j < n; j++)
	{
		CHECK_FOR_INTERRUPTS();
		order[j] = level_find(axis, labels[j]);
		if (order[j] >= 0)
			named[order[j]] = true;
	}
	for (int level = 0; level < axis->n; level++)
	{
		if (!named[level])
			ereport(
			    ERROR,
			    (errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			     errmsg("argument \"%s\" must name every category", name),
			     errdetail("\"%s\" is missing.", level_label(axis, level))));
	}
	pfree(named);
	return order;
}
