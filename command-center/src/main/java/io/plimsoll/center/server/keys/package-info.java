/// The keys of this installation, made once and kept in files that only the Command Center can read: the certificate
/// authority, the server's certificate, and the key that signs policies and checkpoints.
@NullMarked
package io.plimsoll.center.server.keys;

import org.jspecify.annotations.NullMarked;
