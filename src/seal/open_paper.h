#ifndef SEAL_OPEN_PAPER_H
#define SEAL_OPEN_PAPER_H

/*
 * The secret key on paper: four lines of four groups of four signs, to be
 * typed by a person. Signs are Crockford's base 32 (no I, L, O, U; read in
 * either case, with O for 0, I and L for 1); spaces and dashes say nothing. A
 * line holds 8 bytes of the key and 2 that check them and the line's number
 * (the first of SHA-256 of number, then bytes), so that a mistake, or a line
 * in another's place, is told by line; one in 65,536 escapes, and then the
 * fingerprint differs.
 */

#include "seal/seal_box.h"

enum { PAPER_LINES = 4, PAPER_LINE_BYTES = SEAL_KEY_BYTES / PAPER_LINES };

/* "7QK4 9M2X 0ABC D3F1", appended to `out`; `line` counts from 0. */
void paper_add_line(const uint8_t *secret, int line, struct str *out);
/* Into ret_secret at that line's place. FAIL_INVALID says what is wrong with
 * "line <n>". */
bool paper_read_line(const char *text, int line, uint8_t *ret_secret,
                     struct fail *why);
/* From a text whose key lines begin with their number ("1  7QK4 ..."); a line
 * that begins with "fingerprint" must fit; all others say nothing. */
bool paper_read(const char *text, uint8_t ret_secret[SEAL_KEY_BYTES],
                struct fail *why);

#endif
