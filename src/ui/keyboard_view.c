#include "base/str.h"
#include "ui/keyboard.h"
#include "ui/keyboard_caps.h"

enum { /* design pixels, but where it says otherwise */
       KEY_LEAST = 72,
       KEY_MOST_WIDTH = 132,
       KEY_GOOD_HEIGHT = 104,
       SHARE_PERCENT = 55, /* of the screen's height, if it can be */
       PAD = 10,
       GAP = 8, /* between two keys */
       RADIUS = 14,
       BORDER = 2,
       LETTER_SIZE = 38,
       WORD_SIZE = 28,
       LEAST_WORD_SIZE = 18,
       ICON_SIZE = 40,
       PRESSED_PERCENT = 16,
       /* What a touch of 15 mm stands for: keys of 11 x 13. */
       TOUCH_MM = 15,
       KEY_WIDTH_MM = 11,
       KEY_HEIGHT_MM = 13
};

struct drawing {
    struct frame frame; /* of its own: sizes of keys are ours */
    const struct keyboard *keyboard;
    const struct keyboard_layout *layout;
    int column, width, key_height, text_percent;
};

static int greater(int a, int b)
{
    return a > b ? a : b;
}

static int lesser(int a, int b)
{
    return a < b ? a : b;
}

static int key_height(const struct frame *frame)
{
    int least = greater(
        KEY_LEAST, (frame->touch * KEY_HEIGHT_MM + TOUCH_MM - 1) / TOUCH_MM);
    int share =
        (frame->height * SHARE_PERCENT / 100 - 2 * PAD) / KEYBOARD_LINES;
    return greater(least, lesser(KEY_GOOD_HEIGHT, share));
}

int keyboard_height(const struct frame *frame)
{
    return KEYBOARD_LINES * key_height(frame) + 2 * PAD;
}

static struct drawing drawing_of(const struct frame *frame,
                                 const struct keyboard *keyboard)
{
    struct drawing drawing = {
        .frame = *frame,
        .keyboard = keyboard,
        .layout = keyboard_layout_of(keyboard->state, keyboard->layouts),
        .key_height = key_height(frame),
        .text_percent = greater(frame->text_percent, 100)};
    int columns = keyboard_columns(keyboard, 0);
    int most = greater(columns, keyboard_columns(keyboard, KEYBOARD_ROWS)) *
               greater(KEY_MOST_WIDTH, frame->touch * KEY_WIDTH_MM / TOUCH_MM);
    drawing.width = lesser(frame->width - 2 * PAD, most);
    drawing.column = drawing.width / columns;
    drawing.frame.touch = 0;
    drawing.frame.is_compact = false;
    drawing.frame.text_percent = 100;
    return drawing;
}

static int gap(const struct drawing *drawing)
{
    return drawing->column < KEY_LEAST ? GAP / 2 : GAP;
}

/* As large as the visitor wants words, as far as a key is. */
static int text_size(const struct drawing *drawing, int size)
{
    size = lesser(size * drawing->text_percent / 100,
                  (drawing->key_height - GAP) * 2 / 3);
    return lesser(size, drawing->column * 11 / 20);
}

static struct box cap_box(const struct drawing *drawing, const struct cap *cap,
                          uint32_t *ret_ink)
{
    const struct theme *theme = drawing->frame.theme;
    const struct theme_colours *colours = theme->colours;
    uint32_t done =
        drawing->keyboard->fill ? drawing->keyboard->fill : colours->ink;
    uint32_t fill = cap->look == CAP_LETTER ? colours->card
                    : cap->look == CAP_TOOL ? colours->paper
                    : cap->look == CAP_DONE ? done
                                            : colours->ink;
    *ret_ink = cap->look == CAP_LETTER || cap->look == CAP_TOOL
                   ? colours->ink
                   : theme_on(theme, fill);
    if (str_equal(cap->id, drawing->frame.pressed))
        fill = colour_mix(fill, *ret_ink, PRESSED_PERCENT);
    return (struct box){
        .axis = AXIS_ROW,
        .align = ALIGN_CENTRE,
        .justify = JUSTIFY_CENTRE,
        .weight = 1,
        .pad = {cap->is_word ? GAP : 0, cap->is_word ? GAP : 0, 0, 0},
        .has_fill = true,
        .fill = fill,
        .radius = RADIUS,
        .border = cap->look == CAP_DONE ? 0 : BORDER,
        .border_colour = colours->edge};
}

static const char *language_of(const struct keyboard_layout *layout)
{
    const char *const *languages = layout->languages.items;
    return languages[0];
}

/* The key is larger than what is seen of it, so that keys touch. */
static void add_cap(struct drawing *drawing, struct node *row,
                    const struct cap *cap)
{
    struct frame *frame = &drawing->frame;
    uint32_t ink;
    struct node *place =
        layout_box(frame, row,
                   (struct box){.id = cap->look == CAP_NONE ? NULL : cap->id,
                                .is_plain = true,
                                .weight = cap->halves,
                                .pad = EDGES(gap(drawing) / 2),
                                .wants_hold = cap->wants_hold});
    if (cap->look == CAP_NONE)
        return;
    struct node *seen = layout_box(frame, place, cap_box(drawing, cap, &ink));
    if (cap->icon)
        layout_icon(frame, seen, cap->icon, text_size(drawing, ICON_SIZE), ink,
                    false);
    if (cap->text)
        layout_text(
            frame, seen,
            (struct label){
                .text = cap->text,
                .size =
                    text_size(drawing, cap->is_word ? WORD_SIZE : LETTER_SIZE),
                .min_size = LEAST_WORD_SIZE,
                .max_lines = 1,
                .is_tight = true,
                .is_bold = cap->look == CAP_DONE,
                .language =
                    cap->look == CAP_DONE ? NULL : language_of(drawing->layout),
                .align = ALIGN_CENTRE,
                .colour = ink});
}

/* From the left, whichever side the screen is read from. */
static void add_caps(struct drawing *drawing, struct node *row,
                     const struct caps *caps)
{
    for (size_t i = 0; i < caps->count; i++)
        add_cap(drawing, row,
                &caps->items[drawing->frame.is_rtl ? caps->count - 1 - i : i]);
}

struct node *keyboard_view(struct frame *frame, struct node *parent,
                           const struct keyboard *keyboard)
{
    struct drawing drawing = drawing_of(frame, keyboard);
    struct node *ground =
        layout_box(&drawing.frame, parent,
                   (struct box){.align = ALIGN_CENTRE,
                                .height = keyboard_height(frame),
                                .pad = {0, 0, PAD, PAD},
                                .has_fill = true,
                                .fill = frame->theme->colours->soft});
    for (size_t i = 0; i < KEYBOARD_LINES; i++) {
        struct node *row =
            layout_box(&drawing.frame, ground,
                       (struct box){.axis = AXIS_ROW,
                                    .width = drawing.width,
                                    .height = drawing.key_height});
        struct caps caps = keyboard_caps(keyboard, i);
        add_caps(&drawing, row, &caps);
    }
    return ground;
}

/* From the keyboard's left edge to the middle of a key. */
static int middle_of(const struct drawing *drawing,
                     const struct keyboard_key *key, size_t row)
{
    struct caps caps = keyboard_caps(drawing->keyboard, row);
    int halves = KEYBOARD_KEY_HALVES / 2;
    for (size_t i = 0; i < caps.count && !str_equal(caps.items[i].id, key->id);
         i++)
        halves += caps.items[i].halves;
    return drawing->width * halves /
           (KEYBOARD_KEY_HALVES * keyboard_columns(drawing->keyboard, row));
}

/* Where the accents of a key begin: over it, and not beyond the keyboard. */
static int holds_left(const struct drawing *drawing,
                      const struct keyboard_key *key, size_t row, int width)
{
    int left = middle_of(drawing, key, row) - width / 2;
    left = lesser(greater(left, 0), drawing->width - width);
    return left + (drawing->frame.width - drawing->width) / 2;
}

void keyboard_view_held(struct frame *frame, struct node *stack,
                        const struct keyboard *keyboard)
{
    struct drawing drawing = drawing_of(frame, keyboard);
    const struct theme_colours *colours = frame->theme->colours;
    struct keyboard_place place;
    const struct keyboard_key *key =
        keyboard_held_key(keyboard->state, drawing.layout, &place);
    if (key == NULL)
        return;
    struct caps caps = keyboard_hold_caps(keyboard, key, frame->arena);
    int width = (int)caps.count * drawing.column + GAP;
    int left = holds_left(&drawing, key, (size_t)place.row, width);
    int below = (KEYBOARD_LINES - place.row) * drawing.key_height;

    struct node *over = layout_box(
        &drawing.frame, stack,
        (struct box){
            .justify = JUSTIFY_END,
            .align = ALIGN_START,
            .pad = {.start = frame->is_rtl ? frame->width - left - width : left,
                    .bottom = PAD + below}});
    struct node *strip =
        layout_box(&drawing.frame, over,
                   (struct box){.axis = AXIS_ROW,
                                .width = width,
                                .height = drawing.key_height + GAP,
                                .pad = EDGES(GAP / 2),
                                .has_fill = true,
                                .fill = colours->soft,
                                .has_shadow = true,
                                .radius = RADIUS + GAP / 2,
                                .border = BORDER,
                                .border_colour = colours->edge});
    add_caps(&drawing, strip, &caps);
}
