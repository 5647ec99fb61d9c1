#include "ui/theme.h"
#include "base/str.h"
#include <math.h>
#include <stddef.h>

enum {
    MESSAGES_SHOWN = 20,
    STEP_PERCENT = 4,
    LIGHT_PERCENT = 85,
    WHITE = 0xFFFFFF
};
/* WCAG 2.1: 4.5 for text, 7 for what should be read with ease. */
#define CONTRAST_TEXT 4.5
#define CONTRAST_DARK 7.0

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
    COLOUR(struct theme_colours, paper), COLOUR(struct theme_colours, ink),
    COLOUR(struct theme_colours, quiet), COLOUR(struct theme_colours, line),
    COLOUR(struct theme_colours, edge),  COLOUR(struct theme_colours, card),
    COLOUR(struct theme_colours, night), COLOUR(struct theme_colours, gold),
    COLOUR(struct theme_colours, soft),  COLOUR(struct theme_colours, on_fill),
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

const struct theme *theme_in(const struct theme *theme, enum theme_mode mode)
{
    (void)mode;
    return theme;
}

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

static uint32_t darkened(uint32_t colour, double contrast)
{
    uint32_t dark = colour;
    for (int percent = 0; percent <= 100; percent += STEP_PERCENT) {
        dark = colour_mix(colour, 0x000000, percent);
        if (colour_contrast(dark, WHITE) >= contrast)
            break;
    }
    return dark;
}

struct theme_accent theme_accent(const struct theme *theme, uint32_t colour)
{
    struct theme_accent *const *accents = theme->accents.items;
    for (size_t i = 0; i < theme->accents.count; i++)
        if (accents[i]->fill == colour)
            return *accents[i];
    return (struct theme_accent){
        .name = "",
        .fill = darkened(colour, CONTRAST_TEXT),
        .dark = darkened(colour, CONTRAST_DARK),
        .light = colour_mix(colour, WHITE, LIGHT_PERCENT),
    };
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
