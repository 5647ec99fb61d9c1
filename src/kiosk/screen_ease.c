#include "kiosk/screen_sheet.h"

#include "ui/button.h"
#include "ui/progress.h"
#include "ui/segmented.h"
#include "ui/toggle.h"

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

static void text_sizes(struct view *view, struct node *column)
{
    static const int sizes[EASE_TEXT_SIZES] = {28, 35, 45, 56};
    struct segment segments[EASE_TEXT_SIZES];
    int percent = view->frame->text_percent;
    struct node *part =
        layout_box(view->frame, column, (struct box){.gap = 14});

    heading(view, part, "text-size", view->words->text_size);
    for (int i = 0; i < EASE_TEXT_SIZES; i++)
        segments[i] = (struct segment){
            .id = arena_printf(view->frame->arena, "ease.text.%d", i),
            .text = "A",
            .size = sizes[i] * 100 / percent};
    segmented(view->frame, part,
              (struct segmented){.segments = segments,
                                 .count = EASE_TEXT_SIZES,
                                 .chosen = view->session->ease.text_size});
}

static void looks(struct view *view, struct node *column)
{
    const char *names[EASE_LOOKS] = {view->words->look_light,
                                     view->words->look_dark,
                                     view->words->look_contrast};
    struct segment segments[EASE_LOOKS];
    struct node *part =
        layout_box(view->frame, column, (struct box){.gap = 14});

    heading(view, part, "contrast", view->words->colours);
    for (int i = 0; i < EASE_LOOKS; i++)
        segments[i] = (struct segment){
            .id = arena_printf(view->frame->arena, "ease.look.%d", i),
            .text = names[i]};
    segmented(view->frame, part,
              (struct segmented){.segments = segments,
                                 .count = EASE_LOOKS,
                                 .chosen = view->session->ease.look,
                                 .min_column = 160});
}

static void wish(struct view *view, struct node *column, const char *id,
                 const char *icon, const char *title, const char *text,
                 bool is_on)
{
    const struct strings *words = view->words;
    struct node *beside = toggle(
        view->frame, column,
        (struct toggle){
            .id = id, .state = is_on ? words->on : words->off, .is_on = is_on});

    heading(view, beside, icon, title);
    layout_text(view->frame, beside,
                (struct label){.text = text,
                               .size = 28,
                               .colour = view->frame->theme->colours->quiet});
}

static void loudness(struct view *view, struct node *column)
{
    enum { BAR = 24 };
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
    progress(view->frame, row,
             (struct progress){.id = "ease.volume",
                               .share = volume / 100.0,
                               .height = BAR,
                               .weight = 1});
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
    wish(view, grid, "ease.motion", "motion", words->less_motion,
         words->less_motion_text, ease->less_motion);
    wish(view, grid, "ease.reach", "reach", words->within_reach,
         words->within_reach_text, ease->within_reach);
    loudness(view, grid);
    struct node *last =
        layout_box(view->frame, grid, (struct box){.justify = JUSTIFY_END});
    layout_text(view->frame, last,
                (struct label){.text = words->ease_text,
                               .size = 28,
                               .colour = view->frame->theme->colours->quiet});
}
