#include "yaml/config.h"

#include "base/str.h"
#include <stddef.h>
#include <string.h>

static const char *const results_words[] = {"thanks", "debrief", "never", NULL};
static const char *const sealing_words[] = {"required", "if_key", NULL};

static const struct schema_field panel_fields[] = {
    {"width_mm", SCHEMA_INTEGER, offsetof(struct config_panel, width_mm),
     .min = 0, .max = 10000, .doc = "The width of the picture in mm."},
    {"bottom_mm", SCHEMA_INTEGER, offsetof(struct config_panel, bottom_mm),
     .min = 0, .max = 10000,
     .doc = "How high above the floor the picture begins, in mm."},
    {"rotation", SCHEMA_INTEGER, offsetof(struct config_panel, rotation),
     .min = 0, .max = 270, .doc = "0, 90, 180 or 270, clockwise."},
};
static const struct schema panel_schema =
    SCHEMA("panel", struct config_panel, panel_fields);

static const char *const target_words[] = {"webdav", "drop", "s3", NULL};
enum {
    WEBDAV = 1 << CONFIG_WEBDAV,
    S3 = 1 << CONFIG_S3,
    TARGETS_MOST = 8,
    PINS_MOST = 2,
    PIN_DIGITS = 44, /* a SHA-256 in base64 */
    BUCKET_MOST = 63
};

static const struct schema_field target_fields[] = {
    {"name", SCHEMA_ID, offsetof(struct config_target, name),
     .is_required = true, .doc = "What it is called here: send --to NAME."},
    {"kind", SCHEMA_WORD, offsetof(struct config_target, kind),
     .is_required = true, .words = target_words, .fallback = -1,
     .doc = "What sort of place it is."},
    {"url", SCHEMA_STRING, offsetof(struct config_target, url),
     .is_one_line = true, .variants = WEBDAV | S3, .required_in = WEBDAV | S3,
     .doc = "The folder that takes the batches, or the S3 store, https://."},
    {"bucket", SCHEMA_STRING, offsetof(struct config_target, bucket),
     .is_one_line = true, .variants = S3, .required_in = S3,
     .doc = "The bucket of the S3 store; it must be there."},
    {"region", SCHEMA_STRING, offsetof(struct config_target, region),
     .is_one_line = true, .variants = S3,
     .doc = "The region of the S3 store; us-east-1 if it is not said."},
    {"prefix", SCHEMA_STRING, offsetof(struct config_target, prefix),
     .is_one_line = true, .variants = S3,
     .doc = "A folder in the bucket, under which all lies."},
    {"credentials", SCHEMA_STRING, offsetof(struct config_target, credentials),
     .is_required = true, .is_one_line = true,
     .doc = "A file that only the user who sends may read: user and password, "
            "a line each; of a drop its link; of an S3 store access key and "
            "secret key."},
    {"ca", SCHEMA_STRING, offsetof(struct config_target, ca),
     .is_one_line = true,
     .doc = "A file of the certificates to trust, for a server whose "
            "certificate nobody else vouches for."},
    {"pins", SCHEMA_STRING, offsetof(struct config_target, pins),
     .is_list = true, .is_one_line = true, .max = PINS_MOST,
     .doc = "The keys that the server may have, sha256//..., the next one "
            "beside the present one."},
};
static const struct schema target_schema = {
    .name = "target",
    .size = sizeof(struct config_target),
    .fields = target_fields,
    .count = sizeof target_fields / sizeof *target_fields,
    .variant_key = "kind",
};

static const struct schema_field config_fields[] = {
    {"kiosk", SCHEMA_ID, offsetof(struct config, kiosk),
     .doc = "The name of this kiosk; it stands in every batch."},
    {"site", SCHEMA_ID, offsetof(struct config, site),
     .doc = "The id of the host at which the kiosk stands."},
    {"programme", SCHEMA_ID, offsetof(struct config, programme),
     .doc = "The id of the programme to show."},
    {"languages", SCHEMA_LANGUAGE, offsetof(struct config, languages),
     .is_list = true,
     .doc = "The languages of the first screen, in its order."},
    {"panel", SCHEMA_OBJECT, offsetof(struct config, panel),
     .object = &panel_schema, .doc = "The display."},
    {"idle_s", SCHEMA_INTEGER, offsetof(struct config, idle_s), .min = 10,
     .max = 3600, .fallback = 60,
     .doc = "Seconds without a touch before the visit is ended."},
    {"free_text", SCHEMA_BOOL, offsetof(struct config, free_text),
     .fallback = 1, .doc = "Whether visitors may write in their own words."},
    {"results", SCHEMA_WORD, offsetof(struct config, results),
     .words = results_words, .fallback = CONFIG_THANKS,
     .doc = "When visitors see what others answered."},
    {"k", SCHEMA_INTEGER, offsetof(struct config, k), .min = 3, .max = 100,
     .fallback = 5,
     .doc = "The least number of records shown or handed on together."},
    {"sealing", SCHEMA_WORD, offsetof(struct config, sealing),
     .words = sealing_words, .fallback = CONFIG_IF_KEY,
     .doc = "Whether records may be kept without a key to seal them to."},
    {"targets", SCHEMA_OBJECT, offsetof(struct config, targets),
     .is_list = true, .object = &target_schema, .max = TARGETS_MOST,
     .doc = "Places on a network that take batches."},
};
static const struct schema config_schema =
    SCHEMA("configuration", struct config, config_fields);

static const struct yaml_node no_node = {.kind = YAML_MAPPING, .text = ""};

static void check_rotation(const struct config *config,
                           struct messages *messages)
{
    const struct yaml_node *node =
        yaml_node_get(config->panel->node, "rotation");

    if (node && config->panel->rotation % 90 != 0)
        message_add(messages, FAULT_ROTATION, node->mark,
                    WITH(message_text("value", node->text)));
}

static void say(struct messages *messages, enum fault fault,
                const struct yaml_node *node, const char *value)
{
    message_add(messages, fault, node->mark,
                WITH(message_text("value", value)));
}

/* No user before the host: it would be seen in every list of what runs. In the
 * path '@' may stand, as accounts are called by mail addresses. */
static bool is_url(const char *url)
{
    const char *host = url + strlen("https://");

    return str_starts(url, "https://") && *host && *host != '/' &&
           strcspn(host, "/@") == strcspn(host, "/") &&
           strcspn(host, "?#\\ ") == strlen(host);
}

static bool is_pin(const char *pin)
{
    const char *digits = pin + strlen("sha256//");

    return str_starts(pin, "sha256//") && strlen(digits) == PIN_DIGITS &&
           strspn(digits, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                          "0123456789+/") == PIN_DIGITS - 1 &&
           str_ends(digits, "=");
}

static void check_path(const struct config_target *target, const char *key,
                       const char *path, struct messages *messages)
{
    if (path && *path != '/')
        say(messages, FAULT_TARGET_PATH, yaml_node_get(target->node, key),
            path);
}

/* Some stores also have names that Amazon would not take. */
static void check_bucket(const struct config_target *target, const char *key,
                         const char *name, struct messages *messages)
{
    size_t plain = name
                       ? strspn(name, "abcdefghijklmnopqrstuvwxyz"
                                      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._")
                       : 0;

    if (name &&
        (name[plain] || plain == 0 || plain > BUCKET_MOST || *name == '.'))
        message_add(
            messages, FAULT_TARGET_BUCKET,
            yaml_node_get(target->node, key)->mark,
            WITH(message_text("value", name), message_text("key", key)));
}

static void check_target(const struct config_target *target,
                         struct messages *messages)
{
    const char *const *pins = target->pins.items;

    if (target->url && !is_url(target->url))
        say(messages, FAULT_TARGET_URL, yaml_node_get(target->node, "url"),
            target->url);
    check_bucket(target, "bucket", target->bucket, messages);
    check_bucket(target, "region", target->region, messages);
    check_path(target, "credentials", target->credentials, messages);
    check_path(target, "ca", target->ca, messages);
    for (size_t i = 0; i < target->pins.count; i++)
        if (pins[i] && !is_pin(pins[i]))
            say(messages, FAULT_TARGET_PIN, yaml_node_get(target->node, "pins"),
                pins[i]);
}

const struct config_target *config_target(const struct config *config,
                                          const char *name)
{
    const struct config_target *const *targets = config->targets.items;

    for (size_t i = 0; i < config->targets.count; i++)
        if (str_equal(targets[i]->name, name))
            return targets[i];
    return NULL;
}

static void check_targets(const struct config *config,
                          struct messages *messages)
{
    const struct config_target *const *targets = config->targets.items;

    for (size_t i = 0; i < config->targets.count; i++) {
        check_target(targets[i], messages);
        if (targets[i]->name &&
            config_target(config, targets[i]->name) != targets[i])
            say(messages, FAULT_TARGET_TWICE,
                yaml_node_get(targets[i]->node, "name"), targets[i]->name);
    }
}

bool config_read(const char *path, struct arena *arena,
                 struct messages *messages, const struct config **ret_config,
                 struct fail *why)
{
    size_t errors = messages->errors;
    struct config *config =
        path ? schema_read_file(&config_schema, path, path, arena, messages)
             : schema_decode(&config_schema, &no_node, arena, messages);

    if (config) {
        if (!config->kiosk)
            config->kiosk = "kiosk";
        if (!config->panel)
            config->panel =
                schema_decode(&panel_schema, &no_node, arena, messages);
        check_rotation(config, messages);
        check_targets(config, messages);
    }
    if (messages->errors > errors)
        return fail_set(why, FAIL_CONFIG, "%s has %zu fault%s", path,
                        messages->errors - errors,
                        messages->errors - errors == 1 ? "" : "s");
    *ret_config = config;
    return true;
}
