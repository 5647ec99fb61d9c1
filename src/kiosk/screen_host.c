#include "kiosk/screen_parts.h"

#include "ui/button.h"

static void here_mark(struct view *view, struct node *parent)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct node *row = layout_box(
        view->frame, parent,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 14});

    layout_icon(view->frame, row, "pin", 36, colours->on_fill, false);
    layout_text(view->frame, row,
                (struct label){.text = view->words->you_are_here,
                               .size = 30,
                               .is_bold = true,
                               .weight = 1,
                               .colour = colours->on_fill});
}

static void host_face(struct view *view, struct node *parent)
{
    int host = view->session->here.host;
    bool is_wide = screen_is_wide(view);
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct model *model = kiosk_model(view->kiosk, host);
    struct node *card =
        layout_box(view->frame, parent,
                   (struct box){.width = is_wide ? 800 : 0,
                                .radius = 28,
                                .has_fill = true,
                                .fill = screen_accent(view, host).fill});

    if (view->frame->reach_top == 0) /* else it stands above already */
        screen_drawing(
            view, card, host, model->cover->image,
            (struct box){.weight = is_wide ? 1 : 0,
                         .height = is_wide               ? 0
                                   : screen_is_low(view) ? 200
                                                         : 360,
                         .min_height = is_wide ? 240 : 200,
                         .corners = CORNER_TOP_LEFT | CORNER_TOP_RIGHT});
    struct node *words = layout_box(
        view->frame, card, (struct box){.pad = {48, 48, 36, 44}, .gap = 14});
    if (host == view->kiosk->site)
        here_mark(view, words);
    screen_text(view, words, &model->name,
                (struct label){.size = 60,
                               .is_bold = true,
                               .colour = colours->on_fill,
                               .max_lines = 3,
                               .min_size = 30});
    screen_text(
        view, words, &model->theme,
        (struct label){.size = 34, .colour = colours->on_fill, .max_lines = 3});
}

static void ways_on(struct view *view, struct node *parent)
{
    struct node *row =
        layout_box(view->frame, parent,
                   (struct box){.columns = 2, .min_column = 330, .gap = 24});

    if (view->kiosk->library->host_count > 1)
        button(view->frame, row,
               (struct button){.id = "hosts",
                               .text = view->words->other_hosts,
                               .look = BUTTON_OUTLINE});
    button(view->frame, row,
           (struct button){.id = "lab",
                           .text = view->words->the_lab,
                           .look = BUTTON_OUTLINE});
}

static struct node *side_column(struct view *view, struct node *parent)
{
    return layout_box(view->frame, parent,
                      (struct box){.weight = 1, .gap = 18});
}

void screen_host(struct view *view, struct node *root)
{
    bool is_wide = screen_is_wide(view);
    int host = view->session->here.host;
    struct node *content = screen_frame(
        view, root, screen_programme(view, !view->frame->is_portrait),
        !is_wide);
    struct node *row =
        layout_box(view->frame, content,
                   (struct box){.axis = is_wide ? AXIS_ROW : AXIS_COLUMN,
                                .gap = is_wide ? 48 : 32,
                                .weight = 1});

    host_face(view, row);
    struct node *side = side_column(view, row);
    /* Side by side the rows scroll alone: the invitation stands below. */
    screen_pages(
        view,
        is_wide ? screen_window(view, side, view->frame->theme->colours->paper,
                                (struct box){.gap = 14, .pad = {.bottom = 4}})
                : side,
        host);
    screen_invitation(view, side, host);
    ways_on(view, side);
}
