#include "sync/http_compare.h"

#include <string.h>

enum { LIMIT_BYTES = 64 * 1024 * 1024 };

struct compare {
    const struct target_file *file;
    size_t same; /* bytes, from the first on */
    bool differs;
};

static bool begin(void *user, const struct http_answer *answer,
                  struct fail *why)
{
    struct compare *compare = user;

    (void)why;
    compare->differs = answer->status != 200;
    return true;
}

static bool add(void *user, const void *bytes, size_t count, struct fail *why)
{
    struct compare *compare = user;
    const struct target_file *file = compare->file;

    (void)why;
    if (count > file->count - compare->same ||
        memcmp((const char *)file->bytes + compare->same, bytes, count) != 0)
        compare->differs = true;
    if (!compare->differs)
        compare->same += count;
    return true;
}

static enum target_state state_of(const struct compare *compare)
{
    if (compare->differs)
        return TARGET_OTHER;
    return compare->same == compare->file->count ? TARGET_SAME : TARGET_TORN;
}

bool http_compare(struct http *http, const char *url,
                  const char *const *headers, const struct target_file *file,
                  enum target_state *ret_state, struct fail *why)
{
    struct compare compare = {.file = file};
    const struct http_sink sink = {.limit_bytes = LIMIT_BYTES,
                                   .begin = begin,
                                   .add = add,
                                   .user = &compare};
    struct http_answer answer;

    if (!http_do(
            http,
            &(struct http_request){
                .method = "GET", .url = url, .headers = headers, .sink = &sink},
            &answer, why))
        return false;
    if (answer.status >= 500 || answer.status == 429)
        return http_refuse(http, &answer, why);
    *ret_state = answer.status == 200 ? state_of(&compare) : TARGET_OTHER;
    return true;
}
