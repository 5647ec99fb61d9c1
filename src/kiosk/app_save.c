#include "kiosk/app_private.h"

#include "base/arena.h"
#include "base/log.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What was not sent is kept nowhere once its visitor is gone. */
static void forget_record(struct app *app)
{
    if (app->record.text)
        seal_wipe(app->record.text, app->record.room);
    str_fini(&app->record);
}

/* The receipt is written when the thank-you stands on the screen. */
static void acknowledge(struct app *app, const struct record_id *id)
{
    char line[64];

    int length = snprintf(line, sizeof line, "ACK %s\n", id->text);
    if (app->options.receipt_fd >= 0 &&
        write(app->options.receipt_fd, line, (size_t)length) != length)
        log_line("the receipt could not be written");
    if (app->options.list_command)
        log_line("saved. To list what is kept: %s", app->options.list_command);
}

void app_acknowledge(struct app *app)
{
    if (app->must_thank && app->session.here.screen == SCREEN_THANKS) {
        app->must_thank = false;
        acknowledge(app, &app->session.record);
        app->session.record.text[0] = '\0';
        forget_record(app);
    }
    if (app->must_thank_face && app->session.face.state == FACE_KEPT) {
        app->must_thank_face = false;
        acknowledge(app, &app->face_id);
    }
}

/* From here on there is only the box: no retry and no worker sees more. Filled
 * up with blanks first, so that no box tells how much was answered. */
static void seal_body(const struct app *app, struct str *body)
{
    memset(body->text + body->length, ' ', FORM_RECORD_BYTES - body->length);
    body->length = FORM_RECORD_BYTES;
    struct str box = {.length = body->length + SEAL_MORE_BYTES};

    box.room = box.length + 1;
    box.text = memory_get(box.room);
    seal_box(&app->kiosk.key, body->text, body->length, (uint8_t *)box.text);
    seal_wipe(body->text, body->room);
    str_fini(body);
    *body = box;
}

/* Whole from the start: growing would leave pieces in freed memory. */
static bool write_body(const struct app *app, const struct record *record,
                       struct str *ret_body, struct fail *why)
{
    enum { ROOM = FORM_RECORD_BYTES + 1 };

    if (app->kiosk.sealing == KIOSK_NO_FEEDBACK)
        return fail_set(why, FAIL_CONFIG,
                        "no feedback is taken: sealing is required and there "
                        "is no key");
    *ret_body = (struct str){.text = memory_get(ROOM), .room = ROOM};
    if (!record_write(record, ret_body, why))
        return false;
    if (app->kiosk.sealing == KIOSK_SEALED)
        seal_body(app, ret_body);
    return true;
}

/* A face holds no language: it may stand among those of any visit. */
static void hand_over(struct app *app, const struct str *body)
{
    bool is_sealed = app->kiosk.sealing == KIOSK_SEALED;

    saver_save(app->saver, app->is_saving_face || app->kiosk.is_group,
               is_sealed ? SLOT_SEALED : SLOT_PLAIN, body->text, body->length);
}

static bool write_record(struct app *app, struct fail *why)
{
    struct session *session = &app->session;
    const struct model *form =
        kiosk_form(&app->kiosk, session->form, session->form_proposal);
    const struct question *first = model_object(&form->feedback, 0);
    struct record record = {
        .id = record_id_new(&app->rand),
        .model = form,
        .about = session->form_proposal ? first->about : NULL,
        .programme = kiosk_model(&app->kiosk, -1)->id,
        .language = app->kiosk.is_group
                        ? NULL
                        : app->kiosk.languages[session->language].tag,
        .answers = &session->answers,
    };

    forget_record(app);
    if (!write_body(app, &record, &app->record, why))
        return false;
    session->record = record.id;
    return true;
}

/* A touched face before all else; its words are forgotten at once, as nothing
 * is tried again. */
static void save_face(struct app *app)
{
    const struct model *site =
        app->kiosk.site < 0 ? NULL : kiosk_model(&app->kiosk, app->kiosk.site);
    struct record record = {
        .id = record_id_new(&app->rand),
        .model = kiosk_model(&app->kiosk, -1),
        .programme = kiosk_model(&app->kiosk, -1)->id,
        .face = app->session.face.number,
        .site = site ? site->id : NULL,
    };
    struct str body = {0};
    struct fail why;

    if (write_body(app, &record, &body, &why)) {
        app->face_id = record.id;
        app->is_saving_face = true;
        hand_over(app, &body);
    } else {
        log_fail(&why);
        app_update(app, (struct action){.kind = ACTION_FACE_NOT_SAVED});
    }
    if (body.text)
        seal_wipe(body.text, body.room);
    str_fini(&body);
}

static void save(struct app *app)
{
    struct fail why;

    app->form_waits = app->is_saving_face;
    if (app->form_waits)
        return;
    if (!app->session.record.text[0] && !write_record(app, &why)) {
        log_fail(&why);
        app_update(app, (struct action){.kind = ACTION_NOT_SAVED});
        return;
    }
    hand_over(app, &app->record);
}

void app_save(struct app *app, unsigned effects)
{
    if (effects & EFFECT_SAVE_FACE)
        save_face(app);
    if (effects & EFFECT_SAVE)
        save(app);
    else if (!app->session.record.text[0])
        forget_record(app);
}

/* A card without room still shows the content, and so does a kiosk whose disk
 * for answers is not there or fails: what is sent is then said not to be kept.
 * Elsewhere a folder that cannot be written is a mistake that ends the program,
 * as a store that somebody else has does everywhere. */
static void hear_of_opening(struct app *app, const struct fail *why)
{
    bool is_disk = why->kind == FAIL_DENIED || why->kind == FAIL_IO;

    if (why->kind == FAIL_FULL || (app->options.is_kiosk && is_disk)) {
        log_fail(why);
        return;
    }
    app->ending = *why;
    app->is_ending = true;
}

static void hear_of_saving(struct app *app, bool is_saved)
{
    bool is_face = app->is_saving_face;
    enum action_kind kind =
        is_face ? (is_saved ? ACTION_FACE_SAVED : ACTION_FACE_NOT_SAVED)
                : (is_saved ? ACTION_SAVED : ACTION_NOT_SAVED);

    app->is_saving_face = false;
    app->must_thank_face |= is_face && is_saved;
    app_update(app, (struct action){.kind = kind});
    if (app->form_waits)
        save(app);
}

void app_hear_saver(struct app *app)
{
    struct fail why;
    enum saver_news news;

    while ((news = saver_news(app->saver, &why)) != SAVER_NOTHING) {
        if (news == SAVER_OPEN_FAILED) {
            hear_of_opening(app, &why);
        } else if (news == SAVER_SAVED) {
            hear_of_saving(app, true);
        } else if (news == SAVER_FAILED) {
            log_fail(&why);
            hear_of_saving(app, false);
        }
    }
}
