/// PostgreSQL as Plimsoll brings it: unpacked, initialised, started and supervised by ourselves, reached over a UNIX
/// socket with the identity that the kernel vouches for; and the thin door through which features speak SQL.
@NullMarked
package io.plimsoll.center.server.database;

import org.jspecify.annotations.NullMarked;
