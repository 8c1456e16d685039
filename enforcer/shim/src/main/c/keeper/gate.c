#include "gate.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/fanotify.h>
#include <unistd.h>

/// A reader's descriptors that can stand for its events: no Enforcer holds anywhere near as many.
enum { READER_DESCRIPTORS = 65536 };

static const uint64_t asks = FAN_OPEN_PERM | FAN_ACCESS_PERM | FAN_OPEN_EXEC_PERM;

int gate_open(void) {
    unsigned flags = FAN_CLASS_CONTENT | FAN_CLOEXEC | FAN_NONBLOCK | FAN_UNLIMITED_QUEUE | FAN_UNLIMITED_MARKS;
    return fanotify_init(flags, O_RDONLY | O_LARGEFILE | O_CLOEXEC);
}

static uint32_t response_of(enum direction direction) { return direction == DIRECTION_ALLOW ? FAN_ALLOW : FAN_DENY; }

/// The kernel finds the event by the number of the descriptor it gave to the reader, in the reader's own table: it need not
/// be open, nor be ours. ENOENT when no event of that number waits.
static bool respond(const struct gate *gate, int fd, uint32_t response) {
    struct fanotify_response answer = {.fd = fd, .response = response};
    return write(gate->group, &answer, sizeof answer) == sizeof answer;
}

void gate_answer_left_behind(struct gate *gate) {
    uint32_t response = response_of(gate->direction);
    // A reader that closed a descriptor before it answered can have several events under one number.
    for (int fd = 0; fd < READER_DESCRIPTORS; fd++)
        while (respond(gate, fd, response)) gate->counts.rescued++;
}

static void answer(struct gate *gate, const struct fanotify_event_metadata *event) {
    uint32_t response = event->pid == getpid() ? FAN_ALLOW : response_of(gate->direction);
    respond(gate, event->fd, response);
    if (response == FAN_ALLOW)
        gate->counts.allowed++;
    else
        gate->counts.denied++;
}

static void take(struct gate *gate, const struct fanotify_event_metadata *event) {
    if ((event->mask & FAN_Q_OVERFLOW) != 0)
        gate->counts.overflows++;
    else if ((event->mask & asks) != 0)
        answer(gate, event);
    else
        gate->counts.discarded++;
    if (event->fd >= 0) close(event->fd);
}

void gate_read(struct gate *gate) {
    _Alignas(struct fanotify_event_metadata) char buffer[8192];
    ssize_t length = read(gate->group, buffer, sizeof buffer);
    if (length < 0 && errno != EAGAIN && errno != EINTR) gate->counts.failed++;
    const struct fanotify_event_metadata *event = (const struct fanotify_event_metadata *)buffer;
    for (; length > 0 && FAN_EVENT_OK(event, length); event = FAN_EVENT_NEXT(event, length)) take(gate, event);
}
