#ifndef KIOSK_DOOR_H
#define KIOSK_DOOR_H

/*
 * What other programs of this machine may ask of a running kiosk: an errand
 * as a datagram on its socket; the answer is a report of seal_report.h.
 * Anything else does nothing and gets no answer. A thread of its own that
 * sleeps until somebody asks.
 */

#include "base/fail.h"
#include "kiosk/saver.h"

struct door;

/* `saver` is borrowed. */
bool door_open(const char *path, struct saver *saver, struct door **ret_door,
               struct fail *why);
/* Waits for what is being made. NULL is fine. */
void door_close(struct door *door);

#endif
