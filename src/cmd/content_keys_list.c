#include "base/json_write.h"
#include "base/log.h"
#include "cmd/commands.h"
#include "cmd/content_keys.h"
#include "cmd/folders.h"
#include "seal/seal_box.h"
#include <stdio.h>
#include <stdlib.h>

/* The fingerprints of a kiosk, to compare with those on paper. */

struct list_options {
    struct content_keys keys; /* first: CONTENT_KEYS_OPTIONS */
    const char *config;
    bool is_json;
};

static const struct arg table[] = {
    CONTENT_KEYS_OPTIONS,
    {"config", "FILE", "kiosk.yaml; open.pub is looked for beside it.",
     ARG_TEXT, offsetof(struct list_options, config)},
    {"json", NULL, "Say it as one JSON object.", ARG_FLAG,
     offsetof(struct list_options, is_json)},
};

static const struct args list_args = {
    .program = "encounter-content keys",
    .summary = "Prints whom answers are sealed for and who may sign content, "
               "by fingerprints.",
    .usage = "[options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more = "Compare all groups with those on paper.\nExit status: 0, 66 "
            "nobody's keys are here, 78 a key is damaged.",
};

struct found {
    struct verify_keys keys;
    char sealed[SEAL_FINGERPRINT_BYTES]; /* "": for nobody */
};

static bool find(const struct list_options *options, struct found *ret_found,
                 struct fail *why)
{
    struct folders folders;
    struct seal_key key;
    struct str path = {0};
    bool ok;

    folders_find(&folders, "encounter-content",
                 &(struct folders_given){.config = options->config});
    ok = seal_key_beside(fs_system(), folders.config, &path, &key, why);
    if (ok)
        seal_key_fingerprint(&key, ret_found->sealed);
    else
        ok = why->kind == FAIL_MISSING;
    ok = ok && content_keys_read(&options->keys, &ret_found->keys, why);
    str_fini(&path);
    folders_fini(&folders);
    return ok;
}

static void print_words(const struct found *found)
{
    char fingerprint[SEAL_FINGERPRINT_BYTES];

    printf("answers are sealed for      %s\n",
           found->sealed[0] ? found->sealed : "nobody: they are plain");
    for (size_t i = 0; i < found->keys.count; i++) {
        const struct verify_signer *signer = &found->keys.items[i];
        verify_key_fingerprint(&signer->key, fingerprint);
        printf("%s  %s  %s\n",
               signer->is_revoked ? "content is not believed by"
                                  : "content may be signed by  ",
               fingerprint, signer->name);
    }
}

static void print_json(const struct found *found)
{
    char fingerprint[SEAL_FINGERPRINT_BYTES];
    struct str text = {0};
    struct json json = {.out = &text};

    json_object(&json, NULL);
    json_string(&json, "sealed_for", found->sealed);
    json_array(&json, "signers");
    for (size_t i = 0; i < found->keys.count; i++) {
        const struct verify_signer *signer = &found->keys.items[i];
        verify_key_fingerprint(&signer->key, fingerprint);
        json_object(&json, NULL);
        json_string(&json, "name", signer->name);
        json_string(&json, "fingerprint", fingerprint);
        json_bool(&json, "revoked", signer->is_revoked);
        json_end(&json);
    }
    json_end(&json);
    json_end(&json);
    puts(text.text);
    str_fini(&text);
}

int content_keys_list(int argc, char **argv)
{
    struct list_options options = {0};
    struct found found = {0};
    struct fail why;
    int first, status;
    bool ok;

    if (!command_args(&list_args, argc, argv, &options, &first, &status))
        return status;
    if (first < argc) {
        log_line("keys: nothing but options, see keys --help");
        return EXIT_USAGE;
    }
    ok = find(&options, &found, &why);
    if (ok && options.is_json)
        print_json(&found);
    else if (ok)
        print_words(&found);
    verify_keys_fini(&found.keys);
    if (!ok) {
        log_fail(&why);
        return fail_exit_status(&why);
    }
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_IO;
}
