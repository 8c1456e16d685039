#include "keeper_options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static bool wrong(const char *what, const char *value) {
    fprintf(stderr, "plimsoll-keeper: %s: %s\n", what, value);
    return false;
}

static bool take_socket(struct keeper_options *options, const char *path) {
    if (path[0] != '/') return wrong("--socket wants an absolute path", path);
    if (strlen(path) >= sizeof options->address.sun_path) return wrong("--socket wants a path below 108 bytes", path);
    options->address.sun_family = AF_UNIX;
    strcpy(options->address.sun_path, path);
    return true;
}

static bool take_timeout(struct keeper_options *options, const char *text) {
    char *end;
    errno = 0;
    long milliseconds = strtol(text, &end, 10);
    bool valid = errno == 0 && end != text && *end == 0 && milliseconds >= 100 && milliseconds <= 600000;
    if (!valid) return wrong("--agent-timeout-ms wants 100 to 600000", text);
    options->agent_timeout_ms = (int)milliseconds;
    return true;
}

bool keeper_options_parse(struct keeper_options *options, int argc, char **argv) {
    static const struct option known[] = {
        {"socket", required_argument, NULL, 's'},
        {"direction", required_argument, NULL, 'd'},
        {"agent-timeout-ms", required_argument, NULL, 't'},
        {"log", required_argument, NULL, 'l'},
        {NULL, 0, NULL, 0},
    };
    *options = (struct keeper_options){.agent_timeout_ms = 2000};
    bool good = true, has_direction = false;
    for (int option; (option = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (option == 's') good &= take_socket(options, optarg);
        if (option == 't') good &= take_timeout(options, optarg);
        if (option == 'l') options->log = optarg;
        if (option == 'd') has_direction = direction_parse(optarg, &options->direction);
        if (option == '?') good = false;
    }
    if (optind < argc) good = wrong("not understood", argv[optind]);
    if (options->address.sun_path[0] == 0) good = wrong("--socket is missing", "where the Enforcer finds the keeper");
    if (!has_direction) good = wrong("--direction is missing or wrong", "deny or allow");
    return good;
}
