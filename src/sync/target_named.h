#ifndef SYNC_TARGET_NAMED_H
#define SYNC_TARGET_NAMED_H

/*
 * A target of kiosk.yaml, with its credentials, ready to be probed. A new sort
 * of place on a network is a case here.
 *
 * Its file of credentials (base/secret.h) holds, a line each: of a webdav user
 * and password; of a drop its link and, where it has one, its password; of an
 * s3 access key and secret key.
 */

#include "base/secret.h"
#include "sync/target_s3.h"
#include "sync/target_webdav.h"
#include "yaml/config.h"

struct target_named {
    struct target *target;
    struct http http; /* its cause says what sort of failure it was */
    struct target_webdav webdav; /* the kind's */
    struct target_s3 s3;
    struct secret secret;
    struct str url, token; /* of a drop */
};

/* `config` is borrowed. FAIL_DENIED: others may read the credentials;
 * FAIL_CONFIG: they are not what such a target has. target_named_fini() in any
 * case. */
bool target_named_open(struct target_named *named,
                       const struct config_target *config, struct fail *why);
void target_named_fini(struct target_named *named);

#endif
