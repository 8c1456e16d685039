/// The intelligence bundle in use: which keys may sign one, where it came from, and who has to look again when it
/// changes. Uses `audit`, and `compliance` for evidence.
@NullMarked
package io.plimsoll.center.intelligence;

import org.jspecify.annotations.NullMarked;
