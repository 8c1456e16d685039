#include "background.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/// A JVM with an Enforcer of a hundred containers has a few hundred descriptors.
enum { RESERVED = 4096 };

static int ready_pipe[2];

static _Noreturn void wait_for_ready(void) {
    unsigned char status = EXIT_FAILURE;
    close(ready_pipe[1]);
    if (read(ready_pipe[0], &status, 1) != 1) status = EXIT_FAILURE;
    _exit(status);
}

/// Without the right to (CAP_SYS_RESOURCE, in some containers) the keeper runs all the same.
static void leave_oom_killer(void) {
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd < 0 || write(fd, "-1000", 5) != 5) fprintf(stderr, "plimsoll-keeper: oom_score_adj -1000 is not to be had: %m\n");
    if (fd >= 0) close(fd);
}

void background_enter(void) {
    close_range(STDERR_FILENO + 1, UINT_MAX, 0);
    if (pipe2(ready_pipe, O_CLOEXEC) != 0) _exit(EXIT_FAILURE);
    pid_t child = fork();
    if (child < 0) _exit(EXIT_FAILURE);
    if (child > 0) wait_for_ready();
    close(ready_pipe[0]);
    setsid();
    prctl(PR_SET_NAME, "plimsoll-keeper");
    leave_oom_killer();
}

void background_ready(int status) {
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) dup2(null, fd);
    close(null);
    unsigned char byte = (unsigned char)status;
    if (chdir("/") != 0 || write(ready_pipe[1], &byte, 1) != 1) _exit(EXIT_FAILURE);
    close(ready_pipe[1]);
}

void background_reserve_low_descriptors(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    int last = limit.rlim_max < 2 * RESERVED ? (int)limit.rlim_max / 2 : RESERVED;
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    while (null >= 0 && null < last - 1) null = fcntl(null, F_DUPFD_CLOEXEC, 0);
}
