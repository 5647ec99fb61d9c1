#include "sync/ledger.h"

#include "base/log.h"
#include "base/str.h"
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT = 64 * 1024 * 1024, CHECK_DIGITS = 2 * HASH_SHORT_BYTES };

static const char have_word[] = "have ", name_word[] = "name ";

/* The digits as str_add_hex() writes them; those of a number with more than
 * `count` bytes are none. */
static bool read_hex(const char *text, size_t length, uint8_t *ret_bytes,
                     size_t count)
{
    static const char digits[] = "0123456789abcdef";

    if (length != 2 * count)
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *high = memchr(digits, text[2 * i], 16);
        const char *low = memchr(digits, text[2 * i + 1], 16);
        if (!high || !low)
            return false;
        ret_bytes[i] = (uint8_t)((high - digits) * 16 + (low - digits));
    }
    return true;
}

static void end_line(struct str *out, size_t start)
{
    uint8_t check[HASH_SHORT_BYTES];

    hash_short(out->text + start, out->length - start, NULL, 0, check);
    str_add_char(out, ' ');
    str_add_hex(out, check, sizeof check);
    str_add_char(out, '\n');
}

/* What stands before the check of a line without its LF; false: it is not as
 * it was written. */
static bool check_line(const char *text, size_t bytes, size_t *ret_bytes)
{
    uint8_t said[HASH_SHORT_BYTES], check[HASH_SHORT_BYTES];
    size_t before;

    if (bytes <= CHECK_DIGITS)
        return false;
    before = bytes - CHECK_DIGITS - 1;
    hash_short(text, before, NULL, 0, check);
    *ret_bytes = before;
    return text[before] == ' ' &&
           read_hex(text + before + 1, CHECK_DIGITS, said, sizeof said) &&
           memcmp(said, check, sizeof check) == 0;
}

static bool read_have(struct ledger *ledger, const char *text, size_t bytes)
{
    struct ledger_line line;
    const char *space = memchr(text, ' ', bytes);

    if (!space || !read_hex(space + 1, (size_t)(text + bytes - space - 1),
                            line.sha256, sizeof line.sha256))
        return false;
    line.batch = arena_string(&ledger->arena, text, (size_t)(space - text));
    array_push(&ledger->lines, line);
    return true;
}

static void take_name(struct ledger *ledger, const char *name, size_t bytes)
{
    ledger->name = arena_string(&ledger->arena, name, bytes);
}

static bool read_line(struct ledger *ledger, const char *text, size_t bytes)
{
    const size_t word = sizeof have_word - 1;
    size_t whole;

    static_assert(sizeof have_word == sizeof name_word, "one offset for both");
    if (!check_line(text, bytes, &whole) || whole <= word)
        return false;
    if (memcmp(text, have_word, word) == 0)
        return read_have(ledger, text + word, whole - word);
    if (memcmp(text, name_word, word) != 0)
        return false;
    take_name(ledger, text + word, whole - word);
    return true;
}

static void read_lines(struct ledger *ledger, const char *text, size_t bytes)
{
    const char *at = text, *end = text + bytes;

    for (size_t number = 1; at < end; number++) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        size_t length = (size_t)((line_end ? line_end : end) - at);
        if (length > 0 && !read_line(ledger, at, length)) {
            ledger->damaged++;
            log_line("ledger of %s, line %zu: damaged; what it knew is looked "
                     "for again",
                     ledger->place, number);
        }
        at += length + 1;
    }
    ledger->is_torn = bytes > 0 && text[bytes - 1] != '\n';
}

/* Through the handle that holds the lock: closing another would give it up. */
static bool read_file(struct ledger *ledger, int file, struct fail *why)
{
    const struct fs *fs = ledger->fs;
    int64_t size = fs->ops->size(fs, file), got;
    char *text;

    if (size > LIMIT)
        return fail_set(why, FAIL_INVALID, "the ledger of %s is too large",
                        ledger->place);
    text = size < 0 ? NULL : memory_get((size_t)size + 1);
    got = size < 0 ? -1 : fs->ops->read_at(fs, file, text, (size_t)size, 0);
    if (got < 0)
        fail_errno(why, "cannot read the ledger of %s", ledger->place);
    else
        read_lines(ledger, text, (size_t)got);
    ledger->end = got;
    free(text);
    return got >= 0;
}

static void begin(struct ledger *ledger, const struct fs *fs, const char *place)
{
    assert(strlen(place) < LEDGER_PLACE_BYTES && !strchr(place, '/'));
    *ledger = (struct ledger){.fs = fs, .file = -1};
    memcpy(ledger->place, place, strlen(place) + 1);
}

bool ledger_open(struct ledger *ledger, const struct fs *fs, const char *data,
                 const char *place, struct fail *why)
{
    const char *folder, *path;

    begin(ledger, fs, place);
    folder = arena_printf(&ledger->arena, "%s/ledger", data);
    path = arena_printf(&ledger->arena, "%s/%s", folder, place);
    if (!fs_make_folders(fs, folder, why))
        return false;
    ledger->file = fs->ops->open(
        fs, path, FS_READ | FS_WRITE | FS_CREATE | FS_SHARED | FS_NO_LINK);
    if (ledger->file < 0)
        return fail_errno(why, "cannot write %s", path);
    if (fs->ops->lock(fs, ledger->file) != 0)
        return errno == EAGAIN
                   ? fail_set(why, FAIL_BUSY,
                              "another program is sending to %s", place)
                   : fail_errno(why, "cannot lock %s", path);
    if (!read_file(ledger, ledger->file, why))
        return false;
    return fs->ops->sync_folder(fs, folder) == 0 ||
           fail_errno(why, "cannot sync folder %s", folder);
}

bool ledger_read(struct ledger *ledger, const struct fs *fs, const char *data,
                 const char *place, struct fail *why)
{
    const char *path;
    int file;
    bool ok;

    begin(ledger, fs, place);
    path = arena_printf(&ledger->arena, "%s/ledger/%s", data, place);
    file = fs->ops->open(fs, path, FS_READ | FS_NO_LINK);
    if (file < 0)
        return fail_errno(why, "cannot read %s", path);
    ok = read_file(ledger, file, why);
    fs->ops->close(fs, file);
    return ok;
}

void ledger_fini(struct ledger *ledger)
{
    if (ledger->fs && ledger->file >= 0)
        ledger->fs->ops->close(ledger->fs, ledger->file);
    array_fini(&ledger->lines);
    arena_fini(&ledger->arena);
    *ledger = (struct ledger){.file = -1};
}

const char *ledger_called(const struct ledger *ledger)
{
    return ledger->name ? ledger->name : ledger->place;
}

bool ledger_has(const struct ledger *ledger, const char *batch,
                const uint8_t sha256[HASH_SHA256_BYTES])
{
    for (size_t i = 0; i < ledger->lines.count; i++)
        if (str_equal(ledger->lines.items[i].batch, batch) &&
            memcmp(ledger->lines.items[i].sha256, sha256, HASH_SHA256_BYTES) ==
                0)
            return true;
    return false;
}

bool ledger_has_name(const struct ledger *ledger, const char *batch)
{
    for (size_t i = 0; i < ledger->lines.count; i++)
        if (str_equal(ledger->lines.items[i].batch, batch))
            return true;
    return false;
}

/* After a torn line a new one begins, so that only the torn one is lost. What
 * could not be written is written over by the next. */
static bool append(struct ledger *ledger, const char *word, const char *name,
                   const uint8_t *sha256, struct fail *why)
{
    const struct fs *fs = ledger->fs;
    struct str text = {0};
    size_t start;
    bool ok;

    if (ledger->is_torn)
        str_add_char(&text, '\n');
    start = text.length;
    str_addf(&text, "%s%s", word, name);
    if (sha256) {
        str_add_char(&text, ' ');
        str_add_hex(&text, sha256, HASH_SHA256_BYTES);
    }
    end_line(&text, start);
    ok = fs->ops->write_at(fs, ledger->file, text.text, text.length,
                           ledger->end) >= 0 &&
         fs->ops->sync_data(fs, ledger->file) == 0;
    if (ok) {
        ledger->end += (int64_t)text.length;
        ledger->is_torn = false;
    } else {
        fail_errno(why, "cannot write the ledger of %s", ledger->place);
    }
    str_fini(&text);
    return ok;
}

bool ledger_add(struct ledger *ledger, const char *batch,
                const uint8_t sha256[HASH_SHA256_BYTES], struct fail *why)
{
    struct ledger_line known;

    if (ledger_has(ledger, batch, sha256))
        return true;
    if (!append(ledger, have_word, batch, sha256, why))
        return false;
    known.batch = arena_string(&ledger->arena, batch, strlen(batch));
    memcpy(known.sha256, sha256, sizeof known.sha256);
    array_push(&ledger->lines, known);
    return true;
}

bool ledger_name(struct ledger *ledger, const char *name, struct fail *why)
{
    if (ledger->name && str_equal(ledger->name, name))
        return true;
    if (!append(ledger, name_word, name, NULL, why))
        return false;
    take_name(ledger, name, strlen(name));
    return true;
}

char **ledger_places(const struct fs *fs, const char *data, struct fail *why)
{
    char path[1024];
    char **names;

    snprintf(path, sizeof path, "%s/ledger", data);
    names = fs_names(fs, path, why);
    return names || why->kind != FAIL_MISSING ? names
                                              : memory_get(sizeof *names);
}
