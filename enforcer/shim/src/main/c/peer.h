#pragma once

#include <stdbool.h>
#include <sys/types.h>

/// Whether root is at the other end of a UNIX stream socket, as the kernel recorded it at connect or listen.
/// Sets the peer's process id, 0 when it is not visible from this pid namespace.
bool peer_is_root(int socket, pid_t *pid);
