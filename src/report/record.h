#ifndef REPORT_RECORD_H
#define REPORT_RECORD_H

/* A record as somebody handed it in (feedback/FORMAT.md, "Record"): anybody
 * who has the public key can seal anything, so all of it is checked. */

#include "base/fail.h"
#include <stddef.h>

enum { RECORD_NAME_BYTES = 65 };

struct record_facts {
    char id[33];
    char programme[RECORD_NAME_BYTES];
    char host[RECORD_NAME_BYTES]; /* "": the programme's own form */
};

/* FAIL_INVALID says what makes it no record of version 1. What passes is one
 * line of JSON, from '{' to '}', with no key but those of a record. */
bool record_check(const char *json, size_t bytes,
                  struct record_facts *ret_facts, struct fail *why);

/* Ids as bundles and kiosks have them: [a-z][a-z0-9_-]*, at most 64 bytes. */
bool record_is_name(const char *text);

#endif
