#include "kiosk/seal_report.h"

#include "base/json_write.h"
#include "base/log.h"
#include <string.h>

enum {
    STATUS_NOT_SO = 1,
    STATUS_SOFTWARE = 70,
    STATUS_TRY_LATER = 75,
    LINE_BYTES = 1024
};

/* Said on stdout with status 0, else as a fault. */
struct group_saying {
    const char *word, *sentence;
    int status;
};
static const struct group_saying sayings[GROUP__COUNT] = {
    [GROUP_OPENED] = {"opened", "open: visits from here on are the group's", 0},
    [GROUP_IS_OPEN] = {"is-open", "a group visit is already open",
                       STATUS_NOT_SO},
    [GROUP_NONE_OPEN] = {"none-open", "no group visit is open", STATUS_NOT_SO},
    [GROUP_VISITED] = {"visited",
                       "one of the group is still at the kiosk: try again",
                       STATUS_TRY_LATER},
};

void seal_report_group(struct str *out, enum group_answer answer)
{
    str_addf(out, "group %s\n", sayings[answer].word);
}

void seal_report_group_closed(struct str *out, const struct group_end *end,
                              size_t least)
{
    str_addf(out, "group closed %zu %d %zu\n", end->kept, end->few > 0, least);
}

void seal_report_batches(struct str *out, const struct batches *batches)
{
    for (size_t i = 0; i < batches->made.count; i++)
        str_addf(out, "batch %s %zu\n", batches->made.items[i].name,
                 batches->made.items[i].records);
}

void seal_report_waiting(struct str *out, size_t waiting, size_t least)
{
    str_addf(out, "waiting %zu %zu\n", waiting, least);
}

void seal_report_failed(struct str *out, const struct fail *why)
{
    str_addf(out, "failed %d %s\n", fail_exit_status(why), why->text);
}

bool seal_report_is_visited(const char *report)
{
    struct str visited = {0};
    bool is_visited;

    seal_report_group(&visited, GROUP_VISITED);
    is_visited = str_equal(report, visited.text);
    str_fini(&visited);
    return is_visited;
}

/* A report while it is read. */
struct printing {
    struct json json;
    struct str text;
    bool is_json, has_waiting, is_closed;
    const struct group_saying *group; /* NULL: nothing of one */
    size_t batches, waiting, least, kept;
    int few; /* whether some of the group wait */
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

static void say_closed(struct printing *printing)
{
    struct str *text = &printing->text;

    str_add(text, "closed; ");
    if (printing->kept > 0)
        str_addf(text, "%zu records kept", printing->kept);
    if (printing->kept > 0 && printing->few)
        str_add(text, ", ");
    if (printing->few)
        str_addf(text,
                 "fewer than %zu records: they wait unlabelled until there are "
                 "enough",
                 printing->least);
    if (printing->kept == 0 && !printing->few)
        str_add(text, "no records");
    str_add_char(text, '\n');
}

static bool take_group(struct printing *printing, const char *word)
{
    printing->is_closed = sscanf(word, "closed %zu %d %zu", &printing->kept,
                                 &printing->few, &printing->least) == 3;
    if (printing->is_closed) {
        if (!printing->is_json)
            say_closed(printing);
        return true;
    }
    for (size_t i = 0; i < GROUP__COUNT; i++)
        if (str_equal(word, sayings[i].word))
            printing->group = &sayings[i];
    return printing->group != NULL;
}

static bool take_line(struct printing *printing, const char *line)
{
    char name[LINE_BYTES];
    size_t records;
    int taken = 0;

    if (str_starts(line, "group "))
        return take_group(printing, line + strlen("group "));
    if (sscanf(line, "batch %159s %zu", name, &records) == 2)
        take_batch(printing, name, records);
    else if (sscanf(line, "failed %d %n", &printing->status, &taken) == 1)
        snprintf(printing->failed, sizeof printing->failed, "%s", line + taken);
    else
        return printing->has_waiting =
                   sscanf(line, "waiting %zu %zu", &printing->waiting,
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

static void finish_json(struct printing *printing)
{
    struct json *json = &printing->json;

    json_end(json);
    if (printing->group)
        json_string(json, "group", printing->group->word);
    if (printing->is_closed) {
        json_string(json, "group", "closed");
        json_integer(json, "kept", (int64_t)printing->kept);
        json_bool(json, "some_wait", printing->few != 0);
    }
    if (printing->has_waiting)
        json_integer(json, "waiting", (int64_t)printing->waiting);
    if (printing->has_waiting || printing->is_closed)
        json_integer(json, "least", (int64_t)printing->least);
    if (printing->failed[0])
        json_string(json, "failed", printing->failed);
    json_end(json);
    str_add_char(&printing->text, '\n');
}

static void finish(struct printing *printing)
{
    if (printing->group && printing->group->status != 0) {
        printing->status = printing->group->status;
        log_line("%s", printing->group->sentence);
    }
    if (printing->is_json)
        finish_json(printing);
    else if (printing->group && printing->group->status == 0)
        str_addf(&printing->text, "%s\n", printing->group->sentence);
    else if (printing->has_waiting && printing->batches == 0)
        str_addf(&printing->text, "nothing: %zu record%s, %zu are the least\n",
                 printing->waiting, printing->waiting == 1 ? "" : "s",
                 printing->least);
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
