#include "answer.h"

#include "lines.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct answer answer_none(const char *cause) {
    struct answer answer = {.kind = ANSWER_NONE};
    snprintf(answer.line, sizeof answer.line, "%s", cause);
    return answer;
}

struct answer answer_failed(enum transfer transfer) {
    if (transfer == TRANSFER_SIGNALLED) return (struct answer){.kind = ANSWER_SIGNALLED};
    if (transfer == TRANSFER_OVERSIZE) return answer_none("the answer of the Enforcer on this host is too large");
    return answer_none("the Enforcer on this host does not answer");
}

/// Blanks what a terminal could take for a command, and what is no text. In place: nothing grows.
static void make_printable(char *line) {
    char *to = line;
    while (*line != 0) {
        size_t length = utf8_length(line);
        if (length == 0 || utf8_is_control(line))
            *to++ = ' ';
        else
            to = (char *)memmove(to, line, length) + length;
        line += length == 0 ? 1 : length;
    }
    *to = 0;
}

/// A `D` is a refusal even when its line did not arrive: an Enforcer killed while it says no has said no.
static struct answer refused(const struct frame *frame) {
    struct answer answer = {.kind = ANSWER_REFUSE};
    const char *line = frame->payload != NULL && frame->length > 0
        ? frame->payload
        : "Plimsoll: refused by the Enforcer on this host; its reason did not arrive";
    snprintf(answer.line, sizeof answer.line, "%s", line);
    make_printable(answer.line);
    return answer;
}

static struct answer unexpected(const struct frame *frame) {
    char cause[96];
    snprintf(cause, sizeof cause, "the Enforcer on this host answered with a frame of type 0x%02x",
             (unsigned)(unsigned char)frame->type);
    return answer_none(cause);
}

/// Receives a frame of the wanted type; otherwise says in `answer` what to make of it.
static bool expect(const struct conversation *with, char type, struct frame *frame, struct answer *answer) {
    enum transfer received = frame_receive(with, frame);
    if (received == TRANSFER_DONE && frame->type == type) return true;
    if (frame->type == 'D')
        *answer = refused(frame);
    else
        *answer = received == TRANSFER_DONE ? unexpected(frame) : answer_failed(received);
    free(frame->payload);
    return false;
}

struct answer answer_to_attach(const struct conversation *with) {
    struct answer answer = {.kind = ANSWER_ALLOW};
    struct frame frame;
    if (expect(with, 'A', &frame, &answer)) free(frame.payload);
    return answer;
}

struct answer answer_to_start(const struct conversation *with) {
    struct answer answer = {.kind = ANSWER_ALLOW};
    struct frame frame;
    if (!expect(with, 'A', &frame, &answer)) return answer;
    bool attach = lines_have(frame.payload, frame.length, "attach=1");
    bool plain = lines_have(frame.payload, frame.length, "attach=0");
    free(frame.payload);
    if (attach == plain) return answer_none("the Enforcer on this host answered neither attach=0 nor attach=1");
    answer.attach = attach;
    struct frame config;
    if (expect(with, 'B', &config, &answer)) answer.config = config;
    return answer;
}
