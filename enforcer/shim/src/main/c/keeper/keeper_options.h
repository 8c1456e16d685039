#pragma once

#include "direction.h"

#include <stdbool.h>
#include <sys/un.h>

/// plimsoll-keeper --socket PATH --direction deny|allow [--agent-timeout-ms N] [--log FILE]
struct keeper_options {
    struct sockaddr_un address;
    enum direction direction;
    int agent_timeout_ms;
    /// NULL for none.
    const char *log;
};

/// Reads the options; false after having said what is wrong, all of it, on standard error.
bool keeper_options_parse(struct keeper_options *options, int argc, char **argv);
