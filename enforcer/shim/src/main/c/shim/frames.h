#pragma once

#include "deadline.h"

#include <stddef.h>

/// Frames of the conversation with the Enforcer: 4 bytes length of the payload (big-endian), 1 byte type, the payload.
enum { FRAME_MAX = 16 * 1024 * 1024 };

struct frame {
    /// 0 until a header has arrived.
    char type;
    /// Owned by the frame; NUL behind its last byte. NULL until the whole payload has arrived.
    char *payload;
    size_t length;
};

/// One connection and what may end a wait on it.
struct conversation {
    int socket;
    /// A signalfd whose signals end the wait, or -1.
    int signals;
    deadline until;
};

enum transfer { TRANSFER_DONE, TRANSFER_CLOSED, TRANSFER_LATE, TRANSFER_SIGNALLED, TRANSFER_OVERSIZE };

enum transfer frame_send(const struct conversation *with, char type, const void *payload, size_t length);

/// Receives one frame. When it did not arrive whole, the type may be there all the same: a refusal cut short stays one.
enum transfer frame_receive(const struct conversation *with, struct frame *frame);

/// Waits until the descriptor is ready for `events` of poll(2).
enum transfer conversation_wait(const struct conversation *with, int fd, short events);
