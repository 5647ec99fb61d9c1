#include "sync/retry.h"

void retry_init(struct retry *retry, const struct clock *clock,
                struct rand *rand)
{
    *retry = (struct retry){.clock = clock, .rand = rand};
}

void retry_worked(struct retry *retry)
{
    retry->failures = 0;
}

/* Doubled at each failure after the first. */
static int64_t longest_pause_ms(int failures)
{
    int64_t pause_ms = RETRY_FIRST_MS;

    for (int i = 1; i < failures && pause_ms < RETRY_LONGEST_MS; i++)
        pause_ms *= 2;
    return pause_ms < RETRY_LONGEST_MS ? pause_ms : RETRY_LONGEST_MS;
}

/* Chance comes on top of what the server asks for: it asks all alike. */
static int64_t pause_ms(struct retry *retry, int64_t asked_ms)
{
    int64_t half_ms = longest_pause_ms(retry->failures) / 2;
    int64_t least_ms = asked_ms > half_ms ? asked_ms : half_ms;

    return least_ms + rand_below(retry->rand, (uint32_t)half_ms + 1);
}

static bool give_up(struct retry *retry)
{
    retry->failures = RETRY_FAILURES;
    return false;
}

bool retry_failed(struct retry *retry, int64_t asked_s, int64_t *ret_pause_ms)
{
    int64_t now_ms = clock_now_ms(retry->clock);

    if (retry->failures == 0)
        retry->since_ms = now_ms;
    if (retry->failures >= RETRY_FAILURES - 1 ||
        asked_s > RETRY_WITHIN_MS / 1000)
        return give_up(retry);
    retry->failures++;
    *ret_pause_ms = pause_ms(retry, asked_s > 0 ? asked_s * 1000 : 0);
    return now_ms - retry->since_ms + *ret_pause_ms <= RETRY_WITHIN_MS ||
           give_up(retry);
}
