#define _GNU_SOURCE /* syscall(), O_PATH */
#include "base/sandbox_private.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_SHADOW 1 /* AddressSanitizer asks for terabytes it never uses */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_SHADOW 1
#endif
#endif
#ifndef HAS_SHADOW
#define HAS_SHADOW 0
#endif

enum { OPEN_FILES = 64, NICE = 10 };

static bool limit(int what, rlim_t most, struct fail *why)
{
    struct rlimit now;

    if (getrlimit(what, &now) == 0 && now.rlim_max < most)
        most = now.rlim_max;
    now.rlim_cur = now.rlim_max = most;
    if (what == RLIMIT_CPU && most > 1)
        now.rlim_cur--; /* SIGXCPU says what it was */
    return setrlimit(what, &now) == 0 ||
           fail_errno(why, "cannot limit what the check may use");
}

/* Pipes are no files: what is handed back goes on. */
static bool set_limits(const struct sandbox *sandbox, struct fail *why)
{
    rlim_t memory = (rlim_t)sandbox->memory_mib * 1024 * 1024;

    return (sandbox->cpu_s == 0 ||
            limit(RLIMIT_CPU, (rlim_t)sandbox->cpu_s, why)) &&
           (memory == 0 || HAS_SHADOW || limit(RLIMIT_AS, memory, why)) &&
           limit(RLIMIT_FSIZE, 0, why) && limit(RLIMIT_CORE, 0, why) &&
           limit(RLIMIT_NOFILE, OPEN_FILES, why);
}

static void allow_below(int rules, const char *path)
{
    struct landlock_path_beneath_attr below = {
        .allowed_access =
            LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
        .parent_fd = open(path, O_PATH | O_CLOEXEC),
    };

    if (below.parent_fd < 0)
        return;
    if (syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
                &below, 0) != 0) { /* a file cannot be listed */
        below.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
        syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
                &below, 0);
    }
    close(below.parent_fd);
}

/* Everything that the first version of Landlock knows is refused elsewhere,
 * reading included. A kernel without it leaves reading as it is. */
static void narrow_reading(const char *const *readable)
{
    struct landlock_ruleset_attr all = {
        .handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
    long rules = syscall(SYS_landlock_create_ruleset, &all,
                         sizeof all.handled_access_fs, 0);

    if (rules < 0)
        return;
    for (int i = 0; readable[i]; i++)
        allow_below((int)rules, readable[i]);
    syscall(SYS_landlock_restrict_self, (int)rules, 0);
    close((int)rules);
}

#if defined(__x86_64__)
#define THIS_MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_MACHINE AUDIT_ARCH_AARCH64
#elif defined(__arm__)
#define THIS_MACHINE AUDIT_ARCH_ARM
#elif defined(__i386__)
#define THIS_MACHINE AUDIT_ARCH_I386
#elif defined(__riscv) && __riscv_xlen == 64
#define THIS_MACHINE AUDIT_ARCH_RISCV64
#endif

/* What reading, computing and writing to open handles takes: each works on
 * this process alone, whatever is handed to it. */
static const int allowed[] = {
    SYS_read,
    SYS_readv,
    SYS_pread64,
    SYS_write,
    SYS_writev,
    SYS_close,
    SYS_lseek,
    SYS_getdents64,
    SYS_readlinkat,
    SYS_getcwd,
    SYS_faccessat,
    SYS_dup,
    SYS_mprotect,
    SYS_munmap,
    SYS_mremap,
    SYS_madvise,
    SYS_brk,
    SYS_futex,
    SYS_set_robust_list,
    SYS_exit,
    SYS_exit_group,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_nanosleep,
    SYS_clock_nanosleep,
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_gettimeofday,
    SYS_getpid,
    SYS_gettid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_uname,
    SYS_sysinfo,
    SYS_getrandom,
    SYS_sigaltstack,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_restart_syscall,
    SYS_ppoll,
/* Names that not all machines or headers have. */
#ifdef SYS_mmap
    SYS_mmap,
#endif
#ifdef SYS_mmap2
    SYS_mmap2,
#endif
#ifdef SYS_fstat
    SYS_fstat,
#endif
#ifdef SYS_newfstatat
    SYS_newfstatat,
#endif
#ifdef SYS_statx
    SYS_statx,
#endif
#ifdef SYS_stat
    SYS_stat,
    SYS_lstat,
#endif
#ifdef SYS_stat64
    SYS_stat64,
    SYS_lstat64,
    SYS_fstat64,
    SYS_fstatat64,
    SYS__llseek,
#endif
#ifdef SYS_access
    SYS_access,
    SYS_readlink,
    SYS_poll,
#endif
#ifdef SYS_time
    SYS_time,
#endif
#ifdef SYS_faccessat2
    SYS_faccessat2,
#endif
#ifdef SYS_fadvise64
    SYS_fadvise64,
#endif
#ifdef SYS_membarrier
    SYS_membarrier,
#endif
#ifdef SYS_rseq
    SYS_rseq,
#endif
#ifdef SYS_clock_gettime64
    SYS_clock_gettime64,
    SYS_clock_nanosleep_time64,
    SYS_futex_time64,
    SYS_ppoll_time64,
#endif
#ifdef __ARM_NR_cacheflush
    __ARM_NR_cacheflush,
    __ARM_NR_set_tls,
#endif
};

struct rules {
    struct sock_filter code[256];
    unsigned short count;
};

static void add(struct rules *rules, unsigned code, unsigned value,
                unsigned char if_true, unsigned char if_not)
{
    assert(rules->count < sizeof rules->code / sizeof *rules->code);
    rules->code[rules->count++] =
        (struct sock_filter){(unsigned short)code, if_true, if_not, value};
}

static void load(struct rules *rules, size_t offset)
{
    add(rules, BPF_LD | BPF_W | BPF_ABS, (unsigned)offset, 0, 0);
}

static void end(struct rules *rules, unsigned what)
{
    add(rules, BPF_RET | BPF_K, what, 0, 0);
}

static void refuse(struct rules *rules, int error)
{
    end(rules, SECCOMP_RET_ERRNO | (unsigned)error);
}

/* Allows the call if of `bits` of its argument none is set, or one is. Machines
 * with the low half of an argument first are the only ones named above. */
static void allow_bits(struct rules *rules, int call, int argument,
                       unsigned bits, bool if_set)
{
    add(rules, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)call, 0, 4);
    load(rules, offsetof(struct seccomp_data, args) +
                    (size_t)argument * sizeof(__u64));
    add(rules, BPF_JMP | BPF_JSET | BPF_K, bits, if_set ? 0 : 1,
        if_set ? 1 : 0);
    end(rules, SECCOMP_RET_ALLOW);
    refuse(rules, EPERM);
}

static void allow_value(struct rules *rules, int call, int argument,
                        unsigned value)
{
    add(rules, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)call, 0, 4);
    load(rules, offsetof(struct seccomp_data, args) +
                    (size_t)argument * sizeof(__u64));
    add(rules, BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    end(rules, SECCOMP_RET_ALLOW);
    load(rules, offsetof(struct seccomp_data, nr));
}

/* Files for reading, threads but no processes, handles but no signals. */
static void add_partly_allowed(struct rules *rules)
{
    static const int commands[] = {F_GETFD, F_SETFD, F_GETFL, F_DUPFD,
                                   F_DUPFD_CLOEXEC};
    const unsigned changes = O_ACCMODE | O_CREAT | O_TRUNC;

    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        allow_value(rules, SYS_fcntl, 1, (unsigned)commands[i]);
#ifdef SYS_fcntl64
        allow_value(rules, SYS_fcntl64, 1, (unsigned)commands[i]);
#endif
    }
    allow_bits(rules, SYS_openat, 2, changes, false);
#ifdef SYS_open
    allow_bits(rules, SYS_open, 1, changes, false);
#endif
    allow_bits(rules, SYS_clone, 0, CLONE_THREAD, true);
#ifdef SYS_clone3 /* its flags cannot be seen: libraries take clone instead */
    add(rules, BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1);
    refuse(rules, ENOSYS);
#endif
}

/* A call that is not allowed fails with EPERM: libraries go on without it. */
static bool filter_calls(struct fail *why)
{
    struct rules rules = {.count = 0};
    struct sock_fprog program = {.filter = rules.code};

    load(&rules, offsetof(struct seccomp_data, arch));
    add(&rules, BPF_JMP | BPF_JEQ | BPF_K, THIS_MACHINE, 1, 0);
    end(&rules, SECCOMP_RET_KILL_PROCESS);
    load(&rules, offsetof(struct seccomp_data, nr));
#ifdef __x86_64__ /* x32 */
    add(&rules, BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);
    refuse(&rules, ENOSYS);
#endif
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
        add(&rules, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)allowed[i], 0, 1);
        end(&rules, SECCOMP_RET_ALLOW);
    }
    add_partly_allowed(&rules);
    refuse(&rules, EPERM);
    program.len = rules.count;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0 ||
           fail_set(why, FAIL_NO_DEVICE,
                    "this system cannot hold a process to what it may do "
                    "(seccomp): %s",
                    strerror(errno));
}

bool sandbox_enter(const struct sandbox *sandbox, struct fail *why)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return fail_errno(why, "cannot give up privileges");
    setpriority(PRIO_PROCESS, 0, NICE);
    if (!set_limits(sandbox, why))
        return false;
    narrow_reading(sandbox->readable);
    return filter_calls(why);
}
