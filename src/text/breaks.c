#include "text/breaks.h"
#include "base/arena.h"
#include <linebreak.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool upsets_library(uint32_t code_point)
{
    return (code_point >= 0x1F1E6 && code_point <= 0x1F1FF) ||
           code_point == 0xFFFF;
}

static bool sticks_to_previous(uint32_t code_point)
{
    return code_point == 0x200D || code_point == 0xFE0F ||
           (code_point >= 0x1F3FB && code_point <= 0x1F3FF);
}

static uint8_t kind_of(char library_break)
{
    switch (library_break) {
    case LINEBREAK_MUSTBREAK:
        return BREAK_MUST;
    case LINEBREAK_ALLOWBREAK:
        return BREAK_ALLOWED;
    default:
        return BREAK_NO;
    }
}

/* The library compares the start of the tag with "fr", "de" ...; with more
 * than the language "frr" would be French. */
static const char *primary_language(const char *tag, char ret_language[4])
{
    size_t length = tag ? strcspn(tag, "-") : 0;
    if (length != 2)
        return NULL;
    memcpy(ret_language, tag, length);
    ret_language[length] = '\0';
    return ret_language;
}

static bool begins_address(const uint32_t *code_points, size_t left)
{
    static const char *const starts[] = {"www.", "http://", "https://"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        size_t at = 0;
        while (starts[i][at] && at < left &&
               code_points[at] == (uint32_t)starts[i][at])
            at++;
        if (!starts[i][at])
            return true;
    }
    return false;
}

/* The address of a page is broken behind a '/' only: a hyphen at the end of
 * a line would be read as ours. */
static void keep_addresses(const uint32_t *code_points, size_t count,
                           uint8_t *breaks)
{
    for (size_t i = 0; i < count; i++) {
        bool is_start = i == 0 || code_points[i - 1] <= ' ';
        if (!is_start || !begins_address(code_points + i, count - i))
            continue;
        for (; i + 1 < count && code_points[i + 1] > ' '; i++)
            breaks[i] = code_points[i] == '/' ? breaks[i] : BREAK_NO;
    }
}

/* Hyphens at the beginning of a word belong to it (LB20a of later versions of
 * UAX 14, for as many as there are): `--option` is one. */
static void keep_first_hyphens(const uint32_t *code_points, size_t count,
                               uint8_t *breaks)
{
    for (size_t i = 0; i < count; i++) {
        bool is_start = i == 0 || code_points[i - 1] <= ' ';
        for (; is_start && i + 1 < count && code_points[i] == '-'; i++)
            if (code_points[i + 1] > ' ')
                breaks[i] = BREAK_NO;
    }
}

void line_breaks(const uint32_t *code_points, size_t count,
                 const char *language, uint8_t *ret_breaks)
{
    static bool is_ready;
    if (!is_ready) {
        init_linebreak();
        is_ready = true;
    }
    if (count == 0)
        return;

    char primary[4];
    utf32_t *guarded = memory_get(count * sizeof *guarded);
    char *breaks = memory_get(count);
    for (size_t i = 0; i < count; i++)
        guarded[i] = upsets_library(code_points[i]) ? 'a' : code_points[i];
    set_linebreaks_utf32(guarded, count, primary_language(language, primary),
                         breaks);

    for (size_t i = 0; i < count; i++) {
        ret_breaks[i] = kind_of(breaks[i]);
        bool is_stuck =
            code_points[i] == 0x200D ||
            (i + 1 < count && sticks_to_previous(code_points[i + 1]));
        if (is_stuck && ret_breaks[i] == BREAK_ALLOWED)
            ret_breaks[i] = BREAK_NO;
    }
    keep_addresses(code_points, count, ret_breaks);
    keep_first_hyphens(code_points, count, ret_breaks);
    ret_breaks[count - 1] = BREAK_MUST; /* versions differ here */
    memory_wipe(guarded, count * sizeof *guarded);
    free(guarded);
    free(breaks);
}
