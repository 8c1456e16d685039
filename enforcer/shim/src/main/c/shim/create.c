#include "create.h"

#include "answer.h"
#include "child.h"
#include "lines.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

/// How long the deletion of a refused container may take before its first process is simply killed.
enum { DELETE_MS = 20000 };

/// A container that runc has created and that nobody has started.
struct created {
    pid_t init;
    /// Holds on to the process: its number alone could come to mean another one.
    int handle;
};

/// argv with `--pid-file=OURS` behind the command when the engine asked for none: we need to learn the process too.
static char **create_arguments(const struct start *start, char *pid_file_option) {
    if (start->arguments.pid_file != NULL) return start->argv;
    char **argv = calloc((size_t)start->argc + 2, sizeof *argv);
    if (argv == NULL) return start->argv;
    size_t before = (size_t)start->arguments.command_index + 1;
    memcpy(argv, start->argv, before * sizeof *argv);
    argv[before] = pid_file_option;
    memcpy(argv + before + 1, start->argv + before, ((size_t)start->argc - before) * sizeof *argv);
    return argv;
}

/// The global options of the engine's own call, then `delete --force ID`.
static char **delete_arguments(const struct start *start) {
    size_t options = (size_t)start->arguments.command_index;
    char **argv = calloc(options + 4, sizeof *argv);
    if (argv == NULL) return NULL;
    memcpy(argv, start->argv, options * sizeof *argv);
    argv[options] = (char *)"delete";
    argv[options + 1] = (char *)"--force";
    argv[options + 2] = (char *)start->arguments.id;
    return argv;
}

static bool read_pid(const char *path, struct created *created) {
    char text[24];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return false;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    text[length > 0 ? length : 0] = 0;
    char *end;
    long pid = strtol(text, &end, 10);
    if (end == text || (*end != 0 && *end != '\n') || pid <= 1 || pid > INT32_MAX) return false;
    *created = (struct created){.init = (pid_t)pid, .handle = pidfd_open((pid_t)pid, 0)};
    return created->handle >= 0;
}

/// Takes the created container away. When runc cannot, its first process is killed: it holds still before its start, so
/// nothing of the container has run and nothing will.
static void delete_container(const struct start *start, const struct created *created,
                             const struct child_signals *signals) {
    char **argv = delete_arguments(start);
    struct child child = {.pid = -1};
    if (argv != NULL) child = child_start(start->conf, argv, CHILD_QUIET, signals);
    deadline until = deadline_after_ms(DELETE_MS);
    int status;
    bool deleted = child.pid > 0 && child_wait(child, signals, &until, &status) && status == 0;
    free(argv);
    if (!deleted && created->handle >= 0) pidfd_send_signal(created->handle, SIGKILL, NULL, 0);
}

static struct answer ask_to_attach(struct conversation *with, const struct start *start, const struct created *created) {
    static struct lines message;
    lines_add(&message, "id", start->arguments.id);
    lines_add_number(&message, "pid", created->init);
    with->until = deadline_after_ms(start->conf->timeout_ms);
    enum transfer sent = frame_send(with, 'P', message.text, message.length);
    return sent == TRANSFER_DONE ? answer_to_attach(with) : answer_failed(sent);
}

/// The signal that ended the wait, taken off the queue: the deletion that follows is not to be ended by it.
static int take_signal(const struct conversation *with) {
    struct signalfd_siginfo signal;
    return read(with->signals, &signal, sizeof signal) == sizeof signal ? (int)signal.ssi_signo : SIGTERM;
}

/// Acts on the answer: leaves the container to be started, or takes it away and says why.
static int conclude(const struct start *start, const struct conversation *with, const struct answer *answer,
                    const struct created *created, const struct child_signals *signals) {
    if (answer->kind == ANSWER_ALLOW) return EXIT_SUCCESS;
    bool undecided = answer->kind == ANSWER_NONE;
    if (undecided && start->conf->direction == DIRECTION_ALLOW) return !start_fall_back(start, answer->line);
    int signal = answer->kind == ANSWER_SIGNALLED ? take_signal(with) : 0;
    delete_container(start, created, signals);
    if (signal != 0) end_by(signal);
    // After the deletion, so that this is the last error in runc's log: that is the one the engine shows.
    if (answer->kind == ANSWER_REFUSE) return start_refuse(start, answer->line);
    return !start_fall_back(start, answer->line);
}

int create_and_attach(const struct start *start, struct conversation *with) {
    static char option[PATH_MAX + 64];
    snprintf(option, sizeof option, "--pid-file=%s/.plimsoll-init-%ld.pid", start->bundle, (long)getpid());
    const char *own_pid_file = strchr(option, '=') + 1;
    bool pid_file_is_ours = start->arguments.pid_file == NULL;

    struct child_signals signals;
    child_signals_hold(&signals);
    struct child child = child_start(start->conf, create_arguments(start, option), CHILD_STAND_IN, &signals);
    if (child.pid < 0) return start_refuse(start, "Plimsoll: the real runc cannot be started, no process is to be had");
    int status;
    child_wait(child, &signals, NULL, &status);
    if (status != 0) end_as(status);

    struct created created = {.handle = -1};
    bool known = read_pid(pid_file_is_ours ? own_pid_file : start->arguments.pid_file, &created);
    if (pid_file_is_ours) unlink(own_pid_file);
    with->signals = child_signals_open(&signals);
    struct answer answer = known ? ask_to_attach(with, start, &created)
                                 : answer_none("runc named no process of the container it created");
    return conclude(start, with, &answer, &created, &signals);
}
