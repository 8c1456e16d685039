/// The Debian security tracker's JSON export (security-tracker.debian.org/tracker/data/json).
@NullMarked
package io.plimsoll.feeds.debian;

import org.jspecify.annotations.NullMarked;
