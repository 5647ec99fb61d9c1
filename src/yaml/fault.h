#ifndef YAML_FAULT_H
#define YAML_FAULT_H

/*
 * Faults by name, their codes and English words; what other languages say
 * is in fault_words.h. Rooms that find faults of their own (kiosk/fit) add
 * lines to fault_list.h and nothing else.
 */

#include "yaml/fault_list.h"
#include <stdbool.h>

enum fault {
#define X(code, name, text, help) FAULT_##name,
    FAULTS(X)
#undef X
        FAULT__COUNT
};
enum fault_hint {
#define X(name, text) HINT_##name,
    HINTS(X)
#undef X
        HINT__COUNT
};
enum fault_label {
#define X(name, text) LABEL_##name,
    LABELS(X)
#undef X
        LABEL__COUNT
};

enum message_severity { MESSAGE_ERROR, MESSAGE_WARNING, MESSAGE_NOTE };

struct fault_entry {
    const char *code; /* "E201" */
    const char *name; /* "UNKNOWN_KEY" */
    const char *text; /* a sentence with places */
    const char *help; /* NULL: none of its own */
};
struct fault_phrase {
    const char *name, *text;
};

extern const struct fault_entry fault_entries[FAULT__COUNT];
extern const struct fault_phrase fault_hints[HINT__COUNT];
extern const struct fault_phrase fault_labels[LABEL__COUNT];

enum message_severity fault_severity(enum fault fault);
/* By its code, in capitals or not, with or without its letter. */
bool fault_find(const char *code, enum fault *ret_fault);

#endif
