#include "kiosk/errand.h"

#include "kiosk/seal_report.h"
#include <string.h>

static const char *const words_of[] = {
    [ERRAND_SEAL] = "seal",
    [ERRAND_SEAL_FINAL] = "seal final",
    [ERRAND_GROUP_OPEN] = "group open",
    [ERRAND_GROUP_CLOSE] = "group close",
};

bool errand_read(const char *words, struct errand *ret_errand)
{
    const char *close = words_of[ERRAND_GROUP_CLOSE];
    size_t bytes = strlen(close);

    *ret_errand = (struct errand){.kind = ERRAND_SEAL};
    for (size_t i = 0; i < sizeof words_of / sizeof *words_of; i++)
        if (str_equal(words, words_of[i])) {
            ret_errand->kind = (enum errand_kind)i;
            return true;
        }
    if (!str_starts(words, close) || words[bytes] != ' ')
        return false;
    ret_errand->kind = ERRAND_GROUP_CLOSE;
    ret_errand->label = words + bytes + 1;
    return label_is_right(ret_errand->label);
}

void errand_write(const struct errand *errand, struct str *words)
{
    str_add(words, words_of[errand->kind]);
    if (errand->label)
        str_addf(words, " %s", errand->label);
}

static bool seal(struct keeper *keeper, enum batch_when when,
                 struct str *report, struct fail *why)
{
    struct batches batches;
    bool ok = keeper_seal(keeper, when, &batches, why);

    seal_report_batches(report, &batches);
    seal_report_waiting(report, batches.waiting, keeper->options.least);
    batches_fini(&batches);
    return ok;
}

static bool open_group(struct keeper *keeper, struct str *report,
                       struct fail *why)
{
    if (!keeper_open(keeper, why))
        return false;
    if (store_is_in_group(keeper->store)) {
        seal_report_group(report, GROUP_IS_OPEN);
        return true;
    }
    if (!keeper_open_group(keeper, why))
        return false;
    seal_report_group(report, GROUP_OPENED);
    return true;
}

/* Its batch is made at once, so that whoever closed it may take it along. */
static bool close_group(struct keeper *keeper, const char *label,
                        struct str *report, struct fail *why)
{
    struct group_end end;
    struct batches batches;
    bool ok;

    if (!keeper_open(keeper, why))
        return false;
    if (!store_is_in_group(keeper->store)) {
        seal_report_group(report, GROUP_NONE_OPEN);
        return true;
    }
    if (!keeper_close_group(keeper, label, &end, why))
        return false;
    seal_report_group_closed(report, &end, keeper->options.least);
    ok = keeper_seal(keeper, BATCH_FULL, &batches, why);
    seal_report_batches(report, &batches);
    batches_fini(&batches);
    return ok;
}

bool errand_run(const struct errand *errand, struct keeper *keeper,
                struct str *report, struct fail *why)
{
    bool ok = false;

    switch (errand->kind) {
    case ERRAND_SEAL:
        ok = seal(keeper, BATCH_DUE, report, why);
        break;
    case ERRAND_SEAL_FINAL:
        ok = seal(keeper, BATCH_FINAL, report, why);
        break;
    case ERRAND_GROUP_OPEN:
        ok = open_group(keeper, report, why);
        break;
    case ERRAND_GROUP_CLOSE:
        ok = close_group(keeper, errand->label, report, why);
        break;
    }
    if (!ok)
        seal_report_failed(report, why);
    return ok;
}
