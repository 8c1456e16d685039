#pragma once

#include "runc_arguments.h"

/// Says a line the way runc says its own errors: into its `--log` file, in its `--log-format`, where the engine looks for
/// the reason of a failure and shows it to the person; and on standard error.
void runc_log_error(const struct runc_arguments *arguments, const char *line);

/// The same at level warning, and into the `--log` file only: standard error may be the container's own.
void runc_log_warning(const struct runc_arguments *arguments, const char *line);
