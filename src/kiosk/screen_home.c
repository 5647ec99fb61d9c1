#include "kiosk/screen_parts.h"

#include "ui/card.h"
#include "ui/tile.h"

/* The same on all cards; what words leave on a screen of this height. */
static int drawing_height(const struct view *view)
{
    enum { PORTRAIT = 190, LEAST = 200, MOST = 380, OF_THE_REST = 838 };
    int height = view->frame->height - OF_THE_REST;

    if (!screen_is_wide(view))
        return PORTRAIT;
    return height < LEAST ? LEAST : height > MOST ? MOST : height;
}

static void host_card(struct view *view, struct node *grid, int host)
{
    const struct theme *theme = view->frame->theme;
    const struct model *model = kiosk_model(view->kiosk, host);
    struct theme_accent accent = screen_accent(view, host);
    struct node *column =
        card(view->frame, grid,
             (struct card){.box = {.id = arena_printf(view->frame->arena,
                                                      "host.%s", model->id),
                                   .weight = 1}});

    screen_drawing(view, column, host, model->cover->image,
                   (struct box){.height = drawing_height(view),
                                .corners = CORNER_TOP_LEFT | CORNER_TOP_RIGHT});
    struct node *words = layout_box(
        view->frame, column,
        (struct box){.weight = 1, .pad = {34, 34, 20, 26}, .gap = 8});
    screen_text_of(view, words, host, &model->name,
                   (struct label){.size = 38,
                                  .is_bold = true,
                                  .colour = theme->colours->ink,
                                  .max_lines = 2,
                                  .min_size = 28});
    screen_text_of(view, words, host, &model->theme,
                   (struct label){.size = 29,
                                  .colour = theme->colours->quiet,
                                  .max_lines = 4,
                                  .min_size = 26});
    layout_box(view->frame, words, (struct box){.weight = 1, .min_height = 8});
    struct node *meet = layout_box(
        view->frame, words,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 18});
    layout_text(view->frame, meet,
                (struct label){.text = view->words->meet_them,
                               .size = 31,
                               .is_bold = true,
                               .colour = accent.dark});
    layout_icon(view->frame, meet, "arrow", 34, accent.dark, true);
}

static void home_tiles(struct view *view, struct node *column)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    bool may_propose = !view->kiosk->proposal_count && screen_can_say(view, -1);
    struct node *row =
        layout_box(view->frame, column,
                   (struct box){.columns = may_propose ? 3 : 2,
                                .min_column = may_propose ? 540 : 700,
                                .gap = 28});

    if (may_propose)
        tile(view->frame, row,
             (struct tile){.id = "propose",
                           .icon = "idea",
                           .title = view->words->your_proposal,
                           .text = view->words->your_proposal_text,
                           .icon_colour = colours->ink,
                           .icon_ground = colours->soft,
                           .has_arrow = true});
    tile(view->frame, row,
         (struct tile){.id = "lab",
                       .icon = "follow",
                       .icon_points = true,
                       .title = view->words->four_ways_title,
                       .text = view->words->four_ways_text,
                       .icon_colour = colours->ink,
                       .icon_ground = colours->soft,
                       .has_arrow = true});
    tile(view->frame, row,
         (struct tile){.id = "promise",
                       .icon = "check",
                       .title = view->words->no_name_title,
                       .text = view->words->no_name_text,
                       .icon_colour = colours->ink,
                       .icon_ground = colours->soft,
                       .has_arrow = true});
}

void screen_home(struct view *view, struct node *root)
{
    const struct library *library = view->kiosk->library;
    const struct theme *theme = view->frame->theme;
    int columns = (int)library->host_count;
    int most = screen_is_wide(view) ? 4 : 2;
    struct node *column = screen_frame(
        view, root, screen_programme(view, !view->frame->is_portrait), true);
    struct node *head = layout_box(view->frame, column, (struct box){.gap = 6});

    layout_text(view->frame, head,
                screen_heading(view, view->words->home_title));
    layout_text(view->frame, head,
                (struct label){.text = view->words->home_hint,
                               .size = (int)theme->type->lead,
                               .colour = theme->colours->quiet});
    /* Below the heading, for all cards. */
    if (columns > 0)
        screen_mark(view, head, &kiosk_model(view->kiosk, 0)->theme,
                    (struct label){.colour = theme->colours->quiet});
    struct node *grid =
        layout_box(view->frame, column,
                   (struct box){.columns = columns < most ? columns : most,
                                .min_column = 400,
                                .gap = 28,
                                .weight = 1});
    for (int i = 0; i < columns; i++)
        host_card(view, grid, i);
    home_tiles(view, column);
}
