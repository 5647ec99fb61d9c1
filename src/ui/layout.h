#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

/*
 * From a tree of boxes to a draw list. A view builds the tree anew for each
 * frame in the frame's arena; layout_run() measures and places it.
 *
 * Sizes in boxes and labels are design pixels and are multiplied by
 * frame.scale. `start` and `end` are left and right, the other way round in
 * a right-to-left frame. A box that does not say its size is as wide and
 * high as what is in it; `weight` shares what is left on the parent's axis.
 *
 * Widths are decided from the top down, heights from the bottom up: a text
 * is as high as its width makes it.
 */

#include "text/typesetter.h"
#include "ui/draw_list.h"
#include "ui/theme.h"

struct frame {
    struct arena *arena;
    struct typesetter *setter;
    const struct theme *theme;
    const char *language; /* of the interface */
    bool is_rtl;
    double scale;      /* pixels a design pixel */
    int width, height; /* of the screen, design pixels */
    bool is_portrait;
    const char *pressed; /* id under a finger, or NULL */
    int text_percent;    /* of running text, 100 to 200; 0 means 100 */
    int touch;           /* least side of what is touched; 0: the theme's */
    int text;            /* least size of a text; 0: any */
    int reach_top;       /* nothing above this is to be touched */
    int overscroll_px;   /* pixels that what scrolls is drawn past its end */
    bool is_compact;     /* little room: the short side is under 800 */
};

enum axis { AXIS_COLUMN, AXIS_ROW, AXIS_STACK };
enum align { ALIGN_STRETCH, ALIGN_START, ALIGN_CENTRE, ALIGN_END };
enum justify { JUSTIFY_START, JUSTIFY_CENTRE, JUSTIFY_END, JUSTIFY_BETWEEN };

struct edges {
    int start, end, top, bottom;
};
#define EDGES(all)                                                             \
    (struct edges)                                                             \
    {                                                                          \
        (all), (all), (all), (all)                                             \
    }

struct box {
    const char *id; /* touchable; drawn darker while pressed */
    bool is_plain;  /* touchable, but never drawn darker */
    enum axis axis;
    enum align align;     /* children, across the axis; in a stack both */
    enum justify justify; /* children, along the axis */
    int columns;          /* > 0: a grid of equal columns, row by row */
    int min_column;       /* of a grid: fewer columns rather than narrower ones,
                             measured with text at 100 % */
    bool wraps;           /* a row whose children want more room than there is
                             becomes a column */
    int gap;
    struct edges pad;
    int width, height; /* fixed; 0: by content; a height gives way to words */
    int min_width, min_height, max_width;
    int hides_below; /* not there at all when it would be lower than this */
    int weight;
    /* look */
    bool has_fill, has_shadow;
    uint32_t fill, border_colour;
    uint8_t alpha; /* 0 means opaque */
    int radius, border;
    unsigned corners;    /* enum corner as for left to right; 0: all */
    const char *picture; /* a file that covers the box */
    double zoom;         /* > 0: it is seen whole, stretched so many times, */
    int pan_x, pan_y;    /* its middle this far from the box's, pixels */
    bool wants_hold;     /* a finger that rests on it means something else */
    bool is_drag;        /* a finger on it drags: a slider, a seek bar */
    bool is_zoom;        /* two fingers on it stretch, one moves: a picture */
    bool is_lift;        /* a finger on it carries a row up and down: a grip */
    const char *slot;    /* a place that what is lifted can take: its name */
    bool is_lifted;      /* drawn over all that scrolls with it, */
    int lifted_px; /* its top here, pixels, as far as that is in sight; its
                      place stays free */
    /* scrolling: a clipped window onto its one child */
    bool is_scroll; /* `fill`: what it fades into where it goes on; 0: paper;
                       plain ones do not fade */
    int scroll_px;  /* pixels, how far it has moved */
    bool is_stage;  /* what moves when the screen changes; the rest stays */
};

/* What a text that is being written shows besides its letters. */
struct label_marks {
    const char *id;  /* by which its item in the draw list is found */
    size_t caret;    /* bytes */
    size_t from, to; /* what is chosen; equal: nothing, and the caret shows */
    bool has_caret;
    bool types_rtl;              /* the next letter */
    uint32_t ink, ground;        /* of caret and handles; of what is chosen */
    const char *from_id, *to_id; /* the handles, which drag */
};

struct label {
    const char *text;
    int size;
    bool is_bold;
    bool is_tight; /* lines close together, as headings are */
    uint32_t colour;
    const char *language; /* of these words; NULL: the frame's */
    enum align align;     /* of the lines: START CENTRE END */
    int max_lines; /* it shrinks rather than have more, but loses no word */
    const struct text_span *bold;
    size_t bold_count;
    int weight;
    int min_size; /* > 0: may shrink to this rather than lose a line or break a
                     word */
    const struct label_marks *marks; /* NULL: nobody writes in it */
};

struct node;
/* parent NULL: the root. Returns the new node, child of its parent. */
struct node *layout_box(struct frame *frame, struct node *parent,
                        struct box box);
struct node *layout_text(struct frame *frame, struct node *parent,
                         struct label label);
/* `points`: turned round in a right-to-left frame. */
struct node *layout_icon(struct frame *frame, struct node *parent,
                         const char *name, int size, uint32_t colour,
                         bool points);
/* A ring of which `share` is drawn. */
struct node *layout_ring(struct frame *frame, struct node *parent, int size,
                         int width, uint32_t colour, double share);

/* Places the tree in the whole screen and adds it to the list. */
void layout_run(struct frame *frame, struct node *root, struct draw_list *list);

#endif
