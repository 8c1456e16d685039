#pragma once

/// Turns this process into one in the background, named plimsoll-keeper: own session, no inherited descriptors above
/// standard error, out of the reach of the out-of-memory killer. Returns in the new process only. The first one waits for
/// background_ready and ends with that status, or with 1 when the new process ends before.
void background_enter(void);

/// Makes standard input, output and error /dev/null, goes to /, then lets the first process end with `status`.
void background_ready(int status);

/// Fills the low descriptors, so that events read by this process get numbers that no reader of ours has: an Enforcer that
/// wakes up late and answers under its own numbers must not answer the keeper's events.
void background_reserve_low_descriptors(void);
