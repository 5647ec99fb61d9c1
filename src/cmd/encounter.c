/*
 * encounter: the kiosk. Shows content, takes answers, keeps records. Opens
 * no network socket.
 */

#include "base/arena.h"
#include "base/log.h"
#include "base/str.h"
#include "cmd/commands.h"
#include "cmd/folders.h"
#include "cmd/group.h"
#include "cmd/seal.h"
#include "kiosk/app.h"
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { NO_RECEIPTS = INT_MIN };
#define BACKLIGHT "/sys/class/backlight"

struct options {
    const char *content, *assets, *data, *config, *socket;
    bool is_kiosk, is_gallery;
    const char *window;
    const char *visit, *shots, *draw_list;
    int receipt_fd;
};

static const struct arg table[] = {
    {"content", "DIR", "folder of bundles", ARG_TEXT,
     offsetof(struct options, content)},
    {"assets", "DIR", "the program's own words, signs and colours", ARG_TEXT,
     offsetof(struct options, assets)},
    {"data", "DIR", "where records are kept", ARG_TEXT,
     offsetof(struct options, data)},
    {"config", "FILE", "kiosk.yaml", ARG_TEXT,
     offsetof(struct options, config)},
    {"socket", "FILE", "where to listen for `encounter seal` and `group`",
     ARG_TEXT, offsetof(struct options, socket)},
    {"kiosk", NULL, "the whole display, and no way out", ARG_FLAG,
     offsetof(struct options, is_kiosk)},
    {"window", "WxH", "a window of that many pixels", ARG_TEXT,
     offsetof(struct options, window)},
    {"gallery", NULL, "every widget in every state instead of a visit",
     ARG_FLAG, offsetof(struct options, is_gallery)},
    {"visit", "FILE", "play a scripted visit instead of waiting for people",
     ARG_TEXT, offsetof(struct options, visit)},
    {"shots", "DIR", "folder for the pictures of a scripted visit", ARG_TEXT,
     offsetof(struct options, shots)},
    {"draw-list", "FILE", "write what is on the screen at the end, as text",
     ARG_TEXT, offsetof(struct options, draw_list)},
    {"receipt-fd", "N", "write 'ACK <id>' there when a record is kept",
     ARG_INTEGER, offsetof(struct options, receipt_fd)},
};

static const struct args args = {
    .program = "encounter",
    .summary = "An offline kiosk for on-site visits.",
    .usage = "[options] | seal [options] | group open|close [options]",
    .table = table,
    .count = sizeof table / sizeof *table,
    .more = "Without a configuration everything runs from the source tree: "
            "content/, assets/,\nand records under "
            "$XDG_DATA_HOME/encounter.\n\n"
            "encounter seal          make a batch of what is kept\n"
            "encounter group open    a group visits from here on\n"
            "encounter group close   it has left; each with its own --help",
};

/* Looked at before anything is opened: a number that is not open would come
 * to mean one of our own files. */
static bool check_receipts(const struct options *options, struct fail *why)
{
    int fd = options->receipt_fd;

    if (fd == NO_RECEIPTS || (fd > 0 && fcntl(fd, F_GETFL) != -1))
        return true;
    return fail_set(why, FAIL_USAGE,
                    "--receipt-fd %d: no such file is open for writing", fd);
}

/* A scripted visit is no service. */
static void open_service(struct service *service, bool is_script)
{
    const struct service_given given = {
        .notify_socket = is_script ? NULL : getenv("NOTIFY_SOCKET"),
        .watchdog_us = getenv("WATCHDOG_USEC"),
        .watchdog_pid = getenv("WATCHDOG_PID"),
    };

    service_open(service, &given);
}

static bool run(const struct options *options, const struct folders *folders,
                struct fail *why)
{
    struct service service;
    struct app_options to_open = {
        .content = folders->content,
        .installed = folders->installed,
        .assets = folders->assets,
        .data = folders->data,
        .config = folders->config,
        .is_kiosk = options->is_kiosk,
        .is_unset = folders->is_unset,
        .is_gallery = options->is_gallery,
        .visit = options->visit,
        .shots = options->shots,
        .draw_list = options->draw_list,
        .receipt_fd =
            options->receipt_fd == NO_RECEIPTS ? -1 : options->receipt_fd,
        .socket = options->visit ? options->socket : folders->socket,
        .list_command = options->is_kiosk ? NULL : folders->list_command,
        .backlight = options->is_kiosk && !options->visit ? BACKLIGHT : NULL,
        .service = &service,
    };
    struct app *app = NULL;

    open_service(&service, options->visit != NULL);
    bool ok = check_receipts(options, why) &&
              command_size("--window", options->window, &to_open.width,
                           &to_open.height, why) &&
              app_open(&to_open, &app, why) && app_run(app, why);
    app_close(app);
    service_close(&service);
    return ok;
}

/* What a keyboard that somebody plugs in can send through a terminal, and what
 * ends a program that never asked for it. SIGTERM still does: that is the
 * service manager. Before SDL, which then leaves these alone. */
static void let_nobody_out(void)
{
    static const int signals[] = {SIGINT,  SIGQUIT, SIGHUP,   SIGTSTP,
                                  SIGTTIN, SIGTTOU, SIGUSR1,  SIGUSR2,
                                  SIGALRM, SIGPOLL, SIGVTALRM};

    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        signal(signals[i], SIG_IGN);
}

/* What a crash would write to the disk is what a visitor was about to say. */
static void leave_no_core(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
}

int main(int argc, char **argv)
{
    struct options options = {.receipt_fd = NO_RECEIPTS};
    struct folders folders = {0};
    struct fail why;
    int first, status;

    memory_settle();
    leave_no_core();
    log_open("encounter");
    signal(SIGPIPE, SIG_IGN); /* a reader of receipts may go */
    if (argc > 1 && str_equal(argv[1], "seal"))
        return seal_run(argc - 1, argv + 1);
    if (argc > 1 && str_equal(argv[1], "group"))
        return group_run(argc - 1, argv + 1);
    if (!command_args(&args, argc, argv, &options, &first, &status))
        return status;
    if (first < argc) {
        log_line("%s: nothing but options, see --help", argv[first]);
        return EXIT_USAGE;
    }
    if (options.is_kiosk)
        let_nobody_out();
    folders_find(&folders, argv[0],
                 &(struct folders_given){options.content, options.assets,
                                         options.data, options.config,
                                         options.socket});
    bool ok = run(&options, &folders, &why);
    folders_fini(&folders);
    if (ok)
        return 0;
    log_fail(&why);
    return fail_exit_status(&why);
}
