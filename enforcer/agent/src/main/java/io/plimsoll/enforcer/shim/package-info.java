/// The runtime shim on this host: put in the place of the engine's runtime, watched, told the direction to fail in, and
/// taken away again.
@NullMarked
package io.plimsoll.enforcer.shim;

import org.jspecify.annotations.NullMarked;
