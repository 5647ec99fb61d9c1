#ifndef CMD_SYNC_CAME_H
#define CMD_SYNC_CAME_H

/* What came of `encounter-sync send`, a place each: as words, as JSON and as
 * an exit status. */

#include "base/array.h"
#include "sync/send.h"

struct came {
    const char *to;                 /* the place, as it was named; borrowed */
    bool is_named;                  /* a target of kiosk.yaml */
    char place[LEDGER_PLACE_BYTES]; /* "": it was not reached */
    const char *cause;              /* http_cause_word(); NULL: no network */
    struct sent sent;
    bool ok;
    struct fail why; /* if not */
};
struct came_list ARRAY(struct came);

/* What to end with: `why`, if the run did not begin, else the first failure. */
int came_status(const struct came_list *list, const struct fail *why);
/* One object, or one of all targets. `why`: as above. */
void came_print_json(const struct came_list *list, bool is_one,
                     const struct fail *why);
void came_print_words(const struct came_list *list);

#endif
