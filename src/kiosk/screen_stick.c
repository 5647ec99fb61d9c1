#include "kiosk/screen_attract.h"
#include "kiosk/stick_words.h"

#include "ui/button.h"
#include "ui/card.h"
#include "ui/chip.h"
#include "ui/progress.h"

/* What is known of sticks: a card over the screen, what went wrong first; or
 * folded up at the upper edge, so that whoever visits goes on. Each message in
 * two languages. */
enum {
    WIDTH = 1400,
    DIM_ALPHA = 190,
    DISC = 112,
    DISC_COMPACT = 72,
    SIGN = 40,
    FOLD_WIDTH = 760,
    FOLD_DISC = 60,
    SMALL = 84, /* folded, where there is little room */
    RING = 12
};

struct telling {
    struct view *view;
    const struct sticks *sticks;
    struct stick_voice voices[2];
    int count;
};

struct look {
    int size, second; /* of the words in the first language, in the other */
    bool is_bold;
};

/* The next of the kiosk's languages that has words of its own. */
static void find_voices(struct telling *telling)
{
    const struct view *view = telling->view;
    const struct kiosk *kiosk = view->kiosk;
    struct stick_voice voice = {kiosk, view->language, view->frame->arena};

    telling->voices[telling->count++] = voice;
    for (int i = 0; i < kiosk->language_count && telling->count < 2; i++) {
        voice.language = &kiosk->languages[i];
        if (voice.language->words != view->language->words)
            telling->voices[telling->count++] = voice;
    }
}

static void say(const struct telling *telling, struct node *parent, int which,
                const char *text, struct look look)
{
    const struct theme_colours *colours = telling->view->frame->theme->colours;
    bool is_first = which == 0;

    if (text)
        attract_say(
            telling->view, parent, text,
            telling->voices[which].language->words_tag,
            (struct label){.size = is_first ? look.size : look.second,
                           .is_bold = is_first && look.is_bold,
                           .colour = is_first ? colours->ink : colours->quiet});
}

static void say_stick(const struct telling *telling, struct node *parent,
                      const char *(*says)(const struct stick_voice *,
                                          const struct stick *),
                      const struct stick *stick, struct look look)
{
    for (int i = 0; i < telling->count; i++)
        say(telling, parent, i, says(&telling->voices[i], stick), look);
}

static void say_item(const struct telling *telling, struct node *parent,
                     const char *(*says)(const struct stick_voice *,
                                         const struct stick_item *),
                     const struct stick_item *item, struct look look)
{
    for (int i = 0; i < telling->count; i++)
        say(telling, parent, i, says(&telling->voices[i], item), look);
}

static const char *step_sign(const struct stick *stick)
{
    switch (stick->step) {
    case STICK_STEP_WAITING:
        return "hourglass";
    case STICK_STEP_COPYING:
        return "copy";
    case STICK_STEP_FAILED:
    case STICK_STEP_STOPPED:
        return "warning";
    case STICK_STEP_NOT_OURS:
        return "info";
    case STICK_STEP_DONE:
        return "stick-out";
    default:
        return "stick";
    }
}

/* Colour only repeats what sign and words say. */
static uint32_t step_colour(const struct view *view, const struct stick *stick)
{
    const char *name =
        stick->step == STICK_STEP_FAILED || stick->step == STICK_STEP_STOPPED
            ? "terracotta"
        : stick->step == STICK_STEP_NOT_OURS ||
                (stick->step == STICK_STEP_DONE && stick_went_wrong(stick))
            ? "saffron"
        : stick->step == STICK_STEP_DONE ? "teal"
                                         : "indigo";

    return theme_accent_named(view->frame->theme, name).fill;
}

static void disc(const struct telling *telling, struct node *row,
                 const struct stick *stick, int size)
{
    struct frame *frame = telling->view->frame;
    struct node *ground =
        layout_box(frame, row,
                   (struct box){.width = size,
                                .height = size,
                                .radius = size / 2,
                                .has_fill = true,
                                .fill = step_colour(telling->view, stick),
                                .align = ALIGN_CENTRE,
                                .justify = JUSTIFY_CENTRE});

    layout_icon(frame, ground, step_sign(stick), size * 6 / 10,
                frame->theme->colours->on_fill, false);
}

/* A sign with what it is about beside it. */
static struct node *signed_row(const struct telling *telling,
                               struct node *parent, const char *sign,
                               uint32_t colour)
{
    struct frame *frame = telling->view->frame;
    struct node *row =
        layout_box(frame, parent, (struct box){.axis = AXIS_ROW, .gap = 24});

    layout_icon(frame, row, sign, SIGN, colour, false);
    return layout_box(frame, row, (struct box){.weight = 1, .gap = 4});
}

static const char *item_sign(const struct stick_item *item)
{
    switch ((int)item->event) {
    case STICK_TOOK:
    case STICK_LEFT:
        return "check";
    case STICK_COPIED:
        return item->count > 0 ? "copy" : "info";
    case STICK_REFUSED:
    case STICK_FAILED:
        return "close";
    case STICK_PLAIN:
        return "lock";
    case STICK_DRAFT:
        return item->count > 0 ? "warning" : "check";
    default:
        return "info";
    }
}

static uint32_t item_colour(const struct view *view,
                            const struct stick_item *item)
{
    const struct theme *theme = view->frame->theme;

    if (stick_item_is_wrong(item))
        return theme_accent_named(theme, "terracotta").sign;
    if (item->event == STICK_TOOK || item->event == STICK_COPIED)
        return theme_accent_named(theme, "teal").sign;
    return theme->colours->quiet;
}

static void item_row(const struct telling *telling, struct node *column,
                     const struct stick_item *item)
{
    static const struct look name = {34, 30, true}, why = {30, 28, false};
    struct node *words = signed_row(telling, column, item_sign(item),
                                    item_colour(telling->view, item));

    say_item(telling, words, stick_says_item, item, name);
    say_item(telling, words, stick_says_why, item, why);
}

static bool is_at_work(const struct stick *stick)
{
    return !stick_is_over(stick) && stick->step != STICK_STEP_FAILED;
}

static void bar(const struct telling *telling, struct node *column,
                const struct stick *stick, int height)
{
    if (is_at_work(stick) && stick->step != STICK_STEP_WAITING)
        progress(telling->view->frame, column,
                 (struct progress){.share = stick->percent / 100.0,
                                   .colour = step_colour(telling->view, stick),
                                   .height = height});
}

/* What it does, or that it is over. */
static void head(const struct telling *telling, struct node *column,
                 const struct stick *stick)
{
    static const struct look title = {46, 38, true}, text = {34, 30, false};
    static const struct look small = {38, 32, true};
    struct frame *frame = telling->view->frame;
    bool is_compact = frame->is_compact;
    struct node *row = layout_box(frame, column,
                                  (struct box){.axis = AXIS_ROW,
                                               .align = ALIGN_CENTRE,
                                               .gap = is_compact ? 20 : 32});

    disc(telling, row, stick, is_compact ? DISC_COMPACT : DISC);
    say_stick(telling,
              layout_box(frame, row, (struct box){.weight = 1, .gap = 4}),
              stick_says_step, stick, is_compact ? small : title);
    bar(telling, column, stick, 20);
    if (!stick_says_wait(&telling->voices[0], stick))
        return;
    const char *sign = is_at_work(stick)                    ? "hand"
                       : stick->step == STICK_STEP_NOT_OURS ? "stick"
                                                            : "stick-out";
    say_stick(telling,
              signed_row(telling, column, sign, frame->theme->colours->ink),
              stick_says_wait, stick, text);
}

static void tell(const struct telling *telling, struct node *column,
                 const struct stick *stick)
{
    static const struct look text = {30, 28, false};
    const struct theme_colours *colours = telling->view->frame->theme->colours;

    head(telling, column, stick);
    for (int i = 0; i < stick->item_count; i++)
        if (stick_item_is_wrong(&stick->items[i]))
            item_row(telling, column, &stick->items[i]);
    for (int i = 0; i < stick->item_count; i++)
        if (!stick_item_is_wrong(&stick->items[i]))
            item_row(telling, column, &stick->items[i]);
    if (stick_says_more(&telling->voices[0], stick))
        say_stick(telling, signed_row(telling, column, "plus", colours->quiet),
                  stick_says_more, stick, text);
    if (stick_says_soon(&telling->voices[0], stick))
        say_stick(telling, signed_row(telling, column, "clock", colours->quiet),
                  stick_says_soon, stick, text);
}

/* With two languages both are read already. */
static void languages(const struct telling *telling, struct node *paper)
{
    const struct kiosk *kiosk = telling->view->kiosk;
    struct frame *frame = telling->view->frame;

    if (kiosk->language_count <= 2)
        return;
    struct node *grid = layout_box(
        frame, paper,
        (struct box){.columns =
                         kiosk->language_count < 6 ? kiosk->language_count : 6,
                     .min_column = 190,
                     .gap = 12});
    for (int i = 0; i < kiosk->language_count; i++) {
        const struct kiosk_language *language = &kiosk->languages[i];
        chip(frame, grid,
             (struct chip){.id = arena_printf(frame->arena, "stick.lang.%d", i),
                           .text = kiosk_language_name(kiosk, language->tag),
                           .language = language->words_tag,
                           .is_chosen = language == telling->view->language});
    }
}

static bool may_close(const struct sticks *sticks)
{
    bool is_over = true;

    for (int i = 0; i < sticks->count; i++)
        is_over &= stick_is_over(&sticks->all[i]) ||
                   sticks->all[i].step == STICK_STEP_FAILED;
    return is_over;
}

/* A touch beside it folds it: whoever came to visit goes on. */
static struct node *paper(const struct telling *telling, struct node *stack)
{
    struct view *view = telling->view;
    struct frame *frame = view->frame;
    bool is_low = screen_is_low(view);
    int margin = is_low ? 16 : 48;
    struct node *ground = layout_box(
        frame, stack,
        (struct box){
            .id = "stick.fold",
            .is_plain = true,
            .has_fill = true,
            .fill = frame->theme->colours->night,
            .alpha = DIM_ALPHA,
            .align = ALIGN_CENTRE,
            .justify = frame->is_portrait ? JUSTIFY_END : JUSTIFY_CENTRE,
            .pad = {margin, margin, frame->reach_top + margin, margin}});

    return card(frame, ground,
                (struct card){.fill = frame->theme->colours->paper,
                              .box = {.id = "stick.card",
                                      .is_plain = true,
                                      .width = WIDTH,
                                      .pad = EDGES(is_low ? 24 : 44),
                                      .gap = is_low ? 16 : 32}});
}

static void open_card(const struct telling *telling, struct node *stack)
{
    struct frame *frame = telling->view->frame;
    struct node *all = paper(telling, stack);
    struct node *row = layout_box(
        frame, all, (struct box){.axis = AXIS_ROW, .gap = 24, .weight = 1});
    struct node *window =
        layout_box(frame, row,
                   (struct box){.id = "stick",
                                .weight = 1,
                                .is_scroll = true,
                                .scroll_px = telling->sticks->scroll_px});
    struct node *column = layout_box(
        frame, window, (struct box){.gap = 28, .pad = {.bottom = 8}});
    bool closes = may_close(telling->sticks);

    for (int i = 0; i < telling->sticks->count; i++) {
        if (i > 0)
            layout_box(frame, column,
                       (struct box){.height = 3,
                                    .has_fill = true,
                                    .fill = frame->theme->colours->line});
        tell(telling, column, &telling->sticks->all[i]);
    }
    if (screen_is_low(telling->view))
        languages(telling, column);
    button(frame, row,
           (struct button){.id = closes ? "stick.close" : "stick.fold.button",
                           .icon = closes ? "close" : "up",
                           .look = BUTTON_OUTLINE});
    if (!screen_is_low(telling->view))
        languages(telling, all);
}

/* Of several the one that is at work. */
static const struct stick *foremost(const struct sticks *sticks)
{
    for (int i = 0; i < sticks->count; i++)
        if (!stick_is_over(&sticks->all[i]))
            return &sticks->all[i];
    return &sticks->all[sticks->count - 1];
}

/* Where the bar leaves no room for words: how far it is, as a ring. */
static void small_sign(const struct telling *telling, struct node *place,
                       const struct stick *stick)
{
    struct frame *frame = telling->view->frame;
    int size = frame->touch > SMALL ? frame->touch : SMALL;
    struct node *sign =
        layout_box(frame, place,
                   (struct box){.id = "stick.open",
                                .axis = AXIS_STACK,
                                .align = ALIGN_CENTRE,
                                .justify = JUSTIFY_CENTRE,
                                .width = size,
                                .height = size,
                                .radius = size / 2,
                                .has_fill = true,
                                .has_shadow = true,
                                .fill = frame->theme->colours->card});

    if (stick_is_over(stick))
        disc(telling, sign, stick, size);
    else
        disc(telling, sign, stick, size - 2 * RING);
    if (!stick_is_over(stick))
        layout_ring(frame, sign, size - 4, RING - 6, frame->theme->colours->ink,
                    stick->percent / 100.0);
}

static void pill(const struct telling *telling, struct node *place,
                 const struct stick *stick)
{
    static const struct look text = {26, 24, true};
    struct frame *frame = telling->view->frame;
    struct node *column = card(frame, place,
                               (struct card){.box = {.id = "stick.open",
                                                     .max_width = FOLD_WIDTH,
                                                     .gap = 6,
                                                     .pad = {20, 24, 8, 12}}});
    struct node *row = layout_box(
        frame, column,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 20});

    disc(telling, row, stick, FOLD_DISC);
    say_stick(telling, layout_box(frame, row, (struct box){.weight = 1}),
              stick_says_step, stick, text);
    layout_icon(frame, row, "down", SIGN, frame->theme->colours->quiet, false);
    bar(telling, column, stick, 10);
}

/* Where there is little room nothing lies on words that are being written. */
static void folded(const struct telling *telling, struct node *stack)
{
    const struct view *view = telling->view;
    const struct stick *stick = foremost(telling->sticks);
    struct frame *frame = view->frame;
    bool is_writing = view->session->sheet.kind == SHEET_WORDS;
    bool has_bar_above =
        !frame->is_compact || (!frame->is_portrait && frame->reach_top == 0);
    struct node *place = layout_box(
        frame, stack,
        (struct box){.align = has_bar_above ? ALIGN_CENTRE : ALIGN_END,
                     .pad = {16, 16, frame->reach_top + 8, 0}});

    if (frame->is_compact && is_writing)
        return;
    if (frame->is_compact)
        small_sign(telling, place, stick);
    else
        pill(telling, place, stick);
}

void screen_stick(struct view *view, struct node *stack,
                  const struct sticks *sticks)
{
    struct telling telling = {.view = view, .sticks = sticks};

    find_voices(&telling);
    if (sticks->is_folded)
        folded(&telling, stack);
    else
        open_card(&telling, stack);
}
