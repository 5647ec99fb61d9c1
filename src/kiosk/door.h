#ifndef KIOSK_DOOR_H
#define KIOSK_DOOR_H

/*
 * What other programs of this machine may ask of a running kiosk or tell it,
 * as datagrams on its socket:
 *
 *     an errand             answered by a report of seal_report.h
 *     content               other content was installed: answered "heard"
 *     stick NAME EVENT ...  base/stick_report.h; no answer
 *
 * Anything else does nothing and gets no answer. A thread of its own that
 * sleeps until somebody asks.
 */

#include "base/fail.h"
#include "kiosk/saver.h"

struct door;

/* Who is at home; all of it is borrowed. Called on the door's thread. */
struct door_house {
    struct saver *saver;
    void (*on_content)(void *user);
    void (*on_stick)(void *user, const char *line);
    void *user;
};
bool door_open(const char *path, const struct door_house *house,
               struct door **ret_door, struct fail *why);
/* Waits for what is being made. NULL is fine. */
void door_close(struct door *door);

#endif
