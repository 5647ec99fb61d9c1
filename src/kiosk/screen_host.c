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
    bool is_portrait = view->frame->is_portrait;
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct model *model = kiosk_model(view->kiosk, host);
    struct node *card = layout_box(view->frame, parent,
                                   (struct box){.width = is_portrait ? 0 : 800,
                                                .radius = 28,
                                                .has_fill = true,
                                                .fill = model->colour});

    screen_drawing(view, card, host, model->cover->image,
                   (struct box){.weight = is_portrait ? 0 : 1,
                                .height = is_portrait ? 360 : 0,
                                .min_height = 320,
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
                               .min_size = 44});
    screen_text(
        view, words, &model->theme,
        (struct label){.size = 34, .colour = colours->on_fill, .max_lines = 3});
}

static void ways_on(struct view *view, struct node *parent)
{
    struct node *row =
        layout_box(view->frame, parent, (struct box){.columns = 2, .gap = 24});

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

/* In landscape the rows scroll alone: the invitation always stands below. */
static struct node *rows_window(struct view *view, struct node *side)
{
    struct node *window =
        layout_box(view->frame, side,
                   (struct box){.id = "scroll",
                                .weight = 1,
                                .is_scroll = true,
                                .scroll_px = view->session->here.scroll_px});
    return layout_box(view->frame, window,
                      (struct box){.gap = 14, .pad = {.bottom = 4}});
}

void screen_host(struct view *view, struct node *root)
{
    bool is_portrait = view->frame->is_portrait;
    int host = view->session->here.host;
    struct node *content = screen_frame(
        view, root, screen_programme(view, !view->frame->is_portrait),
        is_portrait);
    struct node *row =
        layout_box(view->frame, content,
                   (struct box){.axis = is_portrait ? AXIS_COLUMN : AXIS_ROW,
                                .gap = is_portrait ? 32 : 48,
                                .weight = 1});

    host_face(view, row);
    struct node *side = side_column(view, row);
    screen_pages(view, is_portrait ? side : rows_window(view, side), host);
    screen_invitation(view, side, host);
    ways_on(view, side);
}
