#include "ui/theme.h"
#include "base/str.h"
#include <math.h>
#include <stddef.h>
#include <string.h>

enum {
    MESSAGES_SHOWN = 20,
    STEP_PERCENT = 4,
    LIGHT_PERCENT = 85,
    TINT_PERCENT = 22,
    WHITE = 0xFFFFFF
};
/* WCAG 2.1: 4.5 for text, 7 for what should be read with ease. */
#define CONTRAST_TEXT 4.5
#define CONTRAST_DARK 7.0
#define CONTRAST_SIGN 3.0

#define COLOUR(holder, name)                                                   \
    {                                                                          \
        .key = #name, .type = SCHEMA_COLOUR, .offset = offsetof(holder, name), \
        .is_required = true                                                    \
    }
#define SIZE(holder, name)                                                     \
    {                                                                          \
        .key = #name, .type = SCHEMA_INTEGER,                                  \
        .offset = offsetof(holder, name), .is_required = true, .min = 1,       \
        .max = 400                                                             \
    }

static const struct schema_field colour_fields[] = {
    COLOUR(struct theme_colours, paper),
    COLOUR(struct theme_colours, ink),
    COLOUR(struct theme_colours, quiet),
    COLOUR(struct theme_colours, line),
    COLOUR(struct theme_colours, edge),
    COLOUR(struct theme_colours, card),
    COLOUR(struct theme_colours, night),
    COLOUR(struct theme_colours, gold),
    COLOUR(struct theme_colours, soft),
    COLOUR(struct theme_colours, on_fill),
    COLOUR(struct theme_colours, on_ink),
    COLOUR(struct theme_colours, on_night),
    {.key = "outline",
     .type = SCHEMA_INTEGER,
     .offset = offsetof(struct theme_colours, outline),
     .max = 12},
    {.key = "shadow",
     .type = SCHEMA_INTEGER,
     .offset = offsetof(struct theme_colours, shadow),
     .max = 255},
};
static const struct schema_field type_fields[] = {
    SIZE(struct theme_type, attract),
    SIZE(struct theme_type, heading),
    SIZE(struct theme_type, second),
    SIZE(struct theme_type, lead),
};
static const struct schema_field space_fields[] = {
    SIZE(struct theme_space, margin), SIZE(struct theme_space, gap),
    SIZE(struct theme_space, radius), SIZE(struct theme_space, button),
    SIZE(struct theme_space, bar),    SIZE(struct theme_space, touch),
};
static const struct schema_field accent_fields[] = {
    {.key = "name",
     .type = SCHEMA_ID,
     .offset = offsetof(struct theme_accent, name),
     .is_required = true},
    COLOUR(struct theme_accent, fill),
    COLOUR(struct theme_accent, dark),
    COLOUR(struct theme_accent, light),
};

static const struct schema colours_schema =
    SCHEMA("colours", struct theme_colours, colour_fields);
static const struct schema type_schema =
    SCHEMA("type", struct theme_type, type_fields);
static const struct schema space_schema =
    SCHEMA("space", struct theme_space, space_fields);
static const struct schema accent_schema =
    SCHEMA("accent", struct theme_accent, accent_fields);

static const struct schema_field theme_fields[] = {
    {.key = "colours",
     .type = SCHEMA_OBJECT,
     .offset = offsetof(struct theme, colours),
     .is_required = true,
     .object = &colours_schema},
    {.key = "dark",
     .type = SCHEMA_OBJECT,
     .offset = offsetof(struct theme, dark),
     .is_required = true,
     .object = &colours_schema},
    {.key = "contrast",
     .type = SCHEMA_OBJECT,
     .offset = offsetof(struct theme, contrast),
     .is_required = true,
     .object = &colours_schema},
    {.key = "type",
     .type = SCHEMA_OBJECT,
     .offset = offsetof(struct theme, type),
     .is_required = true,
     .object = &type_schema},
    {.key = "space",
     .type = SCHEMA_OBJECT,
     .offset = offsetof(struct theme, space),
     .is_required = true,
     .object = &space_schema},
    {.key = "accents",
     .type = SCHEMA_OBJECT,
     .offset = offsetof(struct theme, accents),
     .is_required = true,
     .is_list = true,
     .object = &accent_schema,
     .min = 1,
     .max = 16},
    {.key = "faces",
     .type = SCHEMA_COLOUR,
     .offset = offsetof(struct theme, faces),
     .is_required = true,
     .is_list = true,
     .min = 5,
     .max = 5},
};
static const struct schema theme_schema =
    SCHEMA("theme", struct theme, theme_fields);

static unsigned channel(uint32_t colour, int shift)
{
    return (colour >> shift) & 0xFF;
}

uint32_t colour_mix(uint32_t a, uint32_t b, int b_percent)
{
    uint32_t mixed = 0;
    unsigned part = (unsigned)b_percent;
    for (int shift = 0; shift <= 16; shift += 8) {
        unsigned sum =
            channel(a, shift) * (100 - part) + channel(b, shift) * part;
        mixed |= (sum + 50) / 100 << shift;
    }
    return mixed;
}

/* WCAG 2.1, "relative luminance". */
static double luminance(uint32_t colour)
{
    static const double weights[] = {0.0722, 0.7152, 0.2126};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double part = channel(colour, 8 * i) / 255.0;
        sum +=
            weights[i] *
            (part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double colour_contrast(uint32_t a, uint32_t b)
{
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

/* From `colour` towards `to`, no further than `ground` asks for. */
static uint32_t moved(uint32_t colour, uint32_t to, uint32_t ground,
                      double contrast)
{
    uint32_t near = colour;
    for (int percent = 0; percent <= 100; percent += STEP_PERCENT) {
        near = colour_mix(colour, to, percent);
        if (colour_contrast(near, ground) >= contrast)
            break;
    }
    return near;
}

/* What an accent of the light theme is in another. */
static struct theme_accent in_mode(const struct theme *theme,
                                   struct theme_accent accent)
{
    const struct theme_colours *colours = theme->colours;

    if (theme->mode == THEME_LIGHT)
        return accent;
    if (theme->mode == THEME_DARK) {
        accent.light = colour_mix(colours->card, accent.fill, TINT_PERCENT);
        accent.dark = moved(accent.fill, WHITE,
                            colour_mix(accent.light, WHITE, 4), CONTRAST_DARK);
    } else {
        accent.fill = moved(accent.fill, 0x000000, WHITE, CONTRAST_DARK);
        accent.light = colours->paper;
        accent.dark = colours->gold;
    }
    accent.sign = accent.dark;
    return accent;
}

static void *copied(struct arena *arena, const void *from, size_t bytes)
{
    return memcpy(arena_get(arena, bytes), from, bytes);
}

static void set_accents(struct theme *theme, struct arena *arena)
{
    struct schema_list list = theme->accents;
    struct theme_accent **accents =
        copied(arena, list.items, list.count * sizeof *accents);

    for (size_t i = 0; i < list.count; i++) {
        struct theme_accent *accent =
            copied(arena, accents[i], sizeof **accents);
        accent->source = accent->sign = accent->fill;
        *accent = in_mode(theme, *accent);
        accents[i] = accent;
    }
    theme->accents.items = accents;
}

/* The rings of faces are seen on cards and carry on_fill. */
static void set_faces(struct theme *theme, struct arena *arena)
{
    uint32_t *faces =
        copied(arena, theme->faces.items, theme->faces.count * sizeof *faces);

    for (size_t i = 0; i < theme->faces.count; i++)
        faces[i] = moved(faces[i], WHITE, theme->colours->card, CONTRAST_SIGN);
    theme->faces.items = faces;
}

static void set_modes(struct theme *theme, struct arena *arena)
{
    const struct theme_colours *colours[] = {theme->colours, theme->dark,
                                             theme->contrast};

    for (int i = THEME_DARK; i < THEME__COUNT; i++) {
        struct theme *other = copied(arena, theme, sizeof *theme);
        other->mode = (enum theme_mode)i;
        other->colours = colours[i];
        set_accents(other, arena);
        set_faces(other, arena);
        theme->modes[i] = other;
    }
    set_accents(theme, arena);
    theme->modes[THEME_LIGHT] = theme;
}

const struct theme *theme_in(const struct theme *theme, enum theme_mode mode)
{
    return theme->modes[mode];
}

uint32_t theme_on(const struct theme *theme, uint32_t ground)
{
    const struct theme_colours *colours = theme->colours;

    return colour_contrast(colours->on_fill, ground) >=
                   colour_contrast(colours->on_ink, ground)
               ? colours->on_fill
               : colours->on_ink;
}

struct theme_accent theme_accent(const struct theme *theme, uint32_t colour)
{
    struct theme_accent *const *accents = theme->accents.items;
    for (size_t i = 0; i < theme->accents.count; i++)
        if (accents[i]->source == colour)
            return *accents[i];
    struct theme_accent accent = {
        .name = "",
        .fill = moved(colour, 0x000000, WHITE, CONTRAST_TEXT),
        .dark = moved(colour, 0x000000, WHITE, CONTRAST_DARK),
        .light = colour_mix(colour, WHITE, LIGHT_PERCENT),
        .source = colour,
    };
    accent.sign = accent.fill;
    return in_mode(theme, accent);
}

struct theme_accent theme_accent_named(const struct theme *theme,
                                       const char *name)
{
    struct theme_accent *const *accents = theme->accents.items;
    for (size_t i = 0; i < theme->accents.count; i++)
        if (str_equal(accents[i]->name, name))
            return *accents[i];
    return *accents[0];
}

bool theme_read(const char *assets_folder, struct theme **ret_theme,
                struct fail *why)
{
    struct arena arena = {0};
    struct messages messages = {0};
    const char *path = arena_printf(&arena, "%s/theme.yaml", assets_folder);
    struct theme *theme =
        schema_read_file(&theme_schema, path, path, &arena, &messages);
    bool good = theme != NULL && messages.errors == 0;
    if (messages.count > 0)
        messages_print(&messages, MESSAGES_SHOWN, stderr);
    if (!good)
        fail_set(why, FAIL_CONFIG, "%s cannot be used", path);
    messages_fini(&messages);
    if (!good) {
        arena_fini(&arena);
        return false;
    }
    set_modes(theme, &arena);
    theme->arena = arena;
    *ret_theme = theme;
    return true;
}

void theme_free(struct theme *theme)
{
    if (theme == NULL)
        return;
    struct arena arena = theme->arena; /* the theme itself lies in it */
    arena_fini(&arena);
}
