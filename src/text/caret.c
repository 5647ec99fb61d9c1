#include "text/caret.h"
#include "text/caret_line.h"
#include "text/grapheme.h"
#include <limits.h>
#include <stdlib.h>

static size_t line_of(const struct paragraph *paragraph, size_t byte)
{
    size_t index = 0;
    while (index + 1 < paragraph->line_count &&
           paragraph->lines[index].end <= byte)
        index++;
    return index;
}

/* A gap is between two cells as they are seen; gap i is left of cell i. */
static size_t gap_before(const struct caret_line *line, size_t cell)
{
    return line->cells[cell].is_rtl ? cell + 1 : cell;
}

static size_t gap_behind(const struct caret_line *line, size_t cell)
{
    return line->cells[cell].is_rtl ? cell : cell + 1;
}

/* The cell that ends at or last before the byte, and the one that starts at
 * or first behind it; line->count: none. */
static void neighbours(const struct caret_line *line, size_t byte,
                       size_t *ret_before, size_t *ret_behind)
{
    *ret_before = *ret_behind = line->count;
    for (size_t i = 0; i < line->count; i++) {
        const struct caret_cell *cell = &line->cells[i];
        if (cell->end <= byte && (*ret_before == line->count ||
                                  cell->end > line->cells[*ret_before].end))
            *ret_before = i;
        if (cell->start >= byte &&
            (*ret_behind == line->count ||
             cell->start < line->cells[*ret_behind].start))
            *ret_behind = i;
    }
}

/* Where a letter of that direction would appear. Beyond both ends of a line
 * goes the paragraph's direction. */
static size_t gap_of(const struct caret_line *line, size_t byte, bool types_rtl)
{
    size_t before, behind;
    neighbours(line, byte, &before, &behind);
    bool has_before = before < line->count, has_behind = behind < line->count;
    bool before_rtl = has_before ? line->cells[before].is_rtl : line->is_rtl;
    bool behind_rtl = has_behind ? line->cells[behind].is_rtl : line->is_rtl;
    size_t first = line->is_rtl ? line->count : 0;
    size_t last = line->count - first;
    size_t at_before = has_before ? gap_behind(line, before) : first;
    size_t at_behind = has_behind ? gap_before(line, behind) : last;
    if (before_rtl == types_rtl)
        return at_before;
    return behind_rtl == types_rtl ? at_behind : at_before;
}

static int gap_x(const struct caret_line *line, size_t gap)
{
    if (gap < line->count)
        return line->cells[gap].x;
    return gap > 0 ? line->cells[gap - 1].x + line->cells[gap - 1].w
                   : line->left;
}

struct caret_box caret_at(const struct caret_text *text, size_t byte,
                          bool types_rtl)
{
    struct caret_line line = caret_line(text, line_of(text->paragraph, byte));
    return (struct caret_box){gap_x(&line, gap_of(&line, byte, types_rtl)),
                              line.y, 0, text->paragraph->line_px};
}

size_t caret_byte(const struct caret_text *text, int x, int y)
{
    const struct paragraph *paragraph = text->paragraph;
    if (paragraph->line_count == 0)
        return 0;
    size_t index = y <= 0 ? 0 : (size_t)(y / paragraph->line_px);
    if (index >= paragraph->line_count)
        index = paragraph->line_count - 1;
    struct caret_line line = caret_line(text, index);
    size_t byte = line.start;
    int nearest = INT_MAX;
    for (size_t i = 0; i < line.count; i++) {
        const struct caret_cell *cell = &line.cells[i];
        size_t left = cell->is_rtl ? cell->end : cell->start;
        size_t right = cell->is_rtl ? cell->start : cell->end;
        int from_left = abs(x - cell->x),
            from_right = abs(x - cell->x - cell->w);
        if (from_left < nearest) {
            nearest = from_left;
            byte = left;
        }
        if (from_right < nearest) {
            nearest = from_right;
            byte = right;
        }
    }
    /* The end of a line is the beginning of the next: stay on this one. */
    if (index + 1 < paragraph->line_count && byte >= line.end)
        byte = grapheme_previous(text->utf8, line.end, line.end);
    return byte;
}

/* The bytes a gap may stand for: of its left neighbour, of its right one. */
static size_t gap_bytes(const struct caret_line *line, size_t gap,
                        size_t ret_bytes[4])
{
    size_t count = 0;
    if (gap > 0) {
        const struct caret_cell *left = &line->cells[gap - 1];
        ret_bytes[count++] = left->is_rtl ? left->start : left->end;
    }
    if (gap < line->count) {
        const struct caret_cell *right = &line->cells[gap];
        ret_bytes[count++] = right->is_rtl ? right->end : right->start;
    }
    /* Beyond the ends the paragraph's direction counts. */
    if (gap == (line->is_rtl ? line->count : 0))
        ret_bytes[count++] = line->start;
    if (gap == (line->is_rtl ? 0 : line->count))
        ret_bytes[count++] = line->end;
    return count;
}

size_t caret_step(const struct caret_text *text, size_t byte, bool types_rtl,
                  int step)
{
    const struct paragraph *paragraph = text->paragraph;
    size_t index = line_of(paragraph, byte), bytes[4];
    struct caret_line line = caret_line(text, index);
    bool is_last = index + 1 >= paragraph->line_count;
    size_t gap = gap_of(&line, byte, types_rtl);
    while (step < 0 ? gap > 0 : gap < line.count) {
        gap = step < 0 ? gap - 1 : gap + 1;
        size_t count = gap_bytes(&line, gap, bytes);
        for (size_t i = 0; i < count; i++)
            if (gap_of(&line, bytes[i], types_rtl) == gap &&
                (is_last || bytes[i] < line.end))
                return bytes[i];
    }
    bool is_onwards = (step < 0) == paragraph->is_rtl;
    if (is_onwards)
        return is_last ? byte : line.end;
    return line.start > 0
               ? grapheme_previous(text->utf8, line.start, line.start)
               : byte;
}

/* Adds the boxes of a line's letters within [from, to); neighbours are one. */
static size_t line_boxes(const struct caret_line *line, size_t from, size_t to,
                         int line_px, struct caret_box *boxes)
{
    size_t count = 0;
    for (size_t i = 0; i < line->count; i++) {
        const struct caret_cell *cell = &line->cells[i];
        if (cell->start < from || cell->end > to || cell->w == 0)
            continue;
        struct caret_box *last = count > 0 ? &boxes[count - 1] : NULL;
        if (last && last->x + last->w == cell->x)
            last->w += cell->w;
        else
            boxes[count++] =
                (struct caret_box){cell->x, line->y, cell->w, line_px};
    }
    return count;
}

size_t caret_boxes(const struct caret_text *text, size_t from, size_t to,
                   struct caret_box **ret_boxes)
{
    const struct paragraph *paragraph = text->paragraph;
    size_t count = 0, most = 1;
    *ret_boxes = NULL;
    if (from >= to || paragraph->line_count == 0)
        return 0;
    size_t first = line_of(paragraph, from), last = line_of(paragraph, to);
    for (size_t i = first; i <= last; i++)
        most += paragraph->lines[i].end - paragraph->lines[i].start;
    struct caret_box *boxes = arena_array(text->arena, most, sizeof *boxes);
    for (size_t i = first; i <= last; i++) {
        struct caret_line line = caret_line(text, i);
        count += line_boxes(&line, from, to, paragraph->line_px, boxes + count);
    }
    *ret_boxes = boxes;
    return count;
}
