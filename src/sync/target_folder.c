#include "sync/target_folder.h"

#include "base/calendar.h"
#include "base/durable.h"
#include "base/log.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ID_BYTES = 8,
    ID_DIGITS = 2 * ID_BYTES,
    PIECE_BYTES = 64 * 1024,
    MIB = 1024 * 1024
};

static struct target_folder *of(struct target *target)
{
    return (struct target_folder *)(void *)target;
}

static void ignore_name(void *user, const char *name)
{
    (void)user;
    (void)name;
}

/* Of the stick's root. A file or a link of that name is no folder. */
static bool find_encounter(struct target_folder *folder, const struct fs *fs,
                           struct fail *why)
{
    str_addf(&folder->path, "%sENCOUNTER", str_text(&folder->root));
    folder->is_stick =
        fs->ops->list(fs, folder->path.text, ignore_name, NULL) == 0;
    return folder->is_stick || errno == ENOENT || errno == ENOTDIR ||
           errno == ELOOP ||
           fail_errno(why, "cannot read %s", folder->path.text);
}

/* Sets `above` and `path` to where a file belongs. */
static void locate(struct target_folder *folder, const struct target_file *file)
{
    bool is_form = file->kind == TARGET_FORM;

    str_clear(&folder->above);
    str_clear(&folder->path);
    str_add(&folder->above, str_text(&folder->root));
    if (folder->is_stick)
        str_addf(&folder->above, "%s%s", file->kiosk, is_form ? "/forms" : "");
    else if (is_form)
        str_add(&folder->above, "forms");
    else
        str_addf(&folder->above, "kiosk=%s", file->kiosk);
    str_addf(&folder->path, "%s/%s", folder->above.text, file->name);
    folder->dated.unix_s = file->unix_s;
}

static bool is_id(const char *text, size_t bytes)
{
    return bytes == ID_DIGITS + 1 && text[ID_DIGITS] == '\n' &&
           strspn(text, "0123456789abcdef") == ID_DIGITS;
}

/* One that cannot be one is made anew: then all is sent again, no more. */
static bool write_id(struct target_folder *folder, const char *path,
                     char ret_text[ID_DIGITS + 2], struct fail *why)
{
    uint8_t bytes[ID_BYTES];

    rand_fill(folder->rand, bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(ret_text + 2 * i, 3, "%02x", bytes[i]);
    ret_text[ID_DIGITS] = '\n';
    ret_text[ID_DIGITS + 1] = '\0';
    return durable_write(&folder->dated.fs, path, ret_text, ID_DIGITS + 1, why);
}

static bool find_id(struct target_folder *folder, struct fail *why)
{
    const struct fs *fs = &folder->dated.fs;
    char id[ID_DIGITS + 2], *text;
    struct fail none = {0};
    size_t bytes;

    str_clear(&folder->path);
    str_addf(&folder->path, "%splace-id", folder->root.text);
    text = fs_read_file(fs, folder->path.text, ID_DIGITS + 1, &bytes, &none);
    if (text && is_id(text, bytes))
        memcpy(id, text, ID_DIGITS + 2);
    else if (!write_id(folder, folder->path.text, id, why))
        return free(text), false;
    free(text);
    snprintf(folder->place, sizeof folder->place, "%s-%.*s",
             folder->is_stick ? "stick" : "folder", ID_DIGITS, id);
    return true;
}

static bool folder_probe(struct target *target, struct fail *why)
{
    struct target_folder *folder = of(target);

    folder->dated.unix_s = calendar_month_start_s(0);
    str_clear(&folder->above);
    str_add_bytes(&folder->above, folder->root.text, folder->root.length - 1);
    return fs_make_folders(&folder->dated.fs, folder->above.text, why) &&
           find_id(folder, why);
}

/* What a look at a file found; -1 and errno: it cannot be read. */
enum { OTHER, SAME, TORN };

static int compare_bytes(const struct fs *fs, int file,
                         const struct target_file *wanted)
{
    const uint8_t *bytes = wanted->bytes;
    uint8_t *piece = memory_get(PIECE_BYTES);
    int64_t got;
    size_t at = 0;
    int found = SAME;

    do {
        got = fs->ops->read_at(fs, file, piece, PIECE_BYTES, (int64_t)at);
        if (got < 0)
            found = -1;
        else if ((size_t)got > wanted->count - at ||
                 memcmp(piece, bytes + at, (size_t)got) != 0)
            found = OTHER;
        else
            at += (size_t)got;
    } while (found == SAME && got == PIECE_BYTES);
    free(piece);
    return found == SAME && at < wanted->count ? TORN : found;
}

/* By its size first: it may be no file at all, or one without an end. */
static int compare(const struct fs *fs, int file,
                   const struct target_file *wanted)
{
    int64_t size = fs->ops->size(fs, file);

    if (size < 0)
        return errno == EISDIR || errno == ESPIPE ? OTHER : -1;
    return (uint64_t)size <= wanted->count ? compare_bytes(fs, file, wanted)
                                           : OTHER;
}

/* Others may have copied it here and gone without a sync. */
static bool is_kept(const struct fs *fs, int file, const char *above)
{
    return fs->ops->sync_file(fs, file) == 0 &&
           fs->ops->sync_folder(fs, above) == 0;
}

/* *ret_handle is open, or -1. */
static int look(const struct target_folder *folder,
                const struct target_file *file, int *ret_handle)
{
    const struct fs *fs = &folder->dated.fs;

    *ret_handle = fs->ops->open(fs, folder->path.text, FS_READ | FS_FRESH);
    if (*ret_handle < 0)
        return errno == ELOOP || errno == ESPIPE ? OTHER : -1;
    return compare(fs, *ret_handle, file);
}

/* What a failed sync left in memory reads back well and is not on the disk:
 * no name may stay that a later look would believe. */
static void forget(const struct target_folder *folder,
                   const struct target_file *file)
{
    const struct fs *fs = &folder->dated.fs;
    int handle, found = look(folder, file, &handle);

    if (handle >= 0)
        fs->ops->close(fs, handle);
    if (found == SAME)
        fs->ops->remove(fs, folder->path.text);
}

static bool folder_confirm(struct target *target,
                           const struct target_file *file,
                           enum target_state *ret_state, struct fail *why)
{
    struct target_folder *folder = of(target);
    const struct fs *fs = &folder->dated.fs;
    int handle, found;
    bool is_lost = false;

    locate(folder, file);
    found = look(folder, file, &handle);
    *ret_state = found == SAME   ? TARGET_SAME
                 : found == TORN ? TARGET_TORN
                                 : TARGET_OTHER;
    if (found < 0 && handle < 0 && errno == ENOENT) {
        *ret_state = TARGET_ABSENT;
        return true;
    }
    if (found == SAME)
        is_lost = !is_kept(fs, handle, folder->above.text);
    if (found < 0 || is_lost)
        fail_errno(why, "cannot read %s back", folder->path.text);
    if (handle >= 0)
        fs->ops->close(fs, handle);
    if (is_lost)
        forget(folder, file);
    return found >= 0 && !is_lost;
}

static bool write_anew(struct target_folder *folder,
                       const struct target_file *file, struct fail *why)
{
    const struct fs *fs = &folder->dated.fs;

    if (durable_write(fs, folder->path.text, file->bytes, file->count, why))
        return true;
    forget(folder, file);
    return false;
}

static bool folder_put(struct target *target, const struct target_file *file,
                       struct fail *why)
{
    struct target_folder *folder = of(target);

    locate(folder, file);
    if (write_anew(folder, file, why))
        return true;
    return why->kind == FAIL_MISSING &&
           fs_make_folders(&folder->dated.fs, folder->above.text, why) &&
           write_anew(folder, file, why);
}

/* A regular file's hash as an entity tag; none, if it is too large for a
 * bundle. False: it is no file, or cannot be read. */
static bool mark_bundle(struct target_folder *folder,
                        struct listing_bundle *bundle, struct str *mark)
{
    const struct fs *fs = folder->dated.below;
    int file = fs->ops->open(fs, folder->path.text, FS_READ | FS_NO_LINK);
    uint8_t *piece = memory_get(PIECE_BYTES), hash[HASH_SHA256_BYTES];
    struct hash_sha256_sum sum;
    int64_t got = -1, at = 0;

    bundle->bytes = file < 0 ? -1 : fs->ops->size(fs, file);
    if (bundle->bytes > (int64_t)LISTING_BUNDLE_MIB * MIB)
        at = bundle->bytes;
    hash_sha256_begin(&sum);
    while (bundle->bytes >= 0 && at < bundle->bytes &&
           (got = fs->ops->read_at(fs, file, piece, PIECE_BYTES, at)) > 0) {
        hash_sha256_add(&sum, piece, (size_t)got);
        at += got;
    }
    hash_sha256_end(&sum, hash);
    str_add_char(mark, '"');
    str_add_hex(mark, hash, sizeof hash);
    str_add_char(mark, '"');
    if (file >= 0)
        fs->ops->close(fs, file);
    free(piece);
    return bundle->bytes >= 0 && at == bundle->bytes;
}

static bool list_one(struct target_folder *folder, const char *name,
                     struct listing *listing, struct fail *why)
{
    struct listing_bundle bundle = {.name = name, .bytes = -1, .mark = ""};
    struct str mark = {0};
    bool ok = true;

    str_clear(&folder->path);
    str_addf(&folder->path, "%s/%s", folder->bundles.text, name);
    if (listing_is_bundle(name) && !mark_bundle(folder, &bundle, &mark))
        log_line("%s cannot be read: it is passed over", folder->path.text);
    else {
        bundle.mark = str_text(&mark);
        ok = listing_add(listing, &bundle, why);
    }
    str_fini(&mark);
    return ok;
}

static bool folder_list(struct target *target, struct listing *listing,
                        struct fail *why)
{
    struct target_folder *folder = of(target);
    char **names = fs_names(folder->dated.below, folder->bundles.text, why);
    bool ok = names || why->kind == FAIL_MISSING;

    if (!names && ok)
        listing->state = LISTING_ABSENT;
    for (char **name = names; ok && name && *name; name++)
        ok = list_one(folder, *name, listing, why);
    free(names);
    return ok;
}

/* At most as much as was listed. */
static bool pour(const struct fs *fs, int file,
                 const struct listing_bundle *bundle, int64_t from,
                 const struct target_sink *sink, struct fail *why)
{
    uint8_t *piece = memory_get(PIECE_BYTES);
    bool ok = sink->begin(sink->user, from, why);

    while (ok && from < bundle->bytes) {
        int64_t left = bundle->bytes - from,
                wanted = left < PIECE_BYTES ? left : PIECE_BYTES,
                got = fs->ops->read_at(fs, file, piece, (size_t)wanted, from);
        if (got >= 0 && got < wanted)
            errno = EIO;
        ok = got == wanted ? sink->add(sink->user, piece, (size_t)got, why)
                           : fail_errno(why, "cannot read %s", bundle->name);
        from += got;
    }
    free(piece);
    return ok;
}

static bool folder_get(struct target *target,
                       const struct listing_bundle *bundle, int64_t from,
                       const struct target_sink *sink, struct fail *why)
{
    struct target_folder *folder = of(target);
    const struct fs *fs = folder->dated.below;
    int file;
    bool ok;

    str_clear(&folder->path);
    str_addf(&folder->path, "%s/%s", folder->bundles.text, bundle->name);
    file = fs->ops->open(fs, folder->path.text, FS_READ | FS_NO_LINK);
    if (file < 0)
        return fail_errno(why, "cannot read %s", folder->path.text);
    ok = pour(fs, file, bundle, from, sink, why);
    fs->ops->close(fs, file);
    return ok;
}

bool target_folder_is_encounter(const char *path)
{
    size_t length = strlen(path), start;

    while (length > 0 && path[length - 1] == '/')
        length--;
    for (start = length; start > 0 && path[start - 1] != '/';)
        start--;
    return length - start == strlen("ENCOUNTER") &&
           strncmp(path + start, "ENCOUNTER", length - start) == 0;
}

bool target_folder_open(struct target_folder *folder, const struct fs *fs,
                        const char *root, bool is_inside, struct rand *rand,
                        struct fail *why)
{
    static const struct target_ops ops = {
        .probe = folder_probe,
        .confirm = folder_confirm,
        .put = folder_put,
        .list = folder_list,
        .get = folder_get,
    };

    *folder = (struct target_folder){.rand = rand, .is_stick = is_inside};
    folder->target = (struct target){
        .ops = &ops, .place = folder->place, .looks_again = true};
    fs_dated_init(&folder->dated, fs, calendar_month_start_s(0));
    str_add(&folder->root, root);
    if (*root && !str_ends(root, "/"))
        str_add_char(&folder->root, '/');
    if (!is_inside && !find_encounter(folder, fs, why))
        return false;
    str_addf(&folder->bundles, "%s%sbundles", str_text(&folder->root),
             folder->is_stick && !is_inside ? "ENCOUNTER/" : "");
    str_add(&folder->root, is_inside          ? "feedback/"
                           : folder->is_stick ? "ENCOUNTER/feedback/"
                                              : "feedback/v=1/");
    return true;
}

void target_folder_fini(struct target_folder *folder)
{
    str_fini(&folder->root);
    str_fini(&folder->bundles);
    str_fini(&folder->path);
    str_fini(&folder->above);
}
