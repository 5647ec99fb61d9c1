#ifndef CONTENT_DIFFERENCE_H
#define CONTENT_DIFFERENCE_H

/*
 * What changes for visitors when one version of a bundle takes the place of
 * another: texts by language, pages, questions, learnings and proposals by
 * their ids, pictures and sounds by their bytes. Where a thing stands among
 * its neighbours does not count as a change of it; that the order changed is
 * said once. Knows no key of a bundle: see flat.h.
 */

#include "base/array.h"
#include "base/fs.h"
#include "base/json_write.h"
#include "content/bundle.h"
#include <stdio.h>

enum difference_state { DIFFERENCE_NEW, DIFFERENCE_CHANGED, DIFFERENCE_GONE };

struct difference_language {
    const char *tag;
    size_t added, changed, removed; /* texts */
};
/* A page, a question, ... */
struct difference_thing {
    const char *kind, *id;
    enum difference_state state;
    struct ARRAY(const char *) keys; /* that changed: "title", "block text" */
};
struct difference_file {
    const char *path;
    enum difference_state state;
    int64_t bytes; /* as it comes; of one that is gone: as it was */
};
struct difference {
    struct arena arena; /* owns the texts */
    const char *id, *old_version, *new_version;
    int64_t old_serial, new_serial;
    bool is_new; /* there is nothing before it; old_* are NULL and 0 */
    bool is_reordered;
    struct ARRAY(struct difference_language) languages; /* that change */
    struct ARRAY(const char *) keys; /* of the bundle itself */
    struct ARRAY(struct difference_thing) things;
    struct ARRAY(struct difference_file) files;
};

/* `before` may be NULL: all is new. False (FAIL_IO, FAIL_MISSING) if a file of
 * either cannot be read. Caller in any case: difference_fini(). */
bool difference_read(struct difference *difference, const struct fs *fs,
                     const struct bundle *before, const struct bundle *after,
                     struct fail *why);
void difference_fini(struct difference *difference);

/* But for the version nothing differs. */
bool difference_is_none(const struct difference *difference);

/* Lines for people; the first says which bundle, the others are indented. */
void difference_print(const struct difference *difference, FILE *out);
/* One object; `key` as json_object() has it. */
void difference_json(const struct difference *difference, struct json *json,
                     const char *key);

#endif
