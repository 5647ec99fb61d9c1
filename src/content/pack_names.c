#include "content/pack_names.h"

#include "base/str.h"
#include "base/utf8.h"
#include "yaml/schema.h"
#include <string.h>
#include <strings.h>

enum { STEM_BYTES = 60 }; /* six folders and a name stay below PATH_BYTES */

/* Latin letters without their accents, from U+00C0 to U+017F; "" of what is no
 * letter. Twelve each line. */
static const char *const latin[] = {
    "a", "a", "a",  "a",  "a", "a", "ae", "c",  "e", "e", "e",  "e", "i", "i",
    "i", "i", "d",  "n",  "o", "o", "o",  "o",  "o", "",  "o",  "u", "u", "u",
    "u", "y", "th", "ss", "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e",
    "e", "e", "i",  "i",  "i", "i", "d",  "n",  "o", "o", "o",  "o", "o", "",
    "o", "u", "u",  "u",  "u", "y", "th", "y",  "a", "a", "a",  "a", "a", "a",
    "c", "c", "c",  "c",  "c", "c", "c",  "c",  "d", "d", "d",  "d", "e", "e",
    "e", "e", "e",  "e",  "e", "e", "e",  "e",  "g", "g", "g",  "g", "g", "g",
    "g", "g", "h",  "h",  "h", "h", "i",  "i",  "i", "i", "i",  "i", "i", "i",
    "i", "i", "ij", "ij", "j", "j", "k",  "k",  "k", "l", "l",  "l", "l", "l",
    "l", "l", "l",  "l",  "l", "n", "n",  "n",  "n", "n", "n",  "n", "n", "n",
    "o", "o", "o",  "o",  "o", "o", "oe", "oe", "r", "r", "r",  "r", "r", "r",
    "s", "s", "s",  "s",  "s", "s", "s",  "s",  "t", "t", "t",  "t", "t", "t",
    "u", "u", "u",  "u",  "u", "u", "u",  "u",  "u", "u", "u",  "u", "w", "w",
    "y", "y", "y",  "z",  "z", "z", "z",  "z",  "z", "s",
};
enum { LATIN_FIRST = 0xC0, LATIN_COUNT = sizeof latin / sizeof *latin };

static bool is_accent(uint32_t code_point)
{
    return code_point >= 0x300 && code_point <= 0x36F;
}

static void add_nearest(struct str *out, uint32_t c)
{
    if (c >= 'A' && c <= 'Z')
        str_add_char(out, (char)(c - 'A' + 'a'));
    else if (c < 128 && c &&
             strchr("abcdefghijklmnopqrstuvwxyz0123456789._-", (int)c))
        str_add_char(out, (char)c);
    else if (c >= LATIN_FIRST && c < LATIN_FIRST + LATIN_COUNT &&
             *latin[c - LATIN_FIRST])
        str_add(out, latin[c - LATIN_FIRST]);
    else if (!is_accent(c) && out->length > 0 &&
             out->text[out->length - 1] != '-')
        str_add_char(out, '-');
}

static void trim(struct str *name)
{
    size_t start = strspn(str_text(name), "-.");

    while (name->length > start && strchr("-.", name->text[name->length - 1]))
        name->length--;
    if (name->length > STEM_BYTES + start)
        name->length = STEM_BYTES + start;
    if (name->text) {
        name->text[name->length] = '\0';
        memmove(name->text, name->text + start, name->length - start + 1);
        name->length -= start;
    }
}

/* One name without its end; `otherwise` if nothing of it can be kept. */
static void add_good_part(struct str *out, const char *part, size_t bytes,
                          const char *otherwise)
{
    struct str good = {0};

    while (bytes > 0) {
        uint32_t code_point;
        size_t length = utf8_decode(part, bytes, &code_point);
        add_nearest(&good, code_point);
        part += length;
        bytes -= length;
    }
    trim(&good);
    str_add(out, good.length > 0 ? good.text : otherwise);
    str_fini(&good);
}

static const char *const ends[] = {".svg",  ".png",  ".jpg", ".jpeg",
                                   ".webp", ".opus", NULL};

/* The end of a picture's or a sound's name, in small letters; NULL: another
 * kind of file. */
static const char *media_end(const char *path)
{
    size_t length = strlen(path);

    for (int i = 0; ends[i]; i++) {
        size_t bytes = strlen(ends[i]);
        if (length > bytes && strcasecmp(path + length - bytes, ends[i]) == 0)
            return ends[i];
    }
    return NULL;
}

const char *pack_names_good(const char *path, struct arena *arena)
{
    const char *end = media_end(path), *slash;
    struct str out = {0};
    char *good;

    while ((slash = strchr(path, '/'))) {
        add_good_part(&out, path, (size_t)(slash - path), "folder");
        str_add_char(&out, '/');
        path = slash + 1;
    }
    add_good_part(&out, path, strlen(path) - (end ? strlen(end) : 0),
                  end && str_equal(end, ".opus") ? "sound" : "picture");
    str_add(&out, end ? end : "");
    good = arena_string(arena, str_text(&out), out.length);
    str_fini(&out);
    return good;
}

static bool is_taken(const struct pack_names *names, const char *path)
{
    for (size_t i = 0; i < names->count; i++)
        if (names->items[i].to && str_equal(names->items[i].to, path))
            return true;
    return false;
}

static const char *free_name(const struct pack_names *names, const char *good,
                             struct arena *arena)
{
    const char *name = good;
    size_t stem = strlen(good) - strlen(media_end(good));

    for (int i = 2; is_taken(names, name); i++)
        name =
            arena_printf(arena, "%.*s-%d%s", (int)stem, good, i, good + stem);
    return name;
}

void pack_names_choose(struct pack_names *names, const struct folder *folder)
{
    names->count = folder->count;
    names->items =
        arena_array(folder->arena, folder->count + 1, sizeof *names->items);
    for (size_t i = 0; i < folder->count; i++) {
        struct pack_name *name = &names->items[i];
        name->from = folder->files[i].path;
        if (media_end(name->from))
            name->good = pack_names_good(name->from, folder->arena);
        if (path_is_well_formed(name->from) || !name->good)
            name->to = name->from;
    }
    for (size_t i = 0; i < folder->count; i++)
        if (!names->items[i].to)
            names->items[i].to =
                free_name(names, names->items[i].good, folder->arena);
}

static const struct pack_name *find_meant(const struct pack_names *names,
                                          const char *path,
                                          struct arena *scratch)
{
    const char *good = pack_names_good(path, scratch);
    const struct pack_name *found = NULL;

    for (size_t i = 0; i < names->count; i++) {
        const struct pack_name *name = &names->items[i];
        if (!name->good || !str_equal(name->good, good))
            continue;
        if (found)
            return NULL;
        found = name;
    }
    return found;
}

const char *pack_names_find(const struct pack_names *names, const char *path,
                            struct arena *scratch)
{
    const struct pack_name *found = NULL;

    if (!media_end(path) || strlen(path) > 4 * PATH_BYTES)
        return NULL;
    for (size_t i = 0; i < names->count && !found; i++)
        if (str_equal(names->items[i].from, path))
            found = &names->items[i];
    if (!found)
        found = find_meant(names, path, scratch);
    return found && !str_equal(found->to, path) ? found->to : NULL;
}
