/// The events of this host on its own disk, numbered, until the Command Center has them. They survive a kill at
/// any byte and a loss of power once they are forced; what cannot be kept is counted and becomes an event
/// itself.
@NullMarked
package io.plimsoll.enforcer.spool;

import org.jspecify.annotations.NullMarked;
