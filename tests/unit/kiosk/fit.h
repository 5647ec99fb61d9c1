#ifndef UNIT_KIOSK_FIT_H
#define UNIT_KIOSK_FIT_H

/*
 * The screens of a content folder on panels of many sizes: kiosk/fit_list.h
 * says what is wrong with each.
 *
 * test_fit.c looks at a part of all screens, test_fit_long.c at all of them.
 */

#include "kiosk/fit_list.h"
#include "kiosk/fit_sessions.h"
#include "kiosk/screen.h"

struct fit_panel {
    int width_px, height_px;
    int width_mm, bottom_mm; /* 0: not known */
};
extern const struct fit_panel fit_panels[];
extern const size_t fit_panel_count;

struct fit_house {
    struct kiosk kiosk;
    struct theme *theme;
    struct typesetter *setter;
    struct config config; /* the kiosk's, with the panel that is looked at */
    struct config_panel panel;
    struct arena arena;
    const char *name; /* of the screen that is looked at */
    int looks, faults;
};
/* The programme and its hosts of a content folder in six languages. */
bool fit_house_open(struct fit_house *house, const char *content);
void fit_house_close(struct fit_house *house);

/* One screen, from its beginning to the end of what scrolls. Each fault is
 * printed and counted. */
void fit_look(struct fit_house *house, const struct fit_panel *panel,
              const struct session *session);

/* The same session with every text size and look, and with hands that reach
 * less far. */
void fit_wishes(const struct session *session, fit_visit *visit, void *user);

#endif
