#ifndef CONTENT_MODEL_H
#define CONTENT_MODEL_H

/*
 * A bundle in memory: what FORMAT.md says, as structs. A model lives in one
 * arena and is never changed once it was read; pointers borrow from it.
 */

#include "yaml/schema.h"

enum model_kind { MODEL_HOST, MODEL_PROGRAMME };

struct picture {
    const struct yaml_node *node;
    const char *image; /* path inside the bundle */
    struct text alt, caption;
    const char *credit;
    int width_px, height_px; /* from the file's header; SVG: its viewBox */
};

struct fact {
    const struct yaml_node *node;
    const char *value;
    struct text label;
};
struct quote {
    const struct yaml_node *node;
    struct text text, by;
};
struct timeline_item {
    const struct yaml_node *node;
    const char *when;
    struct text what;
};
struct map_point {
    const struct yaml_node *node;
    double at[2]; /* 0 to 1, from the top left */
    struct text label, text;
};
struct map {
    const struct yaml_node *node;
    const char *image;
    struct text alt;
    struct schema_list points; /* struct map_point * */
    int width_px, height_px;
};
struct audio {
    const struct yaml_node *node;
    const char *file;
    struct text transcript;
};
struct learning {
    const struct yaml_node *node;
    const char *id;
    struct text text;
};

enum block_kind { /* the order of the block table's fields */
                  BLOCK_TEXT,
                  BLOCK_FIGURE,
                  BLOCK_GALLERY,
                  BLOCK_FACTS,
                  BLOCK_QUOTE,
                  BLOCK_TIMELINE,
                  BLOCK_MAP,
                  BLOCK_AUDIO,
                  BLOCK_LEARNING
};
struct block {
    const struct yaml_node *node;
    int kind;         /* enum block_kind */
    struct text text; /* Markdown */
    const struct picture *figure;
    struct schema_list gallery; /* struct picture * */
    struct schema_list facts;   /* struct fact * */
    const struct quote *quote;
    struct schema_list timeline; /* struct timeline_item * */
    const struct map *map;
    const struct audio *audio;
    const struct learning *learning;
};

struct page {
    const struct yaml_node *node;
    const char *file; /* {page: path}; NULL once it was read in */
    const char *id;
    struct text title, summary;
    int icon;                  /* index into model_icons, -1: none */
    struct schema_list blocks; /* struct block * */
};
extern const char *const model_icons[]; /* names of assets/icons */

enum question_type { /* the order of the words in the table */
                     QUESTION_DIALOGIC,
                     QUESTION_SELECT_ONE,
                     QUESTION_SELECT_MULTIPLE,
                     QUESTION_RANGE,
                     QUESTION_TEXT,
                     QUESTION_INTEGER,
                     QUESTION_RANK,
                     QUESTION_NOTE
};
enum question_appearance {
    APPEARANCE_FACES,
    APPEARANCE_STARS,
    APPEARANCE_SLIDER,
    APPEARANCE_NUMBERS
};
struct expr;
struct choice {
    const struct yaml_node *node;
    const char *name;
    struct text label;
    const char *image; /* path or NULL */
};
struct question {
    const struct yaml_node *node;
    const char *id;
    int type;       /* enum question_type */
    int appearance; /* enum question_appearance, -1: none given */
    struct text label, hint;
    bool required, about_person;
    const char *about;          /* dialogic: id of a learning or proposal */
    int words;                  /* dialogic: 0 optional, -1 none */
    struct schema_list choices; /* struct choice * */
    int64_t start, end;         /* range */
    struct schema_list labels;  /* range: struct text */
    int64_t max_length;         /* text: characters */
    const char *relevant, *constraint;
    const struct expr *relevant_expr, *constraint_expr; /* NULL: none */
    struct text constraint_message;
};

struct proposal {
    const struct yaml_node *node;
    const char *id;
    struct text title, text;
    bool draft;
};
struct privacy {
    const struct yaml_node *node;
    struct text responsible, purpose, contact, delete_by;
};
enum partner_role { ROLE_IMPLEMENTED_BY, ROLE_COMMISSIONED_BY, ROLE_HOST };
struct partner {
    const struct yaml_node *node;
    int role; /* enum partner_role */
    struct text name;
    const char *logo;
    struct text alt;
};
struct attract {
    const struct yaml_node *node;
    struct text question;
};
struct reviewed {
    const struct yaml_node *node;
    const char *by, *on;
};

struct model {
    const struct yaml_node *node;
    int64_t grammar; /* 1 */
    int kind;        /* enum model_kind */
    const char *id;
    const char *programme; /* host: the programme it belongs to */
    const char *version;
    int64_t serial;
    struct schema_list languages; /* const char * */
    const char *source;
    const struct reviewed *reviewed;
    struct text name, theme;
    uint32_t colour; /* 0xRRGGBB */
    const struct picture *cover;
    struct schema_list pages;    /* struct page * */
    struct schema_list feedback; /* struct question * */
    /* programme only */
    struct schema_list hosts; /* const char * */
    struct text welcome;
    struct schema_list proposals; /* struct proposal * */
    const struct privacy *privacy;
    struct schema_list partners; /* struct partner * */
    const struct attract *attract;
    const char *web;
};
extern const struct schema model_schema, page_schema;

/* Whether a programme's first screen asks a question with five faces. */
bool model_asks_face(const struct model *model);

/* Item i of a list of objects, of strings, of texts. */
static inline const void *model_object(const struct schema_list *list, size_t i)
{
    return ((void *const *)list->items)[i];
}
static inline const char *model_string(const struct schema_list *list, size_t i)
{
    return ((const char *const *)list->items)[i];
}

const struct learning *model_learning(const struct model *model,
                                      const char *id); /* NULL id: the first */
const struct proposal *model_proposal(const struct model *model,
                                      const char *id);

#endif
