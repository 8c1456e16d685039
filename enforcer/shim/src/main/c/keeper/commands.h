#pragma once

#include "keeper_state.h"

/// Greets a new client, telling what it can duplicate by pidfd_getfd(2):
///     plimsoll-keeper 1 pid=<pid> fanotify=<fd> held=<name>:<fd>,<name>:<fd>
void commands_greet(struct keeper *keeper);

/// Does what one line of the client asks, and takes the line apart for it. All but `beat` are answered by one line, `ok`, `error <text>` or the status.
///     beat                     the Enforcer is alive
///     hold <name> <pid> <fd>   keep a duplicate of that descriptor; under the name `fanotify` it becomes the gate's group
///     drop <name>              close it again
///     direction deny|allow     change the direction
///     status                   the counters since the keeper's start
///     quit                     release everything and end
void commands_do(struct keeper *keeper, char *line);
