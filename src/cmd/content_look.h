#ifndef CMD_CONTENT_LOOK_H
#define CMD_CONTENT_LOOK_H

/* The part of `check` that needs fonts: --fit, --size and --html. */

#include "content/coverage.h"
#include "kiosk/fit.h"

struct content_look_wish {
    const char *argv0, *assets, *content; /* as folders_find() has them */
    const char *size;                     /* "1280x800"; NULL: that */
    const char *html;                     /* the page's file; NULL: none */
    const struct fs *fs;  /* that it is written on; NULL: the system's */
    const char *language; /* of the page */
    const struct fault_words *words;
    const struct config_panel *panel; /* of --config, or NULL */
};
struct content_look;

/* All borrowed. Caller: content_look_close(). */
bool content_look_open(const struct content_look_wish *wish,
                       struct content_look **ret_look, struct fail *why);
void content_look_close(struct content_look *look); /* NULL is fine */

/* Adds what is seen of a bundle that was checked, and takes it over; NULL:
 * it has errors, nothing can be seen. It is called `shown`. */
bool content_look_at(struct content_look *look, const char *folder,
                     const char *shown, struct bundle *bundle,
                     struct messages *messages, struct fail *why);
/* For the page, takes over all that was found of the bundle just looked at;
 * without a page it is only freed. */
void content_look_keep(struct content_look *look, struct messages *messages,
                       struct coverage *coverage);
/* The page of all that was kept. */
bool content_look_write(struct content_look *look, struct fail *why);

#endif
