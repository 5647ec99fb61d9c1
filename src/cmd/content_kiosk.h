#ifndef CMD_CONTENT_KIOSK_H
#define CMD_CONTENT_KIOSK_H

/* The kiosk that content is installed on, for the commands of
 * encounter-content that do so: its folders, keys, programme, and the copies
 * that came with the program. */

#include "cmd/content_keys.h"
#include "cmd/folders.h"
#include "content/bundle.h"
#include "content/installed.h"

struct content_kiosk_options {
    struct content_keys keys; /* first: CONTENT_KEYS_OPTIONS */
    const char *content, *data, *config, *socket;
    bool is_json;
};

/* Rows of a table of options, of a struct that begins with these. */
#define CONTENT_KIOSK_OPTIONS                                                  \
    CONTENT_KEYS_OPTIONS,                                                      \
        {"content", "DIR", "Bundles that came with the program.", ARG_TEXT,    \
         offsetof(struct content_kiosk_options, content)},                     \
        {"data", "DIR", "The kiosk's data; content comes to DIR/content.",     \
         ARG_TEXT, offsetof(struct content_kiosk_options, data)},              \
        {"config", "FILE", "kiosk.yaml.", ARG_TEXT,                            \
         offsetof(struct content_kiosk_options, config)},                      \
        {"socket", "FILE", "Where the kiosk listens.", ARG_TEXT,               \
         offsetof(struct content_kiosk_options, socket)},                      \
    {                                                                          \
        "json", NULL, "Say it as one JSON object.", ARG_FLAG,                  \
            offsetof(struct content_kiosk_options, is_json)                    \
    }

struct content_kiosk {
    struct folders folders;
    const char *programme;   /* NULL: not known yet */
    struct library *library; /* what is shown; NULL: nothing can be */
    struct shipped {
        const char *id, *version, *folder;
        int64_t serial;
    } * shipped;
    size_t shipped_count;
    struct arena arena;
};

/* FAIL_CONFIG: kiosk.yaml is faulty, printed on stderr. Otherwise the kiosk may
 * be without anything. Caller in any case: content_kiosk_close(). */
bool content_kiosk_open(struct content_kiosk *kiosk, const char *argv0,
                        const struct content_kiosk_options *options,
                        struct fail *why);
void content_kiosk_close(struct content_kiosk *kiosk);

/* NULL: none of that id came with the program. */
const struct shipped *content_kiosk_shipped(const struct content_kiosk *kiosk,
                                            const char *id);
/* As struct install_job wants it; `user` is a content_kiosk. */
int64_t content_kiosk_serial(const struct content_kiosk *kiosk, const char *id,
                             const char **ret_version);
/* The folder of what is shown of an id, in the arena; NULL: nothing is. */
const char *content_kiosk_shown(struct content_kiosk *kiosk, const char *id);
/* Tells the kiosk, if one runs, that other content is there. */
void content_kiosk_tell(const struct content_kiosk *kiosk);

#endif
