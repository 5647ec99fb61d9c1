#ifndef KIOSK_APP_H
#define KIOSK_APP_H

/*
 * The program: window, worker, session, put together. One thread draws and
 * listens; saving and decoding happen on workers and come back as news.
 */

#include "base/clock.h"
#include "base/fs.h"
#include "base/service.h"
#include "kiosk/preview.h"

struct app_options {
    const char *content, *assets, *data; /* folders */
    const char *config;                  /* NULL: none */
    const char *installed;               /* content/installed.h; NULL: none */
    bool is_kiosk;
    bool is_unset;            /* installed: unset until `config` names it */
    bool is_gallery;          /* every widget instead of a visit */
    int width, height;        /* 0: by the display */
    const char *visit;        /* a script to play instead of a visitor */
    const char *shots;        /* folder for its pictures */
    const char *draw_list;    /* file for what is on screen at the end */
    int receipt_fd;           /* -1: none */
    const char *list_command; /* told after a record was saved; NULL: nothing */
    const char *socket;       /* where errands are heard; NULL: nowhere */
    const char *backlight;    /* folder of lights behind panels; NULL: none */
    struct service *service;  /* told that the loop goes round; NULL: nobody */
    /* An author's bundle instead of `content`, with nobody's configuration. */
    const struct preview_options *preview; /* NULL: none */
    const struct fs *fs;                   /* NULL: the system's */
    const struct wall *wall;               /* NULL: the system's */
};

struct app;

bool app_open(const struct app_options *options, struct app **ret_app,
              struct fail *why);
/* Until the window is closed, or the script ends. */
bool app_run(struct app *app, struct fail *why);
void app_close(struct app *app); /* NULL is fine */

#endif
