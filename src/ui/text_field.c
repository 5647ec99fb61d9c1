#include "ui/text_field.h"
#include "base/str.h"
#include "text/bidi.h"
#include "text/grapheme.h"
#include <stdio.h>
#include <string.h>

enum { /* design pixels, but for COUNTS_FROM */
       COUNTS_FROM = 40,
       COUNTER_SIZE = 26,
       PAD = 24,
       PAD_BELOW = 18, /* of the last line: for its handles */
       BORDER = 3,
       ID_BYTES_MOST = 160
};
#define CHOSEN_PERCENT 24

static struct label words(const struct frame *frame,
                          const struct text_field *field, const char *text)
{
    const char *language = field->language ? field->language : frame->language;
    bool is_turned = language_is_rtl(language) != frame->is_rtl;
    return (struct label){.text = text,
                          .language = language,
                          .size = field->size ? field->size
                                              : (int)frame->theme->type->lead,
                          .align = is_turned ? ALIGN_END : ALIGN_START,
                          .colour = frame->theme->colours->ink};
}

/* Of one line, as large as the visitor wants words. */
static int line_height(const struct frame *frame, const struct label *text)
{
    int percent = frame->text_percent > 100 ? frame->text_percent : 100;
    return line_height_px(text->size * percent / 100, text->language);
}

static uint32_t accent_of(const struct frame *frame,
                          const struct text_field *field)
{
    return field->accent ? field->accent : frame->theme->colours->ink;
}

static struct label_marks *marks_of(struct frame *frame,
                                    const struct text_field *field)
{
    const struct edit *edit = field->edit;
    struct label_marks *marks = arena_get(frame->arena, sizeof *marks);
    *marks = (struct label_marks){
        .id = field->id,
        .caret = edit->caret,
        .from = edit_from(edit),
        .to = edit_to(edit),
        .has_caret = field->has_caret,
        .types_rtl = field->types_rtl,
        .ink = accent_of(frame, field),
        .ground = colour_mix(frame->theme->colours->card,
                             accent_of(frame, field), CHOSEN_PERCENT),
        .from_id = arena_printf(frame->arena, "%s.from", field->id),
        .to_id = arena_printf(frame->arena, "%s.to", field->id)};
    return marks;
}

static void add_counter(struct frame *frame, struct node *box,
                        const struct edit *edit)
{
    size_t left = edit_left(edit);
    if (left > COUNTS_FROM)
        return;
    layout_text(frame, box,
                (struct label){.text = arena_printf(frame->arena, "%zu", left),
                               .size = COUNTER_SIZE,
                               .is_bold = left == 0,
                               .align = ALIGN_END,
                               .colour = frame->theme->colours->quiet});
}

struct node *text_field(struct frame *frame, struct node *parent,
                        const struct text_field *field)
{
    const struct theme_colours *colours = frame->theme->colours;
    struct label text = words(frame, field, field->edit->text);
    struct node *box = layout_box(
        frame, parent,
        (struct box){.id = field->id,
                     .is_plain = true,
                     .wants_hold = true,
                     .pad = {PAD, PAD, PAD_BELOW, PAD_BELOW},
                     .min_height = field->min_height,
                     .weight = field->weight,
                     .has_fill = true,
                     .fill = colours->card,
                     .radius = (int)frame->theme->space->radius,
                     .border = BORDER,
                     .border_colour = field->has_caret ? accent_of(frame, field)
                                                       : colours->edge});
    struct node *window = layout_box(
        frame, box,
        (struct box){.id = arena_printf(frame->arena, "%s.window", field->id),
                     .is_scroll = true,
                     .is_plain = true,
                     .scroll_px = field->scroll_px,
                     .weight = field->weight,
                     .min_height = line_height(frame, &text)});
    struct node *stack = layout_box(
        frame, window,
        (struct box){.axis = AXIS_STACK, .pad = {.bottom = PAD_BELOW}});
    if (field->edit->length == 0 && field->hint) {
        struct label hint = words(frame, field, field->hint);
        hint.language = NULL;
        hint.align = ALIGN_START;
        hint.colour = colours->quiet;
        layout_text(frame, stack, hint);
    }
    text.marks = marks_of(frame, field);
    layout_text(frame, stack, text);
    add_counter(frame, box, field->edit);
    return box;
}

static const struct draw_item *item_of(const struct text_place *place)
{
    for (size_t i = 0; i < place->list->count; i++) {
        const struct draw_item *item = &place->list->items[i];
        if (item->kind == DRAW_TEXT && str_equal(item->name, place->id))
            return item;
    }
    return NULL;
}

static struct caret_text text_of(const struct text_place *place,
                                 const struct draw_item *item,
                                 struct arena *arena)
{
    return typesetter_caret(place->setter, place->edit->text, item->paragraph,
                            item->rect.w, arena);
}

size_t text_field_byte(const struct text_place *place, int x, int y)
{
    const struct draw_item *item = item_of(place);
    struct arena arena = {0};
    if (item == NULL)
        return 0;
    struct caret_text text = text_of(place, item, &arena);
    size_t byte = caret_byte(&text, x - item->rect.x, y - item->rect.y);
    arena_fini(&arena);
    return byte;
}

static int x_of(const struct caret_text *text, size_t byte, bool types_rtl)
{
    return caret_at(text, byte, types_rtl).x;
}

size_t text_field_step(const struct text_place *place, int step)
{
    const struct draw_item *item = item_of(place);
    const struct edit *edit = place->edit;
    struct arena arena = {0};
    if (item == NULL)
        return edit->caret;
    struct caret_text text = text_of(place, item, &arena);
    size_t from = edit_from(edit), to = edit_to(edit), byte;
    bool types_rtl = place->types_rtl;
    if (from == to)
        byte = caret_step(&text, edit->caret, types_rtl, step);
    else
        byte = (x_of(&text, from, types_rtl) < x_of(&text, to, types_rtl)) ==
                       (step < 0)
                   ? from
                   : to;
    arena_fini(&arena);
    return byte;
}

/* The name behind "<id>." if it is one of this field's. */
static const char *part_of(const struct text_place *place, const char *id)
{
    size_t length = strlen(place->id);
    if (strncmp(id, place->id, length) != 0 || id[length] != '.')
        return "";
    return id + length + 1;
}

bool text_field_drag(const struct text_place *place, const char *id, int x,
                     int y)
{
    struct edit *edit = place->edit;
    const struct draw_item *item = item_of(place);
    bool is_from = str_equal(part_of(place, id), "from");
    if (item == NULL || (!is_from && !str_equal(part_of(place, id), "to")))
        return false;
    size_t from = edit_from(edit), to = edit_to(edit);
    /* The finger is on the knob, at the foot of the line that is meant. */
    size_t byte = text_field_byte(place, x, y - item->paragraph->line_px / 2);
    edit_put_caret(edit, is_from ? to : from, false);
    if (is_from && byte >= to)
        byte = grapheme_previous(edit->text, edit->length, to);
    if (!is_from && byte <= from)
        byte = grapheme_next(edit->text, edit->length, from);
    edit_put_caret(edit, byte, true);
    return true;
}

int text_field_follow(const struct text_place *place, int scroll_px)
{
    char window_id[ID_BYTES_MOST];
    snprintf(window_id, sizeof window_id, "%s.window", place->id);
    const struct touch_area *window = draw_list_area(place->list, window_id);
    const struct draw_item *item = item_of(place);
    struct arena arena = {0};
    if (window == NULL || item == NULL)
        return 0;
    struct caret_text text = text_of(place, item, &arena);
    struct caret_box box =
        caret_at(&text, place->edit->caret, place->types_rtl);
    arena_fini(&arena);
    int top = item->rect.y + box.y - window->rect.y;
    int below = top + box.h - window->rect.h;
    scroll_px = scroll_px < window->scroll_max ? scroll_px : window->scroll_max;
    if (below > 0)
        scroll_px += below;
    if (top < 0)
        scroll_px += top;
    return scroll_px > 0 ? scroll_px : 0;
}
