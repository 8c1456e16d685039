/// Reads images of a registry (OCI distribution specification 1.1) without keeping them: an image passes as the
/// tar of an OCI image layout, for the scanner process to read. Runs in the caller's process, which has the
/// network that the scanner has not; of what a registry says it reads only bounded JSON documents. [Registry]
/// is the door.
@NullMarked
package io.plimsoll.scanner.registry;

import org.jspecify.annotations.NullMarked;
