#ifndef UNIT_KIOSK_FIT_H
#define UNIT_KIOSK_FIT_H

/*
 * Whether everything on a screen can be read and reached, computed from its
 * draw list: no word cut, broken, covered, across an edge or too pale, nothing
 * to touch too small or too high. Fonts are needed, a display is not.
 *
 * test_fit.c looks at a part of all screens, test_fit_long.c at all of them.
 */

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
    int looks, faults;
};
/* The programme and its hosts of a content folder in six languages. */
bool fit_house_open(struct fit_house *house, const char *content);
void fit_house_close(struct fit_house *house);

/* One screen, from its beginning to the end of what scrolls. Each fault is
 * printed and counted. */
void fit_look(struct fit_house *house, const struct fit_panel *panel,
              const struct session *session);

typedef void fit_visit(void *user, const struct session *session);
/* Every screen there is in a language: each page, notice, question with each
 * answer, sheet, step of the first screen, with and without a sound. */
void fit_sessions(struct fit_house *house, int language, fit_visit *visit,
                  void *user);
/* The same session with every text size and look, and with hands that reach
 * less far. */
void fit_wishes(const struct session *session, fit_visit *visit, void *user);

/* fit_list.c: what one draw list shows. */
struct fit_shown {
    const char *name;
    struct draw_list list;
    struct arena *arena;
    int touch_px;    /* least side of what is touched */
    int top_px;      /* nothing is touched above */
    int text_px;     /* least size of a text; 0: any */
    double contrast; /* least, of text on its ground */
};
/* Returns how many faults it printed. */
int fit_check(const struct fit_shown *shown);

#endif
