#include "kiosk/door.h"

#include "base/arena.h"
#include "base/local_socket.h"
#include <pthread.h>
#include <stdlib.h>

struct door {
    struct local_socket *socket;
    struct saver *saver;
    pthread_t thread;
};

static void hear(struct door *door, const char *question)
{
    struct errand errand;
    struct str report = {0};

    if (!errand_read(question, &errand))
        return;
    saver_run(door->saver, &errand, &report);
    local_answer(door->socket, str_text(&report));
    str_fini(&report);
}

static void *listen_on(void *user)
{
    struct door *door = user;
    char question[ERRAND_BYTES];

    while (local_wait(door->socket, question, sizeof question))
        hear(door, question);
    return NULL;
}

bool door_open(const char *path, struct saver *saver, struct door **ret_door,
               struct fail *why)
{
    struct door *door = memory_get(sizeof *door);

    door->saver = saver;
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
