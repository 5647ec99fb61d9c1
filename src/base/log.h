#ifndef BASE_LOG_H
#define BASE_LOG_H

/*
 * Lines on stderr: "<program>: <sentence>". No times (the journal has them)
 * and never an answer or what leads to one. Safe from any thread.
 */

#include "base/fail.h"
#include <stddef.h>

void log_open(const char *program); /* borrowed for the whole run */
const char *log_program(void);
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_fail(const struct fail *why);

/* The last different sentences of log_fail() of this run, for whoever looks
 * after the machine: at most LOG_FAULTS, older first. */
enum { LOG_FAULTS = 8, LOG_FAULT_BYTES = sizeof((struct fail *)NULL)->text };
struct log_faults {
    int count;
    char text[LOG_FAULTS][LOG_FAULT_BYTES];
};
void log_faults(struct log_faults *ret_faults);

#endif
