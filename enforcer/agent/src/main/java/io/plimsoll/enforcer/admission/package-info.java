/// Whether a container may start: the conversation with the runtime shim, where the container comes from, and
/// the decision. Nothing here asks the engine, writes to a log, or waits for anything but a scan.
@NullMarked
package io.plimsoll.enforcer.admission;

import org.jspecify.annotations.NullMarked;
