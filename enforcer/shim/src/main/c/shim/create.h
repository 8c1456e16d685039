#pragma once

#include "frames.h"
#include "start.h"

/// Runs the real `runc create`, then tells the Enforcer which process waits for its start, so that gates and firewall are
/// in place before the first instruction. Without the Enforcer's word the container is deleted again. Returns the exit
/// status.
int create_and_attach(const struct start *start, struct conversation *with);
