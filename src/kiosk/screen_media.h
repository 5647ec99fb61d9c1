#ifndef KIOSK_SCREEN_MEDIA_H
#define KIOSK_SCREEN_MEDIA_H

/* The blocks of a page that are seen or heard: a touch shows a picture whole,
 * a point of a map in words, and plays a recording. */

#include "kiosk/screen_parts.h"

void screen_figure(struct view *view, struct node *parent,
                   const struct block *block);
void screen_pictures(struct view *view, struct node *parent,
                     const struct block *block);
void screen_map(struct view *view, struct node *parent,
                const struct block *block);
/* The button, and what is said in words: nobody has to hear it. */
void screen_recording(struct view *view, struct node *parent,
                      const struct audio *audio);
/* The picture that stands beside a page in landscape: its first figure, else
 * the cover, else NULL. */
const struct picture *screen_beside(const struct view *view);
/* It, as large as its place; a figure can be touched to be seen whole. */
void screen_figure_beside(struct view *view, struct node *parent);

#endif
