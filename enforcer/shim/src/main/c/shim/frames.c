#include "frames.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { HEADER_SIZE = 5 };

enum transfer conversation_wait(const struct conversation *with, int fd, short events) {
    struct pollfd waits[] = {{.fd = fd, .events = events}, {.fd = with->signals, .events = POLLIN}};
    for (;;) {
        int left = deadline_left_ms(with->until);
        if (left == 0) return TRANSFER_LATE;
        int ready = poll(waits, 2, left);
        if (ready < 0 && errno != EINTR) return TRANSFER_CLOSED;
        if (ready <= 0) continue;
        return waits[1].revents != 0 ? TRANSFER_SIGNALLED : TRANSFER_DONE;
    }
}

static bool may_retry(ssize_t result) {
    return result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
}

static enum transfer send_all(const struct conversation *with, const char *bytes, size_t length) {
    while (length > 0) {
        enum transfer waited = conversation_wait(with, with->socket, POLLOUT);
        if (waited != TRANSFER_DONE) return waited;
        ssize_t sent = send(with->socket, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (may_retry(sent)) continue;
        if (sent < 0) return TRANSFER_CLOSED;
        bytes += sent;
        length -= (size_t)sent;
    }
    return TRANSFER_DONE;
}

static enum transfer receive_all(const struct conversation *with, char *bytes, size_t length) {
    while (length > 0) {
        enum transfer waited = conversation_wait(with, with->socket, POLLIN);
        if (waited != TRANSFER_DONE) return waited;
        ssize_t received = recv(with->socket, bytes, length, MSG_DONTWAIT);
        if (may_retry(received)) continue;
        if (received <= 0) return TRANSFER_CLOSED;
        bytes += received;
        length -= (size_t)received;
    }
    return TRANSFER_DONE;
}

enum transfer frame_send(const struct conversation *with, char type, const void *payload, size_t length) {
    char header[HEADER_SIZE];
    uint32_t size = htonl((uint32_t)length);
    memcpy(header, &size, sizeof size);
    header[4] = type;
    enum transfer sent = send_all(with, header, sizeof header);
    return sent == TRANSFER_DONE ? send_all(with, payload, length) : sent;
}

enum transfer frame_receive(const struct conversation *with, struct frame *frame) {
    *frame = (struct frame){0};
    char header[HEADER_SIZE];
    enum transfer received = receive_all(with, header, sizeof header);
    if (received != TRANSFER_DONE) return received;
    uint32_t size;
    memcpy(&size, header, sizeof size);
    frame->type = header[4];
    size_t length = ntohl(size);
    if (length > FRAME_MAX) return TRANSFER_OVERSIZE;
    char *payload = malloc(length + 1);
    if (payload == NULL) return TRANSFER_OVERSIZE;
    received = receive_all(with, payload, length);
    if (received != TRANSFER_DONE) {
        free(payload);
        return received;
    }
    payload[length] = 0;
    frame->payload = payload;
    frame->length = length;
    return TRANSFER_DONE;
}
