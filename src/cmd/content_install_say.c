#include "cmd/content_install_say.h"

#include "base/log.h"
#include "content/difference.h"
#include <stdio.h>
#include <unistd.h>

enum { PROGRESS_STEP = 5 };

static const char *const ends[] = {[INSTALL_TOOK] = "took",
                                   [INSTALL_LEFT] = "left",
                                   [INSTALL_REFUSED] = "refused",
                                   [INSTALL_FAILED] = "failed"};

void install_say_begin(struct install_say *say, bool is_json, bool is_dry)
{
    *say = (struct install_say){
        .tell.file = -1, .is_json = is_json, .is_dry = is_dry};
    if (!is_json)
        return;
    say->json.out = &say->out;
    json_object(&say->json, NULL);
    json_array(&say->json, "packages");
}

void install_say_end(struct install_say *say, const char *programme, bool is_ok)
{
    if (!say->is_json || !is_ok)
        return;
    json_end(&say->json);
    if (programme)
        json_string(&say->json, "programme", programme);
    json_bool(&say->json, "dry_run", say->is_dry);
    json_end(&say->json);
    puts(say->out.text);
}

void install_say_fini(struct install_say *say)
{
    stick_tell_close(&say->tell);
    str_fini(&say->out);
}

void install_say(struct install_say *say, struct stick_news news)
{
    say->has_told |= news.event == STICK_FAILED || news.event == STICK_NOT_OURS;
    stick_tell(&say->tell, &news);
}

bool install_say_failed(struct install_say *say, enum stick_reason reason,
                        const struct fail *why)
{
    if (!say->has_told)
        install_say(say, (struct stick_news){.event = STICK_FAILED,
                                             .reason = reason,
                                             .detail = why->text});
    return false;
}

void install_say_package(struct install_say *say, const char *name)
{
    say->package = name;
    install_say(say,
                (struct stick_news){.event = STICK_CHECKING, .file = name});
    if (!say->is_json)
        return;
    json_object(&say->json, NULL);
    json_string(&say->json, "file", name);
}

void install_say_progress(struct install_say *say, int percent)
{
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\r%s: %d %%%s", say->package, percent,
                percent == 100 ? "\n" : " ");
    if (percent % PROGRESS_STEP == 0)
        install_say(say, (struct stick_news){.event = STICK_CHECKING,
                                             .file = say->package,
                                             .percent = percent});
}

void install_say_difference(struct install_say *say, const char *before,
                            const char *after)
{
    struct messages ignored = {0};
    struct bundle *old =
        before ? bundle_read_unpacked(before, before, &ignored) : NULL;
    struct bundle *new = bundle_read_unpacked(after, after, &ignored);
    struct difference difference = {0};
    struct fail why;

    if (!new || !difference_read(&difference, fs_system(), old, new, &why))
        log_line("what it changes cannot be told");
    else if (say->is_json)
        difference_json(&difference, &say->json, "changes");
    else
        difference_print(&difference, stdout);
    difference_fini(&difference);
    bundle_free(old);
    bundle_free(new);
    messages_fini(&ignored);
}

static void write_json(struct json *json, const struct install_result *result)
{
    json_string(json, "result", ends[result->end]);
    if (result->id) {
        json_string(json, "id", result->id);
        json_string(json, "version", result->version);
        json_integer(json, "serial", result->serial);
    }
    if (result->before) {
        json_string(json, "before", result->before);
        json_integer(json, "before_serial", result->before_serial);
    }
    if (*result->signer) {
        json_string(json, "signer", result->signer_name);
        json_string(json, "fingerprint", result->signer);
    }
    if (result->reason != STICK_NO_REASON) {
        json_string(json, "reason", stick_reason_name(result->reason));
        json_string(json, "detail", result->why.text);
    }
    json_end(json);
}

static void print(const struct install_say *say,
                  const struct install_result *result)
{
    const char *taken = say->is_dry ? "would be taken" : "taken";

    if (result->end == INSTALL_LEFT)
        printf("%s: %s %s is here already\n", say->package, result->id,
               result->version);
    else if (result->end != INSTALL_TOOK)
        log_line("%s: %s: %s", say->package, ends[result->end],
                 result->why.text);
    else if (result->before)
        printf("%s: %s %s %s in place of %s, signed by %s\n", say->package,
               result->id, result->version, taken, result->before,
               result->signer_name);
    else
        printf("%s: %s %s %s, new here, signed by %s\n", say->package,
               result->id, result->version, taken, result->signer_name);
}

static void note(struct install_say *say, const struct install_result *result)
{
    static const enum stick_event events[] = {[INSTALL_TOOK] = STICK_TOOK,
                                              [INSTALL_LEFT] = STICK_LEFT,
                                              [INSTALL_REFUSED] = STICK_REFUSED,
                                              [INSTALL_FAILED] = STICK_FAILED};

    say->is_refused |= result->end == INSTALL_REFUSED;
    say->is_taken |= result->end == INSTALL_TOOK && !say->is_dry;
    if (result->end == INSTALL_FAILED)
        say->failed = result->why;
    install_say(
        say, (struct stick_news){
                 .event = events[result->end],
                 .reason = result->reason,
                 .id = result->id,
                 .version = result->version,
                 .before = result->end == INSTALL_TOOK ? result->before : NULL,
                 .file = say->package,
                 .detail = result->reason ? result->why.text : NULL});
}

void install_say_result(struct install_say *say,
                        const struct install_result *result)
{
    if (say->is_json)
        write_json(&say->json, result);
    else
        print(say, result);
    note(say, result);
}
