#ifndef KIOSK_FIT_SESSIONS_H
#define KIOSK_FIT_SESSIONS_H

/*
 * Every screen there is, as sessions that stand there, without anybody having
 * walked the way.
 */

#include "kiosk/session.h"

typedef void fit_visit(void *user, const struct session *session);

/* A group's notice is shown as well, for which the kiosk has a group
 * meanwhile.
 *
 * In a language: each page, notice, question with each answer, sheet, step of
 * the first screen, with and without a sound. */
void fit_sessions(struct kiosk *kiosk, int language, fit_visit *visit,
                  void *user);
/* The screens on which words of one bundle stand (host -1: the programme's),
 * each in one language after the other, as nobody has touched anything: the
 * first screen, home, its own and all its pages, pictures, points, questions
 * and proposals. */
void fit_screens(struct kiosk *kiosk, int host, fit_visit *visit, void *user);

/* What a screen of fit_screens() is called, for links and lists: "host",
 * "page-who", "picture-who-2-1", "question-felt". Lives in the arena. */
const char *fit_screen_id(const struct kiosk *kiosk,
                          const struct session *session, struct arena *arena);

#endif
