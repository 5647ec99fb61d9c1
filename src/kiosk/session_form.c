#include "kiosk/session_form.h"

#include "base/str.h"
#include "kiosk/session_answer.h"
#include "kiosk/session_private.h"
#include <stdlib.h>
#include <string.h>

static const struct answers nothing;

struct asking session_asking_of(const struct session *session,
                                const struct kiosk *kiosk, int host,
                                int proposal)
{
    bool is_begun = session->has_form && session->form == host &&
                    session->form_proposal == proposal;

    return (struct asking){
        .model = kiosk_form(kiosk, host, proposal),
        .answers = is_begun ? &session->answers : &nothing,
        .is_closed = kiosk->sealing == KIOSK_NO_FEEDBACK,
        .no_text = !kiosk->config->free_text,
        .is_group = kiosk->is_group,
    };
}

struct asking session_asking(const struct session *session,
                             const struct kiosk *kiosk)
{
    return session_asking_of(session, kiosk, session->here.host,
                             session->here.proposal);
}

static void ask(struct session *session, int question)
{
    session->here.screen = SCREEN_QUESTION;
    session->here.question = question;
    session->here.scroll_px = 0;
    session->advance_at_ms = 0;
    session->is_refused = false;
}

/* The first question stands where the notice or the page stood before, so
 * that "back" leads to what was read. */
void session_form_start(struct session *session, const struct kiosk *kiosk)
{
    struct asking asking = session_asking(session, kiosk);
    int first = asking_after(&asking, -1);

    if (first < 0)
        return;
    session->notice_read = true;
    ask(session, first);
}

void session_form_begin(struct session *session, const struct kiosk *kiosk,
                        int host, int proposal)
{
    struct asking asking = session_asking_of(session, kiosk, host, proposal);

    if (asking_after(&asking, -1) < 0)
        return;
    if (asking.answers == &nothing) {
        answers_clear(&session->answers);
        session->record.text[0] = '\0';
    }
    session->has_form = true;
    session->form = host;
    session->form_proposal = proposal;
    session_go(session, (struct place){.screen = SCREEN_NOTICE,
                                       .host = host,
                                       .proposal = proposal});
    if (session->notice_read)
        session_form_start(session, kiosk);
}

bool session_form_back(struct session *session, const struct kiosk *kiosk)
{
    struct asking asking = session_asking(session, kiosk);
    bool is_review = session->here.screen == SCREEN_REVIEW;
    int before;

    if (!is_review && session->here.screen != SCREEN_QUESTION)
        return false;
    before = is_review ? session->here.question
                       : asking_before(&asking, session->here.question);
    if (before < 0)
        return false;
    ask(session, before);
    return true;
}

void session_next_question(struct session *session, const struct kiosk *kiosk)
{
    struct asking asking = session_asking(session, kiosk);
    int next = asking_after(&asking, session->here.question);

    session->advance_at_ms = 0;
    if (!asking_accepts(&asking, (size_t)session->here.question))
        session->is_refused = true;
    else if (next >= 0)
        ask(session, next);
}

/* On the last question there is nothing to go on to: leaving it without any
 * answer leaves the form. */
static void skip_question(struct session *session, const struct kiosk *kiosk)
{
    struct asking asking = session_asking(session, kiosk);
    size_t here = (size_t)session->here.question;
    const struct question *question =
        model_object(&asking.model->feedback, here);

    if (question->required && question->type != QUESTION_NOTE)
        return;
    answers_take_back(&session->answers, here);
    asking_forget(&asking, &session->answers);
    session->record.text[0] = '\0';
    if (asking_after(&asking, (int)here) >= 0)
        session_next_question(session, kiosk);
    else if (!answers_given(&session->answers) && session->trail_count)
        session->here = session->trail[--session->trail_count];
}

unsigned session_form_save(struct session *session)
{
    session->advance_at_ms = 0;
    session->here = (struct place){.screen = SCREEN_SAVING,
                                   .host = session->form,
                                   .proposal = session->form_proposal};
    return EFFECT_SAVE;
}

/* Words are seen once more before they go; ticks need not be. */
static unsigned send_form(struct session *session, const struct kiosk *kiosk)
{
    struct asking asking = session_asking(session, kiosk);
    int missing = asking_missing(&asking);

    if (!answers_given(&session->answers))
        return 0;
    if (missing >= 0) {
        ask(session, missing);
        session->is_refused = true;
        return 0;
    }
    if (session->here.screen == SCREEN_REVIEW ||
        !answers_have_words(&session->answers))
        return session_form_save(session);
    session->advance_at_ms = 0;
    session->here.screen = SCREEN_REVIEW;
    session->here.scroll_px = 0;
    return 0;
}

/* "change.<question>" on the review. */
static void change(struct session *session, const struct kiosk *kiosk,
                   const char *id)
{
    struct asking asking = session_asking(session, kiosk);

    if (session->here.screen != SCREEN_REVIEW)
        return;
    for (int i = asking_after(&asking, -1); i >= 0;
         i = asking_after(&asking, i)) {
        const struct question *question =
            model_object(&asking.model->feedback, (size_t)i);
        if (str_equal(question->id, id))
            ask(session, i);
    }
}

unsigned session_form_tap(struct session *session, const struct kiosk *kiosk,
                          const char *id, int64_t now_ms)
{
    bool is_question = session->here.screen == SCREEN_QUESTION;

    if (str_equal(id, "send"))
        return send_form(session, kiosk);
    if (is_question && str_starts(id, "answer."))
        session_answer(session, kiosk, id + strlen("answer."), now_ms);
    else if (is_question && str_equal(id, "next"))
        session_next_question(session, kiosk);
    else if (is_question && str_equal(id, "skip"))
        skip_question(session, kiosk);
    else if (str_starts(id, "change."))
        change(session, kiosk, id + strlen("change."));
    return 0;
}

bool session_form_drag(struct session *session, const struct kiosk *kiosk,
                       const struct action *action)
{
    if (!str_starts(action->id, "answer."))
        return false;
    if (session->here.screen == SCREEN_QUESTION)
        session_answer_drag(session, kiosk, action);
    return true;
}
