#include "support/check.h"
#include "ui/button.h"
#include "ui/card.h"
#include "ui/chip.h"
#include "ui/progress.h"
#include "ui/segmented.h"
#include "ui/toast.h"
#include "ui/toggle.h"

/* What widgets promise to eyes and fingers, in all three looks and both
 * directions. Fonts are needed, a display is not. */

enum { WIDTH = 1000, HEIGHT = 600 };

struct shown {
    struct arena arena;
    struct frame frame;
    struct draw_list list;
    struct node *root;
};
static struct theme *theme;
static struct typesetter *setter;

static int open_assets(void **state)
{
    (void)state;
    struct fail why;
    return theme_read("assets", &theme, &why) &&
                   typesetter_open("assets", &setter, &why)
               ? 0
               : -1;
}

static int close_assets(void **state)
{
    (void)state;
    typesetter_close(setter);
    theme_free(theme);
    return 0;
}

/* A stack of the screen's size. */
static struct shown blank(enum theme_mode mode, bool is_rtl)
{
    struct shown shown = {.frame = {.setter = setter,
                                    .theme = theme_in(theme, mode),
                                    .language = is_rtl ? "ar" : "en",
                                    .is_rtl = is_rtl,
                                    .scale = 1,
                                    .width = WIDTH,
                                    .height = HEIGHT,
                                    .touch = 72}};
    return shown;
}

static struct node *begin(struct shown *shown)
{
    shown->frame.arena = &shown->arena;
    shown->root =
        layout_box(&shown->frame, NULL, (struct box){.axis = AXIS_STACK});
    return layout_box(&shown->frame, shown->root,
                      (struct box){.align = ALIGN_START, .gap = 20});
}

static void show(struct shown *shown)
{
    draw_list_init(&shown->list, &shown->arena,
                   (struct rect){0, 0, WIDTH, HEIGHT},
                   shown->frame.theme->colours->paper);
    layout_run(&shown->frame, shown->root, &shown->list);
}

static void forget(struct shown *shown)
{
    arena_fini(&shown->arena);
}

static struct rect area(const struct shown *shown, const char *id)
{
    const struct touch_area *found = draw_list_area(&shown->list, id);
    if (!found)
        fail_msg("%s cannot be touched", id);
    return found->rect;
}

static const struct draw_item *item(const struct shown *shown,
                                    enum draw_kind kind, int nth)
{
    for (size_t i = 0; i < shown->list.count; i++)
        if (shown->list.items[i].kind == kind && nth-- == 0)
            return &shown->list.items[i];
    return NULL;
}

static bool lies_in(struct rect inner, struct rect outer)
{
    return inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

static const struct segment days[] = {{.id = "one", .text = "same"},
                                      {.id = "two", .text = "same"},
                                      {.id = "three", .text = "same"}};

static void show_days(struct shown *shown, int chosen, bool is_disabled)
{
    struct node *column = begin(shown);
    struct node *wide =
        layout_box(&shown->frame, column, (struct box){.width = 800});
    segmented(&shown->frame, wide,
              (struct segmented){.segments = days,
                                 .count = 3,
                                 .chosen = chosen,
                                 .is_disabled = is_disabled});
    show(shown);
}

static void the_chosen_segment_has_a_check_bold_words_and_a_fill(void **state)
{
    (void)state;
    for (int mode = 0; mode < THEME__COUNT; mode++) {
        struct shown shown = blank((enum theme_mode)mode, false);
        show_days(&shown, 1, false);
        const struct draw_item *check = item(&shown, DRAW_ICON, 0);
        const struct draw_item *ground = item(&shown, DRAW_BOX, 0);
        const struct draw_item *fill = item(&shown, DRAW_BOX, 1);
        assert_non_null(check);
        assert_string_equal(check->name, "check");
        assert_true(lies_in(check->rect, area(&shown, "two")));
        assert_null(item(&shown, DRAW_ICON, 1));
        assert_true(lies_in(fill->rect, area(&shown, "two")));
        assert_true(colour_contrast(fill->colour, ground->colour) >= 3);
        assert_true(item(&shown, DRAW_TEXT, 1)->paragraph->width_px >
                    item(&shown, DRAW_TEXT, 0)->paragraph->width_px);
        forget(&shown);
    }
}

static void segments_stand_the_way_of_reading(void **state)
{
    (void)state;
    struct shown left = blank(THEME_LIGHT, false);
    struct shown right = blank(THEME_LIGHT, true);
    show_days(&left, 0, false);
    show_days(&right, 0, false);
    assert_true(area(&left, "one").x < area(&left, "three").x);
    assert_true(area(&right, "one").x > area(&right, "three").x);
    assert_int_equal(area(&right, "three").w, area(&left, "three").w);
    forget(&left);
    forget(&right);
}

static void
what_is_disabled_cannot_be_touched_but_still_says_its_state(void **state)
{
    (void)state;
    for (int mode = 0; mode < THEME__COUNT; mode++) {
        struct shown shown = blank((enum theme_mode)mode, false);
        struct node *column = begin(&shown);
        segmented(&shown.frame, column,
                  (struct segmented){.segments = days,
                                     .count = 3,
                                     .chosen = 1,
                                     .is_disabled = true});
        toggle(&shown.frame, column,
               (struct toggle){.id = "toggle",
                               .state = "on",
                               .is_on = true,
                               .is_disabled = true});
        chip(&shown.frame, column,
             (struct chip){.id = "chip",
                           .text = "chip",
                           .is_chosen = true,
                           .is_disabled = true});
        button(
            &shown.frame, column,
            (struct button){.id = "button", .text = "go", .is_disabled = true});
        show(&shown);
        assert_int_equal(shown.list.area_count, 0);
        for (int i = 0; i < 3; i++)
            assert_string_equal(item(&shown, DRAW_ICON, i)->name, "check");
        forget(&shown);
    }
}

static void whatever_is_touched_is_large_enough_for_a_finger(void **state)
{
    static const char *const ids[] = {"one",  "two",  "chip",
                                      "seek", "undo", "toggle"};
    static const int touches[] = {72, 103};
    (void)state;
    for (size_t t = 0; t < sizeof touches / sizeof *touches; t++) {
        struct shown shown = blank(THEME_LIGHT, t == 1);
        shown.frame.touch = touches[t];
        struct node *column = begin(&shown);
        segmented(&shown.frame, column,
                  (struct segmented){.segments = days, .count = 2});
        chip(&shown.frame, column, (struct chip){.id = "chip", .text = "a"});
        progress(&shown.frame, column, (struct progress){.id = "seek"});
        toggle(&shown.frame, column,
               (struct toggle){.id = "toggle", .state = "on"});
        toast_over(&shown.frame, shown.root,
                   (struct toast){
                       .text = "Kept", .action_id = "undo", .action = "Un"});
        show(&shown);
        for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
            struct rect rect = area(&shown, ids[i]);
            assert_true(rect.w >= touches[t] && rect.h >= touches[t]);
        }
        forget(&shown);
    }
}

static void
a_toast_stands_at_the_foot_and_takes_no_touch_beside_its_action(void **state)
{
    (void)state;
    struct shown shown = blank(THEME_LIGHT, false);
    struct node *column = begin(&shown);
    layout_box(&shown.frame, column,
               (struct box){.id = "below", .width = WIDTH, .height = HEIGHT});
    toast_over(
        &shown.frame, shown.root,
        (struct toast){.text = "Kept", .action_id = "undo", .action = "Undo"});
    show(&shown);
    assert_int_equal(shown.list.area_count, 2);
    struct rect action = area(&shown, "undo");
    assert_true(action.y > HEIGHT / 2 && action.y + action.h < HEIGHT);
    forget(&shown);
}

static void a_toast_keeps_its_words_whole_where_it_is_narrow(void **state)
{
    (void)state;
    struct shown shown = blank(THEME_LIGHT, false);
    struct node *column = begin(&shown);
    struct node *narrow =
        layout_box(&shown.frame, column, (struct box){.width = 330});
    toast(&shown.frame, narrow,
          (struct toast){.text = "Thank you. It is kept in four seconds.",
                         .action_id = "undo",
                         .action = "Undo",
                         .has_time = true,
                         .time_left = 0.5});
    show(&shown);
    for (int i = 0; item(&shown, DRAW_TEXT, i); i++)
        assert_false(item(&shown, DRAW_TEXT, i)->paragraph->is_cut);
    assert_true(area(&shown, "undo").y >=
                item(&shown, DRAW_TEXT, 0)->rect.y +
                    item(&shown, DRAW_TEXT, 0)->rect.h);
    forget(&shown);
}

static void show_bar(struct shown *shown, double share)
{
    struct node *column = begin(shown);
    struct node *wide =
        layout_box(&shown->frame, column, (struct box){.width = 400});
    progress(&shown->frame, wide, (struct progress){.share = share});
    show(shown);
}

static void a_bar_fills_from_where_reading_begins(void **state)
{
    (void)state;
    struct shown left = blank(THEME_LIGHT, false);
    struct shown right = blank(THEME_LIGHT, true);
    show_bar(&left, 0.25);
    show_bar(&right, 0.25);
    struct rect bar = item(&left, DRAW_BOX, 0)->rect;
    struct rect fill = item(&left, DRAW_BOX, 1)->rect;
    assert_int_equal(fill.x, bar.x);
    assert_int_equal(fill.w, 100);
    bar = item(&right, DRAW_BOX, 0)->rect;
    fill = item(&right, DRAW_BOX, 1)->rect;
    assert_int_equal(fill.x + fill.w, bar.x + bar.w);
    assert_int_equal(fill.w, 100);
    forget(&left);
    forget(&right);
}

static void a_bar_takes_what_lies_beyond_for_its_ends(void **state)
{
    (void)state;
    struct shown none = blank(THEME_LIGHT, false);
    struct shown all = blank(THEME_LIGHT, false);
    show_bar(&none, -3);
    show_bar(&all, 7);
    assert_null(item(&none, DRAW_BOX, 1));
    assert_int_equal(item(&all, DRAW_BOX, 1)->rect.w, 400);
    forget(&none);
    forget(&all);
}

static void in_strong_contrast_lines_stand_for_shadows(void **state)
{
    (void)state;
    struct shown shown = blank(THEME_CONTRAST, false);
    struct node *column = begin(&shown);
    card(&shown.frame, column, (struct card){.box = {.height = 90}});
    chip(&shown.frame, column, (struct chip){.text = "1994"});
    toast(&shown.frame, column, (struct toast){.text = "Kept"});
    show(&shown);
    assert_null(item(&shown, DRAW_SHADOW, 0));
    for (int i = 0; i < 3; i++)
        assert_true(item(&shown, DRAW_BOX, i)->border > 0);
    forget(&shown);
}

static uint32_t ground_of_a_button(enum theme_mode mode, const char *pressed)
{
    struct shown shown = blank(mode, false);
    struct node *column = begin(&shown);
    shown.frame.pressed = pressed;
    button(&shown.frame, column, (struct button){.id = "go", .text = "Go"});
    show(&shown);
    uint32_t colour = item(&shown, DRAW_BOX, 0)->colour;
    forget(&shown);
    return colour;
}

static void a_finger_on_the_darkest_button_is_seen(void **state)
{
    (void)state;
    for (int mode = 0; mode < THEME__COUNT; mode++) {
        uint32_t rest = ground_of_a_button((enum theme_mode)mode, NULL);
        uint32_t pressed = ground_of_a_button((enum theme_mode)mode, "go");
        assert_true(colour_contrast(rest, pressed) >= 1.1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_chosen_segment_has_a_check_bold_words_and_a_fill),
        cmocka_unit_test(segments_stand_the_way_of_reading),
        cmocka_unit_test(
            what_is_disabled_cannot_be_touched_but_still_says_its_state),
        cmocka_unit_test(whatever_is_touched_is_large_enough_for_a_finger),
        cmocka_unit_test(
            a_toast_stands_at_the_foot_and_takes_no_touch_beside_its_action),
        cmocka_unit_test(a_toast_keeps_its_words_whole_where_it_is_narrow),
        cmocka_unit_test(a_bar_fills_from_where_reading_begins),
        cmocka_unit_test(a_bar_takes_what_lies_beyond_for_its_ends),
        cmocka_unit_test(in_strong_contrast_lines_stand_for_shadows),
        cmocka_unit_test(a_finger_on_the_darkest_button_is_seen),
    };
    return cmocka_run_group_tests(tests, open_assets, close_assets);
}
