#include "kiosk/screen_parts.h"

#include "ui/button.h"

enum {
    WIDE_WIDTH = 1400,
    WIDE_HEIGHT = 700,
    SIDE_HEIGHT = 860, /* what was learnt stands there whole */
    LOW_HEIGHT = 760,
    LOWEST_HEIGHT = 480,
    PLAYER_HEIGHT = 140,
    NARROW = 700,     /* the bar holds four signs and no word */
    SIDE_BY_SIDE = 3, /* languages that stand in the bar themselves */
    TITLE_PERCENT = 125
};

/* Of the screen, measured in words of the visitor's size. */
static int measured(const struct view *view, int size)
{
    return size * 100 / view->frame->text_percent;
}

static int height_below_reach(const struct view *view)
{
    return measured(view, view->frame->height - view->frame->reach_top);
}

bool screen_is_wide(const struct view *view)
{
    return view->frame->width > view->frame->height &&
           measured(view, view->frame->width) >= WIDE_WIDTH &&
           height_below_reach(view) >= WIDE_HEIGHT;
}

bool screen_has_side(const struct view *view)
{
    return screen_is_wide(view) &&
           height_below_reach(view) - PLAYER_HEIGHT >= SIDE_HEIGHT;
}

bool screen_is_low(const struct view *view)
{
    return height_below_reach(view) < LOW_HEIGHT;
}

bool screen_is_lowest(const struct view *view)
{
    int player = view->session->sound.id[0] ? PLAYER_HEIGHT : 0;

    return height_below_reach(view) - player < LOWEST_HEIGHT;
}

static bool bar_is_below(const struct view *view)
{
    return view->frame->is_portrait || view->frame->reach_top > 0;
}

/* All languages side by side while they fit: one touch changes it. */
static void language_chips(struct view *view, struct node *bar)
{
    const struct theme *theme = view->frame->theme;
    int height = (int)theme->space->button;
    struct node *row = layout_box(view->frame, bar,
                                  (struct box){.axis = AXIS_ROW,
                                               .align = ALIGN_CENTRE,
                                               .height = height,
                                               .radius = height / 2,
                                               .has_fill = true,
                                               .has_shadow = true,
                                               .fill = theme->colours->card});

    for (int i = 0; i < view->kiosk->language_count; i++) {
        const struct kiosk_language *language = &view->kiosk->languages[i];
        bool is_chosen = i == view->session->language;
        const char *id =
            arena_printf(view->frame->arena, "lang.%s", language->tag);
        button(
            view->frame, row,
            (struct button){.id = id,
                            .text = screen_language_name(view, language->tag),
                            .language = language->words_tag,
                            .look = is_chosen ? BUTTON_PRIMARY : BUTTON_FLAT,
                            .height = height});
    }
}

static void languages(struct view *view, struct node *bar)
{
    if (view->kiosk->language_count < 2)
        return;
    if (view->kiosk->language_count <= SIDE_BY_SIDE && screen_is_wide(view)) {
        language_chips(view, bar);
        return;
    }
    const char *name = screen_language_name(view, view->language->tag);
    button(view->frame, bar,
           (struct button){.id = "languages",
                           .icon = "globe",
                           .text = view->frame->width < NARROW ? NULL : name,
                           .language = view->language->words_tag,
                           .look = BUTTON_CARD});
}

void screen_ease_button(struct view *view, struct node *parent)
{
    button(view->frame, parent,
           (struct button){.id = "ease", .icon = "ease", .look = BUTTON_CARD});
}

static bool is_home(const struct view *view)
{
    struct place home = session_home(view->kiosk);
    return view->session->here.screen == home.screen &&
           view->session->here.host == home.host;
}

/* Gives its place to what is said of a face touched before. */
static void bar_title(struct view *view, struct node *row, const char *title)
{
    bool is_said = view->session->face.state != FACE_NONE;
    bool has_room = view->frame->text_percent <= TITLE_PERCENT &&
                    !view->frame->is_compact && !is_said;

    if (!has_room) {
        layout_box(view->frame, row, (struct box){.weight = 1});
        return;
    }
    layout_text(view->frame, row,
                (struct label){.text = title,
                               .size = view->frame->is_portrait ? 26 : 30,
                               .colour = view->frame->theme->colours->quiet,
                               .weight = 1,
                               .max_lines = 2,
                               .min_size = 22});
}

static void bar(struct view *view, struct node *parent, const char *title)
{
    const struct theme *theme = view->frame->theme;
    int side = view->frame->is_compact ? 24 : 40;
    struct node *row = layout_box(
        view->frame, parent,
        (struct box){.axis = AXIS_ROW,
                     .align = ALIGN_CENTRE,
                     .gap = 20,
                     .min_height = (int)theme->space->bar,
                     .pad = {side, side, view->frame->is_compact ? 10 : 0,
                             bar_is_below(view) ? 8 : 0}});

    button(view->frame, row,
           (struct button){.id = "back",
                           .icon = "back",
                           .icon_points = true,
                           .look = BUTTON_CARD});
    button(
        view->frame, row,
        (struct button){.id = "home",
                        .icon = "home",
                        .look = is_home(view) ? BUTTON_PRIMARY : BUTTON_CARD});
    bar_title(view, row, title);
    languages(view, row);
    screen_ease_button(view, row);
}

struct node *screen_window(struct view *view, struct node *parent,
                           uint32_t ground, struct box inside)
{
    struct node *window =
        layout_box(view->frame, parent,
                   (struct box){.id = "scroll",
                                .weight = 1,
                                .is_scroll = true,
                                .fill = ground,
                                .scroll_px = view->session->here.scroll_px});
    return layout_box(view->frame, window, inside);
}

enum flow { FLOW_FIXED, FLOW_FROM_TOP, FLOW_TO_FOOT };

static struct node *content(struct view *view, struct node *stage,
                            enum flow flow, int bottom)
{
    const struct theme_space *space = view->frame->theme->space;
    int side = view->frame->is_compact ? 32 : (int)space->margin;
    int top = bar_is_below(view) ? side : 16;
    struct box box = {.weight = 1,
                      .gap = (int)space->gap,
                      .pad = {side, side, top, bottom},
                      .justify =
                          flow == FLOW_TO_FOOT ? JUSTIFY_END : JUSTIFY_START};

    if (flow == FLOW_FIXED)
        return layout_box(view->frame, stage, box);
    return screen_window(view, stage, view->frame->theme->colours->paper, box);
}

static struct node *foot_of(struct view *view, struct node *parent, int side)
{
    bool is_low = screen_is_low(view);

    return layout_box(
        view->frame, parent,
        (struct box){.axis = AXIS_ROW,
                     .wraps = view->frame->is_compact,
                     .align = ALIGN_CENTRE,
                     .gap = 24,
                     .pad = {side, side, is_low ? 12 : 20, is_low ? 20 : 44}});
}

/* What stands low leaves room for the drawing of what it is about. */
static void fill_above(struct view *view, struct node *inside)
{
    enum { LEAST = 260 };
    int host = view->session->here.host;
    const struct model *model = kiosk_model(view->kiosk, host);

    if (model->cover && view->frame->reach_top == 0)
        screen_drawing(view, inside, host, model->cover->image,
                       (struct box){.weight = 1, .hides_below = LEAST});
}

struct node *screen_frame_footed(struct view *view, struct node *root,
                                 const char *title, bool sinks,
                                 struct node **ret_foot)
{
    bool is_below = bar_is_below(view);
    int side =
        view->frame->is_compact ? 32 : (int)view->frame->theme->space->margin;
    enum flow flow =
        sinks && view->frame->is_portrait ? FLOW_TO_FOOT : FLOW_FROM_TOP;

    if (!is_below)
        bar(view, root, title);
    struct node *stage = layout_box(
        view->frame, root, (struct box){.weight = 1, .is_stage = true});
    struct node *inside = content(view, stage, flow, 12);
    struct node *column = inside;
    if (flow == FLOW_TO_FOOT)
        fill_above(view, inside);
    if (screen_is_lowest(view)) {
        column = layout_box(
            view->frame, inside,
            (struct box){.gap = (int)view->frame->theme->space->gap});
        *ret_foot = foot_of(view, inside, 0);
    } else {
        *ret_foot = foot_of(view, stage, side);
    }
    screen_player(view, stage);
    if (is_below)
        bar(view, root, title);
    return column;
}

struct node *screen_frame(struct view *view, struct node *root,
                          const char *title, bool scrolls)
{
    bool is_below = bar_is_below(view);

    if (!is_below)
        bar(view, root, title);
    struct node *stage = layout_box(
        view->frame, root, (struct box){.weight = 1, .is_stage = true});
    struct node *inside =
        content(view, stage, scrolls ? FLOW_FROM_TOP : FLOW_FIXED, 32);
    screen_player(view, stage);
    if (is_below)
        bar(view, root, title);
    return inside;
}
