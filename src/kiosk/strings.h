#ifndef KIOSK_STRINGS_H
#define KIOSK_STRINGS_H

/*
 * The program's own words in a language: assets/strings/<language>.yaml. This
 * list is the table: a missing or misspelt key is a fault with its place.
 */

#include "yaml/schema.h"

/* clang-format off */
#define STRINGS_TEXTS(X)                                                       \
    X(language_name) X(attract_title) X(attract_line) X(not_ready_title)       \
    X(not_ready_text) X(home_title) X(home_hint) X(meet_them)                  \
    X(four_ways_title) X(four_ways_text) X(no_name_title) X(no_name_text)      \
    X(you_are_here) X(say_title) X(other_hosts) X(the_lab) X(learned)     \
    X(taken_before) X(what_would_you_say) X(quoted) X(only_in)                 \
    X(not_reviewed) X(source) X(credit) X(notice_title) X(notice_free)         \
    X(notice_kept) X(notice_plain) X(notice_no_return) X(notice_use)           \
    X(start) X(not_now) X(move) X(follow) X(oppose) X(bystand) X(move_says)    \
    X(follow_says) X(oppose_says) X(bystand_says) X(move_does)                 \
    X(follow_does) X(oppose_does) X(bystand_does) X(face_1) X(face_2)          \
    X(face_3) X(face_4) X(face_5) X(choose_any) X(next) X(skip) X(send_now)    \
    X(send) X(your_feedback) X(saving) X(saved) X(thank_you) X(saved_text)     \
    X(finish) X(another_host) X(not_saved_title) X(not_saved_text)             \
    X(try_again) X(still_there) X(unsent_gone) X(still_here) X(lab_title)      \
    X(lab_with) X(lab_actions) X(lab_pages) X(proposals) X(partners)           \
    X(implemented_by) X(commissioned_by) X(host_role) X(web)                   \
    X(ease_title) X(ease_text) X(text_size) X(colours) X(look_light)           \
    X(look_dark) X(look_contrast) X(less_motion) X(less_motion_text)           \
    X(within_reach) X(within_reach_text) X(loudness) X(quiet_now) X(close)     \
    X(on) X(off) X(choose_language) X(listen) X(transcript) X(picture_of)      \
    X(step_of) X(map_hint) X(kept_month) X(kept) X(undo)                       \
    X(choose_order) X(write_here) X(add_words) X(needs_answer)                 \
    X(review_title) X(review_text) X(change) X(your_proposal)                  \
    X(your_proposal_text) X(answered) X(done) X(notice_sealed)                \
    X(notice_kept_group) X(not_ready_empty) X(not_ready_unset)                 \
    X(stick_reading) X(stick_waiting) X(stick_checking) X(stick_copying)       \
    X(stick_leave) X(stick_done) X(stick_stopped) X(stick_take) X(stick_failed)              \
    X(stick_not_ours) X(stick_not_ours_text) X(stick_becomes) X(stick_new)     \
    X(stick_soon) X(stick_left) X(stick_refused) X(stick_none)                 \
    X(stick_draft_good) X(stick_copied_none) X(stick_more) X(stick_unsigned)   \
    X(stick_unknown_key) X(stick_revoked) X(stick_changed) X(stick_damaged)    \
    X(stick_older) X(stick_same_serial) X(stick_jump)                          \
    X(stick_other_programme) X(stick_faulty) X(stick_bad_before)               \
    X(stick_set_aside) X(stick_too_large) X(stick_no_room) X(stick_full)       \
    X(stick_cannot_read) X(stick_cannot_write) X(stick_no_keys) X(stick_kiosk) \
    X(note_title) X(note_next) X(note_feedback) X(note_content) X(note_anew)
#define STRINGS_PLURALS(X)                                                     \
    X(say_count) X(stick_draft_faulty) X(stick_copied) X(stick_there)          \
    X(stick_plain)
/* clang-format on */

struct strings {
    const struct yaml_node *node;
#define X(name) const char *name;
    STRINGS_TEXTS(X)
#undef X
#define X(name) struct plural_text name;
    STRINGS_PLURALS(X)
#undef X
};

bool strings_are_there(const char *assets_folder, const char *language,
                       struct arena *arena);
/* Reads one language. NULL if the file is not there or has faults, which are
 * then in `messages`. The words live in the arena. */
const struct strings *strings_read(const char *assets_folder,
                                   const char *language, struct arena *arena,
                                   struct messages *messages);

/* The form for a count (CLDR plural rules, cardinal, whole numbers). */
const char *strings_plural(const struct plural_text *text, const char *language,
                           int count);

/* Copies `text` with each {name} replaced; `places` is name, value, ..., NULL.
 * Unknown places stay as they are. */
const char *strings_fill(struct arena *arena, const char *text,
                         const char *const *places);

#endif
