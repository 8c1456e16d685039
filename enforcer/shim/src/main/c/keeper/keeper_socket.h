#pragma once

#include <sys/un.h>

/// What keeper_socket_open answers instead of a descriptor.
enum { SOCKET_FAILED = -1, SOCKET_SERVED_BY_ANOTHER = -2 };

/// Opens the keeper's socket for root alone, in a directory that root alone may change (made, mode 0700, when it is not
/// there). The file `<socket>.lock` beside it has the keeper's process id; its lock, held until the process ends, keeps a
/// second keeper away without disturbing the first.
/// What goes wrong is said on standard error.
int keeper_socket_open(const struct sockaddr_un *address);
