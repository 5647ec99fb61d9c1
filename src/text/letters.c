#include "text/letters.h"
#include "base/utf8.h"
#include "text/bidi.h"
#include "text/breaks.h"
#include "text/script.h"

static bool is_newline(uint32_t code_point)
{
    return code_point == '\n' || code_point == 0x2028 || code_point == 0x2029;
}

static bool is_control(uint32_t code_point)
{
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

static void decode(const struct letters_source *source, size_t *at,
                   struct arena *arena, struct letters *letters)
{
    const char *rest = source->utf8 + *at;
    size_t left = source->length - *at, room = 0, used = 0;
    uint32_t code_point = 0;
    while (used < left) {
        used += utf8_decode(rest + used, left - used, &code_point);
        if (is_newline(code_point))
            break;
        room++;
    }
    letters->code_points = arena_array(arena, room + 1, sizeof(uint32_t));
    letters->offsets = arena_array(arena, room + 1, sizeof(size_t));

    for (used = 0; used < left;) {
        size_t start = *at + used;
        used += utf8_decode(rest + used, left - used, &code_point);
        letters->offsets[letters->count] = start;
        if (is_newline(code_point))
            break;
        if (code_point == '\t')
            code_point = ' ';
        if (!is_control(code_point))
            letters->code_points[letters->count++] = code_point;
        letters->offsets[letters->count] = *at + used;
    }
    *at += used;
}

static void choose_faces(struct letters *letters,
                         const struct paragraph_measure *measure)
{
    int previous = -1;
    for (size_t i = 0; i < letters->count; i++) {
        uint32_t code_point = letters->code_points[i];
        bool is_bound =
            letter_is_hidden(code_point) || letter_has_no_face(code_point);
        if (!is_bound || previous < 0)
            previous = measure->face(measure->user, code_point,
                                     letters->scripts[i], previous);
        letters->faces[i] = previous;
    }
}

static void choose_weights(struct letters *letters,
                           const struct letters_source *source)
{
    size_t span = 0;
    for (size_t i = 0; i < letters->count; i++) {
        size_t offset = letters->offsets[i];
        while (span < source->bold_count && source->bold[span].end <= offset)
            span++;
        bool is_inside =
            span < source->bold_count && source->bold[span].start <= offset;
        letters->is_bold[i] = source->style->is_bold || is_inside;
        if (i > 0 &&
            !letters_part(letters->code_points[i - 1], letters->code_points[i]))
            letters->is_bold[i] = letters->is_bold[i - 1];
    }
}

void letters_read(const struct letters_source *source, size_t *at,
                  struct arena *arena, struct letters *ret_letters)
{
    const char *language = source->style->language;
    struct letters letters = {.is_rtl = language_is_rtl(language)};
    decode(source, at, arena, &letters);
    size_t count = letters.count;
    letters.levels = arena_array(arena, count + 1, sizeof *letters.levels);
    letters.breaks = arena_array(arena, count + 1, sizeof *letters.breaks);
    letters.scripts = arena_array(arena, count + 1, sizeof *letters.scripts);
    letters.faces = arena_array(arena, count + 1, sizeof *letters.faces);
    letters.is_bold = arena_array(arena, count + 1, sizeof *letters.is_bold);

    bidi_levels(letters.code_points, count, letters.is_rtl, letters.levels);
    line_breaks(letters.code_points, count, language, letters.breaks);
    scripts_resolve(letters.code_points, letters.levels, count,
                    letters.scripts);
    choose_faces(&letters, source->measure);
    choose_weights(&letters, source);
    letters.levels[count] = letters.is_rtl;
    letters.scripts[count] = letters.is_rtl ? SCRIPT_ARABIC : SCRIPT_LATIN;
    letters.is_bold[count] = source->style->is_bold;
    *ret_letters = letters;
}

size_t letters_run_end(const struct letters *letters, size_t start, size_t end,
                       size_t *ret_model)
{
    size_t model = start, i = start;
    bool is_shown = !letter_is_hidden(letters->code_points[start]);
    while (++i < end && letters->levels[i] == letters->levels[start]) {
        if (letter_is_hidden(letters->code_points[i]))
            continue;
        if (is_shown && (letters->faces[i] != letters->faces[model] ||
                         letters->scripts[i] != letters->scripts[model] ||
                         letters->is_bold[i] != letters->is_bold[model]))
            break;
        model = i;
        is_shown = true;
    }
    *ret_model = model;
    return i;
}

/* Noto Sans Tifinagh slants the second of two neighbouring bars by a
 * ligature, and SDL2_ttf cannot switch features off. */
static bool is_tifinagh_bar(uint32_t code_point)
{
    return code_point == 0x2D4D || code_point == 0x2D4F;
}

void letters_show(const struct letters *letters, size_t start, size_t end,
                  struct str *out)
{
    uint32_t previous = 0;
    char bytes[4];
    for (size_t i = start; i < end; i++) {
        uint32_t code_point = letters->code_points[i];
        if (letter_is_hidden(code_point))
            continue;
        if (is_tifinagh_bar(previous) && is_tifinagh_bar(code_point))
            str_add_bytes(out, bytes,
                          utf8_encode(ZERO_WIDTH_NON_JOINER, bytes));
        str_add_bytes(out, bytes, utf8_encode(code_point, bytes));
        previous = code_point;
    }
}

size_t letters_trim(const struct letters *letters, size_t start, size_t end)
{
    while (end > start && (letter_is_space(letters->code_points[end - 1]) ||
                           letter_is_hidden(letters->code_points[end - 1])))
        end--;
    return end;
}
