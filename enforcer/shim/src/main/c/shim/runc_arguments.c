#include "runc_arguments.h"

#include <stddef.h>
#include <string.h>

enum option_kind { UNKNOWN, SWITCH, VALUE };

struct option {
    const char *name;
    enum option_kind kind;
};

/// The global options and those of create, run and restore in runc 1.0 to 1.5. One table for all: no name means a switch
/// in one place and takes a value in another, and since 1.5 the global ones may stand behind the command as well.
static const struct option known_options[] = {
    {"debug", SWITCH},
    {"log", VALUE},
    {"log-format", VALUE},
    {"root", VALUE},
    {"criu", VALUE},
    {"systemd-cgroup", SWITCH},
    {"rootless", VALUE},
    {"help", SWITCH},
    {"h", SWITCH},
    {"version", SWITCH},
    {"v", SWITCH},
    // create and run
    {"bundle", VALUE},
    {"b", VALUE},
    {"pid-file", VALUE},
    {"console-socket", VALUE},
    {"pidfd-socket", VALUE},
    {"no-pivot", SWITCH},
    {"no-new-keyring", SWITCH},
    {"preserve-fds", VALUE},
    {"detach", SWITCH},
    {"d", SWITCH},
    {"keep", SWITCH},
    {"no-subreaper", SWITCH},
    // restore
    {"image-path", VALUE},
    {"work-path", VALUE},
    {"tcp-established", SWITCH},
    {"ext-unix-sk", SWITCH},
    {"shell-job", SWITCH},
    {"file-locks", SWITCH},
    {"manage-cgroups-mode", VALUE},
    {"empty-ns", VALUE},
    {"auto-dedup", SWITCH},
    {"lazy-pages", SWITCH},
    {"lsm-profile", VALUE},
    {"lsm-mount-context", VALUE},
};

/// One token of the command line, taken apart.
struct token {
    const char *name;
    size_t name_length;
    /// NULL when there is no `=`.
    const char *value;
    enum option_kind kind;
};

static bool is_option(const char *token) { return token[0] == '-' && token[1] != 0; }

static enum option_kind kind_of(const char *name, size_t length) {
    for (size_t i = 0; i < sizeof known_options / sizeof *known_options; i++)
        if (strlen(known_options[i].name) == length && memcmp(known_options[i].name, name, length) == 0)
            return known_options[i].kind;
    return UNKNOWN;
}

static struct token token_of(const char *text) {
    const char *name = text + (text[1] == '-' ? 2 : 1);
    const char *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    return (struct token){name, length, equals ? equals + 1 : NULL, kind_of(name, length)};
}

static bool named(struct token token, const char *name) {
    return strlen(name) == token.name_length && memcmp(name, token.name, token.name_length) == 0;
}

static void keep_value(struct runc_arguments *arguments, struct token token) {
    if (named(token, "bundle") || named(token, "b")) arguments->bundle = token.value;
    if (named(token, "root")) arguments->root = token.value;
    if (named(token, "pid-file")) arguments->pid_file = token.value;
    if (named(token, "log")) arguments->log = token.value;
    if (named(token, "log-format")) arguments->log_is_json = strcmp(token.value, "json") == 0;
}

/// Takes the option at `argv[at]`, with its value where it has one; the index behind it.
static int take_option(struct runc_arguments *arguments, int argc, char **argv, int at) {
    struct token token = token_of(argv[at]);
    bool value_follows = token.kind == VALUE && token.value == NULL;
    if (token.kind == UNKNOWN || (value_follows && at + 1 >= argc)) {
        if (arguments->unknown_option == NULL) arguments->unknown_option = argv[at];
        return at + 1;
    }
    if (value_follows) token.value = argv[++at];
    if (token.kind == VALUE) keep_value(arguments, token);
    return at + 1;
}

static const char *governed_command(const char *word) {
    static const char *const governed[] = {"create", "run", "restore"};
    for (size_t i = 0; i < sizeof governed / sizeof *governed; i++)
        if (strcmp(word, governed[i]) == 0) return governed[i];
    return NULL;
}

/// The index of the command's word; argc when there is none. Behind an unknown option any word may be its value, so the
/// first that could start a container is taken for the command.
static int find_command(struct runc_arguments *arguments, int argc, char **argv) {
    int at = 1;
    while (at < argc && is_option(argv[at])) {
        if (strcmp(argv[at], "--") == 0) return at + 1;
        at = take_option(arguments, argc, argv, at);
    }
    if (arguments->unknown_option != NULL)
        while (at < argc && governed_command(argv[at]) == NULL) at++;
    return at;
}

static void take_command_arguments(struct runc_arguments *arguments, int argc, char **argv) {
    int positional = 0;
    bool options_ended = false;
    for (int at = arguments->command_index + 1; at < argc;) {
        if (!options_ended && strcmp(argv[at], "--") == 0) {
            options_ended = true;
            at++;
        } else if (!options_ended && is_option(argv[at])) {
            at = take_option(arguments, argc, argv, at);
        } else {
            arguments->id = positional++ == 0 ? argv[at] : NULL;
            at++;
        }
    }
}

struct runc_arguments runc_arguments_parse(int argc, char **argv) {
    struct runc_arguments arguments = {.root = "/run/runc"};
    arguments.command_index = find_command(&arguments, argc, argv);
    if (arguments.command_index >= argc) return arguments;
    arguments.command = governed_command(argv[arguments.command_index]);
    if (arguments.command != NULL) take_command_arguments(&arguments, argc, argv);
    return arguments;
}
