#pragma once

#include "direction.h"

#include <limits.h>
#include <sys/un.h>

/// The shim's configuration, read from the file beside it: `<path of shim>.conf`.
///     # written by plimsoll-shim
///     real=/usr/sbin/runc.plimsoll-real
///     socket=/run/plimsoll/enforcer/shim.sock
///     direction=deny
///     timeout-ms=15000
/// Further keys of the installer are real-sha256. Every other key, a missing one or a second one is a mistake.
struct conf {
    /// The shim itself, as hooks find it again.
    char shim[PATH_MAX];
    /// Always set, so that exec, kill and delete work without a readable configuration: `<path of shim>.plimsoll-real`.
    char real[PATH_MAX];
    char socket[sizeof((struct sockaddr_un *)0)->sun_path];
    enum direction direction;
    int timeout_ms;
    /// Why the file cannot be followed, naming it; then the direction is deny. Empty when all is well.
    char problem[PATH_MAX + 256];
};

/// Reads the configuration. Never fails: what is wrong is said in `problem`.
void conf_load(struct conf *conf);
