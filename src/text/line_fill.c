#include "text/line_fill.h"
#include "text/breaks.h"
#include "text/script.h"

void line_fill_init(struct line_fill *fill, const struct letters *letters,
                    const struct paragraph_measure *measure,
                    struct arena *arena, struct str *scratch)
{
    size_t count = letters->count + 1;
    *fill = (struct line_fill){
        .letters = letters,
        .measure = measure,
        .words = arena_array(arena, count, sizeof *fill->words),
        .gaps = arena_array(arena, count, sizeof *fill->gaps),
        .scratch = scratch,
    };
    for (size_t i = 0; i < count; i++)
        fill->words[i] = fill->gaps[i] = -1;
}

struct line_tail line_tail(const struct line_fill *fill, size_t model,
                           uint8_t level, uint32_t code_point)
{
    const struct letters *letters = fill->letters;
    const struct paragraph_measure *with = fill->measure;
    struct line_tail tail = {
        .utf8 = code_point == ELLIPSIS ? "\u2026" : "-",
        .script = letters->scripts[model],
        .level = level,
        .is_bold = letters->is_bold[model],
    };
    tail.face =
        with->face(with->user, code_point, tail.script, letters->faces[model]);
    tail.width_px = with->width_px(with->user, tail.face, tail.is_bold,
                                   tail.script, level % 2, tail.utf8);
    return tail;
}

static int measure_run(struct line_fill *fill, size_t start, size_t end,
                       size_t model)
{
    const struct letters *letters = fill->letters;
    str_clear(fill->scratch);
    letters_show(letters, start, end, fill->scratch);
    const char *shown = str_text(fill->scratch);
    if (!*shown)
        return 0;
    return fill->measure->width_px(
        fill->measure->user, letters->faces[model], letters->is_bold[model],
        letters->scripts[model], letters->levels[model] % 2, shown);
}

static int measure(struct line_fill *fill, size_t start, size_t end)
{
    int width = 0;
    while (start < end) {
        size_t model;
        size_t run_end = letters_run_end(fill->letters, start, end, &model);
        width += measure_run(fill, start, run_end, model);
        start = run_end;
    }
    return width;
}

bool line_fill_hyphenates(const struct line_fill *fill, size_t end)
{
    const uint32_t *code_points = fill->letters->code_points;
    return end > 1 && end < fill->letters->count &&
           code_points[end - 1] == SOFT_HYPHEN &&
           !letter_is_space(code_points[end - 2]) &&
           !letter_is_hidden(code_points[end - 2]);
}

static size_t next_break(const struct letters *letters, size_t start)
{
    size_t end = start + 1;
    while (end < letters->count && letters->breaks[end - 1] == BREAK_NO)
        end++;
    return end;
}

static size_t cluster_start(const struct letters *letters, size_t start,
                            size_t at)
{
    while (at > start && !letters_part(letters->code_points[at - 1],
                                       letters->code_points[at]))
        at--;
    return at;
}

/* Whether [start, at) fits, to the border of a cluster; then *best is there. */
static bool reaches(struct line_fill *fill, size_t start, size_t at,
                    int width_px, size_t *best)
{
    size_t border = cluster_start(fill->letters, start, at);
    if (border > *best && measure(fill, start, border) > width_px)
        return false;
    if (border > *best)
        *best = border;
    return true;
}

/* Breaks inside the word [start, end), which is wider than the line, before
 * the last cluster that fits but behind the first. */
static size_t break_word(struct line_fill *fill, size_t start, size_t end,
                         int width_px)
{
    const struct letters *letters = fill->letters;
    size_t best = start + 1;
    while (best < end && !letters_part(letters->code_points[best - 1],
                                       letters->code_points[best]))
        best++;
    /* Doubling first keeps a page without a space from being measured whole
     * for each of its lines. */
    size_t low = best, high = end;
    for (size_t probe = start + 2 * (low - start); probe < end;
         probe = start + 2 * (probe - start)) {
        if (!reaches(fill, start, probe, width_px, &best)) {
            high = probe;
            break;
        }
        low = probe;
    }
    while (high > low + 1) {
        size_t middle = low + (high - low) / 2;
        if (reaches(fill, start, middle, width_px, &best))
            low = middle;
        else
            high = middle;
    }
    return best;
}

/* The width of the word, and *ret_gap of the spaces behind it. */
static int measure_word(struct line_fill *fill, size_t start, size_t word_end,
                        size_t end, int *ret_gap)
{
    if (fill->words[start] < 0) {
        fill->words[start] = measure(fill, start, word_end);
        fill->gaps[start] = measure(fill, word_end, end);
    }
    *ret_gap = fill->gaps[start];
    return fill->words[start];
}

static int hyphen_px(const struct line_fill *fill, size_t end)
{
    if (!line_fill_hyphenates(fill, end))
        return 0;
    uint8_t level = fill->letters->levels[end - 1];
    return line_tail(fill, end - 1, level, '-').width_px;
}

size_t line_fill_next(struct line_fill *fill, size_t start, int width_px,
                      bool *ret_is_forced)
{
    const struct letters *letters = fill->letters;
    size_t best = start, end, word_end = start;
    int at = 0, gap;
    *ret_is_forced = false;
    if (width_px <= 0)
        return letters->count;
    for (size_t word = start; word < letters->count; word = end) {
        end = next_break(letters, word);
        word_end = letters_trim(letters, word, end);
        int width = measure_word(fill, word, word_end, end, &gap);
        if (word_end > word && at + width > width_px)
            break;
        int hyphen = hyphen_px(fill, end);
        int with_hyphen = at + width + hyphen;
        if (with_hyphen <= width_px || (word_end == word && !hyphen)) {
            best = end;
            fill->filled_px = with_hyphen;
        }
        at += width + gap;
        if (end == letters->count)
            return end;
    }
    if (best > start)
        return best;
    best = break_word(fill, start, word_end, width_px);
    fill->filled_px = width_px;
    *ret_is_forced = best < word_end;
    return *ret_is_forced ? best : next_break(letters, start);
}
