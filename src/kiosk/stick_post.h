#ifndef KIOSK_STICK_POST_H
#define KIOSK_STICK_POST_H

/*
 * Lines about sticks on their way from the thread that hears them to the one
 * that shows them. Nobody waits: what does not fit takes the place of the
 * oldest.
 */

#include <stdbool.h>

struct stick_post;

/* `wake` is called from the thread that puts; it and `user` are borrowed. */
struct stick_post *stick_post_new(void (*wake)(void *user), void *user);
void stick_post_free(struct stick_post *post); /* NULL is fine */

/* Any thread. Copied; shorter than STICK_LINE_BYTES. */
void stick_post_put(struct stick_post *post, const char *line);
/* The oldest, into STICK_LINE_BYTES. False: none is there. */
bool stick_post_take(struct stick_post *post, char *ret_line);

#endif
