#ifndef KIOSK_SESSION_PRIVATE_H
#define KIOSK_SESSION_PRIVATE_H

/* What the parts of a session share. */

#include "kiosk/session.h"

/* session_time.c: what happens when nothing does but time. */
unsigned session_pass_time(struct session *session, const struct kiosk *kiosk,
                           int64_t now_ms);

/* Wipes the visit; a face given before it goes on being saved. */
void session_leave(struct session *session, const struct kiosk *kiosk);

/* To another screen; "back" leads here again. */
void session_go(struct session *session, struct place place);

/* What of an id stands behind "<question>.", or NULL: another's. */
const char *session_value(const struct question *question, const char *id);
/* A choice by its name; -1: the question has no such. */
int session_choice(const struct question *question, const char *name);
/* After each change of an answer. */
void session_answer_taken(struct session *session, const struct asking *asking);

void session_next_question(struct session *session, const struct kiosk *kiosk);

#endif
