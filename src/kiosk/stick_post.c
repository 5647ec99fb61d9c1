#include "kiosk/stick_post.h"

#include "base/arena.h"
#include "base/stick_report.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { LINES = 64 };

struct stick_post {
    void (*wake)(void *user);
    void *user;
    pthread_mutex_t mutex; /* guards what follows */
    char lines[LINES][STICK_LINE_BYTES];
    int first, count;
};

struct stick_post *stick_post_new(void (*wake)(void *user), void *user)
{
    struct stick_post *post = memory_get(sizeof *post);

    post->wake = wake;
    post->user = user;
    pthread_mutex_init(&post->mutex, NULL);
    return post;
}

void stick_post_free(struct stick_post *post)
{
    if (!post)
        return;
    pthread_mutex_destroy(&post->mutex);
    free(post);
}

void stick_post_put(struct stick_post *post, const char *line)
{
    pthread_mutex_lock(&post->mutex);
    if (post->count == LINES) {
        post->first = (post->first + 1) % LINES;
        post->count--;
    }
    int last = (post->first + post->count++) % LINES;
    snprintf(post->lines[last], STICK_LINE_BYTES, "%s", line);
    pthread_mutex_unlock(&post->mutex);
    post->wake(post->user);
}

bool stick_post_take(struct stick_post *post, char *ret_line)
{
    pthread_mutex_lock(&post->mutex);
    bool is_there = post->count > 0;

    if (is_there) {
        snprintf(ret_line, STICK_LINE_BYTES, "%s", post->lines[post->first]);
        post->first = (post->first + 1) % LINES;
        post->count--;
    }
    pthread_mutex_unlock(&post->mutex);
    return is_there;
}
