#ifndef CONTENT_PACK_YAML_H
#define CONTENT_PACK_YAML_H

/*
 * A YAML file as it goes into a package: paths of pictures and sounds that
 * have other names there, and the serial, are replaced where they stand; every
 * other byte stays, so that lines and comments are the author's. A scalar is
 * replaced if it is written in one piece: plain, or in quotes of either kind.
 */

#include "base/str.h"
#include "content/pack_names.h"

/* The bytes for the package, appended to `out`. `serial` is put in place of
 * the file's own if it is above 0. What is not YAML stays as it is: it has its
 * message when the package is checked. */
void pack_yaml_rewrite(const struct yaml_source *source,
                       const struct pack_names *names, int64_t serial,
                       struct str *out);

#endif
