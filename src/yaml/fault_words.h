#ifndef YAML_FAULT_WORDS_H
#define YAML_FAULT_WORDS_H

/*
 * What faults are called in a language: assets/messages/<language>.yaml.
 *
 *     direction: rtl            (absent: from the left)
 *     labels: {error: ...}      LABELS of fault_list.h
 *     hints: {nearest: ...}     HINTS
 *     words: {"a list": ...}    English words that stand inside sentences
 *     E201: {says: ..., help: ..., explain: ..., wrong: ..., right: ...}
 *
 * English sentences are in the program and need no file; its file has the
 * explanations, and the examples (`wrong`, `right`) of all languages. What a
 * language lacks is said in English. `words` NULL is English without a file.
 */

#include "yaml/message.h"

struct fault_words {
    const char *language;
    bool is_right_to_left;
    const struct yaml_node *root;
};

/* False if it is not there or no YAML; then there are errors in `messages`.
 * Lives in the arena. */
bool fault_words_read(struct fault_words *words, const char *assets_folder,
                      const char *language, struct arena *arena,
                      struct messages *messages);

const char *fault_text(const struct fault_words *words, enum fault fault);
const char *fault_help(const struct fault_words *words, enum fault fault);
const char *fault_hint(const struct fault_words *words, enum fault_hint hint);
const char *fault_label(const struct fault_words *words,
                        enum fault_label label);
/* An English word in the language; itself if it is not known. */
const char *fault_word(const struct fault_words *words, const char *english);
/* "explain", "wrong", "right" of a fault; NULL: not there. */
const char *fault_long(const struct fault_words *words, enum fault fault,
                       const char *key);

/* A label with its {count}. */
const char *fault_count(const struct fault_words *words, struct arena *arena,
                        enum fault_label label, size_t count);

/* The sentence and the help (NULL: none) of a message; isolates in languages
 * from the right if asked for. */
const char *fault_say(const struct fault_words *words, struct arena *arena,
                      enum fault fault, const struct message_value *values,
                      bool has_isolates);
const char *fault_say_help(const struct fault_words *words, struct arena *arena,
                           enum fault fault, const struct message_value *values,
                           bool has_isolates);

#endif
