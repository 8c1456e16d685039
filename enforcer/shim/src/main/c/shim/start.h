#pragma once

#include "conf.h"
#include "runc_arguments.h"

#include <limits.h>
#include <stddef.h>

/// The one container start that this process is about.
struct start {
    const struct conf *conf;
    struct runc_arguments arguments;
    int argc;
    char **argv;
    /// Absolute, links resolved; empty while it is not known.
    char bundle[PATH_MAX];
};

/// Says the line as runc would say an error. Returns the exit status of a refusal.
int start_refuse(const struct start *start, const char *line);

/// Nobody decided about this start, because of `cause` (the end of "start refused, ..."): the administrator's direction
/// does. Under deny it is refused, false. Under allow it is recorded as ungoverned, true.
bool start_fall_back(const struct start *start, const char *cause);
