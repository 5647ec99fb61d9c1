#include "yaml/config.h"
#include <stddef.h>

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
    }
    if (messages->errors > errors)
        return fail_set(why, FAIL_CONFIG, "%s has %zu fault%s", path,
                        messages->errors - errors,
                        messages->errors - errors == 1 ? "" : "s");
    *ret_config = config;
    return true;
}
