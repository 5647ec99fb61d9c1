#ifndef UI_TEXT_FIELD_H
#define UI_TEXT_FIELD_H

/*
 * A field somebody writes in: the text in lines, a caret that does not blink
 * (nothing wakes the program up), what is chosen of it with a handle at either
 * end, and near the end how many letters there is still room for. It is as
 * high as its text; where there is less room it becomes a window that scrolls.
 *
 *     // view
 *     text_field(frame, column,
 *                &(struct text_field){.id = "words", .edit = &edit,
 *                                     .hint = words->hint,
 *                                     .language = language, .has_caret = true,
 *                                     .types_rtl = keyboard_is_rtl(...),
 *                                     .scroll_px = scroll_px});
 *
 *     // what a finger means, by the list that was shown
 *     struct text_place place = {setter, &list, "words", &edit, types_rtl};
 *     GESTURE_TAP "words", once:  edit_put_caret(&edit,
 *                                     text_field_byte(&place, x, y), false);
 *     twice, or GESTURE_HOLD:     edit_select_word(&edit, the same byte);
 *     GESTURE_DRAG:               text_field_drag(&place, event.id, x, y);
 *     GESTURE_SCROLL "words.window": scroll_px += delta_px, within scroll_max
 *     KEYBOARD_LEFT, _RIGHT:      edit_put_caret(&edit,
 *                                     text_field_step(&place, -1), false);
 *
 *     // after a change was laid out: once more if the caret is not seen
 *     scroll_px = text_field_follow(&place, scroll_px);
 */

#include "text/edit.h"
#include "ui/layout.h"

struct text_field {
    const char *id;
    const struct edit *edit; /* as long as the frame */
    const char *hint;        /* while nothing is written; may be NULL */
    const char *language;    /* of what is written: its direction */
    int size;                /* of its letters; 0: the theme's lead */
    bool has_caret;
    bool types_rtl;
    int scroll_px;
    int min_height;
    int weight;
    uint32_t accent; /* of caret, handles and border; 0: ink */
};
struct node *text_field(struct frame *frame, struct node *parent,
                        const struct text_field *field);

/* A field as it was laid out. */
struct text_place {
    struct typesetter *setter;
    const struct draw_list *list;
    const char *id;
    struct edit *edit;
    bool types_rtl;
};
/* The byte a point is nearest to, pixels of the screen. */
size_t text_field_byte(const struct text_place *place, int x, int y);
/* The caret's byte after a step to the left (-1) or right (1) as it is seen.
 * From something chosen: its end on that side. */
size_t text_field_step(const struct text_place *place, int step);
/* A handle was dragged there; false: `id` is none of its handles. */
bool text_field_drag(const struct text_place *place, const char *id, int x,
                     int y);
/* How far the window must have scrolled for the caret to be seen. */
int text_field_follow(const struct text_place *place, int scroll_px);

#endif
