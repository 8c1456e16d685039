/// The `config.json` that an engine hands to the OCI runtime for one container (OCI runtime specification): what can be
/// read from it, and how it is hardened before the runtime sees it.
@NullMarked
package io.plimsoll.enforcer.runtime;

import org.jspecify.annotations.NullMarked;
