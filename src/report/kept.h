#ifndef REPORT_KEPT_H
#define REPORT_KEPT_H

/*
 * What a data folder holds, in its stores and in the batches of its outbox,
 * told by the ids of its records. Takes no lock
 * and may run beside a kiosk that is saving. A record that lies in two slots
 * is one; sealed ones that no key opens are counted, since their ids are
 * sealed with them.
 */

#include "base/array.h"
#include "base/fs.h"
#include "seal/open_box.h"
#include <stdbool.h>
#include <stdio.h>

struct kept_id {
    char text[33]; /* 32 hex digits */
};
struct kept_name {
    char text[64]; /* "000001.store slot 17"; "foo-1_000003_1a2b3c4d.jsonl:7" */
};
struct kept {
    struct ARRAY(struct kept_id) ids; /* distinct, sorted */
    struct ARRAY(struct kept_name) damaged;
    size_t sealed; /* that stayed shut: slots and lines */
};

/* `data` is the folder that holds `feedback`; FAIL_MISSING if it does not.
 * `key` opens what is sealed to it; NULL: nothing. On success *ret_kept is
 * the caller's: kept_fini(). */
bool kept_read(const struct fs *fs, const char *data,
               const struct open_key *key, struct kept *ret_kept,
               struct fail *why);
void kept_fini(struct kept *kept);

/* "HAVE <id>" a line and, if there are any, "SEALED <count>"; as JSON Lines
 * {"have":"<id>"} and {"sealed":<count>}. */
void kept_print(const struct kept *kept, bool is_json, FILE *out);
/* "DAMAGED <name>" a line. */
void kept_print_damaged(const struct kept *kept, FILE *out);

#endif
