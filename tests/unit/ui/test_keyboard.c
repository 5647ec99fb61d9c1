/* Typing on the keyboards as shipped; fonts are needed, a display is not. */

#include "base/utf8.h"
#include "ui/keyboard.h"
#include "ui/text_field.h"

#include "support/check.h"
#include "support/tmpdir.h"
#include <stdio.h>
#include <string.h>

struct house {
    struct theme *theme;
    struct typesetter *setter;
    struct keyboard_layouts *layouts;
};
static struct house house;

struct shown {
    struct arena arena;
    struct draw_list list;
    struct keyboard_state state;
    struct edit edit;
    char bytes[EDIT_BYTES + 1];
    const char *pressed;
    bool is_rtl, is_small;
    int scroll_px;
};
static struct shown shown;

static int open_house(void **state)
{
    struct fail why = {0};
    (void)state;
    bool good = theme_read("assets", &house.theme, &why) &&
                typesetter_open("assets", &house.setter, &why) &&
                keyboard_layouts_read("assets", NULL, 0, &house.layouts, &why);
    if (!good)
        print_message("%s\n", why.text);
    return good ? 0 : -1;
}

static int close_house(void **state)
{
    (void)state;
    keyboard_layouts_free(house.layouts);
    typesetter_close(house.setter);
    theme_free(house.theme);
    return 0;
}

static int begin(void **state)
{
    (void)state;
    memset(&shown, 0, sizeof shown);
    edit_init(&shown.edit, shown.bytes, sizeof shown.bytes, 280);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_fini(&shown.arena);
    return 0;
}

/* A large screen, or one of seven inches. */
static void lay_out(void)
{
    arena_reset(&shown.arena);
    typesetter_sweep(house.setter);
    struct frame frame = {.arena = &shown.arena,
                          .setter = house.setter,
                          .theme = house.theme,
                          .language = shown.is_rtl ? "ar" : "en",
                          .is_rtl = shown.is_rtl,
                          .scale = shown.is_small ? 0.75 : 1,
                          .width = shown.is_small ? 1067 : 1920,
                          .height = shown.is_small ? 640 : 1080,
                          .touch = shown.is_small ? 103 : 0,
                          .pressed = shown.pressed};
    struct keyboard keyboard = {
        .layouts = house.layouts, .state = &shown.state, .done = "Done"};
    draw_list_init(&shown.list, &shown.arena,
                   shown.is_small ? (struct rect){0, 0, 800, 480}
                                  : (struct rect){0, 0, 1920, 1080},
                   house.theme->colours->paper);
    struct node *stack =
        layout_box(&frame, NULL, (struct box){.axis = AXIS_STACK});
    struct node *column = layout_box(&frame, stack, (struct box){0});
    struct node *above =
        layout_box(&frame, column, (struct box){.weight = 1, .pad = EDGES(16)});
    text_field(&frame, above,
               &(struct text_field){
                   .id = "words",
                   .edit = &shown.edit,
                   .hint = "hint",
                   .has_caret = true,
                   .types_rtl = keyboard_is_rtl(&shown.state, house.layouts),
                   .scroll_px = shown.scroll_px});
    keyboard_view(&frame, column, &keyboard);
    keyboard_view_held(&frame, stack, &keyboard);
    layout_run(&frame, stack, &shown.list);
}

static const struct keyboard_layout *layout_of(void)
{
    return house.layouts->items[shown.state.layout];
}

static const struct keyboard_row *row_of(size_t at)
{
    const struct keyboard_layout *layout = layout_of();
    struct keyboard_row *const *rows = shown.state.plane == KEYBOARD_SIGNS
                                           ? layout->signs.items
                                           : layout->letters.items;
    return rows[at];
}

static const struct keyboard_key *key_of(const struct keyboard_row *row,
                                         size_t at)
{
    struct keyboard_key *const *keys = row->keys.items;
    return keys[at];
}

static void use(const char *language)
{
    shown.state = (struct keyboard_state){
        .layout = keyboard_layout_for(house.layouts, language)};
}

static struct keyboard_act press(const char *id)
{
    struct keyboard_act act = keyboard_press(&shown.state, house.layouts, id);
    keyboard_edit(act, &shown.edit);
    return act;
}

static const struct touch_area *area_of(const char *id)
{
    const struct touch_area *area = draw_list_area(&shown.list, id);
    assert_non_null(area);
    return area;
}

static void expect_drawn(const char *text)
{
    uint32_t code_point;
    while (*text != '\0') {
        text += utf8_decode(text, strlen(text), &code_point);
        if (!typesetter_has(house.setter, code_point))
            fail_msg("no font of ours has U+%04X", code_point);
    }
}

static void expect_key_drawn(const struct keyboard_key *key)
{
    const struct schema_list *lists[] = {&key->hold, &key->shift_hold};
    expect_drawn(key->label);
    expect_drawn(key->shift_label);
    expect_drawn(key->text);
    expect_drawn(key->shift);
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < lists[i]->count; k++)
            expect_drawn(((const char *const *)lists[i]->items)[k]);
}

static void every_letter_is_in_a_font(void **state)
{
    (void)state;
    for (size_t i = 0; i < house.layouts->count; i++)
        for (int plane = 0; plane < 2; plane++) {
            shown.state = (struct keyboard_state){
                .layout = i, .plane = (enum keyboard_plane)plane};
            struct keyboard_key *const *sides = layout_of()->sides.items;
            expect_drawn(layout_of()->name);
            expect_drawn(layout_of()->abc);
            for (size_t r = 0; r < KEYBOARD_ROWS; r++)
                for (size_t k = 0; k < row_of(r)->keys.count; k++)
                    expect_key_drawn(key_of(row_of(r), k));
            expect_key_drawn(sides[0]);
            expect_key_drawn(sides[1]);
        }
}

static void each_language_has_its_keyboard(void **state)
{
    static const char *const languages[] = {"zgh", "ar",    "fr",   "en",
                                            "es",  "de-AT", "fr-MA"};
    struct keyboard_layouts *some;
    struct fail why = {0};
    (void)state;
    assert_true(keyboard_layouts_read("assets", languages, 7, &some, &why));
    assert_int_equal(some->count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(keyboard_layout_for(some, languages[i]), i);
    assert_int_equal(keyboard_layout_for(some, "fr-MA"), 2);
    assert_int_equal(keyboard_layout_for(some, "it"), 0);
    assert_true(some->items[1]->is_rtl);
    assert_false(some->items[0]->is_rtl);
    keyboard_layouts_free(some);
    assert_false(keyboard_layouts_read("assets", (const char *[]){"it"}, 1,
                                       &some, &why));
    assert_int_equal(why.kind, FAIL_CONFIG);
}

static void what_is_pressed_is_written(void **state)
{
    (void)state;
    use("fr");
    press("key.a");
    press("keyboard.space");
    press("keyboard.plane");
    press("key.2");
    press("keyboard.plane");
    press("key.b");
    assert_string_equal(shown.edit.text, "a 2b");
    press("keyboard.erase");
    press("key.c");
    assert_string_equal(shown.edit.text, "a 2c");
    press("keyboard.plane");
    press("keyboard.all");
    press("key.!");
    assert_string_equal(shown.edit.text, "!");
    use("ar");
    press("keyboard.erase");
    press("key.لا");
    assert_string_equal(shown.edit.text, "لا");
    assert_int_equal(press("keyboard.left").kind, KEYBOARD_LEFT);
    assert_int_equal(press("keyboard.right").kind, KEYBOARD_RIGHT);
    assert_int_equal(press("keyboard.done").kind, KEYBOARD_DONE);
    assert_int_equal(press("next").kind, KEYBOARD_NOTHING);
    assert_int_equal(press("key.a").kind, KEYBOARD_NOTHING);
    assert_int_equal(press(NULL).kind, KEYBOARD_NOTHING);
    assert_string_equal(shown.edit.text, "لا");
}

static void shift_holds_for_one_letter(void **state)
{
    (void)state;
    use("de");
    press("keyboard.shift");
    assert_true(shown.state.is_shifted);
    press("key.ö");
    press("key.ö");
    assert_string_equal(shown.edit.text, "Öö");
    press("keyboard.shift");
    press("keyboard.shift");
    press("key.a");
    assert_string_equal(shown.edit.text, "Ööa");
    press("keyboard.shift");
    press("keyboard.plane");
    assert_false(shown.state.is_shifted);
}

static void accents_are_tapped_after_lifting(void **state)
{
    (void)state;
    use("fr");
    assert_true(keyboard_hold(&shown.state, house.layouts, "key.e"));
    assert_int_equal(press("key.hold.1").kind, KEYBOARD_INSERT);
    assert_string_equal(shown.edit.text, "è");
    assert_int_equal(shown.state.held, 0);
    assert_int_equal(press("key.hold.1").kind, KEYBOARD_NOTHING);
    press("keyboard.shift");
    assert_true(keyboard_hold(&shown.state, house.layouts, "key.e"));
    press("key.hold.0");
    press("key.e");
    assert_string_equal(shown.edit.text, "èÉe");
    assert_true(keyboard_hold(&shown.state, house.layouts, "key.e"));
    press("key.z"); /* another key closes them, and counts */
    assert_int_equal(shown.state.held, 0);
    assert_string_equal(shown.edit.text, "èÉez");
    assert_false(keyboard_hold(&shown.state, house.layouts, "key.z"));
    assert_false(keyboard_hold(&shown.state, house.layouts, "keyboard.erase"));
    assert_true(keyboard_hold(&shown.state, house.layouts, "key.e"));
    press("key.hold.7");
    assert_string_equal(shown.edit.text, "èÉez");
}

static void the_globe_goes_through_all_keyboards(void **state)
{
    (void)state;
    use("en");
    size_t first = shown.state.layout;
    for (size_t i = 0; i < house.layouts->count; i++) {
        press("keyboard.shift");
        press("keyboard.layout");
        assert_false(shown.state.is_shifted);
        assert_int_equal(shown.state.layout == first,
                         i + 1 == house.layouts->count);
    }
}

/* Whoever looks at the screen after a key was pressed sees nothing of it but
 * the text. */
static void no_key_stays_lit(void **state)
{
    (void)state;
    use("en");
    lay_out();
    uint64_t before = draw_list_hash(&shown.list);
    for (size_t i = 0; i < KEYBOARD_ROWS; i++)
        for (size_t k = 0; k < row_of(i)->keys.count; k++) {
            shown.pressed = key_of(row_of(i), k)->id;
            lay_out();
            assert_int_not_equal(draw_list_hash(&shown.list), before);
            press(shown.pressed);
            edit_wipe(&shown.edit);
            shown.pressed = NULL;
            lay_out();
            assert_int_equal(draw_list_hash(&shown.list), before);
        }
}

static void a_layout_with_faults_is_refused(void **state)
{
    static const char start[] =
        "name: X\nabc: X\nlanguages: [en]\nletters:\n"
        "  - keys: [{text: a}]\n  - keys: [{text: b}]\n";
    static const char rest[] =
        "signs:\n  - keys: [{text: a}]\n  - keys: [{text: b}]\n"
        "  - keys: [{text: c}]\nsides: [{text: d}, {text: e}]\n";
    static const char *const rows[] = {
        "  - keys: [{text: c, hold: [f, g]}]\n", /* the good one */
        "  - keys: [{text: a}]\n",
        "  - keys: [{text: d}]\n",
        "  - keys: [{text: abcdefghijklmnopq}]\n",
        "  - keys: [{shift: A}]\n",
        "  - keys: [a]\n",
        "  - keys: []\n",
        "  - []\n",
        "  - keys: [{text: c, hold: []}]\n",
        "",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct keyboard_layouts *layouts;
        struct fail why = {0};
        struct tmpdir folder;
        char text[600];
        tmpdir_init(&folder);
        snprintf(text, sizeof text, "%s%s%s", start, rows[i], rest);
        tmpdir_write_text(&folder, "keyboards/x.yaml", text);
        bool is_read =
            keyboard_layouts_read(folder.path, NULL, 0, &layouts, &why);
        tmpdir_fini(&folder);
        assert_int_equal(is_read, i == 0);
        if (is_read)
            keyboard_layouts_free(layouts);
        else
            assert_int_equal(why.kind, FAIL_CONFIG);
    }
}

static struct text_place place(void)
{
    return (struct text_place){house.setter, &shown.list, "words", &shown.edit,
                               keyboard_is_rtl(&shown.state, house.layouts)};
}

static const struct draw_item *words(void)
{
    for (size_t i = 0; i < shown.list.count; i++)
        if (shown.list.items[i].kind == DRAW_TEXT &&
            str_equal(shown.list.items[i].name, "words"))
            return &shown.list.items[i];
    fail_msg("the text is not shown");
    return NULL;
}

/* The caret is the last thing drawn before the text's window ends. */
static struct rect caret(void)
{
    struct rect rect = {0};
    bool is_behind = false;
    for (size_t i = 0; i < shown.list.count; i++) {
        if (&shown.list.items[i] == words())
            is_behind = true;
        else if (is_behind && shown.list.items[i].kind == DRAW_BOX) {
            rect = shown.list.items[i].rect;
            break;
        }
    }
    assert_true(rect.w > 0);
    return rect;
}

static void a_tap_at_the_caret_finds_its_letter(void **state)
{
    static const char *const texts[] = {"Les gens étaient très aimables",
                                        "أهلًا وسهلًا بكم في المختبر",
                                        "ⴰⵣⵓⵍ ⴼⵍⵍⴰⵡⵏ", "GIZ قال لا 2018 then"};
    (void)state;
    for (int i = 0; i < 4 * 2; i++) {
        use(i % 4 == 1 ? "ar" : "fr");
        shown.is_rtl = i / 4;
        edit_select_all(&shown.edit);
        assert_true(edit_insert(&shown.edit, texts[i % 4]));
        for (size_t at = shown.edit.length; at > 0;) {
            edit_put_caret(&shown.edit, at - 1, false);
            at = shown.edit.caret;
            lay_out();
            struct rect rect = caret();
            struct text_place there = place();
            edit_put_caret(&shown.edit,
                           text_field_byte(&there, rect.x + rect.w / 2,
                                           rect.y + rect.h / 2),
                           false);
            lay_out();
            if (i % 4 < 3)
                assert_int_equal(shown.edit.caret, at);
            edit_put_caret(&shown.edit, at, false);
        }
    }
}

static void arrows_move_the_caret_as_it_is_seen(void **state)
{
    (void)state;
    use("en");
    assert_true(edit_insert(&shown.edit, "ab سلام cd"));
    edit_put_caret(&shown.edit, 0, false);
    lay_out();
    for (int last = caret().x, steps = 0; steps < 10; steps++) {
        struct text_place there = place();
        edit_put_caret(&shown.edit, text_field_step(&there, 1), false);
        lay_out();
        assert_true(caret().x > last);
        last = caret().x;
    }
    assert_int_equal(shown.edit.caret, shown.edit.length);
    edit_put_caret(&shown.edit, 1, true);
    lay_out();
    struct text_place there = place();
    assert_int_equal(text_field_step(&there, -1), 1);
    assert_int_equal(text_field_step(&there, 1), shown.edit.length);
}

static void the_caret_is_always_in_the_window(void **state)
{
    (void)state;
    use("en");
    shown.is_small = true;
    while (edit_insert(&shown.edit, "words and more "))
        continue;
    for (int i = 0; i < 3; i++) {
        edit_put_caret(&shown.edit, i == 1 ? 0 : shown.edit.length, false);
        lay_out();
        struct text_place there = place();
        shown.scroll_px = text_field_follow(&there, shown.scroll_px);
        lay_out();
        there = place();
        assert_int_equal(text_field_follow(&there, shown.scroll_px),
                         shown.scroll_px);
        struct rect rect = caret(), window = area_of("words.window")->rect;
        assert_true(rect.y >= window.y);
        assert_true(rect.y + rect.h <= window.y + window.h);
        assert_int_equal(shown.scroll_px > 0, i != 1);
    }
}

static void handles_drag_what_is_chosen(void **state)
{
    (void)state;
    use("en");
    assert_true(edit_insert(&shown.edit, "one two three"));
    edit_select_word(&shown.edit, 5);
    lay_out();
    const struct touch_area *from = area_of("words.from");
    const struct touch_area *to = area_of("words.to");
    assert_true(from->is_drag && to->is_drag);
    int right = to->rect.x + to->rect.w / 2 + 400, y = to->rect.y + 36;
    struct text_place there = place();
    assert_true(text_field_drag(&there, "words.to", right, y));
    assert_int_equal(edit_from(&shown.edit), 4);
    assert_int_equal(edit_to(&shown.edit), 13);
    assert_true(text_field_drag(&there, "words.from", 0, y));
    assert_int_equal(edit_from(&shown.edit), 0);
    assert_true(text_field_drag(&there, "words.from", right, y));
    assert_int_equal(edit_from(&shown.edit), 12); /* never past the other */
    assert_int_equal(edit_to(&shown.edit), 13);
    assert_false(text_field_drag(&there, "words", right, y));
    assert_false(text_field_drag(&there, "wordsfrom", right, y));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_letter_is_in_a_font),
        TEST(each_language_has_its_keyboard),
        TEST(what_is_pressed_is_written),
        TEST(shift_holds_for_one_letter),
        TEST(accents_are_tapped_after_lifting),
        TEST(the_globe_goes_through_all_keyboards),
        TEST(no_key_stays_lit),
        TEST(a_layout_with_faults_is_refused),
        TEST(a_tap_at_the_caret_finds_its_letter),
        TEST(arrows_move_the_caret_as_it_is_seen),
        TEST(the_caret_is_always_in_the_window),
        TEST(handles_drag_what_is_chosen),
    };
    return cmocka_run_group_tests(tests, open_house, close_house);
}
