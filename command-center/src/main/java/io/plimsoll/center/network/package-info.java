/// Networks of hosts' engines: what they are, which labels they carry, and who is on them. Uses
/// `labels`.
@NullMarked
package io.plimsoll.center.network;

import org.jspecify.annotations.NullMarked;
