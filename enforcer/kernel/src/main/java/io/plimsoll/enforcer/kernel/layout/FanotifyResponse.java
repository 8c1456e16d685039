package io.plimsoll.enforcer.kernel.layout;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// `struct fanotify_response`: the answer to one permission event.
public final class FanotifyResponse {
    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
                    JAVA_INT.withName("fd"), JAVA_INT.withName("response"))
            .withName("fanotify_response");

    public static final int ALLOW = 1;
    public static final int DENY = 2;

    private static final long FD = LAYOUT.byteOffset(groupElement("fd"));
    private static final long RESPONSE = LAYOUT.byteOffset(groupElement("response"));

    private FanotifyResponse() {}

    public static void write(MemorySegment into, int fd, int response) {
        into.set(JAVA_INT, FD, fd);
        into.set(JAVA_INT, RESPONSE, response);
    }
}
