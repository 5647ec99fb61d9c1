#include "kiosk/screen_choice.h"

#include "ui/button.h"
#include "ui/card.h"

/* What was ranked stands on top, in its order; the others below, as the
 * author wrote them. */
static int place_of(const struct answer *answer, int choice)
{
    for (int i = 0; i < answer->ordered; i++)
        if (answer->order[i] == choice)
            return i;
    return -1;
}

static void place_mark(struct view *view, struct node *row, int place)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    bool is_placed = place >= 0;
    struct node *mark = layout_box(
        view->frame, row,
        (struct box){.axis = AXIS_STACK,
                     .align = ALIGN_CENTRE,
                     .width = 64,
                     .height = 64,
                     .radius = 32,
                     .border = 4,
                     .border_colour = is_placed ? colours->ink : colours->line,
                     .has_fill = is_placed,
                     .fill = colours->ink});

    if (is_placed)
        layout_text(view->frame, mark,
                    (struct label){.text = arena_printf(view->frame->arena,
                                                        "%d", place + 1),
                                   .size = 32,
                                   .is_bold = true,
                                   .align = ALIGN_CENTRE,
                                   .colour = colours->on_ink});
}

static void move_button(struct view *view, struct node *row,
                        const struct question *question, const char *name,
                        const char *way, bool is_possible)
{
    button(view->frame, row,
           (struct button){
               .id = screen_answer_id(
                   view, question,
                   arena_printf(view->frame->arena, "%s.%s", name, way)),
               .icon = way,
               .look = BUTTON_OUTLINE,
               .is_disabled = !is_possible});
}

static void rank_row(struct view *view, struct node *column,
                     const struct question *question, int index, int place)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct choice *choice =
        model_object(&question->choices, (size_t)index);
    struct node *row = layout_box(
        view->frame, column,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 16});
    struct node *line =
        card(view->frame, row,
             (struct card){
                 .box = {.id = screen_answer_id(view, question, choice->name),
                         .axis = AXIS_ROW,
                         .align = ALIGN_CENTRE,
                         .gap = 24,
                         .weight = 1,
                         .min_height = 100,
                         .pad = {24, 28, 12, 12}}});

    place_mark(view, line, place);
    screen_text(view, line, &choice->label,
                (struct label){.size = 34,
                               .is_bold = true,
                               .weight = 1,
                               .max_lines = 3,
                               .min_size = 26,
                               .colour = colours->ink});
    if (place < 0)
        return;
    move_button(view, row, question, choice->name, "up", place > 0);
    move_button(view, row, question, choice->name, "down",
                place + 1 < screen_given(view)->ordered);
}

void screen_rank(struct view *view, struct node *parent,
                 const struct question *question)
{
    const struct answer *answer = screen_given(view);
    struct node *column = layout_box(
        view->frame, parent, (struct box){.gap = 16, .pad = {.top = 8}});

    for (int i = 0; i < answer->ordered; i++)
        rank_row(view, column, question, answer->order[i], i);
    for (int i = 0; i < (int)question->choices.count; i++)
        if (place_of(answer, i) < 0)
            rank_row(view, column, question, i, -1);
}
