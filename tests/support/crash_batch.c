#include "support/crash_batch.h"

#include "base/arena.h"
#include "seal/hash.h"
#include "support/check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `text` ends with NUL. Lines behind the header, each larger than the last. */
static size_t assert_lines(const char *text)
{
    enum { ORDERED = 40 }; /* bytes of a line that random ids differ in */
    const char *before = NULL;
    size_t lines = 0;

    for (const char *at = strchr(text, '\n') + 1; *at;
         at = strchr(at, '\n') + 1) {
        if (before)
            assert_true(strncmp(before, at, ORDERED) < 0);
        before = at;
        lines++;
    }
    return lines;
}

size_t crash_assert_batch(const struct simfs *disk, const char *path)
{
    uint8_t hash[HASH_SHA256_BYTES];
    char short_hash[9], records[32];
    size_t bytes;
    const void *found = simfs_bytes(disk, path, &bytes);
    char *text = memory_get(bytes + 1);

    assert_true(bytes > 0);
    memcpy(text, found, bytes);
    assert_int_equal(text[bytes - 1], '\n');
    hash_sha256(text, bytes, hash);
    snprintf(short_hash, sizeof short_hash, "%02x%02x%02x%02x", hash[0],
             hash[1], hash[2], hash[3]);
    assert_memory_equal(strrchr(path, '_') + 1, short_hash, 8);
    size_t lines = assert_lines(text);
    snprintf(records, sizeof records, "\"records\":%zu", lines);
    assert_non_null(strstr(text, records));
    free(text);
    return lines;
}
