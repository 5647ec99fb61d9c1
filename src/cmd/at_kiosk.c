#include "cmd/at_kiosk.h"

#include "base/local_socket.h"
#include "base/log.h"
#include "cmd/folders.h"
#include "kiosk/seal_report.h"
#include <time.h>

enum { ANSWER_MS = 60 * 1000, AGAIN_NS = 300 * 1000 * 1000 };

/* Without a kiosk: FAIL_BUSY says that there is one. */
static bool run_here(const struct folders *folders, const struct errand *errand,
                     struct str *report, struct fail *why)
{
    struct keeper_options to_keep = {.fs = fs_system(),
                                     .rand = rand_system(),
                                     .wall = wall_system(),
                                     .data = folders->data};
    struct keeper keeper;
    struct kiosk kiosk;
    struct fail told;
    bool ok;

    const struct kiosk_places places = {
        .content = {.shipped = folders->content,
                    .installed = folders->installed},
        .assets = folders->assets,
        .config = folders->config};

    if (!keeper_may_open(fs_system(), folders->data, why) ||
        !kiosk_read(&kiosk, &places, why))
        return false;
    keeper_options_fill(&to_keep, &kiosk);
    keeper_init(&keeper, &to_keep);
    ok = keeper_open(&keeper, why);
    if (ok)
        errand_run(errand, &keeper, report, &told);
    keeper_fini(&keeper);
    kiosk_fini(&kiosk);
    return ok;
}

/* The kiosk waits for nobody; this program does, so that nothing is left to
 * happen later when it ends. */
static bool ask_kiosk(const struct folders *folders,
                      const struct errand *errand, struct str *report,
                      struct fail *why)
{
    struct str words = {0};
    bool ok, is_told = false;

    if (!folders->socket)
        return false;
    errand_write(errand, &words);
    while ((ok = local_ask(folders->socket, str_text(&words), ANSWER_MS, report,
                           why)) &&
           seal_report_is_visited(str_text(report))) {
        if (!is_told)
            log_line("one of the group is still at the kiosk: waiting until "
                     "they have finished");
        is_told = true;
        str_fini(report);
        nanosleep(&(struct timespec){.tv_nsec = AGAIN_NS}, NULL);
    }
    str_fini(&words);
    return ok;
}

int at_kiosk_run(const struct at_kiosk *options, const struct errand *errand)
{
    struct folders folders = {0};
    struct str report = {0};
    struct fail why;
    int status;

    folders_find(&folders, log_program(),
                 &(struct folders_given){options->content, options->assets,
                                         options->data, options->config,
                                         options->socket});
    /* Who may not look at the stores may still ask. */
    if (run_here(&folders, errand, &report, &why) ||
        ((why.kind == FAIL_BUSY || why.kind == FAIL_DENIED) &&
         ask_kiosk(&folders, errand, &report, &why))) {
        status = seal_report_print(str_text(&report), options->is_json, stdout);
    } else {
        log_fail(&why);
        status = fail_exit_status(&why);
    }
    str_fini(&report);
    folders_fini(&folders);
    return status;
}
