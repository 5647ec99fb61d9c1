#ifndef YAML_CONFIG_H
#define YAML_CONFIG_H

/* kiosk.yaml: how this kiosk is set up. Absent keys have the values named. */

#include "base/fail.h"
#include "yaml/schema.h"

struct config_panel {
    const struct yaml_node *node;
    int64_t width_mm, bottom_mm, rotation; /* 0, 0, 0; rotation 0 90 180 270 */
};

enum config_results { CONFIG_THANKS, CONFIG_DEBRIEF, CONFIG_NEVER };
enum config_sealing { CONFIG_REQUIRED, CONFIG_IF_KEY };

/* A place on a network that takes batches. */
enum config_target_kind { CONFIG_WEBDAV, CONFIG_DROP, CONFIG_S3 };
struct config_target {
    const struct yaml_node *node;
    const char *name;
    int kind;                /* enum config_target_kind */
    const char *url;         /* https://; of a drop NULL */
    const char *bucket;      /* of an S3 store, as the next two; NULL: other */
    const char *region;      /* NULL: "us-east-1" */
    const char *prefix;      /* a folder in the bucket; NULL: none */
    const char *credentials; /* a file: user and password, a drop's link, or
                              * access key and secret */
    const char *ca;          /* a file of certificates; NULL: the system's */
    struct schema_list pins; /* const char *; at most 2 */
};

struct config {
    const struct yaml_node *node;
    const char *kiosk;     /* "kiosk" */
    const char *site;      /* NULL: no site; home is the first screen */
    const char *programme; /* NULL: the only or first one found */
    struct schema_list
        languages; /* const char *; count 0: those of the programme */
    const struct config_panel *panel;
    int64_t idle_s;             /* 60; at least 10 */
    bool free_text;             /* true */
    int results;                /* enum config_results: thanks */
    int64_t k;                  /* 5; at least 3 */
    int sealing;                /* enum config_sealing: if_key */
    struct schema_list targets; /* struct config_target *; at most 8 */
};

/* Reads `path`; NULL path gives the values above. On failure *ret is
 * untouched, `messages` has every fault and `why` is FAIL_CONFIG. */
bool config_read(const char *path, struct arena *arena,
                 struct messages *messages, const struct config **ret_config,
                 struct fail *why);

/* The target of that name, or NULL. */
const struct config_target *config_target(const struct config *config,
                                          const char *name);

#endif
