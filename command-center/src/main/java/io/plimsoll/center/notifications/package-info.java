/// What somebody should see at once: the feed of each reader, with what that reader has seen. Whoever finds it out
/// tells it. Uses `images` and `compliance`.
@NullMarked
package io.plimsoll.center.notifications;

import org.jspecify.annotations.NullMarked;
