#ifndef SYNC_TARGET_WEBDAV_H
#define SYNC_TARGET_WEBDAV_H

/*
 * A WebDAV server (RFC 4918). Of two sorts:
 *
 *   a collection, such as an account of Nextcloud's
 *       <url>/feedback/v=1/kiosk=<kiosk>/<batch>.jsonl, health.yaml
 *       <url>/feedback/v=1/forms/<form>.json
 *     Collections that are missing are made. A batch is put with
 *     If-None-Match: *, which not every server minds: its name is the guard.
 *     That it is there is believed when HEAD tells its size; a shorter one is
 *     compared, and replaced if it was cut off. Bundles: webdav_bundles.h.
 *
 *   a drop, Nextcloud's link where files may be left and nothing be seen
 *       <batch>.jsonl, <form>.json, all beside each other
 *     It never tells what it has, so a success is believed and the ledger
 *     remembers; a reply that was lost leaves "<batch> (2).jsonl", which
 *     readers drop. Health would come a hundred times, and stays at home.
 *
 * Protocol facts: RFC 4918 (9.3, 9.7), RFC 9110 (13.1.2); public shares as
 * Nextcloud has them at /public.php/webdav, the link's token as user.
 */

#include "base/str.h"
#include "sync/http.h"
#include "sync/ledger.h"
#include "sync/target.h"

struct target_webdav {
    struct target target; /* hand out &webdav.target; first member */
    struct http *http;
    bool is_drop;
    bool refuses_conditions; /* If-None-Match is an error to it */
    struct str root;         /* ends with '/' */
    struct str above, url;   /* of the file at hand */
    struct str made;         /* the last collection that is surely there */
    bool made_is_new;        /* it was not, before this run */
    bool is_torn;            /* what has the name of the file at hand */
    bool has_put;            /* confirm() is asked for what may have come */
    uint8_t health_sha256[HASH_SHA256_BYTES]; /* put last */
    char place[LEDGER_PLACE_BYTES];
};

/* `url`: of the collection, or of a drop. The place is known again by it.
 * `http` is borrowed; nothing is sent yet. target_webdav_fini() in any case. */
void target_webdav_init(struct target_webdav *webdav, struct http *http,
                        const char *url, bool is_drop);
void target_webdav_fini(struct target_webdav *webdav);

/* The link of a drop, "https://<host>/s/<token>", into the address that takes
 * files and the token, which is its user. FAIL_CONFIG: it is no such link;
 * the sentence does not repeat it. */
bool target_webdav_link(const char *link, struct str *ret_url,
                        struct str *ret_token, struct fail *why);

#endif
