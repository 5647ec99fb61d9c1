#include "kiosk/gallery.h"

#include "ui/text_field.h"

enum { FIELD_BYTES = 400, FIELD_LETTERS = 60 };

/* A text that ends with the frame. */
static struct edit *text_of(struct gallery *gallery, const char *words)
{
    struct arena *arena = gallery->view->frame->arena;
    struct edit *edit = arena_get(arena, sizeof *edit);

    edit_init(edit, arena_get(arena, FIELD_BYTES), FIELD_BYTES, FIELD_LETTERS);
    edit_insert(edit, words);
    return edit;
}

static void field(struct gallery *gallery, struct node *shelf, const char *name,
                  const struct edit *edit, bool has_caret)
{
    struct view *view = gallery->view;
    struct node *place = layout_box(view->frame, shelf, (struct box){.gap = 6});

    gallery_caption(gallery, place, name);
    text_field(
        view->frame, place,
        &(struct text_field){
            .id = gallery_id(gallery),
            .edit = edit,
            .hint = view->words->what_would_you_say,
            .has_caret = has_caret,
            .types_rtl = view->frame->is_rtl,
            .accent = theme_accent_named(view->frame->theme, "teal").dark});
}

void gallery_writing(struct gallery *gallery)
{
    const char *words = gallery->view->words->thank_you;
    struct node *shelf = gallery_shelf(gallery, "text field", 2, 420);
    struct edit *chosen = text_of(gallery, words);
    struct edit *full = text_of(gallery, "GIZ 2018 ");

    edit_select_word(chosen, 0);
    while (edit_insert(full, "\u0623\u0647\u0644\u064B\u0627 "))
        continue;
    field(gallery, shelf, "empty", text_of(gallery, ""), false);
    field(gallery, shelf, "empty, with the caret", text_of(gallery, ""), true);
    field(gallery, shelf, "written", text_of(gallery, words), true);
    field(gallery, shelf, "a word chosen", chosen, true);
    field(gallery, shelf, "full", full, true);
}
