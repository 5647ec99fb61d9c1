#include "kiosk/screen_choice.h"
#include "kiosk/session_rank.h"

#include "ui/button.h"
#include "ui/card.h"
#include "ui/grip.h"

enum { ROW_GAP = 16, BOUND_HEIGHT = 4, MARK = 64 }; /* design pixels */

/* Round, whatever the size of its number. */
static void place_mark(struct view *view, struct node *row, int place)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    bool is_placed = place >= 0;
    int more =
        view->frame->text_percent > 100 ? view->frame->text_percent - 100 : 0;
    int side = MARK + MARK * more / 200;
    struct node *mark = layout_box(
        view->frame, row,
        (struct box){.axis = AXIS_STACK,
                     .align = ALIGN_CENTRE,
                     .width = side,
                     .height = side,
                     .radius = side / 2,
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

static int button_side(const struct view *view)
{
    int side = (int)view->frame->theme->space->button;

    return side > view->frame->touch ? side : view->frame->touch;
}

static void move_button(struct view *view, struct node *row, const char *id,
                        const char *way, bool is_possible)
{
    button(view->frame, row,
           (struct button){
               .id = arena_printf(view->frame->arena, "%s.%s", id, way),
               .icon = way,
               .look = BUTTON_OUTLINE,
               .height = button_side(view),
               .is_disabled = !is_possible});
}

static void move_buttons(struct view *view, struct node *row, const char *id,
                         const struct rank_rows *rows, int at)
{
    move_button(view, row, id, "up", at > 0);
    move_button(view, row, id, "down", at + 1 < rows->ordered);
}

/* Of the same room. */
static void no_buttons(struct view *view, struct node *row)
{
    for (int i = 0; i < 2; i++)
        layout_box(view->frame, row, (struct box){.width = button_side(view)});
}

static void row_card(struct view *view, struct node *row, const char *id,
                     const struct choice *choice, int place, bool is_lifted)
{
    struct frame *frame = view->frame;
    struct node *line = card(frame, row,
                             (struct card){.box = {.id = id,
                                                   .axis = AXIS_ROW,
                                                   .weight = 1,
                                                   .min_height = 100,
                                                   .pad = {.start = 24}},
                                           .is_lifted = is_lifted});
    struct node *inside = layout_box(frame, line,
                                     (struct box){.axis = AXIS_ROW,
                                                  .align = ALIGN_CENTRE,
                                                  .gap = 24,
                                                  .weight = 1,
                                                  .pad = {0, 12, 12, 12}});

    place_mark(view, inside, place);
    screen_text(view, inside, &choice->label,
                (struct label){.size = 34,
                               .is_bold = true,
                               .weight = 1,
                               .max_lines = 3,
                               .min_size = 26,
                               .colour = frame->theme->colours->ink});
    grip(frame, line, arena_printf(frame->arena, "%s.grip", id));
}

/* Where what is carried will lie: its row over it, wherever the finger is. */
static struct node *lifted_row(struct view *view, struct node *slot)
{
    card(view->frame, slot,
         (struct card){.fill = view->frame->theme->colours->soft,
                       .is_flat = true});
    return layout_box(view->frame, slot,
                      (struct box){.axis = AXIS_ROW,
                                   .align = ALIGN_CENTRE,
                                   .gap = ROW_GAP,
                                   .is_lifted = true,
                                   .lifted_px = view->session->lift.top_px});
}

static void rank_row(struct view *view, struct node *column,
                     const struct question *question,
                     const struct rank_rows *rows, int at)
{
    const struct lift *lift = &view->session->lift;
    int index = rows->choices[at];
    bool is_lifted = lift->is_on && lift->choice == index;
    bool is_in = at < rows->ordered;
    const struct choice *choice =
        model_object(&question->choices, (size_t)index);
    const char *id = screen_answer_id(view, question, choice->name);
    struct node *row = layout_box(
        view->frame, column,
        (struct box){.axis = is_lifted ? AXIS_STACK : AXIS_ROW,
                     .align = is_lifted ? ALIGN_STRETCH : ALIGN_CENTRE,
                     .gap = ROW_GAP,
                     .slot = id});

    if (is_lifted)
        row = lifted_row(view, row);
    row_card(view, row, id, choice, is_in ? at : -1, is_lifted);
    if (is_in && is_lifted)
        no_buttons(view, row);
    else if (is_in)
        move_buttons(view, row, id, rows, at);
}

/* Above it what is in the order. It shows while there is something on both
 * sides of it. */
static void bound(struct view *view, struct node *column,
                  const struct question *question, const struct rank_rows *rows)
{
    bool is_between = rows->ordered > 0 && rows->ordered < rows->count;

    layout_box(view->frame, column,
               (struct box){.height = BOUND_HEIGHT,
                            .radius = BOUND_HEIGHT / 2,
                            .has_fill = is_between,
                            .fill = view->frame->theme->colours->line,
                            .slot = arena_printf(view->frame->arena,
                                                 "answer.%s", question->id)});
}

void screen_rank(struct view *view, struct node *parent,
                 const struct question *question)
{
    struct rank_rows rows =
        session_rank_rows(view->session, question, screen_given(view));
    struct node *column = layout_box(
        view->frame, parent, (struct box){.gap = ROW_GAP, .pad = {.top = 8}});

    for (int i = 0; i < rows.count; i++) {
        if (i == rows.ordered)
            bound(view, column, question, &rows);
        rank_row(view, column, question, &rows, i);
    }
    if (rows.ordered == rows.count)
        bound(view, column, question, &rows);
}
