#ifndef FEEDBACK_SLOT_H
#define FEEDBACK_SLOT_H

/* The bytes of one slot (FORMAT.md, "Slot"), apart from any file. */

#include "base/rand.h"
#include "feedback/store.h"

enum slot_state { SLOT_FREE, SLOT_USED, SLOT_DAMAGED };

struct slot_body {
    const char *bytes; /* inside the slot; no NUL */
    size_t count;
    enum slot_kind kind;
};

/* What a slot is; *ret_body (may be NULL) is set only if it is used. */
enum slot_state slot_read(const uint8_t slot[STORE_SLOT_BYTES],
                          struct slot_body *ret_body);

/* A used slot: marks, body, random bytes after it. */
void slot_fill(uint8_t ret_slot[STORE_SLOT_BYTES], enum slot_kind kind,
               const void *body, size_t bytes, struct rand *rand);
/* A free one: random bytes of which none look like a mark. */
void slot_fill_free(uint8_t ret_slot[STORE_SLOT_BYTES], struct rand *rand);

#endif
