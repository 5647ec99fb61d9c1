#include "kiosk/screen_parts.h"

#include "text/bidi.h"

/* The first screen: one welcome after another, in each language, with the
 * drawing of one host after another; all languages stay where they are. */
enum { SHOW_WIDTH = 796, GROUND_WIDTH = 920, SMALL_DRAWINGS = 3 };

static const struct kiosk_language *spoken(const struct view *view)
{
    int step = view->session->attract_step;
    return &view->kiosk->languages[step % view->kiosk->language_count];
}

static int shown_host(const struct view *view, int ahead)
{
    int count = (int)view->kiosk->library->host_count;
    return count ? (view->session->attract_step + ahead) % count : -1;
}

/* Words in the language of the moment, from the side it is read from. */
static void say(struct view *view, struct node *column, const char *text,
                const char *language, struct label label)
{
    bool turns = language_is_rtl(language) != view->frame->is_rtl;

    label.text = text;
    label.language = language;
    label.align = turns ? ALIGN_END : ALIGN_START;
    layout_text(view->frame, column, label);
}

static void say_content(struct view *view, struct node *column,
                        const struct text *text, struct label label)
{
    const struct text_entry *entry = text_find(text, spoken(view)->tag, NULL);

    if (entry && entry->utf8)
        say(view, column, entry->utf8,
            entry->language ? entry->language : spoken(view)->tag, label);
}

static void attract_words(struct view *view, struct node *parent)
{
    const struct theme *theme = view->frame->theme;
    const struct theme_colours *colours = theme->colours;
    const struct model *model = kiosk_model(view->kiosk, -1);
    const struct kiosk_language *language = spoken(view);
    bool asks = model->attract && view->session->attract_step % 2 == 1;
    struct node *column = layout_box(view->frame, parent,
                                     (struct box){.weight = 1,
                                                  .gap = 28,
                                                  .justify = JUSTIFY_CENTRE,
                                                  .max_width = 940});

    say_content(
        view, column, &model->name,
        (struct label){.size = 34, .is_bold = true, .colour = colours->gold});
    struct node *title =
        layout_box(view->frame, column, (struct box){.gap = 0});
    const char *lines[] = {language->words->attract_title,
                           language->words->attract_line};
    for (int i = 0; i < 2; i++)
        say(view, title, lines[i], language->words_tag,
            (struct label){.size = (int)theme->type->attract,
                           .is_bold = true,
                           .colour = colours->on_fill,
                           .max_lines = 3,
                           .min_size = 56});
    if (screen_is_low(view)) /* the languages need the room */
        return;
    say_content(view, column,
                asks ? &model->attract->question : &model->welcome,
                (struct label){.size = 40, .colour = colours->on_night});
}

static void large_drawing(struct view *view, struct node *column, int host)
{
    const struct model *model = kiosk_model(view->kiosk, host);
    struct node *card =
        layout_box(view->frame, column,
                   (struct box){.weight = 1,
                                .radius = 28,
                                .has_fill = true,
                                .fill = screen_accent(view, host).fill});

    screen_drawing(view, card, host, model->cover->image,
                   (struct box){.weight = 1,
                                .min_height = 240,
                                .corners = CORNER_TOP_LEFT | CORNER_TOP_RIGHT});
    struct node *name =
        layout_box(view->frame, card, (struct box){.pad = {36, 36, 18, 24}});
    say_content(view, name, &model->name,
                (struct label){.size = 38,
                               .is_bold = true,
                               .colour = view->frame->theme->colours->on_fill,
                               .max_lines = 2,
                               .min_size = 28});
}

static void small_drawings(struct view *view, struct node *column)
{
    int count = (int)view->kiosk->library->host_count - 1;

    count = count < SMALL_DRAWINGS ? count : SMALL_DRAWINGS;
    if (count < 1)
        return;
    struct node *row = layout_box(view->frame, column,
                                  (struct box){.columns = count, .gap = 24});
    for (int i = 1; i <= count; i++) {
        int host = shown_host(view, i);
        screen_drawing(view, row, host,
                       kiosk_model(view->kiosk, host)->cover->image,
                       (struct box){.height = 156});
    }
}

static void attract_show(struct view *view, struct node *parent)
{
    bool is_wide = screen_is_wide(view);
    struct node *column =
        layout_box(view->frame, parent,
                   (struct box){.gap = 24,
                                .width = is_wide ? SHOW_WIDTH : 0,
                                .min_height = is_wide ? 0 : 620,
                                .weight = is_wide ? 0 : 1});

    large_drawing(view, column, shown_host(view, 0));
    if (is_wide)
        small_drawings(view, column);
}

/* Below each language it can be heard how it is called. */
static void language_tile(struct view *view, struct node *row, int i)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct kiosk_language *language = &view->kiosk->languages[i];
    bool is_low = screen_is_low(view);
    struct node *column =
        layout_box(view->frame, row,
                   (struct box){.axis = is_low ? AXIS_ROW : AXIS_COLUMN,
                                .align = is_low ? ALIGN_CENTRE : ALIGN_STRETCH,
                                .gap = is_low ? 8 : 16});
    struct node *start = layout_box(
        view->frame, column,
        (struct box){
            .id = arena_printf(view->frame->arena, "lang.%s", language->tag),
            .weight = is_low ? 1 : 0,
            .align = ALIGN_CENTRE,
            .justify = JUSTIFY_CENTRE,
            .min_height = view->frame->is_compact ? 112 : 150,
            .pad = {12, 12, 12, 12},
            .radius = 28,
            .has_fill = true,
            .fill = colours->card});

    layout_text(
        view->frame, start,
        (struct label){.text = screen_language_name(view, language->tag),
                       .language = language->words_tag,
                       .size = 44,
                       .is_bold = true,
                       .colour = colours->ink,
                       .align = ALIGN_CENTRE,
                       .max_lines = 1,
                       .min_size = 26});
    struct node *voice =
        layout_box(view->frame, column, (struct box){.align = ALIGN_CENTRE});
    if (language->sound)
        screen_listen(view, voice, language->sound);
}

/* The last place is for those who need it easier. */
static void attract_languages(struct view *view, struct node *parent)
{
    int count = view->kiosk->language_count;
    struct node *row = layout_box(
        view->frame, parent,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_START, .gap = 24});
    struct node *grid =
        layout_box(view->frame, row,
                   (struct box){.columns = count,
                                .min_column = screen_is_low(view) ? 270 : 236,
                                .weight = 1,
                                .gap = 24});

    for (int i = 0; i < count; i++)
        language_tile(view, grid, i);
    struct node *last = layout_box(
        view->frame, row,
        (struct box){.min_height = view->frame->is_compact ? 112 : 150,
                     .justify = JUSTIFY_CENTRE});
    screen_ease_button(view, last);
}

/* The pattern comes out of the night from the side of the words. */
static void attract_fade(struct view *view, struct node *stack)
{
    enum { STRIPS = 20, STRIP = 16 };
    struct node *row =
        layout_box(view->frame, stack, (struct box){.axis = AXIS_ROW});

    layout_box(view->frame, row, (struct box){.weight = 1});
    for (int i = 0; i < STRIPS; i++)
        layout_box(view->frame, row,
                   (struct box){.width = STRIP,
                                .has_fill = true,
                                .fill = view->frame->theme->colours->night,
                                .alpha = (uint8_t)(255 - i * 255 / STRIPS)});
    layout_box(view->frame, row,
               (struct box){.width = GROUND_WIDTH - STRIPS * STRIP});
}

/* The pattern stays on the side of the drawings, never behind words. */
static void attract_ground(struct view *view, struct node *stack)
{
    const struct theme *theme = view->frame->theme;
    struct node *ground = layout_box(
        view->frame, stack,
        (struct box){
            .axis = AXIS_ROW, .has_fill = true, .fill = theme->colours->night});

    if (!screen_is_wide(view))
        return;
    layout_box(view->frame, ground, (struct box){.weight = 1});
    layout_box(view->frame, ground,
               (struct box){.width = GROUND_WIDTH,
                            .picture = view->kiosk->pattern,
                            .has_fill = true,
                            .fill = theme->colours->night});
    attract_fade(view, stack);
}

static struct node *attract_column(struct view *view, struct node *stack)
{
    bool is_wide = screen_is_wide(view);
    int side = is_wide ? 96 : view->frame->is_compact ? 32 : 56;
    int top = is_wide ? 72 : side;
    struct box column = {
        .weight = 1, .pad = {side, side, top, top}, .gap = is_wide ? 64 : 40};

    return screen_window(view, stack, view->frame->theme->colours->night,
                         column);
}

void screen_attract(struct view *view, struct node *root)
{
    bool is_wide = screen_is_wide(view);
    struct node *stack = layout_box(
        view->frame, root, (struct box){.axis = AXIS_STACK, .weight = 1});

    attract_ground(view, stack);
    struct node *column = attract_column(view, stack);
    struct node *upper =
        layout_box(view->frame, column,
                   (struct box){.axis = is_wide ? AXIS_ROW : AXIS_COLUMN,
                                .weight = 1,
                                .gap = 64,
                                .is_stage = true});
    if (is_wide) {
        attract_words(view, upper);
        attract_show(view, upper);
    } else {
        if (!screen_is_low(view))
            attract_show(view, upper);
        attract_words(view, upper);
    }
    attract_languages(view, column);
}
