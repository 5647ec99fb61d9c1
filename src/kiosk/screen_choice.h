#ifndef KIOSK_SCREEN_CHOICE_H
#define KIOSK_SCREEN_CHOICE_H

/* What can be touched for a question: the four actions, faces, choices. */

#include "kiosk/screen_parts.h"

void screen_choices(struct view *view, struct node *parent,
                    const struct question *question);

/* Sign, colour and words of a Dialogic Action, the same everywhere. */
struct action_look {
    const char *icon, *accent;
    bool points;
    const char *word, *says, *does;
};
struct action_look screen_action(const struct view *view,
                                 enum dialogic_action action);

#endif
