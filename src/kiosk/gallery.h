#ifndef KIOSK_GALLERY_H
#define KIOSK_GALLERY_H

/*
 * `encounter --gallery`: a screen no visitor comes to. Every widget in every
 * state, every sign, face, text size and colour, with the languages, looks
 * and text sizes to touch at its head. The widgets get the interface's own
 * words; captions are names from the source and stay English.
 */

#include "base/fs.h"
#include "kiosk/screen_parts.h"

/* Names of the signs in the assets (the pattern is none), sorted, without
 * ".svg"; ended by NULL, in the kiosk's arena. NULL on failure. */
const char *const *gallery_signs(const struct fs *fs, struct kiosk *kiosk,
                                 const char *assets_folder, struct fail *why);

/* While the tree is built. */
struct gallery {
    struct view *view;
    struct node *column;
    int count; /* of ids that were given out */
};
/* An id of its own, so that each sample is pressed alone. */
const char *gallery_id(struct gallery *gallery);
/* Whose samples are drawn pressed while no finger touches anything. */
extern const char gallery_pressed[];
/* Under a heading. `min_column`: how narrow a sample may be. */
struct node *gallery_shelf(struct gallery *gallery, const char *name,
                           int columns, int min_column);
/* A place of a shelf that leaves what is in it as small as it is. */
struct node *gallery_place(struct gallery *gallery, struct node *shelf);
void gallery_caption(struct gallery *gallery, struct node *parent,
                     const char *text);

/* gallery_widgets.c */
void gallery_widgets(struct gallery *gallery);
/* gallery_writing.c */
void gallery_writing(struct gallery *gallery);

#endif
