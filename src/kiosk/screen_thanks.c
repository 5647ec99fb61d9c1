#include "kiosk/screen_parts.h"

#include "ui/button.h"

static struct node *middle(struct view *view, struct node *root)
{
    int pad = screen_is_low(view) ? 32 : 96;

    return screen_window(view, root, view->frame->theme->colours->paper,
                         (struct box){.weight = 1,
                                      .gap = 28,
                                      .pad = EDGES(pad),
                                      .align = ALIGN_START,
                                      .justify = JUSTIFY_CENTRE});
}

static void sign(struct view *view, struct node *parent, const char *icon,
                 uint32_t fill)
{
    if (screen_is_low(view)) /* the words and what follows need the room */
        return;
    struct node *disc = layout_box(view->frame, parent,
                                   (struct box){.axis = AXIS_STACK,
                                                .align = ALIGN_CENTRE,
                                                .width = 150,
                                                .height = 150,
                                                .radius = 75,
                                                .has_fill = true,
                                                .fill = fill});
    layout_icon(view->frame, disc, icon, 84, theme_on(view->frame->theme, fill),
                false);
}

static void lines(struct view *view, struct node *parent, const char *title,
                  const char *second, const char *text)
{
    const struct theme *theme = view->frame->theme;
    struct node *head = layout_box(view->frame, parent, (struct box){.gap = 0});
    struct label big = {.text = title,
                        .size = 86,
                        .is_bold = true,
                        .colour = theme->colours->ink,
                        .min_size = view->frame->is_compact ? 34 : 44};

    layout_text(view->frame, head, big);
    big.text = second;
    if (second)
        layout_text(view->frame, head, big);
    if (text)
        layout_text(view->frame, parent,
                    (struct label){.text = text,
                                   .size = (int)theme->type->lead + 2,
                                   .colour = theme->colours->quiet});
}

void screen_saving(struct view *view, struct node *root)
{
    struct node *column = middle(view, root);

    sign(view, column, "hourglass", view->frame->theme->colours->ink);
    lines(view, column, view->words->saving, NULL, NULL);
}

static struct node *answer_row(struct view *view, struct node *column)
{
    return layout_box(
        view->frame, column,
        (struct box){
            .axis = AXIS_ROW, .wraps = true, .gap = 28, .pad = {.top = 20}});
}

/* The drawing of the host that was spoken of, where there is room. */
static void drawing(struct view *view, struct node *row)
{
    int host = view->session->here.host;
    const struct model *model = kiosk_model(view->kiosk, host);

    if (!model->cover || screen_is_low(view))
        return;
    bool is_wide = screen_is_wide(view);
    screen_drawing(view, row, host, model->cover->image,
                   (struct box){.width = is_wide ? 880 : 0,
                                .weight = is_wide ? 0 : 1,
                                .min_height = 320});
}

/* The column of a screen that says how the sending went. */
static struct node *outcome(struct view *view, struct node *root)
{
    struct node *content =
        screen_frame(view, root, view->words->your_feedback, true);
    bool is_wide = screen_is_wide(view);
    struct node *row =
        layout_box(view->frame, content,
                   (struct box){.axis = is_wide ? AXIS_ROW : AXIS_COLUMN,
                                .gap = is_wide ? 64 : 48,
                                .weight = 1});
    if (!is_wide)
        drawing(view, row);
    struct node *column =
        layout_box(view->frame, row,
                   (struct box){.weight = is_wide ? 1 : 0,
                                .gap = 28,
                                .pad = {is_wide ? 40 : 0, 0, 0, 0},
                                .align = ALIGN_START,
                                .justify = JUSTIFY_CENTRE});
    if (is_wide)
        drawing(view, row);
    return column;
}

/* After one of the proposals: whether others have not been answered yet. */
static bool has_proposals_left(const struct view *view)
{
    uint64_t all = ((uint64_t)1 << view->kiosk->proposal_count) - 1;

    return view->session->form_proposal > 0 &&
           (view->session->proposals_sent & all) != all;
}

void screen_thanks(struct view *view, struct node *root)
{
    struct node *column = outcome(view, root);

    sign(view, column, "check",
         theme_accent_named(view->frame->theme, "teal").fill);
    lines(view, column, view->words->saved, view->words->thank_you,
          view->words->saved_text);
    struct node *row = answer_row(view, column);
    button(view->frame, row,
           (struct button){
               .id = "finish", .text = view->words->finish, .height = 104});
    if (has_proposals_left(view))
        button(view->frame, row,
               (struct button){.id = "lab",
                               .text = view->words->proposals,
                               .look = BUTTON_OUTLINE,
                               .height = 104});
    if (view->kiosk->library->host_count > 1)
        button(view->frame, row,
               (struct button){.id = "another",
                               .text = view->words->another_host,
                               .look = BUTTON_OUTLINE,
                               .height = 104});
}

void screen_not_saved(struct view *view, struct node *root)
{
    struct node *column = outcome(view, root);

    sign(view, column, "warning",
         theme_accent_named(view->frame->theme, "terracotta").fill);
    lines(view, column, view->words->not_saved_title, NULL,
          view->words->not_saved_text);
    struct node *row = answer_row(view, column);
    button(view->frame, row,
           (struct button){.id = "again",
                           .text = view->words->try_again,
                           .icon = "refresh",
                           .height = 104});
    button(view->frame, row,
           (struct button){.id = "finish",
                           .text = view->words->finish,
                           .look = BUTTON_OUTLINE,
                           .height = 104});
}
