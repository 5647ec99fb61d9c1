#include "text/grapheme.h"
#include "base/utf8.h"
#include "text/script.h"
#include <hb.h>
#include <stdint.h>

enum kind {
    KIND_OTHER,
    KIND_CR,
    KIND_LF,
    KIND_CONTROL,
    KIND_EXTEND,
    KIND_JOINER,
    KIND_FLAG,
    KIND_PREPEND,
    KIND_SPACING,
    KIND_PICTURE,
    KIND_L, /* Hangul, by the parts of a syllable */
    KIND_V,
    KIND_T,
    KIND_LV,
    KIND_LVT
};

struct range {
    uint32_t first, last;
};

/* Extended_Pictographic of emoji-data.txt, Unicode 14. */
static const struct range pictures[] = {
    {0xA9, 0xA9},       {0xAE, 0xAE},       {0x203C, 0x203C},
    {0x2049, 0x2049},   {0x2122, 0x2122},   {0x2139, 0x2139},
    {0x2194, 0x2199},   {0x21A9, 0x21AA},   {0x231A, 0x231B},
    {0x2328, 0x2328},   {0x2388, 0x2388},   {0x23CF, 0x23CF},
    {0x23E9, 0x23F3},   {0x23F8, 0x23FA},   {0x24C2, 0x24C2},
    {0x25AA, 0x25AB},   {0x25B6, 0x25B6},   {0x25C0, 0x25C0},
    {0x25FB, 0x25FE},   {0x2600, 0x2605},   {0x2607, 0x2612},
    {0x2614, 0x2685},   {0x2690, 0x2705},   {0x2708, 0x2712},
    {0x2714, 0x2714},   {0x2716, 0x2716},   {0x271D, 0x271D},
    {0x2721, 0x2721},   {0x2728, 0x2728},   {0x2733, 0x2734},
    {0x2744, 0x2744},   {0x2747, 0x2747},   {0x274C, 0x274C},
    {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},
    {0x2763, 0x2767},   {0x2795, 0x2797},   {0x27A1, 0x27A1},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2934, 0x2935},
    {0x2B05, 0x2B07},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},
    {0x2B55, 0x2B55},   {0x3030, 0x3030},   {0x303D, 0x303D},
    {0x3297, 0x3297},   {0x3299, 0x3299},   {0x1F000, 0x1F0FF},
    {0x1F10D, 0x1F10F}, {0x1F12F, 0x1F12F}, {0x1F16C, 0x1F171},
    {0x1F17E, 0x1F17F}, {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A},
    {0x1F1AD, 0x1F1E5}, {0x1F201, 0x1F20F}, {0x1F21A, 0x1F21A},
    {0x1F22F, 0x1F22F}, {0x1F232, 0x1F23A}, {0x1F23C, 0x1F23F},
    {0x1F249, 0x1F3FA}, {0x1F400, 0x1F53D}, {0x1F546, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F774, 0x1F77F}, {0x1F7D5, 0x1F7FF},
    {0x1F80C, 0x1F80F}, {0x1F848, 0x1F84F}, {0x1F85A, 0x1F85F},
    {0x1F888, 0x1F88F}, {0x1F8AE, 0x1F8FF}, {0x1F90C, 0x1F93A},
    {0x1F93C, 0x1F945}, {0x1F947, 0x1FAFF}, {0x1FC00, 0x1FFFD},
};

/* Prepended_Concatenation_Mark and the letters of GraphemeBreakProperty. */
static const struct range prepended[] = {
    {0x600, 0x605},     {0x6DD, 0x6DD},     {0x70F, 0x70F},
    {0x890, 0x891},     {0x8E2, 0x8E2},     {0xD4E, 0xD4E},
    {0x110BD, 0x110BD}, {0x110CD, 0x110CD}, {0x111C2, 0x111C3},
    {0x1193F, 0x1193F}, {0x11941, 0x11941}, {0x11A3A, 0x11A3A},
    {0x11A84, 0x11A89}, {0x11D46, 0x11D46},
};

static bool is_within(const struct range *ranges, size_t count,
                      uint32_t code_point)
{
    for (size_t i = 0; i < count && ranges[i].first <= code_point; i++)
        if (code_point <= ranges[i].last)
            return true;
    return false;
}

static bool is_between(uint32_t code_point, uint32_t first, uint32_t last)
{
    return code_point >= first && code_point <= last;
}

static enum kind hangul_kind(uint32_t code_point)
{
    enum { FIRST = 0xAC00, LAST = 0xD7A3, SYLLABLES_OF_A_VOWEL = 28 };
    if (is_between(code_point, FIRST, LAST))
        return (code_point - FIRST) % SYLLABLES_OF_A_VOWEL ? KIND_LVT : KIND_LV;
    if (is_between(code_point, 0x1100, 0x115F) ||
        is_between(code_point, 0xA960, 0xA97C))
        return KIND_L;
    if (is_between(code_point, 0x1160, 0x11A7) ||
        is_between(code_point, 0xD7B0, 0xD7C6))
        return KIND_V;
    if (is_between(code_point, 0x11A8, 0x11FF) ||
        is_between(code_point, 0xD7CB, 0xD7FB))
        return KIND_T;
    return KIND_OTHER;
}

static enum kind category_kind(uint32_t code_point)
{
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(),
                                        code_point)) {
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
        return KIND_EXTEND;
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
        return KIND_SPACING;
    case HB_UNICODE_GENERAL_CATEGORY_CONTROL:
    case HB_UNICODE_GENERAL_CATEGORY_FORMAT:
    case HB_UNICODE_GENERAL_CATEGORY_LINE_SEPARATOR:
    case HB_UNICODE_GENERAL_CATEGORY_PARAGRAPH_SEPARATOR:
        return KIND_CONTROL;
    default:
        return KIND_OTHER;
    }
}

static enum kind kind_of(uint32_t code_point)
{
    if (is_between(code_point, ' ', '~'))
        return KIND_OTHER;
    if (code_point == '\r')
        return KIND_CR;
    if (code_point == '\n')
        return KIND_LF;
    if (code_point == 0x200D)
        return KIND_JOINER;
    if (is_between(code_point, 0x1F1E6, 0x1F1FF))
        return KIND_FLAG;
    if (code_point == ZERO_WIDTH_NON_JOINER || letter_is_hidden(code_point) ||
        is_between(code_point, 0x1F3FB, 0x1F3FF) ||
        is_between(code_point, 0xE0020, 0xE007F) ||
        is_between(code_point, 0xFF9E, 0xFF9F))
        return KIND_EXTEND;
    if (code_point == 0xE33 || code_point == 0xEB3)
        return KIND_SPACING;
    if (is_within(prepended, sizeof prepended / sizeof *prepended, code_point))
        return KIND_PREPEND;
    if (is_within(pictures, sizeof pictures / sizeof *pictures, code_point))
        return KIND_PICTURE;
    enum kind hangul = hangul_kind(code_point);
    return hangul != KIND_OTHER ? hangul : category_kind(code_point);
}

struct state {
    enum kind last;
    bool is_odd_flag;   /* an odd number of flag letters ends here */
    bool is_picture;    /* a picture and what extends it */
    bool joins_picture; /* the same and a joiner */
};

static bool is_hangul_pair(enum kind before, enum kind after)
{
    switch (before) {
    case KIND_L:
        return after == KIND_L || after == KIND_V || after == KIND_LV ||
               after == KIND_LVT;
    case KIND_LV:
    case KIND_V:
        return after == KIND_V || after == KIND_T;
    case KIND_LVT:
    case KIND_T:
        return after == KIND_T;
    default:
        return false;
    }
}

static bool is_control(enum kind kind)
{
    return kind == KIND_CR || kind == KIND_LF || kind == KIND_CONTROL;
}

static bool parts(const struct state *state, enum kind next)
{
    if (state->last == KIND_CR && next == KIND_LF) /* GB3 */
        return false;
    if (is_control(state->last) || is_control(next)) /* GB4, GB5 */
        return true;
    if (is_hangul_pair(state->last, next)) /* GB6 to GB8 */
        return false;
    if (next == KIND_EXTEND || next == KIND_JOINER || /* GB9 */
        next == KIND_SPACING || state->last == KIND_PREPEND)
        return false;
    if (state->joins_picture && next == KIND_PICTURE) /* GB11 */
        return false;
    return !(state->is_odd_flag && next == KIND_FLAG); /* GB12, GB13 */
}

static void go_on(struct state *state, enum kind next)
{
    state->joins_picture = state->is_picture && next == KIND_JOINER;
    state->is_picture =
        next == KIND_PICTURE || (state->is_picture && next == KIND_EXTEND);
    state->is_odd_flag = next == KIND_FLAG && !state->is_odd_flag;
    state->last = next;
}

size_t grapheme_next(const char *utf8, size_t length, size_t at)
{
    struct state state = {KIND_CONTROL, false, false, false};
    uint32_t code_point;
    for (size_t i = at; i < length;) {
        size_t bytes = utf8_decode(utf8 + i, length - i, &code_point);
        enum kind kind = kind_of(code_point);
        if (i > at && parts(&state, kind))
            return i;
        go_on(&state, kind);
        i += bytes;
    }
    return length;
}

size_t grapheme_start(const char *utf8, size_t length, size_t at)
{
    size_t start = 0, next;
    if (at >= length)
        return length;
    while ((next = grapheme_next(utf8, length, start)) <= at)
        start = next;
    return start;
}

size_t grapheme_previous(const char *utf8, size_t length, size_t at)
{
    return at == 0 ? 0 : grapheme_start(utf8, length, at - 1);
}
