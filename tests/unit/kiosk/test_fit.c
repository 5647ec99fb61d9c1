#include "support/check.h"

#include "kiosk/screen.h"
#include <stdio.h>
#include <string.h>

/* Every screen of the shipped content, in every language, at every size: no
 * word is cut or broken, nothing leaves the screen, all that can be touched
 * is large enough. Fonts are needed, a display is not. */

static const int sizes[][2] = {
    {1920, 1080}, {1280, 800}, {1080, 1920}, {800, 480}, {1366, 768}};

struct house {
    struct kiosk kiosk;
    struct theme *theme;
    struct typesetter *setter;
};
static struct house house;
static int faults;

static int open_house(void **state)
{
    (void)state;
    struct fail why;
    bool ok = kiosk_read(&house.kiosk, "content", "assets",
                         "tests/visits/six.yaml", &why) &&
              theme_read("assets", &house.theme, &why) &&
              typesetter_open("assets", &house.setter, &why);
    if (!ok)
        print_message("%s\n", why.text);
    return ok && house.kiosk.library ? 0 : -1;
}

static int close_house(void **state)
{
    (void)state;
    typesetter_close(house.setter);
    theme_free(house.theme);
    kiosk_fini(&house.kiosk);
    return 0;
}

struct shown {
    struct session session;
    struct arena arena;
    struct draw_list list;
    int width, height;
    int least_px; /* of what is touched */
    int reach_px; /* nothing above is */
    char name[120];
};

static void lay_out(struct shown *shown)
{
    const struct kiosk_language *language =
        &house.kiosk.languages[shown->session.language];
    const struct ease *ease = &shown->session.ease;
    struct frame frame =
        screen_room(&house.kiosk, &shown->session, house.theme, house.setter,
                    &shown->arena, shown->width, shown->height);
    struct view view = {.frame = &frame,
                        .kiosk = &house.kiosk,
                        .session = &shown->session,
                        .language = language,
                        .words = language->words};
    draw_list_init(&shown->list, &shown->arena,
                   (struct rect){0, 0, shown->width, shown->height},
                   frame.theme->colours->paper);
    layout_run(&frame, screen_view(&view), &shown->list);
    shown->least_px =
        (int)((frame.touch > 72 ? frame.touch : 72) * frame.scale) - 1;
    shown->reach_px = (int)(frame.reach_top * frame.scale) - 1;
    snprintf(shown->name, sizeof shown->name,
             "%s %s %dx%d text %d reach %d sheet %d host %d page %d "
             "question %d",
             screen_names[shown->session.here.screen], language->tag,
             shown->width, shown->height, ease->text_size, ease->within_reach,
             (int)shown->session.sheet.kind, shown->session.here.host,
             shown->session.here.page, shown->session.here.question);
}

static void fault(const struct shown *shown, const char *what, const char *of,
                  struct rect rect)
{
    print_message("%s: %s: \"%.60s\" %d,%d %dx%d\n", shown->name, what, of,
                  rect.x, rect.y, rect.w, rect.h);
    faults++;
}

static void words_are_whole(const struct shown *shown,
                            const struct draw_item *item)
{
    if (item->paragraph->is_cut)
        fault(shown, "text cut", item->text, item->rect);
    for (size_t i = 0; i < item->paragraph->line_count; i++)
        if (item->paragraph->lines[i].is_forced)
            fault(shown, "word broken", item->text, item->rect);
    if (item->paragraph->width_px > item->rect.w + 1)
        fault(shown, "text wider than its place", item->text, item->rect);
    if (item->paragraph->height_px > item->rect.h + 1)
        fault(shown, "text higher than its place", item->text, item->rect);
}

static bool is_inside(struct rect inner, struct rect outer)
{
    return inner.x >= outer.x - 1 && inner.y >= outer.y - 1 &&
           inner.x + inner.w <= outer.x + outer.w + 1 &&
           inner.y + inner.h <= outer.y + outer.h + 1;
}

/* In a scrolling window only the sides count: its length is free. */
static void items_are_inside(const struct shown *shown)
{
    struct rect clips[8] = {shown->list.screen};
    int depth = 0;

    for (size_t i = 0; i < shown->list.count; i++) {
        const struct draw_item *item = &shown->list.items[i];
        if (item->kind == DRAW_CLIP) {
            clips[++depth] = item->rect;
            if (!is_inside(item->rect, shown->list.screen))
                fault(shown, "window outside", "", item->rect);
            continue;
        }
        if (item->kind == DRAW_UNCLIP) {
            depth--;
            continue;
        }
        if (item->kind == DRAW_SHADOW)
            continue;
        struct rect outer = clips[depth];
        if (depth) {
            outer.y = item->rect.y;
            outer.h = item->rect.h;
        }
        if (!is_inside(item->rect, outer))
            fault(shown, "outside", item->text ? item->text : "box",
                  item->rect);
        if (item->kind == DRAW_TEXT)
            words_are_whole(shown, item);
    }
}

static bool is_over(struct rect a, struct rect b)
{
    struct rect common = rect_common(a, b);
    return common.w > 1 && common.h > 1;
}

/* What of each item its windows let through. */
static struct rect *seen_rects(struct shown *shown)
{
    struct rect clips[8] = {shown->list.screen};
    int depth = 0;
    struct rect *seen =
        arena_array(&shown->arena, shown->list.count + 1, sizeof *seen);

    for (size_t i = 0; i < shown->list.count; i++) {
        const struct draw_item *item = &shown->list.items[i];
        if (item->kind == DRAW_CLIP) {
            clips[depth + 1] = rect_common(clips[depth], item->rect);
            depth++;
        } else if (item->kind == DRAW_UNCLIP) {
            depth--;
        } else {
            seen[i] = rect_common(item->rect, clips[depth]);
        }
    }
    return seen;
}

/* The colour under a text: the last thing drawn there before it. */
static bool ground_of(const struct shown *shown, const struct rect *seen,
                      size_t text, uint32_t *ret)
{
    bool is_known = true;

    *ret = shown->list.background;
    for (size_t i = 0; i < text; i++) {
        const struct draw_item *item = &shown->list.items[i];
        if (!is_over(seen[i], seen[text]))
            continue;
        if (item->kind == DRAW_PICTURE)
            is_known = false;
        if (item->kind != DRAW_BOX || !item->has_fill || item->alpha != 255)
            continue;
        is_known = true;
        *ret = item->colour;
    }
    return is_known;
}

/* What a sheet dims or hides is not read. */
static bool is_hidden(const struct shown *shown, const struct rect *seen,
                      size_t text)
{
    for (size_t i = text + 1; i < shown->list.count; i++) {
        const struct draw_item *item = &shown->list.items[i];
        if (item->kind == DRAW_BOX && item->has_fill && item->alpha > 100 &&
            is_inside(seen[text], seen[i]))
            return true;
    }
    return seen[text].w <= 1 || seen[text].h <= 1;
}

static void words_stand_apart(const struct shown *shown,
                              const struct rect *seen, size_t text)
{
    const struct draw_item *items = shown->list.items;

    for (size_t i = text + 1; i < shown->list.count; i++)
        if (items[i].kind == DRAW_TEXT && is_over(seen[text], seen[i]) &&
            !is_hidden(shown, seen, i))
            fault(shown, "text on text", items[i].text, seen[i]);
}

static void words_stand_out(struct shown *shown)
{
    const struct rect *seen = seen_rects(shown);

    for (size_t i = 0; i < shown->list.count; i++) {
        const struct draw_item *item = &shown->list.items[i];
        uint32_t ground;
        if (item->kind != DRAW_TEXT || is_hidden(shown, seen, i))
            continue;
        if (!ground_of(shown, seen, i, &ground))
            fault(shown, "text on a picture", item->text, item->rect);
        else if (colour_contrast(ground, item->colour) < 4.5)
            fault(shown, "contrast under 4.5", item->text, item->rect);
        words_stand_apart(shown, seen, i);
    }
}

/* A row that a scrolling window cuts comes into sight when it is moved. */
static bool is_cut_by_window(const struct shown *shown, struct rect rect)
{
    for (size_t i = 0; i < shown->list.area_count; i++) {
        const struct touch_area *area = &shown->list.areas[i];
        int bottom = area->rect.y + area->rect.h;
        if (!area->is_scroll || area->scroll_max == 0)
            continue;
        if (rect.y + rect.h >= bottom - 1 && rect.y < bottom)
            return true;
        if (rect.y <= area->rect.y + 1 && rect.y + rect.h > area->rect.y)
            return true;
    }
    return false;
}

static void touches_are_large(const struct shown *shown)
{
    for (size_t i = 0; i < shown->list.area_count; i++) {
        const struct touch_area *area = &shown->list.areas[i];
        if (area->is_scroll || is_cut_by_window(shown, area->rect))
            continue;
        if (area->rect.w < shown->least_px || area->rect.h < shown->least_px)
            fault(shown, "too small to touch", area->id, area->rect);
        if (area->rect.y < shown->reach_px &&
            shown->session.sheet.kind == SHEET_NONE)
            fault(shown, "above reach", area->id, area->rect);
    }
}

/* What a visitor sees: where, how large, on which screen. */
struct sight {
    struct place place;
    int language, size, text_size, look, sheet;
    bool within_reach, is_warned;
};

/* How far what scrolls can go on from here; 0: not at all. */
static int way_on(const struct shown *shown, const char *id, int scroll_px)
{
    const struct touch_area *area = draw_list_area(&shown->list, id);
    int left = area ? area->scroll_max - scroll_px : 0;
    int step = area ? area->rect.h * 3 / 4 : 0;

    return left < step ? left : step;
}

static void look(const struct sight *sight)
{
    struct shown shown = {.width = sizes[sight->size][0],
                          .height = sizes[sight->size][1]};
    struct session *session = &shown.session;
    bool has_sheet = sight->sheet != SHEET_NONE;
    int *scroll_px =
        has_sheet ? &session->sheet.scroll_px : &session->here.scroll_px;
    int way;

    session_wipe(session, &house.kiosk);
    session->here = sight->place;
    session->language = sight->language;
    session->ease.text_size = sight->text_size;
    session->ease.look = sight->look;
    session->ease.within_reach = sight->within_reach;
    session->is_warned = sight->is_warned;
    session->sheet.kind = (enum sheet_kind)sight->sheet;
    if (sight->place.screen == SCREEN_QUESTION)
        session->answers.items[0] = (struct answer){.is_given = true};
    do {
        lay_out(&shown);
        items_are_inside(&shown);
        words_stand_out(&shown);
        touches_are_large(&shown);
        way = way_on(&shown, has_sheet ? "sheet" : "scroll", *scroll_px);
        *scroll_px += way;
        arena_fini(&shown.arena);
        typesetter_sweep(house.setter);
    } while (way > 0);
}

static void look_in_all_sizes(struct sight sight)
{
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        sight.size = (int)i;
        for (int t = 0; t < 2 * EASE_TEXT_SIZES; t++) {
            sight.text_size = t / 2;
            sight.within_reach = t % 2;
            look(&sight);
        }
    }
}

static void look_at(struct place place, int language)
{
    struct sight sight = {.place = place, .language = language};

    look_in_all_sizes(sight);
    for (int i = 1; i < EASE_LOOKS; i++) {
        sight.look = i;
        look(&sight);
    }
}

static void look_at_host(int host, int language)
{
    const struct model *model = kiosk_model(&house.kiosk, host);
    struct place place = {.host = host};

    place.screen = host < 0 ? SCREEN_LAB : SCREEN_HOST;
    look_at(place, language);
    place.screen = SCREEN_PAGE;
    for (size_t i = 0; i < model->pages.count; i++) {
        place.page = (int)i;
        look_at(place, language);
    }
    place.screen = SCREEN_NOTICE;
    look_at(place, language);
    place.screen = SCREEN_QUESTION;
    for (int i = session_question_after(model, -1); i >= 0;
         i = session_question_after(model, i)) {
        place.question = i;
        look_at(place, language);
    }
}

static void every_screen_fits_in_every_language_and_size(void **state)
{
    (void)state;
    static const enum screen others[] = {SCREEN_ATTRACT,   SCREEN_HOME,
                                         SCREEN_SAVING,    SCREEN_THANKS,
                                         SCREEN_NOT_SAVED, SCREEN_NOT_READY};

    for (int l = 0; l < house.kiosk.language_count; l++) {
        for (size_t i = 0; i < sizeof others / sizeof *others; i++)
            look_at((struct place){.screen = others[i], .host = -1}, l);
        for (int h = -1; h < (int)house.kiosk.library->host_count; h++)
            look_at_host(h, l);
    }
    assert_int_equal(faults, 0);
}

static void what_lies_over_a_screen_fits_too(void **state)
{
    (void)state;
    for (int l = 0; l < house.kiosk.language_count; l++) {
        struct sight sight = {.place = {.screen = SCREEN_HOME, .host = -1},
                              .language = l};
        sight.sheet = SHEET_EASE;
        look_in_all_sizes(sight);
        sight.sheet = SHEET_LANGUAGES;
        look_in_all_sizes(sight);
        sight.sheet = SHEET_NONE;
        sight.is_warned = true;
        look_in_all_sizes(sight);
    }
    assert_int_equal(faults, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_fits_in_every_language_and_size),
        cmocka_unit_test(what_lies_over_a_screen_fits_too),
    };
    return cmocka_run_group_tests(tests, open_house, close_house);
}
