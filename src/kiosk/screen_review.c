#include "kiosk/screen_choice.h"

#include "base/str.h"
#include "ui/button.h"
#include "ui/card.h"

static const char *choice_words(const struct view *view,
                                const struct question *question, size_t i)
{
    const struct choice *choice = model_object(&question->choices, i);
    return screen_words(view, &choice->label, NULL);
}

static const char *joined(const struct view *view, const char *before,
                          const char *next)
{
    return before[0] ? arena_printf(view->frame->arena, "%s · %s", before, next)
                     : next;
}

static const char *several_words(const struct view *view,
                                 const struct question *question,
                                 const struct answer *answer)
{
    const char *words = "";

    for (size_t i = 0; i < question->choices.count; i++)
        if (answer->chosen >> i & 1)
            words = joined(view, words, choice_words(view, question, i));
    return words;
}

static const char *order_words(const struct view *view,
                               const struct question *question,
                               const struct answer *answer)
{
    const char *words = "";

    for (int i = 0; i < answer->ordered; i++)
        words = joined(
            view, words,
            arena_printf(view->frame->arena, "%d. %s", i + 1,
                         choice_words(view, question, answer->order[i])));
    return words;
}

const char *screen_answer_words(const struct view *view,
                                const struct question *question, size_t index)
{
    const struct answers *answers = &view->session->answers;
    const struct answer *answer = &answers->items[index];
    const char *language;

    if (!answer->is_given)
        return "";
    switch ((enum question_type)question->type) {
    case QUESTION_DIALOGIC:
        return screen_action(view, (enum dialogic_action)answer->choice).says;
    case QUESTION_SELECT_ONE:
        return choice_words(view, question, (size_t)answer->choice);
    case QUESTION_SELECT_MULTIPLE:
        return several_words(view, question, answer);
    case QUESTION_RANK:
        return order_words(view, question, answer);
    case QUESTION_RANGE:
        return screen_step_words(
            view, question, (int)(answer->number - question->start), &language);
    case QUESTION_INTEGER:
        return arena_printf(view->frame->arena, "%lld",
                            (long long)answer->number);
    case QUESTION_TEXT:
        return answers_text(answers, index);
    case QUESTION_NOTE:
        break;
    }
    return "";
}

static const char *asked_words(const struct view *view,
                               const struct question *question)
{
    return question->label.count ? screen_words(view, &question->label, NULL)
                                 : view->words->what_would_you_say;
}

static void reviewed(struct view *view, struct node *column,
                     const struct question *question, size_t index)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct answers *answers = &view->session->answers;
    struct node *row = card(view->frame, column,
                            (struct card){.box = {.axis = AXIS_ROW,
                                                  .wraps = true,
                                                  .align = ALIGN_CENTRE,
                                                  .gap = 28,
                                                  .pad = {36, 28, 20, 20}}});
    struct node *words =
        layout_box(view->frame, row, (struct box){.weight = 1, .gap = 6});
    struct label answer = {.text = screen_answer_words(view, question, index),
                           .size = 36,
                           .is_bold = true,
                           .colour = colours->ink};

    layout_text(view->frame, words,
                (struct label){.text = asked_words(view, question),
                               .size = 28,
                               .colour = colours->quiet});
    layout_text(view->frame, words, answer);
    if (question->type == QUESTION_DIALOGIC &&
        answers->items[index].text_bytes) {
        answer.text = answers_text(answers, index);
        answer.is_bold = false;
        layout_text(view->frame, words, answer);
    }
    button(view->frame, row,
           (struct button){.id = arena_printf(view->frame->arena, "change.%s",
                                              question->id),
                           .text = view->words->change,
                           .look = BUTTON_OUTLINE});
}

void screen_review(struct view *view, struct node *root)
{
    struct asking asking = session_asking(view->session, view->kiosk);
    struct node *foot;
    struct node *column = screen_frame_footed(
        view, root, view->words->your_feedback, true, &foot);

    layout_text(view->frame, column,
                screen_heading(view, view->words->review_title));
    layout_text(view->frame, column,
                (struct label){.text = view->words->review_text,
                               .size = (int)view->frame->theme->type->lead,
                               .colour = view->frame->theme->colours->quiet});
    for (int i = asking_after(&asking, -1); i >= 0;
         i = asking_after(&asking, i))
        if (view->session->answers.items[i].is_given)
            reviewed(view, column,
                     model_object(&asking.model->feedback, (size_t)i),
                     (size_t)i);
    layout_box(view->frame, foot, (struct box){.weight = 1});
    button(view->frame, foot,
           (struct button){
               .id = "send",
               .text = view->words->send,
               .icon = "arrow",
               .icon_points = true,
               .icon_last = true,
               .fill = screen_accent(view, view->session->here.host).fill,
               .height = 104});
}
