#include "feedback/keys.h"

#define X(enumerator, key) [enumerator] = #key,
const char *const record_keys[RECORD_KEY__COUNT] = {RECORD_KEYS(X)};
const char *const batch_keys[BATCH_KEY__COUNT] = {BATCH_KEYS(X)};
#undef X
