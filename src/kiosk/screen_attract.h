#ifndef KIOSK_SCREEN_ATTRACT_H
#define KIOSK_SCREEN_ATTRACT_H

/* What the parts of the first screen share: nobody has chosen a language yet,
 * so its words come in one after another. */

#include "kiosk/screen_parts.h"

/* The language of the moment. */
const struct kiosk_language *attract_language(const struct view *view);
/* Words in it, from the side it is read from. `language` is theirs. */
struct node *attract_say(struct view *view, struct node *parent,
                         const char *text, const char *language,
                         struct label label);
/* A text of `host`'s bundle, with a loudspeaker where it can be heard. */
void attract_say_content(struct view *view, struct node *parent, int host,
                         const struct text *text, struct label label);

/* screen_face.c: the programme's question with five faces. */
void attract_faces(struct view *view, struct node *parent);

#endif
