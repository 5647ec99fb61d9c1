#ifndef SUPPORT_CRASH_H
#define SUPPORT_CRASH_H

/*
 * Days of a kiosk on a disk that loses power or refuses: records are saved,
 * become batches, group visits begin and end; then power comes back in
 * another month and everything must be there. For tests that link the room
 * feedback.
 */

#include <stddef.h>
#include <stdint.h>

/* What happens on a day; each starts from a disk of its own. */
enum crash_day {
    CRASH_SEAL,   /* a batch on request, then a final one */
    CRASH_FULL,   /* a store fills up */
    CRASH_GROUPS, /* two small group visits, a large one */
    CRASH__COUNT
};

/* Cuts power at every `stride`-th change and tries up to `seeds` ways of what
 * the disk makes of it, each with a restart; a quarter of the restarts are cut
 * as well, half of those after the program alone had ended. Ends the test when
 * something was lost, invented, or did not start. Returns how many distinct
 * states of the disk were started from. */
size_t crash_cut_everywhere(enum crash_day day, int stride, uint64_t seeds);

/* Writes `count` such states, of all days, as folders of a real disk:
 * `<folder>/<i>/data`, and beside it the sorted ids of the records that were
 * `thanked` for and `tried`. Returns how many came together. */
size_t crash_write_states(const char *folder, size_t count);

/* Lets every `stride`-th call fail, once or for good, and then cuts power. */
size_t crash_refuse_everywhere(enum crash_day day, int stride, int number,
                               int for_good);
/* The same with the syncs alone. */
size_t crash_fail_syncs(enum crash_day day, int stride, int for_good);

#endif
