#include "content/picture_size.h"
#include "base/fs.h"
#include "base/str.h"
#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD_BYTES = 32, JPEG_SEGMENTS = 2000 };

static uint32_t big16(const unsigned char *at)
{
    return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t big32(const unsigned char *at)
{
    return big16(at) << 16 | big16(at + 2);
}

static uint32_t little16(const unsigned char *at)
{
    return (uint32_t)at[1] << 8 | at[0];
}

static uint32_t little24(const unsigned char *at)
{
    return (uint32_t)at[2] << 16 | little16(at);
}

static bool take(struct picture_size *size, enum picture_format format,
                 uint32_t width, uint32_t height)
{
    size->format = format;
    size->width_px = width > INT_MAX ? INT_MAX : (int)width;
    size->height_px = height > INT_MAX ? INT_MAX : (int)height;
    return width > 0 && height > 0;
}

static bool read_webp(const unsigned char *head, struct picture_size *size)
{
    if (memcmp(head + 12, "VP8 ", 4) == 0)
        return take(size, PICTURE_WEBP, little16(head + 26) & 0x3FFF,
                    little16(head + 28) & 0x3FFF);
    if (memcmp(head + 12, "VP8L", 4) == 0) {
        uint32_t bits = little24(head + 21) | (uint32_t)head[24] << 24;
        return take(size, PICTURE_WEBP, (bits & 0x3FFF) + 1,
                    (bits >> 14 & 0x3FFF) + 1);
    }
    if (memcmp(head + 12, "VP8X", 4) == 0)
        return take(size, PICTURE_WEBP, little24(head + 24) + 1,
                    little24(head + 27) + 1);
    return false;
}

/* SOF0 to SOF15 without the tables that lie between them. */
static bool is_frame(unsigned char marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 &&
           marker != 0xC8 && marker != 0xCC;
}

/* From segment to segment; each says how long it is. */
static bool read_jpeg(const struct fs *fs, int file, struct picture_size *size)
{
    int64_t at = 2;

    for (int i = 0; i < JPEG_SEGMENTS; i++) {
        unsigned char bytes[9];
        if (fs->ops->read_at(fs, file, bytes, sizeof bytes, at) !=
                (int64_t)sizeof bytes ||
            bytes[0] != 0xFF)
            return false;
        if (bytes[1] == 0xFF) { /* a fill byte */
            at++;
            continue;
        }
        if (is_frame(bytes[1]))
            return take(size, PICTURE_JPEG, big16(bytes + 7), big16(bytes + 5));
        if (bytes[1] == 0xD9 || bytes[1] == 0xDA || big16(bytes + 2) < 2)
            return false;
        at += 2 + (int64_t)big16(bytes + 2);
    }
    return false;
}

/* The value of an attribute inside one tag; NULL if it is not there. */
static const char *attribute(const char *tag, const char *end, const char *name)
{
    size_t length = strlen(name);

    for (const char *at = tag; at + length + 2 < end; at++) {
        if (*at == '"' || *at == '\'') { /* over a value */
            const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
            if (!close)
                return NULL;
            at = close;
            continue;
        }
        if (!isspace((unsigned char)at[-1]) || strncmp(at, name, length) != 0)
            continue;
        const char *value = at + length;
        value += strspn(value, " \t\r\n");
        if (*value++ != '=')
            continue;
        value += strspn(value, " \t\r\n");
        if (value < end && (*value == '"' || *value == '\''))
            return value + 1;
    }
    return NULL;
}

/* A length in CSS pixels; 0 where it depends on something else ("100%"). */
static double svg_length(const char *text)
{
    static const struct {
        const char *unit;
        double px;
    } units[] = {{"px", 1},         {"pt", 96 / 72.0}, {"pc", 16},
                 {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"in", 96}};
    char *end;
    double length = strtod(text, &end);

    if (end == text || !isfinite(length) || length < 0)
        return 0;
    if (*end == '"' || *end == '\'' || isspace((unsigned char)*end))
        return length;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strncmp(end, units[i].unit, 2) == 0)
            return length * units[i].px;
    return 0;
}

static bool svg_view_box(const char *text, double *width, double *height)
{
    double values[4];

    if (!text)
        return false;
    for (int i = 0; i < 4; i++) {
        char *end;
        text += strspn(text, " ,\t\r\n");
        values[i] = strtod(text, &end);
        if (end == text || !isfinite(values[i]))
            return false;
        text = end;
    }
    *width = values[2];
    *height = values[3];
    return true;
}

static uint32_t whole(double length)
{
    return length >= INT_MAX ? INT_MAX
           : length <= 0     ? 0
                             : (uint32_t)ceil(length);
}

/* The first tag <svg ...>, over comments and whatever stands before. */
static const char *find_svg(const char *text)
{
    for (const char *at = text; (at = strchr(at, '<')); at++) {
        if (str_starts(at, "<!--")) {
            at = strstr(at, "-->");
            if (!at)
                return NULL;
        } else if (str_starts(at, "<svg") && isspace((unsigned char)at[4])) {
            return at;
        }
    }
    return NULL;
}

/* A drawing is made at the width or the height it is shown at, so that a
 * strip would become as long as it is thin. */
static bool is_strip(double width, double height)
{
    return width > height * PICTURE_STRIP || height > width * PICTURE_STRIP;
}

static bool refuse(enum fault *ret_fault, enum fault fault)
{
    *ret_fault = fault;
    return false;
}

static bool parse_svg(const char *text, struct picture_size *size,
                      enum fault *ret_fault)
{
    const char *tag = find_svg(text), *end = tag ? strchr(tag, '>') : NULL;
    double width = 0, height = 0;

    if (!end)
        return refuse(ret_fault, FAULT_PICTURE_DAMAGED);
    if (strstr(text, "<!ENTITY"))
        return refuse(ret_fault, FAULT_ENTITIES);
    const char *across = attribute(tag + 5, end, "width");
    const char *down = attribute(tag + 5, end, "height");
    double own_width = across ? svg_length(across) : 0;
    double own_height = down ? svg_length(down) : 0;
    if (!svg_view_box(attribute(tag + 5, end, "viewBox"), &width, &height)) {
        width = own_width;
        height = own_height;
    }
    if (is_strip(width, height) ||
        (own_width > 0 && own_height > 0 && is_strip(own_width, own_height)))
        return refuse(ret_fault, FAULT_STRIP);
    if (!take(size, PICTURE_SVG, whole(width), whole(height)))
        return refuse(ret_fault, FAULT_NO_SIZE);
    size->has_letters = strstr(end, "<text") != NULL;
    return true;
}

static bool read_svg(const struct fs *fs, const char *path,
                     struct picture_size *size, enum fault *ret_fault,
                     struct fail *why)
{
    size_t bytes;
    char *text = fs_read_file(fs, path, PICTURE_SVG_BYTES, &bytes, why);

    if (!text)
        return refuse(ret_fault, FAULT_PICTURE_UNREADABLE);
    bool ok = parse_svg(text, size, ret_fault);
    free(text);
    return ok;
}

/* ISO 23008-12: a box 'ftyp' whose brand is one of HEIF's with HEVC. */
static bool is_heic(const unsigned char *head, int64_t count)
{
    static const char brands[][5] = {"heic", "heix", "hevc", "hevx",
                                     "heim", "heis", "mif1", "msf1"};

    if (count < 12 || memcmp(head + 4, "ftyp", 4) != 0)
        return false;
    for (size_t i = 0; i < sizeof brands / sizeof *brands; i++)
        if (memcmp(head + 8, brands[i], 4) == 0)
            return true;
    return false;
}

/* What the first bytes are; *ret_fault is FAULT__COUNT for what may be a
 * drawing. */
static bool read_head(const struct fs *fs, int file, struct picture_size *size,
                      enum fault *ret_fault)
{
    unsigned char head[HEAD_BYTES] = {0};
    int64_t count = fs->ops->read_at(fs, file, head, sizeof head, 0);

    *ret_fault = FAULT_PICTURE_DAMAGED;
    if (count >= 24 && memcmp(head, "\x89PNG\r\n\x1a\n", 8) == 0)
        return memcmp(head + 12, "IHDR", 4) == 0 &&
               take(size, PICTURE_PNG, big32(head + 16), big32(head + 20));
    if (count >= 3 && memcmp(head, "\xFF\xD8\xFF", 3) == 0)
        return read_jpeg(fs, file, size);
    if (count >= 30 && memcmp(head, "RIFF", 4) == 0 &&
        memcmp(head + 8, "WEBP", 4) == 0)
        return read_webp(head, size);
    if (is_heic(head, count))
        *ret_fault = FAULT_HEIC_INSIDE;
    else if (count > 0)
        *ret_fault = FAULT__COUNT;
    return false;
}

bool picture_size_read(const char *path, struct picture_size *ret_size,
                       enum fault *ret_fault, struct fail *why)
{
    const struct fs *fs = fs_system();
    struct picture_size size = {0};
    int file = fs->ops->open(fs, path, FS_READ);

    *why = (struct fail){0};
    if (file < 0) {
        fail_errno(why, "open");
        return refuse(ret_fault, FAULT_PICTURE_UNREADABLE);
    }
    bool ok = read_head(fs, file, &size, ret_fault);
    int64_t bytes = fs->ops->size(fs, file);
    fs->ops->close(fs, file);
    if (!ok && *ret_fault != FAULT__COUNT)
        return false;
    if (!ok && bytes > PICTURE_SVG_BYTES)
        return refuse(ret_fault, FAULT_DRAWING_LARGE);
    if (!ok && !read_svg(fs, path, &size, ret_fault, why))
        return false;
    *ret_size = size;
    return true;
}
