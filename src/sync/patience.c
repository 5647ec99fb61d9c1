#include "sync/patience.h"

void patience_init(struct patience *patience, struct clock *clock,
                   struct rand *rand)
{
    *patience = (struct patience){.clock = clock};
    retry_init(&patience->retry, clock, rand);
}

void patience_worked(struct patience *patience)
{
    retry_worked(&patience->retry);
}

static bool leave(struct fail *why)
{
    const struct fail last = *why;

    return fail_set(why, FAIL_BUSY, "%s; it is left to the next run",
                    last.text);
}

bool patience_again(struct patience *patience, const struct target *target,
                    struct fail *why)
{
    int64_t asked_s = -1, pause_ms;

    if (!target->ops->may_pass || !target->ops->may_pass(target, &asked_s))
        return false;
    if (!retry_failed(&patience->retry, asked_s, &pause_ms))
        return leave(why);
    if (patience->on_pause)
        patience->on_pause(patience->user, why, pause_ms);
    clock_sleep_ms(patience->clock, pause_ms);
    return true;
}
