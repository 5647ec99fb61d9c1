#ifndef KIOSK_APP_WORDS_H
#define KIOSK_APP_WORDS_H

/* What fingers mean on words that are being written: that depends on how the
 * words are set, which a session does not know. */

#include "kiosk/app_private.h"

/* Fills in where in the text the finger is, and where the caret would step. */
void app_words_meant(struct app *app, const struct gesture_event *event,
                     struct action *action);
/* A handle of what is chosen; false: something else was dragged. */
bool app_words_drag(struct app *app, const struct gesture_event *event);
/* After the list was built: false if the caret is out of sight; then the text
 * has moved and the list is to be built once more. */
bool app_words_in_sight(struct app *app, const struct draw_list *list);

#endif
