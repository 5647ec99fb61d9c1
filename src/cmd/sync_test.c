#include "cmd/sync_test.h"

#include "base/json_write.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/folders.h"
#include "cmd/sync_config.h"
#include "sync/target_named.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct test_options {
    const char *config;
    bool is_json;
};

static const struct arg table[] = {
    {"json", NULL, "One JSON object.", ARG_FLAG,
     offsetof(struct test_options, is_json)},
    {"config", "FILE", "kiosk.yaml.", ARG_TEXT,
     offsetof(struct test_options, config)},
};

static const struct args args = {
    .program = "encounter-sync test",
    .summary = "Says whether a target of kiosk.yaml can be reached, and if "
               "not, why.",
    .usage = "NAME [options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more =
        "Finds the server, looks at its certificate, shows the "
        "credentials and makes the folders\nthat batches go to; to a WebDAV "
        "folder a READ-ME.txt is written. No batch is sent.\nExit status: 0, "
        "69 no way there, 73 no room, 75 try "
        "later, 77 not trusted or not permitted,\n78 a faulty "
        "configuration.",
};

static void print_json(const char *name, const struct target_named *named,
                       bool ok, const struct fail *why)
{
    struct str text = {0};
    struct json json = {.out = &text};

    json_object(&json, NULL);
    json_string(&json, "target", name);
    json_bool(&json, "reached", ok);
    json_string(&json, "cause", http_cause_word(named->http.cause));
    if (!ok)
        json_string(&json, "fault", why->text);
    json_end(&json);
    puts(text.text);
    str_fini(&text);
}

/* That a folder is there says neither that it may be written to nor that there
 * is room. A drop would have it once more each time, and a bucket was asked by
 * a PUT. */
static bool leave_word(struct target_named *named, struct fail *why)
{
    static const char words[] =
        "Feedback from Encounter kiosks comes here. Files are only added, and "
        "never changed.\nTo open them: encounter-report open\n";
    struct target_file file = {.kind = TARGET_FORM,
                               .kiosk = "",
                               .name = "READ-ME.txt",
                               .bytes = words,
                               .count = strlen(words)};
    const struct target_ops *ops = named->target->ops;
    enum target_state state;

    hash_sha256(words, file.count, file.sha256);
    if (!ops->confirm(named->target, &file, &state, why) ||
        !ops->put(named->target, &file, why) ||
        !ops->confirm(named->target, &file, &state, why))
        return false;
    return state == TARGET_SAME ||
           fail_set(why, FAIL_IO, "it did not keep what it took");
}

static bool probe(struct target_named *named, const struct config *config,
                  const char *name, struct fail *why)
{
    const struct config_target *target = config_target(config, name);

    if (!target)
        return fail_set(why, FAIL_CONFIG,
                        "kiosk.yaml has no target of the name '%s'", name);
    return target_named_open(named, target, why) &&
           named->target->ops->probe(named->target, why) &&
           (target->kind != CONFIG_WEBDAV || leave_word(named, why));
}

static int test(const struct test_options *options, const char *path,
                const char *name)
{
    struct target_named named = {0};
    struct arena arena = {0};
    const struct config *config;
    struct fail why = {0};
    bool ok = sync_config(path, &arena, &config, &why) &&
              probe(&named, config, name, &why);

    if (!ok)
        log_fail(&why);
    if (options->is_json)
        print_json(name, &named, ok, &why);
    else if (ok)
        printf("%s: reached, trusted and ready to take batches\n", name);
    target_named_fini(&named);
    arena_fini(&arena);
    if (!ok)
        return fail_exit_status(&why);
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_IO;
}

int sync_test(int argc, char **argv)
{
    struct test_options options = {0};
    struct folders folders;
    int first, status;

    if (!command_args(&args, argc, argv, &options, &first, &status))
        return status;
    if (argc - first != 1) {
        log_line("test: name one target of kiosk.yaml, see test --help");
        return EXIT_USAGE;
    }
    folders_find(&folders, "encounter-sync",
                 &(struct folders_given){.config = options.config});
    status = test(&options, folders.config, argv[first]);
    folders_fini(&folders);
    return status;
}
