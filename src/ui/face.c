#include "ui/face.h"

static const char *const face_icons[] = {"face-1", "face-2", "face-3", "face-4",
                                         "face-5"};

static uint32_t ring_colour(const struct theme *theme, int step)
{
    return (size_t)step < theme->faces.count
               ? ((const uint32_t *)theme->faces.items)[step]
               : theme->colours->ink;
}

struct node *face(struct frame *frame, struct node *parent, struct face face)
{
    const struct theme_colours *colours = frame->theme->colours;
    uint32_t ring = ring_colour(frame->theme, face.step);
    struct node *column =
        layout_box(frame, parent,
                   (struct box){.id = face.id,
                                .align = ALIGN_CENTRE,
                                .gap = face.size < 150 ? 10 : 28,
                                .pad = {2, 2, 12, 12},
                                .radius = (int)frame->theme->space->radius,
                                .weight = 1});
    struct node *disc =
        layout_box(frame, column,
                   (struct box){.axis = AXIS_STACK,
                                .align = ALIGN_CENTRE,
                                .width = face.size,
                                .height = face.size,
                                .radius = face.size / 2,
                                .has_fill = true,
                                .fill = face.is_chosen ? ring : colours->card,
                                .border = face.size / 20,
                                .border_colour = ring});

    layout_icon(frame, disc, face_icons[face.step], face.size * 19 / 20,
                face.is_chosen ? theme_on(frame->theme, ring) : colours->ink,
                false);
    layout_text(
        frame, column,
        (struct label){.text = face.text,
                       .size = face.text_size ? face.text_size : 32,
                       .is_bold = face.is_chosen,
                       .colour = face.colour ? face.colour : colours->ink,
                       .language = face.language,
                       .align = ALIGN_CENTRE,
                       .max_lines = 2,
                       .min_size = 24});
    return column;
}
