#ifndef BASE_LOCAL_SOCKET_H
#define BASE_LOCAL_SOCKET_H

/*
 * One question and one answer between programs of this machine: datagrams on
 * a Unix socket with a path (unix(7)). With base/service.h the only sockets of
 * this program; no network is involved.
 */

#include "base/fail.h"
#include "base/str.h"

struct local_socket; /* that listens */

/* Makes the socket and the folder it is in; for its owner and group. One that
 * a program left behind is replaced; FAIL_BUSY: somebody listens there. */
bool local_listen(const char *path, struct local_socket **ret_socket,
                  struct fail *why);
/* Blocks, without ever waking, until a question of less than `room` bytes is
 * there (NUL added; longer ones are dropped), or local_stop(): false. */
bool local_wait(struct local_socket *socket, char *ret_text, size_t room);
/* To whoever asked last; one who is gone or does not listen is passed over. */
void local_answer(struct local_socket *socket, const char *text);
/* From another thread: ends waiting for good. */
void local_stop(struct local_socket *socket);
void local_close(struct local_socket *socket); /* NULL is fine */

/* Asks who listens on `path` and waits for the answer. FAIL_MISSING: nobody
 * does; FAIL_BUSY: no answer came in time. */
bool local_ask(const char *path, const char *text, int timeout_ms,
               struct str *answer, struct fail *why);
/* Tells it and waits for no answer, and at most a fifth of a second for room
 * to tell it in. False: nobody heard. */
bool local_tell(const char *path, const char *text);

#endif
