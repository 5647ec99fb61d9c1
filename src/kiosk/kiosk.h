#ifndef KIOSK_KIOSK_H
#define KIOSK_KIOSK_H

/*
 * What stays the same between two visits: content, configuration, words. Not
 * changed while a visit runs; shared by session and screens, which borrow.
 */

#include "content/bundle.h"
#include "kiosk/strings.h"
#include "seal/seal_box.h"
#include "ui/keyboard_layout.h"
#include "yaml/config.h"

enum { KIOSK_LANGUAGES = 12, KIOSK_PROPOSALS = 63 };

struct kiosk_language {
    const char *tag;             /* as content names it */
    const struct strings *words; /* its own, or the first language's */
    const char *words_tag;       /* language of `words` */
    bool is_rtl;
    const char *sound; /* a voice that says its name, or NULL */
};

struct preview_faults;

/* What becomes of a record. */
enum kiosk_sealing {
    KIOSK_PLAIN,       /* kept as it is: no key is configured */
    KIOSK_SEALED,      /* sealed to `key` before it reaches the disk */
    KIOSK_NO_FEEDBACK, /* sealing is required and there is no key: none taken */
};

struct kiosk {
    const struct library *library; /* NULL: nothing can be shown */
    const struct config *config;
    struct kiosk_language languages[KIOSK_LANGUAGES];
    int language_count; /* at least 1 */
    bool is_unset; /* installed and never set up: nothing is shown; the holder
                      says so */
    int site;      /* index of the site's host, -1: none */
    const char *pattern;           /* the star pattern's file */
    const char *const *recordings; /* names in assets/audio, ends with NULL */
    const struct text *names; /* of languages without words here, or NULL */
    const char *const *signs; /* gallery.h: names of all; else NULL */
    bool is_group; /* a group visits: no language is kept, and nobody is asked
                      about a person; set while nobody is there */
    const struct preview_faults *faults; /* preview.h; else NULL */
    enum kiosk_sealing sealing;
    struct seal_key key;                      /* if KIOSK_SEALED */
    char fingerprint[SEAL_FINGERPRINT_BYTES]; /* of `key`, else "" */
    const struct model **proposals;           /* a form each, of no draft */
    int proposal_count;
    struct keyboard_layouts *keyboards; /* of its languages; NULL: none */
    struct arena arena;
};

struct kiosk_places {
    struct library_places content; /* content/bundle.h */
    const char *assets;
    const char *config; /* NULL: none */
};

/* Reads configuration, content and words. Content that cannot be shown
 * leaves library NULL and is told on stderr: the screen then says that the
 * kiosk is not ready. The key that records are sealed to is `open.pub` beside
 * the configuration; what becomes of records is told on stderr. Fails for a
 * faulty configuration or key (FAIL_CONFIG), or when the words of the first
 * language cannot be read. */
bool kiosk_read(struct kiosk *kiosk, const struct kiosk_places *places,
                struct fail *why);
/* The same content and words read again for a kiosk that runs: configuration
 * and key are those of `settings`, which outlives it. */
bool kiosk_read_again(struct kiosk *kiosk, const struct kiosk *settings,
                      const struct kiosk_places *places, struct fail *why);
/* The same without a configuration, with content that was read already and is
 * taken over whatever happens, in these languages; count 0: the programme's.
 * Records are plain, and nothing is told of any of this. */
bool kiosk_show(struct kiosk *kiosk, struct library *library,
                const struct schema_list *languages, const char *assets_folder,
                struct fail *why);
void kiosk_fini(struct kiosk *kiosk);

/* A host's model; -1: the programme's. */
const struct model *kiosk_model(const struct kiosk *kiosk, int host);
/* What is asked about a host, the programme (-1) or, from 1, a proposal. */
const struct model *kiosk_form(const struct kiosk *kiosk, int host,
                               int proposal);
/* A proposal's number by its id, from 1; 0: it is not shown here. */
int kiosk_proposal(const struct kiosk *kiosk, const char *id);
/* A host's index by its id; -1: it is not shown here. */
int kiosk_host(const struct kiosk *kiosk, const char *id);
/* What says a word of assets/strings in a language, or NULL; as a session names
 * it: "ui.<key>.<language>". A key of NULL is the language's own name. */
const char *kiosk_word_sound(const struct kiosk *kiosk, const char *key,
                             const char *language);
/* What a language calls itself: its words here say it, else assets/languages
 * does, else its tag stands for it. */
const char *kiosk_language_name(const struct kiosk *kiosk, const char *tag);
const struct bundle *kiosk_bundle(const struct kiosk *kiosk, int host);

#endif
