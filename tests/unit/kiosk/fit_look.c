#include "fit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Known by pixels alone, then by millimetres too: a totem, one that is tall, a
 * panel at three heights, the 7-inch panel low and at the height of eyes, on
 * its side, a tablet, a wall. */
const struct fit_panel fit_panels[] = {
    {1920, 1080, 0, 0},     {1280, 800, 0, 0},       {1080, 1920, 0, 0},
    {800, 480, 0, 0},       {1366, 768, 0, 0},       {3840, 2160, 0, 0},
    {480, 800, 0, 0},       {800, 1280, 0, 0},       {2160, 3840, 0, 0},
    {1080, 1920, 299, 700}, {2160, 3840, 530, 500},  {1920, 1080, 477, 0},
    {1920, 1080, 477, 800}, {1920, 1080, 477, 1050}, {800, 480, 155, 0},
    {800, 480, 155, 1160},  {480, 800, 93, 0},       {1280, 800, 217, 1000},
    {3840, 2160, 1210, 700}};
const size_t fit_panel_count = sizeof fit_panels / sizeof *fit_panels;

/* EN 301 549, 8.3; ISO 9241-303 at 60 cm, of a letter's square */
enum { REACH_MM = 1220, TOUCH_MM = 15 };
#define TEXT_MM         3.9
#define CONTRAST        4.5
#define STRONG_CONTRAST 7.0

bool fit_house_open(struct fit_house *house, const char *content)
{
    struct fail why;
    bool ok;

    *house = (struct fit_house){0};
    const struct kiosk_places places = {.content = {.shipped = content},
                                        .assets = "assets",
                                        .config = "tests/visits/six.yaml"};
    ok = kiosk_read(&house->kiosk, &places, &why) &&
         theme_read("assets", &house->theme, &why) &&
         typesetter_open("assets", &house->setter, &why);
    if (!ok) {
        printf("%s\n", why.text);
        return false;
    }
    house->config = *house->kiosk.config;
    house->config.panel = &house->panel;
    house->kiosk.config = &house->config;
    return house->kiosk.library != NULL;
}

void fit_house_close(struct fit_house *house)
{
    typesetter_close(house->setter);
    theme_free(house->theme);
    kiosk_fini(&house->kiosk);
    arena_fini(&house->arena);
}

static const char *name_of(struct fit_house *house,
                           const struct fit_panel *panel,
                           const struct session *session)
{
    const struct place *here = &session->here;
    const struct answer *answer =
        &session->answers.items[here->question < 0 ? 0 : here->question];

    return arena_printf(
        &house->arena,
        "%s %s %dx%d %d mm at %d text %d look %d reach %d host %d page %d "
        "question %d=%d,%d,%x sheet %d:%d.%d step %d%s%s",
        screen_names[here->screen],
        house->kiosk.languages[session->language].tag, panel->width_px,
        panel->height_px, panel->width_mm, panel->bottom_mm,
        session->ease.text_size, session->ease.look, session->ease.within_reach,
        here->host, here->page, here->question,
        answer->is_given ? answer->choice : -1, (int)answer->number,
        answer->chosen, (int)session->sheet.kind, session->sheet.block,
        session->sheet.item, session->attract_step,
        session->sound.id[0] ? " sound" : "",
        session->is_warned ? " warned" : "");
}

/* In millimetres where they are known, whatever the kiosk makes of them. */
static void set_limits(struct fit_shown *shown, const struct fit_panel *panel,
                       const struct frame *frame)
{
    int reach = (int)(frame->reach_top * frame->scale);
    int touch = frame->touch > 72 ? frame->touch : 72;

    shown->touch_px = (int)(touch * frame->scale) - 1;
    shown->top_px = reach - 1;
    if (!panel->width_mm)
        return;
    double px_per_mm = panel->width_px / (double)panel->width_mm;
    double top_mm = panel->height_px / px_per_mm + panel->bottom_mm;
    int above = (int)((top_mm - REACH_MM) * px_per_mm) - 1;
    int least = (int)(TOUCH_MM * px_per_mm) - 1;
    if (panel->bottom_mm && above > shown->top_px)
        shown->top_px = above;
    if (least > shown->touch_px)
        shown->touch_px = least;
    shown->text_px = (int)(TEXT_MM * px_per_mm);
}

static void lay_out(struct fit_house *house, const struct fit_panel *panel,
                    const struct session *session, struct draw_list *list,
                    struct fit_shown *shown)
{
    struct frame frame =
        screen_room(&house->kiosk, session, house->theme, house->setter,
                    &house->arena, panel->width_px, panel->height_px);
    struct view view = {.frame = &frame,
                        .kiosk = &house->kiosk,
                        .session = session,
                        .language = &house->kiosk.languages[session->language],
                        .words =
                            house->kiosk.languages[session->language].words};

    draw_list_init(list, &house->arena,
                   (struct rect){0, 0, panel->width_px, panel->height_px},
                   frame.theme->colours->paper);
    layout_run(&frame, screen_view(&view), list);
    set_limits(shown, panel, &frame);
    shown->contrast =
        frame.theme->mode == THEME_CONTRAST ? STRONG_CONTRAST : CONTRAST;
}

/* Nobody has to look for the way to begin, whatever the panel. */
static int begins_in_sight(const struct fit_house *house,
                           const struct session *session,
                           const struct fit_shown *shown)
{
    int hidden = 0, reached_px = shown->list->screen.h - shown->top_px;

    if (session->here.screen != SCREEN_ATTRACT || session->ease.text_size ||
        session->ease.within_reach || session->sheet.kind != SHEET_NONE)
        return 0;
    if (reached_px < 5 * shown->touch_px) /* no room for six */
        return 0;
    for (int i = 0; i < house->kiosk.language_count; i++) {
        char id[40];
        snprintf(id, sizeof id, "lang.%s", house->kiosk.languages[i].tag);
        const struct touch_area *area = draw_list_area(shown->list, id);
        if (area && area->rect.h >= shown->touch_px)
            continue;
        printf("%s: a language out of sight: \"%s\"\n", house->name, id);
        hidden++;
    }
    return hidden;
}

/* How far what scrolls can go on from here; 0: not at all. */
static int way_on(const struct draw_list *list, const char *id, int scroll_px)
{
    const struct touch_area *area = draw_list_area(list, id);
    int left = area ? area->scroll_max - scroll_px : 0;
    int step = area ? area->rect.h * 3 / 4 : 0;

    return left < step ? left : step;
}

static void print_fault(void *user, const struct fit_fault *fault)
{
    const struct fit_house *house = user;
    struct rect rect = fault->rect;

    if (fault->kind != FIT_LONG)
        printf("%s: %s: \"%.60s\" %d,%d %dx%d\n", house->name,
               fit_kind_names[fault->kind], fault->of ? fault->of : "", rect.x,
               rect.y, rect.w, rect.h);
}

void fit_wishes(const struct session *session, fit_visit *visit, void *user)
{
    struct session wished = *session;

    for (int i = 0; i < EASE_TEXT_SIZES * 2; i++) {
        wished.ease.text_size = i / 2;
        wished.ease.within_reach = i % 2;
        for (int look = 0; look < EASE_LOOKS; look++) {
            wished.ease.look = look;
            visit(user, &wished);
        }
    }
}

void fit_look(struct fit_house *house, const struct fit_panel *panel,
              const struct session *session)
{
    struct session scrolled = *session;
    bool has_sheet = session->sheet.kind != SHEET_NONE;
    int *scroll_px =
        has_sheet ? &scrolled.sheet.scroll_px : &scrolled.here.scroll_px;
    int way, found = 0;

    house->panel.width_mm = panel->width_mm;
    house->panel.bottom_mm = panel->bottom_mm;
    do {
        struct draw_list list;
        struct fit_shown shown = {.list = &list,
                                  .arena = &house->arena,
                                  .on_fault = print_fault,
                                  .user = house};
        house->name = name_of(house, panel, session);
        lay_out(house, panel, &scrolled, &list, &shown);
        found = fit_list_check(&shown) +
                (*scroll_px ? 0 : begins_in_sight(house, session, &shown));
        house->faults += found;
        house->looks++;
        way = way_on(&list, has_sheet ? "sheet" : "scroll", *scroll_px);
        *scroll_px += way;
        arena_reset(&house->arena);
        typesetter_sweep(house->setter);
    } while (way > 0 && !found);
}
