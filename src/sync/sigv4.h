#ifndef SYNC_SIGV4_H
#define SYNC_SIGV4_H

/*
 * Signs a request to an S3-compatible store: AWS Signature Version 4 in the
 * Authorization header, with the hash of the whole body. Pure: the same
 * request, key and time give the same bytes; nothing is asked of the system.
 *
 * Source: Amazon S3 API reference, "Signature Calculations for the
 * Authorization Header: Transferring Payload in a Single Chunk". The way is
 * the store's own: each byte of a path or query but A-Z a-z 0-9 - . _ ~ is
 * encoded, once, '/' of a path is kept, and nothing of a path is folded up
 * ("a/../b", "//").
 *
 * A store refuses a signature whose time is too far from its own, mostly 15
 * minutes; the Date of its answer says what that is.
 */

#include "base/str.h"
#include "seal/hash.h"

enum { SIGV4_PAIRS = 12, SIGV4_TIME_BYTES = sizeof "20130524T000000Z" };

struct sigv4_pair {
    const char *name, *value; /* as meant, not encoded */
};
struct sigv4_request {
    const char *method;
    const char *host; /* as the Host header says it, with a port not usual */
    const char *path; /* as meant: "/<bucket>/<key>" */
    const struct sigv4_pair *query;
    size_t query_count; /* at most SIGV4_PAIRS */
    /* Those that are signed as well, if any: names of a-z, 0-9 and '-', each
     * once; neither host nor what signing adds. They must be sent as well. */
    const struct sigv4_pair *headers;
    size_t header_count; /* at most SIGV4_PAIRS */
    uint8_t body_sha256[HASH_SHA256_BYTES];
    int64_t unix_s; /* of the years 1970 to 9999, else the nearest of them */
};
/* Borrowed; without control characters. */
struct sigv4_key {
    const char *access, *secret;
    const char *region;  /* part of the signature: "us-east-1" */
    const char *service; /* "s3" */
};

struct sigv4 {
    /* What follows the host in the URL, encoded and sorted as it was signed;
     * to be sent to the byte (CURLOPT_PATH_AS_IS). */
    struct str target;
    /* To be sent with it, under these names. */
    struct str authorization;
    char x_amz_date[SIGV4_TIME_BYTES];
    char x_amz_content_sha256[2 * HASH_SHA256_BYTES + 1]; /* "": not for s3 */
};

/* Overwrites what *ret_signed held; that must be zero the first time, and its
 * memory serves again. sigv4_fini() at last. No copy of the secret or of what
 * is derived from it stays in memory. */
void sigv4_sign(const struct sigv4_request *request,
                const struct sigv4_key *key, struct sigv4 *ret_signed);
void sigv4_fini(struct sigv4 *signed_request);

#endif
