#include "series.h"
#include <stdio.h>
#include <stdlib.h>

void series_add(struct series *series, double value)
{
    if (series->count < SERIES_MAX)
        series->values[series->count++] = value;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

double series_percentile(struct series *series, double share)
{
    size_t count = (size_t)series->count;
    size_t rank = (size_t)(share * (double)count + 0.999999);

    if (count == 0)
        return -1;
    qsort(series->values, count, sizeof(series->values[0]), compare);
    return series->values[rank == 0 ? 0 : rank > count ? count - 1 : rank - 1];
}

void series_print(struct series *series, const char *what, const char *name)
{
    printf("%s %s n=%d missed=%d", what, name, series->count, series->missed);
    if (series->count > 0)
        printf(" min=%.2f median=%.2f p95=%.2f p99=%.2f max=%.2f",
               series_percentile(series, 0), series_percentile(series, .5),
               series_percentile(series, .95), series_percentile(series, .99),
               series_percentile(series, 1));
    putchar('\n');
}
