#ifndef UI_TOAST_H
#define UI_TOAST_H

/*
 * A short message at the foot of a screen, with one thing that can be done
 * about it and how much of its time is left:
 *
 *     toast_over(frame, stack, (struct toast){
 *         .icon = "check", .text = "Thank you. Kept in 4 s.",
 *         .action_id = "undo", .action = words->undo, .action_icon = "undo",
 *         .has_time = true, .time_left = 0.8});
 *
 * It knows no clock: the view that is drawn anew says what is left. Beside it
 * everything can be touched as if it were not there. It is as wide as its
 * words, never wider than its place; where words and action do not fit side
 * by side they stand below one another. The words stay whole.
 */

#include "ui/layout.h"

struct toast {
    const char *text;
    const char *language;    /* of the text; NULL: the frame's */
    const char *icon;        /* before the text; NULL: none */
    const char *action_id;   /* NULL: nothing to be done */
    const char *action;      /* its word */
    const char *action_icon; /* NULL: none */
    bool action_points;      /* its sign is turned round in right-to-left */
    bool has_time;
    double time_left; /* 1 to 0; the bar shrinks towards where reading begins */
};
/* Where it is put, as one of the parent's children. */
struct node *toast(struct frame *frame, struct node *parent,
                   struct toast toast);
/* At the foot of `stack`, a box with AXIS_STACK, over what it holds so far. */
struct node *toast_over(struct frame *frame, struct node *stack,
                        struct toast toast);

#endif
