#ifndef KIOSK_SCREEN_CHOICE_H
#define KIOSK_SCREEN_CHOICE_H

/* What can be touched for a question: the four actions, faces, choices ... */

#include "kiosk/screen_parts.h"

void screen_choices(struct view *view, struct node *parent,
                    const struct question *question);
/* One file each: faces, stars, a slider or numbers; an order; a whole number;
 * words. */
void screen_range(struct view *view, struct node *parent,
                  const struct question *question);
void screen_rank(struct view *view, struct node *parent,
                 const struct question *question);
void screen_number(struct view *view, struct node *parent,
                   const struct question *question);
/* What was written for the question on the screen; touched it opens the
 * keyboard. `hint` while nothing stands there. */
void screen_words_field(struct view *view, struct node *parent,
                        const char *hint);

/* "answer.<question>.<choice>" */
const char *screen_answer_id(const struct view *view,
                             const struct question *question,
                             const char *choice);
/* What a step of a range is called. */
const char *screen_step_words(const struct view *view,
                              const struct question *question, int step,
                              const char **ret_language);
/* To the question on the screen. */
const struct answer *screen_given(const struct view *view);
/* An answer in words, as the visitor reads it; "" where there is none. */
const char *screen_answer_words(const struct view *view,
                                const struct question *question, size_t index);

/* Sign, colour and words of a Dialogic Action, the same everywhere. */
struct action_look {
    const char *icon, *accent;
    bool points;
    const char *word, *says, *does;
};
struct action_look screen_action(const struct view *view,
                                 enum dialogic_action action);

#endif
