#ifndef YAML_SCHEMA_H
#define YAML_SCHEMA_H

/*
 * One table says what a file may hold. It drives decoding into C structs, the
 * messages and the JSON Schema for editors (json_schema.h).
 *
 *     struct fact { const struct yaml_node *node; const char *value; struct
 * text label; }; static const struct schema_field fact_fields[] = {
 *         {"value", SCHEMA_STRING, offsetof(struct fact, value), .is_required =
 * true},
 *         {"label", SCHEMA_TEXT, offsetof(struct fact, label)},
 *     };
 *     const struct schema fact_schema = SCHEMA("fact", struct fact,
 * fact_fields);
 *
 * Every struct begins with `const struct yaml_node *node`, its place.
 * Decoding goes on after a fault, so that all faults of a file are found.
 */

#include "yaml/tree.h"
#include <stdint.h>

/* A text in several languages. count 0: absent. A single entry with
 * language NULL is the same in every language. */
struct text_entry {
    const char *language; /* BCP 47 */
    const char *utf8;     /* NULL while only a sound exists */
    const char *sound;    /* path, or NULL */
    struct yaml_mark mark;
};
struct text {
    const struct yaml_node *node;
    struct text_entry *entries;
    size_t count;
    const char *file; /* set while `text/NAME.md` has not been read yet */
};

/* A sentence by CLDR plural category; NULL where a category is not given.
 * `other` is always there. */
enum plural {
    PLURAL_ZERO,
    PLURAL_ONE,
    PLURAL_TWO,
    PLURAL_FEW,
    PLURAL_MANY,
    PLURAL_OTHER,
    PLURAL__COUNT
};
struct plural_text {
    const char *forms[PLURAL__COUNT];
};

enum schema_type {                    /* the C field: */
                   SCHEMA_STRING,     /* const char *, NULL if absent */
                   SCHEMA_ID,         /* const char * */
                   SCHEMA_PATH,       /* const char * */
                   SCHEMA_LANGUAGE,   /* const char *, well-formed BCP 47 */
                   SCHEMA_EXPRESSION, /* const char * */
                   SCHEMA_WORD, /* int, index into words; `fallback` if absent
                                 */
                   SCHEMA_INTEGER, /* int64_t in min .. max; `fallback` if
                                      absent */
                   SCHEMA_NUMBER,  /* double in min .. max; `fallback` if absent
                                    */
                   SCHEMA_BOOL,    /* bool; `fallback` if absent */
                   SCHEMA_COLOUR,  /* uint32_t 0xRRGGBB; `fallback` if absent */
                   SCHEMA_POINT,   /* double[2], each in min .. max */
                   SCHEMA_TEXT,    /* struct text */
                   SCHEMA_PLURAL,  /* struct plural_text; a plain string is
                                      `other` */
                   SCHEMA_OBJECT,  /* pointer to the object's struct, NULL if
                                      absent */
};

struct schema;
struct schema_field {
    const char *key;
    enum schema_type type;
    size_t offset;
    bool is_required;
    bool is_list;     /* the C field is a struct schema_list of the type above
                         (pointers for OBJECT) */
    bool is_one_line; /* TEXT, STRING: no line breaks */
    const struct schema *object;
    const char *const *words; /* NULL-terminated */
    double min, max;          /* numbers; of a list: its count (0: 64) */
    double fallback;
    unsigned int variants; /* bits of the variants that may hold it; 0: all */
    unsigned int required_in;     /* bits of the variants that must */
    const char *doc, *doc_fr;     /* one sentence for authors */
    const char *const *word_docs; /* one for each word, or NULL */
};
struct schema_list {
    void *items; /* array of the C type; for OBJECT of pointers */
    size_t count;
};

struct schema {
    const char *name; /* "question", as messages say it */
    size_t size;
    const struct schema_field *fields;
    size_t count;
    const char
        *variant_key;     /* a SCHEMA_WORD whose index is the variant's bit */
    const char *only_key; /* if present no other key may be: {page: path} */
    bool is_one_key;      /* a map of exactly one key: a block; the int
                             after `node` gets the field's index */
};
#define SCHEMA(label, type, table)                                             \
    {                                                                          \
        .name = (label), .size = sizeof(type), .fields = (table),              \
        .count = sizeof(table) / sizeof *(table)                               \
    }

/* Decodes a mapping into a new struct of the arena. Returns it even when
 * faults were found (look at messages->errors), NULL only when the node is no
 * mapping. Strings are borrowed from the tree. */
void *schema_decode(const struct schema *schema, const struct yaml_node *node,
                    struct arena *arena, struct messages *messages);

/* Reads, parses and decodes a file; NULL if it is no mapping. */
void *schema_read_file(const struct schema *schema, const char *path,
                       const char *shown, struct arena *arena,
                       struct messages *messages);

/* What schema_walk() tells of an object and all below it. Each may be NULL. */
struct schema_visitor {
    void *user;
    /* An object, before what it holds. */
    void (*on_object)(void *user, const struct schema *schema, void *object);
    /* A text that is there, alone or in a list. */
    void (*on_text)(void *user, const struct schema_field *field,
                    struct text *text);
    void (*on_path)(void *user, const struct schema_field *field,
                    const char *path, struct yaml_mark mark);
    /* What is neither a text nor an object, a path as well; a list as one. */
    void (*on_value)(void *user, const struct schema_field *field,
                     const struct yaml_node *value);
    /* An object, after what it holds. */
    void (*on_end)(void *user, const struct schema *schema, void *object);
};
void schema_walk(const struct schema *schema, void *object,
                 const struct schema_visitor *visitor);

/* The entry for a language that has words: itself; else without its last
 * subtags (ar-MA: ar); else the one without language; else the first with
 * words, which is the bundle's first language where the text has it. Where
 * nobody wrote words, the same among the sounds. NULL if the text is absent.
 * *ret_is_fallback (may be NULL) tells that it is another language. */
const struct text_entry *text_find(const struct text *text,
                                   const char *language, bool *ret_is_fallback);

/* The sound for a language, or that of its shorter tags, or NULL. */
const char *text_sound(const struct text *text, const char *language);

/* RFC 5646, section 2.1, at most LANGUAGE_BYTES; without the grandfathered
 * tags and without languages of more than three letters, of which none was
 * ever registered: "francais" is a mistake. */
bool language_is_well_formed(const char *tag);
enum { LANGUAGE_BYTES = 35, ID_BYTES = 64, PATH_BYTES = 200 };
bool id_is_well_formed(const char *id);
bool path_is_well_formed(const char *path);

#endif
