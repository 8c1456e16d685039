package io.plimsoll.enforcer.kernel.layout;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// `struct pollfd`.
public final class PollFd {
    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
                    JAVA_INT.withName("fd"), JAVA_SHORT.withName("events"), JAVA_SHORT.withName("revents"))
            .withName("pollfd");

    private static final short POLLIN = 1;
    private static final long FD = LAYOUT.byteOffset(groupElement("fd"));
    private static final long EVENTS = LAYOUT.byteOffset(groupElement("events"));
    private static final long RETURNED = LAYOUT.byteOffset(groupElement("revents"));

    private PollFd() {}

    /// Asks, in entry `index` of an array, whether `fd` can be read.
    public static void askReadable(MemorySegment array, int index, int fd) {
        long at = index * LAYOUT.byteSize();
        array.set(JAVA_INT, at + FD, fd);
        array.set(JAVA_SHORT, at + EVENTS, POLLIN);
    }

    /// Whether something happened to entry `index`: it can be read, or it is broken.
    public static boolean happened(MemorySegment array, int index) {
        return array.get(JAVA_SHORT, index * LAYOUT.byteSize() + RETURNED) != 0;
    }
}
