#include "ui/surface.h"
void surface_move(struct surface *surface, const struct motion *motion,
                  int64_t now_ms)
{
    (void)surface;
    (void)motion;
    (void)now_ms;
}
bool surface_step(struct surface *surface, int64_t now_ms)
{
    (void)surface;
    (void)now_ms;
    return false;
}
