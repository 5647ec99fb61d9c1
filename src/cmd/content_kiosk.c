#include "cmd/content_kiosk.h"

#include "base/local_socket.h"
#include "base/log.h"
#include "yaml/config.h"
#include <stdlib.h>

enum { HEARD_MS = 2000, FAULTS_SHOWN = 20 };

/* A faulty copy that came with the program is no baseline; the kiosk says what
 * is wrong with it. */
static void read_shipped(struct content_kiosk *kiosk)
{
    const char *above = kiosk->folders.content;
    struct fail why;
    char **names = fs_names(fs_system(), above, &why);
    size_t count = 0;

    while (names && names[count])
        count++;
    kiosk->shipped =
        arena_array(&kiosk->arena, count + 1, sizeof *kiosk->shipped);
    for (size_t i = 0; i < count; i++) {
        struct messages ignored = {0};
        const char *folder =
            arena_printf(&kiosk->arena, "%s/%s", above, names[i]);
        struct bundle *bundle =
            names[i][0] == '.' ? NULL : bundle_read(folder, folder, &ignored);
        if (bundle)
            kiosk->shipped[kiosk->shipped_count++] = (struct shipped){
                .id = arena_printf(&kiosk->arena, "%s", bundle->model->id),
                .version =
                    arena_printf(&kiosk->arena, "%s", bundle->model->version),
                .folder = folder,
                .serial = bundle->model->serial};
        bundle_free(bundle);
        messages_fini(&ignored);
    }
    free(names);
}

static bool read_config(struct content_kiosk *kiosk, struct fail *why)
{
    struct messages messages = {0};
    const struct config *config = NULL;
    bool ok = config_read(kiosk->folders.config, &kiosk->arena, &messages,
                          &config, why);

    messages_print(&messages, FAULTS_SHOWN, stderr);
    messages_fini(&messages);
    if (ok)
        kiosk->programme = config->programme;
    return ok;
}

static void read_library(struct content_kiosk *kiosk)
{
    const struct library_places places = {.shipped = kiosk->folders.content,
                                          .installed =
                                              kiosk->folders.installed};
    struct messages ignored = {0};
    struct fail why;

    if (library_read(&places, kiosk->programme, &ignored, &kiosk->library,
                     &why) &&
        !kiosk->programme)
        kiosk->programme = kiosk->library->programme->model->id;
    messages_fini(&ignored);
}

bool content_kiosk_open(struct content_kiosk *kiosk, const char *argv0,
                        const struct content_kiosk_options *options,
                        struct fail *why)
{
    *kiosk = (struct content_kiosk){0};
    folders_find(&kiosk->folders, argv0,
                 &(struct folders_given){.content = options->content,
                                         .data = options->data,
                                         .config = options->config,
                                         .socket = options->socket});
    if (!read_config(kiosk, why))
        return false;
    read_shipped(kiosk);
    read_library(kiosk);
    return true;
}

void content_kiosk_close(struct content_kiosk *kiosk)
{
    library_free(kiosk->library);
    folders_fini(&kiosk->folders);
    arena_fini(&kiosk->arena);
}

const struct shipped *content_kiosk_shipped(const struct content_kiosk *kiosk,
                                            const char *id)
{
    for (size_t i = 0; i < kiosk->shipped_count; i++)
        if (str_equal(kiosk->shipped[i].id, id))
            return &kiosk->shipped[i];
    return NULL;
}

int64_t content_kiosk_serial(const struct content_kiosk *kiosk, const char *id,
                             const char **ret_version)
{
    const struct shipped *shipped = content_kiosk_shipped(kiosk, id);

    *ret_version = shipped ? shipped->version : NULL;
    return shipped ? shipped->serial : 0;
}

const char *content_kiosk_shown(struct content_kiosk *kiosk, const char *id)
{
    const struct shipped *shipped = content_kiosk_shipped(kiosk, id);
    const struct installed_version *version;
    struct installed installed;
    struct fail why;

    if (!installed_read(fs_system(), kiosk->folders.installed, id,
                        &kiosk->arena, &installed, &why))
        log_fail(&why);
    version = installed_choose(&installed, shipped ? shipped->serial : 0);
    if (version)
        return arena_printf(&kiosk->arena, "%s/%s/%s", kiosk->folders.installed,
                            id, version->folder);
    return shipped ? shipped->folder : NULL;
}

void content_kiosk_tell(const struct content_kiosk *kiosk)
{
    struct str answer = {0};
    struct fail why;

    if (kiosk->folders.socket &&
        !local_ask(kiosk->folders.socket, "content", HEARD_MS, &answer, &why) &&
        why.kind != FAIL_MISSING)
        log_line("the kiosk was not told (%s): it shows this when it starts "
                 "anew",
                 why.text);
    str_fini(&answer);
}
