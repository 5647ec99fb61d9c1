#ifndef UI_DRAW_LIST_H
#define UI_DRAW_LIST_H

/*
 * What is on the screen, flat and in order: the result of layout, the input
 * of the surface. It can be printed, compared and hashed; two lists with the
 * same hash give the same pixels. Pixels, from the top left. Strings and
 * paragraphs are borrowed for as long as the frame that made them lives.
 */

#include "base/arena.h"
#include "base/str.h"
#include "text/paragraph.h"
#include <stdbool.h>
#include <stdint.h>

struct rect {
    int x, y, w, h;
};
bool rect_contains(struct rect rect, int x, int y);
struct rect rect_common(struct rect a, struct rect b); /* w or h 0: none */
struct rect rect_around(struct rect a, struct rect b); /* of both */

enum corner {
    CORNER_TOP_LEFT = 1,
    CORNER_TOP_RIGHT = 2,
    CORNER_BOTTOM_LEFT = 4,
    CORNER_BOTTOM_RIGHT = 8,
    CORNER_ALL = 15
};

enum draw_kind {
    DRAW_BOX,     /* fill and border, corners rounded by `radius` */
    DRAW_SHADOW,  /* of a box of that rect and radius; soft, downwards */
    DRAW_TEXT,    /* a paragraph; rect is its box */
    DRAW_ICON,    /* assets/icons/<name>.svg in `colour` */
    DRAW_PICTURE, /* file `name`, covering rect, corners rounded */
    DRAW_ZOOM,    /* file `name`, whole in rect and stretched `zoom` times */
    DRAW_ARC,  /* part of a ring: `share` of it from the top, `border` wide */
    DRAW_CLIP, /* until the matching DRAW_UNCLIP nothing outside rect */
    DRAW_UNCLIP
};
enum text_align { TEXT_LEFT, TEXT_CENTRE, TEXT_RIGHT };

struct draw_item {
    enum draw_kind kind;
    struct rect rect;
    uint32_t colour; /* 0xRRGGBB; of a picture: until it is decoded */
    uint8_t alpha;   /* 255: opaque; boxes only */
    bool has_fill;   /* boxes may have a border alone */
    int radius;
    unsigned corners; /* enum corner */
    int border;       /* of a shadow: how far it reaches */
    uint32_t border_colour;
    const struct paragraph *paragraph;
    const char *text; /* the paragraph's words, for printing */
    enum text_align align;
    bool is_long; /* of a text: has more lines than it was meant to have */
    const char *name;
    bool is_mirrored; /* icons that point, in right-to-left screens */
    double share;     /* arcs: 0 to 1 */
    double zoom;      /* 1: all of it is seen */
    int pan_x, pan_y; /* of its middle from the middle of rect */
};

/* Where a finger means something. The last area that contains a point wins. */
struct touch_area {
    const char *id;
    struct rect rect;  /* what of it is not clipped */
    struct rect whole; /* with what is */
    bool is_scroll;    /* dragging moves it; a tap goes to what lies in it */
    bool is_drag;      /* reports where a finger on it is, from the touch on */
    bool is_lift;    /* moved down or up, a finger carries what it belongs to */
    bool is_zoom;    /* reports stretching and moving; taps count */
    bool wants_hold; /* resting on it means something of its own */
    int scroll_max;  /* scroll areas: how far its content can move */
};

/* A place in a column that what is lifted can take; seen or not, in the order
 * they lie. */
struct slot {
    const char *name;
    struct rect rect;
};

struct draw_list {
    struct arena *arena; /* borrowed */
    struct draw_item *items;
    size_t count, room;
    struct touch_area *areas;
    size_t area_count, area_room;
    struct slot *slots;
    size_t slot_count, slot_room;
    struct rect screen;
    struct rect stage; /* what moves when this becomes another; w 0: all */
    uint32_t background;
};

void draw_list_init(struct draw_list *list, struct arena *arena,
                    struct rect screen, uint32_t background);
/* Returns the new item, zeroed but for kind and rect; alpha 255. */
struct draw_item *draw_list_add(struct draw_list *list, enum draw_kind kind,
                                struct rect rect);
void draw_list_touch(struct draw_list *list, struct touch_area area);
void draw_list_slot(struct draw_list *list, struct slot slot);
/* The area with this id, or NULL. */
const struct touch_area *draw_list_area(const struct draw_list *list,
                                        const char *id);
uint64_t draw_item_hash(const struct draw_item *item);
uint64_t draw_list_hash(const struct draw_list *list);
/* One line an item and a touch area, stable between runs and machines that
 * have the same fonts. */
void draw_list_print(const struct draw_list *list, struct str *out);

#endif
