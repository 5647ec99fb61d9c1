#ifndef CONTENT_EXPR_H
#define CONTENT_EXPR_H

/*
 * `relevant` and `constraint`: a part of XLSForm's expressions
 * (xlsform.org/en/#relevant, a part of XPath 1.0), typed: what cannot mean
 * anything is a fault when the content is checked, never a surprise before a
 * visitor.
 *
 *     or  and  not()  = !=  < <= > >=  selected()  count-selected()
 *     ${question}  .  'text'  "text"  5  -2.5  ( )
 *
 * A question that was not answered is equal to '' and to nothing else, is
 * neither less nor more than anything, has nothing selected: as in XPath, `!=`
 * is always the opposite of `=`. An expression borrows from its arena and is
 * never changed; evaluating asks for no memory and cannot fail.
 */

#include "content/model.h"

struct expr;

enum { EXPR_VALUES = 5 };

/* What was wrong: `offset` and `length` are the token's bytes in the text. */
struct expr_fault {
    size_t offset, length;
    enum fault fault;
    /* in the arena; the first is the caller's to name the `key` */
    struct message_value values[EXPR_VALUES];
};

/* `self` is the question the expression belongs to. `relevant` may ask for
 * questions before it, `constraint` also for `.`, its own answer. NULL: a
 * fault. */
enum expr_use { EXPR_RELEVANT, EXPR_CONSTRAINT };
const struct expr *expr_parse(const char *text, const struct model *model,
                              size_t self, enum expr_use use,
                              struct arena *arena,
                              struct expr_fault *ret_fault);

/* An answer as an expression sees it. */
enum expr_kind { EXPR_MISSING, EXPR_NUMBER, EXPR_WORD, EXPR_SET };
struct expr_value {
    enum expr_kind kind;
    double number;    /* range, integer */
    const char *word; /* select_one, dialogic: the name; text: what was written;
                         borrowed */
    uint32_t set;     /* select_multiple, rank: bit i is choice i */
};
struct expr_answers {
    const void *user;
    struct expr_value (*answer)(const void *user, size_t question);
};
bool expr_is_true(const struct expr *expr, const struct expr_answers *answers);

#endif
