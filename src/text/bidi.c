#include "text/bidi.h"
#include "base/arena.h"
#include <assert.h>
#include <ctype.h>
#include <fribidi/fribidi.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const rtl_scripts[] = {
    "Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr",
    "Syrc", "Syre", "Syrj", "Syrn", "Thaa", "Yezi", NULL,
};
/* Languages written right to left where the tag names no script (CLDR 42,
 * likely subtags), the Arabic ones among them as their own tags too. */
static const char *const rtl_languages[] = {
    "abh", "abv", "acm", "acq", "acw", "acx", "acy", "adf", "aeb", "aec",
    "afb", "ajp", "apc", "apd", "ar",  "arb", "arc", "ars", "arq", "ary",
    "arz", "auz", "avl", "ayh", "ayl", "ayn", "ayp", "azb", "bal", "bgn",
    "ckb", "dv",  "fa",  "glk", "he",  "iw",  "ji",  "khw", "ks",  "lrc",
    "mzn", "nqo", "pes", "pga", "pnb", "prs", "ps",  "sd",  "sdh", "shu",
    "skr", "ssh", "syr", "ug",  "ur",  "uzs", "yi",  NULL,
};

static bool is_among(const char *const *words, const char *word, size_t length)
{
    for (; *words; words++)
        if (strlen(*words) == length && !strncasecmp(*words, word, length))
            return true;
    return false;
}

static bool is_script(const char *subtag, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!isalpha((unsigned char)subtag[i]))
            return false;
    return length == 4;
}

bool language_is_rtl(const char *tag)
{
    if (!tag)
        return false;
    size_t first = strcspn(tag, "-");
    const char *subtag = tag + first;
    while (*subtag == '-') {
        subtag++;
        size_t length = strcspn(subtag, "-");
        if (is_script(subtag, length))
            return is_among(rtl_scripts, subtag, length);
        if (length != 3) /* only extended languages stand before a script */
            break;
        subtag += length;
    }
    return is_among(rtl_languages, tag, first);
}

bool bidi_levels(const uint32_t *code_points, size_t count, bool is_rtl,
                 uint8_t *ret_levels)
{
    if (count == 0)
        return true;
    assert(count <= INT_MAX);
    FriBidiParType base = is_rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    FriBidiStrIndex length = (FriBidiStrIndex)count;
    FriBidiCharType *types = memory_get(count * sizeof *types);
    FriBidiBracketType *brackets = memory_get(count * sizeof *brackets);
    FriBidiLevel *levels = memory_get(count * sizeof *levels);

    fribidi_get_bidi_types(code_points, length, types);
    fribidi_get_bracket_types(code_points, length, types, brackets);
    bool is_done = fribidi_get_par_embedding_levels_ex(types, brackets, length,
                                                       &base, levels) > 0;
    for (size_t i = 0; i < count; i++)
        ret_levels[i] = is_done ? (uint8_t)levels[i] : is_rtl;
    free(types);
    free(brackets);
    free(levels);
    return is_done;
}

static void turn(size_t *order, size_t start, size_t end)
{
    while (start + 1 < end) {
        size_t kept = order[start];
        order[start++] = order[--end];
        order[end] = kept;
    }
}

void bidi_visual_order(const uint8_t *run_levels, size_t count,
                       size_t *ret_order)
{
    uint8_t highest = 0, lowest_odd = UINT8_MAX;
    for (size_t i = 0; i < count; i++) {
        ret_order[i] = i;
        if (run_levels[i] > highest)
            highest = run_levels[i];
        if (run_levels[i] % 2 && run_levels[i] < lowest_odd)
            lowest_odd = run_levels[i];
    }
    /* A stretch of runs at `level` or above is whole in the order so far, so
     * looking levels up by place or by run finds the same stretches. */
    for (int level = highest; level >= lowest_odd; level--) {
        for (size_t i = 0; i < count; i++) {
            size_t start = i;
            while (i < count && run_levels[ret_order[i]] >= level)
                i++;
            turn(ret_order, start, i);
        }
    }
}
