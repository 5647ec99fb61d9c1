#ifndef REPORT_DATASHEET_H
#define REPORT_DATASHEET_H

/*
 * The data sheet: one page a language that tells what this kiosk keeps, who
 * can open it, how each promise is tested, and what cannot be promised. Its
 * facts are the kiosk's own configuration, content and key, found as the
 * kiosk finds them; its lists are those of the code that writes.
 *
 * It says nothing of the law, and never that something is lawful.
 */

#include "content/bundle.h"
#include "report/datasheet_words.h"
#include "report/print.h"
#include "seal/seal_box.h"
#include "yaml/config.h"

struct datasheet {
    const struct config *config;
    struct library *library;
    bool has_key;
    char fingerprint[SEAL_FINGERPRINT_BYTES];
    struct arena arena;
};

/* FAIL_CONFIG: a faulty configuration or key; FAIL_MISSING: no content. What
 * is wrong with files is in `messages`. config_path may be NULL. */
bool datasheet_read(struct datasheet *sheet, const char *content_folder,
                    const char *config_path, struct messages *messages,
                    struct fail *why);
void datasheet_fini(struct datasheet *sheet);

/* The languages of the kiosk: those of its configuration, else of its
 * programme. */
const struct schema_list *datasheet_languages(const struct datasheet *sheet);

/* Lays the sheet out in `language`, whose words these are; print_fini(). */
void datasheet_page(const struct datasheet *sheet,
                    const struct datasheet_words *words, const char *language,
                    struct print *ret_print);

#endif
