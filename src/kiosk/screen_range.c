#include "kiosk/screen_choice.h"

#include "ui/button.h"
#include "ui/card.h"
#include "ui/face.h"
#include "ui/progress.h"

const char *screen_step_words(const struct view *view,
                              const struct question *question, int step,
                              const char **ret_language)
{
    const struct strings *words = view->words;
    const char *own[] = {words->face_1, words->face_2, words->face_3,
                         words->face_4, words->face_5};

    *ret_language = view->frame->language;
    if ((size_t)step < question->labels.count)
        return screen_words(
            view, &((const struct text *)question->labels.items)[step],
            ret_language);
    if (question->appearance == APPEARANCE_FACES && step < 5)
        return own[step];
    return arena_printf(view->frame->arena, "%d", (int)question->start + step);
}

/* Below a step whose words can be heard: it is no answer to listen. */
static void step_voice(struct view *view, struct node *column,
                       const struct question *question, int step)
{
    if ((size_t)step >= question->labels.count)
        return;
    const char *sound =
        text_sound(&((const struct text *)question->labels.items)[step],
                   view->language->tag);
    if (sound)
        screen_listen(view,
                      layout_box(view->frame, column,
                                 (struct box){.align = ALIGN_CENTRE}),
                      sound);
}

static bool is_step_chosen(const struct view *view,
                           const struct question *question, int step)
{
    return screen_given(view)->is_given &&
           screen_given(view)->number == question->start + step;
}

static const char *step_id(const struct view *view,
                           const struct question *question, int step)
{
    return arena_printf(view->frame->arena, "answer.%s.%d", question->id,
                        (int)question->start + step);
}

static void faces(struct view *view, struct node *parent,
                  const struct question *question)
{
    struct node *row =
        layout_box(view->frame, parent,
                   (struct box){.columns = 5,
                                .min_column = 168,
                                .gap = 8,
                                .pad = {.top = screen_is_low(view) ? 16 : 40}});

    for (int i = 0; i < 5; i++) {
        const char *language;
        const char *words = screen_step_words(view, question, i, &language);
        struct node *column =
            layout_box(view->frame, row, (struct box){.gap = 8});
        face(view->frame, column,
             (struct face){.id = step_id(view, question, i),
                           .step = i,
                           .size = screen_is_low(view)    ? 124
                                   : screen_is_wide(view) ? 240
                                                          : 168,
                           .text = words,
                           .language = language,
                           .is_chosen = is_step_chosen(view, question, i)});
        step_voice(view, column, question, i);
    }
}

static void numbers(struct view *view, struct node *parent,
                    const struct question *question)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    int steps = question_steps(question);
    struct node *row =
        layout_box(view->frame, parent,
                   (struct box){.columns = !screen_is_wide(view) && steps > 6
                                               ? (steps + 1) / 2
                                               : steps,
                                .min_column = 120,
                                .gap = 20,
                                .pad = {.top = 48}});

    for (int i = 0; i < steps; i++) {
        bool is_chosen = is_step_chosen(view, question, i);
        const char *language;
        struct node *column =
            layout_box(view->frame, row, (struct box){.gap = 12});
        struct node *stack =
            card(view->frame, column,
                 (struct card){.fill = is_chosen ? colours->ink : 0,
                               .box = {.id = step_id(view, question, i),
                                       .axis = AXIS_STACK,
                                       .align = ALIGN_CENTRE,
                                       .min_height = 150,
                                       .pad = EDGES(12)}});
        const char *words = screen_step_words(view, question, i, &language);
        layout_text(view->frame, stack,
                    (struct label){.text = words,
                                   .language = language,
                                   .size = 38,
                                   .is_bold = true,
                                   .align = ALIGN_CENTRE,
                                   .min_size = 24,
                                   .colour = is_chosen ? colours->on_ink
                                                       : colours->ink});
        step_voice(view, column, question, i);
    }
}

/* Filled up to the chosen one; the words of that one below. */
static void stars(struct view *view, struct node *parent,
                  const struct question *question)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct answer *answer = screen_given(view);
    int steps = question_steps(question), size = steps > 7 ? 72 : 120;
    struct node *row = layout_box(
        view->frame, parent,
        (struct box){
            .columns = steps, .min_column = 96, .gap = 8, .pad = {.top = 40}});

    for (int i = 0; i < steps; i++) {
        bool is_filled =
            answer->is_given && answer->number >= question->start + i;
        struct node *place = layout_box(
            view->frame, row,
            (struct box){.id = step_id(view, question, i),
                         .align = ALIGN_CENTRE,
                         .pad = EDGES(12),
                         .radius = (int)view->frame->theme->space->radius});
        layout_icon(view->frame, place, is_filled ? "star-full" : "star", size,
                    is_filled
                        ? screen_accent(view, view->session->here.host).dark
                        : colours->quiet,
                    false);
        step_voice(view, place, question, i);
    }
    if (!answer->is_given)
        return;
    const char *language;
    const char *words = screen_step_words(
        view, question, (int)(answer->number - question->start), &language);
    layout_text(view->frame, parent,
                (struct label){.text = words,
                               .language = language,
                               .size = 38,
                               .is_bold = true,
                               .align = ALIGN_CENTRE,
                               .colour = colours->ink});
}

static void slider_end(struct view *view, struct node *row,
                       const struct question *question, int step)
{
    const char *language;
    const char *words = screen_step_words(view, question, step, &language);

    layout_text(view->frame, row,
                (struct label){.text = words,
                               .language = language,
                               .size = 30,
                               .align = step ? ALIGN_END : ALIGN_START,
                               .weight = 1,
                               .colour = view->frame->theme->colours->quiet});
}

static void slider_button(struct view *view, struct node *row,
                          const struct question *question, int step,
                          const char *icon)
{
    button(view->frame, row,
           (struct button){.id = step_id(view, question, step),
                           .icon = icon,
                           .look = BUTTON_CARD,
                           .is_disabled =
                               step < 0 || step >= question_steps(question)});
}

/* A bar to drag along, and a step less or more by touch. */
static void slider(struct view *view, struct node *parent,
                   const struct question *question)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct answer *answer = screen_given(view);
    int steps = question_steps(question);
    int at = answer->is_given ? (int)(answer->number - question->start)
                              : (steps - 1) / 2;
    const char *language = view->frame->language;
    const char *words = answer->is_given
                            ? screen_step_words(view, question, at, &language)
                            : "–";

    layout_text(view->frame, parent,
                (struct label){.text = words,
                               .language = language,
                               .size = 68,
                               .is_bold = true,
                               .align = ALIGN_CENTRE,
                               .min_size = 38,
                               .colour = answer->is_given ? colours->ink
                                                          : colours->quiet});
    struct node *row = layout_box(
        view->frame, parent,
        (struct box){.axis = AXIS_ROW, .align = ALIGN_CENTRE, .gap = 28});
    slider_button(view, row, question, answer->is_given ? at - 1 : at, "minus");
    progress(
        view->frame, row,
        (struct progress){
            .id = arena_printf(view->frame->arena, "answer.%s", question->id),
            .share = answer->is_given ? (double)at / (steps - 1) : 0,
            .height = 32,
            .weight = 1});
    slider_button(view, row, question, answer->is_given ? at + 1 : at, "plus");
    struct node *ends = layout_box(view->frame, parent,
                                   (struct box){.axis = AXIS_ROW, .gap = 28});
    slider_end(view, ends, question, 0);
    slider_end(view, ends, question, steps - 1);
}

void screen_range(struct view *view, struct node *parent,
                  const struct question *question)
{
    if (question->appearance == APPEARANCE_FACES &&
        question_steps(question) == 5)
        faces(view, parent, question);
    else if (question->appearance == APPEARANCE_STARS)
        stars(view, parent, question);
    else if (question->appearance == APPEARANCE_SLIDER)
        slider(view, parent, question);
    else
        numbers(view, parent, question);
}
