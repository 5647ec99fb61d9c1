#include "ui/keyboard_caps.h"

enum { PLANE_HALVES = 3, DONE_HALVES = 4 };

struct row {
    const struct keyboard *keyboard;
    const struct keyboard_state *state;
    const struct keyboard_layout *layout;
    struct caps caps;
};

static void put(struct row *row, struct cap cap)
{
    if (cap.halves > 0)
        row->caps.items[row->caps.count++] = cap;
}

static int columns_of(const struct schema_list *rows)
{
    struct keyboard_row *const *items = rows->items;
    int columns = 0;
    for (size_t i = 0; i < KEYBOARD_ROWS; i++) {
        int keys = (int)items[i]->keys.count;
        bool is_last = i + 1 == KEYBOARD_ROWS; /* with a tool on each side */
        keys = is_last ? keys + 2 : keys;
        columns = keys > columns ? keys : columns;
    }
    return columns;
}

/* The bottom is as wide in both planes: what is there stays in its place. */
int keyboard_columns(const struct keyboard *keyboard, size_t row)
{
    const struct keyboard_layout *layout =
        keyboard_layout_of(keyboard->state, keyboard->layouts);
    bool has_signs =
        keyboard->state->plane == KEYBOARD_SIGNS && row < KEYBOARD_ROWS;
    return columns_of(has_signs ? &layout->signs : &layout->letters);
}

static struct cap letter(const struct row *row, const struct keyboard_key *key)
{
    return (struct cap){
        .look = CAP_LETTER,
        .id = key->id,
        .text = row->state->is_shifted ? key->shift_label : key->label,
        .halves = KEYBOARD_KEY_HALVES,
        .wants_hold = keyboard_holds(row->state, key)->count > 0};
}

static struct cap tool(const char *id, const char *icon, int halves)
{
    return (struct cap){
        .look = CAP_TOOL, .id = id, .icon = icon, .halves = halves};
}

/* Left of the last row of letters. */
static struct cap first_tool(const struct row *row, int halves)
{
    bool is_shifted = row->state->is_shifted;
    if (row->state->plane == KEYBOARD_SIGNS)
        return tool(KEYBOARD_ID_ALL, "select-all", halves);
    struct cap shift =
        tool(KEYBOARD_ID_SHIFT, is_shifted ? "shift-on" : "shift", halves);
    shift.look = is_shifted ? CAP_CHOSEN : CAP_TOOL;
    return shift;
}

/* Right of it. It takes what was written before: towards where writing
 * begins. */
static struct cap last_tool(const struct row *row, int halves)
{
    return tool(KEYBOARD_ID_ERASE,
                row->layout->is_rtl ? "erase-right" : "erase-left", halves);
}

static void put_letters(struct row *row, size_t at)
{
    const struct keyboard_row *keys = keyboard_row(row->state, row->layout, at);
    int spare = keyboard_columns(row->keyboard, at) - (int)keys->keys.count;
    bool is_last = at + 1 == KEYBOARD_ROWS;
    const struct cap place = {.halves = spare};

    put(row, is_last ? first_tool(row, spare) : place);
    for (size_t i = 0; i < keys->keys.count; i++)
        put(row, letter(row, keyboard_row_key(keys, i)));
    put(row, is_last ? last_tool(row, spare) : place);
}

static void put_side(struct row *row, size_t side)
{
    if (row->state->plane == KEYBOARD_LETTERS)
        put(row, letter(row, keyboard_side(row->layout, side)));
    else if (side == 0)
        put(row, tool(KEYBOARD_ID_LEFT, "left", KEYBOARD_KEY_HALVES));
    else
        put(row, tool(KEYBOARD_ID_RIGHT, "right", KEYBOARD_KEY_HALVES));
}

static void put_word(struct row *row, enum cap_look look, const char *id,
                     const char *text, int halves)
{
    put(row, (struct cap){.look = look,
                          .id = id,
                          .text = text,
                          .is_word = true,
                          .halves = halves});
}

static void put_bottom(struct row *row)
{
    bool has_letters = row->state->plane == KEYBOARD_LETTERS;
    bool has_others = row->keyboard->layouts->count > 1;
    int globe = has_others ? KEYBOARD_KEY_HALVES : 0;
    int space = KEYBOARD_KEY_HALVES *
                    (keyboard_columns(row->keyboard, KEYBOARD_ROWS) - 2) -
                PLANE_HALVES - DONE_HALVES - globe;

    put_word(row, CAP_TOOL, KEYBOARD_ID_PLANE,
             has_letters ? "123" : row->layout->abc, PLANE_HALVES);
    put(row, tool(KEYBOARD_ID_LAYOUT, "globe", globe));
    put_side(row, 0);
    put_word(row, CAP_LETTER, KEYBOARD_ID_SPACE, row->layout->name,
             space > KEYBOARD_KEY_HALVES ? space : KEYBOARD_KEY_HALVES);
    put_side(row, 1);
    put_word(row, CAP_DONE, KEYBOARD_ID_DONE, row->keyboard->done, DONE_HALVES);
}

static struct row begin(const struct keyboard *keyboard)
{
    return (struct row){
        .keyboard = keyboard,
        .state = keyboard->state,
        .layout = keyboard_layout_of(keyboard->state, keyboard->layouts)};
}

struct caps keyboard_caps(const struct keyboard *keyboard, size_t row)
{
    struct row made = begin(keyboard);
    if (row < KEYBOARD_ROWS)
        put_letters(&made, row);
    else
        put_bottom(&made);
    return made.caps;
}

struct caps keyboard_hold_caps(const struct keyboard *keyboard,
                               const struct keyboard_key *key,
                               struct arena *arena)
{
    struct row made = begin(keyboard);
    const struct schema_list *holds = keyboard_holds(keyboard->state, key);
    const char *const *texts = holds->items;
    for (size_t i = 0; i < holds->count; i++)
        put(&made, (struct cap){
                       .look = CAP_LETTER,
                       .id = arena_printf(arena, KEYBOARD_HOLD_START "%zu", i),
                       .text = texts[i],
                       .halves = KEYBOARD_KEY_HALVES});
    return made.caps;
}
