#include "kiosk/gallery.h"

#include "ui/button.h"
#include "ui/card.h"
#include "ui/chip.h"
#include "ui/dots.h"
#include "ui/face.h"
#include "ui/grip.h"
#include "ui/progress.h"
#include "ui/segmented.h"
#include "ui/tile.h"
#include "ui/toast.h"
#include "ui/toggle.h"

enum state { REST, PRESSED, CHOSEN, DISABLED, STATE__COUNT };
static const char *const state_names[STATE__COUNT] = {"rest", "pressed",
                                                      "chosen", "disabled"};

static const char *id_in(struct gallery *gallery, enum state state)
{
    return state == PRESSED ? gallery_pressed : gallery_id(gallery);
}

static struct node *captioned(struct gallery *gallery, struct node *shelf,
                              enum state state)
{
    struct node *place =
        layout_box(gallery->view->frame, shelf, (struct box){.gap = 6});

    gallery_caption(gallery, place, state_names[state]);
    return place;
}

static void buttons(struct gallery *gallery)
{
    const struct strings *words = gallery->view->words;
    const struct theme *theme = gallery->view->frame->theme;
    const struct button kinds[] = {
        {.text = words->next,
         .icon = "arrow",
         .icon_points = true,
         .icon_last = true},
        {.text = words->send, .fill = theme_accent_named(theme, "teal").fill},
        {.text = words->skip, .look = BUTTON_OUTLINE},
        {.text = words->send_now, .look = BUTTON_CARD},
        {.text = words->close, .look = BUTTON_FLAT},
        {.icon = "speaker", .look = BUTTON_CARD},
    };

    for (int state = REST; state < STATE__COUNT; state++) {
        if (state == CHOSEN)
            continue;
        const char *name = arena_printf(gallery->view->frame->arena,
                                        "button: %s", state_names[state]);
        struct node *shelf = gallery_shelf(gallery, name, 3, 280);
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
            struct button kind = kinds[i];
            kind.id = id_in(gallery, (enum state)state);
            kind.is_disabled = state == DISABLED;
            button(gallery->view->frame, gallery_place(gallery, shelf), kind);
        }
    }
}

static void chips(struct gallery *gallery)
{
    struct frame *frame = gallery->view->frame;
    struct node *shelf = gallery_shelf(gallery, "chip", 4, 200);

    for (int state = REST; state < STATE__COUNT; state++) {
        struct node *place = gallery_place(gallery, shelf);
        gallery_caption(gallery, place, state_names[state]);
        chip(frame, place,
             (struct chip){.id = id_in(gallery, (enum state)state),
                           .text = gallery->view->words->follow,
                           .is_chosen = state == CHOSEN,
                           .is_disabled = state == DISABLED});
    }
    shelf = gallery_shelf(gallery, "chip: not touched", 4, 200);
    for (size_t i = 0; i < frame->theme->accents.count; i++) {
        const struct theme_accent *accent =
            ((struct theme_accent *const *)frame->theme->accents.items)[i];
        chip(frame, gallery_place(gallery, shelf),
             (struct chip){.text = "1994",
                           .icon = "clock",
                           .ground = accent->light,
                           .ink = accent->dark});
    }
}

static void segmented_controls(struct gallery *gallery)
{
    const struct strings *words = gallery->view->words;
    struct node *shelf = gallery_shelf(gallery, "segmented", 1, 0);

    for (int state = REST; state < STATE__COUNT; state++) {
        const struct segment segments[] = {
            {.id = gallery_id(gallery), .text = words->look_light},
            {.id = id_in(gallery, (enum state)state), .text = words->look_dark},
            {.id = gallery_id(gallery), .text = words->look_contrast}};
        segmented(gallery->view->frame, captioned(gallery, shelf, state),
                  (struct segmented){.segments = segments,
                                     .count = 3,
                                     .chosen = state == REST ? -1 : 0,
                                     .min_column = 160,
                                     .is_disabled = state == DISABLED});
    }
}

static void toggles(struct gallery *gallery)
{
    const struct strings *words = gallery->view->words;
    struct node *shelf = gallery_shelf(gallery, "toggle", 2, 420);

    for (int state = REST; state < STATE__COUNT; state++) {
        bool is_on = state == CHOSEN || state == DISABLED;
        struct node *beside =
            toggle(gallery->view->frame, captioned(gallery, shelf, state),
                   (struct toggle){.id = id_in(gallery, (enum state)state),
                                   .state = is_on ? words->on : words->off,
                                   .is_on = is_on,
                                   .is_disabled = state == DISABLED});
        layout_text(gallery->view->frame, beside,
                    (struct label){
                        .text = words->less_motion,
                        .size = 32,
                        .is_bold = true,
                        .colour = gallery->view->frame->theme->colours->ink});
    }
}

static void progresses(struct gallery *gallery)
{
    static const double shares[] = {0, 0.35, 1};
    struct frame *frame = gallery->view->frame;
    struct node *shelf =
        gallery_shelf(gallery, "progress, the last to drag", 2, 420);

    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        progress(frame, shelf, (struct progress){.share = shares[i]});
    progress(frame, shelf,
             (struct progress){
                 .id = "ease.volume",
                 .share = gallery->view->session->ease.volume_percent / 100.0,
                 .height = 24});
    shelf = gallery_shelf(gallery, "dots, ring", 4, 200);
    for (int at = 0; at < 3; at++)
        dots(frame, gallery_place(gallery, shelf), 3, at);
    layout_ring(frame, gallery_place(gallery, shelf), 96, 10,
                frame->theme->colours->ink, 0.7);
}

static void toasts(struct gallery *gallery)
{
    const struct strings *words = gallery->view->words;
    struct frame *frame = gallery->view->frame;
    struct node *shelf = gallery_shelf(gallery, "toast", 1, 0);
    struct toast shown = {.icon = "check", .text = words->thank_you};

    for (int state = REST; state <= PRESSED; state++) {
        shown.action_id = id_in(gallery, (enum state)state);
        shown.action = words->undo;
        shown.action_icon = "undo";
        shown.action_points = true;
        shown.has_time = true;
        shown.time_left = 0.6;
        toast(frame, captioned(gallery, shelf, state), shown);
    }
    toast(frame, gallery_place(gallery, shelf),
          (struct toast){.text = words->saved_text});
}

static void cards(struct gallery *gallery)
{
    struct frame *frame = gallery->view->frame;
    const struct theme_colours *colours = frame->theme->colours;
    struct theme_accent accent = theme_accent_named(frame->theme, "indigo");
    const struct card kinds[] = {
        {.box = {.pad = EDGES(34)}},
        {.box = {.pad = EDGES(34), .id = gallery_pressed}},
        {.box = {.pad = EDGES(34), .id = gallery_id(gallery)},
         .fill = accent.fill},
        {.box = {.pad = EDGES(34)}, .fill = accent.light, .is_flat = true},
        {.box = {.pad = EDGES(34)}, .is_lifted = true}};
    const uint32_t inks[] = {colours->ink, colours->ink, colours->on_fill,
                             accent.dark, colours->ink};
    const char *const names[] = {"rest", "pressed", "chosen", "flat", "lifted"};
    struct node *shelf = gallery_shelf(gallery, "card, grip", 4, 200);

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        layout_text(frame, card(frame, shelf, kinds[i]),
                    (struct label){.text = names[i],
                                   .language = "en",
                                   .size = 32,
                                   .colour = inks[i]});
    for (int state = REST; state <= PRESSED; state++)
        grip(frame,
             card(frame, shelf,
                  (struct card){.box = {.axis = AXIS_ROW,
                                        .justify = JUSTIFY_END,
                                        .min_height = 100}}),
             id_in(gallery, (enum state)state));
}

static void tiles(struct gallery *gallery)
{
    const struct strings *words = gallery->view->words;
    struct frame *frame = gallery->view->frame;
    struct theme_accent accent = theme_accent_named(frame->theme, "terracotta");
    struct node *shelf = gallery_shelf(gallery, "tile", 2, 700);
    struct tile shown = {.icon = "book",
                         .title = words->four_ways_title,
                         .text = words->four_ways_text,
                         .icon_colour = accent.dark,
                         .icon_ground = accent.light,
                         .has_arrow = true};

    for (int state = REST; state <= CHOSEN; state++) {
        shown.id = id_in(gallery, (enum state)state);
        shown.is_filled = state == CHOSEN;
        shown.fill = accent.fill;
        tile(frame, captioned(gallery, shelf, state), shown);
    }
}

static void faces(struct gallery *gallery)
{
    const struct strings *words = gallery->view->words;
    const char *const says[] = {words->face_1, words->face_2, words->face_3,
                                words->face_4, words->face_5};

    for (int state = REST; state <= CHOSEN; state++) {
        const char *name = arena_printf(gallery->view->frame->arena, "face: %s",
                                        state_names[state]);
        struct node *shelf = gallery_shelf(gallery, name, 5, 168);
        for (int i = 0; i < 5; i++)
            face(gallery->view->frame, shelf,
                 (struct face){.id = id_in(gallery, (enum state)state),
                               .step = i,
                               .size = 132,
                               .text = says[i],
                               .is_chosen = state == CHOSEN});
    }
}

/* They lie over all: a touch shows each. */
static void sheets(struct gallery *gallery)
{
    const struct strings *words = gallery->view->words;
    struct node *shelf = gallery_shelf(gallery, "sheet", 2, 460);

    button(gallery->view->frame, gallery_place(gallery, shelf),
           (struct button){.id = "ease",
                           .text = words->ease_title,
                           .look = BUTTON_OUTLINE});
    button(gallery->view->frame, gallery_place(gallery, shelf),
           (struct button){.id = "languages",
                           .text = words->choose_language,
                           .look = BUTTON_OUTLINE});
}

void gallery_widgets(struct gallery *gallery)
{
    sheets(gallery);
    buttons(gallery);
    chips(gallery);
    segmented_controls(gallery);
    toggles(gallery);
    progresses(gallery);
    toasts(gallery);
    cards(gallery);
    tiles(gallery);
    faces(gallery);
    gallery_writing(gallery);
}
