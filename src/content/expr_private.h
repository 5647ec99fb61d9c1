#ifndef CONTENT_EXPR_PRIVATE_H
#define CONTENT_EXPR_PRIVATE_H

/* The tree that expr_parse.c makes, expr_check.c holds to what can mean
 * something, and expr.c evaluates. */

#include "content/expr.h"

enum expr_op {
    EXPR_OR,
    EXPR_AND,
    EXPR_NOT,
    EXPR_EQUAL,
    EXPR_UNEQUAL,
    EXPR_LESS,
    EXPR_AT_MOST,
    EXPR_MORE,
    EXPR_AT_LEAST,
    EXPR_SELECTED, /* choice `number` of question `a` */
    EXPR_COUNT,    /* of question `a` */
    EXPR_ANSWER,   /* to `question` */
    EXPR_LITERAL_NUMBER,
    EXPR_LITERAL_WORD
};
struct expr {
    enum expr_op op;
    const struct expr *a, *b;
    size_t question;
    double number;
    const char *word;
};

enum expr_type {
    TYPE_CONDITION,
    TYPE_NUMBER,
    TYPE_TEXT,
    TYPE_CHOICE,
    TYPE_SET
};

struct expr_part {
    struct expr *expr;
    enum expr_type type;
    const struct question *question; /* of an answer */
    size_t offset, length;
};

struct expr_parser {
    const char *text;
    size_t at, end; /* `end`: of the last token */
    int depth;
    const struct model *model;
    size_t self;
    enum expr_use use;
    struct arena *arena;
    struct expr_fault *fault;
};

/* All say what is wrong in parser->fault, and return false (-1). `values` is
 * WITH() or NULL, three at most. */
bool expr_refuse(struct expr_parser *parser, size_t offset, size_t length,
                 enum fault fault, const struct message_value *values);
bool expr_refuse_part(struct expr_parser *parser, const struct expr_part *part,
                      enum fault fault, const struct message_value *values);
bool expr_must_be_condition(struct expr_parser *parser,
                            const struct expr_part *part);
/* A reference to a question of which several can be chosen, or one. */
bool expr_must_be_answer(struct expr_parser *parser,
                         const struct expr_part *part, bool takes_one);
/* The choice's place in its question. */
int expr_find_choice(struct expr_parser *parser,
                     const struct question *question,
                     const struct expr_part *word);
bool expr_check_pair(struct expr_parser *parser, enum expr_op op,
                     const struct expr_part *a, const struct expr_part *b);

enum expr_type expr_type_of(const struct question *question);
/* The nearest to an id that is not there, or NULL. */
const char *expr_nearest_question(struct expr_parser *parser, const char *id);

#endif
