#include "kiosk/fit.h"

#include "base/array.h"
#include "base/utf8.h"
#include "kiosk/fit_list.h"
#include "kiosk/screen.h"
#include <string.h>

enum {
    PARTS = 12,
    LETTERS_TOLD = 8,
    LITTLE = 12 /* of a screen's height */
};
#define CONTRAST 4.5

/* Told already, as the same words stand on several screens. */
struct told {
    const char *utf8;
    enum fault fault;
};

struct fit {
    struct fit_options options;
    struct theme *theme;
    struct typesetter *setter;
    struct kiosk kiosk; /* library NULL: nothing was entered */
    struct config config;
    struct config_panel panel;
    int host; /* whose bundle it is, -1: the programme's */
    const struct fit_origins *origins;
    struct arena arena;  /* of what was entered */
    struct arena screen; /* of what is laid out */
    fit_seen *seen;
    void *user;
    struct messages *messages;
    struct ARRAY(struct told) told;
};

bool fit_open(const struct fit_options *options, struct fit **ret_fit,
              struct fail *why)
{
    struct fit *fit = memory_get(sizeof *fit);

    fit->options = *options;
    bool is_turned = options->panel && options->panel->rotation % 180 != 0;
    if (!fit->options.width) {
        fit->options.width = is_turned ? FIT_HEIGHT : FIT_WIDTH;
        fit->options.height = is_turned ? FIT_WIDTH : FIT_HEIGHT;
    }
    if (options->panel)
        fit->panel = *options->panel;
    if (!theme_read(options->assets, &fit->theme, why) ||
        !typesetter_open(options->assets, &fit->setter, why)) {
        fit_close(fit);
        return false;
    }
    *ret_fit = fit;
    return true;
}

static void leave(struct fit *fit)
{
    array_fini(&fit->told);
    if (fit->kiosk.library)
        kiosk_fini(&fit->kiosk);
    fit->origins = NULL;
    arena_reset(&fit->arena);
}

void fit_close(struct fit *fit)
{
    if (!fit)
        return;
    leave(fit);
    typesetter_close(fit->setter);
    theme_free(fit->theme);
    arena_fini(&fit->arena);
    arena_fini(&fit->screen);
    free(fit);
}

bool fit_enter(struct fit *fit, struct bundle *bundle, struct fail *why)
{
    const struct model *model = bundle->model;

    leave(fit);
    if (!kiosk_show(&fit->kiosk, library_around(bundle, fit->options.shipped),
                    &model->languages, fit->options.assets, why))
        return false;
    fit->config = *fit->kiosk.config;
    fit->config.panel = &fit->panel;
    fit->kiosk.config = &fit->config;
    fit->host =
        model->kind == MODEL_HOST ? kiosk_host(&fit->kiosk, model->id) : -1;
    fit->origins = fit_origins_of(bundle, &fit->arena);
    return true;
}

const struct model *fit_model(const struct fit *fit)
{
    return kiosk_model(&fit->kiosk, fit->host);
}

struct typesetter *fit_setter(struct fit *fit)
{
    return fit->setter;
}

void fit_size(const struct fit *fit, int *ret_width, int *ret_height)
{
    *ret_width = fit->options.width;
    *ret_height = fit->options.height;
}

static void lay_out(struct fit *fit, const struct session *session,
                    struct draw_list *list)
{
    const struct kiosk_language *language =
        &fit->kiosk.languages[session->language];
    struct rect panel = {0, 0, fit->options.width, fit->options.height};
    struct frame frame =
        screen_room(&fit->kiosk, session, fit->theme, fit->setter, &fit->screen,
                    panel.w, panel.h);
    struct view view = {.frame = &frame,
                        .kiosk = &fit->kiosk,
                        .session = session,
                        .language = language,
                        .words = language->words};

    draw_list_init(list, &fit->screen, panel, frame.theme->colours->paper);
    layout_run(&frame, screen_view(&view), list);
}

/* How far what scrolls goes on from here; 0: not at all. */
static int way_on(const struct draw_list *list, const char *id, int scroll_px)
{
    const struct touch_area *area = draw_list_area(list, id);
    int left = area ? area->scroll_max - scroll_px : 0;
    int step = area ? area->rect.h * 4 / 5 : 0;

    return left < step ? left : step;
}

/* The first of the bundle's words on it: what an author knows it by. */
static const char *heading_of(const struct fit *fit,
                              const struct draw_list *list)
{
    const struct draw_item *largest = NULL;

    for (size_t i = fit_list_veil(list); i < list->count; i++) {
        const struct draw_item *item = &list->items[i];
        if (item->kind == DRAW_TEXT &&
            (!largest ||
             item->paragraph->size_px > largest->paragraph->size_px) &&
            fit_origin_find(fit->origins, item))
            largest = item;
    }
    return largest ? largest->text : "";
}

/* The first screen speaks each language in turn whoever stands there. */
static const struct kiosk_language *language_of(const struct fit *fit,
                                                const struct session *session)
{
    int shown = session->here.screen == SCREEN_ATTRACT ? session->attract_step
                                                       : session->language;

    return &fit->kiosk.languages[shown % fit->kiosk.language_count];
}

static void on_session(void *user, const struct session *session)
{
    struct fit *fit = user;
    struct session moved = *session;
    bool has_sheet = session->sheet.kind != SHEET_NONE;
    int *scroll_px = has_sheet ? &moved.sheet.scroll_px : &moved.here.scroll_px;
    const struct kiosk_language *language = language_of(fit, session);
    int way = 0;

    for (int part = 0; part < PARTS && (part == 0 || way > 0); part++) {
        struct draw_list list;
        *scroll_px += way;
        lay_out(fit, &moved, &list);
        struct fit_view view = {
            .id = fit_screen_id(&fit->kiosk, session, &fit->screen),
            .language = language->tag,
            .is_rtl = language->is_rtl,
            .part = part,
            .is_little = part > 0 && way < fit->options.height / LITTLE,
            .heading = heading_of(fit, &list),
            .list = &list,
            .veil = fit_list_veil(&list),
            .origins = fit->origins,
        };
        fit->seen(fit->user, &view);
        way = way_on(&list, has_sheet ? "sheet" : "scroll", *scroll_px);
        arena_reset(&fit->screen);
        typesetter_sweep(fit->setter);
    }
}

void fit_views(struct fit *fit, fit_seen *seen, void *user)
{
    fit->seen = seen;
    fit->user = user;
    fit_screens(&fit->kiosk, fit->host, on_session, fit);
}

static bool is_told(struct fit *fit, const struct fit_origin *origin,
                    enum fault fault)
{
    for (size_t i = 0; i < fit->told.count; i++)
        if (fit->told.items[i].utf8 == origin->utf8 &&
            fit->told.items[i].fault == fault)
            return true;
    array_push(&fit->told, (struct told){origin->utf8, fault});
    return false;
}

struct looking {
    struct fit *fit;
    const struct fit_view *view;
};

/* The word a line ends in the middle of. */
static const char *broken_word(const struct fit_fault *fault, size_t *ret_bytes)
{
    const char *text = fault->item->text;
    size_t start = fault->item->paragraph->lines[fault->line].end;
    size_t end = start;

    while (start > 0 && !strchr(" \n\t", text[start - 1]))
        start--;
    while (!strchr(" \n\t", text[end])) /* as well at the end */
        end++;
    *ret_bytes = end - start;
    return text + start;
}

/* What becomes of a fault in the eyes of an author; FAULT__COUNT: nothing that
 * words can mend. */
static enum fault meaning(enum fit_kind kind)
{
    switch (kind) {
    case FIT_BROKEN:
        return FAULT_WORD_BROKEN;
    case FIT_LONG:
        return FAULT_MANY_LINES;
    case FIT_CUT:
    case FIT_WIDE:
    case FIT_HIGH:
    case FIT_ACROSS:
    case FIT_COVERED:
    case FIT_OUTSIDE:
        return FAULT_TEXT_NO_ROOM;
    default:
        return FAULT__COUNT;
    }
}

static void tell(const struct looking *looking, enum fault fault,
                 struct yaml_mark mark, const char *word)
{
    const struct fit *fit = looking->fit;
    char size[32];

    snprintf(size, sizeof size, "%dx%d", fit->options.width,
             fit->options.height);
    message_add(fit->messages, fault, mark,
                WITH(message_text("word", word),
                     message_text("screen", looking->view->id),
                     message_text("size", size)));
}

static void on_fault(void *user, const struct fit_fault *found)
{
    const struct looking *looking = user;
    enum fault fault = meaning(found->kind);
    const struct fit_origin *origin =
        found->item && fault != FAULT__COUNT
            ? fit_origin_find(looking->fit->origins, found->item)
            : NULL;
    size_t bytes = 0;

    if (!origin || is_told(looking->fit, origin, fault))
        return;
    if (fault != FAULT_WORD_BROKEN) {
        tell(looking, fault, origin->mark, NULL);
        return;
    }
    const char *word = broken_word(found, &bytes);
    tell(looking, fault, fit_origin_mark(origin, word, bytes),
         arena_string(&looking->fit->screen, word, bytes));
}

static void look(void *user, const struct fit_view *view)
{
    struct looking looking = {user, view};
    const struct fit_shown shown = {
        .list = view->list,
        .arena = &looking.fit->screen,
        .contrast = CONTRAST,
        .on_fault = on_fault,
        .user = &looking,
    };

    fit_list_check(&shown);
}

/* What fonts need not draw: controls, marks of direction, joiners, variants. */
static bool is_unseen(uint32_t c)
{
    return c <= ' ' || (c >= 0x7F && c <= 0xA0) || c == 0xAD || c == 0x61C ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) ||
           c == 0xFEFF || (c >= 0xE0000 && c <= 0xE0FFF);
}

static void check_letters(struct fit *fit, const struct fit_origin *origin)
{
    uint32_t told[LETTERS_TOLD];
    size_t told_count = 0, length = strlen(origin->utf8);

    for (size_t at = 0, bytes; at < length; at += bytes) {
        uint32_t c;
        size_t i = 0;
        bytes = utf8_decode(origin->utf8 + at, length - at, &c);
        while (i < told_count && told[i] != c)
            i++;
        if (i < told_count || told_count == LETTERS_TOLD || is_unseen(c) ||
            typesetter_has(fit->setter, c))
            continue;
        told[told_count++] = c;
        char code[16], letter[5] = {0};
        snprintf(code, sizeof code, "U+%04X", (unsigned)c);
        memcpy(letter, origin->utf8 + at, bytes);
        message_add(fit->messages, FAULT_NO_GLYPH,
                    fit_origin_mark(origin, letter, bytes),
                    WITH(message_text("character", letter),
                         message_text("code", code)));
    }
}

void fit_check(struct fit *fit, struct messages *messages)
{
    fit->messages = messages;
    for (size_t i = 0; i < fit_origin_count(fit->origins); i++)
        check_letters(fit, fit_origin_at(fit->origins, i));
    fit_views(fit, look, fit);
}
