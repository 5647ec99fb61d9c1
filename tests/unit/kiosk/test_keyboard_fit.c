#include "kiosk/panel.h"
#include "ui/keyboard.h"
#include "ui/text_field.h"

#include "support/check.h"
#include <stdio.h>
#include <string.h>

/* The keyboards as shipped, on every panel, for readers of either direction,
 * with words as large as they get. Fonts are needed, a display is not. */

/* Of a panel: pixels, and millimetres where they are known. */
static const struct {
    int width, height, width_mm;
} panels[] = {{1920, 1080, 0},  {1920, 1080, 476}, {1280, 800, 0},
              {1280, 800, 217}, {800, 480, 0},     {800, 480, 154},
              {1080, 1920, 0},  {1080, 1920, 398}, {1366, 768, 344},
              {3840, 2160, 0},  {3840, 2160, 1210}};
enum { PANELS = sizeof panels / sizeof *panels };

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
    bool is_rtl;
    int text_percent;
    int panel;
    struct panel_fit fit;
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

static struct frame frame_of(void)
{
    const struct config_panel panel = {.width_mm =
                                           panels[shown.panel].width_mm};
    struct panel_fit fit =
        panel_fit(panels[shown.panel].width, panels[shown.panel].height, &panel,
                  (struct panel_wish){.text_percent = shown.text_percent});
    shown.fit = fit;
    return (struct frame){.arena = &shown.arena,
                          .setter = house.setter,
                          .theme = house.theme,
                          .language = shown.is_rtl ? "ar" : "en",
                          .is_rtl = shown.is_rtl,
                          .scale = fit.scale,
                          .width = fit.width,
                          .height = fit.height,
                          .text_percent = shown.text_percent,
                          .touch = fit.touch,
                          .is_compact = fit.is_compact};
}

static void lay_out(void)
{
    arena_reset(&shown.arena);
    typesetter_sweep(house.setter);
    struct frame frame = frame_of();
    struct keyboard keyboard = {
        .layouts = house.layouts, .state = &shown.state, .done = "Terminado"};
    draw_list_init(&shown.list, &shown.arena,
                   (struct rect){0, 0, panels[shown.panel].width,
                                 panels[shown.panel].height},
                   house.theme->colours->paper);
    struct node *stack =
        layout_box(&frame, NULL, (struct box){.axis = AXIS_STACK});
    struct node *column = layout_box(&frame, stack, (struct box){0});
    struct node *above = layout_box(
        &frame, column,
        (struct box){.weight = 1, .pad = EDGES(16), .justify = JUSTIFY_END});
    text_field(&frame, above,
               &(struct text_field){
                   .id = "words",
                   .edit = &shown.edit,
                   .hint = "hint",
                   .has_caret = true,
                   .types_rtl = keyboard_is_rtl(&shown.state, house.layouts)});
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

static const struct touch_area *area_of(const char *id)
{
    const struct touch_area *area = draw_list_area(&shown.list, id);
    if (area == NULL)
        fail_msg("no key '%s' on a panel of %dx%d", id,
                 panels[shown.panel].width, panels[shown.panel].height);
    return area;
}

static void expect_size(const char *id)
{
    int width_mm = panels[shown.panel].width_mm;
    double px_per_mm =
        width_mm ? panels[shown.panel].width / (double)width_mm : 0;
    double least = 72 * shown.fit.scale;
    double width = px_per_mm * 11 > least ? px_per_mm * 11 : least;
    double height = px_per_mm * 13 > least ? px_per_mm * 13 : least;
    struct rect rect = area_of(id)->rect;
    if (rect.w + 1 < width || rect.h + 1 < height)
        fail_msg("'%s' is %dx%d on %dx%d", id, rect.w, rect.h,
                 panels[shown.panel].width, panels[shown.panel].height);
}

/* In every layout, plane and shift, for a reader of either direction, on
 * every panel, with words as large as they get. */
static void everywhere(void (*check)(void))
{
    for (int i = 0; i < PANELS * 8; i++) {
        shown.panel = i % PANELS;
        shown.is_rtl = i / PANELS % 2;
        shown.text_percent = i / PANELS / 2 % 2 ? 200 : 100;
        for (size_t k = 0; k < house.layouts->count; k++) {
            shown.state = (struct keyboard_state){
                .layout = k,
                .plane = i / PANELS / 4 ? KEYBOARD_SIGNS : KEYBOARD_LETTERS,
                .is_shifted = k % 2};
            lay_out();
            check();
        }
    }
}

static void check_keys(void)
{
    static const char *const tools[] = {"keyboard.erase", "keyboard.plane",
                                        "keyboard.layout", "keyboard.space",
                                        "keyboard.done"};
    for (size_t i = 0; i < KEYBOARD_ROWS; i++)
        for (size_t k = 0; k < row_of(i)->keys.count; k++)
            expect_size(key_of(row_of(i), k)->id);
    for (size_t i = 0; i < sizeof tools / sizeof *tools; i++)
        expect_size(tools[i]);
    bool has_letters = shown.state.plane == KEYBOARD_LETTERS;
    expect_size(has_letters ? "keyboard.shift" : "keyboard.all");
    if (!has_letters) {
        expect_size("keyboard.left");
        expect_size("keyboard.right");
    }
}

static void every_key_is_there_and_large_enough(void **state)
{
    (void)state;
    everywhere(check_keys);
}

static bool is_key(const struct touch_area *area)
{
    return strncmp(area->id, "key", 3) == 0;
}

static void check_places(void)
{
    const struct draw_list *list = &shown.list;
    for (size_t i = 0; i < list->area_count; i++) {
        struct rect rect = list->areas[i].rect;
        assert_true(rect.x >= 0 && rect.y >= 0);
        assert_true(rect.x + rect.w <= list->screen.w);
        assert_true(rect.y + rect.h <= list->screen.h);
        for (size_t k = 0; k < i; k++)
            if (is_key(&list->areas[i]) && is_key(&list->areas[k]))
                assert_int_equal(rect_common(rect, list->areas[k].rect).w, 0);
    }
    struct rect window = area_of("words.window")->rect;
    assert_true(window.h >= (int)(house.theme->type->lead * shown.fit.scale));
    assert_true(window.y + window.h <=
                area_of(key_of(row_of(0), 0)->id)->rect.y);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == DRAW_TEXT)
            assert_false(list->items[i].paragraph->is_cut);
}

static void keys_lie_beside_each_other_and_the_field_above(void **state)
{
    (void)state;
    everywhere(check_places);
}

static void check_order(void)
{
    for (size_t i = 0; i < KEYBOARD_ROWS; i++)
        for (size_t k = 1; k < row_of(i)->keys.count; k++) {
            struct rect left = area_of(key_of(row_of(i), k - 1)->id)->rect;
            struct rect right = area_of(key_of(row_of(i), k)->id)->rect;
            assert_int_equal(left.x + left.w, right.x);
            assert_int_equal(left.y, right.y);
        }
    assert_true(area_of("keyboard.plane")->rect.x <
                area_of("keyboard.done")->rect.x);
}

/* Between letters and signs, a finger finds them where they were. */
static void what_is_no_letter_stays_in_its_place(void **state)
{
    static const char *const tools[] = {"keyboard.plane", "keyboard.layout",
                                        "keyboard.space", "keyboard.done"};
    (void)state;
    for (size_t k = 0; k < house.layouts->count; k++)
        for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
            shown.state = (struct keyboard_state){.layout = k};
            lay_out();
            struct rect before = area_of(tools[i])->rect;
            shown.state.plane = KEYBOARD_SIGNS;
            lay_out();
            struct rect now = area_of(tools[i])->rect;
            assert_memory_equal(&before, &now, sizeof now);
        }
}

static void keys_stand_as_on_such_a_keyboard_whoever_reads(void **state)
{
    (void)state;
    everywhere(check_order);
}

static void check_holds(void)
{
    for (size_t i = 0; i < KEYBOARD_ROWS; i++)
        for (size_t k = 0; k < row_of(i)->keys.count; k++) {
            const struct keyboard_key *key = key_of(row_of(i), k);
            const struct schema_list *holds =
                shown.state.is_shifted ? &key->shift_hold : &key->hold;
            assert_int_equal(area_of(key->id)->wants_hold, holds->count > 0);
            if (!keyboard_hold(&shown.state, house.layouts, key->id))
                continue;
            lay_out();
            struct rect of = area_of(key->id)->rect;
            for (size_t h = 0; h < holds->count; h++) {
                char id[32];
                snprintf(id, sizeof id, "key.hold.%zu", h);
                struct rect rect = area_of(id)->rect;
                assert_true(rect.x >= 0 && rect.y >= 0);
                assert_true(rect.x + rect.w <= shown.list.screen.w);
                assert_true(rect.y + rect.h <= of.y + 1);
                assert_true(rect.y + rect.h > of.y - of.h / 2);
                expect_size(id);
            }
            shown.state.held = 0;
            lay_out();
        }
}

static void accents_open_above_their_key(void **state)
{
    static const int some[] = {0, 4, 5, 6, 10};
    (void)state;
    for (size_t i = 0; i < sizeof some / sizeof *some; i++)
        for (int way = 0; way < 4; way++)
            for (size_t k = 0; k < house.layouts->count; k++) {
                shown.panel = some[i];
                shown.is_rtl = way % 2;
                shown.state =
                    (struct keyboard_state){.layout = k, .is_shifted = way / 2};
                lay_out();
                check_holds();
            }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_key_is_there_and_large_enough),
        TEST(keys_lie_beside_each_other_and_the_field_above),
        TEST(what_is_no_letter_stays_in_its_place),
        TEST(keys_stand_as_on_such_a_keyboard_whoever_reads),
        TEST(accents_open_above_their_key),
    };
    return cmocka_run_group_tests(tests, open_house, close_house);
}
