#pragma once

#include "conf.h"

/// Appends a start that nobody judged to `<directory of the socket>/ungoverned-starts`, one JSON object in a line, from
/// which the Enforcer reports the gap when it is back:
///     {"time":"2026-11-23T20:15:00.123Z","command":"create","id":"...","bundle":"...","cause":"..."}
/// The file ends at 16 MiB; then an empty `ungoverned-starts.overflow` beside it says that more happened. False when it
/// could not be written.
bool ungoverned_record(const struct conf *conf, const char *command, const char *id, const char *bundle,
                       const char *cause);
