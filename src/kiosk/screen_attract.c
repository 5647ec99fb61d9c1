#include "kiosk/screen_attract.h"

#include "text/bidi.h"

/* The first screen: one welcome after another, in each language, with the
 * drawing of one host after another; all languages stay where they are. */
enum {
    SHOW_WIDTH = 796,
    SHOW_LEAST = 300,
    SHORT_TITLE = 72,
    GROUND_WIDTH = 920,
    SMALL_DRAWINGS = 3
};

const struct kiosk_language *attract_language(const struct view *view)
{
    int step = view->session->attract_step;
    return &view->kiosk->languages[step % view->kiosk->language_count];
}

static int shown_host(const struct view *view, int ahead)
{
    int count = (int)view->kiosk->library->host_count;
    return count ? (view->session->attract_step + ahead) % count : -1;
}

struct node *attract_say(struct view *view, struct node *parent,
                         const char *text, const char *language,
                         struct label label)
{
    bool turns = language_is_rtl(language) != view->frame->is_rtl;

    label.text = text;
    label.language = language;
    label.align = turns ? ALIGN_END : ALIGN_START;
    return layout_text(view->frame, parent, label);
}

void attract_say_content(struct view *view, struct node *parent, int host,
                         const struct text *text, struct label label)
{
    const char *tag = attract_language(view)->tag;
    const struct text_entry *entry = text_find(text, tag, NULL);
    const char *sound = text_sound(text, tag);
    bool has_words = entry && entry->utf8;

    if (sound) {
        parent = layout_box(
            view->frame, parent,
            (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 24});
        screen_listen_of(view, parent, host, sound);
        label.weight = 1;
    }
    if (has_words)
        attract_say(view, parent, entry->utf8,
                    entry->language ? entry->language : tag, label);
}

/* Hands on a small panel in portrait: what is touched comes first. */
static bool is_narrow(const struct view *view)
{
    return view->frame->is_compact && view->frame->is_portrait;
}

/* Drawings beside the words, and below both as many languages as may be. */
static bool has_show_beside(const struct view *view)
{
    enum { LEAST_HEIGHT = 1000 };

    return screen_is_wide(view) &&
           view->frame->height - view->frame->reach_top >= LEAST_HEIGHT;
}

/* Where there is little room the languages come before all that is beside
 * them. */
static bool languages_first(const struct view *view)
{
    enum { CROWN = 260 }; /* higher, it is a drawing by itself */
    bool is_landscape = !view->frame->is_portrait;

    return screen_is_low(view) || is_narrow(view) ||
           ((view->frame->reach_top > CROWN || is_landscape) &&
            !has_show_beside(view));
}

/* Each line of it on one, smaller if it must, where there is more to show. */
static void attract_title(struct view *view, struct node *column, bool is_short)
{
    const struct theme *theme = view->frame->theme;
    const struct kiosk_language *language = attract_language(view);
    const char *lines[] = {language->words->attract_title,
                           language->words->attract_line};
    struct node *title =
        layout_box(view->frame, column, (struct box){.gap = 0});

    for (int i = 0; i < 2; i++)
        attract_say(view, title, lines[i], language->words_tag,
                    (struct label){.size = is_short ? SHORT_TITLE
                                                    : (int)theme->type->attract,
                                   .is_bold = true,
                                   .is_tight = is_short,
                                   .colour = theme->colours->on_fill,
                                   .max_lines = is_short ? 1 : 3,
                                   .min_size = is_short ? 48 : 56});
}

static void attract_words(struct view *view, struct node *parent)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct model *model = kiosk_model(view->kiosk, -1);
    bool is_alone = languages_first(view);
    bool asks = session_asks_face(view->kiosk) && !is_alone;
    struct node *column = layout_box(view->frame, parent,
                                     (struct box){.weight = 1,
                                                  .gap = asks ? 12 : 28,
                                                  .justify = JUSTIFY_CENTRE,
                                                  .max_width = 940});

    attract_say_content(
        view, column, -1, &model->name,
        (struct label){.size = 34, .is_bold = true, .colour = colours->gold});
    attract_title(view, column, asks || is_alone);
    if (asks)
        attract_faces(view, column);
    else if (!is_alone)
        attract_say_content(
            view, column, -1, &model->welcome,
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
    attract_say_content(
        view, name, host, &model->name,
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
    bool is_wide = has_show_beside(view);
    struct node *column =
        layout_box(view->frame, parent,
                   (struct box){.gap = 24,
                                .width = is_wide ? SHOW_WIDTH : 0,
                                .min_height = is_wide ? 0 : SHOW_LEAST,
                                .weight = is_wide ? 0 : 1});

    if (shown_host(view, 0) < 0)
        return;
    large_drawing(view, column, shown_host(view, 0));
    if (is_wide)
        small_drawings(view, column);
}

/* The question takes some of their room where it is scarce. */
static int tile_height(const struct view *view)
{
    bool asks = session_asks_face(view->kiosk) && has_show_beside(view);

    return view->frame->is_compact ? 112 : asks ? 126 : 150;
}

/* Below each language it can be heard how it is called. */
static void language_tile(struct view *view, struct node *row, int i)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct kiosk_language *language = &view->kiosk->languages[i];
    bool is_low = screen_is_low(view) || is_narrow(view);
    struct node *column =
        layout_box(view->frame, row,
                   (struct box){.axis = is_low ? AXIS_ROW : AXIS_COLUMN,
                                .align = is_low ? ALIGN_CENTRE : ALIGN_STRETCH,
                                .gap = is_low ? 8 : 16});
    struct node *start =
        layout_box(view->frame, column,
                   (struct box){.id = arena_printf(view->frame->arena,
                                                   "lang.%s", language->tag),
                                .weight = is_low ? 1 : 0,
                                .align = ALIGN_CENTRE,
                                .justify = JUSTIFY_CENTRE,
                                .min_height = tile_height(view),
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
    bool is_low = screen_is_low(view) || is_narrow(view);
    struct node *row = layout_box(
        view->frame, parent,
        (struct box){.axis = is_narrow(view) ? AXIS_COLUMN : AXIS_ROW,
                     .align = is_narrow(view) ? ALIGN_STRETCH : ALIGN_START,
                     .gap = 24});
    struct node *grid =
        layout_box(view->frame, row,
                   (struct box){.columns = count,
                                .min_column = is_low ? 270 : 236,
                                .weight = is_narrow(view) ? 0 : 1,
                                .gap = 24});

    for (int i = 0; i < count; i++)
        language_tile(view, grid, i);
    struct node *last = layout_box(view->frame, row,
                                   (struct box){.min_height = tile_height(view),
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

    if (!has_show_beside(view))
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
    bool is_wide = has_show_beside(view);
    int side = is_wide ? 96 : view->frame->is_compact ? 32 : 56;
    bool asks = session_asks_face(view->kiosk);
    int top = is_wide ? (asks ? 48 : 72) : side;
    struct box column = {.weight = 1,
                         .pad = {side, side, top, top},
                         .gap = is_wide && !asks ? 64 : 40};

    return screen_window(view, stack, view->frame->theme->colours->night,
                         column);
}

void screen_attract(struct view *view, struct node *root)
{
    bool is_wide = has_show_beside(view);
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
        if (!languages_first(view))
            attract_show(view, upper);
        attract_words(view, upper);
    }
    attract_languages(view, column);
    if (languages_first(view) && session_asks_face(view->kiosk))
        attract_faces(view, column);
}
