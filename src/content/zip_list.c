#include "content/zip_list.h"

#include "base/str.h"
#include "content/manifest.h"
#include <stdlib.h>
#include <string.h>

enum {
    END_BYTES = 22,
    LOCATOR_BYTES = 20, /* zip64: where another end is */
    EMPTY_BYTES = 2,    /* nothing, deflated */
    MORE_BYTES = 1024,  /* extra fields before a file */
    CENTRAL_BYTES = 46,
    LOCAL_BYTES = 30,
    NAME_BYTES = PATH_BYTES + 1,
    FLAG_ENCRYPTED = 1 << 0,
    FLAG_DESCRIPTOR = 1 << 3, /* sizes and sum stand behind the file */
    FLAG_PATCH = 1 << 5,
    FLAG_STRONG = 1 << 6,
    FLAG_HIDDEN = 1 << 13,
    UNIX_KIND = 0170000,
    UNIX_FILE = 0100000,
    UNIX_FOLDER = 0040000,
};

struct reader {
    const struct fs *fs;
    int file;
    int64_t size, directory; /* where the directory begins */
    struct arena *arena;
    struct zip_list *list;
    struct fail *why;
};

/* What both places say of one file. */
struct told {
    const uint8_t *name;
    size_t name_bytes;
    uint16_t flags, method;
    uint32_t sum, packed, bytes;
};

static uint16_t two(const uint8_t *bytes)
{
    return (uint16_t)(bytes[0] | bytes[1] << 8);
}

static uint32_t four(const uint8_t *bytes)
{
    return two(bytes) | (uint32_t)two(bytes + 2) << 16;
}

static bool refuse(struct reader *reader, const char *what)
{
    return fail_set(reader->why, FAIL_INVALID, "%s", what);
}

/* About one file, by its name as far as it can be shown. */
static bool refuse_entry(struct reader *reader, const struct told *told,
                         const char *what)
{
    char name[64];
    size_t length =
        told->name_bytes < sizeof name - 1 ? told->name_bytes : sizeof name - 1;

    for (size_t i = 0; i < length; i++)
        name[i] = told->name[i] >= ' ' && told->name[i] < 0x7F
                      ? (char)told->name[i]
                      : '?';
    name[length] = '\0';
    return fail_set(reader->why, FAIL_INVALID, "'%s'%s %s", name,
                    told->name_bytes > length ? "..." : "", what);
}

static bool read_at(struct reader *reader, void *bytes, size_t count,
                    int64_t offset)
{
    int64_t got = reader->fs->ops->read_at(reader->fs, reader->file, bytes,
                                           count, offset);

    if (got < 0)
        return fail_errno(reader->why, "cannot read the package");
    return (size_t)got == count || refuse(reader, "the file is cut short");
}

static bool read_end(struct reader *reader, uint8_t end[END_BYTES])
{
    if (reader->size < END_BYTES)
        return refuse(reader, "this is no zip file");
    if (!read_at(reader, end, END_BYTES, reader->size - END_BYTES))
        return false;
    if (four(end) != 0x06054b50)
        return refuse(reader, "this is no zip file, or it is cut short, or "
                              "something stands behind its end");
    if (two(end + 4) != 0 || two(end + 6) != 0 ||
        two(end + 8) != two(end + 10) || two(end + 20) != 0)
        return refuse(reader, "this zip file has parts or a comment");
    return true;
}

/* The directory, read whole; its size is bounded before memory is asked for. */
static uint8_t *read_directory(struct reader *reader, size_t *ret_bytes)
{
    uint8_t end[END_BYTES], *directory;
    int64_t bytes;

    if (!read_end(reader, end))
        return NULL;
    reader->list->count = two(end + 10);
    bytes = four(end + 12);
    reader->directory = four(end + 16);
    if (reader->list->count > ZIP_ENTRIES || bytes > ZIP_DIRECTORY_BYTES)
        return refuse(reader, "holds more files than a bundle may have: "
                              "2,000"),
               NULL;
    if (reader->directory + bytes != reader->size - END_BYTES)
        return refuse(reader, "the zip file's directory is not where it says"),
               NULL;
    directory = arena_get(reader->arena, (size_t)bytes + 1);
    *ret_bytes = (size_t)bytes;
    if (!read_at(reader, directory, (size_t)bytes, reader->directory))
        return NULL;
    /* Before the end it would lead libarchive to another directory. */
    if (bytes >= LOCATOR_BYTES &&
        four(directory + bytes - LOCATOR_BYTES) == 0x07064b50)
        return refuse(reader, "this is a zip64 file"), NULL;
    return directory;
}

/* What would give a record other sizes (zip64) or another name. */
static bool check_more(struct reader *reader, const uint8_t *more, size_t bytes)
{
    while (bytes >= 4) {
        size_t count = 4 + (size_t)two(more + 2);
        if (two(more) == 0x0001 || two(more) == 0x7075 || count > bytes)
            return refuse(reader, "the zip file tells a file's name or "
                                  "sizes twice");
        more += count;
        bytes -= count;
    }
    return true;
}

static bool check_name(struct reader *reader, const struct told *told,
                       struct zip_entry *entry)
{
    size_t length = told->name_bytes;
    char *name;

    if (length == 0 || length > NAME_BYTES || memchr(told->name, '\0', length))
        return refuse_entry(reader, told, "is a name no bundle may hold");
    name = arena_string(reader->arena, (const char *)told->name, length);
    entry->name = name;
    entry->is_folder = name[length - 1] == '/';
    if (entry->is_folder)
        name[length - 1] = '\0';
    if (manifest_path_is_good(name) ||
        (!entry->is_folder && (str_equal(name, MANIFEST_NAME) ||
                               str_equal(name, MANIFEST_SIGNATURE))))
        return true;
    return refuse_entry(reader, told, "is a name no bundle may hold");
}

/* Links, devices, pipes and sockets, whatever system says it made them. */
static bool check_kind(struct reader *reader, const struct told *told,
                       const uint8_t *central, const struct zip_entry *entry)
{
    unsigned kind = four(central + 38) >> 16 & UNIX_KIND;
    unsigned wanted = entry->is_folder ? UNIX_FOLDER : UNIX_FILE;

    if (kind != 0 && kind != wanted)
        return refuse_entry(reader, told,
                            "is neither a file nor a folder: a link, a "
                            "device or a pipe");
    return true;
}

static bool check_method(struct reader *reader, const struct told *told,
                         const struct zip_entry *entry)
{
    if (told->flags & (FLAG_ENCRYPTED | FLAG_STRONG | FLAG_HIDDEN | FLAG_PATCH))
        return refuse_entry(reader, told, "is encrypted");
    if (told->method != ZIP_STORED && told->method != ZIP_DEFLATED)
        return refuse_entry(reader, told,
                            "is packed in a way that is not read here; "
                            "'deflate' is");
    if (told->method == ZIP_STORED && entry->bytes != entry->packed_bytes)
        return refuse_entry(reader, told, "has two sizes");
    if (entry->is_folder &&
        (entry->bytes != 0 || entry->packed_bytes > EMPTY_BYTES))
        return refuse_entry(reader, told, "is a folder that holds bytes");
    if (entry->packed_bytes > entry->bytes + entry->bytes / 1000 + 1024)
        return refuse_entry(reader, told, "is larger packed than unpacked");
    return true;
}

/* One record of the directory; *at goes on behind it. */
static bool take_central(struct reader *reader, const uint8_t **at,
                         const uint8_t *end, struct told *told,
                         struct zip_entry *entry)
{
    const uint8_t *central = *at;
    size_t more;

    if (end - central < CENTRAL_BYTES || four(central) != 0x02014b50)
        return refuse(reader, "the zip file's directory is damaged");
    told->flags = two(central + 8);
    told->method = two(central + 10);
    told->sum = four(central + 16);
    told->packed = four(central + 20);
    told->bytes = four(central + 24);
    told->name_bytes = two(central + 28);
    told->name = central + CENTRAL_BYTES;
    more = (size_t)two(central + 30) + two(central + 32);
    if ((size_t)(end - central) < CENTRAL_BYTES + told->name_bytes + more ||
        two(central + 32) != 0 || two(central + 34) != 0)
        return refuse(reader, "the zip file's directory is damaged");
    if (!check_more(reader, told->name + told->name_bytes, more))
        return false;
    *at = central + CENTRAL_BYTES + told->name_bytes + more;
    entry->packed_bytes = told->packed;
    entry->bytes = told->bytes;
    entry->offset = four(central + 42);
    return check_name(reader, told, entry) &&
           check_kind(reader, told, central, entry) &&
           check_method(reader, told, entry);
}

/* A number before the file: as in the directory, or left open where it
 * stands behind the file. */
static bool agrees(const struct told *told, uint32_t here, uint32_t there)
{
    return here == there || (here == 0 && (told->flags & FLAG_DESCRIPTOR));
}

static bool check_local_more(struct reader *reader, const struct told *told,
                             int64_t offset, size_t bytes)
{
    uint8_t more[MORE_BYTES];

    if (bytes > sizeof more || offset + (int64_t)bytes > reader->directory)
        return refuse_entry(reader, told, "does not lie in the file");
    return read_at(reader, more, bytes, offset) &&
           check_more(reader, more, bytes);
}

/* What stands before the file says the same; *ret_end is where it ends. */
static bool check_local(struct reader *reader, const struct told *told,
                        const struct zip_entry *entry, int64_t *ret_end)
{
    uint8_t local[LOCAL_BYTES + NAME_BYTES];
    size_t count = LOCAL_BYTES + told->name_bytes;

    if (entry->offset + (int64_t)count > reader->directory)
        return refuse_entry(reader, told, "does not lie in the file");
    if (!read_at(reader, local, count, entry->offset))
        return false;
    if (four(local) != 0x04034b50 || two(local + 6) != told->flags ||
        two(local + 8) != told->method ||
        !agrees(told, four(local + 14), told->sum) ||
        !agrees(told, four(local + 18), told->packed) ||
        !agrees(told, four(local + 22), told->bytes) ||
        two(local + 26) != told->name_bytes ||
        memcmp(local + LOCAL_BYTES, told->name, told->name_bytes) != 0)
        return refuse_entry(reader, told,
                            "is not described in the same way by the zip "
                            "file's directory");
    *ret_end =
        entry->offset + (int64_t)count + two(local + 28) + entry->packed_bytes;
    return check_local_more(reader, told, entry->offset + (int64_t)count,
                            two(local + 28));
}

/* Sum and sizes behind the file, with or without a mark before them. */
static bool skip_descriptor(struct reader *reader, const struct told *told,
                            int64_t *end)
{
    uint8_t bytes[16];
    int64_t left = reader->directory - *end;
    size_t count = left < 16 ? 12 : 16;
    const uint8_t *at = bytes;

    if (!(told->flags & FLAG_DESCRIPTOR))
        return true;
    if (left < 12)
        return refuse_entry(reader, told, "does not lie in the file");
    if (!read_at(reader, bytes, count, *end))
        return false;
    if (count == 16 && four(bytes) == 0x08074b50)
        at += 4;
    if (four(at) != told->sum || four(at + 4) != told->packed ||
        four(at + 8) != told->bytes)
        return refuse_entry(reader, told,
                            "is not described in the same way by the zip "
                            "file's directory");
    *end += (at - bytes) + 12;
    return true;
}

/* A file of the list, and what lies behind it. */
struct span {
    struct zip_entry *entry;
    int64_t end;
};

static int compare_spans(const void *left, const void *right)
{
    const struct span *a = left, *b = right;

    return (a->entry->offset > b->entry->offset) -
           (a->entry->offset < b->entry->offset);
}

/* From the first byte to the directory, without gaps and twice nothing. */
static bool check_spans(struct reader *reader, struct span *spans)
{
    struct zip_list *list = reader->list;
    struct zip_entry *sorted =
        arena_array(reader->arena, list->count + 1, sizeof *sorted);
    int64_t at = 0;

    qsort(spans, list->count, sizeof *spans, compare_spans);
    for (size_t i = 0; i < list->count; i++) {
        sorted[i] = *spans[i].entry;
        if (sorted[i].offset != at)
            return fail_set(reader->why, FAIL_INVALID,
                            "before '%s' the zip file holds what its "
                            "directory does not tell of, or one file lies in "
                            "another",
                            sorted[i].name);
        at = spans[i].end;
    }
    list->entries = sorted;
    return at == reader->directory ||
           refuse(reader, "between its last file and its directory the zip "
                          "file holds what is not told of");
}

static int compare_names(const void *left, const void *right)
{
    const struct zip_entry *const *a = left, *const *b = right;

    return strcmp((*a)->name, (*b)->name);
}

static bool check_names(struct reader *reader)
{
    struct zip_list *list = reader->list;

    list->by_name =
        arena_array(reader->arena, list->count + 1, sizeof *list->by_name);
    for (size_t i = 0; i < list->count; i++)
        list->by_name[i] = &list->entries[i];
    qsort(list->by_name, list->count, sizeof *list->by_name, compare_names);
    for (size_t i = 1; i < list->count; i++)
        if (strcmp(list->by_name[i - 1]->name, list->by_name[i]->name) == 0)
            return fail_set(reader->why, FAIL_INVALID, "'%s' is in it twice",
                            list->by_name[i]->name);
    return true;
}

bool zip_list_read(const struct fs *fs, int file, int64_t size,
                   struct arena *arena, struct zip_list *ret_list,
                   struct fail *why)
{
    struct reader reader = {.fs = fs,
                            .file = file,
                            .size = size,
                            .arena = arena,
                            .list = ret_list,
                            .why = why};
    size_t bytes;
    const uint8_t *at, *end;

    *ret_list = (struct zip_list){0};
    at = read_directory(&reader, &bytes);
    if (!at)
        return false;
    end = at + bytes;
    ret_list->entries =
        arena_array(arena, ret_list->count + 1, sizeof *ret_list->entries);
    struct span *spans = arena_array(arena, ret_list->count + 1, sizeof *spans);
    for (size_t i = 0; i < ret_list->count; i++) {
        struct told told = {0};
        spans[i].entry = &ret_list->entries[i];
        if (!take_central(&reader, &at, end, &told, spans[i].entry) ||
            !check_local(&reader, &told, spans[i].entry, &spans[i].end) ||
            !skip_descriptor(&reader, &told, &spans[i].end))
            return false;
    }
    if (at != end)
        return refuse(&reader, "the zip file's directory holds more than it "
                               "says");
    return check_spans(&reader, spans) && check_names(&reader);
}

const struct zip_entry *zip_list_find(const struct zip_list *list,
                                      const char *name)
{
    struct zip_entry wanted = {.name = name}, *key = &wanted, **found;

    if (list->count == 0)
        return NULL;
    found = bsearch(&key, list->by_name, list->count, sizeof *list->by_name,
                    compare_names);
    return found ? *found : NULL;
}
