#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

/*
 * A growable array, the only generic container here:
 *
 *     struct points ARRAY(struct point) points = {0};
 *     array_push(&points, (struct point){1, 2});
 *     for (size_t i = 0; i < points.count; i++) use(points.items[i]);
 *     array_fini(&points);
 *
 * The holder owns the items; array_push() may move them.
 */

#include "base/arena.h"
#include <stdlib.h>

#define ARRAY(type)                                                            \
    {                                                                          \
        type *items;                                                           \
        size_t count, room;                                                    \
    }

#define array_push(array, ...)                                                 \
    do {                                                                       \
        if ((array)->count == (array)->room) {                                 \
            (array)->room = (array)->room ? (array)->room * 2 : 8;             \
            (array)->items = memory_grow((array)->items, (array)->room,        \
                                         sizeof *(array)->items);              \
        }                                                                      \
        (array)->items[(array)->count++] = (__VA_ARGS__);                      \
    } while (0)

#define array_fini(array)                                                      \
    do {                                                                       \
        free((array)->items);                                                  \
        (array)->items = NULL;                                                 \
        (array)->count = (array)->room = 0;                                    \
    } while (0)

#endif
