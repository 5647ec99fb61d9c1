#ifndef XMETER_SUBJECT_H
#define XMETER_SUBJECT_H

/*
 * The program under test, and what it and its children use. The meter must
 * be a subreaper (subject_adopt()), so that children that lose their parent
 * are still found.
 */

#include <stdbool.h>
#include <sys/types.h>

struct subject {
    pid_t pid;
    pid_t server;       /* a child of ours that does not count */
    const char *screen; /* DISPLAY */
};

void subject_adopt(void);
void subject_start(struct subject *subject, char **command);
/* SIGTERM to its group, after two seconds SIGKILL; returns when it is gone. */
void subject_stop(struct subject *subject);

struct usage {
    double cpu_ms;  /* exact, ended threads included */
    long wakeups;   /* voluntary context switches of all threads */
    long preempted; /* involuntary ones */
    long pss_kib, rss_kib, peak_kib;
    int processes, threads;
};
/* At one moment: of the subject, the meter, the X server, the machine. */
struct snapshot {
    double at_ms;
    double machine_ms, meter_ms, server_ms; /* of CPU */
    struct usage usage;
};
void snapshot_take(struct snapshot *snapshot, const struct subject *subject,
                   bool has_memory);
/* What everything else on the machine used between two snapshots, in percent
 * of one core. Much more than 20: the figures are worth little. */
double snapshot_foreign(const struct snapshot *from, const struct snapshot *to);

#endif
