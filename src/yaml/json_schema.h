#ifndef YAML_JSON_SCHEMA_H
#define YAML_JSON_SCHEMA_H

/*
 * The table as a JSON Schema (draft-07), so that an editor completes, explains
 * and marks what a file may hold: it accepts what schema_decode() accepts.
 * Every object of the table is a definition of its own; what an editor shows
 * is in English and French (`markdownDescription`, `patternErrorMessage` and
 * `enumDescriptions` are those of Visual Studio Code's YAML and JSON).
 *
 * YAML reads what is plain as a number, a yes or nothing; where the table
 * takes text as it is written, these are accepted as well.
 */

#include "base/str.h"
#include "yaml/schema.h"

/* For files that hold `whole`, which begin with the first key of its table, and
 * for those that hold a `part` of it. One line; same table, same bytes. */
void json_schema_write(const struct schema *whole, const struct schema *part,
                       const char *title, struct str *out);

#endif
