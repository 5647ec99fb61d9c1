#include "yaml/fault.h"
#include <ctype.h>
#include <stddef.h>
#include <strings.h>

const struct fault_entry fault_entries[FAULT__COUNT] = {
#define X(code, name, text, help) {#code, #name, text, help},
    FAULTS(X)
#undef X
};
const struct fault_phrase fault_hints[HINT__COUNT] = {
#define X(name, text) {#name, text},
    HINTS(X)
#undef X
};
const struct fault_phrase fault_labels[LABEL__COUNT] = {
#define X(name, text) {#name, text},
    LABELS(X)
#undef X
};

enum message_severity fault_severity(enum fault fault)
{
    switch (fault_entries[fault].code[0]) {
    case 'W':
        return MESSAGE_WARNING;
    case 'N':
        return MESSAGE_NOTE;
    default:
        return MESSAGE_ERROR;
    }
}

bool fault_find(const char *code, enum fault *ret_fault)
{
    for (int i = 0; i < FAULT__COUNT; i++) {
        const char *own = fault_entries[i].code;
        if (strcasecmp(isdigit((unsigned char)*code) ? own + 1 : own, code) !=
            0)
            continue;
        *ret_fault = (enum fault)i;
        return true;
    }
    return false;
}
