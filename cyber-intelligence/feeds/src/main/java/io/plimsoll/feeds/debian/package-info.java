/// The Debian security tracker's JSON export (security-tracker.debian.org/tracker/data/json), and the lists of
/// notices that its repository keeps (`data/DSA/list`, `data/DLA/list`).
@NullMarked
package io.plimsoll.feeds.debian;

import org.jspecify.annotations.NullMarked;
