#ifndef TESTS_UNIT_CONTENT_BROKEN_H
#define TESTS_UNIT_CONTENT_BROKEN_H

/*
 * Bundles with faults, a small file each: tests/data/broken/NAME.case. It is
 * a good bundle, what is changed in it, and what check says then.
 *
 *     A key that is not in the table names the nearest.
 *     base: house                 tests/data/good/house; absent: nothing
 *     folder: other               the folder's name; that of the base if absent
 *     lang: fr                    English if absent
 *     advice: zero2               with what only authors are told, on a board;
 *                                 "none": on no board
 *     @ edit bundle.yaml          '-' lines that stand there become '+' lines;
 *     -title: Who                 '+' alone is added at the end
 *     +▸titel: Who
 *     @ new text/a.md             '+' lines make the file
 *     @ bytes a.yaml              the same with \xNN, and no line break behind
 *     @ delete a.md               @ rename a.md -> B.md
 *     @ says                      all that follows: what is printed
 *
 * `▸` is taken out; the places it stood at must be just those that messages
 * name. ENCOUNTER_ACCEPT=1 writes what was said into the file: look at it.
 */

#include <stdbool.h>

/* False after saying what is different; the codes that were said are kept for
 * broken_is_said(). */
bool broken_expect(const char *path);
bool broken_is_said(const char *code);

#endif
