#include "kiosk/screen_block.h"
#include "kiosk/screen_media.h"

/* What stands beside the text in landscape and at its foot in portrait. */
static void beside(struct view *view, struct node *parent)
{
    int host = view->session->here.host;
    const struct model *model = kiosk_model(view->kiosk, host);
    const struct learning *learning = model_learning(model, NULL);

    const struct picture *picture = screen_beside(view);

    if (picture && screen_has_side(view) && view->frame->text_percent <= 100)
        screen_figure_beside(view, parent);
    if (learning)
        screen_learning(view, parent, learning);
}

static void provenance(struct view *view, struct node *parent)
{
    const struct theme_colours *colours = view->frame->theme->colours;
    const struct model *model =
        kiosk_model(view->kiosk, view->session->here.host);
    struct node *column =
        layout_box(view->frame, parent, (struct box){.gap = 4});
    struct label small = {.size = 26, .colour = colours->quiet};

    if (model->kind == MODEL_HOST && !model->reviewed) {
        small.text = view->words->not_reviewed;
        layout_text(view->frame, column, small);
    }
    if (model->source) {
        small.text =
            screen_fill(view, view->words->source, "source", model->source);
        layout_text(view->frame, column, small);
    }
}

static void reading(struct view *view, struct node *parent)
{
    const struct model *model =
        kiosk_model(view->kiosk, view->session->here.host);
    const struct page *page =
        model_object(&model->pages, (size_t)view->session->here.page);
    struct label heading = screen_heading(view, NULL);

    screen_text(view, parent, &page->title, heading);
    for (size_t i = 0; i < page->blocks.count; i++)
        screen_block(view, parent, model_object(&page->blocks, i));
    provenance(view, parent);
}

static void page_narrow(struct view *view, struct node *root, const char *title)
{
    struct node *foot;
    struct node *text = screen_frame_footed(view, root, title, false, &foot);

    reading(view, text);
    struct node *column =
        layout_box(view->frame, foot, (struct box){.weight = 1, .gap = 24});
    if ((screen_is_low(view) || view->frame->is_compact) &&
        !screen_is_lowest(view)) {
        screen_learning_short(view, column);
        beside(view, text);
    } else {
        beside(view, column);
    }
}

void screen_page(struct view *view, struct node *root)
{
    const struct model *model =
        kiosk_model(view->kiosk, view->session->here.host);
    const char *title = screen_words(view, &model->name, NULL);

    if (!screen_has_side(view)) {
        page_narrow(view, root, title);
        return;
    }
    struct node *row =
        layout_box(view->frame, screen_frame(view, root, title, false),
                   (struct box){.axis = AXIS_ROW, .gap = 58, .weight = 1});
    struct node *text =
        screen_window(view, row, view->frame->theme->colours->paper,
                      (struct box){.gap = 32, .pad = {.end = 8, .bottom = 64}});
    reading(view, text);
    struct node *side =
        layout_box(view->frame, row,
                   (struct box){.width = 620 + view->frame->text_percent - 100,
                                .gap = 28});
    beside(view, side);
}
