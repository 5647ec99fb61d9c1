#ifndef REPORT_DATASHEET_WORDS_H
#define REPORT_DATASHEET_WORDS_H

/*
 * The sentences of the data sheet in a language:
 * assets/datasheet/<language>.yaml. These lists are the table: a key of a
 * record, a claim or a limit without its sentence is a fault with its place.
 */

#include "feedback/keys.h"
#include "yaml/schema.h"

/* clang-format off */
#define DATASHEET_TEXTS(X)                                                     \
    X(title) X(lead) X(programme) X(kiosk) X(kiosk_at) X(responsible)          \
    X(purpose) X(delete_by) X(contact)                                         \
    X(record_title) X(record_lead) X(batch_title) X(batch_lead) X(besides)     \
    X(open_title) X(open_sealed) X(open_plain) X(open_none) X(least)           \
    X(claims_title) X(claims_lead) X(limits_title)

/* What is promised, and the tests that hold it to that. */
#define DATASHEET_CLAIMS(X)                                                    \
    X(fields, "tests/unit/report/test_datasheet.c")                            \
    X(saved, "tests/fault/feedback/test_store_power.c")                        \
    X(order, "tests/fault/no_order_no_time")                                   \
    X(time, "tests/fault/no_order_no_time")                                    \
    X(locked, "tests/visits/sealed")                                           \
    X(no_opener, "tests/lint/no_opener.sh")                                    \
    X(fewest, "tests/fault/feedback/test_batch_power.c")                       \
    X(group, "tests/visits/group_visit")                                       \
    X(unsent, "tests/visits/gone")                                             \
    X(network, "tests/lint/calls")

/* What it cannot promise. `words_taken` or `no_words`, as the kiosk is set. */
#define DATASHEET_LIMITS(X)                                                    \
    X(words_taken) X(no_words) X(eyes) X(small) X(second_look) X(file_times)   \
    X(chip) X(batch_order) X(other_program) X(no_key) X(declare)
/* clang-format on */

#define X_TEXT(name)            const char *name;
#define X_KEY(enumerator, name) const char *name;
#define X_CLAIM(name, test)     const char *name;
struct datasheet_record {
    const struct yaml_node *node;
    RECORD_KEYS(X_KEY)
};
struct datasheet_batch {
    const struct yaml_node *node;
    BATCH_KEYS(X_KEY)
};
struct datasheet_claims {
    const struct yaml_node *node;
    DATASHEET_CLAIMS(X_CLAIM)
};
struct datasheet_limits {
    const struct yaml_node *node;
    DATASHEET_LIMITS(X_TEXT)
};
struct datasheet_words {
    const struct yaml_node *node;
    DATASHEET_TEXTS(X_TEXT)
    const struct datasheet_record *record;
    const struct datasheet_batch *batch;
    const struct datasheet_claims *claims;
    const struct datasheet_limits *limits;
};
#undef X_TEXT
#undef X_KEY
#undef X_CLAIM

/* Whether there are words of that tag or, as with ar-MA, of a shorter one;
 * then *ret_tag (of LANGUAGE_BYTES + 1) is the one. */
bool datasheet_words_find(const char *assets_folder, const char *tag,
                          char *ret_tag);
/* NULL if the file is not there or has faults, which are then in `messages`.
 * Lives in the arena. */
const struct datasheet_words *datasheet_words_read(const char *assets_folder,
                                                   const char *tag,
                                                   struct arena *arena,
                                                   struct messages *messages);

#endif
