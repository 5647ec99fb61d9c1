#include "kiosk/screen_parts.h"

#include "base/str.h"
#include "ui/button.h"

static const char *use_sentence(struct view *view)
{
    const struct privacy *privacy = kiosk_model(view->kiosk, -1)->privacy;
    const char *places[] = {
        "responsible", screen_words(view, &privacy->responsible, NULL),
        "purpose",     screen_words(view, &privacy->purpose, NULL),
        "delete_by",   screen_words(view, &privacy->delete_by, NULL),
        "contact",     screen_words(view, &privacy->contact, NULL),
        NULL};
    return strings_fill(view->frame->arena, view->words->notice_use, places);
}

const char *screen_who_reads(const struct view *view,
                             const struct kiosk_language *language)
{
    const struct privacy *privacy = kiosk_model(view->kiosk, -1)->privacy;
    const struct text_entry *who =
        text_find(&privacy->responsible, language->tag, NULL);

    if (view->kiosk->sealing != KIOSK_SEALED)
        return language->words->notice_plain;
    return screen_fill(view, language->words->notice_sealed, "responsible",
                       who && who->utf8 ? who->utf8 : "");
}

static const char *kept_sentence(struct view *view)
{
    if (!view->kiosk->is_group)
        return view->words->notice_kept;
    return screen_fill(
        view, view->words->notice_kept_group, "k",
        arena_printf(view->frame->arena, "%d", (int)view->kiosk->config->k));
}

struct told {
    const char *icon, *key; /* of its words in assets/strings */
    const char *text;
};

/* What the bundle says of the use of answers, as far as it can be heard. */
static void privacy_voices(struct view *view, struct node *column)
{
    const struct privacy *privacy = kiosk_model(view->kiosk, -1)->privacy;
    const struct text *texts[] = {&privacy->responsible, &privacy->purpose,
                                  &privacy->delete_by, &privacy->contact};
    struct node *row = NULL;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const char *sound = text_sound(texts[i], view->language->tag);
        if (!sound)
            continue;
        if (!row)
            row = layout_box(view->frame, column,
                             (struct box){.axis = AXIS_ROW, .gap = 24});
        screen_listen_of(view, row, -1, sound);
    }
}

static void sentence(struct view *view, struct node *parent,
                     const struct told *told)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const char *sound =
        kiosk_word_sound(view->kiosk, told->key, view->language->words_tag);
    struct node *row = layout_box(
        view->frame, parent,
        (struct box){
            .axis = AXIS_ROW, .wraps = true, .align = ALIGN_CENTRE, .gap = 32});
    struct node *ground = layout_box(view->frame, row,
                                     (struct box){.axis = AXIS_STACK,
                                                  .align = ALIGN_CENTRE,
                                                  .width = 84,
                                                  .height = 84,
                                                  .radius = 42,
                                                  .has_fill = true,
                                                  .fill = colours->soft});

    layout_icon(view->frame, ground, told->icon, 44, colours->ink, false);
    struct node *column =
        layout_box(view->frame, row, (struct box){.weight = 1, .gap = 12});
    layout_text(
        view->frame, column,
        (struct label){.text = told->text, .size = 34, .colour = colours->ink});
    if (str_equal(told->key, "notice_use"))
        privacy_voices(view, column);
    if (sound)
        screen_listen(view, row, sound);
}

static void sentences(struct view *view, struct node *content,
                      const char *title)
{
    const struct strings *words = view->words;
    bool is_sealed = view->kiosk->sealing == KIOSK_SEALED;
    const struct told told[] = {
        {"hand", "notice_free", words->notice_free},
        {"place", view->kiosk->is_group ? "notice_kept_group" : "notice_kept",
         kept_sentence(view)},
        {is_sealed ? "lock" : "people",
         is_sealed ? "notice_sealed" : "notice_plain",
         screen_who_reads(view, view->language)},
        {"speech", "notice_no_return", words->notice_no_return},
        {"hourglass", "notice_use", use_sentence(view)},
    };

    layout_text(view->frame, content, screen_heading(view, title));
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        sentence(view, content, &told[i]);
}

/* Behind the tile "No name asked" it is only to be read. */
void screen_notice(struct view *view, struct node *root)
{
    const char *title = view->words->no_name_title;
    struct node *foot;

    if (view->session->here.question < 0) {
        sentences(view, screen_frame(view, root, title, true), title);
        return;
    }
    sentences(view,
              screen_frame_footed(view, root, view->words->your_feedback, true,
                                  &foot),
              view->words->notice_title);
    button(view->frame, foot,
           (struct button){.id = "notice.not-now",
                           .text = view->words->not_now,
                           .look = BUTTON_OUTLINE,
                           .height = 104});
    layout_box(view->frame, foot, (struct box){.weight = 1});
    button(view->frame, foot,
           (struct button){.id = "notice.start",
                           .text = view->words->start,
                           .icon = "arrow",
                           .icon_points = true,
                           .icon_last = true,
                           .height = 104});
}
