#ifndef TEXT_FONT_SET_H
#define TEXT_FONT_SET_H

/*
 * The fonts the program shows itself with, as assets/fonts.yaml lists them:
 * a face a script, in regular and bold. Every file is opened at the start, so
 * that a missing one is said then; further sizes at first use, twelve at a
 * time of a face and weight. UI thread only.
 */

#include "base/fail.h"
#include <stdbool.h>
#include <stdint.h>

struct font_set;

/* FAIL_CONFIG for faults in fonts.yaml (printed to stderr in full),
 * FAIL_NO_DEVICE with the package's name when a font file is not there. */
bool font_set_open(const char *assets_folder, struct font_set **ret_fonts,
                   struct fail *why);
void font_set_close(struct font_set *fonts);

/* The face for a code point of a script: the script's own, else `previous`
 * (-1: none), else the first that has it, else face 0. */
int font_set_face(struct font_set *fonts, uint32_t code_point, uint32_t script,
                  int previous);
/* Whether some face of ours draws this code point. */
bool font_set_has(struct font_set *fonts, uint32_t code_point);

#endif
