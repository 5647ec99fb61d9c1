#include "text/paragraph.h"
#include "text/bidi.h"
#include "text/line_fill.h"
#include "text/paragraph_hash.h"
#include "text/script.h"
#include <string.h>

uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t count)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < count; i++)
        hash = (hash ^ at[i]) * UINT64_C(0x100000001b3);
    return hash;
}

uint64_t hash_number(uint64_t hash, uint64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(number >> (8 * i));
    return hash_bytes(hash, bytes, sizeof bytes);
}

uint64_t paragraph_hash(const char *utf8, const struct text_style *style,
                        const struct text_span *bold, size_t bold_count,
                        int width_px, int max_lines)
{
    const char *language = style->language ? style->language : "";
    uint64_t hash = hash_bytes(HASH_START, utf8, strlen(utf8) + 1);
    hash = hash_bytes(hash, language, strlen(language) + 1);
    hash = hash_number(hash, (uint64_t)style->size_px);
    hash = hash_number(hash, (uint64_t)style->line_px * 2 + style->is_bold);
    hash = hash_number(hash, (uint64_t)(width_px > 0 ? width_px : 0));
    hash = hash_number(hash, (uint64_t)max_lines);
    for (size_t i = 0; i < bold_count; i++)
        hash = hash_number(hash_number(hash, bold[i].start), bold[i].end);
    return hash;
}

int line_height_px(int size_px, const char *language)
{
    /* Looked at with Noto Sans at 28 px: 40 for Latin and Tifinagh, 50 for
     * Arabic, whose marks stand above and below. */
    return language_is_rtl(language) ? (size_px * 50 + 14) / 28
                                     : (size_px * 40 + 14) / 28;
}

struct setting {
    struct letters_source source;
    struct line_fill fill; /* of the letters in hand */
    struct arena *arena;
    struct str scratch;
    int width_px;
    size_t max_lines; /* SIZE_MAX: all */
    struct paragraph *paragraph;
    size_t room;
};

static void finish_run(struct setting *set, struct paragraph_run *run)
{
    const struct paragraph_measure *measure = set->source.measure;
    run->shown =
        arena_string(set->arena, str_text(&set->scratch), set->scratch.length);
    if (*run->shown)
        run->width_px =
            measure->width_px(measure->user, run->face, run->is_bold,
                              run->script, run->level % 2, run->shown);
}

static bool continues(const struct paragraph_run *run,
                      const struct line_tail *tail)
{
    return run->level == tail->level && run->face == tail->face &&
           run->script == tail->script && run->is_bold == tail->is_bold;
}

/* The line's runs in the order of the text, hidden ones too: they take part
 * in the order. */
static size_t gather_runs(struct setting *set, size_t start, size_t end,
                          const struct line_tail *tail,
                          struct paragraph_run *runs)
{
    const struct letters *letters = set->fill.letters;
    size_t count = 0;
    struct paragraph_run *run = NULL;
    for (size_t at = start, next; at < end; at = next) {
        size_t model;
        next = letters_run_end(letters, at, end, &model);
        run = &runs[count++];
        *run = (struct paragraph_run){
            .start = letters->offsets[at],
            .end = letters->offsets[next],
            .level = letters->levels[at],
            .is_bold = letters->is_bold[model],
            .face = letters->faces[model],
            .script = letters->scripts[model],
        };
        str_clear(&set->scratch);
        letters_show(letters, at, next, &set->scratch);
        if (next == end && continues(run, tail))
            str_add(&set->scratch, tail->utf8);
        finish_run(set, run);
    }
    if (*tail->utf8 && !(run && continues(run, tail))) {
        size_t offset = letters->offsets[end];
        runs[count] = (struct paragraph_run){
            offset,     offset,       0,   0, tail->level, tail->is_bold,
            tail->face, tail->script, NULL};
        str_clear(&set->scratch);
        str_add(&set->scratch, tail->utf8);
        finish_run(set, &runs[count++]);
    }
    return count;
}

static void place_runs(struct setting *set, struct paragraph_run *runs,
                       size_t count, struct paragraph_line *line)
{
    uint8_t *levels = arena_array(set->arena, count + 1, sizeof *levels);
    size_t *order = arena_array(set->arena, count + 1, sizeof *order);
    for (size_t i = 0; i < count; i++)
        levels[i] = runs[i].level;
    bidi_visual_order(levels, count, order);

    line->runs = arena_array(set->arena, count + 1, sizeof *runs);
    for (size_t i = 0; i < count; i++) {
        struct paragraph_run *run = &runs[order[i]];
        if (!*run->shown)
            continue;
        run->x_px = line->width_px;
        line->width_px += run->width_px;
        line->runs[line->run_count++] = *run;
    }
}

static struct paragraph_line *new_line(struct setting *set)
{
    struct paragraph *paragraph = set->paragraph;
    if (paragraph->line_count == set->room) {
        size_t room = set->room ? set->room * 2 : 8;
        struct paragraph_line *lines =
            arena_array(set->arena, room, sizeof *lines);
        if (set->room)
            memcpy(lines, paragraph->lines, set->room * sizeof *lines);
        paragraph->lines = lines;
        set->room = room;
    }
    return &paragraph->lines[paragraph->line_count++];
}

static size_t count_runs(const struct letters *letters, size_t start,
                         size_t end)
{
    size_t count = 0, model;
    for (; start < end; count++)
        start = letters_run_end(letters, start, end, &model);
    return count;
}

static struct paragraph_line make_line(struct setting *set, size_t start,
                                       size_t end, const struct line_tail *tail)
{
    const struct letters *letters = set->fill.letters;
    struct paragraph_line line = {.start = letters->offsets[start],
                                  .end = letters->offsets[end]};
    end = letters_trim(letters, start, end);
    struct paragraph_run *runs = arena_array(
        set->arena, count_runs(letters, start, end) + 1, sizeof *runs);
    size_t count = gather_runs(set, start, end, tail, runs);
    place_runs(set, runs, count, &line);
    return line;
}

static struct line_tail tail_at(const struct setting *set, size_t end)
{
    if (!line_fill_hyphenates(&set->fill, end))
        return (struct line_tail){.utf8 = ""};
    uint8_t level = set->fill.letters->levels[end - 1];
    return line_tail(&set->fill, end - 1, level, '-');
}

/* Makes the line that begins at `start` and returns its end. Words are
 * measured apart and drawn together, which may be some pixels wider: then it
 * is filled again with too little room for its last word. */
static size_t fill_line(struct setting *set, size_t start,
                        const struct line_tail *ellipsis,
                        struct paragraph_line *ret_line)
{
    enum { TRIALS = 4 };
    size_t count = set->fill.letters->count;
    int room = set->width_px - (ellipsis ? ellipsis->width_px : 0);
    for (int trial = 1;; trial++) {
        bool is_forced = false;
        size_t end = start;
        if (set->width_px <= 0)
            end = count;
        else if (start < count && (room > 0 || !ellipsis))
            end = line_fill_next(&set->fill, start, room > 0 ? room : 1,
                                 &is_forced);
        struct line_tail tail = ellipsis ? *ellipsis : tail_at(set, end);
        *ret_line = make_line(set, start, end, &tail);
        ret_line->is_forced = is_forced;
        if (set->width_px <= 0 || ret_line->width_px <= set->width_px ||
            trial == TRIALS)
            return end;
        room = set->fill.filled_px - 1;
    }
}

/* The lines up to the next newline; `is_last`: the text ends there. */
static void fill_lines(struct setting *set, bool is_last)
{
    const struct letters *letters = set->fill.letters;
    struct paragraph *paragraph = set->paragraph;
    size_t start = 0;
    do {
        struct paragraph_line line;
        size_t end = fill_line(set, start, NULL, &line);
        bool goes_on = !is_last || end < letters->count;
        if (goes_on && paragraph->line_count + 1 == set->max_lines) {
            struct line_tail ellipsis =
                line_tail(&set->fill, start, letters->is_rtl, ELLIPSIS);
            end = fill_line(set, start, &ellipsis, &line);
            paragraph->is_cut = true;
        }
        *new_line(set) = line;
        if (line.width_px > paragraph->width_px)
            paragraph->width_px = line.width_px;
        start = end;
    } while (start < letters->count && !paragraph->is_cut);
}

struct paragraph *paragraph_set(const char *utf8,
                                const struct text_style *style,
                                const struct text_span *bold, size_t bold_count,
                                int width_px, int max_lines,
                                const struct paragraph_measure *measure,
                                struct arena *arena)
{
    struct setting set = {
        .source = {utf8, strlen(utf8), style, bold, bold_count, measure},
        .arena = arena,
        .width_px = width_px,
        .max_lines = max_lines > 0 ? (size_t)max_lines : SIZE_MAX,
        .paragraph = arena_get(arena, sizeof *set.paragraph),
    };
    struct paragraph *paragraph = set.paragraph;
    paragraph->is_rtl = language_is_rtl(style->language);
    paragraph->size_px = style->size_px;
    paragraph->line_px = style->line_px > 0
                             ? style->line_px
                             : line_height_px(style->size_px, style->language);
    paragraph->hash =
        paragraph_hash(utf8, style, bold, bold_count, width_px, max_lines);
    for (size_t at = 0; at < set.source.length && !paragraph->is_cut;) {
        struct letters letters;
        letters_read(&set.source, &at, arena, &letters);
        line_fill_init(&set.fill, &letters, measure, arena, &set.scratch);
        fill_lines(&set, at == set.source.length);
    }
    paragraph->height_px = (int)paragraph->line_count * paragraph->line_px;
    str_fini(&set.scratch);
    return paragraph;
}
