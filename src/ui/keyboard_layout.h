#ifndef UI_KEYBOARD_LAYOUT_H
#define UI_KEYBOARD_LAYOUT_H

/*
 * Which letters a keyboard has and where: assets/keyboards/<layout>.yaml.
 *
 *     name: Français         # what stands on the space bar
 *     languages: [fr]        # whom it serves
 *     direction: ltr         # in which its letters are written; ltr if absent
 *     abc: ABC               # what stands on the key back from the signs
 *     letters:               # three rows from the top, keys from the left
 *       - keys:
 *           - {text: a, shift: A, hold: [à, â], shift_hold: [À, Â]}
 *     signs: ...             # the same: digits and punctuation
 *     sides: [{text: ","}, {text: "."}]      # beside the space bar
 *
 * `text` is what a key writes, `shift` what it writes then (absent: the same),
 * `hold` what resting on it offers. `label` and `shift_label` are what stands
 * on it where that cannot stand alone, as vowel marks. Erasing, changing
 * planes and the like are the program's own keys: ui/keyboard.h.
 */

#include "base/fail.h"
#include "yaml/schema.h"

enum {
    KEYBOARD_ROWS = 3,
    KEYBOARD_ROW_KEYS = 12,
    KEYBOARD_HOLDS = 8,
    KEYBOARD_TEXT_BYTES = 16
};

struct keyboard_key {
    const struct yaml_node *node;
    const char *text, *label, *shift, *shift_label; /* labels: never NULL */
    struct schema_list hold, shift_hold;            /* const char * */
    const char *id;                                 /* "key.a" */
};
struct keyboard_row {
    const struct yaml_node *node;
    struct schema_list keys; /* struct keyboard_key * */
};
struct keyboard_layout {
    const struct yaml_node *node;
    const char *name, *abc;
    struct schema_list languages;      /* const char * */
    int is_rtl;                        /* 0 or 1 */
    struct schema_list letters, signs; /* struct keyboard_row *, three each */
    struct schema_list sides;          /* struct keyboard_key *, two */
};
struct keyboard_layouts {
    struct keyboard_layout **items;
    size_t count;
    struct arena arena; /* owns all of it */
};

/* For each of the languages the layout that serves it, each layout once; of
 * all when `languages` is NULL. FAIL_CONFIG for faults in any of the files,
 * which were printed to stderr, or if none serves any language. */
bool keyboard_layouts_read(const char *assets_folder,
                           const char *const *languages, size_t count,
                           struct keyboard_layouts **ret_layouts,
                           struct fail *why);
void keyboard_layouts_free(struct keyboard_layouts *layouts);

/* The index of the one that serves a language, or of the first. */
size_t keyboard_layout_for(const struct keyboard_layouts *layouts,
                           const char *language);

#endif
