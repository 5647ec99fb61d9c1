#ifndef KIOSK_SCREEN_PARTS_H
#define KIOSK_SCREEN_PARTS_H

/* What several screens are put together from. */

#include "kiosk/screen.h"

/* Whether there is room for two columns side by side. */
bool screen_is_wide(const struct view *view);
/* Whether a page has a column beside its text, with what is heard at the
 * foot too. */
bool screen_has_side(const struct view *view);
/* Whether there is hardly more room than for a few lines. */
bool screen_is_low(const struct view *view);
bool screen_is_lowest(const struct view *view);

/* screen_bar.c: back, home, a title, the languages and what makes it easier; at
 * the bottom in portrait and where hands reach less far. Returns the column for
 * the screen's own content between the margins. `scrolls`: it may be longer
 * than the screen. */
struct node *screen_frame(struct view *view, struct node *root,
                          const char *title, bool scrolls);
/* The same, with a row under the content that never scrolls away while there
 * is room for both. `sinks`: in portrait the content stands low, where hands
 * are. */
struct node *screen_frame_footed(struct view *view, struct node *root,
                                 const char *title, bool sinks,
                                 struct node **ret_foot);
/* The window of a screen that scrolls, for those that frame themselves. */
struct node *screen_window(struct view *view, struct node *parent,
                           uint32_t ground, struct box inside);
/* The way to larger words and the like, where there is no bar. */
void screen_ease_button(struct view *view, struct node *parent);
/* A language's own name for itself. */
const char *screen_language_name(const struct view *view, const char *tag);

/* screen_sound.c: the button that plays a recording, and what stands at the
 * foot while one does. */
void screen_listen(struct view *view, struct node *parent, const char *sound);
/* The same for a recording of `host`'s bundle, whatever the screen shows. */
void screen_listen_of(struct view *view, struct node *parent, int host,
                      const char *sound);
void screen_player(struct view *view, struct node *parent);

/* Says once a screen that a text is not there in the visitor's language. */
void screen_mark(struct view *view, struct node *parent,
                 const struct text *text, struct label look);
/* The words of a text in the visitor's language; with that mark below when it
 * is a fallback and the screen has none yet. `label` has the look. */
struct node *screen_text(struct view *view, struct node *parent,
                         const struct text *text, struct label label);
/* The same for a text of another bundle than the screen is about. */
struct node *screen_text_of(struct view *view, struct node *parent, int host,
                            const struct text *text, struct label label);
/* A row with the loudspeaker of a text, if it can be heard in the visitor's
 * language, and the place beside it; else `parent`. */
struct node *screen_heard(struct view *view, struct node *parent, int host,
                          const struct text *text, int weight);
/* Only the words, for places that have no room for a mark; "" if there are
 * none. *ret_language may be NULL. */
const char *screen_words(const struct view *view, const struct text *text,
                         const char **ret_language);
/* A text of Markdown: paragraphs, lists, small headings. */
void screen_markdown(struct view *view, struct node *parent,
                     const struct text *text, int size);

/* The programme's name; `is_long`: and its theme, on one line. */
const char *screen_programme(const struct view *view, bool is_long);

/* A picture of a host's bundle that covers a box, on the host's colour, with
 * round corners. */
struct node *screen_drawing(struct view *view, struct node *parent, int host,
                            const char *image, struct box box);
/* The cover of a host or the programme over all of a box. */
void screen_cover(struct view *view, struct node *parent, int host);
struct theme_accent screen_accent(const struct view *view, int host);
/* Whether a host's form asks anything here. */
bool screen_can_say(const struct view *view, int host);
/* How many questions a visitor gets from this host's form, in words. */
const char *screen_say_count(const struct view *view, int host);
/* Who can read what was sent, by the configuration in force. */
const char *screen_who_reads(const struct view *view,
                             const struct kiosk_language *language);
/* `text` with one {name} filled. */
const char *screen_fill(const struct view *view, const char *text,
                        const char *name, const char *value);
/* A model's pages as rows that open them. */
void screen_pages(struct view *view, struct node *parent, int host);
/* The way to its form, the heaviest thing on the screen; nothing if no
 * question of it is shown. */
void screen_invitation(struct view *view, struct node *parent, int host);
struct label screen_heading(const struct view *view, const char *text);

#endif
