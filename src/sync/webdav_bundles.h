#ifndef SYNC_WEBDAV_BUNDLES_H
#define SYNC_WEBDAV_BUNDLES_H

/*
 * The bundles of a WebDAV collection, <url>/bundles/<name>: listed by PROPFIND
 * with Depth: 1 (RFC 4918, 9.1), fetched by http_bundle.h with If-Range. As
 * target_ops has them; `root` ends with '/'.
 */

#include "sync/http.h"
#include "sync/target.h"

bool webdav_list(struct http *http, const char *root, struct listing *listing,
                 struct fail *why);
bool webdav_get(struct http *http, const char *root,
                const struct listing_bundle *bundle, int64_t from,
                const struct target_sink *sink, struct fail *why);

#endif
