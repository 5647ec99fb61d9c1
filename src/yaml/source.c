#include "base/fs.h"
#include "base/utf8.h"
#include "yaml/tree.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Refuses by what stat() tells, before a byte is read. */
static bool can_be_read(const char *path, const char *shown,
                        struct messages *messages)
{
    struct stat info;

    if (stat(path, &info) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            message_add_path(messages, FAULT_NOT_THERE, shown, NULL);
        else
            message_add_path(messages, FAULT_NOT_READABLE, shown,
                             WITH(message_text("reason", strerror(errno))));
        return false;
    }
    if (!S_ISREG(info.st_mode)) {
        message_add_path(messages,
                         S_ISDIR(info.st_mode) ? FAULT_IS_FOLDER
                                               : FAULT_NOT_REGULAR,
                         shown, NULL);
        return false;
    }
    if (info.st_size > YAML_FILE_BYTES) {
        message_add_path(
            messages, FAULT_FILE_LARGE, shown,
            WITH(message_number("size", (info.st_size + 1023) / 1024),
                 message_number("most", YAML_FILE_BYTES / 1024)));
        return false;
    }
    return true;
}

const struct yaml_source *yaml_source_read(const char *path, const char *shown,
                                           struct arena *arena,
                                           struct messages *messages)
{
    struct yaml_source *source;
    struct fail why = {0};
    size_t length;

    if (!can_be_read(path, shown, messages))
        return NULL;
    char *bytes =
        fs_read_file(fs_system(), path, YAML_FILE_BYTES, &length, &why);
    if (!bytes) {
        message_add_path(messages, FAULT_NOT_READABLE, shown,
                         WITH(message_text("reason", why.text)));
        return NULL;
    }
    source = arena_get(arena, sizeof *source);
    source->path = arena_string(arena, shown, strlen(shown));
    source->bytes = arena_string(arena, bytes, length);
    source->length = length;
    free(bytes);
    return source;
}

static bool has_bom(const struct yaml_source *source)
{
    return source->length >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0;
}

struct yaml_mark yaml_mark_at(const struct yaml_source *source, size_t offset)
{
    const char *bytes = source->bytes;
    struct yaml_mark mark = {source, 1, 1, offset, 0};
    size_t at = has_bom(source) ? 3 : 0;

    while (at < offset && at < source->length) {
        uint32_t c;
        bool is_crlf = bytes[at] == '\r' && at + 1 < source->length &&
                       bytes[at + 1] == '\n';

        at += utf8_decode(bytes + at, source->length - at, &c);
        mark.column++;
        if (c == '\n' || (c == '\r' && !is_crlf)) {
            mark.line++;
            mark.column = 1;
        }
    }
    return mark;
}

/* Notepad's "Unicode" is UTF-16; without a mark the zero bytes give it away. */
static bool is_utf16(const struct yaml_source *source)
{
    const char *bytes = source->bytes;

    if (source->length < 2)
        return false;
    if (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0)
        return true;
    return (bytes[0] == '\0') != (bytes[1] == '\0');
}

/* What the bytes above 0x7F at a fault look like. In Western languages they
 * stand alone among ASCII letters, in Arabic they come in words. */
static enum fault guess_encoding(const struct yaml_source *source, size_t bad)
{
    size_t run = 0;

    while (bad + run < source->length && (source->bytes[bad + run] & 0x80))
        run++;
    return run >= 3 ? FAULT_ARABIC : FAULT_WESTERN;
}

/* One byte, named as programmers do: "0xE9". */
static void refuse_byte(const struct yaml_source *source, size_t offset,
                        enum fault fault, struct messages *messages)
{
    struct yaml_mark mark = yaml_mark_at(source, offset);
    char byte[8];

    snprintf(byte, sizeof byte, "0x%02X",
             (unsigned int)(unsigned char)source->bytes[offset]);
    mark.bytes = 1;
    message_add(messages, fault, mark, WITH(message_text("byte", byte)));
    message_add_after(messages, FAULT_FILE_ENDS);
}

/* The byte order mark inside a file, where two were put together, and what is
 * no character: YAML has neither. */
static bool is_no_character(const char *at, size_t left)
{
    return left >= 3 && (memcmp(at, "\xEF\xBB\xBF", 3) == 0 ||
                         memcmp(at, "\xEF\xBF\xBE", 3) == 0 ||
                         memcmp(at, "\xEF\xBF\xBF", 3) == 0);
}

static bool is_control(const char *at, size_t left)
{
    unsigned char c = (unsigned char)*at;

    if (c == 0xC2 && left > 1) /* C1 controls but the line break NEL */
        return (unsigned char)at[1] < 0xA0 && (unsigned char)at[1] != 0x85;
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
}

bool yaml_source_is_text(const struct yaml_source *source,
                         struct messages *messages)
{
    size_t bad;

    if (is_utf16(source)) {
        message_add_path(messages, FAULT_UTF16, source->path, NULL);
        return false;
    }
    if (!utf8_valid(source->bytes, source->length, &bad)) {
        refuse_byte(source, bad, guess_encoding(source, bad), messages);
        return false;
    }
    for (size_t i = 0; i < source->length; i++) {
        const char *at = source->bytes + i;
        if (!is_control(at, source->length - i) &&
            (i == 0 || !is_no_character(at, source->length - i)))
            continue;
        refuse_byte(source, i, FAULT_CONTROL, messages);
        return false;
    }
    return true;
}
