#include "child.h"

#include "real_runc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

static const int handed_on[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};

/// All but those that the engine has us ignore: they end nothing.
static void add_handed_on(sigset_t *set) {
    for (size_t i = 0; i < sizeof handed_on / sizeof *handed_on; i++) {
        struct sigaction now;
        if (sigaction(handed_on[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN) sigaddset(set, handed_on[i]);
    }
}

void child_signals_hold(struct child_signals *signals) {
    sigemptyset(&signals->waited);
    add_handed_on(&signals->waited);
    sigaddset(&signals->waited, SIGCHLD);
    sigprocmask(SIG_BLOCK, &signals->waited, &signals->mask_before);
    // An engine may have left SIGCHLD ignored; then the kernel would throw the real runc's exit status away.
    struct sigaction standard = {.sa_handler = SIG_DFL};
    sigaction(SIGCHLD, &standard, &signals->child_before);
}

int child_signals_open(const struct child_signals *signals) {
    sigset_t ending = signals->waited;
    sigdelset(&ending, SIGCHLD);
    return signalfd(-1, &ending, SFD_CLOEXEC | SFD_NONBLOCK);
}

/// Socket activation addresses its descriptors to a process id; they are meant for whoever stands in for this process.
static void readdress_listen_pid(pid_t parent) {
    const char *addressed = getenv("LISTEN_PID");
    if (addressed == NULL || strtol(addressed, NULL, 10) != parent) return;
    char own[24];
    snprintf(own, sizeof own, "%ld", (long)getpid());
    setenv("LISTEN_PID", own, 1);
}

static void stand_alone(void) {
    setsid();
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) dup2(null, fd);
}

static _Noreturn void become(const struct conf *conf, char *const *argv, enum child_kind kind,
                             const struct child_signals *signals, pid_t parent) {
    if (kind == CHILD_QUIET) stand_alone();
    if (kind == CHILD_STAND_IN) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) _exit(EXIT_FAILURE);
        readdress_listen_pid(parent);
    }
    sigaction(SIGCHLD, &signals->child_before, NULL);
    sigprocmask(SIG_SETMASK, &signals->mask_before, NULL);
    real_runc_execute(conf, argv);
    dprintf(STDERR_FILENO, "%s cannot be run: %m\n", conf->real);
    _exit(EXIT_FAILURE);
}

struct child child_start(const struct conf *conf, char *const *argv, enum child_kind kind,
                         const struct child_signals *signals) {
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0) become(conf, argv, kind, signals, parent);
    return (struct child){.pid = child, .kind = kind};
}

/// A signal of the terminal reaches the child by itself, being in the same process group; others came to us alone.
static void hand_on(struct child child, const siginfo_t *signal) {
    bool is_ours = signal->si_signo != SIGCHLD && signal->si_code <= 0;
    if (is_ours && child.kind == CHILD_STAND_IN) kill(child.pid, signal->si_signo);
}

bool child_wait(struct child child, const struct child_signals *signals, const deadline *until, int *status) {
    for (;;) {
        if (waitpid(child.pid, status, WNOHANG) == child.pid) return true;
        int left = until == NULL ? 60000 : deadline_left_ms(*until);
        if (left == 0) return false;
        struct timespec wait = {.tv_sec = left / 1000, .tv_nsec = left % 1000 * 1000000L};
        siginfo_t signal;
        if (sigtimedwait(&signals->waited, &signal, &wait) > 0) hand_on(child, &signal);
    }
}

_Noreturn void end_by(int signal) {
    // The core that there is to dump was the real runc's.
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    sigaction(signal, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, signal);
    raise(signal);
    sigprocmask(SIG_UNBLOCK, &only, NULL);
    exit(128 + signal);
}

_Noreturn void end_as(int status) {
    if (WIFSIGNALED(status)) end_by(WTERMSIG(status));
    exit(WEXITSTATUS(status));
}
