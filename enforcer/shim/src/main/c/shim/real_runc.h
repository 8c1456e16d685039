#pragma once

#include "start.h"

/// Becomes the real runc: same process, descriptors, signals and environment. Returns only when that fails, with errno.
void real_runc_execute(const struct conf *conf, char *const *argv);

/// The same for the start in hand. Returns only when that fails, having said so, with the exit status to end with.
int real_runc_become(const struct start *start);

/// Whether the real runc can be run, and is another file than this program, which would call itself.
bool real_runc_is_runnable(const struct conf *conf);

/// Whether another file has taken this program's place while it ran: a newer shim, or runc itself when Plimsoll was taken
/// off the host. That one is to be run instead, should what this program needs be gone.
bool real_runc_took_our_place(const struct conf *conf);
