#pragma once

#include "conf.h"
#include "deadline.h"

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

/// How this process treats signals while the real runc is its child: those that end a program are handed on instead.
/// The child gets everything back as the engine had set it.
struct child_signals {
    /// What is waited for: the ones handed on, and SIGCHLD.
    sigset_t waited;
    sigset_t mask_before;
    struct sigaction child_before;
};

void child_signals_hold(struct child_signals *signals);

/// A descriptor that is readable when one of the signals handed on has come; -1 when there is none to be had.
int child_signals_open(const struct child_signals *signals);

enum child_kind {
    /// In the place of this process: same descriptors, gets its signals, dies with it.
    CHILD_STAND_IN,
    /// On its own: standard input, output and error are /dev/null, in a session where no terminal's signal reaches it.
    CHILD_QUIET
};

struct child {
    /// -1 when it could not be started.
    pid_t pid;
    enum child_kind kind;
};

/// Runs the real runc.
struct child child_start(const struct conf *conf, char *const *argv, enum child_kind kind,
                         const struct child_signals *signals);

/// Waits for a child and hands signals on to a stand-in meanwhile. False when `until` passed first; NULL waits for ever.
bool child_wait(struct child child, const struct child_signals *signals, const deadline *until, int *status);

/// Ends this process as the wait status says: with the same exit status, or by the same signal.
_Noreturn void end_as(int status);

/// Ends this process by a signal that it had held back.
_Noreturn void end_by(int signal);
