#include "support/heard.h"

#include "support/check.h"
#include <unistd.h>

void heard_begin(struct heard *heard)
{
    int ends[2];

    assert_int_equal(pipe(ends), 0);
    heard->stderr_before = dup(STDERR_FILENO);
    heard->from = ends[0];
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
}

const char *heard_end(struct heard *heard)
{
    ssize_t got;

    dup2(heard->stderr_before, STDERR_FILENO);
    close(heard->stderr_before);
    got = read(heard->from, heard->text, sizeof heard->text - 1);
    close(heard->from);
    assert_true(got >= 0);
    heard->text[got] = '\0';
    return heard->text;
}
