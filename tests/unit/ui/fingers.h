#ifndef TESTS_UNIT_UI_FINGERS_H
#define TESTS_UNIT_UI_FINGERS_H

/* Fingers on a page of touch areas, for tests of gestures. */

#include "ui/gesture.h"

struct page {
    struct arena arena;
    struct draw_list list;
    struct gesture gesture;
};

static inline int tear_down(void **state)
{
    struct page *page = *state;
    arena_fini(&page->arena);
    return 0;
}

static inline void down(struct page *page, int finger, int x, int y, int64_t ms)
{
    gesture_down(&page->gesture, &page->list, finger, x, y, ms);
}

static inline struct gesture_event go(struct page *page, int finger, int x,
                                      int y, int64_t ms)
{
    return gesture_move(&page->gesture, finger, x, y, ms);
}

static inline struct gesture_event up(struct page *page, int finger, int x,
                                      int y, int64_t ms)
{
    return gesture_up(&page->gesture, &page->list, finger, x, y, ms);
}

#endif
