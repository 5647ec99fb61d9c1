#include "ui/damage.h"

enum { WORTH_PERCENT = 120 };

static int64_t area(struct rect rect)
{
    return (int64_t)rect.w * rect.h;
}

static int64_t growth(struct rect a, struct rect b)
{
    return area(rect_around(a, b)) - area(a) - area(b);
}

void damage_add(struct damage *damage, struct rect rect)
{
    if (rect.w <= 0 || rect.h <= 0)
        return;
    for (size_t i = 0; i < damage->count;) {
        struct rect other = damage->rects[i];
        struct rect both = rect_around(rect, other);
        if (area(both) * 100 > (area(rect) + area(other)) * WORTH_PERCENT) {
            i++;
            continue;
        }
        rect = both;
        damage->rects[i] = damage->rects[--damage->count];
        i = 0;
    }
    if (damage->count < DAMAGE_RECTS) {
        damage->rects[damage->count++] = rect;
        return;
    }
    size_t best = 0;
    for (size_t i = 1; i < damage->count; i++)
        if (growth(damage->rects[i], rect) < growth(damage->rects[best], rect))
            best = i;
    rect = rect_around(damage->rects[best], rect);
    damage->rects[best] = damage->rects[--damage->count];
    damage_add(damage, rect);
}

static bool same(const struct drawn *a, const struct drawn *b)
{
    return a->hash == b->hash && a->bounds.x == b->bounds.x &&
           a->bounds.y == b->bounds.y && a->bounds.w == b->bounds.w &&
           a->bounds.h == b->bounds.h;
}

void damage_compare(struct damage *damage, const struct drawn *old,
                    size_t old_count, const struct drawn *now, size_t now_count)
{
    size_t start = 0;
    while (start < old_count && start < now_count &&
           same(&old[start], &now[start]))
        start++;
    while (old_count > start && now_count > start &&
           same(&old[old_count - 1], &now[now_count - 1])) {
        old_count--;
        now_count--;
    }
    bool in_pairs = old_count == now_count;
    for (size_t i = start; i < old_count; i++)
        if (!in_pairs || !same(&old[i], &now[i]))
            damage_add(damage, old[i].bounds);
    for (size_t i = start; i < now_count; i++)
        if (!in_pairs || !same(&old[i], &now[i]))
            damage_add(damage, now[i].bounds);
}
