#ifndef UI_THEME_H
#define UI_THEME_H

/* The look as data: assets/theme.yaml. Sizes are design pixels of a screen
 * whose short side is 1080; colours 0xRRGGBB. */

#include "base/fail.h"
#include "yaml/schema.h"

struct theme_accent { /* of a host, of an action */
    const struct yaml_node *node;
    const char *name;
    uint32_t fill, dark, light; /* ground, text on paper, soft ground */
    uint32_t sign;              /* on a soft ground */
    uint32_t source;            /* the fill in the light theme */
};
struct theme_colours {
    const struct yaml_node *node;
    uint32_t paper, ink, quiet, line, edge, card, night, gold, soft, on_fill,
        on_ink, on_night;
    int64_t outline; /* design pixels around cards and what can be touched */
    int64_t shadow;  /* alpha */
};
struct theme_type { /* text sizes */
    const struct yaml_node *node;
    int64_t attract, heading, second, lead;
};
struct theme_space {
    const struct yaml_node *node;
    int64_t margin, gap, radius, button, bar, touch;
};
enum theme_mode { THEME_LIGHT, THEME_DARK, THEME_CONTRAST, THEME__COUNT };
struct theme {
    const struct yaml_node *node;
    const struct theme_colours *colours;
    const struct theme_colours *dark, *contrast; /* of the other modes */
    const struct theme_type *type;
    const struct theme_space *space;
    struct schema_list accents; /* struct theme_accent * */
    struct schema_list faces;   /* uint32_t: rings of the five faces */
    enum theme_mode mode;
    struct theme *modes[THEME__COUNT]; /* the light one has all of them */
    struct arena arena;                /* owns all of it */
};

/* FAIL_CONFIG for faults, which were printed to stderr. Caller: theme_free().
 */
bool theme_read(const char *assets_folder, struct theme **ret_theme,
                struct fail *why);
void theme_free(struct theme *theme);

/* The same look in other colours; owned by `theme`, the one that was read. */
const struct theme *theme_in(const struct theme *theme, enum theme_mode mode);
/* What can be read best on a ground: on_fill or on_ink. */
uint32_t theme_on(const struct theme *theme, uint32_t ground);

/* The accent whose fill (in the light theme) is `colour`, else one computed
 * from it: fill carries on_fill, dark reaches 7:1 on paper, light is a tint. */
struct theme_accent theme_accent(const struct theme *theme, uint32_t colour);
struct theme_accent theme_accent_named(const struct theme *theme,
                                       const char *name);

uint32_t colour_mix(uint32_t a, uint32_t b, int b_percent);
double colour_contrast(uint32_t a, uint32_t b); /* WCAG 2.1, 1 to 21 */

#endif
