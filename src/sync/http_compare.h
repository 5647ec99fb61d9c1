#ifndef SYNC_HTTP_COMPARE_H
#define SYNC_HTTP_COMPARE_H

/*
 * What a server has under the name of a file whose size is another: the
 * beginning of it and no more, which is an upload that was cut off, or
 * something else. All of it is read; that is for the rare case.
 */

#include "sync/http.h"
#include "sync/target.h"

/* `url`, `headers`: as of a request, for GET. False: could not ask. What the
 * server does not show is TARGET_OTHER. */
bool http_compare(struct http *http, const char *url,
                  const char *const *headers, const struct target_file *file,
                  enum target_state *ret_state, struct fail *why);

#endif
