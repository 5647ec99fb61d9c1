#ifndef FEEDBACK_ANSWER_H
#define FEEDBACK_ANSWER_H

/*
 * The answers of one form, as plain data, and the record they become
 * (FORMAT.md, "Record"). A struct answers owns nothing but its texts, which
 * are inside it, and holds nothing that came before: answers_clear() wipes it.
 */

#include "base/fail.h"
#include "base/str.h"
#include "content/form.h"

enum { ANSWERS_MAX = 64, ANSWERS_CHOICES = 12 };

/* One answer; the question's type says which field counts. */
struct answer {
    bool is_given;
    int choice;      /* select_one: index; dialogic: enum dialogic_action */
    uint32_t chosen; /* select_multiple: bit i is choice i */
    int64_t number;  /* range, integer */
    uint8_t order[ANSWERS_CHOICES]; /* rank: choices, the best first */
    int ordered;
    /* text, and the words beside a dialogic answer: where they lie in
     * answers.texts; length without the NUL, 0: none */
    size_t text_at, text_bytes;
};
enum dialogic_action {
    DIALOGIC_MOVE,
    DIALOGIC_FOLLOW,
    DIALOGIC_OPPOSE,
    DIALOGIC_BYSTAND,
    DIALOGIC__COUNT
};
extern const char *const dialogic_words[DIALOGIC__COUNT]; /* "move" ... */

/* Answers to the questions of a form, by the question's index in it. */
struct answers {
    struct answer items[ANSWERS_MAX];
    char texts[FORM_RECORD_BYTES]; /* each with its NUL, no gaps */
    size_t texts_used;
};
void answers_clear(struct answers *answers);
size_t answers_given(const struct answers *answers);
/* Whether anything was written in words. */
bool answers_have_words(const struct answers *answers);
/* Takes back one answer, its words too; nothing of them stays in memory. */
void answers_take_back(struct answers *answers, size_t question);

/* Replaces the words of a question; false, and nothing changed, if there is no
 * room, which checks of content make impossible. is_given is the caller's. */
bool answers_set_text(struct answers *answers, size_t question,
                      const char *utf8, size_t bytes);
const char *answers_text(const struct answers *answers, size_t question);

struct record_id {
    char text[33]; /* 32 hex digits */
};
struct rand;
struct record_id record_id_new(struct rand *rand);

/* A record before it is written. Everything is borrowed. */
struct record {
    struct record_id id;
    const struct model *model; /* the bundle that holds the form */
    const char *programme;
    const char *language; /* NULL in a group visit */
    const struct answers *answers;
    const char *about; /* one of the round of proposals: its id; else NULL */
    int face;          /* 1 to 5: the one touched on the first screen, which is
                          all of this record; 0: a form's answers */
    const char *site;  /* with a face: the host it was touched at, or NULL */
};
/* The record's JSON, appended to `out`. FAIL_INVALID if it is longer than
 * FORM_RECORD_BYTES: checks of content make that impossible. */
bool record_write(const struct record *record, struct str *out,
                  struct fail *why);

#endif
