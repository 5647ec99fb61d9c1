#ifndef CMD_KIT_SHEET_H
#define CMD_KIT_SHEET_H

/* The page that goes with a kiosk's kit, one of A4: how a card becomes the
 * kiosk, the fingerprints to compare, what the kit holds. In English. */

#include "content/kit.h"

struct kit_sheet {
    const char *kiosk, *site; /* site may be NULL */
    const struct kit *kit;
};

/* A whole HTML page, appended. */
void kit_sheet_write(const struct kit_sheet *sheet, struct str *out);

#endif
