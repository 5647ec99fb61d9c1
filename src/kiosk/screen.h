#ifndef KIOSK_SCREEN_H
#define KIOSK_SCREEN_H

/*
 * Screens: each a pure function from what is known to a tree of boxes. A view
 * changes nothing; touches come back as the ids it put there.
 */

#include "kiosk/session.h"
#include "kiosk/sticks.h"
#include "ui/layout.h"

struct view {
    struct frame *frame;
    const struct kiosk *kiosk;
    const struct session *session;
    const struct kiosk_language *language;
    const struct strings *words;
    int64_t now_ms;
    const char *marked; /* the language whose mark stands on this screen */
};

/* What a screen of that many pixels has room for, as the visitor wants it. */
struct frame screen_room(const struct kiosk *kiosk,
                         const struct session *session,
                         const struct theme *theme, struct typesetter *setter,
                         struct arena *arena, int width, int height);
/* The whole screen for the session, the warning on top when it is due. */
struct node *screen_view(struct view *view);

/* One file each. `root` is a column of the screen's size. */
void screen_not_ready(struct view *view, struct node *root);
void screen_attract(struct view *view, struct node *root);
void screen_home(struct view *view, struct node *root);
void screen_host(struct view *view, struct node *root);
void screen_page(struct view *view, struct node *root);
void screen_notice(struct view *view, struct node *root);
void screen_question(struct view *view, struct node *root);
void screen_review(struct view *view, struct node *root);
void screen_saving(struct view *view, struct node *root);
void screen_thanks(struct view *view, struct node *root);
void screen_not_saved(struct view *view, struct node *root);
void screen_lab(struct view *view, struct node *root);
void screen_gallery(struct view *view, struct node *root);
/* Over the screen that is left or asked about. */
void screen_warning(struct view *view, struct node *stack);
void screen_face_said(struct view *view, struct node *stack);
void screen_ease(struct view *view, struct node *stack);
void screen_languages(struct view *view, struct node *stack);
void screen_picture(struct view *view, struct node *stack);
void screen_point(struct view *view, struct node *stack);
void screen_writing(struct view *view, struct node *stack);
/* Over all of that, what is known of sticks, to whoever stands beside them; in
 * the view's language and the next one of the kiosk. */
void screen_stick(struct view *view, struct node *stack,
                  const struct sticks *sticks);
/* Over all of that, to an author. */
void screen_faults(struct view *view, struct node *stack);

#endif
