#include "ui/keyboard.h"
#include "base/str.h"
#include "ui/keyboard_private.h"
#include <assert.h>
#include <stdlib.h>

const struct keyboard_layout *
keyboard_layout_of(const struct keyboard_state *state,
                   const struct keyboard_layouts *layouts)
{
    assert(state->layout < layouts->count);
    return layouts->items[state->layout];
}

const struct keyboard_row *keyboard_row(const struct keyboard_state *state,
                                        const struct keyboard_layout *layout,
                                        size_t row)
{
    const struct schema_list *rows =
        state->plane == KEYBOARD_SIGNS ? &layout->signs : &layout->letters;
    struct keyboard_row *const *items = rows->items;
    return items[row];
}

const struct keyboard_key *keyboard_side(const struct keyboard_layout *layout,
                                         size_t side)
{
    struct keyboard_key *const *items = layout->sides.items;
    return items[side];
}

const struct keyboard_key *keyboard_row_key(const struct keyboard_row *row,
                                            size_t at)
{
    struct keyboard_key *const *items = row->keys.items;
    return items[at];
}

/* The key of that id and its number from the top left; the two beside the
 * space bar come last. */
static const struct keyboard_key *find_key(const struct keyboard_state *state,
                                           const struct keyboard_layout *layout,
                                           const char *id, int *ret_number)
{
    int number = 0;
    for (size_t i = 0; i < KEYBOARD_ROWS; i++) {
        const struct keyboard_row *row = keyboard_row(state, layout, i);
        for (size_t k = 0; k < row->keys.count; k++, number++)
            if (str_equal(keyboard_row_key(row, k)->id, id)) {
                *ret_number = number;
                return keyboard_row_key(row, k);
            }
    }
    for (size_t i = 0; i < 2 && state->plane == KEYBOARD_LETTERS; i++)
        if (str_equal(keyboard_side(layout, i)->id, id)) {
            *ret_number = number + (int)i;
            return keyboard_side(layout, i);
        }
    return NULL;
}

const struct schema_list *keyboard_holds(const struct keyboard_state *state,
                                         const struct keyboard_key *key)
{
    return state->is_shifted ? &key->shift_hold : &key->hold;
}

const struct keyboard_key *
keyboard_held_key(const struct keyboard_state *state,
                  const struct keyboard_layout *layout,
                  struct keyboard_place *ret_place)
{
    int left = state->held - 1;
    if (left < 0)
        return NULL;
    for (size_t i = 0; i < KEYBOARD_ROWS; i++) {
        const struct keyboard_row *row = keyboard_row(state, layout, i);
        *ret_place = (struct keyboard_place){(int)i, left};
        if (left < (int)row->keys.count)
            return keyboard_row_key(row, (size_t)left);
        left -= (int)row->keys.count;
    }
    *ret_place = (struct keyboard_place){KEYBOARD_ROWS, left};
    return left < 2 && state->plane == KEYBOARD_LETTERS
               ? keyboard_side(layout, (size_t)left)
               : NULL;
}

static const char *text_of(const struct keyboard_state *state,
                           const struct keyboard_key *key)
{
    return state->is_shifted ? key->shift : key->text;
}

static struct keyboard_act changed(void)
{
    return (struct keyboard_act){KEYBOARD_CHANGED, NULL};
}

static struct keyboard_act insert(struct keyboard_state *state,
                                  const char *text)
{
    state->is_shifted = false;
    return (struct keyboard_act){KEYBOARD_INSERT, text};
}

static struct keyboard_act press_held(struct keyboard_state *state,
                                      const struct keyboard_layout *layout,
                                      const char *id)
{
    struct keyboard_place place;
    const struct keyboard_key *key = keyboard_held_key(state, layout, &place);
    long at = strtol(id + sizeof KEYBOARD_HOLD_START - 1, NULL, 10);
    state->held = 0;
    if (key == NULL || at < 0 ||
        (size_t)at >= keyboard_holds(state, key)->count)
        return changed();
    const char *const *texts = keyboard_holds(state, key)->items;
    return insert(state, texts[at]);
}

static void next_layout(struct keyboard_state *state,
                        const struct keyboard_layouts *layouts)
{
    *state = (struct keyboard_state){
        .layout = (state->layout + 1) % layouts->count, .plane = state->plane};
}

static struct keyboard_act press_tool(struct keyboard_state *state,
                                      const struct keyboard_layouts *layouts,
                                      const char *id)
{
    static const struct {
        const char *id;
        enum keyboard_act_kind kind;
    } tools[] = {{KEYBOARD_ID_ERASE, KEYBOARD_ERASE},
                 {KEYBOARD_ID_ALL, KEYBOARD_SELECT_ALL},
                 {KEYBOARD_ID_LEFT, KEYBOARD_LEFT},
                 {KEYBOARD_ID_RIGHT, KEYBOARD_RIGHT},
                 {KEYBOARD_ID_DONE, KEYBOARD_DONE}};

    if (str_equal(id, KEYBOARD_ID_SPACE))
        return insert(state, " ");
    for (size_t i = 0; i < sizeof tools / sizeof *tools; i++)
        if (str_equal(id, tools[i].id))
            return (struct keyboard_act){tools[i].kind, NULL};
    if (str_equal(id, KEYBOARD_ID_SHIFT)) {
        state->is_shifted = !state->is_shifted;
    } else if (str_equal(id, KEYBOARD_ID_PLANE)) {
        state->plane = state->plane == KEYBOARD_LETTERS ? KEYBOARD_SIGNS
                                                        : KEYBOARD_LETTERS;
        state->is_shifted = false;
    } else if (str_equal(id, KEYBOARD_ID_LAYOUT)) {
        next_layout(state, layouts);
    } else {
        return (struct keyboard_act){KEYBOARD_NOTHING, NULL};
    }
    return changed();
}

struct keyboard_act keyboard_press(struct keyboard_state *state,
                                   const struct keyboard_layouts *layouts,
                                   const char *id)
{
    const struct keyboard_layout *layout = keyboard_layout_of(state, layouts);
    int number;
    if (id == NULL)
        return (struct keyboard_act){KEYBOARD_NOTHING, NULL};
    if (state->held > 0 && str_starts(id, KEYBOARD_HOLD_START))
        return press_held(state, layout, id);
    const struct keyboard_key *key = find_key(state, layout, id, &number);
    struct keyboard_act act = key ? insert(state, text_of(state, key))
                                  : press_tool(state, layouts, id);
    if (act.kind != KEYBOARD_NOTHING)
        state->held = 0;
    return act;
}

bool keyboard_hold(struct keyboard_state *state,
                   const struct keyboard_layouts *layouts, const char *id)
{
    int number = 0;
    const struct keyboard_key *key =
        find_key(state, keyboard_layout_of(state, layouts), id, &number);
    if (key == NULL || keyboard_holds(state, key)->count == 0)
        return false;
    state->held = number + 1;
    return true;
}

bool keyboard_edit(struct keyboard_act act, struct edit *edit)
{
    if (act.kind == KEYBOARD_INSERT)
        edit_insert(edit, act.text);
    else if (act.kind == KEYBOARD_ERASE)
        edit_delete_back(edit);
    else if (act.kind == KEYBOARD_SELECT_ALL)
        edit_select_all(edit);
    else
        return false;
    return true;
}

bool keyboard_is_rtl(const struct keyboard_state *state,
                     const struct keyboard_layouts *layouts)
{
    return keyboard_layout_of(state, layouts)->is_rtl;
}
