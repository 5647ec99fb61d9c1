#include "text/caret_line.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/grapheme.h"
#include "text/script.h"
#include <string.h>

#define JOINER "\xE2\x80\x8D" /* U+200D */

static bool is_alef(uint32_t code_point)
{
    return code_point == 0x622 || code_point == 0x623 || code_point == 0x625 ||
           code_point == 0x627 || code_point == 0x671;
}

/* Whether an Arabic letter changes the shape of the one before: all but
 * hamza do. */
static bool joins(uint32_t code_point)
{
    return letter_is_word(code_point) && code_point != 0x621;
}

static uint32_t code_point_at(const char *utf8)
{
    uint32_t code_point = 0;
    if (*utf8 != '\0')
        utf8_decode(utf8, strlen(utf8), &code_point);
    return code_point;
}

static uint32_t shown_code_point(uint32_t code_point)
{
    if (code_point == '\t')
        return ' ';
    bool is_control =
        code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
    return is_control || letter_is_hidden(code_point) ? 0 : code_point;
}

/* What is drawn of a run leaves out what is not seen and may hold joiners
 * that are not in the text: this walks through both at once. */
struct walk {
    const char *utf8;
    const char *shown;
    size_t at;       /* byte of the text */
    size_t shown_at; /* byte of what is drawn */
};

static void walk_to(struct walk *walk, size_t end)
{
    uint32_t there;
    while (walk->at < end) {
        uint32_t code_point;
        walk->at +=
            utf8_decode(walk->utf8 + walk->at, end - walk->at, &code_point);
        code_point = shown_code_point(code_point);
        const char *rest = walk->shown + walk->shown_at;
        if (code_point == 0 || *rest == '\0')
            continue;
        size_t bytes = utf8_decode(rest, strlen(rest), &there);
        if (there == ZERO_WIDTH_NON_JOINER && code_point != there) {
            walk->shown_at += bytes;
            rest += bytes;
            bytes = *rest ? utf8_decode(rest, strlen(rest), &there) : 0;
        }
        walk->shown_at += bytes;
    }
}

struct measuring {
    const struct caret_text *text;
    const struct paragraph_run *run;
    struct str piece;
    size_t from; /* of what is drawn: where the piece begins */
    int from_px;
};

/* The width of what is drawn up to a byte. Words are measured apart: they are
 * short, and found again. Before a letter that joins, the last one keeps the
 * shape it has. */
static int width_to(struct measuring *measuring, size_t shown_at)
{
    const struct paragraph_run *run = measuring->run;
    const struct paragraph_measure *measure = measuring->text->measure;
    const char *shown = run->shown;
    if (shown_at == measuring->from)
        return measuring->from_px;
    str_clear(&measuring->piece);
    str_add_bytes(&measuring->piece, shown + measuring->from,
                  shown_at - measuring->from);
    if (run->script == SCRIPT_ARABIC && joins(code_point_at(shown + shown_at)))
        str_add(&measuring->piece, JOINER);
    int width =
        measuring->from_px +
        measure->width_px(measure->user, run->face, run->is_bold, run->script,
                          run->level % 2, str_text(&measuring->piece));
    if (shown[shown_at - 1] == ' ') {
        measuring->from = shown_at;
        measuring->from_px = width;
    }
    return width;
}

static size_t count_letters(const struct caret_text *text, size_t start,
                            size_t end)
{
    size_t count = 0;
    for (; start < end; count++)
        start = grapheme_next(text->utf8, end, start);
    return count;
}

/* Where lam and alef are drawn as one, its middle parts them. */
static void part_ligatures(const char *utf8, struct caret_cell *cells,
                           size_t count)
{
    for (size_t i = 0; i + 1 < count; i++)
        if (code_point_at(utf8 + cells[i].start) == 0x644 &&
            is_alef(code_point_at(utf8 + cells[i + 1].start))) {
            int both = cells[i].w + cells[i + 1].w;
            cells[i].w = both / 2;
            cells[i + 1].w = both - both / 2;
        }
}

/* Puts the run's letters, in the order of the text and widths alone, where
 * they are seen. */
static void place_cells(const struct paragraph_run *run, int left,
                        struct caret_cell *cells, size_t count)
{
    int at = 0;
    for (size_t i = 0; i < count; i++) {
        cells[i].is_rtl = run->level % 2;
        cells[i].x = left + run->x_px +
                     (cells[i].is_rtl ? run->width_px - at - cells[i].w : at);
        at += cells[i].w;
    }
    for (size_t i = 0; run->level % 2 && i < count / 2; i++) {
        struct caret_cell other = cells[i];
        cells[i] = cells[count - 1 - i];
        cells[count - 1 - i] = other;
    }
}

static void add_run(const struct caret_text *text,
                    const struct paragraph_run *run, struct caret_line *line)
{
    struct caret_cell *cells = line->cells + line->count;
    struct measuring measuring = {.text = text, .run = run};
    struct walk walk = {text->utf8, run->shown, run->start, 0};
    size_t count = 0;
    int last = 0;
    for (size_t at = run->start; at < run->end; count++) {
        size_t end = grapheme_next(text->utf8, run->end, at);
        walk_to(&walk, end);
        int width = end == run->end ? run->width_px
                                    : width_to(&measuring, walk.shown_at);
        width = width < last ? last : width;
        width = width > run->width_px ? run->width_px : width;
        cells[count] =
            (struct caret_cell){.start = at, .end = end, .w = width - last};
        last = width;
        at = end;
    }
    str_fini(&measuring.piece);
    part_ligatures(text->utf8, cells, count);
    place_cells(run, line->left, cells, count);
    line->count += count;
}

static int space_px(const struct caret_text *text,
                    const struct paragraph_line *line)
{
    const struct paragraph_measure *measure = text->measure;
    bool is_rtl = text->paragraph->is_rtl;
    uint32_t script = is_rtl ? SCRIPT_ARABIC : SCRIPT_LATIN;
    int face = line->run_count > 0
                   ? line->runs[is_rtl ? 0 : line->run_count - 1].face
                   : measure->face(measure->user, ' ', script, -1);
    return measure->width_px(measure->user, face, false, script, is_rtl, " ");
}

static int hanging_px(int space, int room)
{
    room = room > 0 ? room : 0;
    return room < space ? room : space;
}

/* Spaces at a line's end are not drawn, but somebody typed them. They hang
 * over in the paragraph's direction, as far as the box goes. */
static void add_hanging(const struct caret_text *text,
                        const struct paragraph_line *from, size_t start,
                        struct caret_line *line)
{
    int space = start < from->end ? space_px(text, from) : 0;
    struct caret_cell *cells = line->cells;
    for (size_t at = start; at < from->end;) {
        size_t end = grapheme_next(text->utf8, from->end, at);
        struct caret_cell cell = {at, end, line->right, space, line->is_rtl};
        if (line->is_rtl) {
            cell.w = hanging_px(space, line->left);
            cell.x = line->left -= cell.w;
            memmove(cells + 1, cells, line->count * sizeof *cells);
            cells[0] = cell;
        } else {
            cell.w = hanging_px(space, text->width_px - line->right);
            line->right += cell.w;
            cells[line->count] = cell;
        }
        line->count++;
        at = end;
    }
}

struct caret_line caret_line(const struct caret_text *text, size_t index)
{
    const struct paragraph *paragraph = text->paragraph;
    struct caret_line line = {.is_rtl = paragraph->is_rtl,
                              .y = (int)index * paragraph->line_px};
    line.left = line.right = line.is_rtl ? text->width_px : 0;
    if (index >= paragraph->line_count)
        return line;
    const struct paragraph_line *from = &paragraph->lines[index];
    line.start = from->start;
    line.end = from->end;
    line.cells = arena_array(text->arena,
                             count_letters(text, from->start, from->end) + 1,
                             sizeof *line.cells);
    line.left = line.is_rtl ? text->width_px - from->width_px : 0;
    line.right = line.left + from->width_px;
    size_t shown_end = from->start;
    for (size_t i = 0; i < from->run_count; i++) {
        add_run(text, &from->runs[i], &line);
        if (from->runs[i].end > shown_end)
            shown_end = from->runs[i].end;
    }
    add_hanging(text, from, shown_end, &line);
    return line;
}
