#ifndef SYNC_TARGET_S3_H
#define SYNC_TARGET_S3_H

/*
 * A bucket of an S3-compatible store, in path style:
 *
 *     <url>/<bucket>/<prefix>/feedback/v=1/kiosk=<kiosk>/<batch>.jsonl,
 *                                                        health.yaml
 *                            feedback/v=1/forms/<form>.json
 *                            bundles/<name>
 *
 * A key that may do nothing but put suffices. Each request is signed with the
 * hash of its body, so a store that checks it has taken those bytes or none:
 * whether it does is what probe() finds out, by a body that is not the one
 * that was signed. It is refused and nothing is left; a key that is wrong, or
 * may not put, is refused before that and otherwise. What came is then looked
 * for where the key may see it, and believed where it may not.
 *
 * Batches and forms are put with If-None-Match: *, where the store knows it:
 * 412 means that the name, and so the bytes, are there. Health is put without,
 * and stays at home where that is denied.
 *
 * A store refuses what is signed by a clock too far from its own. Its answer
 * says what time it is there; the rest of the run is signed by that, and the
 * clock of the machine is left alone.
 *
 * Bundles are listed (ListObjectsV2) and read where the key may do that. One
 * that may not list is probed, to be told from one that is not known.
 *
 * Sources: Amazon S3 API reference, "PutObject", "ListObjectsV2", "GetObject",
 * "Error responses", user guide "conditional-writes"; the codes of Ceph
 * (rgw_common.cc) and Garage where they are others.
 */

#include "base/str.h"
#include "sync/http.h"
#include "sync/ledger.h"
#include "sync/sigv4.h"
#include "sync/target.h"

struct target_s3_settings { /* all borrowed */
    const char *url;        /* https://<host>, of the store */
    const char *bucket;
    const char *region; /* NULL: us-east-1 */
    const char *prefix; /* a folder in the bucket; NULL: none */
    const char *access, *secret;
};
struct target_s3 {
    struct target target; /* first member */
    struct http *http;
    struct sigv4_key key;
    struct sigv4 signature;
    struct str origin, host; /* "https://a.org:1", as the Host header says it */
    struct str root, path;   /* not encoded; the root ends with '/' */
    size_t bucket_bytes;     /* of the root: up to the bucket */
    int64_t ahead_s;         /* the store's clock, of this machine's */
    bool refuses_conditions; /* If-None-Match is an error to it */
    bool takes_anything;     /* it does not look at the hash */
    bool hides;              /* the key may not see what is there */
    bool refuses_health;
    enum target_state seen;                   /* by the last confirm() */
    uint8_t health_sha256[HASH_SHA256_BYTES]; /* put last */
    char place[LEDGER_PLACE_BYTES];
};

/* The place is known again by its address, bucket and prefix. `http` is
 * borrowed; nothing is sent yet. target_s3_fini() in any case. */
void target_s3_init(struct target_s3 *s3, struct http *http,
                    const struct target_s3_settings *settings);
void target_s3_fini(struct target_s3 *s3);

/* What an error of the store means: sets the cause and says it. False. */
bool target_s3_refuse(struct http *http, const struct http_answer *answer,
                      struct fail *why);
/* Whether the answer's <Code> is this one. */
bool target_s3_is_code(const struct http_answer *answer, const char *code);
/* Whether it is refused since the body is not the one that was signed. */
bool target_s3_is_wrong_hash(const struct http_answer *answer);

#endif
