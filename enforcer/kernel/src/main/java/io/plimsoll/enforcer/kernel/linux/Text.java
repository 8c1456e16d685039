package io.plimsoll.enforcer.kernel.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// C strings.
final class Text {
    /// The empty string, for calls that take a path they do not need.
    static final MemorySegment EMPTY = Arena.global().allocate(JAVA_BYTE);

    private Text() {}

    /// The path under which an open descriptor of this process can be named.
    static String ofDescriptor(int fd) {
        return "/proc/self/fd/" + fd;
    }
}
