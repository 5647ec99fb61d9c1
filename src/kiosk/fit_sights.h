#ifndef KIOSK_FIT_SIGHTS_H
#define KIOSK_FIT_SIGHTS_H

/* Which lines of an author's files are seen on which pictures, so that a fault
 * finds its picture and a picture its faults. */

#include "base/array.h"
#include "kiosk/fit.h"

struct fit_sight {
    const char *path; /* as messages show it */
    int first, last;  /* lines */
};
struct sighted_view {
    const char *name; /* fit_sights_name() */
    size_t end;       /* of its sights */
};
struct fit_sights {
    struct ARRAY(struct fit_sight) sights; /* view by view */
    struct ARRAY(struct sighted_view) views;
    struct arena arena;
};

/* A fit_seen; `user` is the struct fit_sights. What moved on by little is not
 * a picture of its own. */
void fit_sights_add(void *user, const struct fit_view *view);
void fit_sights_fini(struct fit_sights *sights);

/* "page-who-fr-0": unlike that of any other view of the bundle. */
const char *fit_sights_name(const struct fit_view *view, struct arena *arena);
/* Whether a message's place is seen on a view, by its number among those that
 * were added. */
bool fit_sights_shows(const struct fit_sights *sights, size_t view,
                      const struct message *message);

#endif
