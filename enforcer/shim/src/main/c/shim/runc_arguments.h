#pragma once

#include <stdbool.h>

/// What a runc command line asks for, as far as the Enforcer is concerned. Every text points into argv.
struct runc_arguments {
    /// create, run or restore; NULL for every other command, which goes to the real runc untouched.
    const char *command;
    /// Where the command stands in argv; the global options are before it.
    int command_index;
    /// The container's id; NULL when there is not exactly one argument: then runc prints its usage and starts nothing.
    const char *id;
    /// NULL means the current directory.
    const char *bundle;
    const char *root;
    const char *pid_file;
    /// NULL means standard error.
    const char *log;
    bool log_is_json;
    /// The first option that no known runc has. What follows it cannot be told apart, so nothing else here is certain.
    const char *unknown_option;
};

/// Reads the command line as runc 1.0 to 1.5 do: `--name value`, `--name=value`, one or two dashes, options after the
/// container's id too, the last of several wins.
struct runc_arguments runc_arguments_parse(int argc, char **argv);
