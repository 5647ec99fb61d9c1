#ifndef YAML_TREE_H
#define YAML_TREE_H

/*
 * A YAML file as a tree of nodes, each with its place, made from libyaml's
 * events. Written for files nobody has vetted: the limits are decided in the
 * event loop, before libyaml or this tree spends time or memory on them. No
 * aliases, anchors, tags, second documents or repeated keys; UTF-8 only.
 * libyaml 0.2.5 has no limit of depth and takes quadratic time for nested
 * flow collections, but it looks at most 1,024 characters ahead of the event
 * it hands out: depth counted at the events stops it in about 1 ms, and a
 * bracket in a text costs nothing.
 *
 * The tree borrows nothing but the source; it lives in the caller's arena.
 */

#include "yaml/message.h"
#include <stdbool.h>

enum { /* limits of a file, see content/FORMAT.md */
       YAML_FILE_BYTES = 256 * 1024,
       YAML_DEPTH = 32,
       YAML_EVENTS = 50000,
       YAML_SCALAR_BYTES = 16 * 1024
};

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };

struct yaml_node {
    enum yaml_kind kind;
    struct yaml_mark mark;
    const char *text; /* scalar: NUL-terminated, no NUL inside */
    size_t length;
    bool is_plain;  /* scalar without quotes */
    bool is_faulty; /* scalar an error was added for; its text is "" */
    /* mapping: keys[i] names items[i]; sequence: keys is NULL */
    struct yaml_node **keys, **items;
    size_t count;
};

/* Whether a file is text: UTF-8 without control characters. If not, one error
 * at the place, with what the file seems to be instead. */
bool yaml_source_is_text(const struct yaml_source *source,
                         struct messages *messages);

/* NULL if the file is not YAML as above; then at least one error was added.
 * A repeated key adds an error at the second that names the first's line,
 * and the tree is still returned with the first only. An empty file is an
 * empty mapping. */
struct yaml_node *yaml_tree_parse(const struct yaml_source *source,
                                  struct arena *arena,
                                  struct messages *messages);

/* The place of a byte. Looks through the file up to it. */
struct yaml_mark yaml_mark_at(const struct yaml_source *source, size_t offset);

/* Reads a text file of at most YAML_FILE_BYTES into the arena. On failure an
 * error without place was added and NULL is returned. `shown` is the path
 * as messages print it. */
const struct yaml_source *yaml_source_read(const char *path, const char *shown,
                                           struct arena *arena,
                                           struct messages *messages);

/* The value of a key of a mapping, or NULL; the key itself, or NULL. */
const struct yaml_node *yaml_node_get(const struct yaml_node *mapping,
                                      const char *key);
const struct yaml_node *yaml_node_key(const struct yaml_node *mapping,
                                      const char *key);

#endif
