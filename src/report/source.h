#ifndef REPORT_SOURCE_H
#define REPORT_SOURCE_H

/*
 * Where records are read from, and what is known of each: batches
 * (`*.jsonl`), folders of them, and stores where they lie. Nothing is changed
 * and no lock is taken.
 */

#include "base/fs.h"
#include "feedback/store.h"

/* What a batch says for all its records. */
struct source_batch {
    char name[128];            /* of the file, without .jsonl */
    const char *kiosk, *site;  /* NULL: not known */
    const char *period;        /* "2026-11" or "unknown" */
    const char *clock, *label; /* NULL: not known, none */
    const char *key;           /* fingerprint of the key it is sealed to */
    bool is_store;             /* no batch yet: nothing is known */
};

/* All borrowed for the call. */
struct source_record {
    const struct source_batch *batch;
    const char *where; /* "foo-1_000003_1a2b3c4d.jsonl:7" with its folders */
    const void *body;  /* JSON or box */
    size_t bytes;
    enum slot_kind kind;
};

struct source_sink {
    void (*on_record)(void *user, const struct source_record *record);
    void (*on_fault)(void *user, const char *where, const char *what);
    void *user;
};

/* Each record below `path`. A batch that is not whole is a fault, and what
 * can be read of it is told all the same. FAIL_MISSING: there is no such
 * path, or nothing of the kind below it. */
bool source_read(const struct fs *fs, const char *path,
                 const struct source_sink *sink, struct fail *why);

#endif
