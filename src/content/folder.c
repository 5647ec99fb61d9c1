#include "content/folder.h"
#include "base/array.h"
#include "base/str.h"
#include "yaml/schema.h"
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

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

static bool refuse(struct listing *listing, const char *path, const char *help,
                   const char *text)
{
    message_add_path(listing->messages, MESSAGE_ERROR,
                     *path ? folder_shown(listing->folder, path)
                           : listing->folder->shown,
                     help, "%s", text);
    return false;
}

static bool is_left_out(const char *folder, const char *name)
{
    static const char *const litter[] = {"Thumbs.db", "desktop.ini", NULL};
    static const char *const tools[] = {"bundle.schema.json", "MANIFEST",
                                        "MANIFEST.minisig", NULL};

    if (name[0] == '.' || str_ends(name, "~"))
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
        return refuse(listing, "", NULL,
                      "is larger than a bundle may be: 512 MiB");
    if (listing->text_bytes > FOLDER_TEXT_MIB * MIB)
        return refuse(listing, "", NULL,
                      "has more text than a bundle may have: 4 MiB of .yaml "
                      "and .md");
    return true;
}

static bool list_folder(struct listing *listing, const char *path, int depth);

static bool add_entry(struct listing *listing, const char *folder,
                      const char *name, int depth)
{
    struct arena *arena = listing->folder->arena;
    const char *path = *folder ? arena_printf(arena, "%s/%s", folder, name)
                               : arena_string(arena, name, strlen(name));
    struct stat info;

    if (++listing->entries > FOLDER_FILES)
        return refuse(listing, "", NULL,
                      "has more files than a bundle may have: 2,000");
    if (is_left_out(folder, name))
        return true;
    if (lstat(folder_path(listing->folder, path), &info) != 0)
        return refuse(listing, path, NULL, strerror(errno));
    if (S_ISDIR(info.st_mode))
        return list_folder(listing, path, depth + 1);
    if (S_ISLNK(info.st_mode))
        return refuse(listing, path, "put the file itself there",
                      "is a link; a bundle holds only files and folders");
    if (!S_ISREG(info.st_mode))
        return refuse(listing, path, NULL, "is neither a file nor a folder");
    return add_file(listing, path, info.st_size);
}

static bool list_folder(struct listing *listing, const char *path, int depth)
{
    const struct folder *folder = listing->folder;
    bool ok = true;

    if (depth > FOLDER_DEPTH)
        return refuse(listing, path, NULL, "lies too deep inside the bundle");
    DIR *stream = opendir(*path ? folder_path(folder, path) : folder->root);
    if (!stream)
        return refuse(listing, path, NULL,
                      errno == ENOENT    ? "there is no such folder"
                      : errno == ENOTDIR ? "is a file, not a folder"
                                         : strerror(errno));
    for (struct dirent *entry; ok && (entry = readdir(stream));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        ok = add_entry(listing, path, entry->d_name, depth);
    }
    closedir(stream);
    return ok;
}

static int compare(const void *left, const void *right)
{
    const struct folder_file *a = left, *b = right;

    return strcmp(a->path, b->path);
}

bool folder_read(struct folder *folder, const char *root, const char *shown,
                 struct arena *arena, struct messages *messages)
{
    struct listing listing = {.folder = folder, .messages = messages};

    *folder = (struct folder){.root = root, .shown = shown, .arena = arena};
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
    for (size_t i = 0; i < folder->count; i++)
        if (strcasecmp(folder->files[i].path, path) == 0)
            return &folder->files[i];
    for (size_t i = 0; i < folder->count; i++)
        if (str_distance(folder->files[i].path, path) <= 2)
            return &folder->files[i];
    for (size_t i = 0; i < folder->count; i++)
        if (has_same_stem(folder->files[i].path, path))
            return &folder->files[i];
    return NULL;
}

const char *folder_help(struct folder *folder, const char *path)
{
    struct folder_file *meant = find_meant(folder, path);

    if (!meant)
        return NULL;
    meant->is_told = true;
    return arena_printf(folder->arena, "you have '%s', the text says '%s'",
                        meant->path, path);
}

/* The name in small letters, if that makes it a good one. */
static const char *better_name(struct arena *arena, const char *path)
{
    char *name = arena_string(arena, path, strlen(path));

    for (char *c = name; *c; c++)
        *c = *c == ' ' ? '-' : (char)tolower((unsigned char)*c);
    return path_is_well_formed(name) ? arena_printf(arena, "call it '%s'", name)
                                     : NULL;
}

void folder_check_names(const struct folder *folder, struct messages *messages)
{
    for (size_t i = 0; i < folder->count; i++) {
        const struct folder_file *file = &folder->files[i];
        if (file->is_told || path_is_well_formed(file->path))
            continue;
        message_add_path(messages, MESSAGE_ERROR,
                         folder_shown(folder, file->path),
                         better_name(folder->arena, file->path),
                         "a name may hold only a-z 0-9 . _ -");
    }
}
