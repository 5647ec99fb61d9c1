#ifndef YAML_DIRECTION_H
#define YAML_DIRECTION_H

#include <stdbool.h>

/* Reading direction comes from the language: by the tag's script subtag if it
 * has one, else by the language. NULL is none, left to right. */
bool language_is_rtl(const char *tag);

#endif
