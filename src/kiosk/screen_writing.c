#include "kiosk/screen_choice.h"

#include "ui/button.h"
#include "ui/keyboard.h"
#include "ui/text_field.h"
#include <string.h>

enum { HEAD_ROOM = 360 }; /* for it and some lines of what is written */

/* The view changes nothing: a text that ends with the frame. */
static const struct edit *written(const struct view *view)
{
    const struct writing *writing = &view->session->writing;
    struct edit *edit = arena_get(view->frame->arena, sizeof *edit);

    *edit = (struct edit){.text = (char *)writing->text,
                          .room = sizeof writing->text,
                          .most = writing->most,
                          .length = strlen(writing->text),
                          .caret = writing->caret,
                          .anchor = writing->anchor};
    return edit;
}

static const char *typed_language(const struct view *view)
{
    const struct keyboard_layout *layout =
        view->kiosk->keyboards->items[view->session->writing.keyboard.layout];
    return model_string(&layout->languages, 0);
}

/* The question stays in sight where there is room for it; the keyboard has a
 * way out of its own. */
static void head(struct view *view, struct node *column)
{
    struct asking asking = session_asking(view->session, view->kiosk);
    const struct question *question = model_object(
        &asking.model->feedback, (size_t)view->session->here.question);
    const struct theme *theme = view->frame->theme;
    struct node *row = layout_box(
        view->frame, column,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 24});
    struct label label = {.text = view->words->add_words,
                          .size = screen_is_low(view) ? 32 : 40,
                          .is_bold = true,
                          .weight = 1,
                          .max_lines = 2,
                          .min_size = 26,
                          .colour = theme->colours->ink};

    if (question->type == QUESTION_TEXT)
        label.text = screen_words(view, &question->label, &label.language);
    layout_text(view->frame, row, label);
    button(view->frame, row,
           (struct button){
               .id = "writing.close", .icon = "close", .look = BUTTON_OUTLINE});
}

void screen_writing(struct view *view, struct node *stack)
{
    const struct theme *theme = view->frame->theme;
    const struct writing *writing = &view->session->writing;
    int side = view->frame->is_compact ? 24 : 56;
    int room = view->frame->height - view->frame->reach_top;
    struct keyboard keyboard = {.layouts = view->kiosk->keyboards,
                                .state = &writing->keyboard,
                                .done = view->words->done};
    struct node *root =
        layout_box(view->frame, stack,
                   (struct box){.id = "writing.ground",
                                .is_plain = true,
                                .has_fill = true,
                                .fill = theme->colours->paper,
                                .pad = {.top = view->frame->reach_top}});
    struct node *column = layout_box(
        view->frame, root,
        (struct box){.weight = 1,
                     .gap = screen_is_low(view) ? 12 : 24,
                     .pad = {side, side, screen_is_low(view) ? 12 : 28, 20}});

    if (keyboard_height(view->frame) + HEAD_ROOM < room)
        head(view, column);
    text_field(
        view->frame, column,
        &(struct text_field){
            .id = "writing",
            .edit = written(view),
            .hint = view->words->write_here,
            .language = typed_language(view),
            .has_caret = true,
            .types_rtl =
                keyboard_is_rtl(&writing->keyboard, view->kiosk->keyboards),
            .scroll_px = writing->scroll_px,
            .weight = 1,
            .accent = screen_accent(view, view->session->here.host).dark});
    keyboard_view(view->frame, root, &keyboard);
    keyboard_view_held(view->frame, stack, &keyboard);
}
