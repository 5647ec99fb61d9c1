#include "kiosk/overscroll.h"

#include <math.h>

#define FOLLOWS 0.5  /* of the finger, at the beginning */
#define FADE_MS 55.0 /* e-fold of the way back: under 1 px after 250 ms */
#define AT_REST 0.75

void overscroll_pull(struct overscroll *overscroll, int rest_px, int most_px)
{
    double room = 1 - fabs(overscroll->px) / (most_px > 0 ? most_px : 1);

    overscroll->is_loose = false;
    if (room > 0)
        overscroll->px += rest_px * FOLLOWS * room;
}

int overscroll_give(struct overscroll *overscroll, int delta_px)
{
    bool turns = overscroll->px * delta_px < 0;

    if (!turns)
        return delta_px;
    double left = overscroll->px + delta_px;
    if (left * overscroll->px > 0) {
        overscroll->px = left;
        return 0;
    }
    overscroll->px = 0;
    return (int)left;
}

void overscroll_release(struct overscroll *overscroll, int64_t now_ms)
{
    overscroll->is_loose = overscroll->px != 0;
    overscroll->at_ms = now_ms;
}

bool overscroll_tick(struct overscroll *overscroll, int64_t now_ms)
{
    if (!overscroll->is_loose)
        return false;
    overscroll->px *= exp(-(double)(now_ms - overscroll->at_ms) / FADE_MS);
    overscroll->at_ms = now_ms;
    if (fabs(overscroll->px) >= AT_REST)
        return true;
    *overscroll = (struct overscroll){0};
    return false;
}
