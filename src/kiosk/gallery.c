#include "kiosk/gallery.h"

#include "base/str.h"
#include "ui/segmented.h"
#include <stdlib.h>
#include <string.h>

enum { GAP = 24, SIGN = 56, CAPTION = 24, SWATCH = 96 };

const char gallery_pressed[] = "gallery.pressed";

const char *const *gallery_signs(const struct fs *fs, struct kiosk *kiosk,
                                 const char *assets_folder, struct fail *why)
{
    static const char suffix[] = ".svg";
    size_t count = 0, kept = 0, tail = sizeof suffix - 1;
    const char *folder = arena_printf(&kiosk->arena, "%s/icons", assets_folder);
    char **names = fs_names(fs, folder, why);

    if (!names)
        return NULL;
    while (names[count])
        count++;
    const char **signs = arena_array(&kiosk->arena, count + 1, sizeof *signs);
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(names[i]);
        if (length > tail && str_equal(names[i] + length - tail, suffix) &&
            !strstr(kiosk->pattern, names[i]))
            signs[kept++] =
                arena_string(&kiosk->arena, names[i], length - tail);
    }
    signs[kept] = NULL;
    free(names);
    return signs;
}

const char *gallery_id(struct gallery *gallery)
{
    return arena_printf(gallery->view->frame->arena, "gallery.%d",
                        gallery->count++);
}

void gallery_caption(struct gallery *gallery, struct node *parent,
                     const char *text)
{
    struct frame *frame = gallery->view->frame;

    layout_text(frame, parent,
                (struct label){.text = text,
                               .language = "en",
                               .size = CAPTION,
                               .colour = frame->theme->colours->quiet});
}

struct node *gallery_shelf(struct gallery *gallery, const char *name,
                           int columns, int min_column)
{
    struct frame *frame = gallery->view->frame;
    struct node *part =
        layout_box(frame, gallery->column, (struct box){.gap = 14});

    layout_text(frame, part,
                (struct label){.text = name,
                               .language = "en",
                               .size = 32,
                               .is_bold = true,
                               .colour = frame->theme->colours->ink});
    return layout_box(
        frame, part,
        (struct box){.columns = columns, .min_column = min_column, .gap = GAP});
}

struct node *gallery_place(struct gallery *gallery, struct node *shelf)
{
    return layout_box(gallery->view->frame, shelf,
                      (struct box){.gap = 6, .align = ALIGN_START});
}

static void language_choice(struct view *view, struct node *parent)
{
    struct segment segments[KIOSK_LANGUAGES];
    int count = view->kiosk->language_count;

    for (int i = 0; i < count; i++) {
        const char *tag = view->kiosk->languages[i].tag;
        segments[i] = (struct segment){
            .id = arena_printf(view->frame->arena, "lang.%s", tag),
            .text = screen_language_name(view, tag),
            .language = view->kiosk->languages[i].words_tag};
    }
    segmented(view->frame, parent,
              (struct segmented){.segments = segments,
                                 .count = count,
                                 .chosen = view->session->language,
                                 .min_column = 220});
}

static void look_choice(struct view *view, struct node *parent)
{
    const char *names[EASE_LOOKS] = {view->words->look_light,
                                     view->words->look_dark,
                                     view->words->look_contrast};
    struct segment segments[EASE_LOOKS];

    for (int i = 0; i < EASE_LOOKS; i++)
        segments[i] = (struct segment){
            .id = arena_printf(view->frame->arena, "ease.look.%d", i),
            .text = names[i]};
    segmented(view->frame, parent,
              (struct segmented){.segments = segments,
                                 .count = EASE_LOOKS,
                                 .chosen = view->session->ease.look,
                                 .min_column = 220});
}

/* Which signs point somewhere, and so turn round, is said where they are
 * used; here are those that any screen turns. */
static bool points(const char *sign)
{
    static const char *const pointing[] = {"arrow", "back", "follow", "move",
                                           "undo"};

    for (size_t i = 0; i < sizeof pointing / sizeof *pointing; i++)
        if (str_equal(pointing[i], sign))
            return true;
    return false;
}

static void signs(struct gallery *gallery)
{
    struct frame *frame = gallery->view->frame;
    const char *const *sign = gallery->view->kiosk->signs;
    struct node *shelf = gallery_shelf(gallery, "signs", 7, 130);

    for (; sign && *sign; sign++) {
        struct node *place = gallery_place(gallery, shelf);
        layout_icon(frame, place, *sign, SIGN, frame->theme->colours->ink,
                    points(*sign));
        gallery_caption(gallery, place, *sign);
    }
}

static void type_scale(struct gallery *gallery)
{
    struct frame *frame = gallery->view->frame;
    const struct theme_type *type = frame->theme->type;
    const int sizes[] = {(int)type->attract, (int)type->heading,
                         (int)type->second, (int)type->lead, 30};
    struct node *shelf = gallery_shelf(gallery, "type", 1, 0);

    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int bold = 1; bold >= 0; bold--)
            layout_text(frame, shelf,
                        (struct label){.text = gallery->view->words->thank_you,
                                       .size = sizes[i],
                                       .is_bold = bold,
                                       .colour = frame->theme->colours->ink});
}

static void swatch(struct gallery *gallery, struct node *shelf,
                   const char *name, uint32_t ground, uint32_t words)
{
    struct frame *frame = gallery->view->frame;
    struct node *box =
        layout_box(frame, shelf,
                   (struct box){.min_height = SWATCH,
                                .pad = EDGES(16),
                                .radius = 12,
                                .justify = JUSTIFY_CENTRE,
                                .has_fill = true,
                                .fill = ground,
                                .border = 2,
                                .border_colour = frame->theme->colours->edge});

    layout_text(frame, box,
                (struct label){.text = name,
                               .language = "en",
                               .size = CAPTION,
                               .is_bold = true,
                               .colour = words});
}

static void colours(struct gallery *gallery)
{
    const struct theme *theme = gallery->view->frame->theme;
    const struct theme_colours *all = theme->colours;
    struct node *shelf = gallery_shelf(gallery, "colours", 4, 200);

    swatch(gallery, shelf, "paper, ink", all->paper, all->ink);
    swatch(gallery, shelf, "paper, quiet", all->paper, all->quiet);
    swatch(gallery, shelf, "card, ink", all->card, all->ink);
    swatch(gallery, shelf, "card, quiet", all->card, all->quiet);
    swatch(gallery, shelf, "soft, ink", all->soft, all->ink);
    swatch(gallery, shelf, "ink, on_ink", all->ink, all->on_ink);
    swatch(gallery, shelf, "night, gold", all->night, all->gold);
    swatch(gallery, shelf, "night, on_night", all->night, all->on_night);
    shelf = gallery_shelf(gallery, "accents: fill, light, sign", 3, 200);
    for (size_t i = 0; i < theme->accents.count; i++) {
        const struct theme_accent *accent =
            ((struct theme_accent *const *)theme->accents.items)[i];
        swatch(gallery, shelf, accent->name, accent->fill, all->on_fill);
        swatch(gallery, shelf, accent->name, accent->light, accent->dark);
        swatch(gallery, shelf, accent->name, all->soft, accent->sign);
    }
}

void screen_gallery(struct view *view, struct node *root)
{
    struct frame *frame = view->frame;
    int side = frame->is_compact ? 32 : (int)frame->theme->space->margin;

    if (!frame->pressed)
        frame->pressed = gallery_pressed;
    struct node *inside =
        screen_window(view, root, frame->theme->colours->paper,
                      (struct box){.gap = 40, .pad = EDGES(side)});
    struct gallery gallery = {.view = view, .column = inside};
    look_choice(view, inside);
    language_choice(view, inside);
    gallery_widgets(&gallery);
    signs(&gallery);
    type_scale(&gallery);
    colours(&gallery);
}
