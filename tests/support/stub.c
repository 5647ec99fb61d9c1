#include "support/stub.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TRIES = 1000, PAUSE_MS = 10 };

static int make_certificate(const struct stub *stub)
{
    char line[1600];

    snprintf(line, sizeof line,
             "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 "
             "-nodes -days 3 -subj /CN=localhost -addext "
             "subjectAltName=DNS:localhost -keyout %s/key -out %s 2>%s/errors",
             stub->dir.path, stub->ca, stub->dir.path);
    return system(line) == 0;
}

static void run(const struct stub *stub, const char *program)
{
    char path[200];

    snprintf(path, sizeof path, "tests/support/%s", program);
    if (!freopen(tmpdir_path(&stub->dir, "said"), "w", stdout) ||
        !freopen(tmpdir_path(&stub->dir, "errors"), "w", stderr))
        _exit(1);
    execlp("python3", "python3", path, stub->ca, tmpdir_path(&stub->dir, "key"),
           stub->dir.path, (char *)NULL);
    _exit(1);
}

static int read_port(const struct stub *stub)
{
    FILE *file = fopen(tmpdir_path(&stub->dir, "said"), "r");
    int port = 0;

    if (file && fscanf(file, "%d\n", &port) != 1)
        port = 0;
    if (file)
        fclose(file);
    return port;
}

int stub_start(struct stub *stub)
{
    return stub_start_other(stub, "stub_dav");
}

int stub_start_other(struct stub *stub, const char *program)
{
    struct timespec pause = {.tv_nsec = PAUSE_MS * 1000000L};

    *stub = (struct stub){0};
    tmpdir_init(&stub->dir);
    snprintf(stub->ca, sizeof stub->ca, "%s", tmpdir_path(&stub->dir, "cert"));
    if (make_certificate(stub)) {
        stub->pid = fork();
        if (stub->pid == 0)
            run(stub, program);
        for (int i = 0; i < TRIES && stub->port == 0 &&
                        waitpid(stub->pid, NULL, WNOHANG) == 0;
             i++) {
            nanosleep(&pause, NULL);
            stub->port = read_port(stub);
        }
    }
    if (stub->port == 0)
        stub_stop(stub);
    return stub->port != 0;
}

void stub_stop(struct stub *stub)
{
    if (stub->pid > 0) {
        kill(stub->pid, SIGTERM);
        waitpid(stub->pid, NULL, 0);
    }
    tmpdir_fini(&stub->dir);
    stub->pid = 0;
}

int stub_said(const struct stub *stub, const char *line)
{
    FILE *file = fopen(tmpdir_path(&stub->dir, "said"), "r");
    char read[400];
    int count = 0;

    while (file && fgets(read, sizeof read, file)) {
        read[strcspn(read, "\n")] = '\0';
        count += strcmp(read, line) == 0;
    }
    if (file)
        fclose(file);
    return count;
}
