#include "kiosk/screen_parts.h"

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

static void sentence(struct view *view, struct node *parent, const char *icon,
                     const char *text)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct node *row = layout_box(
        view->frame, parent,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 32});
    struct node *ground = layout_box(view->frame, row,
                                     (struct box){.axis = AXIS_STACK,
                                                  .align = ALIGN_CENTRE,
                                                  .width = 84,
                                                  .height = 84,
                                                  .radius = 42,
                                                  .has_fill = true,
                                                  .fill = colours->soft});

    layout_icon(view->frame, ground, icon, 44, colours->ink, false);
    layout_text(
        view->frame, row,
        (struct label){
            .text = text, .size = 34, .colour = colours->ink, .weight = 1});
}

static void sentences(struct view *view, struct node *content,
                      const char *title)
{
    const struct strings *words = view->words;
    const char *texts[] = {words->notice_free, words->notice_kept,
                           words->notice_plain, words->notice_no_return,
                           use_sentence(view)};
    static const char *const icons[] = {"hand", "place", "people", "speech",
                                        "hourglass"};

    layout_text(view->frame, content, screen_heading(view, title));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        sentence(view, content, icons[i], texts[i]);
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
