#ifndef SYNC_LISTING_XML_H
#define SYNC_LISTING_XML_H

/*
 * A listing from XML, piece by piece as it comes; the only place of expat.
 *
 *   WebDAV  the 207 answer to PROPFIND with Depth: 1 (RFC 4918, 9.1, 14.16)
 *   S3      ListBucketResult of ListObjectsV2 (Amazon S3 API reference)
 *
 * An entry counts if it lies directly in the folder that was asked for: its
 * path is decoded once and must then be that of the folder with one name
 * behind it; an address of another host is none of its. Everything else is
 * passed over. A document type, a depth, a length beyond what a listing has
 * end it.
 */

#include "sync/listing.h"

enum {
    LISTING_XML_BYTES = 4 * 1024 * 1024,
    LISTING_XML_DEPTH = 16,
    LISTING_XML_TEXT = 4096, /* of one element; a longer one is as if empty */
};
enum listing_xml_sort { LISTING_WEBDAV, LISTING_S3 };

struct listing_xml;
/* `folder`: of WebDAV the URL that is asked, of S3 the prefix; both end with
 * '/'. Entries are added to `listing`, which is borrowed. Caller:
 * listing_xml_free(). */
struct listing_xml *listing_xml_new(enum listing_xml_sort sort,
                                    const char *folder,
                                    struct listing *listing);
void listing_xml_free(struct listing_xml *xml); /* NULL is fine */

/* FAIL_INVALID: it is no such listing; then nothing more is to be added. */
bool listing_xml_add(struct listing_xml *xml, const void *bytes, size_t count,
                     struct fail *why);
bool listing_xml_end(struct listing_xml *xml, struct fail *why);

/* Of S3, after the end: what to ask for the rest with (continuation-token);
 * NULL: that was all. */
const char *listing_xml_next(const struct listing_xml *xml);

#endif
