#ifndef FEEDBACK_KEYS_H
#define FEEDBACK_KEYS_H

/*
 * Every key of a record and of a batch's header, in their order (FORMAT.md).
 * What writes them takes them from here, and so does the page that tells
 * visitors what is kept: a key without a line there is a fault.
 *
 * X(ENUMERATOR, key)
 */

#define RECORD_KEYS(X)                                                         \
    X(RECORD_ID, id)                                                           \
    X(RECORD_V, v)                                                             \
    X(RECORD_PROGRAMME, programme)                                             \
    X(RECORD_HOST, host)                                                       \
    X(RECORD_SERIAL, serial)                                                   \
    X(RECORD_FORM, form)                                                       \
    X(RECORD_ABOUT, about)                                                     \
    X(RECORD_LANGUAGE, language)                                               \
    X(RECORD_ANSWERS, answers)

#define BATCH_KEYS(X)                                                          \
    X(BATCH_ENCOUNTER, encounter_batch)                                        \
    X(BATCH_KIOSK, kiosk)                                                      \
    X(BATCH_SITE, site)                                                        \
    X(BATCH_PERIOD, period)                                                    \
    X(BATCH_CLOCK, clock)                                                      \
    X(BATCH_LABEL, label)                                                      \
    X(BATCH_RECORDS, records)                                                  \
    X(BATCH_KEY, key)

#define X(enumerator, key) enumerator,
enum record_key { RECORD_KEYS(X) RECORD_KEY__COUNT };
enum batch_key { BATCH_KEYS(X) BATCH_KEY__COUNT };
#undef X

extern const char *const record_keys[RECORD_KEY__COUNT];
extern const char *const batch_keys[BATCH_KEY__COUNT];

#endif
