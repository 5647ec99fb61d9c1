#include "kiosk/panel.h"
#include "kiosk/screen_parts.h"

static void (*const screens[SCREEN__COUNT])(struct view *, struct node *) = {
    [SCREEN_NOT_READY] = screen_not_ready, [SCREEN_ATTRACT] = screen_attract,
    [SCREEN_HOME] = screen_home,           [SCREEN_HOST] = screen_host,
    [SCREEN_PAGE] = screen_page,           [SCREEN_NOTICE] = screen_notice,
    [SCREEN_QUESTION] = screen_question,   [SCREEN_REVIEW] = screen_review,
    [SCREEN_SAVING] = screen_saving,       [SCREEN_THANKS] = screen_thanks,
    [SCREEN_NOT_SAVED] = screen_not_saved, [SCREEN_LAB] = screen_lab,
    [SCREEN_GALLERY] = screen_gallery,
};

static void (*const sheets[])(struct view *, struct node *) = {
    [SHEET_EASE] = screen_ease,       [SHEET_LANGUAGES] = screen_languages,
    [SHEET_PICTURE] = screen_picture, [SHEET_POINT] = screen_point,
    [SHEET_WORDS] = screen_writing,
};

/* Above where hands reach there is only something to look at. */
static void crown(struct view *view, struct node *root)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct place *here = &view->session->here;
    struct node *box = layout_box(
        view->frame, root,
        (struct box){.height = view->frame->reach_top,
                     .has_fill = true,
                     .fill =
                         here->host < 0
                             ? colours->night
                             : kiosk_model(view->kiosk, here->host)->colour});

    if (view->kiosk->library && kiosk_model(view->kiosk, here->host)->cover)
        screen_cover(view, box, here->host);
}

struct frame screen_room(const struct kiosk *kiosk,
                         const struct session *session,
                         const struct theme *theme, struct typesetter *setter,
                         struct arena *arena, int width, int height)
{
    const struct ease *ease = &session->ease;
    const struct kiosk_language *language =
        &kiosk->languages[session->language];
    struct panel_wish wish = {ease_text_percents[ease->text_size],
                              ease->within_reach};
    struct panel_fit fit = panel_fit(width, height, kiosk->config->panel, wish);

    return (struct frame){
        .arena = arena,
        .setter = setter,
        .theme = theme_in(theme, (enum theme_mode)ease->look),
        .language = language->words_tag,
        .is_rtl = language->is_rtl,
        .scale = fit.scale,
        .width = fit.width,
        .height = fit.height,
        .is_portrait = fit.is_portrait,
        .is_compact = fit.is_compact,
        .touch = fit.touch,
        .text = fit.text,
        .reach_top = fit.reach_top,
        .text_percent = wish.text_percent,
    };
}

struct node *screen_view(struct view *view)
{
    const struct session *session = view->session;
    struct node *stack =
        layout_box(view->frame, NULL, (struct box){.axis = AXIS_STACK});
    struct node *root = layout_box(view->frame, stack, (struct box){0});

    /* The warning hides the screen from the next who comes by. */
    if (session->is_warned) {
        screen_warning(view, stack);
        return stack;
    }
    if (view->frame->reach_top > 0 && view->kiosk->library)
        crown(view, root);
    struct node *rest =
        layout_box(view->frame, root, (struct box){.weight = 1});
    screens[session->here.screen](view, rest);
    screen_face_said(view, stack);
    if (session->sheet.kind != SHEET_NONE)
        sheets[session->sheet.kind](view, stack);
    if (view->kiosk->faults)
        screen_faults(view, stack);
    return stack;
}
