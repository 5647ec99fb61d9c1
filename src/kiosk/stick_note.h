#ifndef KIOSK_STICK_NOTE_H
#define KIOSK_STICK_NOTE_H

/*
 * ENCOUNTER/READ-ME.txt: what was said on the screen about a stick, for whoever
 * looks at it later: once in each language of the kiosk, its first one first.
 * UTF-8 with its mark at the beginning and CRLF, by which Notepad and phones
 * know it as what it is; letters only, nothing that turns lines around. No
 * times, and nothing about people.
 */

#include "base/fail.h"
#include "kiosk/kiosk.h"
#include "kiosk/sticks.h"

void stick_note_write(const struct kiosk *kiosk, const struct stick *stick,
                      struct str *out);

/* The same from a file of lines of base/stick_report.h: what they say of the
 * stick that was heard of last. Lines that are none are passed over; a file of
 * more than 1 MiB is FAIL_INVALID. The content names the hosts if it can be
 * read. */
bool stick_note_from_report(const char *report_path,
                            const struct kiosk_places *places, struct str *out,
                            struct fail *why);

#endif
