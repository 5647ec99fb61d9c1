#include "subject.h"
#include "common.h"
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROCESSES = 32768, TREE = 512 };

void subject_adopt(void)
{
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

void subject_start(struct subject *subject, char **command)
{
    int null;

    subject->pid = fork();
    if (subject->pid != 0)
        return;
    setsid();
    setenv("DISPLAY", subject->screen, 1);
    unsetenv("WAYLAND_DISPLAY");
    null = open("/dev/null", O_RDWR);
    dup2(null, 0);
    if (!getenv("XMETER_VERBOSE")) {
        dup2(null, 1);
        dup2(null, 2);
    }
    execvp(command[0], command);
    _exit(127);
}

/* The fields of /proc/PID/stat after the name, or false. */
static bool read_stat(pid_t pid, char *line, size_t bytes, const char **ret_at)
{
    char path[64];
    int fd;
    ssize_t got;
    char *end;

    snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
    fd = open(path, O_RDONLY);
    if (fd < 0)
        return false;
    got = read(fd, line, bytes - 1);
    close(fd);
    line[got > 0 ? got : 0] = '\0';
    end = strrchr(line, ')');
    if (!end)
        return false;
    *ret_at = end + 2;
    return true;
}

static int list_processes(pid_t *ret_pids, pid_t *ret_parents)
{
    DIR *folder = opendir("/proc");
    struct dirent *entry;
    char line[512];
    const char *at;
    int count = 0;

    while (folder && (entry = readdir(folder)) != NULL && count < PROCESSES) {
        pid_t pid = (pid_t)atoi(entry->d_name);

        if (pid <= 0 || !read_stat(pid, line, sizeof(line), &at) || *at == 'Z')
            continue;
        ret_pids[count] = pid;
        ret_parents[count++] = (pid_t)atoi(at + 2);
    }
    if (folder)
        closedir(folder);
    return count;
}

/* Our children but the X server, adopted ones included, and theirs. */
static int find_tree(const struct subject *subject, pid_t *ret_tree)
{
    static pid_t pids[PROCESSES], parents[PROCESSES];
    int all = list_processes(pids, parents), count = 0;
    pid_t self = getpid();

    for (int i = 0; i < all && count < TREE; i++)
        if (pids[i] != subject->server &&
            (pids[i] == subject->pid || parents[i] == self)) {
            ret_tree[count++] = pids[i];
            pids[i] = 0;
        }
    for (int k = 0; k < count; k++)
        for (int i = 0; i < all && count < TREE; i++)
            if (pids[i] && parents[i] == ret_tree[k]) {
                ret_tree[count++] = pids[i];
                pids[i] = 0;
            }
    return count;
}

void subject_stop(struct subject *subject)
{
    pid_t tree[TREE];
    double start = now_ms();
    int count;

    if (subject->pid > 0)
        kill(-subject->pid, SIGTERM);
    while ((count = find_tree(subject, tree)) > 0 && now_ms() - start < 4000) {
        while (waitpid(-1, NULL, WNOHANG) > 0)
            ;
        sleep_ms(20);
        for (int i = 0; i < count && now_ms() - start > 2000; i++)
            kill(tree[i], SIGKILL);
    }
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    subject->pid = 0;
}

/* Its own, to the nanosecond, and its ended children's in clock ticks. */
static double cpu_ms_of(pid_t pid)
{
    clockid_t clock;
    struct timespec time;
    char line[512];
    const char *at;
    unsigned long user = 0, system = 0;

    if (clock_getcpuclockid(pid, &clock) != 0 ||
        clock_gettime(clock, &time) != 0)
        return 0;
    if (read_stat(pid, line, sizeof(line), &at))
        sscanf(at,
               "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %lu %lu",
               &user, &system);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6 +
           (double)(user + system) * 1e3 / (double)sysconf(_SC_CLK_TCK);
}

static long field(const char *path, const char *key)
{
    FILE *file = fopen(path, "r");
    char line[256];
    size_t length = strlen(key);
    long value = 0;

    while (file && fgets(line, sizeof(line), file))
        if (strncmp(line, key, length) == 0 && line[length] == ':') {
            value = atol(line + length + 1);
            break;
        }
    if (file)
        fclose(file);
    return value;
}

static void add_threads(struct usage *usage, pid_t pid)
{
    char path[128];
    DIR *folder;
    struct dirent *entry;

    snprintf(path, sizeof(path), "/proc/%d/task", (int)pid);
    folder = opendir(path);
    while (folder && (entry = readdir(folder)) != NULL) {
        if (!isdigit((unsigned char)entry->d_name[0]))
            continue;
        snprintf(path, sizeof(path), "/proc/%d/task/%.20s/status", (int)pid,
                 entry->d_name);
        usage->wakeups += field(path, "voluntary_ctxt_switches");
        usage->preempted += field(path, "nonvoluntary_ctxt_switches");
        usage->threads++;
    }
    if (folder)
        closedir(folder);
}

static void add_memory(struct usage *usage, pid_t pid)
{
    char path[64];

    snprintf(path, sizeof(path), "/proc/%d/smaps_rollup", (int)pid);
    usage->pss_kib += field(path, "Pss");
    usage->rss_kib += field(path, "Rss");
    snprintf(path, sizeof(path), "/proc/%d/status", (int)pid);
    usage->peak_kib += field(path, "VmHWM");
}

static double machine_ms(void)
{
    FILE *file = fopen("/proc/stat", "r");
    double sum = 0, value;

    if (!file || fscanf(file, "cpu") != 0)
        return 0;
    for (int i = 0; i < 8 && fscanf(file, "%lf", &value) == 1; i++)
        if (i != 3 && i != 4) /* idle, waiting for a disk */
            sum += value;
    fclose(file);
    return sum * 1e3 / (double)sysconf(_SC_CLK_TCK);
}

void snapshot_take(struct snapshot *snapshot, const struct subject *subject,
                   bool has_memory)
{
    pid_t tree[TREE];
    int count = find_tree(subject, tree);
    struct usage usage = {.processes = count};

    for (int i = 0; i < count; i++) {
        usage.cpu_ms += cpu_ms_of(tree[i]);
        add_threads(&usage, tree[i]);
        if (has_memory)
            add_memory(&usage, tree[i]);
    }
    *snapshot = (struct snapshot){
        .usage = usage,
        .server_ms = cpu_ms_of(subject->server),
        .meter_ms = cpu_ms_of(getpid()),
        .machine_ms = machine_ms(),
        .at_ms = now_ms(),
    };
}

double snapshot_foreign(const struct snapshot *from, const struct snapshot *to)
{
    double other = (to->machine_ms - from->machine_ms) -
                   (to->usage.cpu_ms - from->usage.cpu_ms) -
                   (to->meter_ms - from->meter_ms) -
                   (to->server_ms - from->server_ms);

    return 100 * (other < 0 ? 0 : other) / (to->at_ms - from->at_ms);
}
