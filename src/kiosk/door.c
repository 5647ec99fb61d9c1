#include "kiosk/door.h"

#include "base/arena.h"
#include "base/local_socket.h"
#include "base/stick_report.h"
#include <pthread.h>
#include <stdlib.h>

struct door {
    struct local_socket *socket;
    struct door_house house;
    pthread_t thread;
};

static void hear(struct door *door, const char *question)
{
    const struct door_house *house = &door->house;
    struct errand errand;
    struct str report = {0};

    if (str_starts(question, "stick ") && house->on_stick)
        house->on_stick(house->user, question);
    if (str_equal(question, "content") && house->on_content) {
        house->on_content(house->user);
        local_answer(door->socket, "heard\n");
    }
    if (!errand_read(question, &errand))
        return;
    saver_run(house->saver, &errand, &report);
    local_answer(door->socket, str_text(&report));
    str_fini(&report);
}

static void *listen_on(void *user)
{
    struct door *door = user;
    char question[STICK_LINE_BYTES];

    while (local_wait(door->socket, question, sizeof question))
        hear(door, question);
    return NULL;
}

bool door_open(const char *path, const struct door_house *house,
               struct door **ret_door, struct fail *why)
{
    struct door *door = memory_get(sizeof *door);

    door->house = *house;
    if (!local_listen(path, &door->socket, why)) {
        free(door);
        return false;
    }
    if (pthread_create(&door->thread, NULL, listen_on, door)) {
        local_close(door->socket);
        free(door);
        return fail_set(why, FAIL_IO, "no thread for the socket");
    }
    *ret_door = door;
    return true;
}

void door_close(struct door *door)
{
    if (!door)
        return;
    local_stop(door->socket);
    pthread_join(door->thread, NULL);
    local_close(door->socket);
    free(door);
}
