#include "text/script.h"
#include <hb.h>
#include <string.h>

enum { LEVELS = 128 }; /* UAX 9 stops at 125 */

static bool is_between(uint32_t code_point, uint32_t first, uint32_t last)
{
    return code_point >= first && code_point <= last;
}

/* 0 for those that take the script of their neighbours. */
static uint32_t own_script(uint32_t code_point)
{
    hb_script_t script =
        hb_unicode_script(hb_unicode_funcs_get_default(), code_point);
    if (script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
        script == HB_SCRIPT_UNKNOWN)
        return 0;
    return (uint32_t)script;
}

void scripts_resolve(const uint32_t *code_points, const uint8_t *levels,
                     size_t count, uint32_t *ret_scripts)
{
    uint32_t near[LEVELS] = {0};
    for (size_t i = 0; i < count; i++) {
        uint32_t script = own_script(code_points[i]);
        uint8_t level = levels[i] % LEVELS;
        if (script)
            near[level] = script;
        ret_scripts[i] = near[level];
    }
    memset(near, 0, sizeof near);
    for (size_t i = count; i-- > 0;) {
        uint8_t level = levels[i] % LEVELS;
        if (ret_scripts[i] == 0)
            ret_scripts[i] = near[level]   ? near[level]
                             : (level % 2) ? SCRIPT_ARABIC
                                           : SCRIPT_LATIN;
        near[level] = ret_scripts[i];
    }
}

bool letter_is_space(uint32_t code_point)
{
    return code_point == ' ' || code_point == 0x1680 ||
           (is_between(code_point, 0x2000, 0x200A) && code_point != 0x2007) ||
           code_point == 0x205F || code_point == 0x3000;
}

bool letter_is_hidden(uint32_t code_point)
{
    return code_point == SOFT_HYPHEN || code_point == 0x061C ||
           code_point == 0x200B || code_point == 0x200E ||
           code_point == 0x200F || is_between(code_point, 0x202A, 0x202E) ||
           is_between(code_point, 0x2060, 0x2064) ||
           is_between(code_point, 0x2066, 0x206F) || code_point == 0xFEFF ||
           is_between(code_point, 0xFFF9, 0xFFFB);
}

bool letter_has_no_face(uint32_t code_point)
{
    return code_point == 0x034F || is_between(code_point, 0x200C, 0x200D) ||
           is_between(code_point, 0xFE00, 0xFE0F) ||
           is_between(code_point, 0xE0100, 0xE01EF);
}

static bool is_mark(uint32_t code_point)
{
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(),
                                        code_point)) {
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
        return true;
    default:
        return false;
    }
}

bool letter_is_word(uint32_t code_point)
{
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(),
                                        code_point)) {
    case HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_TITLECASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_MODIFIER_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_OTHER_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_DECIMAL_NUMBER:
        return true;
    default:
        return is_mark(code_point);
    }
}

bool letters_part(uint32_t before, uint32_t after)
{
    bool is_flag = is_between(before, 0x1F1E6, 0x1F1FF) &&
                   is_between(after, 0x1F1E6, 0x1F1FF);
    return !is_flag && before != 0x200D && !is_mark(after) &&
           !letter_has_no_face(after) && !letter_is_hidden(after) &&
           !is_between(after, 0x1F3FB, 0x1F3FF) &&
           !is_between(after, 0xE0020, 0xE007F);
}
