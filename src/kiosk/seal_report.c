#include "kiosk/seal_report.h"

#include "base/json_write.h"
#include "base/log.h"
#include <string.h>

enum { STATUS_SOFTWARE = 70, LINE_BYTES = 1024 };

void seal_report_write(struct str *out, const struct batches *batches,
                       size_t least, const struct fail *failed)
{
    for (size_t i = 0; i < batches->made.count; i++)
        str_addf(out, "batch %s %zu\n", batches->made.items[i].name,
                 batches->made.items[i].records);
    str_addf(out, "waiting %zu %zu\n", batches->waiting, least);
    if (failed)
        str_addf(out, "failed %d %s\n", fail_exit_status(failed), failed->text);
}

/* A report while it is read. */
struct printing {
    struct json json;
    struct str text;
    bool is_json;
    size_t batches, waiting, least;
    int status;
    char failed[LINE_BYTES];
};

static void take_batch(struct printing *printing, const char *name,
                       size_t records)
{
    printing->batches++;
    if (!printing->is_json) {
        str_addf(&printing->text, "%s: %zu record%s\n", name, records,
                 records == 1 ? "" : "s");
        return;
    }
    json_object(&printing->json, NULL);
    json_string(&printing->json, "batch", name);
    json_integer(&printing->json, "records", (int64_t)records);
    json_end(&printing->json);
}

static bool take_line(struct printing *printing, const char *line)
{
    char name[LINE_BYTES];
    size_t records;
    int taken = 0;

    if (sscanf(line, "batch %159s %zu", name, &records) == 2)
        take_batch(printing, name, records);
    else if (sscanf(line, "failed %d %n", &printing->status, &taken) == 1)
        snprintf(printing->failed, sizeof printing->failed, "%s", line + taken);
    else
        return sscanf(line, "waiting %zu %zu", &printing->waiting,
                      &printing->least) == 2;
    return true;
}

static bool take_lines(struct printing *printing, const char *report)
{
    bool ok = *report != '\0';

    while (ok && *report) {
        size_t length = strcspn(report, "\n");
        char line[LINE_BYTES] = "";
        ok = report[length] == '\n' && length < sizeof line;
        if (ok) {
            memcpy(line, report, length);
            ok = take_line(printing, line);
            report += length + 1;
        }
    }
    return ok;
}

static void finish(struct printing *printing)
{
    if (printing->is_json) {
        json_end(&printing->json);
        json_integer(&printing->json, "waiting", (int64_t)printing->waiting);
        json_integer(&printing->json, "least", (int64_t)printing->least);
        if (printing->failed[0])
            json_string(&printing->json, "failed", printing->failed);
        json_end(&printing->json);
        str_add_char(&printing->text, '\n');
    } else if (printing->batches == 0) {
        str_addf(&printing->text, "nothing: %zu record%s, %zu are the least\n",
                 printing->waiting, printing->waiting == 1 ? "" : "s",
                 printing->least);
    }
}

int seal_report_print(const char *report, bool is_json, FILE *out)
{
    struct printing printing = {.is_json = is_json};
    bool ok;

    printing.json.out = &printing.text;
    if (is_json) {
        json_object(&printing.json, NULL);
        json_array(&printing.json, "batches");
    }
    ok = take_lines(&printing, report);
    if (ok) {
        finish(&printing);
        fputs(str_text(&printing.text), out);
    } else {
        log_line("the kiosk's answer cannot be understood");
        printing.status = STATUS_SOFTWARE;
    }
    if (printing.failed[0])
        log_line("%s", printing.failed);
    str_fini(&printing.text);
    return printing.status;
}
