#pragma once

/// The keeper's log: lines appended to a file that was opened at the start, because the keeper opens none later. Without a
/// file nothing is written.
void keeper_log_open(int fd);

__attribute__((format(printf, 1, 2))) void keeper_log(const char *format, ...);
