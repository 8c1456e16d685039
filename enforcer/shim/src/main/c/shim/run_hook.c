#include "run_hook.h"

#include "enforcer.h"
#include "lines.h"
#include "start.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STATE_MAX = 1024 * 1024, STATE_MS = 10000 };

/// Reads standard input to its end. False when it is longer than a state can be, or does not end in time.
static bool read_state(char state[STATE_MAX + 1], size_t *length) {
    struct conversation input = {.socket = -1, .signals = -1, .until = deadline_after_ms(STATE_MS)};
    for (*length = 0; *length <= STATE_MAX;) {
        if (conversation_wait(&input, STDIN_FILENO, POLLIN) != TRANSFER_DONE) return false;
        ssize_t got = read(STDIN_FILENO, state + *length, STATE_MAX + 1 - *length);
        if (got < 0) return false;
        if (got == 0) return *length > 0;
        *length += (size_t)got;
    }
    return false;
}

/// The container's id out of the state, for the record of a start that nobody judged. Empty when it is not found.
static const char *id_in(char state[STATE_MAX + 1], size_t length) {
    static char id[256];
    state[length] = 0;
    const char *at = strstr(state, "\"id\":\"");
    if (at == NULL || sscanf(at + 6, "%255[A-Za-z0-9_.+-]", id) != 1) id[0] = 0;
    return id;
}

static struct answer ask(struct start *start) {
    static char state[STATE_MAX + 1];
    static struct lines message;
    const struct conf *conf = start->conf;
    size_t length;
    if (conf->problem[0] != 0) return answer_none(conf->problem);
    if (!read_state(state, &length)) return answer_none("runc handed its hook no state of the container");
    start->arguments.id = id_in(state, length);
    struct conversation with;
    struct answer answer = enforcer_connect(&with, conf);
    if (answer.kind != ANSWER_ALLOW) return answer;
    lines_add(&message, "version", "1");
    lines_add_number(&message, "pid", getpid());
    enum transfer sent = frame_send(&with, 'H', message.text, message.length);
    if (sent == TRANSFER_DONE) sent = frame_send(&with, 'B', state, length);
    return sent == TRANSFER_DONE || sent == TRANSFER_CLOSED ? answer_to_attach(&with) : answer_failed(sent);
}

int run_hook_main(void) {
    static struct conf conf;
    conf_load(&conf);
    // runc shows what a hook says on standard error; a hook does not know runc's --log.
    struct start start = {.conf = &conf, .arguments = {.command = "plimsoll-hook"}};
    struct answer answer = ask(&start);
    if (answer.kind == ANSWER_REFUSE) return start_refuse(&start, answer.line);
    if (answer.kind == ANSWER_NONE && !start_fall_back(&start, answer.line)) return EXIT_FAILURE;
    return EXIT_SUCCESS;
}
