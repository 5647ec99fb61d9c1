#include "kiosk/screen_sheet.h"

#include "ui/button.h"

static void heading(struct view *view, struct node *parent, const char *icon,
                    const char *title)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct node *row = layout_box(
        view->frame, parent,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 18});

    layout_icon(view->frame, row, icon, 44, colours->ink, false);
    layout_text(view->frame, row,
                (struct label){.text = title,
                               .size = 32,
                               .is_bold = true,
                               .weight = 1,
                               .colour = colours->ink});
}

/* One of several, side by side. */
static void choice(struct view *view, struct node *row, const char *id,
                   const char *text, int size, bool is_chosen)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct node *box = layout_box(
        view->frame, row,
        (struct box){.id = id,
                     .axis = AXIS_ROW,
                     .align = ALIGN_CENTRE,
                     .justify = JUSTIFY_CENTRE,
                     .gap = 12,
                     .min_height = 92,
                     .pad = {16, 16, 8, 8},
                     .radius = 28,
                     .border = 3,
                     .border_colour = is_chosen ? colours->ink : colours->edge,
                     .has_fill = true,
                     .fill = is_chosen ? colours->ink : colours->card});

    if (is_chosen)
        layout_icon(view->frame, box, "check", 32, colours->on_ink, false);
    layout_text(
        view->frame, box,
        (struct label){.text = text,
                       .size = size,
                       .is_bold = is_chosen,
                       .min_size = 24,
                       .align = ALIGN_CENTRE,
                       .colour = is_chosen ? colours->on_ink : colours->ink});
}

static struct node *choices(struct view *view, struct node *parent, int count,
                            int min_column)
{
    return layout_box(
        view->frame, parent,
        (struct box){.columns = count, .min_column = min_column, .gap = 16});
}

static void text_sizes(struct view *view, struct node *column)
{
    static const int sizes[EASE_TEXT_SIZES] = {28, 35, 45, 56};
    int percent = view->frame->text_percent;
    struct node *part =
        layout_box(view->frame, column, (struct box){.gap = 14});

    heading(view, part, "text-size", view->words->text_size);
    struct node *row = choices(view, part, EASE_TEXT_SIZES, 0);
    for (int i = 0; i < EASE_TEXT_SIZES; i++)
        choice(view, row, arena_printf(view->frame->arena, "ease.text.%d", i),
               "A", sizes[i] * 100 / percent,
               view->session->ease.text_size == i);
}

static void looks(struct view *view, struct node *column)
{
    const char *names[EASE_LOOKS] = {view->words->look_light,
                                     view->words->look_dark,
                                     view->words->look_contrast};
    struct node *part =
        layout_box(view->frame, column, (struct box){.gap = 14});

    heading(view, part, "contrast", view->words->colours);
    struct node *row = choices(view, part, EASE_LOOKS, 160);
    for (int i = 0; i < EASE_LOOKS; i++)
        choice(view, row, arena_printf(view->frame->arena, "ease.look.%d", i),
               names[i], 30, view->session->ease.look == i);
}

/* On or off: said by a word and a sign, not by colour. */
static void toggle(struct view *view, struct node *column, const char *id,
                   const char *icon, const char *title, const char *text,
                   bool is_on)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct node *row = layout_box(view->frame, column,
                                  (struct box){.id = id,
                                               .axis = AXIS_ROW,
                                               .wraps = true,
                                               .align = ALIGN_CENTRE,
                                               .gap = 24,
                                               .pad = {26, 26, 18, 18},
                                               .radius = 28,
                                               .has_fill = true,
                                               .fill = colours->card,
                                               .border = 3,
                                               .border_colour = colours->edge});
    struct node *words =
        layout_box(view->frame, row, (struct box){.weight = 1, .gap = 4});

    heading(view, words, icon, title);
    layout_text(
        view->frame, words,
        (struct label){.text = text, .size = 28, .colour = colours->quiet});
    struct node *state = layout_box(
        view->frame, row,
        (struct box){.axis = AXIS_ROW,
                     .align = ALIGN_CENTRE,
                     .justify = JUSTIFY_CENTRE,
                     .gap = 10,
                     .min_width = 140,
                     .pad = {18, 18, 10, 10},
                     .radius = 28,
                     .has_fill = is_on,
                     .fill = colours->ink,
                     .border = 3,
                     .border_colour = is_on ? colours->ink : colours->edge});
    if (is_on)
        layout_icon(view->frame, state, "check", 32, colours->on_ink, false);
    layout_text(
        view->frame, state,
        (struct label){.text = is_on ? view->words->on : view->words->off,
                       .size = 30,
                       .is_bold = is_on,
                       .align = ALIGN_CENTRE,
                       .colour = is_on ? colours->on_ink : colours->ink});
}

static void loudness(struct view *view, struct node *column)
{
    enum { STEPS = 10, BAR = 56 };
    const struct theme_colours *colours = view->frame->theme->colours;
    int volume = view->session->ease.volume_percent;
    struct node *part =
        layout_box(view->frame, column, (struct box){.gap = 14});

    heading(view, part, volume ? "speaker" : "speaker-off",
            volume ? view->words->loudness : view->words->quiet_now);
    struct node *row = layout_box(
        view->frame, part,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 20});
    button(view->frame, row,
           (struct button){
               .id = "ease.volume.less", .icon = "minus", .look = BUTTON_CARD});
    struct node *bars = layout_box(view->frame, row,
                                   (struct box){.id = "ease.volume",
                                                .is_drag = true,
                                                .columns = STEPS,
                                                .gap = 8,
                                                .weight = 1,
                                                .min_height = 72,
                                                .align = ALIGN_CENTRE});
    for (int i = 1; i <= STEPS; i++)
        layout_box(view->frame, bars,
                   (struct box){.height = BAR * (i + 4) / (STEPS + 4),
                                .radius = 8,
                                .has_fill = i * 10 <= volume,
                                .fill = colours->ink,
                                .border = 3,
                                .border_colour = colours->edge});
    button(view->frame, row,
           (struct button){
               .id = "ease.volume.more", .icon = "plus", .look = BUTTON_CARD});
}

void screen_ease(struct view *view, struct node *stack)
{
    const struct ease *ease = &view->session->ease;
    const struct strings *words = view->words;
    struct node *column = screen_sheet(view, stack, words->ease_title);

    struct node *grid =
        layout_box(view->frame, column,
                   (struct box){.columns = 2, .min_column = 480, .gap = 32});
    text_sizes(view, grid);
    looks(view, grid);
    toggle(view, grid, "ease.motion", "motion", words->less_motion,
           words->less_motion_text, ease->less_motion);
    toggle(view, grid, "ease.reach", "reach", words->within_reach,
           words->within_reach_text, ease->within_reach);
    loudness(view, grid);
    struct node *last =
        layout_box(view->frame, grid, (struct box){.justify = JUSTIFY_END});
    layout_text(view->frame, last,
                (struct label){.text = words->ease_text,
                               .size = 28,
                               .colour = view->frame->theme->colours->quiet});
}
