#include "ui/lift.h"

static int find(const struct draw_list *list, const char *name)
{
    for (size_t i = 0; i < list->slot_count; i++)
        if (str_equal(list->slots[i].name, name))
            return (int)i;
    return -1;
}

/* How far the edge in front must lie beyond the other's middle. */
static int beyond_px(const struct rect *carried, const struct rect *other)
{
    return carried->h > other->h ? (carried->h - other->h) / 2 : 0;
}

int lift_place(const struct draw_list *list, const char *name, int top_px)
{
    int at = find(list, name), place = at, count = (int)list->slot_count;
    if (at < 0)
        return -1;
    const struct rect *carried = &list->slots[at].rect;

    for (int i = at - 1; i >= 0; i--, place--) {
        const struct rect *other = &list->slots[i].rect;
        if (top_px + beyond_px(carried, other) >= other->y + other->h / 2)
            break;
    }
    for (int i = at + 1; i < count; i++, place++) {
        const struct rect *other = &list->slots[i].rect;
        int bottom_px = top_px + carried->h;
        if (bottom_px - beyond_px(carried, other) <= other->y + other->h / 2)
            break;
    }
    return place;
}
