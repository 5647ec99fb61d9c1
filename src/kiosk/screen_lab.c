#include "kiosk/screen_choice.h"

#include "ui/tile.h"

#include "ui/card.h"

static void second_heading(struct view *view, struct node *parent,
                           const char *text)
{
    const struct theme *theme = view->frame->theme;
    layout_text(view->frame, parent,
                (struct label){.text = text,
                               .size = (int)theme->type->second,
                               .is_bold = true,
                               .colour = theme->colours->ink});
}

static void action_cards(struct view *view, struct node *parent)
{
    const struct theme *theme = view->frame->theme;
    struct node *grid =
        layout_box(view->frame, parent,
                   (struct box){.columns = 2, .min_column = 700, .gap = 26});

    for (int i = 0; i < DIALOGIC__COUNT; i++) {
        struct action_look look = screen_action(view, i);
        struct theme_accent accent = theme_accent_named(theme, look.accent);
        struct node *row =
            card(view->frame, grid,
                 (struct card){.fill = accent.light,
                               .is_flat = true,
                               .box = {.axis = AXIS_ROW,
                                       .align = ALIGN_CENTRE,
                                       .gap = 30,
                                       .pad = {34, 34, 26, 26}}});
        layout_icon(view->frame, row, look.icon, 64, accent.dark, look.points);
        struct node *words =
            layout_box(view->frame, row, (struct box){.weight = 1, .gap = 4});
        layout_text(view->frame, words,
                    (struct label){.text = look.word,
                                   .size = 38,
                                   .is_bold = true,
                                   .colour = accent.dark});
        layout_text(view->frame, words,
                    (struct label){.text = look.does,
                                   .size = 30,
                                   .colour = theme->colours->ink});
    }
}

static void lab_pages(struct view *view, struct node *parent)
{
    struct node *grid =
        layout_box(view->frame, parent,
                   (struct box){.columns = 2, .min_column = 700, .gap = 26});
    screen_pages(view, grid, -1);
}

static void proposal_row(struct view *view, struct node *grid,
                         const struct proposal *proposal, int number)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    bool is_sent = view->session->proposals_sent >> (number - 1) & 1;
    const char *language;
    const char *title = screen_words(view, &proposal->title, &language);

    tile(view->frame, screen_heard(view, grid, -1, &proposal->title, 0),
         (struct tile){.id = arena_printf(view->frame->arena, "proposal.%s",
                                          proposal->id),
                       .icon = is_sent ? "check" : "idea",
                       .title = title,
                       .language = language,
                       .text = is_sent ? view->words->answered
                                       : view->words->what_would_you_say,
                       .icon_colour = colours->ink,
                       .icon_ground = colours->soft,
                       .has_arrow = true});
}

/* Each is a record of its own; what was sent in this visit is marked. */
static void proposals(struct view *view, struct node *parent)
{
    const struct model *model = kiosk_model(view->kiosk, -1);

    if (!view->kiosk->proposal_count)
        return;
    second_heading(view, parent, view->words->proposals);
    struct node *grid =
        layout_box(view->frame, parent,
                   (struct box){.columns = 2, .min_column = 700, .gap = 26});
    for (size_t i = 0; i < model->proposals.count; i++) {
        const struct proposal *proposal = model_object(&model->proposals, i);
        int number = kiosk_proposal(view->kiosk, proposal->id);
        if (number)
            proposal_row(view, grid, proposal, number);
    }
}

static void partners(struct view *view, struct node *parent)
{
    const struct model *model = kiosk_model(view->kiosk, -1);
    const struct theme_colours *colours = view->frame->theme->colours;
    const char *roles[] = {view->words->implemented_by,
                           view->words->commissioned_by,
                           view->words->host_role};

    if (model->partners.count)
        second_heading(view, parent, view->words->partners);
    for (size_t i = 0; i < model->partners.count; i++) {
        const struct partner *partner = model_object(&model->partners, i);
        struct node *words =
            layout_box(view->frame, parent, (struct box){.gap = 2});
        layout_text(view->frame, words,
                    (struct label){.text = roles[partner->role],
                                   .size = 28,
                                   .colour = colours->quiet});
        screen_text(view, words, &partner->name,
                    (struct label){
                        .size = 34, .is_bold = true, .colour = colours->ink});
    }
}

static void web(struct view *view, struct node *parent)
{
    const struct model *model = kiosk_model(view->kiosk, -1);
    const struct theme_colours *colours = view->frame->theme->colours;
    struct node *words =
        layout_box(view->frame, parent, (struct box){.gap = 2});

    if (!model->web)
        return;
    layout_text(view->frame, words,
                (struct label){.text = view->words->web,
                               .size = 28,
                               .colour = colours->quiet});
    layout_text(view->frame, words,
                (struct label){.text = model->web,
                               .language = "en",
                               .align = ALIGN_START,
                               .size = 34,
                               .is_bold = true,
                               .colour = colours->ink});
}

void screen_lab(struct view *view, struct node *root)
{
    const struct theme *theme = view->frame->theme;
    const struct model *model = kiosk_model(view->kiosk, -1);
    struct node *column = screen_frame(
        view, root, screen_programme(view, !view->frame->is_portrait), true);

    layout_text(view->frame, column,
                screen_heading(view, view->words->lab_title));
    layout_text(view->frame, column,
                (struct label){.text = view->words->lab_with,
                               .size = (int)theme->type->lead + 2,
                               .colour = theme->colours->ink});
    second_heading(view, column, view->words->lab_actions);
    action_cards(view, column);
    proposals(view, column);
    screen_invitation(view, column, -1);
    if (model->pages.count)
        second_heading(view, column, view->words->lab_pages);
    lab_pages(view, column);
    partners(view, column);
    web(view, column);
}
