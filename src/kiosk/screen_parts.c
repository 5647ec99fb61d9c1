#include "kiosk/screen_parts.h"

#include "base/str.h"
#include "content/markdown.h"
#include "ui/button.h"
#include "ui/tile.h"

static const struct text_entry *
find(const struct view *view, const struct text *text, bool *ret_is_fallback)
{
    const struct text_entry *entry =
        text_find(text, view->language->tag, ret_is_fallback);
    return entry && entry->utf8 ? entry : NULL;
}

const char *screen_words(const struct view *view, const struct text *text,
                         const char **ret_language)
{
    const struct text_entry *entry = find(view, text, NULL);

    if (ret_language)
        *ret_language =
            entry && entry->language ? entry->language : view->frame->language;
    return entry ? entry->utf8 : "";
}

const char *screen_fill(const struct view *view, const char *text,
                        const char *name, const char *value)
{
    const char *places[] = {name, value, NULL};
    return strings_fill(view->frame->arena, text, places);
}

const char *screen_language_name(const struct view *view, const char *tag)
{
    return kiosk_language_name(view->kiosk, tag);
}

static void fallback_mark(struct view *view, struct node *parent,
                          const struct text_entry *entry, struct label look)
{
    const char *name = screen_language_name(view, entry->language);

    /* Once is enough: what else is not there yet is in the same language. */
    if (view->marked && str_equal(view->marked, entry->language))
        return;
    view->marked = entry->language;
    struct label label = {
        .text = screen_fill(view, view->words->only_in, "language", name),
        .size = 24,
        .colour = look.colour,
        .align = look.align,
    };
    layout_text(view->frame, parent, label);
}

void screen_mark(struct view *view, struct node *parent,
                 const struct text *text, struct label look)
{
    bool is_fallback;
    const struct text_entry *entry = find(view, text, &is_fallback);

    if (entry && is_fallback && entry->language)
        fallback_mark(view, parent, entry, look);
}

/* Beside what can be heard in this language stands a loudspeaker. */
struct node *screen_heard(struct view *view, struct node *parent, int host,
                          const struct text *text, int weight)
{
    const char *sound = text_sound(text, view->language->tag);

    if (!sound)
        return parent;
    struct node *row = layout_box(view->frame, parent,
                                  (struct box){.axis = AXIS_ROW,
                                               .align = ALIGN_CENTRE,
                                               .gap = 24,
                                               .weight = weight});
    screen_listen_of(view, row, host, sound);
    return layout_box(view->frame, row, (struct box){.weight = 1, .gap = 24});
}

struct node *screen_text(struct view *view, struct node *parent,
                         const struct text *text, struct label label)
{
    return screen_text_of(view, parent, view->session->here.host, text, label);
}

struct node *screen_text_of(struct view *view, struct node *parent, int host,
                            const struct text *text, struct label label)
{
    bool is_fallback;
    const struct text_entry *entry = find(view, text, &is_fallback);
    struct node *beside = screen_heard(view, parent, host, text, label.weight);

    if (!entry)
        return NULL;
    if (beside != parent) {
        parent = beside;
        label.weight = 0;
    }
    label.text = entry->utf8;
    label.language = entry->language;
    if (!is_fallback || !entry->language)
        return layout_text(view->frame, parent, label);

    struct node *column = layout_box(
        view->frame, parent, (struct box){.gap = 6, .weight = label.weight});
    label.weight = 0;
    layout_text(view->frame, column, label);
    fallback_mark(view, column, entry, label);
    return column;
}

static const struct text_span *bold_spans(struct view *view,
                                          const struct markdown_block *block)
{
    struct text_span *spans =
        arena_array(view->frame->arena, block->bold_count, sizeof *spans);

    for (size_t i = 0; i < block->bold_count; i++)
        spans[i] = (struct text_span){block->bold[i].start, block->bold[i].end};
    return spans;
}

static void markdown_block(struct view *view, struct node *parent,
                           const struct markdown_block *block,
                           const char *language, int size)
{
    bool is_heading = block->kind == MARKDOWN_HEADING;
    struct label label = {
        .text = block->text,
        .size = is_heading ? size + 8 : size,
        .is_bold = is_heading,
        .colour = view->frame->theme->colours->ink,
        .language = language,
        .bold = bold_spans(view, block),
        .bold_count = block->bold_count,
    };

    if (block->kind != MARKDOWN_ITEM) {
        layout_text(view->frame, parent, label);
        return;
    }
    int step = view->frame->is_compact ? 20 : 40;
    struct node *row =
        layout_box(view->frame, parent,
                   (struct box){.axis = AXIS_ROW,
                                .align = ALIGN_START,
                                .gap = 20,
                                .pad = {.start = 12 + block->level * step}});
    layout_text(view->frame, row,
                (struct label){.text = block->marker,
                               .size = size,
                               .language = language,
                               .colour = view->frame->theme->colours->quiet});
    label.weight = 1;
    layout_text(view->frame, row, label);
}

void screen_markdown(struct view *view, struct node *parent,
                     const struct text *text, int size)
{
    bool is_fallback;
    const struct text_entry *entry = find(view, text, &is_fallback);

    struct node *heard =
        screen_heard(view, parent, view->session->here.host, text, 0);
    if (!entry)
        return;
    struct markdown markdown = markdown_parse(entry->utf8, view->frame->arena);
    struct node *column =
        layout_box(view->frame, heard, (struct box){.gap = 24});
    for (size_t i = 0; i < markdown.count; i++)
        markdown_block(view, column, &markdown.blocks[i], entry->language,
                       size);
    if (is_fallback && entry->language)
        fallback_mark(
            view, column, entry,
            (struct label){.colour = view->frame->theme->colours->quiet});
}

const char *screen_programme(const struct view *view, bool is_long)
{
    const struct model *model = kiosk_model(view->kiosk, -1);
    const char *name = screen_words(view, &model->name, NULL);

    if (!model->theme.count || !is_long)
        return name;
    return arena_printf(view->frame->arena, "%s · %s", name,
                        screen_words(view, &model->theme, NULL));
}

struct node *screen_drawing(struct view *view, struct node *parent, int host,
                            const char *image, struct box box)
{
    box.radius = (int)view->frame->theme->space->radius;
    box.has_fill = true;
    box.fill = kiosk_model(view->kiosk, host)->colour;
    box.picture =
        bundle_path(kiosk_bundle(view->kiosk, host), image, view->frame->arena);
    return layout_box(view->frame, parent, box);
}

void screen_cover(struct view *view, struct node *parent, int host)
{
    const struct model *model = kiosk_model(view->kiosk, host);

    layout_box(view->frame, parent,
               (struct box){.weight = 1,
                            .has_fill = true,
                            .fill = model->colour,
                            .picture = bundle_path(
                                kiosk_bundle(view->kiosk, host),
                                model->cover->image, view->frame->arena)});
}

struct theme_accent screen_accent(const struct view *view, int host)
{
    return theme_accent(view->frame->theme,
                        kiosk_model(view->kiosk, host)->colour);
}

const char *screen_say_count(const struct view *view, int host)
{
    struct asking asking =
        session_asking_of(view->session, view->kiosk, host, 0);
    int count = (int)asking_count(&asking);
    const char *number = arena_printf(view->frame->arena, "%d", count);

    return screen_fill(view,
                       strings_plural(&view->words->say_count,
                                      view->language->words_tag, count),
                       "n", number);
}

bool screen_can_say(const struct view *view, int host)
{
    struct asking asking =
        session_asking_of(view->session, view->kiosk, host, 0);

    return asking_after(&asking, -1) >= 0;
}

struct label screen_heading(const struct view *view, const char *text)
{
    const struct theme *theme = view->frame->theme;
    return (struct label){
        .text = text,
        .size = screen_is_low(view) ? (int)theme->type->second
                                    : (int)theme->type->heading,
        .is_bold = true,
        .colour = theme->colours->ink,
        .min_size = screen_is_low(view) ? 34 : 44,
        .max_lines = 4,
    };
}

static void page_tile(struct view *view, struct node *parent,
                      const struct page *page, struct theme_accent accent)
{
    const char *language;
    const char *title = screen_words(view, &page->title, &language);
    const struct text *heard = text_sound(&page->title, view->language->tag)
                                   ? &page->title
                                   : &page->summary;

    tile(view->frame,
         screen_heard(view, parent, view->session->here.host, heard, 0),
         (struct tile){
             .id = arena_printf(view->frame->arena, "page.%s", page->id),
             .icon = page->icon < 0 ? "book" : model_icons[page->icon],
             .title = title,
             .text = page->summary.count
                         ? screen_words(view, &page->summary, NULL)
                         : NULL,
             .language = language,
             .icon_colour = accent.dark,
             .icon_ground = accent.light,
             .min_height = 108,
             .has_arrow = true});
}

void screen_pages(struct view *view, struct node *parent, int host)
{
    const struct model *model = kiosk_model(view->kiosk, host);

    for (size_t i = 0; i < model->pages.count; i++)
        page_tile(view, parent, model_object(&model->pages, i),
                  screen_accent(view, host));
}

void screen_invitation(struct view *view, struct node *parent, int host)
{
    if (!screen_can_say(view, host))
        return;
    tile(view->frame, parent,
         (struct tile){.id = "say",
                       .icon = "speech",
                       .title = view->words->say_title,
                       .text = screen_say_count(view, host),
                       .is_filled = true,
                       .fill = host < 0 ? view->frame->theme->colours->ink
                                        : screen_accent(view, host).fill,
                       .title_size = 40,
                       .min_height = 136,
                       .has_arrow = true});
}
