#ifndef SYNC_TARGET_S3_PRIVATE_H
#define SYNC_TARGET_S3_PRIVATE_H

/* What the files of target_s3.h share. */

#include "sync/http_bundle.h"
#include "sync/target_s3.h"

/* A request about target_s3.path. */
struct target_s3_request {
    const char *method;
    const struct target_file *file; /* its body; NULL: none */
    const struct sigv4_pair *query;
    size_t query_count;
    /* Besides those of the signature, and not signed: at most
     * TARGET_S3_HEADERS, NULL-terminated; or NULL. */
    const char *const *headers;
    const struct http_sink *sink; /* or NULL */
};
enum { TARGET_S3_HEADERS = HTTP_BUNDLE_HEADERS };

/* As http_do(), signed; and once more by the store's clock where this one is
 * too far off. */
bool target_s3_ask(struct target_s3 *s3,
                   const struct target_s3_request *request,
                   struct http_answer *ret_answer, struct fail *why);

/* target_s3_bundles.c: as target_ops has them. */
bool target_s3_list(struct target *target, struct listing *listing,
                    struct fail *why);
bool target_s3_get(struct target *target, const struct listing_bundle *bundle,
                   int64_t from, const struct target_sink *sink,
                   struct fail *why);

#endif
