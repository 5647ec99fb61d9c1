#ifndef UI_PICTURE_SHRINK_H
#define UI_PICTURE_SHRINK_H

/*
 * A picture that is too large for a kiosk, written anew, smaller: decoded and
 * scaled as the kiosk does it, so what is packed is what it would show. JPEG
 * (quality 90) and PNG. Needs no window. Takes 4 bytes a pixel of the large
 * one, and of the scaled width times its height.
 */

#include "base/fail.h"

/* From `from` to `to`, whose ending, in small letters, says the format. Neither
 * side is above `side_px` then. FAIL_INVALID: it cannot be decoded. Whether it
 * is too large for that is for the caller to look at. */
bool picture_shrink(const char *from, const char *to, int side_px,
                    struct fail *why);

#endif
