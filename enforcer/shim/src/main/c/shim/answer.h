#pragma once

#include "frames.h"

#include <stdbool.h>

/// Room for the one line that a person reads, and its end.
enum { LINE_SIZE = 1025 };

/// What came of asking the Enforcer.
struct answer {
    enum { ANSWER_ALLOW, ANSWER_REFUSE, ANSWER_NONE, ANSWER_SIGNALLED } kind;
    /// The refusal's line, or for ANSWER_NONE the cause as the end of "start refused, ...".
    char line[LINE_SIZE];
    /// The Enforcer wants to be called again before the container starts.
    bool attach;
    /// The replacement of config.json; empty means unchanged.
    struct frame config;
};

/// Receives the answer to a question about a start: `A` and the configuration in `B`, or `D`.
struct answer answer_to_start(const struct conversation *with);

/// Receives the answer to "is everything in place?": `A` alone, or `D`.
struct answer answer_to_attach(const struct conversation *with);

/// No answer, and why.
struct answer answer_none(const char *cause);

/// What a failed transfer means: late and closed are "does not answer", a signal ends the wait.
struct answer answer_failed(enum transfer transfer);
