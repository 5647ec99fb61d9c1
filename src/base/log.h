#ifndef BASE_LOG_H
#define BASE_LOG_H

/*
 * Lines on stderr: "<program>: <sentence>". No times (the journal has them)
 * and never an answer or what leads to one. Safe from any thread.
 */

#include "base/fail.h"

void log_open(const char *program); /* borrowed for the whole run */
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_fail(const struct fail *why);

#endif
