#ifndef XMETER_SERIES_H
#define XMETER_SERIES_H

/* The figures of one measurement, repeated. */
enum { SERIES_MAX = 4096 };
struct series {
    double values[SERIES_MAX]; /* further ones are dropped */
    int count;
    int missed; /* tries without an answer */
};

void series_add(struct series *series, double value);
/* The value that `share` (0 to 1) of the series does not exceed; -1: none.
 * Sorts the values. */
double series_percentile(struct series *series, double share);
/* One line: `what` name n= missed= min= median= p95= p99= max= */
void series_print(struct series *series, const char *what, const char *name);

#endif
