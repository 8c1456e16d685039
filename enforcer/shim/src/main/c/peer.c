#include "peer.h"

#include <sys/socket.h>

bool peer_is_root(int socket, pid_t *pid) {
    struct ucred peer;
    socklen_t size = sizeof peer;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
    *pid = peer.pid;
    return peer.uid == 0;
}
