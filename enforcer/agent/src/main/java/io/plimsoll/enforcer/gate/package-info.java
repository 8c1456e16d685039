/// Exec gates of containers: set before their first instruction, kept as long as they run, and what the gates decided.
@NullMarked
package io.plimsoll.enforcer.gate;

import org.jspecify.annotations.NullMarked;
