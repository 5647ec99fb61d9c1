#include "kiosk/session_words.h"

#include "base/str.h"
#include "kiosk/session_private.h"
#include <string.h>

enum { WORDS_LENGTH = 280 }; /* beside a dialogic answer: content/form.c */

struct edit session_edit(struct session *session)
{
    struct writing *writing = &session->writing;

    return (struct edit){.text = writing->text,
                         .room = sizeof writing->text,
                         .most = writing->most,
                         .length = strlen(writing->text),
                         .caret = writing->caret,
                         .anchor = writing->anchor};
}

static void take(struct session *session, const struct edit *edit)
{
    session->writing.caret = edit->caret;
    session->writing.anchor = edit->anchor;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " ")] == '\0';
}

/* Nothing but blanks is no answer. */
static void answer(struct session *session, const struct kiosk *kiosk,
                   const struct edit *edit)
{
    struct asking asking = session_asking(session, kiosk);
    size_t here = (size_t)session->here.question;
    const struct question *question =
        model_object(&asking.model->feedback, here);
    size_t bytes = is_blank(edit->text) ? 0 : edit->length;

    answers_set_text(&session->answers, here, edit->text, bytes);
    if (question->type == QUESTION_TEXT)
        session->answers.items[here].is_given = bytes > 0;
    session_answer_taken(session, &asking);
}

static void open_keyboard(struct session *session, const struct kiosk *kiosk)
{
    struct asking asking = session_asking(session, kiosk);
    size_t here = (size_t)session->here.question;
    const struct question *question =
        model_object(&asking.model->feedback, here);
    bool is_text = question->type == QUESTION_TEXT;
    struct writing *writing = &session->writing;

    if (session->here.screen != SCREEN_QUESTION || !kiosk->keyboards ||
        (!is_text && !asking_takes_words(&asking, here)))
        return;
    *writing = (struct writing){
        .most = is_text ? (size_t)question->max_length : WORDS_LENGTH,
        .keyboard.layout = keyboard_layout_for(
            kiosk->keyboards, kiosk->languages[session->language].tag),
    };
    struct edit edit;
    strncpy(writing->text, answers_text(&session->answers, here),
            sizeof writing->text - 1);
    edit_init(&edit, writing->text, sizeof writing->text, writing->most);
    take(session, &edit);
    session->advance_at_ms = 0;
    session->sheet = (struct sheet_place){.kind = SHEET_WORDS, .zoom = 1};
}

static void close_keyboard(struct session *session)
{
    memset(&session->writing, 0, sizeof session->writing);
    session->sheet.kind = SHEET_NONE;
}

static void press(struct session *session, const struct kiosk *kiosk,
                  const struct action *action)
{
    struct edit edit = session_edit(session);
    struct keyboard_act act = keyboard_press(&session->writing.keyboard,
                                             kiosk->keyboards, action->id);

    if (keyboard_edit(act, &edit))
        answer(session, kiosk, &edit);
    else if (act.kind == KEYBOARD_LEFT)
        edit_put_caret(&edit, action->left_byte, false);
    else if (act.kind == KEYBOARD_RIGHT)
        edit_put_caret(&edit, action->right_byte, false);
    take(session, &edit);
    if (act.kind == KEYBOARD_DONE)
        close_keyboard(session);
}

static void touch_text(struct session *session, size_t byte, bool chooses_word)
{
    struct edit edit = session_edit(session);

    if (chooses_word)
        edit_select_word(&edit, byte);
    else
        edit_put_caret(&edit, byte, false);
    take(session, &edit);
}

bool session_tap_words(struct session *session, const struct kiosk *kiosk,
                       const struct action *action)
{
    bool is_open = session->sheet.kind == SHEET_WORDS;

    if (!is_open && !str_equal(action->id, "words"))
        return false;
    if (!is_open)
        open_keyboard(session, kiosk);
    else if (str_equal(action->id, "writing"))
        touch_text(session, action->byte, action->taps == 2);
    else if (str_equal(action->id, "writing.close"))
        close_keyboard(session);
    else
        press(session, kiosk, action);
    return true;
}

void session_hold_words(struct session *session, const struct kiosk *kiosk,
                        const struct action *action)
{
    if (session->sheet.kind != SHEET_WORDS)
        return;
    if (str_equal(action->id, "writing"))
        touch_text(session, action->byte, true);
    else
        keyboard_hold(&session->writing.keyboard, kiosk->keyboards, action->id);
}

void session_put_caret(struct session *session, const struct action *action)
{
    struct edit edit = session_edit(session);

    if (session->sheet.kind != SHEET_WORDS)
        return;
    edit_put_caret(&edit, action->anchor, false);
    edit_put_caret(&edit, action->byte, true);
    take(session, &edit);
}
