#include "kiosk/screen_attract.h"
#include "kiosk/stick_words.h"

#include "ui/button.h"
#include "ui/card.h"
#include "ui/chip.h"
#include "ui/progress.h"

/* What is known of sticks: a card over the screen, or folded up at its upper
 * edge, so that whoever visits goes on. Each message in two languages. */
enum {
    WIDTH = 1400,
    DIM_ALPHA = 190,
    DISC = 112,
    SIGN = 40,
    FOLD_WIDTH = 760,
    FOLD_DISC = 64
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
        : stick->step == STICK_STEP_NOT_OURS ? "saffron"
        : stick->step == STICK_STEP_DONE     ? "teal"
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

    if (item->event == STICK_REFUSED || item->event == STICK_FAILED)
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

/* What it does, or that it is over. */
static void head(const struct telling *telling, struct node *column,
                 const struct stick *stick)
{
    static const struct look title = {46, 38, true}, text = {34, 30, false};
    struct frame *frame = telling->view->frame;
    struct node *row = layout_box(
        frame, column,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 32});
    bool is_at_work = !stick_is_over(stick) && stick->step != STICK_STEP_FAILED;

    disc(telling, row, stick, telling->view->frame->is_compact ? 84 : DISC);
    struct node *words =
        layout_box(frame, row, (struct box){.weight = 1, .gap = 4});
    say_stick(telling, words, stick_says_step, stick, title);
    if (is_at_work)
        progress(frame, column,
                 (struct progress){.share = stick->percent / 100.0,
                                   .colour = step_colour(telling->view, stick),
                                   .height = 20});
    if (!stick_says_wait(&telling->voices[0], stick))
        return;
    struct node *beside =
        signed_row(telling, column, is_at_work ? "hand" : "stick",
                   frame->theme->colours->ink);
    say_stick(telling, beside, stick_says_wait, stick, text);
}

static void tell(const struct telling *telling, struct node *column,
                 const struct stick *stick)
{
    static const struct look text = {30, 28, false};
    const struct theme_colours *colours = telling->view->frame->theme->colours;

    head(telling, column, stick);
    for (int i = 0; i < stick->item_count; i++)
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
    button(frame, row,
           (struct button){.id = closes ? "stick.close" : "stick.fold.button",
                           .icon = closes ? "close" : "up",
                           .look = BUTTON_OUTLINE});
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

static void folded(const struct telling *telling, struct node *stack)
{
    static const struct look text = {28, 26, true};
    struct frame *frame = telling->view->frame;
    const struct stick *stick = foremost(telling->sticks);
    struct node *place =
        layout_box(frame, stack,
                   (struct box){.align = ALIGN_CENTRE,
                                .pad = {16, 16, frame->reach_top + 12, 0}});
    struct node *pill = card(frame, place,
                             (struct card){.box = {.id = "stick.open",
                                                   .max_width = FOLD_WIDTH,
                                                   .gap = 12,
                                                   .pad = {28, 28, 16, 16}}});
    struct node *row = layout_box(
        frame, pill,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 20});

    disc(telling, row, stick, FOLD_DISC);
    struct node *words = layout_box(frame, row, (struct box){.weight = 1});
    say_stick(telling, words, stick_says_step, stick, text);
    layout_icon(frame, row, "down", SIGN, frame->theme->colours->quiet, false);
    if (!stick_is_over(stick))
        progress(frame, pill,
                 (struct progress){.share = stick->percent / 100.0,
                                   .colour = step_colour(telling->view, stick),
                                   .height = 12});
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
