#include "kiosk/screen_choice.h"

#include "base/str.h"
#include "ui/card.h"

struct action_look screen_action(const struct view *view,
                                 enum dialogic_action action)
{
    const struct strings *words = view->words;

    switch (action) {
    case DIALOGIC_MOVE:
        return (struct action_look){
            "move",      "terracotta",     true,
            words->move, words->move_says, words->move_does};
    case DIALOGIC_FOLLOW:
        return (struct action_look){
            "follow",          "teal", true, words->follow, words->follow_says,
            words->follow_does};
    case DIALOGIC_OPPOSE:
        return (struct action_look){
            "oppose",      "indigo",           true,
            words->oppose, words->oppose_says, words->oppose_does};
    default:
        return (struct action_look){
            "bystand",      "saffron",           false,
            words->bystand, words->bystand_says, words->bystand_does};
    }
}

const char *screen_answer_id(const struct view *view,
                             const struct question *question,
                             const char *choice)
{
    return arena_printf(view->frame->arena, "answer.%s.%s", question->id,
                        choice);
}

const struct answer *screen_given(const struct view *view)
{
    return &view->session->answers.items[view->session->here.question];
}

static void action_sign(struct view *view, struct node *parent,
                        const struct action_look *look, uint32_t colour,
                        bool is_chosen)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    int size = screen_is_low(view) ? 72 : screen_is_wide(view) ? 116 : 108;
    struct node *ground = layout_box(
        view->frame, parent,
        (struct box){.axis = AXIS_STACK,
                     .align = ALIGN_CENTRE,
                     .width = size,
                     .height = size,
                     .radius = size / 2,
                     .has_fill = true,
                     .fill = is_chosen
                                 ? colour_mix(colour, colours->on_fill, 18)
                                 : colours->soft});
    layout_icon(view->frame, ground, look->icon, size / 2,
                is_chosen ? colours->on_fill : colour, look->points);
}

static void action_words(struct view *view, struct node *parent,
                         const struct action_look *look, bool is_chosen)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    bool is_portrait = !screen_is_wide(view);
    enum align align = is_portrait ? ALIGN_START : ALIGN_CENTRE;
    struct node *words =
        layout_box(view->frame, parent,
                   (struct box){.weight = 1,
                                .gap = 6,
                                .justify = is_portrait ? JUSTIFY_CENTRE
                                                       : JUSTIFY_BETWEEN});

    layout_text(
        view->frame, words,
        (struct label){.text = look->says,
                       .size = screen_is_low(view) ? 32 : 38,
                       .is_bold = true,
                       .align = align,
                       .min_size = 28,
                       .colour = is_chosen ? colours->on_fill : colours->ink});
    layout_text(view->frame, words,
                (struct label){.text = look->word,
                               .size = 30,
                               .align = align,
                               .colour = is_chosen ? colours->on_fill
                                                   : colours->quiet});
}

static void actions(struct view *view, struct node *parent,
                    const struct question *question)
{
    const struct theme *theme = view->frame->theme;
    bool is_portrait = !screen_is_wide(view);
    bool is_low = screen_is_low(view);
    struct node *grid = layout_box(view->frame, parent,
                                   (struct box){.columns = !is_portrait ? 4
                                                           : is_low     ? 2
                                                                        : 1,
                                                .min_column = is_low ? 440 : 0,
                                                .gap = is_low ? 16 : 26});

    for (int i = 0; i < DIALOGIC__COUNT; i++) {
        struct action_look look = screen_action(view, i);
        struct theme_accent accent = theme_accent_named(theme, look.accent);
        uint32_t colour = accent.fill;
        bool is_chosen =
            screen_given(view)->is_given && screen_given(view)->choice == i;
        struct node *sides = card(
            view->frame, grid,
            (struct card){
                .fill = is_chosen ? colour : 0,
                .box = {.id =
                            screen_answer_id(view, question, dialogic_words[i]),
                        .axis = is_portrait ? AXIS_ROW : AXIS_COLUMN,
                        .align = ALIGN_CENTRE,
                        .gap = is_low ? 20 : 30,
                        .pad = is_low        ? EDGES(20)
                               : is_portrait ? EDGES(34)
                                             : ((struct edges){32, 32, 36, 34}),
                        .min_height = is_low        ? 112
                                      : is_portrait ? 176
                                                    : 410}});
        action_sign(view, sides, &look, is_chosen ? colour : accent.sign,
                    is_chosen);
        action_words(view, sides, &look, is_chosen);
    }
}

static bool has_pictures(const struct question *question)
{
    for (size_t i = 0; i < question->choices.count; i++)
        if (((const struct choice *)model_object(&question->choices, i))->image)
            return true;
    return false;
}

static bool is_choice_chosen(const struct view *view,
                             const struct question *question, int index)
{
    const struct answer *answer = screen_given(view);

    if (!answer->is_given)
        return false;
    return question->type == QUESTION_SELECT_MULTIPLE
               ? (answer->chosen >> index & 1u) != 0
               : answer->choice == index;
}

static void choice_mark(struct view *view, struct node *row, bool is_several,
                        bool is_chosen)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    struct node *mark =
        layout_box(view->frame, row,
                   (struct box){.axis = AXIS_STACK,
                                .align = ALIGN_CENTRE,
                                .width = 52,
                                .height = 52,
                                .radius = is_several ? 14 : 26,
                                .border = 4,
                                .border_colour = is_chosen ? colours->on_fill
                                                           : colours->line});
    if (is_chosen)
        layout_icon(view->frame, mark, "check", 36, colours->on_fill, false);
}

/* A square cut keeps what a drawing is about. */
static void choice_picture(struct view *view, struct node *sides,
                           const struct choice *choice)
{
    int host = view->session->here.host;
    int size = view->frame->is_compact ? 132 : 176;

    screen_drawing(
        view, sides, host, choice->image,
        (struct box){.width = size,
                     .min_height = size,
                     .corners = CORNER_TOP_LEFT | CORNER_BOTTOM_LEFT});
}

static void choice_card(struct view *view, struct node *grid,
                        const struct question *question, int index)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct choice *choice =
        model_object(&question->choices, (size_t)index);
    bool is_chosen = is_choice_chosen(view, question, index);
    struct node *sides = card(
        view->frame, grid,
        (struct card){
            .fill = is_chosen
                        ? screen_accent(view, view->session->here.host).fill
                        : 0,
            .box = {.id = screen_answer_id(view, question, choice->name),
                    .axis = AXIS_ROW}});

    if (choice->image)
        choice_picture(view, sides, choice);
    struct node *row = layout_box(view->frame, sides,
                                  (struct box){.axis = AXIS_ROW,
                                               .align = ALIGN_CENTRE,
                                               .gap = 24,
                                               .weight = 1,
                                               .min_height = 140,
                                               .pad = {28, 28, 12, 12}});
    choice_mark(view, row, question->type == QUESTION_SELECT_MULTIPLE,
                is_chosen);
    screen_text(
        view, row, &choice->label,
        (struct label){.size = 34,
                       .is_bold = true,
                       .weight = 1,
                       .max_lines = 3,
                       .min_size = 26,
                       .colour = is_chosen ? colours->on_fill : colours->ink});
}

static void choices(struct view *view, struct node *parent,
                    const struct question *question)
{
    int columns = !screen_is_wide(view) ? 1 : has_pictures(question) ? 3 : 2;
    struct node *grid = layout_box(view->frame, parent,
                                   (struct box){.columns = columns,
                                                .min_column = 560,
                                                .gap = 26,
                                                .pad = {.top = 16}});

    for (size_t i = 0; i < question->choices.count; i++)
        choice_card(view, grid, question, (int)i);
}

void screen_choices(struct view *view, struct node *parent,
                    const struct question *question)
{
    switch ((enum question_type)question->type) {
    case QUESTION_DIALOGIC:
        actions(view, parent, question);
        break;
    case QUESTION_SELECT_ONE:
    case QUESTION_SELECT_MULTIPLE:
        choices(view, parent, question);
        break;
    case QUESTION_RANGE:
        screen_range(view, parent, question);
        break;
    case QUESTION_RANK:
        screen_rank(view, parent, question);
        break;
    case QUESTION_INTEGER:
        screen_number(view, parent, question);
        break;
    case QUESTION_TEXT:
        screen_words_field(view, parent, view->words->write_here);
        break;
    case QUESTION_NOTE:
        break;
    }
}
