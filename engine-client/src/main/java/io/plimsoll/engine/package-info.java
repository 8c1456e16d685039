/// A thin client of the Docker Engine API over its UNIX socket, for what Plimsoll asks an engine: who it is, its images
/// and containers, what happens to them, and the bytes of an image. It trusts no answer: heads, bodies and waits are
/// bounded. [Engine] is the door.
@NullMarked
package io.plimsoll.engine;

import org.jspecify.annotations.NullMarked;
