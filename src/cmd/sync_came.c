#include "cmd/sync_came.h"

#include "base/json_write.h"
#include <stdio.h>

int came_status(const struct came_list *list, const struct fail *why)
{
    if (why->kind != FAIL_NONE)
        return fail_exit_status(why);
    for (size_t i = 0; i < list->count; i++)
        if (!list->items[i].ok)
            return fail_exit_status(&list->items[i].why);
    return EXIT_SUCCESS;
}

static void json_came(struct json *json, const struct came *came)
{
    json_object(json, NULL);
    if (came->is_named)
        json_string(json, "target", came->to);
    json_string(json, "place", came->place);
    json_integer(json, "came", (int64_t)came->sent.came);
    json_integer(json, "were_there", (int64_t)came->sent.were_there);
    json_integer(json, "plain", (int64_t)came->sent.plain);
    json_integer(json, "damaged", (int64_t)came->sent.damaged);
    json_integer(json, "refused", (int64_t)came->sent.refused);
    json_bool(json, "done", came->ok);
    if (came->cause)
        json_string(json, "cause", came->cause);
    if (!came->ok)
        json_string(json, "fault", came->why.text);
    json_end(json);
}

static void json_all(struct json *json, const struct came_list *list,
                     const struct fail *why)
{
    json_object(json, NULL);
    json_array(json, "targets");
    for (size_t i = 0; i < list->count; i++)
        json_came(json, &list->items[i]);
    json_end(json);
    json_bool(json, "done", came_status(list, why) == EXIT_SUCCESS);
    if (why->kind != FAIL_NONE)
        json_string(json, "fault", why->text);
    json_end(json);
}

void came_print_json(const struct came_list *list, bool is_one,
                     const struct fail *why)
{
    struct str text = {0};
    struct json json = {.out = &text};

    if (is_one)
        json_came(&json, &list->items[0]);
    else
        json_all(&json, list, why);
    puts(text.text);
    str_fini(&text);
}

static void print_came(const struct came *came)
{
    const struct sent *sent = &came->sent;

    printf("%s: %zu copied, %zu there already\n",
           came->is_named ? came->to : came->place, sent->came,
           sent->were_there);
    if (sent->plain > 0)
        printf("%zu not sealed: they stay, see --plain\n", sent->plain);
    if (sent->damaged > 0)
        printf("%zu damaged: they stay, see above\n", sent->damaged);
    if (sent->refused > 0)
        printf("%zu not copied: another file has the name, see above\n",
               sent->refused);
}

void came_print_words(const struct came_list *list)
{
    if (list->count == 0)
        puts("kiosk.yaml names no targets: nothing was sent. A stick or a "
             "folder is named by --to PATH.");
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].place[0])
            print_came(&list->items[i]);
}
