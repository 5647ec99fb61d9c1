#include "text/bidi.h"
#include "base/arena.h"
#include <assert.h>
#include <fribidi/fribidi.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

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
