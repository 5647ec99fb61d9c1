#ifndef UI_LAYOUT_NODE_H
#define UI_LAYOUT_NODE_H

/* Private to layout: the tree while it is measured and placed. All sizes are
 * pixels. Positions are reckoned as for left to right and mirrored when a
 * child gets its rect. */

#include "ui/layout.h"

enum node_kind { NODE_BOX, NODE_TEXT, NODE_ICON, NODE_RING };

struct node {
    enum node_kind kind;
    struct box box;     /* boxes */
    struct label label; /* texts; sizes as given, in design pixels */
    const struct paragraph *paragraph;
    int most_lines;   /* texts: what label.max_lines was, if too few */
    const char *icon; /* icons */
    bool points;
    int word_size; /* texts; for words no line holds, smaller than label.size */
    int size, line; /* icons and rings */
    uint32_t colour;
    double share;
    int weight;
    struct node *parent, *first, *last, *next;
    size_t count;     /* children */
    int natural;      /* width it would like; -1: not asked yet */
    int w, h, min_h;  /* measured; min_h: what it can do with */
    int content_h;    /* without pad, of what is in it */
    struct rect rect; /* placed */
    int scroll_max;
};

int layout_px(const struct frame *frame, int design_px);
/* From the contents alone. */
int layout_natural(struct frame *frame, struct node *node);
/* Decides widths below, then heights upwards: sets w, h, min_h, paragraph. */
void layout_measure(struct frame *frame, struct node *node, int width);
/* Gives rects to the node and all below it. */
void layout_place(struct frame *frame, struct node *node, struct rect rect);
/* Adds the placed tree to the list. */
void layout_emit(struct frame *frame, struct node *root,
                 struct draw_list *list);

/* What lies under the letters of a text that is being written, and over
 * them; `clip`: where it can be touched. */
void layout_marks_under(struct frame *frame, const struct node *node,
                        struct draw_list *list);
void layout_marks_over(struct frame *frame, const struct node *node,
                       struct rect clip, struct draw_list *list);

/* One part of a line that is shared out. */
struct share {
    int weight; /* 0: keeps `size` */
    int size;   /* in: of those without weight; out: of all */
    int min, max;
};
/* Shares `room` out by weight, none below its min or above its max, without
 * losing a pixel to rounding. Where room is missing, parts without weight
 * give up what they have above min in proportion. */
void layout_share(struct share *shares, size_t count, int room);
/* From `whole` to the i-th of n equal columns: where it starts. */
int layout_column(int whole, int gap, int n, int i);

#endif
