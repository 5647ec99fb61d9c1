/* Any bytes are a package or a sentence; what comes out of one is what its
 * MANIFEST lists, with these hashes, and no more bytes than it says. */
#include "content/package.h"
#include "fuzz/target.h"
#include <string.h>

/* A file in memory. */
struct memory_fs {
    struct fs fs;
    const uint8_t *bytes;
    size_t count;
};

static int memory_open(const struct fs *fs, const char *path, int flags)
{
    (void)fs;
    (void)path;
    assert(flags == (FS_READ | FS_NO_LINK));
    return 7;
}

static int memory_close(const struct fs *fs, int file)
{
    (void)fs;
    assert(file == 7);
    return 0;
}

static int64_t memory_size(const struct fs *fs, int file)
{
    (void)file;
    return (int64_t)((const struct memory_fs *)fs)->count;
}

static int64_t memory_read_at(const struct fs *fs, int file, void *bytes,
                              size_t count, int64_t offset)
{
    const struct memory_fs *all = (const struct memory_fs *)fs;

    assert(file == 7 && offset >= 0);
    if ((uint64_t)offset >= all->count)
        return 0;
    if (count > all->count - (size_t)offset)
        count = all->count - (size_t)offset;
    memcpy(bytes, all->bytes + offset, count);
    return (int64_t)count;
}

static const struct fs_ops memory_ops = {.open = memory_open,
                                         .close = memory_close,
                                         .size = memory_size,
                                         .read_at = memory_read_at};

struct seen {
    const struct manifest *manifest;
    const struct manifest_file *file;
    struct hash_sha256_sum sum;
    int64_t left, total;
    size_t ended;
};

static bool on_begin(void *user, const char *path, int64_t bytes,
                     struct fail *why)
{
    struct seen *seen = user;

    (void)why;
    assert(!seen->file);
    seen->file = manifest_find(seen->manifest, path);
    assert(seen->file);
    hash_sha256_begin(&seen->sum);
    seen->left = bytes;
    return true;
}

static bool on_add(void *user, const void *bytes, size_t count,
                   struct fail *why)
{
    struct seen *seen = user;

    (void)why;
    hash_sha256_add(&seen->sum, bytes, count);
    seen->left -= (int64_t)count;
    seen->total += (int64_t)count;
    assert(seen->left >= 0 && seen->total <= seen->manifest->bytes);
    return true;
}

static bool on_end(void *user, struct fail *why)
{
    struct seen *seen = user;
    uint8_t hash[HASH_SHA256_BYTES];

    (void)why;
    hash_sha256_end(&seen->sum, hash);
    assert(memcmp(hash, seen->file->hash, sizeof hash) == 0);
    assert(seen->left == 0);
    seen->file = NULL;
    seen->ended++;
    return true;
}

static bool read_all(struct package *package, struct fail *why)
{
    struct seen seen = {.manifest = package_manifest(package)};
    struct package_sink sink = {&seen, on_begin, on_add, on_end};
    struct verify_signature signature;

    if (!package_signature(package, &signature, why))
        assert(why->kind == FAIL_DENIED || why->kind == FAIL_INVALID);
    if (!package_read(package, &sink, why))
        return false;
    assert(seen.ended == seen.manifest->count);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    struct memory_fs fs = {{&memory_ops}, bytes, count};
    struct fail why = {0};
    struct package *package = package_open(&fs.fs, "p.zip", &why);
    bool ok = package && read_all(package, &why);

    assert(ok || (why.kind != FAIL_NONE && why.text[0]));
    package_close(package);
    return 0;
}
