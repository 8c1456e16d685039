#include "shim.h"

#include "absolute_path.h"
#include "config_json.h"
#include "create.h"
#include "enforcer.h"
#include "lines.h"
#include "real_runc.h"
#include "start.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// Why the Enforcer cannot even be asked; NULL when it can.
static const char *obstacle(struct start *start, struct config_json *config) {
    static char text[PATH_MAX + 512];
    if (start->arguments.unknown_option != NULL) {
        snprintf(text, sizeof text, "the shim does not know the runc option %.256s", start->arguments.unknown_option);
        return text;
    }
    if (start->conf->problem[0] != 0) return start->conf->problem;
    if (!real_runc_is_runnable(start->conf)) {
        snprintf(text, sizeof text, "the real runc %s cannot be run", start->conf->real);
        return text;
    }
    const char *bundle = start->arguments.bundle ? start->arguments.bundle : ".";
    if (!absolute_path(start->bundle, bundle)) return "the bundle's path cannot be resolved";
    return config_json_read(start->bundle, config);
}

static struct answer send_question(const struct conversation *with, const struct start *start,
                                   const struct config_json *config) {
    static struct lines question;
    char root[PATH_MAX];
    if (!absolute_path(root, start->arguments.root)) return answer_none("the path after --root cannot be resolved");
    lines_add(&question, "version", "1");
    lines_add(&question, "command", start->arguments.command);
    lines_add(&question, "id", start->arguments.id);
    lines_add(&question, "bundle", start->bundle);
    lines_add(&question, "root", root);
    lines_add_number(&question, "pid", getpid());
    lines_add(&question, "shim", start->conf->shim);
    if (question.broken) return answer_none("the container's id or a path cannot be put into a question");
    enum transfer sent = frame_send(with, 'C', question.text, question.length);
    if (sent == TRANSFER_DONE) sent = frame_send(with, 'B', config->bytes, config->length);
    // An Enforcer may refuse before it has read everything: then its answer is there although sending failed.
    return sent == TRANSFER_DONE || sent == TRANSFER_CLOSED ? answer_to_start(with) : answer_failed(sent);
}

static struct answer ask(struct conversation *with, struct start *start) {
    struct config_json config = {0};
    const char *why_not = obstacle(start, &config);
    if (why_not != NULL) return answer_none(why_not);
    struct answer answer = enforcer_connect(with, start->conf);
    if (answer.kind == ANSWER_ALLOW) answer = send_question(with, start, &config);
    free(config.bytes);
    if (answer.kind != ANSWER_ALLOW || answer.config.length == 0) return answer;
    const char *problem = config_json_replace(start->bundle, answer.config.payload, answer.config.length);
    free(answer.config.payload);
    return problem == NULL ? answer : answer_none(problem);
}

static int govern(struct start *start) {
    struct conversation with = {.socket = -1, .signals = -1};
    struct answer answer = ask(&with, start);
    if (answer.kind == ANSWER_REFUSE) return start_refuse(start, answer.line);
    if (answer.kind == ANSWER_NONE && !start_fall_back(start, answer.line)) return EXIT_FAILURE;
    // Only `create` has a pause before the container's first instruction. Others are held by the hook that the Enforcer
    // wrote into config.json, and the conversation closes as the real runc takes this process.
    bool paused = strcmp(start->arguments.command, "create") == 0;
    if (answer.kind == ANSWER_ALLOW && answer.attach && paused) return create_and_attach(start, &with);
    return real_runc_become(start);
}

int shim_main(int argc, char **argv) {
    static struct conf conf;
    static struct start start;
    conf_load(&conf);
    // Taken off the host, or upgraded, since this process began: what is there now knows what to do.
    if (conf.problem[0] != 0 && real_runc_took_our_place(&conf)) execv(conf.shim, argv);
    start.conf = &conf;
    start.argc = argc;
    start.argv = argv;
    start.arguments = runc_arguments_parse(argc, argv);
    // Without exactly one argument runc prints its usage and starts nothing.
    bool may_start = start.arguments.id != NULL || start.arguments.unknown_option != NULL;
    return start.arguments.command != NULL && may_start ? govern(&start) : real_runc_become(&start);
}
