#include "content/folder.h"
#include "base/array.h"
#include "base/str.h"
#include "yaml/schema.h"
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

enum { MIB = 1024 * 1024 };

struct listing {
    struct folder *folder;
    struct messages *messages;
    struct ARRAY(struct folder_file) files;
    int64_t bytes, text_bytes;
    size_t entries;
};

const char *folder_path(const struct folder *folder, const char *path)
{
    return arena_printf(folder->arena, "%s/%s", folder->root, path);
}

const char *folder_shown(const struct folder *folder, const char *path)
{
    return arena_printf(folder->arena, "%s/%s", folder->shown, path);
}

/* `most` speaks of the limit that was passed. */
static bool refuse(struct listing *listing, const char *path, enum fault fault,
                   int most)
{
    message_add_path(listing->messages, fault,
                     *path ? folder_shown(listing->folder, path)
                           : listing->folder->shown,
                     WITH(message_number("most", most)));
    return false;
}

static bool refuse_errno(struct listing *listing, const char *path)
{
    message_add_path(listing->messages, FAULT_NOT_READABLE,
                     *path ? folder_shown(listing->folder, path)
                           : listing->folder->shown,
                     WITH(message_text("reason", strerror(errno))));
    return false;
}

/* What editors keep of an older state, and what they write beside a file that
 * is open. */
static bool is_spare(const char *name)
{
    static const char *const ends[] = {"~",    ".bak",      ".orig",
                                       ".tmp", ".expected", NULL};

    for (int i = 0; ends[i]; i++)
        if (str_ends(name, ends[i]))
            return true;
    return name[0] == '.' || name[0] == '#' || str_starts(name, "~$");
}

static bool is_left_out(const char *folder, const char *name)
{
    static const char *const litter[] = {"Thumbs.db", "desktop.ini", NULL};
    static const char *const tools[] = {"bundle.schema.json", "MANIFEST",
                                        "MANIFEST.minisig",   FOLDER_ANSWER,
                                        FOLDER_ANSWER ".new", NULL};

    if (is_spare(name))
        return true;
    for (int i = 0; litter[i]; i++)
        if (strcmp(name, litter[i]) == 0)
            return true;
    for (int i = 0; tools[i] && !*folder; i++)
        if (strcmp(name, tools[i]) == 0)
            return true;
    return false;
}

static bool add_file(struct listing *listing, const char *path, int64_t bytes)
{
    array_push(&listing->files,
               (struct folder_file){.path = path, .bytes = bytes});
    listing->bytes += bytes;
    if (str_ends(path, ".yaml") || str_ends(path, ".md"))
        listing->text_bytes += bytes;
    if (listing->bytes > (int64_t)FOLDER_MIB * MIB)
        return refuse(listing, "", FAULT_BUNDLE_LARGE, FOLDER_MIB);
    if (listing->text_bytes > FOLDER_TEXT_MIB * MIB)
        return refuse(listing, "", FAULT_TEXT_MUCH, FOLDER_TEXT_MIB);
    return true;
}

static bool list_folder(struct listing *listing, const char *path, int depth);

/* What is no regular file: a folder, or a fault, and the others are looked at
 * all the same. */
static bool add_other(struct listing *listing, const char *path, int depth)
{
    switch (errno) {
    case EISDIR:
        return list_folder(listing, path, depth + 1);
    case ELOOP:
        refuse(listing, path, FAULT_IS_LINK, 0);
        return true;
    case ESPIPE: /* a pipe, a device */
    case ENXIO:  /* a socket */
        refuse(listing, path, FAULT_NOT_FILE, 0);
        return true;
    case EACCES: /* said where it is read */
        return add_file(listing, path, 0);
    default:
        return refuse_errno(listing, path);
    }
}

static bool add_entry(struct listing *listing, const char *folder,
                      const char *name, int depth)
{
    struct arena *arena = listing->folder->arena;
    const struct fs *fs = listing->folder->fs;
    const char *path = *folder ? arena_printf(arena, "%s/%s", folder, name)
                               : arena_string(arena, name, strlen(name));

    if (++listing->entries > FOLDER_FILES)
        return refuse(listing, "", FAULT_MANY_FILES, FOLDER_FILES);
    if (is_left_out(folder, name))
        return true;
    int file = fs->ops->open(fs, folder_path(listing->folder, path),
                             FS_READ | FS_NO_LINK);
    int64_t bytes = file < 0 ? -1 : fs->ops->size(fs, file);
    int saved = errno;
    if (file >= 0)
        fs->ops->close(fs, file);
    errno = saved;
    return bytes < 0 ? add_other(listing, path, depth)
                     : add_file(listing, path, bytes);
}

/* Of one folder, while its names come in; what is in its folders comes
 * between. */
struct level {
    struct listing *listing;
    const char *path;
    int depth;
    bool ok;
};

static void on_name(void *user, const char *name)
{
    struct level *level = user;

    level->ok =
        level->ok && add_entry(level->listing, level->path, name, level->depth);
}

static bool list_folder(struct listing *listing, const char *path, int depth)
{
    const struct folder *folder = listing->folder;
    const struct fs *fs = folder->fs;
    struct level level = {listing, path, depth, true};

    if (depth > FOLDER_DEPTH)
        return refuse(listing, path, FAULT_FOLDER_DEEP, FOLDER_DEPTH);
    if (fs->ops->list(fs, *path ? folder_path(folder, path) : folder->root,
                      on_name, &level) == 0 ||
        !level.ok)
        return level.ok;
    if (errno == ENOENT || errno == ENOTDIR)
        return refuse(listing, path,
                      errno == ENOENT ? FAULT_NO_FOLDER : FAULT_NOT_FOLDER, 0);
    return refuse_errno(listing, path);
}

static int compare(const void *left, const void *right)
{
    const struct folder_file *a = left, *b = right;

    return strcmp(a->path, b->path);
}

bool folder_read(struct folder *folder, const struct fs *fs, const char *root,
                 const char *shown, struct arena *arena,
                 struct messages *messages)
{
    struct listing listing = {.folder = folder, .messages = messages};

    *folder =
        (struct folder){.fs = fs, .root = root, .shown = shown, .arena = arena};
    bool ok = list_folder(&listing, "", 0);
    if (ok && listing.files.count > 0) {
        folder->count = listing.files.count;
        folder->files =
            arena_array(arena, folder->count, sizeof *folder->files);
        memcpy(folder->files, listing.files.items,
               folder->count * sizeof *folder->files);
        qsort(folder->files, folder->count, sizeof *folder->files, compare);
    }
    array_fini(&listing.files);
    return ok;
}

struct folder_file *folder_find(const struct folder *folder, const char *path)
{
    struct folder_file wanted = {.path = path};

    if (folder->count == 0)
        return NULL;
    return bsearch(&wanted, folder->files, folder->count, sizeof *folder->files,
                   compare);
}

size_t folder_first(const struct folder *folder, const char *start,
                    size_t bytes)
{
    size_t low = 0, high = folder->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strncmp(folder->files[middle].path, start, bytes) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The name without folders and without what follows its last dot. */
static const char *stem(const char *path, size_t *ret_bytes)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    const char *dot = strrchr(name, '.');

    *ret_bytes = dot ? (size_t)(dot - name) : strlen(name);
    return name;
}

static bool has_same_stem(const char *a, const char *b)
{
    size_t a_bytes, b_bytes;
    const char *a_stem = stem(a, &a_bytes), *b_stem = stem(b, &b_bytes);

    return a_bytes == b_bytes && strncasecmp(a_stem, b_stem, a_bytes) == 0;
}

static struct folder_file *find_meant(const struct folder *folder,
                                      const char *path)
{
    size_t bytes = strlen(path);

    for (size_t i = 0; i < folder->count; i++)
        if (strcasecmp(folder->files[i].path, path) == 0)
            return &folder->files[i];
    for (size_t i = 0; i < folder->count; i++) {
        size_t other = strlen(folder->files[i].path);
        if (other <= bytes + 2 && bytes <= other + 2 &&
            str_distance(folder->files[i].path, path) <= 2)
            return &folder->files[i];
    }
    for (size_t i = 0; i < folder->count; i++)
        if (has_same_stem(folder->files[i].path, path))
            return &folder->files[i];
    return NULL;
}

const char *folder_meant(struct folder *folder, const char *path,
                         const struct messages *messages)
{
    struct folder_file *meant =
        messages_full(messages) ? NULL : find_meant(folder, path);

    if (!meant)
        return NULL;
    meant->is_told = true;
    return meant->path;
}

/* The name in small letters, if that makes it a good one. */
static const char *better_name(struct arena *arena, const char *path)
{
    char *name = arena_string(arena, path, strlen(path));

    for (char *c = name; *c; c++)
        *c = *c == ' ' ? '-' : (char)tolower((unsigned char)*c);
    return path_is_well_formed(name) ? name : NULL;
}

void folder_check_names(const struct folder *folder, struct messages *messages)
{
    for (size_t i = 0; i < folder->count; i++) {
        const struct folder_file *file = &folder->files[i];
        if (file->is_told || path_is_well_formed(file->path))
            continue;
        message_add_path(messages, FAULT_BAD_NAME,
                         folder_shown(folder, file->path),
                         WITH(message_text("better", better_name(folder->arena,
                                                                 file->path))));
    }
}
