#include "kiosk/screen_choice.h"
#include "kiosk/screen_parts.h"

#include "ui/button.h"
#include "ui/dots.h"

static const struct question *asked(const struct view *view)
{
    struct asking asking = session_asking(view->session, view->kiosk);
    return model_object(&asking.model->feedback,
                        (size_t)view->session->here.question);
}

/* What visitors before took away, or a proposal's title. */
static const struct text *statement_of(const struct view *view,
                                       const struct question *question,
                                       const char **ret_above)
{
    const struct model *model =
        kiosk_model(view->kiosk, view->session->here.host);
    const struct proposal *proposal = model_proposal(model, question->about);
    const struct learning *learning = model_learning(model, question->about);

    *ret_above = proposal ? view->words->proposals : view->words->taken_before;
    return proposal ? &proposal->title : learning ? &learning->text : NULL;
}

static void statement(struct view *view, struct node *parent, const char *above,
                      const struct text *text)
{
    int host = view->session->here.host;
    const char *language;
    const char *words = screen_words(view, text, &language);
    struct node *beside = screen_heard(view, parent, host, text, 0);

    layout_text(view->frame, beside,
                (struct label){.text = above,
                               .size = 31,
                               .is_bold = true,
                               .colour = screen_accent(view, host).dark});
    layout_text(view->frame, beside,
                (struct label){.text = screen_fill(view, view->words->quoted,
                                                   "text", words),
                               .language = language,
                               .size = screen_is_low(view) ? 44 : 58,
                               .is_bold = true,
                               .colour = view->frame->theme->colours->ink,
                               .max_lines = 4,
                               .min_size = 30});
}

/* The statement first, what is asked about it below. */
static void dialogic_head(struct view *view, struct node *parent,
                          const struct question *question)
{
    const struct theme *theme = view->frame->theme;
    const char *above;
    const struct text *said = statement_of(view, question, &above);
    struct label asks = {.text = view->words->what_would_you_say,
                         .size = (int)theme->type->lead,
                         .colour = theme->colours->quiet};

    const struct proposal *proposal = model_proposal(
        kiosk_model(view->kiosk, view->session->here.host), question->about);

    if (said)
        statement(view, parent, above, said);
    if (proposal)
        screen_markdown(view, parent, &proposal->text, 34);
    if (question->label.count)
        screen_text(view, parent, &question->label, asks);
    else
        layout_text(view->frame, parent, asks);
}

static void plain_head(struct view *view, struct node *parent,
                       const struct question *question)
{
    const struct theme *theme = view->frame->theme;
    struct label heading = screen_heading(view, NULL);
    struct label hint = {.size = (int)theme->type->lead,
                         .colour = theme->colours->quiet};

    if (question->type == QUESTION_RANGE)
        heading.align = hint.align = ALIGN_CENTRE;
    screen_text(view, parent, &question->label, heading);
    if (question->hint.count) {
        screen_text(view, parent, &question->hint, hint);
    } else if (question->type == QUESTION_SELECT_MULTIPLE ||
               question->type == QUESTION_RANK) {
        hint.text = question->type == QUESTION_RANK ? view->words->choose_order
                                                    : view->words->choose_any;
        layout_text(view->frame, parent, hint);
    }
}

/* Why the form does not go on: said below the question, with a sign. */
static void refusal(struct view *view, struct node *parent,
                    const struct question *question)
{
    const struct theme *theme = view->frame->theme;
    struct asking asking = session_asking(view->session, view->kiosk);
    size_t here = (size_t)view->session->here.question;
    uint32_t colour = theme_accent_named(theme, "terracotta").dark;
    struct label label = {.text = view->words->needs_answer,
                          .size = (int)theme->type->lead,
                          .is_bold = true,
                          .weight = 1,
                          .colour = colour};

    if (!view->session->is_refused)
        return;
    struct node *row = layout_box(
        view->frame, parent,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 20});
    layout_icon(view->frame, row, "warning", 48, colour, false);
    if (asking_accepts(&asking, here))
        layout_text(view->frame, row, label);
    else
        screen_text(view, row, &question->constraint_message, label);
}

static void step_of(const struct view *view, int *ret_at, int *ret_count)
{
    struct asking asking = session_asking(view->session, view->kiosk);

    *ret_at = *ret_count = 0;
    for (int i = asking_after(&asking, -1); i >= 0;
         i = asking_after(&asking, i)) {
        if (i == view->session->here.question)
            *ret_at = *ret_count;
        ++*ret_count;
    }
}

/* Three buttons stand side by side in portrait. */
static int foot_height(const struct view *view)
{
    return screen_is_wide(view) ? 104 : 92;
}

static void forward_button(struct view *view, struct node *foot, bool is_last)
{
    const struct answers *answers = &view->session->answers;
    bool is_answered = answers->items[view->session->here.question].is_given ||
                       asked(view)->type == QUESTION_NOTE;
    struct button forward = {
        .id = "next",
        .text = view->words->next,
        .icon = "arrow",
        .icon_points = true,
        .icon_last = true,
        .height = foot_height(view),
    };

    if (is_last && answers_given(answers)) {
        forward.id = "send";
        forward.text = view->words->send;
        forward.fill = screen_accent(view, view->session->here.host).fill;
    } else if (is_last || !is_answered) {
        return;
    }
    button(view->frame, foot, forward);
}

/* Behind the last question there is nothing to skip to. */
static bool can_skip(const struct view *view, bool is_last)
{
    const struct answers *answers = &view->session->answers;
    const struct question *question = asked(view);

    if (question->required || question->type == QUESTION_NOTE)
        return false;
    return !is_last || !answers_given(answers) ||
           answers->items[view->session->here.question].is_given;
}

static void leave_buttons(struct view *view, struct node *start, bool is_last)
{
    if (can_skip(view, is_last))
        button(view->frame, start,
               (struct button){.id = "skip",
                               .text = view->words->skip,
                               .look = BUTTON_OUTLINE,
                               .height = foot_height(view)});
    if (!is_last && answers_given(&view->session->answers))
        button(view->frame, start,
               (struct button){.id = "send",
                               .text = view->words->send_now,
                               .look = BUTTON_CARD,
                               .height = foot_height(view)});
}

/* In portrait the dots stand above: the words need the width. */
static void foot_row(struct view *view, struct node *foot)
{
    bool is_portrait = !screen_is_wide(view);
    int at, count;
    step_of(view, &at, &count);
    bool is_last = at == count - 1;

    if (is_portrait) {
        foot =
            layout_box(view->frame, foot, (struct box){.weight = 1, .gap = 24});
        if (!screen_is_low(view)) {
            struct node *middle = layout_box(
                view->frame, foot, (struct box){.align = ALIGN_CENTRE});
            dots(view->frame, middle, count, at);
        }
        foot = layout_box(
            view->frame, foot,
            (struct box){.axis = AXIS_ROW, .wraps = true, .gap = 24});
    }
    struct node *start =
        layout_box(view->frame, foot,
                   (struct box){.axis = AXIS_ROW,
                                .wraps = true,
                                .gap = 24,
                                .weight = is_portrait ? 0 : 1});
    leave_buttons(view, start, is_last);
    if (!is_portrait)
        dots(view->frame, foot, count, at);
    struct node *end =
        layout_box(view->frame, foot,
                   (struct box){.axis = AXIS_ROW,
                                .justify = JUSTIFY_END,
                                .weight = 1,
                                .min_height = foot_height(view)});
    forward_button(view, end, is_last);
}

/* Once an action was chosen it can be said in words as well. */
static void words_beside(struct view *view, struct node *content,
                         const struct question *question)
{
    struct asking asking = session_asking(view->session, view->kiosk);

    if (question->type == QUESTION_DIALOGIC && screen_given(view)->is_given &&
        asking_takes_words(&asking, (size_t)view->session->here.question))
        screen_words_field(view, content, view->words->add_words);
}

void screen_question(struct view *view, struct node *root)
{
    const struct question *question = asked(view);
    struct node *foot;
    struct node *content = screen_frame_footed(
        view, root, view->words->your_feedback, true, &foot);
    struct node *head =
        layout_box(view->frame, content, (struct box){.gap = 10});

    if (question->type == QUESTION_DIALOGIC)
        dialogic_head(view, head, question);
    else
        plain_head(view, head, question);
    refusal(view, head, question);
    struct node *middle = content;
    if (question->type != QUESTION_DIALOGIC && screen_is_wide(view))
        middle = layout_box(view->frame, content,
                            (struct box){.weight = 1,
                                         .justify = JUSTIFY_CENTRE,
                                         .pad = {.bottom = 96}});
    screen_choices(view, middle, question);
    words_beside(view, content, question);
    foot_row(view, foot);
}
