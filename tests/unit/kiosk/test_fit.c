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
    bool ok = kiosk_read(&house.kiosk, "content", "assets", NULL, &why) &&
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
    double scale;
    char name[120];
};

static void lay_out(struct shown *shown)
{
    const struct kiosk_language *language =
        &house.kiosk.languages[shown->session.language];
    int across = shown->width < shown->height ? shown->width : shown->height;
    int along = shown->width < shown->height ? shown->height : shown->width;

    shown->scale =
        across / 1080.0 < along / 1920.0 ? across / 1080.0 : along / 1920.0;
    struct frame frame = {.arena = &shown->arena,
                          .setter = house.setter,
                          .theme = house.theme,
                          .language = language->words_tag,
                          .is_rtl = language->is_rtl,
                          .scale = shown->scale,
                          .width = (int)(shown->width / shown->scale + 0.5),
                          .height = (int)(shown->height / shown->scale + 0.5),
                          .is_portrait = shown->height > shown->width};
    struct view view = {.frame = &frame,
                        .kiosk = &house.kiosk,
                        .session = &shown->session,
                        .language = language,
                        .words = language->words};
    draw_list_init(&shown->list, &shown->arena,
                   (struct rect){0, 0, shown->width, shown->height},
                   house.theme->colours->paper);
    layout_run(&frame, screen_view(&view), &shown->list);
    snprintf(shown->name, sizeof shown->name,
             "%s %s %dx%d host %d page %d "
             "question %d",
             screen_names[shown->session.here.screen], language->tag,
             shown->width, shown->height, shown->session.here.host,
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

/* A row that a scrolling window cuts comes into sight when it is moved. */
static bool is_cut_by_window(const struct shown *shown, struct rect rect)
{
    for (size_t i = 0; i < shown->list.area_count; i++) {
        const struct touch_area *area = &shown->list.areas[i];
        int bottom = area->rect.y + area->rect.h;
        if (area->is_scroll && area->scroll_max > 0 &&
            rect.y + rect.h >= bottom - 1 && rect.y < bottom)
            return true;
    }
    return false;
}

static void touches_are_large(const struct shown *shown)
{
    int least = (int)(72 * shown->scale) - 1;

    for (size_t i = 0; i < shown->list.area_count; i++) {
        const struct touch_area *area = &shown->list.areas[i];
        if (area->is_scroll || is_cut_by_window(shown, area->rect))
            continue;
        if (area->rect.w < least || area->rect.h < least)
            fault(shown, "too small to touch", area->id, area->rect);
    }
}

static void look_at(struct place place, int language)
{
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct shown shown = {.width = sizes[i][0], .height = sizes[i][1]};
        session_wipe(&shown.session, &house.kiosk);
        shown.session.here = place;
        shown.session.language = language;
        if (place.screen == SCREEN_QUESTION)
            shown.session.answers.items[0] = (struct answer){.is_given = true};
        lay_out(&shown);
        items_are_inside(&shown);
        touches_are_large(&shown);
        arena_fini(&shown.arena);
        typesetter_sweep(house.setter);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_screen_fits_in_every_language_and_size),
    };
    return cmocka_run_group_tests(tests, open_house, close_house);
}
