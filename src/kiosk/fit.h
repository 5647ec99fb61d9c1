#ifndef KIOSK_FIT_H
#define KIOSK_FIT_H

/*
 * What fonts and layout say of a bundle, without a window: its screens laid
 * out in each of its languages on a panel of a given size, as no visitor has
 * touched them, and what of its words does not fit, is broken or has letters
 * that no font of ours draws, told at its place in the author's files.
 *
 * Colours need no check here: screens make of any colour what words can be
 * read on, in each look (tests/unit/kiosk/test_fit_colours.c holds them to it);
 * content/check_model.c asks for more.
 */

#include "content/neighbours.h"
#include "kiosk/fit_origin.h"
#include "kiosk/fit_sessions.h"
#include "ui/layout.h"

struct fit;

enum { FIT_WIDTH = 1280, FIT_HEIGHT = 800 }; /* unless somebody says other */

struct fit_options {
    const char *assets;
    const char *shipped;              /* as library_around() has it */
    int width, height;                /* pixels as they are seen; 0: as above,
                                         on its side if the panel is */
    const struct config_panel *panel; /* its millimetres, or NULL */
};

/* Opens fonts and look; `options` is borrowed. Caller: fit_close(). */
bool fit_open(const struct fit_options *options, struct fit **ret_fit,
              struct fail *why);
void fit_close(struct fit *fit); /* NULL is fine */

/* Takes the bundle over, and lets go of the one before. */
bool fit_enter(struct fit *fit, struct bundle *bundle, struct fail *why);

/* Adds warnings, each text once a fault: on the first screen that shows it. */
void fit_check(struct fit *fit, struct messages *messages);

/* A screen as far as it is seen at once. */
struct fit_view {
    const char *id;       /* fit_screen_id() */
    const char *language; /* the bundle's tag */
    bool is_rtl;
    int part;            /* 0, 1, ...: how often it was moved on */
    bool is_little;      /* moved on by no more than a line */
    const char *heading; /* what stands on it in the bundle's words, or "" */
    const struct draw_list *list;
    size_t veil; /* what comes before this item is hidden */
    const struct fit_origins *origins;
};
/* Every part of every screen in every language, as fit_screens() goes. What a
 * view points to is gone after the call. */
typedef void fit_seen(void *user, const struct fit_view *view);
void fit_views(struct fit *fit, fit_seen *seen, void *user);

/* Of the bundle that was entered. */
const struct model *fit_model(const struct fit *fit);
struct typesetter *fit_setter(struct fit *fit);
void fit_size(const struct fit *fit, int *ret_width, int *ret_height);

#endif
