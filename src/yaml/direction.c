#include "yaml/direction.h"

#include <ctype.h>
#include <stddef.h>
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
