#ifndef BASE_HTML_WRITE_H
#define BASE_HTML_WRITE_H

/* Text and bytes as they may stand in HTML. */

#include "base/str.h"

/* Adds a text so that it is a text and nothing else, between tags as well as
 * inside an attribute's quotes. */
void html_add_text(struct str *out, const char *text);
/* Adds bytes in base64 (RFC 4648, with padding), as data: URIs have them. */
void html_add_base64(struct str *out, const void *bytes, size_t count);

#endif
