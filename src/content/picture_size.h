#ifndef CONTENT_PICTURE_SIZE_H
#define CONTENT_PICTURE_SIZE_H

/*
 * How large a picture is, from its header alone: nothing is decoded, so a
 * picture of 20,000 pixels costs no more than a small one. Formats: PNG
 * (RFC 2083), JPEG (ITU T.81, up to its frame header), WebP (RFC 9649), SVG
 * (viewBox, else width and height; at most PICTURE_SVG_BYTES are read).
 */

#include "base/fail.h"
#include "yaml/fault.h"

enum {
    PICTURE_SVG_MIB = 1,
    PICTURE_SVG_BYTES = PICTURE_SVG_MIB * 1024 * 1024,
    PICTURE_SIDE_PX = 4096,
    PICTURE_STRIP = 16 /* a drawing is at most so many times as long as wide */
};

enum picture_format { PICTURE_PNG, PICTURE_JPEG, PICTURE_WEBP, PICTURE_SVG };

struct picture_size {
    enum picture_format format;
    int width_px, height_px; /* at least 1; large ones up to INT_MAX */
    bool has_letters;        /* SVG with <text>: the kiosk does not draw it */
};

/* On failure the size is untouched and *ret_fault says what is wrong with the
 * file (`path` of its sentence is the caller's); for FAULT_PICTURE_UNREADABLE
 * the system's reason is in `why`. */
bool picture_size_read(const char *path, struct picture_size *ret_size,
                       enum fault *ret_fault, struct fail *why);

#endif
