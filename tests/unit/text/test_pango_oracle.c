/*
 * The order of letters on a line, and where lines end, against Pango with the
 * same fonts. Pango is no part of the program: without it this is skipped.
 *
 * The order must agree on every line that begins and ends alike. Where lines
 * end may differ, since Pango adds up fractions of pixels: a word that just
 * fits there may just miss here. The share is printed and must not fall.
 */

#include <stdio.h>

#ifndef HAS_PANGO
int main(void)
{
    puts("skipped: Pango is not installed");
    return 77;
}
#else

#include "base/rand.h"
#include "base/utf8.h"
#include "text/bidi.h"
#include "text/grapheme.h"
#include "text/script.h"
#include "text/typesetter.h"

#include "support/check.h"
#include <pango/pangoft2.h>
#include <string.h>

enum { SIZE_PX = 28, NARROWEST = 300, WIDEST = 1400, STEP = 11, MOST = 1024 };

static const char *const texts[][2] = {
    {"ar",
     "GIZ هي الجهة المنفّذة (بتكليف من BMZ)، ومعها مؤسسة شرق-غرب "
     "(Fondation Orient-Occident) في الرباط. كُتب التقرير «Insight Report 2» "
     "سنة 2018 [الطبعة 1.0] وفيه 42 صفحة، منها 10-12 صفحة صور."},
    {"ar",
     "للمراسلة: contact@example.org أو https://example.org/ar/?a=1&b=(2)، "
     "والهاتف +212 5 37 00 00 00 أو (0)537-000-000، بين 9:00 و17:30، "
     "والثمن 2,500.50 درهم أي نحو 230 € (نسبة 12% و٣٫٥٪ و٢٠١٨/١١/٠٥)."},
    {"ar", "مُؤَسَّسَةُ شَرْقٍ-غَرْبٍ: بَيْتٌ لِلْجَمِيعِ! هل تعرف C++ أو F# أو A/B "
           "(النسخة A أولًا، ثم [B])؟ قال: «نعم, yes» ثم سكت... {x} <y> 1+1=2."},
    {"ar", "الرقم \u2066+212 5 37\u2069 معزول، و\u2067abc (ج)\u2069 كذلك، "
           "و\u200EUIR (Rabat)\u200E بعلامة، و\u202Babc دهـ\u202C، ثم "
           "ⴰⵣⵓⵍ (Azul) ⴼⵍⵍⴰⵡⵏ 7."},
    {"fr",
     "La Fondation Orient-Occident (مؤسسة شرق-غرب) accueille à Rabat, depuis "
     "1994, des personnes «\u00A0réfugiées\u00A0»\u00A0; son adresse: "
     "info@example.org, "
     "et l’accueil (الاستقبال 9:00-17:30) est ouvert [كل يوم]."},
    {"en",
     "Visitors said شكرا (thanks) 12 times; the word \"مختبر, lab\" stands in "
     "line 3 of (ج) and costs 5 درهم, or €0.50 per page - well, almost."},
    {"zgh",
     "ⵉⵎⴷⴰⵏⵏ ⴰⴽⴽⵯ ⵜⵜⵍⴰⵍⴰⵏ ⵎⵎⴰⵏⴰⵜⵏ ⵏ ⵉⵍⵍⵉ (GIZ 2018), العربية ⴷ Français: "
     "ⵎⵙⴰⵡⴰⵏ ⴷⴳ ⵡⴰⴷⴷⵓⵔ ⴷ ⵉⵣⵔⴼⴰⵏ."},
};

/* The visible letters of a line from the left, as offsets in the text. */
struct seen {
    size_t start, end; /* without what hangs */
    size_t letters[MOST], count;
};

static size_t trimmed(const char *text, size_t start, size_t end)
{
    size_t shown = start;
    for (size_t at = start; at < end;) {
        uint32_t code_point;
        at += utf8_decode(text + at, end - at, &code_point);
        if (!letter_is_space(code_point) && !letter_is_hidden(code_point))
            shown = at;
    }
    return shown;
}

static void see_run(const char *text, size_t start, size_t end, int level,
                    struct seen *seen)
{
    size_t first = seen->count;
    for (size_t at = start; at < end && at < seen->end;) {
        uint32_t code_point;
        size_t offset = at;
        at += utf8_decode(text + at, end - at, &code_point);
        assert_in_range(seen->count, 0, MOST - 1);
        if (!letter_is_hidden(code_point))
            seen->letters[seen->count++] = offset;
    }
    for (size_t last = seen->count; level % 2 && first + 1 < last;) {
        size_t kept = seen->letters[first];
        seen->letters[first++] = seen->letters[--last];
        seen->letters[last] = kept;
    }
}

static void see_ours(const char *text, const struct paragraph_line *line,
                     struct seen *seen)
{
    seen->start = line->start;
    seen->end = trimmed(text, line->start, line->end);
    seen->count = 0;
    for (size_t i = 0; i < line->run_count; i++)
        see_run(text, line->runs[i].start, line->runs[i].end,
                line->runs[i].level, seen);
}

static void see_theirs(const char *text, const PangoLayoutLine *line,
                       struct seen *seen)
{
    seen->start = (size_t)line->start_index;
    seen->end = trimmed(text, seen->start, seen->start + (size_t)line->length);
    seen->count = 0;
    for (const GSList *at = line->runs; at; at = at->next) {
        const PangoGlyphItem *run = at->data;
        size_t start = (size_t)run->item->offset;
        see_run(text, start, start + (size_t)run->item->length,
                run->item->analysis.level, seen);
    }
}

struct oracle {
    struct typesetter *setter;
    PangoContext *context;
    PangoFontDescription *font;
    size_t layouts, alike, lines, compared;
};

static PangoLayout *their_layout(struct oracle *oracle, const char *language,
                                 const char *text, int width_px)
{
    PangoContext *context = oracle->context;
    pango_context_set_base_dir(context, language_is_rtl(language)
                                            ? PANGO_DIRECTION_RTL
                                            : PANGO_DIRECTION_LTR);
    pango_context_set_language(context, pango_language_from_string(language));
    PangoLayout *layout = pango_layout_new(context);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_font_description(layout, oracle->font);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, width_px * PANGO_SCALE);
    pango_layout_set_text(layout, text, -1);
    return layout;
}

static void assert_same_order(const char *text, int width_px,
                              const struct seen *ours,
                              const struct seen *theirs)
{
    bool is_same = ours->count == theirs->count &&
                   !memcmp(ours->letters, theirs->letters,
                           ours->count * sizeof *ours->letters);
    if (is_same)
        return;
    for (size_t i = 0; i < ours->count || i < theirs->count; i++)
        print_error("%zu:%zu ", i < ours->count ? ours->letters[i] : 0,
                    i < theirs->count ? theirs->letters[i] : 0);
    fail_msg("another order than Pango's at %d px: %.*s", width_px,
             (int)(ours->end - ours->start), text + ours->start);
}

static void compare(struct oracle *oracle, const char *language,
                    const char *text, int width_px)
{
    static struct seen ours, theirs;
    const struct text_style style = {language, SIZE_PX, false, 0};
    const struct paragraph *paragraph = typesetter_paragraph(
        oracle->setter, text, &style, NULL, 0, width_px, 0);
    PangoLayout *layout = their_layout(oracle, language, text, width_px);
    const GSList *lines = pango_layout_get_lines_readonly(layout);
    size_t same_ends = 0, their_count = 0;
    for (const GSList *at = lines; at; at = at->next, their_count++) {
        see_theirs(text, at->data, &theirs);
        for (size_t i = 0; i < paragraph->line_count; i++) {
            see_ours(text, &paragraph->lines[i], &ours);
            if (ours.start != theirs.start || ours.end != theirs.end)
                continue;
            same_ends++;
            assert_same_order(text, width_px, &ours, &theirs);
        }
    }
    oracle->layouts++;
    oracle->alike +=
        same_ends == paragraph->line_count && same_ends == their_count;
    oracle->lines += paragraph->line_count;
    oracle->compared += same_ends;
    g_object_unref(layout);
    typesetter_sweep(oracle->setter);
}

static void letters_stand_in_the_order_pango_gives_them(void **state)
{
    struct oracle oracle = {0};
    struct fail why;
    (void)state;
    if (!typesetter_open("assets", &oracle.setter, &why))
        fail_msg("%s", why.text);
    PangoFontMap *map = pango_ft2_font_map_new();
    oracle.context = pango_font_map_create_context(map);
    oracle.font = pango_font_description_from_string(
        "Noto Sans, Noto Sans Arabic, Noto Sans Tifinagh");
    pango_font_description_set_absolute_size(oracle.font,
                                             SIZE_PX * PANGO_SCALE);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        size_t layouts = oracle.layouts, alike = oracle.alike;
        for (int width = NARROWEST; width <= WIDEST; width += STEP)
            compare(&oracle, texts[i][0], texts[i][1], width);
        print_message("text %zu (%s): %zu of %zu layouts break alike\n", i + 1,
                      texts[i][0], oracle.alike - alike,
                      oracle.layouts - layouts);
    }
    print_message("%zu of %zu layouts break alike; the order is the same on "
                  "all %zu lines (of %zu) that begin and end alike\n",
                  oracle.alike, oracle.layouts, oracle.compared, oracle.lines);
    assert_true(oracle.alike * 100 >= oracle.layouts * 80);
    assert_true(oracle.compared * 100 >= oracle.lines * 80);

    pango_font_description_free(oracle.font);
    g_object_unref(oracle.context);
    g_object_unref(map);
    typesetter_close(oracle.setter);
}

/* Without Thai and Indic, which Pango cuts in its own way, and Korean. */
static void letters_are_parted_where_pango_puts_a_caret(void **state)
{
    enum { TEXTS = 5000, LETTERS = 8 };
    static const uint32_t some[] = {
        'a',    'e',    ' ',     '.',     0x301,   0x327,   0x64E,   0x651,
        0x633,  0x644,  0x627,   0x600,   0x2D63,  0x2D4D,  0x200D,  0x200C,
        0xFE0F, 0x2764, 0x1F468, 0x1F469, 0x1F3FD, 0x1F1F2, 0x1F1E6,
    };
    PangoLanguage *language = pango_language_from_string("en");
    struct rand rand = rand_seeded(11);
    (void)state;
    for (int i = 0; i < TEXTS; i++) {
        PangoLogAttr breaks[LETTERS + 1];
        size_t starts[LETTERS + 1], length = 0;
        char text[4 * LETTERS];
        for (int k = 0; k < LETTERS; k++) {
            starts[k] = length;
            length +=
                utf8_encode(some[rand_below(&rand, sizeof some / sizeof *some)],
                            text + length);
        }
        starts[LETTERS] = length;
        pango_get_log_attrs(text, (int)length, -1, language, breaks,
                            LETTERS + 1);
        for (int k = 0; k <= LETTERS; k++)
            assert_int_equal(grapheme_start(text, length, starts[k]) ==
                                 starts[k],
                             breaks[k].is_cursor_position);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_are_parted_where_pango_puts_a_caret),
        cmocka_unit_test(letters_stand_in_the_order_pango_gives_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
