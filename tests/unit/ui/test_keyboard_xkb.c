/*
 * The keyboards compared with xkeyboard-config, from which people know them:
 * the rows of letters, plain and shifted. What differs on purpose is listed
 * below, and nothing else may. Skipped where libxkbcommon or its data are not
 * there.
 */

#include "support/check.h"

#include <stdio.h>

#ifndef HAS_XKB

int main(void)
{
    puts("libxkbcommon-dev is not installed: nothing to compare with");
    return 77;
}

#else

#include "base/utf8.h"
#include "ui/keyboard_layout.h"
#include <string.h>
#include <xkbcommon/xkbcommon.h>

/* Keycodes of evdev: the row that begins with Tab, Caps Lock, Shift. */
static const xkb_keycode_t first_codes[] = {24, 38, 52};
static const xkb_keycode_t last_codes[] = {35, 48, 61};

struct oracle {
    const char *language, *layout, *variant;
    const char *left_out; /* plain texts of keys that are not ours */
    const char *added;    /* plain texts of keys that are ours alone */
    bool has_case;        /* else what is shifted is in the list below */
};
static const struct oracle oracles[] = {
    {"en", "us", "", "[ ] ; , . /", "", true},
    {"fr", "fr", "", "\xC2\xB2 $ \xC3\xB9 * , ; : !", "'", true},
    {"de", "de", "", "+ # , . -", "\xC3\x9F", true},
    {"es", "es", "", "+ \xC3\xA7 , . -", "", true},
    {"ar", "ara", "", "", "\xD8\xB0", false},
    {"ar", "ma", "", "", "\xD8\xB0", false},
    {"zgh", "ma", "tifinagh", "$ , ; : !", "", false},
};

static struct keyboard_layouts *layouts;
static struct xkb_context *context;

static int open_all(void **state)
{
    struct fail why = {0};
    (void)state;
    context = xkb_context_new(XKB_CONTEXT_NO_FLAGS);
    return context && keyboard_layouts_read("assets", NULL, 0, &layouts, &why)
               ? 0
               : -1;
}

static int close_all(void **state)
{
    (void)state;
    keyboard_layouts_free(layouts);
    xkb_context_unref(context);
    return 0;
}

/* One code point for lam and alef is theirs; ours are the two letters. */
static const char *apart(const char *text)
{
    static const char *const pairs[][2] = {
        {"\uFEFB", "\u0644\u0627"},
        {"\uFEF7", "\u0644\u0623"},
        {"\uFEF9", "\u0644\u0625"},
        {"\uFEF5", "\u0644\u0622"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(pairs[i][0], text) == 0)
            return pairs[i][1];
    return text;
}

/* "" for an empty key and for an accent that waits for its letter. */
static void their_text(struct xkb_keymap *keymap, xkb_keycode_t code,
                       xkb_level_index_t level, char ret_text[64])
{
    const xkb_keysym_t *symbols;
    int count =
        xkb_keymap_key_get_syms_by_level(keymap, code, 0, level, &symbols);
    ret_text[0] = '\0';
    if (count != 1)
        return;
    char text[64] = "";
    xkb_keysym_to_utf8(symbols[0], text, sizeof text);
    snprintf(ret_text, 64, "%s", apart(text));
}

static bool is_listed(const char *list, const char *text)
{
    size_t length = strlen(text);
    for (const char *at = list; (at = strstr(at, text)) != NULL; at += length)
        if ((at == list || at[-1] == ' ') &&
            (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

/* The next key of ours that theirs should have too. */
static const struct keyboard_key *ours_next(const struct oracle *oracle,
                                            const struct keyboard_row *row,
                                            size_t *at)
{
    struct keyboard_key *const *keys = row->keys.items;
    while (*at < row->keys.count && is_listed(oracle->added, keys[*at]->text))
        ++*at;
    return *at < row->keys.count ? keys[(*at)++] : NULL;
}

static void compare_row(const struct oracle *oracle, struct xkb_keymap *keymap,
                        const struct keyboard_row *row, int number)
{
    size_t at = 0;
    char plain[64], shifted[64];
    for (xkb_keycode_t code = first_codes[number]; code <= last_codes[number];
         code++) {
        their_text(keymap, code, 0, plain);
        their_text(keymap, code, 1, shifted);
        if (plain[0] == '\0' || is_listed(oracle->left_out, plain))
            continue;
        const struct keyboard_key *key = ours_next(oracle, row, &at);
        if (key == NULL)
            fail_msg("%s: row %d has no '%s'", oracle->language, number, plain);
        assert_string_equal(key->text, plain);
        /* A sign among the letters of ours stays itself. */
        bool is_sign = oracle->has_case && (unsigned char)plain[0] < 'A';
        if (shifted[0] != '\0' && !is_sign)
            assert_string_equal(key->shift, shifted);
        else
            assert_string_equal(key->shift, key->text);
    }
    assert_null(ours_next(oracle, row, &at));
}

static void letters_are_where_people_know_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof oracles / sizeof *oracles; i++) {
        const struct oracle *oracle = &oracles[i];
        const struct xkb_rule_names names = {.rules = "evdev",
                                             .model = "pc105",
                                             .layout = oracle->layout,
                                             .variant = oracle->variant};
        const struct keyboard_layout *layout =
            layouts->items[keyboard_layout_for(layouts, oracle->language)];
        struct keyboard_row *const *rows = layout->letters.items;
        struct xkb_keymap *keymap = xkb_keymap_new_from_names(
            context, &names, XKB_KEYMAP_COMPILE_NO_FLAGS);
        if (keymap == NULL) {
            print_message("no data of xkeyboard-config for %s(%s)\n",
                          oracle->layout, oracle->variant);
            skip();
        }
        for (int row = 0; row < KEYBOARD_ROWS; row++)
            compare_row(oracle, keymap, rows[row], row);
        xkb_keymap_unref(keymap);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_are_where_people_know_them),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}

#endif
