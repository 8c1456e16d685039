#pragma once

/// Room for `2026-11-23T20:15:00.123Z` and its end.
enum { TIMESTAMP_SIZE = 32 };

/// Writes the wall clock as RFC 3339 in UTC. By hand, because libc's gmtime_r may open /etc/localtime, and the keeper
/// opens no file once it answers for others: it would wait for itself.
void timestamp_now(char text[TIMESTAMP_SIZE]);
