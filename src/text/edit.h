#ifndef TEXT_EDIT_H
#define TEXT_EDIT_H

/*
 * A text that somebody writes: UTF-8 in memory of the caller's, a caret and
 * what is chosen, both by byte and always between two letters as a reader
 * sees them (text/grapheme.h). One line or many is a matter of setting it:
 * there are no newlines in it. Where the caret is on the screen: text/caret.h.
 *
 *     char bytes[EDIT_BYTES + 1] = "";
 *     struct edit edit;
 *     edit_init(&edit, bytes, sizeof bytes, 280);
 *     edit_insert(&edit, "é");
 *     edit_wipe(&edit);
 *
 * Nothing is kept of what was deleted: no undo, and bytes behind the end are
 * always zero.
 */

#include <stdbool.h>
#include <stddef.h>

enum { EDIT_BYTES = 4000 };

struct edit {
    char *text;    /* NUL-terminated; the caller's */
    size_t room;   /* bytes, with the NUL */
    size_t most;   /* code points; 0: as many as there is room for */
    size_t length; /* bytes */
    size_t caret;
    size_t anchor; /* the other end of what is chosen; the caret: nothing is */
};

/* Takes what stands in `text`, up to the first thing that may not; the caret
 * is behind it. `room` is at most EDIT_BYTES + 1. */
void edit_init(struct edit *edit, char *text, size_t room, size_t most);
/* Empties it; all of its memory becomes zero. */
void edit_wipe(struct edit *edit);

/* In place of what is chosen. False and unchanged if there is no room for it,
 * or if it is not UTF-8 or holds control characters or line breaks. */
bool edit_insert(struct edit *edit, const char *utf8);
/* What is chosen, else the letter before or behind the caret. */
void edit_delete_back(struct edit *edit);
void edit_delete_forward(struct edit *edit);

/* Moved to the nearest place that is allowed; `chooses`: the anchor stays. */
void edit_put_caret(struct edit *edit, size_t byte, bool chooses);
void edit_select_all(struct edit *edit);
/* The word at a byte, or that which ends there; else the letter there. */
void edit_select_word(struct edit *edit, size_t byte);

bool edit_has_selection(const struct edit *edit);
size_t edit_from(const struct edit *edit); /* of what is chosen */
size_t edit_to(const struct edit *edit);
/* How many more code points there may be; SIZE_MAX where `most` is 0. */
size_t edit_left(const struct edit *edit);

#endif
