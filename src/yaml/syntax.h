#ifndef YAML_SYNTAX_H
#define YAML_SYNTAX_H

/* What libyaml found wrong, in the words of somebody who writes texts. */

#include "yaml/tree.h"
#include <yaml.h>

/* Turns libyaml's marks into ours: it counts code points and leaves out the
 * byte order mark. Goes along with the parser, so that a whole file of marks
 * costs one walk through it. */
struct syntax_walk {
    size_t index; /* code points before the mark */
    struct yaml_mark mark;
};
struct syntax_walk syntax_walk_new(const struct yaml_source *source);
struct yaml_mark syntax_mark(struct syntax_walk *walk, yaml_mark_t mark);

/* A quote that somebody forgot to close ends at the next one, lines below:
 * true, after an error, if a quoted text swallows a line that looks like a key.
 * (Its words may go over several lines, so that is all that tells.) */
bool syntax_quote_runs_on(const struct yaml_source *source, yaml_mark_t start,
                          yaml_mark_t end, struct messages *messages);

/* Adds one error for the state in which `parser` stopped. */
void syntax_message(const yaml_parser_t *parser,
                    const struct yaml_source *source,
                    struct messages *messages);

#endif
